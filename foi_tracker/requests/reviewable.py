"""Which questions a review can be asked about on a day; asked when one is recorded, never when a ledger is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from foi_tracker.dates import show
from foi_tracker.errors import Refused
from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import ANSWER_CLOCKS, Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import clocks_of

ONE_DAY = timedelta(days=1)


def review_about(request: Request, on: date, *, calendar: Calendar, without: int = 0) -> tuple[int, ...]:
    """Return the questions that a review asked for on a day is about; empty for all that there is to review.

    A question that they may still answer in time is none of them, and none whose review runs, unless an answer came
    since: each keeps its own dates. ``without`` is the id of an event that is about to be corrected. Raises Refused for
    one's own data, which have no review, and in Scotland while no question is late or answered (FOISA 2002 s.20(1): a
    review is of how a request was dealt with).
    """
    then = as_of(request, on, without=without)
    law = REGIMES.get(then.regime)
    if law is None:
        return ()
    if law.own_data:
        raise Refused(
            f"Request {request.number} is for your own data: there is no review of it. Complain to whoever holds the "
            f"data, and if that does not settle it, to {law.regulator}.",
            f"Write the complaint: {{foi}} draft {request.number} -t sar-complaint. When it has gone: {{foi}} sent "
            f"{request.number}",
        )
    running = [clock for clock in clocks_of(then, calendar) if clock.runs]
    waiting = [clock for clock in running if clock.kind in ANSWER_CLOCKS]
    early = [clock for clock in waiting if clock.due is None or on <= clock.due]
    reviewed = numbers_of(then, [clock for clock in running if clock.kind == "review"])
    if not (early or reviewed):
        return ()
    ripe = numbers_of(then, [clock for clock in waiting if clock not in early]) - reviewed
    ripe |= numbers_of(
        then, [clock for clock in running if clock.kind == "review_request" and clock.basis == "answered"]
    )
    if ripe:
        return tuple(sorted(ripe))
    if early and law.silence_needs_review:
        raise _too_early(request.number, early)
    return ()


def numbers_of(request: Request, clocks: Iterable[Clock]) -> set[int]:
    """Return the questions that any of the clocks concerns."""
    every = range(1, request.question_count + 1)
    return {number for clock in clocks for number in clock.questions or every}


def as_of(request: Request, on: date, *, without: int = 0) -> Request:
    """Return the request as it stood at the end of a day, its drafts apart: they are often typed later."""
    told = [e.details for e in request.events if (e.on <= on or e.kind == "drafted") and e.id != without]
    return Request({**request.raw, "events": told})


def _too_early(number: int, early: list[Clock]) -> Refused:
    days = [clock.due for clock in early if clock.due is not None]
    if not days:
        return Refused(
            f"Request {number} waits, and has no day by which the answer is due: it is too early for a review.",
            f"See what it waits for: {{foi}} show {number}",
        )
    return Refused(
        f"They may answer request {number} until {show(min(days))}; a review of their silence can be asked for from "
        f"{show(min(days) + ONE_DAY)}.",
        f"If you asked on another day, say it: {{foi}} sent {number} review --on DATE",
    )
