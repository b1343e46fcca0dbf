"""One change of the ledger: held in memory, then written as a whole."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime

from foi_tracker.errors import FoiError
from foi_tracker.ledger import files, reading
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.commit import Commit, Step
from foi_tracker.ledger.kept import KeptFiles
from foi_tracker.ledger.reading import ARCHIVE, LEDGER, Paths
from foi_tracker.ledger.records import Records

Lines = dict[int, str]


class Transaction(Records):
    """Records as a command changes them: nothing reaches the ledger before it ends without an exception."""

    def __init__(self, paths: Paths, ledger: Book, purpose: str) -> None:
        super().__init__(ledger, self._load_archive)
        self._paths = paths
        self._purpose = purpose
        self._files = KeptFiles(paths.folder)
        self._header_before = ledger.header
        self._ledger_before: Lines = ledger.lines()
        self._archive_before: Lines = {}

    def _load_archive(self, ledger: Book) -> tuple[Book, Book]:
        archive = reading.read_archive_to_change(self._paths, ledger)
        for number in archive.numbers() & ledger.numbers():
            archive.remove(number)  # what an interrupted close or reopen left behind
        self._archive_before = archive.lines()
        return ledger, archive

    def keep_file(self, folder: str, name: str, data: bytes) -> tuple[str, str]:
        """Write a letter or a reply beside the ledger; return its path from the home, and its SHA-256 in hex.

        It is on the disk before the ledger refers to it, and is removed again when the transaction fails. Raises
        BadInput for a name that is not a plain file name, LedgerUnwritable.
        """
        with files.reporting(self._purpose, self._paths.folder):
            return self._files.keep(folder, name, data)

    def commit(self, *, now: Callable[[], datetime], warn: Callable[[str], None]) -> None:
        """Write what was changed, as the ledger does when a transaction ends.

        Raises LedgerChanged or LedgerUnwritable when nothing was written.
        """
        if needed := self._steps():
            on_disk = {LEDGER: self._ledger.data}
            if self._is_archive_changed:
                on_disk[ARCHIVE] = self._archive().data
            with files.reporting(self._purpose, self._paths.folder):
                self._files.flush()
                self.stamp = Commit(self._paths, on_disk, now=now, warn=warn).run(needed)

    def _steps(self) -> list[Step]:
        if self._is_archive_changed:
            return steps(self._ledger, self._archive(), self._ledger_before, self._archive_before)
        after = self._ledger.lines()
        if after == self._ledger_before and self._ledger.header == self._header_before:
            return []
        return [Step(LEDGER, self._ledger.to_bytes(after))]

    def take_back(self) -> None:
        """Remove what ``keep_file`` wrote, unless a file of the ledger may already refer to it."""
        books = [book for book in (self._ledger, self._archive_book) if book is not None]
        paths = (self._paths.ledger, self._paths.archive)
        with contextlib.suppress(FoiError):
            if all(files.read(path) == book.data for path, book in zip(paths, books, strict=False)):
                self._files.take_back()


def steps(ledger: Book, archive: Book, ledger_before: Lines, archive_before: Lines) -> list[Step]:
    """Return the contents to write, in order, so that a reader sees the old state or the new one after each of them.

    The ledger decides: a number in both files is the ledger's. So what moves to the archive is first written there,
    unseen; then the ledger is written, for a moment also with what changes inside the archive; then the archive loses
    what moved out of it, and the ledger what was in it for that moment. Steps that change nothing fall away: closing
    writes the archive, then the ledger; reopening the ledger, then the archive.
    """
    archived, opened = archive.lines(), ledger.lines()
    ledger.count(archived=len(archived))
    if ledger.to_bytes(opened) == ledger.data:
        return _needed([(ARCHIVE, archive, archived)])
    hidden = {number: line for number, line in archived.items() if number in ledger_before}
    shown = {
        number: line
        for number, line in archived.items()
        if number not in ledger_before and line != archive_before.get(number)
    }
    return _needed(
        [
            (ARCHIVE, archive, {**archive_before, **hidden}),
            (LEDGER, ledger, {**opened, **shown}),
            (ARCHIVE, archive, archived),
            (LEDGER, ledger, opened),
        ]
    )


def _needed(contents: list[tuple[str, Book, Lines]]) -> list[Step]:
    """Return the steps that change a file; an archive of nothing is not begun."""
    on_disk = {name: book.data for name, book, _ in contents}
    needed = []
    for name, book, lines in contents:
        data = book.to_bytes(lines)
        if data != on_disk[name] and (lines or on_disk[name] is not None):
            needed.append(Step(name, data))
            on_disk[name] = data
    return needed
