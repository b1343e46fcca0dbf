"""Tables of answers as spreadsheets give them back: parted, ordered, dated and quoted in their own ways."""

from __future__ import annotations

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.exchange.answer_sheets import read, read_number

HEAD = "number,question_no,outcome,answered_on"


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


@pytest.mark.parametrize(("cell", "number"), [("7", 7), ("#7", 7), ("7.0", 7)])
def test_numbers_as_spreadsheets_write_them(cell: str, number: int) -> None:
    assert read_number(cell, "number") == number


@pytest.mark.parametrize("cell", ["", "seven", "7.5", "-7", "7e3", "٧"])
def test_other_numbers_are_none(cell: str) -> None:
    with pytest.raises(BadInput):
        read_number(cell, "number of a request")
