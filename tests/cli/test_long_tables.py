"""Tables that are longer than the screen: what they begin with is not lost above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import begin
from support.homes import Homes
from support.run import do, foi, make_home

TODAY = "2026-03-02"


def thirty_late() -> None:
    make_home()
    begin(*["homerton"] * 30)
    do("sent", "1-30", "--yes", "--via", "email", "--on", "2026-01-05", today="2026-01-05")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(thirty_late, world)


@pytest.mark.parametrize("typed", ["status", "overdue", "next"])
@pytest.mark.usefixtures("home")
def test_the_count_and_the_first_command_stand_below_it_once_more(typed: str) -> None:
    lines = foi(typed, today=TODAY, tty=120, LINES="24").ok.lines
    assert lines[-1] == f"{lines[0]}; the first: foi draft 1"
    assert lines[-2] == ""


@pytest.mark.parametrize("typed", ["status", "overdue", "next"])
@pytest.mark.usefixtures("home")
def test_on_a_screen_that_shows_it_all_nothing_is_said_twice(typed: str) -> None:
    out = foi(typed, today=TODAY, tty=120, LINES="34").ok.out
    assert "the first:" not in out
    assert "the first:" in foi(typed, today=TODAY, tty=120, LINES="33").ok.out


@pytest.mark.usefixtures("home")
def test_what_waits_has_no_first_command() -> None:
    assert "the first:" not in foi("status", today="2026-01-06", tty=120, LINES="24").ok.lines[-1]


@pytest.mark.usefixtures("home")
def test_in_a_pipe_there_are_the_rows_alone() -> None:
    assert len(foi("status", today=TODAY, LINES="24").ok.lines) == 30


@pytest.mark.usefixtures("home")
def test_on_the_smallest_screen_nothing_found_is_nothing_said_twice() -> None:
    assert foi("overdue", today="2026-01-06", tty=120, LINES="2").ok.lines == ["Nothing is late on Tue 6 Jan 2026."]
