"""What can be told of many requests: which of them count, in what shares they were answered, and who asked the same.

A share always carries its count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from foi_tracker.law import exemptions
from foi_tracker.law.calendar import Calendar
from foi_tracker.requests.answering import Answer, Answering, answering
from foi_tracker.requests.events import ANSWERS
from foi_tracker.requests.review_results import review_results
from foi_tracker.requests.status import STATUSES, Standing, request_outcome

Key = TypeVar("Key")

# Why a request is not counted: it was not put to the authority, or nothing was left to answer.
NOT_SENT = "not_sent"
UNDELIVERED = "undelivered"
PASSED_ON = "passed_on"
_ENDED_BY_YOU = frozenset(("withdrawn", "lapsed", "replaced"))


class LeftOut(NamedTuple):
    """A request that is not counted: "not_sent", "undelivered", "passed_on", "withdrawn", "lapsed" or "replaced"."""

    standing: Standing
    why: str


class Report(NamedTuple):
    """The requests that a report counts, by number, and those that it leaves out."""

    today: date
    counted: tuple[Answering, ...]
    left_out: tuple[LeftOut, ...]


def build(standings: Iterable[Standing], *, today: date, calendar: Calendar) -> Report:
    """Return what a report counts. Closed requests need their clocks: where they stood is judged by them."""
    counted, left_out = [], []
    for standing in sorted(standings, key=lambda standing: standing.request.number):
        one = answering(standing, today=today, calendar=calendar)
        why = _why_left_out(one)
        if why is None:
            counted.append(one)
        else:
            left_out.append(LeftOut(standing, why))
    return Report(today, tuple(counted), tuple(left_out))


def _why_left_out(one: Answering) -> str | None:
    request = one.request
    if request.sent_on is None:
        return UNDELIVERED if "undelivered" in request.kinds else NOT_SENT
    if one.first is not None:
        return None
    if all(answer.by == "transferred" for answer in one.answers):
        return PASSED_ON
    return request.closed_as if request.closed_as in _ENDED_BY_YOU else None


# Summary -------------------------------------------------------------------------------------------------------------


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in per cent; None of nothing."""
        return 100 * self.part / self.whole if self.whole else None


class Spread(NamedTuple):
    """The median and the longest of ``of`` numbers of working days."""

    median: float
    longest: int
    of: int


class ExemptionUse(NamedTuple):
    """An exemption that was named in answers, under which law, and to how many questions and requests."""

    regime: str
    exemption: str
    title: str
    questions: int
    requests: Share


class Summary(NamedTuple):
    """The figures of a report.

    ``in_time_by_due`` is a share of the requests that are answered in full or past ``due``, the two by ``latest`` of
    those answered in full or past ``latest``. ``statuses`` counts those left out too. ``outcomes`` has None for
    requests that are not settled, ``question_outcomes`` for questions without a recorded outcome.
    """

    sent: int
    answered: Share
    answered_in_full: Share
    in_time_by_due: Share
    in_time_by_latest: Share
    late_by_latest: Share
    late_now: Share
    never_answered: Share
    not_due_yet: Share
    days_to_first: Spread | None
    days_to_full: Spread | None
    extensions: Share
    complaints: Share
    decisions: Share
    reviews_asked: int
    reviews_answered: Share
    review_results: Mapping[str, Share]
    statuses: Mapping[str, int]
    outcomes: Mapping[str | None, Share]
    question_outcomes: Mapping[str | None, Share]
    exemptions: tuple[ExemptionUse, ...]


