"""Tables as people keep them: their text in every encoding, their header wherever it stands."""

from __future__ import annotations

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.sheets import MOST_ROWS, decode, mapped, places, read

KNOWN = frozenset(("number", "date sent"))


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_what_spreadsheets_write_is_read(self, encoding: str) -> None:
        assert decode("Name\nYnys Môn\n".encode(encoding)) == "Name\nYnys Môn\n"

    @pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe\x00", b"a\x81b"])
    def test_what_is_no_text_is_told(self, data: bytes) -> None:
        with pytest.raises(BadInput, match="not text"):
            decode(data)

    @pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xd0\xcf\x11\xe0\x00"])
    def test_a_spreadsheet_in_its_own_format_is_told(self, data: bytes) -> None:
        with pytest.raises(BadInput, match="not CSV"):
            decode(data)


class TestTable:
    def test_the_header_stands_below_a_title(self) -> None:
        sheet = read("My requests\n\nNumber;Date sent;x\n7;2026-11-22;\n;;\n", KNOWN)
        assert sheet.header == ("Number", "Date sent", "x")
        assert sheet.rows == ((4, ("7", "2026-11-22", "")),)

    def test_a_line_that_is_no_row_is_told_with_its_number(self) -> None:
        sheet = read('number,date sent\n1,2,3\n4\n"5,6\n', KNOWN)
        assert [row.cells for row in sheet.rows] == [("4", "")]
        assert [one.line for one in sheet.unreadable] == [2, 4]

    def test_a_cell_is_as_it_was_before_it_was_made_safe(self) -> None:
        assert read("number,date sent\n'=1+1,'tis\n", KNOWN).rows[0].cells == ("=1+1", "'tis")

    @pytest.mark.parametrize("text", ["", "\n\n", "number\n" + "1\n" * (MOST_ROWS + 1)], ids=["no", "blank", "long"])
    def test_nothing_and_too_much_are_refused(self, text: str) -> None:
        with pytest.raises(BadInput):
            read(text, KNOWN)


class TestColumns:
    HEADS = {"name": ("name", "body"), "email": ("email", "e mail")}  # noqa: RUF012 - it is only read

    def test_they_are_found_by_their_heads(self) -> None:
        assert places(["E-Mail", "x", "Body"], self.HEADS, {}) == {"name": (2,), "email": (0,)}

    def test_one_that_is_named_belongs_to_that_field_alone(self) -> None:
        assert places(["name", "Body"], self.HEADS, {"email": "NAME"}) == {"email": (0,)}

    @pytest.mark.parametrize(("columns", "says"), [({"fax": "x"}, "not a field"), ({"name": "x"}, "no column")])
    def test_a_field_or_a_column_that_is_not(self, columns: dict[str, str], says: str) -> None:
        with pytest.raises(BadInput, match=says):
            places(["name", "body"], self.HEADS, columns)

    @pytest.mark.parametrize("item", ["subject", "subject=", "subject= "])
    def test_an_item_that_names_no_column(self, item: str) -> None:
        with pytest.raises(BadInput, match="names no column"):
            mapped([item])
