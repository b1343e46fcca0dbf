"""What a table of answers brought, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.calendar import Calendar
from foi_tracker.requests.events import Outcome
from foi_tracker.views import as_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import question_outcome

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.importing_answers import Row, TakenIn

_SAME = "same"
_UNCLEAR = "unclear"
_MOST_TOLD = 20


def show_answers(screen: Screen, found: TakenIn, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what each line was, and what was recorded."""
    if screen.mode == JSON:
        after = [change.after for change in found.changes]
        screen.json(
            {
                "changed": as_json.requests_json(after, today=today, calendar=calendar),
                "rows": [_json(row) for row in found.rows],
            }
        )
        return
    if screen.human:
        if told := _told(found.rows):
            screen.prose("\n".join(told))
    else:
        screen.rows([(str(row.line), row.number, row.question, row.how, commands(_why(row))) for row in found.rows])
    for line in _said(found, dry=dry):
        screen.words(commands(line))


def _told(rows: Sequence[Row]) -> list[str]:
    """Return the lines for the eye: what is unclear last, and of many others no more than their count below."""
    unclear = [row for row in rows if row.how == _UNCLEAR]
    clear = [row for row in rows if row.how not in (_SAME, _UNCLEAR)]
    return [_line(row) for row in (*(clear if len(clear) <= _MOST_TOLD else ()), *unclear)]


def _line(row: Row) -> str:
    where = f"request {visible(row.number) or '?'} question {visible(row.question) or '?'}"
    return f"Line {row.line}, {where}: {row.how}. {commands(visible(_why(row)))}"


def _why(row: Row) -> str:
    if row.how == _UNCLEAR or row.said is None:
        return row.why
    now = f"{_outcome(row.said)}, {show(row.on)}" if row.on else _outcome(row.said)
    return now if row.was is None or row.how == _SAME else f"{now}; it was {_outcome(row.was)}"


def _outcome(said: Outcome) -> str:
    under = f" under {', '.join(said.exemptions)}" if said.exemptions else ""
    value = f" “{said.value}”" if said.value is not None else ""
    return f"{question_outcome(said.outcome)}{under}{value}"


def _said(found: TakenIn, *, dry: bool) -> list[str]:
    count = Counter(row.how for row in found.rows)
    parts = [f"{count[how]} {words}" for how, words in _COUNTED.items() if count[how]]
    lines = [f"{plural(len(found.rows), 'line')}: {', '.join(parts)}." if parts else "The table has no lines."]
    if count[_UNCLEAR]:
        lines.append("What is unclear was not recorded; mend it in the table and take that in again.")
    if dry:
        lines.append("Nothing was recorded; that is what would be without -n.")
    elif found.changes:
        which = plural(len(found.changes), "request")
        lines.append(f"Recorded for {which}. To take all of it back: {{foi}} undo. What to do next: {{foi}} next")
    else:
        lines.append("Nothing was recorded.")
    return lines


_COUNTED = {"new": "new", "changed": "changed", _SAME: "the same", _UNCLEAR: "unclear"}


def _json(row: Row) -> dict[str, Any]:
    return {
        "line": row.line,
        "number": row.number,
        "question": row.question,
        "what": row.how,
        "why": commands(row.why) or None,
        "on": as_json.iso(row.on),
        "said": _outcome_json(row.said),
        "was": _outcome_json(row.was),
    }


def _outcome_json(said: Outcome | None) -> dict[str, Any] | None:
    return None if said is None else {**said._asdict(), "exemptions": list(said.exemptions)}
