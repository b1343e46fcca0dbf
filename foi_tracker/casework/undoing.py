"""Taking back what was recorded, the newest first. Nothing is erased: events are voided, and letters are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, Entry, settle
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, NotFound, Refused
from foi_tracker.ledger import Snapshot
from foi_tracker.requests import order
from foi_tracker.requests.events import KINDS, Event, from_dict, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request


class Part(NamedTuple):
    """What one command did to one request: its events that stand, in the order in which they were typed."""

    request: Request
    events: tuple[Event, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(KINDS[event.kind].words if event.kind in KINDS else event.kind for event in self.events)

    @property
    def on(self) -> date:
        """The last of their dates."""
        return max(event.on for event in self.events)

    @property
    def is_drafting(self) -> bool:
        """Whether the request itself began with them."""
        return any(event.id == 1 for event in self.events)


class Takeable(NamedTuple):
    """A change that can be taken back: when it was typed, and what it did to each request."""

    at: str
    parts: tuple[Part, ...]


class Undone(NamedTuple):
    """What was taken back from one request, and how that stood before and stands now."""

    part: Part
    change: Change


def takeable(desk: Desk, ref: str | None) -> list[Takeable]:
    """Return what ``undo`` would take back, of all requests or of one: its next act first, then the one after it.

    Raises NotFound or Ambiguous for a reference that names no request, or several.
    """
    return _changes(_candidates(desk.ledger.snapshot(), ref))


def undo(desk: Desk, ref: str | None) -> list[Undone]:
    """Take back the newest change of all, from every request that it changed; or the newest of one, from that alone.

    Nothing is erased, the events are voided; letters are kept. Raises NotFound when there is nothing to take back,
    Refused when a later event needs what would go.
    """
    with desk.records("undo") as records:
        found = _changes(_candidates(records, ref))
        if not found:
            raise NotFound("There is nothing to take back.")
        if ref is not None and any(_is_linked(part) for part in found[0].parts):
            # A passing, or a replacement, is of both requests or of none.
            change = found[0].parts[0].events[0].change
            every = _changes(_candidates(records, None))
            found = [one for one in every if one.parts[0].events[0].change == change]
        entry = Entry(desk, records)
        return [Undone(part, _void(entry, part)) for part in found[0].parts]


def _is_linked(part: Part) -> bool:
    """Return whether what was done to a request was done to another one with it."""
    sends = any(event.kind == "sent" for event in part.events)
    return any(
        "linked" in event.details or (event.kind == "closed" and event.details.get("outcome") == "replaced")
        for event in part.events
    ) or (bool(part.request.links) and (part.is_drafting or sends))


def _candidates(records: Snapshot, ref: str | None) -> list[Request]:
    if ref is None:
        return [one for raw in records.all_requests() if not (one := fold(raw)).undone]
    numbers = refs.resolve((ref,), records)
    if len(numbers) > 1:
        raise BadInput("One request at a time.", f"Say it for each: {{foi}} undo {numbers[0]}")
    return [refs.request(numbers[0], records)]


def _changes(requests: Sequence[Request]) -> list[Takeable]:
    """Return the changes that stand, the newest first."""
    newest: dict[str, tuple[str, int]] = {}
    parts: dict[str, list[Part]] = {}
    for one in requests:
        typed_at = ""
        by_change: dict[str, list[Event]] = {}
        for event in sorted(one.events, key=lambda event: event.id):
            # What has the higher number was typed later, also when the computer's clock was set back in between.
            typed_at = max(typed_at, event.at)
            change = event.change or f"{one.number}.{event.id}"
            newest[change] = max(newest.get(change, ("", 0)), (typed_at, event.id))
            by_change.setdefault(change, []).append(event)
        for change, events in by_change.items():
            parts.setdefault(change, []).append(Part(one, tuple(events)))
    order_typed = sorted(parts, key=lambda change: newest[change], reverse=True)
    return [Takeable(newest[change][0], tuple(parts[change])) for change in order_typed]


def _void(entry: Entry, part: Part) -> Change:
    """Void the events of a part."""
    desk, before = entry.desk, part.request
    gone = [event.id for event in part.events] + _voidings(part)
    number = max(event["id"] for event in before.raw["events"]) + 1
    void = {"id": number, "change": entry.change, **to_dict("voided", desk.today, voids=tuple(gone)), "at": entry.at}
    after = fold({**before.raw, "events": [*before.raw["events"], void]})
    _check_needed(part, after)
    standing = desk.stand_request(after)
    entry.records.put(after.raw)
    settle(entry.records, standing, desk.today)
    return Change(desk.stand_request(before), standing, from_dict(void))


def _voidings(part: Part) -> list[int]:
    """Return the ids of the voidings that belong to the change: voiding them brings back what they had taken."""
    changes = {event.change for event in part.events} - {""}
    return [raw["id"] for raw in part.request.raw["events"] if raw["kind"] == "voided" and raw.get("change") in changes]


def _check_needed(part: Part, after: Request) -> None:
    """Raise Refused when an event that stands needs what would go.

    Where the events did not fit together before, as two people's united records may not, taking one back is the cure.
    """
    before = part.request
    needing = after.events[0] if part.is_drafting and after.events else None
    if needing is None and _first_misfit(before) is None:
        needing = _first_misfit(after)
    if needing is not None:
        what = KINDS[needing.kind].words if needing.kind in KINDS else needing.kind
        raise Refused(
            f"“{' and '.join(part.words)}” of request {before.number} cannot be taken back: "
            f"“{what}” on {show(needing.on)} came of it.",
            f"Take back what came later first: {{foi}} undo {before.number}",
        )


def _first_misfit(request: Request) -> Event | None:
    """Return the first event that may not follow those before it."""
    for count, event in enumerate(request.events, 1):
        try:
            order.check(request.number, request.events[:count], regime=request.regime)
        except Refused:
            return event
    return None
