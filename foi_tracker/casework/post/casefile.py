"""The file of a case: every letter and reply of a request in order of date, in one zip, for a regulator or a lawyer."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import readings, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.noting import FILES_ONLY
from foi_tracker.errors import FoiError, LedgerError
from foi_tracker.ledger import kept
from foi_tracker.requests.events import Event, KeptFile
from foi_tracker.requests.parts import Draft
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from zipfile import ZipFile

LETTER, REPLY = "letter", "reply"

# One's own notes, labels and reminders, with their files, are not for others to read.
PRIVATE = frozenset(("noted", "labelled", "reminded"))

# What a regulator wants to see.
_ENCLOSED = frozenset(("answered", "review_answered", "decision_issued", "extended", "clarification_requested"))

_FIRST_YEAR = 1980  # of the dates that a zip can hold


class Enclosure(NamedTuple):
    """A letter or a reply: its place in the order of date, its name in the zip, and how it is kept.

    ``event`` is what it first came or went with, ``events`` the ids of all that sent it; a letter that was never sent
    has its drafting, and ``sent`` is false. ``state`` is one of ``ledger.kept``: a missing one has its place and its
    name, but is not in the zip.
    """

    place: int
    name: str
    what: str
    event: Event
    events: tuple[int, ...]
    sent: bool
    path: str
    state: str


class CaseFile(NamedTuple):
    """A request with its letters and replies; ``private`` names the files of one's own notes, which are left out."""

    standing: Standing
    requester: str | None
    folder: str
    enclosures: tuple[Enclosure, ...]
    private: tuple[str, ...]

    @property
    def missing(self) -> list[Enclosure]:
        """Those that are nowhere."""
        return [one for one in self.enclosures if one.state == kept.MISSING]

    @property
    def changed(self) -> list[Enclosure]:
        """Those that are not as they were kept."""
        return [one for one in self.enclosures if one.state == kept.CHANGED]

    @property
    def without_file(self) -> list[Event]:
        """Answers and decisions of which no file was kept, though a complaint encloses them."""
        return [event for event in self.standing.request.events if event.kind in _ENCLOSED and not event.files]


class _Found(NamedTuple):
    what: str
    events: tuple[Event, ...]
    sent: bool
    paper: KeptFile

    @property
    def event(self) -> Event:
        return self.events[0]


def gather(desk: Desk, ref: Sequence[str]) -> CaseFile:
    """Return the case of the one request that a reference names. Raises NotFound or Ambiguous."""
    from foi_tracker.casework.evidence import safe_name

    standing = readings.one(desk, tuple(ref))
    request = standing.request
    found = sorted([*_letters(request), *_replies(request)], key=lambda one: (one.event.on, one.event.id))
    digits = max(2, len(str(len(found))))
    enclosures = tuple(_enclosure(desk, one, place, digits) for place, one in enumerate(found, 1))
    private = tuple(paper.path for event in request.events if _is_private(event) for paper in event.files)
    who = safe_name(refs.plain(request.authority.short_name))
    return CaseFile(standing, desk.settings.name, f"request-{request.number:04d}-{who}", enclosures, private)


def _letters(request: Request) -> list[_Found]:
    found = []
    drafted = {event.id: event for event in request.events if event.kind == "drafted"}
    for draft in request.drafts:
        if draft.letter:
            sendings = _sendings(request, draft)
            events = sendings or (drafted[draft.event],)
            found.append(_Found(LETTER, events, bool(sendings), KeptFile(draft.letter, draft.sha256)))
    return found


def _is_private(event: Event) -> bool:
    """Return whether an event is one's own; a note without words only keeps what somebody sent."""
    return event.kind in PRIVATE and event.details.get("text") != FILES_ONLY


def _sendings(request: Request, draft: Draft) -> tuple[Event, ...]:
    """Return the events that sent a letter, in legal order: they name it.

    Where none does, it is the first after it of the kind that sending it makes and that names no other letter.
    """
    named = tuple(event for event in request.events if event.details.get("draft") == draft.event)
    if named:
        return named
    later = (
        event
        for event in sorted(request.events, key=lambda event: event.id)
        if event.kind == draft.records and event.id > draft.event and "draft" not in event.details
    )
    return tuple(later)[:1]


def _replies(request: Request) -> list[_Found]:
    return [
        _Found(REPLY, (event,), True, paper)
        for event in request.events
        if not _is_private(event)
        for paper in event.files
    ]


def _enclosure(desk: Desk, one: _Found, place: int, digits: int) -> Enclosure:
    from foi_tracker.casework.evidence import safe_name

    # Our own letters begin with the numbers of request and event, which tell nobody else anything.
    own = re.sub(r"^\d{4,}-\d{2,}-", "", os.path.basename(one.paper.path))
    name = f"{place:0{digits}d}-{one.event.on.isoformat()}-{one.what}-{safe_name(own)}"
    events = tuple(event.id for event in one.events)
    return Enclosure(place, name, one.what, one.event, events, one.sent, one.paper.path, _read(desk, one.paper).state)


def _read(desk: Desk, paper: KeptFile) -> kept.KeptBytes:
    """Return a letter or reply; one that may not be read is missing to whom the case goes."""
    try:
        return kept.read(desk.folder, paper.path, paper.sha256)
    except LedgerError:
        return kept.KeptBytes(None, kept.MISSING)


def write(desk: Desk, case: CaseFile, out: str, texts: Mapping[str, str], *, overwrite: bool = False) -> str:
    """Write the zip with the texts (name -> text) and every enclosure that is there; return its path.

    The same case makes the same bytes. Raises Refused when a file stands at the path, NotFound when its folder does
    not, FoiError when it cannot be written.
    """
    from zipfile import ZipFile

    from foi_tracker.casework.outfiles import new_file, places

    (path,) = places(
        out if out.lower().endswith(".zip") or os.path.isdir(out) else f"{out}.zip", [f"{case.folder}.zip"]
    )
    last = max((event.on for event in case.standing.request.events), default=desk.today)
    with new_file(path, overwrite=overwrite) as file, ZipFile(file, "w") as archive:
        for name, text in texts.items():
            _add(archive, f"{case.folder}/{name}", text.encode("utf-8", "backslashreplace"), last)
        for one in case.enclosures:
            if one.state == kept.MISSING:
                continue
            data = _read(desk, KeptFile(one.path)).data
            if data is None:
                raise FoiError(f"{one.path} went away while it was read; nothing was written.", "Say it again.")
            _add(archive, f"{case.folder}/{one.name}", data, one.event.on)
    return path


def _add(archive: ZipFile, name: str, data: bytes, on: date) -> None:
    from zipfile import ZIP_DEFLATED, ZipInfo

    info = ZipInfo(name, (max(on.year, _FIRST_YEAR), on.month, on.day, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3  # as written on POSIX, wherever it is written, so that the rights below are read
    info.external_attr = 0o100600 << 16
    archive.writestr(info, data)
