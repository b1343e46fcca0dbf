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

    What comes back is the letter that was sent last before it, unless they have answered since: then it reached them,
    and it is not known what came back. Of the request itself every sending before it goes: a second one stands for the
    first.
    """
    for fact in facts:
        if fact.kind == "undelivered":
            break
    else:
        return facts
    kept: list[AnyFact] = []
    for fact in facts:
        if fact.kind != "undelivered":
            kept.append(fact)
            continue
        last = next((one for one in reversed(kept) if _is_letter(one) or one.kind in _REPLIES), None)
        if last is not None and last.kind not in _REPLIES:
            kept = [one for one in kept if one is not last and (last.kind != "sent" or one.kind != "sent")]
    return kept


# What nobody writes whom your letter has not reached. An acknowledgement may be a machine's, of another mailbox.
_REPLIES = frozenset(
    (
        "answered",
        "clarification_requested",
        "complaint_closed",
        "complied",
        "decision_issued",
        "appeal_decided",
        "extended",
        "fee_requested",
        "holding",
        "reclassified",
        "review_answered",
        "transferred",
    )
)


def _is_letter(fact: Fact) -> bool:
    """Return whether something was sent: a payment, an appeal and a letter that takes no step can come back too."""
    return fact.kind in SENDINGS or fact.kind in ("fee_paid", "appealed") or (fact.kind == "noted" and bool(fact.via))


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
