"""What to do next with a request: the step, by when, and why. Never a command or a template: the views know those.

The order of steps is the law's: under FOIA and EIR silence leads to a chaser and then to the ICO, never to a review,
which would cost 20 to 40 working days for nothing; in Scotland a review must come first (FOISA s.20, s.47).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock, concerns
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import Event
from foi_tracker.requests.request import Request

ONE_DAY = timedelta(days=1)
CHASER_GRACE = 5  # working days that we advise to wait after a chaser; advice, not law


class Step(NamedTuple):
    """The one thing to do.

    ``by`` is the day to do it by, or for a wait the day on which to act; ``clock`` is what it is about.
    """

    kind: str
    by: date | None = None
    clock: Clock | None = None

    @property
    def waits(self) -> bool:
        """Whether nothing needs doing now."""
        return self.kind == "none" or self.kind.startswith("wait")

    @property
    def why(self) -> str:
        """One plain sentence."""
        if self.kind == "wait" and self.clock is not None and self.clock.kind == "review":
            return "a review was asked for: they are within the time for it"
        return WHY[self.kind]


WHY: dict[str, str] = {
    "send": "the letter is kept and not sent",
    "send_again": "it came back undelivered, so no clock runs",
    "wait": "they are within their time",
    "wait_latest": "by the most generous count they may still be in time",
    "wait_unknown": "the day by which they must act is not known",
    "wait_regulator": "the regulator was asked",
    "wait_chaser": "you reminded them; give them time to answer",
    "chase": "the answer is late: remind them once before you complain",
    "complain": "the answer is late and they were reminded: the regulator can be asked",
    "complain_review": "the review took too long: the regulator can be asked",
    "complain_outcome": "you can complain about the outcome of the review",
    "complain_late": "the time to complain has passed: close it, or complain all the same, and it may be refused",
    "complain_controller": "parts were not given: complain to whoever holds your data before you ask the ICO",
    "wait_controller": "you complained to whoever holds your data; they have 30 days to acknowledge it",
    "complain_after_controller": "you complained to whoever holds your data: the ICO can be asked",
    "chase_review": "the review is later than the guidance says: remind them",
    "review_silence": "the answer is late: in Scotland a review must be asked for first",
    "review_silence_late": "the last day to ask for a review has passed; they may still accept one",
    "review": "parts were not given: you can ask for a review",
    "review_late": "the time to ask for a review has passed: close it, or ask all the same, and they may refuse",
    "clarify": "they cannot go on without your reply",
    "clarify_late": "they wait for your reply, and may have closed it by now: reply all the same, or ask anew",
    "pay": "they cannot go on without the fee",
    "fee_lapsed": "the time to pay the fee has passed, so they need not go on: close it, or ask anew",
    "appeal": "you can appeal against the decision notice",
    "not_complied": "the time in the decision notice is over: tell the regulator",
    "check_compliance": "they answered after the decision notice: record it if that is what the notice orders",
    "check_notice": "the usual time for what a notice orders is over: see whether it orders anything, and by when",
    "after_appeal": "the appeal is decided: see what they must do now and by when, and record it when it is done",
    "read": "read the answer: close the request, or ask for a review",
    "read_own_data": "read the answer: close the request, or complain to whoever holds your data",
    "close": "every question has an answer",
    "passed_on": "it was passed on: the other authority answers now",
    "remind": "you wanted to be reminded",
    "wait_reminder": "you set a reminder",
    "wait_tribunal": "an appeal is pending",
    "lapsed": "no window of yours is open any more: close it, or ask anew",
    "none": "nothing to do",
}

# What needs doing first when several things do.
_URGENCY = (
    "send",
    "send_again",
    "appeal",
    "complain_outcome",
    "review_silence",
    "review_silence_late",
    "not_complied",
    "check_compliance",
    "check_notice",
    "after_appeal",
    "complain",
    "complain_review",
    "chase",
    "chase_review",
    "clarify",
    "pay",
    "review",
    "remind",
    "read",
    "clarify_late",
    "fee_lapsed",
)


def next_step(request: Request, clocks: tuple[Clock, ...], *, today: date, calendar: Calendar) -> Step:
    """Return the one thing to do next with a request, or a Step that waits."""
    reminder = _reminder(request, today)
    if request.closed_as is not None:
        return reminder if reminder is not None and not reminder.waits else Step("none")
    if request.sent_on is None:
        return Step("send_again" if "undelivered" in request.kinds else "send")
    steps: list[Step] = []
    for clock in clocks:
        if clock.ended is None:
            steps += _steps(request, clock, clocks, today=today, calendar=calendar)
    back = request.asked_back
    if back is not None and not any(clock.kind == back and clock.ended is None for clock in clocks):
        steps.append(Step(back))  # of one's own data no clock runs on the reply
    if (draft := request.waiting_draft) is not None:
        from foi_tracker.requests.unsent import with_draft

        steps = with_draft(request, draft, steps)
    if reminder is not None and not (steps and reminder.waits):
        steps.append(reminder)
    if not steps:
        from foi_tracker.requests.endings import when_nothing_runs

        return when_nothing_runs(request, clocks, today)
    if len(steps) == 1:
        return steps[0]
    return min(steps, key=_urgency)


def _urgency(step: Step) -> tuple[bool, bool, date, int]:
    """Return a sort key: what needs doing before what waits, then by date, then by the order of the law.

    A reminder comes after every step of the law, and what has no day after what has one: neither may hide a last day.
    """
    place = _URGENCY.index(step.kind) if step.kind in _URGENCY else len(_URGENCY)
    return (step.waits, step.kind == "remind", step.by or date.max, place)


def _reminder(request: Request, today: date) -> Step | None:
    """Return the step of the reminder that comes first: to look at it from its day on, to wait before."""
    first = next(iter(request.reminders), None)
    if first is None:
        return None
    return Step("remind" if first.on <= today else "wait_reminder", first.on)


# Letters of yours that may be about some questions alone: on the others they are no step.
_OF_SOME = frozenset(("chased", "complained"))
_REMINDS = frozenset(("chase", "chase_review"))


def _steps(request: Request, clock: Clock, every: tuple[Clock, ...], *, today: date, calendar: Calendar) -> list[Step]:
    """Return the steps that a running clock asks for: one each for its questions that were not written about alike.

    While some are to be reminded of, that comes first: the letter that takes a later step is about all of them.
    """
    parts = (clock,) if _OF_SOME.isdisjoint(request.kinds) else _apart(request, clock)
    found = []
    for part in parts:
        step = _for_clock(request, part, every, today=today, calendar=calendar)
        if step is not None:
            found.append(step._replace(clock=clock) if step.clock is part else step)
    return [step for step in found if step.kind in _REMINDS] or found


def _apart(request: Request, clock: Clock) -> Sequence[Clock]:
    """Return a clock for each group of its questions that the same letters were about since it started."""
    told = [e for e in request.delivered if e.kind in _OF_SOME and e.questions and e.on >= clock.start]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for number in (clock.questions or range(1, request.question_count + 1)) if told else ():
        groups.setdefault(tuple(number in event.questions for event in told), []).append(number)
    if len(groups) < 2:
        return (clock,)
    return [clock._replace(questions=tuple(numbers)) for numbers in groups.values()]


def _for_clock(
    request: Request, clock: Clock, every: tuple[Clock, ...], *, today: date, calendar: Calendar
) -> Step | None:
    match clock.kind:
        case "answer" | "answer_extended":
            return _answer(request, clock, every, today=today, calendar=calendar)
        case "review" | "review_request" | "complaint":
            from foi_tracker.requests.reviewing import about_review

            return about_review(request, clock, every, today)
        case "compliance":
            from foi_tracker.requests.endings import compliance

            return compliance(request, clock, today)
        case "clarify":
            # Two months are guidance: a reply that comes later may still be taken, or counts as a new request.
            return Step("clarify_late", None, clock) if past(clock, today) else Step("clarify", clock.due, clock)
        case "pay":
            # FOIA 2000 s.9(2), FOISA 2002 s.9: unpaid for three months, it need not be answered.
            return Step("fee_lapsed", None, clock) if past(clock, today) else Step("pay", clock.due, clock)
        case "appeal":
            return None if past(clock, today) else Step("appeal", clock.due, clock)
        case "regulator_letter":
            return Step("wait_regulator", None if past(clock, today) else clock.due, clock)
    return None


def past(clock: Clock, today: date) -> bool:
    """Return whether even the most generous count of a clock is over."""
    return clock.latest is not None and today > clock.latest


def in_time(clock: Clock) -> Step:
    """Return the step of a clock of theirs that is not over: to wait; one without a date may be held, or not known."""
    held = bool(clock.pauses) and clock.pauses[-1][1] == date.max
    return Step("wait_unknown" if clock.due is None and not held else "wait", clock.due, clock)


def covers(review: Clock, clock: Clock) -> bool:
    """Return whether a review is about all the questions of another clock."""
    if not review.questions:
        return True
    return bool(clock.questions) and set(clock.questions) <= set(review.questions)


def _answer(
    request: Request, clock: Clock, every: tuple[Clock, ...], *, today: date, calendar: Calendar
) -> Step | None:
    if clock.due is None or today <= clock.due:
        return in_time(clock)
    if not past(clock, today):
        assert clock.latest is not None
        return Step("wait_latest", clock.latest + ONE_DAY, clock)
    if complained(request, clock):
        return Step("wait_regulator", None, clock)
    if any(review.kind == "review" and review.runs and covers(review, clock) for review in every):
        return None  # the review that was asked for speaks for the silence
    if REGIMES[clock.regime].silence_needs_review:
        window = next((c for c in every if c.kind == "review_request" and c.runs and c.basis != "answered"), None)
        if window is None or window.due is None:
            return Step("review_silence", clock.due, clock)
        # FOISA s.20(5): forty working days from the day on which the answer was due; s.20(6): later if they accept it.
        return (
            Step("review_silence_late", None, clock)
            if past(window, today)
            else Step("review_silence", window.due, window)
        )
    # A complaint that was closed without a notice got an answer from nobody: remind them anew before the next.
    closed = [event.on for event in request.delivered if event.kind == "complaint_closed"]
    chased = chased_on(request, clock)
    if chased is None or chased < max(closed, default=chased):
        return Step("chase", clock.due, clock)
    return _after_chaser("complain", chased, clock, today, calendar)


def _after_chaser(kind: str, chased: date, clock: Clock, today: date, calendar: Calendar) -> Step:
    law = REGIMES[clock.regime]
    try:
        # About one's own data the reminder is a complaint; they have 30 calendar days (DPA 2018 s.164A).
        patience = (
            chased + timedelta(days=30)
            if law.own_data
            else calendar.working_days(law.jurisdiction).add(chased, CHASER_GRACE)
        )
    except OutsideCalendar:
        patience = chased
    if today <= patience:
        return Step("wait_chaser", patience + ONE_DAY, clock)
    return Step(kind, clock.due, clock)


_BEFORE_REGULATOR = frozenset(("complained", "complaint_closed", "decision_issued"))


def complained(request: Request, clock: Clock) -> bool:
    """Return whether the regulator was asked about a clock, and has neither decided nor closed the complaint since."""
    if "complained" not in request.kinds:
        return False
    told = [e.kind for e in request.delivered if e.kind in _BEFORE_REGULATOR and _since(e, clock)]
    return bool(told) and told[-1] == "complained"


def chased_on(request: Request, clock: Clock) -> date | None:
    """Return the day of the last reminder about a clock."""
    if "chased" not in request.kinds:
        return None
    return next((e.on for e in reversed(request.delivered) if e.kind == "chased" and _since(e, clock)), None)


def _since(event: Event, clock: Clock) -> bool:
    """Return whether an event came since a clock started, and is about its questions, which share all that came."""
    return event.on >= clock.start and concerns(event, clock.questions[0] if clock.questions else 1)
