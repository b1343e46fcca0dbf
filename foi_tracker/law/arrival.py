"""When a letter counts as received: yours by them, and theirs by you; and which of yours never arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.clocks import SENDINGS

if TYPE_CHECKING:
    from foi_tracker.law.course import Course
    from foi_tracker.law.facts import Fact

AnyFact = TypeVar("AnyFact", bound="Fact")


def delivered(facts: Sequence[AnyFact]) -> Sequence[AnyFact]:
    """Return the facts without your letters that came back, and without their coming back: they reached nobody.

    What comes back is the letter that was sent last before it. Of the request itself every sending before it goes: a
    second one stands for the first.
    """
    if all(fact.kind != "undelivered" for fact in facts):
        return facts
    kept: list[AnyFact] = []
    for fact in facts:
        if fact.kind != "undelivered":
            kept.append(fact)
            continue
        last = next((one for one in reversed(kept) if one.kind in SENDINGS), None)
        if last is not None:
            kept = [one for one in kept if one is not last and (last.kind != "sent" or one.kind != "sent")]
    return kept


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
