"""What our own records say of a request and of a clock, as letters need it.

A letter is about some clocks, and so about some questions: what it says of answers, reminders and reviews is about
these alone. A letter of the writer's own that came back reached nobody, and is never spoken of as sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.letters.lookups import (
    MORE_TIME,
    after,
    chaser_of,
    is_pending,
    moved_by,
    newest_of,
    notice_of,
    outcome_of,
    ref_of,
    reminded_on,
    review_behind,
)
from foi_tracker.letters.particulars import Extension, Period, SentRequest
from foi_tracker.requests.events import is_word_of_theirs

if TYPE_CHECKING:
    from foi_tracker.law.calendar import WorkingDays
    from foi_tracker.law.clocks import Clock
    from foi_tracker.requests.events import Event
    from foi_tracker.requests.request import Request


def sent_request(
    request: Request, origin: Request | None = None, *, clocks: Sequence[Clock] = (), questions: Sequence[int] = ()
) -> SentRequest:
    """Return what a letter needs of a request in the ledger; ``origin`` is the one that it was passed on from.

    ``clocks`` are those that the letter is about, the one that presses first; ``questions`` its questions, empty for
    all.
    """
    events = request.delivered
    newest = {event.kind: event for event in events}
    about = clocks[0] if clocks else None
    review = review_behind(request, about) or newest.get("review_requested")
    outcome = outcome_of(events, review, questions)
    notice = notice_of(events, about)
    since_notice = after(events, notice)
    reminded = reminded_on(events, about, questions or range(1, (request.question_count or 1) + 1))
    transferred = newest.get("transferred")
    answers = _answered_on(request, questions)
    references = {whose: refs[-1] for whose, refs in request.references.items()}

    def day(event: Event | None) -> date | None:
        return event.on if event else None

    return SentRequest(
        number=request.number,
        subject=request.subject,
        regime=request.regime,
        our_ref=request.our_ref,
        their_ref=references.get("authority"),
        via=request.via,
        sent_on=request.sent_on,
        received_on=request.received_on,
        questions=request.questions,
        chased_on=reminded[-1] if reminded else None,
        chased_before=reminded[:-1],
        clarification_requested_on=day(newest.get("clarification_requested")),
        answered_on=answers[-1] if len(answers) == 1 else None,
        review_requested_on=day(review),
        review_chased_on=day(chaser_of(events, review, questions)),
        review_answered_on=day(outcome),
        notice_on=day(notice),
        notice_ref=ref_of(request, notice),
        comply_by=notice.until if notice else None,
        heard_on=_heard_on(events),
        extension=_extension(newest_of(events, MORE_TIME, questions)),
        transferred_on=day(transferred),
        transferred_to=transferred.details.get("to") if transferred else None,
        about=tuple(questions),
        answers=answers,
        answered_again_on=day(newest_of(since_notice, ("answered",), questions)),
        appeal_pending=is_pending(since_notice, questions),
        sent_under=str(request.raw["regime"]),
        **_passed_on(request, origin),
        **_taken_over(request),
    )


def period(clock: Clock, *, today: date, days: WorkingDays, request: Request | None = None) -> Period:
    """Return what a letter needs of a clock of a request; ``days`` are the working days of its law."""
    from foi_tracker.law.clocks import working_days_left

    school = _is_school(clock, request)
    # Of a school the 20th working day is only the earliest that it can be: it is late from the 60th.
    counted = clock._replace(due=clock.latest) if school else clock
    left = working_days_left(counted, today, days)
    told = Period(
        kind=clock.kind,
        basis=clock.basis,
        basis_on=clock.start,
        due=clock.due,
        latest=clock.latest,
        cite=clock.cite,
        days_late=0 if left is None else max(0, -left),
        estimated=clock.about,
        questions=clock.questions,
        ended=not clock.runs,
        pauses=clock.pauses,
        school=school,
    )
    return told if request is None else _with_letters(told, clock, request)


def _is_school(clock: Clock, request: Request | None) -> bool:
    """Return whether days outside term do not count, which only FOIA knows (SI 2004/3364 reg 3).

    A day that they named holds for a school as for others, where it comes after the ordinary one.
    """
    if request is None or clock.regime != "FOIA" or request.raw["authority"].get("kind") != "school":
        return False
    named = next((event.until for event in request.delivered if event.id == clock.basis_id), None)
    extended = clock.kind == "answer_extended" and named is not None and clock.due is not None and named < clock.due
    return clock.kind == "answer" or extended


def _with_letters(told: Period, clock: Clock, request: Request) -> Period:
    """Return the period with the letters that it rests on: what it counts from, and their wish for more time."""
    events = list(request.delivered)
    basis = next((event for event in events if event.id == clock.basis_id), None)
    if basis is None:
        return told
    if clock.kind in ("review", "complaint") and basis.kind not in ("review_answered", "chased"):
        # One that was posted counts from the day that their acknowledgement gives: it is the same review.
        review = review_behind(request, clock) or basis
        return told._replace(basis=review.kind, dated=review.on, review_on=review.on)
    if clock.kind == "complaint":
        told = told._replace(review_on=_day_of(review_behind(request, clock)))
    later = events[events.index(basis) + 1 :]
    moving = moved_by(request, clock)
    return told._replace(
        dated=basis.on,
        # Of a school every date is an estimate, though the day of receipt may be known.
        estimated=basis.via == "post" and basis.received is None if told.school else told.estimated,
        extension=_extension(moving),
        holding=_extension(newest_of(later, MORE_TIME, clock.questions)),
        counted_from=_counted_from(later, clock) if moving is None else None,
    )


def _counted_from(later: Sequence[Event], clock: Clock) -> date | None:
    """Return the day on which they say they received what an answer clock counts from, where it is a later one."""
    found = None
    for event in later:
        if event.kind == "review_requested":
            break
        if event.kind == "acknowledged" and event.received is not None:
            found = event.received
    return found if found is not None and found > clock.start else None


def _day_of(event: Event | None) -> date | None:
    return event.on if event else None


def _answered_on(request: Request, questions: Sequence[int]) -> tuple[date, ...]:
    """Return the days of the answers to these questions (empty for all), each once, the earliest first."""
    days: dict[int, date] = {}
    asked = range(1, request.question_count + 1)
    every: set[date] = set()
    for event in request.delivered:
        if event.kind == "answered":
            told = set(event.outcomes) - {0} if 0 not in event.outcomes else set()
            days |= dict.fromkeys(told or event.questions or asked, event.on)
            every = {event.on}
    found = {on for number, on in days.items() if not questions or number in questions}
    return tuple(sorted(found or every))


def _extension(event: Event | None) -> Extension | None:
    if event is None:
        return None
    basis = str(event.details.get("basis") or "")
    return Extension(event.on, event.until, basis, event.exemptions, event.questions)


def _heard_on(events: Sequence[Event]) -> date | None:
    """Return the day of the newest thing that came from the authority."""
    return max((event.on for event in events if is_word_of_theirs(event.kind)), default=None)


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
