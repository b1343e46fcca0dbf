"""Requests at WhatDoTheyKnow, taken in and kept up with: nothing is added that the site does not tell.

A request is known by the number that it has there; one that was drafted here and sent there by its authority, subject
and day. Of a newer file only what is new is added.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.authorities.shipped import slugs_by_url_name
from foi_tracker.casework import infiles
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange.importing_requests import There, key_of, law_of
from foi_tracker.casework.recording import Change, Entry, blank, check_date
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.exchange import wdtk
from foi_tracker.exchange.wdtk import Asked, Event
from foi_tracker.ledger.records import Records
from foi_tracker.paths import quoted
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority


class Left(NamedTuple):
    """A letter that the site does not describe: of which request, its day and its command, to be said by a person."""

    number: int
    text: str
    command: str


class Followed(NamedTuple):
    """What a file brought: requests that are new or have more now, those that are as they were, and what is left."""

    changes: tuple[Change, ...]
    new: tuple[int, ...]
    same: tuple[int, ...]
    left: tuple[Left, ...]


def take_in(desk: Desk, path: str) -> Followed:
    """Take in the requests of a file, all or none.

    Raises NotFound for a file or an authority that is not known, BadInput for one that cannot be used, Refused for
    events that may not follow.
    """
    found = wdtk.read(infiles.read(path, most=wdtk.MOST_BYTES))
    with desk.records("import wdtk") as records:
        follower = _Follower(desk, records)
        for asked in found:
            follower.follow(asked)
    return Followed(tuple(follower.changes), tuple(follower.new), tuple(follower.same), tuple(follower.left))


class _Follower:
    """Follows one request after the other, in one change."""

    def __init__(self, desk: Desk, records: Records) -> None:
        self.changes: list[Change] = []
        self.new: list[int] = []
        self.same: list[int] = []
        self.left: list[Left] = []
        self._desk = desk
        self._entry = Entry(desk, records)
        self._there = There(records)
        self._requests = {one.number: one for raw in records.all_requests() if not (one := fold(raw)).undone}
        self._by_title = {
            title: one.number for one in self._requests.values() for title in one.references.get(wdtk.PLACE, ())
        }

    def follow(self, asked: Asked) -> None:
        """Take in one request, or what is new of it."""
        events = wdtk.events(asked)
        for event in events:
            check_date(_day(event), self._desk.today, what="An event of the file", option="FILE")
        number = self._number(asked, events)
        if number is None:
            self._begin(asked, events)
        else:
            self._grow(self._requests[number], asked, events)

    def _number(self, asked: Asked, events: list[Event]) -> int | None:
        """Return the number of a request that is here already."""
        if asked.id is None:
            if asked.url_title not in self._by_title:
                raise BadInput(
                    f"This feed does not tell enough to begin the request {asked.url_title[:60]}.",
                    f"Save this instead, and take it in first: {asked.page}.json",
                )
            return self._by_title[asked.url_title]
        number = self._there.number(_key(asked.id))
        if number is None and asked.url_title in self._by_title:
            return self._by_title[asked.url_title]
        if number is None and (sent := _first_sent(events)) is not None:
            here = self._there.number(key_of(self._authority(asked).slug, asked.title, _day(sent)))
            # Two requests of the site may be alike; one that has its name there already is not this one.
            number = here if here is None or wdtk.PLACE not in self._requests[here].references else None
        return number

    def _begin(self, asked: Asked, events: list[Event]) -> None:
        assert asked.id is not None
        sent = _first_sent(events)
        if sent is None or not asked.title:
            raise BadInput(
                f"The file does not tell when “{asked.title[:60]}” was sent.",
                f"Save the whole of it: {asked.page}.json",
            )
        authority = self._authority(asked)
        law = law_of(_law(asked, authority), authority)
        raw = blank(self._entry.next_number(), authority, law, uid=self._there.uid(_key(asked.id)))
        drafted = to_dict("drafted", _day(sent), subject=asked.title, records="sent")
        labels = to_dict("labelled", self._desk.today, tags=asked.tags, refs={wdtk.PLACE: asked.url_title})
        change = self._entry.begin(raw, (drafted, *(event.stored for event in events), labels))
        self.changes.append(change)
        self.new.append(raw["number"])
        self._note_left(raw["number"], events)

    def _grow(self, request: Request, asked: Asked, events: list[Event]) -> None:
        more = [event for event in events if not _is_known(event, request)]
        labels = []
        if asked.url_title not in request.references.get(wdtk.PLACE, ()):
            labels.append(to_dict("labelled", self._desk.today, refs={wdtk.PLACE: asked.url_title}))
        if not more and not labels:
            self.same.append(request.number)
            return
        self.changes.append(self._entry.write(request, (*(event.stored for event in more), *labels)))
        self._note_left(request.number, more)

    def _note_left(self, number: int, events: list[Event]) -> None:
        self.left += [
            Left(number, str(event.stored["text"]), event.left.replace("NUMBER", str(number)))
            for event in events
            if event.left is not None
        ]

    def _authority(self, asked: Asked) -> Authority:
        """Return the authority of a url name of the site. Raises NotFound, which says how to add it."""
        directory = self._desk.directory
        slug = slugs_by_url_name().get(asked.body_url_name, asked.body_url_name)
        own = [one for one in directory.authorities if one.wdtk_url_name == asked.body_url_name]
        listed = directory.by_slug(slug) if slug else None
        found = own or ([listed] if listed else list(directory.exactly(asked.body_name)))
        if len(found) != 1 or not asked.body_url_name:
            name = asked.body_name or asked.body_url_name
            raise NotFound(
                f"The directory does not have {name[:80] or 'the authority of this request'}.",
                f"Add it: {{foi}} authorities add {quoted(name)} --wdtk {quoted(asked.body_url_name)}",
            )
        return found[0]


def _key(number: int) -> str:
    return f"{wdtk.PLACE}|{number}"


def _law(asked: Asked, authority: Authority) -> str:
    """Return the code of the law that the site says was used; the usual one of the authority for "foi"."""
    if asked.law != "eir":
        return ""
    return "EISR" if authority.nation == "scotland" else "EIR"


def _day(event: Event) -> date:
    return date.fromisoformat(event.stored["on"])


def _first_sent(events: list[Event]) -> Event | None:
    return next((event for event in events if event.stored["kind"] == "sent"), None)


def _is_known(event: Event, request: Request) -> bool:
    """Return whether a request has an event of the site: by its number there, else by its kind and its day."""
    kind, mark = event.stored["kind"], wdtk.marked(event.id).rstrip(": ")
    for other in request.events:
        text = str(other.details.get("text", ""))
        if other.kind == kind and (text == mark or text.startswith(f"{mark}:")):
            return True
        if other.kind == kind != "noted" and other.on == _day(event):
            return True
        # Described there as nothing yet, and told here by hand since.
        if kind == "noted" and other.on == _day(event) and other.kind in _TOLD_BY_HAND:
            return True
    return False


_TOLD_BY_HAND = frozenset(
    (
        "acknowledged",
        "answered",
        "chased",
        "clarification_requested",
        "clarified",
        "extended",
        "holding",
        "review_answered",
    )
)
