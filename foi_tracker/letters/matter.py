"""What a letter is about: which clocks, and so which questions; each question keeps its own dates.

A letter that speaks of lateness is about what is late alone: beyond doubt where anything is, so that nobody is accused
while the most generous count still runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.errors import Refused
from foi_tracker.law.clocks import ANSWER_CLOCKS, UNSETTLED, concerns
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters.lookups import moved_by, newest_extension, review_behind
from foi_tracker.letters.recorded import period, sent_request
from foi_tracker.requests.events import OUTCOMES

if TYPE_CHECKING:
    from foi_tracker.law.calendar import Calendar
    from foi_tracker.law.clocks import Clock
    from foi_tracker.letters.particulars import Period, SentRequest
    from foi_tracker.letters.templates import Template
    from foi_tracker.requests.request import Request
    from foi_tracker.requests.status import Standing


class Matter(NamedTuple):
    """The clocks that a letter is about, the one that presses first, and its questions (empty for all)."""

    clocks: tuple[Clock, ...] = ()
    questions: tuple[int, ...] = ()


class Followed(NamedTuple):
    """What a follow-up follows: the request as it may speak of it, its clocks, and the law that it cites."""

    request: SentRequest
    clocks: tuple[Period, ...]
    law: str


def followed(
    template: Template, standing: Standing, *, today: date, calendar: Calendar, origin: Request | None = None
) -> Followed:
    """Return what a follow-up to a request follows on a day; ``origin`` is the request that it was passed on from.

    The law is that of its clock, for an authority may treat some questions under another; that of one that has ended
    may be the law of before. Raises Refused for a review where nothing is left to review.
    """
    request = standing.request
    clocks, questions = matter_of(template, standing, today=today)
    law = clocks[0].regime if clocks and clocks[0].runs else request.regime
    told = sent_request(request, origin, clocks=clocks, questions=questions)
    periods = [
        period(clock, today=today, days=calendar.working_days(find_regime(clock.regime).jurisdiction), request=request)
        for clock in clocks
    ]
    return Followed(_as_they_wait(template, told, standing, today), tuple(periods), law)


def _as_they_wait(template: Template, told: SentRequest, standing: Standing, today: date) -> SentRequest:
    """Return the request with questions whose time still runs as "to follow": no letter may call them unanswered.

    What was to follow and has not come in its time is unanswered. To a letter about the time for an answer, one that
    was answered and then clarified waits again.
    """
    waiting = _numbers_of(standing, [clock for clock in standing.clocks if clock.runs and clock.kind in ANSWER_CLOCKS])
    in_time = _in_time(standing, today)
    promised = in_time | _in_time(standing, today, kinds=("review",))
    again = template.about == "answer"

    def outcome_of(number: int, told: str | None) -> str | None:
        if told is None or (again and number in waiting and told not in UNSETTLED):
            return "to_follow" if number in in_time else None
        return None if told == "to_follow" and number not in promised else told

    questions = [
        question._replace(outcome=outcome_of(question.number, question.outcome)) for question in told.questions
    ]
    return told._replace(questions=questions)


def _in_time(standing: Standing, today: date, *, kinds: Sequence[str] = ANSWER_CLOCKS) -> set[int]:
    """Return the questions for which a clock of these kinds runs that is not over by the most generous count.

    What they asked the writer to make clear they need not answer before.
    """
    running = [clock for clock in standing.clocks if clock.runs and clock.kind in (*kinds, "clarify")]
    return _numbers_of(
        standing,
        [clock for clock in running if clock.latest is None or today <= clock.latest or clock.kind == "clarify"],
    )


def _numbers_of(standing: Standing, clocks: Sequence[Clock]) -> set[int]:
    """Return the questions that any of the clocks concerns."""
    every = range(1, standing.request.question_count + 1)
    return {number for clock in clocks for number in clock.questions or every}


def matter_of(template: Template, standing: Standing, *, today: date) -> Matter:
    """Return what a follow-up to a request is about on a day.

    Of the clocks that run; where none does, of the last that ran. Raises Refused as ``followed`` does.
    """
    about = template.about
    every = [clock for clock in standing.clocks if clock.kind in (about, f"{about}_extended")]
    running = [clock for clock in every if clock.runs]
    if not running:
        found = every[-1:]
    elif about == "answer":
        found = _waiting(template, running, standing, today)
    elif about == "review_request":
        found = _to_review(template, running, standing.request)
    else:
        found = _of_one_letter(template, running, standing, today)
    found = _pressing_first(found, standing)
    if about == "review_request":
        return Matter(tuple(found), _reviewable(template, standing, today))
    if "answered" in template.needs:
        # A complaint about own data is about what is late and about what was not given alike.
        return Matter(tuple(found), _all_but(standing, _in_time(standing, today)))
    return Matter(tuple(found), _numbers(found))


def is_extension_lawful(standing: Standing) -> bool:
    """Return whether what they asked for last, when they needed more time, is what the law gives them.

    It is what moved the clock of the questions that it concerns, and names no later day than that has: a letter that
    disputes it would be wrong.
    """
    running = [clock for clock in standing.clocks if clock.runs and clock.kind in ANSWER_CLOCKS]
    found = _pressing_first(_extended(running, standing.request) or running, standing)
    newest = newest_extension(standing.request, _numbers(found))
    if not found or newest is None or found[0].kind != "answer_extended" or found[0].due is None:
        return False
    mover = moved_by(standing.request, found[0])
    return (mover is None or mover is newest) and (newest.until or found[0].due) <= found[0].due


def _pressing_first(clocks: Sequence[Clock], standing: Standing) -> list[Clock]:
    """Return the clocks with that of the next step first, then by their dates."""
    return sorted(clocks, key=lambda clock: (clock != standing.step.clock, clock.due or date.max))


def _waiting(template: Template, running: Sequence[Clock], standing: Standing, today: date) -> list[Clock]:
    """Return the clocks of an answer that is late; if none is, those for which a reminder may be early."""
    if "extended" in template.needs:
        return _extended(running, standing.request) or list(running)
    if template.records in ("review_requested", "chased"):
        running = _not_reviewed(running, standing)
    beyond = [clock for clock in running if clock.latest is not None and today > clock.latest]
    over = [clock for clock in running if clock.due is not None and today > clock.due]
    match template.records:
        case "noted":
            return list(running)
        case "complained":
            return _reminded_of(beyond, standing) or beyond or list(running)
        case "review_requested":
            return over or list(running)  # FOISA s.20(5): from the day after it was due
    return beyond or over or list(running)


def _reminded_of(clocks: Sequence[Clock], standing: Standing) -> list[Clock]:
    """Return the clocks with those questions alone of which the authority was reminded since they started."""
    told = [event for event in standing.request.delivered if event.kind == "chased"]
    found = []
    for clock in clocks:
        since = [event for event in told if event.on >= clock.start]
        mine = {number for number in _numbers_of(standing, [clock]) if any(concerns(event, number) for event in since)}
        found += _narrowed(clock, mine, standing)
    return found


def _not_reviewed(clocks: Sequence[Clock], standing: Standing) -> list[Clock]:
    """Return the clocks without the questions whose silence is under review already, as it must be in Scotland."""
    reviews = [clock for clock in standing.clocks if clock.runs and clock.kind == "review"]
    reviewed = _numbers_of(standing, reviews)
    found = []
    for clock in clocks:
        here = reviewed if find_regime(clock.regime).silence_needs_review else set[int]()
        found += _narrowed(clock, _numbers_of(standing, [clock]) - here, standing)
    return found


def _narrowed(clock: Clock, numbers: set[int], standing: Standing) -> list[Clock]:
    """Return the clock for these of its questions; none for none."""
    every = _numbers_of(standing, [clock])
    if numbers == every:
        return [clock]
    return [clock._replace(questions=tuple(sorted(numbers)))] if numbers else []


def _all_but(standing: Standing, numbers: set[int]) -> tuple[int, ...]:
    """Return the questions without these, empty for all of them."""
    every = range(1, standing.request.question_count + 1)
    left = tuple(number for number in every if number not in numbers)
    return () if len(left) == len(every) else left


def _extended(running: Sequence[Clock], request: Request) -> list[Clock]:
    """Return the clocks of the questions that their newest wish for more time concerns."""
    every = [number for clock in running for number in clock.questions or range(1, request.question_count + 1)]
    newest = newest_extension(request, every)
    if newest is None or not newest.questions:
        return []
    return [clock for clock in running if not clock.questions or set(clock.questions) & set(newest.questions)]


def _to_review(template: Template, running: Sequence[Clock], request: Request) -> list[Clock]:
    """Return the windows to ask for a review of answers; of those only that the letter is for, where it says which."""
    asked = _of_outcomes(template, request)
    answered = [clock for clock in running if clock.basis == "answered"]
    fit = [clock for clock in answered if not clock.questions or not asked or asked & set(clock.questions)]
    return fit or answered or list(running)


def _of_outcomes(template: Template, request: Request) -> set[int]:
    """Return the questions with an outcome that the letter is for; "ignored" is also one that has not come."""
    wanted = set(template.needs) & set(OUTCOMES)
    if "ignored" in wanted:
        wanted |= UNSETTLED
    return {question.number for question in request.questions if (question.outcome or "ignored") in wanted}


# What has come to a review or to a decision notice goes to no other review, unless an answer came since.
_PAST_REVIEW = ("review", "appeal")


def _reviewable(template: Template, standing: Standing, today: date) -> tuple[int, ...]:
    """Return the questions that can go to a review, empty for all: none that did, and none that is in time.

    Raises Refused where none is left.
    """
    number = standing.request.number
    every = set(range(1, standing.request.question_count + 1))
    past = _numbers_of(standing, [clock for clock in standing.clocks if clock.kind in _PAST_REVIEW])
    again = [clock for clock in standing.clocks if clock.kind == "review_request" and clock.runs]
    left = every - (past - _numbers_of(standing, again))
    passed_over = {question.number for question in standing.request.questions if question.outcome == "ignored"}
    released = {question.number for question in standing.request.questions if question.outcome == "released"}
    if every and not left:
        raise Refused(
            f"Everything that request {number} asks went to a review or to the regulator, and no answer came since.",
            f"See what comes next: {{foi}} show {number}",
        )
    left = left - (_in_time(standing, today) - passed_over) or left
    left = left - released or left  # nothing is left of them to be reviewed
    left = left & _of_outcomes(template, standing.request) or left
    return tuple(sorted(left)) if left != every else ()


def _of_one_letter(template: Template, running: Sequence[Clock], standing: Standing, today: date) -> list[Clock]:
    """Return the clocks that come of the same letter as the one that presses: one review, one notice, one question."""
    request = standing.request
    opened = [clock for clock in running if today >= clock.opens_on] or list(running)
    if template.about == "review" and template.records == "complained":
        # The one whose time is over may not be the one that is to be chased next.
        opened = [clock for clock in opened if clock.latest is not None and today > clock.latest] or opened
    pressing = [clock for clock in opened if clock == standing.step.clock]
    first = min(pressing or opened, key=lambda clock: clock.due or clock.latest or date.max)
    behind = review_behind(request, first)
    if behind is None:
        return [clock for clock in running if clock.basis_id == first.basis_id]
    # In Scotland a review of silence can run beside one of the late answer: without an outcome both go in one letter.
    silent = first.kind == "complaint" and first.basis != "review_answered"
    return [
        clock
        for clock in opened
        if review_behind(request, clock) is behind or (silent and clock.basis != "review_answered")
    ]


def _numbers(clocks: Sequence[Clock]) -> tuple[int, ...]:
    """Return the questions that the clocks concern, empty for all."""
    if any(not clock.questions for clock in clocks):
        return ()
    return tuple(sorted({number for clock in clocks for number in clock.questions}))
