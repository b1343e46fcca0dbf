"""Letters and replies: files beside the ledger, written once, known to it by path and hash."""

from __future__ import annotations

import contextlib
import os

from foi_tracker.errors import BadInput
from foi_tracker.ledger import files

FOLDERS = ("letters", "replies")

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
        import hashlib

        check_name(name)
        parts = folder.split("/")
        if parts[0] not in FOLDERS:
            raise ValueError(f"no folder for kept files: {folder!r}")
        for part in parts:
            check_name(part)
        place = self._make(parts)
        stem, suffix = os.path.splitext(name)
        free, count = name, 1
        while True:
            path = os.path.join(place, free)
            try:
                files.write_new(path, data)
            except FileExistsError:
                count += 1
                free = f"{stem}-{count}{suffix}"
            else:
                break
        self._written.append(path)
        return f"{folder}/{free}", hashlib.sha256(data).hexdigest()

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
