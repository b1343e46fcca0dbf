"""What a command changed, in words: what was recorded, the dates that follow, and the next command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foi_tracker.dates import show, show_short
from foi_tracker.law.calendar import BankHoliday, Calendar
from foi_tracker.law.clocks import ANSWER_CLOCKS, MET, UNSETTLED, Clock
from foi_tracker.law.regimes import REGIMES, WORKING_DAYS
from foi_tracker.requests.events import KINDS, VIAS, Event
from foi_tracker.requests.status import Standing
from foi_tracker.views import as_json
from foi_tracker.views.clock_words import clock_name, how_sure, window
from foi_tracker.views.happenings import happened
from foi_tracker.views.next_steps import next_lines
from foi_tracker.views.program import commands
from foi_tracker.views.requests import show_rows
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import days, plural, visible
from foi_tracker.views.words import outcome, question_outcome, questions

if TYPE_CHECKING:
    from foi_tracker.casework.recording import Change

# Events that set no date: said, so that nobody waits for one.
_CHANGES_NO_DATE = frozenset(("acknowledged", "noted", "labelled", "reminded", "holding", "regulator_wrote"))
_MOST_TOLD = 5


def show_changes(screen: Screen, changes: Sequence[Change], *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what was recorded for each request, and what follows from it."""
    after = [change.after for change in changes]
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
    lines = [_recorded(after, event), *_left_out(after, event), *_overwritten(before, after, event)]
    lines += [*_dates_moved(before, after), *_met(after, event)]
    unmoved = (before.due_on, before.latest_on) == (after.due_on, after.latest_on)
    if event.kind in _CHANGES_NO_DATE and unmoved:
        lines.append(f"  It changes no date{_still_due(after)}.")
    elif after.status == "closed":
        lines += _still_open(after, today)
    elif after.clock is not None:
        for clock in (after.clock, *_begun(after, event)):
            lines += clock_lines(clock, after, today=today, calendar=calendar)
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
    elif event.questions:
        how += f", about {questions(event.questions)}"
    return f"Request {request.number}, {visible(request.authority.short_name)}: {words} on {show(event.on)}{how}."


def _left_out(after: Standing, event: Event) -> list[str]:
    """Say which questions a review is not about: they may still be answered in time, or are under review already."""
    if event.kind != "review_requested" or not event.questions:
        return []
    waiting = {
        number for clock in after.clocks if clock.kind in ANSWER_CLOCKS and clock.runs for number in clock.questions
    }
    reviewed = {number for clock in after.clocks if clock.kind == "review" and clock.runs for number in clock.questions}
    others = {
        "they may still answer in time": sorted(waiting - reviewed - set(event.questions)),
        "a review was asked for before": sorted(reviewed - set(event.questions)),
    }
    return [f"  Not about     {questions(numbers)}: {why}" for why, numbers in others.items() if numbers]


def _overwritten(before: Standing, after: Standing, event: Event) -> list[str]:
    """Say which outcomes an answer replaced: one that was typed for every question may say too much."""
    if event.kind != "answered":
        return []
    now = {question.number: question.outcome for question in after.request.questions}
    was: dict[str, list[int]] = {}
    for question in before.request.questions:
        if (
            question.outcome is not None
            and question.outcome not in UNSETTLED
            and question.outcome != now.get(question.number)
        ):
            was.setdefault(question_outcome(question.outcome), []).append(question.number)
    told = "; ".join(f"{questions(numbers)} {words}" for words, numbers in was.items())
    return [f"  Overwrites    {told}"] if told else []


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
            earliest = how_sure(clock, after)[1]
            if clock.by_terms and not clock.late and event.on > clock.due:
                late = "whether it came in time depends on the days of its terms"
            lines.append(f"  {clock_name(clock).capitalize()} {show(clock.due)}{earliest}: {late}.")
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


def clock_lines(clock: Clock, standing: Standing, *, today: date, calendar: Calendar) -> list[str]:
    """Return what a clock says: received, due with the days skipped, and how long to wait before complaining."""
    if clock.due is None:
        return [f"  {visible(note)}" for note in clock.notes]
    about, earliest = how_sure(clock, standing)
    lines = []
    if clock.kind == "answer":
        lines.append(f"  Received      {about}{show(clock.start)}  ({clock.regime})")
    name = clock_name(clock)
    lines.append(f"  {name[0].upper()}{name[1:]:<12} {show(clock.due)}{earliest}{_skipped(clock, calendar)}")
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


def skipped_days(clock: Clock, calendar: Calendar, until: date | None = None) -> tuple[BankHoliday, ...]:
    """Return the bank holidays that a clock of working days passed over, up to its end or another day."""
    rule = REGIMES[clock.regime].rules.get(clock.kind)
    if clock.due is None or rule is None or rule.due.unit != WORKING_DAYS:
        return ()
    return calendar.working_days(REGIMES[clock.regime].jurisdiction).skipped(clock.start, until or clock.due)
