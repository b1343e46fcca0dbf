"""Words for the state of a request, as people and WhatDoTheyKnow write them."""

from __future__ import annotations

import pytest

from foi_tracker import sheets
from foi_tracker.exchange import statuses
from foi_tracker.exchange.statuses import Meaning


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Awaiting response.", Meaning("sent")),
        ("waiting_response_very_overdue", Meaning("sent")),
        ("OVERDUE", Meaning("sent")),
        ("Successful", Meaning("answered", "released")),
        ("Partially successful.", Meaning("answered", "partly")),
        ("rejected", Meaning("answered", "refused")),
        ("Information not held.", Meaning("answered", "not_held")),
        ("user_withdrawn", Meaning("withdrawn")),
        ("internal_review", Meaning("review")),
        ("Closed", Meaning("closed")),
        ("Awaiting response (overdue)", Meaning("sent")),
        ("Answered (refused)", None),
        ("gone fishing", None),
    ],
)
def test_words_of_people_and_of_whatdotheyknow(text: str, meant: Meaning | None) -> None:
    assert statuses.meaning(text) == meant


def test_answered_says_not_what_came() -> None:
    assert statuses.meaning("answered") == Meaning("answered", "")


def test_no_word_means_two_things() -> None:
    words = [word.strip() for listed in statuses._WORDS.values() for word in listed.split(",")]
    words += [word.strip() for listed in statuses._BY_HAND.values() for word in listed.split(",")]
    assert sorted(words) == sorted(set(words))
    assert all(sheets.head(word) == word for word in words)
