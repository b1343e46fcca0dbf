"""The letters that wait to be sent, as the rows of a mail merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from foi_tracker.casework import readings, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.casework.post import outgoing
from foi_tracker.casework.post.outgoing import AUTHORITY, Outgoing
from foi_tracker.requests.request import Request

COLUMNS = ("number", "to", "subject", "body", "our_ref")


class Row(NamedTuple):
    """One letter of a mail merge; ``to`` is None where no e-mail address is known."""

    number: int
    to: str | None
    subject: str
    body: str
    our_ref: str


class Merge(NamedTuple):
    """The rows, and the numbers of what is left out: ``none_waits`` and ``elsewhere``, which goes to a regulator."""

    rows: list[Row]
    none_waits: list[int]
    elsewhere: list[int]


def gather(desk: Desk, refs_typed: Sequence[str], filters: Filters) -> Merge:
    """Return the letters that wait: of the requests named, else of all open ones that fit the filters."""
    found = Merge([], [], [])
    for request in _requests(desk, refs_typed, filters):
        if request.waiting_draft is None:
            found.none_waits.append(request.number)
            continue
        letter = outgoing.waiting(desk, request)
        if letter.recipient == AUTHORITY:
            found.rows.append(_row(letter, request))
        else:
            found.elsewhere.append(request.number)
    return found if refs_typed else found._replace(none_waits=[])


def _requests(desk: Desk, refs_typed: Sequence[str], filters: Filters) -> list[Request]:
    if refs_typed:
        records = desk.snapshot()
        return [refs.request(number, records) for number in refs.resolve(refs_typed, records)]
    standings = readings.overview(desk, filters).standings
    return sorted((standing.request for standing in standings), key=lambda request: request.number)


def _row(letter: Outgoing, request: Request) -> Row:
    return Row(letter.number, letter.address, letter.subject, letter.body, request.our_ref)


def as_csv(merge: Merge) -> str:
    """Return the rows as CSV, with a header."""
    from foi_tracker.exchange.csv_files import rows_to_csv

    return rows_to_csv(COLUMNS, merge.rows)


def as_file(text: str) -> bytes:
    """Return the CSV as a file that every spreadsheet reads."""
    from foi_tracker.exchange.csv_files import as_file as csv_file

    return csv_file(text)
