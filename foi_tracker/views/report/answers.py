"""The matrix of answers: authorities by questions, as letters on a screen and in words in a file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from foi_tracker.requests.answering import Answer, Answering
from foi_tracker.requests.report import Report, SameQuestions, by_questions
from foi_tracker.views.report.page import Table
from foi_tracker.views.text import plural
from foi_tracker.views.words import question_outcome

HEADER = (
    "number",
    "authority",
    "question",
    "outcome",
    "exemptions",
    "value",
    "answered_on",
    "working_days",
    "text",
)

# An outcome as one letter of the table, and what the letter means.
_LETTERS = {
    "released": "G",
    "already_public": "G",
    "partly": "P",
    "refused": "R",
    "over_cost": "R",
    "vexatious_or_repeated": "R",
    "neither_confirmed_nor_denied": "R",
    "not_held": "N",
    "held_elsewhere": "N",
    "to_follow": "L",
    "future_publication": "L",
    "ignored": "-",
}
_MEANINGS = {
    "G": "given, or public already",
    "P": "given in part",
    "R": "refused (the cost limit, vexatious, and neither confirmed nor denied too)",
    "N": "not held, or held by another authority",
    "L": "later: to follow, or to be published",
    "-": "silent: they answered, but not this",
    ".": "no answer yet",
    "?": "answered; how is not recorded",
}
_SHORT = {
    "G": "Given", "P": "In part", "R": "Refused", "N": "Not held", "L": "Later", "-": "Silent", ".": "No answer",
    "?": "Answered",
}  # fmt: skip
_LEAST_AUTHORITY = 16
_WHOLE = "(the whole request)"


def letter(answer: Answer) -> str:
    """Return what came of a question as one letter."""
    if answer.question.outcome is None:
        return "." if answer.on is None else "?"
    return _LETTERS.get(answer.question.outcome, "?")


def cell(answer: Answer) -> str:
    """Return what came of a question: "refused (s43(2))", "released in full: 42000"."""
    question = answer.question
    if question.outcome is None:
        return "no answer yet" if answer.on is None else "answered; how is not recorded"
    words = question_outcome(question.outcome)
    if question.exemptions:
        words += f" ({', '.join(question.exemptions)})"
    return words if question.value is None else f"{words}: {question.value}"


def tables(report: Report, width: int | None) -> tuple[list[Table], list[str]]:
    """Return the tables and their notes; with ``width`` as letters, for a screen of so many columns."""
    groups = by_questions(report)
    made = [table for place, group in enumerate(groups, 1) for table in _matrix(group, place, len(groups), width)]
    notes = []
    if len(groups) > 1:
        notes.append(f"The questions are not the same: {len(groups)} lists of questions have a table each.")
    if width is not None:
        used = {letter(answer) for one in report.counted for answer in one.answers}
        notes += [f"{sign}  {meaning}" for sign, meaning in _MEANINGS.items() if sign in used]
        notes.append("Exemptions and values: {foi} report answers -o matrix.html")
    return made, notes


def _matrix(group: SameQuestions, place: int, of: int, width: int | None) -> list[Table]:
    """Return who answered what, in as many tables as the screen needs, and the count by question."""
    title = "Answers" if of == 1 else f"Answers, list {place} of {of}"
    texts = list(enumerate(group.texts, 1))
    legend = tuple((f"{n}.", text or _WHOLE) for n, text in texts)
    most = len(texts) if width is None else max((width - 6 - _LEAST_AUTHORITY) // 4, 1)
    show_one = cell if width is None else letter
    made = []
    for begin in range(0, len(texts), most):
        numbers = tuple(str(n) for n, _ in texts[begin : begin + most])
        rows = [
            (
                str(one.request.number),
                _name(one, short=width is not None),
                *map(show_one, one.answers[begin : begin + most]),
            )
            for one in group.members
        ]
        above = () if begin else legend
        made.append(Table(title, ("No", "Authority", *numbers), rows, frozenset((0,)), shrinks=1, legend=above))
    return [*made, _by_question(group, title)]


def _name(one: Answering, *, short: bool) -> str:
    authority = one.request.authority
    return authority.short_name if short else authority.name


def _by_question(group: SameQuestions, title: str) -> Table:
    """Return how often each question was answered how."""
    counts = [Counter(letter(one.answers[place]) for one in group.members) for place in range(len(group.texts))]
    signs = [sign for sign in _SHORT if any(count[sign] for count in counts)]
    rows = [
        (str(place), text or _WHOLE, *(str(count[sign]) for sign in signs))
        for place, (text, count) in enumerate(zip(group.texts, counts, strict=True), 1)
    ]
    headings = ("No", "Question", *(_SHORT[sign] for sign in signs))
    numeric = frozenset(range(len(headings))) - {1}
    of = plural(len(group.members), "request")
    return Table(f"{title}: counts by question, of {of}", headings, rows, numeric, shrinks=1)


def records(report: Report) -> list[tuple[str, ...]]:
    """Return number, authority, question, outcome, exemptions, value, answered on, working days, text of the question.

    One for each request and question, in the order of their numbers. Nothing stands for an outcome that there is not.
    """
    return [
        (
            str(one.request.number),
            name,
            str(answer.question.number or 1),
            answer.question.outcome or "",
            ",".join(answer.question.exemptions),
            answer.question.value or "",
            answer.on.isoformat() if answer.on else "",
            "" if answer.days is None else str(answer.days),
            answer.question.text,
        )
        for one in report.counted
        for name in (one.request.authority.name,)
        for answer in one.answers
    ]


def as_json(report: Report) -> dict[str, Any]:
    """Return the answers by request, in groups that ask the same questions."""
    return {
        "groups": [
            {"questions": list(group.texts), "requests": [_request_json(one) for one in group.members]}
            for group in by_questions(report)
        ]
    }


def _request_json(one: Answering) -> dict[str, Any]:
    request = one.request
    return {
        "number": request.number,
        "authority": {"slug": request.authority.slug, "name": request.authority.name},
        "regime": request.regime,
        "answers": [
            {
                "question": answer.question.number or 1,
                "outcome": answer.question.outcome,
                "exemptions": list(answer.question.exemptions),
                "value": answer.question.value,
                "answered_on": answer.on.isoformat() if answer.on else None,
                "working_days": answer.days,
            }
            for answer in one.answers
        ],
    }
