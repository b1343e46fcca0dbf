"""Bank holidays on the screen: the list, and what a newer one changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.calendar import BankHoliday, Calendar, places
from foi_tracker.views.law.deadlines import calendar_words, skipped_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.upkeep.holidays import Imported


def show_holidays(screen: Screen, days: Sequence[BankHoliday], calendar: Calendar) -> None:
    """Write which day is kept where, and which list says so."""
    if screen.mode == JSON:
        screen.json({"calendar": calendar_json(calendar), "holidays": [skipped_json(day) for day in days]})
        return
    if not screen.human:
        screen.rows([(day.date.isoformat(), day.name, ",".join(day.divisions)) for day in days])
        return
    for day in days:
        screen.prose(f"{show(day.date):<17} {visible(day.name)} ({places(day.divisions)})")
    screen.data("")
    screen.prose(commands(f"From the {calendar_words(calendar)}: {visible(calendar.source)}."))


def calendar_json(calendar: Calendar) -> dict[str, Any]:
    """Return which list is counted by."""
    return {
        "edition": calendar.edition,
        "first": calendar.first.isoformat(),
        "last": calendar.last.isoformat(),
        "source": calendar.source,
    }


def show_imported(screen: Screen, found: Imported, *, dry: bool) -> None:
    """Write what a newer list changed, and which open requests move."""
    if screen.mode == JSON:
        screen.json(
            {
                "calendar": calendar_json(found.after),
                "added": [skipped_json(day) for day in found.added],
                "dropped": [skipped_json(day) for day in found.dropped],
                "changed": [
                    {
                        "number": one.after.request.number,
                        "due_on": _iso(one.after.due_on),
                        "before": _iso(one.before.due_on),
                    }
                    for one in found.moved
                ],
            }
        )
        return
    records = [("added", day.date.isoformat(), day.name, ",".join(day.divisions)) for day in found.added]
    records += [("dropped", day.date.isoformat(), day.name, ",".join(day.divisions)) for day in found.dropped]
    records += [
        ("moved", str(one.after.request.number), _iso(one.before.due_on) or "", _iso(one.after.due_on) or "")
        for one in found.moved
    ]
    if not screen.human:
        screen.rows(records)
    else:
        for day in found.added:
            screen.prose(f"new      {show(day.date):<17} {visible(day.name)} ({places(day.divisions)})")
        for day in found.dropped:
            screen.prose(f"gone     {show(day.date):<17} {visible(day.name)} ({places(day.divisions)})")
        for one in found.moved:
            before, after = (show(day) if day else "no date" for day in (one.before.due_on, one.after.due_on))
            screen.prose(f"moved    request {one.after.request.number}: due {before}, now {after}")
    kept = "Nothing was kept; without -n the" if dry else "The"
    if records or found.after.last != found.before.last:
        words = f"{kept} list now covers {found.after.first.year} to {found.after.last.year}; "
        screen.words(words + f"{plural(len(found.moved), 'open request')} moved.")
    else:
        screen.words("Nothing new: the list is the one that is counted by already.")


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
