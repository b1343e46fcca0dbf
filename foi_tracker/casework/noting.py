"""What you keep with a request of your own accord: notes, tags, its campaign, references, reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, record
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, NotFound, Refused
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Request

# What stands in a note that is there for its files alone.
FILES_ONLY = "files kept"

# Whose reference it is, as a person says it on the command line -> as it is kept.
WHOSE: dict[str, str] = {
    "our_ref": "ours",
    "their_ref": "authority",
    "ico_ref": "regulator",
    "tribunal_ref": "tribunal",
}


def note(
    desk: Desk,
    refs_typed: Sequence[str],
    text: str,
    on: date,
    *,
    files: Sequence[str] = (),
    campaign: str | None = None,
    references: dict[str, str] | None = None,
) -> list[Change]:
    """Keep a note, files, a campaign or references (whose -> text) with each request.

    Raises BadInput when there is nothing to keep.
    """
    events = []
    if text.strip() or files:
        events.append(to_dict("noted", on, text=text if text.strip() else FILES_ONLY))
    labels = to_dict("labelled", on, campaign=_word(campaign), refs=references)
    if len(labels) > 2:
        events.append(labels)
    if not events:
        raise BadInput("The note is empty.", 'Write it in quotes: {foi} note 7 "They rang"')
    return record(desk, refs_typed, on, lambda _: tuple(events), purpose=f"note {' '.join(refs_typed)}", files=files)


def tag(desk: Desk, refs_typed: Sequence[str], word: str, *, remove: bool = False) -> list[Change]:
    """Tag each request with a word, or take the tag off.

    Raises BadInput for an empty tag, Refused for one that is there already, or is not there to be taken off.
    """
    wanted = _word(word)
    if not wanted:
        raise BadInput("The tag is empty.", "Say a word and the requests: {foi} tag urgent 7 9")

    def events(request: Request) -> Sequence[dict[str, Any]]:
        if (wanted in request.tags) != remove:
            has = "has no tag" if remove else "has the tag"
            raise Refused(f"Request {request.number} {has} {wanted[:40]!r}.", f"See it: {{foi}} show {request.number}")
        return (to_dict("labelled", desk.today, **{"untags" if remove else "tags": (wanted,)}),)

    return record(desk, refs_typed, desk.today, events, purpose=f"tag {' '.join(refs_typed)}")


def _word(typed: str | None) -> str | None:
    return None if typed is None else " ".join(typed.split())


def remind(desk: Desk, refs_typed: Sequence[str], on: date, text: str) -> list[Change]:
    """Set a reminder on a day, in the future or today, for each request. Raises Refused for a day that has passed."""
    if on < desk.today:
        raise Refused(f"{show(on)} has passed, so nothing could remind you on it.", "Name a day to come.")
    event = to_dict("reminded", desk.today, until=on, text=text.strip())
    return record(desk, refs_typed, desk.today, lambda _: (event,), purpose=f"remind {' '.join(refs_typed)}")


def reminded(desk: Desk, refs_typed: Sequence[str]) -> list[Change]:
    """Cross off the reminders of each request whose day has come, or else the one that comes first.

    Raises NotFound for a request without one.
    """

    def events(request: Request) -> Sequence[dict[str, Any]]:
        waiting = request.reminders
        if not waiting:
            number = request.number
            raise NotFound(f"Request {number} has no reminder.", f"Set one: {{foi}} remind {number} DATE")
        done = [one.event for one in waiting if one.on <= desk.today] or [waiting[0].event]
        return (to_dict("reminded", desk.today, done=done),)

    return record(desk, refs_typed, desk.today, events, purpose=f"remind {' '.join(refs_typed)}")
