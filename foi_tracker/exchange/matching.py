"""Which request a message belongs to: by references first, then by the thread, the subject, and who sent it.

The surest sign that any request has decides. Two requests with the same sign are told apart by the sender's address,
and otherwise not chosen between. What stands only in quoted text is the last thing asked, and is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foi_tracker.exchange.mail import Message, mark_of

_LONGEST_READ = 20_000  # of a text, for references
_SHORTEST_REF = 4
_SHORTEST_SUBJECT = 8
_PREFIXES = re.compile(
    r"(?:(?:re|fwd?|fw|aw|tr|sv|automatic reply|out of office|undeliverable|external)\s*:|\[[^\]]{1,20}\])\s*",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """What a request is known by in mail. ``addresses`` and ``domains`` are those of its authority."""

    number: int
    regime: str
    subject: str
    our_refs: tuple[str, ...]
    their_refs: tuple[str, ...]
    addresses: frozenset[str]
    domains: frozenset[str]
    is_open: bool


class Match(NamedTuple):
    """The requests that a message may belong to, one when it is clear, and by what."""

    numbers: tuple[int, ...]
    why: str

    @property
    def number(self) -> int | None:
        """The one request, or None."""
        return self.numbers[0] if len(self.numbers) == 1 else None


_NOBODY = Match((), "it names no request of yours")


class Matcher:
    """Finds the request of one message after the other among those of a person."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._open = {one.number for one in candidates if one.is_open}
        self._ours = [(ref.lower(), one.number) for one in candidates for ref in one.our_refs if ref]
        self._theirs = [(ref.lower(), one.number) for one in candidates for ref in one.their_refs if _is_sure(ref)]
        self._subjects = [(" ".join(one.subject.lower().split()), one.number) for one in candidates]
        self._senders: dict[str, set[int]] = {}
        for one in candidates:
            for name in one.addresses | one.domains:
                self._senders.setdefault(name, set()).add(one.number)

    def match(self, message: Message, threads: Mapping[str, int]) -> Match:
        """Return the request that a message belongs to; ``threads`` are the marks of letters whose request is known."""
        senders = self._requests_of(message.sender)
        near = f"{message.subject}\n{message.own[:_LONGEST_READ]}".lower()
        if hits := _named(self._ours, near):
            return self._settled(hits, "our reference {}", senders)
        if hits := _named(self._theirs, near):
            return self._settled(hits, "their reference {}", senders)
        answered = [threads[mark] for mark in map(mark_of, message.answers_to) if mark in threads]
        if answered:
            return self._settled(dict.fromkeys(answered, ""), "it answers a letter of the request", senders)
        subject = bare_subject(message.subject)
        alike = [number for known, number in self._subjects if len(known) >= _SHORTEST_SUBJECT and known in subject]
        if theirs := [number for number in alike if number in senders]:
            return self._settled(dict.fromkeys(theirs, ""), "its subject, and its sender", senders)
        if waiting := sorted(senders & self._open):
            return self._settled(dict.fromkeys(waiting, ""), "its sender", senders)
        if alike:
            return self._settled(dict.fromkeys(alike, ""), "its subject alone", senders)
        if hits := _named([*self._ours, *self._theirs], message.text[:_LONGEST_READ].lower()):
            return self._settled(hits, "{} in quoted text only", senders)
        return _NOBODY

    def _requests_of(self, sender: str) -> set[int]:
        """Return the requests whose authority has the address, or the domain that it is of."""
        found = set(self._senders.get(sender, ()))
        domain = sender.partition("@")[2]
        while domain:
            found |= self._senders.get(domain, set())
            domain = domain.partition(".")[2]
        return found

    def _settled(self, hits: Mapping[int, str], words: str, senders: set[int]) -> Match:
        """Return the match of some hits, narrowed to those whose authority sent it, then to those that are open."""
        numbers = list(hits)
        for kept in (senders, self._open):
            numbers = [number for number in numbers if number in kept] or numbers
        why = words.format(hits[numbers[0]])
        if len(numbers) > 1:
            return Match(tuple(numbers), f"{why}: it fits requests {', '.join(map(str, numbers))}")
        if senders and numbers[0] not in senders:
            why += f"; but its sender is the authority of request {', '.join(map(str, sorted(senders)))}"
        return Match((numbers[0],), why)


def _named(refs: Sequence[tuple[str, int]], text: str) -> dict[int, str]:
    """Return the requests whose reference stands in a text, in lower case, as a word of its own."""
    return {number: ref.upper() for ref, number in refs if ref in text and _stands_alone(ref, text)}


def _stands_alone(ref: str, text: str) -> bool:
    """Return whether a reference is no part of a longer one: of FOI-12, FOI-1/26 or A-FOI-1."""
    place = text.find(ref)
    while place >= 0:
        before, behind = text[place - 1 : place], text[place + len(ref) : place + len(ref) + 2]
        longer = behind[:1].isalnum() or (behind[:1] in ("-", "/") and behind[1:].isdigit())
        if not (before.isalnum() or before == "-" or longer):
            return True
        place = text.find(ref, place + 1)
    return False


def _is_sure(ref: str) -> bool:
    """Return whether a reference is no everyday word or number."""
    return len(ref) >= _SHORTEST_REF and any(char.isdigit() for char in ref)


def bare_subject(subject: str) -> str:
    """Return a subject without what mail programs put before it, in lower case, on one line.

    >>> bare_subject("RE: [EXTERNAL] Fwd: Parking  charges")
    'parking charges'
    """
    text = subject[:500].strip()
    while (found := _PREFIXES.match(text)) is not None:
        text = text[found.end() :]
    return " ".join(text.lower().split())
