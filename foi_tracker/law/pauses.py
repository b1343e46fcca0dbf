"""Holding the answer clock, and counting on: fees, and questions about the scope of one's own data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.clocks import Clock
from foi_tracker.law.course import Course
from foi_tracker.law.deadlines import due_and_latest

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact

ONE_DAY = timedelta(days=1)


def pause(course: Course, fact: Fact, why: str) -> None:
    """Hold the answer clock: it has no date until it goes on. One that is late already stays late."""
    clock = course.now("answer")
    if clock is not None and (clock.due is None or fact.on <= clock.due):
        course.change(
            "answer", due=None, latest=None, pauses=(*clock.pauses, (fact.on, date.max)), notes=(*clock.notes, why)
        )


def resume(course: Course, fact: Fact) -> None:
    """End the running pause and count on: the days from the notice to the payment, both included, do not count.

    FOIA 2000 s.10(2), FOISA s.10(2), EIR reg 8(5); for own data the days from asking to answering about scope.
    """
    clock = course.now("answer")
    if clock is None or not clock.pauses or clock.pauses[-1][1] != date.max:
        return
    ended = fact.received or fact.on
    pauses = (*clock.pauses[:-1], (clock.pauses[-1][0], ended))
    try:
        due, latest = _after_pauses(course, clock, pauses)
        course.change("answer", due=due, latest=latest, pauses=pauses, notes=clock.notes[:-1])
    except OutsideCalendar as problem:
        course.change("answer", pauses=pauses, notes=(*clock.notes[:-1], problem.message))


def _after_pauses(course: Course, clock: Clock, pauses: Sequence[tuple[date, date]]) -> tuple[date, date]:
    rule = course.law.rules["answer"]
    due, latest = due_and_latest(rule, clock.start, course.days)
    if rule.due.unit != "working_days":
        lost = sum((end - begin).days + 1 for begin, end in pauses)
        return tuple(course.days.on_or_after(day + timedelta(days=lost)) for day in (due, latest))  # type: ignore[return-value]
    left = rule.due.count
    begin = clock.start
    for first, last in pauses:
        left -= course.days.count(begin, first - ONE_DAY) if first > begin else 0
        begin = max(begin, last)
    paused = course.days.add(begin, left)
    return paused, course.days.add(paused, 1) if latest > due else paused
