"""What weakens a letter before it goes: text in, findings out.

The checks are few and narrow on purpose: a warning that is wrong once is not read the second time. What must be known
beside the letter (the authority, the requests that went before) comes as values. Nothing here changes a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters import personal, spans, tone, weak_questions
from foi_tracker.letters.anatomy import Anatomy
from foi_tracker.letters.findings import Finding as Finding
from foi_tracker.letters.findings import quoted, worst_first
from foi_tracker.letters.layout import one_line

if TYPE_CHECKING:
    from foi_tracker.requests.request import Request

LONGEST_LETTER = 1_200  # words, about three pages

# The Acts ask for a name and an address for correspondence (FOIA 2000 s.8, FOISA 2002 s.8); the Regulations do not.
_NEED_A_NAME = ("FOIA", "FOISA")

_PLACEHOLDER = (
    r"\[(?!(?:redacted|sic)\])[a-z][^\]\n]{1,60}\](?!\()|\{\{[^}\n]*\}*|\{%|%\}|\}\}|\bxxx+\b|\btodo\b|\bdd/mm/yyyy\b"
    r"|<(?:address|authority|date|email|insert|name|organisation|subject|your)\b[^>@\n]{0,60}>|_{3,}"
    r"|\b(?:insert|your|enter) (?:full )?(?:name|address|date) here\b"
)
_MOST_UNFILLED = 20
_MARKS = ("[", "{", "}", "xxx", "todo", "dd/mm", "<", "___", " here")

# Reasons, feelings, opinions: none is needed, and each is something to answer instead of the question.
MOTIVES = (
    "for my article",
    "for my campaign",
    "for my dissertation",
    "for my research",
    "for my thesis",
    "i am angry",
    "i am appalled",
    "i am asking because",
    "i am concerned",
    "i am deeply concerned",
    "i am disappointed",
    "i am shocked",
    "i am very concerned",
    "i am worried",
    "i ask because",
    "i despise",
    "i hate",
    "i loathe",
    "i need this because",
    "i need this information because",
    "i object to",
    "i strongly object",
    "i want this because",
    "i want this information because",
    "in my opinion",
    "in my view",
    "is a disgrace",
    "is a scandal",
    "is disgraceful",
    "is outrageous",
    "is scandalous",
    "is unacceptable",
    "my reason for asking",
    "the public has a right to know",
    "the reason for my request is",
    "the reason i am asking",
    "the reason i ask",
)

# The law of the same kind on the other side of the border.
_TWINS = {"FOIA": "FOISA", "EIR": "EISR", "FOISA": "FOIA", "EISR": "EIR"}

# What a letter calls each law; a law is named where the first of its names stands.
_NAMES = {
    "FOIA": r"\bfreedom of information act\b|\bfoi act\b|\bfoia\b",
    "EIR": r"\benvironmental information regulations\b|\beir\b",
    "FOISA": r"\bfreedom of information \(scotland\) act\b|\bfoisa\b",
    "EISR": r"\benvironmental information \(scotland\) regulations\b|\bei\(s\)r\b|\beisr\b",
    "SAR": r"\bsubject access request\b",
}


def of_request(text: str, regime: str, *, own: str = "", today: date | None = None) -> tuple[Finding, ...]:
    """Return what weakens a letter that asks for information under a law (a code), the severe things first.

    ``own`` is what is known of the requester's own name and addresses, which are not private in their own letter;
    ``today`` is the day by which dates lie in the future, where the letter carries none; None for not looking.
    """
    letter = Anatomy(text)
    found = [*_unfilled(letter)]
    if regime == "SAR":
        return (*found, *spans.spans(letter, today))
    if regime in _NEED_A_NAME:
        found += _validity(letter, regime)
    found += [*personal.identifiers(letter), *personal.contacts(letter, own), *personal.own_records(letter)]
    found += personal.of_others(letter)
    found += [*weak_questions.questions(letter), *spans.spans(letter, today)]
    found += [*_motives(letter), *tone.tone(letter, regime)]
    found += _length(letter)
    return worst_first(found)


def of_follow_up(text: str) -> tuple[Finding, ...]:
    """Return what weakens a letter that follows a request: there argument belongs, and one's name is known."""
    letter = Anatomy(text)
    return worst_first([*_unfilled(letter), *personal.identifiers(letter)])


def law_named(text: str) -> str | None:
    """Return the code of the law that the letter names first; None when it names none."""
    flat = one_line(text)
    places = {code: found.start() for code, names in _NAMES.items() if (found := re.search(names, flat, re.IGNORECASE))}
    return min(places, key=lambda code: places[code]) if places else None


