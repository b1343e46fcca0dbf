"""Looking without touching: order, counts and the one request that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, make_home, sent

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.errors import BadInput, FoiError


def five() -> None:
    """1 waits, 2 is answered and refused, 3 is closed and archived, 4 undone, 5 a draft."""
    make_home()
    draft("homerton", "barts", "imperial", today="2026-11-24")
    draft_blank("hackney", today="2026-11-24")
    do("undo")
    draft_blank("newham", today="2026-11-24")
    sent(1, 2, 3, today="2026-11-24")
    do("got", 2, "answer", "--all", "refused:s43(2)")
    do("close", 3, "--outcome", "withdrawn")


@pytest.fixture
def desk(world: Path, homes: Homes) -> Desk:
    return Desk(str(homes.give(five, world)))


def numbers(found: readings.Overview) -> list[int]:
    return [standing.request.number for standing in found.standings]


def test_what_needs_you_comes_before_what_waits(desk: Desk) -> None:
    found = readings.overview(desk, Filters())
    assert numbers(found) == [2, 5, 1]
    assert [standing.phase for standing in found.standings] == ["action_needed", "action_needed", "in_progress"]


def test_closed_ones_are_counted_and_shown_last_when_asked_for(desk: Desk) -> None:
    assert readings.overview(desk, Filters()).closed == 1
    found = readings.overview(desk, Filters(), closed_too=True)
    assert (numbers(found), found.closed) == ([2, 5, 1, 3], 1)


def test_an_undone_draft_is_never_shown(desk: Desk) -> None:
    assert 4 not in numbers(readings.overview(desk, Filters(), closed_too=True))


def test_a_home_with_only_closed_requests_is_not_empty(desk: Desk) -> None:
    assert not readings.overview(desk, Filters()).empty
    do("close", 1, 2, 5)
    assert not readings.overview(Desk(desk.folder), Filters()).empty


def test_a_window_of_ones_own_is_listed_within_but_is_not_late(desk: Desk) -> None:
    assert numbers(readings.overdue(desk, Filters())) == []
    assert numbers(readings.overdue(desk, Filters(), within=100)) == [1, 2]
    assert not any(standing.overdue for standing in readings.overdue(desk, Filters(), within=100).standings)


def test_a_filter_is_said(desk: Desk) -> None:
    assert not readings.overview(desk, Filters()).filtered
    assert readings.overview(desk, Filters(search="x")).filtered


def test_a_status_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput):
        readings.overview(desk, Filters(status="lost"))


@pytest.mark.parametrize(
    ("ref", "number"), [(("2",), 2), (("3",), 3), (("homerton",), 1), (("homerton", "fdp"), 1), (("barts health",), 2)]
)
def test_the_one_that_is_meant(desk: Desk, ref: tuple[str, ...], number: int) -> None:
    assert readings.one(desk, ref).request.number == number


@pytest.mark.parametrize("ref", [("1", "2"), ("1-2",), ("4",), ("zzz",), ("fdp",), ("1", "fdp")])
def test_none_or_several_are_refused(desk: Desk, ref: tuple[str, ...]) -> None:
    with pytest.raises(FoiError):
        readings.one(desk, ref)
