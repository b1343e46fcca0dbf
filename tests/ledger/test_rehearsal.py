from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.ledgers import note, raw_request
from support.run import listing

from foi_tracker.errors import BadInput, LedgerChanged, LedgerMissing, NotFound
from foi_tracker.ledger import Ledger, reading
from foi_tracker.ledger.records import Records


def all_of_it(records: Records) -> object:
    """Change everything that can be changed, and return what is seen afterwards."""
    number = records.add(raw_request("new"))
    assert records.add(raw_request("far"), number=number + 3) == number + 3
    for changed in (1, 5):
        raw = records.get(changed)
        assert raw is not None
        records.put({**raw, "events": raw["events"][:1]})
    records.archive(2)
    records.restore(4)
    kept = [records.keep_file("letters", "a.txt", b"Dear"), records.keep_file("letters", "a.txt", b"Sir")]
    opened = [raw["number"] for raw in records.open_requests()]
    return records.all_requests(), opened, records.is_open(2), records.next_number(), records.was_given(8), kept


def test_it_sees_its_own_changes_as_the_command_itself_would(filled: Ledger) -> None:
    tried = all_of_it(filled.rehearsal())
    with filled.transaction("try") as change:
        assert all_of_it(change) == tried


def test_it_creates_locks_and_writes_nothing(filled: Ledger, home: Path) -> None:
    (home / "ledger.lock").unlink()
    before = listing(home)
    all_of_it(filled.rehearsal())
    assert listing(home) == before
    assert filled.rehearsal().get(1) == filled.snapshot().get(1)


def test_it_waits_for_no_writer(filled: Ledger, home: Path) -> None:
    with filled.transaction("draft"):
        assert Ledger(str(home)).rehearsal().add(raw_request()) == 6


def test_a_file_gets_the_name_that_it_would_get(filled: Ledger, home: Path) -> None:
    (home / "letters").mkdir()
    (home / "letters" / "a.txt").write_bytes(b"1")
    tried = filled.rehearsal()
    paths = [tried.keep_file("letters", "a.txt", b"")[0] for _ in range(2)]
    assert paths == ["letters/a-2.txt", "letters/a-3.txt"]


def test_it_refuses_what_the_command_would_refuse(filled: Ledger) -> None:
    tried = filled.rehearsal()
    with pytest.raises(BadInput):
        tried.keep_file("letters", "../a.txt", b"")
    with pytest.raises(NotFound):
        tried.put(raw_request() | {"number": 9})
    with pytest.raises(NotFound):
        tried.archive(4)


def test_without_a_ledger_there_is_nothing_to_try_on(home: Path) -> None:
    with pytest.raises(LedgerMissing):
        Ledger(str(home)).rehearsal()
    assert list(home.iterdir()) == []


def write_before_the_archive_is_read(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    archive_bytes = reading._archive_bytes

    def read(*arguments: Any) -> bytes | None:
        monkeypatch.setattr(reading, "_archive_bytes", archive_bytes)
        note(filled, 1, "meanwhile")
        return archive_bytes(*arguments)

    monkeypatch.setattr(reading, "_archive_bytes", read)


def test_what_came_before_anything_was_tried_is_seen(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = filled.rehearsal()
    write_before_the_archive_is_read(filled, monkeypatch)
    assert "meanwhile" in str(tried.all_requests())


def test_what_was_tried_is_never_lost_in_silence(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = filled.rehearsal()
    tried.add(raw_request())
    write_before_the_archive_is_read(filled, monkeypatch)
    with pytest.raises(LedgerChanged, match="while this was tried"):
        tried.all_requests()
