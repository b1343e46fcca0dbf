"""Going back to a backup: the present state is kept as one first, and no number is ever given again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from foi_tracker.ledger import backups, files, reading
from foi_tracker.ledger import format as form
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.commit import Commit, Step
from foi_tracker.ledger.damage import Damaged, TooNew
from foi_tracker.ledger.reading import ARCHIVE, COUNTERS, LEDGER, Paths
from foi_tracker.ledger.snapshot import Snapshot
from foi_tracker.ledger.transaction import steps as steps_of_change

_NEXT = re.compile(rb'"next":([0-9]{1,9})\b')


class Restored(NamedTuple):
    """What going back did: to which moment, and under which name the state before it was kept (None: no change).

    ``reopened`` are requests that the restored archive does not hold yet: they are open again as they were then.
    """

    which: str
    kept: str | None
    reopened: tuple[int, ...] = ()


class _Present(NamedTuple):
    """The two files as they stand: their bytes, and the books of those that can be read."""

    on_disk: dict[str, bytes | None]
    ledger: Book | None
    archive: Book | None


class _Plan(NamedTuple):
    """What going back makes of the two files (None: a file that cannot be read and is left alone)."""

    stamp: str
    on_disk: dict[str, bytes | None]
    steps: list[Step]
    ledger: Book | None
    archive: Book | None
    reopened: tuple[int, ...]


def read_backup(paths: Paths, which: str) -> Snapshot:
    """Return the requests as going back to this backup would leave them.

    Raises NotFound, Ambiguous, or LedgerCorrupt when the backup itself is damaged.
    """
    plan = _plan(paths, which)
    ledger, archive = plan.ledger or reading.new_ledger(), plan.archive or reading.new_archive()
    return Snapshot(ledger, lambda ledger: (ledger, archive))


def restore(paths: Paths, which: str, *, now: Callable[[], datetime], warn: Callable[[str], None]) -> Restored:
    """Put both files back to what they were at the moment of a backup, or the archive alone when that is named.

    To be called under the lock. Raises NotFound, Ambiguous, LedgerCorrupt when the backup itself is damaged,
    LedgerChanged, and OSError when nothing was written.
    """
    plan = _plan(paths, which)
    kept = Commit(paths, plan.on_disk, now=now, warn=warn).run(plan.steps) if plan.steps else None
    return Restored(plan.stamp, kept, plan.reopened)


def _plan(paths: Paths, which: str) -> _Plan:
    stamp, names = backups.find(paths, which)
    present = _read_present(paths)
    before = _lines(present.ledger), _lines(present.archive)
    ledger = present.ledger
    reopened: tuple[int, ...] = ()
    archive = _at(paths, ARCHIVE, stamp, present)
    if LEDGER in names:
        # Unchanged since that moment, but not readable: say how it is damaged.
        ledger = _at(paths, LEDGER, stamp, present) or reading.read_ledger(paths)
        if archive is not None and not ledger.header["archived"]:
            _empty(archive)  # there was none yet, so its oldest backup is from later
    elif ledger is not None and archive is not None:
        reopened = _reopen(_at(paths, LEDGER, stamp, present), ledger, archive)
    if ledger is not None:
        ledger.count(next=max(ledger.header["next"], _highest_next(paths, present)))
    return _Plan(stamp, present.on_disk, _steps(ledger, archive, before), ledger, archive, reopened)


def _read_present(paths: Paths) -> _Present:
    on_disk = {name: files.read(os.path.join(paths.folder, name)) for name in (LEDGER, ARCHIVE)}
    books: dict[str, Book | None] = {}
    for name, data in on_disk.items():
        try:
            books[name] = None if data is None else Book(data, *form.read_strictly(data, COUNTERS[name]))
        except Damaged:
            books[name] = None
        except TooNew as problem:
            raise reading.unusable(os.path.join(paths.folder, name), problem) from None
    if on_disk[ARCHIVE] is None:
        books[ARCHIVE] = reading.new_archive()
    return _Present(on_disk, books[LEDGER], books[ARCHIVE])


def _lines(book: Book | None) -> dict[int, str] | None:
    return None if book is None else book.lines()


def _at(paths: Paths, name: str, stamp: str, present: _Present) -> Book | None:
    """Return what ledger.json or archive.json was at the moment, to be written over what it is."""
    path = backups.path_at(paths, name, stamp)
    if path == os.path.join(paths.folder, name):
        return present.ledger if name == LEDGER else present.archive  # it has not changed since
    try:
        return Book(present.on_disk[name], *form.read_strictly(files.read(path) or b"", COUNTERS[name]))
    except (Damaged, TooNew) as problem:
        raise reading.unusable(path, problem, "Choose another: {foi} backup list") from None


def _empty(book: Book) -> None:
    for number in book.numbers():
        book.remove(number)


def _reopen(then: Book | None, ledger: Book, archive: Book) -> tuple[int, ...]:
    """Open again what the restored archive does not hold yet, because it was closed after that moment."""
    known = ledger.numbers() | archive.numbers()
    lost = [raw for raw in then.requests() if raw["number"] not in known] if then else []
    for raw in lost:
        ledger.put(raw)
    return tuple(raw["number"] for raw in lost)


def _highest_next(paths: Paths, present: _Present) -> int:
    """Return the highest number that any state known to us was to give next: it may stand in a letter that was sent."""
    kept = [backups.path_of(paths, LEDGER, stamp) for stamp, names in backups.stamps(paths).items() if LEDGER in names]
    states = [present.on_disk[LEDGER], *(files.read(path) for path in kept)]
    found = (_NEXT.search(data.split(b"\n", 1)[0]) for data in states if data)
    return max((int(match[1]) for match in found if match), default=1)


def _steps(
    ledger: Book | None, archive: Book | None, before: tuple[dict[int, str] | None, dict[int, str] | None]
) -> list[Step]:
    if ledger is None or archive is None:
        return [
            Step(name, book.to_bytes(book.lines()))
            for name, book in ((LEDGER, ledger), (ARCHIVE, archive))
            if book is not None
        ]
    for number in archive.numbers() & ledger.numbers():
        archive.remove(number)
    # Where a file cannot be read there is no old state to show in between.
    ledger_before, archive_before = before[0] or {}, before[1] if before[1] is not None else archive.lines()
    unmasked = {number: line for number, line in archive_before.items() if number not in ledger_before}
    return steps_of_change(ledger, archive, ledger_before, unmasked)
