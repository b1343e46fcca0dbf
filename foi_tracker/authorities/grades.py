"""How far the e-mail address of an authority is to be trusted, and where it was read, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from foi_tracker.authorities.authority import Authority

OWN = "own"
OWN_LIST = "own-list"
OWN_CONFIRMED = "own-confirmed"


class Grade(StrEnum):
    """How far the e-mail address of an authority is to be trusted."""

    CONFIRMED = "confirmed"
    OWN = "own"
    """Entered by the person who keeps this home, and not said to be checked."""
    PUBLIC_LIST = "public_list"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


class GradesCounted(NamedTuple):
    """How many addresses have each grade, those of grade 0 left out; by name only the ones to look at."""

    counts: dict[Grade, int]
    doubtful: tuple[Authority, ...]
    missing: tuple[Authority, ...]


_DOUBTS = {
    "conflict": "two sources disagree",
    "contact-centre": "a general address, not an FOI mailbox",
    "dataset-legacy": "the mailbox of an authority that it replaced",
    "dataset-weak": "from search results, not from a page of the authority",
    "doubtful": "old, indirect or contradicted",
    "other-page": "read on somebody else's page",
}
_GRADES = {
    "official-page": Grade.CONFIRMED,
    OWN_CONFIRMED: Grade.CONFIRMED,
    OWN: Grade.OWN,
    OWN_LIST: Grade.OWN,
    "dataset": Grade.PUBLIC_LIST,
}


def grade(authority: Authority) -> Grade:
    """Return how far the authority's e-mail address is to be trusted: whatever is not known to be good is doubtful."""
    if not authority.foi_email:
        return Grade.MISSING
    return _GRADES.get(authority.foi_email_confidence or "", Grade.DOUBTFUL)


def grade_words(authority: Authority) -> str:
    """Return the grade as a phrase for the screen, such as "from a public list of 22 Aug 2026, not confirmed"."""
    confidence = authority.foi_email_confidence
    day = day_words(authority.checked) if authority.checked else None
    match grade(authority):
        case Grade.CONFIRMED if confidence == OWN_CONFIRMED:
            return f"confirmed by you on {day}" if day else "confirmed by you"
        case Grade.CONFIRMED:
            # The date is the entry's: many pages carry none, so nothing is said about the day a page was read.
            return f"confirmed: read on the authority's own page, {f'entry of {day}' if day else 'date not known'}"
        case Grade.OWN:
            whose = "from your own list" if confidence == OWN_LIST else "entered by you"
            return f"{whose} on {day}" if day else whose
        case Grade.PUBLIC_LIST:
            return f"from a public list{f' of {day}' if day else ''}, not confirmed"
        case Grade.DOUBTFUL:
            return f"doubtful: {_DOUBTS.get(confidence or '', 'nobody knows where it was read')}"
        case Grade.MISSING:
            return "no e-mail address known"


def grades_counted(authorities: Iterable[Authority]) -> GradesCounted:
    """Return how many of the authorities have each grade, and which are doubtful or missing."""
    by_grade: dict[Grade, list[Authority]] = {each: [] for each in Grade}
    for authority in authorities:
        by_grade[grade(authority)].append(authority)
    counts = {each: len(found) for each, found in by_grade.items() if found}
    return GradesCounted(counts, tuple(by_grade[Grade.DOUBTFUL]), tuple(by_grade[Grade.MISSING]))


def day_words(iso: str) -> str:
    """Return "22 Aug 2026" for 2026-08-22."""
    from datetime import date

    from foi_tracker.dates import MONTHS

    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# Repositories that the entries were copied from, by what they copy.
_LISTS = {
    "Davewest84/nhs-trust-icb-data": "the public list nhs-trust-icb-data",
    "Riyaburman-analytics/UK-healthcare-analysis": "a public copy of the NHS Organisation Data Service's register",
    "mysociety/wdtk_authorities_list": "the public list of WhatDoTheyKnow's authorities",
    "defra-design/aqie-prototype": "a public list of councils",
    "rcpch/rcpch-nhs-organisations": "the public list rcpch-nhs-organisations",
}
_FROM_A_LIST = r"github:([\w.-]+/[\w.-]+)[^|;]*?\(([^()]*(?:\([^()]*\)[^()]*)*)\)(?: [\w-]+\.(?:json|csv|js))?"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


# What a part of the entry's source is about, in words.
_PARTS = {
    "identity/address": "name, code and postal address",
    "identity": "name",
    "FOI e-mail/page/post": "e-mail address, FOI page and postal address",
    "FOI e-mail/page": "e-mail address and FOI page",
    "FOI page/post": "FOI page and postal address",
    "website/GSS": "website",
    "post": "postal address",
    "e-mail": "e-mail address",
}


def provenance(authority: Authority) -> tuple[str, ...]:
    """Return where the entry was read, one source a line: what the list tells, without its file names."""
    import re

    told = re.sub(r"; (?=FOI e-mail/page: )", " | ", authority.source or "")
    parts = [re.sub(_FROM_A_LIST, _list_words, part.strip()) for part in told.split(" | ")]
    return tuple(dict.fromkeys(_part_words(part) for part in parts if part))


def _part_words(part: str) -> str:
    about, colon, rest = part.partition(": ")
    return f"{_PARTS.get(about, about)}{colon}{rest}"


def _list_words(found: object) -> str:
    import re

    assert isinstance(found, re.Match)
    name = _LISTS.get(found[1], f"the public list {found[1]}")
    day = re.search(_DAY, found[2])
    return f"{name}, {day_words(day[0])}" if day else name
