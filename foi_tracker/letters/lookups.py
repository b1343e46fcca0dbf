"""Which of the things that happened a letter speaks of: the newest about its questions, its review, its notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.law.clocks import concerns

if TYPE_CHECKING:
    from foi_tracker.law.clocks import Clock
    from foi_tracker.requests.events import Event
    from foi_tracker.requests.request import Request

# Their letters that they need more time, whether the law gives it or not.
MORE_TIME = ("extended", "holding")


def review_behind(request: Request, clock: Clock | None) -> Event | None:
    """Return the letter that asked for the review from which a clock comes; None where it comes from none."""
    if clock is None or clock.kind not in ("review", "complaint"):
        return None
    before = [event for event in request.delivered if event.id == clock.basis_id or event.on <= clock.start]
    basis = next((event for event in before if event.id == clock.basis_id), None)
    if basis is None or basis.kind == "review_requested":
        return basis
    until = before.index(basis)
    return newest_of(before[:until], ("review_requested",), clock.questions)


def newest_extension(request: Request, questions: Iterable[int]) -> Event | None:
    """Return their newest letter about any of these questions that they need more time."""
    return newest_of(request.delivered, MORE_TIME, tuple(questions))


def moved_by(request: Request, clock: Clock) -> Event | None:
    """Return their letter that moved the clock of an answer; None where none did."""
    basis = next((event for event in request.delivered if event.id == clock.basis_id), None)
    return basis if clock.kind == "answer_extended" and basis is not None and basis.kind in MORE_TIME else None


def newest_of(
    events: Sequence[Event], kinds: Sequence[str], questions: Sequence[int], *, since: date | None = None
) -> Event | None:
    """Return the newest event of these kinds about any of the questions (empty for all), none from before ``since``."""
    for event in events[::-1]:
        fits = not questions or any(concerns(event, number) for number in questions)
        if event.kind in kinds and fits and (since is None or event.on >= since):
            return event
    return None


def after(events: Sequence[Event], first: Event | None) -> Sequence[Event]:
    """Return the events after one of them; none where it is not there."""
    places = [place for place, event in enumerate(events) if event is first]
    return events[places[0] + 1 :] if places else ()


def notice_of(events: Sequence[Event], about: Clock | None) -> Event | None:
    """Return the decision notice that a letter is about: that of its clock, else the newest."""
    notices = [event for event in events if event.kind == "decision_issued"]
    own = [event for event in notices if about is not None and event.id == about.basis_id]
    return next(iter(own or notices[::-1]), None)


def ref_of(request: Request, notice: Event | None) -> str | None:
    """Return the reference of a notice: its own; of the only one, the newest that the regulator gave."""
    if notice is None:
        return None
    several = sum(event.kind == "decision_issued" for event in request.delivered) > 1
    known = request.references.get("regulator")
    return notice.details.get("ref") or (known[-1] if known and not several else None)


def reminded_on(events: Sequence[Event], about: Clock | None, questions: Sequence[int]) -> tuple[date, ...]:
    """Return the days of the last reminder of each of the questions since the clock started, the earliest first."""
    since = about.start if about else None
    found = [newest_of(events, ("chased",), (number,), since=since) for number in questions]
    return tuple(sorted({event.on for event in found if event is not None}))


def outcome_of(events: Sequence[Event], review: Event | None, questions: Sequence[int]) -> Event | None:
    """Return the newest outcome of that review: one that says something of the questions, where there is one.

    An outcome that is of none of the questions of that review is of another one.
    """
    later = after(events, review)
    own = review.questions if review is not None else ()
    return newest_of(later, ("review_answered",), questions) or newest_of(later, ("review_answered",), own)


def chaser_of(events: Sequence[Event], review: Event | None, questions: Sequence[int]) -> Event | None:
    """Return the newest reminder of a review, about any of the questions (empty for all)."""
    return newest_of(after(events, review), ("chased",), questions)


def is_pending(events: Sequence[Event], questions: Sequence[int]) -> bool:
    """Return whether an appeal about any of the questions was made and not decided."""
    last = newest_of(events, ("appealed", "appeal_decided"), questions)
    return last is not None and last.kind == "appealed"
