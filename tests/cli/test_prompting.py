"""Asking a person: yes or no, and what is read of an answer."""

from __future__ import annotations

from datetime import date

import pytest
from support.person import Person

from foi_tracker.cli.app import App
from foi_tracker.cli.prompting import Asker, numbers_up_to
from foi_tracker.errors import FoiError


@pytest.mark.parametrize(
    ("answers", "default", "agreed"),
    [
        (["maybe", "y"], False, True),
        (["", "y"], False, False),
        (["", "n"], True, True),
        (["yes please", "No"], True, False),
        (["YES"], False, True),
    ],
)
def test_a_yes_or_a_no_is_asked_for_in_plain_words(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[str],
    default: bool,
    agreed: bool,
) -> None:
    typed = iter(answers)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(typed))
    assert App().agrees("Have you sent it?", default=default) is agreed
    asked_again = capsys.readouterr().err
    assert asked_again == ("Type y for yes or n for no.\n" if answers[0] in ("maybe", "yes please") else "")


def test_a_yes_is_a_whole_word_where_there_is_no_default() -> None:
    person = Person("yesterday", "", "yes")
    assert Asker(person).yes("Do they?") is True
    assert person.heard.count("Type one of y, n.") == 2


def test_a_choice_is_read_by_its_number_or_by_any_of_its_words_whole() -> None:
    choices = [("A bill", "stops the clock", "fee"), ("An answer", "at last", "answer")]
    for typed, place in (("1", 0), ("a BILL", 0), ("fee", 0), ("an answer", 1)):
        assert Asker(Person(typed)).pick("What?", choices) == place
    person = Person("an", "3", "2")
    assert Asker(person).pick("What?", choices) == 1
    assert person.heard.count("Type a number from 1 to 2") == 2


@pytest.mark.parametrize(("typed", "numbers"), [("", ()), ("2,4", (2, 4)), ("4 2 4", (4, 2)), (" 1 ,3", (1, 3))])
def test_numbers_are_read_each_once_and_in_their_order(typed: str, numbers: tuple[int, ...]) -> None:
    assert numbers_up_to(4)(typed) == numbers


@pytest.mark.parametrize("typed", ["0", "5", "1-2", "two", "１"])
def test_what_is_no_number_of_these_is_refused(typed: str) -> None:
    with pytest.raises(FoiError, match="from 1 to 4"):
        numbers_up_to(4)(typed)


def test_a_day_without_a_year_that_they_named_is_the_next_one_after_they_named_it() -> None:
    named = Asker(Person("3/1")).maybe_day("By when?", named_on=date(2025, 12, 20))
    assert named == date(2026, 1, 3)


def test_the_reading_of_today_is_said_too() -> None:
    person = Person("")
    assert Asker(person).day("When?") == date(2026, 11, 24)
    assert "Tue 24 Nov 2026" in person.heard
