"""WhatDoTheyKnow's list as it is kept: found by name without reading it all, and known to be whole."""

from __future__ import annotations

import pytest
from support.refusing import refusal

from foi_tracker.authorities import Authority, AuthorityClosed, Directory, successor_of
from foi_tracker.authorities.imported import Imported, Row, authority_of, dump
from foi_tracker.errors import Ambiguous, HomeError, NotFound

ROWS = [
    Row("hackney_borough_council", "Hackney Borough Council", "", "https://h.uk", "local_council", "hackney-council"),
    Row("ynys_mon_school", "Ysgol Ynys Môn", "YYM", "", "school nhswales"),
    Row("st_mary_school", "St Mary's School", "", "", "school"),
    Row("st_john_school", "Saint John School", "", "", "school scotland"),
    Row("old_pct", "Old Primary Care Trust", "OPCT", "", "defunct pct nhsorgcode:5C3 successor:new_water"),
    Row("older_pct", "Older Trust", "", "", "defunct successor:new_water successor:st_mary_school"),
    Row("new_water", "New Water", "", "https://w.uk", "eir_only"),
    Row("voluntary", "Voluntary Housing", "", "", "foi_no"),
    Row("gone_law", "Gone Law School", "", "", "not_apply"),
]
HACKNEY = Authority("hackney-council", "Hackney Council", "Hackney", ("Hackney LBC",), "council", "england")


def imported(data: bytes | None = None) -> Imported:
    return Imported(lambda: dump(ROWS) if data is None else data, "~/foi/list")


DIRECTORY = Directory([HACKNEY], imported=imported())


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("hackney", "hackney-council"),
        ("Hackney LBC", "hackney-council"),
        ("Hackney Borough Council", "hackney-council"),
        ("hackney_borough_council", "hackney-council"),
        ("hackney borough", "hackney-council"),
        ("ysgol ynys mon", "ynys-mon-school"),
        ("yym", "ynys-mon-school"),
        ("St. Mary’s School", "st-mary-school"),
        ("st_john_school", "st-john-school"),
        ("st john", "st-john-school"),
        ("mary", "st-mary-school"),
        ("yns mon ysg", None),
        ("wat", "new-water"),
        ("voluntary", "voluntary"),
        ("gone law", "gone-law"),
    ],
)
def test_an_imported_authority_is_found_as_the_others_are(words: str, slug: str | None) -> None:
    if slug is None:
        with pytest.raises(NotFound):
            DIRECTORY.find(words)
    else:
        assert DIRECTORY.find(words).slug == slug


def test_part_of_a_name_that_fits_both_lists_is_ambiguous() -> None:
    directory = Directory([HACKNEY._replace(name="Hackney School Board", short_name="HSB")], imported=imported())
    with pytest.raises(Ambiguous) as raised:
        directory.find("school")
    # Those that take no requests are not offered beside those that do.
    assert [label.rpartition("(")[2] for label in raised.value.details] == [
        "hackney-council)",
        "st-john-school)",
        "st-mary-school)",
        "ynys-mon-school)",
    ]


def test_an_exact_name_of_the_shipped_list_wins() -> None:
    namesake = HACKNEY._replace(slug="mary", name="St Mary's School", short_name="St Mary")
    assert Directory([namesake], imported=imported()).find("st marys school") == namesake


def test_tags_tell_what_and_where_it_is() -> None:
    told = {row.url_name: authority_of(row) for row in ROWS}
    assert (told["ynys_mon_school"].kind, told["ynys_mon_school"].nation) == ("school", "wales")
    assert (told["st_john_school"].nation, told["st_mary_school"].nation) == ("scotland", "")
    assert [told[name].mark for name in ("new_water", "voluntary", "gone_law")] == ["eir_only", "foi_no", "not_apply"]
    assert [told[name].takes_requests for name in ("new_water", "voluntary", "gone_law")] == [True, False, False]
    assert (told["old_pct"].closed, told["old_pct"].ods_code) == (True, "5C3")


def test_a_defunct_one_is_told_with_who_took_over() -> None:
    for words in ("old_pct", "OPCT", "5C3", "Old Primary Care Trust"):
        with pytest.raises(AuthorityClosed) as raised:
            DIRECTORY.find(words)
        heir = successor_of(raised.value)
        assert heir is not None
        assert heir.slug == "new-water"
    with pytest.raises(AuthorityClosed) as raised:
        DIRECTORY.find("older trust")
    assert successor_of(raised.value) is None
    assert len(raised.value.details) == 2


def test_a_name_spelt_much_like_it_is_suggested() -> None:
    with pytest.raises(NotFound) as raised:
        DIRECTORY.find("Voluntary Housinng")
    assert raised.value.details == ("Did you mean Voluntary Housing (voluntary)?",)


def test_everyone_has_each_once() -> None:
    slugs = [each.slug for each in DIRECTORY.everyone(closed_too=True)]
    assert len(slugs) == len(set(slugs)) == len(ROWS) + 30
    assert "hackney-borough-council" not in slugs


def test_one_is_known_by_its_slug_here() -> None:
    for row in ROWS:
        found = DIRECTORY.by_slug(row.slug)
        assert found is not None
        assert found.slug == (row.joined or row.slug)
    assert DIRECTORY.by_slug("no-such") is None
    assert DIRECTORY.url_name(HACKNEY) == "hackney_borough_council"


@pytest.mark.parametrize("words", ["|", "\t", "\n", "|a|", "", "\ud800", "a\x00b", "z" * 5000, "%", "..", "st\tmary|"])
def test_hostile_words_are_only_words(words: str) -> None:
    refused = refusal(lambda: DIRECTORY.find(words))
    assert refused is None or (isinstance(refused, NotFound) and refused.message.isprintable())


def test_a_home_page_cannot_pass_for_a_name() -> None:
    rows = [Row("a", "Alpha", "", "https://x.uk/|beta|", "school"), Row("b", "Gamma", "", "", "x|beta|")]
    assert Imported(lambda: dump(rows), "list").named("beta") == []


class TestTheFile:
    def test_it_is_read_as_it_was_written_and_sorted(self) -> None:
        assert list(imported().rows()) == sorted(ROWS)
        assert dump(imported().rows()) == dump(ROWS)

    def test_one_of_nothing_is_whole(self) -> None:
        assert list(Imported(lambda: dump([]), "list").rows()) == []

    def test_it_is_read_only_when_it_is_asked(self) -> None:
        def fail() -> bytes:
            raise AssertionError("it was read")

        directory = Directory([HACKNEY], imported=Imported(fail, "list"))
        assert directory.find("hackney") == directory.find("Hackney LBC") == HACKNEY
        with pytest.raises(AssertionError):
            directory.find("elsewhere")

    def test_cut_or_changed_anywhere_it_is_damaged(self) -> None:
        data = dump(ROWS)
        for at in range(0, len(data), 7):
            for broken in (data[:at], data[:at] + b"?" + data[at + 1 :]):
                with pytest.raises(HomeError, match="~/foi/list"):
                    list(imported(broken).rows())

    def test_one_of_a_newer_version_is_not_guessed_at(self) -> None:
        with pytest.raises(HomeError, match="newer version"):
            list(imported(dump(ROWS).replace(b"authorities 1 ", b"authorities 2 ", 1)).rows())
