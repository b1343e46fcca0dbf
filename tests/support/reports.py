"""Lives of requests for reports: sent on days whose due dates differ by the count, to authorities A, B, C."""

from __future__ import annotations

from typing import Any

from foi_tracker.law.calendar import shipped
from foi_tracker.requests.answering import Answering, answering
from foi_tracker.requests.folding import fold
from foi_tracker.requests.report import Report, build
from foi_tracker.requests.request import Request
from support.lives import day, life, outcomes, standing

# Sent on Monday 2 March 2026: 17 March is a holiday in Northern Ireland, so the twentieth working day is 31 March.
SENT = ("2 Mar 2026", "sent")
DUE = "31 Mar 2026"
LATE = "1 Apr 2026"
# Sent on a Sunday: due as if sent on the Friday before, and a day later by the most generous count.
ON_SUNDAY = ("1 Mar 2026", "sent")
SUNDAY_DUE, SUNDAY_LATEST = "30 Mar 2026", "31 Mar 2026"
TODAY = "1 Jun 2026"


def answered(on: str, **told: str) -> tuple[str, str, dict[str, Any]]:
    """Tell an answer of that day, such as q1="released"."""
    return (on, "answered", {"outcomes": outcomes(**told)} if told else {})


def answering_of(*told: tuple[Any, ...], today: str = TODAY, **how: Any) -> Answering:
    """Return what became of one request by that day."""
    return answering(standing(life(*told, **how), today), today=day(today), calendar=shipped())


def of(*requests: Request, today: str = TODAY) -> Report:
    """Return the report on these requests, each to an authority of its own: A, B, C and so on."""
    named = [named_as(request, number, chr(64 + number)) for number, request in enumerate(requests, 1)]
    return report_on(*named, today=today)


def report_on(*requests: Request, today: str = TODAY) -> Report:
    """Return the report of that day on these requests."""
    return build([standing(r, today) for r in requests], today=day(today), calendar=shipped())


def named_as(request: Request, number: int, name: str) -> Request:
    """Return the request as if it was another one, to an authority of that name."""
    authority = {**request.raw["authority"], "slug": name.lower(), "name": name}
    return fold({**request.raw, "number": number, "uid": f"u{number}", "authority": authority})
