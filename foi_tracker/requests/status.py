"""Where a request stands today: status, phase, outcome and the date that presses most. Calculated, never stored."""

from datetime import date
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import ANSWER_CLOCKS, UNSETTLED, Clock, counted_to, working_days_left
from foi_tracker.law.deadlines import end_of
from foi_tracker.law.reckoning import clocks
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.advice import Step, covers, next_step
from foi_tracker.requests.alike import once_for_all_alike
from foi_tracker.requests.events import GIVEN, NOT_THERE
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
    that closes next. ``overdue`` says that today is after its ``due``, of an answer that a school owes after its
    ``latest`` (``Clock.by_terms``); the count ``working_days_left`` (negative when late) never decides that.
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

    @property
    def late_after(self) -> date | None:
        """The last day on which the clock that presses most is not late; None without one."""
        return None if self.clock is None else self.clock.late_after


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
    clock = _pressing(request, telling, today)
    status = _status(request, telling, today, calendar)
    step = next_step(request, telling, today=today, calendar=calendar)
    return Standing(
        request,
        every,
        status,
        _phase(status, step),
        request_outcome(request) if status in ("closed", "answered") else None,
        clock,
        clock.due if clock else None,
        clock.latest if clock else None,
        _is_overdue(request, clock, today),
        None if clock is None else _days_left(clock, today, calendar),
        step,
    )


def stand_closed(request: Request) -> Standing:
    """Return where a closed request stands on which no window is open: with its outcome, and no clocks."""
    outcome = request_outcome(request)
    return Standing(request, (), "closed", "complete", outcome, None, None, None, False, None, _NOTHING)


_NOTHING = Step("none")


def calls_for_attention(request: Request, *, today: date, calendar: Calendar) -> bool:
    """Return whether it is overdue, as ``stand`` says, or a window of yours closes soon (``closing_soon``).

    It costs less than either: a list of who is late asks it of everybody.
    """
    return _calls_for_attention(request, today, calendar)


@once_for_all_alike
def _calls_for_attention(request: Request, today: date, calendar: Calendar) -> bool:
    every = clocks_of(request, calendar)
    late = request.closed_as is None and _is_overdue(request, _pressing(request, _telling(every), today), today)
    return late or bool(closing_soon(every, today=today, calendar=calendar))


SOON = 10  # working days before a window of yours closes from which it is an alert


def closing_soon(every: tuple[Clock, ...], *, today: date, calendar: Calendar) -> list[Clock]:
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
    left = _days_left(clock, today, calendar)
    return left is None or left <= SOON


def _days_left(clock: Clock, today: date, calendar: Calendar) -> int | None:
    return working_days_left(clock, today, calendar.working_days(REGIMES[clock.regime].jurisdiction))


def _is_doubtful(request: Request, clock: Clock) -> bool:
    from foi_tracker.requests.endings import is_doubtful

    return is_doubtful(request, clock)


def _is_overdue(request: Request, clock: Clock | None, today: date) -> bool:
    if clock is None or clock.whose != "authority":
        return False
    return clock.late_after is not None and today > clock.late_after


def _telling(every: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Return the clocks that say where a request stands: in Scotland the review of silence speaks for a late answer."""
    if len(every) == 1:
        return every
    reviews = [clock for clock in every if clock.ended is None and clock.kind == "review"]
    if not reviews:
        return every
    return tuple(clock for clock in every if not _is_silence(clock) or not any(covers(one, clock) for one in reviews))


def _is_silence(clock: Clock) -> bool:
    """Return whether a clock is of an answer that has not come, or of the window after it, where a review is due."""
    if clock.kind not in ANSWER_CLOCKS and clock.kind != "review_request":
        return False
    return REGIMES[clock.regime].silence_needs_review and clock.basis != "answered"


def _pressing(request: Request, every: tuple[Clock, ...], today: date) -> Clock | None:
    theirs: list[tuple[date, int]] = []
    yours: list[tuple[date, int]] = []
    for place, clock in enumerate(every):
        if clock.ended is not None or clock.due is None:
            continue
        if clock.kind in _THEIRS:
            if clock.kind == "compliance" and today > clock.due and _is_doubtful(request, clock):
                continue
            theirs.append((counted_to(clock, today) or clock.due, place))
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
        # What was done for some questions leaves the notice of the others.
        ordered = any(clock.kind == "compliance" and clock.ended is None for clock in every)
        stages = [e.kind for e in request.delivered if e.kind in _STAGES and not (ordered and e.kind == "complied")]
        stage = _STAGES[stages[-1]] if stages else None
        if stage is not None:
            return stage
    worst = _WORST_FIRST.index(_WAITS_FOR[request.asked_back] if request.asked_back else "answered")
    for clock in every:
        if clock.ended is None and clock.kind in _STATUS_OF:
            name = _STATUS_OF[clock.kind]
            if _is_overdue(request, clock, today):
                name = _late(name, clock, today, calendar)
            worst = min(worst, _WORST_FIRST.index(name))
    return _WORST_FIRST[worst]


def _late(name: str, clock: Clock, today: date, calendar: Calendar) -> str:
    if name == "waiting_response" and _very_late(clock, today, calendar):
        return "waiting_response_very_overdue"
    return f"{name}_overdue"


def _very_late(clock: Clock, today: date, calendar: Calendar) -> bool:
    """Return whether the 40th working day has passed: WhatDoTheyKnow's "long overdue"."""
    law = REGIMES[clock.regime]
    try:
        return today > end_of(law.rules["very_late"].due, clock.start, calendar.working_days(law.jurisdiction))
    except OutsideCalendar:
        return False


def _phase(status: str, step: Step) -> str:
    if not step.waits:
        return "action_needed"
    return "complete" if status == "closed" else "in_progress"


def request_outcome(request: Request) -> str | None:
    """Return what came of the whole request; None while a question is open. Closing it may say otherwise."""
    if request.closed_as:
        return request.closed_as
    told = [question.outcome for question in request.questions]
    if not told or any(outcome is None or outcome in UNSETTLED for outcome in told):
        return None
    if all(outcome in GIVEN for outcome in told):
        return "successful"
    if any(outcome in GIVEN or outcome == "partly" for outcome in told):
        return "partially_successful"
    if all(outcome in NOT_THERE for outcome in told):
        return "not_held"
    return "refused"
