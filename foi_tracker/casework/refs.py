"""From what a person types to request numbers: a number, a range, a reference of theirs, or words that fit one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foi_tracker.errors import Ambiguous, BadInput, NotFound
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

_NUMBER = re.compile(r"#?([0-9]{1,9})")
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
# "3,4-6", and "28," of a list with spaces.
_LIST = re.compile(r"(?:#?[0-9]{1,9}(?:-[0-9]{1,9})?,)+(?:#?[0-9]{1,9}(?:-[0-9]{1,9})?)?")
_MOST_SHOWN = 12


def resolve(refs: Sequence[str], records: Snapshot) -> list[int]:
    """Return the request numbers that the references name, each once, in the order typed.

    Raises NotFound for a number never given, one whose drafting was undone, or words that fit nothing; Ambiguous for
    words that fit several open requests.
    """
    numbers: dict[int, None] = {}
    for typed in _parted(refs):
        if found := _NUMBER.fullmatch(typed):
            numbers[_existing(int(found[1]), records)] = None
        elif found := _RANGE.fullmatch(typed):
            numbers.update(dict.fromkeys(_in_range(int(found[1]), int(found[2]), records)))
        else:
            numbers[_by_words(typed, records)] = None
    return list(numbers)


def _parted(refs: Sequence[str]) -> Iterator[str]:
    """Yield each reference by itself: numbers may come as they are printed, "28, 36, 51"."""
    for ref in refs:
        typed = ref.strip()
        yield from filter(None, typed.split(",")) if _LIST.fullmatch(typed) else (typed,)


def is_ref(typed: str) -> bool:
    """Return whether the text is a request number, a range of them, or several with commas between."""
    return any(shape.fullmatch(typed.strip()) for shape in (_NUMBER, _RANGE, _LIST))


def request(number: int, records: Snapshot) -> Request:
    """Return the request of a number. Raises NotFound as ``resolve`` does."""
    return fold(_raw(number, records))


def _raw(number: int, records: Snapshot) -> dict[str, Any]:
    raw = records.get(number)
    if raw is None:
        raise NotFound(f"There is no request {number}.", "See those there are: {foi} status --all")
    return raw


def _existing(number: int, records: Snapshot) -> int:
    if request(number, records).undone:
        raise NotFound(
            f"Request {number} was undone; its number is not used again.", "See the others: {foi} status --all"
        )
    return number


def _in_range(first: int, last: int, records: Snapshot) -> Iterable[int]:
    if last < first:
        raise BadInput(f"{first}-{last} runs backwards.", f"Write it as {last}-{first}.")
    there = [raw["number"] for raw in records.all_requests() if first <= raw["number"] <= last]
    found = [number for number in there if not request(number, records).undone]
    if not found:
        raise NotFound(f"There is no request from {first} to {last}.", "See those there are: {foi} status --all")
    return found


def _by_words(typed: str, records: Snapshot) -> int:
    wanted = plain(typed)
    if not wanted:
        raise BadInput("No request is named.", "Name it by its number: {foi} status shows them.")
    requests = [one for raw in records.open_requests() if not (one := fold(raw)).undone]
    exact = _with_reference(wanted, requests) or _with_reference(wanted, map(fold, records.all_requests()))
    found = exact or [one for one in requests if matches(one, typed)]
    if len(found) == 1:
        return found[0].number
    shown = typed if len(typed) <= 40 else typed[:39] + "…"
    if not found:
        raise NotFound(f"No open request fits “{shown}”.", "See those there are: {foi} status --all")
    lines = [f"{one.number}  {one.authority.name}: {one.subject}" for one in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        lines.append(f"and {len(found) - _MOST_SHOWN} more")
    raise Ambiguous(f"“{shown}” fits {len(found)} open requests.", "Name one by its number.", details=tuple(lines))


def _with_reference(wanted: str, requests: Iterable[Request]) -> list[Request]:
    """Return the requests that have the reference, ours or theirs, open or closed."""
    return [one for one in requests if wanted in (plain(ref) for ref in (*one.their_refs, one.our_ref))]


def matches(one: Request, words: str) -> bool:
    """Return whether every word stands in the request's authority, subject, references, campaign or tags."""
    text = plain(
        " ".join(
            (
                one.authority.name,
                one.authority.short_name,
                one.raw["authority"]["name"],
                one.subject,
                one.campaign or "",
                *one.tags,
                *one.their_refs,
                one.our_ref,
            )
        )
    )
    return all(word in text for word in plain(words).split())


def plain(text: str) -> str:
    """Return the text without case, accents and doubled spaces, to compare by."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())
