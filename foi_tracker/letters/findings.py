"""What is found in a letter that weakens it: where, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_LONGEST_QUOTE = 60


class Finding(NamedTuple):
    """One thing in a letter that weakens it.

    ``code`` names the check, ``where`` is a question, a line or "the letter"; ``what`` and ``mend`` are a plain
    sentence each. ``severe`` is what could make the letter void, send it wrongly, or publish what is private.
    """

    code: str
    where: str
    what: str
    mend: str
    severe: bool = False


def worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the severe ones first, else in the order in which they were found."""
    return tuple(sorted(findings, key=lambda finding: not finding.severe))


def quoted(words: str) -> str:
    """Return a few words of the letter in quotation marks, cut where they are many."""
    text = " ".join(words.split())
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + '…'}”"
