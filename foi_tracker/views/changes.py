"""What a command changed, in words: what was recorded, the dates that follow, and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from foi_tracker.dates import show, show_short
from foi_tracker.law.calendar import Calendar, Skipped
from foi_tracker.law.clocks import MET, Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import KINDS, VIAS, Event
from foi_tracker.requests.status import Standing
from foi_tracker.views import as_json
from foi_tracker.views.happenings import happened
from foi_tracker.views.program import commands
from foi_tracker.views.requests import show_rows
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import days, folded, plural, visible
from foi_tracker.views.words import clock_name, command, outcome, question_outcome, ranges, window

if TYPE_CHECKING:
    from foi_tracker.casework.keeping import Part, Takeable, Undone

# Events that set no date: said, so that nobody waits for one.
_CHANGES_NO_DATE = frozenset(("acknowledged", "noted", "labelled", "reminded", "holding", "regulator_wrote"))
_MOST_TOLD = 5
_MOST_LISTED = 20


Told = tuple[Standing, Standing, Event]
"""A request before and after a command, and the event that the command added."""


def show_changes(screen: Screen, changes: Sequence[Told], *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what was recorded for each request, and what follows from it."""
    after = [standing for _, standing, _ in changes]
    if screen.mode == JSON:
        screen.json({"changed": as_json.requests_json(after, today=today, calendar=calendar)})
        return
    if not screen.human:
        show_rows(screen, after)
    if dry:
        screen.words("Nothing was recorded; without -n it would be:")
    for change in changes[:_MOST_TOLD]:
        screen.words(told(*change, today=today, calendar=calendar))
    if len(changes) > _MOST_TOLD:
        rest = plural(len(changes) - _MOST_TOLD, "request")
        screen.words(commands(f"and the same for {rest} more: {{foi}} status"))


def told(before: Standing, after: Standing, event: Event, *, today: date, calendar: Calendar) -> str:
    """Return the sentences about one request."""
    lines = [_recorded(after, event), *_dates_moved(before, after), *_met(after, event)]
    unmoved = (before.due_on, before.latest_on) == (after.due_on, after.latest_on)
    if event.kind in _CHANGES_NO_DATE and unmoved:
        lines.append(f"  It changes no date{_still_due(after)}.")
    elif after.status == "closed":
        lines += _still_open(after, today)
    elif after.clock is not None:
        for clock in (after.clock, *_begun(after, event)):
            lines += clock_lines(clock, today=today, calendar=calendar)
    else:
        lines += [f"  Note          {visible(note)}" for clock in after.clocks if clock.runs for note in clock.notes]
    if event.details.get("automatic"):
        number = after.request.number
        lines.append(commands(f"  If it names another address, send it there and say: {{foi}} sent {number} --again"))
    return "\n".join([*lines, *next_lines(after, today)])


def _begun(after: Standing, event: Event) -> list[Clock]:
    """Return the other running clocks with a date that the event began or moved."""
    return [
        clock
        for clock in after.clocks
        if clock.runs
        and clock != after.clock
        and clock.due is not None
        and (clock.basis_id == event.id or (event.kind == "extended" and clock.kind == "answer_extended"))
    ]


def _recorded(after: Standing, event: Event) -> str:
    request = after.request
    if event.kind in ("labelled", "reminded"):
        return f"Request {request.number}, {visible(request.authority.short_name)}: {happened(event)}."
    words = "automatic reply" if event.details.get("automatic") else KINDS[event.kind].words
    if event.kind == "noted" and event.details.get("draft"):
        words = str(event.details.get("text", "letter sent"))
    if event.kind == "closed" and after.outcome:
        words = f"closed as {outcome(after)}"
    how = ""
    if event.via in VIAS:
        how = f" by {VIAS[event.via]}" if event.via != "wdtk" else " through WhatDoTheyKnow"
    if event.outcomes:
        how += ": " + _outcomes(event)
    return f"Request {request.number}, {visible(request.authority.short_name)}: {words} on {show(event.on)}{how}."


def _outcomes(event: Event) -> str:
    parts = []
    # What is said of every question comes last: it is true of those that were not named.
    for number, said in sorted(event.outcomes.items(), key=lambda pair: pair[0] or 10**6):
        which = (
            f"question {number}" if number else "every other question" if len(event.outcomes) > 1 else "every question"
        )
        why = f" under {', '.join(said.exemptions)}" if said.exemptions else ""
        parts.append(f"{which} {question_outcome(said.outcome)}{visible(why)}")
    return "; ".join(parts)


def _dates_moved(before: Standing, after: Standing) -> list[str]:
    """Say the old and the new date when the same clock was there before."""
    lines = []
    sent, sent_now = before.request.sent_on, after.request.sent_on
    if sent is not None and sent_now is not None and sent != sent_now:
        lines.append(f"  Sent: before {show(sent)}, now {show(sent_now)}.")
    old, new = before.clock, after.clock
    if old is None or new is None or old.kind != new.kind or old.due is None or new.due is None:
        return lines
    name = clock_name(new).capitalize()
    if old.due != new.due:
        lines.append(f"  {name}: before {show(old.due)}, now {show(new.due)}.")
    elif lines:
        lines.append(f"  {name}: as before.")
    return lines


def _met(after: Standing, event: Event) -> list[str]:
    """Say whether what came with the event came in time."""
    lines = []
    for clock in after.clocks:
        if clock.whose == "authority" and clock.due is not None and clock.ended == MET and clock.ended_by == event.id:
            late = f"{days(clock.missed_by)} late" if clock.missed_by else "late" if clock.late else "in time"
            lines.append(f"  {clock_name(clock).capitalize()} {show(clock.due)}: {late}.")
    return lines


