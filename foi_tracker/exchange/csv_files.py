"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foi_tracker.sheets import safe_cell

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
    writer.writerows([safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def as_file(text: str) -> bytes:
    """Return what a file of the table holds: UTF-8 with the mark that Excel looks for, lines ended as in Windows."""
    return (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode("utf-8", "backslashreplace")
