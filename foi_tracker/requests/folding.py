"""From a stored dict to the request that it tells.

``fold`` is tolerant: whatever a ledger holds, the table can be shown. Whether an event may follow is ``order``'s
business, and asked only when one is written.
"""

from __future__ import annotations

from typing import Any

from foi_tracker.requests import alike
from foi_tracker.requests.history import UNREADABLE, damaged
from foi_tracker.requests.request import Request


def fold(raw: dict[str, Any]) -> Request:
    """Return the request that a stored dict tells.

    Raises LedgerCorrupt, naming the request, when the dict has not the shape of one.
    """
    try:
        request = _request(raw)
        sign = alike.sign_of(raw)
    except UNREADABLE as problem:
        raise damaged(raw, problem) from None
    life = alike.known(sign)
    if life is None:
        request.alike = alike.learn(sign, request.life)
        return request
    # Its events say what those of another said that were understood: they are read when they are asked for.
    request.alike = request.life = life
    return _as_first_told(request)


# Events after which the last one alone does not say how a request was closed, or who has it.
_NOT_THE_END = frozenset(("closed", "withdrawn", "reopened", "voided", "succeeded"))


def skim(raw: dict[str, Any]) -> Request | None:
    """Return a request that its last event closed with an outcome; None where more must be read to know that.

    The table of an archive shows little of each of thousands. What is wrong with the events of one is found when they
    are asked for.
    """
    try:
        first, *others, last = raw["events"]
        if last["kind"] != "closed" or not last.get("outcome") or first["kind"] != "drafted" or first["id"] != 1:
            return None
        for event in others:
            if event["kind"] in _NOT_THE_END or (event["kind"] == "drafted" and event.get("questions")):
                return None
        request = _request(raw)
    except UNREADABLE:
        return None
    request.closed_as = last["outcome"]
    return _as_first_told(request)


def _as_first_told(request: Request) -> Request:
    """Return a request of which nothing since its drafting says whom it asks for what, so that nothing more is read."""
    request.subject = str(request.raw["events"][0].get("subject", ""))
    request.authority_name = request.raw["authority"]["name"]
    return request


def _request(raw: dict[str, Any]) -> Request:
    told = raw["authority"]
    if not (raw["uid"] and raw["regime"] and told["slug"] and told["name"]):
        raise ValueError("something is empty")
    return Request(raw)
