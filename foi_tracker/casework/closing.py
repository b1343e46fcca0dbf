"""Closing requests, and opening them again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, record
from foi_tracker.errors import BadInput
from foi_tracker.requests.events import REQUEST_OUTCOMES, to_dict
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import request_outcome


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
    told = request_outcome(request)
    answered = not request.kinds.isdisjoint(("answered", "review_answered")) or any(
        q.outcome for q in request.questions
    )
    return told if told or answered or request.sent_on is None else "never_answered"


def reopen(desk: Desk, refs_typed: Sequence[str], on: date) -> list[Change]:
    """Open closed requests again. Raises Refused for one that is not closed."""
    event = to_dict("reopened", on)
    return record(desk, refs_typed, on, lambda _: (event,), purpose=f"reopen {' '.join(refs_typed)}")
