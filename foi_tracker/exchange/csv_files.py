"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# What makes a spreadsheet take a cell for a formula, and run it; the wide forms are what some turn into the others.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")

# Excel takes a file for UTF-8 only when it begins so.
BYTE_ORDER_MARK = "\ufeff"


def rows_to_csv(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """Return the table with its header, lines ended by a newline; None is an empty cell.

    >>> rows_to_csv(["number", "subject"], [[7, "=1+1"]])
    "number,subject\\n7,'=1+1\\n"
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe_cell(cell: str | int | None) -> str | int | None:
    """Return the cell with an apostrophe before text that a spreadsheet would run. A number is no text.

    Lines in a cell end with a newline: a carriage return alone would end the row for some readers.
    """
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def as_file(text: str) -> bytes:
    """Return what a file of the table holds: UTF-8 with the mark that Excel looks for, lines ended as in Windows."""
    return (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode("utf-8", "backslashreplace")
