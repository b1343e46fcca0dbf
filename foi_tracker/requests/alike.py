"""Requests to which the same happened: what follows from their life is worked out once for all of them.

Most requests of a campaign were sent on one day and perhaps acknowledged on another, and nothing else happened. Where
they stand today is the same for all of them, whatever they ask and whomever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from foi_tracker.law.arrival import delivered

if TYPE_CHECKING:
    from foi_tracker.requests.events import Event
    from foi_tracker.requests.request import Request

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_MOST_KEPT = 4096


class Life:
    """What the events of a request, in legal order, say of its sending. Requests that are alike share one object."""

    __slots__ = ("kinds", "received_on", "sent_on", "via")

    def __init__(self, events: Sequence[Event]) -> None:
        self.kinds: frozenset[str] = frozenset([event.kind for event in events])
        self.sent_on: date | None = None
        self.received_on: date | None = None
        self.via: str | None = None
        for event in delivered(events) if "undelivered" in self.kinds else events:
            if event.kind == "sent":
                self.sent_on, self.received_on, self.via = event.on, event.received, event.via
            elif event.kind == "received":
                self.received_on = event.on


# Events of which a few details say all that counts.
_PLAIN = frozenset(("drafted", "sent", "acknowledged", "chased", "noted", "labelled"))
# Of these it does not matter on which day they came, as long as they do not say on which day a letter arrived.
_ON_ANY_DAY = frozenset(("acknowledged", "noted", "labelled"))

Sign = tuple[object, ...]
_KNOWN: dict[Sign, Life] = {}


def sign_of(raw: dict[str, Any]) -> Sign | None:
    """Return all that clocks, status and next step of a stored request depend on; None where more decides.

    Of two requests with the same sign either both can be understood, or neither. Raises KeyError, TypeError, ValueError
    or AttributeError when the dict has not the shape of a request.
    """
    sign: list[object] = [raw["regime"], raw["authority"].get("kind") == "school"]
    first = True
    for event in raw["events"]:
        kind, get = event["kind"], event.get
        if kind not in _PLAIN or "outcomes" in event or "until" in event:
            return None
        if first:
            # Legal order begins with the first draft, and here no later one asks anything else.
            if kind != "drafted" or event["id"] != 1:
                return None
            first = False
        elif "questions" in event or "concerns" in event:
            return None
        on, received = event["on"], get("received")
        if kind in _ON_ANY_DAY and received is None:
            date.fromisoformat(on)  # no day at all is damage
            on = None
        sign += (kind, event["id"], on, get("via"), received, get("draft"), get("records"))
    return None if first else tuple(sign)


def known(sign: Sign | None) -> Life | None:
    """Return the life that was learned under the sign, or None."""
    try:
        return None if sign is None else _KNOWN.get(sign)
    except TypeError:  # a detail that nobody expects there, and nothing can be kept by
        return None


def learn(sign: Sign | None, life: Life) -> Life | None:
    """Keep a life under its sign, and return it; None where it cannot be kept."""
    if sign is None:
        return None
    if len(_KNOWN) >= _MOST_KEPT:
        _KNOWN.clear()
    try:
        return _KNOWN.setdefault(sign, life)
    except TypeError:
        return None


def once_for_all_alike(work: Callable[[Request, *Ts], T]) -> Callable[[Request, *Ts], T]:
    """Return the function, which now works once for all requests that are alike.

    It may look at their life alone: at nothing that ``sign_of`` leaves out.
    """
    kept: dict[tuple[object, ...], T] = {}

    @wraps(work)
    def kept_or_worked_out(request: Request, *rest: *Ts) -> T:
        if request.alike is None:
            return work(request, *rest)
        key = (request.alike, *rest)
        try:
            return kept[key]
        except KeyError:
            pass
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = found = work(request, *rest)
        return found

    return kept_or_worked_out
