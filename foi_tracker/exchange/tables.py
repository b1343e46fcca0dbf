"""Requests, their questions, their events and the answers as tables: one line each, dates as YYYY-MM-DD."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.law.clocks import Clock
from foi_tracker.requests.answering import Answer, Answering
from foi_tracker.requests.events import KINDS, Event, Outcome
from foi_tracker.requests.request import Request
from foi_tracker.requests.review_results import review_results

Cell = str | int | None


class Known(NamedTuple):
    """One request for a table: how it was answered, and the ODS code of its authority where the directory has one."""

    answering: Answering
    ods_code: str | None

    @property
    def request(self) -> Request:
        """The request itself."""
        return self.answering.request


class Table(NamedTuple):
    """A table: its columns, and its rows with a cell for each; None where nothing is known."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


REQUESTS = (
    "number", "uid", "our_ref", "their_refs", "authority", "ods_code", "slug", "subject", "law", "campaign", "tags",
    "status", "outcome", "sent_on", "received_on", "due_on", "latest_on", "working_days_left", "questions",
    "first_answer_on", "working_days_to_answer", "answered_in_full_on", "review_asked_on", "review_answered_on",
    "review_result", "complained_on", "decision_on", "closed_on", "next_step", "next_by",
)  # fmt: skip
QUESTIONS = (
    "number", "authority", "ods_code", "subject", "law", "campaign", "status", "sent_on", "question_no", "question",
    "outcome", "exemptions", "value", "answered_on", "due_on", "latest_on",
)  # fmt: skip
EVENTS = (
    "number", "authority", "subject", "event", "on", "kind", "words", "whose", "questions", "outcomes", "via", "to",
    "received_on", "until", "ref", "exemptions", "text", "letter", "files", "typed_at",
)  # fmt: skip
ANSWERS = (
    "number", "authority", "ods_code", "question_no", "question", "outcome", "exemptions", "value", "answered_on",
    "working_days",
)  # fmt: skip
_WIDE = ("number", "authority", "ods_code", "subject", "first_answer_on", "working_days")
_OF_EACH = ("outcome", "exemptions", "value", "answered_on")

# The clocks that a person waits for.
_ANSWER_CLOCKS = frozenset(("answer", "answer_extended"))


def requests_table(known: Sequence[Known]) -> Table:
    """Return a line for each request."""
    return Table(REQUESTS, [_request(one) for one in known])


def _request(one: Known) -> tuple[Cell, ...]:
    standing, request, answering = one.answering.standing, one.request, one.answering
    first, full = answering.first, answering.full
    results = review_results(request)
    closed = _day_of(request, "closed", "withdrawn") if request.closed_as is not None else None
    return (
        request.number,
        request.uid,
        request.our_ref,
        _listed(request.their_refs),
        request.authority.name,
        one.ods_code,
        request.authority.slug,
        request.subject,
        request.regime,
        request.campaign,
        _listed(request.tags),
        standing.status,
        standing.outcome,
        _iso(request.sent_on),
        _iso(request.received_on),
        _iso(standing.due_on),
        _iso(standing.latest_on),
        standing.working_days_left,
        request.question_count,
        _iso(first.on if first else None),
        first.days if first else None,
        _iso(full.on if full else None),
        _iso(_day_of(request, "review_requested")),
        _iso(_day_of(request, "review_answered")),
        results[-1] if results else None,
        _iso(_day_of(request, "complained")),
        _iso(_day_of(request, "decision_issued")),
        _iso(closed),
        standing.step.kind,
        _iso(standing.step.by),
    )


def _day_of(request: Request, *kinds: str) -> date | None:
    """Return the last day on which one of these happened."""
    return next((event.on for event in reversed(request.events) if event.kind in kinds), None)


def questions_table(known: Sequence[Known]) -> Table:
    """Return a line for each question, with the days until which its answer is due."""
    return Table(QUESTIONS, [_question(one, answer) for one in known for answer in one.answering.answers])


def _question(one: Known, answer: Answer) -> tuple[Cell, ...]:
    request, question = one.request, answer.question
    clock = _waits(one.answering.standing.clocks, question.number)
    return (
        request.number,
        request.authority.name,
        one.ods_code,
        request.subject,
        request.regime,
        request.campaign,
        one.answering.standing.status,
        _iso(request.sent_on),
        question.number,
        question.text,
        question.outcome,
        _listed(question.exemptions),
        question.value,
        _iso(question.answered_on or answer.on),
        _iso(clock.due if clock else None),
        _iso(clock.latest if clock else None),
    )


