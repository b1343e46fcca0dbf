"""Which events may follow which: asked when an event is written, never when a ledger is read."""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.dates import show
from foi_tracker.errors import Refused
from foi_tracker.law.arrival import delivered
from foi_tracker.law.clocks import SENDINGS, UNSETTLED
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import KINDS, Event

# What must have happened before (any one of them), per kind. Kinds that are not named may always come once there is
# a draft.
_AFTER: dict[str, tuple[str, ...]] = {
    "received": ("sent",),
    "acknowledged": ("sent",),
    "undelivered": ("sent",),
    "chased": ("sent",),
    "holding": ("sent",),
    "clarification_requested": ("sent",),
    "clarified": ("clarification_requested",),
    "fee_requested": ("sent",),
    "fee_paid": ("fee_requested",),
    "extended": ("sent",),
    "reclassified": ("sent",),
    "transferred": ("sent",),
    "succeeded": ("sent",),
    "answered": ("sent",),
    "withdrawn": ("sent",),
    "review_requested": ("sent",),
    "review_answered": ("review_requested",),
    "complained": ("sent",),
    "regulator_wrote": ("complained",),
    "complaint_closed": ("complained",),
    "decision_issued": ("complained",),
    "complied": ("decision_issued", "appeal_decided"),
    "appealed": ("decision_issued",),
    "appeal_decided": ("appealed",),
}


class _Missing(NamedTuple):
    """What must come first: the words where it is missing, the command that records it, what it was where it came."""

    words: str
    command: str
    came: str


_FIRST: dict[str, _Missing] = {
    "sent": _Missing("has not been sent; record that first", "{foi} sent %d", "request %d was sent"),
    "clarification_requested": _Missing(
        "was not asked to be clarified; record that first", "{foi} got %d question", "they asked about request %d"
    ),
    "fee_requested": _Missing(
        "was not asked for a fee; record that first", "{foi} got %d fee", "they asked for a fee for request %d"
    ),
    "review_requested": _Missing(
        "has no review asked for; record that first", "{foi} sent %d review", "a review of request %d was asked for"
    ),
    "complained": _Missing(
        "has no complaint; record that first", "{foi} sent %d complaint", "the complaint about request %d went"
    ),
    "decision_issued": _Missing(
        "has no decision notice; record that first", "{foi} got %d decision", "the notice on request %d came"
    ),
    "appealed": _Missing(
        "has no appeal; record that first", "{foi} sent %d appeal", "the appeal about request %d was made"
    ),
}

_WHEN_CLOSED = frozenset(("reopened", "noted", "labelled", "reminded", "voided"))


def check(number: int, events: list[Event], *, regime: str) -> None:
    """Raise Refused unless each event of the whole list, in legal order, may follow those before it.

    The refusal says what can come instead: "Request 7 has not been sent; record that first: foi sent 7". ``regime`` is
    the law of the request: it decides what the regulator may be asked about.
    """
    seen: set[str] = set()
    closed = False
    for place, event in enumerate(events):
        if not seen and event.kind != "drafted":
            raise Refused(f"Request {number} has no draft to begin with.")
        if closed:
            _check_closed(number, event)
        elif event.kind == "reopened":
            raise Refused(f"Request {number} is not closed.", f"See it: {{foi}} show {number}")
        if event.kind in SENDINGS and event.received is not None and event.received < event.on:
            raise Refused(
                f"Request {number} cannot have arrived on {show(event.received)}, before it went.",
                "Check the date after --received.",
            )
        _check_after(number, event, seen, events[:place], events)
        # After a decision notice a complaint is of what the notice orders, and needs no review.
        if event.kind == "complained" and seen.isdisjoint(("review_requested", "decision_issued")):
            # What was typed later came later too, whatever its date: a letter can cross with the complaint.
            known = [earlier for earlier in events[:place] if earlier.id < event.id]
            _check_complaint(number, known, regime)
        closed = event.kind in ("closed", "withdrawn") or (closed and event.kind != "reopened")
        seen.add(event.kind)
        if event.kind == "undelivered":
            # What came back reached nobody, so nothing can come of it.
            seen &= {earlier.kind for earlier in delivered(events[: place + 1])}


def _check_closed(number: int, event: Event) -> None:
    if event.kind == "closed":
        raise Refused(f"Request {number} is closed already.", f"See it: {{foi}} show {number}")
    if event.kind not in _WHEN_CLOSED:
        raise Refused(
            f"Request {number} was closed; nothing but notes can come after that.",
            f"Open it again first: {{foi}} reopen {number}",
        )


def _check_complaint(number: int, before: list[Event], regime: str) -> None:
    """Refuse a complaint that the regulator could not take: a review comes first.

    In Scotland always (FOISA s.47(1)); under FOIA and EIR when every question has an answer to review (s.50(2)(a)).
    Silence can be taken to the ICO without one.
    """
    law = REGIMES.get(regime)
    if law is None or law.own_data or not (law.silence_needs_review or _all_answered(before)):
        return
    regulator = law.regulator[0].upper() + law.regulator[1:]
    raise Refused(
        f"{regulator} cannot take request {number} yet: ask for a review first.",
        f"See by when: {{foi}} show {number}. Once you have asked: {{foi}} sent {number} review",
    )


def _all_answered(events: list[Event]) -> bool:
    """Return whether every question has an answer; one that says nothing of the questions is taken to be of all."""
    drafts = [
        event.details["questions"] for event in events if event.kind == "drafted" and "questions" in event.details
    ]
    asked = set(range(1, len(drafts[-1]) + 1)) if drafts else set()
    answers = [event for event in events if event.kind == "answered"]
    for event in answers:
        whole = event.outcomes.get(0)
        if not event.outcomes or (whole is not None and whole.outcome not in UNSETTLED):
            return True
        asked -= {number for number, said in event.outcomes.items() if said.outcome not in UNSETTLED}
    return bool(answers) and not asked


def _check_after(number: int, event: Event, seen: set[str], before: list[Event], events: list[Event]) -> None:
    needed = _AFTER.get(event.kind)
    if needed is None or any(kind in seen for kind in needed):
        return
    first = _FIRST[needed[0]]
    back = next((one for one in reversed(before) if one.kind == "undelivered"), None)
    if back is not None and back.id > event.id and any(one.kind in needed for one in before):
        raise Refused(
            f"“{KINDS[event.kind].words}” of {show(event.on)} is recorded after {show(back.on)}, the day on which "
            f"request {number} came back.",
            f"If it did come back on that day, take the later record back first: {{foi}} undo {number}",
        )
    later = next((other for other in events if other.kind in needed and other is not event), None)
    if later is not None and later.on > event.on:
        raise Refused(
            f"{show(event.on)} is too early: {first.came % number} on {show(later.on)}.",
            "Check the date and say it again with --on. A day without a year is the last such day.",
        )
    raise Refused(f"Request {number} {first.words}.", f"Record it: {first.command % number}")
