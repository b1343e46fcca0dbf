"""What to do at the end of the ladder: after a decision notice, when every window has closed, about one's own data.

Few requests get there, so a list of what is late does not load it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from foi_tracker.law.clocks import Clock, concerns, settled_by
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.advice import Step, in_time
from foi_tracker.requests.events import ANSWERS, NOTHING_TO_REVIEW, Event
from foi_tracker.requests.request import Request

ONE_DAY = timedelta(days=1)
# DPA 2018 s.164A: a complaint to the controller must be acknowledged within 30 calendar days.
CONTROLLERS_TIME = timedelta(days=30)
# Notices give 30 calendar days as a rule, older ones 35 (FOIA 2000 s.50(4) leaves it to the notice).
USUAL_TIME = timedelta(days=35)

_STAGES = frozenset(("complained", "complaint_closed", "decision_issued", "complied", "appealed", "appeal_decided"))
# Without a notice on a question they are about another one, whether they name it or not.
_AFTER_A_NOTICE = frozenset(("complied", "appealed", "appeal_decided"))
_WAITS_AFTER = {"complained": "wait_regulator", "appealed": "wait_tribunal"}
# What takes an answer further: with one of them since, nothing was let pass.
_TAKEN_FURTHER = frozenset(("review_requested", "review_answered", "complained", "decision_issued", "appeal_decided"))
# What a tribunal may say of a question and leave something for them to do.
_MAY_ORDER = frozenset((None, "released", "partly", "to_follow", "ignored"))


def when_nothing_runs(request: Request, clocks: Sequence[Clock], today: date) -> Step:
    """Return the step of a request on which no clock runs that asks for one."""
    events = request.delivered
    kinds = {event.kind for event in events}
    numbers = range(1, request.question_count + 1) or (1,)
    stages = {number: _stage(events, number) for number in numbers}
    for last, waits in _WAITS_AFTER.items():
        if last in stages.values():
            return Step(waits)
    if any(last == "appeal_decided" and _is_to_do(events, number) for number, last in stages.items()):
        return Step("after_appeal")
    if passed_on(request):
        return Step("passed_on")
    outcomes = {question.outcome for question in request.questions} - {None}
    law = REGIMES.get(request.regime)
    if law is not None and law.own_data and "answered" in kinds and not any(stages.values()):
        return _own_data(request, today)
    if any(c.kind == "complaint" and c.runs and c.latest is not None and today > c.latest for c in clocks):
        return Step("complain_late")  # the ICO asks for six weeks; FOISA s.47(5): later if the Commissioner accepts it
    if outcomes:
        to_review = [q.number for q in request.questions if q.outcome and q.outcome not in NOTHING_TO_REVIEW]
        return Step("close" if all(_was_taken_further(events, number) for number in to_review) else "review_late")
    return Step("read" if kinds & ANSWERS else "lapsed")


def _stage(events: Sequence[Event], number: int) -> str:
    """Return the kind of the last event that took a question beyond the authority, or back; "" without any.

    A complaint that names no question, and on which a notice came, was about what the notice is about.
    """
    last, of_all, decided = "", False, False
    for event in events:
        if event.kind not in _STAGES:
            continue
        if not concerns(event, number):
            if event.kind == "decision_issued" and last == "complained" and of_all:
                last = event.kind
        elif decided or event.kind not in _AFTER_A_NOTICE:
            last, of_all = event.kind, not event.questions
            decided = decided or event.kind == "decision_issued"
    return last


def _was_taken_further(events: Sequence[Event], number: int) -> bool:
    """Return whether a review, or the regulator, was asked about a question since the last answer to it."""
    told = [event for event in events if concerns(event, number)]
    return _last(told, _TAKEN_FURTHER | {"answered"}) in _TAKEN_FURTHER


def _is_to_do(events: Sequence[Event], number: int) -> bool:
    """Return whether an appeal may have left something for them to do about a question, and no answer came since.

    An appeal of theirs is about what the notice orders, and holds it up (FOIA 2000 s.50(6)).
    """
    told = [event for event in events if concerns(event, number)]
    place = max(place for place, event in enumerate(told) if event.kind == "appeal_decided")
    made = next((event for event in reversed(told[:place]) if event.kind == "appealed"), None)
    said = settled_by(told[place], number)
    theirs = made is not None and made.details.get("by") == "authority"
    ordered = said in _MAY_ORDER if theirs else said in _MAY_ORDER - {None}
    return ordered and not any(event.kind in ANSWERS for event in told[place:])


def passed_on(request: Request) -> bool:
    """Return whether all of it was passed to another authority, and nothing was answered here."""
    if "transferred" not in request.kinds or not ANSWERS.isdisjoint(request.kinds):
        return False
    return all(question.outcome == "held_elsewhere" for question in request.questions)


def _own_data(request: Request, today: date) -> Step:
    """Return the step after an answer about one's own data, which has no review.

    A complaint goes to the controller first, and then to the ICO; what one says of some questions is of no other.
    """
    outcomes = {question.number: question.outcome for question in request.questions if question.outcome}
    left = [number for number, outcome in outcomes.items() if outcome not in NOTHING_TO_REVIEW]
    if outcomes and not left:
        return Step("close")
    steps = [_to_the_holder(request.delivered, number, today) for number in left or [1]]
    first = min(steps, key=lambda step: (step.waits, step.kind != "complain_controller", step.by or date.max))
    return Step("read_own_data") if first.kind == "complain_controller" and not outcomes else first


def _to_the_holder(events: Sequence[Event], number: int, today: date) -> Step:
    """Return the step of one question: to complain to whoever holds the data, to wait for them, or to ask the ICO."""
    mine = [event for event in events if event.kind in ("answered", "chased") and concerns(event, number)]
    answers = [place for place, event in enumerate(mine) if event.kind == "answered"]
    told = [place for place, event in enumerate(mine) if event.kind == "chased" and answers and place > answers[0]]
    if not told:
        return Step("complain_controller")
    until = mine[told[-1]].on + CONTROLLERS_TIME
    if told[-1] > answers[-1] and today <= until:
        return Step("wait_controller", until + ONE_DAY)
    return Step("complain_after_controller")


def compliance(request: Request, clock: Clock, today: date) -> Step:
    """Return the step while steps that a decision notice orders are waited for.

    What an appeal is about need not be done while it is pending (FOIA 2000 s.50(6)). Whether an answer that came after
    the notice is what it orders only its reader knows.
    """
    after = _since(request.delivered, clock)
    if _last(after, ("appealed", "appeal_decided")) == "appealed":
        return Step("wait_tribunal", None, clock)
    past = clock.latest is not None and today > clock.latest
    if _last(after, ("complained", "complaint_closed")) == "complained" and past:
        return Step("wait_regulator", None, clock)
    since = _last(after, ANSWERS | {"appeal_decided"})
    if since in ANSWERS:
        return Step("check_compliance", clock.due, clock)
    if past:
        return Step("after_appeal" if since else "not_complied", clock.due, clock)
    if clock.due is None and today > clock.start + USUAL_TIME:
        return Step("check_notice", None, clock)
    return in_time(clock)


def is_doubtful(request: Request, clock: Clock) -> bool:
    """Return whether nobody can say that what a decision notice orders is late: an appeal, or an answer, came since."""
    after = _since(request.delivered, clock)
    return any(event.kind in ANSWERS or event.kind in ("appealed", "appeal_decided") for event in after)


def _since(events: Sequence[Event], clock: Clock) -> list[Event]:
    """Return what happened after the event that a clock counts from, about its questions."""
    place = next((place for place, event in enumerate(events) if event.id == clock.basis_id), -1)
    mine = clock.questions
    return [event for event in events[place + 1 :] if not mine or any(concerns(event, number) for number in mine)]


def _last(events: Sequence[Event], kinds: frozenset[str] | tuple[str, ...]) -> str:
    return next((event.kind for event in reversed(events) if event.kind in kinds), "")
