"""Which request a message belongs to: by references first, then by the thread, the subject, and who sent it.

The surest sign that any request has decides. Two requests with the same sign are told apart by the sender's address,
and otherwise not chosen between. What stands only in quoted text is the last thing asked, and is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
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


def match(message: Message, candidates: Sequence[Candidate], threads: Mapping[str, int]) -> Match:
    """Return the request that a message belongs to; ``threads`` are the marks of letters whose request is known."""
    from_them = [one for one in candidates if _is_from(message.sender, one)]
    near = f"{message.subject}\n{message.own[:_LONGEST_READ]}"
    far = message.text[:_LONGEST_READ]
    subject = bare_subject(message.subject)
    answered = {threads[mark] for mark in map(mark_of, message.answers_to) if mark in threads}
    signs: tuple[tuple[str, Callable[[Candidate], str]], ...] = (
        ("our reference {}", lambda one: _first(one.our_refs, near)),
        ("their reference {}", lambda one: _first(_sure(one.their_refs), near)),
        ("it answers a letter of the request", lambda one: _yes(one.number in answered)),
        ("its subject, and its sender", lambda one: _yes(one in from_them and _is_subject(subject, one.subject))),
        ("its sender", lambda one: _yes(one in from_them and one.is_open)),
        ("its subject alone", lambda one: _yes(_is_subject(subject, one.subject))),
        ("{} in quoted text only", lambda one: _first((*one.our_refs, *_sure(one.their_refs)), far)),
    )
    for words, sign in signs:
        if hits := {one.number: found for one in candidates if (found := sign(one))}:
            return _settled(hits, words, candidates, from_them)
    return _NOBODY


def _yes(it_is: object) -> str:
    return "yes" if it_is else ""


def _settled(
    hits: Mapping[int, str], words: str, candidates: Sequence[Candidate], from_them: Sequence[Candidate]
) -> Match:
    """Return the match of some hits, narrowed to those whose authority sent it, then to those that are open."""
    senders = {one.number for one in from_them}
    still_open = {one.number for one in candidates if one.is_open}
    numbers = list(hits)
    for kept in (senders, still_open):
        numbers = [number for number in numbers if number in kept] or numbers
    why = words.format(hits[numbers[0]])
    if len(numbers) > 1:
        return Match(tuple(numbers), f"{why}: it fits requests {', '.join(map(str, numbers))}")
    if senders and numbers[0] not in senders:
        why += f"; but its sender is the authority of request {', '.join(map(str, sorted(senders)))}"
    return Match((numbers[0],), why)


def _is_from(sender: str, one: Candidate) -> bool:
    domain = sender.partition("@")[2]
    return sender in one.addresses or any(domain == known or domain.endswith(f".{known}") for known in one.domains)


def _first(refs: Sequence[str], text: str) -> str:
    """Return the first reference that stands in a text as a word of its own; "" when none does."""
    lower = text.lower()
    for ref in refs:
        wanted = ref.lower()
        if wanted and wanted in lower and re.search(rf"(?<![0-9a-z-]){re.escape(wanted)}(?![0-9a-z]|[-/][0-9])", lower):
            return ref
    return ""


def _sure(refs: Sequence[str]) -> list[str]:
    """Return the references that are no everyday word or number."""
    return [ref for ref in refs if len(ref) >= _SHORTEST_REF and any(char.isdigit() for char in ref)]


def bare_subject(subject: str) -> str:
    """Return a subject without what mail programs put before it, in lower case, on one line.

    >>> bare_subject("RE: [EXTERNAL] Fwd: Parking  charges")
    'parking charges'
    """
    text = subject[:500].strip()
    while (found := _PREFIXES.match(text)) is not None:
        text = text[found.end() :]
    return " ".join(text.lower().split())


def _is_subject(subject: str, of_request: str) -> bool:
    wanted = " ".join(of_request.lower().split())
    return len(wanted) >= _SHORTEST_SUBJECT and wanted in subject
