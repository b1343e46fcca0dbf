"""The calculator's answers, and the working of a date day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from foi_tracker.dates import show, show_short
from foi_tracker.law.calendar import BankHoliday, Calendar, places
from foi_tracker.law.deadlines import Deadline
from foi_tracker.views.clock_words import CLOCK_WORDS
from foi_tracker.views.screen import Screen


def show_deadlines(screen: Screen, deadlines: Sequence[Deadline]) -> None:
    """Write each deadline: from, due, latest; on a terminal with the date as it was read."""
    if screen.human:
        for one in deadlines:
            told = sentence(one)
            screen.prose(f"{_began(one)}: {told[0].lower()}{told[1:]}{_grace(one)}")
    else:
        screen.data("\n".join(plain_line(one.start, one.due, one.latest) for one in deadlines))


def plain_line(start: date, due: date, latest: date) -> str:
    """Return one record of a pipe: from, due, latest."""
    return f"{start.isoformat()}\t{due.isoformat()}\t{latest.isoformat()}"


def sentence(one: Deadline) -> str:
    """Return "Answer due Mon 21 Dec 2026 (FOIA 2000 s.10(1): 20 working days following receipt)"."""
    name = CLOCK_WORDS.get(one.clock, one.clock)
    return f"{name[0].upper()}{name[1:]} {show(one.due)} ({one.cite}: {one.words})"


def _began(one: Deadline) -> str:
    """Return "Received Sun 22 Nov 2026", so that a date which was read wrongly shows."""
    return f"{'Received' if one.clock == 'answer' else 'From'} {show(one.start)}"


def _grace(one: Deadline) -> str:
    return "" if one.latest == one.due else f"; latest {show(one.latest)}"


def deadline_json(one: Deadline) -> dict[str, Any]:
    """Return one deadline with the bank holidays that were not counted."""
    return {
        "from": one.start.isoformat(),
        "regime": one.regime,
        "clock": one.clock,
        "due": one.due.isoformat(),
        "latest": one.latest.isoformat(),
        "cite": one.cite,
        "skipped": [skipped_json(day) for day in one.skipped if day.date <= one.latest],
    }


def skipped_json(day: BankHoliday) -> dict[str, Any]:
    """Return a bank holiday with the divisions that keep it."""
    return {"date": day.date.isoformat(), "name": day.name, "divisions": list(day.divisions)}


def holiday_words(day: BankHoliday) -> str:
    """Return "St Andrew's Day (Scotland)"."""
    return f"{day.name} ({places(day.divisions)})"


def calendar_words(calendar: Calendar) -> str:
    """Return which calendar was counted by, and what it covers."""
    edition = f", edition {calendar.edition}" if calendar.edition else ""
    return f"GOV.UK list{edition}, covers {calendar.first.year} to {calendar.last.year}"


def day_line(label: str, day: date, words: str = "", *, year: bool = False) -> str:
    """Return one aligned line of a working: "day 6       Tue  1 Dec    words"."""
    shown = show(day) if year else show_short(day)
    weekday, rest = shown.split(" ", 1)
    padded = f"{weekday} {rest:>6}" if rest[1] == " " else shown
    return f"{label:<12}{padded:<18}{words}".rstrip()
