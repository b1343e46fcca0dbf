"""What a template is shown of a request, its clock, its authority and who asks.

The ``...Facts`` are copies that hold texts, numbers and dates and nothing that can do something. In them a text that
is not known is empty, and a date that is not known is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.dates import show_long
from foi_tracker.law.clocks import UNSETTLED
from foi_tracker.letters import origins
from foi_tracker.letters.grounds import UNCHALLENGED, Ground
from foi_tracker.letters.layout import one_line, unify_lines
from foi_tracker.letters.listing import counted, exemptions_in_words
from foi_tracker.letters.particulars import Authority, Extension, Period, Requester, SentRequest
from foi_tracker.letters.timing import state_of
from foi_tracker.letters.wording import Wording, wording
from foi_tracker.requests.events import OUTCOMES, VIAS

if TYPE_CHECKING:
    from foi_tracker.requests.parts import Question


class AuthorityFacts(NamedTuple):
    """The authority in a template."""

    name: str
    short_name: str
    kind: str
    nation: str


class QuestionFacts(NamedTuple):
    """A question in a template: ``outcome`` is the code, ``answer`` and ``exemptions`` are in words.

    ``waits`` is whether it has no answer yet, ``unsatisfied`` whether a review can be asked for it, ``meant``
    whether the letter is about it. ``answered_on`` is the day of the latest answer to it.
    """

    number: int
    text: str
    outcome: str
    answer: str
    exemptions: str
    waits: bool
    unsatisfied: bool
    meant: bool
    answered_on: date | None


class RequestFacts(NamedTuple):
    """The request in a template.

    ``via`` is in words. ``answered`` is whether any question was, ``partly_answered`` whether some were and some not;
    ``unsatisfied`` are the outcomes for which a review can be asked, each once, of the questions that the letter is
    about. ``transferred_to`` may be empty though ``transferred_on`` is known.

    ``answered_on`` is None where there were several answers, ``answers`` are their days in words;
    ``answered_again_on`` is the day of the newest since a decision notice.

    ``in_part`` is whether the letter is about some of the questions only, which ``about`` names ("" for all). Of those
    without an answer that it is not about ``left_out`` names what may be in time, ``left_aside`` the rest. ``under`` is
    the law, with the one that the request was sent under.

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
    answers: str
    answered_again_on: date | None
    chased_on: date | None
    chased_before: str
    transferred_on: date | None
    transferred_to: str
    in_part: bool
    about: str
    left_out: str
    left_aside: str
    under: str
    direct: bool
    told: str
    sending: str
    went: str
    enclosed: str


class ExtensionFacts(NamedTuple):
    """Their letter that they need more time. ``exemptions`` are in words, "" for none.

    ``questions`` is empty for all; ``grounded`` is whether it moved the time for an answer, ``again`` whether an
    earlier one did.
    """

    on: date
    until: date | None
    exemptions: str
    questions: tuple[int, ...]
    grounded: bool
    again: bool


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
    received what the clock counts from, else "". ``dated`` is the day of the letter that it counts from, ``review_on``
    that of the one that asked for the review that it comes of; of a ``school`` ``due`` is only the earliest that it can
    be. ``account`` says, in sentences, how the time for an answer counts and when it ended or ends, "" where it has no
    date.
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
    dated: date | None
    review_on: date | None
    school: bool
    account: str = ""


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


def request_facts(request: SentRequest, *, law: Wording, about: Sequence[int] = ()) -> RequestFacts:
    """Return what a template may know of a request that is under a law now; ``about`` as ``questions_about`` has it."""
    questions = tuple(_question_facts(question, law.unit, about) for question in request.questions)
    answers = request.answers or ([request.answered_on] if request.answered_on else [])
    left = [question for question in questions if question.waits and not question.meant]
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
        unsatisfied=tuple(
            dict.fromkeys(question.outcome for question in questions if question.unsatisfied and question.meant)
        ),
        answered_on=request.answered_on,
        answers=" and ".join(map(show_long, answers)),
        answered_again_on=request.answered_again_on,
        chased_on=request.chased_on,
        chased_before=" and ".join(map(show_long, request.chased_before)),
        transferred_on=request.transferred_on,
        transferred_to=one_line(request.transferred_to or ""),
        in_part=bool(about) or len({question.waits for question in questions}) > 1,
        about=counted(about, "question"),
        left_out=counted([question.number for question in left if question.outcome == "to_follow"], "question"),
        left_aside=counted([question.number for question in left if question.outcome != "to_follow"], "question"),
        under=_under(request.sent_under, law),
        **origins.phrases(request),
    )


def questions_about(request: SentRequest, clocks: Sequence[Period] = ()) -> tuple[int, ...]:
    """Return the questions that a letter is about, empty for all: as was told, else those of its clocks."""
    if request.about is not None:
        return request.about
    named = [clock.questions for clock in clocks]
    return tuple(sorted({number for numbers in named for number in numbers})) if all(named) else ()


def _under(sent_under: str, law: Wording) -> str:
    """Return the law that the request is under, after the one that it named where they treat it under another."""
    if sent_under in ("", law.code):
        return f"the {law.act}"
    return f"the {wording(sent_under).act} (treated now under the {law.act})"


def _question_facts(question: Question, unit: str, about: Sequence[int]) -> QuestionFacts:
    outcome = question.outcome or "ignored"
    return QuestionFacts(
        number=question.number,
        text=one_line(question.text),
        outcome=outcome,
        answer=OUTCOMES.get(outcome, outcome.replace("_", " ")),
        exemptions=exemptions_in_words(question.exemptions, unit),
        waits=outcome in UNSETTLED,
        unsatisfied=outcome not in UNCHALLENGED,
        meant=not about or question.number in about,
        answered_on=question.answered_on,
    )


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
        words = counted(numbers, "question") or (groups and "the answer as a whole") or ""
        shown += [GroundFacts(ground.text, words, bool(words) and ground is members[0]) for ground in members]
    return tuple(shown)


def extension_facts(
    extension: Extension, clock: ClockFacts | None, *, unit: str, moved_by: Extension | None = None
) -> ExtensionFacts:
    """Return what a template may know of an extension, beside the clock of the answer that it would have moved.

    ``moved_by`` is the one that did move it, where that is known.
    """
    moved = clock is not None and clock.kind == "answer_extended"
    again = moved and moved_by is not None and moved_by != extension
    return ExtensionFacts(
        on=extension.on,
        until=extension.until,
        exemptions=exemptions_in_words(extension.exemptions, unit),
        questions=extension.questions,
        grounded=moved and not again,
        again=again,
    )


def clock_facts(clock: Period, *, today: date, request: SentRequest | None = None) -> ClockFacts:
    """Return what a template may know of a clock of a request, on a day."""
    state = state_of(clock, today)
    return ClockFacts(
        kind=clock.kind,
        basis=clock.basis,
        basis_on=clock.basis_on,
        due=clock.due,
        latest=clock.latest or clock.due,
        cite=clock.cite,
        days_late=clock.days_late,
        estimated=clock.estimated,
        questions=clock.questions,
        ended=clock.ended,
        overdue=state.overdue,
        beyond_doubt=state.beyond_doubt,
        questions_in_words=counted(clock.questions, "question"),
        received_by=origins.received_by(request, clock.basis_on),
        dated=clock.dated,
        review_on=clock.review_on,
        school=clock.school,
    )
