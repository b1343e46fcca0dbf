"""calendar: every date that runs, what has ended cancelled, and the file the same for the same records and day."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from support.homes import Homes
from support.run import Ran, do, draft, draft_blank, foi, listing, make_home, sent

from foi_tracker.law.regimes import REGIMES
from foi_tracker.views.exchange.diary import _THEIRS, _YOURS


def some() -> None:
    """1 to Homerton and 2 to NHS Lothian were sent on 22 November; 3 is a draft."""
    make_home()
    draft("homerton")
    draft_blank("nhs-lothian", "How many beds?", "How many wards?", subject="Beds; wards, and more")
    sent(1, 2)
    draft_blank("hackney-council")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(some, world)


def dates(*options: str, today: str = "2026-11-24") -> dict[str, dict[str, Any]]:
    """Return the dates by title."""
    return {one["title"]: one for one in foi("calendar", *options, "--json", today=today).json["dates"]}


def read(path: Path) -> dict[str, vobject.base.Component]:
    calendar = vobject.readOne(path.read_bytes().decode())
    calendar.validate()
    return {event.uid.value: event for event in calendar.vevent_list}


def export(path: Path, today: str = "2026-11-24", **how: Any) -> dict[str, vobject.base.Component]:
    do("calendar", "-o", path, "-y", today=today, **how)
    return read(path)


def by_uid(today: str = "2026-11-24") -> dict[str, dict[str, Any]]:
    return {one["uid"]: one for one in foi("calendar", "--json", today=today).json["dates"]}


class TestWhatIsInIt:
    def test_clocks_of_authorities_with_their_latest_day(self, home: Path) -> None:
        found = dates()
        told = found["Homerton: answer due"]
        assert (told["on"], told["latest_on"]) == ("2026-12-21", "2026-12-22")
        assert told["text"].splitlines() == [
            "Request 1: FDP adoption",
            "To: Homerton Healthcare NHS Foundation Trust",
            "Law: FOIA 2000 s.10(1)",
            "Latest, by the most generous count: Tue 22 Dec 2026.",
            "Next: foi show 1",
        ]

    def test_the_window_after_silence_is_conditional(self, home: Path) -> None:
        (title,) = [title for title in dates() if "review" in title]
        assert title == "If nothing has come, ask Lothian for a review by today (the last day)"

    def test_your_own_window_after_an_answer(self, home: Path) -> None:
        do("got", 1, "answer", "--all", "r:s43(2)", "--on", "2026-12-14", today="2026-12-15")
        told = dates(today="2026-12-15")["Ask Homerton for a review by today (after that they may refuse)"]
        assert told["whose"] == "you"
        assert told["state"] == "runs"
        assert "Next: foi draft 1" in told["text"]

    def test_reminders_until_they_are_done(self, home: Path) -> None:
        do("remind", 3, "2026-12-01", "ring, then write")
        told = dates()["Hackney: ring, then write"]
        assert (told["on"], told["kind"], told["state"]) == ("2026-12-01", "reminder", "runs")
        do("remind", 3, "--done", today="2026-12-02")
        assert dates(today="2026-12-02")["Ended: Hackney: ring, then write"]["state"] == "gone"

    def test_drafts_have_no_dates(self, home: Path) -> None:
        assert {one["number"] for one in dates().values()} == {1, 2}

    def test_filters_choose(self, home: Path) -> None:
        assert {one["number"] for one in dates("--authority", "homerton").values()} == {1}

    def test_every_clock_of_every_law_has_its_words(self) -> None:
        kinds = {kind for law in REGIMES.values() for kind in law.rules} - {"very_late"}
        assert kinds - _THEIRS.keys() - _YOURS.keys() == set()


class TestTheFile:
    def test_another_parser_reads_it(self, home: Path, tmp_path: Path) -> None:
        found = export(tmp_path / "foi.ics")
        told = by_uid()
        assert found.keys() == told.keys()
        for uid, event in found.items():
            assert event.dtstart.value == date.fromisoformat(told[uid]["on"])
            assert event.summary.value == told[uid]["title"]
            assert event.description.value == told[uid]["text"]
            assert event.status.value == "CONFIRMED"

    def test_it_rings_on_the_working_day_before(self, home: Path, tmp_path: Path) -> None:
        event = next(one for one in export(tmp_path / "a.ics").values() if one.summary.value == "Homerton: answer due")
        # Due on a Monday: at nine on the Friday before.
        assert event.valarm.trigger.value == timedelta(days=-3, hours=9)

    def test_the_working_days_are_those_of_the_law(self, home: Path, tmp_path: Path) -> None:
        """Both are due on Tuesday 1 September 2026; the Monday before is a bank holiday everywhere but in Scotland."""
        draft("homerton", today="2026-08-03")
        draft_blank("nhs-lothian", today="2026-08-03")
        do("sent", 4, "--on", "2026-08-03", today="2026-08-04")
        do("sent", 5, "--on", "2026-08-04", today="2026-08-04")
        rings = {
            one.description.value.splitlines()[0][:9]: one.valarm.trigger.value
            for one in export(tmp_path / "a.ics", today="2026-08-05").values()
            if one.dtstart.value == date(2026, 9, 1)
        }
        assert rings == {"Request 4": timedelta(days=-4, hours=9), "Request 5": timedelta(days=-1, hours=9)}

    def test_what_is_past_does_not_ring(self, home: Path, tmp_path: Path) -> None:
        found = export(tmp_path / "a.ics", today="2027-01-06").values()
        late = next(one for one in found if one.summary.value == "Homerton: answer due")
        assert "valarm" not in late.contents

    def test_a_reminder_rings_on_its_day(self, home: Path, tmp_path: Path) -> None:
        do("remind", 1, "2026-12-01", "ring")
        event = next(one for one in export(tmp_path / "a.ics").values() if one.summary.value.endswith(": ring"))
        assert event.valarm.trigger.value == timedelta(hours=9)

    def test_the_same_records_and_day_make_the_same_bytes(self, home: Path, tmp_path: Path) -> None:
        export(tmp_path / "a.ics")
        export(tmp_path / "b.ics")
        assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()

    def test_it_is_for_its_owner_alone_and_over_nothing(self, home: Path, tmp_path: Path) -> None:
        do("calendar", "-o", tmp_path / "a.ics")
        assert foi("calendar", "-o", tmp_path / "a.ics").code == 4
        if os.name == "posix":
            assert stat.S_IMODE((tmp_path / "a.ics").stat().st_mode) == 0o600

    def test_hostile_words_stay_words(self, home: Path, tmp_path: Path) -> None:
        draft_blank("homerton", "x", subject="a\x1b]0;b\x07,c;d\\e \u202ef BEGIN:VALARM")
        sent(4)
        event = next(
            one for one in export(tmp_path / "a.ics").values() if one.description.value.startswith("Request 4")
        )
        assert event.description.value.startswith("Request 4: a\\x1b]0;b\\x07,c;d\\e \\u202ef BEGIN:VALARM\n")


class TestTakenInAgain:
    """A calendar that holds an earlier export is put right: each UID in it comes again, with a higher SEQUENCE."""

    STEPS = (
        ("got", 1, "ack", "--received", "2026-11-23", "--on", "2026-11-24"),
        ("remind", 1, "2026-12-30", "ring"),
        ("got", 1, "extension", "--sections", "s43", "--until", "2027-01-20", "--on", "2026-12-18"),
        ("got", 1, "answer", "1=g", "2=r:s43(2)", "--on", "2026-12-21"),
        ("undo",),
        ("got", 1, "answer", "--all", "r:s43(2)", "--on", "2026-12-22"),
        ("sent", 1, "review", "--on", "2026-12-22"),
        ("close", 1),
        ("reopen", 1),
    )

    def test_no_date_of_an_earlier_export_is_left_behind(self, home: Path) -> None:
        seen = by_uid()
        for step in self.STEPS:
            do(*step, today="2026-12-23")
            now = by_uid("2026-12-23")
            assert seen.keys() <= now.keys(), step
            for uid, before in seen.items():
                if any(before[name] != now[uid][name] for name in ("on", "state", "title")):
                    assert now[uid]["sequence"] > before["sequence"], (step, before["title"])
                assert now[uid]["sequence"] >= before["sequence"]
            seen = now

    def test_what_was_answered_is_cancelled(self, home: Path, tmp_path: Path) -> None:
        before = export(tmp_path / "a.ics")
        do("got", 1, "answer", "--all", "g", "--on", "2026-12-14", today="2026-12-14")
        after = export(tmp_path / "a.ics", today="2026-12-14")
        (uid,) = [uid for uid, one in before.items() if one.summary.value == "Homerton: answer due"]
        assert after[uid].status.value == "CANCELLED"
        assert after[uid].summary.value == "Done: Homerton: answer due"
        assert int(after[uid].sequence.value) > int(before[uid].sequence.value)

    def test_a_date_of_some_questions_takes_the_place_of_that_of_all(self, home: Path) -> None:
        do("got", 2, "answer", "1=g", "--on", "2026-12-14", today="2026-12-14")
        found = dates(today="2026-12-14")
        assert found["Ended: Lothian: answer due"]["state"] == "gone"
        assert found["Done: Lothian: answer due (question 1)"]["state"] == "met"
        assert found["Lothian: answer due (question 2)"]["state"] == "runs"

    def test_sent_back_and_undone_to_nothing_is_cancelled(self, home: Path) -> None:
        before = by_uid()
        do("undo", 2)
        do("undo", 2)
        now = by_uid()
        mine = [uid for uid, one in before.items() if one["number"] == 2]
        assert mine
        assert {now[uid]["state"] for uid in mine} == {"gone"}

    def test_closed_requests_are_told_for_half_a_year(self, home: Path) -> None:
        do("close", 1, "--on", "2026-11-24")
        assert dates(today="2027-05-01")["Ended: Homerton: answer due"]["state"] == "stopped"
        assert 1 not in {one["number"] for one in dates(today="2027-06-30").values()}


class TestOutput:
    def test_a_pipe_gets_the_calendar_and_the_words_go_beside_it(self, home: Path) -> None:
        ran = foi("calendar").ok
        assert ran.out.startswith("BEGIN:VCALENDAR\n")
        assert vobject.readOne(ran.out).vevent_list
        assert "It names your requests" in ran.err

    def test_a_terminal_gets_it_too(self, home: Path) -> None:
        assert foi("calendar", tty=80).ok.out.startswith("BEGIN:VCALENDAR\n")

    def test_with_a_file_a_pipe_gets_a_record(self, home: Path, tmp_path: Path) -> None:
        ran = foi("calendar", "-o", tmp_path / "a.ics").ok
        assert ran.records == [["3", "0", str(tmp_path / "a.ics")]]

    def test_without_a_date_no_file_is_written(self, world: Path, tmp_path: Path) -> None:
        make_home()
        ran = foi("calendar", "-o", tmp_path / "a.ics").ok
        assert (ran.out, (tmp_path / "a.ics").exists()) == ("", False)
        assert "No date runs" in ran.err

    def test_reading_writes_nothing_at_home(self, home: Path, tmp_path: Path) -> None:
        before = listing(home)
        do("calendar")
        do("calendar", "-o", tmp_path / "a.ics")
        assert listing(home) == before


class TestOpening:
    def opened(self, monkeypatch: pytest.MonkeyPatch, ran: Any = None) -> list[list[str]]:
        import subprocess

        calls: list[list[str]] = []

        def run(command: list[str], **how: Any) -> None:
            calls.append(command)
            if ran is not None:
                raise ran

        monkeypatch.setattr(subprocess, "run", run)
        monkeypatch.setattr("sys.platform", "linux")
        monkeypatch.setattr("foi_tracker.cli.app.App.can_ask", True)
        return calls

    def open(self, **how: Any) -> Ran:
        return foi("calendar", "--open", tty=80, **how)

    def test_only_at_a_terminal(self, home: Path) -> None:
        ran = foi("calendar", "--open")
        assert ran.code == 4
        assert "foi calendar -o foi.ics" in ran.err

    def test_the_file_is_private_and_the_system_opens_it(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        calls = self.opened(monkeypatch)
        ran = self.open().ok
        ((opener, path),) = calls
        assert opener == "xdg-open"
        assert read(Path(path))
        assert Path(path).parent.parent == tmp_path
        if os.name == "posix":
            assert stat.S_IMODE(Path(path).parent.stat().st_mode) == 0o700
        assert ran.out == ""

    def test_without_a_program_the_file_is_named(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        self.opened(monkeypatch, FileNotFoundError("xdg-open"))
        ran = self.open()
        assert ran.code == 1
        assert str(tmp_path) in ran.err
