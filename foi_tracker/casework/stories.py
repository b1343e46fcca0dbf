"""The story of one request, and the requests that it belongs to."""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.readings import one_of
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing


class Relation(NamedTuple):
    """Another request that belongs to one: how ("narrows", "replaced_by", ...), its number, and its authority."""

    how: str
    number: int
    name: str


# The way from a request to one that came of it, for each way back.
_ONWARD = {"narrows": "narrowed_by", "replaces": "replaced_by", "transferred_from": "transferred_to"}


def story(desk: Desk, ref: tuple[str, ...]) -> tuple[Standing, list[Relation]]:
    """Return the one request that a reference names, with the requests that it came of and that came of it.

    Raises NotFound or Ambiguous.
    """
    records = desk.snapshot()
    standing = one_of(desk, ref, records)
    return standing, _relations(standing.request, records)


def _relations(request: Request, records: Snapshot) -> list[Relation]:
    found = []
    for raw in records.all_requests():
        # Most requests have nothing to do with it, and are not folded.
        first = raw["events"][0] if raw.get("events") else {}
        links = {how: first.get(how) for how in _ONWARD}
        ways = [how for how, uid in request.links.items() if uid == raw.get("uid")]
        ways += [_ONWARD[how] for how, uid in links.items() if uid == request.uid]
        if ways and not (other := fold(raw)).undone:
            found += [Relation(how, other.number, other.authority.name) for how in ways]
    return found
