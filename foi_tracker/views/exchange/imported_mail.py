"""Mail looked through, and what was recorded of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.calendar import Calendar
from foi_tracker.paths import quoted, shown
from foi_tracker.views import as_json
from foi_tracker.views.changes import show_changes
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, shorten, visible
from foi_tracker.views.words import requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.importing_mail import Proposal, Read
    from foi_tracker.casework.exchange.recording_mail import Recorded

# What came, as a person says it.
SEEMS: dict[str, str] = {
    "": "not clear",
    "auto": "an automatic reply",
    "ack": "an acknowledgement",
    "question": "a question back",
    "extension": "an extension",
    "holding": "a holding reply",
    "fee": "a bill",
    "transfer": "passed to another authority",
    "answer": "an answer",
    "review": "the outcome of a review",
    "bounce": "your letter came back",
}


def show_read(screen: Screen, found: Read, *, table: str | None, dry: bool) -> None:
    """Write what each message seems to be and why; ``table`` is where the proposals were written."""
    if screen.mode == JSON:
        screen.json({"messages": [_json(one) for one in found.proposals], "own": found.own, "file": table})
        return
    if not screen.human:
        screen.rows([_row(one) for one in found.proposals])
    else:
        for one in found.proposals:
            for line in proposal_lines(one):
                screen.prose(line)
    for words in _afterwards(found, table, dry=dry):
        screen.words(words)


def _json(one: Proposal) -> dict[str, Any]:
    return {
        "number": one.match.number,
        "numbers": list(one.match.numbers),
        "what": one.seeming.what or None,
        "on": as_json.iso(one.on),
        "outcomes": one.seeming.outcomes or None,
        "sections": list(one.seeming.sections),
        "basis": one.seeming.basis or None,
        "from": one.sender,
        "subject": one.subject,
        "attachments": list(one.attachments),
        "why": one.why,
        "message_id": one.message_id or None,
        "recorded": list(one.recorded),
    }


def _row(one: Proposal) -> tuple[str, ...]:
    seeming = one.seeming
    number = str(one.match.number) if one.match.number is not None else ""
    on = one.on.isoformat() if one.on else ""
    sections = ",".join(seeming.sections)
    return number, seeming.what, on, seeming.outcomes, sections, one.sender, one.subject, one.why, one.message_id


def proposal_lines(one: Proposal) -> Iterator[str]:
    """Yield what a person needs to see of one message to decide what it is."""
    number = one.match.number
    which = f"request {number}" if number is not None else "which request?"
    day = show(one.on) if one.on else "No date"
    yield f"{day}  {which}: {seems_words(one)}"
    yield f"  from     {visible(one.sender) or 'nobody'}: {shorten(visible(one.subject), 120)}"
    if one.attachments:
        yield f"  attached {shorten(visible(', '.join(one.attachments)), 200)}"
    yield f"  why      {visible(one.why)}"
    if one.recorded:
        yield f"  recorded already for {requests_named(one.recorded)}"


def seems_words(one: Proposal) -> str:
    """Return what a message seems to be, with what it names."""
    words = SEEMS.get(one.seeming.what, one.seeming.what)
    if one.seeming.outcomes:
        return f"{words} ({visible(one.seeming.outcomes)})"
    return f"{words} that names {visible(', '.join(one.seeming.sections))}" if one.seeming.sections else words


def _afterwards(found: Read, table: str | None, *, dry: bool) -> Iterator[str]:
    new = sum(not one.recorded for one in found.proposals)
    counted = f"{plural(new, 'message')} to decide on"
    if known := len(found.proposals) - new:
        counted += f", {known} recorded already"
    if found.own:
        counted += f", {found.own} sent by you"
    yield f"{counted}. Nothing was recorded."
    if found.is_cut:
        yield "The file holds more messages than were read: split it."
    if table is not None:
        place = visible(shown(table))
        told = f"The table would be {place}" if dry else f"The table is {place}"
        record = commands(f"{{foi}} import replies {quoted(table)} --from {quoted(found.path)}")
        yield f"{told}: write yes in its column decide where it is right, mend what is not, then: {record}"
    elif new:
        yield "To decide in a spreadsheet: -o replies.csv"


def show_recorded(screen: Screen, done: Recorded, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what was recorded for each request, and what was passed over."""
    show_changes(screen, done.changes, today=today, calendar=calendar, dry=dry)
    if done.before:
        screen.words(f"{plural(done.before, 'message')} recorded before, and passed over.")
    if done.undecided:
        screen.words(f"{plural(done.undecided, 'row')} without a decision, and passed over.")
    if done.declined:
        screen.words(f"{plural(done.declined, 'row')} with a no, and passed over.")
    if not done.changes:
        screen.words("Nothing was recorded.")
    elif not dry:
        screen.words(commands("To take all of it back: {foi} undo"))
