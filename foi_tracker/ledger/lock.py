"""One writer at a time: a lock on a file beside the ledger, which is never deleted.

Deleting it would let two writers hold "the" lock on two different files of the same name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from foi_tracker.errors import LedgerLocked, LedgerUnwritable
from foi_tracker.ledger import files

_POLL = 0.02


@contextlib.contextmanager
def held(
    path: str, *, purpose: str, tell_after: float, give_up_after: float, on_wait: Callable[[str], None] | None
) -> Iterator[None]:
    """Hold the lock; seconds are seconds of waiting.

    Raises LedgerLocked when another writer does not end, LedgerUnwritable when the file cannot be made or locked.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=0o600)
    try:
        try:
            lock.acquire(timeout=tell_after, poll_interval=_POLL)
        except Timeout:
            if on_wait is not None:
                on_wait("waiting for another foi command to finish ...")
            lock.acquire(timeout=max(give_up_after - tell_after, 0), poll_interval=_POLL)
    except Timeout:
        raise LedgerLocked(
            f"Another foi command has been writing to your records for {give_up_after:.0f} seconds.",
            "Let it finish, or end it, then run this one again.",
        ) from None
    except NotImplementedError:
        raise LedgerUnwritable(
            f"The disk that holds {path} cannot lock files, so two commands could undo each other's work.",
            "Move your foi folder to a disk of this computer, and name it with --home.",
        ) from None
    except OSError as problem:
        raise files.unwritable(problem, purpose, path) from None
    try:
        yield
    finally:
        lock.release()
