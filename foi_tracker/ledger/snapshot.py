"""What readers see: the ledger as it stood at one moment."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from foi_tracker.ledger.book import Book


class Snapshot:
    """The requests of a ledger at one moment: the open file at once, the archive when it is asked for.

    Requests are plain dicts as they are stored. Reading takes no lock and writes nothing.
    """

    def __init__(self, ledger: Book, with_archive: Callable[[Book], tuple[Book, Book]]) -> None:
        self._ledger = ledger
        self._archive_book: Book | None = None
        self._with_archive = with_archive

    @property
    def schema(self) -> int:
        """The version of the format."""
        return int(self._ledger.header["schema"])

    @property
    def archived_count(self) -> int:
        """How many requests are in the archive, by the ledger's own count: the archive is not read for it."""
        return int(self._ledger.header["archived"])

    def open_requests(self) -> list[dict[str, Any]]:
        """Return the requests of the open file, in the order of their numbers."""
        return self._ledger.requests()

    def all_requests(self) -> list[dict[str, Any]]:
        """Return all requests, in the order of their numbers; of one that is in both files, the open file's.

        Raises LedgerMissing or LedgerCorrupt when the archive cannot be read.
        """
        still_open, archived = self.open_and_archived()
        return sorted(still_open + archived, key=itemgetter("number")) if archived else still_open

    def open_and_archived(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the same in two lists, those of the open file and those that are in the archive alone.

        Raises LedgerMissing or LedgerCorrupt when the archive cannot be read.
        """
        archived = self._archive().requests()
        numbers = self._ledger.numbers() if archived else ()
        return self._ledger.requests(), [raw for raw in archived if raw["number"] not in numbers]

    def get(self, number: int) -> dict[str, Any] | None:
        """Return the request of that number from the open file, else from the archive, else None.

        Raises LedgerMissing or LedgerCorrupt when the archive is needed and cannot be read.
        """
        if (found := self._ledger.get(number)) is not None or not self.was_given(number):
            return found
        archive = self._archive()
        if (found := self._ledger.get(number)) is not None:
            return found
        return archive.get(number)

    def is_open(self, number: int) -> bool:
        """Return whether the request of that number is in the open file."""
        return self._ledger.get(number) is not None

    def next_number(self) -> int:
        """Return the number that the next request will get."""
        return int(self._ledger.header["next"])

    def was_given(self, number: int) -> bool:
        """Return whether a request had this number at any time."""
        return 0 < number < int(self._ledger.header["next"])

    def _archive(self) -> Book:
        if self._archive_book is None:
            self._ledger, self._archive_book = self._with_archive(self._ledger)
        return self._archive_book
