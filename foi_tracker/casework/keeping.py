"""Notes, closing, and taking back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, instant, new_change, record, write
from foi_tracker.errors import BadInput, NotFound, Refused
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.events import KINDS, REQUEST_OUTCOMES, Event, to_dict
from foi_tracker.requests.request import Request, fold
from foi_tracker.requests.status import request_outcome


class Undone(NamedTuple):
    """What was taken back: the kinds of its events, when, and how the request stands now (None: its draft is gone)."""

    number: int
    words: tuple[str, ...]
    on: date
    change: Change
    drafting: bool


def note(desk: Desk, refs_typed: Sequence[str], text: str, on: date) -> list[Change]:
    """Keep a note with each request. Raises BadInput for an empty one."""
    if not text.strip():
        raise BadInput("The note is empty.", 'Write it in quotes: {foi} note 7 "They rang"')
    event = to_dict("noted", on, text=text)
    return record(desk, refs_typed, on, lambda _: (event,), purpose=f"note {' '.join(refs_typed)}")


def close(desk: Desk, refs_typed: Sequence[str], on: date, *, outcome: str | None = None) -> list[Change]:
    """Close each request, with the outcome of its answers unless one is named.

    Raises BadInput for an unknown outcome, Refused for a request that is closed already.
    """
    if outcome is not None and outcome.replace("-", "_") not in REQUEST_OUTCOMES:
        raise BadInput(f"{outcome[:40]!r} is not an outcome of a request.", "Outcomes: " + ", ".join(REQUEST_OUTCOMES))
    named = outcome.replace("-", "_") if outcome else None
    return record(
        desk,
        refs_typed,
        on,
        lambda request: (to_dict("closed", on, outcome=named or _outcome(request)),),
        purpose=f"close {' '.join(refs_typed)}",
    )


def _outcome(request: Request) -> str | None:
    """Return what its answers make of a request; one that was sent and not answered was never answered."""
    answered = "answered" in request.kinds or "review_answered" in request.kinds
    return request_outcome(request) if answered or request.sent_on is None else "never_answered"


def reopen(desk: Desk, refs_typed: Sequence[str], on: date) -> list[Change]:
    """Open closed requests again. Raises Refused for one that is not closed."""
    event = to_dict("reopened", on)
    return record(desk, refs_typed, on, lambda _: (event,), purpose=f"reopen {' '.join(refs_typed)}")


def undo(desk: Desk, ref: str | None) -> list[Undone]:
    """Take back the newest change of all, or the newest of one request; letters are kept.

    Nothing is erased: the events of the change are voided. Raises NotFound when there is nothing to take back,
    Refused when a later event needs what would go.
    """
    with desk.records("undo") as records:
        requests = _candidates(records, ref)
        newest = max((e for one in requests for e in one.events), key=lambda e: (e.at, e.id), default=None)
        if newest is None:
            raise NotFound("There is nothing to take back.")
        change, at = new_change(), instant()
        return [
            _void(desk, records, one, newest.change, change=change, at=at)
            for one in requests
            if _made(one, newest.change)
        ]


def _candidates(records: Snapshot, ref: str | None) -> list[Request]:
    if ref is not None:
        return [refs.request(number, records) for number in refs.resolve((ref,), records)[:1]]
    return [one for raw in records.all_requests() if not (one := fold(raw)).undone]


def _made(one: Request, change: str) -> list[Event]:
    return [event for event in one.events if event.change == change]


def _void(desk: Desk, records: Snapshot, one: Request, taken: str, *, change: str, at: str) -> Undone:
    events = _made(one, taken)
    drafting = any(event.kind == "drafted" and event.details.get("records", "sent") == "sent" for event in events)
    later = [event for event in one.events if event.change != taken]
    if drafting and later:
        raise Refused(
            f"The drafting of request {one.number} cannot be taken back while later events stand.",
            f"Take those back first: {{foi}} undo {one.number}",
        )
    void = to_dict("voided", desk.today, voids=tuple(event.id for event in events))
    restored = _restored(one, events)
    if restored:
        void["voids"] = [*void["voids"], *restored]
    made = write(desk, records, one, (void,), change=change, at=at)
    words = tuple(KINDS[event.kind].words if event.kind in KINDS else event.kind for event in events)
    return Undone(one.number, words, max(event.on for event in events), made, drafting)


def _restored(one: Request, events: Sequence[Event]) -> list[int]:
    """Return the ids of the voidings that the change made: voiding them brings back what they had taken."""
    changes = {event.change for event in events}
    return [raw["id"] for raw in one.raw["events"] if raw["kind"] == "voided" and raw.get("change") in changes]
