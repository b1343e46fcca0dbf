"""Where a request stands today: status, phase, outcome and the date that presses most. Calculated, never stored."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock, working_days_left
from foi_tracker.law.reckoning import clocks
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.advice import Step, next_step
from foi_tracker.requests.alike import once_for_all_alike
from foi_tracker.requests.request import Request

# Statuses in the words that users of WhatDoTheyKnow know, with what they mean.
STATUSES: dict[str, str] = {
    "draft": "written, not sent",
    "undelivered": "came back undelivered; no clock runs",
    "waiting_response": "sent; they are within their time",
    "waiting_response_overdue": "the answer is late",
    "waiting_response_very_overdue": "the answer is later than 40 working days",
    "waiting_clarification": "they asked what you mean and wait for your reply",
    "fee_requested": "they asked for a fee and wait for it",
    "answered": "they answered",
    "internal_review": "a review was asked for",
    "internal_review_overdue": "the review is late",
    "complaint": "the regulator was asked",
    "decision": "the regulator decided",
    "appeal": "before the tribunal or court",
    "closed": "closed, with its outcome",
}

# The authority's clocks that decide whether a request is late.
_THEIRS = frozenset(("answer", "answer_extended", "review", "compliance"))

_STATUS_OF = {
    "answer": "waiting_response",
    "answer_extended": "waiting_response",
    "review": "internal_review",
    "clarify": "waiting_clarification",
    "pay": "fee_requested",
}
# A request with several questions shows the first of these that fits one of them.
_WORST_FIRST = (
    "waiting_response_very_overdue",
    "waiting_response_overdue",
    "internal_review_overdue",
    "waiting_clarification",
    "fee_requested",
    "waiting_response",
    "internal_review",
    "answered",
)

_WAITS_FOR = {"clarify": "waiting_clarification", "pay": "fee_requested"}

_STAGES: dict[str, str | None] = {
    "complained": "complaint",
    "complaint_closed": None,
    "decision_issued": "decision",
    "complied": None,
    "appealed": "appeal",
    "appeal_decided": "decision",
}
_STAGED = frozenset(_STAGES)


class Standing(NamedTuple):
    """A request as it stands on a day.

    ``clock`` is the one that presses most: the authority's running clock with the earliest date, else your window
    that closes next. ``overdue`` says that today is after its ``due``; the count ``working_days_left`` (negative when
    late) never decides that.
    """

    request: Request
    clocks: tuple[Clock, ...]
    status: str
    phase: str
    outcome: str | None
    clock: Clock | None
    due_on: date | None
    latest_on: date | None
    overdue: bool
    working_days_left: int | None
    step: Step


@once_for_all_alike
def clocks_of(request: Request, calendar: Calendar) -> tuple[Clock, ...]:
    """Return every clock of a request, ended ones included."""
    return clocks(
        request.events,
        questions=range(1, request.question_count + 1),
        regime=request.raw["regime"],
        calendar=calendar,
        school=request.raw["authority"].get("kind") == "school",
    )


def stand(request: Request, *, today: date, calendar: Calendar) -> Standing:
    """Return where a request stands today."""
    return Standing._make((request, *_stand(request, today, calendar)[1:]))


@once_for_all_alike
def _stand(request: Request, today: date, calendar: Calendar) -> Standing:
    """Return where a request stands, or where another stands that is alike."""
    every = clocks_of(request, calendar)
    telling = _telling(every)
    clock = _pressing(telling, today)
    status = _status(request, telling, today, calendar)
    step = next_step(request, telling, today=today, calendar=calendar)
    left = None
    if clock is not None:
        left = working_days_left(clock, today, calendar.working_days(REGIMES[clock.regime].jurisdiction))
    return Standing(
        request,
        every,
        status,
        _phase(status, step),
        request_outcome(request) if status in ("closed", "answered") else None,
        clock,
        clock.due if clock else None,
        clock.latest if clock else None,
        _is_overdue(clock, today),
        left,
        step,
    )


def stand_closed(request: Request) -> Standing:
    """Return where a closed request stands on which no window is open: with its outcome, and no clocks."""
    outcome = request_outcome(request)
    return Standing(request, (), "closed", "complete", outcome, None, None, None, False, None, _NOTHING)


_NOTHING = Step("none")


def presses(request: Request, *, today: date, calendar: Calendar) -> bool:
    """Return whether it is overdue, as ``stand`` says, or a window of yours closes soon (``closing``).

    It costs less than either: a list of who is late asks it of everybody.
    """
    return _presses(request, today, calendar)


@once_for_all_alike
def _presses(request: Request, today: date, calendar: Calendar) -> bool:
    every = clocks_of(request, calendar)
    late = request.closed_as is None and _is_overdue(_pressing(_telling(every), today), today)
    return late or bool(closing(every, today=today, calendar=calendar))


SOON = 10  # working days before a window of yours closes from which it is an alert


def closing(every: tuple[Clock, ...], *, today: date, calendar: Calendar) -> list[Clock]:
    """Return your own windows that are open and close within ten working days, or are past the safe day."""
    return [
        clock
        for clock in every
        if clock.whose == "you"
        and clock.ended is None
        and clock.due is not None
        and clock.opens_on <= today <= (clock.latest or clock.due)
        and _is_soon(clock, today, calendar)
    ]


def _is_soon(clock: Clock, today: date, calendar: Calendar) -> bool:
    left = working_days_left(clock, today, calendar.working_days(REGIMES[clock.regime].jurisdiction))
    return left is None or left <= SOON


def _is_overdue(clock: Clock | None, today: date) -> bool:
    return clock is not None and clock.whose == "authority" and clock.due is not None and today > clock.due


def _telling(every: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Return the clocks that say where a request stands: in Scotland the review of silence speaks for a late answer."""
    if len(every) == 1 or not any(c.ended is None and c.kind == "review" for c in every):
        return every
    return tuple(
        clock
        for clock in every
        if clock.kind not in ("answer", "review_request")
        or not REGIMES[clock.regime].silence_needs_review
        or clock.basis == "answered"
    )


