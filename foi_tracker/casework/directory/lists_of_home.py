"""The lists of authorities that a home counts on: the shipped one, one's own entries over it, and an imported one."""

from __future__ import annotations

import os
from typing import Any

from foi_tracker import home
from foi_tracker.authorities import Directory, shipped
from foi_tracker.errors import HomeError
from foi_tracker.paths import shown


def directory_of(folder: str | None) -> Directory:
    """Return the directory of a home: the shipped list with its own entries over it, and the list that it imported.

    Without a home, the shipped one. Raises HomeError when the home is not safe or a list of its own is damaged.
    """
    if folder is None or not home.exists(folder):
        return Directory.load()
    home.check(folder)
    from foi_tracker.authorities.imported import Imported
    from foi_tracker.authorities.own import lay_over

    path = os.path.join(folder, home.IMPORTED_AUTHORITIES)
    imported = Imported(lambda: _read(path), shown(path)) if os.path.exists(path) else None
    entries = own_entries(folder)["authorities"]
    if not entries:
        return Directory(shipped.read_authorities(), imported=imported)
    laid = lay_over(shipped.read_authorities(), entries)
    return Directory(laid.authorities, imported=imported, differences=laid.differences)


def own_entries(folder: str) -> dict[str, Any]:
    """Return what a home's authorities.json holds. Raises HomeError when it cannot be read or is damaged."""
    from foi_tracker.authorities.own import empty, parse

    path = os.path.join(folder, home.OWN_AUTHORITIES)
    if not os.path.lexists(path):
        return empty()
    try:
        return parse(_read(path).decode(), shown(path))
    except UnicodeDecodeError:
        raise HomeError(
            f"Your own entries in {shown(path)} are damaged (they are not text in UTF-8).",
            "Mend the file in an editor, or move it away to go on without it; it is never overwritten.",
        ) from None


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as problem:
        raise HomeError(
            f"{shown(path)} cannot be read: {problem.strerror}.", "Look at the file and its rights."
        ) from None
