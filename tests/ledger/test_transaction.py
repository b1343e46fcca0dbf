from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import both_files, note, raw_request
from support.run import listing

from foi_tracker.errors import LedgerError, NotFound
from foi_tracker.ledger import Ledger


def test_a_new_ledger_is_empty_private_and_made_once(home: Path, clock: Any) -> None:
    ledger = Ledger(str(home), now=clock)
    assert not ledger.exists()
    ledger.create()
    assert ledger.exists()
    assert ledger.snapshot().all_requests() == []
    assert ledger.snapshot().archived_count == 0
    assert sorted(path.name for path in home.iterdir()) == ["ledger.json", "ledger.lock"]
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}
    data = (home / "ledger.json").read_bytes()
    with pytest.raises(LedgerError, match="records already"):
        ledger.create()
    assert (home / "ledger.json").read_bytes() == data


@pytest.mark.parametrize("left", ["ledger.json", "archive.json"])
def test_a_ledger_is_not_begun_over_the_remains_of_one(filled: Ledger, home: Path, left: str) -> None:
    for name in {"ledger.json", "archive.json"} - {left}:
        (home / name).unlink()
    data = (home / left).read_bytes()
    with pytest.raises(LedgerError, match="records already"):
        filled.create()
    assert (home / left).read_bytes() == data


def test_a_ledger_is_not_begun_beside_backups_whose_numbers_it_would_give_again(filled: Ledger, home: Path) -> None:
    (home / "ledger.json").unlink()
    (home / "archive.json").unlink()
    with pytest.raises(LedgerError, match="its backups are there"):
        filled.create()
    assert not filled.exists()


def test_numbers_count_up_and_are_set_in_the_request(ledger: Ledger) -> None:
    with ledger.transaction("draft") as change:
        raws = [raw_request("a"), raw_request("b")]
        assert change.next_number() == 1
        assert [change.add(raw) for raw in raws] == [1, 2]
        assert [raw["number"] for raw in raws] == [1, 2]
        assert change.next_number() == 3
        assert change.was_given(2)
        assert not change.was_given(3)
    with ledger.transaction("draft") as change:
        assert change.next_number() == 3


def test_a_number_is_not_given_again_when_its_request_was_closed(filled: Ledger) -> None:
    with filled.transaction("close all, then draft") as change:
        for number in (1, 2, 3):
            change.archive(number)
        assert change.add(raw_request("u-6")) == 6


