"""Bank holidays, and the working days that each access law makes of them.

The lists have the shape of GOV.UK's bank-holidays.json: three divisions, each with its own events. A law counts by one
or by all of them, and never by a guess: a day that the list does not cover is an error, not a working day.

FOIA 2000 s.10(6) (adopted by EIR 2004 reg 2(1)):

    "working day" means any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a day which is a bank
    holiday under the Banking and Financial Dealings Act 1971 in any part of the United Kingdom.

"In any part": Scotland's 2 January and Northern Ireland's 17 March stop the clock for an authority in Kent. An
authority's own closing days and local holidays do not stop it.

FOISA 2002 s.73 (and EI(S)R 2004 reg 2(1)):

    "working day" means any day other than a Saturday, a Sunday, Christmas Day or a day which, under the Banking and
    Financial Dealings Act 1971 (c.80), is a bank holiday in Scotland.

So Easter Monday and the last Monday of August are working days there. Christmas Day and Good Friday need no rule of
their own here, because GOV.UK lists both, on weekdays, in all three divisions.
"""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from foi_tracker.errors import HomeError, OutsideCalendar

DIVISIONS: Mapping[str, str] = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}

# Which divisions' bank holidays stop the clock: s.10(6) takes all of them together, s.73 Scotland's alone.
JURISDICTIONS: Mapping[str, tuple[str, ...]] = {
    "uk": tuple(DIVISIONS),
    "scotland": ("scotland",),
}

# No division has had fewer than eight bank holidays in a year, so a year with fewer is not wholly listed.
_LEAST_A_YEAR = 8

_SHIPPED = os.path.join(os.path.dirname(__file__), "bank_holidays.json")


class Event(NamedTuple):
    """One line of GOV.UK's list: the title of a bank holiday and what is noted about it."""

    title: str
    notes: str
    bunting: bool


class BankHoliday(NamedTuple):
    """A bank holiday, its name, and the divisions that keep it."""

    date: date
    name: str
    divisions: tuple[str, ...]


Events = Mapping[str, Mapping[date, Event]]


