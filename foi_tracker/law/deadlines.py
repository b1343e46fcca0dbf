"""From a rule and a day to dates: the one place where a period of law becomes a deadline, and can be explained.

``due`` is the date by the statute. ``latest`` is the day after which even the most generous count is over: nobody is
accused before it has passed.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.law.calendar import BankHoliday, Calendar, WorkingDays, shipped
from foi_tracker.law.clocks import ANSWER_CLOCKS, Pauses
from foi_tracker.law.regimes import (
    CALENDAR_DAYS,
    MONTHS,
    ROLLS_APART,
    ROLLS_FORWARD,
    WORKING_DAYS,
    Regime,
    Rule,
    Span,
)
from foi_tracker.law.regimes import regime as regime_of

_ONE_DAY = timedelta(days=1)


class Deadline(NamedTuple):
    """A clock that counts from ``start``: when it ends, why, and the bank holidays that were not counted."""

    start: date
    regime: str
    clock: str
    due: date
    latest: date
    cite: str
    words: str
    skipped: tuple[BankHoliday, ...]


def due_and_latest(rule: Rule, start: date, days: WorkingDays, pauses: Pauses = ()) -> tuple[date, date]:
    """Return the due date of a rule whose clock counts from ``start``, and the latest date.

    ``days`` are the working days of the rule's law. Raises OutsideCalendar for a start that they do not cover, and
    when the count runs out of them.
    """
    started_on_working_day = days.is_working(start)
    due = end_of(rule.due, start, days, pauses)
    latest = due if rule.latest is None else end_of(rule.latest, start, days, pauses)
    if rule.rolls == ROLLS_FORWARD:
        due = latest = days.on_or_after(due)
    elif rule.rolls == ROLLS_APART and not days.is_working(due):
        due, latest = days.on_or_before(due), days.on_or_after(due)
    # FOIA 2000 s.10 counts from the day of receipt, "any day"; the s.45 Code of 2018 takes the first working day after
    # a weekend or holiday for the day of receipt, and so ends a working day later. The Act prevails, the Code is what
    # some authorities follow; the other laws have no such code, and the day's grace is a courtesy.
    if not started_on_working_day and rule.kind in ANSWER_CLOCKS:
        latest = days.add(due, 1)
    return due, latest


def deadline(
    start: date,
    *,
    regime: str = "FOIA",
    clock: str = "answer",
    nth: int | None = None,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the deadline of a clock that counts from ``start``, by default FOIA's answer to a request received then.

    ``nth`` puts another number of working days in the place of the law's own, as for archives (30) or information
    held abroad (60). Raises BadInput for an unknown law or clock, OutsideCalendar beyond the calendar's years.

    >>> deadline(date(2026, 11, 24)).due
    datetime.date(2026, 12, 23)
    >>> deadline(date(2026, 3, 2), regime="FOISA").cite
    'FOISA 2002 s.10(1)'
    """
    law = regime_of(regime)
    rule = rule_of(law, clock, nth)
    days = (calendar or shipped()).working_days(law.jurisdiction)
    due, latest = due_and_latest(rule, start, days)
    skipped = days.skipped(start, latest) if rule.due.unit == WORKING_DAYS else ()
    return Deadline(start, law.code, rule.kind, due, latest, rule.cite, rule.words, skipped)


def counter(
    *, regime: str = "FOIA", clock: str = "answer", nth: int | None = None, calendar: Calendar | None = None
) -> Callable[[date], tuple[date, date]]:
    """Return a function from a start day to (due, latest), for thousands of days; arguments as of ``deadline``.

    >>> due_of = counter(regime="EIR", clock="review")
    >>> due_of(date(2026, 6, 1))[0]
    datetime.date(2026, 7, 29)
    """
    law = regime_of(regime)
    rule = rule_of(law, clock, nth)
    days = (calendar or shipped()).working_days(law.jurisdiction)
    return lambda start: due_and_latest(rule, start, days)


def rule_of(law: Regime, clock: str, nth: int | None = None) -> Rule:
    """Return the law's rule for a clock, with ``nth`` working days in the place of its own if given.

    Raises BadInput for a clock that the law does not have, or an ``nth`` that cannot take the place of its period.
    """
    rule = law.rules.get(clock)
    if rule is None:
        raise BadInput(f"{law.short} has no clock {clock[:40]!r}.", f"It has {', '.join(law.rules)}.")
    if nth is None:
        return rule
    if nth < 1:
        raise BadInput(f"{nth} is not a number of working days to count.", "Give 1 or more.")
    if rule.due.unit != WORKING_DAYS:
        raise BadInput(
            f"Another number of working days cannot take the place of {rule.words}.",
            f"Leave it out for the clock {clock!r} of {law.short}.",
        )
    words = f"{nth} working days instead of {rule.words}"
    return rule._replace(due=Span(nth, WORKING_DAYS), latest=None, words=words)


def end_of(span: Span, start: date, days: WorkingDays, pauses: Pauses = ()) -> date:
    """Return the last day of a period that counts from ``start``, without the days of the pauses.

    Raises OutsideCalendar for working days beyond it.
    """
    count, unit = span
    if pauses:
        return _end_beside(span, start, days, pauses)
    if unit == WORKING_DAYS:
        return days.add(start, count)
    if unit == CALENDAR_DAYS:
        return start + timedelta(count)
    if unit == MONTHS:
        return _corresponding(start, count) or _last_of_month(start, count)
    corresponding = _corresponding(start, count)
    return corresponding - _ONE_DAY if corresponding else _last_of_month(start, count)


def _end_beside(span: Span, start: date, days: WorkingDays, pauses: Pauses) -> date:
    if span.unit != WORKING_DAYS:
        lost = sum(max((last - max(first, start + _ONE_DAY)).days + 1, 0) for first, last in pauses)
        return end_of(span, start, days) + timedelta(lost)
    left, begin = span.count, start
    for first, last in pauses:
        counted = days.count(begin, first - _ONE_DAY) if first > begin else 0
        if counted >= left:
            break
        left -= counted
        begin = max(begin, last)
    return days.add(begin, left)


def _corresponding(start: date, months: int) -> date | None:
    """Return the same day of the month so many months later, or None when that month is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day)
    except ValueError:
        return None


def _last_of_month(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month + months, 12)
    return date(year, month + 1, 1) - _ONE_DAY
