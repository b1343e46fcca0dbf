"""Requests at WhatDoTheyKnow as its site gives them out: one request, or a feed of events, as JSON or Atom.

The site knows what its users say that an answer was; it gives out no letter. Its formats have changed over the years,
so dates, tags and states are read in every form that it has had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from foi_tracker.errors import BadInput
from foi_tracker.requests.events import Outcome, to_dict

MOST_BYTES = 30_000_000
PLACE = "whatdotheyknow"
_SITE = "https://www.whatdotheyknow.com/request"
_LONDON = ZoneInfo("Europe/London")
_LONGEST = 300
_HINT = f"Save the address of the request with .json behind it, such as {_SITE}/my_request.json"


class Happened(NamedTuple):
    """One event of the site: its number there, its kind, its day in London, and the state that it led to."""

    id: int
    kind: str
    on: date
    state: str


class Asked(NamedTuple):
    """One request of the site. ``id`` is None in a feed that does not tell it; so is what is empty."""

    id: int | None
    url_title: str
    title: str
    law: str
    tags: tuple[str, ...]
    state: str
    body_url_name: str
    body_name: str
    happened: tuple[Happened, ...]

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{_SITE}/{self.url_title}"


class Event(NamedTuple):
    """An event of ours made of one of theirs: its number there, what is stored, and what a person is to say still."""

    id: int
    stored: dict[str, Any]
    left: str | None = None


def read(data: bytes) -> list[Asked]:
    """Return the requests of a file. Raises BadInput when it is none of the forms in which the site gives them out."""
    text = data.decode("utf-8-sig", "replace").strip()
    if text.startswith("<"):
        return list(_read_atom(text))
    import json

    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("That is not a request of WhatDoTheyKnow.", _HINT) from None
    try:
        if isinstance(told, list):
            return list(_read_feed(told))
        told = told.get("info_request", told)
        return [_asked(told, told.get("public_body") or {}, told["info_request_events"])]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        missing = f": {problem.args[0]!r} is missing" if isinstance(problem, KeyError) else ""
        raise BadInput(f"That is not a request of WhatDoTheyKnow{missing}.", _HINT) from None


def _read_feed(items: list[dict[str, Any]]) -> Iterator[Asked]:
    """Yield the requests of a feed, whose events each repeat their request."""
    events: dict[int, list[dict[str, Any]]] = {}
    heads: dict[int, dict[str, Any]] = {}
    for item in items:
        request = item["info_request"]
        body = item.get("public_body") or request.get("public_body") or {}
        heads[request["id"]] = {**request, "public_body": body}
        events.setdefault(request["id"], []).append(item)
    for number, request in heads.items():
        yield _asked(request, request["public_body"], events[number])


def _asked(request: dict[str, Any], body: dict[str, Any], events: Iterable[dict[str, Any]]) -> Asked:
    return Asked(
        _number(request["id"]),
        _text(request["url_title"]),
        _text(request["title"]),
        _text(request.get("law_used") or "foi").lower(),
        tuple(_tag(tag) for tag in request.get("tags") or ()),
        _text(request.get("described_state") or ""),
        _text(body.get("url_name") or ""),
        _text(body.get("name") or ""),
        _ordered(_happened(event) for event in events),
    )


def _ordered(events: Iterable[Happened]) -> tuple[Happened, ...]:
    """Return the events in the order of their days, each once: a feed has the newest first."""
    return tuple(sorted({event.id: event for event in events}.values(), key=lambda event: (event.on, event.id)))


def _happened(event: dict[str, Any]) -> Happened:
    # What a response was is written on it as the calculated state; the described one may stand on a later event.
    state = event.get("calculated_state") or event.get("described_state") or ""
    return Happened(_number(event["id"]), _text(event["event_type"]), day_of(event["created_at"]), _text(state))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("it is no number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("it is no text")
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())[:_LONGEST]


def _tag(tag: object) -> str:
    """Return a tag, which is a pair of name and value or a word."""
    if isinstance(tag, list) and tag:
        name, *values = tag
        return ":".join(_text(part) for part in (name, *values[:1]) if part is not None)
    return _text(tag)


def day_of(moment: str) -> date:
    """Return the day in London of a moment as the site writes it, today and in old data. Raises ValueError.

    >>> day_of("2013/06/18 10:18:19 +1000"), day_of("2026-06-30T23:30:00.000Z")
    (datetime.date(2013, 6, 18), datetime.date(2026, 7, 1))
    """
    text = _text(moment)
    if re.match("[0-9]{4}/", text):
        read = datetime.strptime(text, "%Y/%m/%d %H:%M:%S %z")
    else:
        read = datetime.fromisoformat(text)
    return (read if read.tzinfo else read.replace(tzinfo=_LONDON)).astimezone(_LONDON).date()


# --- Atom ------------------------------------------------------------------------------------------------------------

_PAGE = re.compile("/request/([^/#?]{1,300})[^#]*(?:#(incoming|outgoing)-)?")
_ATOM = "{http://www.w3.org/2005/Atom}"


def _read_atom(text: str) -> Iterator[Asked]:
    """Yield the requests of an Atom feed: it tells which letters there were, not what they said."""
    from xml.etree import ElementTree

    # Entities are how a small file becomes an endless one.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise BadInput("That is not a feed of WhatDoTheyKnow.", _HINT)
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without entities there is nothing to expand
    except (ElementTree.ParseError, RecursionError):
        raise BadInput("That is not a feed of WhatDoTheyKnow.", _HINT) from None
    found: dict[str, list[Happened]] = {}
    for entry in root.iter(f"{_ATOM}entry"):
        number = re.search("InfoRequestEvent/([0-9]{1,12})$", entry.findtext(f"{_ATOM}id") or "")
        link = entry.find(f"{_ATOM}link")
        page = _PAGE.search((link.get("href") or "") if link is not None else "")
        if number is None or page is None:
            continue
        try:
            on = day_of(entry.findtext(f"{_ATOM}published") or "")
        except ValueError:
            continue
        kind = {"incoming": "response", "outgoing": "outgoing"}.get(page[2] or "", "other")
        found.setdefault(page[1], []).append(Happened(int(number[1]), kind, on, ""))
    if not found:
        raise BadInput("That feed holds no event of a request.", _HINT)
    for url_title, events in found.items():
        yield Asked(None, url_title, "", "", (), "", "", "", _ordered(events))


# --- what became of it -----------------------------------------------------------------------------------------------

_OUTCOMES = {
    "successful": "released",
    "partially_successful": "partly",
    "rejected": "refused",
    "not_held": "not_held",
}
_STATES = {
    "waiting_response": "as still waiting",
    "waiting_clarification": "as a question to you",
    "gone_postal": "as going on by post",
    "error_message": "as an error message",
    "internal_review": "as awaiting an internal review",
    "": "as not yet described",
}


def events(asked: Asked) -> list[Event]:
    """Return the events of a request as far as the site tells what they were; the rest are notes to be looked into."""
    found: list[Event] = []
    in_review = False
    for one in asked.happened:
        event = _event(one, in_review=in_review)
        if event is not None:
            in_review = in_review or event.stored["kind"] == "review_requested"
            found.append(event)
    return found


def _event(one: Happened, *, in_review: bool) -> Event | None:
    """Return what one of their events becomes here; None for one that is no letter."""
    mark = marked(one.id)
    match one.kind:
        case "sent" | "resent":
            return Event(one.id, to_dict("sent", one.on, via="wdtk"))
        case "followup_sent" | "followup_resent" if one.state == "internal_review":
            return Event(one.id, to_dict("review_requested", one.on, via="wdtk"))
        case "followup_sent" | "followup_resent" | "outgoing":
            note = to_dict("noted", one.on, text=f"{mark}a letter of yours", via="wdtk")
            return Event(one.id, note, "{foi} sent NUMBER chaser --on " + one.on.isoformat())
        case "status_update" if one.state == "user_withdrawn":
            return Event(one.id, to_dict("withdrawn", one.on, via="wdtk"))
        case "response" if one.state in _OUTCOMES and not in_review:
            outcomes = {0: Outcome(_OUTCOMES[one.state])}
            return Event(one.id, to_dict("answered", one.on, outcomes=outcomes, via="wdtk", text=mark.rstrip(": ")))
        case "response" if one.state == "waiting_clarification":
            return Event(one.id, to_dict("clarification_requested", one.on, text=mark.rstrip(": ")))
        case "response":
            told = _STATES.get(one.state, f"as {one.state.replace('_', ' ')}")
            note = to_dict("noted", one.on, text=f"{mark}a message from them, described {told}", via="wdtk")
            return Event(one.id, note, "{foi} got NUMBER WHAT --on " + one.on.isoformat())
    return None


def marked(number: int) -> str:
    """Return the words that an event of theirs is known by here."""
    return f"WhatDoTheyKnow event {number}: "
