"""Clocks in words: what each is called, how sure its date is, and what a window of yours is for."""

from __future__ import annotations

from datetime import date

from foi_tracker.dates import show_short
from foi_tracker.law.clocks import Clock
from foi_tracker.requests.status import Standing
from foi_tracker.views.words import questions

# What a window of yours is for, and how firm its last day is.
_WINDOWS: dict[str, str] = {
    "review_request": "ask for a review",
    "complaint": "complain",
    "appeal": "appeal",
    "clarify": "answer their question",
    "pay": "pay the fee",
}
_FIRMNESS = {"law": "the last day", "guidance": "after that they may refuse"}


def window(clock: Clock, today: date) -> str:
    """Return what closes and how firmly: "ask for a review by Fri 19 Feb (after that they may refuse)"."""
    assert clock.due is not None
    firm = _FIRMNESS.get(clock.firmness)
    which = f" on {questions(clock.questions)}" if clock.questions else ""
    doing = _WINDOWS.get(clock.kind, clock.kind)
    if today > clock.due:
        latest = f", at the latest by {show_short(clock.latest)}" if clock.latest and clock.latest > today else ""
        return f"{doing}{which}: the safe day was {show_short(clock.due)}; do it today{latest}"
    return f"{doing}{which} by {show_short(clock.due)}" + (f" ({firm})" if firm else "")


CLOCK_WORDS: dict[str, str] = {
    "answer": "answer due",
    "answer_extended": "answer due, extended",
    "review_request": "ask for a review by",
    "review": "review due",
    "complaint": "complain by",
    "regulator_letter": "the regulator's time for them",
    "compliance": "they must comply by",
    "appeal": "appeal by",
    "clarify": "reply by",
    "pay": "pay by",
    "very_late": "very late after",
}


def clock_name(clock: Clock) -> str:
    """Return what a clock is called on the screen, with the questions that it concerns."""
    name = CLOCK_WORDS.get(clock.kind, clock.kind)
    return f"{name} ({questions(clock.questions)})" if clock.questions else name


def how_sure(clock: Clock, standing: Standing) -> tuple[str, str]:
    """Return what stands before and behind the due date of a clock: "about ", or " at the earliest" for a school."""
    request = standing.request
    if clock.by_terms:
        posted = request.via == "post" and request.received_on is None and clock.basis == "sent"
        return "about " if posted else "", " at the earliest"
    return ("about ", "") if clock.about else ("", "")
