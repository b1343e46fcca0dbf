from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from support.ledgers import note

from foi_tracker.errors import LedgerLocked
from foi_tracker.ledger import Ledger


@pytest.fixture
def other_writer(filled: Ledger, home: Path) -> Iterator[FileLock]:
    lock = FileLock(str(home / "ledger.lock"))
    with lock:
        yield lock


def test_a_writer_that_waits_says_so_once_and_then_gives_up(filled: Ledger, home: Path, other_writer: FileLock) -> None:
    told: list[str] = []
    filled.on_wait = told.append
    filled.tell_after, filled.give_up_after = 0.05, 0.2
    before = (home / "ledger.json").read_bytes()
    with pytest.raises(LedgerLocked, match="Another foi command"):
        note(filled, 1)
    assert told == ["waiting for another foi command to finish ..."]
    assert (home / "ledger.json").read_bytes() == before


def test_a_writer_that_waited_goes_on_from_what_the_other_wrote(filled: Ledger, other_writer: FileLock) -> None:
    told = threading.Event()
    filled.on_wait = lambda _: told.set()
    filled.tell_after, filled.give_up_after = 0.05, 20
    waiting = threading.Thread(target=note, args=(filled, 1))
    waiting.start()
    assert told.wait(10)
    other_writer.release()
    waiting.join(10)
    assert len(filled.snapshot().open_requests()[0]["events"]) == 3


def test_readers_do_not_wait(filled: Ledger, other_writer: FileLock) -> None:
    filled.tell_after = filled.give_up_after = 0
    assert len(filled.snapshot().all_requests()) == 5


def test_the_lock_file_is_private_and_stays(filled: Ledger, home: Path) -> None:
    before = (home / "ledger.lock").stat()
    note(filled, 1)
    after = (home / "ledger.lock").stat()
    assert after.st_ino == before.st_ino
    assert after.st_mode & 0o777 == 0o600


def test_after_an_exception_the_lock_is_free(filled: Ledger) -> None:
    filled.tell_after = filled.give_up_after = 0
    with pytest.raises(KeyboardInterrupt), filled.transaction("note"):
        raise KeyboardInterrupt
    note(filled, 1)


def test_the_waiting_times_are_two_and_thirty_seconds() -> None:
    assert (Ledger.tell_after, Ledger.give_up_after) == (2.0, 30.0)
