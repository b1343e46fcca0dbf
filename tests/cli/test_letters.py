"""letter: the kept letter, or a preview, in each format; on standard output or in files that were not there."""

from __future__ import annotations

import email
import os
from email.policy import SMTP
from pathlib import Path

import pytest
from support.run import Ran, do, draft, draft_blank, foi, listing, sent

ADDRESS = "huh-tr.foi@nhs.net"


class TestKept:
    def test_it_prints_the_newest_letter_as_it_was_kept(self, home: Path) -> None:
        first = draft("homerton").out
        assert foi("letter", 1).ok == (0, first, "")
        sent(1)
        chaser = foi("draft", 1, today="2026-12-23").ok.out
        assert foi("letter", 1).ok.out == chaser

    def test_several_are_parted_as_draft_parts_them(self, home: Path) -> None:
        both = foi("draft", "homerton", "barts", "-t", "fdp-adoption").ok.out
        assert foi("letter", "1-2").ok.out == both

    def test_words_name_one_request(self, home: Path) -> None:
        first = draft("homerton").out
        draft("barts")
        assert foi("letter", "homerton", "adoption").ok.out == first
        assert foi("letter", "FOI-1").ok.out == first

    def test_json_has_letter_and_format(self, home: Path) -> None:
        text = draft("homerton").out
        (told,) = foi("letter", 1, "--json").json["letters"]
        assert told["letter"] == told["content"] == text
        assert (told["number"], told["to"], told["format"]) == (1, ADDRESS, "text")
        assert told["path"] == "letters/0001-01-fdp-adoption.txt"
        assert told["authority"]["slug"] == "homerton-healthcare-nhs-foundation-trust"
        assert told["file"] is None
        # The one of a single request stands under its own key too.
        assert foi("letter", 1, "--json").json["letter"] == {"number": 1, "path": told["path"], "text": text}

    def test_a_changed_file_is_printed_with_a_note(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").write_text("Something else\n")
        ran = foi("letter", 1).ok
        assert ran.out == "Something else\n"
        assert "changed" in ran.err

    def test_a_closed_request_still_has_its_letter(self, home: Path) -> None:
        text = draft("homerton").out
        sent(1)
        do("close", 1)
        assert foi("letter", 1).ok.out == text

    def test_a_lost_file_is_told(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").unlink()
        ran = foi("letter", 1)
        assert (ran.code, ran.out) == (3, "")
        assert "letters/0001-01-fdp-adoption.txt" in ran.err

    @pytest.mark.parametrize(
        "path", ["../secret", "letters/../../secret", "/etc/passwd", "letters/", "replies/x", "letters/.."]
    )
    def test_a_path_outside_the_letters_folder_is_not_read(self, home: Path, path: str) -> None:
        draft("homerton")
        (home.parent / "secret").write_text("private")
        ledger = home / "ledger.json"
        ledger.write_text(ledger.read_text().replace("letters/0001-01-fdp-adoption.txt", path))
        ran = foi("letter", 1)
        assert (ran.code, ran.out) == (3, "")
        assert "private" not in ran.err

    def test_a_link_that_leads_out_of_the_home_is_not_followed(self, home: Path) -> None:
        draft("homerton")
        (home.parent / "secret").write_text("private")
        letter = home / "letters" / "0001-01-fdp-adoption.txt"
        letter.unlink()
        letter.symlink_to(home.parent / "secret")
        ran = foi("letter", 1)
        assert (ran.code, ran.out) == (3, "")
        assert "letters/0001-01-fdp-adoption.txt" in ran.err
        assert "is missing" in foi("doctor").out

    def test_bytes_that_are_no_text_are_no_traceback(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").write_bytes(b"caf\xe9\n")
        ran = foi("letter", 1)
        assert "Something went wrong" not in ran.err
        assert ran.code != 1


class TestAPreview:
    def test_it_is_the_letter_that_draft_would_write_and_is_not_kept(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        before = listing(home)
        ran = foi("letter", 1, "chaser").ok
        assert listing(home) == before
        assert "was not kept" in ran.err
        assert ran.out == foi("draft", 1, "-t", "chaser").ok.out

    def test_it_takes_every_format_and_words_for_the_request(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        told = email.message_from_string(foi("letter", "homerton", "chaser", "--format", "eml").ok.out, policy=SMTP)
        assert "answer awaited" in told["Subject"]

    @pytest.mark.parametrize(
        ("typed", "code", "says"),
        [
            (("1", "chasr"), 3, "'chasr'"),
            (("1", "blank"), 4, "begins a new request"),
            (("2", "chaser"), 4, "Request 2 has not been sent"),
            (("9", "chaser"), 3, "no request 9"),
            (("nothing", "chaser"), 3, "“nothing”"),
        ],
    )
    def test_one_that_cannot_be_is_refused(self, home: Path, typed: tuple[str, ...], code: int, says: str) -> None:
        draft("homerton", "barts")
        sent(1)
        ran = foi("letter", *typed)
        assert (ran.code, ran.out) == (code, "")
        assert says in ran.err


class TestFormats:
    def test_an_eml_file_opens_as_a_draft(self, home: Path, tmp_path: Path) -> None:
        draft("homerton")
        do("letter", 1, "--format", "eml", "-o", tmp_path / "request.eml")
        message = email.message_from_bytes((tmp_path / "request.eml").read_bytes(), policy=SMTP)
        assert message["X-Unsent"] == "1"
        assert message["To"].addresses[0].addr_spec == ADDRESS
        assert message["From"].addresses[0].addr_spec == "requests@example.org"
        assert message["Subject"].endswith("FDP adoption (our ref FOI-1)")
        assert message.get_content().startswith("Dear Freedom of Information team,")

    def test_without_an_address_that_is_said(self, home: Path) -> None:
        draft_blank("hackney-council")
        draft_blank("cabinet-office")
        ran = foi("letter", "1-2", "--format", "eml").ok
        assert "\nTo: " not in ran.out
        assert "requests 1, 2: no e-mail address is known" in ran.err

    def test_a_mailto_link_has_the_letter(self, home: Path) -> None:
        draft_blank("homerton")
        assert foi("letter", 1, "--format", "mailto").ok.out.startswith(f"mailto:{ADDRESS}?subject=")

    def test_one_that_is_too_long_names_the_way_out(self, home: Path) -> None:
        draft("homerton")
        ran = foi("letter", 1, "--format", "mailto")
        assert (ran.code, ran.out) == (4, "")
        assert "too long for a mailto link" in ran.err
        assert "--format eml" in ran.err

    def test_a_link_to_whatdotheyknow_says_that_it_publishes(self, home: Path) -> None:
        draft("homerton")
        ran = foi("letter", 1, "--format", "wdtk").ok
        assert ran.out.startswith("https://www.whatdotheyknow.com/new/homerton_healthcare_nhs_foundation_trust?title=")
        assert "publishes" in ran.err

    def test_a_letter_too_long_for_that_link_is_to_be_pasted(self, home: Path) -> None:
        draft_blank("homerton", *[f"How many {'very ' * 40}old ones were there?"] * 40)
        ran = foi("letter", 1, "--format", "wdtk").ok
        assert "body=" not in ran.out
        assert "Paste the letter on that page: foi letter 1" in ran.err

    def test_a_later_letter_does_not_begin_a_request_there(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("draft", 1, "-t", "chaser")
        ran = foi("letter", 1, "--format", "wdtk")
        assert (ran.code, ran.out) == (4, "")
        assert "begins a new request" in ran.err


class TestIntoFiles:
    def written(self, tmp_path: Path, *typed: object) -> Ran:
        draft("homerton", "barts")
        return foi("letter", *typed, "-o", tmp_path / "out").ok

    def test_several_go_into_a_folder_each_under_its_number(self, home: Path, tmp_path: Path) -> None:
        ran = self.written(tmp_path, "1-2", "--format", "eml")
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            "0001-homerton.eml",
            "0002-barts-health.eml",
        ]
        assert ran.records == [
            ["1", str(tmp_path / "out" / "0001-homerton.eml")],
            ["2", str(tmp_path / "out" / "0002-barts-health.eml")],
        ]
        assert "2 files written, none sent." in ran.err

    def test_one_goes_into_the_file(self, home: Path, tmp_path: Path) -> None:
        self.written(tmp_path, 1)
        assert (tmp_path / "out").read_text() == foi("letter", 1).ok.out

    def test_json_says_where(self, home: Path, tmp_path: Path) -> None:
        ran = self.written(tmp_path, 1, "--json")
        assert ran.json["letters"][0]["file"] == str(tmp_path / "out")

    def test_what_stands_there_is_never_written_over(self, home: Path, tmp_path: Path) -> None:
        draft("homerton", "barts")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "0002-barts-health.txt").write_text("mine")
        ran = foi("letter", "1-2", "-o", tmp_path / "out")
        assert (ran.code, ran.out) == (4, "")
        assert "0002-barts-health.txt is there already" in ran.err
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["0002-barts-health.txt"]

    @pytest.mark.parametrize("typed", ["1", "1-2"])
    def test_a_folder_that_is_missing_is_named(self, home: Path, tmp_path: Path, typed: str) -> None:
        draft("homerton", "barts")
        ran = foi("letter", typed, "-o", tmp_path / "none" / "below" / "x")
        assert (ran.code, ran.out) == (3, "")
        assert f"There is no folder {tmp_path / 'none' / 'below'}" in ran.err

    def test_a_hostile_name_makes_a_harmless_file(self, home: Path, tmp_path: Path) -> None:
        draft("homerton")
        ledger = home / "ledger.json"
        ledger.write_text(ledger.read_text().replace("homerton-healthcare-nhs-foundation-trust", "gone"))
        ledger.write_text(ledger.read_text().replace('"Homerton"', '"../../x\\u001b[2J\\u202e"'))
        (tmp_path / "out").mkdir()
        do("letter", 1, "-o", f"{tmp_path / 'out'}{os.sep}")
        (only,) = (tmp_path / "out").iterdir()
        assert only.name.isascii()
        assert only.name.startswith("0001-")
        assert ".." not in only.name

    def test_nothing_of_the_home_changes(self, home: Path, tmp_path: Path) -> None:
        draft("homerton", "barts")
        before = listing(home)
        do("letter", "1-2", "--format", "eml", "-o", tmp_path / "out")
        assert listing(home) == before
