"""Lives of requests for the tests: events told in one line each, and an oracle that counts days by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from foi_tracker.law.calendar import shipped
from foi_tracker.requests.events import Outcome, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing, stand

# Bank holidays on weekdays from 2026 to January 2027, typed from GOV.UK's list: letters as e England and Wales,
# s Scotland, n Northern Ireland.
_HOLIDAYS = """
2026-01-01 esn  2026-01-02 s    2026-03-17 n    2026-04-03 esn  2026-04-06 en   2026-05-04 esn  2026-05-25 esn
2026-06-15 s    2026-07-13 n    2026-08-03 s    2026-08-31 en   2026-11-30 s    2026-12-25 esn  2026-12-28 esn
2027-01-01 esn  2027-01-04 s    2027-03-17 n    2027-03-26 esn  2027-03-29 en   2027-05-03 esn  2027-05-31 esn
"""
_WORDS = iter(_HOLIDAYS.split())
_KEPT = {date.fromisoformat(day): kept for day, kept in zip(_WORDS, _WORDS, strict=True)}


def working_day(start: date, n: int, *, scotland: bool = False) -> date:
    """Count n working days after start, one calendar day at a time."""
    day = start
    while n:
        day += timedelta(days=1)
        kept = _KEPT.get(day, "")
        if day.weekday() < 5 and not (("s" in kept) if scotland else kept):
            n -= 1
    return day


def day(text: str) -> date:
    """Read "18 May 2026"."""
    from foi_tracker.dates import parse_date

    return parse_date(text, today=date(2026, 1, 1))


def life(*told: tuple[Any, ...], questions: int = 0, regime: str = "FOIA", kind: str = "nhs-trust") -> Request:
    """Return a request: each event is (date, kind) or (date, kind, details)."""
    events = [
        to_dict("drafted", day("1 Jan 2026"), subject="Data", questions=[f"q{n}" for n in range(1, questions + 1)])
    ]
    for entry in told:
        on, name, details = (*entry, {})[:3]
        events.append(to_dict(name, day(on), **details))
    stored = [{"id": number, "change": f"c{number}", "at": "", **event} for number, event in enumerate(events, 1)]
    return fold(
        {
            "number": 1,
            "uid": "u1",
            "authority": {"slug": "a", "name": "Authority", "short_name": "A", "kind": kind, "nation": "england"},
            "regime": regime,
            "events": stored,
        }
    )


def standing(request: Request, today: str) -> Standing:
    """Return where it stands on a day."""
    return stand(request, today=day(today), calendar=shipped())


def outcomes(**told: str) -> dict[int, Outcome]:
    """Return outcomes from q1="released", q2="refused s43(2)"."""
    found = {}
    for name, words in told.items():
        outcome, *exemptions = words.split()
        found[int(name[1:])] = Outcome(outcome, tuple(exemptions))
    return found
