"""Reports: what they count, and the files that they are written to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.errors import BadInput, Refused
from foi_tracker.paths import shown
from foi_tracker.requests.report import Report, build

CSV = ".csv"
ENDINGS = (CSV, ".md", ".html")


def gather(desk: Desk, filters: readings.Filters) -> Report:
    """Return the report on the requests that fit, closed and archived ones too."""
    found = readings.overview(desk, filters, closed_too=True, clocks=True)
    return build(found.standings, today=desk.today, calendar=desk.calendar)


def ending_of(path: str) -> str:
    """Return the ending of a file, which says its form. Raises BadInput for one that a report has not."""
    ending = os.path.splitext(path)[1].lower()
    if ending not in ENDINGS:
        raise BadInput(
            f"{os.path.basename(path)[:40]!r} does not say in which form to write.",
            f"End the name with {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}: {{foi}} report -o report.html",
        )
    return ending


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as a file that every spreadsheet reads, and none runs."""
    from foi_tracker.exchange.csv_files import as_file, rows_to_csv

    return as_file(rows_to_csv(header, rows))


def write(out: str, data: bytes, *, overwrite: bool) -> str:
    """Write a report, for its owner alone, whole or not at all; return its path.

    Raises Refused when a file stands there, unless ``overwrite``; NotFound when its folder does not.
    """
    from foi_tracker.casework.exchange.outfiles import new_file

    path = os.path.expanduser(out)
    if not overwrite and os.path.lexists(path):
        raise Refused(
            f"{shown(path)} is there already; it was not written over.",
            "Say it with --yes to write over it, or name another place with -o.",
        )
    with new_file(path, overwrite=overwrite) as file:
        file.write(data)
    return path
