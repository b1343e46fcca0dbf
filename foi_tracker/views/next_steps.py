"""The next step of a request in lines: the command that takes it, by when, why, and what can be done instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from foi_tracker.dates import show_short
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.status import Standing
from foi_tracker.views.letters.elsewhere import page_of
from foi_tracker.views.program import commands
from foi_tracker.views.words import command, last_words, why


def next_lines(standing: Standing, today: date) -> list[str]:
    """Return the next step, with its command when there is something to do, and below it what can be done instead."""
    step = standing.step
    if step.kind == "none":
        return []
    proposed = command(standing)
    if proposed is None:
        until = f" until {show_short(step.by)}" if step.by else ""
        return [_line("Next", f"wait{until}: {why(standing)}")]
    first = _said(standing) or _Said(proposed, step.why)
    by = last_words(standing, today)
    lines = [_line("Next", f"{first.command}{f' {by}' if by else ''}: {first.why}")]
    return lines + [_line(label, words) for label, words in _instead(standing, today)]


class _Said(NamedTuple):
    """A step where it is told at length: its command, and why."""

    command: str
    why: str


def _said(standing: Standing) -> _Said | None:
    """Return the command of a step that a list answers with this very story; None where it has one of its own."""
    number = standing.request.number
    answered = next((event for event in reversed(standing.request.delivered) if event.kind == "answered"), None)
    match standing.step.kind:
        case "read" | "read_own_data" if answered is not None:
            got = f"{{foi}} got {number} answer --on {answered.on.isoformat()}"
            return _Said(got, "read the answer, and say what each question got")
        case "appeal":
            return _Said(f"{{foi}} sent {number} appeal", "you can appeal against the notice; say so when it has gone")
    return None


def _instead(standing: Standing, today: date) -> Iterator[tuple[str, str]]:
    """Yield what can be done instead of the next step, or beside it: a label of six letters at most, and the words."""
    step, number = standing.step, standing.request.number
    law = REGIMES.get(standing.request.regime)
    match step.kind:
        case "read" | "read_own_data":
            yield "Or", f"{{foi}} close {number}: you have all that you asked for"
        case "appeal" if law is not None and law.silence_needs_review:
            yield "How", "the appeal goes to the Court of Session, on a point of law alone: see a solicitor first"
        case "appeal" if (page := page_of("tribunal", standing.request.regime)) is not None:
            yield "Form", page
        case "check_notice" if step.clock is not None:
            on = step.clock.start.isoformat()
            yield "Or", f"{{foi}} got {number} decision --on {on} --until DATE: it names a day"
        case "check_compliance" | "after_appeal" if step.by is not None and today > step.by:
            yield "If not", f"{{foi}} draft {number} -t not-complied"


def _line(label: str, words: str) -> str:
    return commands(f"  {label:<14}{words}")
