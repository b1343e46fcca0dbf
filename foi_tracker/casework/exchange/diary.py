"""The dates of requests for a calendar: those that run, and those that a calendar may hold from an earlier export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.errors import OutsideCalendar
from foi_tracker.exchange.calendars import Entry, write
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.folding import fold
from foi_tracker.requests.parts import Reminder
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing, clocks_of

RUNS = "runs"
GONE = "gone"

_ONE_DAY = timedelta(days=1)
_RECENT = timedelta(days=183)  # for so long a closed request is told to calendars that hold its dates
_ALARM_HOUR = 9
# Kinds of event that set no date and end none.
_CHANGES_NO_DATE = frozenset(("drafted", "noted", "labelled"))
_NOT_IN_A_UID = re.compile("[^A-Za-z0-9.-]")
_MONTH = re.compile("([0-9]{4})-([0-9]{2})")


class Day(NamedTuple):
    """A date of a request: of a clock, or of a reminder when ``clock`` is None.

    ``how`` is "runs", "met" or "stopped" as the clock ended, or "gone" for what was so at an earlier time and is not
    any more. ``standing`` is None for a request whose draft was undone. ``alarm`` is counted from the beginning of the
    day. Neither ``uid`` nor ``sequence`` ever goes back.
    """

    uid: str
    sequence: int
    changed_at: str
    on: date
    how: str
    request: Request
    standing: Standing | None
    clock: Clock | None
    reminder: Reminder | None
    alarm: timedelta | None


def gather(desk: Desk, filters: Filters) -> list[Day]:
    """Return the dates of the requests that fit, by date; of closed ones where a window is open or that is recent."""
    records = desk.snapshot()
    standings = readings.overview(desk, filters, closed_too=True, clocks=True, records=records).standings
    found = [day for one in standings if _is_of_use(one, desk.today) for day in _days(one.request, one, desk)]
    if not filters.any:
        undone = [one for raw in records.all_requests() if (one := fold(raw)).undone]
        found += [day for one in undone for day in _days(one, None, desk)]
    return sorted(found, key=lambda day: (day.on, day.request.number, day.uid))


def _is_of_use(standing: Standing, today: date) -> bool:
    if standing.request.closed_as is None or standing.request.reminders:
        return True
    recent = max(event.on for event in standing.request.events) >= today - _RECENT
    return recent or any(clock.runs for clock in standing.clocks)


def _days(request: Request, standing: Standing | None, desk: Desk) -> list[Day]:
    """Return what stands, and what an earlier export may have put into a calendar and does not stand any more."""
    now = _dates(request, standing.clocks if standing else ())
    gone = {uid: what for uid, what in _ever(request.raw, desk.calendar).items() if uid not in now}
    told = [(uid, what, _how(what)) for uid, what in now.items()]
    told += [(uid, what, GONE) for uid, what in gone.items()]
    sequence = len(request.raw["events"]) + _months(desk.calendar.edition)
    changed_at = max((str(event.get("at", "")) for event in request.raw["events"]), default="")
    return [
        Day(
            uid,
            sequence,
            changed_at,
            on,
            how,
            request,
            standing,
            what if isinstance(what, Clock) else None,
            what if isinstance(what, Reminder) else None,
            _alarm(what, on, desk) if how == RUNS and on >= desk.today else None,
        )
        for uid, what, how in told
        if (on := _on(what)) is not None
    ]


def _how(what: Clock | Reminder) -> str:
    return (what.ended or RUNS) if isinstance(what, Clock) else RUNS


def _on(what: Clock | Reminder) -> date | None:
    return what.due if isinstance(what, Clock) else what.on


def _months(edition: str) -> int:
    """Return the months of a list of bank holidays: a newer list moves dates though no event came."""
    found = _MONTH.fullmatch(edition)
    return (int(found[1]) - 2005) * 12 + int(found[2]) if found else 0


def _dates(request: Request, clocks: Sequence[Clock]) -> dict[str, Clock | Reminder]:
    """Return the dates of a request by what names each in every calendar; one that runs before one that ended."""
    found: dict[str, Clock | Reminder] = {}
    for clock in sorted(clocks, key=lambda clock: clock.runs):
        if clock.due is not None:
            questions = "".join(f"-q{number}" for number in clock.questions)
            found[_uid(request, f"{clock.kind}-{clock.basis_id}{questions}")] = clock
    for reminder in request.reminders:
        found[_uid(request, f"reminder-{reminder.event}")] = reminder
    return found


def _uid(request: Request, which: str) -> str:
    return f"{_NOT_IN_A_UID.sub('-', f'{request.uid}-{which}')}@foi-tracker"


def _ever(raw: dict[str, Any], calendar: Calendar) -> dict[str, Clock | Reminder]:
    """Return every date that the request ever had, as it last was: its events are only ever added to."""
    found: dict[str, Clock | Reminder] = {}
    for count, event in enumerate(raw["events"], 1):
        if event["kind"] not in _CHANGES_NO_DATE:
            then = fold({**raw, "events": raw["events"][:count]})
            found |= _dates(then, clocks_of(then, calendar))
    return found


def _alarm(what: Clock | Reminder, on: date, desk: Desk) -> timedelta:
    """Return when to ring, from the beginning of the day: for a clock on the working day before it."""
    at = timedelta(hours=_ALARM_HOUR)
    if isinstance(what, Reminder):
        return at
    try:
        before = desk.calendar.working_days(REGIMES[what.regime].jurisdiction).add(on, -1)
    except OutsideCalendar:
        before = on - _ONE_DAY
    return before - on + at


def as_file(days: Sequence[Day], texts: Sequence[tuple[str, str]]) -> bytes:
    """Return the days as a calendar file; ``texts`` has the title and the description of each."""
    entries = [
        Entry(day.uid, day.sequence, day.changed_at, day.on, title, text, day.how != RUNS, day.alarm)
        for day, (title, text) in zip(days, texts, strict=True)
    ]
    return write(entries, name="Freedom of information")
