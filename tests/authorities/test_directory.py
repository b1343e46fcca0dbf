from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusing import refusal

from foi_tracker.authorities import Authority, AuthorityClosed, Directory, successor_of
from foi_tracker.errors import Ambiguous, NotFound

DIRECTORY = Directory.load()
NELFT = "north-east-london-nhs-foundation-trust"
NEL_ICB = "nhs-north-east-london-integrated-care-board"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("homerton", "homerton-healthcare-nhs-foundation-trust"),
        ("Homerton Healthcare NHS Foundation Trust", "homerton-healthcare-nhs-foundation-trust"),
        ("Homerton Healthcare NHS FT", "homerton-healthcare-nhs-foundation-trust"),
        ("  HOMERTON\thealthcare ", "homerton-healthcare-nhs-foundation-trust"),
        ("rqx", "homerton-healthcare-nhs-foundation-trust"),
        ("homer", "homerton-healthcare-nhs-foundation-trust"),
        ("NHS England", "nhs-england"),
        ("hackney", "hackney-council"),
        ("London Borough of Hackney", "hackney-council"),
        ("City of Westminster", "westminster-city-council"),
        ("barts", "barts-health-nhs-trust"),
        ("nel icb", NEL_ICB),
        ("NHS North East London", NEL_ICB),
        ("nelft", NELFT),
        ("Guys & Saint Thomas", "guys-and-st-thomas-nhs-foundation-trust"),
        ("newcastle", "the-newcastle-upon-tyne-hospitals-nhs-foundation-trust"),
        ("Devon ICB", "nhs-devon-integrated-care-board"),
        ("Royal Borough of Kensington & Chelsea", "royal-borough-of-kensington-and-chelsea"),
        ("met police", "metropolitan-police-service"),
    ],
)
def test_an_authority_is_found_by_what_people_call_it(words: str, slug: str) -> None:
    assert DIRECTORY.find(words).slug == slug


@pytest.mark.parametrize("authority", DIRECTORY.authorities, ids=lambda authority: authority.slug)
def test_every_authority_is_found_by_its_slug_code_name_and_short_name(authority: Authority) -> None:
    for words in (authority.slug, authority.name, authority.short_name, authority.ods_code or authority.slug):
        assert DIRECTORY.find(words) is authority
    assert DIRECTORY.by_slug(authority.slug) is authority


def test_only_the_exact_slug_is_looked_up_by_slug() -> None:
    assert DIRECTORY.by_slug("Hackney Council") is None


@pytest.mark.parametrize("words", ["north east london", "Norfolk & Suffolk"])
def test_an_alias_that_an_icb_shares_but_for_nhs_is_ambiguous(words: str) -> None:
    with pytest.raises(Ambiguous) as raised:
        DIRECTORY.find(words)
    found = [DIRECTORY.by_slug(label.rpartition("(")[2].rstrip(")")) for label in raised.value.details]
    assert sorted(each.kind for each in found if each) == ["icb", "nhs-trust"]


def test_an_ambiguous_name_lists_its_candidates_and_chooses_none() -> None:
    with pytest.raises(Ambiguous) as raised:
        DIRECTORY.find("department of health")
    assert raised.value.exit_code == 3
    assert raised.value.message == "“department of health” fits 2 authorities."
    assert raised.value.hint == "Name one of them in full."
    assert raised.value.details == (
        "Department of Health (Northern Ireland) (department-of-health-northern-ireland)",
        "Department of Health and Social Care (department-of-health-and-social-care)",
    )


def test_a_word_that_fits_hundreds_lists_a_dozen() -> None:
    with pytest.raises(Ambiguous) as raised:
        DIRECTORY.find("nhs")
    assert len(raised.value.details) == 13
    assert raised.value.details[-1] == "and 252 more"


def authority(slug: str, name: str, short_name: str, *aliases: str) -> Authority:
    return Authority(slug, name, short_name, aliases, "council", "england")


def labels(directory: Directory, words: str) -> list[str]:
    """Return those between which the words do not choose."""
    with pytest.raises(Ambiguous) as raised:
        directory.find(words)
    return list(raised.value.details)


def test_the_first_rank_with_a_match_decides() -> None:
    named = authority("one", "Alpha", "A1")
    short = authority("two", "Beta Alpha", "Alpha Short")
    alias = authority("three", "Gamma", "G3", "Alpha Alias", "Beta Alpha")
    directory = Directory([alias, short, named])
    assert directory.find("alpha") == named
    assert directory.find("alpha short") == short
    assert directory.find("alpha alias") == alias
    assert directory.find("beta alpha") == short
    assert labels(directory, "alph") == [alias.label, short.label, named.label]


def test_two_matches_in_the_deciding_rank_are_ambiguous() -> None:
    twins = authority("one", "First", "Twin"), authority("two", "Second", "Twin")
    directory = Directory([*twins, authority("three", "Third", "T", "Twin")])
    assert labels(directory, "twin") == [each.label for each in twins]


def test_whole_words_come_before_beginnings_of_words() -> None:
    port, portsmouth = authority("p", "Port Council", "PC"), authority("q", "Portsmouth Council", "QC")
    directory = Directory([portsmouth, port])
    assert directory.find("port") == port
    assert labels(directory, "por") == [portsmouth.label, port.label]


def test_fewer_than_three_letters_are_not_the_beginning_of_a_word() -> None:
    with pytest.raises(NotFound):
        Directory([authority("p", "Port Council", "PC")]).find("po")


