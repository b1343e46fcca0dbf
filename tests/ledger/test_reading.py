from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import note, raw_request
from support.run import listing

from foi_tracker.errors import LedgerCorrupt, LedgerError, LedgerMissing, LedgerTooNew
from foi_tracker.ledger import Ledger

HEADER = '{"header":{"1":{"schema":1,"next":4,"archived":0}}\n,"requests":{\n'
ONE = '"1":\n{"number":1,"events":[]}'
TWO = '"2":\n{"number":2,"events":[]}'


def file_of(*lines: str, header: str = HEADER) -> bytes:
    return (header + "\n\n,\n".join(lines) + "\n\n}\n}\n").encode()


DAMAGED = {
    "empty": (b"", "the file is empty"),
    "spaces": (b"  \n", "the file breaks off there"),
    "nul_bytes": (b"\0" * 4096, "at line 1: there are NUL bytes"),
    "nul_tail": (file_of(ONE) + b"\0\0", "at line 8: there are NUL bytes"),
    "old_tail": (file_of(ONE) + b'"}\n}\n', "at line 8"),
    "two_ledgers": (file_of(ONE) * 2, "at line 8"),
    "not_utf8": (
        file_of(ONE.replace("[]", '[{"a":"caf\xe9"}]')).replace(b"\xc3\xa9", b"\xe9"),
        "at line 4: this is not UTF-8",
    ),
    "byte_order_mark": (b"\xef\xbb\xbf" + file_of(ONE), "at line 1"),
    "raw_newline": (file_of('"1":\n{"number":1,"text":"a\nb","events":[]}'), "at line 4"),
    "nan": (file_of(ONE, TWO.replace("[]", '[],"fee":NaN')), "at line 8: NaN is not a number"),
    "infinity": (file_of(ONE, TWO.replace("[]", '[],"fee":-Infinity')), "at line 8: -Infinity is not a number"),
    "huge_float": (file_of(ONE.replace("[]", '[],"fee":1e999')), "at line 4: '1e999' is too large a number"),
    "huge_integer": (file_of(ONE.replace("[]", '[],"fee":' + "9" * 5000)), "holds values"),
    "deep": (file_of(ONE.replace("[]", "[" * 100_000 + "]" * 100_000)), "holds values"),
    "request_twice": (file_of(ONE, TWO, TWO), "at line 12: request '2' stands there a second time"),
    "key_twice": (file_of(ONE, TWO.replace("[]", '[],"uid":"a","uid":"b"')), "at line 8: 'uid' stands there twice"),
    "header_twice": (file_of(ONE, header=HEADER.replace('"next":4', '"next":4,"next":5')), "'next' stands there twice"),
    "table_twice": (file_of(ONE)[:-2] + b',"requests":{\n}\n}\n', "'requests' stands there twice"),
    "unknown_table_twice": (file_of(ONE)[:-2] + b',"x":1\n,"x":2\n}\n', "'x' stands there twice"),
    "merge": (
        file_of(f"<<<<<<< HEAD\n{ONE}\n=======\n{ONE}\n>>>>>>> theirs", TWO),
        "at line 3: a merge was not finished there",
    ),
    "merge_in_header": (b"<<<<<<< ours\n" + file_of(ONE), "at line 1: a merge was not finished there"),
    "missing_comma": (file_of(f"{ONE}\n{TWO}"), "at line 5"),
    "list": (b"[]\n", "it has no header"),
    "number": (b"7\n", "it has no header"),
    "nothing": (b"{}\n", "it has no header"),
    "fresh_tinydb": (b'{"_default": {"1": {"a": 1}}}', "it has no header"),
    "header_is_list": (b'{"header":[],"requests":{}}', "it has no header"),
    "schema_is_text": (file_of(ONE, header=HEADER.replace('"schema":1', '"schema":"1"')), "the number of no schema"),
    "schema_is_true": (file_of(ONE, header=HEADER.replace('"schema":1', '"schema":true')), "the number of no schema"),
    "schema_is_old": (file_of(ONE, header=HEADER.replace('"schema":1', '"schema":0')), "the number of no schema"),
    "no_next": (file_of(ONE, header=HEADER.replace('"next"', '"nxt"')), "no count 'next'"),
    "archived_is_negative": (file_of(ONE, header=HEADER.replace('"archived":0', '"archived":-1')), "'archived'"),
    "no_requests": (b'{"header":{"1":{"schema":1,"next":1,"archived":0}}}\n', "no table of requests"),
    "requests_are_a_list": (
        b'{"header":{"1":{"schema":1,"next":1,"archived":0}},"requests":[]}',
        "no table of requests",
    ),
    "key_is_no_number": (file_of(ONE.replace('"1"', '"one"')), "'one' is not the number of a request"),
    "key_is_zero": (file_of('"0":\n{"number":0,"events":[]}'), "'0' is not the number of a request"),
    "key_has_a_zero": (file_of(ONE.replace('"1"', '"01"')), "'01' is not the number of a request"),
    "key_is_arabic": (file_of(ONE.replace('"1"', '"١"')), "is not the number of a request"),
    "key_is_endless": (file_of(ONE.replace('"1"', f'"{"1" * 5000}"')), "holds values"),
    "another_number": (file_of(ONE.replace('"number":1', '"number":2')), "the request under 1 has another number"),
    "number_is_true": (file_of(ONE.replace('"number":1', '"number":true')), "the request under 1 has another number"),
    "number_is_float": (file_of(ONE.replace('"number":1', '"number":1.0')), "the request under 1 has another number"),
    "request_is_list": (file_of('"1":\n[]'), "what stands under 1 is no request"),
    "no_events": (file_of(ONE.replace("events", "event")), "request 1 has no events"),
    "event_is_text": (file_of(ONE.replace("[]", '["sent"]')), "request 1 has an event that is none"),
    "number_not_given": (file_of('"4":\n{"number":4,"events":[]}'), "says that 4 comes next"),
}
# Readers leave names that stand twice inside one value to the next command that writes.
FOUND_BY_WRITERS = {"key_twice", "header_twice"}
# The archive has no counters of its own.
ABOUT_COUNTERS = {"no_next", "archived_is_negative", "number_not_given"}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_ledger_is_said_to_be_damaged_and_left_as_it_is(ledger: Ledger, home: Path, name: str) -> None:
    data, said = DAMAGED[name]
    (home / "ledger.json").write_bytes(data)
    for attempt in [lambda: add(ledger, raw_request()), lambda: look(ledger)][: 1 if name in FOUND_BY_WRITERS else 2]:
        with pytest.raises(LedgerCorrupt) as caught:
            attempt()
        assert said in caught.value.message
        assert str(home / "ledger.json") in caught.value.message
        assert caught.value.hint
    assert (home / "ledger.json").read_bytes() == data
    assert sorted(path.name for path in home.iterdir()) == ["ledger.json", "ledger.lock"]


