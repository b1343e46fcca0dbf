"""A change of the ledger that is only tried: it takes no lock, sees its own changes, and is never written."""

from __future__ import annotations

import os

from foi_tracker.errors import LedgerChanged
from foi_tracker.ledger import kept, reading
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.reading import Paths
from foi_tracker.ledger.records import Records


class Rehearsal(Records):
    """Records on which a dry run works as the command itself would. They have no way to the disk."""

    def __init__(self, paths: Paths, ledger: Book) -> None:
        super().__init__(ledger, self._load_archive)
        self._paths = paths
        self._named: set[str] = set()

    def _load_archive(self, ledger: Book) -> tuple[Book, Book]:
        now, archive = reading.read_archive_beside(self._paths, ledger)
        if now is not ledger and ledger.is_changed:
            raise LedgerChanged(
                f"Your records in {self._paths.folder} changed while this was tried.", "Run the command again."
            )
        for number in archive.numbers() & now.numbers():
            archive.remove(number)  # what an interrupted close or reopen left behind
        return now, archive

    def keep_file(self, folder: str, name: str, data: bytes) -> tuple[str, str]:
        """Return the path and the SHA-256 that the file would have; it is not written. Raises BadInput as always."""
        for free in kept.names(folder, name):
            path = f"{folder}/{free}"
            if path not in self._named and not os.path.lexists(os.path.join(self._paths.folder, *path.split("/"))):
                break
        self._named.add(path)
        return path, kept.sha256(data)