@pytest.mark.parametrize("words", ["homerten", "Homerton District Hospital NHS Foundation Trust", "Homerton clinic"])
def test_a_likely_authority_is_suggested_and_not_chosen(words: str) -> None:
    with pytest.raises(NotFound) as raised:
        DIRECTORY.find(words)
    assert raised.value.exit_code == 3
    assert raised.value.message == f"No authority in the directory fits “{words}”."
    assert raised.value.hint.startswith("Give its full name or its ODS code.")
    assert "{foi} authorities add NAME" in raised.value.hint
    assert raised.value.details[0] == (
        "Did you mean Homerton Healthcare NHS Foundation Trust (homerton-healthcare-nhs-foundation-trust)?"
    )


@pytest.mark.parametrize("words", ["", " \t\n", "the", "'’", "\x00", "\ud800", "\u202e"])
def test_words_that_name_nothing_are_not_found(words: str) -> None:
    with pytest.raises(NotFound, match=r"No authority is named\."):
        DIRECTORY.find(words)


@pytest.mark.parametrize(
    "words", ["z" * 10_000, "zz " * 3_333, "\x1b[2J[bold red]zz" * 600, "homerton " + "zz " * 3_333]
)
def test_a_long_or_hostile_text_is_not_found_and_repeated_shortly(words: str) -> None:
    with pytest.raises(NotFound) as raised:
        DIRECTORY.find(words)
    assert len(raised.value.message) < 110
    assert raised.value.message.isprintable()


def respelt(name: str, data: st.DataObject) -> str:
    """Write a name with other case, accents, apostrophes, punctuation and spaces."""
    parts = []
    for char in name:
        if char == " ":
            parts.append(data.draw(st.sampled_from([" ", "  ", "\t", "-", " - ", ", ", "/", "\u00a0"])))
        elif char == "'":
            parts.append(data.draw(st.sampled_from(["", "'", "’", "‘", "ʼ", "´", "`"])))
        elif char.isalpha():
            cased = data.draw(st.sampled_from([char.upper(), char.lower()]))
            accent = data.draw(st.sampled_from(["", "", "", "\u0301", "\u0308"]))
            parts.append(unicodedata.normalize("NFC", cased + accent))
        else:
            parts.append(char)
    return data.draw(st.sampled_from(["", " ", "“", "The "])) + "".join(parts).replace(" AND ", " & ")


@given(st.sampled_from(DIRECTORY.authorities), st.data())
def test_case_accents_apostrophes_and_punctuation_do_not_matter(named: Authority, data: st.DataObject) -> None:
    assert DIRECTORY.find(respelt(named.name, data)) is named
    assert DIRECTORY.find(respelt(named.short_name, data)) is named


known_words = st.sampled_from(sorted({word for each in DIRECTORY.authorities for word in each.name.split()}))


@given(st.text(alphabet=st.characters()) | st.lists(known_words | st.text(max_size=4), max_size=6).map(" ".join))
def test_any_text_is_found_ambiguous_or_not_found(words: str) -> None:
    found: list[Authority] = []
    refused = refusal(lambda: found.append(DIRECTORY.find(words)))
    if refused is None:
        assert found[0] in DIRECTORY.authorities
    elif isinstance(refused, Ambiguous):
        assert len(refused.details) > 1
    else:
        assert isinstance(refused, NotFound)


def test_only_exact_names_are_exactly_known() -> None:
    for words in ("RQX", "Homerton", "homerton healthcare", "homerton-healthcare-nhs-foundation-trust"):
        assert [each.ods_code for each in DIRECTORY.exactly(words)] == ["RQX"]
    assert DIRECTORY.exactly("homer") == ()
    assert DIRECTORY.exactly("") == ()


def test_who_took_over_knows_from_whom() -> None:
    names = [gone.name for gone in DIRECTORY.predecessors(DIRECTORY.find("bristol nhs"))]
    assert names == ["North Bristol NHS Trust"]
    assert DIRECTORY.predecessors(DIRECTORY.find("homerton")) == []


def test_everyone_with_those_that_closed() -> None:
    closed = [each for each in DIRECTORY.everyone(closed_too=True) if each.closed]
    assert len(closed) == 30
    assert not [each for each in DIRECTORY.everyone() if each.closed]


def test_a_closed_one_of_ones_own_is_told_with_its_successor() -> None:
    heir = authority("new-town", "New Town Council", "New Town")
    gone = authority("old-town", "Old Town Council", "Old Town")._replace(
        closed=True, closed_on="2026-04-01", successors=("new-town", "nowhere")
    )
    directory = Directory([heir, gone])
    assert directory.authorities == (heir,)
    with pytest.raises(AuthorityClosed) as raised:
        directory.find("old town")
    assert successor_of(raised.value) == heir
    assert raised.value.closed.slug == "old-town"
    assert directory.by_slug("old-town") == gone


def test_of_several_successors_none_is_chosen() -> None:
    with pytest.raises(AuthorityClosed) as raised:
        DIRECTORY.find("Frimley ICB")
    assert successor_of(raised.value) is None


@pytest.mark.parametrize("words", ["Homerton hospital", "homerton university hospital"])
def test_a_hospital_is_known_by_the_name_on_its_wall(words: str) -> None:
    assert DIRECTORY.find(words).short_name == "Homerton"


def test_the_word_for_an_authority_names_it_alone_and_needs_no_quotes_in_any_shell() -> None:
    for each in DIRECTORY.authorities:
        word = DIRECTORY.word_for(each)
        assert re.fullmatch("[a-z0-9-]+", word)
        assert DIRECTORY.find(word) == each
    assert DIRECTORY.word_for(DIRECTORY.find("NHS North East London")) == "nhs-north-east-london"


def test_a_short_name_that_two_share_is_the_word_for_neither() -> None:
    twins = [authority("east-port-council", "East Port Council", "Port"), authority("port-trust", "Port Trust", "Port")]
    assert [Directory(twins).word_for(each) for each in twins] == ["east-port-council", "port-trust"]
