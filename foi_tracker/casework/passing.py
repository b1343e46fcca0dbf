"""A request that goes to another authority: part of it or all is passed on, or a successor takes the authority over.

What is passed on is a request of its own, linked to the first: the other authority has its own time for it, from the
day on which it reaches them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, Entry, addressee, blank
from foi_tracker.errors import Refused
from foi_tracker.law.regimes import default_regime, regime
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.casework.receiving import Got

# Events that name another authority of the directory.
KINDS = ("transferred", "succeeded")


def details(
    kind: str, named: str | None, other: Authority | None, passed: Passing | None, request: Request
) -> dict[str, Any]:
    """Return what an event says of the other authority."""
    if other is None:
        return {"to": named}
    if other.slug == request.authority.slug:
        raise Refused(f"{other.name} has request {request.number} already.", "Name the other authority after --to.")
    if kind == "succeeded":
        return {"authority": addressee(other)}
    return {"to": other.name, "linked": passed.uid(request) if passed else None}


class Passing:
    """The passing of one request, or of some of its questions, to another authority."""

    def __init__(self, desk: Desk, told: Got, other: Authority) -> None:
        self._desk = desk
        self._told = told
        self._other = other
        self._uids: dict[int, str] = {}

    def uid(self, parent: Request) -> str:
        """Return what names the request that the other authority has now."""
        return self._uids.setdefault(parent.number, os.urandom(16).hex())

    def begin(self, entry: Entry, parent: Request) -> list[Change]:
        """Begin the request that the other authority has now: with the questions passed on and our reference."""
        told, other = self._told, self._other
        # They tell of it after it happened: it went at the latest when it arrived.
        went = min(told.on, told.received or told.on)
        passed_on = [q.text for q in parent.questions if not told.questions or q.number in told.questions]
        raw = blank(entry.next_number(), other, _law(parent, other), uid=self.uid(parent))
        drafted = to_dict(
            "drafted",
            went,
            subject=parent.subject,
            questions=passed_on,
            campaign=parent.campaign,
            our_ref=parent.our_ref,
            records="sent",
            to=other.foi_email,
            transferred_from=parent.uid,
        )
        sent = to_dict("sent", went, received=told.received)
        return [entry.begin(raw, (drafted, sent))]


def _law(parent: Request, other: Authority) -> str:
    """Return the law of the other authority: that of the first where it binds both, else its nation's."""
    usual = default_regime(other.nation)
    return parent.regime if regime(usual).jurisdiction == regime(parent.regime).jurisdiction else usual
