from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.ledgers import both_files, note, raw_request
from support.run import listing

from foi_tracker.errors import LedgerCorrupt, LedgerUnwritable
from foi_tracker.ledger import Ledger


def state(ledger: Ledger) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    snapshot = ledger.snapshot()
    return snapshot.open_requests(), snapshot.all_requests()


def test_going_back_brings_both_files_to_what_they_were(filled: Ledger, home: Path) -> None:
    before = both_files(home)
    note(filled, 1)
    with filled.transaction("close and reopen") as change:
        change.archive(1)
        change.restore(4)
    note(filled, 5)
    changed = both_files(home)
    moment = filled.list_backups()[2].which
    done = filled.restore(moment)
    assert both_files(home) == before
    assert done.which == moment
    assert done.kept is not None
    assert filled.restore(done.kept).kept is not None
    assert both_files(home) == changed, "and going back can itself be taken back"


def test_looking_at_a_backup_shows_what_going_back_gives(filled: Ledger) -> None:
    with filled.transaction("close") as change:
        change.archive(2)
    with filled.transaction("reopen") as change:
        change.restore(4)
    note(filled, 1)
    for backup in filled.list_backups()[:-2]:
        shown = filled.read_backup(backup.which)
        expected = shown.open_requests(), shown.all_requests()
        done = filled.restore(backup.which)
        assert state(filled) == expected
        assert filled.snapshot().archived_count == len(expected[1]) - len(expected[0])
        if done.kept:
            filled.restore(done.kept)


def test_a_number_given_since_is_never_given_again(filled: Ledger) -> None:
    with filled.transaction("draft") as change:
        change.add(raw_request("u-6"))
    filled.restore(filled.list_backups()[0].which)
    snapshot = filled.snapshot()
    assert snapshot.get(6) is None
    assert snapshot.was_given(6)
    with filled.transaction("draft") as change:
        assert change.next_number() == 7


def test_going_back_to_before_the_first_close_opens_what_was_closed_since(ledger: Ledger) -> None:
    for number in range(3):
        with ledger.transaction("draft") as change:
            change.add(raw_request(f"u-{number}"))
    for number in (2, 3):
        with ledger.transaction("close") as change:
            change.archive(number)
    ledger.restore(ledger.list_backups()[2].which)  # before the third was drafted
    snapshot = ledger.snapshot()
    assert ([raw["number"] for raw in snapshot.all_requests()], snapshot.archived_count) == ([1, 2], 0)
    with ledger.transaction("draft") as change:
        assert change.next_number() == 4


@pytest.mark.parametrize("damage", [b"", b"\0" * 300, b'{"header":{"1":{"schema":1,"next":6,"arch'])
def test_a_damaged_ledger_is_brought_back_and_kept_as_it_was(filled: Ledger, home: Path, damage: bytes) -> None:
    note(filled, 1)
    archive = (home / "archive.json").read_bytes()
    expected = filled.read_backup(filled.list_backups()[0].which).all_requests()
    (home / "ledger.json").write_bytes(damage)
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot()
    assert caught.value.hint is not None
    done = filled.restore(caught.value.hint.split()[-1])
    assert filled.snapshot().all_requests() == expected
    assert (home / "archive.json").read_bytes() == archive
    assert (home / "backups" / f"ledger-{done.kept}.json").read_bytes() == damage
    with filled.transaction("draft") as change:
        assert change.next_number() == 6


def test_a_missing_ledger_is_brought_back(filled: Ledger, home: Path) -> None:
    note(filled, 1)
    (home / "ledger.json").unlink()
    filled.restore(filled.list_backups()[0].which)
    assert [raw["number"] for raw in filled.snapshot().all_requests()] == [1, 2, 3, 4, 5]


def test_a_damaged_archive_is_brought_back_without_touching_what_is_open(filled: Ledger, home: Path) -> None:
    with filled.transaction("close") as change:
        change.archive(1)
    note(filled, 2, "after that")
    (home / "archive.json").write_bytes(b"half")
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot().all_requests()
    assert caught.value.hint is not None
    which = caught.value.hint.split()[-1]
    assert which.startswith("archive-")
    shown = filled.read_backup(which)
    done = filled.restore(which)
    assert shown.all_requests() == filled.snapshot().all_requests()
    assert [raw["number"] for raw in shown.open_requests()] == [1, 2, 3]
    assert done.reopened == (1,), "closed after that backup, so it is open again as it was then"
    opened, every = state(filled)
    assert [raw["number"] for raw in opened] == [1, 2, 3]
    assert [raw["number"] for raw in every] == [1, 2, 3, 4, 5]
    assert opened[1]["events"][-1]["text"] == "after that"
    assert (home / "backups" / f"archive-{done.kept}.json").read_bytes() == b"half"


def test_both_files_damaged_come_back_one_after_the_other(filled: Ledger, home: Path) -> None:
    note(filled, 4)
    for name in ("ledger.json", "archive.json"):
        (home / name).write_bytes(b"")
    assert [raw["number"] for raw in filled.read_backup("archive-2026").all_requests()] == [4, 5]
    done = filled.restore("archive-2026")
    assert done.reopened == ()
    assert (home / "ledger.json").read_bytes() == b""
    with pytest.raises(LedgerCorrupt) as caught:
        filled.snapshot()
    assert caught.value.hint is not None
    filled.restore(caught.value.hint.split()[-1])
    assert [raw["number"] for raw in filled.snapshot().all_requests()] == [1, 2, 3, 4, 5]


def test_a_damaged_backup_is_not_restored(filled: Ledger, home: Path) -> None:
    note(filled, 1)
    which = filled.list_backups()[0].which
    (home / "backups" / f"ledger-{which}.json").write_bytes(b"{}")
    before = both_files(home)
    for attempt in (filled.restore, filled.read_backup):
        with pytest.raises(LedgerCorrupt, match=f"ledger-{which}.json are damaged") as caught:
            attempt(which)
        assert caught.value.hint == "Choose another: {foi} backup list"
    assert both_files(home) == before


def test_what_is_already_so_is_no_change(filled: Ledger, home: Path) -> None:
    note(filled, 1)
    moment = filled.list_backups()[0].which
    assert filled.restore(moment).kept is not None
    before = listing(home)
    assert filled.restore(moment).kept is None
    assert listing(home) == before


def test_a_moment_whose_ledger_is_the_present_damaged_one_cannot_be_gone_back_to(filled: Ledger, home: Path) -> None:
    note(filled, 4)
    (home / "ledger.json").write_bytes(b"")
    with pytest.raises(LedgerCorrupt, match=r"ledger\.json are damaged"):
        filled.restore(filled.list_backups()[0].which)
    assert (home / "ledger.json").read_bytes() == b""


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    filled: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    note(filled, 1)
    before = both_files(home)

    def refuse(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(LedgerUnwritable, match="backup restore"):
        filled.restore(filled.list_backups()[0].which)
    assert both_files(home) == before
