"""How far an address is to be trusted, and where an entry was read: in words that do not promise too much."""

from __future__ import annotations

import pytest

from foi_tracker.authorities import Authority, Directory, Grade, grade, grade_words, grades_counted, provenance

HACKNEY = Authority("hackney-council", "Hackney Council", "Hackney", (), "council", "england")


def with_address(confidence: str | None, checked: str | None = "2026-08-22") -> Authority:
    return HACKNEY._replace(foi_email="foi@example.org", foi_email_confidence=confidence, checked=checked)


@pytest.mark.parametrize(
    ("confidence", "checked", "expected", "words"),
    [
        (
            "official-page",
            "2026-08-22",
            Grade.CONFIRMED,
            "confirmed: read on the authority's own page, entry of 22 Aug 2026",
        ),
        ("official-page", None, Grade.CONFIRMED, "confirmed: read on the authority's own page, date not known"),
        ("dataset", "2026-08-02", Grade.PUBLIC_LIST, "from a public list of 2 Aug 2026, not confirmed"),
        ("dataset", None, Grade.PUBLIC_LIST, "from a public list, not confirmed"),
        ("contact-centre", None, Grade.DOUBTFUL, "doubtful: a general address, not an FOI mailbox"),
        ("conflict", None, Grade.DOUBTFUL, "doubtful: two sources disagree"),
        ("dataset-legacy", None, Grade.DOUBTFUL, "doubtful: the mailbox of an authority that it replaced"),
        ("dataset-weak", None, Grade.DOUBTFUL, "doubtful: from search results, not from a page of the authority"),
        ("other-page", None, Grade.DOUBTFUL, "doubtful: read on somebody else's page"),
        ("doubtful", None, Grade.DOUBTFUL, "doubtful: old, indirect or contradicted"),
        ("own", "2026-11-24", Grade.OWN, "entered by you on 24 Nov 2026"),
        ("own-list", "2026-11-24", Grade.OWN, "from your own list on 24 Nov 2026"),
        ("own-confirmed", "2026-11-24", Grade.CONFIRMED, "confirmed by you on 24 Nov 2026"),
        (None, None, Grade.DOUBTFUL, "doubtful: nobody knows where it was read"),
        ("official-page-perhaps", None, Grade.DOUBTFUL, "doubtful: nobody knows where it was read"),
    ],
)
def test_an_address_is_graded_in_words(
    confidence: str | None, checked: str | None, expected: Grade, words: str
) -> None:
    authority = with_address(confidence, checked)
    assert grade(authority) is expected
    assert grade_words(authority) == words


@pytest.mark.parametrize("email", [None, ""])
def test_no_address_is_missing_whatever_its_confidence_says(email: str | None) -> None:
    authority = with_address("official-page")._replace(foi_email=email)
    assert grade(authority) is Grade.MISSING
    assert grade_words(authority) == "no e-mail address known"


def test_only_addresses_from_an_own_page_look_confirmed() -> None:
    looks_confirmed = {each.slug for each in Directory.load().authorities if grade_words(each).startswith("confirmed")}
    own_page = {each.slug for each in Directory.load().authorities if each.foi_email_confidence == "official-page"}
    assert looks_confirmed == own_page
    assert len(own_page) == 23


def test_every_confidence_in_the_shipped_list_has_words_of_its_own() -> None:
    addressed = [each for each in Directory.load().authorities if each.foi_email]
    assert not [each.slug for each in addressed if "nobody knows" in grade_words(each)]


def test_a_batch_is_counted_by_grade_and_only_those_to_look_at_are_named() -> None:
    good, bad, none = with_address("dataset"), with_address("conflict"), HACKNEY
    counted = grades_counted([good, bad, none, good])
    assert counted.counts == {Grade.PUBLIC_LIST: 2, Grade.DOUBTFUL: 1, Grade.MISSING: 1}
    assert (counted.doubtful, counted.missing) == ((bad,), (none,))
    assert grades_counted([]) == ({}, (), ())


def test_every_authority_is_of_one_grade() -> None:
    everyone = Directory.load().authorities
    assert sum(grades_counted(everyone).counts.values()) == len(everyone) == 334


def test_where_an_entry_was_read_is_told_in_words() -> None:
    homerton = Directory.load().find("homerton")
    page = homerton.foi_page
    assert provenance(homerton) == (
        "name, code and postal address: a public copy of the NHS Organisation Data Service's register, 8 Jul 2026",
        f"e-mail address and FOI page: the public list nhs-trust-icb-data, 22 Aug 2026, which cites {page}",
    )
    assert provenance(HACKNEY) == ()


def test_no_entry_tells_its_source_in_the_language_of_files() -> None:
    told = [line for each in Directory.load().authorities for line in provenance(each)]
    assert len(told) > 334
    assert not [line for line in told if "github:" in line or "commit e207c49" in line]
