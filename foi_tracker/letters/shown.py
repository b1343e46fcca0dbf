"""What a template is shown of a request, its clock, its authority and who asks.

The ``...Facts`` are copies that hold texts, numbers and dates and nothing that can do something. In them a text that
is not known is empty, and a date that is not known is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.letters import origins
from foi_tracker.letters.facts import Authority, Extension, Period, Requester, SentRequest
from foi_tracker.letters.grounds import UNCHALLENGED, Ground
from foi_tracker.letters.layout import one_line, unify_lines
from foi_tracker.requests.events import OUTCOMES, VIAS

if TYPE_CHECKING:
    from foi_tracker.requests.request import Question

# Regulations under which information is withheld: 6, 12 and 13 of the EIR, 6, 10 and 11 of the EI(S)R. Ledgers have
# them with an "s" too.
_IN_REGULATIONS = ("6", "10", "11", "12", "13")
# Silence about a question is not an answer to it; a promise is not one yet.
_WAITING = ("ignored", "to_follow")


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
    ``unsatisfied`` are the outcomes for which a review can be asked, each once. ``transferred_to`` may be empty though
    ``transferred_on`` is known.

    The last are in words, and true also of a request that another authority passed on, or that went to a predecessor;
    ``direct`` is whether it is neither. ``told`` is "my request of Friday 20 November 2026", to the authority that has
    it; ``sending`` "On Friday ... I sent you", which goes on with what
    was sent; ``went`` "I sent it on Friday ...", to the regulator; ``enclosed`` the requester's own letter.
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
    answered_on: date | None
    chased_on: date | None
    transferred_on: date | None
    transferred_to: str
    direct: bool
    told: str
    sending: str
    went: str
    enclosed: str


class ExtensionFacts(NamedTuple):
    """Their letter that they need more time. ``exemptions`` are in words, "" for none.

    ``questions`` is empty for all; ``grounded`` is whether it moved the time for an answer.
    """

    on: date
    until: date | None
    exemptions: str
    questions: tuple[int, ...]
    grounded: bool


class GroundFacts(NamedTuple):
    """A ground for a review: ``questions`` are those that it rests on, in words, "" where that goes without saying.

    Grounds on the same questions stand together; ``heads`` is whether it is the first of such a group that says which
    questions they are.
    """

    text: str
    questions: str
    heads: bool


class ClockFacts(NamedTuple):
    """The clock in a template; ``overdue`` is past ``due``, ``beyond_doubt`` past ``latest`` too.

    ``questions_in_words`` is "" when it concerns all. ``received_by`` is the predecessor of the authority where that
    received what the clock counts from, else "".
    """

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
    questions_in_words: str
    received_by: str


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
        answered_on=getattr(request, "answered_on", None),
        chased_on=getattr(request, "chased_on", None),
        transferred_on=getattr(request, "transferred_on", None),
        transferred_to=one_line(getattr(request, "transferred_to", None) or ""),
        **origins.phrases(request),
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
        unsatisfied=outcome not in UNCHALLENGED,
    )


def _in_words(exemptions: Sequence[str], unit: str) -> str:
    """Return exemptions as a letter names them; "" for none.

    >>> _in_words(["s40(2)", "s43(2)", "s41"], "section")
    'sections 40(2), 43(2) and 41'
    """
    by_unit: dict[str, list[str]] = {}
    for exemption in map(one_line, exemptions):
        bare = exemption.removeprefix("reg").lstrip("s. ")
        by_unit.setdefault(_unit_of(exemption, bare, unit), []).append(bare)
    return " and ".join(_counted(numbers, its) for its, numbers in by_unit.items())


def _unit_of(exemption: str, bare: str, unit: str) -> str:
    """Return what an exemption is a part of: an answer can name a section of the Act and then go on under the EIR."""
    if exemption.startswith("reg"):
        return "regulation"
    if unit == "regulation" and exemption.startswith("s") and bare.partition("(")[0] not in _IN_REGULATIONS:
        return "section"
    return unit


def _counted(items: Sequence[object], unit: str) -> str:
    """Return "question 2" or "questions 2, 3 and 4"; "" for none."""
    *some, last = map(str, items) if items else ("",)
    if some:
        return f"{unit}s {', '.join(some)} and {last}"
    return f"{unit} {last}" if last else ""


def ground_facts(grounds: Sequence[Ground], *, asked: int) -> tuple[GroundFacts, ...]:
    """Return what a template may know of the grounds: those on the same questions together, on the whole request last.

    Of a request that asked one thing they need not say which.
    """
    groups: dict[tuple[int, ...], list[Ground]] = {}
    for ground in grounds:
        groups.setdefault(ground.questions if asked > 1 else (), []).append(ground)
    whole = groups.pop((), [])
    shown = []
    for numbers, members in (*groups.items(), ((), whole)):
        words = _counted(numbers, "question") or (groups and "the answer as a whole") or ""
        shown += [GroundFacts(ground.text, words, bool(words) and ground is members[0]) for ground in members]
    return tuple(shown)


def extension_facts(extension: Extension, clock: ClockFacts | None, *, unit: str) -> ExtensionFacts:
    """Return what a template may know of an extension, beside the clock of the answer that it would have moved."""
    return ExtensionFacts(
        on=extension.on,
        until=extension.until,
        exemptions=_in_words(extension.exemptions, unit),
        questions=tuple(extension.questions),
        grounded=clock is not None and clock.kind == "answer_extended",
    )


def clock_facts(clock: Period, *, today: date, request: SentRequest | None = None) -> ClockFacts:
    """Return what a template may know of a clock of a request, on a day."""
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
        questions_in_words=_counted(getattr(clock, "questions", ()), "question"),
        received_by=origins.received_by(request, clock.basis_on),
    )
