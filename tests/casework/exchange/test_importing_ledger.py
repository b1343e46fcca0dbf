from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.run import do, draft, draft_blank, foi, listing, make_home, sent, shown

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange import importing_ledger
from foi_tracker.casework.exchange.importing_ledger import United, unite
from foi_tracker.casework.upkeep.doctor import examine
from foi_tracker.errors import LedgerCorrupt, LedgerMissing, LedgerTooNew, NotFound
from foi_tracker.ledger import Ledger
from foi_tracker.ledger.transaction import Transaction


@pytest.fixture
def ours() -> Path:
    """Our home: request 1 sent."""
    folder = make_home()
    draft("homerton")
    sent(1)
    return folder


@pytest.fixture
def theirs(ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody else's home: request 1 a draft, request 2 closed."""
    folder = tmp_path / "theirs"
    with monkeypatch.context() as patch:
        patch.setenv("FOI_HOME", str(folder))
        make_home()
        draft_blank("hackney")
        draft_blank("barts")
        do("close", 2)
    return folder


@pytest.fixture
def copied(ours: Path, tmp_path: Path) -> Path:
    """A copy of our home, as somebody else goes on with it."""
    return Path(shutil.copytree(ours, tmp_path / "copied"))


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a command in another home."""

    def run(home: Path, *args: object) -> None:
        with monkeypatch.context() as patch:
            patch.setenv("FOI_HOME", str(home))
            do(*args)

    return run


def take_in(home: Path, path: Path, *, dry: bool = False) -> United:
    return importing_ledger.take_in(Desk(str(home), dry=dry), str(path))


def records(home: Path) -> dict[int, dict[str, Any]]:
    return {raw["number"]: raw for raw in Ledger(str(home)).snapshot().all_requests()}


def kinds(home: Path, number: int) -> list[tuple[int, str]]:
    return [(event["id"], event["kind"]) for event in records(home)[number]["events"]]


def came(found: United) -> list[tuple[int, int, int, bool]]:
    return [(one.theirs, one.standing.request.number, one.events, one.is_new) for one in found.came]


def data(home: Path) -> dict[str, bytes]:
    return {name: found.data for name, found in listing(home).items() if name != "ledger.lock"}


def in_order(home: Path) -> bool:
    return not examine(str(home), Desk(str(home)).today).findings


def change(home: Path, act: Callable[[Transaction], None]) -> None:
    with Ledger(str(home)).transaction("test") as records:
        act(records)


# New requests --------------------------------------------------------------------------------------------------------


def test_a_new_request_keeps_its_number_where_it_is_free_and_gets_a_new_one_where_not(ours: Path, theirs: Path) -> None:
    found = take_in(ours, theirs)
    assert came(found) == [(2, 2, 2, True), (1, 3, 1, True)]
    assert found.same == 0
    assert [raw["authority"]["short_name"] for raw in records(ours).values()] == ["Homerton", "Barts Health", "Hackney"]
    assert Ledger(str(ours)).snapshot().next_number() == 4
    assert in_order(ours)


def test_a_number_that_was_given_here_is_not_given_again_though_its_request_is_gone(ours: Path, theirs: Path) -> None:
    draft("homerton")
    do("backup", "restore", Ledger(str(ours)).list_backups()[0].which, "--yes")
    assert list(records(ours)) == [1]
    assert sorted(came(take_in(ours, theirs / "archive.json"))) == [(2, 3, 2, True)]


def test_a_number_beyond_all_reason_is_not_taken(ours: Path, theirs: Path) -> None:
    path = theirs / "archive.json"
    path.write_text(path.read_text().replace('"2":\n', '"900000000":\n').replace('"number":2,', '"number":900000000,'))
    assert came(take_in(ours, path)) == [(900000000, 2, 2, True)]


def test_a_closed_request_comes_into_the_archive_and_an_open_one_not(ours: Path, theirs: Path) -> None:
    take_in(ours, theirs)
    snapshot = Ledger(str(ours)).snapshot()
    assert [snapshot.is_open(number) for number in (1, 2, 3)] == [True, False, True]


def test_nothing_is_doubled_when_it_is_done_twice(ours: Path, theirs: Path) -> None:
    take_in(ours, theirs)
    before = data(ours)
    found = take_in(ours, theirs)
    assert (found.came, found.same, found.copied, found.before) == ((), 2, 0, None)
    assert data(ours) == before


def test_one_file_can_come_without_the_other(ours: Path, theirs: Path) -> None:
    assert [one[0] for one in came(take_in(ours, theirs / "ledger.json"))] == [1]
    assert [one[0] for one in came(take_in(ours, theirs / "archive.json"))] == [2]
    backup = min((theirs / "backups").glob("ledger-*"))
    assert take_in(ours, backup).came == ()


def test_an_undone_request_comes_as_undone(ours: Path, theirs: Path, there: Callable[..., None]) -> None:
    there(theirs, "undo", 1)
    take_in(ours, theirs)
    assert foi("show", 3).err.startswith("Request 3 was undone")


def test_all_of_it_can_be_taken_back(ours: Path, theirs: Path) -> None:
    before = records(ours)
    found = take_in(ours, theirs)
    assert found.before is not None
    do("backup", "restore", found.before, "--yes")
    assert records(ours) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(ours: Path, theirs: Path) -> None:
    before = listing(ours), listing(theirs)
    dry = take_in(ours, theirs, dry=True)
    assert (listing(ours), listing(theirs)) == before
    wet = take_in(ours, theirs)
    assert came(dry) == came(wet)
    assert (dry.copied, dry.missing, dry.same) == (wet.copied, wet.missing, wet.same)
    assert listing(theirs) == before[1], "and the other home is only read"


# The same request ----------------------------------------------------------------------------------------------------


def test_events_of_both_are_united_and_ids_that_collide_are_renumbered(
    ours: Path, copied: Path, there: Callable[..., None]
) -> None:
    do("note", 1, "ours")
    there(copied, "note", 1, "theirs")
    there(copied, "got", 1, "ack")
    found = take_in(ours, copied)
    assert came(found) == [(1, 1, 2, False)]
    assert kinds(ours, 1) == [(1, "drafted"), (2, "sent"), (3, "noted"), (4, "noted"), (5, "acknowledged")]
    assert [event["text"] for event in records(ours)[1]["events"][2:4]] == ["ours", "theirs"]


def test_uniting_in_both_directions_leaves_both_with_the_same_events(
    ours: Path, copied: Path, there: Callable[..., None]
) -> None:
    do("note", 1, "ours")
    there(copied, "note", 1, "theirs")
    take_in(ours, copied)
    assert came(take_in(copied, ours)) == [(1, 1, 1, False)]
    assert came(take_in(ours, copied)) == []
    told = [{event["change"] for event in records(home)[1]["events"]} for home in (ours, copied)]
    assert told[0] == told[1]
    assert len(told[0]) == 4


def test_what_names_an_event_by_its_id_follows_it(ours: Path, copied: Path, there: Callable[..., None]) -> None:
    do("note", 1, "ours")
    there(copied, "note", 1, "theirs, taken back")
    there(copied, "undo", 1)
    take_in(ours, copied)
    request = shown(1)
    assert [event.get("text") for event in request["events"] if event["kind"] == "noted"] == ["ours"]
    assert records(ours)[1]["events"][-1]["voids"] == [4]


def test_a_letter_that_was_sent_there_is_sent_here(ours: Path, tmp_path: Path, there: Callable[..., None]) -> None:
    draft_blank("hackney")
    copied = Path(shutil.copytree(ours, tmp_path / "copied"))
    do("note", 1, "ours", today="2027-01-20")
    for args in (("draft", 1), ("sent", 1)):
        foi(*args, "--home", copied, today="2027-01-20").ok  # noqa: B018
    take_in(ours, copied)
    events = records(ours)[1]["events"]
    assert [(event["id"], event["kind"]) for event in events[2:]] == [(3, "noted"), (4, "drafted"), (5, "chased")]
    assert events[4]["draft"] == 4
    assert events[3]["letter"] == "letters/0001-04-chaser.txt"
    assert in_order(ours)


def test_a_request_that_was_closed_there_moves_to_the_archive(
    ours: Path, copied: Path, there: Callable[..., None]
) -> None:
    there(copied, "got", 1, "answer", "--all", "released")
    there(copied, "close", 1)
    take_in(ours, copied)
    assert not Ledger(str(ours)).snapshot().is_open(1)


def test_what_two_people_recorded_that_cannot_both_be_is_said_and_can_be_taken_back(
    ours: Path, copied: Path, there: Callable[..., None]
) -> None:
    do("close", 1, "--on", "2026-11-23")
    there(copied, "got", 1, "answer", "--all", "released", "--on", "2026-11-24")
    (one,) = take_in(ours, copied).came
    assert one.doubt is not None
    assert one.doubt.startswith("Request 1 was closed")
    assert foi("got", 1, "ack").code == 4
    do("undo", 1)
    assert shown(1)["status"] == "closed"
    do("undo", 1)
    do("got", 1, "ack")


def test_a_request_that_stands_twice_over_there_comes_once(ours: Path, theirs: Path) -> None:
    def double(records: Transaction) -> None:
        raw = records.get(1)
        assert raw is not None
        note = {"id": 2, "change": "cc", "kind": "noted", "on": "2026-11-24", "at": "", "text": "twin"}
        records.add({**raw, "events": [*raw["events"], note]})

    change(theirs, double)
    found = take_in(ours, theirs / "ledger.json")
    assert [one[2:] for one in came(found)] == [(2, True)]


# Letters and replies -------------------------------------------------------------------------------------------------


def test_letters_come_with_the_number_that_their_request_has_here(ours: Path, theirs: Path) -> None:
    found = take_in(ours, theirs)
    assert found.copied == 2
    assert sorted(os.listdir(ours / "letters")) == [
        "0001-01-fdp-adoption.txt",
        "0002-01-blank.txt",
        "0003-01-blank.txt",
    ]
    letter = records(ours)[3]["events"][0]["letter"]
    assert (ours / letter).read_bytes() == (theirs / "letters" / "0001-01-blank.txt").read_bytes()


def test_a_letter_whose_name_is_taken_gets_another(ours: Path, theirs: Path) -> None:
    (ours / "letters" / "0002-01-blank.txt").write_text("something else")
    take_in(ours, theirs)
    letter = records(ours)[2]["events"][0]["letter"]
    assert letter == "letters/0002-01-blank-2.txt"
    assert (ours / letter).read_bytes() == (theirs / "letters" / "0002-01-blank.txt").read_bytes()


def test_a_letter_that_is_here_already_is_not_copied(ours: Path, theirs: Path) -> None:
    shutil.copy(theirs / "letters" / "0002-01-blank.txt", ours / "letters" / "0002-01-blank.txt")
    assert take_in(ours, theirs).copied == 1
    assert records(ours)[2]["events"][0]["letter"] == "letters/0002-01-blank.txt"


def test_letters_that_are_nowhere_are_named_and_take_no_other_ones_name(ours: Path, theirs: Path) -> None:
    for letter in (theirs / "letters").iterdir():
        letter.unlink()
    (ours / "letters" / "0002-01-blank.txt").write_text("something else")
    found = take_in(ours, theirs)
    assert found.missing == ("letters/0002-01-blank.txt", "letters/0003-01-blank.txt")
    assert records(ours)[2]["events"][0]["letter"] == "letters/0002-01-blank-2.txt"


def test_a_letter_that_was_changed_there_comes_and_is_named(ours: Path, theirs: Path) -> None:
    (theirs / "letters" / "0002-01-blank.txt").write_text("changed")
    found = take_in(ours, theirs)
    assert found.changed == ("letters/0002-01-blank.txt",)
    assert (ours / "letters" / "0002-01-blank.txt").read_text() == "changed"


def test_a_letter_that_was_lost_here_comes_back(ours: Path, copied: Path) -> None:
    letter = ours / "letters" / "0001-01-fdp-adoption.txt"
    text = letter.read_bytes()
    letter.unlink()
    assert examine(str(ours), Desk(str(ours)).today).at_risk
    assert take_in(ours, copied, dry=True).copied == 1
    assert not letter.exists()
    found = take_in(ours, copied)
    assert (found.copied, found.same) == (1, 1)
    assert letter.read_bytes() == text
    assert in_order(ours)


def test_a_letter_that_is_not_as_it_was_kept_does_not_take_the_place_of_a_lost_one(ours: Path, copied: Path) -> None:
    (ours / "letters" / "0001-01-fdp-adoption.txt").unlink()
    (copied / "letters" / "0001-01-fdp-adoption.txt").write_text("changed")
    assert take_in(ours, copied).copied == 0
    assert not (ours / "letters" / "0001-01-fdp-adoption.txt").exists()


@pytest.mark.parametrize("form", ["path", "pair", "table"])
def test_replies_come_in_every_form_in_which_an_event_may_name_them(ours: Path, theirs: Path, form: str) -> None:
    digest = hashlib.sha256(b"%PDF").hexdigest()
    entry = {
        "path": lambda path: path,
        "pair": lambda path: [path, digest],
        "table": lambda path: {"path": path, "sha256": digest},
    }[form]

    def answer(records: Transaction) -> None:
        raw = records.get(1)
        assert raw is not None
        path, _ = records.keep_file("replies/0001", "answer.pdf", b"%PDF")
        note = {
            "id": 2,
            "change": "c",
            "kind": "noted",
            "on": "2026-11-24",
            "at": "",
            "text": "t",
            "files": [entry(path)],
        }
        records.put({**raw, "events": [*raw["events"], note]})

    change(theirs, answer)
    take_in(ours, theirs)
    assert records(ours)[3]["events"][1]["files"] == [entry("replies/0003/answer.pdf")]
    assert (ours / "replies" / "0003" / "answer.pdf").read_bytes() == b"%PDF"
    assert in_order(ours)


@pytest.mark.parametrize(
    "path", ["letters/../../secret", "/etc/passwd", "../secret", "letters", "letters/", "backups/x.txt", "letters/a\0b"]
)
def test_a_path_that_leads_elsewhere_is_not_followed(ours: Path, theirs: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret")
    _name_letter(theirs, path)
    before = set(listing(tmp_path)) - {name for name in listing(tmp_path) if "/backups/" in name}
    found = take_in(ours, theirs / "ledger.json")
    assert found.missing == (path,)
    assert found.copied == 0
    after = set(listing(tmp_path)) - {name for name in listing(tmp_path) if "/backups/" in name}
    assert after <= before | {"foi/ledger.lock"}


def test_a_link_that_leads_elsewhere_is_not_followed(ours: Path, theirs: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    letter = theirs / "letters" / "0001-01-blank.txt"
    letter.unlink()
    letter.symlink_to(tmp_path / "secret")
    found = take_in(ours, theirs / "ledger.json")
    assert found.missing == ("letters/0002-01-blank.txt",)
    assert not (ours / "letters" / "0002-01-blank.txt").exists()


def _name_letter(home: Path, path: str) -> None:
    def name(records: Transaction) -> None:
        raw = records.get(1)
        assert raw is not None
        records.put({**raw, "events": [{**raw["events"][0], "letter": path}]})

    change(home, name)


# What cannot be taken in ---------------------------------------------------------------------------------------------


def test_nothing_at_the_path_is_not_found(ours: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        take_in(ours, tmp_path / "none.json")
    with pytest.raises(NotFound):
        take_in(ours, tmp_path)


@pytest.mark.parametrize("keep", [0, 1, 40, 200, -3, -2])
def test_a_damaged_file_is_its_own_error_and_changes_nothing(ours: Path, theirs: Path, keep: int) -> None:
    path = theirs / "ledger.json"
    path.write_bytes(path.read_bytes()[:keep])
    before = data(ours)
    for source in (path, theirs):
        with pytest.raises(LedgerCorrupt) as caught:
            take_in(ours, source)
        assert str(path) in caught.value.message
        assert caught.value.hint is not None
        assert "restore" not in caught.value.hint, "our backups are no help"
    assert data(ours) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"drafted"', '"kind":null,"kind":"drafted"'),
        ('"on":"', '"on":"x'),
        ('"uid":"', '"uids":"'),
        ('"id":1,', '"id":"1",'),
        ('"events":[', '"events":[{"id":1,"kind":"noted","on":"2026-11-24"},'),
    ],
)
def test_a_file_that_makes_no_sense_changes_nothing(ours: Path, theirs: Path, old: str, new: str) -> None:
    path = theirs / "ledger.json"
    path.write_text(path.read_text().replace(old, new))
    before = data(ours)
    with pytest.raises(LedgerCorrupt):
        take_in(ours, path)
    assert data(ours) == before


def test_a_newer_ledger_is_told_as_such(ours: Path, theirs: Path) -> None:
    path = theirs / "ledger.json"
    path.write_text(path.read_text().replace('"schema":1', '"schema":99'))
    with pytest.raises(LedgerTooNew) as caught:
        take_in(ours, theirs)
    assert "pip install --upgrade" in (caught.value.hint or "")


def test_a_home_without_its_archive_is_told_as_such(ours: Path, theirs: Path) -> None:
    (theirs / "archive.json").unlink()
    with pytest.raises(LedgerMissing):
        take_in(ours, theirs)
    assert len(take_in(ours, theirs / "ledger.json").came) == 1


# The union of two copies, whatever they hold -------------------------------------------------------------------------

Act = tuple[str, int, int]

acts = st.lists(
    st.tuples(st.sampled_from(["noted", "voided", "drafted", "sent"]), st.integers(1, 3), st.integers(0, 20)),
    max_size=6,
)


def grown(raw: dict[str, Any], told: list[Act], who: str) -> dict[str, Any]:
    """Return a copy that went on: each act is one change with one event or more."""
    events = list(raw["events"])
    for count, (kind, size, what) in enumerate(told):
        for _ in range(size):
            event: dict[str, Any] = {"id": len(events) + 1, "change": f"{who}{count}", "kind": kind, "on": "2026-11-24"}
            target = events[what % len(events)]["id"]
            events.append({**event, **{"voided": {"voids": [target]}, "sent": {"draft": target}}.get(kind, {})})
    return {**raw, "events": events}


def told(raw: dict[str, Any]) -> dict[Any, Any]:
    """Return each event by what it is known by everywhere, with what it names by id told the same way."""
    marks = dict(zip((event["id"] for event in raw["events"]), importing_ledger._marks(raw["events"]), strict=True))
    return {
        marks[event["id"]]: (event["kind"], marks.get(event.get("draft")), [marks[v] for v in event.get("voids", ())])
        for event in raw["events"]
    }


BEGUN = {"number": 1, "uid": "u", "events": [{"id": 1, "change": "c", "kind": "drafted", "on": "2026-11-24"}]}


@given(acts, acts, acts)
def test_a_union_has_every_event_of_both_once_and_names_the_same_ones(
    before: list[Act], here: list[Act], over_there: list[Act]
) -> None:
    common = grown(BEGUN, before, "before")
    ours, theirs = grown(common, here, "ours"), grown(common, over_there, "theirs")
    union = unite(ours, theirs).raw
    assert union["events"][: len(ours["events"])] == ours["events"], "what we have stays as it is"
    ids = [event["id"] for event in union["events"]]
    assert ids == sorted(set(ids))
    assert told(union) == told(ours) | told(theirs)
    assert told(unite(theirs, ours).raw) == told(union), "whoever takes in whom"
    assert unite(union, theirs).raw == union, "done twice, it adds nothing"
    assert unite(union, unite(theirs, ours).raw).raw == union


def test_events_without_a_change_are_told_apart_by_what_they_say() -> None:
    first = {"id": 1, "kind": "drafted", "on": "2026-11-24"}
    note = {"kind": "noted", "on": "2026-11-24", "text": "a"}
    ours = {**BEGUN, "events": [first, {"id": 2, **note}]}
    theirs = {**BEGUN, "events": [first, {"id": 2, **note, "text": "b"}, {"id": 3, **note}]}
    assert [event.get("text") for event in unite(ours, theirs).raw["events"]] == [None, "a", "b"]


def test_the_file_that_comes_may_have_another_layout(ours: Path, theirs: Path) -> None:
    path = theirs / "ledger.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))
    assert len(take_in(ours, path).came) == 1
