"""close, reopen and undo: what becomes of a request, what can be taken back, and what it needs first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.homes import Homes, two_sent
from support.run import do, draft, draft_blank, foi, kinds, listing, make_home, sent, shown
from support.text import joined

from foi_tracker.ledger import Ledger


@pytest.fixture
def home() -> Path:
    """A home with two drafts."""
    folder = make_home()
    draft("homerton")
    draft_blank("hackney")
    return folder


def status_of(number: int) -> str:
    return str(shown(number)["status"])


def raw(home: Path, number: int) -> dict[str, Any]:
    found = Ledger(str(home)).snapshot().get(number)
    assert found is not None
    return found


@pytest.fixture
def asked(world: Path, homes: Homes) -> Path:
    return homes.give(two_sent, world)


class TestCloseAndReopen:
    def test_what_came_decides_the_outcome(self, asked: Path) -> None:
        do("got", 1, "answer", "--all", "not_held")
        assert "not held" in foi("close", 1, tty=80).ok.err
        assert shown()["outcome"] == "not_held"

    def test_silence_is_never_answered(self, asked: Path) -> None:
        do("close", 1)
        assert shown()["outcome"] == "never_answered"

    def test_the_owner_may_say_otherwise(self, asked: Path) -> None:
        do("close", 1, "--outcome", "partially-successful")
        assert shown()["outcome"] == "partially_successful"

    def test_closed_it_leaves_the_open_file_and_can_still_be_read(self, asked: Path) -> None:
        do("close", 1)
        assert '"number":1,' not in (asked / "ledger.json").read_text()
        assert shown()["status"] == "closed"

    def test_a_window_that_is_open_keeps_it_in_sight(self, asked: Path) -> None:
        do("got", 1, "answer", "--all", "refused:s43(2)")
        err = joined(foi("close", 1, tty=80).ok.err)
        assert "You could still ask for a review by" in err
        assert '"number":1,' in (asked / "ledger.json").read_text()

    def test_opened_again_its_clock_runs_on(self, asked: Path) -> None:
        before = shown()
        do("close", 1)
        do("reopen", 1)
        after = shown()
        for key in ("status", "due_on", "latest_on", "working_days_left", "next"):
            assert after[key] == before[key], key

    def test_opened_again_a_late_one_is_late(self, asked: Path) -> None:
        do("close", 1)
        do("reopen", 1)
        assert [record[0] for record in foi("overdue", today="2026-12-22").ok.records] == ["1", "2"]

    def test_many_are_closed_only_after_yes(self, asked: Path) -> None:
        draft("imperial", "uclh")
        for _ in range(4):
            draft("homerton", "barts")
        ran = foi("close", "1-12")
        assert (ran.code, ran.out) == (4, "")
        assert "--yes" in ran.err
        assert len(foi("status").ok.records) == 12
        do("close", "1-12", "--yes")
        assert foi("status").ok.records == []


# What undo takes back ------------------------------------------------------------------------------------------------


def test_the_newest_change_goes_in_one_sentence_and_said_again_the_one_before(home: Path) -> None:
    sent(1)
    do("note", 1, "They rang")
    ran = foi("undo", tty=200).ok
    assert ran.err == "Taken back from request 1: “note” on Tue 24 Nov 2026.\n"
    assert kinds(1) == ["drafted", "sent"]
    assert foi("undo", tty=200).ok.err == "Taken back from request 1: “request sent” on Sun 22 Nov 2026.\n"
    assert status_of(1) == "draft"


def test_the_last_of_one_request_goes_also_after_other_commands(home: Path) -> None:
    sent(1)
    sent(2)
    do("note", 2, "They rang")
    do("undo", 1)
    assert status_of(1) == "draft"
    assert kinds(2) == ["drafted", "sent", "noted"]


def test_a_change_over_several_requests_goes_back_as_one(home: Path) -> None:
    do("sent", 1, 2, "--on", "2026-11-22")
    ran = foi("undo", tty=200).ok
    assert ran.err == "Taken back from requests 1, 2: “request sent” on Sun 22 Nov 2026.\n"
    assert (status_of(1), status_of(2)) == ("draft", "draft")


def test_json_has_every_request_that_got_something_back(home: Path) -> None:
    do("sent", 1, 2, "--on", "2026-11-22")
    assert [request["number"] for request in foi("undo", "--json").json["changed"]] == [1, 2]


def test_with_a_number_only_that_request_gets_it_back(home: Path) -> None:
    do("sent", 1, 2, "--on", "2026-11-22")
    do("undo", 2)
    assert (status_of(1), status_of(2)) == ("waiting_response", "draft")
    do("undo")
    assert status_of(1) == "draft"


def test_an_undo_is_not_itself_taken_back(home: Path) -> None:
    sent(1)
    for _ in range(3):
        do("undo")
    ran = foi("undo")
    assert ran.code == 3
    assert ran.err.startswith("There is nothing to take back.")
    assert foi("undo", "--list", tty=80).ok.out == "There is nothing to take back.\n"


def test_nothing_is_erased(home: Path) -> None:
    sent(1)
    before = raw(home, 1)["events"]
    do("undo")
    events = raw(home, 1)["events"]
    assert events[:-1] == before
    assert (events[-1]["kind"], events[-1]["voids"]) == ("voided", [2])


def test_a_dry_run_says_what_would_go_and_changes_nothing(home: Path) -> None:
    sent(1)
    before = listing(home)
    ran = foi("undo", "-n", tty=200).ok
    assert ran.err.startswith("Nothing was taken back; without -n it would be from request 1: “request sent”")
    assert listing(home) == before


def test_several_requests_at_a_time_are_refused(home: Path) -> None:
    ran = foi("undo", "1-2")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "One request at a time.")


# What comes back -----------------------------------------------------------------------------------------------------


def test_a_draft_undone_keeps_its_letter_and_its_number_which_answers_undone(home: Path) -> None:
    letter = home / "letters" / "0002-01-blank.txt"
    text = letter.read_bytes()
    ran = foi("undo", tty=200).ok
    assert "the letter is kept, and the number is not used again" in ran.err
    assert letter.read_bytes() == text
    ran = foi("show", 2)
    assert (ran.code, ran.err.splitlines()[0]) == (3, "Request 2 was undone; its number is not used again.")
    draft_blank("hackney")
    assert status_of(3) == "draft"


def test_taking_back_a_correction_brings_the_old_date_back(home: Path) -> None:
    sent(1, on="2026-11-20", today="2026-11-24")
    do("sent", 1, "--correct", "--on", "2026-11-22")
    assert shown(1)["sent_on"] == "2026-11-22"
    do("undo")
    assert shown(1)["sent_on"] == "2026-11-20"
    do("undo")
    assert status_of(1) == "draft"


def test_taking_back_a_closing_brings_the_request_back_from_the_archive(home: Path) -> None:
    do("close", 2)
    ledger = Ledger(str(home))
    assert ledger.snapshot().archived_count == 1
    do("undo", 2)
    assert ledger.snapshot().is_open(2)
    assert ledger.snapshot().archived_count == 0
    assert status_of(2) == "draft"


def test_taking_back_a_closing_lets_the_clock_run_on(asked: Path) -> None:
    before = shown()
    do("close", 1)
    do("undo")
    after = shown()
    for key in ("status", "due_on", "latest_on", "working_days_left", "next"):
        assert after[key] == before[key], key


def test_taking_back_a_reopening_closes_it_again(home: Path) -> None:
    do("close", 2)
    do("reopen", 2)
    do("undo")
    assert status_of(2) == "closed"
    assert not Ledger(str(home)).snapshot().is_open(2)


# What later events need ----------------------------------------------------------------------------------------------


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a command under a clock that runs a month fast."""

    def run(*args: object) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("foi_tracker.today.now", lambda: datetime.now(UTC) + timedelta(days=30))
            do(*args)

    return run


