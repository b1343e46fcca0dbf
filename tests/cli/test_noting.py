"""note, tag, remind: what a person keeps with a request, for all its life and after it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.begun import begin, one_asked
from support.homes import Homes
from support.run import do, foi, listing, shown
from support.text import joined

from foi_tracker.casework.desk import Desk

WRITERS: list[tuple[object, ...]] = [
    ("note", 1, "They rang"),
    ("note", 1, "--campaign", "fdp-2026"),
    ("note", 1, "--our-ref", "HC-7"),
    ("note", 1, "--their-ref", "FOI-99"),
    ("note", 1, "--ico-ref", "IC-123456-A1B2"),
    ("note", 1, "--tribunal-ref", "EA/2026/0001"),
    ("tag", "urgent", 1),
    ("remind", 1, "2027-03-01", "They said that they would publish it"),
]


def name(typed: object) -> str:
    return " ".join(map(str, typed[:3])) if isinstance(typed, tuple) else str(typed)


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    """Request 1 to Homerton, sent on Sunday 22 November 2026; today is Tuesday 24."""
    return homes.give(one_asked, world)


def is_open(number: int = 1) -> bool:
    return Desk(os.environ["FOI_HOME"]).ledger.snapshot().is_open(number)


class TestEveryWriter:
    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_a_dry_run_writes_nothing_and_says_so(self, home: Path, typed: tuple[object, ...]) -> None:
        before = listing(home)
        ran = foi(*typed, "-n", tty=80).ok
        assert "Nothing was recorded" in ran.err
        assert listing(home) == before

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_json_has_what_changed(self, home: Path, typed: tuple[object, ...]) -> None:
        told = foi(*typed, "--json").json
        assert (told["schema"], told["today"]) == (1, "2026-11-24")
        assert [request["number"] for request in told["changed"]] == [1]

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_a_pipe_gets_the_record_of_the_table(self, home: Path, typed: tuple[object, ...]) -> None:
        assert foi(*typed).ok.records == foi("status").ok.records

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_it_moves_no_date(self, home: Path, typed: tuple[object, ...]) -> None:
        before = shown()["clocks"]
        do(*typed)
        assert shown()["clocks"] == before

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_undo_takes_it_back(self, home: Path, typed: tuple[object, ...]) -> None:
        before = shown()
        do(*typed)
        assert shown() != before
        do("undo")
        assert shown() == before

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_a_closed_request_takes_it(self, home: Path, typed: tuple[object, ...]) -> None:
        do("close", 1)
        do(*typed)
        assert shown()["status"] == "closed"

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_a_draft_takes_it(self, home: Path, typed: tuple[object, ...]) -> None:
        begin("barts", on="2026-11-20")
        do(*(2 if part == 1 else part for part in typed))
        assert shown(2)["status"] == "draft"

    @pytest.mark.parametrize("typed", WRITERS, ids=name)
    def test_of_no_request_it_is_not_found(self, home: Path, typed: tuple[object, ...]) -> None:
        before = listing(home)
        ran = foi(*(9 if part == 1 else part for part in typed))
        assert (ran.code, ran.out) == (3, "")
        assert "There is no request 9" in ran.err
        assert listing(home) == before

    @pytest.mark.parametrize("typed", [*WRITERS, ("remind", 1, "--done")], ids=name)
    def test_without_a_home_it_says_how_to_make_one(self, world: Path, typed: tuple[object, ...]) -> None:
        ran = foi(*typed)
        assert ran.code == 7
        assert "foi init" in ran.err
        assert not world.exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            (("tag", "urgent", 1), "urgent"),
            (("note", 1, "--campaign", "fdp-2026"), "fdp-2026"),
            (("note", 1, "--ico-ref", "IC-123456-A1B2"), "IC-123456-A1B2"),
            (("remind", 1, "2027-03-01"), "Mon 1 Mar 2027"),
        ],
        ids=name,
    )
    def test_it_says_what_was_kept(self, home: Path, typed: tuple[object, ...], words: str) -> None:
        assert words in joined(foi(*typed, tty=80).ok.err)


class TestNotes:
    def test_it_stands_in_the_story_on_its_day(self, home: Path) -> None:
        assert "changes no date" in do("note", 1, "They", "rang", "--on", "2026-11-23", tty=80).err
        assert shown()["events"][-1]["text"] == "They rang"
        assert "Mon 23 Nov 2026  you        note: They rang" in foi("show", 1, tty=100).ok.out

    def test_everything_of_one_command_is_one_change(self, home: Path) -> None:
        before = shown()
        paper = home.parent / "reply.pdf"
        paper.write_bytes(b"%PDF")
        do("note", 1, "See this", "--file", paper, "--campaign", "x", "--their-ref", "A-1", "--ico-ref", "IC-1")
        told = shown()
        assert (told["campaign"], sorted(told["their_refs"]), len(told["files"])) == ("x", ["A-1", "IC-1"], 1)
        do("undo")
        assert shown() == before

    @pytest.mark.parametrize("empty", [(), ("",), ("   ",), ("--campaign", " "), ("--their-ref", "  ")], ids=repr)
    def test_nothing_to_keep_is_refused(self, home: Path, empty: tuple[str, ...]) -> None:
        before = listing(home)
        ran = foi("note", 1, *empty)
        assert ran.code == 2
        assert "empty" in ran.err
        assert listing(home) == before

    def test_not_from_the_future(self, home: Path) -> None:
        assert foi("note", 1, "They will ring", "--on", "2026-11-25").code == 4


class TestReferences:
    def test_whose_they_are_is_kept(self, home: Path) -> None:
        do("note", 1, "--their-ref", "FOI-99", "--ico-ref", "IC-1", "--tribunal-ref", "EA/1")
        do("got", 1, "ack", "--ref", "FOI-100")
        assert shown()["references"] == {
            "authority": ["FOI-99", "FOI-100"],
            "regulator": ["IC-1"],
            "tribunal": ["EA/1"],
        }
        told = joined(foi("show", 1, tty=100).ok.out)
        for words in ("their ref FOI-99", "the regulator's ref IC-1", "the tribunal's ref EA/1"):
            assert words in told

    @pytest.mark.parametrize("typed", ["IC-123456-A1B2", "ic-123456-a1b2", " IC-123456-A1B2 "])
    def test_a_reference_names_the_request_however_it_is_written(self, home: Path, typed: str) -> None:
        begin("barts", on="2026-11-20")
        do("note", 1, "--ico-ref", "IC-123456-A1B2")
        assert shown(typed)["number"] == 1
        assert foi("note", typed, "x", "--json").json["changed"][0]["number"] == 1

    def test_it_is_found_by_the_whole_of_it_before_a_part(self, home: Path) -> None:
        begin("barts", on="2026-11-20")
        do("note", 1, "--ico-ref", "IC-123")
        do("note", 2, "--ico-ref", "IC-1234")
        assert shown("IC-123")["number"] == 1

    def test_of_a_closed_request_too(self, home: Path) -> None:
        do("note", 1, "--ico-ref", "IC-123")
        do("close", 1)
        assert not is_open()
        assert shown("IC-123")["number"] == 1

    def test_one_of_two_requests_is_not_guessed(self, home: Path) -> None:
        begin("barts", on="2026-11-20")
        do("note", 1, "--ico-ref", "IC-123")
        do("note", 2, "--ico-ref", "IC-123")
        ran = foi("show", "IC-123")
        assert ran.code == 3
        assert "Homerton" in ran.err
        assert "Barts" in ran.err

    def test_ours_is_the_last_that_was_given(self, home: Path) -> None:
        do("note", 1, "--our-ref", "HC-7")
        assert shown()["our_ref"] == "HC-7"
        assert shown()["their_refs"] == []
        assert shown("HC-7")["number"] == 1

    def test_a_campaign_is_changed_and_filtered_by(self, home: Path) -> None:
        do("note", 1, "--campaign", "one")
        do("note", 1, "--campaign", " two ")
        assert shown()["campaign"] == "two"
        assert len(foi("status", "--campaign", "two").ok.records) == 1
        assert foi("status", "--campaign", "one").ok.records == []


class TestTags:
    def test_put_on_and_taken_off(self, home: Path) -> None:
        do("tag", "urgent", 1)
        do("tag", "for the  press", 1)
        assert shown()["tags"] == ["urgent", "for the press"]
        do("tag", "urgent", 1, "--remove")
        assert shown()["tags"] == ["for the press"]
        assert "tag for the press" in foi("show", 1, tty=80).ok.out

    def test_of_several_at_once(self, home: Path) -> None:
        begin("barts", "hackney", on="2026-11-20")
        do("tag", "urgent", "1-2", 3)
        assert [r[0] for r in sorted(foi("status", "--tag", "urgent").ok.records)] == ["1", "2", "3"]

    def test_what_is_there_or_is_not_there_is_said(self, home: Path) -> None:
        ran = foi("tag", "urgent", 1, "--remove")
        assert ran.code == 4
        assert "has no tag 'urgent'" in ran.err
        do("tag", "urgent", 1)
        assert foi("tag", "urgent", 1).code == 4

    @pytest.mark.parametrize("typed", ["", "  "])
    def test_an_empty_one_is_refused(self, home: Path, typed: str) -> None:
        assert foi("tag", typed, 1).code == 2

    def test_the_numbers_may_come_first(self, home: Path) -> None:
        begin("barts", "hackney", on="2026-11-20")
        do("tag", "1", "3", "urgent")
        do("tag", "1-2,3", "press")
        assert [r[0] for r in sorted(foi("status", "--tag", "urgent").ok.records)] == ["1", "3"]
        assert [r[0] for r in sorted(foi("status", "--tag", "press").ok.records)] == ["1", "2", "3"]

    def test_a_number_stays_the_tag_where_the_last_word_is_a_request(self, home: Path) -> None:
        do("tag", "2027", "homerton")
        assert shown()["tags"] == ["2027"]

    def test_without_a_request_it_is_said(self, home: Path) -> None:
        ran = foi("tag", "urgent")
        assert ran.code == 2
        assert "Which request" in ran.err


class TestReminders:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2027-03-01", "2027-03-01"),
            ("1/3", "2027-03-01"),
            ("1 Mar 2027", "2027-03-01"),
            ("today", "2026-11-24"),
            ("tomorrow", "2026-11-25"),
            ("in 7 days", "2026-12-01"),
            ("in 2 weeks", "2026-12-08"),
            ("tue", "2026-11-24"),
        ],
    )
    def test_the_day_is_one_to_come(self, home: Path, typed: str, day: str) -> None:
        do("remind", 1, typed, "look", "for it")
        assert shown()["reminders"] == [{"event": 3, "on": day, "text": "look for it"}]

    @pytest.mark.parametrize("typed", ["yesterday", "2026-11-23"])
    def test_a_day_that_has_passed_is_refused(self, home: Path, typed: str) -> None:
        ran = foi("remind", 1, typed)
        assert ran.code == 4
        assert "Mon 23 Nov 2026" in ran.err

    def test_a_day_without_its_quotes_is_shown_with_them(self, home: Path) -> None:
        for typed, together in (("1 Mar 2027 they publish", "1 Mar 2027"), ("in 7 days", "in 7 days")):
            ran = foi("remind", 1, *typed.split())
            assert ran.code == 2
            assert ran.err.endswith(f'Put a date of several words in quotes: foi remind 1 "{together}"\n')

    def test_what_cannot_be_read_shows_the_ways_to_write_a_day_to_come(self, home: Path) -> None:
        ran = foi("remind", 1, "soon")
        assert ran.code == 2
        assert "the next such day" in ran.err
        assert "tomorrow" in ran.err
        assert "the last such day" not in ran.err

    def test_without_a_day_it_is_said(self, home: Path) -> None:
        assert foi("remind", 1).code == 2

    def test_done_takes_no_day_and_no_words(self, home: Path) -> None:
        do("remind", 1, "2027-03-01", "Look")
        before = listing(home)
        assert foi("remind", 1, "2027-03-01", "--done").code == 2
        assert listing(home) == before

    def test_done_without_one_is_said(self, home: Path) -> None:
        ran = foi("remind", 1, "--done")
        assert ran.code == 3
        assert "has no reminder" in ran.err

    def test_done_before_its_day_crosses_off_the_first(self, home: Path) -> None:
        do("remind", 1, "2027-03-01", "second")
        do("remind", 1, "2027-02-01", "first")
        do("remind", 1, "--done")
        assert [one["text"] for one in shown()["reminders"]] == ["second"]

    def test_undoing_done_brings_it_back(self, home: Path) -> None:
        do("remind", 1, "2027-03-01")
        before = shown()
        do("remind", 1, "--done")
        do("undo")
        assert shown() == before

    def test_show_and_a_pipe_have_it(self, home: Path) -> None:
        do("remind", 1, "2027-03-01", "look for it")
        assert "Reminder Mon 1 Mar 2027: look for it" in foi("show", 1, tty=80).ok.out
        assert ["reminder", "2027-03-01", "look for it"] in foi("show", 1).ok.records
        assert "foi remind 1 --done" not in foi("show", 1, tty=80).ok.out
        assert "foi remind 1 --done" in foi("show", 1, tty=80, today="2027-03-01").ok.out


class TestArchive:
    """A closed request on which nothing waits is put away; one with a reminder or an open window is not."""

    def test_closed_with_nothing_waiting_it_is_put_away(self, home: Path) -> None:
        do("close", 1)
        assert not is_open()

    def test_a_reminder_keeps_it_and_done_puts_it_away(self, home: Path) -> None:
        do("remind", 1, "2027-03-01")
        do("close", 1)
        assert is_open()
        do("remind", 1, "--done", today="2027-03-01")
        assert not is_open()

    def test_a_reminder_set_afterwards_fetches_it_back_and_undo_puts_it_away_again(self, home: Path) -> None:
        do("close", 1)
        do("remind", 1, "2027-03-01")
        assert is_open()
        do("undo")
        assert not is_open()

    def test_a_note_on_what_is_put_away_leaves_it_there(self, home: Path) -> None:
        do("close", 1)
        do("note", 1, "They rang")
        do("tag", "urgent", 1)
        assert not is_open()
        assert shown()["tags"] == ["urgent"]

    def test_an_open_window_keeps_it_until_it_has_closed(self, home: Path) -> None:
        do("got", 1, "answer", "--all", "refused:s43(2)")
        do("close", 1)
        assert is_open()
        # 40 working days from 24 November, without 30 November, 25 and 28 December, 1 and 4 January: 26 January.
        do("note", 1, "x", today="2027-01-26")
        assert is_open()
        do("note", 1, "x", today="2027-01-27")
        assert not is_open()
