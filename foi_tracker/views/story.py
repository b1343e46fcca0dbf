"""One request on one screen: what was asked, what happened, which clocks run, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import KINDS, Event
from foi_tracker.requests.status import STATUSES, Standing
from foi_tracker.views.changes import next_lines
from foi_tracker.views.happenings import WHOSE_REF, clipped, happened
from foi_tracker.views.program import commands
from foi_tracker.views.requests import plain_row
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import days, visible
from foi_tracker.views.words import clock_name, outcome, question_outcome

if TYPE_CHECKING:
    from foi_tracker.casework.readings import Relation


def show_request(
    screen: Screen, standing: Standing, *, today: date, relations: Sequence[Relation], working: list[str]
) -> None:
    """Write the story of one request; ``working`` are the lines that explain its dates, when asked for."""
    if not screen.human:
        screen.rows(_records(standing, relations, working))
        return
    screen.prose("\n".join(_story(standing, today, relations, working)))


def _records(standing: Standing, relations: Sequence[Relation], working: list[str]) -> list[tuple[str, ...]]:
    """Return the story as records, each begun by what it is.

    They are: request, related, reminder, event, clock, question, letter, file, working.
    """
    request = standing.request
    records = [("request", *plain_row(standing))]
    records += [("related", one.how, str(one.number), one.name) for one in relations]
    records += [("reminder", one.on.isoformat(), one.text) for one in request.reminders]
    records += [("event", str(e.id), e.on.isoformat(), e.kind, happened(e)) for e in request.events]
    for clock in standing.clocks:
        due, latest = (day.isoformat() if day else "" for day in (clock.due, clock.latest))
        missed = "" if clock.missed_by is None else str(clock.missed_by)
        records.append(
            ("clock", clock.kind, clock.start.isoformat(), due, latest, clock.ended or "runs", missed, clock.cite)
        )
    records += [
        ("question", str(q.number), q.outcome or "", ",".join(q.exemptions), q.value or "", q.text)
        for q in request.questions
    ]
    records += [("letter", draft.letter) for draft in request.drafts if draft.letter]
    records += [("file", kept.path) for event in request.events for kept in event.files]
    return records + [("working", line) for line in working if line.strip()]


def _story(standing: Standing, today: date, relations: Sequence[Relation], working: list[str]) -> list[str]:
    request = standing.request
    lines = [
        f"Request {request.number} to {visible(request.authority.name)}, under {REGIMES[request.regime].short}"
        if request.regime in REGIMES
        else f"Request {request.number} to {visible(request.authority.name)}",
        f"  {visible(request.subject)}",
    ]
    marks = [f"our ref {request.our_ref}"] if request.our_ref else []
    for whose, refs in request.references.items():
        marks += [f"{WHOSE_REF.get(whose, whose)} ref {ref}" for ref in refs]
    marks += [f"campaign {request.campaign}"] if request.campaign else []
    marks += [f"tag {tag}" for tag in request.tags]
    if marks:
        lines.append("  " + visible(", ".join(marks)))
    if request.authority.slug != request.raw["authority"]["slug"]:
        lines.append(f"  first sent to {visible(request.raw['authority']['name'])}")
    lines += [f"  {_RELATED.get(one.how, one.how)} request {one.number} ({visible(one.name)})" for one in relations]
    lines += ["", f"Status   {_status(standing)}"]
    lines += [line[2:].replace("Next          ", "Next     ", 1) for line in next_lines(standing, today)]
    for reminder in request.reminders:
        what = f": {visible(reminder.text)}" if reminder.text else ""
        done = f" (when done: {{foi}} remind {request.number} --done)" if reminder.on <= today else ""
        lines.append(commands(f"Reminder {show(reminder.on)}{what}{done}"))
    lines += ["", "What happened", *[_told(event) for event in request.events]]
    clocks = [clock for clock in standing.clocks if not (clock.ended == "stopped" and clock.missed_by is None)]
    running = [clock for clock in clocks if clock.runs]
    past = [clock for clock in clocks if not clock.runs]
    if running:
        lines += ["", "Clocks that run", *[f"  {line}" for clock in running for line in _clock(clock, standing, today)]]
    if past:
        lines += ["", "Clocks that ended", *[f"  {line}" for clock in past for line in _clock(clock, standing, today)]]
    if working:
        lines += ["", "How the date was counted", *[f"  {line}".rstrip() for line in working]]
    if request.questions:
        lines += ["", "Questions"]
        for question in request.questions:
            lines.append(f"  {question.number}. {clipped(visible(question.text))}")
            if question.outcome:
                why = f" under {', '.join(question.exemptions)}" if question.exemptions else ""
                value = f': "{question.value}"' if question.value is not None else ""
                on = f" on {show(question.answered_on)}" if question.answered_on else ""
                lines.append(f"     {visible(question_outcome(question.outcome) + why + on + value)}")
    letters = [draft.letter for draft in request.drafts if draft.letter]
    if letters:
        lines += ["", "Letters", *[f"  {visible(letter)}" for letter in letters]]
    files = [kept.path for event in request.events for kept in event.files]
    if files:
        lines += ["", "Files", *[f"  {visible(path)}" for path in files]]
    return lines


# How another request belongs to this one, before its number.
_RELATED: dict[str, str] = {
    "narrows": "narrows",
    "replaces": "replaces",
    "transferred_from": "passed on from",
    "narrowed_by": "narrowed by",
    "replaced_by": "replaced by",
    "transferred_to": "passed on, in part or whole, as",
}

_WHO = {"you": "you", "authority": "they", "regulator": "regulator", "tribunal": "tribunal", "both": "you"}


def _told(event: Event) -> str:
    kind = KINDS.get(event.kind)
    who = _WHO[kind.whose] if kind else ""
    if (event.kind == "appealed" and event.details.get("by") == "authority") or "transferred_from" in event.details:
        who = "they"
    return f"  {show(event.on):<15}  {who:<9}  {happened(event)}"


def _status(standing: Standing) -> str:
    words = outcome(standing) if standing.status == "closed" else STATUSES[standing.status]
    return f"{words} ({standing.status})"


def _clock(clock: Clock, standing: Standing, today: date) -> list[str]:
    name = clock_name(clock)
    if clock.due is None:
        opened = "open" if clock.opens_on <= today else f"opens {show(clock.opens_on)}"
        if clock.ended_on is not None:
            opened = f"done {show(clock.ended_on)}"
        name = name.removesuffix(" by")
        return [f"{name}: {opened} ({clock.cite})", *[f"    {visible(note)}" for note in clock.notes]]
    about = "about " if clock.about else ""
    line = f"{name}: {about}{show(clock.due)}"
    if clock.latest is not None and clock.latest != clock.due:
        line += f", latest {show(clock.latest)}"
    line += f" ({clock.cite})"
    return [line + _ending(clock, today), *[f"    {visible(note)}" for note in clock.notes]]


def _ending(clock: Clock, today: date) -> str:
    if clock.ended is None:
        if clock.opens_on > today:
            return f"; opens {show(clock.opens_on)}"
        return "" if clock.due is None or today <= clock.due else "; late" if clock.whose == "authority" else "; over"
    met = f"; done {show(clock.ended_on)}" if clock.ended == "met" and clock.ended_on else ""
    if clock.missed_by is None:
        return met
    return f"{met}, {days(clock.missed_by)} late" if met else f"; missed by {days(clock.missed_by)}"
