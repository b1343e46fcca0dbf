"""One event in words, as a story tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foi_tracker.dates import show, show_short
from foi_tracker.requests.events import KINDS, REQUEST_OUTCOMES, REVIEW_RESULTS, VIAS, Event
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import question_outcome, questions

WHOSE_REF = {
    "authority": "their",
    "regulator": "the regulator's",
    "tribunal": "the tribunal's",
    "whatdotheyknow": "WhatDoTheyKnow",
}


# A letter that was drafted, by the event that sending it makes.
_DRAFTED: dict[str, str] = {
    "chased": "chaser drafted",
    "clarified": "reply to their question drafted",
    "review_requested": "request for a review drafted",
    "complained": "complaint drafted",
    "appealed": "appeal drafted",
    "withdrawn": "withdrawal drafted",
}


def happened(event: Event) -> str:
    """Return what an event says, in one line: "answer by e-mail: question 2 refused (s43(2))"."""
    told = "; ".join(_details(event))
    return visible(_words(event)) + (f": {visible(told)}" if told else "")


def _words(event: Event) -> str:
    """Return what happened, without its details."""
    kind = KINDS.get(event.kind)
    words = kind.words if kind else event.kind
    if event.kind == "drafted":
        words = _DRAFTED.get(event.details.get("records", "sent"), words)
    if "transferred_from" in event.details:
        words = "passed on to them by another authority"
    if event.details.get("automatic"):
        words = "automatic reply"
    if event.kind == "reminded":
        words = f"reminder for {show(event.until)}" if event.until else "reminder crossed off"
    return f"{words} by {VIAS[event.via]}" if event.via in VIAS else words


def _details(event: Event) -> Iterator[str]:
    """Yield what else is told of an event, in the order in which a reader asks for it."""
    details = event.details
    if event.received:
        yield f"received {show_short(event.received)}"
    if event.until and event.kind != "reminded":
        yield f"until {show(event.until)}"
    for number, said in sorted(event.outcomes.items()):
        why = f" ({', '.join(said.exemptions)})" if said.exemptions else ""
        yield f"{f'question {number}' if number else 'every question'} {question_outcome(said.outcome)}{why}"
    if event.questions:
        yield f"about {questions(event.questions)}"
    if details.get("result") in REVIEW_RESULTS:
        yield REVIEW_RESULTS[details["result"]]
    if event.exemptions:
        yield f"under {', '.join(event.exemptions)}"
    if details.get("amount"):
        yield str(details["amount"])
    yield from _of_kind(event)
    if details.get("ref"):
        yield f"their ref {details['ref']}"
    if details.get("text"):
        yield clipped(str(details["text"]))
    if event.files:
        yield f"{plural(len(event.files), 'file')} kept"


def _of_kind(event: Event) -> Iterator[str]:
    """Yield what only events of one kind tell."""
    details = event.details
    match event.kind:
        case "transferred" | "undelivered" if details.get("to"):
            yield f"{'to' if event.kind == 'transferred' else 'from'} {details['to']}"
        case "succeeded":
            yield str(details["authority"].get("name", ""))
        case "labelled":
            yield from _labels(details)
        case "closed" if details.get("outcome") in REQUEST_OUTCOMES:
            yield REQUEST_OUTCOMES[details["outcome"]]


def _labels(details: dict[str, Any]) -> Iterator[str]:
    """Yield what a labelling put on or took off."""
    yield from (f"tag {tag}" for tag in details.get("tags", ()))
    yield from (f"no longer {tag}" for tag in details.get("untags", ()))
    if details.get("campaign"):
        yield f"campaign {details['campaign']}"
    yield from (f"{WHOSE_REF.get(whose, 'our')} ref {ref}" for whose, ref in details.get("refs", {}).items())


def clipped(text: str, most: int = 400) -> str:
    """Return a text fit for one screen: what is longer is cut, and its length said."""
    return text if len(text) <= most else f"{text[:most].rstrip()} .. ({len(text)} characters; the letter has them all)"