@pytest.fixture
def skewed(home: Path, fast: Callable[..., None]) -> Path:
    """Both sent by one command, of which request 1 seems to be the newest: it was noted under a clock that ran fast."""
    fast("note", 1, "early")
    do("sent", 1, 2, "--on", "2026-11-22")
    do("got", 2, "ack", "--on", "2026-11-23")
    return home


def test_what_a_later_event_needs_is_refused_with_what_to_take_back_first(skewed: Path) -> None:
    before = listing(skewed)
    ran = foi("undo")
    assert ran.code == 4
    assert ran.err.splitlines() == [
        "“request sent” of request 2 cannot be taken back: “acknowledged” on Mon 23 Nov 2026 came of it.",
        "Take back what came later first: foi undo 2",
    ]
    after = listing(skewed)
    assert {name: found.data for name, found in after.items()} == {name: found.data for name, found in before.items()}


def test_what_the_refusal_says_makes_the_way_free(skewed: Path) -> None:
    do("undo", 2)
    do("undo")
    assert (kinds(1), kinds(2)) == (["drafted", "noted"], ["drafted"])


def test_within_a_request_the_last_typed_goes_first_whatever_the_clock_said(
    home: Path, fast: Callable[..., None]
) -> None:
    fast("sent", 1, "--on", "2026-11-22")
    do("got", 1, "ack", "--on", "2026-11-23")
    do("undo", 1)
    assert kinds(1) == ["drafted", "sent"]


