"""The ledger of a home: read without a lock, changed one command at a time, each as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from foi_tracker.errors import LedgerError
from foi_tracker.ledger import files, reading
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.reading import LEDGER, Paths
from foi_tracker.ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from foi_tracker.ledger.backups import Backup
    from foi_tracker.ledger.rehearsal import Rehearsal
    from foi_tracker.ledger.restoring import Restored
    from foi_tracker.ledger.transaction import Transaction


class Ledger:
    """All requests of a home: the open ones in ledger.json, the closed ones in archive.json.

    ``on_wait`` is called with a sentence when another writer keeps us waiting for ``tell_after`` seconds;
    after ``give_up_after`` seconds it is LedgerLocked. ``warnings`` are sentences about what went wrong after a change
    had safely happened.
    """

    tell_after: float = 2.0
    give_up_after: float = 30.0

    def __init__(self, folder: str, *, now: Callable[[], datetime] | None = None) -> None:
        self._paths = Paths.of(folder)
        self._now = now or _now
        self._is_busy = False
        self.on_wait: Callable[[str], None] | None = None
        self.warnings: list[str] = []

    @property
    def folder(self) -> str:
        """The home."""
        return self._paths.folder

    def exists(self) -> bool:
        """Return whether there is a ledger, in whatever state."""
        return os.path.lexists(self._paths.ledger)

    def create(self) -> None:
        """Write an empty ledger; raises LedgerError when there is one, or what is left of one, LedgerUnwritable."""
        from foi_tracker.ledger import backups
        from foi_tracker.ledger.commit import Commit, Step

        with self.held("init"), files.reporting("init", self.folder):
            for path in (self._paths.ledger, self._paths.archive):
                if os.path.lexists(path):
                    raise LedgerError(f"There are records already: {path}.", "See them: {foi} status")
            if backups.stamps(self._paths):
                # A new ledger would give the old numbers again.
                raise LedgerError(
                    f"The ledger of {self.folder} is gone, but its backups are there.", "See them: {foi} backup list"
                )
            new = reading.new_ledger()
            commit = Commit(self._paths, {LEDGER: None}, now=self._now, warn=self.warnings.append)
            commit.run([Step(LEDGER, new.to_bytes(new.lines()))])

    def snapshot(self) -> Snapshot:
        """Return the ledger as it stands, for reading; takes no lock and writes nothing.

        Raises LedgerMissing, LedgerCorrupt, LedgerTooNew, or LedgerError when the file may not be read.
        """
        return Snapshot(reading.read_ledger(self._paths), self._with_archive)

    def _with_archive(self, ledger: Book) -> tuple[Book, Book]:
        return reading.read_archive_beside(self._paths, ledger)

    @contextlib.contextmanager
    def transaction(self, purpose: str) -> Iterator[Transaction]:
        """Lock, read, let the caller change, write in one piece; ``purpose`` names the command in messages.

        After an exception nothing has changed. Raises what ``snapshot`` raises, LedgerLocked, LedgerChanged and
        LedgerUnwritable. Never hold it over a prompt or an editor: others wait.
        """
        from foi_tracker.ledger.transaction import Transaction

        if not self.exists():
            raise reading.missing(self._paths, LEDGER)  # before the lock, which would leave a file in a wrong folder
        with self.held(purpose):
            transaction = Transaction(self._paths, reading.read_ledger_to_change(self._paths), purpose)
            try:
                yield transaction
                transaction.commit(now=self._now, warn=self.warnings.append)
            except BaseException:
                transaction.take_back()
                raise

    def rehearsal(self) -> Rehearsal:
        """Return the ledger as it stands, to try changes on; takes no lock and writes nothing, now or later.

        Raises what ``snapshot`` raises.
        """
        from foi_tracker.ledger.rehearsal import Rehearsal

        return Rehearsal(self._paths, reading.read_ledger(self._paths))

    def list_backups(self) -> list[Backup]:
        """Return the moments to which one can go back, the newest first."""
        from foi_tracker.ledger import backups

        return backups.all_backups(self._paths)

    def backup_states(self) -> Iterator[tuple[Backup, list[dict[str, Any]] | None]]:
        """Yield the same with the requests of each moment, None where they cannot be read."""
        from foi_tracker.ledger import backups

        return backups.states(self._paths)

    def read_backup(self, which: str) -> Snapshot:
        """Return the requests as they were at the moment of a backup.

        Raises NotFound, Ambiguous, or LedgerCorrupt when the backup itself is damaged.
        """
        from foi_tracker.ledger import restoring

        return restoring.read_backup(self._paths, which)

    def restore(self, which: str) -> Restored:
        """Go back to the moment of a backup; the present state, damaged or not, is kept as a backup first.

        ``which`` is a moment of ``list_backups``, or "archive-" and a moment for the archive alone. Numbers given
        since stay given. Raises NotFound, Ambiguous, LedgerCorrupt when the backup itself is damaged, LedgerLocked,
        LedgerChanged and LedgerUnwritable.
        """
        from foi_tracker.ledger import restoring

        with self.held("backup restore"), files.reporting("backup restore", self.folder):
            return restoring.restore(self._paths, which, now=self._now, warn=self.warnings.append)

    @contextlib.contextmanager
    def held(self, purpose: str) -> Iterator[None]:
        """Hold the lock of the home, for what is written beside the ledger; ``purpose`` names the command in messages.

        Raises LedgerMissing when there is no such folder, LedgerLocked and LedgerUnwritable.
        """
        from foi_tracker.ledger import lock

        if self._is_busy:
            raise RuntimeError("a transaction inside a transaction would wait for itself")
        if not os.path.isdir(self.folder):
            raise reading.missing(self._paths, LEDGER)  # before the lock, which would make the folder
        self._is_busy = True
        try:
            with lock.held(
                self._paths.lock,
                purpose=purpose,
                tell_after=self.tell_after,
                give_up_after=self.give_up_after,
                on_wait=self.on_wait,
            ):
                yield
        finally:
            self._is_busy = False


def _now() -> datetime:
    from foi_tracker import today

    return today.now()
