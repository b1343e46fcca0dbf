"""Answers that come in pieces, late, refused: each question has its own clock, and you have clocks of your own."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, draft_blank, foi, make_home, sent, shown
from support.text import joined

from foi_tracker.requests.advice import WHY


@pytest.fixture
def asked(world: Path) -> Path:
    """Three questions to Hackney, received on Monday 18 May 2026; due Wednesday 17 June."""
    make_home()
    draft_blank("hackney", "Who decides?", "What was paid?", "What was found?", today="2026-05-18")
    sent(1, on="2026-05-18")
    return world


def running(today: str) -> dict[tuple[str, tuple[int, ...]], str]:
    return {(c["kind"], tuple(c["questions"])): c["due_on"] for c in shown(today=today)["clocks"] if c["ended"] is None}


def test_an_answer_in_pieces_leaves_the_rest_running_and_opens_the_window_for_a_review(asked: Path) -> None:
    got = foi(
        "got", 1, "answer", "1=g", "2=refused:s43(2)", "3=to_follow", "--on", "17/6", today="2026-06-17", tty=80
    ).ok
    said = joined(got.err)
    assert "question 1 released in full" in said
    assert "question 2 refused under s43(2)" in said
    assert running("2026-06-18") == {
        ("answer", (3,)): "2026-06-17",
        ("review_request", (2,)): "2026-08-14",
    }
    assert shown(today="2026-06-18")["overdue"] is True
    assert shown(today="2026-06-18")["status"] == "waiting_response_overdue"


def test_the_last_piece_late_is_on_record(asked: Path) -> None:
    do("got", 1, "answer", "1=g", "2=g", "3=to_follow", "--on", "17/6", today="2026-06-17")
    do("got", 1, "answer", "3=g", "--on", "3/7", today="2026-07-03")
    (late,) = [c for c in shown(today="2026-07-03")["clocks"] if c["questions"] == [3] and c["kind"] == "answer"]
    assert (late["missed_by"], late["met_on"]) == (12, "2026-07-03")
    assert (shown(today="2026-07-03")["status"], shown(today="2026-07-03")["outcome"]) == ("answered", "successful")


def test_a_review_is_proposed_until_its_window_closes(asked: Path) -> None:
    do("got", 1, "answer", "--all", "refused:s43(2)", "--on", "17/6", today="2026-06-17")
    for today in ("2026-06-17", "2026-08-14"):
        assert shown(today=today)["next"] == {
            "step": "review",
            "by": "2026-08-14",
            "why": WHY["review"],
            "command": "foi draft 1",
        }
    assert foi("status", today="2026-06-17", tty=100).ok.lines[3].split()[-5:] == ["ask", "by", "foi", "draft", "1"]
    assert shown(today="2026-08-15")["next"]["step"] != "review"


def test_a_review_asked_and_answered_leads_to_the_ico_within_six_weeks(asked: Path) -> None:
    do("got", 1, "answer", "--all", "refused:s43(2)", "--on", "17/6", today="2026-06-17")
    letter = foi("draft", 1, today="2026-06-20").ok.out
    assert "request for review" in letter.splitlines()[0]
    said = joined(foi("sent", 1, "--on", "22/6", today="2026-06-22", tty=80).ok.err)
    assert "review asked for on Mon 22 Jun 2026" in said
    # 20 working days from Monday 22 June: 13 July is a holiday in Northern Ireland.
    assert running("2026-06-22")[("review", ())] == "2026-07-21"
    do("got", 1, "review", "1=released", "2=refused:s43(2)", "3=refused:s43(2)", "--on", "20/7", today="2026-07-20")
    assert shown(today="2026-07-20")["next"] == {
        "step": "complain_outcome",
        "by": "2026-08-31",
        "why": WHY["complain_outcome"],
        "command": "foi draft 1",
    }


def test_a_letter_never_says_that_a_question_is_unanswered_while_its_time_runs(asked: Path) -> None:
    do("got", 1, "answer", "1=refused:s43(2)", "--on", "1/6", today="2026-06-01")
    letter = foi("draft", 1, today="2026-06-01").ok.out
    assert "Who decides?" in letter
    assert "not answered" not in joined(letter)
    assert "passed over" not in joined(letter)


def test_an_extension_moves_the_date_and_says_the_old_one(asked: Path) -> None:
    got = foi(
        "got", 1, "extension", "--sections", "s43(2)", "--until", "1/7", "--on", "16/6", today="2026-06-16", tty=80
    )
    said = joined(got.ok.err)
    assert "Wed 1 Jul 2026" in said
    assert shown(today="2026-06-18")["overdue"] is False
    assert shown(today="2026-07-02")["overdue"] is True


def test_an_extension_without_a_ground_moves_nothing(asked: Path) -> None:
    do("got", 1, "extension", "--until", "1/7", "--on", "16/6", today="2026-06-16")
    assert shown(today="2026-06-18")["overdue"] is True


def test_a_question_back_stops_the_clock_until_it_is_answered(asked: Path) -> None:
    do("got", 1, "question", "--on", "1/6", today="2026-06-01")
    assert shown(today="2026-06-30")["status"] == "waiting_clarification"
    assert shown(today="2026-06-30")["overdue"] is False
    do("sent", 1, "clarification", "--on", "2/6", today="2026-06-30")
    assert shown(today="2026-06-30")["due_on"] == "2026-07-01"


def test_closing_warns_of_the_window_that_stays_open(asked: Path) -> None:
    do("got", 1, "answer", "--all", "refused:s43(2)", "--on", "17/6", today="2026-06-17")
    said = joined(foi("close", 1, today="2026-06-20", tty=80).ok.err)
    assert "You could still ask for a review by Fri 14 Aug (after that they may refuse)" in said


def test_a_clock_that_began_afresh_says_so(asked: Path) -> None:
    do("got", 1, "question", today="2026-05-20")
    do("sent", 1, "clarification", "--on", "22/5", today="2026-05-22")
    told = foi("show", 1, "--why", today="2026-05-26", tty=100).ok.out
    assert "began afresh with your clarification" in told
    assert "Fri 22 May 2026" in told
