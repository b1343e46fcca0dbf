"""Which questions the regulator can be asked about on a day; asked when a complaint is recorded, never on reading."""

from __future__ import annotations

from datetime import date

from foi_tracker.dates import show
from foi_tracker.errors import Refused
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import ANSWER_CLOCKS, Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.request import Request
from foi_tracker.requests.reviewable import as_of, numbers_of
from foi_tracker.requests.status import clocks_of

_WAITED_FOR = (*ANSWER_CLOCKS, "review", "complaint")


def complaint_about(request: Request, on: date, *, calendar: Calendar, without: int = 0) -> tuple[int, ...]:
    """Return the questions that a complaint of a day is about, where others wait; empty for all, or not known.

    ``without`` is the id of an event that is about to be corrected. Raises Refused in Scotland while the review may
    still be answered (FOISA 2002 s.47(1)): elsewhere it is the regulator who decides what is too early.
    """
    then = as_of(request, on, without=without)
    law = REGIMES.get(then.regime)
    if law is None or law.own_data:
        return ()
    running = [clock for clock in clocks_of(then, calendar) if clock.runs]
    ready = [clock for clock in running if _is_ready(clock, on)]
    if ready:
        numbers = numbers_of(then, ready)
        waiting = numbers_of(then, [clock for clock in running if clock.kind in _WAITED_FOR])
        return tuple(sorted(numbers)) if waiting - numbers else ()
    reviews = [clock.due for clock in running if clock.kind == "review" and clock.due is not None]
    if law.silence_needs_review and reviews and "decision_issued" not in then.kinds:
        raise _too_early(request.number, min(reviews), law.regulator)
    return ()


def _is_ready(clock: Clock, on: date) -> bool:
    """Return whether the regulator can be asked: its window is open, or what a notice orders is late."""
    if clock.kind == "compliance":
        return clock.due is not None and on > clock.due
    return clock.kind == "complaint" and on >= clock.opens_on


def _too_early(number: int, until: date, regulator: str) -> Refused:
    name = regulator[0].upper() + regulator[1:]
    return Refused(
        f"{name} cannot take request {number} yet: they may answer the review until {show(until)}.",
        f"If you complained on another day, say it: {{foi}} sent {number} complaint --on DATE. If they have answered "
        f"the review, record that first: {{foi}} got {number} review",
    )
