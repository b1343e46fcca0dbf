"""The conversation about a decision notice, and about what a tribunal decided."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path

import pytest
from support.begun import ask
from support.homes import Homes
from support.person import Person, offered_as
from support.run import do, make_home, shown

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.receiving import Got
from foi_tracker.cli import arrivals


def refused_and_complained_about() -> None:
    """1 released, 2 refused, 3 not held; reviewed, and taken to the ICO on 16 November 2026. Today is the 24th."""
    make_home()
    ask("homerton", on="2026-10-01")
    do("got", 1, "answer", "1=g", "2=refused:s43(2)", "3=n", "--on", "2026-10-20")
    do("sent", 1, "review", "--on", "2026-10-21")
    do("got", 1, "review", "--result", "kept", "--on", "2026-11-10")
    do("sent", 1, "complaint", "--on", "2026-11-16")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(refused_and_complained_about, world)


def converse(what: str, *answers: str) -> tuple[Got, str, Person]:
    person = Person(offered_as(what), *answers)
    request = readings.one(Desk(os.environ["FOI_HOME"]), ("1",)).request
    got = arrivals.ask(person, request)
    assert person.answers == [], f"not asked for: {person.answers}"
    return got, arrivals.on_one_line(got, person.today), person


def clocks() -> dict[str, str | None]:
    return {clock["kind"]: clock["due_on"] for clock in shown(1)["clocks"] if clock["ended"] is None}


class TestANotice:
    def test_the_date_on_it_is_asked_for_before_what_counts_from_it(self, home: Path) -> None:
        got, typed, person = converse("decision", "20/11", "y", "24/12", "", "", "", "IC-123456-A1B2")
        assert "Which date stands on the notice?" in person.heard
        assert (got.until, got.ref, got.on) == (date(2026, 12, 24), "IC-123456-A1B2", date(2026, 11, 20))
        assert typed.startswith("decision ")
        assert typed.endswith(" --until 2026-12-24 --ref IC-123456-A1B2 --on 2026-11-20")

    def test_one_that_finds_for_the_authority_makes_nobody_late(self, home: Path) -> None:
        _, typed, _ = converse("decision", "20/11", "n", "", "", "")
        assert typed == "decision '2=refused:s43(2)' 3=not_held --on 2026-11-20"
        do("got", 1, *shlex.split(typed))
        assert set(clocks()) == {"appeal"}
        assert shown(1)["overdue"] is False

    def test_one_that_orders_an_answer_gives_the_day_for_it(self, home: Path) -> None:
        _, typed, person = converse("decision", "20/11", "y", "30 calendar days", "", "t", "")
        assert "Sun 20 Dec 2026" in person.heard
        assert typed == "decision 2=to_follow 3=not_held --until 2026-12-20 --on 2026-11-20"
        do("got", 1, *shlex.split(typed))
        assert clocks()["compliance"] == "2026-12-20"

    def test_of_what_was_released_nothing_is_asked(self, home: Path) -> None:
        _, _, person = converse("decision", "", "n", "r", "")
        assert "(2, 3)" in person.heard
        assert "Question 1" not in person.heard

    def test_one_answer_for_all_is_for_those_complained_about(self, home: Path) -> None:
        got, typed, _ = converse("decision", "", "y", "", "t")
        assert (got.every, got.questions) == ("to_follow", (2, 3))
        do("got", 1, *shlex.split(typed))
        assert [question["outcome"] for question in shown(1)["questions"]] == ["released", "to_follow", "to_follow"]

    def test_only_one_that_orders_something_can_order_an_answer(self, home: Path) -> None:
        got, _, person = converse("decision", "", "n", "t", "r", "")
        assert "they must give it" not in person.heard
        assert got.every == "refused"

    def test_a_day_before_the_notice_is_asked_for_again(self, home: Path) -> None:
        got, _, person = converse("decision", "20/11", "y", "2026-11-19", "24/12", "t")
        assert "it had passed" in person.heard
        assert got.until == date(2026, 12, 24)


class TestATribunal:
    def test_it_is_asked_what_it_decided(self, home: Path) -> None:
        do("got", 1, "decision", "--all", "refused", "--on", "2026-11-20")
        do("sent", 1, "appeal", "--on", "2026-11-21")
        _, typed, person = converse("appeal", "23/11", "t", "EA/2026/0001")
        assert "What did the tribunal decide?" in person.heard
        assert typed == "appeal --all to_follow --ref EA/2026/0001 --on 2026-11-23"
        do("got", 1, *shlex.split(typed))


class TestWhatWasDone:
    def test_after_two_notices_it_is_asked_for_which_questions(self, home: Path) -> None:
        for question in ("2", "3"):
            do("got", 1, "decision", "--until", "2026-12-24", "--questions", question, "--on", "2026-11-20")
        got, typed, _ = converse("complied", "", "2", "")
        assert got.questions == (2,)
        assert "--questions 2" in typed

    def test_after_one_it_is_not(self, home: Path) -> None:
        do("got", 1, "decision", "--until", "2026-12-24", "--questions", "2", "--on", "2026-11-20")
        got, _, _ = converse("complied", "", "")
        assert got.questions == ()
