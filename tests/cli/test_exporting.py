"""export: a case in a zip, the letters that wait as a table; nothing is written over unasked."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, listing, make_home, sent


def five() -> None:
    """1 and 2 wait (no address is known for 2), 3 was sent, 4 has a complaint that waits, 5 a hostile subject."""
    make_home()
    draft("homerton", campaign="fdp")
    draft_blank("hackney-council")
    draft("barts", "imperial", campaign="fdp")
    sent(3, 4)
    do("sent", 4, "chaser", "--on", "23/12/2026", today="2026-12-23")
    do("draft", 4, today="2027-01-06")
    draft_blank("homerton", "=HYPERLINK(1)", subject="=cmd|' /C calc'!A0", today="2027-01-06")


@pytest.fixture
def home(world: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOI_TODAY", "2027-01-06")
    return homes.give(five, world)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


class TestLetters:
    def test_every_letter_that_waits_is_a_row(self, home: Path) -> None:
        ran = foi("export", "letters").ok
        header, *rows = read(ran.out)
        assert header == ["number", "to", "subject", "body", "our_ref"]
        assert [row[0] for row in rows] == ["1", "2", "5"]
        assert rows[0][1] == "huh-tr.foi@nhs.net"
        assert rows[0][2] == "Freedom of Information request - FDP adoption (our ref FOI-1)"
        assert rows[0][3].startswith("Dear Freedom of Information team,\n")
        assert rows[0][4] == "FOI-1"

    def test_what_is_not_among_them_is_said(self, home: Path) -> None:
        err = foi("export", "letters", "1-4").ok.err
        assert "No e-mail address is known for request 2" in err
        assert "does not go to the authority: request 4" in err
        assert "No letter waits to be sent: request 3" in err
        assert "foi sent 1 2" in err

    def test_requests_or_filters_choose(self, home: Path) -> None:
        assert [row[0] for row in read(foi("export", "letters", 2, 1).ok.out)[1:]] == ["2", "1"]
        assert [row[0] for row in read(foi("export", "letters", "--campaign", "fdp").ok.out)[1:]] == ["1"]
        assert read(foi("export", "letters", "--campaign", "none").ok.out)[1:] == []

    def test_a_file_is_one_that_a_spreadsheet_opens(self, home: Path, tmp_path: Path) -> None:
        ran = foi("export", "letters", "-o", tmp_path / "merge.csv").ok
        data = (tmp_path / "merge.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfnumber,to,")
        assert [row[0] for row in read(data.decode("utf-8-sig"))] == ["number", "1", "2", "5"]
        assert ran.records == [["3", str(tmp_path / "merge.csv")]]
        if os.name == "posix":
            assert stat.S_IMODE((tmp_path / "merge.csv").stat().st_mode) == 0o600

    def test_no_cell_is_run(self, home: Path) -> None:
        ledger = home / "letters" / "0005-01-blank.txt"
        ledger.chmod(0o600)
        ledger.write_text("Subject: =1+1\n\n@SUM(A1)\n")
        (row,) = read(foi("export", "letters", 5).ok.out)[1:]
        assert (row[2], row[3]) == ("'=1+1", "'@SUM(A1)\n")

    def test_json_has_the_rows(self, home: Path) -> None:
        told = foi("export", "letters", "--json").json["letters"]
        assert [set(row) for row in told] == [{"number", "to", "subject", "body", "our_ref"}] * 3
        assert told[1]["to"] is None

    def test_control_characters_do_not_reach_a_terminal(self, home: Path) -> None:
        draft_blank("homerton", "x\x1b[2J", subject="a\x1b]0;b\x07", today="2027-01-06")
        assert not {"\x1b", "\x07"} & set(foi("export", "letters", tty=80).ok.out)


class TestCase:
    def test_it_writes_one_zip(self, home: Path, tmp_path: Path) -> None:
        ran = foi("export", "case", 4, "-o", tmp_path / "case.zip").ok
        with ZipFile(tmp_path / "case.zip") as archive:
            names = archive.namelist()
        assert "request-0004-imperial/chronology.txt" in names
        assert len(names) == 4
        assert ran.records == [["4", str(tmp_path / "case.zip"), "2", "0"]]
        assert "2 letters and replies of request 4" in ran.err

    def test_into_a_folder_it_gets_a_name(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        do("export", "case", 4, "-o", tmp_path / "out")
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["request-0004-imperial.zip"]

    def test_what_is_missing_is_named_on_the_screen_too(self, home: Path, tmp_path: Path) -> None:
        (home / "letters" / "0004-01-fdp-adoption.txt").unlink()
        ran = foi("export", "case", 4, "-o", tmp_path / "case.zip").ok
        assert "MISSING  letters/0004-01-fdp-adoption.txt" in ran.err
        assert ran.records[0][2:] == ["1", "1"]
        told = foi("export", "case", 4, "-o", tmp_path / "2.zip", "--json").json["exported"]
        assert [one["state"] for one in told["enclosures"]] == ["missing", "kept"]

    def test_words_and_references_name_the_request(self, home: Path, tmp_path: Path) -> None:
        do("export", "case", "FOI-4", "-o", tmp_path / "1.zip")
        do("export", "case", "imperial", "fdp", "-o", tmp_path / "2.zip")
        assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


@pytest.mark.parametrize("typed", [("case", "4"), ("letters",)], ids=" ".join)
class TestWhereItGoes:
    def test_what_stands_there_is_written_over_only_when_told(
        self, home: Path, tmp_path: Path, typed: tuple[str, ...]
    ) -> None:
        out = tmp_path / ("out.zip" if "case" in typed else "out")
        out.write_text("mine")
        ran = foi("export", *typed, "-o", out)
        assert (ran.code, ran.out) == (4, "")
        assert "is there already" in ran.err
        assert "--yes" in ran.err
        assert out.read_text() == "mine"
        do("export", *typed, "-o", out, "--yes")
        assert out.read_bytes() != b"mine"

    def test_a_folder_that_is_missing_is_named(self, home: Path, tmp_path: Path, typed: tuple[str, ...]) -> None:
        ran = foi("export", *typed, "-o", tmp_path / "none" / "out")
        assert (ran.code, ran.out) == (3, "")
        assert f"There is no folder {tmp_path / 'none'}" in ran.err

    def test_the_home_is_only_read(self, home: Path, tmp_path: Path, typed: tuple[str, ...]) -> None:
        before = listing(home)
        do("export", *typed, "-o", tmp_path / "out")
        assert listing(home) == before


@pytest.mark.parametrize(
    ("typed", "code", "says", "hint"),
    [
        (("case",), 2, "A case is one request", "foi export case 1 -o case-1.zip"),
        (("case", "4"), 2, "Where the zip goes", "foi export case 1 -o case-1.zip"),
        (("case", "4", "5", "-o", "x.zip"), 2, "One request at a time", ""),
        (("case", "--campaign", "fdp", "-o", "x.zip"), 2, "A case is one request", ""),
        (("case", "9", "-o", "x.zip"), 3, "no request 9", "foi status --all"),
        (("letters", "9"), 3, "no request 9", "foi status --all"),
        (("letters", "1", "--campaign", "fdp"), 2, "filters too", "one or the other"),
        (("letters", "--status", "lost"), 2, "'lost'", "waiting_response"),
        (("everything",), 2, "'everything'", "foi export -h"),
    ],
    ids=str,
)
def test_a_mistake_gets_a_sentence_and_writes_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], code: int, says: str, hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = foi("export", *typed)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert hint in ran.err
    assert sorted(tmp_path.iterdir()) == before
