"""status, overdue and show: a table for eyes, records for a pipe, JSON on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft, draft_blank, foi, make_home, sent, shown
from support.text import joined

HOMERTON = "Homerton Healthcare NHS Foundation Trust"
DUE, LATEST = "2026-12-21", "2026-12-22"

REQUEST_KEYS = {
    "number",
    "uid",
    "our_ref",
    "their_refs",
    "authority",
    "subject",
    "regime",
    "campaign",
    "tags",
    "status",
    "phase",
    "outcome",
    "sent_on",
    "received_on",
    "due_on",
    "latest_on",
    "overdue",
    "working_days_left",
    "clocks",
    "next",
}
CLOCK_KEYS = {
    "kind",
    "whose",
    "firmness",
    "questions",
    "basis",
    "opens_on",
    "due_on",
    "latest_on",
    "met_on",
    "missed_by",
    "working_days_left",
}


def three_requests() -> None:
    """Request 1 sent on Sunday 22 November, 2 the day after, 3 a draft."""
    make_home()
    draft("homerton", "barts", campaign="fdp-2026")
    draft("NHS England", template="fdp-contract")
    sent(1)
    sent(2, on="2026-11-23")


@pytest.fixture
def three(world: Path, homes: Homes) -> Path:
    return homes.give(three_requests, world)


def row(out: str, number: int) -> str:
    """Return the line of the table about a request."""
    return next(line for line in out.splitlines()[1:] if line.split()[:1] == [str(number)])


AT_THE_ICO = (
    ("got", 1, "answer", "--all", "refused:s43(2)"),
    ("sent", 1, "review"),
    ("got", 1, "review", "--result", "kept"),
    ("sent", 1, "complaint"),
)


class TestStatusOnATerminal:
    def test_the_header_counts_what_needs_you(self, three: Path) -> None:
        assert foi("status", tty=80).ok.lines[0] == "1 of 3 needs you on Tue 24 Nov 2026"
        assert foi("status", tty=80, today="2027-01-08").ok.lines[0] == "3 of 3 need you on Fri 8 Jan 2027"

    def test_what_needs_you_stands_above_what_waits(self, three: Path) -> None:
        numbers = [line.split()[0] for line in foi("status", tty=80).ok.lines[3:]]
        assert numbers == ["3", "1", "2"]

    def test_within_its_time_it_waits(self, three: Path) -> None:
        assert row(foi("status", tty=80).out, 1).split() == [
            *("1", "Homerton", "FDP", "adoption", "Mon", "21", "Dec", "18", "days", "left", "wait")
        ]

    @pytest.mark.parametrize(
        ("today", "state", "next_"),
        [
            ("2026-12-18", "1 day left", "wait"),
            ("2026-12-21", "due today", "wait"),
            ("2026-12-22", "LATE 1 day", "wait to 23 Dec"),
            ("2026-12-23", "LATE 2 days", "foi draft 1"),
            ("2026-12-25", "LATE 3 days", "foi draft 1"),
            ("2026-12-29", "LATE 4 days", "foi draft 1"),
        ],
    )
    def test_it_says_how_late_and_what_to_do(self, three: Path, today: str, state: str, next_: str) -> None:
        line = joined(row(foi("status", tty=100, today=today).ok.out, 1))
        assert line == f"1 Homerton FDP adoption Mon 21 Dec {state} {next_}"

    @pytest.mark.parametrize(
        ("told", "today", "state"),
        [
            ((("got", 1, "question"),), "2026-12-01", "reply: ask by"),
            (AT_THE_ICO, "2026-12-01", "with the regulator"),
            ((*AT_THE_ICO, ("got", 1, "decision"), ("sent", 1, "appeal")), "2026-12-01", "appeal running"),
            ((("got", 1, "bounce"),), "2026-12-01", "undelivered"),
        ],
        ids=["question", "complaint", "appeal", "bounce"],
    )
    def test_it_says_where_a_request_stands_whose_clock_does_not_run(
        self, three: Path, told: tuple[tuple[object, ...], ...], today: str, state: str
    ) -> None:
        for one in told:
            do(*one, today=today)
        assert state in row(foi("status", tty=100, today=today).ok.out, 1)

    def test_a_draft_is_to_be_sent(self, three: Path) -> None:
        line = row(foi("status", tty=80).ok.out, 3)
        assert "not sent" in line
        assert line.rstrip().endswith("foi send 3")

    def test_closed_ones_are_counted_and_hidden(self, three: Path) -> None:
        do("close", 3)
        out = foi("status", tty=80).ok.out
        assert out.startswith("Nothing needs you; 2 open on Tue 24 Nov 2026 (1 closed)\n")
        assert "NHS England" not in out
        assert "NHS England" in foi("status", "--all", tty=80).ok.out

    def test_an_empty_home_shows_how_to_begin(self, world: Path) -> None:
        make_home()
        out = foi("status", tty=80).ok.out
        assert "foi draft homerton -t fdp-adoption" in out

    def test_when_all_are_closed_it_says_where_they_are(self, three: Path) -> None:
        do("close", 1, 2, 3)
        out = foi("status", tty=80).ok.out
        assert "Nothing is open" in out
        assert "foi status --all" in out

    def test_words_go_nowhere_else(self, three: Path) -> None:
        assert foi("status", tty=80).ok.err == ""


class TestStatusInAPipe:
    def test_records_have_eight_fields_and_iso_dates(self, three: Path) -> None:
        assert foi("status").ok.records == [
            ["3", "NHS England", "FDP contract", "draft", "", "", "", "foi send 3"],
            ["1", HOMERTON, "FDP adoption", "waiting_response", DUE, LATEST, "18", ""],
            ["2", "Barts Health NHS Trust", "FDP adoption", "waiting_response", "2026-12-22", "2026-12-22", "19", ""],
        ]

    def test_lateness_is_negative(self, three: Path) -> None:
        found = {record[0]: record for record in foi("status", today="2026-12-23").ok.records}
        assert found["1"][3:] == ["waiting_response_overdue", DUE, LATEST, "-2", "foi draft 1"]

    def test_nothing_is_wrapped_however_long(self, world: Path) -> None:
        make_home()
        draft_blank("hackney", subject="long " * 60)
        (record,) = foi("status").ok.records
        assert record[2] == ("long " * 60).strip()

    def test_an_empty_home_gives_no_records(self, world: Path) -> None:
        make_home()
        assert foi("status").ok == (0, "", "")


class TestStatusAsJson:
    def test_it_has_the_keys_of_schema_1(self, three: Path) -> None:
        told = foi("status", "--json").json
        assert (told["schema"], told["today"]) == (1, "2026-11-24")
        for request in told["requests"]:
            assert request.keys() >= REQUEST_KEYS
            assert set(request["authority"]) == {"slug", "name"}
            assert {"step", "by", "command"} <= request["next"].keys()
            for clock in request["clocks"]:
                assert clock.keys() >= CLOCK_KEYS

    def test_the_values_are_those_of_the_pressing_clock(self, three: Path) -> None:
        one = next(r for r in foi("status", "--json", today="2026-12-22").json["requests"] if r["number"] == 1)
        assert one["authority"] == {"slug": "homerton-healthcare-nhs-foundation-trust", "name": HOMERTON}
        assert (one["status"], one["phase"], one["outcome"]) == ("waiting_response_overdue", "in_progress", None)
        assert (one["sent_on"], one["due_on"], one["latest_on"]) == ("2026-11-22", DUE, LATEST)
        assert (one["overdue"], one["working_days_left"]) == (True, -1)
        assert one["next"]["command"] is None
        assert one["next"]["by"] == "2026-12-23"
        assert one["campaign"] == "fdp-2026"
        (clock,) = one["clocks"]
        assert (clock["kind"], clock["whose"], clock["firmness"]) == ("answer", "authority", "law")

    def test_a_draft_has_nulls_where_there_is_nothing(self, three: Path) -> None:
        three_ = next(r for r in foi("status", "--json").json["requests"] if r["number"] == 3)
        assert [three_[key] for key in ("sent_on", "due_on", "latest_on", "working_days_left", "campaign")] == [
            None
        ] * 5
        assert three_["overdue"] is False
        assert three_["clocks"] == []
        assert three_["next"]["command"] == "foi send 3"


class TestFilters:
    @pytest.mark.parametrize(
        ("options", "numbers"),
        [
            (("--authority", "HOMERTON"), {1}),
            (("--authority", "nhs"), {1, 2, 3}),
            (("--campaign", "fdp-2026"), {1, 2}),
            (("--campaign", "FDP-2026"), set()),
            (("--regime", "foia"), {1, 2, 3}),
            (("--status", "draft"), {3}),
            (("--search", "contract england"), {3}),
            (("--search", "FOI-2"), {2}),
            (("--campaign", "fdp-2026", "--search", "barts"), {2}),
            (("--tag", "x"), set()),
        ],
    )
    def test_all_that_are_given_must_fit(self, three: Path, options: tuple[str, ...], numbers: set[int]) -> None:
        assert {request["number"] for request in foi("status", "--json", *options).json["requests"]} == numbers

    def test_closed_ones_are_found_by_their_status(self, three: Path) -> None:
        do("close", 3)
        assert [r[0] for r in foi("status", "--status", "closed").ok.records] == ["3"]

    def test_when_none_fits_it_says_so(self, three: Path) -> None:
        assert foi("status", "--search", "zebra", tty=80).ok.out.startswith("No request fits.\n")
        assert foi("status", "--search", "zebra").ok.out == ""

    @pytest.mark.parametrize("command", ["status", "overdue", "next"])
    def test_a_campaign_or_tag_that_there_is_not_is_named_with_those_there_are(self, three: Path, command: str) -> None:
        do("tag", "urgent", 1)
        do("note", 2, "--campaign", "fdp-2026")
        for name, known in (("campaign", "fdp-2026"), ("tag", "urgent")):
            ran = foi(command, f"--{name}", "fdpp", tty=80).ok
            assert f"{name} 'fdpp'" in ran.out
            assert known in ran.out
            assert "late" not in ran.out
            assert f"{name} 'fdpp'" in foi(command, f"--{name}", "fdpp", "--plain").ok.err

    def test_what_fits_and_is_closed_is_counted(self, three: Path) -> None:
        name = foi("show", 3, "--json").json["request"]["authority"]["name"]
        do("close", 3)
        said = foi("status", "--authority", name, tty=80).ok.out
        assert said == "No open request fits.\n1 closed request fits; to list them too add --all to foi status\n"
        assert [record[0] for record in foi("status", "--all", "--authority", name).ok.records] == ["3"]

    def test_an_unknown_status_lists_those_there_are(self, three: Path) -> None:
        ran = foi("status", "--status", "lost")
        assert (ran.code, ran.out) == (2, "")
        assert "waiting_response_overdue" in ran.err

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("late", "Who is late: foi overdue."), ("answerd", "Did you mean answered?"), ("very", "very_overdue?")],
    )
    def test_a_status_in_other_words_is_suggested(self, three: Path, typed: str, meant: str) -> None:
        assert meant in foi("status", "--status", typed).err

    def test_overdue_takes_them_too(self, three: Path) -> None:
        assert foi("overdue", "--search", "barts", today="2026-12-22").ok.out == ""
        assert [r[0] for r in foi("overdue", "--search", "homerton", today="2026-12-29").ok.records] == ["1"]


class TestOverdue:
    def test_due_today_is_not_late(self, three: Path) -> None:
        assert foi("overdue", today=DUE).ok.out == ""
        assert foi("overdue", today=DUE, tty=80).ok.out == "Nothing is late on Mon 21 Dec 2026.\n"

    def test_late_from_the_day_after_the_due_date(self, three: Path) -> None:
        assert [r[0] for r in foi("overdue", today="2026-12-22").ok.records] == ["1"]

    def test_the_worst_comes_first(self, three: Path) -> None:
        assert [r[0] for r in foi("overdue", today="2027-01-08").ok.records] == ["1", "2"]
        assert foi("overdue", today="2027-01-08", tty=80).ok.lines[0].startswith("2 requests late on Fri 8 Jan 2027")

    def test_within_adds_what_falls_due(self, three: Path) -> None:
        assert foi("overdue", "--within", 0, today="2026-12-18").ok.out == ""
        assert [r[0] for r in foi("overdue", "--within", 1, today="2026-12-18").ok.records] == ["1"]
        assert [r[0] for r in foi("overdue", "--within", 2, today="2026-12-18").ok.records] == ["1", "2"]
        found = foi("overdue", "--within", 5, today="2026-12-22", tty=80).ok
        assert found.lines[0].startswith("1 request late, 1 more within 5 working days")
        quiet = foi("overdue", "--within", 5, today="2026-12-01", tty=80).ok
        assert "nothing falls due within 5 working days" in " ".join(quiet.lines)

    def test_exit_code_10_only_when_asked_and_late(self, three: Path) -> None:
        assert foi("overdue", "--exit-code", today="2026-12-22").code == 10
        assert foi("overdue", "--exit-code", "--json", today="2026-12-22").code == 10
        assert foi("overdue", today="2026-12-22").code == 0
        assert foi("overdue", "--exit-code", today=DUE).code == 0

    def test_what_merely_falls_due_is_no_alert(self, three: Path) -> None:
        ran = foi("overdue", "--exit-code", "--within", 5, today=DUE)
        assert (ran.code, [r[0] for r in ran.records]) == (0, ["1", "2"])

    def test_json_lists_the_late_ones(self, three: Path) -> None:
        told = foi("overdue", "--json", today="2026-12-22").json
        assert [r["number"] for r in told["requests"]] == [1]
        assert told["requests"][0]["overdue"] is True


class TestShow:
    def test_a_story_with_its_clocks(self, three: Path) -> None:
        out = foi("show", 1, tty=80).ok.out
        for words in (
            f"Request 1 to {HOMERTON}, under FOIA 2000",
            "our ref FOI-1, campaign fdp-2026",
            "(waiting_response)",
            "Sun 22 Nov 2026  you        request sent by e-mail",
            "Mon 21 Dec 2026, latest Tue 22 Dec 2026",
            "1. Please state",
            "letters/0001-01-fdp-adoption.txt",
        ):
            assert words in out

    def test_why_explains_the_date_day_by_day(self, three: Path) -> None:
        out = foi("show", 1, "--why", tty=80).ok.out
        for words in ("received    Sun 22 Nov 2026", "not counted Mon 30 Nov", "St Andrew's Day (Scotland)", "day 20"):
            assert words in out

    def test_why_in_json_has_each_step_of_the_count(self, three: Path) -> None:
        working = foi("show", 1, "--why", "--json").json["request"]["working"]
        assert (working[0]["label"], working[0]["n"], working[0]["date"]) == ("received", 0, "2026-11-22")
        assert [step["label"] for step in working if step["date"] == "2026-11-30"] == ["not_counted"]

    def test_why_of_a_draft_says_that_nothing_runs(self, three: Path) -> None:
        assert "No date is running." in foi("show", 3, "--why", tty=80).ok.out

    def test_in_a_pipe_each_record_says_what_it_is(self, three: Path) -> None:
        records = foi("show", 1, "--why").ok.records
        kinds = [record[0] for record in records]
        assert kinds[0] == "request"
        assert set(kinds) == {"request", "event", "clock", "question", "letter", "working"}
        assert ["event", "2", "2026-11-22", "sent", "request sent by e-mail"] in records
        assert ["clock", "answer", "2026-11-22", DUE, LATEST, "runs", "", "FOIA 2000 s.10(1)"] in records
        assert records[0][1:] == foi("status", "--search", "homerton").ok.records[0]

    def test_json_has_events_questions_and_letters(self, three: Path) -> None:
        one = shown(1)
        assert REQUEST_KEYS | {"events", "questions", "letters"} <= one.keys()
        assert [event["kind"] for event in one["events"]] == ["drafted", "sent"]
        assert {"number", "text", "outcome", "exemptions"} <= one["questions"][0].keys()
        assert one["letters"][0]["path"] == "letters/0001-01-fdp-adoption.txt"

    @pytest.mark.parametrize("ref", [("1",), ("#1",), ("FOI-1",), ("foi-1",), ("homerton",), ("homerton", "adoption")])
    def test_it_is_found_by_number_reference_or_words(self, three: Path, ref: tuple[str, ...]) -> None:
        assert foi("show", *ref, "--json").json["request"]["number"] == 1

    def test_words_that_fit_several_list_them(self, three: Path) -> None:
        ran = foi("show", "fdp", tty=80)
        assert (ran.code, ran.out) == (3, "")
        for words in ("1  Homerton", "2  Barts", "3  NHS England", "number"):
            assert words in ran.err

    def test_one_at_a_time(self, three: Path) -> None:
        assert foi("show", 1, 2).code == 2

    def test_a_closed_one_is_shown_by_its_number(self, three: Path) -> None:
        do("close", 1, "--outcome", "withdrawn")
        assert "withdrawn (closed)" in foi("show", 1, tty=80).ok.out
