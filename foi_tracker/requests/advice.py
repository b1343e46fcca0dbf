"""What to do next with a request: the step, by when, and why. Never a command or a template: the views know those.

The order of steps is the law's: under FOIA and EIR silence leads to a chaser and then to the ICO, never to a review,
which would cost 20 to 40 working days for nothing; in Scotland a review must come first (FOISA s.20, s.47).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.request import Draft, Request

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
        return WHY[self.kind]


WHY: dict[str, str] = {
    "send": "the letter is kept and not sent",
    "send_again": "it came back undelivered, so no clock runs",
    "wait": "they are within their time",
    "wait_latest": "the most generous count is not over: wait before you complain",
    "wait_regulator": "the regulator was asked: wait for it",
    "wait_chaser": "you reminded them: give them time to answer",
    "chase": "the answer is late: remind them once before you complain",
    "complain": "the answer is late and they were reminded: the regulator can be asked",
    "complain_review": "the review took too long: the regulator can be asked",
    "complain_outcome": "you can complain about the outcome of the review",
    "chase_review": "the review is later than the guidance says: remind them",
    "review_silence": "the answer is late: in Scotland a review must be asked for first",
    "review_silence_late": "the last day to ask for a review has passed; they may still accept one",
    "review": "parts were not given: you can ask for a review",
    "review_late": "the time to ask for a review has passed: close it, or ask all the same, and they may refuse",
    "clarify": "they cannot go on without your reply",
    "pay": "they cannot go on without the fee",
    "appeal": "you can appeal against the decision notice",
    "not_complied": "the time in the decision notice is over: tell the regulator",
    "read": "read the answer: close the request, or ask for a review",
    "close": "every question has an answer",
    "remind": "you wanted to be reminded",
    "wait_reminder": "you set a reminder",
    "wait_tribunal": "an appeal is pending: wait for the tribunal or court",
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
    "complain",
    "complain_review",
    "chase",
    "chase_review",
    "clarify",
    "pay",
    "review",
    "remind",
    "read",
    "review_late",
    "close",
    "lapsed",
)


def next_step(request: Request, clocks: tuple[Clock, ...], *, today: date, calendar: Calendar) -> Step:
    """Return the one thing to do next with a request, or a Step that waits."""
    reminder = _reminder(request, today)
    if request.closed_as is not None:
        return reminder if reminder is not None and not reminder.waits else Step("none")
    if request.sent_on is None:
        return Step("send_again" if "undelivered" in request.kinds else "send")
    steps = [
        step
        for clock in clocks
        if clock.ended is None and (step := _for_clock(request, clock, clocks, today=today, calendar=calendar))
    ]
    back = request.asked_back
    if back is not None and not any(step.kind == back for step in steps):
        steps.append(Step(back))  # of one's own data no clock runs on the reply
    if (draft := request.waiting_draft) is not None:
        steps = _with_draft(request, draft, steps)
    if reminder is not None and not (steps and reminder.waits):
        steps.append(reminder)
    if not steps:
        return _when_nothing_runs(request)
    if len(steps) == 1:
        return steps[0]
    return min(steps, key=_urgency)


# The steps that the sending of a letter takes, by the event that it makes.
_TAKEN_BY: dict[str, tuple[str, ...]] = {
    "chased": ("chase", "chase_review"),
    "clarified": ("clarify",),
    "review_requested": ("review", "review_silence", "review_silence_late"),
    "complained": ("complain", "complain_review", "complain_outcome", "not_complied"),
}
# What makes a letter that was written before it a letter about yesterday.
_OVERTAKES = frozenset(("answered", "review_answered", "decision_issued", "transferred", "complaint_closed"))


def _with_draft(request: Request, draft: Draft, steps: list[Step]) -> list[Step]:
    """Return the steps with the sending of a letter that waits in place of the one that it takes.

    A letter that something has overtaken is not proposed any more, and none hides another step.
    """
    taken = _TAKEN_BY.get(draft.records, ())
    if any(step.kind in taken for step in steps):
        return [step._replace(kind="send") if step.kind in taken else step for step in steps]
    if any(event.kind in _OVERTAKES and event.id > draft.event for event in request.events):
        return steps
    return [*steps, Step("send")]


def _when_nothing_runs(request: Request) -> Step:
    """Return the step of a request on which no clock runs."""
    stages = [event.kind for event in request.events if event.kind in _STAGES]
    if stages and stages[-1] in _WAITS_AFTER:
        return Step(_WAITS_AFTER[stages[-1]])
    outcomes = {question.outcome for question in request.questions} - {None}
    if outcomes:
        asked = "review_requested" in request.kinds or "complained" in request.kinds
        return Step("close" if asked or outcomes <= _CONTENT else "review_late")
    answered = "answered" in request.kinds or "review_answered" in request.kinds
    return Step("read" if answered else "lapsed")


_STAGES = frozenset(("complained", "complaint_closed", "decision_issued", "appealed", "appeal_decided"))
_WAITS_AFTER = {"complained": "wait_regulator", "appealed": "wait_tribunal"}
# Answers that leave nothing to have reviewed.
_CONTENT = frozenset(("released", "already_public", "held_elsewhere"))


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


def _for_clock(
    request: Request, clock: Clock, every: tuple[Clock, ...], *, today: date, calendar: Calendar
) -> Step | None:
    match clock.kind:
        case "answer" | "answer_extended":
            return _answer(request, clock, every, today=today, calendar=calendar)
        case "review":
            return _review(request, clock, every, today)
        case "review_request":
            return _review_request(request, clock, today)
        case "compliance":
            return _compliance(request, clock, today)
        case "complaint":
            return _complaint(clock, today)
        case "clarify":
            # Two months are guidance: a reply that comes later may still be taken, or counts as a new request.
            return Step("clarify", clock.due, clock)
        case "appeal" | "pay":
            return None if _past(clock, today) else Step(clock.kind, clock.due, clock)
        case "regulator_letter":
            return Step("wait_regulator", None if _past(clock, today) else clock.due, clock)
    return None


def _compliance(request: Request, clock: Clock, today: date) -> Step:
    if not _past(clock, today):
        return Step("wait", clock.due, clock)
    return (
        Step("wait_regulator", None, clock)
        if _complained(request, clock.start)
        else Step("not_complied", clock.due, clock)
    )


def _past(clock: Clock, today: date) -> bool:
    return clock.latest is not None and today > clock.latest


def _answer(request: Request, clock: Clock, every: tuple[Clock, ...], *, today: date, calendar: Calendar) -> Step:
    if clock.due is None or today <= clock.due:
        return Step("wait", clock.due, clock)
    if not _past(clock, today):
        assert clock.latest is not None
        return Step("wait_latest", clock.latest + ONE_DAY, clock)
    if _complained(request, clock.start):
        return Step("wait_regulator", None, clock)
    if REGIMES[clock.regime].silence_needs_review:
        window = next((c for c in every if c.kind == "review_request" and c.runs and c.basis != "answered"), None)
        if window is None or window.due is None:
            return Step("review_silence", clock.due, clock)
        # FOISA s.20(5): forty working days from the day on which the answer was due; s.20(6): later if they accept it.
        return (
            Step("review_silence_late", None, clock)
            if _past(window, today)
            else Step("review_silence", window.due, window)
        )
    # A complaint that was closed without a notice got an answer from nobody: remind them anew before the next.
    closed = [event.on for event in request.events if event.kind == "complaint_closed"]
    chased = _chased_on(request, max([clock.start, *closed]))
    if chased is None:
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


def _complained(request: Request, start: date) -> bool:
    """Return whether the regulator was asked since, and has not closed the complaint without a notice."""
    if "complained" not in request.kinds:
        return False
    told = [e.kind for e in request.events if e.kind in ("complained", "complaint_closed") and e.on >= start]
    return bool(told) and told[-1] == "complained"


def _chased_on(request: Request, start: date) -> date | None:
    if "chased" not in request.kinds:
        return None
    return next((event.on for event in reversed(request.events) if event.kind == "chased" and event.on >= start), None)


def _review(request: Request, clock: Clock, every: tuple[Clock, ...], today: date) -> Step | None:
    if clock.due is None or today <= clock.due:
        return Step("wait", clock.due, clock)
    if _complained(request, clock.start):
        return Step("wait_regulator", None, clock)
    if _past(clock, today):
        # In Scotland the Commissioner must be asked within six months (FOISA s.47(4)).
        window = next(
            (c for c in every if c.kind == "complaint" and c.runs and c.due and c.basis_id == clock.basis_id), None
        )
        if window is None:
            return Step("complain_review", clock.latest, clock)
        return None if _past(window, today) else Step("complain_review", window.due, window)
    chased = _chased_on(request, clock.start)
    if chased is None:
        return Step("chase_review", clock.due, clock)
    assert clock.latest is not None
    return Step("wait_latest", clock.latest + ONE_DAY, clock)


def _review_request(request: Request, clock: Clock, today: date) -> Step | None:
    if clock.basis != "answered" or today < clock.opens_on:
        return None  # in Scotland the window after silence opens with the late answer clock, which speaks for both
    if _past(clock, today):
        return None
    known = any(question.outcome for question in request.questions)
    return Step("review" if known else "read", clock.due, clock)


def _complaint(clock: Clock, today: date) -> Step | None:
    if clock.basis != "review_answered" or _past(clock, today):
        return None  # before that the late clock of the answer or the review speaks for it
    return Step("complain_outcome", clock.due, clock)
