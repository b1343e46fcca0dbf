"""Recording what you sent: the request itself, and every later letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, Entry, check_date, record
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, Refused
from foi_tracker.requests.complainable import complaint_about
from foi_tracker.requests.events import Event, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request
from foi_tracker.requests.reviewable import review_about

# What a person says -> the event that it makes.
WHAT: dict[str, str] = {
    "request": "sent",
    "chaser": "chased",
    "clarification": "clarified",
    "payment": "fee_paid",
    "review": "review_requested",
    "complaint": "complained",
    "appeal": "appealed",
    "withdrawal": "withdrawn",
}


# Letters that may be about some questions: those of the letter that was kept.
_ABOUT_QUESTIONS = frozenset(("chased", "clarified", "review_requested", "complained"))


class Sent(NamedTuple):
    """What was sent: ``what`` in the user's words, or None for the letter that waits; and how and when.

    ``again``: it was sent a second time, and the clock counts from the new sending. ``correct``: the date recorded
    before was wrong. ``received`` is the day it reached them, when known; ``to`` the address that it went to, where
    that is not the one in the draft.
    """

    what: str | None
    on: date
    via: str | None = None
    received: date | None = None
    again: bool = False
    correct: bool = False
    to: str | None = None


class SentBefore(Refused):
    """It is recorded as sent already: again, or was the date wrong?"""

    code = "sent_before"


def kind_of(what: str) -> str:
    """Return the event kind for a word such as "chaser", or its unique beginning. Raises BadInput."""
    found = [kind for word, kind in WHAT.items() if word == what.lower()] or [
        kind for word, kind in WHAT.items() if word.startswith(what.lower()) or kind == what.lower()
    ]
    if len(found) == 1:
        return found[0]
    raise BadInput(f"{what[:40]!r} is not something you can have sent.", "Say one of: " + ", ".join(WHAT))


def sent(desk: Desk, refs_typed: Sequence[str], told: Sent) -> list[Change]:
    """Record that you sent it; returns what changed for each request.

    Raises SentBefore when it was recorded as sent already and neither ``again`` nor ``correct`` was said, Refused for
    a future date or a letter that may not follow, NotFound for an unknown request.
    """
    if told.received is not None:
        check_date(told.received, desk.today, what="Their receiving it", option="--received")
    kind = kind_of(told.what) if told.what else None
    return record(
        desk,
        refs_typed,
        told.on,
        lambda request: _events(desk, request, told, kind),
        purpose=f"sent {' '.join(refs_typed)}",
        also=lambda entry, request: _replaced(entry, request, told),
    )


def _replaced(entry: Entry, request: Request, told: Sent) -> list[Change]:
    """Close the request that this one replaces, now that it goes out."""
    uid = request.links.get("replaces")
    if uid is None or request.sent_on is not None:
        return []
    others = (fold(raw) for raw in entry.records.open_requests() if raw.get("uid") == uid)
    text = f"replaced by request {request.number}"
    return [
        # On its last day if that is later: what came for it in between does not stand in the way.
        entry.write(other, (to_dict("closed", max(told.on, other.events[-1].on), outcome="replaced", text=text),))
        for other in others
        if other.closed_as is None
    ]


def _events(desk: Desk, request: Request, told: Sent, kind: str | None) -> Sequence[dict[str, Any]]:
    kind = kind or _meant(request, told)
    if told.correct:
        return _corrected(desk, request, told, kind)
    if kind == "sent" and request.sent_on is not None:
        _check_sent_before(request, request.sent_on, told)
    details = _details(desk, request, told, kind)
    return (to_dict(kind, told.on, **{name: value for name, value in details.items() if value is not None}),)


def _corrected(desk: Desk, request: Request, told: Sent, kind: str) -> Sequence[dict[str, Any]]:
    """Return the last event of the kind taken back and told anew: removed first, so that the list is lawful alone."""
    last = next((event for event in reversed(request.events) if event.kind == kind), None)
    if last is None:
        raise Refused(
            f"Request {request.number} has nothing of that kind to correct.",
            f"See it: {{foi}} show {request.number}",
        )
    kept = {name: last.details[name] for name in ("via", "to", "draft", "questions") if name in last.details}
    details = {**kept, "received": told.received, **({"via": told.via} if told.via else {})}
    if kind == "review_requested":
        about = review_about(request, told.on, calendar=desk.calendar, without=last.id)
        # A review of some questions stays one of these, as far as the new day allows.
        details["questions"] = tuple(number for number in last.questions or about if not about or number in about)
    if kind == "complained":
        complaint_about(request, told.on, calendar=desk.calendar, without=last.id)
    if kind == "sent":
        _check_reviews(desk, request, last, to_dict(kind, told.on, **details))
    return (to_dict("voided", told.on, voids=(last.id,), text="date corrected"), to_dict(kind, told.on, **details))


def _check_reviews(desk: Desk, request: Request, last: Event, sending: dict[str, Any]) -> None:
    """Refuse a day of sending by which a review that stands was asked for while they were in time."""
    events = [{**sending, "id": last.id} if event.id == last.id else event.details for event in request.events]
    then = Request({**request.raw, "events": events})
    for review in request.events:
        if review.kind == "review_requested":
            try:
                review_about(then, review.on, calendar=desk.calendar, without=review.id)
            except Refused as problem:
                raise Refused(
                    f"The review of {show(review.on)} would have been asked for too early. {problem.message}",
                    f"If that day is wrong as well, correct it first: {{foi}} sent {request.number} review --correct "
                    f"--on DATE. If no review was asked for, take it back: {{foi}} undo {request.number}",
                ) from None


def _check_sent_before(request: Request, first: date, told: Sent) -> None:
    """Refuse a second sending that nobody said is one, or that lies before the first."""
    number = request.number
    if not told.again and request.closed_as is None:
        raise SentBefore(
            f"Request {number} is recorded as sent on {show(first)} already.",
            f"If you sent it again: {{foi}} sent {number} --again. "
            f"If that date was wrong: {{foi}} sent {number} --correct --on DATE",
        )
    if told.on < first:
        raise Refused(
            f"Request {number} went first on {show(first)}; a second sending cannot lie before that.",
            f"If that first date is wrong: {{foi}} sent {number} --correct --on DATE",
        )


def _details(desk: Desk, request: Request, told: Sent, kind: str) -> dict[str, Any]:
    """Return how it went and what it was about; what the letter that was kept says, where one waits for this."""
    draft = request.waiting_draft
    if draft is not None and draft.records != kind:
        draft = None
    if kind == "sent" and draft is None:
        draft = next((one for one in reversed(request.drafts) if one.records == "sent"), None)
    # A complaint goes to the regulator's own form or address, not the way the request went.
    via = told.via or (None if kind == "complained" else _usual_via(request))
    details: dict[str, Any] = {"received": told.received}
    if kind not in ("fee_paid", "appealed"):
        details |= {"via": via, "draft": draft.event if draft else None}
    if kind == "noted" and draft is not None:
        details["text"] = f"letter sent: {draft.template}"
    if kind == "review_requested":
        details["questions"] = review_about(request, told.on, calendar=desk.calendar)
    if kind == "complained":
        details["questions"] = complaint_about(request, told.on, calendar=desk.calendar)
    if kind in _ABOUT_QUESTIONS and draft is not None and draft.concerns:
        details["questions"] = draft.concerns
    if kind not in ("fee_paid", "appealed", "withdrawn"):
        details["to"] = told.to or (draft.to if draft and via == "email" else None)
    return details


def _meant(request: Request, told: Sent) -> str:
    """Return the kind of what was sent when nobody said: the letter that waits, else the request itself.

    To correct: what was sent last. Sent again, or not yet gone (it came back): the request, whatever waits.
    """
    if told.correct:
        sendings = [event for event in request.events if event.kind in WHAT.values()]
        return max(sendings, key=lambda event: event.id).kind if sendings else "sent"
    if told.again or request.sent_on is None or request.waiting_draft is None:
        return "sent"
    return request.waiting_draft.records


def _usual_via(request: Request) -> str:
    """Return how it most likely went: as before, else by e-mail where an address was known when it was drafted."""
    if request.via:
        return request.via
    first = request.drafts[0] if request.drafts else None
    return "email" if first is None or first.to else "form"
