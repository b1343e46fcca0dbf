"""Asking many at once: whom it finds, whom it leaves out and why, all of them or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.run import Ran, do, foi, listing, sent
from support.text import joined

LONDON = ("--kind", "nhs-trust", "--region", "London")
FDP = ("-t", "fdp-adoption", "--campaign", "fdp-2026")


def batch(*more: object, **how: object) -> Ran:
    return foi("draft", *LONDON, *FDP, *more, **how)  # type: ignore[arg-type]


def said(ran: Ran) -> str:
    return joined(ran.ok.err)


class TestWhom:
    def test_a_dry_run_counts_channels_and_grades_and_names_only_what_to_look_at(self, home: Path) -> None:
        before = listing(home)
        words = said(batch("-n", tty=80))
        assert words.startswith("30 authorities: ")
        assert " by e-mail" in words
        assert " by web form" in words
        assert "from a public list, not confirmed" in words
        assert "Doubtful: " in words
        assert "Missing: " in words
        assert "30 letters not kept, none sent; this is the first of them." in words
        assert listing(home) == before

    def test_what_the_filter_nearly_caught_is_named(self, home: Path) -> None:
        words = said(batch("-n", tty=80))
        assert "Not among them: London Ambulance Service NHS Trust, kind ambulance: add --kind ambulance" in words

    def test_more_than_ten_are_asked_about_first(self, home: Path) -> None:
        before = listing(home)
        refused = batch()
        assert refused.code == 4
        assert "Draft 30 letters?" in refused.err
        assert "--yes" in refused.err
        assert listing(home) == before

    def test_a_pilot_is_left_out_of_the_rest_of_its_campaign_and_listed(self, home: Path) -> None:
        do("draft", "homerton", "barts", *FDP)
        words = said(batch("--yes", tty=80))
        assert "Left out, 2:" in words
        assert "Homerton Healthcare NHS Foundation Trust: in campaign fdp-2026 already (request 1)" in words
        asked = [request["authority"]["slug"] for request in foi("status", "--json").json["requests"]]
        assert len(asked) == len(set(asked)) == 30

    def test_another_campaign_asks_them_again(self, home: Path) -> None:
        do("draft", "homerton", "barts", *FDP)
        ran = foi("draft", "homerton", "barts", "-t", "fdp-adoption", "--campaign", "second", tty=80)
        assert "Left out" not in said(ran)

    def test_when_everybody_was_asked_nobody_is_left(self, home: Path) -> None:
        assert batch("--yes").code == 0
        again = batch("--yes")
        assert again.code == 3
        assert "Nobody is left to ask." in again.err

    def test_names_in_a_file_add_up_and_one_that_is_unclear_refuses_all(self, home: Path, tmp_path: Path) -> None:
        names = tmp_path / "names.txt"
        names.write_text("Homerton\nBarts\nNo Such Trust\n")
        before = listing(home)
        refused = foi("draft", "--from-file", names, *FDP)
        assert refused.code == 3
        assert "3" in refused.err
        assert "No Such Trust" in refused.err
        assert listing(home) == before
        names.write_text("Homerton\nBarts\n")
        do("draft", "whittington", "--from-file", names, *FDP)
        assert len(foi("status").records) == 3

    def test_leaving_out_by_name_and_kind(self, home: Path) -> None:
        words = said(batch("--kind", "ambulance", "--not", "homerton", "-n", tty=80))
        assert words.startswith("30 authorities")
        assert "Homerton" not in words

    def test_closed_with_one_successor_is_drafted_to_it_after_saying_so(self, home: Path) -> None:
        words = said(foi("draft", "NHS Sussex ICB", "homerton", *FDP, tty=80))
        assert "NHS Sussex Integrated Care Board has closed; the letter goes to NHS Surrey and Sussex" in words

    def test_one_that_took_over_and_is_filtered_away_is_told(self, home: Path) -> None:
        ran = foi("draft", "NHS Sussex ICB", "homerton", "--kind", "nhs-trust", *FDP, "-n").ok
        assert "NHS Surrey and Sussex Integrated Care Board: the filters take it away again" in joined(ran.err)

    def test_one_to_which_no_letter_can_go_is_left_out(self, home: Path) -> None:
        do("authorities", "add", "New Ltd", "--nation", "england")
        ran = foi("draft", "New Ltd", "homerton", *FDP, "-n").ok
        assert "New Ltd: no address and no page is known" in joined(ran.err)

    def test_closed_with_several_is_never_chosen_between(self, home: Path) -> None:
        before = listing(home)
        gone = foi("draft", "NHS Frimley ICB", "homerton", *FDP)
        assert gone.code == 3
        assert "NHS Thames Valley Integrated Care Board" in gone.err
        assert listing(home) == before


class TestValues:
    def test_each_authority_gets_its_own(self, home: Path, tmp_path: Path) -> None:
        values = tmp_path / "values.csv"
        rows = "name,subject\nHomerton,Beds at Homerton\n,\nBarts,Beds at Barts\n"  # with an empty line
        values.write_text(rows, encoding="utf-8-sig")
        do("draft", "homerton", "barts", "-t", "blank", "-q", "How many beds?", "--set-from", values)
        subjects = [record[2] for record in foi("status").records]
        assert sorted(subjects) == ["Beds at Barts", "Beds at Homerton"]

    def test_a_line_that_is_missing_refuses_all(self, home: Path, tmp_path: Path) -> None:
        values = tmp_path / "values.csv"
        values.write_text("name,subject\nHomerton,Beds\n")
        before = listing(home)
        ran = foi("draft", "homerton", "barts", "-t", "blank", "-q", "How many?", "--set-from", values)
        assert ran.code == 3
        assert "Barts" in ran.err
        assert listing(home) == before

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("who,subject\nHomerton,x\n", "no column called name"),
            ("name,subject\nHomerton,x\nHomerton,y\n", "stands there twice"),
            ("name,subject\nNobody At All,x\n", "Line 2"),
            ("name,colour\nHomerton,blue\n", "no field 'colour'"),
            ('name,subject\nHomerton,"x\n', "Line 2"),
        ],
    )
    def test_a_file_that_cannot_be_meant(self, home: Path, tmp_path: Path, text: str, words: str) -> None:
        values = tmp_path / "values.csv"
        values.write_text(text)
        ran = foi("draft", "homerton", "-t", "blank", "-q", "How many?", "--set-from", values)
        assert ran.code in (2, 3)
        assert words in ran.err


class TestFollowUps:
    @pytest.fixture
    def late(self, home: Path) -> Path:
        do("draft", "homerton", "barts", "whittington", *FDP, today="2026-11-20")
        do("draft", "hackney", "-t", "blank", "--subject", "Parking", "-q", "How many?", today="2026-11-20")
        sent("1-4", on="2026-11-20")
        do("got", 3, "answer", "--all", "g", today="2026-12-01")
        return home

    def test_the_next_letter_of_all_that_are_late_in_a_campaign(self, late: Path) -> None:
        ran = foi(
            "draft",
            *("--status", "waiting_response_overdue", "--campaign", "fdp-2026", "-t", "chaser"),
            *("--json",),
            today="2027-01-08",
        )
        assert [letter["number"] for letter in ran.json["letters"]] == [1, 2]
        assert {letter["template"] for letter in ran.json["letters"]} == {"chaser"}

    def test_it_says_how_many_it_found(self, late: Path) -> None:
        ran = foi("draft", "--status", "waiting_response_overdue", "-n", today="2027-01-08", tty=80)
        assert said(ran).startswith("3 requests found: 1, 2, 4.")

    def test_sent_and_close_work_on_what_filters_find_after_a_question(self, late: Path) -> None:
        asked = ("--campaign", "fdp-2026", "--status", "waiting_response_overdue")
        refused = foi("sent", "chaser", *asked, today="2027-01-08")
        assert refused.code == 4
        assert "Record as sent 2 requests?" in refused.err
        do("sent", "chaser", *asked, "--yes", today="2027-01-08")
        told = json.loads(do("show", 1, "--json", today="2027-01-08").out)["request"]["events"]
        assert [event["kind"] for event in told][-1] == "chased"
        do("close", "--campaign", "fdp-2026", "--yes", today="2027-01-08")
        assert [record[0] for record in foi("status", today="2027-01-08").records] == ["4"]

    def test_authorities_and_requests_are_not_mixed(self, late: Path) -> None:
        for words in (("homerton", "1"), ("1", "--kind", "nhs-trust"), ("--kind", "nhs-trust", "--status", "draft")):
            assert foi("draft", *words, "-t", "chaser").code == 2


def test_a_batch_that_fails_half_way_keeps_no_draft(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last letter cannot be written; those before it are taken away again."""
    from foi_tracker.ledger import kept

    real, count = kept.KeptFiles.keep, iter(range(100))

    def failing(self: kept.KeptFiles, folder: str, name: str, data: bytes) -> tuple[str, str]:
        if next(count) == 29:
            raise OSError(28, "No space left on device")
        return real(self, folder, name, data)

    monkeypatch.setattr(kept.KeptFiles, "keep", failing)
    before = {path for path in listing(home) if not path.startswith(("backups", "ledger.lock"))}
    ran = batch("--yes")
    assert ran.code == 6
    assert {path for path in listing(home) if not path.startswith(("backups", "ledger.lock"))} == before
    assert foi("status").records == []
