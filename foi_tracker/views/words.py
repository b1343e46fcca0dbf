"""Status, date and next step of a request in words short enough for a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foi_tracker.dates import show_column, show_short
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import OUTCOMES, REQUEST_OUTCOMES
from foi_tracker.requests.status import Standing
from foi_tracker.views.text import days, shorten, visible

_MOST_OF_REMINDER = 40

# What the date in the Due column is, where it is not the authority's to answer.
_YOURS: dict[str, str] = {
    "review_request": "review",
    "complaint": "complaint",
    "appeal": "appeal",
    "clarify": "reply",
    "pay": "pay",
}

_THEIRS: dict[str, str] = {"review": "review ", "compliance": "notice "}


def state(standing: Standing, today: date) -> str:
    """Return the State column: "LATE 3 days", "3 days left", "review: ask by", "not sent"."""
    if standing.step.kind == "remind" and not standing.overdue:
        return "reminder"
    if standing.status == "closed":
        return outcome(standing)
    if standing.status == "draft":
        return "not sent"
    if standing.status == "undelivered":
        return "undelivered"
    clock = standing.clock
    if clock is None:
        return _without_clock(standing)
    if clock.whose == "you":
        return f"{_YOURS.get(clock.kind, clock.kind)}: {'last day' if clock.firmness == 'law' else 'ask by'}"
    about = _THEIRS.get(clock.kind, "")
    if standing.overdue:
        return f"{about}{late(standing)}"
    left = standing.working_days_left
    if today == clock.due:
        return f"{about}due today"
    return f"{about}{days(left)} left" if left is not None else f"{about}waiting"


def late(standing: Standing) -> str:
    """Return "LATE 3 days", or "LATE since Fri" while no working day has passed since."""
    left = standing.working_days_left
    if left is None or standing.due_on is None:
        return "LATE"
    return f"LATE {days(-left)}" if left else f"LATE since {show_short(standing.due_on)[:3]}"


def _without_clock(standing: Standing) -> str:
    match standing.status:
        case "complaint":
            return "with the regulator"
        case "decision":
            return "decision notice"
        case "appeal":
            return "appeal running"
        case "waiting_clarification":
            return "reply wanted"
        case "answered":
            return "answered"
        case _:
            return "no date known"


def outcome(standing: Standing) -> str:
    """Return the outcome of a closed request in words, or "closed"."""
    return REQUEST_OUTCOMES.get(standing.outcome or "", "closed")


def due_column(standing: Standing, today: date) -> str:
    """Return the Due column: "Fri  8 Jan", or nothing where no date runs. An estimate is marked "about"."""
    if standing.due_on is None:
        step = standing.step
        return show_column(step.by, today=today) if step.kind == "remind" and step.by else ""
    about = "~" if standing.clock is not None and standing.clock.about else ""
    return about + show_column(standing.due_on, today=today)


# The steps that are taken with a letter, whatever the law; drafting knows which letter.
WRITTEN = frozenset(
    (
        "chase",
        "chase_review",
        "clarify",
        "complain",
        "complain_outcome",
        "complain_review",
        "not_complied",
        "review",
        "review_silence",
        "review_silence_late",
    )
)


def command(standing: Standing) -> str | None:
    """Return the command for the next step, with ``{foi}``; None when the thing to do is to wait."""
    number = standing.request.number
    match standing.step.kind:
        case kind if kind.startswith("wait"):
            return None
        case "send" | "send_again":
            return f"{{foi}} send {number}"
        case "pay":
            return f"{{foi}} sent {number} payment"
        case "close" | "lapsed" | "review_late":
            return f"{{foi}} close {number}"
        case "none":
            return None
    law = REGIMES.get(standing.request.regime)
    # About one's own data there is one letter, the complaint to whoever holds them.
    written = standing.step.kind in WRITTEN and law is not None and (not law.own_data or standing.step.kind == "chase")
    return f"{{foi}} draft {number}" if written else f"{{foi}} show {number}"


def next_column(standing: Standing) -> str:
    """Return the Next column: a command, "wait" or "wait to 23 Dec"."""
    step = standing.step
    if step.kind in ("wait_latest", "wait_chaser") and step.by is not None:
        return f"wait to {show_short(step.by)[4:]}"
    return command(standing) or ("wait" if step.kind.startswith("wait") else "")


# What a person does about each step, short enough for a table.
_TO_DO: dict[str, str] = {
    "send": "send the letter",
    "send_again": "send it again: it came back",
    "chase": "remind them",
    "complain": "complain to the regulator",
    "complain_review": "complain: no review came",
    "complain_outcome": "complain about the review",
    "chase_review": "remind them of the review",
    "review_silence": "ask for a review of silence",
    "review_silence_late": "ask for a review, though late",
    "review_late": "close it, or ask for a review late",
    "review": "ask for a review",
    "clarify": "answer their question",
    "pay": "pay the fee",
    "appeal": "appeal against the notice",
    "not_complied": "tell the regulator: not done",
    "read": "read the answer",
    "close": "close it",
    "wait": "wait: they are in time",
    "wait_latest": "wait",
    "wait_regulator": "wait for the regulator",
    "wait_chaser": "chaser sent, give them time",
    "wait_reminder": "wait for your reminder",
    "wait_tribunal": "wait for the tribunal or court",
    "lapsed": "close it: no window is open",
    "none": "nothing",
}


def to_do(standing: Standing) -> str:
    """Return what to do about a request, in a few words: "remind them, LATE 3 days"."""
    step = standing.step
    if step.kind == "remind":
        reminder = next((one.text for one in standing.request.reminders if one.text), "")
        return f"reminder: {shorten(visible(reminder), _MOST_OF_REMINDER)}" if reminder else "you wanted to be reminded"
    words = _TO_DO.get(step.kind, step.kind)
    if standing.overdue and not step.waits and step.clock is not None and step.clock.whose == "authority":
        return f"{words}, {late(standing)}"
    return words


def by_when(standing: Standing, today: date) -> str:
    """Return when to do it: "now", "by Fri 19 Feb", and for what waits "from Wed 20 Jan" or nothing."""
    step = standing.step
    if step.by is None:
        return "" if step.waits else "now"
    if step.waits:
        return f"{'until' if step.kind in ('wait', 'wait_regulator') else 'from'} {show_short(step.by)}"
    yours = step.clock is not None and step.clock.whose == "you"
    return f"by {show_short(step.by)}" if yours and step.by >= today else "now"


def question_outcome(name: str | None) -> str:
    """Return an outcome in the user's words: "released in full"."""
    return OUTCOMES.get(name or "", name or "no answer yet")


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers as a person writes them.

    >>> ranges((1, 2, 3, 5, 7, 8))
    '1-3, 5, 7, 8'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


