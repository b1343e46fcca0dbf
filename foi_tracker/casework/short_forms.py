"""Shorter and other words for what came and for what came of a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Every outcome has a letter, in the order in which a person is offered them.
SHORT = {
    "g": "released",
    "given": "released",
    "p": "partly",
    "r": "refused",
    "n": "not_held",
    "a": "already_public",
    "f": "future_publication",
    "o": "over_cost",
    "v": "vexatious_or_repeated",
    "d": "neither_confirmed_nor_denied",
    "h": "held_elsewhere",
    "t": "to_follow",
    "i": "ignored",
}
# What people call it -> what it is called here: proposed, never taken for granted.
_ALSO_CALLED = {
    "reply": "answer",
    "response": "answer",
    "refusal": "answer",
    "acknowledgement": "ack",
    "acknowledgment": "ack",
    "clarification": "question",
    "bill": "fee",
    "invoice": "fee",
    "delay": "holding",
    "passed": "transfer",
    "returned": "bounce",
    "notice": "decision",
    "tribunal": "appeal",
    "disclosed": "released",
    "full": "released",
    "partial": "partly",
    "withheld": "refused",
    "exempt": "refused",
    "cost": "over_cost",
    "ncnd": "neither_confirmed_nor_denied",
    "elsewhere": "held_elsewhere",
    "later": "to_follow",
}


def near(typed: str, words: Iterable[str]) -> list[str]:
    """Return the word that somebody will have meant, in a list that is empty when none is near.

    >>> near("relased", SHORT.values()), near("withheld", SHORT.values()), near("flowers", SHORT.values())
    (['released'], ['refused'], [])
    """
    from difflib import get_close_matches

    known = {word: word for word in words}
    known |= {called: word for called, word in _ALSO_CALLED.items() if word in known}
    return [known[word] for word in get_close_matches(typed, known, n=1, cutoff=0.8)]


def either(words: Sequence[str]) -> str:
    """Return "this", "this or that", or "this, that or yonder"."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
