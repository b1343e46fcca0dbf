"""The demonstration on the screen: each command, and what it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.views import as_json
from foi_tracker.views.changes import told
from foi_tracker.views.program import commands, program
from foi_tracker.views.requests import show_overdue, show_rows, show_status
from foi_tracker.views.screen import JSON, PLAIN, Screen
from foi_tracker.views.text import visible_lines

if TYPE_CHECKING:
    from foi_tracker.casework.upkeep.demo import Scene

_LETTER_LINES = 16


def show_demo(screen: Screen, scene: Scene) -> None:
    """Write the scene: draft, sent, overdue, status, and how to get the word foi into one's shell."""
    later = scene.status.today
    if screen.mode == JSON:
        screen.json(
            {
                "today": later.isoformat(),
                "requests": as_json.requests_json(scene.status.standings, today=later, calendar=scene.calendar),
            }
        )
        return
    if screen.mode == PLAIN:
        show_rows(screen, scene.status.standings)
        return
    drafted, sent = scene.drafted[0], scene.sent[0]
    text = visible_lines(drafted.letter.text).splitlines()
    day_one = drafted.standing.request.drafts[0].on if drafted.standing else later
    _command(screen, "draft homerton -t fdp-adoption", f"on {show(day_one)}")
    screen.prose("\n".join(f"    {line}".rstrip() for line in text[:_LETTER_LINES]))
    screen.data(f"    ... {len(text) - _LETTER_LINES} more lines")
    screen.prose("  Kept, not sent: you send it yourself, then say so.")
    _command(screen, "sent 1 --on 22/11/2026")
    words = told(sent.before, sent.after, sent.event, today=sent.event.on, calendar=scene.calendar)
    screen.prose("\n".join(f"  {line}" for line in words.splitlines()))
    _command(screen, "overdue", f"on {show(later)}")
    show_overdue(screen, scene.overdue, within=None)
    _command(screen, "status")
    show_status(screen, scene.status)
    screen.data("")
    screen.prose("That was a folder in a temporary place. It is gone; nothing of yours was used.")
    _how_to_go_on(screen)


def _command(screen: Screen, command: str, when: str = "") -> None:
    screen.data("")
    typed = commands(f"$ {{foi}} {command}")
    line = f"{typed}      # {when}" if when else typed
    # The command itself is never folded: it is there to be typed.
    screen.data(line if len(line) <= screen.width else f"# {when}\n{typed}" if when else typed)


def _how_to_go_on(screen: Screen) -> None:
    called = program()
    if called == "foi":
        screen.prose("Begin with: foi init")
        return
    import os

    folder = os.path.dirname(os.path.abspath(called.strip("'\"")))
    if os.name != "nt" and os.path.basename(called.strip("'\"")).startswith("foi"):
        screen.prose("To type just foi in this terminal:")
        screen.data(f'  export PATH="{folder}:$PATH"')
    screen.prose(f"Begin with: {called} init")
