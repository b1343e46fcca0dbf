"""One request on one screen: what was asked, what happened, which clocks run, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.dates import show
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.endings import is_doubtful
from foi_tracker.requests.events import KINDS, Event
from foi_tracker.requests.parts import Question
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import STATUSES, Standing
from foi_tracker.views.clock_words import clock_name, how_sure
from foi_tracker.views.happenings import WHOSE_REF, clipped, happened
from foi_tracker.views.next_steps import next_lines
from foi_tracker.views.program import commands
from foi_tracker.views.requests import plain_row
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import days, visible
from foi_tracker.views.words import outcome, question_outcome

if TYPE_CHECKING:
    from foi_tracker.casework.stories import Relation


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
    lines = [*_head(request, relations), "", f"Status   {_status(standing, today)}"]
    lines += [f"{line[2:8]:<9}{line[16:]}" for line in next_lines(standing, today)]
    lines += _reminders(request, today)
    clocks = [clock for clock in standing.clocks if not (clock.ended == "stopped" and clock.missed_by is None)]
    parts = {
        "What happened": [_told(event) for event in request.events],
        "Clocks that run": _clocks([clock for clock in clocks if clock.runs], standing, today),
        "Clocks that ended": _clocks([clock for clock in clocks if not clock.runs], standing, today),
        "How the date was counted": [f"  {line}".rstrip() for line in working],
        "Questions": [line for question in request.questions for line in _question(question)],
        "Letters": [f"  {visible(draft.letter)}" for draft in request.drafts if draft.letter],
        "Files": [f"  {visible(kept.path)}" for event in request.events for kept in event.files],
    }
    for heading, told in parts.items():
        lines += ["", heading, *told] if told else []
    return lines


def _head(request: Request, relations: Sequence[Relation]) -> list[str]:
    """Return to whom it went and about what, its references and labels, and the requests that belong to it."""
    law = f", under {REGIMES[request.regime].short}" if request.regime in REGIMES else ""
    lines = [f"Request {request.number} to {visible(request.authority.name)}{law}", f"  {visible(request.subject)}"]
    marks = [f"our ref {request.our_ref}"] if request.our_ref else []
    for whose, refs in request.references.items():
        marks += [f"{WHOSE_REF.get(whose, whose)} ref {ref}" for ref in refs]
    marks += [f"campaign {request.campaign}"] if request.campaign else []
    marks += [f"tag {tag}" for tag in request.tags]
    if marks:
        lines.append("  " + visible(", ".join(marks)))
    if request.authority.slug != request.raw["authority"]["slug"]:
        lines.append(f"  first sent to {visible(request.raw['authority']['name'])}")
    return lines + [
        f"  {_RELATED.get(one.how, one.how)} request {one.number} ({visible(one.name)})" for one in relations
    ]


def _reminders(request: Request, today: date) -> Iterator[str]:
    for reminder in request.reminders:
        what = f": {visible(reminder.text)}" if reminder.text else ""
        done = f" (when done: {{foi}} remind {request.number} --done)" if reminder.on <= today else ""
        yield commands(f"Reminder {show(reminder.on)}{what}{done}")


def _clocks(clocks: Sequence[Clock], standing: Standing, today: date) -> list[str]:
    return [f"  {line}" for clock in clocks for line in _clock(clock, standing, today)]


def _question(question: Question) -> Iterator[str]:
    """Yield what was asked, and what came of it."""
    yield f"  {question.number}. {clipped(visible(question.text))}"
    if question.outcome:
        why = f" under {', '.join(question.exemptions)}" if question.exemptions else ""
        value = f': "{question.value}"' if question.value is not None else ""
        on = f" on {show(question.answered_on)}" if question.answered_on else ""
        yield f"     {visible(question_outcome(question.outcome) + why + on + value)}"


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


# What a status means when something else is known than its name says.
_EXACTLY: dict[str, str] = {
    "fee_lapsed": "they asked for a fee, and the time to pay it is over",
    "passed_on": "passed on to another authority",
    "wait_unknown": "sent; the day by which they must answer is not known",
}


def _status(standing: Standing, today: date) -> str:
    words = outcome(standing) if standing.status == "closed" else STATUSES[standing.status]
    if standing.status in ("answered", "fee_requested", "waiting_response"):
        words = _EXACTLY.get(standing.step.kind, words)
    clock = standing.clock
    if standing.status == "waiting_response" and clock is not None and clock.due is not None and today > clock.due:
        words = "sent; it may be late: a school's days outside term do not count"
    return f"{words} ({standing.status})"


def _clock(clock: Clock, standing: Standing, today: date) -> list[str]:
    name = clock_name(clock)
    if clock.due is None:
        opened = "open" if clock.opens_on <= today else f"opens {show(clock.opens_on)}"
        if clock.ended_on is not None:
            opened = f"done {show(clock.ended_on)}"
        name = name.removesuffix(" by")
        return [f"{name}: {opened} ({clock.cite})", *[f"    {visible(note)}" for note in clock.notes]]
    about, earliest = how_sure(clock, standing)
    line = f"{name}: {about}{show(clock.due)}{earliest}"
    if clock.latest is not None and clock.latest != clock.due:
        line += f", latest {show(clock.latest)}"
    line += f" ({clock.cite})"
    return [line + _ending(clock, standing, today), *[f"    {visible(note)}" for note in clock.notes]]


def _ending(clock: Clock, standing: Standing, today: date) -> str:
    if clock.ended is None:
        return _running(clock, standing, today)
    met = f"; done {show(clock.ended_on)}" if clock.ended == "met" and clock.ended_on else ""
    if clock.missed_by is None:
        return met
    return f"{met}, {days(clock.missed_by)} late" if met else f"; missed by {days(clock.missed_by)}"


def _running(clock: Clock, standing: Standing, today: date) -> str:
    """Return how a running clock with a date stands: nothing while there is time."""
    assert clock.due is not None
    if clock.opens_on > today:
        # The window after an answer is open when you hold it; posted in Scotland, it is counted from later.
        return f"; {'counts from' if clock.basis == 'answered' else 'opens'} {show(clock.opens_on)}"
    if today <= clock.due:
        return ""
    arguable = clock.latest is not None and today <= clock.latest
    if clock.kind == "compliance" and is_doubtful(standing.request, clock):
        return "; that day has passed"
    if clock.whose == "authority":
        return "; may be late" if arguable and clock.by_terms else "; late"
    if arguable:
        return "; the safe day has passed"
    if clock.firmness == "law":
        return "; over"
    return f"; that day has passed: {'they may have closed it' if clock.kind == 'clarify' else 'it may be refused'}"
