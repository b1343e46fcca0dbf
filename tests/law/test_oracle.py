"""Every clock of every law for every start day, against a count that walks a calendar one day at a time.

Nothing here uses the engine's arithmetic or its list: the holidays are those of the table beside this file, periods and
rules are written out again, and months are dateutil's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law import REGIMES, counter

FIRST, LAST = date(2005, 1, 1), date(2028, 12, 31)
ONE_DAY = timedelta(days=1)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
TABLE = os.path.join(os.path.dirname(__file__), "weekday_holidays.txt")


class Walk:
    """Working days found by walking: ``letters`` are the divisions of the table whose holidays do not count."""

    def __init__(self, letters: str) -> None:
        self.closed: set[date] = set()
        with open(TABLE, encoding="utf-8") as lines:
            for line in lines:
                if line[0] != "#":
                    year, *days = line.split()
                    kept = [day[:5] for day in days if set(day[5:]) & set(letters)]
                    self.closed |= {date.fromisoformat(f"{year}-{day}") for day in kept}
        self.after: dict[date, list[date]] = {}
        for start in EVERY_DAY:
            found: list[date] = []
            day = start
            while len(found) < 61 and day < LAST:
                day += ONE_DAY
                if self.works(day):
                    found.append(day)
            self.after[start] = found

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def nth(self, start: date, n: int) -> date | None:
        return self.after[start][n - 1] if n <= len(self.after[start]) else None

    def this_or_next(self, day: date) -> date | None:
        while not self.works(day):
            day += ONE_DAY
        return day if day <= LAST else None

    def this_or_last(self, day: date) -> date:
        while not self.works(day):
            day -= ONE_DAY
        return day


WALKS = {"uk": Walk("esn"), "scotland": Walk("s")}
Dates = tuple[date | None, date | None]
Expected = Callable[[Walk, date], Dates]


def a_day_later_if_it_came_on_a_day_off(walk: Walk, start: date, due: date | None) -> date | None:
    return due if due is None or walk.works(start) else walk.nth(due, 1)


def answer(n: int) -> Expected:
    def dates(walk: Walk, start: date) -> Dates:
        due = walk.nth(start, n)
        return due, a_day_later_if_it_came_on_a_day_off(walk, start, due)

    return dates


def working_days(n: int, most: int | None = None) -> Expected:
    return lambda walk, start: (walk.nth(start, n), walk.nth(start, most or n))


def calendar_days(n: int) -> Expected:
    return lambda _, start: (start + n * ONE_DAY, start + n * ONE_DAY)


def months(n: int) -> Expected:
    return lambda _, start: (start + relativedelta(months=n), start + relativedelta(months=n))


def months_beginning_with_the_day(n: int) -> Expected:
    def dates(_: Walk, start: date) -> Dates:
        end = start + relativedelta(months=n)
        last = end - ONE_DAY if end.day == start.day else end
        return last, last

    return dates


def tribunal(walk: Walk, start: date) -> Dates:
    return walk.this_or_last(start + 28 * ONE_DAY), walk.this_or_next(start + 28 * ONE_DAY)


def own_data(n: int) -> Expected:
    def dates(walk: Walk, start: date) -> Dates:
        due = walk.this_or_next(start + relativedelta(months=n))
        return due, a_day_later_if_it_came_on_a_day_off(walk, start, due)

    return dates


UK_COMMON: dict[str, Expected] = {
    "answer": answer(20),
    "answer_extended": answer(40),
    "very_late": working_days(40),
    "review_request": working_days(40),
    "complaint": calendar_days(42),
    "regulator_letter": working_days(10),
    "compliance": calendar_days(30),
    "appeal": tribunal,
    "clarify": months(2),
}
SCOTLAND_COMMON: dict[str, Expected] = {
    "answer": answer(20),
    "very_late": working_days(40),
    "review_request": working_days(40),
    "review": working_days(20),
    "complaint": months(6),
    "appeal": calendar_days(42),
    "clarify": months(2),
}
CLOCKS: dict[str, tuple[str, dict[str, Expected]]] = {
    "FOIA": ("uk", {**UK_COMMON, "review": working_days(20, 40), "pay": months_beginning_with_the_day(3)}),
    "EIR": ("uk", {**UK_COMMON, "review": working_days(40), "pay": working_days(60)}),
    "FOISA": ("scotland", {**SCOTLAND_COMMON, "pay": months_beginning_with_the_day(3)}),
    "EISR": ("scotland", {**SCOTLAND_COMMON, "answer_extended": answer(40), "pay": working_days(60)}),
    "SAR": ("uk", {"answer": own_data(1), "answer_extended": own_data(3), "very_late": working_days(40)}),
}
CASES = [(regime, clock, None) for regime, (_, clocks) in CLOCKS.items() for clock in clocks]
COUNTS = [(regime, "answer", n) for regime in ("FOIA", "EIR", "FOISA", "EISR") for n in (20, 30, 40, 60)]
COUNTS += [(regime, "review", n) for regime in ("FOIA", "FOISA") for n in (20, 30, 40, 60)]


def counted(due_of: Callable[[date], tuple[date, date]], start: date) -> tuple[date, date] | None:
    try:
        return due_of(start)
    except OutsideCalendar:
        return None


def test_every_clock_of_every_law_is_walked_here() -> None:
    assert {(code, kind) for code, law in REGIMES.items() for kind in law.rules} == {case[:2] for case in CASES}


@pytest.mark.parametrize(("regime", "clock", "nth"), CASES + COUNTS)
def test_engine_agrees_with_the_walk_for_every_start_day(regime: str, clock: str, nth: int | None) -> None:
    jurisdiction, clocks = CLOCKS[regime]
    walk = WALKS[jurisdiction]
    expected = clocks[clock] if nth is None else answer(nth) if clock == "answer" else working_days(nth)
    due_of = counter(regime=regime, clock=clock, nth=nth)
    agreed = 0
    for start in EVERY_DAY:
        dates = expected(walk, start)
        known = dates if None not in dates else None
        assert counted(due_of, start) == known, start
        agreed += known is not None
    assert agreed > 8600
    assert counted(due_of, FIRST - ONE_DAY) is counted(due_of, LAST + ONE_DAY) is None


def test_walks_differ_as_the_two_acts_do() -> None:
    # 17 March, 12 July, Easter Monday and the last Monday of August in 24 years, less those on weekends.
    assert len(WALKS["uk"].closed) - len(WALKS["scotland"].closed) == 96
    assert WALKS["scotland"].closed < WALKS["uk"].closed
