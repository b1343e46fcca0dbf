"""Tables as people keep them: CSV in the forms in which spreadsheet programs write it, their header wherever it stands.

Columns are found by their heads, never by their place. A row keeps the number of the line it begins on, so that what is
said of it can be found again. Anybody may import it; csv itself is loaded when a table is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from foi_tracker.errors import BadInput

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SEPARATORS = ",;\t"
MOST_BYTES = 50_000_000
MOST_ROWS = 20_000
_MOST_TITLE_LINES = 10  # lines of title, author and blank lines that may stand above the header
_HEADS_OF_A_HEADER = 2
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What makes a spreadsheet take a cell for a formula, and run it; the wide forms are what some turn into the others.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
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


def _text_of(data: bytes) -> str | None:
    """Return the text of a CSV: UTF-8, UTF-16 with its mark, else Windows' Western encoding; None when it is none."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def safe_cell(text: str) -> str:
    """Return the text of a cell with an apostrophe before what a spreadsheet would run.

    Lines in a cell end with a newline: a carriage return alone would end the row for some readers.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def as_it_was(cell: str) -> str:
    """Return a cell without the apostrophe that ``safe_cell`` put before it.

    >>> as_it_was("'=1+1"), as_it_was("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


def decode(data: bytes) -> str:
    """Return the text of a CSV as spreadsheets write it: UTF-8, UTF-16 with its mark, else Windows' Western one.

    Raises BadInput for a spreadsheet that is not CSV, and for what is no text.
    """
    if data.startswith((_ZIP, _OLD_EXCEL)):
        raise BadInput("That is a spreadsheet in its own format, not CSV.", _AS_CSV)
    text = _text_of(data)
    if text is None:
        raise BadInput("That is not text.", _AS_CSV)
    return text


def separator(text: str) -> str:
    """Return what parts the cells of a table: comma, semicolon or tab, by the first line that has any."""
    first = next((line for line in text.splitlines() if any(mark in line for mark in _SEPARATORS)), "")
    return max(_SEPARATORS, key=first.count)


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row with the line on which it begins; instead of one that cannot be read, why.

    A quotation mark that is never closed swallows no line in silence: the row says to which line it went.

    >>> list(rows('a,b\\n"1,2\\n', ","))
    [(1, ['a', 'b']), (2, 'a quotation mark is not closed')]
    """
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            last = max(reader.line_num, line)
            why = "a cell is too long" if "limit" in str(problem) else "a quotation mark is not closed"
            yield line, f"{why} (to line {last})" if last > line else why
        else:
            yield line, cells
        line = reader.line_num + 1


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
    parsed = list(rows(text, separator(text)))
    place = _place_of_header([cells for _, cells in parsed[:_MOST_TITLE_LINES]], known)
    if place is None:
        raise BadInput("The file is empty.", "Check the name of the file.")
    header = tuple(cell.strip() for cell in parsed[place][1])
    width = len(header)
    found, unreadable = [], []
    for line, cells in parsed[place + 1 :]:
        if isinstance(cells, str):
            unreadable.append(Unreadable(line, f"it cannot be read as CSV: {cells}"))
        elif any(cell.strip() for cell in cells[width:]):
            unreadable.append(Unreadable(line, f"it has {len(cells)} cells, and the header {width}"))
        elif any(cell.strip() for cell in cells):
            padded = (*cells, *[""] * (width - len(cells)))[:width]
            found.append(Row(line, tuple(as_it_was(cell.strip()) for cell in padded)))
    if len(found) > MOST_ROWS:
        raise BadInput(f"The file has more than {MOST_ROWS:,} rows.", "Take it in in parts.")
    return Sheet(header, tuple(found), tuple(unreadable))


def _place_of_header(rows: Sequence[list[str] | str], known: frozenset[str]) -> int | None:
    filled = [
        (place, {head(cell) for cell in cells})
        for place, cells in enumerate(rows)
        if not isinstance(cells, str) and any(cell.strip() for cell in cells)
    ]
    found = [place for place, heads in filled if len(heads & known) >= _HEADS_OF_A_HEADER]
    return next(iter(found or [place for place, _ in filled]), None)


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
            raise BadInput(f"{field[:60]!r} is not a field.", f"Fields: {', '.join(heads)}")
        if head(column) not in written:
            listed = ", ".join(name[:60] for name in header[:20])
            raise BadInput(f"There is no column {column[:60]!r}.", f"Its columns are {listed}.")
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
            raise BadInput(f"--map {item[:60]!r} names no column.", "Write it as --map subject=Column")
        found[head(field).replace(" ", "_")] = column.strip()
    return found
