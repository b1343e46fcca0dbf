"""Whether there is an occasion for a follow-up: no letter says what is not so.

A chaser may go before its day, and then says less; a complaint may not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from foi_tracker.dates import show_long
from foi_tracker.errors import Refused
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters.particulars import SentRequest
from foi_tracker.letters.template_facts import ClockFacts, ExtensionFacts, RequestFacts
from foi_tracker.letters.templates import Template
from foi_tracker.letters.wording import Wording
from foi_tracker.requests.events import OUTCOMES

# Letters that say of an answer that it is late.
_ACCUSING = ("review_requested", "complained")

# A field of this name says that a letter in place of another leaves some of its questions out on purpose.
_LEAVES_OUT = "leaves_out"
# A field of this name says what a notice orders and the authority has not done.
_MISSING = "missing"


def check(
    template: Template,
    request: SentRequest,
    told: RequestFacts,
    clock: ClockFacts | None,
    extension: ExtensionFacts | None = None,
    *,
    law: Wording,
    today: date,
) -> None:
    """Raise Refused, with what to record or write instead, when what the letter is about has not happened.

    ``told``, ``clock`` and ``extension`` are what the letter is going to say of the request, of the clock that it is
    about and of the authority's wish for more time.
    """
    match template.about:
        case "answer":
            _check_answer(template, request, told, clock)
        case "clarify":
            if clock is None and request.clarification_requested_on is None:
                raise _record_first(told, "was not asked to be clarified", "got", "question")
        case "review_request":
            if told.questions and not told.answered:
                raise _record_first(told, "has no answer yet that could be reviewed", "got", "answer")
        case "review":
            _check_review(template, request, told, clock)
        case "complaint":
            _check_complaint(request, told, clock, law, today)
        case "compliance":
            _check_compliance(request, told, clock)
    if template.records == "withdrawn" or template.begins == "replaces":
        _check_open(template, request, told)
    if template.needs and not any(_is_so(need, request, told, clock) for need in template.needs):
        raise _missing(template, request, told, clock)
    if "extended" in template.needs and extension is not None:
        _check_extension(told, clock, extension)


def check_nothing_lost(
    template: Template, told: RequestFacts, questions: Sequence[str], filled: Mapping[str, str]
) -> None:
    """Refuse to take back, unsaid, questions without an answer that the letter does not ask again."""
    open_ones = [question for question in told.questions if question.waits]
    if len(questions) >= len(open_ones) or filled.get(_LEAVES_OUT):
        return
    waits = " without an answer" if len(open_ones) < len(told.questions) else ""
    raise Refused(
        f"Request {told.number} has {len(open_ones)} questions{waits} and this letter asks {len(questions)}: what it "
        "leaves out is withdrawn with the first.",
        "Add the others with -q"
        + (f", or say that you mean it: --set {_LEAVES_OUT}=yes" if _LEAVES_OUT in filled else "."),
    )


def check_not_answered(told: RequestFacts, filled: Mapping[str, str]) -> None:
    """Refuse to say that nothing was done after a notice, where an answer came after it."""
    if told.answered_again_on is None or filled.get(_MISSING):
        return
    raise Refused(
        f"The authority answered request {told.number} on {show_long(told.answered_again_on)}, after the notice: what "
        "has it not done?",
        f"If it did what the notice says: {{foi}} got {told.number} complied. If not, say what is missing: "
        f'--set {_MISSING}="..."',
    )


def _check_answer(template: Template, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> None:
    waits = not told.questions or not told.answered or told.partly_answered
    if not waits and "answered" not in template.needs:
        raise Refused(
            f"The letter {template.name} asks for an answer, and every question of request {told.number} has one.",
            f"To ask for a review of it: {{foi}} draft {told.number} -t review-refused",
        )
    reviewed = request.review_requested_on
    if clock is None and reviewed is not None and find_regime(request.regime).silence_needs_review:
        raise Refused(
            f"You asked for a review of request {told.number} on {show_long(reviewed)}: it speaks for what is late.",
            _see(told),
        )
    if clock is None or "answered" in template.needs:
        return
    if clock.ended and template.records in (*_ACCUSING, "chased"):
        # They wait for a reply of the writer's, say, or another authority has it.
        raise Refused(f"No time for an answer runs for request {told.number} now.", _see(told))
    if template.records in _ACCUSING:
        _check_late(template, told, clock)


def _check_late(template: Template, told: RequestFacts, clock: ClockFacts) -> None:
    """Refuse to accuse before the time is over; to the regulator, before the most generous count is.

    FOISA s.20(5): a review of silence can be asked for from the day after the answer was due.
    """
    if clock.due is None or clock.latest is None:
        raise Refused(f"The day on which the answer to request {told.number} is due is not known.", _see(told))
    if not clock.overdue:
        raise _not_late(told, clock)
    if template.records == "complained" and not clock.beyond_doubt:
        raise Refused(
            f"The answer to request {told.number} may not be late: by the most generous count it is due by "
            f"{show_long(clock.latest)}.",
            _how_counted(told),
        )


def _check_open(template: Template, request: SentRequest, told: RequestFacts) -> None:
    """Refuse to take back what has been answered, unless a review of it still goes on."""
    reviewed = request.review_requested_on is not None and request.review_answered_on is None
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
            return request.extension is not None
        case "transferred":
            return told.transferred_on is not None
        case "silence":
            return request.heard_on is None and not (told.questions and told.answered)
        case "answered":
            return bool(told.questions) and told.answered
        case "late":
            return clock is not None and clock.beyond_doubt and not clock.ended
        case "ignored":
            return told.partly_answered and any(q.outcome == "ignored" and q.meant for q in told.questions)
    return any(question.outcome == need and question.meant for question in told.questions)


def _missing(template: Template, request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> Refused:
    """Return why the letter does not fit, by the first thing that it needs."""
    need = template.needs[0]
    match need:
        case "extended":
            return _record_first(told, "has no letter on record that they need more time", "got", "extension")
        case "transferred":
            return _record_first(told, "was not passed on, and nobody else is said to hold it", "got", "transferred")
        case "silence":
            heard = request.heard_on
            words = f" on {show_long(heard)}" if heard else ""
            return Refused(f"Request {told.number} arrived: the authority wrote about it{words}.", _see(told))
        case "late" if clock is not None and clock.due is not None and not clock.ended:
            return _not_late(told, clock)
        case "late":
            return Refused(f"The answer to request {told.number} is not late as far as is known.", _see(told))
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
    if request.review_requested_on is None:
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


def _check_complaint(
    request: SentRequest, told: RequestFacts, clock: ClockFacts | None, law: Wording, today: date
) -> None:
    """Refuse to complain of a review that was not asked for or has no outcome; in Scotland its time over will do."""
    basis = clock.basis if clock else ""
    if request.review_requested_on is None:
        raise _record_first(told, "has no review asked for", "sent", "review")
    if request.review_answered_on is not None or basis == "review_answered":
        return
    silence_counts = find_regime(law.code).silence_needs_review
    if not silence_counts or clock is None or basis != "review_requested":
        raise _record_first(told, "has no outcome of its review on record", "got", "review")
    if today <= clock.basis_on:
        raise Refused(
            f"The review of request {told.number} may take until {show_long(clock.basis_on)}.", _how_counted(told)
        )


def _check_compliance(request: SentRequest, told: RequestFacts, clock: ClockFacts | None) -> None:
    if clock is None and request.notice_on is None:
        raise _record_first(told, "has no decision notice", "got", "decision")
    if clock is None:
        raise Refused(
            f"The decision notice about request {told.number} leaves the authority nothing to do, as it is recorded.",
            f"If it orders steps, record by when: {{foi}} got {told.number} decision --until DATE",
        )
    if clock.ended:
        raise Refused(f"What the notice about request {told.number} asks for waits for nothing more.", _see(told))
    if request.appeal_pending:
        # FOIA 2000 s.50(6): what an appeal is about need not be done while it is pending.
        raise Refused(f"An appeal against the notice about request {told.number} is pending.", _see(told))
    if clock.due and not clock.overdue:
        raise Refused(
            f"The time in the decision notice about request {told.number} is not over: it ends on "
            f"{show_long(clock.due)}.",
            _how_counted(told),
        )


def _not_late(told: RequestFacts, clock: ClockFacts) -> Refused:
    doubt = clock.school or clock.overdue
    by = clock.latest if doubt else clock.due
    words = "may not be late: by the most generous count it is due by" if doubt else "is not late: it is due by"
    return Refused(f"The answer to request {told.number} {words} {show_long(by or date.max)}.", _how_counted(told))


def _record_first(told: RequestFacts, words: str, command: str, what: str) -> Refused:
    return Refused(f"Request {told.number} {words}.", f"Record it first: {{foi}} {command} {told.number} {what}")


def _see(told: RequestFacts) -> str:
    return f"See what comes next: {{foi}} show {told.number}"


def _how_counted(told: RequestFacts) -> str:
    return f"See how that was counted: {{foi}} show {told.number} --why"
