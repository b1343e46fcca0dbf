"""Tables for others: as CSV, as Markdown, as JSON; and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foi_tracker.paths import quoted, shown
from foi_tracker.views.program import commands
from foi_tracker.views.report import markdown as report_markdown
from foi_tracker.views.report.page import Page
from foi_tracker.views.report.page import Table as PageTable
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible, visible_lines

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.exporting import Exported

_NAMES = {"requests": "request", "questions": "question", "events": "event", "answers": "question"}
_NUMERIC = frozenset(("number", "question_no", "working_days", "working_days_to_answer", "working_days_left"))
_MEANS = (
    "Dates are year, month, day. due_on is the last lawful day; latest_on is the last day by the most generous count.",
    "Days are working days by the law of each request.",
)


def document(exported: Exported) -> str:
    """Return the table as Markdown: nothing in a cell is markup, or begins another cell."""
    columns, rows = exported.table
    numeric = frozenset(place for place, name in enumerate(columns) if name in _NUMERIC)
    cells = [tuple(["" if cell is None else str(cell) for cell in row]) for row in rows]
    title = exported.what.partition("_")[0].capitalize()
    table = PageTable(title, columns, cells, numeric)
    return report_markdown.write(Page("Freedom of information", (_count(exported),), (table,), _MEANS))


def _count(exported: Exported) -> str:
    many = plural(len(exported.table.rows), _NAMES.get(exported.what, "line"))
    return f"{many} of {plural(len(exported.stored), 'request')}" if exported.what != "requests" else many


def show_exported(screen: Screen, exported: Exported, rows: list[dict[str, Any]], csv: str, path: str | None) -> None:
    """Write the table, or where it was written; then what to know of it."""
    what = exported.what.partition("_")[0]
    if screen.mode == JSON:
        screen.json({what: rows, "file": path})
        return
    if path is None:
        screen.data(visible_lines(csv).rstrip("\n"))
    elif not screen.human:
        screen.rows([(what, str(len(rows)), path)])
    screen.words(commands("\n".join(_said(exported, path))))


def _said(exported: Exported, path: str | None) -> list[str]:
    where = f"{visible(shown(path))} holds {_count(exported)}" if path else _count(exported)
    lines = [f"{where}, closed ones too. Nothing was sent anywhere."]
    if path and path.lower().endswith(".json") and exported.what == "requests":
        lines.append(
            "The letters and replies themselves are not in it, only their names. "
            f"To take it in elsewhere: {{foi}} import ledger {visible(quoted(path))}"
        )
    elif exported.what == "answers" and (path is None or path.lower().endswith(".csv")):
        file = visible(quoted(path)) if path else "FILE.csv"
        lines.append(f"To take in what you change in it: {{foi}} import answers {file} -n")
    if path:
        lines.append("Read it through before you share it: notes, names and values stand in it as you typed them.")
    return lines
