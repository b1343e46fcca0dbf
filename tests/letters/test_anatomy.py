"""A letter taken apart: head, body, foot and the items that it asks for, however they are numbered."""

from __future__ import annotations

import pytest

from foi_tracker.letters import anatomy

HEAD = "Dear Freedom of Information team,\n\nI ask under the Freedom of Information Act 2000 for the following.\n\n"
FOOT = "\n\nYours faithfully,\n\nAnn Example\nann@example.org\n12 High Street\nLondon E8 1EA\n"


@pytest.mark.parametrize("mark", ["3)", "(3)", "Q3.", "Question 3:", "3."])
def test_questions_are_numbered_in_many_ways(mark: str) -> None:
    text = f"{HEAD}{mark} Please provide it.{FOOT}"
    assert anatomy.Anatomy(text).numbered == ("Please provide it.",)


def test_a_letter_without_numbers_asks_in_its_paragraphs() -> None:
    items = anatomy.Anatomy(f"{HEAD}How many?\n\n- Since\n  when?\n- Where?{FOOT}").items
    assert [item.text for item in items][1:] == ["How many?", "Since when?", "Where?"]


@pytest.mark.parametrize("text", ["", "\n", "Dear", "Yours,", "To: x", "From: \n\n", "1. ", "a\rb\x0cc"])
def test_any_text_can_be_taken_apart(text: str) -> None:
    taken = anatomy.Anatomy(text)
    assert "\n".join((taken.head, taken.body, taken.foot)).replace("\n", "") == taken.text.replace("\n", "")
