"""Tables as CSV: they come back as they were, and no spreadsheet runs what a stranger wrote."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.exchange.csv_files import BYTE_ORDER_MARK, as_file, rows_to_csv
from foi_tracker.sheets import as_it_was, safe_cell

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x","y")', "＝1+1"]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("cell", FORMULAS, ids=repr)
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert read(rows_to_csv(["a"], [[cell]]))[1] == ["'" + cell.replace("\r", "\n")]


@pytest.mark.parametrize("cell", [*FORMULAS, "Dear team", "'tis", ""], ids=repr)
def test_it_is_known_as_it_was(cell: str) -> None:
    assert as_it_was(safe_cell(cell)) == cell.replace("\r", "\n")


@pytest.mark.parametrize("cell", ["", "Dear team", "a=b", "1-2", " =1"])
def test_other_text_is_left_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=repr)
def test_a_line_end_never_ends_a_row(end: str) -> None:
    text = rows_to_csv(["a"], [[f"one{end}two"]])
    assert read(text)[1:] == [["one\ntwo"]]
    assert "\r" not in text


def test_a_number_is_a_number_and_nothing_is_an_empty_cell() -> None:
    assert rows_to_csv(["a", "b"], [[-3, None]]) == "a,b\n-3,\n"


@given(st.lists(st.tuples(st.integers(), st.text(), st.text()), max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[int, str, str]]) -> None:
    told = read(rows_to_csv(["n", "a", "b"], rows))
    assert told == [["n", "a", "b"], *[[str(n), str(safe_cell(a)), str(safe_cell(b))] for n, a, b in rows]]


def test_a_file_begins_with_the_mark_that_excel_looks_for_and_has_its_line_ends() -> None:
    data = as_file(rows_to_csv(["a"], [["Zoë\nBee"]]))
    assert data == (BYTE_ORDER_MARK + 'a\r\n"Zoë\r\nBee"\r\n').encode()


def test_half_a_character_does_not_stop_it() -> None:
    assert b"\\ud800" in as_file("\ud800\n")
