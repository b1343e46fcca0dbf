"""Which requests a command changes: named, filtered or both; never all because nothing was said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.begun import six_of_all_kinds
from support.homes import Homes

from foi_tracker.casework import filtering
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.errors import Ambiguous, BadInput, NotFound


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(six_of_all_kinds, world)


def choose(*typed: str, **filters: str) -> list[int]:
    return filtering.choose(Desk(os.environ["FOI_HOME"]), typed, Filters(**filters))


class TestChoose:
    @pytest.mark.parametrize(
        ("filters", "numbers"),
        [
            ({"campaign": "fdp"}, [1, 3]),
            ({"authority": "homerton"}, [2]),
            ({"authority": "HACKNEY"}, [1]),
            ({"tag": "urgent"}, [1, 2]),
            ({"regime": "foisa"}, [3]),
            ({"regime": "FOIA"}, [1, 2, 4]),
            ({"status": "draft"}, [4]),
            ({"status": "closed"}, [5]),
            ({"search": "contract"}, [2, 4]),
            ({"campaign": "fdp", "tag": "urgent"}, [1]),
            ({"campaign": "fdp", "status": "closed"}, [5]),
        ],
        ids=str,
    )
    def test_filters_find_the_open_ones_and_the_closed_by_their_status(
        self, home: Path, filters: dict[str, str], numbers: list[int]
    ) -> None:
        assert choose(**filters) == numbers

    def test_named_ones_are_those_also_when_they_are_closed(self, home: Path) -> None:
        assert choose("1-5") == [1, 2, 3, 4, 5]
        assert choose("5", "1", "5") == [5, 1]

    def test_named_and_filtered_are_those_that_are_both(self, home: Path) -> None:
        assert choose("1-5", campaign="fdp") == [1, 3, 5]
        assert choose("2-4", campaign="fdp") == [3]

    def test_nothing_said_is_an_error_and_never_all(self, home: Path) -> None:
        with pytest.raises(BadInput) as refused:
            choose()
        assert "{foi} status" in (refused.value.hint or "")

    @pytest.mark.parametrize("filters", [{"campaign": "none"}, {"tag": "URGENT?"}, {"status": "appeal"}], ids=str)
    def test_nothing_that_fits_is_not_found(self, home: Path, filters: dict[str, str]) -> None:
        with pytest.raises(NotFound):
            choose(**filters)

    def test_what_is_named_and_does_not_fit_is_not_found(self, home: Path) -> None:
        with pytest.raises(NotFound):
            choose("2", campaign="fdp")

    @pytest.mark.parametrize("filters", [{"status": "late"}, {"regime": "GDPR"}], ids=str)
    def test_a_status_or_law_that_there_is_not_is_bad_input(self, home: Path, filters: dict[str, str]) -> None:
        with pytest.raises(BadInput):
            choose(**filters)

    def test_an_undone_one_and_words_that_fit_several_are_errors(self, home: Path) -> None:
        with pytest.raises(NotFound, match="undone"):
            choose("6", campaign="fdp")
        with pytest.raises(Ambiguous):
            choose("contract", campaign="fdp")
