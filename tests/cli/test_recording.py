"""sent and got: what is recorded, the dates that follow, and what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.homes import Homes, two_drafts, two_sent
from support.person import sit_down
from support.run import do, draft_blank, foi, kinds, listing, shown
from support.text import joined


@pytest.fixture
def drafted(world: Path, homes: Homes) -> Path:
    return homes.give(two_drafts, world)


@pytest.fixture
def asked(world: Path, homes: Homes) -> Path:
    return homes.give(two_sent, world)


class TestSent:
    def test_it_answers_with_the_dates(self, drafted: Path) -> None:
        err = foi("sent", 1, "--on", "22/11/2026", tty=80).ok.err
        for words in (
            "Homerton",
            "Sun 22 Nov 2026",
            "by e-mail",
            "Mon 21 Dec 2026",
            "St Andrew's Day",
            "Tue 22 Dec 2026",
        ):
            assert words in err
        assert "wait until Wed 23 Dec before you complain" in joined(err)

    def test_a_pipe_gets_the_record_and_the_words_stand_beside_it(self, drafted: Path) -> None:
        ran = foi("sent", 1, "--on", "2026-11-22").ok
        assert ran.records == foi("status", "--search", "homerton").ok.records
        assert ran.records[0][3:6] == ["waiting_response", "2026-12-21", "2026-12-22"]
        assert "Mon 21 Dec 2026" in ran.err

    def test_json_says_what_changed(self, drafted: Path) -> None:
        told = foi("sent", 1, "--on", "2026-11-22", "--json").json
        assert [(r["number"], r["due_on"]) for r in told["changed"]] == [(1, "2026-12-21")]

    def test_without_a_date_it_was_today(self, drafted: Path) -> None:
        do("sent", 1)
        assert shown()["sent_on"] == "2026-11-24"

    @pytest.mark.parametrize(
        ("options", "due", "latest"),
        [
            ((), "2026-12-21", "2026-12-21"),
            (("--via", "form"), "2026-12-21", "2026-12-21"),
            (("--via", "wdtk"), "2026-12-21", "2026-12-21"),
            (("--via", "post"), "2026-12-23", "2026-12-29"),
            (("--via", "post", "--received", "2026-11-23"), "2026-12-22", "2026-12-22"),
            (("--received", "2026-11-24"), "2026-12-23", "2026-12-23"),
        ],
        ids=" ".join,
    )
    def test_how_it_went_decides_when_it_arrived(
        self, drafted: Path, options: tuple[str, ...], due: str, latest: str
    ) -> None:
        # Friday 20 November; by post it arrives about Tuesday 24 (first class), Thursday 26 at the latest.
        (told,) = foi("sent", 1, "--on", "2026-11-20", *options, "--json").json["changed"]
        assert (told["due_on"], told["latest_on"]) == (due, latest)
        assert told["clocks"][0]["estimated"] is (options == ("--via", "post"))

    def test_a_range_and_words_are_references(self, drafted: Path) -> None:
        draft_blank("hackney")
        assert len(foi("sent", "1-2").ok.records) == 2
        assert foi("sent", "hackney").ok.records[0][0] == "3"

    def test_all_or_none(self, drafted: Path) -> None:
        before = (drafted / "ledger.json").read_bytes()
        assert foi("sent", 1, 9).code == 3
        assert foi("sent", 1, 2, "review").code == 4
        assert (drafted / "ledger.json").read_bytes() == before

    def test_said_again_it_is_refused_and_says_both_ways_out(self, asked: Path) -> None:
        ran = foi("sent", 1, "--on", "2026-11-23")
        assert (ran.code, ran.out) == (4, "")
        for words in ("Sun 22 Nov 2026", "foi sent 1 --again", "foi sent 1 --correct --on"):
            assert words in ran.err
        assert foi("sent", 1, "--json").error["code"] == "sent_before"

    @pytest.mark.parametrize(
        ("answers", "due"),
        [
            (("a",), "2026-12-23"),
            (("w", "20/11"), "2026-12-21"),
            (("wrong", "23/11"), "2026-12-22"),
            (("", "23/11"), None),
            (("no", ""), None),
            (("agian", "again"), "2026-12-23"),
            (("w", "30/11/2027", "20/11"), "2026-12-21"),
        ],
        ids=str,
    )
    def test_said_again_to_a_person_it_asks_which_it_was(
        self, asked: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...], due: str | None
    ) -> None:
        before = listing(asked)
        person = sit_down(monkeypatch, *answers)
        ran = foi("sent", 1)
        assert "Was it sent (a)gain" in person.heard
        if due is None:
            assert (ran.code, listing(asked)) == (4, before)
        else:
            assert (ran.code, shown()["due_on"]) == (0, due)

    def test_sent_again_counts_from_the_new_sending(self, asked: Path) -> None:
        ran = foi("sent", 1, "--again", "--on", "2026-11-24", tty=80).ok
        assert shown()["due_on"] == "2026-12-23"
        assert kinds() == ["drafted", "sent", "sent"]
        for words in ("Sun 22 Nov 2026", "Tue 24 Nov 2026", "Mon 21 Dec 2026", "Wed 23 Dec 2026"):
            assert words in ran.err

    def test_a_second_sending_cannot_lie_before_the_first(self, asked: Path) -> None:
        ran = foi("sent", 1, "--again", "--on", "2026-11-20")
        assert ran.code == 4, "or the clock would go on from the first, against what --again promises"
        assert "Sun 22 Nov 2026" in ran.err

    def test_a_correction_shows_old_and_new_dates(self, asked: Path) -> None:
        ran = foi("sent", 1, "--correct", "--on", "2026-11-23", tty=80).ok
        assert shown()["due_on"] == "2026-12-22"
        assert kinds() == ["drafted", "sent"]
        for words in ("Sun 22 Nov 2026", "Mon 23 Nov 2026", "Mon 21 Dec 2026", "Tue 22 Dec 2026"):
            assert words in ran.err

    def test_a_correction_that_moves_no_due_date_still_shows_both_days(self, asked: Path) -> None:
        err = foi("sent", 1, "--correct", "--on", "2026-11-20", tty=80).ok.err
        assert "Sun 22 Nov 2026" in err
        assert "Fri 20 Nov 2026" in err

    def test_a_correction_keeps_how_it_went(self, drafted: Path) -> None:
        do("sent", 1, "--on", "2026-11-22", "--via", "form")
        do("sent", 1, "--correct", "--on", "2026-11-23")
        assert "by web form" in foi("show", 1, tty=80).ok.out

    def test_again_and_correct_contradict(self, asked: Path) -> None:
        assert foi("sent", 1, "--again", "--correct").code == 2

    def test_nothing_to_correct_is_refused(self, drafted: Path) -> None:
        assert foi("sent", 1, "--correct").code == 4

    def test_the_waiting_letter_is_what_was_sent(self, asked: Path) -> None:
        do("draft", 1, today="2026-12-23")
        ran = foi("sent", 1, today="2026-12-23", tty=80).ok
        assert kinds() == ["drafted", "sent", "drafted", "chased"]
        assert "chaser sent on Wed 23 Dec 2026" in joined(ran.err)
        assert "request sent on" not in ran.err

    def test_what_needs_no_letter(self, asked: Path) -> None:
        do("sent", 1, "chaser", "--on", "23/12/2026", today="2026-12-23")
        assert kinds() == ["drafted", "sent", "chased"]

    def test_a_correction_without_what_is_of_what_was_sent_last(self, asked: Path) -> None:
        do("sent", 1, "chaser", "--on", "2026-12-24", today="2026-12-24")
        do("sent", 1, "--correct", "--on", "2026-12-23", today="2026-12-24")
        assert shown()["sent_on"] == "2026-11-22"
        assert [(e["kind"], e["on"]) for e in shown()["events"]][-1] == ("chased", "2026-12-23")

    @pytest.mark.parametrize("typed", ["chaser", "Chaser", "ch", "chased"])
    def test_unique_beginnings_and_event_names_are_read(self, asked: Path, typed: str) -> None:
        do("sent", 1, typed, "-n", today="2026-12-23")

    def test_a_calendar_that_ends_too_soon_is_said(self, drafted: Path) -> None:
        ran = foi("sent", 1, today="2028-12-20", tty=80).ok
        assert "2028" in ran.err.replace("Wed 20 Dec 2028", "")


class TestGot:
    def test_an_acknowledgement_changes_no_date_and_says_so(self, asked: Path) -> None:
        ran = foi("got", 1, "ack", "--ref", "2026/417", tty=80).ok
        assert "changes no date" in ran.err
        assert "Mon 21 Dec 2026" in ran.err
        assert shown()["their_refs"] == ["2026/417"]
        assert shown("2026/417")["number"] == 1

    def test_their_later_count_moves_latest_and_not_due(self, asked: Path) -> None:
        (told,) = foi("got", 1, "ack", "--received", "2026-11-24", "--json").json["changed"]
        assert (told["due_on"], told["latest_on"]) == ("2026-12-21", "2026-12-23")

    def test_their_dates_are_shown_with_their_weekdays(self, asked: Path) -> None:
        said = foi("got", 1, "ack", "--received", "2026-11-24", tty=80).ok.err + foi("show", 1, tty=80).ok.out
        assert re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said) == []
        assert "Wed 23 Dec" in said

    def test_an_automatic_reply_is_told_apart(self, asked: Path) -> None:
        do("got", 1, "auto")
        assert "automatic reply" in foi("show", 1, tty=80).ok.out

    def test_an_answer_to_every_question(self, asked: Path) -> None:
        ran = foi("got", 1, "answer", "--all", "released", tty=80).ok
        assert "released in full" in ran.err
        assert "foi close 1" in ran.err
        assert (shown()["status"], shown()["outcome"]) == ("answered", "successful")

    def test_an_answer_in_pieces(self, asked: Path) -> None:
        do("got", 1, "answer", "1=g", "2=refused:s43(2),s40", "3=to_follow", '4=partly:"42000"')
        questions = shown()["questions"]
        told = [(q["outcome"], q["exemptions"], q["value"]) for q in questions[:5]]
        assert told == [
            ("released", [], None),
            ("refused", ["s43(2)", "s40"], None),
            ("to_follow", [], None),
            ("partly", [], "42000"),
            (None, [], None),
        ]
        running = [clock["questions"] for clock in shown()["clocks"] if clock["ended"] is None]
        assert [3, 5, 6, 7, 8] in running

    def test_all_with_questions_concerns_those_alone(self, asked: Path) -> None:
        do("got", 1, "answer", "--all", "released", "--questions", "1,2")
        questions = shown()["questions"]
        assert [q["outcome"] for q in questions] == ["released"] * 2 + [None] * 6

    def test_an_answer_late_is_counted(self, asked: Path) -> None:
        (told,) = foi("got", 1, "answer", "--all", "g", "--json", today="2026-12-29").json["changed"]
        assert told["clocks"][0]["missed_by"] == 4

    def test_an_extension_with_a_qualified_exemption_moves_the_date(self, asked: Path) -> None:
        do("got", 1, "extension", "--sections", "s43", "--until", "24/12/2026")
        assert shown()["due_on"] == "2026-12-24"

    def test_a_holding_reply_moves_nothing(self, asked: Path) -> None:
        ran = foi("got", 1, "holding", "--until", "24/12/2026", tty=80).ok
        assert shown()["due_on"] == "2026-12-21"
        assert "changes no date" in ran.err

    def test_a_bounce_stops_the_clock_and_asks_to_send_again(self, asked: Path) -> None:
        do("got", 1, "bounce")
        assert (shown()["status"], shown()["due_on"]) == ("undelivered", None)
        do("sent", 1)
        assert shown()["due_on"] == "2026-12-23"

    def test_after_a_bounce_the_command_that_is_proposed_works(self, asked: Path) -> None:
        do("draft", 1, today="2026-12-23")
        do("got", 1, "bounce", today="2026-12-23")
        assert shown(1, "2026-12-23")["next"]["command"] == "foi send 1"
        do("sent", 1, today="2026-12-23")
        assert shown(today="2026-12-23")["status"] == "waiting_response"

    def test_sections_of_an_answer_stand_behind_its_outcome_and_that_is_said(self, asked: Path) -> None:
        ran = foi("got", 1, "answer", "--all", "refused", "--sections", "s43")
        assert ran.code == 2
        assert "--all refused:s43" in ran.err
        assert kinds() == ["drafted", "sent"]

    def test_several_at_once(self, asked: Path) -> None:
        assert [r["number"] for r in foi("got", "1-2", "ack", "--json").json["changed"]] == [1, 2]
