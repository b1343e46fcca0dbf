"""Recording what happened: one act, one transaction, one change that ``undo`` can take back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker import today as clock
from foi_tracker.casework import evidence, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.dates import show
from foi_tracker.errors import Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.ledger.records import Records
from foi_tracker.requests import order
from foi_tracker.requests.events import Event, from_dict, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.history import live_events
from foi_tracker.requests.parts import Addressee
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority

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


def check_may_follow(request: Request, kind: str, on: date) -> None:
    """Raise Refused when an event of this kind may not follow on that day what has happened to a request."""
    append(request.raw, (to_dict(kind, on),), change="", at="")


def blank(number: int, authority: Authority, law: str, *, uid: str | None = None) -> dict[str, Any]:
    """Return a request under a law (its code) as it is stored before anything has happened to it."""
    return {
        "number": number,
        "uid": uid or os.urandom(16).hex(),
        "authority": addressee(authority),
        "regime": law,
        "events": [],
    }


def addressee(authority: Authority) -> dict[str, str]:
    """Return the authority as it is stored with a request."""
    told = Addressee(authority.slug, authority.name, authority.short_name, authority.kind, authority.nation)
    return told._asdict()


class Entry:
    """One command's entry into the records: what it adds has one change id, and stands or falls together."""

    def __init__(self, desk: Desk, records: Records) -> None:
        """Begin an entry in records that are being changed."""
        self.desk = desk
        self.records = records
        self.change = new_change()
        self.at = instant()

    def next_number(self) -> int:
        """Return the number of the next request that begins here."""
        return self.records.next_number()

    def write(self, before: Request, events: Sequence[dict[str, Any]]) -> Change:
        """Add events to a request. Raises Refused when one may not follow."""
        grown = append(before.raw, events, change=self.change, at=self.at)
        after = self.desk.stand_request(fold(grown))
        self.records.put(grown)
        settle(self.records, after, self.desk.today)
        return Change(self.desk.stand_request(before), after, from_dict(grown["events"][-1]))

    def begin(self, raw: dict[str, Any], events: Sequence[dict[str, Any]]) -> Change:
        """Add a new request, which begins with the events."""
        grown = append(raw, events, change=self.change, at=self.at)
        after = self.desk.stand_request(fold(grown))
        self.records.add(grown)
        settle(self.records, after, self.desk.today)
        return Change(after, after, from_dict(grown["events"][-1]))


Also = Callable[[Entry, Request], Sequence[Change]]


def record(
    desk: Desk,
    refs_typed: Sequence[str],
    on: date,
    details: Details,
    *,
    purpose: str,
    files: Sequence[str] = (),
    also: Also | None = None,
) -> list[Change]:
    """Add to each request the events that ``details`` returns for it, all or none. Raises Refused, NotFound.

    ``files`` are paths of evidence, copied beside the ledger and named by the first event. ``also`` changes other
    requests in the same entry, before the request itself changes.
    """
    check_date(on, desk.today)
    found = evidence.read(files)
    with desk.records(purpose) as records:
        return add(Entry(desk, records), refs_typed, details, found=found, also=also)


def add(
    entry: Entry,
    refs_typed: Sequence[str],
    details: Details,
    *,
    found: Sequence[evidence.Found] = (),
    also: Also | None = None,
) -> list[Change]:
    """Do the same inside an entry that is begun, with evidence that was read before."""
    changes = []
    for number in refs.resolve(refs_typed, entry.records):
        before = refs.request(number, entry.records)
        events = evidence.keep(entry.records, number, found, details(before))
        others = also(entry, before) if also else ()
        changes += [entry.write(before, events), *others]
    return changes


def settle(records: Records, standing: Standing, today: date) -> None:
    """Move a closed request to the archive, and one that is open again back.

    A closed one stays in the open file while a window of its owner's is open, or a reminder waits: neither may be
    missed.
    """
    number = standing.request.number
    waits = open_windows(standing, today) or standing.request.reminders
    done = standing.status == "closed" and not waits
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
