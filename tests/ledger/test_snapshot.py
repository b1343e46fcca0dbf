from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.ledgers import note
from support.run import listing

from foi_tracker.errors import LedgerChanged
from foi_tracker.ledger import Ledger, reading


def test_reading_writes_nothing_anywhere(filled: Ledger, home: Path) -> None:
    (home / "ledger.lock").unlink()
    before = listing(home)
    snapshot = filled.snapshot()
    snapshot.open_requests()
    snapshot.all_requests()
    assert [snapshot.get(number) is not None for number in (1, 4, 9)] == [True, True, False]
    assert snapshot.was_given(5)
    assert filled.exists()
    filled.list_backups()
    filled.read_backup(filled.list_backups()[0].which).all_requests()
    assert listing(home) == before


def test_the_open_file_is_enough_for_the_open_requests(filled: Ledger, home: Path) -> None:
    (home / "archive.json").write_bytes(b"never looked at")
    snapshot = filled.snapshot()
    assert [raw["number"] for raw in snapshot.open_requests()] == [1, 2, 3]
    assert snapshot.archived_count == 2
    assert snapshot.schema == 1
    assert snapshot.get(3) is not None


def test_the_archive_is_read_when_it_is_asked_for(filled: Ledger) -> None:
    snapshot = filled.snapshot()
    assert [raw["number"] for raw in snapshot.all_requests()] == [1, 2, 3, 4, 5]
    archived = filled.snapshot().get(4)
    assert archived is not None
    assert archived["uid"] == "u-4"


def test_requests_are_plain_dicts(filled: Ledger) -> None:
    snapshot = filled.snapshot()
    given = [*snapshot.open_requests(), *snapshot.all_requests(), snapshot.get(1), snapshot.get(5)]
    assert {type(raw) for raw in given} == {dict}


def test_a_number_was_given_when_it_is_below_the_counter(filled: Ledger) -> None:
    snapshot = filled.snapshot()
    assert [number for number in range(-1, 9) if snapshot.was_given(number)] == [1, 2, 3, 4, 5]


def test_a_number_in_both_files_is_the_open_file_s(filled: Ledger, home: Path) -> None:
    left_over = (home / "archive.json").read_bytes()
    with filled.transaction("reopen") as change:
        change.restore(4)
    note(filled, 4, "since then")
    (home / "archive.json").write_bytes(left_over)  # as after a crash between the two files
    snapshot = filled.snapshot()
    assert [raw["number"] for raw in snapshot.all_requests()] == [1, 2, 3, 4, 5]
    assert next(raw for raw in snapshot.all_requests() if raw["number"] == 4)["events"][-1]["text"] == "since then"
    assert snapshot.get(4) == snapshot.open_requests()[-1]


def test_a_request_that_moves_between_the_two_reads_is_seen_once(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = filled.snapshot()
    archive_bytes = reading._archive_bytes

    def reopen_meanwhile(*arguments: Any) -> bytes | None:
        monkeypatch.setattr(reading, "_archive_bytes", archive_bytes)
        with filled.transaction("reopen") as change:
            change.restore(4)
            change.archive(1)
        return archive_bytes(*arguments)

    monkeypatch.setattr(reading, "_archive_bytes", reopen_meanwhile)
    found = snapshot.get(4)
    assert found is not None
    assert [raw["number"] for raw in snapshot.all_requests()] == [1, 2, 3, 4, 5]
    assert [raw["number"] for raw in snapshot.open_requests()] == [2, 3, 4]


def test_a_ledger_that_never_stands_still_is_given_up(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = filled.snapshot()
    archive_bytes = reading._archive_bytes

    def write_meanwhile(*arguments: Any) -> bytes | None:
        with monkeypatch.context() as patch:
            patch.setattr(reading, "_archive_bytes", archive_bytes)
            note(filled, 1)
        return archive_bytes(*arguments)

    monkeypatch.setattr(reading, "_archive_bytes", write_meanwhile)
    with pytest.raises(LedgerChanged, match="change without end"):
        snapshot.all_requests()
