"""Values -> the JSON of schema 1: keys are never removed within a schema, absent is null, enums are lower_snake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.law.calendar import Calendar
from foi_tracker.law.clocks import Clock, working_days_left
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import Event
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing
from foi_tracker.views.program import commands
from foi_tracker.views.words import command

if TYPE_CHECKING:
    from foi_tracker.casework.readings import Overview
    from foi_tracker.casework.stories import Relation


def iso(day: date | None) -> str | None:
    """Return the date as YYYY-MM-DD."""
    return day.isoformat() if day else None


def request_json(standing: Standing, *, today: date, calendar: Calendar) -> dict[str, Any]:
    """Return one request as every list shows it."""
    request = standing.request
    proposed = command(standing)
    return {
        "number": request.number,
        "uid": request.uid,
        "our_ref": request.our_ref or None,
        "their_refs": list(request.their_refs),
        "authority": {"slug": request.authority.slug, "name": request.authority.name},
        "subject": request.subject,
        "regime": request.regime,
        "campaign": request.campaign,
        "tags": list(request.tags),
        "status": standing.status,
        "phase": standing.phase,
        "outcome": standing.outcome,
        "sent_on": iso(request.sent_on),
        "received_on": iso(request.received_on),
        "due_on": iso(standing.due_on),
        "latest_on": iso(standing.latest_on),
        "overdue": standing.overdue,
        "working_days_left": standing.working_days_left,
        "clocks": [clock_json(clock, today=today, calendar=calendar) for clock in standing.clocks],
        "next": {
            "step": standing.step.kind,
            "by": iso(standing.step.by),
            "why": standing.step.why,
            "command": commands(proposed) if proposed else None,
        },
    }


def clock_json(clock: Clock, *, today: date, calendar: Calendar) -> dict[str, Any]:
    """Return one clock. ``working_days_left`` is null for one that has ended."""
    days = calendar.working_days(REGIMES[clock.regime].jurisdiction)
    return {
        "kind": clock.kind,
        "whose": clock.whose,
        "firmness": clock.firmness,
        "regime": clock.regime,
        "cite": clock.cite,
        "questions": list(clock.questions),
        "basis": {"event": clock.basis_id, "kind": clock.basis, "on": iso(clock.start)},
        "estimated": clock.about,
        "by_terms": clock.by_terms,
        "opens_on": iso(clock.opens_on),
        "due_on": iso(clock.due),
        "latest_on": iso(clock.latest),
        "ended": clock.ended,
        "ended_on": iso(clock.ended_on),
        "met_on": iso(clock.ended_on) if clock.ended == "met" else None,
        "missed_by": clock.missed_by,
        "working_days_left": working_days_left(clock, today, days) if clock.runs else None,
        "notes": list(clock.notes),
    }


def whole_request_json(
    standing: Standing, relations: Sequence[Relation], *, today: date, calendar: Calendar
) -> dict[str, Any]:
    """Return one request with its events, questions, letters and files, and the requests that belong to it."""
    request = standing.request
    return {
        **request_json(standing, today=today, calendar=calendar),
        "events": [event_json(event) for event in request.events],
        "questions": questions_json(request),
        "letters": [
            {"event": d.event, "on": iso(d.on), "template": d.template, "path": d.letter, "subject": d.subject}
            for d in request.drafts
        ],
        "files": [
            {"event": event.id, "path": kept.path, "sha256": kept.sha256}
            for event in request.events
            for kept in event.files
        ],
        "reminders": [{"event": one.event, "on": iso(one.on), "text": one.text} for one in request.reminders],
        "references": {whose: list(refs) for whose, refs in request.references.items()},
        "related": [one._asdict() for one in relations],
    }


def event_json(event: Event) -> dict[str, Any]:
    """Return an event as it is stored."""
    return dict(event.details)


def questions_json(request: Request) -> list[dict[str, Any]]:
    """Return the questions with the latest answer to each."""
    return [
        {
            "number": question.number,
            "text": question.text,
            "outcome": question.outcome,
            "exemptions": list(question.exemptions),
            "value": question.value,
            "answered_on": iso(question.answered_on),
        }
        for question in request.questions
    ]


def overview_json(found: Overview, *, calendar: Calendar) -> dict[str, Any]:
    """Return a list of requests, and your windows that close soon."""
    return {
        "requests": requests_json(found.standings, today=found.today, calendar=calendar),
        "closing": [
            {
                "number": standing.request.number,
                "kind": clock.kind,
                "firmness": clock.firmness,
                "questions": list(clock.questions),
                "due_on": iso(clock.due),
                "latest_on": iso(clock.latest),
            }
            for standing, clock in found.closing
        ],
    }


def requests_json(standings: Sequence[Standing], *, today: date, calendar: Calendar) -> list[dict[str, Any]]:
    """Return many requests."""
    return [request_json(standing, today=today, calendar=calendar) for standing in standings]
