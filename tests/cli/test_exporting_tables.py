"""export requests, questions, events, answers: what stands in them, in which form, and the whole way back."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft_blank, foi, listing, make_home, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.cli.exporting import _COLUMNS
from foi_tracker.exchange import tables

TODAY = "2027-01-06"
KINDS = ("requests", "questions", "events", "answers")


def life() -> None:
    """1 was refused and reviewed, 2 released and closed, 3 is late, 4 is a hostile draft, 5 was undone."""
    make_home()
    draft_blank("homerton", "How many beds?", "How many wards?", subject="Beds", campaign="beds")
    draft_blank("barts", subject="Closed, one")
    draft_blank("hackney-council", subject="Late")
    sent(1, 2, 3)
    do("tag", "urgent", 1)
    do("got", 1, "ack", "--ref", "HH/12", "--on", "2026-11-24")
    do("got", 1, "answer", '1=g:"=42"', "2=r:s43(2),s40", "--on", "2026-12-14", today="2026-12-14")
    do("sent", 1, "review", "--on", "2026-12-15", today="2026-12-15")
    do("got", 1, "review", "2=p:s43(2)", "--on", "2027-01-04", today="2027-01-05")
    do("got", 2, "answer", "--all", "g", "--on", "2026-12-21", today="2026-12-21")
    do("close", 2, today="2026-12-22")
    draft_blank("homerton", "=1+1|x", subject="=cmd|' /C calc'!A0 <b>[x](y)", today=TODAY)
    draft_blank("homerton", subject="Not to be", today=TODAY)
    do("undo", today=TODAY)


@pytest.fixture
def home(world: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOI_TODAY", TODAY)
    return homes.give(life, world)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows(*typed: str) -> list[dict[str, str]]:
    return read(foi("export", *typed).ok.out)


class TestRequests:
    def test_a_request_is_one_line_with_what_became_of_it(self, home: Path) -> None:
        first = rows("requests")[0]
        uid = first.pop("uid")
        assert len(uid) == 32
        assert first == {
            "number": "1",
            "our_ref": "FOI-1",
            "their_refs": "HH/12",
            "authority": "Homerton Healthcare NHS Foundation Trust",
            "ods_code": "RQX",
            "slug": "homerton-healthcare-nhs-foundation-trust",
            "subject": "Beds",
            "law": "FOIA",
            "campaign": "beds",
            "tags": "urgent",
            "status": "answered",
            "outcome": "partially_successful",
            "sent_on": "2026-11-22",
            "received_on": "",
            "due_on": "2027-02-15",
            "latest_on": "2027-02-15",
            "working_days_left": "28",
            "questions": "2",
            "first_answer_on": "2026-12-14",
            "working_days_to_answer": "15",
            "answered_in_full_on": "2026-12-14",
            "review_asked_on": "2026-12-15",
            "review_answered_on": "2027-01-04",
            "review_result": "changed_in_part",
            "complained_on": "",
            "decision_on": "",
            "closed_on": "",
            "next_step": "complain_outcome",
            "next_by": "2027-02-15",
        }

    def test_closed_ones_and_drafts_are_among_them(self, home: Path) -> None:
        found = rows("requests")
        assert [one["number"] for one in found] == ["1", "2", "3", "4"]
        assert (found[1]["status"], found[1]["outcome"], found[1]["closed_on"]) == (
            "closed",
            "successful",
            "2026-12-22",
        )
        assert (found[2]["status"], found[2]["due_on"]) == ("waiting_response_overdue", "2026-12-21")
        assert (found[3]["status"], found[3]["sent_on"]) == ("draft", "")

    def test_requests_or_filters_choose(self, home: Path) -> None:
        assert [one["number"] for one in rows("requests", "3", "2")] == ["2", "3"]
        assert [one["number"] for one in rows("requests", "--campaign", "beds")] == ["1"]
        assert [one["number"] for one in rows("requests", "--status", "closed")] == ["2"]
        assert foi("export", "requests", "1", "--campaign", "beds").code == 2
        assert foi("export", "requests", "99").code == 3


class TestQuestions:
    def test_each_has_its_answer_or_its_day(self, home: Path) -> None:
        found = {(one["number"], one["question_no"]): one for one in rows("questions")}
        assert list(found) == [("1", "1"), ("1", "2"), ("2", "1"), ("3", "1"), ("4", "1")]
        second = found["1", "2"]
        assert (second["outcome"], second["exemptions"], second["answered_on"]) == ("partly", "s43(2)", "2027-01-04")
        assert (second["question"], second["due_on"]) == ("How many wards?", "")
        assert (found["3", "1"]["due_on"], found["3", "1"]["latest_on"]) == ("2026-12-21", "2026-12-22")


class TestEvents:
    def test_each_is_a_line_in_the_order_in_which_they_happened(self, home: Path) -> None:
        found = rows("events", "1")
        assert [one["kind"] for one in found] == [
            "drafted", "sent", "acknowledged", "answered", "review_requested", "review_answered", "labelled",
        ]  # fmt: skip
        answer = found[3]
        assert (answer["on"], answer["words"], answer["whose"]) == ("2026-12-14", "answer", "authority")
        assert answer["outcomes"] == "1=released, 2=refused:s43(2),s40"
        assert found[2]["ref"] == "HH/12"
        assert found[0]["letter"].startswith("letters/0001-01-")

    def test_what_was_taken_back_is_not_there(self, home: Path) -> None:
        do("undo", 3)
        assert [one["kind"] for one in rows("events", "3")] == ["drafted"]


class TestAnswers:
    def test_each_question_of_what_was_sent_is_a_line(self, home: Path) -> None:
        found = rows("answers")
        assert [(one["number"], one["question_no"]) for one in found] == [
            ("1", "1"),
            ("1", "2"),
            ("2", "1"),
            ("3", "1"),
        ]
        assert (found[0]["outcome"], found[0]["value"], found[0]["working_days"]) == ("released", "'=42", "15")
        assert found[3]["outcome"] == found[3]["answered_on"] == ""

    def test_wide_is_one_line_a_request(self, home: Path) -> None:
        found = rows("answers", "--wide")
        assert [one["number"] for one in found] == ["1", "2", "3"]
        assert (found[0]["q1_value"], found[0]["q2_outcome"], found[0]["q2_exemptions"]) == ("'=42", "partly", "s43(2)")
        assert (found[1]["q1_outcome"], found[1]["q2_outcome"]) == ("released", "")

    def test_only_answers_are_wide(self, home: Path) -> None:
        ran = foi("export", "requests", "--wide")
        assert ran.code == 2
        assert "foi export answers --wide" in ran.err


class TestForms:
    @pytest.mark.parametrize("what", KINDS)
    def test_a_csv_file_is_one_that_a_spreadsheet_opens_and_does_not_run(
        self, home: Path, tmp_path: Path, what: str
    ) -> None:
        path = tmp_path / "all.csv"
        ran = foi("export", what, "-o", path).ok
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbfnumber,")
        assert b"\n" not in data.replace(b"\r\n", b"")
        found = read(data.decode("utf-8-sig"))
        assert [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "@"))] == []
        assert ran.records == [[what, str(len(found)), str(path)]]
        if os.name == "posix":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

    @pytest.mark.parametrize("what", KINDS)
    def test_standard_output_has_the_same_rows_without_the_mark(self, home: Path, tmp_path: Path, what: str) -> None:
        do("export", what, "-o", tmp_path / "all.csv")
        ran = foi("export", what).ok
        assert ran.out.startswith("number,")
        kept = read((tmp_path / "all.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        assert read(ran.out) == kept

    @pytest.mark.parametrize("what", KINDS)
    def test_json_has_the_same_rows_with_null_for_nothing(self, home: Path, what: str) -> None:
        told = foi("export", what, "--json").json[what]
        assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in told] == [
            {k: v.removeprefix("'") for k, v in row.items()} for row in rows(what)
        ]
        assert any(value is None for row in told for value in row.values())

    @pytest.mark.parametrize("what", ["questions", "events", "answers"])
    def test_a_json_file_holds_the_rows(self, home: Path, tmp_path: Path, what: str) -> None:
        do("export", what, "-o", tmp_path / "all.json")
        told = json.loads((tmp_path / "all.json").read_bytes())
        assert told == {"schema": 1, what: foi("export", what, "--json").json[what]}

    def test_markdown_is_one_table_that_no_cell_breaks(self, home: Path, tmp_path: Path) -> None:
        do("export", "questions", "-o", tmp_path / "all.md")
        lines = (tmp_path / "all.md").read_text(encoding="utf-8").splitlines()
        table = [line for line in lines if line.startswith("|")]
        assert len(table) == 2 + 5
        bars = {len(line.replace("\\|", "").split("|")) for line in table}
        assert bars == {len(tables.QUESTIONS) + 2}
        assert r"\=1+1\|x" in table[-1]
        assert r"\<b\>\[x\](y)" in table[-1]

    @pytest.mark.parametrize("name", ["all.xlsx", "all"])
    def test_another_ending_is_a_mistake(self, home: Path, tmp_path: Path, name: str) -> None:
        ran = foi("export", "requests", "-o", tmp_path / name)
        assert (ran.code, list(tmp_path.glob("all*"))) == (2, [])
        assert ".csv, .json or .md" in ran.err

    def test_nothing_is_written_over_unasked(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "all.csv"
        path.write_text("mine")
        assert foi("export", "requests", "-o", path).code == 4
        assert path.read_text() == "mine"
        do("export", "requests", "-o", path, "-y")
        assert path.read_text(encoding="utf-8-sig").startswith("number")

    @pytest.mark.parametrize("what", KINDS)
    def test_nothing_at_home_changes(self, home: Path, tmp_path: Path, what: str) -> None:
        before = listing(home)
        do("export", what)
        do("export", what, "-o", tmp_path / "all.json")
        assert listing(home) == before

    @pytest.mark.parametrize("what", KINDS)
    def test_a_home_without_requests_has_the_header_alone(self, world: Path, what: str) -> None:
        make_home()
        assert len(foi("export", what).ok.lines) == 1

    def test_the_help_names_every_column(self) -> None:
        for columns in (tables.REQUESTS, tables.QUESTIONS, tables.EVENTS, tables.ANSWERS):
            assert ", ".join(columns) in _COLUMNS


class TestTheWholeWayBack:
    def test_an_empty_home_gets_the_same_requests(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = Desk(str(home)).ledger.snapshot().all_requests()
        ran = foi("export", "requests", "-o", tmp_path / "all.json").ok
        assert "letters and replies themselves are not in it" in ran.err
        other = tmp_path / "other"
        monkeypatch.setenv("FOI_HOME", str(other))
        make_home()
        do("import", "ledger", tmp_path / "all.json")
        assert Desk(str(other)).ledger.snapshot().all_requests() == whole
        before = listing(other)
        assert "Nothing new; " in foi("import", "ledger", tmp_path / "all.json").ok.err
        assert {n: f.data for n, f in listing(other).items()} == {n: f.data for n, f in before.items()}

    def test_where_the_numbers_are_taken_only_they_change(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = Desk(str(home)).ledger.snapshot().all_requests()
        do("export", "requests", "-o", tmp_path / "all.json")
        other = tmp_path / "other"
        monkeypatch.setenv("FOI_HOME", str(other))
        make_home()
        draft_blank("barts", today=TODAY)
        do("import", "ledger", tmp_path / "all.json")
        found = {raw["uid"]: raw for raw in Desk(str(other)).ledger.snapshot().all_requests()}
        assert len(found) == len(whole) + 1
        for raw in whole:
            now = found[raw["uid"]]
            bare = [{k: v for k, v in event.items() if k != "letter"} for event in now["events"]]
            assert bare == [{k: v for k, v in event.items() if k != "letter"} for event in raw["events"]]
            assert (now["authority"], now["regime"]) == (raw["authority"], raw["regime"])

    def test_chosen_requests_are_whole_too(self, home: Path, tmp_path: Path) -> None:
        do("export", "requests", "2", "-o", tmp_path / "two.json")
        told = json.loads((tmp_path / "two.json").read_bytes())
        assert list(told["requests"]) == ["2"]
        assert told["requests"]["2"] == Desk(str(home)).ledger.snapshot().get(2)
