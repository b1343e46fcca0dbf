"""A public authority as the directory knows it."""

from __future__ import annotations

from typing import NamedTuple

SHIPPED = "shipped"
OWN = "own"
IMPORTED = "imported"

EIR_ONLY = "eir_only"
FOI_NO = "foi_no"
NOT_APPLY = "not_apply"


class Authority(NamedTuple):
    """One public authority. What the directory does not know is None."""

    slug: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    kind: str
    nation: str
    """Its nation, which decides the law; "" where nobody told it."""
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
    parent_icb: str | None = None
    """ODS code of the integrated care board that it belongs to."""
    foi_email_alt: str | None = None
    """Other addresses that were read, parted by "; ": none of them is proposed."""
    source: str | None = None
    """Where each part of the entry was read, as the list tells it; ``provenance`` says it in words."""
    wdtk_url_name: str | None = None
    """Url name at WhatDoTheyKnow, where one's own entry or an imported list gives it; see ``Directory.url_name``."""
    mark: str | None = None
    """What WhatDoTheyKnow marks it with: "eir_only", "foi_no" (not subject to the law) or "not_apply" (takes none)."""
    closed: bool = False
    closed_on: str | None = None
    """ISO date; None while it lives, or when nobody told the day."""
    successors: tuple[str, ...] = ()
    """Slugs, or url names at WhatDoTheyKnow, of those who took over its work."""
    own_notes: tuple[str, ...] = ()
    """Notes of the person who keeps this home, each with its date before it."""
    origin: str = SHIPPED
    """Which list it comes from: "shipped", "own" (nobody else's) or "imported"."""
    own_fields: tuple[str, ...] = ()
    """The fields that hold a value of one's own over the list's."""

    @property
    def label(self) -> str:
        """The name with the slug that names it without doubt: "Hackney Council (hackney-council)"."""
        return f"{self.name} ({self.slug})"

    @property
    def takes_requests(self) -> bool:
        """Whether it stands and, as far as anybody marked it, the law binds it."""
        return not self.closed and self.mark not in (FOI_NO, NOT_APPLY)