def wrong_law(regime: str, *, nation: str, name: str) -> Finding | None:
    """Return the finding that a law does not bind an authority: Scotland has laws of its own; else None.

    Of an authority whose nation is not known ("") nothing is said here; see ``unknown_nation``.
    """
    meant = _TWINS.get(regime)
    if not nation or meant is None or (REGIMES[regime].jurisdiction == "scotland") == (nation == "scotland"):
        return None
    where = "is a Scottish authority" if nation == "scotland" else "is not a Scottish authority"
    return Finding(
        "wrong_law",
        "the letter",
        f"{name} {where}: the {REGIMES[regime].name} does not bind it.",
        f"Ask under the {REGIMES[meant].name} instead; {{foi}} draft takes --regime {meant}.",
        severe=True,
    )


def unknown_nation(regime: str, *, nation: str, name: str, label: str) -> Finding | None:
    """Return the finding that nobody told in which nation an authority is, on which the law depends; else None.

    ``label`` is the name that commands know it by.
    """
    meant = _TWINS.get(regime)
    if nation or meant is None:
        return None
    scottish = REGIMES[regime].jurisdiction == "scotland"
    where, say = ("outside Scotland", "england") if scottish else ("in Scotland", "scotland")
    return Finding(
        "unknown_nation",
        "the letter",
        f"{name}: its nation is not known; {where} the law would be {meant}.",
        f"Tell where it is, for instance: {{foi}} authorities edit {label} --nation {say}",
    )


def freedom_of_information_mailbox(email: str) -> Finding:
    """Return the finding that a subject access request goes to the address for freedom of information requests."""
    return Finding(
        "foi_mailbox",
        "the letter",
        f"{email}: this is the address for freedom of information requests, and the letter asks for your own data.",
        "Look for the address for data protection on their website, and send it there.",
    )


def closed_authority(name: str, *, closed_on: str, successors: Sequence[str]) -> Finding:
    """Return the finding that the authority exists no more.

    ``closed_on`` is the day in words, "" where it is not known; ``successors`` are who took over its work.
    """
    heirs = " or ".join(successors)
    mend = f"Write to {heirs} instead." if heirs else "Find out who holds its records now, and write to them."
    return Finding(
        "closed_authority",
        "the letter",
        f"{name} has closed{f' ({closed_on})' if closed_on else ''}.",
        mend,
        severe=True,
    )


def chaser_after_answer(request: Request) -> Finding | None:
    """Return the finding that a reminder, sent now, may be taken as the request for a review; else None.

    The ICO takes any expression of dissatisfaction with an answer as one (s.45 Code, FOIA and EIR).
    """
    if request.regime not in ("FOIA", "EIR") or "answered" not in request.kinds or "review_requested" in request.kinds:
        return None
    return Finding(
        "chaser_after_answer",
        "the letter",
        "They have answered already: a reminder that sounds dissatisfied may be taken as your request for a review.",
        "If you want a review, ask for it in a letter of its own: {foi} draft " + f"{request.number} -t review-refused",
    )


def _unfilled(letter: Anatomy) -> Iterator[Finding]:
    lowered = letter.text.lower()
    if not any(mark in lowered for mark in _MARKS):
        return
    unfilled = dict.fromkeys(found[0] for found in re.finditer(_PLACEHOLDER, letter.text, re.IGNORECASE))
    for found in list(unfilled)[:_MOST_UNFILLED]:
        yield Finding(
            "placeholder", letter.place(found), f"{quoted(found)} was not filled in.", "Write what belongs there.", True
        )


def _validity(letter: Anatomy, regime: str) -> Iterator[Finding]:
    if not letter.name:
        yield Finding(
            "no_name",
            "the letter",
            f"No name stands under it: {regime} s.8 asks for the real one of a person or a group.",
            "Sign it with your name or your group's.",
            severe=True,
        )
    elif weak := tone.weak_name(letter, regime):
        yield weak
    if not letter.has_reply_address:
        yield Finding(
            "no_address",
            "the letter",
            f"It gives no address for the answer: {regime} s.8 asks for one.",
            "Put an e-mail or postal address under your name; WhatDoTheyKnow adds one by itself.",
            severe=True,
        )


def _motives(letter: Anatomy) -> Iterator[Finding]:
    flat = letter.flat.lower()
    for phrase in MOTIVES:
        if phrase in flat and (found := re.search(rf"\b{phrase}\b", letter.flat, re.IGNORECASE)):
            yield Finding(
                "motive",
                letter.place(phrase),
                f"{quoted(found[0])} gives a reason or an opinion; a request needs none, and it invites argument.",
                "Leave it out.",
            )
            return


def _length(letter: Anatomy) -> Iterator[Finding]:
    count = len(letter.flat.split())
    if count > LONGEST_LETTER:
        yield Finding(
            "long_letter",
            "the letter",
            f"It has {count:,} words; more than {LONGEST_LETTER:,} are seldom read to the end.",
            "Keep what says which records you want, and of which time.",
        )