def _still_due(standing: Standing) -> str:
    return f"; {clock_name(standing.clock)} {show(standing.due_on)}" if standing.clock and standing.due_on else ""


def _still_open(standing: Standing, today: date) -> list[str]:
    """Warn of a window of one's own that closing the request leaves open."""
    return [
        f"  You could still {window(clock, today)}."
        for clock in standing.clocks
        if clock.runs
        and clock.kind in _WORTH_A_WARNING
        and clock.due is not None
        and clock.opens_on <= today <= (clock.latest or clock.due)
    ]


_WORTH_A_WARNING = ("review_request", "complaint", "appeal")


def clock_lines(clock: Clock, *, today: date, calendar: Calendar) -> list[str]:
    """Return what a clock says: received, due with the days skipped, and how long to wait before complaining."""
    if clock.due is None:
        return [f"  {visible(note)}" for note in clock.notes]
    lines = []
    if clock.kind == "answer":
        estimate = "about " if clock.about else ""
        lines.append(f"  Received      {estimate}{show(clock.start)}  ({clock.regime})")
    name = clock_name(clock)
    lines.append(f"  {name[0].upper()}{name[1:]:<12} {show(clock.due)}{_skipped(clock, calendar)}")
    if clock.whose == "authority" and clock.latest is not None and clock.latest > clock.due and today <= clock.latest:
        wait = show_short(clock.latest + timedelta(days=1))
        lines.append(f"  Latest        {show(clock.latest)}: wait until {wait} before you complain")
    lines += [f"  Note          {visible(note)}" for note in clock.notes]
    return lines


def _skipped(clock: Clock, calendar: Calendar) -> str:
    names = skipped_days(clock, calendar)
    if not names:
        return ""
    listed = ", ".join(f"{day.name}, {show_short(day.date)}" if len(names) > 1 else day.name for day in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"  ({listed}{more} skipped)"


def skipped_days(clock: Clock, calendar: Calendar) -> tuple[Skipped, ...]:
    """Return the bank holidays that a clock of working days passed over."""
    rule = REGIMES[clock.regime].rules.get(clock.kind)
    if clock.due is None or rule is None or rule.due.unit != "working_days":
        return ()
    return calendar.working_days(REGIMES[clock.regime].jurisdiction).skipped(clock.start, clock.due)


def next_lines(standing: Standing, today: date) -> list[str]:
    """Return the next step, with its command when there is something to do."""
    step = standing.step
    if step.kind == "none":
        return []
    proposed = command(standing)
    if proposed is None:
        until = f" until {show_short(step.by)}" if step.by else ""
        return [f"  Next          wait{until}: {step.why}"]
    by = f" by {show_short(step.by)}" if step.by and step.clock and step.clock.whose == "you" else ""
    return [f"  Next          {commands(proposed)}{by}: {step.why}"]


def show_undone(screen: Screen, undone: Sequence[Undone], *, dry: bool) -> None:
    """Say in one sentence what was taken back."""
    numbers: dict[str, list[int]] = {}
    for one in undone:
        numbers.setdefault(_taken(one.part), []).append(one.part.request.number)
    told = "; ".join(f"from {_requests(of)}: {words}" for words, of in numbers.items())
    screen.words(f"{'Nothing was taken back; without -n it would be' if dry else 'Taken back'} {told}.")


def _taken(part: Part) -> str:
    """Return what was taken back from a request, and what stays."""
    kept = ""
    if any("letter" in event.details for event in part.events):
        kept = "; the letter is kept" + (", and the number is not used again" if part.is_drafting else "")
    return f"“{visible(' and '.join(part.words))}” on {show(part.on)}{kept}"


def _requests(numbers: Sequence[int]) -> str:
    return f"request{'s' if len(numbers) > 1 else ''} {ranges(sorted(numbers))}"


def show_takeable(screen: Screen, changes: Sequence[Takeable]) -> None:
    """Write what can be taken back, a line each; on a terminal the newest of it."""
    if screen.mode == JSON:
        screen.json({"changes": [_takeable_json(change) for change in changes]})
        return
    if not screen.human:
        screen.rows([_takeable_row(change) for change in changes])
        return
    shown = changes[:_MOST_LISTED]
    where = [_requests([part.request.number for part in change.parts]) for change in shown]
    for change, requests in zip(shown, where, strict=True):
        line = f"{_typed_at(change.at)}  {requests:<{max(map(len, where))}}  {_taken_words(change)}"
        screen.data("\n".join(folded(line, screen.width)))
    if not changes:
        screen.data("There is nothing to take back.")
    elif len(changes) > len(shown):
        screen.words(f"and {len(changes) - len(shown)} older ones, which --plain lists.")


def _takeable_json(change: Takeable) -> dict[str, Any]:
    return {
        "at": change.at,
        "requests": [
            {"number": part.request.number, "events": [as_json.event_json(event) for event in part.events]}
            for part in change.parts
        ],
    }


def _takeable_row(change: Takeable) -> tuple[str, ...]:
    numbers = ",".join(str(part.request.number) for part in change.parts)
    return change.at, numbers, _taken_words(change)


def _taken_words(change: Takeable) -> str:
    return visible("; ".join(dict.fromkeys(" and ".join(part.words) for part in change.parts)))


def _typed_at(at: str) -> str:
    """Return the instant as London's clocks showed it."""
    try:
        instant = datetime.fromisoformat(at).astimezone(ZoneInfo("Europe/London"))
    except ValueError:
        return visible(at)
    return f"{show(instant.date())} {instant:%H:%M}"
