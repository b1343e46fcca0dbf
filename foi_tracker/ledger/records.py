"""Records that can be changed, in memory: what becomes of the changes is for those who hold them to say."""

from __future__ import annotations

from typing import Any

from foi_tracker.errors import NotFound
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.snapshot import Snapshot


class Records(Snapshot):
    """A snapshot that can be changed, and that sees its own changes. Nothing of it reaches the ledger by itself."""

    stamp: str | None = None  # of the backups of the state before it, once it is written
    _is_archive_changed = False

    def add(self, raw: dict[str, Any], *, number: int | None = None) -> int:
        """Take up a new request and return its number, which is also set in ``raw`` and never given again.

        ``number`` is the one that it had in another ledger. Raises ValueError when that was given here.
        """
        if number is None:
            number = self.next_number()
        elif number < self.next_number():
            raise ValueError(f"the number {number} was given already")
        raw["number"] = number
        self._ledger.put(raw)
        self._ledger.count(next=number + 1)
        return number

    def put(self, raw: dict[str, Any]) -> None:
        """Replace the request of the same number, in the file where it is; raises NotFound when there is none."""
        number = raw["number"]
        if self._ledger.get(number) is not None:
            self._ledger.put(raw)
        elif self._archive().get(number) is not None:
            self._archive().put(raw)
            self._is_archive_changed = True
        else:
            raise _no_request(number)

    def archive(self, number: int) -> None:
        """Move an open request to the archive; raises NotFound when it is not in the open file."""
        self._move(number, self._ledger, self._archive())

    def restore(self, number: int) -> None:
        """Move a request from the archive back to the open file; raises NotFound when it is not in the archive."""
        self._move(number, self._archive(), self._ledger)

    def _move(self, number: int, source: Book, target: Book) -> None:
        raw = source.get(number)
        if raw is None:
            raise _no_request(number)
        target.put(raw)
        source.remove(number)
        self._is_archive_changed = True

    def keep_file(self, folder: str, name: str, data: bytes) -> tuple[str, str]:
        """Keep a letter or a reply beside the ledger; return its path from the home, and its SHA-256 in hex.

        ``folder`` is "letters" or like "replies/0007". A file of that name stays: the new one gets -2, -3 and so on.
        Raises BadInput for a name that is not a plain file name.
        """
        raise NotImplementedError


def _no_request(number: int) -> NotFound:
    return NotFound(f"There is no request {number}.", "See your requests: {foi} status --all")
