"""Dates as spreadsheets write them: read where they can be meant in one way, else in doubt."""

from __future__ import annotations

from datetime import date

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.exchange.spreadsheet_dates import Reader


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05",
        "05/10/2026",
        "5/10/2026",
        "5 Oct 2026",
        "5th October 2026",
        "Mon 5 Oct 2026",
        "Monday, 5 October 2026",
        "5-Oct-2026",
        "05.10.2026",
        "2026-10-05 00:00:00",
        "2026-10-05T09:30",
    ],
)
def test_what_can_be_read_in_one_way_is_read(text: str) -> None:
    assert Reader([text]).read(text) == date(2026, 10, 5)


@pytest.mark.parametrize("text", ["05/10/26", "5/10", "Monday", "yesterday", "46300", "Tue 5 Oct 2026", "31/4/2026"])
def test_what_is_in_doubt_is_not(text: str) -> None:
    with pytest.raises(BadInput):
        Reader([text]).read(text)


@pytest.mark.parametrize("text", ["05/10/26", "5.10.26", "5-Oct-26", "5 Oct 26", "2026-10-05 00:00"])
def test_a_year_of_two_digits_is_read_where_that_was_said(text: str) -> None:
    assert Reader([text], short_years=True).read(text) == date(2026, 10, 5)


@pytest.mark.parametrize("text", ["5/10", "26-10-05", "5/10/6", "Monday", "today"])
def test_without_a_year_it_stays_in_doubt(text: str) -> None:
    with pytest.raises(BadInput, match="write it out"):
        Reader([text], short_years=True, mend="write it out").read(text)


def test_one_date_that_can_only_be_month_first_puts_the_others_in_doubt() -> None:
    cells = ["03/04/2026", "11/22/2026", "2026-04-03"]
    reader = Reader(cells)
    with pytest.raises(BadInput, match="month first"):
        reader.read(cells[0])
    assert reader.read(cells[2]) == date(2026, 4, 3)
    assert Reader(cells, "%m/%d/%Y").read(cells[0]) == date(2026, 3, 4)


def test_a_declared_format_is_read_first() -> None:
    assert Reader([], "%d/%m/%y").read("05/10/26") == date(2026, 10, 5)
    assert Reader([], "%d/%m/%y").read("2026-10-05") == date(2026, 10, 5)


@pytest.mark.parametrize("form", ["%d/%m", "%a %d %b", "dd/mm/yyyy", "%", "", "%H"])
def test_a_format_without_day_month_and_year_is_refused(form: str) -> None:
    with pytest.raises(BadInput, match="--date-format"):
        Reader([], form)
