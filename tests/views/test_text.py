"""Any text is safe to show: no stranger's character steers a terminal, breaks a record or widens a line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from foi_tracker.views.text import days, field, folded, plural, shorten, visible, visible_lines

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
ANY_TEXT = st.text(
    st.characters(codec=None) | st.sampled_from("\x1b\x07\r\n\t\x9b\u202e\u2066\u2028\ud800\udfff\ufeff")
)


def steers(char: str) -> bool:
    """Tell whether a terminal may act on a character instead of showing it."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in BIDI


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not any(map(steers, visible(text)))


@given(ANY_TEXT)
def test_a_letter_keeps_its_lines_and_tabs_alone(text: str) -> None:
    shown = visible_lines(text)
    assert not any(steers(char) for char in shown if char not in "\n\t")
    assert [shown.count(char) for char in "\n\t"] == [text.count(char) for char in "\n\t"]


@given(ANY_TEXT)
def test_what_is_visible_already_stays(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_a_field_is_one_field_of_one_line(text: str) -> None:
    shown = field(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red\x1b[31m", r"red\x1b[31m"),
        ("a\nb\tc\r", r"a\x0ab\x09c\x0d"),
        ("\x9b31m", r"\x9b31m"),
        ("evil\u202etxt", r"evil\u202etxt"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("Zoë 漢字 😀 [bold]x[/bold]", "Zoë 漢字 😀 [bold]x[/bold]"),
    ],
)
def test_what_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb\nc", "a b c"), ("a\r\n\r\nb", "a b"), ("\x1b[31m", " [31m"), ("a  b", "a  b"), ("\ud800", "\\ud800")],
)
def test_a_run_of_breaks_in_a_field_is_one_space(text: str, shown: str) -> None:
    assert field(text) == shown


@given(ANY_TEXT, st.integers(2, 60))
def test_shortened_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    whole = visible(text)
    short = shorten(whole, width)
    assert cell_len(short) <= width
    assert short == whole or short.endswith("..")


WORDS = st.lists(st.text("abcdefg-/", min_size=1, max_size=30), min_size=1, max_size=40)


@given(WORDS, st.sampled_from(["", "  ", "  1. ", "  received    Sun 22 Nov 2026   "]), st.integers(20, 120))
def test_a_folded_line_fits_and_loses_no_character(words: list[str], begin: str, width: int) -> None:
    line = begin + " ".join(words)
    parts = folded(line, width)
    assert all(len(part) <= width for part in parts)
    assert "".join("".join(parts).split()) == "".join(line.split())


def test_later_lines_stand_under_the_words_of_the_first() -> None:
    line = "  not counted Mon 30 Nov        St Andrew's Day (Scotland): a bank holiday in any part of the UK, s.10(6)"
    assert folded(line, 80) == [
        "  not counted Mon 30 Nov        St Andrew's Day (Scotland): a bank holiday in",
        "                                any part of the UK, s.10(6)",
    ]


def test_a_line_that_fits_is_left_alone() -> None:
    assert folded("  two  columns ", 80) == ["  two  columns "]


@given(st.text("漢字あa ", min_size=1, max_size=200))
def test_wide_characters_take_two_columns(text: str) -> None:
    assert all(cell_len(part) <= 40 for part in folded(text, 40))


def test_numbers_in_words() -> None:
    assert [days(0), days(1), days(2)] == ["0 days", "1 day", "2 days"]
    assert [plural(0, "request"), plural(1, "request"), plural(2, "request")] == [
        "0 requests",
        "1 request",
        "2 requests",
    ]
    assert plural(2, "reply", "replies") == "2 replies"
