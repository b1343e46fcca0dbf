"""Tables of answers as spreadsheets give them back: parted, ordered, dated and quoted in their own ways."""

from __future__ import annotations

from datetime import date

import pytest

from foi_tracker.errors import BadDate, BadInput
from foi_tracker.exchange.answer_sheets import Line, is_month_first, read, read_date, read_number

TODAY = date(2027, 1, 6)
HEAD = "number,question_no,outcome,answered_on"


def dated(*cells: str) -> list[Line]:
    return [Line(2, {"answered_on": cell}) for cell in cells]


class TestCells:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
    def test_any_delimiter_and_any_line_end(self, delimiter: str, end: str) -> None:
        text = "\ufeff" + end.join([HEAD, '7,2,released,"2026-12-14"', ""]).replace(",", delimiter)
        (line,) = read(text)
        assert line.cells == {"number": "7", "question_no": "2", "outcome": "released", "answered_on": "2026-12-14"}
        assert line.line == 2

    def test_columns_may_be_moved_added_and_named_a_little_otherwise(self) -> None:
        (line,) = read('mine,Answered on,OUTCOME,"Question no",number\nx,2026-12-14,refused,1,7\n')
        assert [line.cell(name) for name in ("number", "question_no", "answered_on", "value")] == [
            "7", "1", "2026-12-14", "",
        ]  # fmt: skip
        assert "mine" not in line.cells

    def test_empty_lines_are_none_and_lines_keep_their_numbers(self) -> None:
        lines = read(f'{HEAD},value\n,,,,\n\n7,1,released,,"two\r\nlines"\n7,2,refused,,\n')
        assert [(line.line, line.cell("value")) for line in lines] == [(4, "two\nlines"), (6, "")]

    @pytest.mark.parametrize(("cell", "text"), [("'=1+1", "=1+1"), ("'-5", "-5"), ("'tis", "'tis"), ("''=1", "''=1")])
    def test_the_apostrophe_before_a_formula_goes(self, cell: str, text: str) -> None:
        assert read(f"{HEAD},value\n7,1,released,,{cell}\n")[0].cell("value") == text

    def test_short_lines_have_empty_cells(self) -> None:
        assert read(f"{HEAD}\n7,1\n")[0].cell("outcome") == ""


class TestWhatIsNoTableOfAnswers:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "no column number"),
            ("number,outcome\n", "no column question_no and no answered_on"),
            ("number,q1_outcome,q1_value\n", "wide table"),
            ("number,question_no,outcome,outcome,answered_on\n", "two columns outcome"),
            (f'{HEAD}\n7,1,"released,2026-12-14\n8,1,refused,2026-12-14\n', "line 2"),
        ],
    )
    def test_it_is_told(self, text: str, says: str) -> None:
        with pytest.raises(BadInput) as told:
            read(text)
        assert says in told.value.message
        assert "{foi} export answers" in (told.value.hint or "")


class TestDates:
    @pytest.mark.parametrize(
        "cell",
        [
            "2026-12-04", "2026-12-04 00:00:00", "2026-12-04T00:00", "04/12/2026", "4/12/26", "04.12.2026",
            "04-12-2026", "4-Dec-26", "4 December 2026", "Fri 4 Dec 2026",
        ],
    )  # fmt: skip
    def test_spreadsheets_write_them_in_many_ways(self, cell: str) -> None:
        assert read_date(cell, today=TODAY) == date(2026, 12, 4)

    @pytest.mark.parametrize("cell", ["4/12", "today", "Friday", "12/14/2026", "31/11/2026", "46360", "2026-12", "x"])
    def test_what_is_not_a_whole_date_is_none(self, cell: str) -> None:
        with pytest.raises(BadDate):
            read_date(cell, today=TODAY)

    def test_a_table_with_the_month_first_is_known_by_its_dates(self) -> None:
        assert is_month_first(dated("12/04/2026", "12/14/2026"))
        assert not is_month_first(dated("04/12/2026", "14/12/2026", "2026-12-14", ""))

    def test_and_then_no_date_is_guessed(self) -> None:
        with pytest.raises(BadDate, match="month first"):
            read_date("12/04/2026", today=TODAY, month_first=True)
        assert read_date("2026-12-04", today=TODAY, month_first=True) == date(2026, 12, 4)


@pytest.mark.parametrize(("cell", "number"), [("7", 7), ("#7", 7), ("7.0", 7)])
def test_numbers_as_spreadsheets_write_them(cell: str, number: int) -> None:
    assert read_number(cell, "number") == number


@pytest.mark.parametrize("cell", ["", "seven", "7.5", "-7", "7e3", "٧"])
def test_other_numbers_are_none(cell: str) -> None:
    with pytest.raises(BadInput):
        read_number(cell, "number of a request")
