"""What to do about reviews: ask for one, wait for its outcome, and take that or its absence to the regulator.

Most requests never get there, so a list of what is late does not load it.
"""

from __future__ import annotations

from datetime import date

from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.advice import ONE_DAY, Step, chased_on, complained, in_time, past
from foi_tracker.requests.request import Request


def about_review(request: Request, clock: Clock, every: tuple[Clock, ...], today: date) -> Step | None:
    """Return the step for a running review, for the window to ask for one, or for the complaint after one."""
    match clock.kind:
        case "review":
            return _review(request, clock, every, today)
        case "review_request":
            return _review_request(request, clock, today)
    return _complaint(clock, today)


def _review(request: Request, clock: Clock, every: tuple[Clock, ...], today: date) -> Step | None:
    if clock.due is None or today <= clock.due:
        return in_time(clock)
    if complained(request, clock):
        return Step("wait_regulator", None, clock)
    if past(clock, today):
        window = _window_after(clock, every)
        if window is None:
            return Step("complain_review", clock.latest, clock)
        if today < window.opens_on:
            return Step("wait_latest", window.opens_on, window)
        return None if past(window, today) else Step("complain_review", window.due, window)
    chased = chased_on(request, clock)
    if chased is None:
        return Step("chase_review", clock.due, clock)
    assert clock.latest is not None
    return Step("wait_latest", clock.latest + ONE_DAY, clock)


def _window_after(review: Clock, every: tuple[Clock, ...]) -> Clock | None:
    """Return the window that closes after a review without an outcome.

    In Scotland the Commissioner must be asked within six months (FOISA s.47(4)); elsewhere no date in law closes it.
    """
    windows = [c for c in every if c.kind == "complaint" and c.runs and c.due]
    own = next((window for window in windows if window.basis_id == review.basis_id), None)
    if own is None and windows and REGIMES[review.regime].silence_needs_review:
        return windows[0]
    return own


def _review_request(request: Request, clock: Clock, today: date) -> Step | None:
    if clock.basis != "answered" or past(clock, today):
        return None  # in Scotland the window after silence opens with the late answer clock, which speaks for both
    known = any(question.outcome for question in request.questions)
    return Step("review" if known else "read", clock.due, clock)


def _complaint(clock: Clock, today: date) -> Step | None:
    if clock.basis != "review_answered" or past(clock, today):
        return None  # before that the late clock of the answer or the review speaks for it
    return Step("complain_outcome", clock.due, clock)
