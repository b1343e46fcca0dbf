"""Lists of authorities that others made, as CSV: WhatDoTheyKnow's export, and any with a column of names.

Columns are found by their heads, never by their place: WhatDoTheyKnow has put a new one in front before. A line that
cannot be used is reported with its number, and the rest is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.authorities.facts import checked
from foi_tracker.authorities.imported import Row
from foi_tracker.authorities.names import shown
from foi_tracker.errors import BadInput

# Field -> the heads that it has in lists, compared in lower case with anything but letters and digits as a space.
_HEADS: dict[str, tuple[str, ...]] = {
    "name": (
        "name",
        "authority",
        "authority name",
        "public authority",
        "public body",
        "body",
        "organisation",
        "organisation name",
        "organization",
        "organization name",
        "council",
        "trust",
    ),
    "short_name": ("short name", "acronym", "abbreviation"),
    "foi_email": ("email", "e mail", "foi email", "foi e mail", "request email", "email address", "e mail address"),
    "foi_page": ("foi page", "foi url", "foi link"),
    "website": ("website", "home page", "homepage", "url", "web", "web site"),
    "postal_address": ("address", "postal address", "post"),
    "kind": ("kind", "type"),
    "nation": ("nation", "country"),
    "region": ("region",),
    "ods_code": ("ods code", "ods", "organisation code"),
    "wdtk_url_name": ("url name", "wdtk url name", "slug"),
}
_WDTK = ("url name", "name", "tags")
MOST_BYTES = 200_000_000
# A value that is no more than a help; without it the line is still of use.
_MAY_BE_LEFT_OUT = frozenset(("kind", "nation", "region", "ods_code", "website", "wdtk_url_name", "short_name"))


class Problem(NamedTuple):
    """A line that could not be used, or (``taken``) not all of it."""

    line: int
    why: str
    taken: bool = False


class Listed(NamedTuple):
    """One line of a list: its number, and the facts that it tells, by field."""

    line: int
    facts: dict[str, str]


class Lines(NamedTuple):
    """What a list holds. ``rows`` are those of WhatDoTheyKnow's export, ``listed`` those of any other."""

    rows: list[Row]
    listed: list[Listed]
    problems: list[Problem]
    is_wdtk: bool


def read_names(text: str) -> list[tuple[int, str]]:
    """Return the names of a list with their lines: one a line, or the column of names of a CSV.

    Empty lines, and in a plain list those that begin with #, are passed over.
    """
    table = _Table(text)
    name = table.places({}).get("name")
    if name is None:
        lines = enumerate(text.splitlines(), 1)
        return [(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]
    return [(line, row[name].strip()) for line, row in table.rows([]) if len(row) > name and row[name].strip()]


def read_list(text: str, *, columns: Mapping[str, str] | None = None) -> Lines:
    """Return what a CSV tells of authorities; ``columns`` names the column of a field where its head is unusual.

    Raises BadInput when no column holds names, or one that was named is not there.
    """
    table = _Table(text)
    problems: list[Problem] = []
    if not columns and all(head in table.heads for head in _WDTK):
        rows = list(_wdtk_rows(table, problems))
        return Lines(rows, [], sorted(problems), is_wdtk=True)
    places = table.places(columns or {})
    if "name" not in places:
        heads = ", ".join(shown(head) for head in table.header[:12]) or "none"
        raise BadInput(
            f"No column holds the names of authorities; its columns are {heads}.", "Say which: --map name=COLUMN"
        )
    listed = list(_listed(table, places, problems))
    return Lines([], listed, sorted(problems), is_wdtk=False)


class _Table:
    """A CSV: its header, and its rows with the numbers of the lines they begin on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._separator = sheets.separator(text[: text.find("\n") if "\n" in text else len(text)])
        _, header = next(sheets.rows(text, self._separator), (1, []))
        self.header = header if isinstance(header, list) else []
        self.heads = [sheets.head(head) for head in self.header]

    def places(self, columns: Mapping[str, str]) -> dict[str, int]:
        """Return which column holds each field. Raises BadInput for a field or a column that is not."""
        return {field: place for field, (place,) in sheets.places(self.header, _HEADS, columns).items()}

    def rows(self, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its line; what cannot be parsed becomes a problem."""
        for line, cells in sheets.rows(self._text, self._separator):
            if isinstance(cells, str):
                problems.append(Problem(line, cells))
            elif cells and line > 1:
                yield line, cells


def _wdtk_rows(table: _Table, problems: list[Problem]) -> Iterator[Row]:
    places = {head: place for place, head in enumerate(table.heads)}
    name, url_name, tags = places["name"], places["url name"], places["tags"]
    short, page = places.get("short name"), places.get("home page")
    seen: set[str] = set()
    for line, row in table.rows(problems):
        if len(row) != len(table.heads):
            problems.append(Problem(line, f"{len(row)} columns instead of {len(table.heads)}"))
            continue
        try:
            found = Row(
                checked("wdtk_url_name", row[url_name]),
                checked("name", row[name]),
                _or_empty("short_name", row[short]) if short is not None else "",
                _or_empty("website", row[page]) if page is not None else "",
                _tags(row[tags]),
            )
        except BadInput as problem:
            problems.append(Problem(line, problem.message))
            continue
        if found.slug in seen:
            problems.append(Problem(line, f"{shown(found.url_name)} stands in the list twice"))
            continue
        seen.add(found.slug)
        yield found


def _or_empty(field: str, typed: str) -> str:
    """Return the value, or "" for one that is none: the rest of the line is of use without it."""
    try:
        return checked(field, typed) if typed.strip() else ""
    except BadInput:
        return ""


def _tags(typed: str) -> str:
    tags = " ".join(typed.split())
    if not tags.isprintable():
        raise BadInput("The tags hold a character that cannot be seen.")
    return tags


def _listed(table: _Table, places: Mapping[str, int], problems: list[Problem]) -> Iterator[Listed]:
    for line, row in table.rows(problems):
        facts: dict[str, str] = {}
        try:
            for field, place in places.items():
                typed = row[place] if place < len(row) else ""
                if not typed.strip() and field != "name":
                    continue
                try:
                    facts[field] = checked(field, typed)
                except BadInput as problem:
                    if field not in _MAY_BE_LEFT_OUT:
                        raise
                    problems.append(Problem(line, f"{problem.message} Taken without it.", taken=True))
        except BadInput as problem:
            problems.append(Problem(line, problem.message))
            continue
        yield Listed(line, facts)


def fields_with(columns: Sequence[str]) -> dict[str, str]:
    """Return field -> column from ``FIELD=COLUMN`` items. Raises BadInput for one that is not so written."""
    told = {"email": "foi_email", "page": "foi_page", "address": "postal_address"}
    return {told.get(field, field): column for field, column in sheets.mapped(columns).items()}