def add(ledger: Ledger, raw: dict[str, Any]) -> None:
    with ledger.transaction("draft") as change:
        change.add(raw)


def look(ledger: Ledger) -> None:
    ledger.snapshot().all_requests()


@pytest.mark.parametrize("name", DAMAGED.keys() - ABOUT_COUNTERS)
def test_a_damaged_archive_is_said_to_be_damaged_and_left_as_it_is(filled: Ledger, home: Path, name: str) -> None:
    data = DAMAGED[name][0]
    (home / "archive.json").write_bytes(data)
    before = (home / "ledger.json").read_bytes()
    assert len(filled.snapshot().open_requests()) == 3, "the open file is read without it"
    if name not in FOUND_BY_WRITERS:
        with pytest.raises(LedgerCorrupt, match=r"archive\.json"):
            look(filled)
    with pytest.raises(LedgerCorrupt, match=r"archive\.json"), filled.transaction("close") as change:
        change.archive(1)
    assert (home / "archive.json").read_bytes() == data
    assert (home / "ledger.json").read_bytes() == before


def test_a_ledger_cut_short_at_any_byte_is_damaged_and_left_as_it_is(filled: Ledger, home: Path) -> None:
    path = home / "ledger.json"
    whole = path.read_bytes()
    complete = filled.snapshot().open_requests()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        if length == len(whole) - 1:  # only the newline at the end is missing: every request is there
            assert filled.snapshot().open_requests() == complete
            continue
        with pytest.raises(LedgerCorrupt) as caught:
            filled.snapshot()
        assert length == 0 or "breaks off" in caught.value.message
        assert path.read_bytes() == whole[:length]


def test_the_error_names_the_newest_backup_that_can_be_read(filled: Ledger, home: Path) -> None:
    for _ in range(3):
        note(filled, 1)
    newest, second = sorted((home / "backups").glob("ledger-*"), reverse=True)[:2]
    newest.write_bytes(b"")
    (home / "ledger.json").write_bytes(b"")
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot()
    which = second.stem.removeprefix("ledger-")
    assert caught.value.hint == (
        f"The newest backup that can be read is of Sun 22 Nov 2026 10:00 UTC: {{foi}} backup restore {which}"
    )


def test_without_a_readable_backup_the_error_says_so(filled: Ledger, home: Path) -> None:
    for path in (home / "backups").iterdir():
        path.write_bytes(b"")
    (home / "ledger.json").write_bytes(b"")
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot()
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("No backup of it can be read.")


