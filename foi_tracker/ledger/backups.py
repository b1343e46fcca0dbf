"""Older states of the ledger's files: kept before each change, thinned out with time.

A backup is named for the moment of the change before which it was taken, ``ledger-20261122T101500000000Z.json``. The
ledger at a moment is the oldest backup that is not older than the moment, else the file that stands now; the archive
likewise. So a file that a command does not change needs no backup from that command.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from foi_tracker import dates
from foi_tracker.errors import Ambiguous, NotFound
from foi_tracker.ledger import files
from foi_tracker.ledger import format as form
from foi_tracker.ledger.damage import Damaged, TooNew
from foi_tracker.ledger.reading import ARCHIVE, COUNTERS, LEDGER, Paths
from foi_tracker.ledger.shape import HEADER, REQUESTS, Tables

NEWEST = 10
DAYS = 30

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(ledger|archive)-([0-9]{8}T[0-9]{12}Z)\.json")


class Backup(NamedTuple):
    """A moment to which one can go back. ``which`` names it on the command line.

    ``files`` are the names of the files that were kept at the moment; ``open_count`` and ``archived_count`` are None
    when the ledger of the moment cannot be read.
    """

    which: str
    taken_at: datetime
    files: tuple[str, ...]
    open_count: int | None = None
    archived_count: int | None = None

    @property
    def when(self) -> str:
        """The moment in words, in UTC."""
        return _in_words(self.taken_at)


def when(stamp: str) -> str:
    """Return the moment of a backup in words, in UTC."""
    return _in_words(_moment(stamp))


def _in_words(moment: datetime) -> str:
    return f"{dates.show(moment.date())} {moment:%H:%M} UTC"


def stamps(paths: Paths) -> dict[str, tuple[str, ...]]:
    """Return the stamps of all backups in order, each with the names of its files (ledger.json, archive.json)."""
    found: dict[str, tuple[str, ...]] = {}
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for name in sorted(os.listdir(paths.backups)):
            if parts := _NAME.fullmatch(name):
                found[parts[2]] = (*found.get(parts[2], ()), f"{parts[1]}.json")
    return dict(sorted(found.items()))


def path_of(paths: Paths, name: str, stamp: str) -> str:
    """Return the path of the backup of ledger.json or archive.json with this stamp."""
    return os.path.join(paths.backups, f"{name.removesuffix('.json')}-{stamp}.json")


def path_at(paths: Paths, name: str, stamp: str) -> str:
    """Return the path of what ledger.json or archive.json was at the moment of the stamp."""
    for later, names in stamps(paths).items():
        if later >= stamp and name in names:
            return path_of(paths, name, later)
    return os.path.join(paths.folder, name)


def new_stamp(paths: Paths, now: datetime) -> str:
    """Return a stamp later than all there are, even when the clock was set back: their order is what they mean."""
    newest = max(stamps(paths), default="")
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return stamp if stamp > newest else (_moment(newest) + timedelta(microseconds=1)).strftime(_STAMP)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def keep(paths: Paths, name: str, target: str, data: bytes, stamp: str) -> str:
    """Keep the present file, whose bytes are ``data``, as a backup; return where. Raises OSError."""
    files.make_folder(paths.backups)
    backup = path_of(paths, name, stamp)
    try:
        # The name of the old file is about to be given to a new one, so a second name for it costs nothing.
        os.link(target, backup)
    except FileExistsError:
        raise
    except OSError:  # another disk, or one that knows no links
        files.write_new(backup, data, os.stat(target))
    return backup


def thin_out(paths: Paths) -> None:
    """Leave the last 10 moments, then one a day for 30 days, each with the files it had; raises OSError.

    The days are those that have backups, so that neither a long pause nor a wrong clock empties the folder. A file that
    a moment shares with a later one which goes gets the name of the moment that stays.
    """
    moments = stamps(paths)
    stay = sorted(_worth_keeping(moments))
    for stamp, names in moments.items():
        for name in names if stamp not in stay else ():
            heir = max((moment for moment in stay if moment < stamp), default=None)
            if heir is not None and path_at(paths, name, heir) == path_of(paths, name, stamp):
                os.replace(path_of(paths, name, stamp), path_of(paths, name, heir))
            else:
                files.remove(path_of(paths, name, stamp))


def _worth_keeping(moments: Iterable[str]) -> list[str]:
    newest_first = sorted(moments, reverse=True)
    last_of_day: dict[str, str] = {}
    for stamp in newest_first[NEWEST:]:
        last_of_day.setdefault(stamp[:8], stamp)
    return newest_first[:NEWEST] + list(last_of_day.values())[:DAYS]


def newest_good(paths: Paths, name: str) -> Backup | None:
    """Return the newest backup of ledger.json or archive.json that can be read, or None."""
    for stamp, names in reversed(stamps(paths).items()):
        if name in names and _tables(path_of(paths, name, stamp), name) is not None:
            which = stamp if name == LEDGER else f"archive-{stamp}"
            return Backup(which, _moment(stamp), (name,))
    return None


def all_backups(paths: Paths) -> list[Backup]:
    """Return the moments to which one can go back, the newest first."""
    return [
        _described(stamp, names, _tables(path_at(paths, LEDGER, stamp), LEDGER))
        for stamp, names in reversed(stamps(paths).items())
    ]


def _described(stamp: str, names: tuple[str, ...], tables: Tables | None) -> Backup:
    if tables is None:
        return Backup(stamp, _moment(stamp), names)
    archived = tables[HEADER]["1"]["archived"]
    return Backup(stamp, _moment(stamp), names, len(tables[REQUESTS]), archived)


def states(paths: Paths) -> Iterator[tuple[Backup, list[dict[str, Any]] | None]]:
    """Yield the same moments with the requests of each, None where a file of the moment cannot be read."""
    archive_path, archive = "", None  # many moments share one
    for stamp, names in reversed(stamps(paths).items()):
        ledger = _tables(path_at(paths, LEDGER, stamp), LEDGER)
        backup = _described(stamp, names, ledger)
        if (path := path_at(paths, ARCHIVE, stamp)) != archive_path:
            archive_path, archive = path, _tables(path, ARCHIVE)
        if ledger is None or (archive is None and backup.archived_count):
            yield backup, None
        else:
            archived = archive[REQUESTS] if archive is not None and backup.archived_count else {}
            yield backup, list({**archived, **ledger[REQUESTS]}.values())


def _tables(path: str, name: str) -> Tables | None:
    data = files.read(path)
    try:
        return None if data is None else form.read(data, COUNTERS[name])
    except (Damaged, TooNew):
        return None


def find(paths: Paths, which: str) -> tuple[str, tuple[str, ...]]:
    """Return the stamp that ``which`` names, and the files to restore: both, or the one that it names.

    A moment is named by its stamp or the beginning of it, with or without dashes and colons, or by its place in the
    list, 1 for the newest; ``archive-`` or ``ledger-`` before it means this file alone. Raises NotFound or Ambiguous.
    """
    wanted = which.strip().removesuffix(".json")
    names: tuple[str, ...] = (LEDGER, ARCHIVE)
    for name in names:
        if wanted.startswith(prefix := name.removesuffix(".json") + "-"):
            wanted, names = wanted.removeprefix(prefix), (name,)
    names = (LEDGER, ARCHIVE) if LEDGER in names else names
    beginning = re.sub(r"[-: ]", "", wanted).upper()
    known = [stamp for stamp, kept in stamps(paths).items() if len(names) == 2 or names[0] in kept]
    if re.fullmatch(r"[1-9][0-9]?", beginning) and int(beginning) <= len(known):
        return known[-int(beginning)], names
    fitting = [stamp for stamp in known if beginning and stamp.startswith(beginning)]
    if not fitting:
        raise NotFound(f"There is no backup {which!r}.", "See what there is: {foi} backup list")
    if len(fitting) > 1:
        raise Ambiguous(
            f"{len(fitting)} backups begin with {which!r}.", "Name one of them in full:", details=tuple(fitting)
        )
    return fitting[0], names