def summary(report: Report) -> Summary:
    """Return the figures of a report."""
    counted = report.counted
    sent = len(counted)

    def of_sent(fitting: Iterable[object]) -> Share:
        return Share(sum(map(bool, fitting)), sent)

    def happened(kind: str) -> Share:
        return of_sent(kind in one.request.kinds for one in counted)

    by_due, by_latest = (
        Counter(getattr(one, name) for one in counted) for name in ("in_time_by_due", "in_time_by_latest")
    )
    judged = by_latest[True] + by_latest[False]
    results = [result for one in counted for result in review_results(one.request)]
    asked = sum(event.kind == "review_requested" for one in counted for event in one.request.events)
    everything = [one.standing for one in counted] + [left.standing for left in report.left_out]
    statuses = Counter(standing.status for standing in everything)
    return Summary(
        sent=sent,
        answered=of_sent(one.first for one in counted),
        answered_in_full=of_sent(one.first and one.full for one in counted),
        in_time_by_due=Share(by_due[True], by_due[True] + by_due[False]),
        in_time_by_latest=Share(by_latest[True], judged),
        late_by_latest=Share(by_latest[False], judged),
        late_now=of_sent(one.late_now for one in counted),
        never_answered=of_sent(one.never_answered for one in counted),
        not_due_yet=of_sent(waits(one) for one in counted),
        days_to_first=_spread(one.first for one in counted),
        days_to_full=_spread(one.full for one in counted if one.first),
        extensions=happened("extended"),
        complaints=happened("complained"),
        decisions=happened("decision_issued"),
        reviews_asked=asked,
        reviews_answered=Share(len(results), asked),
        review_results=_shares(Counter(results)),
        statuses={status: statuses[status] for status in STATUSES if status in statuses},
        outcomes=_shares(Counter(request_outcome(one.request) for one in counted)),
        question_outcomes=_shares(Counter(a.question.outcome for one in counted for a in one.answers)),
        exemptions=_exemptions_used(counted),
    )


def waits(one: Answering) -> bool:
    """Return whether a request is open and within its time by the most generous count."""
    return one.full is None and not one.late_now and one.request.closed_as is None


def median(numbers: Sequence[int]) -> float | None:
    """Return the median; None of nothing."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _spread(answers: Iterable[Answer | None]) -> Spread | None:
    taken = [answer.days for answer in answers if answer is not None and answer.days is not None]
    middle = median(taken)
    return None if middle is None else Spread(middle, max(taken), len(taken))


def _shares(counts: Counter[Key]) -> dict[Key, Share]:
    """Return each count as a share of them all, the largest first."""
    whole = counts.total()
    return {key: Share(count, whole) for key, count in counts.most_common()}


def _exemptions_used(counted: Sequence[Answering]) -> tuple[ExemptionUse, ...]:
    """Return what answers and reviews named, the most used first; once a question, even if it was dropped later."""
    uses: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for one in counted:
        request = one.request
        every = [answer.question.number for answer in one.answers]
        for event in request.events:
            for number, said in event.outcomes.items() if event.kind in ANSWERS else ():
                for exemption in said.exemptions:
                    found = uses.setdefault((request.regime, exemption), set())
                    found.update((request.number, place) for place in ([number] if number else every))
    used = []
    for (regime, exemption), places in uses.items():
        known = exemptions.find(exemption, regime)
        requests = Share(len({number for number, _ in places}), len(counted))
        used.append(ExemptionUse(regime, exemption, known.title if known else "", len(places), requests))
    return tuple(sorted(used, key=lambda use: (-use.questions, use.regime, use.exemption)))


# Answers -------------------------------------------------------------------------------------------------------------


class SameQuestions(NamedTuple):
    """Requests that ask the same questions in the same order; ``texts`` are the questions."""

    texts: tuple[str, ...]
    members: tuple[Answering, ...]


def by_questions(report: Report) -> tuple[SameQuestions, ...]:
    """Return the requests in groups with identical questions, the largest group first."""
    groups: dict[tuple[str, ...], list[Answering]] = {}
    for one in report.counted:
        groups.setdefault(tuple(answer.question.text for answer in one.answers), []).append(one)
    found = [SameQuestions(texts, tuple(members)) for texts, members in groups.items()]
    return tuple(sorted(found, key=lambda group: -len(group.members)))