def test_an_unfinished_merge_says_how_to_finish_it(filled: Ledger, home: Path) -> None:
    (home / "ledger.json").write_bytes(DAMAGED["merge"][0])
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot()
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("Finish the merge")


@pytest.mark.parametrize("name", ["ledger.json", "archive.json"])
def test_a_newer_schema_is_neither_read_nor_written(filled: Ledger, home: Path, name: str) -> None:
    path = home / name
    tables = json.loads(path.read_text())
    tables["header"]["1"]["schema"] = 2
    tables["header"]["1"].pop("next", None)
    path.write_text(json.dumps(tables))
    data = path.read_bytes()
    with pytest.raises(LedgerTooNew):
        look(filled)
    with pytest.raises(LedgerTooNew), filled.transaction("close") as change:
        change.archive(1)
    assert path.read_bytes() == data


def test_a_missing_ledger_is_not_an_empty_one(filled: Ledger, home: Path) -> None:
    (home / "ledger.json").unlink()
    before = listing(home)
    with pytest.raises(LedgerMissing, match=r"ledger\.json"):
        filled.snapshot()
    with pytest.raises(LedgerMissing):
        add(filled, raw_request())
    with pytest.raises(LedgerError):
        filled.create()
    assert {path: facts[2] for path, facts in listing(home).items()} == {
        path: facts[2] for path, facts in before.items()
    }


def test_a_folder_that_is_no_home_is_left_without_a_trace(home: Path) -> None:
    with pytest.raises(LedgerMissing) as caught:
        add(Ledger(str(home)), raw_request())
    assert caught.value.hint == "If you have no records yet: {foi} init"
    nowhere = Ledger(str(home / "nowhere"))
    for attempt in (nowhere.snapshot, nowhere.create, lambda: nowhere.restore("2026")):
        with pytest.raises(LedgerMissing):
            attempt()
    assert list(home.iterdir()) == []


def test_a_missing_archive_is_missed_once_something_was_closed(filled: Ledger, home: Path) -> None:
    (home / "archive.json").unlink()
    snapshot = filled.snapshot()
    assert (len(snapshot.open_requests()), snapshot.archived_count) == (3, 2)
    for attempt in (snapshot.all_requests, lambda: snapshot.get(4)):
        with pytest.raises(LedgerMissing, match=r"archive\.json"):
            attempt()
    with pytest.raises(LedgerMissing), filled.transaction("close") as change:
        change.archive(1)
    assert not (home / "archive.json").exists()
    note(filled, 1)
    assert len(filled.snapshot().open_requests()) == 3


def test_before_the_first_close_no_archive_is_missed(ledger: Ledger, home: Path) -> None:
    add(ledger, raw_request())
    assert [raw["number"] for raw in ledger.snapshot().all_requests()] == [1]
    assert ledger.snapshot().get(7) is None
    assert not (home / "archive.json").exists()


def test_an_older_ledger_copied_beside_a_newer_archive_hides_no_request(filled: Ledger, home: Path) -> None:
    older = (home / "ledger.json").read_bytes()
    add(filled, raw_request("u-6"))
    with filled.transaction("close") as change:
        change.archive(6)
    archive = (home / "archive.json").read_bytes()
    (home / "ledger.json").write_bytes(older)
    with pytest.raises(LedgerCorrupt, match="request 6 is archived, but the ledger says that 6 comes next"):
        look(filled)
    add(filled, raw_request("u-7"))  # gives 6 again: it cannot know
    with pytest.raises(LedgerCorrupt, match="each has another request under 6"):
        look(filled)
    with pytest.raises(LedgerCorrupt, match="each has another request"), filled.transaction("close") as change:
        change.archive(1)
    assert (home / "archive.json").read_bytes() == archive


def test_a_ledger_that_is_a_folder_is_an_error_in_plain_words(ledger: Ledger, home: Path) -> None:
    (home / "ledger.json").unlink()
    (home / "ledger.json").mkdir()
    with pytest.raises(LedgerError, match="cannot be read: Is a directory"):
        ledger.snapshot()


def test_a_ledger_that_may_not_be_read_is_an_error_in_plain_words(ledger: Ledger, home: Path) -> None:
    (home / "ledger.json").chmod(0)
    if os.access(home / "ledger.json", os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(LedgerError, match="cannot be read: Permission denied"):
        ledger.snapshot()


def test_a_ledger_that_the_system_does_not_give_is_an_error_in_plain_words(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(LedgerError, match="cannot be read: Permission denied"):
        ledger.snapshot()
