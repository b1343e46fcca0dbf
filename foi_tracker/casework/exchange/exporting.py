"""Requests, questions, events and answers as tables for a spreadsheet, and requests whole for another home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from foi_tracker.casework import readings, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.exchange.tables import TABLES, Known, Table, as_objects
from foi_tracker.requests.answering import answering

CSV, JSON, MARKDOWN = ENDINGS = (".csv", ".json", ".md")


class Exported(NamedTuple):
    """What is exported: a table of this name, and the requests that it tells of as they are stored."""

    what: str
    table: Table
    stored: list[dict[str, Any]]


def gather(desk: Desk, what: str, refs_typed: Sequence[str], filters: Filters) -> Exported:
    """Return a table of the requests named, or of all that fit, by number; closed ones and drafts too.

    Raises NotFound or Ambiguous for a reference that names no request, or several.
    """
    records = desk.snapshot()
    found = readings.overview(desk, filters, closed_too=True, clocks=True, records=records).standings
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
        from foi_tracker.ledger.format import whole

        return whole(exported.stored)
    import json

    told = {"schema": 1, exported.what: as_objects(exported.table)}
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")
