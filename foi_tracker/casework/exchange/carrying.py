"""Letters and replies of another ledger: carried over beside ours with the events that name them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.ledger import kept
from foi_tracker.ledger.kept import FOLDERS, check_name
from foi_tracker.ledger.records import Records
from foi_tracker.requests.events import kept_file


class Place(NamedTuple):
    """Where an event stands: the number of its request, and its id. Names of letters begin with both."""

    number: int
    event: int


class Carrier:
    """Copies what is missing here from the folder of another ledger, as part of a change.

    ``missing`` names the files that are in neither folder, ``changed`` those whose SHA-256 is not the recorded one.
    """

    def __init__(self, there: str, here: str, records: Records) -> None:
        self._there = there
        self._here = here
        self._records = records
        self._carried: dict[tuple[str, str], str] = {}
        self.copied = 0
        self.missing: list[str] = []
        self.changed: list[str] = []

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
                found = kept.read(self._there, source, known)
                if found.data is not None and found.state == kept.KEPT:
                    self._keep(path, found.data)

    def _entry(self, entry: Any, was: Place, now: Place) -> Any:
        named = kept_file(entry)
        return entry if named is None else _with_path(entry, self._carry(*named, was, now))

    def _carry(self, path: str, known: str | None, was: Place, now: Place) -> str:
        if not _is_plain(path):
            self.missing.append(path)
            return path
        wanted = _renamed(path, was, now)
        if (path, wanted) not in self._carried:
            self._carried[path, wanted] = self._copy(path, wanted, known)
        return self._carried[path, wanted]

    def _copy(self, path: str, wanted: str, known: str | None) -> str:
        theirs, ours = kept.read(self._there, path, known), kept.read(self._here, wanted, known)
        if ours.data is not None and (ours.state == kept.KEPT if theirs.data is None else ours.data == theirs.data):
            return wanted
        if theirs.data is None:
            self.missing.append(wanted)
            return self._unused(wanted)
        if theirs.state == kept.CHANGED:
            self.changed.append(wanted)
        return self._keep(wanted, theirs.data)

    def _keep(self, path: str, data: bytes) -> str:
        self.copied += 1
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
        if named := kept_file(entry):
            yield named


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
