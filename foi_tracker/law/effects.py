"""What each event does to the clocks: starts, moves, meets or stops them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.arrival import reached, receipt
from foi_tracker.law.clocks import MET, STOPPED, UNSETTLED, settled_by
from foi_tracker.law.course import Course
from foi_tracker.law.deadlines import due_and_latest
from foi_tracker.law.extensions import extend
from foi_tracker.law.pauses import pause, resume
from foi_tracker.law.regimes import REGIMES

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact

ONE_DAY = timedelta(days=1)

# A review of silence that runs beside that of the late answer.
_OF_SILENCE = "review_of_silence"

# Outcomes after which nothing is left to have reviewed.
CONTENT = frozenset(("released",))


def _sent(course: Course, fact: Fact, _: int) -> None:
    # Sent again: it is received when the new letter arrives, and the first count stood on sand.
    course.drop("answer")
    _start_answer(course, fact)


def _start_answer(course: Course, fact: Fact) -> None:
    on, late, estimated = receipt(course, fact)
    notes = ("posted: the day it arrives is an estimate",) if estimated else ()
    latest = None
    if course.school and course.law.code == "FOIA":
        # SI 2004/3364 reg 3: the 20th school day or the 60th working day, whichever is earlier. Without term dates
        # the first is unknown: the 20th working day is the earliest possible, the 60th certain.
        notes = (*notes, "a school: days outside term do not count, so this is the earliest possible date")
        try:
            latest = course.days.add(late, 60)
        except OutsideCalendar:
            latest = None
    course.start("answer", fact, on, late_start=late, latest=latest, about=estimated, notes=notes)
    _open_review_of_silence(course, fact)


def _open_review_of_silence(course: Course, fact: Fact) -> None:
    """In Scotland silence opens a window to ask for a review: 40 working days after the answer was due (s.20(5))."""
    if not course.law.silence_needs_review:
        return
    course.drop("review_request")
    answer = course.now("answer")
    if answer is not None and answer.due is not None:
        course.start("review_request", fact, answer.due, opens_on=answer.due + ONE_DAY)


def _close_review_of_silence(course: Course, fact: Fact) -> None:
    """End the window after silence; one that had not opened leaves no trace."""
    window = course.now("review_request")
    if window is not None and window.opens_on > fact.on:
        course.drop("review_request")
    else:
        course.end("review_request", STOPPED, fact)


def _received(course: Course, fact: Fact, _: int) -> None:
    clock = course.now("answer")
    if clock is not None and clock.basis in ("sent", "received", "clarified"):
        course.drop("answer")
        course.start("answer", fact, fact.on)
        _open_review_of_silence(course, fact)


def _acknowledged(course: Course, fact: Fact, _: int) -> None:
    """Their "received on" replaces a postal estimate; otherwise it moves ``latest``, never ``due``."""
    clock = course.now("answer")
    if clock is None or fact.received is None:
        return
    if clock.about:
        course.drop("answer")
        course.start("answer", fact, fact.received)
        _open_review_of_silence(course, fact)
        return
    try:
        theirs = due_and_latest(course.law.rules["answer"], fact.received, course.days)[1]
    except OutsideCalendar:
        return
    if clock.latest is not None and theirs > clock.latest:
        note = f"they count from {show(fact.received)}, to {show(theirs)}"
        course.change("answer", latest=theirs, notes=(*clock.notes, note))


def _undelivered(course: Course, fact: Fact, _: int) -> None:
    if course.last_sent == "sent":
        course.drop("answer")
        course.drop("review_request")


def _clarification_requested(course: Course, fact: Fact, _: int) -> None:
    waiting = course.now("answer") or course.now("answer_extended") or course.now("clarify")
    if not (fact.questions or waiting):
        return  # answered: a question back that names none is not about this one
    if course.law.own_data and not fact.details.get("identity"):
        pause(course, fact, "paused while they wait to hear what you mean")
    else:
        # s.1(3): the authority need not go on until it has the answer; then the clock starts afresh (foiwiki LTT137).
        # Of one's own data: the month starts when they know who asks.
        course.end("answer", STOPPED, fact)
        course.end("answer_extended", STOPPED, fact)
        _close_review_of_silence(course, fact)
    course.start("clarify", fact, fact.on)


def _clarified(course: Course, fact: Fact, _: int) -> None:
    asked = course.now("clarify")
    course.end("clarify", MET, fact)
    if course.now("answer") is not None:
        resume(course, fact)
    elif asked or fact.questions or course.law.own_data:
        _start_answer(course, fact)


def _fee_requested(course: Course, fact: Fact, _: int) -> None:
    if course.law.own_data:
        course.end("answer", STOPPED, fact)  # the month starts when the fee is received
    else:
        pause(course, fact, "paused while the fee is not paid")
    course.start("pay", fact, fact.on)


def _fee_paid(course: Course, fact: Fact, _: int) -> None:
    course.end("pay", MET, fact)
    if course.now("answer") is not None:
        resume(course, fact)
    elif course.law.own_data:
        _start_answer(course, fact)


def _extended(course: Course, fact: Fact, _: int) -> None:
    extend(course, fact)


def _reclassified(course: Course, fact: Fact, _: int) -> None:
    code = fact.details.get("regime", "")
    if code not in REGIMES:
        return
    clock, before = course.now("answer"), course.law
    course.under(REGIMES[code])
    rule = course.law.rules["answer"]
    if clock is None:
        return
    if before.jurisdiction == course.law.jurisdiction and not (before.own_data or course.law.own_data):
        # Twenty working days under both: what is known of the arrival, and a pause, hold under the new name too.
        course.change("answer", cite=rule.cite, regime=code)
        return
    if clock.pauses and clock.pauses[-1][1] == date.max:
        return  # held while a fee is not paid, under whatever law
    try:
        due, latest = due_and_latest(rule, clock.start, course.days)
    except OutsideCalendar:
        return
    course.change("answer", cite=rule.cite, regime=code, due=due, latest=latest)


def _answered(course: Course, fact: Fact, number: int) -> None:
    outcome = settled_by(fact, number)
    if outcome in UNSETTLED:
        return
    waiting = course.now("answer") or course.now("answer_extended")
    for kind in ("answer", "answer_extended"):
        course.end(kind, MET, fact)
    for kind in ("clarify", "pay"):
        course.end(kind, STOPPED, fact)
    if course.chased:
        course.end("complaint", STOPPED, fact)
    # A review already asked for goes on, and a late answer opens a window on its own content beside it (FOISA s.20(5)).
    _close_review_of_silence(course, fact)
    if outcome in CONTENT:
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
    """One recorded chaser opens the complaint about silence, the day after ``latest``: FOIA s.50, no review needed."""
    waiting = course.now("answer_extended") or course.now("answer")
    if waiting is None or waiting.latest is None or course.law.silence_needs_review or course.chased:
        return
    course.chased = True
    opens = max(waiting.latest + ONE_DAY, fact.on)
    course.open_without_end("complaint", fact, opens, "no date in law closes it; the ICO asks not to wait long")


def _review_requested(course: Course, fact: Fact, _: int) -> None:
    silent = course.now("answer") or course.now("answer_extended")
    if not (fact.questions or silent or course.now("review_request")):
        return  # released in full: a review that names no question is not about this one
    course.end("review_request", MET, fact)
    if course.law.silence_needs_review and silent is None:
        # The review of the silence runs on beside that of the late answer (FOISA s.20(5), s.21(1)).
        course.set_aside("review", _OF_SILENCE)
    on, late, estimated = receipt(course, fact)
    course.start("review", fact, on, late_start=late, about=estimated)
    review = course.now("review")
    if review is None or review.latest is None:
        return
    opens = review.latest + ONE_DAY
    if course.law.silence_needs_review:
        # s.47(4): six months from the day the outcome should have come.
        course.start("complaint", fact, review.latest, opens_on=opens)
    else:
        course.open_without_end(
            "complaint", fact, opens, "opens if the review has no outcome; no date in law closes it"
        )


def _review_answered(course: Course, fact: Fact, number: int) -> None:
    course.end("review", MET, fact)
    course.end(_OF_SILENCE, MET, fact)
    # The outcome of a review of silence is the answer that was missing: in Scotland always (FOISA s.21(4)), elsewhere
    # where it says what comes of the question.
    outcome = settled_by(fact, number)
    if outcome not in UNSETTLED and (outcome is not None or course.law.silence_needs_review):
        for kind in ("answer", "answer_extended"):
            course.end(kind, MET, fact)
        _close_review_of_silence(course, fact)
    course.end("complaint", STOPPED, fact)
    if outcome not in CONTENT:
        course.start("complaint", fact, reached(course, fact))


def _complained(course: Course, fact: Fact, _: int) -> None:
    course.end("complaint", MET, fact)


def _regulator_wrote(course: Course, fact: Fact, _: int) -> None:
    if fact.until is not None:
        course.start_until("regulator_letter", fact, fact.on, fact.until)
    else:
        course.start("regulator_letter", fact, fact.on)


def _complaint_closed(course: Course, fact: Fact, _: int) -> None:
    course.end("regulator_letter", STOPPED, fact)


def _decision_issued(course: Course, fact: Fact, _: int) -> None:
    """The notice takes the place of what was waited for; an answer after it begins the ladder again."""
    for kind in ("regulator_letter", "answer", "answer_extended", "review", _OF_SILENCE, "complaint"):
        course.end(kind, STOPPED, fact)
    if fact.until is not None:
        course.start_until("compliance", fact, fact.on, fact.until)
    else:
        course.start(
            "compliance",
            fact,
            fact.on,
            about=True,
            notes=("the notice's own date decides; 30 calendar days are usual",),
        )
    course.start("appeal", fact, fact.on)


def _complied(course: Course, fact: Fact, _: int) -> None:
    course.end("compliance", MET, fact)


def _appealed(course: Course, fact: Fact, _: int) -> None:
    course.end("appeal", MET, fact)
    if fact.details.get("by") == "authority":
        # FOIA 2000 s.50(6): what an appeal is about need not be done while it is pending.
        course.end("compliance", STOPPED, fact)


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
    "undelivered": _undelivered,
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
