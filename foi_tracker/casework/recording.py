"""Recording what happened: one act, one transaction, one change that ``undo`` can take back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker import today as clock
from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.dates import show
from foi_tracker.errors import Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.ledger import Snapshot
from foi_tracker.ledger.transaction import Transaction
from foi_tracker.requests import order
from foi_tracker.requests.events import Event, from_dict
from foi_tracker.requests.request import Request, fold, live_events
from foi_tracker.requests.status import Standing

# The Act came into force, and the calendar begins, on 1 January 2005.
EARLIEST = date(2005, 1, 1)

Details = Callable[[Request], Sequence[dict[str, Any]]]


class Change(NamedTuple):
    """What one command did to one request: how it stood before and stands now, and the event that made it so."""

    before: Standing
    after: Standing
    event: Event


def new_change() -> str:
    """Return an id for what one command adds."""
    return os.urandom(4).hex()


def instant() -> str:
    """Return the present instant as it is stored, in UTC."""
    return clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def check_date(on: date, today: date, *, what: str = "It", option: str = "--on") -> date:
    """Return the date. Raises Refused when it lies in the future, or before the Act came into force."""
    hint = f"Check the date after {option}."
    if on > today:
        raise Refused(f"{what} cannot have happened on {show(on)}: that is in the future.", hint)
    if on < EARLIEST:
        raise Refused(f"{show(on)} is before 1 January 2005, when the Act came into force.", hint)
    return on


def append(raw: dict[str, Any], events: Sequence[dict[str, Any]], *, change: str, at: str) -> dict[str, Any]:
    """Return the stored request with the events added, each with its id. Raises Refused when one may not follow."""
    first = max((event["id"] for event in raw["events"]), default=0) + 1
    added = [{"id": first + i, "change": change, **event, "at": at} for i, event in enumerate(events)]
    grown = {**raw, "events": [*raw["events"], *added]}
    standing, _ = live_events(grown)
    if standing:
        order.check(raw["number"], standing, regime=fold(grown).regime)
    return grown


def record(desk: Desk, refs_typed: Sequence[str], on: date, details: Details, *, purpose: str) -> list[Change]:
    """Add to each request the events that ``details`` returns for it, all or none. Raises Refused, NotFound."""
    check_date(on, desk.today)
    change, at = new_change(), instant()
    changes = []
    with desk.records(purpose) as records:
        for number in refs.resolve(refs_typed, records):
            before = refs.request(number, records)
            changes.append(write(desk, records, before, details(before), change=change, at=at))
    return changes


def write(
    desk: Desk,
    records: Snapshot,
    before: Request,
    events: Sequence[dict[str, Any]],
    *,
    change: str,
    at: str,
) -> Change:
    """Add events to one request inside a transaction; on a snapshot, only show what that would be."""
    grown = append(before.raw, events, change=change, at=at)
    after = desk.stand_request(fold(grown))
    if isinstance(records, Transaction):
        records.put(grown)
        settle(records, after, desk.today)
    return Change(desk.stand_request(before), after, from_dict(grown["events"][-1]))


def settle(records: Transaction, standing: Standing, today: date) -> None:
    """Move a closed request to the archive, and one that is open again back.

    A closed one stays in the open file while a window of its owner's is open: its alert must not be missed.
    """
    number = standing.request.number
    done = standing.status == "closed" and not open_windows(standing, today)
    if done and records.is_open(number):
        records.archive(number)
    elif not done and not records.is_open(number):
        records.restore(number)


def open_windows(standing: Standing, today: date) -> list[Clock]:
    """Return the windows of its owner's that law or guidance still holds open, with a date that closes them."""
    return [
        clock
        for clock in standing.clocks
        if clock.runs and clock.whose == "you" and clock.due is not None and today <= (clock.latest or clock.due)
    ]
