"""The lists that come with the program, read from the files beside this one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from foi_tracker.authorities.authority import Authority

_FOLDER = os.path.dirname(__file__)
_CITED = (
    "region",
    "ods_code",
    "foi_email",
    "foi_email_confidence",
    "foi_page",
    "website",
    "postal_address",
    "checked",
    "note",
    "parent_icb",
    "foi_email_alt",
    "source",
)
_LEGAL_FORMS = ("London Borough of", "City of")


def read_authorities(path: str | None = None) -> Iterator[Authority]:
    """Yield the authorities of a CSV file with the columns of the shipped one, which is the default."""
    for row in _rows(path or os.path.join(_FOLDER, "authorities.csv")):
        cited: dict[str, Any] = {column: row[column] or None for column in _CITED}
        yield Authority(
            slug=row["slug"],
            name=row["name"],
            short_name=row["short_name"],
            aliases=tuple(_aliases(row)),
            kind=row["kind"],
            nation=row["nation"],
            **cited,
        )


def _aliases(row: dict[str, str]) -> Iterator[str]:
    yield from filter(None, row["aliases"].split("; "))
    # A council's entry has its everyday name; the charter's name stands in the note, without an end mark.
    for form in _LEGAL_FORMS:
        if f"legal name: {form} " in row["note"]:
            yield f"{form} {row['short_name']}"


def read_closed() -> Iterator[dict[str, str]]:
    """Yield the rows on closed authorities: ods_code, name, kind, closed_on and successor_ods (codes, spaced)."""
    return _rows(os.path.join(_FOLDER, "closed_authorities.csv"))


def wdtk_url_name(slug: str) -> str | None:
    """Return the authority's url name at WhatDoTheyKnow, or None when the shipped list has none."""
    return _wdtk_url_names().get(slug)


def slugs_by_url_name() -> dict[str, str]:
    """Return the slug of the shipped authority that has each url name at WhatDoTheyKnow."""
    return {url_name: slug for slug, url_name in _wdtk_url_names().items()}


@cache
def _wdtk_url_names() -> dict[str, str]:
    """Return slug -> url name."""
    return {row["slug"]: row["wdtk_url_name"] for row in _rows(os.path.join(_FOLDER, "wdtk_slugs.csv"))}


def _rows(path: str) -> Iterator[dict[str, str]]:
    import csv

    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
