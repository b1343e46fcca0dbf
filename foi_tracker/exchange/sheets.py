"""Spreadsheets that people keep by hand, saved as CSV: their text, their header wherever it stands, their rows.

Columns are found by their heads, never by their place. A row keeps the number of the line it begins on, so that what is
said of it can be found again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.authorities.names import shown
from foi_tracker.errors import BadInput

MOST_BYTES = 50_000_000
MOST_ROWS = 20_000
_MOST_TITLE_LINES = 10  # lines of title, author and blank lines that may stand above the header
_HEADS_OF_A_HEADER = 2
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_AS_CSV = "In the spreadsheet program save it as CSV (UTF-8), and give that file."


class Row(NamedTuple):
    """One row: the line that it begins on, and its cells in the order of the header, as many as the header has."""

    line: int
    cells: tuple[str, ...]


class Unreadable(NamedTuple):
    """A line that is no row: why, and what stands in it."""

    line: int
    why: str


class Sheet(NamedTuple):
    """A table: its header, its rows, and what could not be read."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    unreadable: tuple[Unreadable, ...]


def decode(data: bytes) -> str:
    """Return the text of a CSV as spreadsheets write it: UTF-8, UTF-16 with its mark, else Windows' Western one.

    Raises BadInput for a spreadsheet that is not CSV, and for what is no text.
    """
    if data.startswith((_ZIP, _OLD_EXCEL)):
        raise BadInput("That is a spreadsheet in its own format, not CSV.", _AS_CSV)
    text = sheets.text_of(data)
    if text is None:
        raise BadInput("That is not text.", _AS_CSV)
    return text


def head(text: str) -> str:
    """Return a head as it is compared: in lower case, anything but letters and digits as a space.

    >>> head("  Date_Sent (dd/mm/yy) ")
    'date sent dd mm yy'
    """
    return " ".join("".join(char if char.isalnum() else " " for char in text.lower()).split())


def read(text: str, known: frozenset[str]) -> Sheet:
    """Return the table of a CSV; ``known`` are heads as ``head`` writes them.

    The header is the first of the first lines with two known heads, else the first that is not empty. Raises BadInput
    when nothing is in the file, or more than ``MOST_ROWS`` rows.
    """
    parsed = list(sheets.rows(text, sheets.separator(text)))
    place = _place_of_header([cells for _, cells in parsed[:_MOST_TITLE_LINES]], known)
    if place is None:
        raise BadInput("The file is empty.", "Check the name of the file.")
    header = tuple(cell.strip() for cell in parsed[place][1])
    width = len(header)
    rows, unreadable = [], []
    for line, cells in parsed[place + 1 :]:
        if isinstance(cells, str):
            unreadable.append(Unreadable(line, f"it cannot be read as CSV: {cells}"))
        elif any(cell.strip() for cell in cells[width:]):
            unreadable.append(Unreadable(line, f"it has {len(cells)} cells, and the header {width}"))
        elif any(cell.strip() for cell in cells):
            padded = (*cells, *[""] * (width - len(cells)))[:width]
            rows.append(Row(line, tuple(map(_as_it_was, padded))))
    if len(rows) > MOST_ROWS:
        raise BadInput(f"The file has more than {MOST_ROWS:,} rows.", "Take it in in parts.")
    return Sheet(header, tuple(rows), tuple(unreadable))


def _place_of_header(rows: Sequence[list[str] | str], known: frozenset[str]) -> int | None:
    filled = [
        (place, {head(cell) for cell in cells})
        for place, cells in enumerate(rows)
        if not isinstance(cells, str) and any(cell.strip() for cell in cells)
    ]
    found = [place for place, heads in filled if len(heads & known) >= _HEADS_OF_A_HEADER]
    return next(iter(found or [place for place, _ in filled]), None)


def _as_it_was(cell: str) -> str:
    """Return a cell without the apostrophe that was put before it to keep a spreadsheet from running it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:2] in ("=", "+", "-", "@") else text


def places(
    header: Sequence[str], heads: Mapping[str, Sequence[str]], columns: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """Return field -> the columns that hold it, from the heads that each field can have; ``columns`` says it by hand.

    A column that is named by hand belongs to that field alone. Raises BadInput for a field or a column that is not.
    """
    written = [head(name) for name in header]
    found: dict[str, tuple[int, ...]] = {}
    for field, column in columns.items():
        if field not in heads:
            raise BadInput(f"“{shown(field)}” is not a field.", f"Fields: {', '.join(heads)}")
        if head(column) not in written:
            listed = ", ".join(shown(name) for name in header[:20])
            raise BadInput(f"There is no column “{shown(column)}”.", f"Its columns are {listed}.")
        found[field] = (written.index(head(column)),)
    taken = {place for given in found.values() for place in given}
    for field, known in heads.items():
        if field in found:
            continue
        place = next((written.index(name) for name in known if name in written), None)
        if place is not None and place not in taken:
            found[field] = (place,)
            taken.add(place)
    return found


def mapped(columns: Sequence[str]) -> dict[str, str]:
    """Return field -> column from ``FIELD=COLUMN`` items. Raises BadInput for one that is not so written.

    >>> mapped(["their ref=Case no."])
    {'their_ref': 'Case no.'}
    """
    found = {}
    for item in columns:
        field, equals, column = item.partition("=")
        if not equals or not column.strip():
            raise BadInput(f"--map “{shown(item)}” names no column.", "Write it as --map subject=Column")
        found[head(field).replace(" ", "_")] = column.strip()
    return found
