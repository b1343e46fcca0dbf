"""What two texts have in common: words that say what they are about, and names."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.letters.likeness import STOCK, any_alike, is_alike, words
from foi_tracker.letters.templates import available


def test_the_fixed_words_are_those_of_the_shipped_letters() -> None:
    general = [t for t in available() if "FOIA" in t.regimes and t.kind == "request" and "fdp" not in t.name]
    fixed = {re.sub(r"\{[{%].*?[}%]\}", " ", question) for t in general for question in t.questions}
    missing = {word for text in fixed for word in words(text) if len(word) > 1 and word.isalpha()} - STOCK
    assert len(fixed) > 20
    assert missing == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Please provide the memorandum of understanding.", "Please send me your memorandum of understanding!"),
        (
            "How many parking permits were issued to staff?",
            "Please state the number of parking permits issued to staff in each month, by site and price.",
        ),
        (
            "Please provide your data protection impact assessments for the FDP.",
            "Please provide the data protection impact assessment of the FDP, with its annexes.",
        ),
    ],
)
def test_questions_alike(one: str, other: str) -> None:
    assert is_alike(words(one), words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Please provide the contract with Palantir.", "Please provide the contract for the laundry."),
        ("How many parking permits were issued?", "How many beds were closed?"),
        ("Please provide it.", "Please send me that."),
        ("", ""),
    ],
)
def test_questions_that_are_not(one: str, other: str) -> None:
    assert not is_alike(words(one), words(other))


QUESTIONS = st.lists(
    st.lists(st.sampled_from(["bed", "car", "dog", "elm", "fog", "gas", "hat", "ink"]), max_size=6).map(" ".join)
)


@given(QUESTIONS, QUESTIONS)
def test_no_two_alike_are_missed_though_not_all_are_compared(some: list[str], others: list[str]) -> None:
    assert any_alike(some, others) == any(is_alike(words(one), words(other)) for one in some for other in others)


def test_words_that_do_not_count_make_none_alike() -> None:
    assert any_alike(["The price of beds"], ["Price of the beds?"])
    assert not any_alike(["The price of beds"], ["Price of the beds?"], without=frozenset({"price", "bed"}))


def test_thousands_of_questions_are_compared_in_no_time() -> None:
    some = [f"alpha{number} beta{number} street lamps" for number in range(3_000)]
    others = [f"gamma{number} delta{number} broken lamps" for number in range(3_000)]
    started = time.perf_counter()
    assert not any_alike(some, others)
    assert time.perf_counter() - started < 2
