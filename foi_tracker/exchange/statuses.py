"""How people and other systems call the state of a request, and what that says of its life.

The words are those of spreadsheets, of WhatDoTheyKnow and of MuckRock. What a word does not say is not made up: one for
a letter whose date no column can hold is no state that can be taken in.
"""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.sheets import head

DRAFT = "draft"
SENT = "sent"
ANSWERED = "answered"
REVIEW = "review"
WITHDRAWN = "withdrawn"
CLOSED = "closed"


class Meaning(NamedTuple):
    """How far a request came, and what the answer said of all of it; "" when the word does not tell."""

    stage: str
    outcome: str = ""


_WORDS: dict[Meaning, str] = {
    Meaning(DRAFT): "draft, drafted, not sent, not yet sent, unsent, to send, to do, todo, planned, ready",
    Meaning(SENT): (
        "sent, submitted, asked, awaiting, awaiting response, awaiting reply, awaiting a response, awaiting answer, "
        "waiting, waiting response, waiting for response, waiting for a response, waiting for reply, pending, open, "
        "in progress, active, ongoing, processed, overdue, late, delayed, long overdue, very overdue, no response, "
        "no reply, waiting response overdue, waiting response very overdue, response overdue, response delayed, "
        "acknowledged, ack, chased, no response yet, awaiting acknowledgement"
    ),
    Meaning(
        ANSWERED
    ): "answered, responded, replied, response received, reply received, received, complete, completed, done",
    Meaning(ANSWERED, "released"): (
        "successful, success, released, released in full, full release, full disclosure, fully disclosed, disclosed, "
        "disclosed in full, granted, granted in full, information provided, information released, information sent, "
        "provided, provided in full, fulfilled, answered in full, fully answered"
    ),
    Meaning(ANSWERED, "partly"): (
        "partially, partly, partial, partially successful, partly successful, partially released, partly released, "
        "released in part, part released, partial disclosure, partial release, partial response, partially disclosed, "
        "partially answered, partly answered, partially refused, partly refused, some information sent, part granted, "
        "granted in part"
    ),
    Meaning(ANSWERED, "refused"): (
        "refused, rejected, refusal, denied, withheld, exempt, refused in full, fully refused, fully withheld"
    ),
    Meaning(ANSWERED, "not_held"): (
        "not held, information not held, no information held, nothing held, info not held, does not hold, no docs, "
        "no records, doesn t hold"
    ),
    Meaning(ANSWERED, "already_public"): "already public, already published, s21, section 21, reasonably accessible",
    Meaning(ANSWERED, "future_publication"): "future publication, to be published, s22, section 22",
    Meaning(ANSWERED, "over_cost"): (
        "over cost, over the cost limit, over cost limit, cost limit, refused on cost, refused cost, refused s12, s12, "
        "section 12"
    ),
    Meaning(ANSWERED, "vexatious_or_repeated"): "vexatious, repeated, vexatious or repeated, s14, section 14",
    Meaning(ANSWERED, "neither_confirmed_nor_denied"): (
        "neither confirmed nor denied, neither confirm nor deny, ncnd, glomar"
    ),
    Meaning(ANSWERED, "held_elsewhere"): "held elsewhere, held by another authority",
    Meaning(REVIEW): (
        "internal review, review, review requested, internal review requested, ir, ir requested, in review, "
        "under review, awaiting internal review, appealing"
    ),
    Meaning(WITHDRAWN): "withdrawn, user withdrawn, withdrawn by requester, withdrawn by us, cancelled, user withdrew",
    Meaning(CLOSED): "closed, finished, archived, abandoned, lapsed, dropped",
}
_KNOWN = {word.strip(): meaning for meaning, words in _WORDS.items() for word in words.split(",")}

# A letter came or went whose own date is in no column: it is recorded by hand, once the request is here.
_BY_HAND: dict[str, str] = {
    "{foi} got NUMBER question": (
        "clarification, clarification requested, waiting clarification, awaiting clarification, clarification needed, "
        "needs clarification, fix"
    ),
    "{foi} got NUMBER extension": "extended, extension, deadline extended, time extended",
    "{foi} got NUMBER holding": "holding, holding reply, holding response",
    "{foi} got NUMBER fee": "fee, fee requested, fees, fee notice, payment, fees notice",
    "{foi} got NUMBER transfer": "transferred, transfer, passed on, redirected",
    "{foi} got NUMBER bounce": "bounced, undelivered, error message, delivery error, delivery failed, failed",
    "{foi} sent NUMBER complaint": "ico, complaint, complained, ico complaint, with ico, complaint to ico, at the ico",
    "{foi} got NUMBER decision": "decision, decision notice",
    "{foi} sent NUMBER appeal": "appeal, tribunal, appealed, lawsuit, litigation",
    "{foi} sent NUMBER clarification": "clarified, clarification sent",
}
_LATER = {word.strip(): command for command, words in _BY_HAND.items() for word in words.split(",")}


def meaning(text: str) -> Meaning | None:
    """Return what a word for the state of a request says; None for one that is not known.

    >>> meaning("Partially successful."), meaning("Awaiting response (overdue)")
    (Meaning(stage='answered', outcome='partly'), Meaning(stage='sent', outcome=''))
    """
    word = head(text)
    if word in _KNOWN:
        return _KNOWN[word]
    # "Awaiting response (overdue)": what stands in brackets only adds to it, if it says anything.
    before, bracket, behind = text.partition("(")
    told, added = _KNOWN.get(head(before)), _KNOWN.get(head(behind))
    return told if bracket and told is not None and added in (told, Meaning(told.stage)) else None


def command_for(text: str) -> str | None:
    """Return the command that records what a word says, once the request is here; None when none is known."""
    return _LATER.get(head(text))
