"""The one grammar for dates that people type, and how dates are shown.

Storage and pipes hold ISO dates. On the screen a date carries its weekday, because that is how a person notices
that it is the wrong one. Nothing here depends on a locale or on the clock: "today" is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    "2026-11-22      year-month-day",
    "22/11/2026      the day first; also 22.11.2026, 22-11-2026, 22/11/26",
    "22/11           without a year: the last such day",
    '"22 Nov 2026"   several words stand in quotes; also "22nd November 2026"',
    'yesterday       also today, "3 days ago", "2 weeks ago"',
    "mon             to sun: the last such day",
)
# The same where a day to come is asked for.
COMING = (
    *GRAMMAR[:2],
    "22/11           without a year: the next such day",
    GRAMMAR[3],
    'tomorrow        also today, "in 7 days", "in 2 weeks"',
    "mon             to sun: the next such day",
)

# Compiled when they are first needed: commands that only look read no dates.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_NUMBERS = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})"
_NO_YEAR = r"([0-9]{1,2})/([0-9]{1,2})"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_WORDS = rf"{_ORDINAL}[ -](?:of )?([a-z]{{3,9}})\.?(?:,? |-|$)([0-9]{{4}}|[0-9]{{2}})?"
_MONTH_FIRST = rf"([a-z]{{3,9}})\.?[ -]{_ORDINAL}(?:(?:,? |-)([0-9]{{4}}|[0-9]{{2}}))?"
_NAMED_DAY = r"([a-z]{3,9})\.?,? (?=[0-9])(.+)"
_AGO = r"(?:([0-9]{1,4})|an?) (day|week)s? ago"
_AHEAD = r"in (?:([0-9]{1,4})|an?) (day|week)s?"
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MOST_WORDS = 5  # "Sunday 22nd of November 2026"


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
    today on. The day comes first, and a year of two digits is one of this century. Raises BadDate for anything else,
    for what can mean two days ("next monday", "26-11-22"), and for days that do not exist, such as 31/04.

    >>> parse_date("22/11/2026", today=date(2026, 11, 24))
    datetime.date(2026, 11, 22)
    >>> parse_date("2026-04-03", today=date(2026, 11, 24))
    datetime.date(2026, 4, 3)
    """
    typed = " ".join(text.lower().split())
    if (iso := parse_iso(typed)) is not None:
        return iso
    if (near := _from_today(text, typed, today=today, coming=coming)) is not None:
        return near
    if found := re.fullmatch(_NUMBERS, typed):
        return _in_numbers(text, int(found[1]), int(found[3]), found[4], mark=found[2])
    if found := re.fullmatch(_NO_YEAR, typed):
        return _day_month(text, int(found[1]), int(found[2]), None, today=today, coming=coming)
    if (found := re.fullmatch(_WORDS, typed)) and (month := _month(found[2])):
        return _day_month(text, int(found[1]), month, found[3], today=today, coming=coming)
    if (found := re.fullmatch(_MONTH_FIRST, typed)) and (month := _month(found[1])):
        raise _month_first(text, month, int(found[2]), found[3])
    if (found := re.fullmatch(_NAMED_DAY, typed)) and (weekday := _weekday(found[1])) is not None:
        return _on_that_weekday(text, weekday, parse_date(found[2], today=today, coming=coming))
    raise _unreadable(text, typed, coming=coming)


def without_quotes(words: Sequence[str], *, today: date, coming: bool = False) -> str | None:
    """Return the date of several words that these begin with, as it comes when its quotes were left out; else None.

    >>> without_quotes(("22", "Nov", "2026", "rang"), today=date(2026, 11, 24))
    '22 Nov 2026'
    """
    for count in range(min(len(words), _MOST_WORDS), 1, -1):
        together = " ".join(words[:count])
        try:
            parse_date(together, today=today, coming=coming)
        except BadDate:
            continue
        return together
    return None


