"""From the files of a folder to books: strict reading, and what to say when a file cannot be trusted."""

import os
from typing import NamedTuple, Self

from foi_tracker.errors import LedgerChanged, LedgerCorrupt, LedgerError, LedgerMissing, LedgerTooNew
from foi_tracker.ledger import files
from foi_tracker.ledger import format as form
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.damage import Damaged, TooNew, Unmerged
from foi_tracker.ledger.schema import SCHEMA
from foi_tracker.ledger.shape import HEADER, REQUESTS

LEDGER = "ledger.json"
ARCHIVE = "archive.json"

# A reader of both files is disturbed only by a command that closes or reopens in the same few milliseconds.
_TRIES = 50

COUNTERS = {LEDGER: form.LEDGER_COUNTERS, ARCHIVE: form.ARCHIVE_COUNTERS}


class Paths(NamedTuple):
    """Where the parts of a ledger are."""

    folder: str
    ledger: str
    archive: str
    lock: str
    backups: str

    @classmethod
    def of(cls, folder: str) -> Self:
        """Return the paths in this folder."""
        return cls(folder, *(os.path.join(folder, name) for name in (LEDGER, ARCHIVE, "ledger.lock", "backups")))


def new_ledger() -> Book:
    """Return a ledger without requests."""
    header = {"schema": SCHEMA, "next": 1, "archived": 0}
    return Book(None, {HEADER: {"1": header}, REQUESTS: {}})


def new_archive() -> Book:
    """Return an archive without requests, of which there is no file yet."""
    return Book(None, {HEADER: {"1": {"schema": SCHEMA}}, REQUESTS: {}})


def read_ledger(paths: Paths) -> Book:
    """Return the open requests for reading; raises LedgerError and its kinds."""
    return _book(paths, LEDGER, _ledger_bytes(paths))


def read_ledger_to_change(paths: Paths) -> Book:
    """Return the open requests with the line of each, every name checked; raises LedgerError and its kinds."""
    return _book_to_change(paths, LEDGER, _ledger_bytes(paths))


def read_archive_to_change(paths: Paths, ledger: Book | None) -> Book:
    """Return the archived requests with the line of each, every name checked; raises LedgerError and its kinds.

    Without a ledger, because it is damaged, nothing is said about the agreement of the two.
    """
    data = _archive_bytes(paths, ledger.header["archived"] if ledger else 0)
    if data is None:
        return new_archive()
    archive = _book_to_change(paths, ARCHIVE, data)
    return _agreeing(paths, archive, ledger) if ledger else archive


def read_archive_beside(paths: Paths, ledger: Book) -> tuple[Book, Book]:
    """Return ledger and archive as they were at one moment; the ledger is the one given if it still stands.

    Raises LedgerError and its kinds.
    """
    for _ in range(_TRIES):
        data = _archive_bytes(paths, ledger.header["archived"])
        if data is None:  # the ledger counted none, so it was the whole of the records when it was read
            return ledger, new_archive()
        archive = _book(paths, ARCHIVE, data)
        if files.read(paths.ledger) == ledger.data:
            return ledger, _agreeing(paths, archive, ledger)
        ledger = read_ledger(paths)
    raise LedgerChanged(f"Your records in {paths.folder} change without end.", "Try again when nothing writes there.")


def _agreeing(paths: Paths, archive: Book, ledger: Book) -> Book:
    """Return the archive; raises LedgerCorrupt when it and the ledger are not parts of the same records.

    That is what copying one of the two files from elsewhere makes of them. A request would be hidden by another.
    """
    if problem := disagreement(archive, ledger):
        raise LedgerCorrupt(f"{paths.archive} does not belong to {paths.ledger}: {problem}.", _way_back(paths, LEDGER))
    return archive


def disagreement(archive: Book, ledger: Book) -> str | None:
    """Return why the two files cannot be parts of the same records, or None."""
    below = ledger.header["next"]
    for raw in archive.requests():
        number = raw["number"]
        if number >= below:
            return f"request {number} is archived, but the ledger says that {below} comes next"
        if (other := ledger.get(number)) is not None and other.get("uid") != raw.get("uid"):
            return f"each has another request under {number}"
    return None


def _ledger_bytes(paths: Paths) -> bytes:
    data = files.read(paths.ledger)
    if data is None:
        raise missing(paths, LEDGER)
    return data


def _archive_bytes(paths: Paths, archived: int) -> bytes | None:
    data = files.read(paths.archive)
    if data is None and archived:
        raise missing(paths, ARCHIVE)
    return data


def _book(paths: Paths, name: str, data: bytes) -> Book:
    try:
        return Book(data, form.read(data, COUNTERS[name]))
    except (Damaged, TooNew) as problem:
        raise _unusable(paths, name, problem) from None


def _book_to_change(paths: Paths, name: str, data: bytes) -> Book:
    try:
        return Book(data, *form.read_strictly(data, COUNTERS[name]))
    except (Damaged, TooNew) as problem:
        raise _unusable(paths, name, problem) from None


def _unusable(paths: Paths, name: str, problem: Damaged | TooNew) -> LedgerError:
    return unusable(os.path.join(paths.folder, name), problem, _way_back(paths, name))


def unusable(path: str, problem: Damaged | TooNew, hint: str | None = None) -> LedgerError:
    """Return the error for a file that cannot be used, with what to do about a damaged one."""
    if isinstance(problem, TooNew):
        return LedgerTooNew(
            f"{path} was written by a newer version of this program, which this one cannot read.",
            "Bring this program up to date: pip install --upgrade foi-tracker",
        )
    if isinstance(problem, Unmerged):
        hint = f"Finish the merge: each request has one line. Or go back. {hint}"
    where = "" if problem.line is None else f" at line {problem.line}"
    return LedgerCorrupt(f"Your records in {path} are damaged{where}: {problem.reason}.", hint)


def missing(paths: Paths, name: str) -> LedgerMissing:
    """Return the error for a file that is not there, with the way back."""
    path = os.path.join(paths.folder, name)
    what = "" if name == LEDGER else ", with the requests that you closed,"
    hint = _way_back(paths, name, otherwise="If you have no records yet: {foi} init")
    return LedgerMissing(f"There is no {path}: your records{what} are not where they were.", hint)


def _way_back(paths: Paths, name: str, otherwise: str | None = None) -> str:
    from foi_tracker.ledger import backups

    if newest := backups.newest_good(paths, name):
        return f"The newest backup that can be read is of {newest.when}: {{foi}} backup restore {newest.which}"
    return (
        otherwise or "No backup of it can be read. Leave the file as it is, and look for an older copy of the folder."
    )
