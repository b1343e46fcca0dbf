"""Authorities by lateness.

They are compared by ``latest`` alone: nobody is called late in public whom the most generous count does not call late.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker.requests.answering import Answering
from foi_tracker.requests.report import Report, median, waits


class Place(NamedTuple):
    """An authority among the others.

    ``late`` counts its requests that were or are unanswered after ``latest``, ``late_now`` those that still are;
    ``days_late`` is the most working days after ``latest``. With ``due_yet`` false there is nothing to judge it by;
    ``waits_to`` is the first ``latest`` that it has before it.
    """

    slug: str
    name: str
    short_name: str
    requests: int
    answered: int
    in_time: int
    late: int
    late_now: int
    days_late: int | None
    median_days: float | None
    due_yet: bool
    waits_to: date | None


def league(report: Report) -> tuple[Place, ...]:
    """Return the authorities, the latest first; those of which no answer is due yet come last."""
    authorities: dict[str, list[Answering]] = {}
    for one in report.counted:
        authorities.setdefault(one.request.authority.slug, []).append(one)
    return tuple(sorted(map(_place, authorities.values()), key=_worst_first))


def _place(members: Sequence[Answering]) -> Place:
    authority = members[-1].request.authority
    verdicts = Counter(one.in_time_by_latest for one in members)
    firsts = [first for one in members if (first := one.first)]
    ends = [_waits_to(one) for one in members if waits(one)]
    return Place(
        slug=authority.slug,
        name=authority.name,
        short_name=authority.short_name,
        requests=len(members),
        answered=len(firsts),
        in_time=verdicts[True],
        late=verdicts[False],
        late_now=sum(one.late_now for one in members),
        days_late=max((one.days_late for one in members if one.days_late is not None), default=None),
        median_days=median([first.days for first in firsts if first.days is not None]),
        due_yet=bool(verdicts[True] or verdicts[False]),
        waits_to=min((day for day in ends if day is not None), default=None),
    )


def _waits_to(one: Answering) -> date | None:
    ends = [c.latest for c in one.standing.clocks if c.runs and c.kind in ("answer", "answer_extended") and c.latest]
    return min(ends, default=None)


def _worst_first(place: Place) -> tuple[bool, bool, int, float, str]:
    judged = place.in_time + place.late
    share = place.late / judged if judged else 0.0
    return (not place.due_yet, not place.late, -(place.days_late or 0), -share, place.name)
