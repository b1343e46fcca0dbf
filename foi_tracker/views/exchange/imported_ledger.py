"""What another ledger brought, on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.law.calendar import Calendar
from foi_tracker.views import as_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.importing_ledger import Came, United

_MOST_FILES = 10


def show_united(screen: Screen, found: United, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what another ledger brought."""
    if screen.mode == JSON:
        standings = [one.standing for one in found.came]
        screen.json(
            {
                "changed": as_json.requests_json(standings, today=today, calendar=calendar),
                "came": [_came_json(one) for one in found.came],
                "same": found.same,
                "files": {"copied": found.copied, "missing": found.missing, "altered": found.changed},
                "kept": found.before,
            }
        )
        return
    if not screen.human:
        screen.rows([_came_row(one) for one in found.came])
    if dry:
        screen.words("Nothing was recorded; without -n it would be:")
    for line in _united_lines(found):
        screen.words(line)


def _came_json(one: Came) -> dict[str, Any]:
    return {
        "number": one.standing.request.number,
        "their_number": one.theirs,
        "new": one.is_new,
        "events": one.events,
        "doubt": one.doubt,
    }


def _came_row(one: Came) -> tuple[str, ...]:
    request = one.standing.request
    how = "new" if one.is_new else "more"
    return how, str(request.number), str(one.theirs), request.authority.name, request.subject, str(one.events)


def _united_lines(found: United) -> list[str]:
    lines = [f"{_came_words(found.came)}{f'; {found.same} the same' if found.same else ''}."]
    if found.copied:
        lines.append(f"{plural(found.copied, 'letter or reply', 'letters and replies')} came with them.")
    lines += _listed("Neither there nor here", found.missing)
    lines += _listed("No longer what was kept, by the SHA-256", found.changed)
    for one in found.came:
        if one.doubt is not None:
            number = one.standing.request.number
            lines.append(
                f"The events of request {number} do not follow from each other now. {visible(one.doubt)} "
                + commands(f"To take one back: {{foi}} undo {number}")
            )
    if found.before is not None:
        lines.append(commands(f"To take all of it back: {{foi}} backup restore {found.before}"))
    return lines


def _came_words(came: Sequence[Came]) -> str:
    new = [one for one in came if one.is_new]
    grown = [one for one in came if not one.is_new]
    parts = []
    if new:
        numbers = ", ".join(_number_words(one) for one in new)
        parts.append(f"{plural(len(new), 'new request')} ({numbers})")
    parts += [f"{plural(one.events, 'event')} more on request {one.standing.request.number}" for one in grown]
    return ", ".join(parts) or "Nothing new"


def _number_words(one: Came) -> str:
    number = one.standing.request.number
    return str(number) if number == one.theirs else f"{one.theirs} as {number}"


def _listed(what: str, paths: Sequence[str]) -> list[str]:
    if not paths:
        return []
    more = f" and {len(paths) - _MOST_FILES} more" if len(paths) > _MOST_FILES else ""
    return [f"{what}: {', '.join(map(visible, paths[:_MOST_FILES]))}{more}."]
