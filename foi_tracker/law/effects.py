"""What each event does to the clocks: starts, moves, meets or stops them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law import answer
from foi_tracker.law.arrival import reached, receipt
from foi_tracker.law.clocks import MET, STOPPED, UNSETTLED, settled_by
from foi_tracker.law.course import Course
from foi_tracker.law.deadlines import due_and_latest
from foi_tracker.law.regimes import REGIMES

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact

ONE_DAY = timedelta(days=1)

# A review of silence that runs beside that of the late answer, and the window that follows it.
_OF_SILENCE = {"review": "review_of_silence", "complaint": "complaint_of_silence"}
_LIKE = {name: kind for kind, name in _OF_SILENCE.items()}

# Outcomes after which nothing is left to have reviewed.
CONTENT = frozenset(("released",))

# What a decision notice may say of a question and order steps; what else it says leaves nothing to be done.
_MAY_ORDER = frozenset((None, "released", "partly", "to_follow", "ignored"))


def _sent(course: Course, fact: Fact, _: int) -> None:
    # Sent again: it is received when the new letter arrives, and the first count stood on sand.
    answer.begin(course, fact)


def _received(course: Course, fact: Fact, _: int) -> None:
    clock = course.now("answer")
    if clock is not None and clock.basis in ("sent", "received", "clarified"):
        answer.arrived(course, fact, fact.on)


def _acknowledged(course: Course, fact: Fact, _: int) -> None:
    review, last = course.now("review"), course.last_sent
    if last is None or last.kind != "review_requested":
        answer.acknowledged(course, fact)
    elif review is not None and review.about and review.basis_id == last.id and fact.received is not None:
        for kind in ("review", "complaint"):
            course.drop(kind)
        _start_review(course, fact, fact.received, fact.received, estimated=False)


def _clarification_requested(course: Course, fact: Fact, _: int) -> None:
    waiting = answer.running(course) or course.now("clarify")
    if not (fact.questions or waiting):
        return  # answered: a question back that names none is not about this one
    if course.law.own_data and not fact.details.get("identity"):
        answer.pause(course, fact, "paused while they wait to hear what you mean")
    else:
        # s.1(3): the authority need not go on until it has the answer; then the clock starts afresh (foiwiki LTT137).
        # Of one's own data: the month starts when they know who asks.
        answer.ask_anew(course, fact)
    course.start("clarify", fact, fact.on)


def _clarified(course: Course, fact: Fact, _: int) -> None:
    asked = course.now("clarify")
    course.end("clarify", MET, fact)
    if answer.running(course) is not None:
        answer.resume(course, fact)
    elif asked or fact.questions or course.law.own_data:
        answer.begin(course, fact)


def _fee_requested(course: Course, fact: Fact, _: int) -> None:
    if course.law.own_data:
        answer.end(course, STOPPED, fact)  # the month starts when the fee is received
    else:
        answer.pause(course, fact, "paused while the fee is not paid")
    course.start("pay", fact, fact.on)


def _fee_paid(course: Course, fact: Fact, _: int) -> None:
    course.end("pay", MET, fact)
    if answer.running(course) is not None:
        answer.resume(course, fact)
    elif course.law.own_data:
        answer.begin(course, fact)


def _extended(course: Course, fact: Fact, _: int) -> None:
    answer.extend(course, fact)


def _reclassified(course: Course, fact: Fact, _: int) -> None:
    code = fact.details.get("regime", "")
    if code not in REGIMES:
        return
    course.under(REGIMES[code])
    answer.under_new_law(course)
    for kind in ("review_request", "review"):
        clock, rule = course.now(kind), course.law.rules.get(kind)
        if clock is None or rule is None or clock.regime == code:
            continue
        try:
            due, latest = due_and_latest(rule, clock.start, course.days)
        except OutsideCalendar:
            continue
        most = max(latest, clock.latest or latest)
        course.change(kind, due=due, latest=most, cite=rule.cite, firmness=rule.firmness, regime=code)
    for kind in ("complaint", *_OF_SILENCE.values()):
        rule = course.law.rules.get(_LIKE.get(kind, kind))
        if rule is not None:
            course.change(kind, cite=rule.cite, firmness=rule.firmness, regime=code)


def _answered(course: Course, fact: Fact, number: int) -> None:
    outcome = settled_by(fact, number)
    if outcome in UNSETTLED:
        return
    waiting = answer.running(course)
    answer.end(course, MET, fact)
    for kind in ("clarify", "pay"):
        course.end(kind, STOPPED, fact)
    if course.chased is not None:
        course.end("complaint", STOPPED, fact)
    # A review already asked for goes on, and a late answer opens a window on its own content beside it (FOISA s.20(5)).
    answer.close_review_of_silence(course, fact)
    course.content = outcome in CONTENT
    if course.content:
        if not course.law.silence_needs_review:
            for kind in ("review", "complaint"):
                course.end(kind, STOPPED, fact)
        return
    start = reached(course, fact)
    latest = None
    if course.law.silence_needs_review and waiting is not None and waiting.due is not None and start < waiting.due:
        # s.20(5)(a) and (b) read together: after an early answer the 40 days may run from the end of the 20.
        try:
            latest = course.days.add(waiting.due, 40)
        except OutsideCalendar:
            latest = None
    course.start("review_request", fact, start, latest=latest)


def _chased(course: Course, fact: Fact, _: int) -> None:
    answer.chased(course, fact)


def _review_requested(course: Course, fact: Fact, _: int) -> None:
    silent = answer.running(course)
    if not (fact.questions or silent or course.now("review_request")):
        return  # released in full: a review that names no question is not about this one
    if course.law.silence_needs_review and silent is not None and course.now("review") is not None:
        return  # asked for once more: they owe the first, and its time for the Commissioner runs
    course.end("review_request", MET, fact)
    answer.review_asked(course)
    if course.law.silence_needs_review and silent is None:
        # The review of the silence runs on beside that of the late answer (FOISA s.20(5), s.21(1)).
        for kind, name in _OF_SILENCE.items():
            course.set_aside(kind, name)
    on, late, estimated = receipt(course, fact)
    _start_review(course, fact, on, late, estimated=estimated)


def _start_review(course: Course, fact: Fact, on: date, late: date, *, estimated: bool) -> None:
    """Start the review, and the complaint that opens when its time is over."""
    course.start("review", fact, on, late_start=late, about=estimated)
    review = course.now("review")
    if review is None or review.latest is None:
        return
    opens = review.latest + ONE_DAY
    if course.law.silence_needs_review:
        # s.47(4): six months from the day the outcome should have come.
        course.start("complaint", fact, review.latest, opens_on=opens)
    elif course.chased is None or answer.running(course) is None:
        # Of silence the ICO hears without a review: a complaint that a chaser opened stays open.
        course.open_without_end(
            "complaint", fact, opens, "opens if the review has no outcome; no date in law closes it"
        )


def _review_answered(course: Course, fact: Fact, number: int) -> None:
    for kind in ("review", _OF_SILENCE["review"]):
        course.end(kind, MET, fact)
    # The outcome of a review of silence is the answer that was missing: in Scotland always (FOISA s.21(4)), elsewhere
    # where it says what comes of the question.
    outcome = settled_by(fact, number)
    if outcome not in UNSETTLED and (outcome is not None or course.law.silence_needs_review):
        answer.end(course, MET, fact)
        answer.close_review_of_silence(course, fact)
    for kind in ("complaint", _OF_SILENCE["complaint"]):
        course.end(kind, STOPPED, fact)
    if outcome not in CONTENT:
        course.start("complaint", fact, reached(course, fact))


def _complained(course: Course, fact: Fact, _: int) -> None:
    for kind in ("complaint", _OF_SILENCE["complaint"]):
        course.end(kind, MET, fact)
    course.chased = None


def _regulator_wrote(course: Course, fact: Fact, _: int) -> None:
    if course.content:
        return  # nobody complains about what was released in full
    if fact.until is not None:
        course.start_until("regulator_letter", fact, fact.on, fact.until)
    else:
        course.start("regulator_letter", fact, fact.on)


def _complaint_closed(course: Course, fact: Fact, _: int) -> None:
    course.end("regulator_letter", STOPPED, fact)


def _decision_issued(course: Course, fact: Fact, number: int) -> None:
    """The notice takes the place of what was waited for; an answer after it begins the ladder again."""
    answer.end(course, STOPPED, fact)
    for kind in ("regulator_letter", "review_request", "review", "complaint", *_OF_SILENCE.values()):
        course.end(kind, STOPPED, fact)
    # FOIA 2000 s.50(4): steps, and the time for them, are in the notice or nowhere. A date in it is for what it orders,
    # where it is known what that is.
    may_order = settled_by(fact, number) in _MAY_ORDER
    if fact.until is not None and (may_order or all(said.outcome not in _MAY_ORDER for said in fact.outcomes.values())):
        course.start_until("compliance", fact, fact.on, fact.until)
    elif fact.until is None and may_order:
        note = "if the notice orders steps, it says by when; 30 calendar days are usual"
        course.start_until("compliance", fact, fact.on, None, notes=(note,))
    course.start("appeal", fact, fact.on)


def _complied(course: Course, fact: Fact, _: int) -> None:
    course.end("compliance", MET, fact)


def _appealed(course: Course, fact: Fact, _: int) -> None:
    course.end("appeal", MET, fact)
    if fact.details.get("by") == "authority":
        # FOIA 2000 s.50(6): what an appeal is about need not be done while it is pending.
        course.end("compliance", STOPPED, fact)


def decided_elsewhere(course: Course, fact: Fact) -> None:
    """A notice about other questions: the regulator writes no more letters about these."""
    course.end("regulator_letter", STOPPED, fact)


def _ended(course: Course, fact: Fact, _: int) -> None:
    for kind in tuple(course.running):
        course.end(kind, STOPPED, fact)


def _closed(course: Course, fact: Fact, _: int) -> None:
    """Closing ends what you wait for; your own windows stay open until the law closes them."""
    for kind in tuple(course.running):
        clock = course.now(kind)
        if clock is not None and clock.whose == "authority":
            course.end(kind, STOPPED, fact)


EFFECTS: dict[str, Callable[[Course, Fact, int], None]] = {
    "sent": _sent,
    "received": _received,
    "acknowledged": _acknowledged,
    "clarification_requested": _clarification_requested,
    "clarified": _clarified,
    "fee_requested": _fee_requested,
    "fee_paid": _fee_paid,
    "extended": _extended,
    "reclassified": _reclassified,
    "transferred": _ended,
    "answered": _answered,
    "chased": _chased,
    "review_requested": _review_requested,
    "review_answered": _review_answered,
    "complained": _complained,
    "regulator_wrote": _regulator_wrote,
    "complaint_closed": _complaint_closed,
    "decision_issued": _decision_issued,
    "complied": _complied,
    "appealed": _appealed,
    "withdrawn": _ended,
    "closed": _closed,
}
