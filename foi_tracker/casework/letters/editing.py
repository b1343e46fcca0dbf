"""A letter that waits to be sent, changed by hand: kept as a new draft, its questions read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from foi_tracker.casework import readings, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters.drafting import Drafted
from foi_tracker.casework.letters.kept import keep_letter, kept_letter
from foi_tracker.casework.recording import Entry
from foi_tracker.errors import Refused
from foi_tracker.letters.layout import read_questions
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

# What of a draft holds for its edited form too.
_STAYS = ("subject", "template", "records", "about", "concerns", "to", "campaign", "our_ref", "narrows", "replaces")


class Edited(NamedTuple):
    """A draft that was changed by hand: its questions before and after, as the letters have them."""

    standing: Standing
    path: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def waiting_letter(desk: Desk, ref: str) -> tuple[Request, str]:
    """Return the request and the text of its letter that waits to be sent.

    Raises Refused when none waits, NotFound when its file is gone or no request fits.
    """
    request = readings.one(desk, (ref,)).request
    if request.waiting_draft is None:
        raise Refused(
            f"Request {request.number} has no letter that waits to be sent.",
            f"Write the next one: {{foi}} draft {request.number}",
        )
    return request, kept_letter(desk, request).text


def keep_edited(desk: Desk, number: int, before: str, text: str) -> Edited:
    """Keep a changed letter as a new draft of the request; the one before stays as it was kept.

    The questions are read again from the text. Raises Refused when the letter went out or was changed meanwhile.
    """
    with desk.records(f"edit {number}") as records:
        request = refs.request(number, records)
        draft = request.waiting_draft
        if draft is None or kept_letter(desk, request).text != before:
            raise Refused(f"The letter of request {number} was sent or changed while you wrote.", "Nothing was kept.")
        told = next(event.details for event in request.events if event.id == draft.event)
        questions = read_questions(text)
        asks = "questions" in told
        if asks:
            _check_asks(questions)
        drafted = {name: value for name, value in told.items() if name in _STAYS}
        if asks:
            drafted["questions"] = list(questions)
        entry = Entry(desk, records)
        event, path = keep_letter(entry, request.raw, text, drafted)
        standing = entry.write(request, (event,)).after
    return Edited(standing, path, read_questions(before), questions)


def with_text(one: Drafted, text: str) -> Drafted:
    """Return a letter that is not kept yet with the text that a person made of it; its questions are read again.

    Raises Refused when it is to ask for something and has no numbered question left.
    """
    questions = read_questions(text)
    if one.plan.begins:
        _check_asks(questions)
    return one._replace(letter=one.letter._replace(text=text, questions=questions))


def _check_asks(questions: Sequence[str]) -> None:
    if not questions:
        raise Refused(
            "The letter has no numbered question left, so it asks for nothing.",
            'A question begins a line with its number and a full stop: "1. Please provide ..."',
        )
