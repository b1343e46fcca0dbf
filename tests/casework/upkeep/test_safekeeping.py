from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.run import do, draft, draft_blank, foi, listing, make_home, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.upkeep import safekeeping
from foi_tracker.casework.upkeep.safekeeping import CHANGES, COMES, GOES
from foi_tracker.errors import Ambiguous, LedgerCorrupt, NotFound
from foi_tracker.ledger import Ledger


@pytest.fixture
def home() -> Path:
    """Request 1 drafted, sent and noted; request 2 drafted, and closed."""
    folder = make_home()
    draft("homerton")
    draft_blank("hackney")
    sent(1)
    do("note", 1, "They rang")
    do("close", 2)
    return folder


def stamps(home: Path) -> list[str]:
    return [one.backup.which for one in safekeeping.all_moments(Desk(str(home)))]


def records(home: Path) -> list[dict[str, Any]]:
    return Ledger(str(home)).snapshot().all_requests()


def differences(home: Path, which: str) -> list[tuple[str, int, tuple[str, ...], tuple[str, ...]]]:
    found = safekeeping.look_back(Desk(str(home)), which)
    return [(one.how, one.number, one.lost, one.regained) for one in found.differences]


def test_the_backups_are_listed_newest_first_with_what_was_open_and_archived(home: Path) -> None:
    found = [one.backup for one in safekeeping.all_moments(Desk(str(home)))]
    assert [(backup.open_count, backup.archived_count) for backup in found] == [(2, 0), (2, 0), (2, 0), (1, 0), (0, 0)]
    assert [backup.which for backup in found] == sorted((backup.which for backup in found), reverse=True)


def test_looking_back_tells_what_goes_comes_and_changes(home: Path) -> None:
    closing, noting, sending, second, _ = stamps(home)
    assert differences(home, closing) == [(CHANGES, 2, ("closed",), ())]
    assert differences(home, noting) == [(CHANGES, 1, ("noted",), ()), (CHANGES, 2, ("closed",), ())]
    assert differences(home, second) == [(CHANGES, 1, ("sent", "noted"), ()), (GOES, 2, (), ())]
    present = records(home)
    gone = safekeeping.go_back(desk := Desk(str(home)), safekeeping.look_back(desk, second))
    assert gone.kept is not None
    assert differences(home, gone.kept) == [(CHANGES, 1, (), ("sent", "noted")), (COMES, 2, (), ())]
    safekeeping.go_back(desk, safekeeping.look_back(desk, gone.kept))
    assert records(home) == present
    assert sending in stamps(home)


def test_a_difference_names_authority_and_subject(home: Path) -> None:
    found = safekeeping.look_back(Desk(str(home)), stamps(home)[0]).differences[0]
    assert (found.authority, found.subject) == ("Hackney", "Parking")


def test_looking_back_writes_nothing(home: Path) -> None:
    before = listing(home)
    for which in stamps(home):
        safekeeping.look_back(Desk(str(home)), which)
    assert listing(home) == before


def test_a_backup_that_is_not_there_or_not_told_apart_is_an_error(home: Path) -> None:
    with pytest.raises(NotFound):
        safekeeping.look_back(Desk(str(home)), "2001")
    with pytest.raises(Ambiguous):
        safekeeping.look_back(Desk(str(home)), "2026")


def test_a_damaged_backup_is_an_error_and_listed_as_such(home: Path) -> None:
    oldest = stamps(home)[-1]
    (home / "backups" / f"ledger-{oldest}.json").write_bytes(b"{")
    assert safekeeping.all_moments(Desk(str(home)))[-1].backup.open_count is None
    with pytest.raises(LedgerCorrupt):
        safekeeping.look_back(Desk(str(home)), oldest)


@pytest.mark.parametrize("damage", [b"", b"{", b"\0" * 40, None])
def test_a_damaged_or_missing_ledger_can_be_left_for_a_backup(home: Path, damage: bytes | None) -> None:
    path = home / "ledger.json"
    _lose(path, damage)
    desk = Desk(str(home))
    found = safekeeping.look_back(desk, stamps(home)[0])
    assert found.damage is not None
    assert not found.changes_nothing
    assert [(one.how, one.number) for one in found.differences] == [(COMES, 1), (COMES, 2)]
    done = safekeeping.go_back(desk, found)
    assert [request["number"] for request in records(home)] == [1, 2]
    if damage is not None:
        assert done.kept is not None
        assert (home / "backups" / f"ledger-{done.kept}.json").read_bytes() == damage, "the damaged file is kept too"


@pytest.mark.parametrize("damage", [b"{", None])
def test_a_damaged_or_missing_archive_can_be_left_for_a_backup(home: Path, damage: bytes | None) -> None:
    do("note", 1, "again")
    do("reopen", 2)  # so that there is a backup of the archive
    do("close", 2)
    _lose(home / "archive.json", damage)
    assert foi("status", "--all").code == 6
    desk = Desk(str(home))
    found = safekeeping.look_back(desk, stamps(home)[0])
    assert found.damage is not None
    safekeeping.go_back(desk, found)
    assert [request["number"] for request in records(home)] == [1, 2]


def test_the_archive_alone_can_be_brought_back(home: Path) -> None:
    do("reopen", 2)
    do("close", 2)
    do("note", 1, "stays")
    archive_stamp = next(which for which in stamps(home) if (home / "backups" / f"archive-{which}.json").exists())
    (home / "archive.json").write_bytes(b"{")
    desk = Desk(str(home))
    found = safekeeping.look_back(desk, f"archive-{archive_stamp}")
    assert found.which == f"archive-{archive_stamp}"
    safekeeping.go_back(desk, found)
    assert [request["number"] for request in records(home)] == [1, 2]
    assert records(home)[0]["events"][-1]["text"] == "stays"


def test_a_request_whose_record_makes_no_sense_is_shown_by_its_number(home: Path) -> None:
    path = home / "ledger.json"
    path.write_text(path.read_text().replace('"kind":"noted"', '"kinds":"noted"'))
    found = safekeeping.look_back(Desk(str(home)), stamps(home)[0])
    assert (CHANGES, 1, ("?",), ("noted",)) in [
        (one.how, one.number, one.lost, one.regained) for one in found.differences
    ]


def test_one_number_with_two_requests_goes_and_comes(home: Path) -> None:
    stamp = stamps(home)[0]
    path = home / "backups" / f"ledger-{stamp}.json"
    first = json.loads(path.read_text())["requests"]["1"]["uid"]
    path.write_text(path.read_text().replace(first, "f" * 32))
    assert sorted(difference[:2] for difference in differences(home, stamp))[:2] == [(CHANGES, 2), (COMES, 1)]
    assert (GOES, 1, (), ()) in differences(home, stamp)


def _lose(path: Path, damage: bytes | None) -> None:
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
