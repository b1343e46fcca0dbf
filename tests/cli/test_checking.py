"""check: the letter on standard output, what would weaken it beside it; requests, files and standard input."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, draft, draft_blank, foi, listing, sent
from support.text import joined

LETTER = """Dear team,

Under the Freedom of Information Act 2000 I ask for:

1. Why was the \x1b[31mlibrary\u202e closed?

2. Please provide {asked}.

Yours faithfully,

Ann Example
ann@example.org
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.format(asked="any and all e-mails"), encoding="utf-8")
    return path


class TestARequest:
    def test_the_letter_is_the_data_and_the_findings_are_words(self, home: Path) -> None:
        draft_blank("hackney", "Why?")
        ran = foi("check", 1).ok
        assert ran.out == foi("letter", 1).out
        assert ran.err == (
            "\n1 thing could weaken this letter:\n"
            "  question 1: “Why?” asks for a reason or an opinion, which need not be given unless it is on record.\n"
            "    Ask for the record: “Please provide the paper that gives the reasons for ...”\n"
        )

    def test_it_says_when_nothing_was_found(self, home: Path) -> None:
        draft("homerton")
        assert foi("check", 1).ok.err == "Nothing to mend was found.\n"
        assert foi("check", "homerton", "--strict").ok.err == "Nothing to mend was found.\n"

    def test_strict_ends_with_4_when_anything_was_found(self, home: Path) -> None:
        draft_blank("hackney", "Why?")
        assert foi("check", 1, "--strict").code == 4
        ran = foi("check", 1, "--strict", "--json")
        assert ran.code == 4
        assert '"opinion"' in ran.out

    def test_json_has_the_letter_and_the_findings(self, home: Path) -> None:
        draft_blank("hackney", "Please provide my medical records.")
        told = foi("check", 1, "--json").json
        assert told["letter"]["number"] == 1
        assert told["letter"]["path"] == "letters/0001-01-blank.txt"
        assert told["letter"]["text"] == (home / told["letter"]["path"]).read_text(encoding="utf-8")
        (finding,) = told["findings"]
        assert finding.keys() == {"code", "where", "what", "mend", "severe"}
        assert finding["severe"] is True
        assert "foi draft NAME -t own-data" in finding["mend"]

    def test_two_letters_to_one_authority(self, home: Path) -> None:
        draft("homerton")
        sent(1, on="2026-11-20", today="2026-11-24")
        draft("homerton")
        err = foi("check", 2, tty=80).ok.err
        assert "Request 1, received Fri 20 Nov 2026" in err
        assert "Fri 19 Feb 2027" in joined(err)

    def test_an_altered_letter_is_noted(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").write_text("Why?")
        err = foi("check", 1).ok.err
        assert err.startswith("Note: letters/0001-01-fdp-adoption.txt is not as it was kept")

    def test_it_changes_nothing(self, home: Path) -> None:
        draft("homerton")
        before = listing(home)
        foi("check", 1)
        foi("check", 1, "--json")
        assert listing(home) == before

    @pytest.mark.parametrize("option", [("--regime", "EIR"), ("--authority", "barts")])
    def test_a_request_has_its_law_and_authority_already(self, home: Path, option: tuple[str, str]) -> None:
        draft("homerton")
        ran = foi("check", 1, *option)
        assert (ran.code, ran.out) == (2, "")
        assert option[0] in ran.err

    @pytest.mark.parametrize(
        ("typed", "code"), [("9", 3), ("1-2", 2), ("zzz", 3), ("", 2), ("gone.txt", 3), ("no/such", 3)]
    )
    def test_what_is_not_there(self, home: Path, typed: str, code: int) -> None:
        draft("homerton", "barts")
        ran = foi("check", typed)
        assert (ran.code, ran.out) == (code, "")
        assert len(ran.err.splitlines()) >= 2


class TestAFile:
    def test_no_home_is_needed_and_none_is_made(self, world: Path, file: Path) -> None:
        ran = foi("check", file).ok
        assert "question 1: “Why was the" in ran.err
        assert "question 2: “any and all” without dates" in ran.err
        assert not world.exists()

    def test_a_number_or_words_need_one(self, world: Path) -> None:
        for typed in ("1", "homerton"):
            ran = foi("check", typed)
            assert (ran.code, ran.out) == (7, "")
            assert "foi init" in ran.err

    @pytest.mark.parametrize("tty", [None, 60])
    def test_nothing_in_it_steers_the_terminal(self, file: Path, tty: int | None) -> None:
        ran = foi("check", file, tty=tty).ok
        for text in (ran.out, ran.err):
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert "\\x1b[31mlibrary" in text

    def test_json_keeps_all(self, file: Path) -> None:
        told = foi("check", file, "--json").json
        assert told["letter"] == {"number": None, "path": None, "text": file.read_text(encoding="utf-8")}
        assert [finding["code"] for finding in told["findings"]] == ["opinion", "everything"]

    def test_standard_input(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert foi("check", "-", stdin=text) == foi("check", file)
        assert foi("check", "-", "--strict", stdin=text).code == 4

    @pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a\x00", b"a" * 300_000])
    def test_standard_input_that_is_no_letter(self, world: Path, data: bytes) -> None:
        ran = foi("check", "-", stdin=data)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Standard input")

    def test_for_whom_it_is(self, file: Path) -> None:
        file.write_text(LETTER.format(asked="it"), encoding="utf-8")
        found = foi("check", file, "--authority", "Solent NHS Trust", "--json").json["findings"]
        assert [finding["code"] for finding in found] == ["closed_authority", "opinion"]
        assert foi("check", file, "--authority", "university").code == 3
        assert foi("check", file, "--regime", "GDPR").code == 2

    def test_a_number_is_a_request_even_where_a_file_has_that_name(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft("homerton")
        monkeypatch.chdir(tmp_path)
        (tmp_path / "1").write_text("Dear team,\n\nWhy?\n")
        assert foi("check", "1").ok.err == "Nothing to mend was found.\n"
        assert "opinion" in foi("check", "./1").ok.err

    def test_a_folder_is_told(self, tmp_path: Path) -> None:
        ran = foi("check", tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert "is not a file" in ran.err

    def test_words_on_a_terminal_fit_its_width(self, file: Path) -> None:
        assert max(map(len, foi("check", file, tty=60).ok.err.splitlines())) <= 60

    def test_quiet_leaves_the_letter_alone(self, file: Path) -> None:
        ran = foi("check", file, "--quiet").ok
        assert ran.out
        assert ran.err == ""


class TestManyLettersAtOnce:
    """What is drafted together is told together."""

    def advice(self, capsys: pytest.CaptureFixture[str], *numbers: int) -> str:
        from datetime import date

        from foi_tracker.casework.letters.checking import Finding
        from foi_tracker.views.letters.checks import show_advice
        from foi_tracker.views.screen import Screen

        same = Finding("opinion", "question 1", "It asks why.", "Ask for the record.")
        own = [Finding("added_up", "the letter", f"Request {n - 1} too.", "Wait.") for n in numbers]
        found = [(number, (same, one)) for number, one in zip(numbers, own, strict=True)]
        show_advice(Screen(today=lambda: date(2026, 11, 24)), found)
        return capsys.readouterr().err

    def test_what_is_the_same_is_said_once_and_of_the_rest_a_few(self, capsys: pytest.CaptureFixture[str]) -> None:
        err = self.advice(capsys, *range(4, 10))
        assert err.count("It asks why.") == 1
        assert "requests 4-9, question 1: It asks why." in err
        assert err.count(" too.") == 3
        assert "the like in requests 7-9; see each: foi check 7" in err

    def test_one_letter_is_told_as_check_tells_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "2 things could weaken this letter:" in self.advice(capsys, 4)

    def test_nothing_found_nothing_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.advice(capsys) == ""


def test_a_chaser_after_an_answer(home: Path) -> None:
    draft_blank("hackney", "Please provide the contract.", "Please provide the report.")
    sent(1)
    do("got", 1, "answer", "1=g", "2=ignored", today="2026-12-01")
    do("draft", 1, "-t", "chaser", today="2027-01-06")
    assert "may be taken as your request for a review" in foi("check", 1, today="2027-01-06").ok.err
