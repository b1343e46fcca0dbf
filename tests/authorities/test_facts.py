from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.authorities.facts import FIELDS, checked
from foi_tracker.authorities.names import slug_of
from foi_tracker.errors import BadInput


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "  Hackney\tHousing  Ltd ", "Hackney Housing Ltd"),
        ("name", "Ynys\u00a0Môn\u200b Council", "Ynys Môn Council"),
        ("foi_email", " FOI@example.gov.uk ", "FOI@example.gov.uk"),
        ("foi_page", "www.example.gov.uk/foi", "https://www.example.gov.uk/foi"),
        ("website", "http://example.org", "http://example.org"),
        ("postal_address", "1 Road\n Town \n\nE9 6SR", "1 Road, Town, E9 6SR"),
        ("kind", "NHS Trust", "nhs-trust"),
        ("nation", "Northern Ireland", "northern-ireland"),
        ("ods_code", "rqx", "RQX"),
        ("wdtk_url_name", "nhs_england", "nhs_england"),
    ],
)
def test_a_value_is_kept_clean(field: str, typed: str, kept: str) -> None:
    assert checked(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", " \u200b "),
        ("name", "=HYPERLINK(1)"),
        ("name", "+1"),
        ("name", "@me"),
        ("name", "-x"),
        ("name", "../../etc/passwd"),
        ("name", "red\x1b[31m"),
        ("name", "right \u202eto left"),
        ("name", "x" * 501),
        ("short_name", "=1+1"),
        ("region", "=1+1"),
        ("foi_email", "nobody"),
        ("foi_email", "a@b.c, d@e.f"),
        ("foi_email", "a@b.c\nBcc: d@e.f"),
        ("foi_email", "=cmd@b.c"),
        ("foi_email", "Name <a@b.c>"),
        ("foi_page", "javascript:alert(1)"),
        ("foi_page", "file:///etc/passwd"),
        ("website", "https://a b"),
        ("kind", "gang"),
        ("nation", "france"),
        ("ods_code", "R-X"),
        ("wdtk_url_name", "../up"),
    ],
)
def test_what_could_do_harm_is_refused(field: str, typed: str) -> None:
    with pytest.raises(BadInput) as raised:
        checked(field, typed)
    assert raised.value.message.isprintable()
    assert raised.value.hint


@given(st.sampled_from(sorted(FIELDS)), st.text())
def test_whatever_is_kept_is_one_line_that_can_be_seen(field: str, typed: str) -> None:
    try:
        kept = checked(field, typed)
    except BadInput:
        return
    assert kept
    assert kept.isprintable()
    assert checked(field, kept) == kept


@given(st.text())
def test_a_slug_is_plain_words_joined_by_hyphens(name: str) -> None:
    slug = slug_of(name)
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-") if slug)
    assert slug_of(slug) == slug