def test_a_number_that_a_failed_command_took_is_free_again(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction("draft") as change:
            change.add(raw_request())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert ledger.snapshot().open_requests() == []
    assert not ledger.snapshot().was_given(1)


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_an_exception_nothing_has_changed(filled: Ledger, home: Path, failure: type[BaseException]) -> None:
    def fail() -> None:
        with filled.transaction("everything") as change:
            change.add(raw_request("u-6"))
            change.archive(1)
            change.restore(4)
            change.put({**raw_request("u-2"), "number": 2})
            change.keep_file("letters", "0006-01-a.txt", b"Dear")
            change.keep_file("replies/0002", "answer.pdf", b"%PDF")
            raise failure

    before = listing(home)
    with pytest.raises(failure):
        fail()
    after = listing(home)
    assert {path: facts[1:] for path, facts in after.items()} == {path: facts[1:] for path, facts in before.items()}


def test_a_command_that_changes_nothing_writes_nothing(filled: Ledger, home: Path) -> None:
    before = listing(home)
    with filled.transaction("look") as change:
        raw = change.get(2)
        assert raw is not None
        change.put(raw)
        change.archive(1)
        change.restore(1)
        change.all_requests()
    assert listing(home) == before


def test_what_was_changed_but_not_put_is_not_written(filled: Ledger, home: Path) -> None:
    before = both_files(home)
    with filled.transaction("look") as change:
        for raw in (*change.open_requests(), *change.all_requests(), change.get(1), change.get(5)):
            assert raw is not None
            raw["events"].clear()
            raw["regime"] = "EIR"
    assert both_files(home) == before


def test_what_was_put_does_not_change_afterwards(filled: Ledger) -> None:
    with filled.transaction("note") as change:
        raw = change.get(1)
        assert raw is not None
        raw["events"].append({"id": 3, "kind": "noted"})
        change.put(raw)
        raw["events"].clear()
        kept = change.get(1)
        assert kept is not None
        assert len(kept["events"]) == 3
    assert len(filled.snapshot().open_requests()[0]["events"]) == 3


def test_a_transaction_sees_its_own_changes(filled: Ledger) -> None:
    with filled.transaction("everything") as change:
        change.archive(1)
        change.restore(5)
        change.add(raw_request("u-6"))
        assert [raw["number"] for raw in change.open_requests()] == [2, 3, 5, 6]
        assert [raw["number"] for raw in change.all_requests()] == [1, 2, 3, 4, 5, 6]
    snapshot = filled.snapshot()
    assert [raw["number"] for raw in snapshot.open_requests()] == [2, 3, 5, 6]
    assert snapshot.archived_count == 2


def test_a_request_is_replaced_whole_and_in_the_file_where_it_is(filled: Ledger, home: Path) -> None:
    ledger, archive = both_files(home)
    with filled.transaction("tag") as change:
        change.put({**raw_request("u-4", events=1), "number": 4})
    assert (home / "ledger.json").read_bytes() == ledger
    assert (home / "archive.json").read_bytes() != archive
    archived = filled.snapshot().get(4)
    assert archived is not None
    assert len(archived["events"]) == 1
    with filled.transaction("tag both") as change:
        for number in (1, 4):
            change.put({**raw_request(f"u-{number}", events=3), "number": number})
    snapshot = filled.snapshot()
    assert [raw["number"] for raw in snapshot.open_requests()] == [1, 2, 3]
    assert [len(raw["events"]) for raw in snapshot.all_requests()] == [3, 2, 2, 3, 2]


def test_closing_and_reopening_leaves_the_file_as_it_was(filled: Ledger, home: Path) -> None:
    before = both_files(home)
    with filled.transaction("close") as change:
        change.archive(2)
    assert both_files(home) != before
    with filled.transaction("reopen") as change:
        change.restore(2)
    assert both_files(home) == before


def test_a_request_drafted_and_closed_at_once_goes_to_the_archive(ledger: Ledger) -> None:
    with ledger.transaction("import") as change:
        change.archive(change.add(raw_request()))
    snapshot = ledger.snapshot()
    assert (snapshot.open_requests(), snapshot.archived_count) == ([], 1)
    assert snapshot.get(1) is not None


def test_what_an_interrupted_close_left_in_the_archive_is_dropped_by_the_next(filled: Ledger, home: Path) -> None:
    before = (home / "ledger.json").read_bytes()
    with filled.transaction("close") as change:
        change.archive(3)
    (home / "ledger.json").write_bytes(before)
    assert [raw["number"] for raw in filled.snapshot().all_requests()] == [1, 2, 3, 4, 5]
    with filled.transaction("close") as change:
        change.archive(1)
    assert filled.snapshot().archived_count == 3
    assert (home / "archive.json").read_text().count('"u-3"') == 0


def test_the_count_of_closed_requests_is_put_right_by_the_next_close(filled: Ledger, home: Path) -> None:
    path = home / "ledger.json"
    path.write_text(path.read_text().replace('"archived":2', '"archived":7'))
    with filled.transaction("close") as change:
        change.archive(1)
    assert filled.snapshot().archived_count == 3


@pytest.mark.parametrize("number", [9, 0, -1])
def test_a_request_that_is_not_there_is_not_found(filled: Ledger, number: int) -> None:
    for act in (
        lambda change: change.put({**raw_request(), "number": number}),
        lambda change: change.archive(number),
        lambda change: change.restore(number),
    ):
        with pytest.raises(NotFound, match=f"no request {number}"), filled.transaction("wrong") as change:
            act(change)
    with pytest.raises(NotFound), filled.transaction("twice") as change:
        change.archive(4)
    with pytest.raises(NotFound), filled.transaction("twice") as change:
        change.restore(1)


@pytest.mark.parametrize(
    "spoilt",
    [{"events": None}, {"events": ["sent"]}, {"sent_on": date(2026, 11, 22)}, {"fee": float("nan")}],
)
def test_a_value_that_is_no_request_is_refused_before_the_disk(
    filled: Ledger, home: Path, spoilt: dict[str, Any]
) -> None:
    before = both_files(home)
    with pytest.raises((TypeError, ValueError)), filled.transaction("wrong") as change:
        change.put({**raw_request(), "number": 1, **spoilt})
    with pytest.raises((TypeError, ValueError)), filled.transaction("wrong") as change:
        change.add({**raw_request(), **spoilt})
    assert both_files(home) == before


def test_a_transaction_inside_a_transaction_is_a_mistake_that_is_told(filled: Ledger) -> None:
    with filled.transaction("outer"), pytest.raises(RuntimeError, match="inside a transaction"):
        note(filled, 1)
    note(filled, 1)


def test_many_changes_of_one_command_are_one_write(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    replaced: list[str] = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda source, target: (replaced.append(target), replace(source, target)))
    with filled.transaction("draft to many") as change:
        for number in range(50):
            change.add(raw_request(f"n-{number}"))
            change.put({**raw_request("u-1"), "number": 1})
    assert len(replaced) == 1
