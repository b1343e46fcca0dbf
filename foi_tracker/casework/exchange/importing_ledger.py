"""Uniting another ledger with ours: requests that both have become one, the others are taken over.

A request is known by its uid in every copy, an event by the change that added it and its place among those that the
change added to the request. Its id is not enough: two people who each added the third event both gave it a 3.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange.carrying import Carrier, Place
from foi_tracker.casework.recording import settle
from foi_tracker.errors import LedgerCorrupt, Refused
from foi_tracker.ledger import foreign
from foi_tracker.ledger.records import Records
from foi_tracker.requests import order
from foi_tracker.requests.folding import fold
from foi_tracker.requests.status import Standing

Raw = dict[str, Any]

_MOST = 1_000_000  # a number from here on is of no use to a person, and would drive ours up for good


class Came(NamedTuple):
    """A request that came, or that grew: how it stands with that, its number over there, and how many events came.

    ``doubt`` says why its events do not follow from each other, when two people recorded what cannot both be.
    """

    standing: Standing
    theirs: int
    events: int
    is_new: bool
    doubt: str | None = None


class United(NamedTuple):
    """What uniting did. ``same`` counts the requests that brought nothing new.

    ``copied`` is the number of letters and replies that came, ``missing`` and ``changed`` name those that are nowhere,
    or are not what was kept; ``before`` is the backup of the records before it.
    """

    came: tuple[Came, ...]
    same: int
    copied: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    before: str | None


def take_in(desk: Desk, path: str) -> United:
    """Unite the ledger of another home, or one file of it, with ours, in one transaction. What we have stays as it is.

    A new request keeps its number where that was never given here. Raises NotFound when nothing is at the path,
    LedgerCorrupt, LedgerMissing or LedgerTooNew for a ledger that cannot be used; then nothing has changed.
    """
    there = foreign.read(path)
    theirs = _by_uid(there.requests, path)
    with desk.records("import ledger") as records:
        ours = {raw["uid"]: raw for raw in reversed(records.all_requests()) if "uid" in raw}
        carrier = Carrier(there.folder, desk.folder, records)
        came = []
        for raw in theirs.values():
            if (known := ours.get(raw["uid"])) and (grown := _grow(desk, records, carrier, known, raw)):
                came.append(grown)
        new = [raw for uid, raw in theirs.items() if uid not in ours]
        for number, raw in _numbered(new, records.next_number()):
            came.append(_take_over(desk, records, carrier, raw, number))
    same = len(theirs) - len(came)
    return United(tuple(came), same, carrier.copied, tuple(carrier.missing), tuple(carrier.changed), records.stamp)


def _by_uid(requests: list[Raw], path: str) -> dict[str, Raw]:
    """Return the requests of another ledger by uid, each once. Raises LedgerCorrupt when one makes no sense."""
    found: dict[str, Raw] = {}
    for raw in requests:
        try:
            uid = fold(raw).uid
            ids = [event["id"] for event in raw["events"]]
            if len(set(ids)) != len(ids) or not all(type(number) is int for number in ids):
                raise LedgerCorrupt(f"Request {raw['number']} has two events under one number.")
        except LedgerCorrupt as problem:
            raise LedgerCorrupt(f"{path} cannot be taken in. {problem.message}", "Nothing was changed.") from None
        found[uid] = unite(found[uid], raw).raw if uid in found else raw
    return found


def _numbered(new: list[Raw], free: int) -> list[tuple[int, Raw]]:
    """Return new requests with the number that each gets: its own, or when that was given here one after all others."""
    own = sorted((raw for raw in new if free <= raw["number"] < _MOST), key=lambda raw: int(raw["number"]))
    others = [raw for raw in new if not free <= raw["number"] < _MOST]
    after = max((raw["number"] + 1 for raw in own), default=free)
    return [*((raw["number"], raw) for raw in own), *enumerate(others, after)]


# --- one request -----------------------------------------------------------------------------------------------------


class Union(NamedTuple):
    """A request of ours with the events of another copy: ``added`` are pairs of ids, theirs and ours.

    ``shared`` are the events that both have, theirs and ours.
    """

    raw: Raw
    added: list[tuple[int, int]]
    shared: list[tuple[Raw, Raw]]


def unite(ours: Raw, theirs: Raw) -> Union:
    """Return our copy of a request with what the other copy has more; what is in both is ours.

    Events that are added get the next ids, and what names events by their ids follows.
    """
    known = dict(zip(_marks(ours["events"]), ours["events"], strict=True))
    free = max((event["id"] for event in ours["events"]), default=0) + 1
    ids: dict[int, int] = {}
    added: list[Raw] = []
    shared: list[tuple[Raw, Raw]] = []
    for mark, event in zip(_marks(theirs["events"]), theirs["events"], strict=True):
        if (same := known.get(mark)) is not None:
            ids[event["id"]] = same["id"]
            shared.append((event, same))
        else:
            ids[event["id"]] = free + len(added)
            added.append(event)
    events = [*ours["events"], *(_renumbered(event, ids) for event in added)]
    return Union({**ours, "events": events}, [(e["id"], ids[e["id"]]) for e in added], shared)


def _marks(events: list[Raw]) -> Iterator[tuple[str, int]]:
    """Yield what each event is known by in every copy of its request."""
    seen: dict[str, int] = {}
    for event in events:
        change = event.get("change") or json.dumps({**event, "id": None}, sort_keys=True)
        seen[change] = seen.get(change, 0) + 1
        yield change, seen[change]


def _renumbered(event: Raw, ids: dict[int, int]) -> Raw:
    """Return an event under its new id, with the ids of the events that it names."""
    changed = {**event, "id": ids[event["id"]]}
    if isinstance(draft := event.get("draft"), int):
        changed["draft"] = ids.get(draft, draft)
    if event["kind"] == "voided":
        changed["voids"] = [ids.get(number, number) for number in event["voids"]]
    return changed


def _grow(desk: Desk, records: Records, carrier: Carrier, ours: Raw, theirs: Raw) -> Came | None:
    """Add to a request of ours what another copy has more; None when it has nothing more."""
    union = unite(ours, theirs)
    for event, same in union.shared:
        carrier.bring_back(same, event)
    if not union.added:
        return None
    number = ours["number"]
    was = {our_id: Place(theirs["number"], their_id) for their_id, our_id in union.added}
    events = [
        carrier.carry(event, was[event["id"]], Place(number, event["id"])) if event["id"] in was else event
        for event in union.raw["events"]
    ]
    grown = {**union.raw, "events": events}
    standing = desk.stand_request(fold(grown))
    records.put(grown)
    settle(records, standing, desk.today)
    return Came(standing, theirs["number"], len(union.added), is_new=False, doubt=_doubt(standing))


def _take_over(desk: Desk, records: Records, carrier: Carrier, theirs: Raw, number: int) -> Came:
    """Take up a request that is new here under a number of ours."""
    events = [
        carrier.carry(event, Place(theirs["number"], event["id"]), Place(number, event["id"]))
        for event in theirs["events"]
    ]
    taken = {**theirs, "number": number, "events": events}
    standing = desk.stand_request(fold(taken))
    records.add(taken, number=number)
    settle(records, standing, desk.today)
    return Came(standing, theirs["number"], len(events), is_new=True)


def _doubt(standing: Standing) -> str | None:
    """Return why the events of a united request do not follow from each other."""
    request = standing.request
    try:
        order.check(request.number, request.events, regime=request.regime)
    except Refused as refusal:
        return refusal.message
    return None
