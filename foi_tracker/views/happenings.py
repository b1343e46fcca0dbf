"""One event in words, as a story tells it."""

from __future__ import annotations

from typing import Any

from foi_tracker.dates import show, show_short
from foi_tracker.requests.events import KINDS, REQUEST_OUTCOMES, REVIEW_RESULTS, VIAS, Event
from foi_tracker.views.text import plural, visible
from foi_tracker.views.words import question_outcome

WHOSE_REF = {
    "authority": "their",
    "regulator": "the regulator's",
    "tribunal": "the tribunal's",
    "whatdotheyknow": "WhatDoTheyKnow",
}


def happened(event: Event) -> str:
    """Return what an event says, in one line: "answer by e-mail: question 2 refused (s43(2))"."""
    kind = KINDS.get(event.kind)
    words = kind.words if kind else event.kind
    details = event.details
    if event.kind == "drafted" and details.get("records", "sent") != "sent":
        after = KINDS.get(details["records"])
        words = f"letter drafted, to be sent as: {after.words if after else details['records']}"
    if "transferred_from" in details:
        words = "passed on to them by another authority"
    if details.get("automatic"):
        words = "automatic reply"
    if event.kind == "reminded":
        words = f"reminder for {show(event.until)}" if event.until else "reminder crossed off"
    if event.via in VIAS:
        words += f" by {VIAS[event.via]}"
    extras = []
    if event.received:
        extras.append(f"received {show_short(event.received)}")
    if event.until and event.kind != "reminded":
        extras.append(f"until {show(event.until)}")
    for number, said in sorted(event.outcomes.items()):
        which = f"question {number}" if number else "every question"
        extras.append(
            f"{which} {question_outcome(said.outcome)}"
            + (f" ({', '.join(said.exemptions)})" if said.exemptions else "")
        )
    if event.questions:
        extras.append("questions " + ", ".join(map(str, event.questions)))
    if details.get("result") in REVIEW_RESULTS:
        extras.append(REVIEW_RESULTS[details["result"]])
    if event.exemptions:
        extras.append("under " + ", ".join(event.exemptions))
    if details.get("amount"):
        extras.append(str(details["amount"]))
    if event.kind in ("transferred", "undelivered") and details.get("to"):
        extras.append(f"{'to' if event.kind == 'transferred' else 'from'} {details['to']}")
    if event.kind == "succeeded":
        extras.append(str(details["authority"].get("name", "")))
    if event.kind == "labelled":
        extras += _labels(details)
    if event.kind == "closed" and details.get("outcome") in REQUEST_OUTCOMES:
        extras.append(REQUEST_OUTCOMES[details["outcome"]])
    if details.get("ref"):
        extras.append(f"their ref {details['ref']}")
    if details.get("text"):
        extras.append(clipped(str(details["text"])))
    if event.files:
        extras.append(plural(len(event.files), "file") + " kept")
    return visible(words) + (f": {visible('; '.join(extras))}" if extras else "")


def _labels(details: dict[str, Any]) -> list[str]:
    """Return what a labelling put on or took off."""
    told = [f"tag {tag}" for tag in details.get("tags", ())]
    told += [f"no longer {tag}" for tag in details.get("untags", ())]
    told += [f"campaign {details['campaign']}"] if details.get("campaign") else []
    return told + [f"{WHOSE_REF.get(whose, 'our')} ref {ref}" for whose, ref in details.get("refs", {}).items()]


def clipped(text: str, most: int = 400) -> str:
    """Return a text fit for one screen: what is longer is cut, and its length said."""
    return text if len(text) <= most else f"{text[:most].rstrip()} .. ({len(text)} characters; the letter has them all)"
