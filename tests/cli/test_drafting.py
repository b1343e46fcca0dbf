"""draft: the letter on standard output, what matters about it last, and all of it kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, draft, draft_blank, foi, sent

from foi_tracker.authorities import Directory

ADDRESS = "huh-tr.foi@nhs.net"


class TestANewRequest:
    def test_the_letter_is_printed_and_kept_as_it_is_printed(self, home: Path) -> None:
        ran = foi("draft", "homerton", "-t", "fdp-adoption").ok
        assert ran.out.startswith("Subject: Freedom of Information request - FDP adoption (our ref FOI-1)\n")
        assert (home / "letters" / "0001-01-fdp-adoption.txt").read_text(encoding="utf-8") == ran.out

    def test_what_matters_comes_last_and_beside_the_data(self, home: Path) -> None:
        err = foi("draft", "homerton", "-t", "fdp-adoption", tty=80).ok.err
        for words in (
            "kept, not sent",
            "Homerton Healthcare NHS Foundation Trust",
            ADDRESS,
            "not confirmed",
            "https://",
            "letters/0001-01-fdp-adoption.txt",
        ):
            assert words in err
        assert err.rstrip().endswith("foi sent 1")

    def test_the_letter_to_nhs_england_doubts_its_general_address(self, home: Path) -> None:
        err = foi("draft", "NHS England", "-t", "fdp-contract").ok.err
        assert "doubtful" in err
        assert "https://www.england.nhs.uk/contact-us/foi/" in err

    def test_it_is_private(self, home: Path) -> None:
        draft("homerton")
        for path in home.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path

    def test_a_pipe_gets_the_letter_as_a_terminal_does(self, home: Path) -> None:
        pipe = foi("draft", "homerton", "-t", "fdp-adoption", "-n").ok
        assert pipe.out == foi("draft", "homerton", "-t", "fdp-adoption", "-n", tty=80).ok.out
        assert "\t" not in pipe.out

    def test_quiet_leaves_the_letter_alone(self, home: Path) -> None:
        ran = foi("draft", "homerton", "-t", "fdp-adoption", "--quiet").ok
        assert ran.out.startswith("Subject: ")
        assert ran.err == ""

    def test_json_has_the_letter_and_the_request(self, home: Path) -> None:
        told = foi("draft", "homerton", "-t", "fdp-adoption", "--json").json
        (request,), (letter,) = told["changed"], told["letters"]
        assert (request["number"], request["status"], request["our_ref"]) == (1, "draft", "FOI-1")
        assert letter["letter"].startswith("Subject: ")
        assert letter["path"] == "letters/0001-01-fdp-adoption.txt"
        assert len(letter["questions"]) == 8

    def test_it_is_dated_today(self, home: Path) -> None:
        assert "\nDate: Friday 20 November 2026\n" in draft("homerton").out

    def test_questions_subject_fields_and_campaign_are_taken(self, home: Path) -> None:
        out = draft_blank("hackney", "How many?", "Since when?", subject="Parking permits", campaign="p").out
        assert "Parking permits" in out.splitlines()[0]
        assert "\n1. How many?\n" in out
        assert "\n2. Since when?\n" in out
        (one,) = foi("status", "--json").json["requests"]
        assert (one["subject"], one["campaign"]) == ("Parking permits", "p")

    def test_a_question_is_added_to_those_of_the_template(self, home: Path) -> None:
        told = foi("draft", "homerton", "-t", "fdp-adoption", "-q", "Who decides?", "--json").json
        assert told["letters"][0]["questions"][-1] == "Who decides?"

    def test_a_field_is_set_by_name(self, home: Path) -> None:
        ran = foi("draft", "hackney", "-t", "blank", "--set", "subject=Trees=good", "-q", "How many?").ok
        assert "Trees=good" in ran.lines[0]

    def test_what_is_typed_is_never_rendered(self, home: Path) -> None:
        ran = draft_blank("hackney", "{{ requester.email }} {% for x in y %}", subject="{{ 7 * 7 }}")
        assert "{{ requester.email }} {% for x in y %}" in ran.out
        assert "{{ 7 * 7 }}" in ran.lines[0]

    def test_the_law_follows_the_authoritys_nation(self, home: Path) -> None:
        assert "(Scotland) Act 2002" in draft_blank("nhs-lothian").out.replace("\n", " ")
        assert foi("status", "--json").json["requests"][0]["regime"] == "FOISA"

    def test_the_law_can_be_named(self, home: Path) -> None:
        assert "Environmental Information Regulations 2004" in draft_blank("hackney", regime="eir").out
        assert foi("status", "--json").json["requests"][0]["regime"] == "EIR"


class TestSeveralAtOnce:
    def test_each_gets_its_own_number_and_letter(self, home: Path) -> None:
        ran = foi("draft", "homerton", "barts", "-t", "fdp-adoption").ok
        assert ran.out.count("Subject: ") == 2
        assert "(our ref FOI-1)" in ran.out
        assert "(our ref FOI-2)" in ran.out
        assert "2 letters kept, none sent" in ran.err
        assert sorted(path.name[:4] for path in (home / "letters").iterdir()) == ["0001", "0002"]

    def test_one_named_twice_is_asked_once(self, home: Path) -> None:
        do("draft", "homerton", "Homerton", "-t", "fdp-adoption")
        assert len(foi("status").ok.records) == 1

    @pytest.mark.parametrize(
        ("unclear", "code"), [("zzz", 3), ("herefordshire and worcestershire", 3), ("hackney", 4), ("nhs-lothian", 4)]
    )
    def test_one_unclear_or_unfit_name_and_nothing_is_drafted(self, home: Path, unclear: str, code: int) -> None:
        ran = foi("draft", "homerton", unclear, "-t", "fdp-adoption")
        assert (ran.code, ran.out) == (code, "")
        assert foi("status").ok.records == []
        assert not (home / "letters").exists()

    def test_more_than_ten_are_drafted_only_after_yes(self, home: Path) -> None:
        trusts = [one.slug for one in Directory.load().authorities if one.kind == "nhs-trust"][:11]
        ran = foi("draft", *trusts, "-t", "fdp-adoption")
        assert (ran.code, ran.out) == (4, "")
        assert "11 letters" in ran.err
        assert "--yes" in ran.err
        assert foi("status").ok.records == []
        do("draft", *trusts, "-t", "fdp-adoption", "--yes")
        assert len(foi("status").ok.records) == 11

    def test_a_name_and_a_number_do_not_mix(self, home: Path) -> None:
        draft("homerton")
        assert foi("draft", "barts", 1, "-t", "fdp-adoption").code == 2


class TestTheNextLetter:
    def test_a_late_answer_is_chased(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        ran = foi("draft", 1, today="2026-12-23").ok
        assert "answer awaited" in ran.lines[0]
        assert "Monday 21 December 2026" in ran.out.replace("\n", " ")
        assert (home / "letters" / "0001-03-chaser.txt").exists()
        assert "foi sent 1" in ran.err

    def test_it_cites_the_reference_under_which_it_began(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        (home / "foi.toml").write_text('reference = "HC"\n[requester]\nname = "A"\nemail = "a@b.c"\n')
        assert "our ref FOI-1" in foi("draft", 1, today="2026-12-23").ok.lines[0]

    def test_while_nothing_needs_writing_it_is_refused(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        ran = foi("draft", 1)
        assert (ran.code, ran.out) == (4, "")
        assert "within their time" in ran.err
        assert "foi show 1" in ran.err

    def test_a_letter_that_may_not_follow_is_refused(self, home: Path) -> None:
        draft("homerton")
        ran = foi("draft", 1, "-t", "chaser")
        assert (ran.code, ran.out) == (4, "")
        assert "foi sent 1" in ran.err

    def test_the_letter_to_a_regulator_names_no_address_of_the_authority(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("sent", 1, "chaser", "--on", "23/12/2026", today="2026-12-23")
        ran = foi("draft", 1, today="2027-01-06", tty=80).ok
        assert "Complaint" in ran.lines[0]
        assert "the ICO" in ran.err
        assert ADDRESS not in ran.err
