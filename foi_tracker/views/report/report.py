"""Reports: on the screen, as records, as JSON, and as the text of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.requests.report import Report
from foi_tracker.views.program import commands
from foi_tracker.views.report import answers as report_answers
from foi_tracker.views.report import league as report_league
from foi_tracker.views.report import summary as report_summary
from foi_tracker.views.report.page import Page, Table
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import cells, field, plural, shorten, visible

if TYPE_CHECKING:
    from foi_tracker.casework.filtering import Filters

# Each kind of report has a module with its tables, records and JSON.
_KINDS: dict[str, tuple[ModuleType, str]] = {
    "summary": (report_summary, "Freedom of information: how requests were answered"),
    "answers": (report_answers, "Freedom of information: who answered which question how"),
    "league": (report_league, "Freedom of information: authorities by lateness"),
}
KINDS = tuple(_KINDS)

_LEFT_OUT = {
    "not_sent": "not sent yet",
    "undelivered": "came back undelivered",
    "passed_on": "passed on whole",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "replaced": "replaced by another",
}
_WHO_COUNTS = (
    "Counted: every request that was sent. Not counted: what came back, what was passed on whole to another authority "
    "(it counts there), and what was withdrawn, lapsed or was replaced before any answer."
)
_LEAST = 12  # columns that what gives way keeps


def page(kind: str, report: Report, filters: Filters, *, width: int | None = None) -> Page:
    """Return the page of a report; with ``width`` for a screen of so many columns, where answers are letters."""
    module, title = _KINDS[kind]
    tables, notes = module.tables(report, width)
    return Page(title, _about(report, filters), tuple(tables), (*notes, _WHO_COUNTS))


def _about(report: Report, filters: Filters) -> tuple[str, ...]:
    lines = [f"{plural(len(report.counted), 'request')} sent, as they stand on {show(report.today)}"]
    chosen = [f"{name} {value}" for name, value in filters._asdict().items() if value is not None]
    if chosen:
        lines.append(f"Only: {', '.join(chosen)}")
    left = Counter(one.why for one in report.left_out)
    if left:
        lines.append("Not counted: " + ", ".join(f"{count} {_LEFT_OUT[why]}" for why, count in left.items()))
    return tuple(lines)


def table(kind: str, report: Report) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the rows of a report for a spreadsheet, each cell one line."""
    module, _ = _KINDS[kind]
    rows = [tuple([field(cell).strip() for cell in row]) for row in module.records(report)]
    return module.HEADER, rows


def document(kind: str, report: Report, filters: Filters, ending: str) -> str:
    """Return the text of a file of a report: ".md" or ".html"."""
    from foi_tracker.views.report import html as report_html
    from foi_tracker.views.report import markdown as report_markdown

    write = {".html": report_html.write, ".md": report_markdown.write}[ending]
    return write(page(kind, report, filters))


def show_report(screen: Screen, kind: str, report: Report, filters: Filters, path: str | None) -> None:
    """Write the report, or where it was written: with ``path`` the file is all that there is to tell."""
    from foi_tracker.paths import shown

    if screen.mode == JSON:
        screen.json({"report": _json(kind, report, filters), "file": path})
    elif not report.counted:
        fits = " that fits" if filters.any else ""
        write = screen.prose if screen.human else screen.words
        write(f"No request{fits} has been sent yet, so there is nothing to report.")
    elif path is not None:
        if not screen.human:
            screen.rows([(kind, str(len(report.counted)), path)])
        screen.words(
            f"{visible(shown(path))} holds the report on {plural(len(report.counted), 'request')}. Nothing of it was "
            "sent anywhere.\nRead it through before you publish it: values and names stand in it as you noted them."
        )
    elif screen.human:
        _show_page(screen, page(kind, report, filters, width=screen.width))
        screen.words(commands(f"\nAs a file to publish: {{foi}} report {kind} -o {kind}.html"))
    else:
        screen.rows(_KINDS[kind][0].records(report))


def _json(kind: str, report: Report, filters: Filters) -> dict[str, Any]:
    left = [{"number": one.standing.request.number, "why": one.why} for one in report.left_out]
    return {"kind": kind, "filters": filters._asdict(), "left_out": left, **_KINDS[kind][0].as_json(report)}


def _show_page(screen: Screen, shown: Page) -> None:
    screen.prose("\n".join(visible(line) for line in shown.about))
    for part in shown.tables:
        screen.data("")
        screen.prose("\n".join(_lines(part, screen.width)))
    screen.data("")
    screen.prose("\n".join(["What the words mean", *(commands(f"  {note}") for note in shown.notes)]))


def _lines(part: Table, width: int) -> list[str]:
    """Return a table in aligned lines that fit the screen, if what may give way can."""
    rows = [tuple([visible(cell) for cell in row]) for row in part.rows]
    if any(part.headings):
        rows.insert(0, part.headings)
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    columns = list(range(len(widths)))
    giving = part.shrinks
    if giving != columns[-1]:
        columns, room = _fitting(part, widths, width)
        widths[giving] = min(widths[giving], room)
        rows = [(*row[:giving], shorten(row[giving], widths[giving]), *row[giving + 1 :]) for row in rows]
    dropped = [heading for place, heading in enumerate(part.headings) if place not in columns]
    note = [f"  This screen is too narrow for: {', '.join(dropped)}"] if dropped else []
    legend = [f"  {number} {visible(text)}" for number, text in part.legend] + ([""] if part.legend else [])
    return [part.title, *legend, *(_line(row, widths, columns, part.numeric) for row in rows), *note]


def _fitting(part: Table, widths: Sequence[int], width: int) -> tuple[list[int], int]:
    """Return the columns that a screen has room for, and how wide the one that gives way can be."""
    columns = list(range(len(widths)))
    room = 0
    for dropped in (None, *part.drops):
        columns = [place for place in columns if place != dropped]
        room = width - 2 - sum(widths[place] + 2 for place in columns if place != part.shrinks)
        if room >= min(_LEAST, widths[part.shrinks]):
            break
    return columns, max(room, _LEAST)


def _line(row: Sequence[str], widths: Sequence[int], columns: Sequence[int], numeric: frozenset[int]) -> str:
    line = ""
    for place in columns:
        gap = " " * (widths[place] - cells(row[place]))
        line += f"  {gap}{row[place]}" if place in numeric else f"  {row[place]}{gap}"
    return line.rstrip()
