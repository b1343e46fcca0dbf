"""When a letter counts as received: yours by them, and theirs by you."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.course import Course

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact


def receipt(course: Course, fact: Fact) -> tuple[date, date, bool]:
    """Return when a letter of yours reached them: the day, the latest such day, and whether it is an estimate.

    E-mail and web forms are received when they reach the server, whatever the hour. Post under FOISA s.74(2) is
    received on the third calendar day; elsewhere delivery in the ordinary course of post (Interpretation Act 1978
    s.7) is a working estimate: the second working day for first class, the fourth for second class.
    """
    if fact.received is not None:
        return fact.received, fact.received, False
    if fact.via != "post":
        return fact.on, fact.on, False
    if course.law.jurisdiction == "scotland":
        third = fact.on + timedelta(days=3)
        return third, third, True
    try:
        return course.days.add(fact.on, 2), course.days.add(fact.on, 4), True
    except OutsideCalendar:
        return fact.on, fact.on, True


def reached(course: Course, fact: Fact) -> date:
    """Return when a letter of theirs reached you: under FOISA s.74(2) three days after posting."""
    if fact.received is not None:
        return fact.received
    if fact.via == "post" and course.law.jurisdiction == "scotland":
        return fact.on + timedelta(days=3)
    return fact.on
