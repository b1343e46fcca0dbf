"""What a spreadsheet of requests brought, line by line: made, known already, unclear and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.calendar import Calendar
from foi_tracker.paths import quoted, shown
from foi_tracker.requests.events import KINDS, Event
from foi_tracker.views import as_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import question_outcome, ranges

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.importing_requests import Imported, Known, Made

_UNTOLD = frozenset(("drafted", "labelled", "noted"))


def show_imported(screen: Screen, found: Imported, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what each row became, then what is left to do."""
    if screen.mode == JSON:
        standings = [one.change.after for one in found.made]
        screen.json(
            {"changed": as_json.requests_json(standings, today=today, calendar=calendar), **_beside_json(found)}
        )
        return
    if not screen.human:
        screen.rows(list(_rows(found)))
    else:
        lines = [*_made_lines(found), *((one.line, _known_words(one)) for one in found.known)]
        lines += [(one.line, f"unclear: {commands(visible(one.why))}") for one in found.unclear]
        for line, words in sorted(lines):
            screen.prose(f"line {line:<4}  {words}")
    for words in _afterwards(found, dry=dry):
        screen.words(words)


def _beside_json(found: Imported) -> dict[str, Any]:
    return {
        "made": [{"line": one.line, "number": one.change.after.request.number} for one in found.made],
        "known": [one._asdict() for one in found.known],
        "unclear": [{"line": one.line, "why": commands(one.why)} for one in found.unclear],
        "columns": {field: list(heads) for field, heads in found.kept.columns.items()},
        "not_used": [*found.kept.calculated, *found.kept.unused],
        "to_mend": found.to_mend,
    }


def _rows(found: Imported) -> Iterator[tuple[str, ...]]:
    told = [(one.line, _made_row(one)) for one in found.made]
    told += [(one.line, ("known", str(one.number), "", "", "", "", _why_more(one))) for one in found.known]
    told += [(one.line, ("unclear", "", "", "", "", "", commands(one.why))) for one in found.unclear]
    for line, row in sorted(told):
        yield str(line), *row


def _why_more(one: Known) -> str:
    return "its answer is not recorded here" if one.unanswered else ""


def _made_row(one: Made) -> tuple[str, ...]:
    after = one.change.after
    request = after.request
    due = after.due_on.isoformat() if after.due_on else ""
    return "new", str(request.number), request.authority.name, request.subject, after.status, due, ""


def _made_lines(found: Imported) -> Iterator[tuple[int, str]]:
    for one in found.made:
        request = one.change.after.request
        told = [_event_words(event) for event in request.events if event.kind not in _UNTOLD] or ["a draft, not sent"]
        name = f"{visible(request.authority.short_name)}: {visible(request.subject)}"
        yield one.line, f"request {request.number}, {name}: {', '.join(told)}"


def _event_words(event: Event) -> str:
    words = KINDS[event.kind].words.removeprefix("request ")
    said = event.outcomes.get(0)
    return f"{words} {show(event.on)}{f' ({question_outcome(said.outcome)})' if said else ''}"


def _known_words(one: Known) -> str:
    words = f"here already as request {one.number}"
    if one.unanswered:
        words += f"; its answer is not recorded here: {{foi}} got {one.number} answer --on DATE"
    return commands(words)


def _afterwards(found: Imported, *, dry: bool) -> Iterator[str]:
    read = [f"{field.replace('_', ' ')} from “{'”, “'.join(heads)}”" for field, heads in found.kept.columns.items()]
    yield visible(f"Read: {'; '.join(read)}.")
    if found.kept.calculated:
        yield visible(f"Worked out here instead: {', '.join(found.kept.calculated)}.")
    if found.kept.unused:
        yield visible(f"Not used: {', '.join(found.kept.unused)}.")
    made, known, unclear = len(found.made), len(found.known), len(found.unclear)
    numbers = [one.change.after.request.number for one in found.made]
    new = f"{plural(made, 'new request')}{f' ({ranges(numbers)})' if numbers else ''}"
    counted = f"{new}, {known} here already, {plural(unclear, 'line')} unclear."
    yield f"Nothing was recorded; without -n it would be: {counted}" if dry else counted
    if any("answered" in one.kinds and not _says_what_came(one) for one in found.made):
        yield "Where it is not said what an answer held, record it: " + commands("{foi} got NUMBER answer 1=OUTCOME")
    if found.to_mend is not None:
        path = visible(shown(found.to_mend))
        again = commands(f"{{foi}} import requests {quoted(found.to_mend)}")
        yield f"The unclear lines are in {path}: mend them there, then: {again}"
    elif unclear:
        yield "To get the unclear lines as a file to mend: -o unclear.csv" + (", without -n" if dry else "")
    if made and not dry:
        yield commands("To take all of it back: {foi} undo. Next: {foi} status")


def _says_what_came(one: Made) -> bool:
    return any(event.kind == "answered" and event.outcomes for event in one.change.after.request.events)
