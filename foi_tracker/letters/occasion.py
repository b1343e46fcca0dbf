"""Whether there is an occasion for a follow-up: no letter says what is not so.

A chaser may go before its day, and then says less; a complaint may not.
"""

from __future__ import annotations

from datetime import date

from foi_tracker.dates import show_long
from foi_tracker.errors import Refused
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters.facts import SentRequest
from foi_tracker.letters.shown import ClockFacts, ExtensionFacts, RequestFacts
from foi_tracker.letters.templates import Template
from foi_tracker.requests.events import OUTCOMES

# Letters that say of an answer that it is late.
_ACCUSING = ("review_requested", "complained")


def check(
    template: Template,
    request: SentRequest,
    told: RequestFacts,
    clock: ClockFacts | None,
    extension: ExtensionFacts | None = None,
    *,
    today: date,
) -> None:
    """Raise Refused, with what to record or write instead, when what the letter is about has not happened.

    ``told``, ``clock`` and ``extension`` are what the letter is going to say of the request, of the clock that it is
    about and of the authority's wish for more time.
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
        case "complaint":
            _check_complaint(request, told, clock, today)
        case "compliance":
            _check_compliance(request, told, clock)
    if template.records == "withdrawn" or template.begins == "replaces":
        _check_open(template, request, told)
    if template.needs and not any(_is_so(need, request, told, clock) for need in template.needs):
        raise _missing(template, request, told, clock)
    if "extended" in template.needs and extension is not None:
        _check_extension(told, clock, extension)


def _check_answer(template: Template, told: RequestFacts, clock: ClockFacts | None) -> None:
    waits = not told.questions or not told.answered or told.partly_answered
    if not waits and "answered" not in template.needs:
        raise Refused(
            f"The letter {template.name} asks for an answer, and every question of request {told.number} has one.",
            f"To ask for a review of it: {{foi}} draft {told.number} -t review-refused",
        )
    if template.records in _ACCUSING and clock and clock.due and not clock.overdue:
        raise _not_late(told, clock.due)


def _check_open(template: Template, request: SentRequest, told: RequestFacts) -> None:
    """Refuse to take back what has been answered, unless a review of it still goes on."""
    reviewed = _day(request, "review_requested_on") is not None and _day(request, "review_answered_on") is None
    if not told.questions or any(question.waits for question in told.questions):
        return
    if template.begins is None and reviewed:
        return
    raise Refused(
        f"Every question of request {told.number} has an answer: nothing is left to take back.",
        f"To end it: {{foi}} close {told.number}",
    )


def _is_so(need: str, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> bool:
    match need:
        case "extended":
            return getattr(request, "extension", None) is not None
        case "transferred":
            return told.transferred_on is not None
        case "silence":
            return _day(request, "heard_on") is None and not (told.questions and told.answered)
        case "answered":
            return bool(told.questions) and told.answered
        case "late":
            return clock is not None and clock.overdue
        case "ignored":
            return told.partly_answered and any(question.outcome == "ignored" for question in told.questions)
    return any(question.outcome == need for question in told.questions)


def _missing(template: Template, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> Refused:
    """Return why the letter does not fit, by the first thing that it needs."""
    need = template.needs[0]
    match need:
        case "extended":
            return _record_first(told, "has no letter on record that they need more time", "got", "extension")
        case "transferred":
            return _record_first(told, "was not passed on, and nobody else is said to hold it", "got", "transferred")
        case "silence":
            heard = _day(request, "heard_on")
            words = f" on {show_long(heard)}" if heard else ""
            return Refused(
                f"Request {told.number} arrived: the authority wrote about it{words}.",
                f"See what comes next: {{foi}} show {told.number}",
            )
        case "late" if clock is not None and clock.due is not None:
            return _not_late(told, clock.due)
        case "ignored":
            return Refused(
                f"Request {told.number} has no answer that passes a question over.",
                f"See what was answered: {{foi}} show {told.number}",
            )
    words = OUTCOMES.get(need, need)
    return _record_first(told, f"has no question that is recorded as {words}", "got", f"answer 1={need}")


def _check_extension(told: RequestFacts, clock: ClockFacts | None, extension: ExtensionFacts) -> None:
    """Refuse to dispute more time that the law gives: on a ground that it knows, and not for longer than usual."""
    until = extension.until or (clock.due if clock else None)
    if extension.grounded and clock and clock.due and (until is None or until <= clock.due):
        raise Refused(
            f"The time for request {told.number} was extended on a ground that the law knows, to "
            f"{show_long(clock.due)}.",
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


def _check_complaint(request: SentRequest, told: RequestFacts, clock: ClockFacts | None, today: date) -> None:
    """Refuse to complain of a review that was not asked for or has no outcome; in Scotland its time over will do."""
    basis = clock.basis if clock else ""
    if _day(request, "review_requested_on") is None:
        raise _record_first(told, "has no review asked for", "sent", "review")
    if _day(request, "review_answered_on") is not None or basis == "review_answered":
        return
    silence_counts = find_regime(request.regime).silence_needs_review
    if not silence_counts or clock is None or basis != "review_requested":
        raise _record_first(told, "has no outcome of its review on record", "got", "review")
    if today <= clock.basis_on:
        raise Refused(
            f"The review of request {told.number} may take until {show_long(clock.basis_on)}.", _how_counted(told)
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


def _not_late(told: RequestFacts, due: date) -> Refused:
    return Refused(
        f"The answer to request {told.number} is not late: it is due by {show_long(due)}.", _how_counted(told)
    )


def _record_first(told: RequestFacts, words: str, command: str, what: str) -> Refused:
    return Refused(f"Request {told.number} {words}.", f"Record it first: {{foi}} {command} {told.number} {what}")


def _how_counted(told: RequestFacts) -> str:
    return f"See how that was counted: {{foi}} show {told.number} --why"
