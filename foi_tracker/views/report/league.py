"""Authorities by lateness, and how lateness is counted."""

from __future__ import annotations

from typing import Any

from foi_tracker.dates import show
from foi_tracker.requests.league import Place, league
from foi_tracker.requests.report import Report
from foi_tracker.views.report.page import LATEST, Table, number

HEADER = (
    "authority",
    "requests",
    "answered",
    "on_time",
    "late",
    "late_now",
    "days_late",
    "median_days",
    "state",
    "time_until",
)


def tables(report: Report, width: int | None) -> tuple[list[Table], list[str]]:
    """Return the tables and their notes: those of whom an answer was due, then the others."""
    places = league(report)
    judged = [_judged(place, width) for place in places if place.due_yet]
    others = [_unjudged(place, width) for place in places if not place.due_yet]
    made = []
    if judged:
        headings = ("Authority", "Sent", "Answered", "On time", "Late", "Late now", "Days", "Median")
        numeric = frozenset(range(1, len(headings)))
        made.append(Table("By lateness, the worst first", headings, judged, numeric, drops=(2, 7)))
    if others:
        made.append(Table("Not due yet", ("Authority", "Sent", "Answered", "Time until"), others, frozenset((1, 2))))
    notes = [
        "Late: a question was or is unanswered after the last day of the most generous count (latest).",
        LATEST,
        "Late now: of those, open and still unanswered. On time: every question answered by latest.",
        "Days: the most working days after latest; for a request that was closed or decided, up to then.",
        "Median: working days from the day a request reached them to the first answer.",
        "The order goes by those days, then by the share of late requests.",
    ]
    return made, notes


def _judged(place: Place, width: int | None) -> tuple[str, ...]:
    days_late = "" if not place.late else number(place.days_late) if place.days_late else "<1"
    counts = (place.requests, place.answered, place.in_time, place.late, place.late_now)
    return (_name(place, width), *map(str, counts), days_late, number(place.median_days))


def _unjudged(place: Place, width: int | None) -> tuple[str, ...]:
    until = show(place.waits_to) if place.waits_to else "no date runs"
    return (_name(place, width), str(place.requests), str(place.answered), until)


def _name(place: Place, width: int | None) -> str:
    return place.name if width is None else place.short_name


def records(report: Report) -> list[tuple[str, ...]]:
    """Return authority, requests, answered, on time, late, late now, days late, median days, state, time until.

    The state is late, on_time or not_due_yet.
    """
    return [
        (
            place.name,
            *map(str, (place.requests, place.answered, place.in_time, place.late, place.late_now)),
            "" if place.days_late is None else str(place.days_late),
            number(place.median_days),
            _state(place),
            place.waits_to.isoformat() if place.waits_to else "",
        )
        for place in league(report)
    ]


def _state(place: Place) -> str:
    return "late" if place.late else "on_time" if place.due_yet else "not_due_yet"


def as_json(report: Report) -> dict[str, Any]:
    """Return the authorities, the worst first."""
    return {
        "lateness_counts_from": "latest_on",
        "authorities": [
            {
                "authority": {"slug": place.slug, "name": place.name},
                "state": _state(place),
                "requests": place.requests,
                "answered": place.answered,
                "on_time": place.in_time,
                "late": place.late,
                "late_now": place.late_now,
                "days_late": place.days_late,
                "median_days": place.median_days,
                "waits_to": place.waits_to.isoformat() if place.waits_to else None,
            }
            for place in league(report)
        ],
    }
