"""The events of a stored request, in legal order, and those that were taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from foi_tracker.errors import LedgerCorrupt
from foi_tracker.requests.events import Event, from_dict

# What reading a stored request raises that has not the shape of one; ``damaged`` is what to raise instead.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


def live_events(raw: dict[str, Any]) -> tuple[list[Event], list[Event]]:
    """Return the events that stand, in legal order, and those that were taken back.

    Legal order: the first draft first whatever its date, then by date and id, because late entries are normal.
    """
    events: list[Event] = []
    ordered, voids = True, False
    latest, last_id = date.min, 0
    for item in raw["events"]:
        event = from_dict(item)
        events.append(event)
        if event.id != 1:
            ordered = ordered and (event.on > latest or (event.on == latest and event.id > last_id))
            latest, last_id = event.on, event.id
        if event.kind == "voided":
            voids = True
    voided: list[Event] = []
    if voids:
        gone = _taken_back(events)
        voided = [event for event in events if event.id in gone]
        events = [event for event in events if event.id not in gone and event.kind != "voided"]
    if not ordered or (events and events[0].id != 1):
        events.sort(key=_legal_order)
    return events, voided


def _taken_back(events: list[Event]) -> set[int]:
    """Return the ids of the events that do not stand; a voiding that was itself voided takes nothing back."""
    gone: set[int] = set()
    for event in sorted(events, key=lambda event: event.id, reverse=True):
        if event.kind == "voided" and event.id not in gone:
            gone.update(event.details.get("voids", ()))
    return gone


def _legal_order(event: Event) -> tuple[bool, date, int]:
    return (event.id != 1, event.on, event.id)


def damaged(raw: object, problem: Exception) -> LedgerCorrupt:
    """Return the error for a stored request that cannot be understood."""
    number = raw.get("number", "?") if isinstance(raw, dict) else "?"
    return LedgerCorrupt(
        f"Request {number} in your records is damaged ({type(problem).__name__}: {problem}).",
        "See the older states that are kept: {foi} backup list",
    )
