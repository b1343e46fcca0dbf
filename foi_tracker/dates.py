"""The one grammar for dates that people type, and how dates are shown.

Storage and pipes hold ISO dates. On the screen a date carries its weekday, because that is how a person notices
that it is the wrong one. Nothing here depends on a locale or on the clock: "today" is passed in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from foi_tracker.errors import BadDate

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

GRAMMAR = (
    "2026-11-22    year-month-day",
    "22/11/2026    day/month/year, the day first",
    "22/11         without a year: the last such day",
    "22 Nov 2026   or 22 November, or 22 Nov",
    "today, yesterday, 3 days ago",
    "mon, tue, ... sun    the last such day",
)

# Compiled when they are first needed: commands that only look read no dates.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_SLASHES = r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?"
_WORDS = r"([0-9]{1,2}) ([a-z]{3,9})\.?(?: ([0-9]{4}))?"
_AGO = r"([0-9]{1,4}) days? ago"


def parse_iso(text: str) -> date | None:
    """Return the date of ``YYYY-MM-DD``, or None when the text has another shape.

    Raises BadDate for a day that does not exist. This is the quick way in for thousands of dates in a pipe.
    """
    # date.fromisoformat also reads 20261122 and 2026-W47-7, which are not in our grammar.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        if re.fullmatch(_ISO, text):
            raise _no_such_day(text) from None
        return None


def parse_date(text: str, *, today: date, coming: bool = False) -> date:
    """Return the date that a person typed (see ``GRAMMAR``).

    A day without a year or a weekday's name is the last such day up to today; with ``coming`` the next one from
    today on. Raises BadDate for anything else and for days that do not exist, such as 31/04.

    >>> parse_date("22/11/2026", today=date(2026, 11, 24))
    datetime.date(2026, 11, 22)
    >>> parse_date("2026-04-03", today=date(2026, 11, 24))
    datetime.date(2026, 4, 3)
    """
    typed = " ".join(text.lower().split())
    if (iso := parse_iso(typed)) is not None:
        return iso
    if typed in ("today", "yesterday"):
        return today - timedelta(days=typed == "yesterday")
    if found := re.fullmatch(_AGO, typed):
        return today - timedelta(days=int(found[1]))
    if (weekday := _weekday(typed)) is not None:
        away = (weekday - today.weekday()) % 7 if coming else -((today.weekday() - weekday) % 7)
        return today + timedelta(days=away)
    if found := re.fullmatch(_SLASHES, typed):
        return _day_month(text, int(found[1]), int(found[2]), found[3], today=today, coming=coming)
    if (found := re.fullmatch(_WORDS, typed)) and (month := _month(found[2])):
        return _day_month(text, int(found[1]), month, found[3], today=today, coming=coming)
    raise BadDate(
        f"{_shown(text)} is not a date that can be read.", "Write the date in one of these ways:", details=GRAMMAR
    )


def _weekday(typed: str) -> int | None:
    for number, (short, long) in enumerate(zip(WEEKDAYS, LONG_WEEKDAYS, strict=True)):
        if typed in (short.lower(), long.lower()):
            return number
    return None


def _month(name: str) -> int | None:
    """Return the number of a month's English name or abbreviation: all that dateutil is asked to read.

    Its parser is not used: with ``dayfirst`` it turns the ISO date 2026-04-03 into 4 March.
    """
    from dateutil.parser import parserinfo

    return parserinfo().month(name)


def _day_month(text: str, day: int, month: int, year: str | None, *, today: date, coming: bool) -> date:
    if year is not None:
        try:
            return date(int(year), month, day)
        except ValueError:
            raise _no_such_day(text) from None
    # 29 February comes round after at most eight years (1896 to 1904).
    step = 1 if coming else -1
    for candidate in range(today.year, today.year + 9 * step, step):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today if coming else found <= today:
            return found
    raise _no_such_day(text)


def _no_such_day(text: str) -> BadDate:
    return BadDate(f"There is no such day as {_shown(text)}.", "Dates are read day first: 3/4/2026 is 3 April 2026.")


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def show(day: date) -> str:
    """Return "Mon 21 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def show_short(day: date) -> str:
    """Return "Wed 23 Dec", for a date whose year stands beside it."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def show_column(day: date, *, today: date) -> str:
    """Return "Fri  8 Jan" for a column, with the year when the day is more than ten months away."""
    year = f" {day.year}" if abs((day - today).days) > 300 else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day:>2} {MONTHS[day.month - 1]}{year}"


def show_long(day: date) -> str:
    """Return "Sunday 22 November 2026", for letters."""
    return f"{LONG_WEEKDAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]} {day.year}"
