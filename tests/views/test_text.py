"""Any text is safe to show: no stranger's character steers a terminal, breaks a record or widens a line."""

from __future__ import annotations

import re
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


# Words that may be broken: a hyphen inside one makes it a name, to be copied.
WORD = st.text("abcdefg-", min_size=1, max_size=30).filter(lambda word: not re.search("[a-g]-[a-g]", word))
WORDS = st.lists(WORD, min_size=1, max_size=40)


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


@pytest.mark.parametrize(
    "word",
    [
        "https://www.whatdotheyknow.com/body/homerton_healthcare_nhs_foundation_trust",
        "/home/ann/campaigns/federated-data-platform/letters/0001-01-fdp-adoption.txt",
        r"C:\Users\Ann\Documents\campaigns\federated-data-platform\letters\0001-01.txt",
        "freedom.of.information.requests.of.the.whole.trust@homerton.example.nhs.uk",
        "(barking-havering-and-redbridge-university-hospitals-nhs-trust)",
    ],
)
def test_what_is_to_be_copied_is_never_broken(word: str) -> None:
    assert word in [part.strip() for part in folded(f"  see there: {word} and mend it", 40)]


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    ("line", "commands"),
    [
        ("One that is not there you can add: foi authorities add NAME", ["foi authorities add NAME"]),
        (
            "If you sent it again: foi sent 1 --again. If that date was wrong: foi sent 1 --correct --on DATE",
            ["foi sent 1 --again.", "foi sent 1 --correct --on DATE"],
        ),
        ('Choose one in quotes, which several names need: foi draft "north hackney" -t blank', ['foi draft "north']),
        ("They are closed by now, all of them (foi status --all lists them too)", ["(foi status --all"]),
    ],
)
def test_a_command_that_fits_on_a_line_is_never_parted(line: str, commands: list[str], width: int) -> None:
    lines = folded(line, width)
    assert " ".join(lines) == line
    assert all(len(part) <= width for part in lines)
    for command in commands:
        assert any(command in part for part in lines)


def test_a_command_longer_than_a_line_is_parted_between_words() -> None:
    line = f"foi draft {' '.join(['hackney'] * 12)}"
    assert " ".join(folded(line, 40)) == line


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
