from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.authorities.names import key, shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GUY'S AND ST THOMAS'", "Guy's and St Thomas'"),
        ("Guy’s and St Thomas’", "Guy's and St Thomas'"),
        ("Guy´s & Saint Thomas`", "Guy's and St Thomas'"),
        ("Guyʼs  and\tSt. Thomas＇", "Guy's and St Thomas'"),
        ("Brighton ＆ Hove", "Brighton and Hove"),
        ("Ynys Môn", "Ynys Mon"),
        ("stoke on trent", "Stoke-on-Trent"),
        ("Christie", "The Christie"),
        ("Devon ICB", "Devon Integrated Care Board"),
        ("Homerton Healthcare NHS FT", "Homerton Healthcare NHS Foundation Trust"),
    ],
)
def test_two_ways_to_write_a_name_compare_equal(typed: str, meant: str) -> None:
    assert key(typed) == key(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [("North London", "North-East London"), ("Medway", "Midway"), ("NHS 24", "NHS"), ("Ö", "U"), ("Łódź", "Lodz")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("words", ["", "   ", "the", "'", "\x00\x1b", "\ud800", "—…"])
def test_words_without_letters_or_digits_have_an_empty_key(words: str) -> None:
    assert key(words) == ""


@given(st.text())
def test_a_key_is_its_own_key(words: str) -> None:
    assert key(key(words)) == key(words)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_repeated_words_are_short_and_printable(words: str) -> None:
    assert len(shown(words)) <= 60
    assert shown(words).isprintable()


def test_control_and_direction_characters_are_made_visible() -> None:
    assert shown("a\x1b[31m\n\u202eb") == r"a\x1b[31m\n\u202eb"


def test_long_words_are_cut_when_repeated() -> None:
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 10_000) == "x" * 59 + "…"
