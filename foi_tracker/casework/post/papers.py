"""Letters and replies as they lie in the home: read, and compared with what was kept."""

from __future__ import annotations

import os
from typing import NamedTuple

from foi_tracker.errors import LedgerError
from foi_tracker.ledger import files
from foi_tracker.ledger.kept import FOLDERS
from foi_tracker.requests.events import KeptFile

KEPT = "kept"
CHANGED = "changed"
MISSING = "missing"


class Paper(NamedTuple):
    """A kept file: what is in it, and whether that is what was kept; ``data`` is None when it is missing."""

    path: str
    data: bytes | None
    state: str


def read(home: str, kept: KeptFile) -> Paper:
    """Return a letter or reply of a home. One that cannot be read, or lies outside its folders, is missing."""
    import hashlib

    data = _bytes(home, kept.path)
    if data is None:
        return Paper(kept.path, None, MISSING)
    as_kept = kept.sha256 is None or hashlib.sha256(data).hexdigest() == kept.sha256
    return Paper(kept.path, data, KEPT if as_kept else CHANGED)


def _bytes(home: str, path: str) -> bytes | None:
    parts = path.split("/")
    whole = os.path.join(home, *parts)
    if parts[0] not in FOLDERS or {"", ".", ".."} & set(parts) or "\0" in path or not _is_below(home, whole):
        return None
    try:
        return files.read(whole)
    except LedgerError:
        return None


def _is_below(home: str, path: str) -> bool:
    """Return whether the path ends in the home: a link in a folder from somebody else may lead anywhere."""
    return os.path.realpath(path).startswith(os.path.realpath(home) + os.sep)
