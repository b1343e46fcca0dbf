"""How a deadline was counted, step by step."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from foi_tracker.law.calendar import BankHoliday, Calendar, WorkingDays, places, shipped
from foi_tracker.law.deadlines import Deadline, end_of
from foi_tracker.law.regimes import GUIDANCE, ROLLS_FORWARD, WORKING_DAYS, YOU, Regime, Rule
from foi_tracker.law.regimes import regime as regime_of


class WorkingStep(NamedTuple):
    """One line of the working: a date, what it is to the count, its number where it is counted, and why.

    ``label`` is "received" or "from" (day 0), "day", "not counted", "ends" (a period that ends on a day which the law
    then moves), "due", "latest", or "calendar" (its last day).
    """

    label: str
    n: int | None
    date: date
    note: str


def explain(deadline: Deadline, calendar: Calendar | None = None) -> tuple[WorkingStep, ...]:
    """Return the working of a deadline that ``deadline`` returned with the same calendar, by date.

    Every counted day has its step; a view shows those it has room for.

    >>> from foi_tracker.law import deadline
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
    end = end_of(rule.due, deadline.start, days)
    steps = [WorkingStep("due", None, deadline.due, _why_due(rule))]
    if end not in (deadline.due, deadline.latest):
        steps.append(WorkingStep("ends", None, end, f"{_closed(end)}: not a working day"))
    if deadline.latest != deadline.due:
        note = "the next working day"
        if rule.rolls == ROLLS_FORWARD:
            note = _why_a_day_later(deadline.start, regime_of(deadline.regime), days)
        steps.append(WorkingStep("latest", None, deadline.latest, note))
    return sorted(steps, key=lambda step: step.date)


def _why_skipped(skipped: BankHoliday, law: Regime) -> str:
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
