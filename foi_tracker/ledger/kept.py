"""Letters and replies: files beside the ledger, written once, known to it by path and hash."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.ledger import files

FOLDERS = ("letters", "replies")

KEPT = "kept"
CHANGED = "changed"
MISSING = "missing"

_MOST_BYTES = 200  # of a name; most file systems take 255, and "-2" must fit
_FORBIDDEN = '/\\:*?"<>|'  # separators here or elsewhere, and what Windows takes in no name
# What makes a name read otherwise than it is: the controls of text direction.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))]
)


def check_name(name: str) -> None:
    """Raise BadInput unless this is a plain file name that is safe on every system and in every terminal."""
    is_plain = (
        name.strip(" .") == name != ""
        and len(name.encode(errors="surrogatepass")) <= _MOST_BYTES
        and not any(char in _FORBIDDEN or char in _TURNING or _is_control(char) for char in name)
        and name.split(".")[0].lower() not in _DEVICES
    )
    if not is_plain:
        raise BadInput(f"{name!a} cannot be the name of a file here.", "Give the file a plain name first.")


def _is_control(char: str) -> bool:
    code = ord(char)
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000


class KeptBytes(NamedTuple):
    """A kept file: what is in it, and whether that is what was KEPT; ``data`` is None when it is MISSING."""

    data: bytes | None
    state: str


def read(home: str, path: str, known: str | None) -> KeptBytes:
    """Return a letter or a reply of a home, and whether its SHA-256 is the ``known`` one, where one is known.

    One that lies outside the folders for it is missing: what a ledger from somebody else names may lie, or lead,
    anywhere. Raises LedgerError for one that is there and may not be read.
    """
    parts = path.split("/")
    whole = os.path.join(home, *parts)
    if parts[0] not in FOLDERS or {"", ".", ".."} & set(parts) or "\0" in path or not _is_below(home, whole):
        return KeptBytes(None, MISSING)
    data = files.read(whole) if os.path.isfile(whole) else None
    if data is None:
        return KeptBytes(None, MISSING)
    return KeptBytes(data, KEPT if known is None or sha256(data) == known else CHANGED)


def _is_below(home: str, path: str) -> bool:
    """Return whether the path ends in the home: a link may lead out of it."""
    return os.path.realpath(path).startswith(os.path.realpath(home) + os.sep)


def names(folder: str, name: str) -> Iterator[str]:
    """Return the names that a file may get in a folder of kept files: its own, then with -2, -3 before its suffix.

    Raises BadInput for one that is not a plain file name.
    """
    check_name(name)
    parts = folder.split("/")
    if parts[0] not in FOLDERS:
        raise ValueError(f"no folder for kept files: {folder!r}")
    for part in parts:
        check_name(part)
    stem, suffix = os.path.splitext(name)
    return (f"{stem}-{place}{suffix}" if place > 1 else name for place in count(1))


def sha256(data: bytes) -> str:
    """Return the SHA-256 of what is kept, in hex."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


class KeptFiles:
    """The files that one transaction writes: all stay, or all go again."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._written: list[str] = []
        self._made: list[str] = []

    def keep(self, folder: str, name: str, data: bytes) -> tuple[str, str]:
        """Write a file that was not there; return its path from the home and its SHA-256. Raises OSError.

        A file that stands is never touched: the new one gets -2, -3 and so on before its suffix.
        """
        candidates = names(folder, name)
        place = self._make(folder.split("/"))
        for free in candidates:
            path = os.path.join(place, free)
            try:
                files.write_new(path, data)
            except FileExistsError:
                continue
            break
        self._written.append(path)
        return f"{folder}/{free}", sha256(data)

    def _make(self, parts: list[str]) -> str:
        place = self._home
        for part in parts:
            above, place = place, os.path.join(place, part)
            if not os.path.isdir(place):
                files.make_folder(place)
                self._made.append(place)
                files.flush_folder(above)
        return place

    def flush(self) -> None:
        """Flush the names of the new files to the disk, each folder once; raises OSError."""
        for place in dict.fromkeys(os.path.dirname(path) for path in self._written):
            files.flush_folder(place)

    def take_back(self) -> None:
        """Remove what was written, and the folders that were made for it."""
        for path in self._written:
            files.remove(path)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
