"""Letters from elsewhere: which law and whom they are for, with a home and without, and files of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import draft_blank, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters.elsewhere import MOST_BYTES, of_file, of_text
from foi_tracker.errors import Ambiguous, BadInput, NotFound
from foi_tracker.letters.findings import Finding

FILE = """Dear team,

Under the Freedom of Information Act 2000 I ask for:

1. Please provide the contract for the car park.

Yours faithfully,

Ann Example
ann@example.org
"""


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


class TestTexts:
    def test_without_a_home(self) -> None:
        assert of_text(None, FILE).findings == ()
        assert of_text(None, FILE.replace("Please provide", "Why")).findings[0].code == "opinion"

    def test_the_law_is_the_one_said_else_the_one_named_else_that_of_the_nation(self) -> None:
        bare = FILE.replace("Under the Freedom of Information Act 2000 ", "").replace(
            "Ann Example\nann@example.org\n", ""
        )
        assert codes(of_text(None, bare).findings) == ["no_name", "no_address"]
        assert of_text(None, bare, regime="eir").findings == ()
        assert "FOISA" in of_text(None, bare, authority="NHS Lothian").findings[0].what
        assert codes(of_text(None, FILE, authority="NHS Lothian").findings) == ["wrong_law"]

    def test_an_authority_that_closed_is_found_not_refused(self) -> None:
        assert codes(of_text(None, FILE, authority="Solent NHS Trust").findings) == ["closed_authority"]
        assert codes(of_text(None, f"To: Solent NHS Trust (FOI team)\n\n{FILE}").findings) == ["closed_authority"]

    def test_an_authority_that_was_said_must_be_clear(self) -> None:
        with pytest.raises(Ambiguous):
            of_text(None, FILE, authority="university")
        with pytest.raises(NotFound):
            of_text(None, FILE, authority="zzzz")

    @pytest.mark.parametrize("addressed", ["university", "zzzz", "", "(((", "Homerton"])
    def test_one_in_the_letter_need_not_be(self, addressed: str) -> None:
        assert of_text(None, f"To: {addressed}\n\n{FILE}").findings == ()

    def test_a_law_that_is_none_is_told(self) -> None:
        with pytest.raises(BadInput):
            of_text(None, FILE, regime="GDPR")

    @pytest.mark.parametrize("how", ["said", "addressed"])
    def test_with_a_home_it_may_be_added_up(self, desk: Desk, how: str) -> None:
        draft_blank("homerton", "Please provide the contract of the car park.")
        sent(1)
        fresh = Desk(desk.folder)
        if how == "said":
            found = of_text(fresh, FILE, authority="homerton").findings
        else:
            found = of_text(fresh, f"To: Homerton Healthcare NHS Foundation Trust\n\n{FILE}").findings
        assert codes(found) == ["added_up"]
        assert of_text(fresh, FILE).findings == ()


class TestFiles:
    def test_a_file_is_read_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.txt"
        path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
        found = of_file(None, str(path))
        assert (found.findings, found.number, found.path) == ((), None, None)
        assert found.text == FILE.replace("\n", "\r\n")

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"\xff\xfe\x00d", "UTF-8"),
            (b"text\x00text", "UTF-8"),
            (b"", "no text"),
            (b" \n\t", "no text"),
            (b"a" * (MOST_BYTES + 1), "too large"),
        ],
    )
    def test_what_is_no_letter_is_told(self, tmp_path: Path, data: bytes, says: str) -> None:
        path = tmp_path / "letter.txt"
        path.write_bytes(data)
        with pytest.raises(BadInput, match=says):
            of_file(None, str(path))

    def test_a_folder_and_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="is not a file"):
            of_file(None, str(tmp_path))
        with pytest.raises(NotFound, match=r"no file .*gone\.txt"):
            of_file(None, str(tmp_path / "gone.txt"))
