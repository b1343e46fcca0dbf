"""The file of a case as a regulator reads it: what happened, how its dates were counted, what is enclosed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.dates import show, show_long
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import KINDS, Event
from foi_tracker.views.clock_words import clock_name
from foi_tracker.views.happenings import happened
from foi_tracker.views.law.explaining import clock_working
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.post.casefile import CaseFile, Enclosure

CHRONOLOGY = "chronology.txt"
ENCLOSURES = "enclosures.txt"

# What is not the story of the request, but how its owner kept it.
_HOUSEKEEPING = frozenset(("drafted", "noted", "labelled", "reminded"))
_STATES = {"missing": "MISSING: not in this file", "changed": "CHANGED since it was kept"}


def texts(case: CaseFile, *, calendar: Calendar, today: date) -> dict[str, str]:
    """Return the texts that lie beside the letters and replies, by name."""
    return {
        CHRONOLOGY: chronology(case, calendar=calendar, today=today),
        ENCLOSURES: enclosures(case),
    }


def chronology(case: CaseFile, *, calendar: Calendar, today: date) -> str:
    """Return what happened day by day, with who did it, and the working of every date."""
    standing = case.standing
    lines = [*_head(case), f"As it stood on {show_long(today)}.", "", "What happened", ""]
    enclosed: dict[int, list[int]] = {}
    for one in case.enclosures:
        for event_id in one.events:
            enclosed.setdefault(event_id, []).append(one.place)
    for event in standing.request.events:
        if event.kind not in _HOUSEKEEPING:
            numbers = ", ".join(map(str, enclosed.get(event.id, ())))
            seen = f" [enclosure {numbers}]" if numbers else ""
            lines.append(f"{show(event.on):<16}  {_who(event, case)}: {happened(event)}{seen}")
    clocks = [clock for clock in standing.clocks if clock.due is not None and _tells(clock)]
    if clocks:
        lines += ["", "How the dates were counted"]
    for clock in clocks:
        lines += ["", *_counted(clock, calendar)]
    return "\n".join(lines) + "\n"


def _counted(clock: Clock, calendar: Calendar) -> list[str]:
    name = clock_name(clock)
    heading = f"{name[0].upper()}{name[1:]}"
    lines = clock_working(clock, calendar)
    if not lines[0].startswith(heading):
        lines = [heading, "", *lines]
    if clock.missed_by:
        lines.append(f"{'late by':<12}{plural(clock.missed_by, 'working day')}")
    return lines


def _tells(clock: Clock) -> bool:
    """Return whether a clock says anything: one that stopped in time does not."""
    return not (clock.ended == "stopped" and clock.missed_by is None)


def _head(case: CaseFile) -> list[str]:
    request = case.standing.request
    law = REGIMES.get(request.regime)
    lines = [
        f"Request {visible(request.our_ref or str(request.number))} to {visible(request.authority.name)}",
        f"About: {visible(request.subject)}",
        f"Law: {law.name if law else visible(request.regime)}",
    ]
    if case.requester:
        lines.append(f"Made by: {visible(case.requester)}")
    if request.their_refs:
        lines.append(f"Their references: {visible(', '.join(request.their_refs))}")
    return lines


def _who(event: Event, case: CaseFile) -> str:
    request = case.standing.request
    law = REGIMES.get(request.regime)
    match KINDS[event.kind].whose if event.kind in KINDS else "":
        case "you":
            return visible(case.requester or "The requester")
        case "authority":
            return visible(request.authority.name)
        case "regulator" if law:
            return f"{law.regulator[0].upper()}{law.regulator[1:]}"
        case "tribunal":
            return "The tribunal"
    return "Also"


def enclosures(case: CaseFile) -> str:
    """Return the list of enclosures; what is missing or was changed is said so."""
    lines = [*_head(case), "", "Enclosures, in order of date", ""]
    lines += [_listed(one) for one in case.enclosures]
    if not case.enclosures:
        lines.append("None: no letter and no reply is kept.")
    return "\n".join(lines) + "\n"


def _listed(one: Enclosure) -> str:
    what = happened(one.event) if one.sent else "a letter that was drafted and not sent"
    state = f"  {_STATES[one.state]}" if one.state in _STATES else ""
    return f"{one.place:>2}. {show(one.event.on):<16}  {one.name}: {what}{state}"


def show_written(screen: Screen, case: CaseFile, path: str) -> None:
    """Say what was written where, and name what is missing, was changed or is left out."""
    from foi_tracker.paths import shown

    number = case.standing.request.number
    there = len(case.enclosures) - len(case.missing)
    if screen.mode == JSON:
        screen.json(
            {
                "exported": {
                    "kind": "case",
                    "number": number,
                    "file": path,
                    "enclosures": [_enclosure_json(one) for one in case.enclosures],
                    "left_out": list(case.private),
                }
            }
        )
        return
    if not screen.human:
        screen.rows([(str(number), path, str(there), str(len(case.missing)))])
    held = plural(there, "letter or reply", "letters and replies")
    lines = [f"{visible(shown(path))} holds {held} of request {number}, a chronology and a list of enclosures."]
    lines += [f"MISSING  {visible(one.path)}: bring it back from your mail, then say it again." for one in case.missing]
    lines += [f"CHANGED  {visible(one.path)}: it is not as it was kept." for one in case.changed]
    lines += [f"Left out {visible(path)}: it belongs to a note of yours." for path in case.private]
    if without := case.without_file:
        named = "; ".join(f"{KINDS[event.kind].words} of {show(event.on)}" for event in without)
        lines.append(commands(f"No file is kept of: {named}. Keep what you have: {{foi}} note {number} --file PATH"))
    screen.words("\n".join([*lines, "Your notes and tags are not in it. Read it through before you pass it on."]))


def _enclosure_json(one: Enclosure) -> dict[str, object]:
    return {
        "place": one.place,
        "name": one.name,
        "kind": one.what,
        "on": one.event.on.isoformat(),
        "events": list(one.events),
        "sent": one.sent,
        "path": one.path,
        "state": one.state,
    }
