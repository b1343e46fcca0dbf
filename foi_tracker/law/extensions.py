"""When an authority may take longer, and what to make of it when it says so without a ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.clocks import STOPPED, Clock
from foi_tracker.law.course import Course
from foi_tracker.law.deadlines import due_and_latest
from foi_tracker.law.regimes import Regime

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact


def extend(course: Course, fact: Fact) -> None:
    """An extension moves ``due`` only on a ground that the law knows; else it is a holding reply."""
    clock = course.now("answer")
    if clock is None:
        _note_their_date(course, "answer_extended", fact)
        return
    rule = course.law.rules.get("answer_extended")
    if rule is None or not _has_ground(course.law, fact, clock):
        _note_their_date(course, "answer", fact)
        return
    due = fact.until
    try:
        most = due_and_latest(rule, clock.start, course.days)[0]
        due = most if due is None else min(due, most)
    except OutsideCalendar:
        pass  # the cap lies beyond the calendar; the date that they named stands
    notes: tuple[str, ...] = ()
    if fact.until is not None and due is not None and fact.until > due:
        notes = (f"their date is {show(fact.until)}; the time can be extended to {show(due)} at most",)
    if due is not None and clock.due is not None and due < clock.due:
        due = clock.due
    course.end("answer", STOPPED, fact)
    course.start_until("answer_extended", fact, clock.start, due, notes=notes)


def _note_their_date(course: Course, kind: str, fact: Fact) -> None:
    clock = course.now(kind)
    if clock is not None and fact.until is not None:
        course.change(kind, notes=(*clock.notes, f"their date is {show(fact.until)}; it moves nothing"))


def _has_ground(law: Regime, fact: Fact, clock: Clock) -> bool:
    """Return whether the extension has a ground that the law knows, and was said in the time for it."""
    from foi_tracker.law.exemptions import is_qualified

    basis = fact.details.get("basis")
    in_time = clock.due is None or fact.on <= clock.due
    match law.extension:
        case "public-interest":
            # FOIA s.10(3), "if, and to the extent that" the public interest in a qualified exemption is weighed.
            # Said late, it still extends; that the answer was late until then stays on record.
            return any(is_qualified(law.code, exemption) for exemption in fact.exemptions)
        case "complex-voluminous":
            # EIR reg 7(1) and (3): complex and voluminous, and said within the 20 working days.
            return basis == "complex-voluminous" and in_time
        case "complex":
            # UK GDPR art 12(3): said within one month of receipt.
            return basis == "complex" and in_time
        case _:
            return False
