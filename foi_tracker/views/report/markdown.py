"""A report as Markdown with tables, as GitHub and most wikis read it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foi_tracker.views.report.page import Page, Table
from foi_tracker.views.text import field, visible

# What would be markup anywhere in a line, and what makes a link of an address.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~!$&@^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What begins a list, a quotation or a rule.
_BEGINNING = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def write(page: Page) -> str:
    """Return the page as Markdown."""
    lines = [f"# {_safe(page.title)}"]
    for line in page.about:
        lines += ["", _safe(line)]
    for table in page.tables:
        lines += ["", f"## {_safe(table.title)}", "", *_table(table)]
    lines += ["", "## What the words mean", "", *(f"- {_safe(note)}" for note in page.notes), ""]
    return "\n".join(lines)


def _table(table: Table) -> Iterable[str]:
    if table.legend:
        yield from (f"{number} {_safe(text)}" for number, text in table.legend)
        yield ""
    yield _row(table.headings)
    yield _row("---:" if place in table.numeric else "---" for place in range(len(table.headings)))
    for row in table.rows:
        yield _row(map(_safe, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    """Return text as text in one line: markup, links and tables cannot begin in it."""
    line = " ".join(visible(field(text)).split())
    return _BEGINNING.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\g<0>", line))
