"""A report as one HTML file: no script, nothing fetched from anywhere, readable without colour and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from foi_tracker.views.report.page import Page, Table
from foi_tracker.views.text import field, visible

# No script may run and nothing be fetched, whatever a browser finds in the text.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; }
th, td { overflow-wrap: anywhere; min-width: 3.5rem; }
thead th { border-bottom-width: 3px; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print {
  @page { margin: 1.5cm; }
  body { font-size: 9pt; max-width: none; margin: 0; padding: 0; }
  th, td { padding: .1rem .3rem; min-width: 0; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""


def write(page: Page) -> str:
    """Return the page as a whole HTML document."""
    title = _safe(page.title)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f"<h1>{title}</h1>",
            *(f"<p>{_safe(line)}</p>" for line in page.about),
            *(line for table in page.tables for line in _table(table)),
            "<h2>What the words mean</h2>",
            "<ul>",
            *(f"<li>{_safe(note)}</li>" for note in page.notes),
            "</ul>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _table(table: Table) -> Iterable[str]:
    yield f"<h2>{_safe(table.title)}</h2>"
    if table.legend:
        yield "<ol>"
        yield from (f"<li>{_safe(text)}</li>" for _, text in table.legend)
        yield "</ol>"
    yield "<table>"
    if any(table.headings):
        named = (f"{_kind(place, table)}>{_safe(text)}" for place, text in enumerate(table.headings))
        heads = "".join(f'<th scope="col"{head}</th>' for head in named)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        first, *others = (f"{_kind(place, table)}>{_safe(text)}" for place, text in enumerate(row))
        cells = "".join(f"<td{cell}</td>" for cell in others)
        yield f'<tr><th scope="row"{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _kind(place: int, table: Table) -> str:
    return ' class="number"' if place in table.numeric else ""


def _safe(text: str) -> str:
    """Return text as text, whatever it holds: no tag, no entity, no control or direction mark."""
    return escape(visible(field(text)))
