"""One question to 226 authorities at once, and every kind of reply: counts, filters, and taking a big step back."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.begun import begin
from support.homes import Homes
from support.run import Ran, do, foi, listing, make_home
from support.text import joined

import foi_tracker.authorities

MANY = 226
SENT = "2026-05-18"  # a Monday; the 20th working day is Wednesday 17 June, the 40th Thursday 16 July
LATE = "2026-06-18"
SECONDS = 15.0

# What came, to which requests, and on which day.
REPLIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("2026-05-18", "91-95", ("bounce",)),
    ("2026-05-19", "1-90", ("ack",)),
    ("2026-06-01", "81-90", ("question",)),
    ("2026-06-01", "96-100", ("fee", "--amount", "£30")),
    ("2026-06-01", "121-125", ("transfer", "--to", "hackney")),
    ("2026-06-01", "126-130", ("reclassified", "--regime", "EIR")),
    ("2026-06-10", "1-40", ("answer", "--all", "released")),
    ("2026-06-10", "101-110", ("answer", "--all", "over_cost:s12")),
    ("2026-06-10", "111-120", ("answer", "--all", "not_held")),
    ("2026-06-10", "141-150", ("answer", "1=given:42000", "2=to_follow")),
    ("2026-06-15", "71-80", ("extension", "--sections", "s43", "--until", "2026-07-15")),
    ("2026-06-17", "41-70", ("answer", "--all", "refused:s43(2)")),
)
ANSWERED = {*range(1, 71), *range(101, 126)}
SILENT = {*range(126, 131), *range(141, MANY + 1)}  # and those that answered one question of two
PASSED_ON = set(range(MANY + 1, MANY + 6))


def names() -> list[str]:
    """Return the slugs of the first 226 English authorities of the shipped list, none of them Hackney."""
    path = Path(foi_tracker.authorities.__file__).parent / "authorities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["nation"] == "england" and row["kind"] != "school"]
    return [row["slug"] for row in rows if not row["slug"].startswith("hackney")][:MANY]


def campaign() -> None:
    make_home()
    begin(*names(), questions=["What was paid?", "To whom?"], subject="FDP", on=SENT, campaign="fdp-2026")
    do("sent", f"1-{MANY}", "--via", "email", "--yes", today=SENT)
    for on, which, told in REPLIES:
        do("got", which, *told, today=on)
    do("sent", "131-140", "withdrawal", "--via", "email", "--yes", today="2026-06-10")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(campaign, world)


def requests(*typed: object, today: str = LATE) -> dict[int, Any]:
    return {one["number"]: one for one in foi(*typed, "--json", today=today).json["requests"]}


def changed(ran: Ran) -> set[int]:
    return {one["number"] for one in ran.json["changed"]}


def test_a_whole_campaign_is_a_matter_of_seconds(world: Path) -> None:
    start = time.monotonic()
    campaign()
    for typed in (("status",), ("overdue",), ("next",), ("status", "--all"), ("next", "--campaign", "fdp-2026")):
        do(*typed, today=LATE, tty=100)
    assert time.monotonic() - start < SECONDS


def test_every_status_is_counted(home: Path) -> None:
    found = Counter(one["status"] for one in requests("status", "--all").values())
    # Withdrawn are ten of the silent; five that were passed on wait with Hackney, in time.
    assert found == {
        "answered": len(ANSWERED),
        "waiting_response_overdue": len(SILENT),
        "waiting_response": 10 + 5,
        "waiting_clarification": 10,
        "fee_requested": 5,
        "undelivered": 5,
        "closed": 10,
    }
    assert sum(found.values()) == MANY + 5


def test_late_are_the_silent_ones_and_no_other(home: Path) -> None:
    assert set(requests("overdue", today="2026-06-17")) == set()
    assert set(requests("overdue")) == SILENT
    assert f"{len(SILENT)} requests late on Thu 18 Jun 2026" in foi("overdue", today=LATE, tty=80).ok.out
    assert foi("overdue", "--exit-code", today=LATE).code == 10


def test_those_passed_on_have_a_time_of_their_own(home: Path) -> None:
    # 20 working days from Monday 1 June, without 15 June: Tuesday 30 June.
    found = requests("status")
    assert {found[number]["due_on"] for number in PASSED_ON} == {"2026-06-30"}
    assert {found[number]["campaign"] for number in PASSED_ON} == {"fdp-2026"}
    assert PASSED_ON.issubset(requests("overdue", today="2026-07-01"))


def test_the_extended_are_late_after_the_day_they_named(home: Path) -> None:
    extended = set(range(71, 81))
    assert extended & set(requests("overdue", today="2026-07-15")) == set()
    assert extended <= set(requests("overdue", today="2026-07-16"))


def test_next_has_one_step_for_each_and_those_that_wait_come_last(home: Path) -> None:
    found = requests("next")
    steps = Counter(one["next"]["step"] for one in found.values())
    assert steps == {
        "chase": len(SILENT),
        "review": 30 + 10 + 10,
        "close": 40,
        "passed_on": 5,
        "clarify": 10,
        "pay": 5,
        "send_again": 5,
        "wait": 10 + 5,
    }
    waits = [one["next"]["step"].startswith("wait") for one in found.values()]
    assert waits == sorted(waits)
    told = foi("next", today=LATE, tty=100).ok.out
    assert "things to do on Thu 18 Jun 2026" in told
    assert "15 wait properly" in told


def test_after_a_chaser_to_all_the_list_of_what_to_do_is_shorter_by_them(home: Path) -> None:
    late = ("--status", "waiting_response_overdue")
    assert changed(foi("sent", "chaser", *late, "--yes", "--json", today=LATE)) == SILENT
    steps = Counter(one["next"]["step"] for one in requests("next").values())
    assert (steps["chase"], steps["wait_chaser"]) == (0, len(SILENT))


class TestByFilter:
    def test_a_tag_for_all_that_are_late(self, home: Path) -> None:
        late = ("--status", "waiting_response_overdue")
        assert changed(foi("tag", "late", *late, "--yes", "--json", today=LATE)) == SILENT
        assert set(requests("status", "--tag", "late")) == SILENT

    def test_it_says_how_many_and_which_and_nobody_agreeing_does_nothing(self, home: Path) -> None:
        before = listing(home)
        ran = foi("close", "--status", "answered", today=LATE)
        assert ran.code == 4
        assert "95 requests found: 1-70, 101-125." in ran.err
        assert "--yes" in ran.err
        assert listing(home) == before

    def test_closing_what_was_answered_leaves_the_windows_that_are_open(self, home: Path) -> None:
        assert changed(foi("close", "--status", "answered", "--yes", "--json", today=LATE)) == ANSWERED
        outcomes = Counter(one["outcome"] for one in requests("status", "--status", "closed").values())
        assert outcomes == {"successful": 40, "refused": 30 + 10, "not_held": 10 + 5, "withdrawn": 10}
        # The 40th working day from 10 June, without 15 June, 13 July and 3 August: 10 August; from 17 June: 14.
        closing = foi("status", "--json", today="2026-07-31").json["closing"]
        # And ten that were asked on 1 June what they mean: about two months.
        assert Counter(one["due_on"] for one in closing) == {"2026-08-01": 10, "2026-08-10": 20, "2026-08-14": 30}

    def test_one_undo_takes_all_of_it_back(self, home: Path) -> None:
        before = requests("status", "--all")
        do("close", "--status", "answered", "--yes", today=LATE)
        assert len(requests("status", "--status", "closed")) == len(ANSWERED) + 10
        said = foi("undo", today=LATE, tty=80).ok.err
        assert "1-70, 101-125" in joined(said)
        assert requests("status", "--all") == before

    def test_one_that_cannot_follow_stops_all(self, home: Path) -> None:
        """The undelivered were never sent, so nobody can have reminded them."""
        before = listing(home)
        ran = foi("sent", "chaser", "--campaign", "fdp-2026", "--yes", today=LATE)
        assert ran.code == 4
        assert listing(home) == before

    def test_a_dry_run_asks_nothing_and_writes_nothing(self, home: Path) -> None:
        before = listing(home)
        assert changed(foi("close", "--campaign", "fdp-2026", "-n", "--json", today=LATE)) == set(
            range(1, MANY + 6)
        ) - set(range(131, 141))
        assert listing(home) == before
