"""The table in which a person decides what each message is: written with proposals, read with decisions."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.errors import BadInput
from foi_tracker.exchange.csv_files import as_file, rows_to_csv

COLUMNS = (
    "decide",
    "number",
    "what",
    "on",
    "until",
    "outcomes",
    "sections",
    "basis",
    "ref",
    "subject",
    "from",
    "why",
    "message_id",
)
_YES = frozenset(("yes", "y", "1", "x", "ok"))
_NO = frozenset(("no", "n", "0", "skip"))


class Line(NamedTuple):
    """One row of the table, as text; ``line`` is its place in the file, 0 for one that is to be written."""

    line: int
    decide: str = ""
    number: str = ""
    what: str = ""
    on: str = ""
    until: str = ""
    outcomes: str = ""
    sections: str = ""
    basis: str = ""
    ref: str = ""
    subject: str = ""
    sender: str = ""
    why: str = ""
    message_id: str = ""

    @property
    def decision(self) -> bool | None:
        """Whether the person wants it recorded; None when the cell is empty. Raises BadInput for any other word."""
        word = self.decide.strip().lower()
        if word in _YES:
            return True
        if word and word not in _NO:
            typed = self.decide.strip()[:40]
            raise BadInput(f"{typed!r} in the column decide is neither yes nor no.", "Write yes or no.")
        return False if word else None


def write(lines: Sequence[Line]) -> bytes:
    """Return the table as a file that a spreadsheet opens."""
    return as_file(rows_to_csv(COLUMNS, [line[1:] for line in lines]))


def read(data: bytes) -> list[Line]:
    """Return the rows of the table. Raises BadInput when a column is missing, or a row cannot be read."""
    heads = {column: (sheets.head(column),) for column in COLUMNS}
    sheet = sheets.read(sheets.decode(data), frozenset(name for names in heads.values() for name in names))
    if sheet.unreadable:
        first = sheet.unreadable[0]
        raise BadInput(f"Line {first.line}: {first.why}.", "Mend the line; nothing was recorded.")
    places = sheets.places(sheet.header, heads, {})
    if missing := [column for column in ("decide", "number", "what", "on", "message_id") if column not in places]:
        raise BadInput(
            f"The table has no column {missing[0]}.", "Make it with: {foi} import mail FILE.mbox -o replies.csv"
        )
    found = []
    for row in sheet.rows:
        cells = {column: row.cells[place] for column, (place,) in places.items()}
        found.append(Line(row.line, *(cells.get(column, "") for column in COLUMNS)))
    return found


def read_outcomes(text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the outcomes of single questions and the one of all, from a cell such as "1=released 2=refused:s43(2)".

    Raises BadInput for two outcomes of all, or a quotation mark that is not closed.

    >>> read_outcomes("refused:s40(2)"), read_outcomes("1=released; 2=not_held")
    (((), 'refused:s40(2)'), (('1=released', '2=not_held'), None))
    """
    try:
        items = shlex.split(text.replace(";", " "))
    except ValueError:
        raise BadInput(f"The outcomes {text[:40]!r} hold a quotation mark that is not closed.") from None
    every = [item for item in items if "=" not in item]
    if len(every) > 1:
        raise BadInput(f"{text[:40]!r} names two outcomes of all.", "Write 1=released 2=refused:s43(2), or one of all.")
    return tuple(item for item in items if "=" in item), next(iter(every), None)
