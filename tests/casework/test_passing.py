"""A request that goes to another authority: passed on in whole or part, or taken over by a successor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.begun import ask, begin
from support.lives import working_day
from support.run import do, foi, listing, make_home, shown

ON = "2026-06-01"  # a Monday; 15 June is a bank holiday in Scotland


@pytest.fixture
def home(world: Path) -> Path:
    """Three questions to Homerton, sent on Monday 18 May 2026, of a campaign; due Wednesday 17 June."""
    folder = make_home()
    ask("homerton", on="2026-05-18", campaign="fdp-2026", subject="Parking charges")
    return folder


def one(number: int = 1, today: str = ON) -> Any:
    return shown(number, today)


def passed_on(*more: object, to: str = "barts", today: str = ON) -> list[Any]:
    return list(foi("got", 1, "transfer", "--to", to, *more, "--json", today=today).json["changed"])


def answers(request: Any) -> dict[tuple[int, ...], tuple[str, str | None]]:
    return {tuple(c["questions"]): (c["due_on"], c["ended"]) for c in request["clocks"] if c["kind"] == "answer"}


class TestSomeQuestions:
    def test_the_other_authority_has_them_with_a_time_of_its_own(self, home: Path) -> None:
        changed = passed_on("--questions", "2,3")
        assert [request["number"] for request in changed] == [1, 2]
        other = one(2)
        assert other["authority"]["name"] == "Barts Health NHS Trust"
        assert [question["text"] for question in other["questions"]] == ["What was paid?", "What was found?"]
        # 20 working days from 1 June, without 15 June: 30 June.
        assert other["due_on"] == str(working_day(date(2026, 6, 1), 20)) == "2026-06-30"
        assert (other["status"], other["sent_on"]) == ("waiting_response", ON)

    def test_it_counts_from_the_day_on_which_it_reached_them(self, home: Path) -> None:
        passed_on("--questions", "2", "--received", "2026-06-03", today="2026-06-05")
        # From Wednesday 3 June: two days later.
        assert one(2, "2026-06-05")["due_on"] == str(working_day(date(2026, 6, 3), 20)) == "2026-07-02"

    def test_campaign_subject_and_reference_go_with_it(self, home: Path) -> None:
        do("note", 1, "--our-ref", "HC-7", today=ON)
        passed_on("--questions", "2")
        other = one(2)
        assert (other["campaign"], other["our_ref"], other["subject"]) == ("fdp-2026", "HC-7", "Parking charges")

    def test_the_rest_stays_where_it_is_with_its_date(self, home: Path) -> None:
        passed_on("--questions", "2,3")
        first = one()
        assert answers(first) == {(1,): ("2026-06-17", None), (2, 3): ("2026-06-17", "stopped")}
        assert [question["outcome"] for question in first["questions"]] == [None, "held_elsewhere", "held_elsewhere"]
        assert one(1, "2026-06-18")["status"] == "waiting_response_overdue"

    def test_each_names_the_other(self, home: Path) -> None:
        passed_on("--questions", "2")
        assert [(r["how"], r["number"]) for r in one()["related"]] == [("transferred_to", 2)]
        assert [(r["how"], r["number"]) for r in one(2)["related"]] == [("transferred_from", 1)]
        assert "request 2 (Barts Health NHS Trust)" in foi("show", 1, tty=100, today=ON).ok.out
        assert "passed on from request 1" in foi("show", 2, tty=100, today=ON).ok.out
        assert ["related", "transferred_from", "1", "Homerton Healthcare NHS Foundation Trust"] in foi(
            "show", 2, today=ON
        ).ok.records

    def test_one_of_questions_that_there_are_not_is_refused(self, home: Path) -> None:
        before = listing(home)
        assert foi("got", 1, "transfer", "--to", "barts", "--questions", "4", today=ON).code == 4
        assert listing(home) == before


class TestTheWhole:
    def test_nothing_is_left_with_the_first_but_to_close_it(self, home: Path) -> None:
        passed_on()
        first = one()
        assert answers(first) == {(): ("2026-06-17", "stopped")}
        assert (first["outcome"], first["next"]["step"]) == ("not_held", "passed_on")
        assert one(1, "2026-06-18")["overdue"] is False
        assert len(one(2)["questions"]) == 3

    def test_closed_it_was_not_held_and_never_unanswered(self, home: Path) -> None:
        passed_on()
        do("close", 1, today=ON)
        assert one()["outcome"] == "not_held"

    def test_without_a_name_it_is_only_known_to_be_elsewhere(self, home: Path) -> None:
        do("got", 1, "transfer", today=ON)
        assert [r[0] for r in foi("status", "--all", today=ON).ok.records] == ["1"]
        assert one()["related"] == []

    def test_a_file_is_kept_with_their_letter(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "letter.pdf").write_bytes(b"%PDF")
        passed_on("--file", tmp_path / "letter.pdf")
        assert [file["path"] for file in one()["files"]] == ["replies/0001/letter.pdf"]
        assert one(2)["files"] == []

    def test_what_was_late_stays_on_record(self, home: Path) -> None:
        passed_on(today="2026-06-19")
        (late,) = (c for c in one(1, "2026-06-19")["clocks"] if c["kind"] == "answer")
        assert late["missed_by"] == 2


class TestLaws:
    def test_in_scotland_it_is_under_the_scottish_act_with_its_holidays(self, home: Path) -> None:
        passed_on(to="nhs-lothian")
        other = one(2)
        assert other["regime"] == "FOISA"
        assert other["due_on"] == str(working_day(date(2026, 6, 1), 20, scotland=True))

    def test_environmental_information_stays_environmental(self, home: Path) -> None:
        do("got", 1, "reclassified", "--regime", "EIR", today=ON)
        passed_on(to="hackney")
        assert one(2)["regime"] == "EIR"


class TestRefused:
    @pytest.mark.parametrize("what", ["transfer", "successor"])
    @pytest.mark.parametrize(
        ("to", "code"), [("homerton", 4), ("Homerton Healthcare NHS Foundation Trust", 4), ("nowhere-at-all", 3)]
    )
    def test_the_same_authority_or_an_unknown_one_changes_nothing(
        self, home: Path, what: str, to: str, code: int
    ) -> None:
        before = listing(home)
        ran = foi("got", 1, what, "--to", to, today=ON)
        assert (ran.code, ran.out) == (code, "")
        assert listing(home) == before

    def test_a_name_that_fits_several_shows_them(self, home: Path) -> None:
        ran = foi("got", 1, "transfer", "--to", "university hospitals", today=ON)
        assert ran.code == 3
        assert len(ran.err.splitlines()) > 2

    def test_what_was_not_sent_cannot_be_passed_on(self, home: Path) -> None:
        begin("barts", on="2026-06-01")
        before = listing(home)
        assert foi("got", 2, "transfer", "--to", "homerton", today=ON).code == 4
        assert listing(home) == before

    def test_a_successor_must_be_named_and_the_hint_says_how(self, home: Path) -> None:
        ran = foi("got", 1, "successor", today=ON)
        assert ran.code == 2
        assert "--to" in ran.err

    def test_a_relabelling_needs_its_law_and_the_hint_says_how(self, home: Path) -> None:
        ran = foi("got", 1, "reclassified", today=ON)
        assert ran.code == 2
        assert "--regime" in ran.err

    def test_with_an_acknowledgement_no_authority_is_named(self, home: Path) -> None:
        assert foi("got", 1, "ack", "--to", "barts", today=ON).code == 2


class TestTakingBack:
    def test_a_dry_run_begins_nothing_and_says_what_would_be(self, home: Path) -> None:
        before = listing(home)
        assert [request["number"] for request in passed_on("-n")] == [1, 2]
        assert listing(home) == before

    def test_in_a_dry_run_of_several_each_has_a_number_of_its_own(self, home: Path) -> None:
        ask("barts", on="2026-05-18")
        told = foi("got", "1-2", "transfer", "--to", "hackney", "-n", "--json", today=ON).json["changed"]
        assert sorted(request["number"] for request in told) == [1, 2, 3, 4]

    def test_undo_takes_both_back_and_the_number_is_not_used_again(self, home: Path) -> None:
        before = one()
        passed_on("--questions", "2")
        said = foi("undo", tty=80, today=ON).ok.err
        assert "request 1" in said
        assert "request 2" in said
        assert one() == before
        assert foi("show", 2, today=ON).code == 3
        assert [request["number"] for request in passed_on()] == [1, 3]

    def test_said_again_and_again_it_goes_back_step_by_step(self, home: Path) -> None:
        before = one()
        passed_on()
        do("got", 2, "ack", today="2026-06-02")
        do("undo", today="2026-06-02")
        assert one(2, "2026-06-02")["events"][-1]["kind"] == "sent"
        do("undo", today="2026-06-02")
        assert one() == before

    @pytest.mark.parametrize("number", [1, 2])
    def test_undo_of_one_never_leaves_half_of_a_passing(self, home: Path, number: int) -> None:
        """Both are taken back, or it says how: questions that nobody has, or two have, are in no letter."""
        before = one()
        passed_on("--questions", "2")
        after = (one(), one(2))
        if foi("undo", number, today=ON).code:
            assert (one(), one(2)) == after
        else:
            assert one() == before
            assert foi("show", 2, today=ON).code == 3


class TestSuccessor:
    """Homerton was taken over by Barts on 1 June."""

    @pytest.fixture(autouse=True)
    def _taken_over(self, home: Path) -> None:
        do("got", 1, "successor", "--to", "barts", today=ON)

    def test_the_request_is_theirs_now_and_its_time_goes_on(self) -> None:
        told = one()
        assert told["authority"]["name"] == "Barts Health NHS Trust"
        assert (told["due_on"], told["status"]) == ("2026-06-17", "waiting_response")
        assert one(1, "2026-06-18")["overdue"] is True

    def test_the_story_says_who_had_it_first(self) -> None:
        told = foi("show", 1, tty=100, today=ON).ok.out
        assert "Request 1 to Barts Health NHS Trust" in told
        assert "first sent to Homerton Healthcare NHS Foundation Trust" in told
        assert "taken over by its successor: Barts Health NHS Trust" in told

    def test_filters_and_words_find_it_under_its_new_name(self) -> None:
        assert len(foi("status", "--authority", "barts", today=ON).ok.records) == 1
        assert shown("barts", ON)["number"] == 1

    def test_it_is_found_under_the_name_to_which_it_was_sent(self) -> None:
        assert shown("homerton", ON)["number"] == 1
        assert len(foi("status", "--search", "homerton", today=ON).ok.records) == 1

    def test_the_last_of_several_has_it(self) -> None:
        do("got", 1, "successor", "--to", "hackney", today="2026-06-02")
        assert one(1, "2026-06-02")["authority"]["name"] == "Hackney Council"

    def test_undo_gives_it_back(self) -> None:
        do("undo", today=ON)
        assert one()["authority"]["name"] == "Homerton Healthcare NHS Foundation Trust"

    def test_it_can_be_passed_on_by_the_successor(self) -> None:
        changed = passed_on(to="homerton")
        assert [request["authority"]["slug"] for request in changed] == [
            "barts-health-nhs-trust",
            "homerton-healthcare-nhs-foundation-trust",
        ]
