"""Letters and replies of another ledger: carried over beside ours with the events that name them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.ledger import Snapshot, files
from foi_tracker.ledger.kept import FOLDERS, check_name
from foi_tracker.ledger.transaction import Transaction
from foi_tracker.requests.events import kept_file


class Place(NamedTuple):
    """Where an event stands: the number of its request, and its id. Names of letters begin with both."""

    number: int
    event: int


class Carrier:
    """Copies what is missing here from the folder of another ledger, inside a transaction; on a snapshot, only counts.

    ``missing`` names the files that are in neither folder, ``altered`` those whose SHA-256 is not the recorded one.
    """

    def __init__(self, there: str, here: str, records: Snapshot) -> None:
        self._there = there
        self._here = here
        self._records = records
        self._carried: dict[tuple[str, str], str] = {}
        self.copied = 0
        self.missing: list[str] = []
        self.altered: list[str] = []

    def carry(self, event: dict[str, Any], was: Place, now: Place) -> dict[str, Any]:
        """Return a new event of ours with the paths under which its files are kept here."""
        carried = dict(event)
        if isinstance(event.get("letter"), str):
            carried["letter"] = self._carry(event["letter"], event.get("sha256"), was, now)
        if isinstance(event.get("files"), list):
            carried["files"] = [self._entry(entry, was, now) for entry in event["files"]]
        return carried

    def bring_back(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        """Copy the files of an event that both have, where ours are gone."""
        for (path, known), (source, _) in zip(_named(ours), _named(theirs), strict=False):
            if _is_plain(path) and not os.path.lexists(_join(self._here, path)):
                data = _read(self._there, source)
                if data is not None and _is_as_kept(data, known):
                    self._keep(path, data)

    def _entry(self, entry: Any, was: Place, now: Place) -> Any:
        kept = kept_file(entry)
        return entry if kept is None else _with_path(entry, self._carry(*kept, was, now))

    def _carry(self, path: str, known: str | None, was: Place, now: Place) -> str:
        if not _is_plain(path):
            self.missing.append(path)
            return path
        wanted = _renamed(path, was, now)
        if (path, wanted) not in self._carried:
            self._carried[path, wanted] = self._copy(path, wanted, known)
        return self._carried[path, wanted]

    def _copy(self, path: str, wanted: str, known: str | None) -> str:
        data, present = _read(self._there, path), _read(self._here, wanted)
        if present is not None and (present == data if data is not None else _is_as_kept(present, known)):
            return wanted
        if data is None:
            self.missing.append(wanted)
            return self._unused(wanted)
        if not _is_as_kept(data, known):
            self.altered.append(wanted)
        return self._keep(wanted, data)

    def _keep(self, path: str, data: bytes) -> str:
        self.copied += 1
        if not isinstance(self._records, Transaction):
            return path
        folder, _, name = path.rpartition("/")
        return self._records.keep_file(folder, name, data)[0]

    def _unused(self, path: str) -> str:
        """Return a path at which nothing is: the event must not come to name a letter of another request."""
        stem, suffix = os.path.splitext(path)
        free, count = path, 1
        while os.path.lexists(_join(self._here, free)):
            count += 1
            free = f"{stem}-{count}{suffix}"
        return free


def _renamed(path: str, was: Place, now: Place) -> str:
    """Return the path with the number and the event that its request and its event have here."""
    folder, *_, name = path.split("/")
    if folder == "letters":
        before = f"{was.number:04d}-{was.event:02d}-"
        return (
            f"{folder}/{now.number:04d}-{now.event:02d}-{name.removeprefix(before)}" if _begins(name, before) else path
        )
    before = f"replies/{was.number:04d}/"
    return f"replies/{now.number:04d}/{path.removeprefix(before)}" if _begins(path, before) else path


def _begins(text: str, beginning: str) -> bool:
    return text.startswith(beginning) and text != beginning


# --- the files that an event names -----------------------------------------------------------------------------------


def _named(event: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield path and SHA-256 of each file."""
    if isinstance(event.get("letter"), str):
        yield event["letter"], event.get("sha256")
    for entry in event["files"] if isinstance(event.get("files"), list) else ():
        if kept := kept_file(entry):
            yield kept


def _with_path(entry: Any, path: str) -> Any:
    match entry:
        case [_, known]:
            return [path, known]
        case {"path": _}:
            return {**entry, "path": path}
    return path


# --- what is on the disk ---------------------------------------------------------------------------------------------


def _is_plain(path: str) -> bool:
    """Return whether a path stays inside the folders of letters and replies; what a stranger wrote may not."""
    folder, *names = path.split("/")
    try:
        for name in names:
            check_name(name)
    except BadInput:
        return False
    return folder in FOLDERS and bool(names)


def _join(folder: str, path: str) -> str:
    return os.path.join(folder, *path.split("/"))


def _read(folder: str, path: str) -> bytes | None:
    """Return the bytes of a file inside a folder, None when there is none or a link leads out of it."""
    whole = os.path.realpath(_join(folder, path))
    if not _is_plain(path) or not whole.startswith(os.path.realpath(folder) + os.sep) or not os.path.isfile(whole):
        return None
    return files.read(whole)


def _is_as_kept(data: bytes, known: str | None) -> bool:
    import hashlib

    return known is None or hashlib.sha256(data).hexdigest() == known