def test_a_drafting_stays_while_later_events_stand(home: Path) -> None:
    """A request to which another was passed on is begun by the same change as the passing on."""
    with Ledger(str(home)).transaction("test") as change:
        one, two = change.get(1), change.get(2)
        assert one is not None
        assert two is not None
        both = two["events"][0]["change"]
        noted = {"id": 2, "change": both, "kind": "noted", "on": "2026-11-24", "at": "9", "text": "passed on"}
        one["events"].append(noted)
        change.put(one)
    sent(2, today="2026-11-24")
    ran = foi("undo")
    assert ran.code == 4
    assert ran.err.startswith("“letter drafted” of request 2 cannot be taken back: “request sent”")


# The list ------------------------------------------------------------------------------------------------------------


def test_the_list_names_each_change_once_newest_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foi_tracker.today.now", lambda: datetime(2027, 6, 1, 23, 30, tzinfo=UTC))
    do("sent", 1, 2, "--on", "2026-11-22")
    do("note", 2, "They rang")
    lines = foi("undo", "--list", tty=80).ok.lines
    assert [line.split()[5:] for line in lines] == [
        ["request", "2", "note"],
        ["requests", "1,", "2", "request", "sent"],
        ["request", "2", "letter", "drafted"],
        ["request", "1", "letter", "drafted"],
    ]
    assert lines[0].startswith("Wed 2 Jun 2027 00:30  "), "as London's clocks showed it"
    assert [record[1:] for record in foi("undo", "--list").ok.records] == [
        ["2", "note"],
        ["1,2", "request sent"],
        ["2", "letter drafted"],
        ["1", "letter drafted"],
    ]
    assert [record[1] for record in foi("undo", 1, "--list").ok.records] == ["1", "1"]


def test_the_list_in_json_has_the_events(home: Path) -> None:
    sent(1)
    newest = foi("undo", "--list", "--json").json["changes"][0]
    assert newest["requests"][0]["number"] == 1
    assert [event["kind"] for event in newest["requests"][0]["events"]] == ["sent"]


def test_the_list_takes_nothing_back(home: Path) -> None:
    before = listing(home)
    do("undo", "--list")
    assert listing(home) == before


def test_undo_takes_what_the_list_has_at_its_head(home: Path) -> None:
    do("sent", 1, 2, "--on", "2026-11-22")
    do("got", 1, "ack")
    do("note", 2, "They rang")
    do("sent", 1, "--correct", "--on", "2026-11-21")
    do("close", 2)
    told = foi("undo", "--list").ok.records
    for record in told[:-2]:
        ran = foi("undo", tty=200).ok
        assert record[2] in ran.err
        assert all(number in ran.err for number in record[1].split(","))
    assert foi("undo", "--list").ok.records == told[-2:]


def test_a_long_list_is_cut_on_a_terminal_and_whole_in_a_pipe(home: Path) -> None:
    for count in range(23):
        do("note", 1, f"note {count}")
    ran = foi("undo", "--list", tty=80).ok
    assert len(ran.lines) == 20
    assert ran.err == "and 5 older ones, which --plain lists.\n"
    assert len(foi("undo", "--list").ok.records) == 25