def _pressing(every: tuple[Clock, ...], today: date) -> Clock | None:
    theirs: list[tuple[date, int]] = []
    yours: list[tuple[date, int]] = []
    for place, clock in enumerate(every):
        if clock.ended is not None or clock.due is None:
            continue
        if clock.kind in _THEIRS:
            theirs.append((clock.due, place))
        elif clock.whose == "you" and clock.opens_on <= today <= (clock.latest or clock.due):
            yours.append((clock.due, place))
    found = theirs or yours
    return every[min(found)[1]] if found else None


def _status(request: Request, every: tuple[Clock, ...], today: date, calendar: Calendar) -> str:
    if request.closed_as is not None:
        return "closed"
    if request.sent_on is None:
        return "undelivered" if "undelivered" in request.kinds else "draft"
    if not _STAGED.isdisjoint(request.kinds):
        stage = next(_STAGES[event.kind] for event in reversed(request.events) if event.kind in _STAGES)
        if stage is not None:
            return stage
    worst = _WORST_FIRST.index(_WAITS_FOR[request.asked_back] if request.asked_back else "answered")
    for clock in every:
        if clock.ended is None and clock.kind in _STATUS_OF:
            name = _with_lateness(_STATUS_OF[clock.kind], clock, today, calendar)
            worst = min(worst, _WORST_FIRST.index(name))
    return _WORST_FIRST[worst]


def _with_lateness(name: str, clock: Clock, today: date, calendar: Calendar) -> str:
    if clock.whose != "authority" or clock.due is None or today <= clock.due:
        return name
    if name == "waiting_response" and _very_late(clock, today, calendar):
        return "waiting_response_very_overdue"
    return f"{name}_overdue"


def _very_late(clock: Clock, today: date, calendar: Calendar) -> bool:
    """Return whether the 40th working day has passed: WhatDoTheyKnow's "long overdue"."""
    try:
        return today > calendar.working_days(REGIMES[clock.regime].jurisdiction).add(clock.start, 40)
    except OutsideCalendar:
        return False


def _phase(status: str, step: Step) -> str:
    if not step.waits:
        return "action_needed"
    return "complete" if status == "closed" else "in_progress"


_GIVEN = frozenset(("released", "already_public"))
_NOT_THERE = frozenset(("not_held", "held_elsewhere"))


def request_outcome(request: Request) -> str | None:
    """Return what came of the whole request; None while a question is open. Closing it may say otherwise."""
    if request.closed_as:
        return request.closed_as
    told = [question.outcome for question in request.questions]
    if not told or any(outcome is None or outcome in ("to_follow", "ignored") for outcome in told):
        return None
    if all(outcome in _GIVEN for outcome in told):
        return "successful"
    if any(outcome in _GIVEN or outcome == "partly" for outcome in told):
        return "partially_successful"
    if all(outcome in _NOT_THERE for outcome in told):
        return "not_held"
    return "refused"
