"""Reports: what they count, and the files that they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.requests.report import Report, build

CSV = ".csv"
ENDINGS = (CSV, ".md", ".html")


def gather(desk: Desk, filters: Filters) -> Report:
    """Return the report on the requests that fit, closed and archived ones too."""
    found = readings.overview(desk, filters, closed_too=True, clocks=True)
    return build(found.standings, today=desk.today, calendar=desk.calendar)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as a file that every spreadsheet reads, and none runs."""
    from foi_tracker.exchange.csv_files import as_file, rows_to_csv

    return as_file(rows_to_csv(header, rows))
