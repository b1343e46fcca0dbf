"""Requests, questions, events and answers as tables for a spreadsheet, and requests whole for another home."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from foi_tracker.casework import readings, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange import outfiles
from foi_tracker.errors import BadInput
from foi_tracker.exchange.tables import TABLES, Known, Table, as_objects
from foi_tracker.ledger import format as form
from foi_tracker.ledger.schema import SCHEMA
from foi_tracker.requests.answering import answering

CSV, JSON, MARKDOWN = ENDINGS = (".csv", ".json", ".md")


class Exported(NamedTuple):
    """What is exported: a table of this name, and the requests that it tells of as they are stored."""

    what: str
    table: Table
    stored: list[dict[str, Any]]


def gather(desk: Desk, what: str, refs_typed: Sequence[str], filters: readings.Filters) -> Exported:
    """Return a table of the requests named, or of all that fit, by number; closed ones and drafts too.

    Raises NotFound or Ambiguous for a reference that names no request, or several.
    """
    found = readings.overview(desk, filters, closed_too=True, clocks=True).standings
    records = desk.snapshot()
    if refs_typed:
        named = set(refs.resolve(refs_typed, records))
        found = [standing for standing in found if standing.request.number in named]
    found.sort(key=lambda standing: standing.request.number)
    known = [
        Known(
            answering(standing, today=desk.today, calendar=desk.calendar),
            _ods_code(desk, standing.request.authority.slug),
        )
        for standing in found
    ]
    stored = [standing.request.raw for standing in found]
    if not (refs_typed or filters.any):  # the whole of it: a number that was undone stays used
        stored = records.all_requests()
    return Exported(what, TABLES[what](known), stored)


def _ods_code(desk: Desk, slug: str) -> str | None:
    listed = desk.directory.by_slug(slug)
    return listed.ods_code if listed else None


def ending_of(path: str) -> str:
    """Return the ending of a file, which says its form. Raises BadInput for one that no table has."""
    ending = os.path.splitext(path)[1].lower()
    if ending not in ENDINGS:
        raise BadInput(
            f"{os.path.basename(path)[:40]!r} does not say in which form to write.",
            "End the name with .csv, .json or .md: {foi} export requests -o requests.csv",
        )
    return ending


def as_csv(exported: Exported) -> str:
    """Return the table as CSV, with a header."""
    from foi_tracker.exchange.csv_files import rows_to_csv

    return rows_to_csv(*exported.table)


def as_rows(exported: Exported) -> list[dict[str, Any]]:
    """Return the rows as JSON has them."""
    return as_objects(exported.table)


def as_file(exported: Exported, ending: str) -> bytes:
    """Return the file: for ".csv" one that every spreadsheet reads and none runs; for ".json" of requests a ledger.

    That ledger holds the requests whole, as ``import ledger`` takes them in; of another table it is the rows.
    """
    if ending == CSV:
        from foi_tracker.exchange.csv_files import as_file as csv_file

        return csv_file(as_csv(exported))
    if exported.what == "requests":
        return _ledger(exported.stored)
    import json

    told = {"schema": 1, exported.what: as_objects(exported.table)}
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _ledger(stored: Sequence[dict[str, Any]]) -> bytes:
    lines = {raw["number"]: form.dump_request(raw) for raw in stored}
    header = {"1": {"schema": SCHEMA, "next": max(lines, default=0) + 1, "archived": 0}}
    return form.write(header, lines, {})


def write(out: str, name: str, data: bytes, *, overwrite: bool) -> str:
    """Write a file, for its owner alone, whole or not at all; return its path. Raises as ``outfiles.new_file`` does."""
    (path,) = outfiles.places(out, [name])
    with outfiles.new_file(path, overwrite=overwrite) as file:
        file.write(data)
    return path
