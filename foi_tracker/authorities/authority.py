"""A public authority as the directory knows it, and how far its e-mail address is to be trusted."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Authority(NamedTuple):
    """One public authority. What the directory does not know is None."""

    slug: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: str
    nation: str
    region: str | None = None
    ods_code: str | None = None
    """Code of the NHS Organisation Data Service."""
    foi_email: str | None = None
    foi_email_confidence: str | None = None
    """Where the address was read; LICENCES.md explains the values. Ask ``grade`` instead."""
    foi_page: str | None = None
    website: str | None = None
    postal_address: str | None = None
    checked: str | None = None
    """ISO date of the entry."""
    note: str | None = None

    @property
    def label(self) -> str:
        """The name with the slug that names it without doubt: "Hackney Council (hackney-council)"."""
        return f"{self.name} ({self.slug})"


class Grade(StrEnum):
    """How far the e-mail address of an authority is to be trusted."""

    CONFIRMED = "confirmed"
    PUBLIC_LIST = "public_list"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


_DOUBTS = {
    "conflict": "two sources disagree",
    "contact-centre": "a general address, not an FOI mailbox",
    "dataset-legacy": "the mailbox of an authority that it replaced",
    "dataset-weak": "from search results, not from a page of the authority",
    "doubtful": "old, indirect or contradicted",
    "other-page": "read on somebody else's page",
}


def grade(authority: Authority) -> Grade:
    """Return how far the authority's e-mail address is to be trusted: whatever is not known to be good is doubtful."""
    if not authority.foi_email:
        return Grade.MISSING
    match authority.foi_email_confidence:
        case "official-page":
            return Grade.CONFIRMED
        case "dataset":
            return Grade.PUBLIC_LIST
        case _:
            return Grade.DOUBTFUL


def grade_words(authority: Authority) -> str:
    """Return the grade as a phrase for the screen, such as "from a public list of 22 Aug 2026, not confirmed"."""
    match grade(authority):
        case Grade.CONFIRMED:
            # The date is the entry's: many pages carry none, so nothing is said about the day a page was read.
            dated = f"entry of {day_words(authority.checked)}" if authority.checked else "date not known"
            return f"confirmed: read on the authority's own page, {dated}"
        case Grade.PUBLIC_LIST:
            dated = f" of {day_words(authority.checked)}" if authority.checked else ""
            return f"from a public list{dated}, not confirmed"
        case Grade.DOUBTFUL:
            return f"doubtful: {_DOUBTS.get(authority.foi_email_confidence or '', 'nobody knows where it was read')}"
        case Grade.MISSING:
            return "no e-mail address known"


def day_words(iso: str) -> str:
    """Return "22 Aug 2026" for 2026-08-22."""
    from datetime import date

    from foi_tracker.dates import MONTHS

    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
