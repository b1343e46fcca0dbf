"""What a letter needs to know: who asks whom, the request that it follows and the clock that it is about.

``sent_request`` and ``period`` take it from our own records; ``draft`` accepts anything with the same attributes.
What a template is shown of it is ``shown``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from foi_tracker.requests.events import KINDS

if TYPE_CHECKING:
    from foi_tracker.law.calendar import WorkingDays
    from foi_tracker.law.clocks import Clock
    from foi_tracker.requests.events import Event
    from foi_tracker.requests.request import Question, Request


class Authority(Protocol):
    """The authority that a letter goes to or is about."""

    @property
    def name(self) -> str:
        """Legal name."""

    @property
    def short_name(self) -> str:
        """Name in conversation."""

    @property
    def kind(self) -> str:
        """Kind in the directory: nhs-trust, icb, council, ..."""

    @property
    def nation(self) -> str:
        """england, scotland, wales, northern-ireland or uk."""


class Requester(NamedTuple):
    """Who asks; None for what was not told."""

    name: str | None = None
    email: str | None = None
    address: str | None = None
    organisation: str | None = None


class Extension(NamedTuple):
    """Their letter that they need more time: its date, the date they named, and the ground as it was recorded.

    ``basis`` is "public-interest", "complex-voluminous", "complex" or "" for none; ``questions`` are those that it
    covers, empty for all.
    """

    on: date
    until: date | None = None
    basis: str = ""
    exemptions: tuple[str, ...] = ()
    questions: tuple[int, ...] = ()


class SentRequest(NamedTuple):
    """A request that a letter follows. ``subject`` is its topic, without the name of a law or a reference.

    What comes after ``questions`` is the newest of each; it fills the fields of the same name in a template. The
    notice is the regulator's; ``comply_by`` is the last day that it gives, None where that was not told. ``heard_on``
    is the day of the newest word from the authority, ``transferred_to`` where it passed the request on to.

    A request that another authority passed on went to this one on ``passed_on``; ``passed_by`` is the name of that
    other and ``asked_on`` the day on which the requester wrote to it, None where they are not known. One that was
    taken over on ``taken_over_on`` went to the predecessor of its authority, ``first_sent_to``.
    """

    number: int
    subject: str
    regime: str
    our_ref: str
    their_ref: str | None
    via: str | None
    sent_on: date | None
    received_on: date | None
    questions: Sequence[Question]
    chased_on: date | None = None
    clarification_requested_on: date | None = None
    answered_on: date | None = None
    review_requested_on: date | None = None
    review_chased_on: date | None = None
    review_answered_on: date | None = None
    notice_on: date | None = None
    notice_ref: str | None = None
    comply_by: date | None = None
    heard_on: date | None = None
    extension: Extension | None = None
    transferred_on: date | None = None
    transferred_to: str | None = None
    passed_on: date | None = None
    passed_by: str | None = None
    asked_on: date | None = None
    first_sent_to: str | None = None
    taken_over_on: date | None = None


class Period(NamedTuple):
    """The clock that a letter is about.

    ``basis`` is the kind of event that it counts from, on ``basis_on``; ``days_late`` the working days since ``due``,
    which may be 0 when it is overdue: due on a Friday, written on the Saturday. ``estimated`` is whether ``basis_on``
    is an estimate, as for post; ``questions`` are those that it concerns, empty for all; ``ended`` is whether it runs
    no more.
    """

    kind: str
    basis: str
    basis_on: date
    due: date | None
    latest: date | None
    cite: str
    days_late: int
    estimated: bool = False
    questions: tuple[int, ...] = ()
    ended: bool = False


def sent_request(request: Request, origin: Request | None = None) -> SentRequest:
    """Return what a letter needs of a request in the ledger; ``origin`` is the one that it was passed on from."""
    newest = {event.kind: event for event in request.events}
    notice = newest.get("decision_issued")

    def day(kind: str) -> date | None:
        return newest[kind].on if kind in newest else None

    return SentRequest(
        number=request.number,
        subject=request.subject,
        regime=request.regime,
        our_ref=request.our_ref,
        their_ref=_newest_ref(request, "authority"),
        via=request.via,
        sent_on=request.sent_on,
        received_on=request.received_on,
        questions=request.questions,
        chased_on=day("chased"),
        clarification_requested_on=day("clarification_requested"),
        answered_on=day("answered"),
        review_requested_on=day("review_requested"),
        review_chased_on=_review_chased_on(request),
        review_answered_on=day("review_answered"),
        notice_on=notice.on if notice else None,
        notice_ref=_newest_ref(request, "regulator"),
        comply_by=notice.until if notice else None,
        heard_on=_heard_on(request),
        extension=_extension(request),
        transferred_on=day("transferred"),
        transferred_to=newest["transferred"].details.get("to") if "transferred" in newest else None,
        **_passed_on(request, origin),
        **_taken_over(request),
    )


def _passed_on(request: Request, origin: Request | None) -> dict[str, Any]:
    """Return how a request came that another authority passed on; nothing for one that came from the requester."""
    on = request.sent_on
    if "transferred_from" not in request.links or on is None:
        return {}
    if origin is None:
        return {"passed_on": on}
    # What was passed on before that was not sent by the requester either.
    asked_on = None if "transferred_from" in origin.links else origin.sent_on
    passed_by = _holder([event for event in origin.events if event.on <= on], origin)
    return {"passed_on": on, "passed_by": passed_by, "asked_on": asked_on}


def _taken_over(request: Request) -> dict[str, Any]:
    """Return to whom a request went that its authority has from a predecessor; nothing for any other."""
    if "succeeded" not in request.kinds or request.sent_on is None:
        return {}
    sent = max(place for place, event in enumerate(request.events) if event.kind == "sent")
    over = [event.on for event in request.events[sent:] if event.kind == "succeeded"]
    return {"first_sent_to": _holder(request.events[:sent], request), "taken_over_on": over[0]} if over else {}


def _holder(events: Sequence[Event], request: Request) -> str:
    """Return the name of the authority that had a request after these events of it."""
    told: dict[str, Any] = request.raw["authority"]
    for event in events:
        if event.kind == "succeeded":
            told = event.details["authority"]
    return str(told["name"])


# What shows that a letter arrived, and no word of theirs.
_NO_WORD = frozenset(("received", "undelivered"))


def _heard_on(request: Request) -> date | None:
    """Return the day of the newest thing that came from the authority."""
    theirs = {kind for kind in request.kinds if kind in KINDS and KINDS[kind].whose == "authority"} - _NO_WORD
    return max((event.on for event in request.events if event.kind in theirs), default=None)


def _extension(request: Request) -> Extension | None:
    """Return the newest letter in which the authority said that it needs more time."""
    for event in reversed(request.events):
        if event.kind in ("extended", "holding"):
            basis = str(event.details.get("basis") or "")
            return Extension(event.on, event.until, basis, event.exemptions, event.questions)
    return None


def _newest_ref(request: Request, whose: str) -> str | None:
    """Return the newest reference that came with something of the authority or of the regulator."""
    for event in reversed(request.events):
        if event.details.get("ref") and event.kind in KINDS and KINDS[event.kind].whose == whose:
            return str(event.details["ref"])
    return None


def _review_chased_on(request: Request) -> date | None:
    """Return the day of the newest reminder since the review was asked for."""
    for event in reversed(request.events):
        if event.kind == "chased":
            return event.on if "review_requested" in request.kinds else None
        if event.kind == "review_requested":
            return None
    return None


def period(clock: Clock, *, today: date, days: WorkingDays) -> Period:
    """Return what a letter needs of a clock; ``days`` are the working days of its law."""
    from foi_tracker.law.clocks import working_days_left

    left = working_days_left(clock, today, days)
    late = 0 if left is None else max(0, -left)
    return Period(
        kind=clock.kind,
        basis=clock.basis,
        basis_on=clock.start,
        due=clock.due,
        latest=clock.latest,
        cite=clock.cite,
        days_late=late,
        estimated=clock.about,
        questions=clock.questions,
        ended=not clock.runs,
    )
