"""Evidence: files that came with a letter, copied beside the ledger under a safe name, with their hash."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from foi_tracker.errors import BadInput, NotFound
from foi_tracker.ledger.records import Records
from foi_tracker.paths import shown

MOST_BYTES = 200_000_000
_LONGEST_NAME = 80


class Found(NamedTuple):
    """A file to keep: the name that it gets, and what is in it."""

    name: str
    data: bytes


def read(paths: Sequence[str]) -> list[Found]:
    """Return the files at the paths. Raises NotFound for one that is not there, BadInput for one that is no file."""
    return [_read(path) for path in map(check, paths)]


_CHECK = "Check the name after --file."


def check(typed: str) -> str:
    """Return the path of a file that can be kept. Raises NotFound or BadInput as ``read`` does."""
    path = os.path.expanduser(typed)
    try:
        if not os.path.isfile(path):
            if os.path.lexists(path):
                raise BadInput(f"{shown(path)} is not a file that could be kept.", _CHECK)
            raise NotFound(f"There is no file {shown(path)}.", _CHECK)
        if os.path.getsize(path) > MOST_BYTES:
            raise BadInput(
                f"{shown(path)} is larger than {MOST_BYTES // 1_000_000} MB.", "Keep it elsewhere; note where."
            )
    except OSError as problem:
        raise _unreadable(path, problem) from None
    return path


def _read(path: str) -> Found:
    try:
        with open(path, "rb") as file:
            return Found(safe_name(os.path.basename(path)), file.read())
    except OSError as problem:
        raise _unreadable(path, problem) from None


def _unreadable(path: str, problem: OSError) -> NotFound:
    return NotFound(f"{shown(path)} cannot be read: {problem.strerror}.", _CHECK)


def safe_name(name: str) -> str:
    """Return a name under which a file can be kept on every system.

    >>> safe_name("../Response (final) £.PDF"), safe_name(".bashrc"), safe_name("")
    ('Response-final.PDF', 'bashrc', 'file')
    """
    stem, ending = os.path.splitext(os.path.basename(name.replace("\\", "/")))
    stem, ending = (re.sub("[^A-Za-z0-9_]+", "-", part).strip("-") for part in (stem, ending))
    kept = stem[:_LONGEST_NAME] or "file"
    # Windows keeps these names for devices.
    if re.fullmatch("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]", kept):
        kept += "-file"
    return f"{kept}.{ending[:10]}" if ending else kept


def keep(
    records: Records, number: int, found: Sequence[Found], events: Sequence[dict[str, Any]]
) -> Sequence[dict[str, Any]]:
    """Copy the files into ``replies/NNNN`` of the home; return the events with the first naming them."""
    if not found:
        return events
    kept = [list(records.keep_file(f"replies/{number:04d}", one.name, one.data)) for one in found]
    first, *rest = events
    return ({**first, "files": kept}, *rest)