def _waits(clocks: Iterable[Clock], number: int) -> Clock | None:
    """Return the clock of the answer that runs for a question."""
    mine = [clock for clock in clocks if clock.runs and clock.kind in _ANSWER_CLOCKS]
    return next((clock for clock in mine if not clock.questions or number in clock.questions), None)


def events_table(known: Sequence[Known]) -> Table:
    """Return a line for each event that stands; what was taken back is not among them."""
    return Table(EVENTS, [_event(one.request, event) for one in known for event in one.request.events])


def _event(request: Request, event: Event) -> tuple[Cell, ...]:
    told = event.details
    kind = KINDS.get(event.kind)
    asked = told.get("questions", ()) if event.kind == "drafted" else event.questions
    return (
        request.number,
        request.authority.name,
        request.subject,
        event.id,
        event.on.isoformat(),
        event.kind,
        kind.words if kind else event.kind,
        kind.whose if kind else None,
        _listed(asked, "\n") if event.kind == "drafted" else _listed(asked),
        _listed([_said(number, said) for number, said in event.outcomes.items()]),
        event.via,
        _text(told.get("to")),
        _iso(event.received),
        _iso(event.until),
        _text(told.get("ref")),
        _listed(event.exemptions),
        _text(told.get("text")),
        _text(told.get("letter")),
        _listed([kept.path for kept in event.files]),
        event.at,
    )


def _said(number: int, said: Outcome) -> str:
    """Return an outcome as it is typed: "2=refused:s43(2)", of the whole request "all=refused"."""
    behind = ":" + ",".join(said.exemptions) if said.exemptions else ""
    return f"{number or 'all'}={said.outcome}{behind}"


def answers_table(known: Sequence[Known]) -> Table:
    """Return a line for each question of the requests that were sent: the table that is read back."""
    return Table(ANSWERS, [_answer(one, answer) for one in _sent(known) for answer in one.answering.answers])


def _sent(known: Sequence[Known]) -> list[Known]:
    return [one for one in known if one.request.sent_on is not None]


def _answer(one: Known, answer: Answer) -> tuple[Cell, ...]:
    question = answer.question
    return (
        one.request.number,
        one.request.authority.name,
        one.ods_code,
        question.number,
        question.text,
        question.outcome,
        _listed(question.exemptions),
        question.value,
        _iso(question.answered_on or answer.on),
        answer.days,
    )


def answers_wide_table(known: Sequence[Known]) -> Table:
    """Return a line for each request that was sent, with columns for each of its questions: q1_outcome, ..."""
    sent = _sent(known)
    most = max((len(one.answering.answers) for one in sent), default=0)
    columns = [f"q{number}_{name}" for number in range(1, most + 1) for name in _OF_EACH]
    return Table((*_WIDE, *columns), [_wide(one, most) for one in sent])


def _wide(one: Known, most: int) -> tuple[Cell, ...]:
    request, first = one.request, one.answering.first
    cells: list[Cell] = [
        request.number,
        request.authority.name,
        one.ods_code,
        request.subject,
        _iso(first.on if first else None),
        first.days if first else None,
    ]
    for answer in one.answering.answers:
        question = answer.question
        on = _iso(question.answered_on or answer.on)
        cells += (question.outcome, _listed(question.exemptions), question.value, on)
    return (*cells, *[None] * ((most - len(one.answering.answers)) * len(_OF_EACH)))


def _listed(values: Iterable[object], between: str = ", ") -> str | None:
    return between.join(map(str, values)) or None


def _text(value: object) -> str | None:
    """Return a detail as text: a ledger that others wrote may hold anything."""
    return None if value is None else str(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


TABLES: dict[str, Callable[[Sequence[Known]], Table]] = {
    "requests": requests_table,
    "questions": questions_table,
    "events": events_table,
    "answers": answers_table,
    "answers_wide": answers_wide_table,
}


def as_objects(table: Table) -> list[dict[str, Any]]:
    """Return the rows as JSON has them, each with the names of its columns."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
