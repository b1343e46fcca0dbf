"""The main job, as a campaigner lives it: drafted, sent, late, reminded, and at last the ICO."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, foi, shown
from support.text import joined


def overdue(today: str) -> str:
    return foi("overdue", today=today, tty=80).ok.out


def last_column(today: str) -> str:
    """Return what the table says to do with request 1."""
    line = next(line for line in foi("status", today=today, tty=100).ok.lines[1:] if line.split()[:1] == ["1"])
    return line.rsplit("  ", 1)[1].strip()


@pytest.fixture
def begun(world: Path) -> Path:
    """Friday 20 November 2026: a home, a letter to Homerton and one to NHS England."""
    made = foi("init", "--name", "Hackney Data Coalition", "--email", "requests@example.org", tty=80).ok
    assert "foi draft homerton -t fdp-adoption" in made.err
    first = foi("draft", "homerton", "-t", "fdp-adoption", "--campaign", "fdp-2026", today="2026-11-20", tty=80).ok
    assert "Homerton Healthcare NHS Foundation Trust" in first.out
    assert "kept, not sent" in first.err
    assert first.err.rstrip().endswith("foi sent 1")
    second = foi("draft", "NHS England", "-t", "fdp-contract", "--campaign", "fdp-2026", today="2026-11-20").ok
    assert "Request 2" in second.err
    return world


@pytest.fixture
def sent(begun: Path) -> Path:
    """Sunday 22 November: the first letter went."""
    said = joined(foi("sent", 1, "--on", "22/11/2026", today="2026-11-22", tty=80).ok.err)
    assert "Sun 22 Nov 2026" in said
    assert "due Mon 21 Dec 2026" in said
    assert "St Andrew's Day skipped" in said
    assert "Latest Tue 22 Dec 2026: wait until Wed 23 Dec before you complain" in said
    return begun


def test_while_they_are_within_their_time_there_is_nothing_to_do(sent: Path) -> None:
    for today in ("2026-11-22", "2026-12-01", "2026-12-21"):
        assert overdue(today).startswith("Nothing is late")
        assert last_column(today) == "wait"


def test_a_day_late_by_the_strict_count_it_waits_for_the_generous_one(sent: Path) -> None:
    assert "LATE 1 day " in overdue("2026-12-22")
    assert last_column("2026-12-22") == "wait to 23 Dec"
    assert foi("draft", 1, today="2026-12-22").code == 4


def test_from_wednesday_a_reminder_is_proposed_then_the_ico(sent: Path) -> None:
    assert last_column("2026-12-23") == "foi draft 1"

    chaser = foi("draft", 1, today="2026-12-23").ok
    assert "answer awaited" in chaser.lines[0]
    assert "Monday 21 December 2026" in joined(chaser.out)
    assert last_column("2026-12-23") == "foi send 1"

    said = joined(foi("sent", 1, today="2026-12-23", tty=80).ok.err)
    assert "chaser sent on Wed 23 Dec 2026" in said

    # Five working days: 24, 29, 30, 31 December, 5 January (4 January is a holiday in Scotland).
    for today in ("2026-12-24", "2026-12-31", "2027-01-05"):
        assert last_column(today).startswith("wait to ")
        assert foi("draft", 1, today=today).code == 4

    assert last_column("2027-01-06") == "foi draft 1"
    complaint = foi("draft", 1, today="2027-01-06", tty=80).ok
    assert "Complaint" in complaint.lines[0]
    assert "To: The ICO" in complaint.out
    assert "the ICO" in complaint.err
    said = joined(foi("sent", 1, today="2027-01-06", tty=80).ok.err)
    assert "complaint sent on Wed 6 Jan 2027" in said
    assert last_column("2027-01-07") == "wait"
    assert shown(1, "2027-01-07")["status"] == "complaint"
    assert "complain by: open" not in foi("show", 1, today="2027-01-07", tty=80).ok.out


def test_the_story_tells_it_all(sent: Path) -> None:
    do("sent", 1, "chaser", "--on", "23/12/2026", today="2026-12-23")
    story = foi("show", 1, today="2026-12-24", tty=80).ok.out
    for line in (
        "Fri 20 Nov 2026  you        letter drafted",
        "Sun 22 Nov 2026  you        request sent by e-mail",
        "Wed 23 Dec 2026  you        chaser sent by e-mail",
    ):
        assert line in story


def test_due_on_a_friday_and_today_a_saturday_it_is_late_though_no_working_day_has_passed(begun: Path) -> None:
    # Received on Thursday 19 November 2026: the 20th working day is Friday 18 December.
    do("sent", 1, "--on", "19/11/2026", today="2026-11-20")
    assert overdue("2026-12-18").startswith("Nothing is late")
    for saturday_or_sunday in ("2026-12-19", "2026-12-20"):
        assert "LATE since Fri" in overdue(saturday_or_sunday)
        (late,) = foi("overdue", "--json", today=saturday_or_sunday).json["requests"]
        assert (late["overdue"], late["working_days_left"]) == (True, 0)
        assert foi("overdue", "--exit-code", today=saturday_or_sunday).code == 10
    assert "LATE 1 day " in overdue("2026-12-21")


def test_cron_can_alert(sent: Path) -> None:
    assert foi("overdue", "--exit-code", "--quiet", today="2026-12-21").code == 0
    ran = foi("overdue", "--exit-code", "--quiet", "--plain", today="2026-12-22")
    assert (ran.code, ran.err) == (10, "")
    assert [record[0] for record in ran.records] == ["1"]


def test_what_falls_due_next_week_can_be_seen_ahead(sent: Path) -> None:
    assert foi("overdue", "--within", 5, today="2026-12-11").ok.records == []
    assert [r[0] for r in foi("overdue", "--within", 5, today="2026-12-14").ok.records] == ["1"]


def test_the_calculator_and_the_record_say_the_same(sent: Path) -> None:
    (_, due, latest) = foi("deadline", "22/11/2026").ok.records[0]
    assert foi("status").ok.records[1][4:6] == [due, latest]


def test_it_is_answered_and_closed(sent: Path) -> None:
    said = joined(foi("got", 1, "answer", "--all", "released", "--on", "14/12/2026", today="2026-12-14", tty=80).ok.err)
    assert "released in full" in said
    assert "foi close 1" in said
    assert "successful" in joined(foi("close", 1, today="2026-12-14", tty=80).ok.err)
    assert overdue("2027-06-01").startswith("Nothing is late")
