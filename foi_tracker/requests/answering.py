"""How one request was answered: each question, on which day, after how many working days, and whether in time.

Lateness is judged twice: by ``due``, the last lawful day, and by ``latest``, after which even the most generous count
is over. What names an authority in public goes by the second; a school, whose terms nobody knows here, is judged by it
alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from foi_tracker.errors import OutsideCalendar
from foi_tracker.law.calendar import Calendar, WorkingDays
from foi_tracker.law.clocks import ANSWER_CLOCKS, UNSETTLED, Clock, concerns, settled_by
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import ANSWERS, Event
from foi_tracker.requests.parts import Question
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

ONE_DAY = timedelta(days=1)

_HOLDING = ("clarification_requested", "fee_requested")
_SETTLING = ANSWERS | {"transferred"}


class Answer(NamedTuple):
    """What came of one question, whose outcome is the latest one.

    ``on`` is the day of the first answer to it and ``by`` the kind of event that gave it; ``days`` are the working
    days that it took. ``past_due`` and ``past_latest`` say whether a date went by without it, None when none is known;
    ``days_late`` are the working days after ``latest``: 0 when it came on a weekend after it. ``still_late``: no answer
    came, and the time that they have now is over; it may have begun again since they were late.
    """

    question: Question
    on: date | None
    by: str | None
    days: int | None
    past_due: bool | None
    past_latest: bool | None
    days_late: int | None
    still_late: bool


class Answering(NamedTuple):
    """How one request was answered, question by question.

    ``first`` is the first answer of substance that the authority gave; passing a question on is none. ``full`` is the
    one that settled the last open question, None while one is open.
    """

    standing: Standing
    answers: tuple[Answer, ...]
    first: Answer | None
    full: Answer | None

    @property
    def request(self) -> Request:
        """The request itself."""
        return self.standing.request

    @property
    def in_time_by_due(self) -> bool | None:
        """Whether every question was answered by ``due``; None when there is nothing to judge yet."""
        return self._in_time([answer.past_due for answer in self.answers])

    @property
    def in_time_by_latest(self) -> bool | None:
        """Whether every question was answered by ``latest``; None when there is nothing to judge yet."""
        return self._in_time([answer.past_latest for answer in self.answers])

    def _in_time(self, past: list[bool | None]) -> bool | None:
        if any(past):
            return False
        return True if self.full is not None and None not in past else None

    @property
    def late_now(self) -> bool:
        """Whether a question still waits after the ``latest`` of the time that they have now."""
        return self.request.closed_as is None and self._still_late

    @property
    def _still_late(self) -> bool:
        return any(answer.still_late for answer in self.answers)

    @property
    def never_answered(self) -> bool:
        """Whether no question was answered and ``latest`` is over, or it was closed as never answered."""
        if self.first is not None:
            return False
        return self._still_late or self.request.closed_as == "never_answered"

    @property
    def days_late(self) -> int | None:
        """The most working days that one of its answers came, or still is, after ``latest``."""
        return max((answer.days_late for answer in self.answers if answer.days_late is not None), default=None)


def answering(standing: Standing, *, today: date, calendar: Calendar) -> Answering:
    """Return how a request was answered by today; one without numbered questions counts as one question, 0."""
    request = standing.request
    events = [event for event in request.events if event.kind in _SETTLING]
    clocks = [clock._replace(due=clock.late_after) for clock in standing.clocks if clock.kind in ANSWER_CLOCKS]
    questions = request.questions or (_whole(events),)
    code = request.regime if request.regime in REGIMES else "FOIA"
    days = calendar.working_days(REGIMES[code].jurisdiction)
    held = [event.id for event in request.events if event.kind in _HOLDING]
    answers = tuple([_answer(question, events, clocks, today, days, held) for question in questions])
    given = [answer for answer in answers if answer.by in ANSWERS]
    settled = [answer for answer in answers if answer.on is not None]
    return Answering(
        standing,
        answers,
        min(given, key=_day, default=None),
        max(settled, key=_day) if len(settled) == len(answers) else None,
    )


def _day(answer: Answer) -> date:
    return answer.on or date.max


def _whole(events: Sequence[Event]) -> Question:
    """Return the one question of a request without numbered ones."""
    said = [event.outcomes[0] for event in events if 0 in event.outcomes]
    return Question(0, "", *said[-1]) if said else Question(0, "")


def _answer(
    question: Question,
    events: Sequence[Event],
    clocks: Sequence[Clock],
    today: date,
    days: WorkingDays,
    held: Collection[int],
) -> Answer:
    number = question.number
    mine = [clock for clock in clocks if not clock.questions or number in clock.questions]
    settling = _settling(events, number)
    on = settling.on if settling else None
    past_due = past_latest = days_late = None
    for clock in mine:
        if clock.due is None or clock.latest is None:
            continue
        # A review can settle what the clock of the answer still waits for (FOISA s.21).
        end = clock.ended_on or on or today
        past_due = bool(past_due) or end > clock.due
        past_latest = bool(past_latest) or end > clock.latest
        if end > clock.latest:
            days_late = max(days_late or 0, _count(days, clock.latest, end) or 0)
    taken = _days_taken(mine, on, days) if on else None
    still_late = on is None and _is_past(mine, today, held)
    return Answer(
        question, on, settling.kind if settling else None, taken, past_due, past_latest, days_late, still_late
    )


def _is_past(clocks: Sequence[Clock], today: date, held: Collection[int]) -> bool:
    """Return whether the clock that runs, or the last that ran, is over by the most generous count.

    Not while they wait for a reply or a fee, which ``held`` it: then it begins again.
    """
    last = next((clock for clock in clocks if clock.runs), clocks[-1] if clocks else None)
    if last is None or last.latest is None or last.ended_by in held:
        return False
    return (last.ended_on or today) > last.latest


def _settling(events: Sequence[Event], number: int) -> Event | None:
    """Return the first event that settles a question."""
    silent = True
    for event in events:
        # The outcome of a review that says nothing of single questions answers them only where nothing else did.
        tells = event.kind != "review_answered" or bool(event.outcomes) or silent
        if tells and (not number or concerns(event, number)) and settled_by(event, number) not in UNSETTLED:
            return event
        silent = silent and event.kind != "answered"
    return None


def _days_taken(clocks: Sequence[Clock], on: date, days: WorkingDays) -> int | None:
    """Return the working days from the start of the clock that ran last; those on which it paused are left out."""
    started = [clock for clock in clocks if clock.kind == "answer" and clock.start <= on]
    if not started:
        return None
    last = max(started, key=lambda clock: clock.start)
    taken = _count(days, last.start, on)
    for begin, end in last.pauses:
        if taken is not None and begin <= on:
            taken -= _count(days, max(begin - ONE_DAY, last.start), min(end, on)) or 0
    return taken


def _count(days: WorkingDays, start: date, end: date) -> int | None:
    try:
        return days.count(start, end)
    except OutsideCalendar:
        return None
