"""What a template is shown of a request, its clock, its authority and who asks.

The ``...Facts`` are copies that hold texts, numbers and dates and nothing that can do something. In them a text that
is not known is empty, and a date that is not known is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.letters.facts import Authority, Period, Requester, SentRequest
from foi_tracker.letters.layout import one_line, unify_lines
from foi_tracker.requests.events import OUTCOMES, VIAS

if TYPE_CHECKING:
    from foi_tracker.requests.request import Question

# Silence about a question is not an answer to it; a promise is not one yet.
_WAITING = ("ignored", "to_follow")
# Answers that leave nothing to ask a review for.
_SATISFIED = ("released", "to_follow")


class AuthorityFacts(NamedTuple):
    """The authority in a template."""

    name: str
    short_name: str
    kind: str
    nation: str


class QuestionFacts(NamedTuple):
    """A question in a template: ``outcome`` is the code, ``answer`` and ``exemptions`` are in words.

    ``waits`` is whether it has no answer yet, ``unsatisfied`` whether a review can be asked for it.
    """

    number: int
    text: str
    outcome: str
    answer: str
    exemptions: str
    waits: bool
    unsatisfied: bool


class RequestFacts(NamedTuple):
    """The request in a template.

    ``via`` is in words. ``answered`` is whether any question was, ``partly_answered`` whether some were and some not;
    ``unsatisfied`` are the outcomes for which a review can be asked, each once.
    """

    number: int
    subject: str
    sent_on: date | None
    received_on: date | None
    our_ref: str
    their_ref: str
    via: str
    questions: tuple[QuestionFacts, ...]
    answered: bool
    partly_answered: bool
    unsatisfied: tuple[str, ...]


class ClockFacts(NamedTuple):
    """The clock in a template; ``overdue`` is past ``due``, ``beyond_doubt`` past ``latest`` too."""

    kind: str
    basis: str
    basis_on: date
    due: date | None
    latest: date | None
    cite: str
    days_late: int
    estimated: bool
    questions: tuple[int, ...]
    ended: bool
    overdue: bool
    beyond_doubt: bool


def authority_facts(authority: Authority) -> AuthorityFacts:
    """Return what a template may know of an authority, names on one line."""
    name = one_line(authority.name)
    return AuthorityFacts(name, one_line(authority.short_name) or name, authority.kind, authority.nation)


def requester_facts(requester: Requester) -> Requester:
    """Return what a template may know of who asks: names on one line, "" for what is not known."""
    return Requester(
        one_line(requester.name or ""),
        one_line(requester.email or ""),
        unify_lines(requester.address or "").strip(),
        one_line(requester.organisation or ""),
    )


def request_facts(request: SentRequest, *, unit: str) -> RequestFacts:
    """Return what a template may know of a request; ``unit`` is what the law calls its parts: section, regulation."""
    questions = tuple(_question_facts(question, unit) for question in request.questions)
    return RequestFacts(
        number=request.number,
        subject=one_line(request.subject),
        sent_on=request.sent_on,
        received_on=request.received_on,
        our_ref=one_line(request.our_ref),
        their_ref=one_line(request.their_ref or ""),
        via=VIAS.get(request.via or "", ""),
        questions=questions,
        answered=not all(question.waits for question in questions),
        partly_answered=len({question.waits for question in questions}) > 1,
        unsatisfied=tuple(dict.fromkeys(question.outcome for question in questions if question.unsatisfied)),
    )


def _question_facts(question: Question, unit: str) -> QuestionFacts:
    outcome = question.outcome or "ignored"
    return QuestionFacts(
        number=question.number,
        text=one_line(question.text),
        outcome=outcome,
        answer=OUTCOMES.get(outcome, outcome.replace("_", " ")),
        exemptions=_in_words(question.exemptions, unit),
        waits=outcome in _WAITING,
        unsatisfied=outcome not in _SATISFIED,
    )


def _in_words(exemptions: Sequence[str], unit: str) -> str:
    """Return exemptions as a letter names them; "" for none.

    >>> _in_words(["s40(2)", "s43(2)", "s41"], "section")
    'sections 40(2), 43(2) and 41'
    """
    bare = [one_line(exemption).removeprefix("reg").lstrip("s. ") for exemption in exemptions]
    if len(bare) < 2:
        return f"{unit} {bare[0]}" if bare else ""
    return f"{unit}s {', '.join(bare[:-1])} and {bare[-1]}"


def clock_facts(clock: Period, *, today: date) -> ClockFacts:
    """Return what a template may know of a clock, on a day."""
    latest = clock.latest or clock.due
    return ClockFacts(
        kind=clock.kind,
        basis=getattr(clock, "basis", ""),
        basis_on=clock.basis_on,
        due=clock.due,
        latest=latest,
        cite=clock.cite,
        days_late=clock.days_late,
        estimated=getattr(clock, "estimated", False),
        questions=tuple(getattr(clock, "questions", ())),
        ended=getattr(clock, "ended", False),
        overdue=clock.due is not None and today > clock.due,
        beyond_doubt=latest is not None and today > latest,
    )
