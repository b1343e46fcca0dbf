"""The table of answers read back, after a spreadsheet had it in its hands.

Spreadsheets part cells with semicolons or tabs, move columns and add some, write dates as the country does, and show
the apostrophe that keeps a cell from being run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.dates import parse_date
from foi_tracker.errors import BadDate, BadInput
from foi_tracker.exchange.csv_files import BYTE_ORDER_MARK, safe_cell
from foi_tracker.exchange.tables import ANSWERS

# Without these a line says nothing; the others help.
_NEEDED = ("number", "question_no", "outcome", "answered_on")
_AGAIN = "Make the table again and fill it in: {foi} export answers -o answers.csv"

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_MIDNIGHT}")
_DIGITS = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_MIDNIGHT}")
_WORDS = re.compile(r"(?:[A-Za-z]{3,9},? )?([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4}|[0-9]{2})")
_NUMBER = re.compile(r"#?([0-9]{1,9})(?:\.0+)?")


class Line(NamedTuple):
    """One line of the table: where it begins in the file, and its cells by column, "" where one is empty."""

    line: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """Return a cell without blanks around it; "" too when the table has no such column."""
        return plain(self.cells.get(column, "").strip())


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it.

    >>> plain("'=1+1"), plain("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


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


def read_date(cell: str, *, today: date, month_first: bool = False) -> date:
    """Return a whole date, day first: 2026-12-14, 14/12/2026, 14.12.26, 14-Dec-26. Raises BadDate for anything else.

    With ``month_first``, as ``is_month_first`` found it, no date in digits alone is read but that of ISO.
    """
    if found := _ISO.fullmatch(cell):
        return parse_date(found[1], today=today)
    if found := _DIGITS.fullmatch(cell):
        if month_first:
            raise BadDate(f"{cell!r} stands in a table that writes the month first; write it as {today.isoformat()}.")
        return parse_date(f"{found[1]}/{found[3]}/{_year(found[4])}", today=today)
    if found := _WORDS.fullmatch(cell):
        return parse_date(f"{found[1]} {found[2]} {_year(found[3])}", today=today)
    raise BadDate(f"{cell[:40]!r} is not a date that can be read.")


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"


def is_month_first(lines: Iterable[Line]) -> bool:
    """Return whether a date of the table can only be one with the month first, as spreadsheets in America write it."""
    dates = (_DIGITS.fullmatch(line.cell("answered_on")) for line in lines)
    return any(found is not None and int(found[1]) <= 12 < int(found[3]) for found in dates)
