"""What stands behind an outcome: the value that came, with quotes or without, and sections of the request's own law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.begun import begin
from support.run import do, foi, listing, make_home

from foi_tracker.casework.receiving import read_outcomes
from foi_tracker.requests.events import Outcome

TODAY = "2026-06-10"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1=given:42000", "42000"),
        ('1=given:"42000"', "42000"),
        ("1=g:£4,200", "£4,200"),
        ("1=g:30.5", "30.5"),
        ("1=g:-5", "-5"),
        ("1=g: 42 ", "42"),
        ('1=g:" 42 "', " 42 "),
        ("1=g:", None),
        ('1=g:"12:30, or later"', "12:30, or later"),
        # A time, an address of the web, words: a colon or a letter does not make a section of them.
        ("1=g:12:30", "12:30"),
        ("1=g:43:2", "43:2"),
        ("1=g:https://example.org/a", "https://example.org/a"),
        ("1=g:roughly 42", "roughly 42"),
        ("1=g:see annex 4", "see annex 4"),
        ("1=g:Rs 42", "Rs 42"),
        ("1=to_follow:by 12:00", "by 12:00"),
    ],
)
def test_behind_what_was_given_stands_a_value(typed: str, value: str | None) -> None:
    name = "to_follow" if "follow" in typed else "released"
    assert read_outcomes([typed], regime="FOIA") == {1: Outcome(name, (), value)}


@pytest.mark.parametrize(
    ("typed", "sections", "value"),
    [
        ("1=refused:s43.2", ("s43(2)",), None),
        ("1=refused:s43(2):42000", ("s43(2)",), "42000"),
        ('1=partly:s43(2),s40:"4:5"', ("s43(2)", "s40"), "4:5"),
        ('1=partly:"42000"', (), "42000"),
        ("1=partly:40.2:31", ("s40(2)",), "31"),
        ("1=refused:s43(2):12:30", ("s43(2)",), "12:30"),
    ],
)
def test_behind_what_was_withheld_stand_sections_and_then_a_value(
    typed: str, sections: tuple[str, ...], value: str | None
) -> None:
    (said,) = read_outcomes([typed], regime="FOIA").values()
    assert (said.exemptions, said.value) == (sections, value)


@pytest.fixture
def home(world: Path) -> Path:
    """1 to Hackney under FOIA, 2 under EIR, 3 to NHS Lothian under FOISA, all sent on 18 May 2026."""
    folder = make_home()
    begin("hackney", on="2026-05-18")
    begin("hackney", on="2026-05-18", regime="EIR")
    begin("nhs-lothian", on="2026-05-18")
    do("sent", "1-3", "--via", "email", "--on", "2026-05-18", today="2026-05-18")
    return folder


def questions(number: int) -> list[Any]:
    return list(foi("show", number, "--json", today=TODAY).json["request"]["questions"])


@pytest.mark.parametrize(
    ("number", "typed", "stored"),
    [
        (1, "43", "s43"),
        (1, "s.43(2)", "s43(2)"),
        (1, "section 40(2)", "s40(2)"),
        (1, "12(4)(b)", "s12(4)(b)"),
        (1, "reg 12(5)(e)", "reg12(5)(e)"),
        (2, "12(5)(e)", "reg12(5)(e)"),
        (2, "r12.4.b", "reg12(4)(b)"),
        (3, "33(1)(b)", "s33(1)(b)"),
    ],
)
def test_sections_are_those_of_the_requests_law(home: Path, number: int, typed: str, stored: str) -> None:
    do("got", number, "answer", "--all", f"refused:{typed}", today=TODAY)
    assert questions(number)[0]["exemptions"] == [stored]


@pytest.mark.parametrize(
    ("number", "typed", "hint"),
    [(1, "s99", "Did you mean"), (2, "99", "Did you mean"), (3, "s43(2)", "s33(1)"), (1, "33(1)(b)(9)", "")],
)
def test_one_that_the_law_has_not_got_is_refused_with_what_may_be_meant(
    home: Path, number: int, typed: str, hint: str
) -> None:
    before = listing(home)
    ran = foi("got", number, "answer", "--all", f"refused:{typed}", today=TODAY)
    if not hint:
        assert ran.code == 0, "a subsection of a known section is taken as it comes"
        return
    assert ran.code == 2
    assert hint in ran.err
    assert listing(home) == before


def test_after_a_relabelling_they_are_those_of_the_new_law(home: Path) -> None:
    do("got", 1, "reclassified", "--regime", "EIR", today=TODAY)
    do("got", 1, "answer", "--all", "refused:12(5)(e)", today=TODAY)
    assert questions(1)[0]["exemptions"] == ["reg12(5)(e)"]


def test_a_value_is_shown_kept_and_replaced_by_the_later_one(home: Path) -> None:
    do("got", 1, "answer", "1=given:42000", "2=refused:s43(2)", today=TODAY)
    assert "42000" in foi("show", 1, tty=80, today=TODAY).ok.out
    assert ["question", "1", "released", "", "42000", "Who decides?"] in foi("show", 1, today=TODAY).ok.records
    do("got", 1, "answer", '1=given:"43,500"', today="2026-06-12")
    told = foi("show", 1, "--json", today="2026-06-12").json["request"]
    assert told["questions"][0]["value"] == "43,500"
    assert [event["outcomes"]["1"]["value"] for event in told["events"] if event["kind"] == "answered"] == [
        "42000",
        "43,500",
    ]
