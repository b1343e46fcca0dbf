"""The table of answers read back, after a spreadsheet had it in its hands.

Spreadsheets part cells with semicolons or tabs, move columns and add some, write dates as the country does, and show
the apostrophe that keeps a cell from being run.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.errors import BadInput
from foi_tracker.exchange.csv_files import BYTE_ORDER_MARK
from foi_tracker.exchange.tables import ANSWERS

# Without these a line says nothing; the others help.
_NEEDED = ("number", "question_no", "outcome", "answered_on")
_AGAIN = "Make the table again and fill it in: {foi} export answers -o answers.csv"

_NUMBER = re.compile(r"#?([0-9]{1,9})(?:\.0+)?")


class Line(NamedTuple):
    """One line of the table: where it begins in the file, and its cells by column, "" where one is empty."""

    line: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """Return a cell without blanks around it; "" too when the table has no such column."""
        return sheets.as_it_was(self.cells.get(column, "").strip())


def read(text: str) -> list[Line]:
    """Return the lines of the table, empty ones left out.

    Raises BadInput when it is no table of answers, or a quotation mark in it is not closed.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    rows = list(sheets.rows(text, _delimiter(text)))
    broken = next(((line, why) for line, why in rows if isinstance(why, str)), None)
    if broken is not None:
        raise BadInput(f"The table cannot be read: line {broken[0]}, {broken[1]}.", f"Save it as CSV. {_AGAIN}")
    columns = [_column(head) for head in (rows[0][1] if rows else [])]
    _check_columns(columns)
    return [
        Line(line, {name: _ends(cell) for name, cell in zip(columns, row, strict=False) if name in ANSWERS})
        for line, row in rows[1:]
        if any(cell.strip() for cell in row)
    ]


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=lambda char: sum(_column(head) in ANSWERS for head in first.split(char)))


def _column(head: str) -> str:
    return "_".join(head.strip().strip("\"'").lower().replace("_", " ").split())


def _ends(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _check_columns(columns: list[str]) -> None:
    missing = [name for name in _NEEDED if name not in columns]
    if missing and "q1_outcome" in columns:
        raise BadInput(
            "This is the wide table; only the long one can be taken in.",
            "Make it without --wide: {foi} export answers -o answers.csv",
        )
    if missing:
        raise BadInput(f"The table has no column {' and no '.join(missing)}.", _AGAIN)
    twice = next((name for name in _NEEDED if columns.count(name) > 1), None)
    if twice is not None:
        raise BadInput(f"The table has two columns {twice}.", _AGAIN)


def read_number(cell: str, what: str) -> int:
    """Return a whole number; raises BadInput. ``what`` names it: "number of a request"."""
    found = _NUMBER.fullmatch(cell)
    if found is None:
        raise BadInput(f"{cell[:40]!r} is no {what}." if cell else f"The {what} is missing.")
    return int(found[1])
