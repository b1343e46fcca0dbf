"""What the checks are told of the home, the ledger and the directory; many letters at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.run import do, draft, draft_blank, sent
from support.terminal import ROOT

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting, planning
from foi_tracker.casework.letters.checking import Checker, of_kept
from foi_tracker.casework.letters.planning import DraftOptions
from foi_tracker.errors import NotFound
from foi_tracker.letters import checks
from foi_tracker.letters.findings import Finding


def kept(desk: Desk, number: int) -> tuple[Finding, ...]:
    fresh = Desk(desk.folder)
    return of_kept(fresh, readings.one(fresh, (str(number),))).findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


class TestKeptLetters:
    def test_a_first_letter_has_nothing_to_mend(self, desk: Desk) -> None:
        draft("homerton")
        assert kept(desk, 1) == ()

    def test_the_next_to_the_same_authority_may_be_added_up(self, desk: Desk) -> None:
        draft("homerton", campaign="fdp")
        sent(1, on="2026-11-20", today="2026-11-24")
        draft_blank("homerton", "How many beds are there today?", campaign="fdp", today="2026-11-24")
        (finding,) = kept(desk, 2)
        assert finding.code == "added_up"
        assert "received Fri 20 Nov 2026" in finding.what
        assert "until Thu 18 Feb 2027" in finding.what
        assert "from Fri 19 Feb 2027" in finding.mend

    def test_one_to_another_authority_may_not(self, desk: Desk) -> None:
        draft("homerton", "barts", campaign="fdp")
        sent(1, 2)
        draft("imperial", campaign="fdp")
        assert kept(desk, 3) == ()

    def test_two_drafts_are_told_of(self, desk: Desk) -> None:
        draft("homerton")
        draft("homerton")
        assert kept(desk, 1) == ()
        assert "Request 1, which is not sent yet" in kept(desk, 2)[0].what

    def test_an_undone_draft_is_forgotten(self, desk: Desk) -> None:
        draft("homerton")
        do("undo", 1)
        draft("homerton")
        assert kept(desk, 2) == ()

    def test_one_in_the_archive_counts(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        do("close", 1)
        assert Desk(desk.folder).snapshot().archived_count == 1
        draft("homerton")
        assert codes(kept(desk, 2)) == ["added_up"]

    def test_a_sent_request_is_judged_by_the_day_it_arrived(self, desk: Desk) -> None:
        draft("homerton", today="2026-09-01")
        sent(1, on="2026-09-01")
        draft("homerton", today="2026-11-24")
        sent(2, on="2026-11-24")
        assert kept(desk, 2) == ()

    def test_the_law_and_the_nation_must_fit(self, desk: Desk) -> None:
        draft_blank("nhs-lothian", "Please provide the contract.", regime="FOISA")
        assert kept(desk, 1) == ()
        draft_blank("nhs-lothian", "Please provide the report.", subject="Report", regime="FOIA")
        assert codes(kept(desk, 2)) == ["wrong_law"]

    def test_an_authority_that_has_closed_since(self, desk: Desk) -> None:
        draft("homerton")
        ledger = Path(desk.folder) / "ledger.json"
        text = ledger.read_text(encoding="utf-8")
        text = text.replace("homerton-healthcare-nhs-foundation-trust", "solent-nhs-trust")
        ledger.write_text(
            text.replace("Homerton Healthcare NHS Foundation Trust", "Solent NHS Trust"), encoding="utf-8"
        )
        (finding,) = [finding for finding in kept(desk, 1) if finding.code == "closed_authority"]
        assert finding.severe
        assert "Hampshire and Isle of Wight Healthcare" in finding.mend

    def test_ones_own_postcode_is_not_private(self, world: Path) -> None:
        do("init", "--name", "Ann Example", "--address", "12 High Street, London E8 1EA")
        draft_blank("hackney", "Please provide the parking order for E8 1EA.")
        assert kept(Desk(str(world)), 1) == ()

    def test_a_request_without_a_kept_letter(self, desk: Desk) -> None:
        draft("homerton")
        next((Path(desk.folder) / "letters").iterdir()).unlink()
        with pytest.raises(NotFound):
            kept(desk, 1)


class TestFollowUps:
    def test_a_chaser_after_an_answer_may_be_taken_for_a_review(self, desk: Desk) -> None:
        draft_blank("hackney", "Please provide the contract.", "Please provide the report.")
        sent(1)
        do("got", 1, "answer", "1=g", "2=ignored", today="2026-12-01")
        do("draft", 1, "-t", "chaser", today="2027-01-06")
        (finding,) = kept(desk, 1)
        assert (finding.code, finding.severe) == ("chaser_after_answer", False)
        sent(1, "chaser", on="2027-01-06")
        assert kept(desk, 1) == ()

    def test_a_chaser_for_an_answer_that_never_came_is_fine(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        do("draft", 1, today="2026-12-29")
        assert kept(desk, 1) == ()

    def test_a_chaser_for_a_second_letter_is_no_new_request(self, desk: Desk) -> None:
        draft("homerton")
        draft("homerton")
        sent(1, 2)
        do("draft", 2, today="2026-12-29")
        assert kept(desk, 2) == ()


class TestDrafts:
    def plans(self, desk: Desk, *names: str, options: DraftOptions) -> list[drafting.Drafted]:
        plans = planning.plan_requests(desk, planning.find_all(desk, names), options)
        return drafting.preview(desk, plans, options)

    def test_one_that_is_not_kept_is_checked_as_it_would_be(self, desk: Desk) -> None:
        options = DraftOptions("blank", questions=("Why?", "How many were issued in 2025?"), subject="Parking")
        (one,) = self.plans(desk, "hackney", options=options)
        assert codes(Checker(desk).of_draft(one.letter, one.plan)) == ["opinion", "unclear_year"]

    def test_what_goes_to_many_is_looked_at_once(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        looked: list[str] = []
        look = checks.of_request

        def count(text: str, regime: str, **known: Any) -> tuple[Finding, ...]:
            looked.append(regime)
            return look(text, regime, **known)

        monkeypatch.setattr(checks, "of_request", count)
        options = DraftOptions("fdp-adoption", campaign="fdp")
        letters = self.plans(desk, "homerton", "barts", "imperial", "uclh", "guys", options=options)
        checker = Checker(desk)
        assert [checker.of_draft(one.letter, one.plan) for one in letters] == [()] * 5
        assert looked == ["FOIA"]

    def test_a_line_is_counted_in_each_letter(self, desk: Desk) -> None:
        own = Path(desk.own_templates)
        own.mkdir(mode=0o700)
        text = (Path(ROOT) / "templates/requests/blank.txt").read_text(encoding="utf-8")
        head = "Dear Freedom of Information team,"
        body = f"{head}\n\n{{{{ authority.name }}}} is a public authority and I write to it. I am concerned about it.\n"
        (own / "mine.txt").write_text(text.replace(head, body), encoding="utf-8")
        options = DraftOptions("mine", questions=("Please provide the contract.",), subject="x")
        letters = self.plans(desk, "uclh", "north-tees-and-hartlepool-nhs-foundation-trust", options=options)
        checker = Checker(desk)
        for one in letters:
            (finding,) = checker.of_draft(one.letter, one.plan)
            line = one.letter.text.split("\n")[int(finding.where.removeprefix("line ")) - 1]
            assert "am concerned" in line or line.endswith(("I", "I am"))

    def test_the_ledger_is_read_once_for_all(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        draft("homerton", "barts", campaign="fdp")
        sent(1, 2)
        fresh = Desk(desk.folder)
        read: list[int] = []
        snapshot = fresh.snapshot
        options = DraftOptions("fdp-dpia")
        letters = self.plans(fresh, "homerton", "barts", "imperial", options=options)
        monkeypatch.setattr(fresh, "snapshot", lambda: read.append(1) or snapshot())
        checker = Checker(fresh)
        found = [codes(checker.of_draft(one.letter, one.plan, campaign="fdp")) for one in letters]
        assert found == [["added_up"], ["added_up"], []]
        assert read == [1]

    def test_a_request_that_narrows_another_is_not_warned_about_it(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        fresh = Desk(desk.folder)
        uid = readings.one(fresh, ("1",)).request.uid
        (one,) = self.plans(fresh, "homerton", options=DraftOptions("fdp-adoption"))
        checker = Checker(fresh)
        assert codes(checker.of_draft(one.letter, one.plan)) == ["added_up"]
        for link in ("narrows", "replaces"):
            assert checker.of_draft(one.letter, one.plan._replace(links={link: uid})) == ()

    @pytest.mark.parametrize("template", ["fdp-board", "fdp-agreements", "fdp-equality-ethics", "fdp-performance"])
    def test_another_letter_of_the_family_may_be_added_up(self, desk: Desk, template: str) -> None:
        draft("homerton")
        sent(1)
        fresh = Desk(desk.folder)
        (one,) = self.plans(fresh, "homerton", options=DraftOptions(template))
        assert codes(Checker(fresh).of_draft(one.letter, one.plan)) == ["added_up"]

    def test_general_letters_on_two_matters_may_not(self, desk: Desk) -> None:
        draft("hackney", template="contract-and-procurement", subject="Parking enforcement")
        sent(1)
        draft("hackney", template="spending", subject="Agency staff")
        assert kept(desk, 2) == ()
        draft("hackney", template="spending", subject="Parking enforcement")
        assert codes(kept(desk, 3)) == ["added_up"]

    def test_an_authority_without_a_nation_is_told_of(self, desk: Desk) -> None:
        options = DraftOptions("blank", questions=("Please provide the contract.",), subject="Parking")
        (one,) = self.plans(desk, "hackney", options=options)
        nowhere = one.plan._replace(authority=one.plan.authority._replace(nation=""))
        (finding,) = Checker(desk).of_draft(one.letter, nowhere)
        assert finding.code == "unknown_nation"
        assert "the law would be FOISA" in finding.what

    def test_ones_own_data_is_not_asked_for_at_the_address_for_requests(self, desk: Desk) -> None:
        values = {"dealings": "treatment at the eye clinic", "date_from": "1 March 2025"}
        (one,) = self.plans(desk, "homerton", options=DraftOptions("own-data", values=values, regime="SAR"))
        (finding,) = Checker(desk).of_draft(one.letter, one.plan)
        assert (finding.code, finding.severe) == ("foi_mailbox", False)
        assert str(one.plan.authority.foi_email) in finding.what
        unknown = one.plan._replace(authority=one.plan.authority._replace(foi_email=None))
        assert Checker(desk).of_draft(one.letter, unknown) == ()

    def test_what_fills_a_field_is_read(self, desk: Desk) -> None:
        values = {"between": "the mayor", "and_whom": "Palantir", "date_from": "banana", "date_to": "31 March 2020"}
        options = DraftOptions("correspondence", values=values, subject="Software")
        (one,) = self.plans(desk, "hackney", options=options)
        assert codes(Checker(desk).of_draft(one.letter, one.plan)) == ["no_date"]
        values |= {"date_from": "1 January 2020", "date_to": "31 March 2099"}
        (one,) = self.plans(desk, "hackney", options=options)
        assert codes(Checker(desk).of_draft(one.letter, one.plan)) == ["future_date"]

    def test_a_follow_up_is_checked_as_one(self, desk: Desk) -> None:
        draft("homerton")
        sent(1)
        late = Desk(desk.folder)
        late.today = readings.date(2026, 12, 29)
        options = DraftOptions()
        (one,) = drafting.preview(late, planning.plan_follow_ups(late, ("1",), options), options)
        assert Checker(late).of_draft(one.letter, one.plan) == ()
