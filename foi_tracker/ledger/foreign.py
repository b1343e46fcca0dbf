"""The ledger of another home, read to be united with ours: as strictly as our own before a change, and left alone."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from foi_tracker.errors import LedgerChanged, LedgerCorrupt, LedgerMissing, NotFound
from foi_tracker.ledger import files, reading
from foi_tracker.ledger import format as form
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.damage import Damaged, TooNew
from foi_tracker.ledger.reading import LEDGER, Paths
from foi_tracker.ledger.shape import REQUESTS

# The way back that a damaged ledger of our own has leads to our own backups.
_ASK_AGAIN = "Your own records are as they were. Ask for that ledger again, or take one of its backups."


class Foreign(NamedTuple):
    """The requests of another ledger, and the folder in which its letters and replies are."""

    folder: str
    requests: list[dict[str, Any]]


def read(path: str) -> Foreign:
    """Return what another home holds, or one file of it: a ledger.json, an archive.json, a backup of one.

    Raises NotFound when nothing is there, LedgerMissing, LedgerCorrupt or LedgerTooNew for what cannot be used.
    """
    try:
        return _of_home(path) if os.path.isdir(path) else _of_file(path)
    except (LedgerCorrupt, LedgerMissing) as problem:
        problem.hint = _ASK_AGAIN
        raise


def _of_home(folder: str) -> Foreign:
    paths = Paths.of(folder)
    if not os.path.lexists(paths.ledger):
        raise NotFound(f"There is no {LEDGER} in {folder}.", "Name a foi folder, or a file of one.")
    ledger = reading.read_ledger_to_change(paths)
    archive = reading.read_archive_to_change(paths, ledger)
    if files.read(paths.ledger) != ledger.data:
        raise LedgerChanged(f"The records in {folder} changed while they were read: try again.")
    return Foreign(folder, [*ledger.requests(), *_not_in(ledger, archive)])


def _not_in(ledger: Book, archive: Book) -> list[dict[str, Any]]:
    opened = ledger.numbers()
    return [raw for raw in archive.requests() if raw["number"] not in opened]


def _of_file(path: str) -> Foreign:
    data = files.read(path)
    if data is None:
        raise NotFound(f"There is no file {path}.", "Name a foi folder, or a file of one.")
    try:
        tables = form.read_strictly(data, form.ARCHIVE_COUNTERS).tables
    except (Damaged, TooNew) as problem:
        raise reading.unusable(path, problem) from None
    return Foreign(os.path.dirname(os.path.abspath(path)), list(tables[REQUESTS].values()))
