"""What a file can be instead of a ledger."""

from __future__ import annotations


class Damaged(ValueError):
    """A file that cannot be taken for a ledger: ``reason`` is a clause, ``line`` counts from 1 where it is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class Unmerged(Damaged):
    """A file with the marks that a merge leaves where it could not decide."""


class TooNew(ValueError):
    """A file in a schema that this version does not know."""


def shown(name: str) -> str:
    """Return a name from a file as it can stand in a sentence, whatever it is made of."""
    return ascii(name if len(name) <= 40 else name[:39] + "...")
