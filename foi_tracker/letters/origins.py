"""How letters speak of the sending of a request, also where it came to its authority another way than from the writer.

Another authority may have passed it on, or it went to a predecessor whose work the authority has taken over: then no
letter says "I sent you".
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show_long
from foi_tracker.letters.layout import one_line
from foi_tracker.requests.events import VIAS

if TYPE_CHECKING:
    from foi_tracker.letters.particulars import SentRequest

_YOU = ("you", "you have")
_THEM = ("the authority", "the authority has")


def phrases(request: SentRequest) -> dict[str, Any]:
    """Return the fields of ``template_facts.RequestFacts`` that say in words how the request was sent."""
    direct = request.passed_on is None and not _predecessor(request)
    asked = _asked_on(request)
    return {
        "direct": direct,
        "told": _told(request, asked),
        "sending": _sending(request, asked),
        "went": _went(request, asked),
        "enclosed": f"my request of {show_long(asked)}" if asked else "my request",
    }


def received_by(request: SentRequest | None, on: date) -> str:
    """Return the name of the predecessor where that received what came on a day; "" where the authority itself did."""
    if request is None or request.taken_over_on is None or on > request.taken_over_on:
        return ""
    return _predecessor(request)


def _told(request: SentRequest, asked: date | None) -> str:
    way = _way(request, asked, _YOU)
    of = f"my request of {show_long(asked)}" if asked else "my request"
    return f"{of} ({'to ' if asked else ''}{way})" if way else of


def _sending(request: SentRequest, asked: date | None) -> str:
    way = _way(request, asked, _YOU)
    if asked:
        return f"On {show_long(asked)} I sent {f'{way},' if way else 'you'}"
    passed = request.passed_on
    return f"On {show_long(passed)} {_passer(request)} passed on to {_receiver(request, _YOU)}" if passed else ""


def _went(request: SentRequest, asked: date | None) -> str:
    way = _way(request, asked, _THEM)
    if asked is None:
        passed = request.passed_on
        passer = _passer(request)
        who = passer[:1].upper() + passer[1:]
        return f"{who} passed it on to {_receiver(request, _THEM)} on {show_long(passed)}; I made it" if passed else ""
    # How a request went that was passed on is how its authority got it: not what the writer did.
    via = VIAS.get(request.via or "", "") if request.passed_on is None else ""
    how = ", ".join(part for part in (via, f"to {way}" if way else "") if part)
    return f"I sent it on {show_long(asked)}" + (f" ({how})" if how else "")


def _way(request: SentRequest, asked: date | None, whom: tuple[str, str]) -> str:
    """Return which way it came to its authority, from the first that had it; "" when it went there straight."""
    receiver = _receiver(request, whom)
    passed = request.passed_on
    if passed is None:
        return receiver if _predecessor(request) else ""
    if asked:
        return f"{_passer(request)}, which on {show_long(passed)} passed it on to {receiver}"
    return f"which {_passer(request)} on {show_long(passed)} passed on to {receiver}"


def _receiver(request: SentRequest, whom: tuple[str, str]) -> str:
    """Return who received it in the end: the authority, or a predecessor of it."""
    before = _predecessor(request)
    return f"{before}, whose work {whom[1]} taken over" if before else whom[0]


def _asked_on(request: SentRequest) -> date | None:
    """Return the day of the requester's own letter; None where it is not known."""
    return request.sent_on if request.passed_on is None else request.asked_on


def _passer(request: SentRequest) -> str:
    return one_line(request.passed_by or "") or "another authority"


def _predecessor(request: SentRequest) -> str:
    return one_line(request.first_sent_to or "")
