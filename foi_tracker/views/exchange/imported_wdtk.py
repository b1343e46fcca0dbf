"""What a file of WhatDoTheyKnow brought, and what is left for a person to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.law.calendar import Calendar
from foi_tracker.views import as_json
from foi_tracker.views.changes import clock_lines
from foi_tracker.views.next_steps import next_lines
from foi_tracker.views.program import commands
from foi_tracker.views.requests import show_rows
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.importing_wdtk import Followed

_MOST_TOLD = 5


def show_followed(screen: Screen, found: Followed, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write how the requests stand with what came."""
    standings = [change.after for change in found.changes]
    if screen.mode == JSON:
        screen.json(
            {
                "changed": as_json.requests_json(standings, today=today, calendar=calendar),
                "new": list(found.new),
                "same": list(found.same),
                "left": [{**one._asdict(), "command": commands(one.command)} for one in found.left],
            }
        )
        return
    if not screen.human:
        show_rows(screen, standings)
    if dry and standings:
        screen.words("Nothing was recorded; without -n it would be:")
    for standing in standings[:_MOST_TOLD]:
        request = standing.request
        how = "new" if request.number in found.new else "more of it"
        lines = [
            f"Request {request.number}, {visible(request.authority.short_name)}: {visible(request.subject)} ({how})"
        ]
        if standing.clock is not None:
            lines += clock_lines(standing.clock, standing, today=today, calendar=calendar)
        screen.words("\n".join([*lines, *next_lines(standing, today)]))
    if len(standings) > _MOST_TOLD:
        screen.words(f"and {plural(len(standings) - _MOST_TOLD, 'request')} more.")
    if found.same:
        screen.words(f"Nothing new: {requests_named(found.same)}.")
    for one in found.left:
        words = f"Request {one.number}, {visible(one.text)}. Read it there and say what it was: "
        screen.words(words + visible(commands(one.command)))
    if standings and not dry:
        screen.words(commands("To take all of it back: {foi} undo"))