def _from_today(text: str, typed: str, *, today: date, coming: bool) -> date | None:
    """Return a day that is told by its distance from today, None for another shape."""
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    if found := re.fullmatch(_AGO, typed):
        return today - _span(found[1], found[2])
    if found := re.fullmatch(_AHEAD, typed):
        return today + _span(found[1], found[2])
    if (weekday := _weekday(typed)) is not None:
        away = (weekday - today.weekday()) % 7 if coming else -((today.weekday() - weekday) % 7)
        return today + timedelta(days=away)
    which, _, named = typed.partition(" ")
    if which in ("next", "last") and (weekday := _weekday(named)) is not None:
        first = (weekday - today.weekday()) % 7 or 7 if which == "next" else -((today.weekday() - weekday) % 7 or 7)
        second = first + 7 if which == "next" else first - 7
        raise _two_days(text, today + timedelta(days=first), today + timedelta(days=second))
    if typed == "next week":
        raise _two_days(text, today + timedelta(days=7 - today.weekday()), today + timedelta(days=7))
    return None


def _span(count: str | None, unit: str) -> timedelta:
    """Return the calendar days of "3 days" or "a week"."""
    return timedelta(days=int(count or 1) * (7 if unit == "week" else 1))


def _in_numbers(text: str, day: int, month: int, year: str, *, mark: str) -> date:
    """Return the day of a date all in numbers; with hyphens a short year may as well stand at the end of the date."""
    day_first = _day_or_none(_whole(year), month, day)
    year_first = _day_or_none(_whole(f"{day:02}"), month, int(year)) if len(year) == 2 and mark == "-" else None
    if day_first is None:
        raise _no_such_day(text, _day_or_none(_whole(year), day, month) or year_first)
    if year_first not in (None, day_first):
        raise _two_days(text, day_first, year_first)
    return day_first


def _whole(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_that_weekday(text: str, weekday: int, day: date) -> date:
    """Return the day; raises BadDate when the weekday that stands before it is another."""
    if day.weekday() == weekday:
        return day
    raise BadDate(
        f"{_shown(text)} contradicts itself: {day.day} {LONG_MONTHS[day.month - 1]} {day.year} is a "
        f"{LONG_WEEKDAYS[day.weekday()]}.",
        "Write the date with its year and without the weekday.",
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
        found = _day_or_none(_whole(year), month, day)
        if found is None:
            raise _no_such_day(text)
        return found
    # 29 February comes round after at most eight years (1896 to 1904).
    step = 1 if coming else -1
    for candidate in range(today.year, today.year + 9 * step, step):
        found = _day_or_none(candidate, month, day)
        if found is not None and (found >= today if coming else found <= today):
            return found
    raise _no_such_day(text, _day_or_none(today.year, day, month))


# --- what is refused -------------------------------------------------------------------------------------------------


def _no_such_day(text: str, month_first: date | None = None) -> BadDate:
    """Return the error for a day that is not there; ``month_first`` is the one that it would be the other way round."""
    hint = "Dates are read day first: 3/4/2026 is 3 April 2026."
    if month_first is not None:
        hint = f"Dates are read day first. If you mean {show(month_first)}, write {month_first.isoformat()}."
    return BadDate(f"There is no such day as {_shown(text)}.", hint)


def _month_first(text: str, month: int, day: int, year: str | None) -> BadDate:
    """Return the error for "Nov 22", which may be a day or a month of a year; and for "Nov 22 2026", to be the same."""
    day_first = f"{day} {MONTHS[month - 1]}{f' {_whole(year)}' if year else ''}"
    other = "" if year else f" It may also be read as {LONG_MONTHS[month - 1]} {2000 + day}."
    return BadDate(f"{_shown(text)} has the month first.{other}", f'Write the day first: "{day_first}"')


def _two_days(text: str, *days: date) -> BadDate:
    hint = ", ".join(f"for {show(day)} write {day.isoformat()}" for day in sorted(days))
    return BadDate(f"{_shown(text)} can mean more than one day.", f"{hint[0].upper()}{hint[1:]}.")


def _unreadable(text: str, typed: str, *, coming: bool) -> BadDate:
    details = COMING if coming else GRAMMAR
    if re.fullmatch(_ORDINAL, typed):
        day = f"{int(re.sub('[a-z]', '', typed))} Nov 2026"
        return BadDate(
            f"{_shown(text)} alone is not a date.",
            f'Put a date of several words in quotes, such as "{day}". Write it in one of these ways:',
            details=details,
        )
    return BadDate(
        f"{_shown(text)} is not a date that can be read.", "Write the date in one of these ways:", details=details
    )


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
