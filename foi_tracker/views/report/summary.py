"""The figures of a report: how many were answered, in what time, with what outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foi_tracker.requests.events import OUTCOMES, REQUEST_OUTCOMES, REVIEW_RESULTS
from foi_tracker.requests.report import Report, Share, Spread, Summary, summary
from foi_tracker.requests.status import STATUSES
from foi_tracker.views.report.page import LATEST, Table, figure, number, percent, share_json

HEADER = ("section", "name", "value", "of", "percent", "words")

# The shares of a summary: the name of the field, its words, and what they mean.
FIGURES: tuple[tuple[str, str, str], ...] = (
    (
        "answered",
        "Answered at all",
        'at least one question has an answer of substance: given, refused, not held and so on, not "to follow"',
    ),
    ("answered_in_full", "Every question answered", "given or refused: every question has such an answer"),
    (
        "in_time_by_due",
        "On time, by the strict count",
        "by the last lawful day for every question; of the requests with every question answered or past that day",
    ),
    (
        "in_time_by_latest",
        "On time, by the most generous count",
        "the same by the last day of the most generous count (latest)",
    ),
    ("late_by_latest", "Late, by the most generous count", "a question was or is unanswered after latest"),
    ("late_now", "Late now", "open, and a question is unanswered after latest"),
    (
        "never_answered",
        "Never answered",
        "not one question is answered, and latest is over or it was closed as never answered",
    ),
    ("not_due_yet", "Not due yet", "open, and within its time by the most generous count"),
    ("extensions", "Time extended by the authority", "they said that they need longer, with a ground or without"),
    ("complaints", "Complaints to the regulator", "requests about which the regulator was asked"),
    ("decisions", "Decision notices", "requests on which the regulator decided"),
)

SPREADS: tuple[tuple[str, str, str], ...] = (
    (
        "days_to_first",
        "Days to a first answer",
        (
            "working days from the day a request reached them, or your reply where they asked what you meant; no day "
            "counts on which they waited for a fee"
        ),
    ),
    ("days_to_full", "Days to a full answer", "the same to the answer that settled the last question"),
)

_NOT_SETTLED = "not settled yet"
_RESULTS = {
    **REVIEW_RESULTS,
    "first_answer": "the review gave the first answer",
    "not_recorded": "not recorded",
}


def tables(report: Report, _: int | None) -> tuple[list[Table], list[str]]:
    """Return the tables and what their words mean."""
    found = summary(report)
    rows = [(words, figure(getattr(found, name))) for name, words, _ in FIGURES]
    spreads = [(words, spread_words(spread)) for _, words, spread in spreads_of(found)]
    others = ", those not counted too" if report.left_out else ""
    made = [
        _figures("How they answered", [*rows[:8], *spreads, *rows[8:]]),
        _figures("What came of the requests", [(outcome_words(k), figure(v)) for k, v in found.outcomes.items()]),
        _figures(
            "What came of the questions",
            [(question_words(k), figure(v)) for k, v in found.question_outcomes.items()],
        ),
        _figures(f"Where they stand{others}", [(STATUSES[k], str(v)) for k, v in found.statuses.items()]),
    ]
    if found.reviews_asked:
        made.append(_reviews(found))
    if found.exemptions:
        made.append(_exemptions(found))
    notes = [f"{words}: {meaning}." for _, words, meaning in FIGURES] + [LATEST]
    notes += [f"{words}: {meaning}." for words, meaning in _meanings(found)]
    if found.reviews_asked:
        notes.append(
            "Results of reviews are as they were recorded with the outcome, else as the outcomes before and after show."
        )
    if found.exemptions:
        notes.append("An exemption counts once for each question, even where a review dropped it later.")
    return made, notes


def spreads_of(found: Summary) -> list[tuple[str, str, Spread]]:
    """Return the days that answers took, by name and words; those to a full answer only where they differ."""
    told = [(name, words, getattr(found, name)) for name, words, _ in SPREADS]
    if found.days_to_full == found.days_to_first:
        told = told[:1]
    return [(name, words, spread) for name, words, spread in told if spread is not None]


def _meanings(found: Summary) -> list[tuple[str, str]]:
    shown = {name for name, _, _ in spreads_of(found)}
    return [(words, meaning) for name, words, meaning in SPREADS if name in shown]


def spread_words(spread: Spread) -> str:
    """Return "median 17, longest 60 (of 120)"."""
    return f"median {number(spread.median)}, longest {spread.longest} (of {spread.of})"


def _figures(title: str, rows: list[tuple[str, str]]) -> Table:
    return Table(title, ("", ""), list(rows))


def _reviews(found: Summary) -> Table:
    rows = [("asked for", str(found.reviews_asked)), ("answered", figure(found.reviews_answered))]
    rows += [(result_words(result), figure(share)) for result, share in found.review_results.items()]
    return _figures("Reviews", rows)


def _exemptions(found: Summary) -> Table:
    rows: list[tuple[str, ...]] = [
        (f"{use.regime} {use.exemption}", str(use.questions), figure(use.requests), use.title)
        for use in found.exemptions
    ]
    headings = ("Exemption", "Questions", "Requests", "What it is about")
    return Table("Exemptions used", headings, rows, frozenset((1,)), shrinks=3)


def outcome_words(outcome: str | None) -> str:
    """Return what came of a request in words."""
    return REQUEST_OUTCOMES.get(outcome, outcome) if outcome else _NOT_SETTLED


def question_words(outcome: str | None) -> str:
    """Return what came of a question in words."""
    return OUTCOMES.get(outcome, outcome) if outcome else "no answer yet, or not recorded how"


def result_words(result: str) -> str:
    """Return the result of a review in words; never "upheld", which either side can mean."""
    return _RESULTS.get(result, result)


def records(report: Report) -> list[tuple[str, ...]]:
    """Return section, name, value, of how many, per cent, and words or the title of an exemption."""
    found = summary(report)
    rows: list[tuple[str, ...]] = [("figure", "sent", str(found.sent), "", "", "Sent")]
    rows += [_record("figure", name, getattr(found, name), words) for name, words, _ in FIGURES]
    for name, words, spread in spreads_of(found):
        rows.append(("days", f"{name}_median", number(spread.median), str(spread.of), "", f"{words}: median"))
        rows.append(("days", f"{name}_longest", str(spread.longest), str(spread.of), "", f"{words}: longest"))
    rows += [_record("outcome", k or "none", v, outcome_words(k)) for k, v in found.outcomes.items()]
    rows += [_record("question", k or "none", v, question_words(k)) for k, v in found.question_outcomes.items()]
    rows += [("status", k, str(v), "", "", STATUSES[k]) for k, v in found.statuses.items()]
    rows.append(("review", "asked", str(found.reviews_asked), "", "", "Reviews asked for"))
    rows.append(_record("review", "answered", found.reviews_answered, "Reviews answered"))
    rows += [_record("review", k, v, result_words(k)) for k, v in found.review_results.items()]
    for use in found.exemptions:
        rows.append(_record("exemption", f"{use.regime} {use.exemption}", use.requests, use.title))
    return rows


def _record(section: str, name: str, share: Share, words: str) -> tuple[str, ...]:
    return (section, name, str(share.part), str(share.whole), percent(share), words)


def as_json(report: Report) -> dict[str, Any]:
    """Return the figures; a share is its count, of how many, and the per cent."""
    found = summary(report)
    shares = {name: share_json(getattr(found, name)) for name, _, _ in FIGURES}
    days = {name: spread._asdict() if (spread := getattr(found, name)) else None for name, _, _ in SPREADS}
    return {
        "sent": found.sent,
        **shares,
        **days,
        "reviews": {
            "asked": found.reviews_asked,
            "answered": found.reviews_answered.part,
            "results": _counts(found.review_results),
        },
        "outcomes": _counts(found.outcomes),
        "question_outcomes": _counts(found.question_outcomes),
        "statuses": dict(found.statuses),
        "exemptions": [{**use._asdict(), "requests": share_json(use.requests)} for use in found.exemptions],
    }


def _counts(shares: Mapping[Any, Share]) -> dict[str, int]:
    return {key or "none": share.part for key, share in shares.items()}
