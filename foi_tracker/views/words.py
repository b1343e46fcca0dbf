"""Status, date and next step of a request in words short enough for a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foi_tracker.dates import show_column, show_short
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
        how = "last day" if clock.firmness == "law" else "ask by"
        if clock.due is not None and clock.latest is not None and today > clock.due:
            how = f"to {show_short(clock.latest)[4:]}"
        return f"{_YOURS.get(clock.kind, clock.kind)}: {how}"
    about = _THEIRS.get(clock.kind, "")
    if standing.overdue:
        return f"{about}{late(standing)}"
    if clock.due is not None and today > clock.due:
        return "may be late"  # a school's: days outside term do not count
    left = standing.working_days_left
    if today == clock.due:
        return f"{about}due today"
    return f"{about}{days(left)} left" if left is not None else f"{about}waiting"


def late(standing: Standing) -> str:
    """Return "LATE 3 days", or "LATE since Fri" while no working day has passed since."""
    left = standing.working_days_left
    if left is None or standing.late_after is None:
        return "LATE"
    return f"LATE {days(-left)}" if left else f"LATE since {show_short(standing.late_after)[:3]}"


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
        case "fee_requested":
            return "fee not paid" if standing.step.kind == "fee_lapsed" else "fee wanted"
        case "answered":
            return "passed on" if standing.step.kind == "passed_on" else "answered"
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
    about = "about " if standing.clock is not None and standing.clock.about else ""
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
    number, kind, clock = standing.request.number, standing.step.kind, standing.step.clock
    if standing.step.waits:
        return None  # before anything is asked of the request: an archive shows thousands of which nothing else is read
    law = REGIMES.get(clock.regime if clock is not None else standing.request.regime)
    own_data = law is not None and law.own_data
    match kind:
        case "clarify" | "clarify_late" | "complain" if own_data:
            return f"{{foi}} sent {number} {'complaint' if kind == 'complain' else 'clarification'}"
        case "send" | "send_again":
            return f"{{foi}} send {number}"
        case "pay":
            return f"{{foi}} sent {number} payment"
        case "clarify_late" | "complain_controller":
            return f"{{foi}} draft {number}"
        case "check_compliance" | "check_notice" | "after_appeal":
            return f"{{foi}} got {number} complied"
        case "complain_after_controller":
            return f"{{foi}} sent {number} complaint"
        case "remind":
            return f"{{foi}} remind {number} --done"
        case "close" | "complain_late" | "fee_lapsed" | "lapsed" | "passed_on" | "review_late":
            return f"{{foi}} close {number}"
    # About one's own data there is one letter, the complaint to whoever holds them.
    written = kind in WRITTEN and law is not None and (not own_data or kind == "chase")
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
    "complain_late": "close it, or complain late",
    "complain_controller": "complain to whoever holds it",
    "complain_after_controller": "complain to the regulator",
    "chase_review": "remind them of the review",
    "review_silence": "ask for a review of silence",
    "review_silence_late": "ask for a review, though late",
    "review_late": "close it, or ask for a review late",
    "review": "ask for a review",
    "clarify": "answer their question",
    "clarify_late": "answer their question, though late",
    "pay": "pay the fee",
    "fee_lapsed": "close it, or ask anew: not paid",
    "appeal": "appeal against the notice",
    "not_complied": "tell the regulator: not done",
    "check_compliance": "see if it does what the notice says",
    "check_notice": "see what the notice asks of them",
    "after_appeal": "see what the appeal asks of them",
    "read": "read the answer",
    "read_own_data": "read the answer",
    "close": "close it",
    "passed_on": "close it: it was passed on",
    "wait": "wait: they are in time",
    "wait_latest": "wait",
    "wait_unknown": "wait: the day is not known",
    "wait_regulator": "wait for the regulator",
    "wait_chaser": "chaser sent, give them time",
    "wait_controller": "complaint sent, give them time",
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
    # The days of another clock are none of this step's.
    if standing.overdue and not step.waits and step.clock is not None and step.clock == standing.clock:
        return f"{words}, {late(standing)}"
    return words


def by_when(standing: Standing, today: date) -> str:
    """Return when to do it: "now", "by Fri 19 Feb", and for what waits "from Wed 20 Jan" or nothing."""
    step = standing.step
    if step.by is None:
        return "" if step.waits else "now"
    if step.waits:
        return f"{'until' if step.kind in ('wait', 'wait_regulator') else 'from'} {show_short(step.by)}"
    return (last_words(standing, today) or "now").removesuffix(_AT_THE_LATEST)


_AT_THE_LATEST = " at the latest"


def last_words(standing: Standing, today: date) -> str:
    """Return by when a step of yours is to be taken: "by Fri 19 Feb"; nothing where no day is left to name."""
    step = standing.step
    if step.by is None or step.clock is None or step.clock.whose != "you":
        return ""
    if today <= step.by:
        return f"by {show_short(step.by)}"
    latest = step.clock.latest
    return f"by {show_short(latest)}{_AT_THE_LATEST}" if latest is not None and today <= latest else ""


def why(standing: Standing) -> str:
    """Return why the next step is to be taken; where a day is not known, with the reason for that."""
    step = standing.step
    notes = step.clock.notes if step.kind == "wait_unknown" and step.clock is not None else ()
    return f"{step.why} ({visible(notes[-1]).rstrip('.')})" if notes else step.why


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


def requests_named(numbers: Sequence[int]) -> str:
    """Return which requests: "request 2", "requests 1-3"."""
    return f"request{'s' if len(numbers) > 1 else ''} {ranges(sorted(numbers))}"


def questions(numbers: Sequence[int]) -> str:
    """Return which questions: "question 2", "questions 1-3"."""
    return f"question{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"
