"""Whether there is an occasion for a follow-up: no letter says what is not so.

A chaser may go before its day, and then says less; a complaint may not.
"""

from __future__ import annotations

from datetime import date

from foi_tracker.dates import show_long
from foi_tracker.errors import Refused
from foi_tracker.letters.facts import SentRequest
from foi_tracker.letters.shown import ClockFacts, RequestFacts
from foi_tracker.letters.templates import Template


def check(template: Template, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> None:
    """Raise Refused, with what to record or write instead, when what the letter is about has not happened.

    ``told`` and ``clock`` are what the letter is going to say of the request and of the clock that it is about.
    """
    match template.about:
        case "answer":
            _check_answer(template, told, clock)
        case "clarify":
            if clock is None and _day(request, "clarification_requested_on") is None:
                raise _record_first(told, "was not asked to be clarified", "got", "question")
        case "review_request":
            if told.questions and not told.answered:
                raise _record_first(told, "has no answer yet that could be reviewed", "got", "answer")
        case "review":
            _check_review(template, request, told, clock)
        case "compliance":
            _check_compliance(request, told, clock)


def _check_answer(template: Template, told: RequestFacts, clock: ClockFacts | None) -> None:
    waits = not told.questions or not told.answered or told.partly_answered
    if not waits:
        raise Refused(
            f"The letter {template.name} asks for an answer, and every question of request {told.number} has one.",
            f"To ask for a review of it: {{foi}} draft {told.number} -t review-refused",
        )
    if template.records != "chased" and clock and clock.due and not clock.overdue:
        raise Refused(
            f"The answer to request {told.number} is not late: it is due by {show_long(clock.due)}.",
            _how_counted(told),
        )


def _check_review(template: Template, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> None:
    if _day(request, "review_requested_on") is None:
        raise _record_first(told, "has no review asked for", "sent", "review")
    if clock and clock.ended:
        raise Refused(
            f"The letter {template.name} is about a review without an outcome; that of request {told.number} has one.",
            f"See what comes next: {{foi}} show {told.number}",
        )
    if template.records != "chased" and clock and clock.latest and not clock.beyond_doubt:
        raise Refused(
            f"The review of request {told.number} may take until {show_long(clock.latest)}.",
            _how_counted(told),
        )


def _check_compliance(request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> None:
    if clock is None and _day(request, "notice_on") is None:
        raise _record_first(told, "has no decision notice", "got", "decision")
    if clock and clock.due and not clock.overdue:
        raise Refused(
            f"The time in the decision notice about request {told.number} is not over: it ends on "
            f"{show_long(clock.due)}.",
            _how_counted(told),
        )


def _day(request: SentRequest, name: str) -> date | None:
    """Return a date that a request of any make may lack."""
    found: date | None = getattr(request, name, None)
    return found


def _record_first(told: RequestFacts, words: str, command: str, what: str) -> Refused:
    return Refused(f"Request {told.number} {words}.", f"Record it first: {{foi}} {command} {told.number} {what}")


def _how_counted(told: RequestFacts) -> str:
    return f"See how that was counted: {{foi}} show {told.number} --why"
