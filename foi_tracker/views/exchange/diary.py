"""Dates of requests as titles and texts of a calendar, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.clocks import MET, Clock
from foi_tracker.paths import shown
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible, visible_lines
from foi_tracker.views.words import command, ranges

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.diary import Day

_RUNS = "runs"

# What an authority's day is; {} is its name.
_THEIRS = {
    "answer": "{}: answer due",
    "answer_extended": "{}: answer due, extended",
    "review": "{}: outcome of the review due",
    "compliance": "{}: last day to do what the notice says",
    "regulator_letter": "{}: the regulator's time for them ends",
}
# What you do until a day of yours, and what follows where no law sets the day.
_YOURS = {
    "review_request": ("Ask {} for a review by today", "after that they may refuse"),
    "complaint": ("Complain about {} by today", "after that the regulator may refuse"),
    "appeal": ("Appeal about {} by today", ""),
    "clarify": ("Answer the question of {} by today", "after that they may close the request"),
    "pay": ("Pay the fee of {} by today", ""),
}

_PRIVACY = (
    "It names your requests, whom you asked and what about. Whoever keeps or shares the calendar that you put it into "
    "sees that too."
)


def texts(days: Sequence[Day]) -> list[tuple[str, str]]:
    """Return the title and the description of each day; no character in them steers anything."""
    return [(_title(day), "\n".join(_lines(day))) for day in days]


def _title(day: Day) -> str:
    title = _clock_title(day, day.clock) if day.clock is not None else _reminder_title(day)
    ended = "" if day.how == _RUNS else "Done: " if day.how == MET else "Ended: "
    return ended + title


def _reminder_title(day: Day) -> str:
    text = visible(day.reminder.text) if day.reminder else ""
    return f"{_name(day)}: {text or 'your reminder'}"


def _clock_title(day: Day, clock: Clock) -> str:
    which = f"question{'s' if len(clock.questions) > 1 else ''} {ranges(clock.questions)}" if clock.questions else ""
    if clock.kind not in _YOURS:
        title = _THEIRS.get(clock.kind, "{}: " + clock.kind).format(_name(day))
        return f"{title} ({which})" if which else title
    doing, after = _YOURS[clock.kind]
    if clock.firmness == "law":
        after = "the last day" if clock.latest in (None, clock.due) else "the safe day"
    title = doing.format(_name(day)) + (f", {which}" if which else "")
    if _is_of_silence(clock):
        title = f"If nothing has come, {title[0].lower()}{title[1:]}"
    return title + (f" ({after})" if after else "")


def _is_of_silence(clock: Clock) -> bool:
    """Return whether it is a window that opens after the day by which something should have come."""
    return clock.opens_on > clock.start


def _name(day: Day) -> str:
    return visible(day.request.authority.short_name)


def _lines(day: Day) -> list[str]:
    request = day.request
    lines = [f"Request {request.number}: {visible(request.subject)}", f"To: {visible(request.authority.name)}"]
    if day.clock is not None:
        lines += _about_clock(day.clock, day.how)
    proposed = f"{{foi}} show {request.number}"
    standing = day.standing
    if day.how == _RUNS and standing is not None and standing.step.clock == day.clock is not None:
        proposed = command(standing) or proposed
    return [*lines, commands(f"Next: {proposed}")]


def _about_clock(clock: Clock, how: str) -> list[str]:
    lines = [f"Law: {clock.cite}"]
    if how != _RUNS:
        ended = f" on {show(clock.ended_on)}" if clock.ended_on else ""
        return [*lines, f"Done{ended}." if how == MET else f"No longer waited for{ended}."]
    if _is_of_silence(clock):
        lines.append(f"Only if nothing has come: it opens on {show(clock.opens_on)}.")
    if clock.latest is not None and clock.latest != clock.due:
        last = show(clock.latest)
        lines.append(
            f"The last arguable day: {last}."
            if clock.whose == "you"
            else f"Latest, by the most generous count: {last}."
        )
    return lines + [f"Note: {visible(note)}" for note in clock.notes]


def show_calendar(
    screen: Screen, days: Sequence[Day], told: Sequence[tuple[str, str]], data: bytes, path: str | None
) -> None:
    """Write the calendar, or where it was written; then who can read it."""
    if screen.mode == JSON:
        dates = [_json(day, *text) for day, text in zip(days, told, strict=True)]
        screen.json({"dates": dates, "file": path})
        return
    running = sum(day.how == _RUNS for day in days)
    if path is None and days:
        _print(screen, data)
    if path is not None and not screen.human:
        screen.rows([(str(running), str(len(days) - running), path)])
    screen.words(commands("\n".join(_said(running, len(days) - running, path))))


def _print(screen: Screen, data: bytes) -> None:
    """Write the file as it is; on a terminal without what ends its lines, which is nothing to see."""
    if screen.human:
        screen.data(visible_lines(data.decode().replace("\r\n", "\n")).rstrip("\n"))
    else:
        screen.raw(data)


def _said(running: int, ended: int, path: str | None) -> list[str]:
    if not running and not ended:
        return ["No date runs, so there is no calendar to make. See your requests: {foi} status --all"]
    told = plural(running, "date") + (f", and {ended} ended or moved, marked as cancelled" if ended else "")
    where = f"{visible(shown(path))} holds {told}." if path else f"The calendar holds {told}."
    return [where, _PRIVACY, "After changes make it again and take it in again: dates move, and none comes twice."]


def _json(day: Day, title: str, text: str) -> dict[str, Any]:
    clock = day.clock
    return {
        "uid": day.uid,
        "sequence": day.sequence,
        "number": day.request.number,
        "kind": clock.kind if clock else "reminder",
        "whose": clock.whose if clock else "you",
        "questions": list(clock.questions) if clock else [],
        "on": day.on.isoformat(),
        "latest_on": clock.latest.isoformat() if clock and clock.latest else None,
        "state": day.how,
        "title": title,
        "text": text,
    }
