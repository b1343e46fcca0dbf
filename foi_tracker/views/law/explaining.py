"""How a date was counted: the days that tell something, one a line."""

from __future__ import annotations

from typing import Any

from foi_tracker.dates import show
from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock
from foi_tracker.law.deadlines import Deadline, deadline
from foi_tracker.law.explaining import WorkingStep, explain
from foi_tracker.views.changes import skipped_days
from foi_tracker.views.law.deadlines import calendar_words, day_line, holiday_words, sentence
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import visible


def working_lines(one: Deadline, calendar: Calendar) -> list[str]:
    """Return the working of a deadline: the start, the first day, what was skipped and the day after it, the end."""
    lines = []
    show_next = True
    for step in explain(one, calendar):
        match step.label:
            case "calendar":
                lines.append(f"{'calendar':<12}{calendar_words(calendar)}")
            case "received" | "from":
                lines.append(day_line(step.label, step.date, step.note, year=True))
            case "day":
                if show_next:
                    lines.append(day_line(f"day {step.n}", step.date))
                show_next = False
            case "due" if step.n is not None:
                lines.append(day_line(f"day {step.n}", step.date, step.note))
            case _:
                lines.append(day_line(step.label, step.date, step.note))
                show_next = step.label == "not counted"
    return lines


def show_working(screen: Screen, one: Deadline, calendar: Calendar) -> None:
    """Write a deadline and how it was counted; in a pipe, its record and then a record for each step."""
    if not screen.human:
        screen.rows([("deadline", one.start.isoformat(), one.due.isoformat(), one.latest.isoformat())])
        screen.rows([step_record(step) for step in explain(one, calendar)])
        return
    whole = [sentence(one), "", *(f"  {line}" for line in working_lines(one, calendar))]
    screen.prose("\n".join(whole))


def step_record(step: WorkingStep) -> tuple[str, ...]:
    """Return one step of a working as a record: "working", label, number, date, note."""
    number = "" if step.n is None else str(step.n)
    return ("working", step.label.replace(" ", "_"), number, step.date.isoformat(), step.note)


def clock_working(clock: Clock, calendar: Calendar) -> list[str]:
    """Return the working of a request's clock: as of a deadline, and what happened to it on the way."""
    plain = _as_deadline(clock, calendar)
    if plain is not None:
        return [sentence(plain), "", *_reset(clock), *working_lines(plain, calendar), *_notes(clock)]
    lines = [*_reset(clock), day_line("from", clock.start, "day 0", year=True)]
    for begin, end in clock.pauses:
        until = "until they have it" if end.year == 9999 else f"to {show(end)}, both included"
        lines.append(day_line("paused", begin, until))
    for day in skipped_days(clock, calendar, clock.latest):
        lines.append(day_line("not counted", day.date, holiday_words(day)))
    if clock.due is not None:
        lines.append(day_line("due", clock.due, clock.cite, year=True))
    if clock.latest is not None and clock.latest != clock.due:
        lines.append(
            day_line("latest", clock.latest, "the most generous count: wait for it before you complain", year=True)
        )
    return [*lines, f"{'calendar':<12}{calendar_words(calendar)}", *_notes(clock)]


def _reset(clock: Clock) -> list[str]:
    """Say that the count began afresh: an answer clock that counts from a clarification (FOIA 2000 s.10(6)(b))."""
    if clock.kind != "answer" or clock.basis != "clarified":
        return []
    return [f"{'reset':<12}they asked what you meant, so the count began afresh with your clarification"]


def _as_deadline(clock: Clock, calendar: Calendar) -> Deadline | None:
    """Return the clock as the calculator would count it, or None when something moved it since."""
    if clock.due is None or clock.pauses:
        return None
    try:
        counted = deadline(clock.start, regime=clock.regime, clock=clock.kind, calendar=calendar)
    except OutsideCalendar:
        return None
    return counted if (counted.due, counted.latest) == (clock.due, clock.latest) else None


def _notes(clock: Clock) -> list[str]:
    return [f"{'note':<12}{visible(note)}" for note in clock.notes]


def working_json(clock: Clock, calendar: Calendar) -> list[dict[str, Any]]:
    """Return the working of a request's clock, a step each; empty when something moved the clock since."""
    plain = _as_deadline(clock, calendar)
    return [step_json(step) for step in explain(plain, calendar)] if plain else []


def step_json(step: WorkingStep) -> dict[str, Any]:
    """Return one step of a working."""
    return {"label": step.label.replace(" ", "_"), "n": step.n, "date": step.date.isoformat(), "note": step.note}