class WorkingDays:
    """The working days of one jurisdiction, from ``first`` to ``last``, both inclusive.

    Every method raises OutsideCalendar when an argument or the result is not within them.

    >>> days = shipped().working_days("uk")
    >>> days.add(date(2026, 11, 22), 20)
    datetime.date(2026, 12, 21)
    >>> days.count(date(2026, 11, 22), date(2026, 12, 21))
    20
    """

    def __init__(self, calendar: "Calendar", jurisdiction: str) -> None:
        self.jurisdiction = jurisdiction
        self.first = calendar.first
        self.last = calendar.last
        self.edition = calendar.edition
        self._calendar = calendar
        self._from = self.first.toordinal()
        self._to = self.last.toordinal()
        # Ordinal 1, 1 January of the year 1, was a Monday: Saturdays leave 6 when divided by seven, Sundays 0.
        self._closed = set(range(self._from + (6 - self._from) % 7, self._to + 1, 7))
        self._closed.update(range(self._from + -self._from % 7, self._to + 1, 7))
        for division in JURISDICTIONS[jurisdiction]:
            self._closed.update(map(date.toordinal, calendar.events[division]))
        self._days = [day for day in range(self._from, self._to + 1) if day not in self._closed]
        self._skipped: tuple[list[int], list[BankHoliday]] | None = None

    def is_working(self, day: date) -> bool:
        """Return whether the day is a working day."""
        ordinal = day.toordinal()
        if self._from <= ordinal <= self._to:
            return ordinal not in self._closed
        raise self._outside(after=ordinal > self._to)

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after the day, or before it when n is negative.

        The day itself is day 0 and may be any calendar day. ``n`` is not 0.
        """
        ordinal = day.toordinal()
        if n > 0:
            at = bisect_right(self._days, ordinal) + n - 1
        elif n < 0:
            at = bisect_left(self._days, ordinal) + n
        else:
            raise ValueError("there is no 0th working day after a day")
        if self._from <= ordinal <= self._to and 0 <= at < len(self._days):
            return date.fromordinal(self._days[at])
        raise self._outside(after=ordinal > self._to or (n > 0 and ordinal >= self._from))

    def count(self, start: date, end: date) -> int:
        """Return how many working days come after ``start`` up to and including ``end``.

        When ``end`` is before ``start``, the number from ``end`` to ``start``, negative.
        """
        return bisect_right(self._days, self._ordinal(end)) - bisect_right(self._days, self._ordinal(start))

    def on_or_after(self, day: date) -> date:
        """Return the day if it is a working day, else the next one."""
        at = bisect_left(self._days, self._ordinal(day))
        if at == len(self._days):
            raise self._outside(after=True)
        return date.fromordinal(self._days[at])

    def on_or_before(self, day: date) -> date:
        """Return the day if it is a working day, else the last one before it."""
        at = bisect_right(self._days, self._ordinal(day)) - 1
        if at < 0:
            raise self._outside(after=False)
        return date.fromordinal(self._days[at])

    def skipped(self, start: date, end: date) -> tuple[BankHoliday, ...]:
        """Return the weekdays after ``start`` up to and including ``end`` that are not counted, by date."""
        if self._skipped is None:
            weekdays = [day for day in self._calendar.kept(JURISDICTIONS[self.jurisdiction]) if day.date.weekday() < 5]
            self._skipped = [day.date.toordinal() for day in weekdays], weekdays
        ordinals, days = self._skipped
        begin = bisect_right(ordinals, self._ordinal(start))
        return tuple(days[begin : bisect_right(ordinals, self._ordinal(end))])

    def _ordinal(self, day: date) -> int:
        ordinal = day.toordinal()
        if self._from <= ordinal <= self._to:
            return ordinal
        raise self._outside(after=ordinal > self._to)

    def _outside(self, *, after: bool) -> OutsideCalendar:
        from foi_tracker.dates import show

        if after:
            return OutsideCalendar(
                f"Bank holidays are known to {show(self.last)}; a date after that cannot be counted.",
                "Save https://www.gov.uk/bank-holidays.json when it has more years, then: {foi} holidays import FILE",
            )
        return OutsideCalendar(
            f"Bank holidays are known from {show(self.first)}; a date before that cannot be counted.",
            "Check the year: the right to information began on 1 January 2005.",
        )


class Calendar:
    """The bank holidays of the three divisions, for whole years from ``first`` to ``last``.

    ``edition`` is the month in which the list was read from GOV.UK ("2026-11"), ``source`` where it is kept.
    Raises HomeError when no year is wholly listed or a year between others is not.
    """

    def __init__(self, events: Events, *, edition: str, source: str) -> None:
        self.events = events
        self.edition = edition
        self.source = source
        self.first, self.last = _covered(events, source)
        self._working_days: dict[str, WorkingDays] = {}

    def working_days(self, jurisdiction: str) -> WorkingDays:
        """Return the working days of "uk" (FOIA, EIR, own data) or "scotland" (FOISA, EI(S)R)."""
        days = self._working_days.get(jurisdiction)
        if days is None:
            days = self._working_days[jurisdiction] = WorkingDays(self, jurisdiction)
        return days

    def holidays(self, year: int | None = None) -> tuple[BankHoliday, ...]:
        """Return every bank holiday with the divisions that keep it, of one year or of all, by date."""
        return tuple(day for day in self.kept(tuple(DIVISIONS)) if year is None or day.date.year == year)

    def kept(self, divisions: tuple[str, ...]) -> Iterator[BankHoliday]:
        """Yield the bank holidays that some of these divisions keep, by date."""
        for day in sorted(set().union(*(self.events[division] for division in divisions))):
            keepers = tuple(division for division in divisions if day in self.events[division])
            names = dict.fromkeys(_name(self.events[division][day]) for division in keepers)
            yield BankHoliday(day, " / ".join(names), keepers)


@lru_cache(maxsize=1)
def shipped() -> Calendar:
    """Return the calendar that comes with the program.

    >>> shipped().first, shipped().last
    (datetime.date(2005, 1, 1), datetime.date(2028, 12, 31))
    """
    from foi_tracker.law.bank_holidays import parse

    with open(_SHIPPED, encoding="utf-8") as file:
        return parse(file.read(), "the list that came with the program")


def places(divisions: tuple[str, ...]) -> str:
    """Return the divisions as a person names them.

    >>> places(("england-and-wales", "northern-ireland"))
    'England, Wales and Northern Ireland'
    """
    match divisions:
        case ("england-and-wales", "scotland", "northern-ireland"):
            return "all of the UK"
        case ("england-and-wales", other):
            return f"England, Wales and {DIVISIONS[other]}"
        case _:
            return " and ".join(DIVISIONS[division] for division in divisions)


def _covered(events: Events, source: str) -> tuple[date, date]:
    """Return the first and the last day of the years that every division lists wholly."""
    wholly: set[int] | None = None
    for days in events.values():
        counts: dict[int, int] = {}
        for day in days:
            counts[day.year] = counts.get(day.year, 0) + 1
        years = {year for year, count in counts.items() if count >= _LEAST_A_YEAR}
        wholly = years if wholly is None else wholly & years
    if not wholly:
        raise not_a_list(source, "it lists no whole year of bank holidays")
    first, last = min(wholly), max(wholly)
    for year in range(first, last):
        if year not in wholly:
            raise not_a_list(source, f"the bank holidays of {year} are not all there")
    return date(first, 1, 1), date(last, 12, 31)


def _name(event: Event) -> str:
    # GOV.UK writes a typographic apostrophe; one spelling on the screen, whichever list a day comes from.
    title = event.title.replace("’", "'")
    return f"{title}, {event.notes[0].lower()}{event.notes[1:]}" if event.notes else title


def not_a_list(source: str, why: str) -> HomeError:
    """Return the error for a text that is no list of bank holidays."""
    return HomeError(
        f"{source} is not a list of bank holidays as GOV.UK publishes it: {why}.",
        "Save https://www.gov.uk/bank-holidays.json and give that file: {foi} holidays import FILE",
    )
