"""Facts of a request + a law + the calendar -> clocks.

Questions to which the same things happened go through the law together: one course for each such group.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foi_tracker.law.arrival import delivered
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import SENDINGS, Clock, concerns, settled_by
from foi_tracker.law.course import Course
from foi_tracker.law.effects import EFFECTS, decided_elsewhere
from foi_tracker.law.regimes import REGIMES

if TYPE_CHECKING:
    from foi_tracker.law.facts import Fact


def clocks(
    facts: Sequence[Fact], *, questions: Sequence[int], regime: str, calendar: Calendar, school: bool = False
) -> tuple[Clock, ...]:
    """Return every clock of a request, in the order in which they start, ended ones included.

    ``facts`` are its events in legal order, ``questions`` the numbers that it asks. Questions to which the same
    things happened share one clock. ``regime`` is the law at the start.
    """
    facts = delivered(facts)
    groups = _groups(facts, questions)
    if len(groups) == 1:
        return tuple(_run(facts, groups[0][:1], regime=regime, calendar=calendar, school=school))
    merged: dict[Clock, tuple[int, ...]] = {}
    for members in groups:
        for clock in _run(facts, members, regime=regime, calendar=calendar, school=school):
            bare = clock._replace(questions=())
            merged[bare] = (*merged.get(bare, ()), *members)
    everything = len(questions)
    found = [
        clock if len(members) == everything else clock._replace(questions=tuple(sorted(members)))
        for clock, members in merged.items()
    ]
    return tuple(sorted(found, key=lambda clock: (clock.start, clock.basis_id)))


def _groups(facts: Sequence[Fact], questions: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the questions in groups to which the same things happened; one group when nothing tells them apart."""
    for fact in facts:
        if fact.questions or fact.outcomes:
            break
    else:
        return [()]
    if len(questions) < 2:
        return [tuple(questions)]
    telling = [fact for fact in facts if fact.questions or fact.outcomes]
    groups: dict[tuple[object, ...], list[int]] = {}
    for number in questions:
        signs = tuple((concerns(fact, number), settled_by(fact, number)) for fact in telling)
        groups.setdefault(signs, []).append(number)
    return [tuple(members) for members in groups.values()]


def _run(
    facts: Sequence[Fact], members: Sequence[int], *, regime: str, calendar: Calendar, school: bool = False
) -> list[Clock]:
    """Return the clocks of the questions in ``members`` (empty: all), which share everything that happened."""
    course = Course(REGIMES[regime] if regime in REGIMES else REGIMES["FOIA"], calendar, school=school)
    sample = members[0] if members else 0
    for fact in _without_reopened(facts):
        if fact.kind in SENDINGS:
            course.last_sent = fact
        effect = EFFECTS.get(fact.kind)
        if effect is not None and (not members or concerns(fact, sample)):
            effect(course, fact, sample)
        elif fact.kind == "decision_issued":
            decided_elsewhere(course, fact)
    return course.clocks


def _without_reopened(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Return the facts without closings that were taken back by opening the request again: its clocks run on."""
    last = max((place for place, fact in enumerate(facts) if fact.kind == "reopened"), default=-1)
    if last < 0:
        return facts
    return [fact for place, fact in enumerate(facts) if fact.kind not in ("closed", "withdrawn") or place > last]
