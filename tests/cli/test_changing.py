"""What a command says and asks before it changes requests that a filter found, or many."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import begin, six_of_all_kinds
from support.homes import Homes
from support.run import do, foi, listing, make_home, shown
from support.terminal import at_terminal

TODAY = "2026-06-01"


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(six_of_all_kinds, world)


WRITERS: dict[str, tuple[object, ...]] = {
    "sent": ("sent", "chaser"),
    "tag": ("tag", "late"),
    "close": ("close",),
}


@pytest.mark.parametrize("typed", WRITERS.values(), ids=list(WRITERS))
class TestEveryWriter:
    def test_what_filters_find_is_said_and_asked_about(self, home: Path, typed: tuple[object, ...]) -> None:
        before = listing(home)
        ran = foi(*typed, "--campaign", "fdp", today=TODAY)
        assert (ran.code, ran.out) == (4, "")
        assert "2 requests found: 1, 3." in ran.err
        assert "2 requests? Nothing was done." in ran.err
        assert "--yes" in ran.err
        assert listing(home) == before

    def test_with_yes_it_is_done_in_one_change(self, home: Path, typed: tuple[object, ...]) -> None:
        before = foi("status", "--all", "--json", today=TODAY).json
        changed = foi(*typed, "--campaign", "fdp", "--yes", "--json", today=TODAY).json["changed"]
        assert [request["number"] for request in changed] == [1, 3]
        do("undo", today=TODAY)
        assert foi("status", "--all", "--json", today=TODAY).json == before

    def test_one_that_is_found_needs_no_question(self, home: Path, typed: tuple[object, ...]) -> None:
        ran = foi(*typed, "--authority", "homerton", today=TODAY).ok
        assert "1 request found: 2." in ran.err

    def test_a_dry_run_asks_nothing_and_writes_nothing(self, home: Path, typed: tuple[object, ...]) -> None:
        before = listing(home)
        ran = foi(*typed, "--campaign", "fdp", "-n", today=TODAY).ok
        assert "2 requests found: 1, 3." in ran.err
        assert [r[0] for r in ran.records] == ["1", "3"]
        assert listing(home) == before

    def test_json_never_asks(self, home: Path, typed: tuple[object, ...]) -> None:
        ran = foi(*typed, "--campaign", "fdp", "--json", today=TODAY)
        assert ran.code == 4
        assert ran.error["hint"] == "Say it with --yes."

    def test_nothing_named_and_nothing_filtered_is_an_error(self, home: Path, typed: tuple[object, ...]) -> None:
        before = listing(home)
        ran = foi(*typed, today=TODAY)
        assert ran.code == 2
        assert listing(home) == before

    def test_without_a_home_it_says_how_to_make_one(self, world: Path, typed: tuple[object, ...]) -> None:
        assert foi(*typed, "--campaign", "fdp").code == 7


class TestMany:
    def test_more_than_ten_named_ones_are_asked_about_and_ten_are_not(self, world: Path) -> None:
        make_home()
        begin(*["hackney"] * 11, on="2026-05-18")
        before = listing(world)
        assert foi("tag", "x", "1-11", today=TODAY).code == 4
        assert foi("tag", "x", *range(1, 12), today=TODAY).code == 4
        assert listing(world) == before
        do("tag", "x", "1-10", today=TODAY)
        do("tag", "y", "1-11", "--yes", today=TODAY)

    def test_all_or_none(self, home: Path) -> None:
        before = listing(home)
        assert foi("sent", "chaser", "1-4", "--yes", today=TODAY).code != 0
        assert foi("sent", "1-4", "chaser", "--yes", today=TODAY).code == 4  # 4 is a draft
        assert listing(home) == before

    def test_those_that_have_the_tag_already_do_not_stand_in_the_way_of_a_filter(self, home: Path) -> None:
        """No filter can leave them out, so the others could never be tagged."""
        do("tag", "urgent", "--campaign", "fdp", "--yes", today=TODAY)
        assert [r[0] for r in foi("status", "--tag", "urgent", today=TODAY).ok.records] == ["1", "2", "3"]

    def test_opening_again_by_filter_finds_the_closed_ones(self, home: Path) -> None:
        """Only a closed request can be opened again."""
        do("reopen", "--campaign", "fdp", "--yes", today=TODAY)
        assert shown(5, TODAY)["status"] != "closed"

    def test_by_their_status_they_are_found(self, home: Path) -> None:
        do("reopen", "--status", "closed", today=TODAY)
        assert shown(5, TODAY)["status"] == "waiting_response"


class TestAtATerminal:
    def test_agreeing_does_it(self, home: Path) -> None:
        ended = at_terminal("tag", "late", "--campaign", "fdp", answers=[("Tag 2 requests?", "y\n")])
        assert ended.code == 0
        assert [r[0] for r in foi("status", "--tag", "late").ok.records] == ["1", "3"]

    @pytest.mark.parametrize(("typed", "code"), [("n\n", 4), ("\n", 4), ("\x03", 130)], ids=["no", "enter", "ctrl-c"])
    def test_anything_else_does_nothing(self, home: Path, typed: str, code: int) -> None:
        before = listing(home)
        ended = at_terminal("close", "--campaign", "fdp", answers=[("Close 2 requests?", typed)])
        assert ended.code == code
        assert listing(home) == before
