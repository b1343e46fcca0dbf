"""The parts of a request: whom it asks, what, the letters that were kept for it, and what its owner wants to recall."""

from datetime import date
from typing import NamedTuple


class Addressee(NamedTuple):
    """The authority as it was addressed: kept with the request, so that history stays true after a merger."""

    slug: str
    name: str
    short_name: str
    kind: str
    nation: str


class Question(NamedTuple):
    """One numbered item of a request, and the latest answer to it; ``outcome`` is None while there is none."""

    number: int
    text: str
    outcome: str | None = None
    exemptions: tuple[str, ...] = ()
    value: str | None = None
    answered_on: date | None = None


class Draft(NamedTuple):
    """A letter that was kept: where, and the event that sending it makes ("sent", "chased", ...).

    ``concerns`` are the questions that it is about, empty for all.
    """

    event: int
    on: date
    template: str | None
    letter: str | None
    sha256: str | None
    subject: str
    records: str
    to: str | None
    concerns: tuple[int, ...] = ()


class Reminder(NamedTuple):
    """A date of its owner's own choosing: the event that set it, the day, and what for."""

    event: int
    on: date
    text: str