# What a window of yours is for, and how firm its last day is.
_WINDOWS: dict[str, str] = {
    "review_request": "ask for a review",
    "complaint": "complain",
    "appeal": "appeal",
    "clarify": "answer their question",
    "pay": "pay the fee",
}
_FIRMNESS = {"law": "the last day", "guidance": "after that they may refuse"}


def window(clock: Clock, today: date) -> str:
    """Return what closes and how firmly: "ask for a review by Fri 19 Feb (after that they may refuse)"."""
    assert clock.due is not None
    firm = _FIRMNESS.get(clock.firmness)
    which = f" on {_questions(clock)}" if clock.questions else ""
    doing = _WINDOWS.get(clock.kind, clock.kind)
    if today > clock.due:
        return f"{doing}{which}: the safe day was {show_short(clock.due)}; do it today"
    return f"{doing}{which} by {show_short(clock.due)}" + (f" ({firm})" if firm else "")


CLOCK_WORDS: dict[str, str] = {
    "answer": "answer due",
    "answer_extended": "answer due, extended",
    "review_request": "ask for a review by",
    "review": "review due",
    "complaint": "complain by",
    "regulator_letter": "the regulator's time for them",
    "compliance": "they must comply by",
    "appeal": "appeal by",
    "clarify": "reply by",
    "pay": "pay by",
    "very_late": "very late after",
}


def clock_name(clock: Clock) -> str:
    """Return what a clock is called on the screen, with the questions that it concerns."""
    name = CLOCK_WORDS.get(clock.kind, clock.kind)
    return f"{name} ({_questions(clock)})" if clock.questions else name


def _questions(clock: Clock) -> str:
    return f"question{'s' if len(clock.questions) > 1 else ''} {ranges(clock.questions)}"
