from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.letters.layout import (
    WIDTH,
    one_line,
    read_questions,
    set_prose,
    set_questions,
    shield,
    unify_lines,
    wrap,
)

QUESTIONS = st.lists(st.text().map(one_line).filter(bool), max_size=12)
# Texts made of what could be mistaken for a question, an indent or the end of a line.
TRICKY = st.lists(
    st.sampled_from(["1. ", "2.", "12. ", " ", "  ", "\n", "\n\n", "\r", "\u2028", "\x0c", "x", "- "])
).map("".join)


@given(QUESTIONS)
def test_questions_are_read_back_exactly(questions: list[str]) -> None:
    assert read_questions(set_questions(questions)) == tuple(questions)


@given(st.lists(TRICKY.map(one_line).filter(bool), max_size=5), TRICKY, TRICKY)
def test_text_round_the_questions_adds_none(questions: list[str], before: str, after: str) -> None:
    closing = f"Yours {unify_lines(after)}"
    parts = (shield(set_prose(unify_lines(before))), set_questions(questions), shield(set_prose(closing)))
    assert read_questions("\n\n".join(part for part in parts if part)) == tuple(questions)


@given(st.text())
def test_one_line_holds_no_end_of_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.lists(st.text(alphabet="ab1.-", min_size=1, max_size=12), min_size=1))
def test_wrapping_keeps_every_word_in_order_and_within_the_width(words: list[str]) -> None:
    lines = wrap(" ".join(words), first="1. ", rest="   ").split("\n")
    assert " ".join(" ".join(lines).split()) == f"1. {' '.join(words)}"
    assert all(len(line) <= WIDTH for line in lines)


def test_a_long_word_stays_whole() -> None:
    address = "https://example.org/" + "a" * 200
    assert address in wrap(f"See {address} please.").split("\n")


def test_a_line_never_begins_with_the_year_that_ends_a_sentence() -> None:
    for padding in range(60, 75):
        lines = wrap("x" * padding + " in 2026. The next year").split("\n")
        assert not any(re.match(r"[0-9]+\.", line) for line in lines), lines


def test_paragraphs_are_refilled_and_items_hang() -> None:
    text = "One\ntwo.\n\n- first\n  goes on " + "x " * 40 + "\n- second\n\n    kept\n    apart"
    assert set_prose(text).split("\n") == [
        "One two.",
        "",
        "- first goes on x x x x x x x x x x x x x x x x x x x x x x x x x x x x",
        "  x x x x x x x x x x x x",
        "- second",
        "",
        "    kept",
        "    apart",
    ]


def test_ten_questions_keep_their_numbers_at_the_start_of_a_line() -> None:
    text = set_questions([f"Question {letter} " + "word " * 30 for letter in "abcdefghijk"])
    assert re.findall(r"(?m)^([0-9]+)\. Question", text) == [str(number) for number in range(1, 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. One\nwrapped by an editor\n\n2. Two", ("One wrapped by an editor", "Two")),
        ("1. One\n\n3. Three, after two was struck out", ("One", "Three, after two was struck out")),
        ("1. One:\n\n   (a) this\n\n   (b) that\n\nThank you.", ("One: (a) this (b) that",)),
        ("1. One\n2. Two\nThe end\n", ("One", "Two The end")),
        ("Dear team,\n\nThank you.\n", ()),
        ("2026. The next year", ()),
    ],
)
def test_edited_text_is_read_as_a_person_means_it(text: str, expected: tuple[str, ...]) -> None:
    assert read_questions(text) == expected


def test_digits_of_other_scripts_begin_no_question() -> None:
    assert read_questions("١. ما هي التكلفة؟") == ()
    assert shield("١. x").startswith(" ")
