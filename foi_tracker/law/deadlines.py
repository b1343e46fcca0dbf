"""From a rule and a day to dates: the one place where a period of law becomes a deadline, and can be explained.

``due`` is the date by the statute. ``latest`` is the day after which even the most generous count is over: nobody is
accused before it has passed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import BadInput, OutsideCalendar
from foi_tracker.law.calendar import Calendar, Skipped, WorkingDays, places, shipped
from foi_tracker.law.regimes import (
    CALENDAR_DAYS,
    GUIDANCE,
    MONTHS,
    ROLLS_APART,
    ROLLS_FORWARD,
    WORKING_DAYS,
    YOU,
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
    skipped: tuple[Skipped, ...]


class WorkingStep(NamedTuple):
    """One line of the working: a date, what it is to the count, its number where it is counted, and why.

    ``label`` is "received" or "from" (day 0), "day", "not counted", "ends" (a period that ends on a day which the law
    then moves), "due", "latest", or "calendar" (its last day).
    """

    label: str
    n: int | None
    date: date
    note: str


def due_and_latest(rule: Rule, start: date, days: WorkingDays) -> tuple[date, date]:
    """Return the due date of a rule whose clock counts from ``start``, and the latest date.

    ``days`` are the working days of the rule's law. Raises OutsideCalendar for a start that they do not cover, and
    when the count runs out of them.
    """
    started_on_working_day = days.is_working(start)
    due = _end(rule.due, start, days)
    latest = due if rule.latest is None else _end(rule.latest, start, days)
    if rule.rolls == ROLLS_FORWARD:
        due = latest = days.on_or_after(due)
    elif rule.rolls == ROLLS_APART and not days.is_working(due):
        due, latest = days.on_or_before(due), days.on_or_after(due)
    # FOIA 2000 s.10 counts from the day of receipt, "any day"; the s.45 Code of 2018 takes the first working day after
    # a weekend or holiday for the day of receipt, and so ends a working day later. The Act prevails, the Code is what
    # some authorities follow; the other laws have no such code, and the day's grace is a courtesy.
    if rule.kind == "answer" and not started_on_working_day:
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
        raise BadInput(f"{law.short} has no clock {clock!r}.", f"It has {', '.join(law.rules)}.")
    if nth is None:
        return rule
    if nth < 1:
        raise BadInput(f"{nth} is not a number of working days to count.", "Give 1 or more.")
    if rule.due.unit != WORKING_DAYS:
        raise BadInput(
            f"Another number of working days cannot take the place of {rule.words}.",
            f"Leave it out for the clock {clock!r} of {law.short}.",
        )
    words = f"{nth} working days, in the place of: {rule.words}"
    return rule._replace(due=Span(nth, WORKING_DAYS), latest=None, words=words)


def explain(deadline: Deadline, calendar: Calendar | None = None) -> tuple[WorkingStep, ...]:
    """Return the working of a deadline that ``deadline`` returned with the same calendar, by date.

    Every counted day has its step; a view shows those it has room for.

    >>> [step.note for step in explain(deadline(date(2026, 11, 22))) if step.label == "not counted"]
    ["St Andrew's Day (Scotland): a bank holiday in any part of the UK, s.10(6)"]
    """
    law = regime_of(deadline.regime)
    rule = law.rules[deadline.clock]
    calendar = calendar or shipped()
    days = calendar.working_days(law.jurisdiction)
    first = WorkingStep(
        "received" if rule.kind == "answer" else "from", 0, deadline.start, f"day 0: {rule.counts_from}"
    )
    steps = _counted(deadline, law, days) if rule.due.unit == WORKING_DAYS else _spanned(deadline, rule, days)
    years = f"{calendar.first.year} to {calendar.last.year}"
    known = WorkingStep(
        "calendar", None, calendar.last, f"GOV.UK list, edition {calendar.edition or 'unknown'}, covers {years}"
    )
    return (first, *steps, known)


def _counted(deadline: Deadline, law: Regime, days: WorkingDays) -> list[WorkingStep]:
    rule = law.rules[deadline.clock]
    steps = [WorkingStep("not counted", None, skipped.date, _why_skipped(skipped, law)) for skipped in deadline.skipped]
    for n in range(1, days.count(deadline.start, deadline.latest) + 1):
        day = days.add(deadline.start, n)
        if day == deadline.due:
            steps.append(WorkingStep("due", n, day, _why_due(rule)))
        elif day == deadline.latest:
            note = _why_a_day_later(deadline.start, law, days) if rule.latest is None else rule.words
            steps.append(WorkingStep("latest", n, day, note))
        else:
            steps.append(WorkingStep("day", n, day, ""))
    return sorted(steps, key=lambda step: step.date)


def _spanned(deadline: Deadline, rule: Rule, days: WorkingDays) -> list[WorkingStep]:
    end = _end(rule.due, deadline.start, days)
    steps = [WorkingStep("due", None, deadline.due, _why_due(rule))]
    if end not in (deadline.due, deadline.latest):
        steps.append(WorkingStep("ends", None, end, f"{_closed(end)}: not a working day"))
    if deadline.latest != deadline.due:
        note = "the next working day"
        if rule.rolls == ROLLS_FORWARD:
            note = _why_a_day_later(deadline.start, regime_of(deadline.regime), days)
        steps.append(WorkingStep("latest", None, deadline.latest, note))
    return sorted(steps, key=lambda step: step.date)


def _why_skipped(skipped: Skipped, law: Regime) -> str:
    if law.jurisdiction == "scotland":
        return f"{skipped.name}: a bank holiday in Scotland, {law.working_day}"
    kept = f"{skipped.name} ({places(skipped.divisions)})"
    return f"{kept}: a bank holiday in any part of the UK" + (f", {law.working_day}" if law.working_day else "")


def _why_due(rule: Rule) -> str:
    if rule.whose == YOU:
        return "after this day they may refuse" if rule.firmness == GUIDANCE else "your last safe day"
    if rule.kind == "compliance":
        return "they have until the end of this day"
    return "they may answer until the end of this day"


def _why_a_day_later(start: date, law: Regime, days: WorkingDays) -> str:
    arrived = f"it arrived on {_closed(start)}"
    if not law.counts_later:
        return f"{arrived}: wait one day before you complain"
    from foi_tracker.dates import LONG_WEEKDAYS

    first = LONG_WEEKDAYS[days.on_or_after(start).weekday()]
    return f"{arrived}; some authorities count from {first} ({law.counts_later}): wait one day before you complain"


def _closed(day: date) -> str:
    """Return "a Sunday", or "a bank holiday" for a weekday."""
    from foi_tracker.dates import LONG_WEEKDAYS

    return "a bank holiday" if day.weekday() < 5 else f"a {LONG_WEEKDAYS[day.weekday()]}"


class Receipt(NamedTuple):
    """The last day on which a request may reach an authority so that the steps are over in time.

    ``review`` is the working days that a review may take, or None when only the answer is waited for.
    """

    review: int | None
    on: date


def latest_receipt(
    before: date, *, regime: str = "FOIA", nth: int | None = None, calendar: Calendar | None = None
) -> tuple[Receipt, ...]:
    """Return the last days of receipt for an answer, and for an answer and each length of review, by ``before``.

    Every step ends on its latest date, and the review is asked for on the latest date of the answer. Raises BadInput
    and OutsideCalendar as ``deadline`` does.
    """
    law = regime_of(regime)
    days = (calendar or shipped()).working_days(law.jurisdiction)
    answer = rule_of(law, "answer", nth)
    reviews: list[int | None] = [None]
    if review := law.rules.get("review"):
        reviews += [span.count for span in (review.due, review.latest) if span is not None]

    def over_in_time(received: date, review: int | None) -> bool:
        try:
            _, end = due_and_latest(answer, received, days)
            return (end if review is None else days.add(end, review)) <= before
        except OutsideCalendar:
            # It ends after the last day that is known, and so after ``before``; or ``received`` is before the first.
            if received < days.first:
                raise
            return False

    receipts = []
    received = days.on_or_before(before)
    for length in reviews:
        while not over_in_time(received, length):
            received -= _ONE_DAY
        receipts.append(Receipt(length, received))
    return tuple(receipts)


def _end(span: Span, start: date, days: WorkingDays) -> date:
    count, unit = span
    if unit == WORKING_DAYS:
        return days.add(start, count)
    if unit == CALENDAR_DAYS:
        return start + timedelta(count)
    if unit == MONTHS:
        return _corresponding(start, count) or _last_of_month(start, count)
    corresponding = _corresponding(start, count)
    return corresponding - _ONE_DAY if corresponding else _last_of_month(start, count)


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
