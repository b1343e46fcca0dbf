"""foi import requests: what a sheet becomes, what goes back to be mended, and that doing it twice adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.begun import begin
from support.run import do, foi, listing, shown

HEAD = "Authority,Subject,Date sent,Answered,Status,Their ref,Q1,Q2\n"
CLEAR = (
    "Homerton,FDP adoption,22/11/2026,,Overdue,,Who decides?,What was paid?\n"
    "Hackney Council,Parking,1 Oct 2026,30/10/2026,Refused,H-77,,\n"
    "NHS Lothian,Ambulances,2026-10-05,,,,,\n"
    "Whittington,Not yet,,,draft,,,\n"
)
UNCLEAR = "nhs,Who,2026-10-05,,sent,,,\nBarts,Short year,03/10/26,,sent,,,\nBarts,Future,25/11/2026,,sent,,,\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + CLEAR + UNCLEAR, encoding="utf-8")
    return path


def write(path: Path, rows: str, head: str = HEAD) -> Path:
    path.write_text(head + rows, encoding="utf-8")
    return path


class TestWhatIsMade:
    def test_each_clear_row_becomes_a_request_with_its_own_dates(self, home: Path, sheet: Path) -> None:
        records = do("import", "requests", sheet).records
        assert [record[:3] for record in records] == [
            ["2", "new", "1"],
            ["3", "new", "2"],
            ["4", "new", "3"],
            ["5", "new", "4"],
            ["6", "unclear", ""],
            ["7", "unclear", ""],
            ["8", "unclear", ""],
        ]
        first, second, third, draft = map(shown, (1, 2, 3, 4))
        assert (first["sent_on"], first["due_on"], len(first["questions"])) == ("2026-11-22", "2026-12-21", 2)
        assert [(e["kind"], e["on"]) for e in second["events"]][:3] == [
            ("drafted", "2026-10-01"),
            ("sent", "2026-10-01"),
            ("answered", "2026-10-30"),
        ]
        assert second["events"][2]["outcomes"] == {"0": {"outcome": "refused"}}
        assert second["their_refs"] == ["H-77"]
        assert third["regime"] == "FOISA"
        assert (draft["status"], draft["sent_on"]) == ("draft", None)

    def test_no_letter_is_made_up(self, home: Path, sheet: Path) -> None:
        do("import", "requests", sheet)
        assert "letter" not in shown(1)["events"][0]
        assert foi("letter", 1).code == 3

    def test_answered_alone_says_not_what_came(self, home: Path, tmp_path: Path) -> None:
        do("import", "requests", write(tmp_path / "a.csv", "Homerton,A,2026-10-05,2026-10-30,Answered,,,\n"))
        assert "outcomes" not in shown(1)["events"][2]
        assert shown(1)["status"] == "answered"

    def test_a_closed_one_goes_to_the_archive_with_the_day_of_the_import(self, home: Path, tmp_path: Path) -> None:
        do("import", "requests", write(tmp_path / "a.csv", "Homerton,A,2006-10-05,,Closed,,,\n"))
        assert [(e["kind"], e["on"]) for e in shown(1)["events"]][-1] == ("closed", "2026-11-24")
        assert foi("status").ok.records == []

    def test_every_date_and_note_of_a_row_is_an_event_of_its_day(self, home: Path, tmp_path: Path) -> None:
        path = write(
            tmp_path / "a.csv",
            "Homerton,A,2026-08-03,2026-08-04,2026-09-01,refused,2026-09-07,They rang twice\n",
            head="Authority,Subject,Date sent,Acknowledged,Answered,Status,Internal review,Notes\n",
        )
        do("import", "requests", path)
        assert [(event["kind"], event["on"]) for event in shown(1)["events"]] == [
            ("drafted", "2026-08-03"),
            ("sent", "2026-08-03"),
            ("acknowledged", "2026-08-04"),
            ("answered", "2026-09-01"),
            ("review_requested", "2026-09-07"),
            ("noted", "2026-11-24"),
        ]
        assert shown(1)["events"][-1]["text"] == "They rang twice"
        assert shown(1)["status"] == "internal_review_overdue"

    def test_one_that_was_withdrawn_was_so_on_the_day_that_its_column_names(self, home: Path, tmp_path: Path) -> None:
        path = write(
            tmp_path / "a.csv",
            "Homerton,A,2026-10-05,withdrawn,2026-10-12\n",
            head="Authority,Subject,Date sent,Status,Date withdrawn\n",
        )
        do("import", "requests", path)
        assert [(event["kind"], event["on"]) for event in shown(1)["events"]][-1] == ("withdrawn", "2026-10-12")

    def test_a_column_is_named_by_hand(self, home: Path, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Homerton,Ward closures,2026-10-05\n", head="Authority,Betreff,Sent\n")
        for options in ((), ("--map", "subject"), ("--map", "subject= ")):
            assert foi("import", "requests", path, *options).code == 2
        do("import", "requests", path, "--map", "subject=Betreff")
        assert shown(1)["subject"] == "Ward closures"

    def test_a_law_that_does_not_bind_the_authority_is_unclear(self, home: Path, tmp_path: Path) -> None:
        path = write(
            tmp_path / "a.csv",
            "NHS Lothian,A,2026-10-05,EIR\nHackney Council,B,2026-10-05,EIR\n",
            "Body,Title,Sent,Law\n",
        )
        records = do("import", "requests", path).records
        assert [record[1] for record in records] == ["unclear", "new"]
        assert shown(1)["regime"] == "EIR"

    def test_an_answer_before_the_request_is_unclear(self, home: Path, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Homerton,A,2026-10-05,2026-10-01,Refused,,,\n")
        assert "before it was sent" in do("import", "requests", path).records[0][-1]

    def test_the_same_row_twice_is_unclear(self, home: Path, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Homerton,A,2026-10-05,,,,,\nhomerton,a,5/10/2026,,,,,\n")
        records = do("import", "requests", path).records
        assert [record[1] for record in records] == ["new", "unclear"]
        assert "line 2" in records[1][-1]


class TestTwice:
    def test_the_same_file_adds_nothing(self, home: Path, sheet: Path) -> None:
        do("import", "requests", sheet)
        before = (home / "ledger.json").read_bytes()
        ran = do("import", "requests", sheet)
        assert [record[1] for record in ran.records].count("known") == 4
        assert "0 new requests, 4 here already" in ran.err
        assert (home / "ledger.json").read_bytes() == before

    def test_one_that_was_drafted_and_sent_here_is_known(self, home: Path, tmp_path: Path) -> None:
        begin("homerton", subject="Parking charges")
        do("sent", 1, "--on", "2026-10-05")
        records = do(
            "import", "requests", write(tmp_path / "a.csv", "Homerton,PARKING  charges,5/10/2026,,,,,\n")
        ).records
        assert records[0][1:3] == ["known", "1"]

    def test_undo_takes_all_of_it_back_and_then_it_can_be_taken_in_again(self, home: Path, sheet: Path) -> None:
        for first in (1, 5):
            records = do("import", "requests", sheet).records
            assert [record[2] for record in records[:4]] == [str(first + place) for place in range(4)]
            do("undo")
            assert foi("status", "--all").ok.records == []

    def test_two_people_who_take_in_one_sheet_have_the_same_requests(
        self, home: Path, sheet: Path, tmp_path: Path
    ) -> None:
        do("import", "requests", sheet)
        other = tmp_path / "other"
        do("init", "--home", other)
        do("import", "requests", sheet, "--home", other)
        do("import", "ledger", other)
        assert len(foi("status", "--all").ok.records) == 4

    def test_an_answer_that_a_newer_sheet_tells_of_is_not_passed_over_in_silence(
        self, home: Path, tmp_path: Path
    ) -> None:
        do("import", "requests", write(tmp_path / "a.csv", "Homerton,A,2026-10-05,,sent,,,\n"))
        newer = write(tmp_path / "b.csv", "Homerton,A,2026-10-05,2026-10-30,Refused,,,\n")
        assert do("import", "requests", newer).records[0][-1] == "its answer is not recorded here"
        assert "foi got 1 answer" in do("import", "requests", newer, tty=200).out


class TestMending:
    def test_unclear_rows_go_to_a_file_that_can_be_mended_and_taken_in(
        self, home: Path, sheet: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "unclear.csv"
        do("import", "requests", sheet, "-o", out)
        text = out.read_text(encoding="utf-8-sig")
        assert text.splitlines()[0] == HEAD.strip() + ",why"
        assert len(text.splitlines()) == 4
        again = do("import", "requests", out, "--date-format", "%d/%m/%y")
        assert [record[1] for record in again.records] == ["unclear", "new", "unclear"]
        out.write_text(text.replace("nhs,", "NHS England,").replace("25/11/2026", "24/11/2026"), encoding="utf-8")
        assert [r[1] for r in do("import", "requests", out, "--date-format", "%d/%m/%y").records] == [
            "new",
            "known",
            "new",
        ]

    def test_nothing_is_recorded_when_the_file_cannot_be_written(self, home: Path, sheet: Path, tmp_path: Path) -> None:
        before = listing(home)["ledger.json"]
        (tmp_path / "there.csv").write_text("mine")
        assert foi("import", "requests", sheet, "-o", tmp_path / "there.csv").code == 4
        assert foi("import", "requests", sheet, "-o", tmp_path / "no" / "where.csv").code == 3
        assert (tmp_path / "there.csv").read_text() == "mine"
        assert listing(home)["ledger.json"] == before

    def test_without_unclear_rows_no_file_is_made(self, home: Path, tmp_path: Path) -> None:
        do("import", "requests", write(tmp_path / "a.csv", CLEAR), "-o", tmp_path / "unclear.csv")
        assert not (tmp_path / "unclear.csv").exists()


class TestTheScreen:
    def test_a_dry_run_writes_nothing_and_tells_what_the_command_then_does(
        self, home: Path, sheet: Path, tmp_path: Path
    ) -> None:
        before = listing(home)
        tried = do("import", "requests", sheet, "-n", "-o", tmp_path / "u.csv")
        assert listing(home) == before
        assert not (tmp_path / "u.csv").exists()
        assert "Nothing was recorded" in tried.err
        assert do("import", "requests", sheet).out == tried.out

    def test_a_terminal_gets_a_line_for_each_row(self, home: Path, sheet: Path) -> None:
        ran = do("import", "requests", sheet, tty=200)
        assert (
            "line 3     request 2, Hackney: Parking: sent Thu 1 Oct 2026, answer Fri 30 Oct 2026 (refused)" in ran.lines
        )
        assert any(line.startswith("line 7     unclear: sent: “03/10/26”") for line in ran.lines)
        assert "Read: authority from “Authority”" in ran.err

    def test_columns_that_are_worked_out_here_or_not_used_are_told(self, home: Path, tmp_path: Path) -> None:
        path = write(
            tmp_path / "a.csv", "Homerton,A,2026-10-05,never,9\n", head="Authority,Subject,Sent,Due,Shoe size\n"
        )
        words = foi("import", "requests", path, tty=80).ok
        assert "Worked out here instead: Due." in words.out + words.err
        assert "Not used: Shoe size." in words.out + words.err

    def test_json_tells_all_of_it(self, home: Path, sheet: Path) -> None:
        told = foi("import", "requests", sheet, "--json").json
        assert [request["number"] for request in told["changed"]] == [1, 2, 3, 4]
        assert told["made"][1] == {"line": 3, "number": 2}
        assert [row["line"] for row in told["unclear"]] == [6, 7, 8]
        assert told["columns"]["sent"] == ["Date sent"]

    def test_no_cell_can_steer_a_terminal(self, home: Path, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Homerton,A,\x1b[31m5,,,,,\n\x1b]0;x,B,2026-10-05,,,,,\n")
        ran = foi("import", "requests", path, tty=80)
        assert "\x1b" not in ran.out + ran.err

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            (("import", "requests", "nowhere.csv"), 3),
            (("import", "requests", "."), 2),
            (("import", "flowers", "x"), 2),
            (("import", "ledger", "x", "--map", "a=b"), 2),
            (("import", "requests", "x", "--from", "y"), 2),
            (("import",), 2),
        ],
    )
    def test_mistakes(self, home: Path, typed: tuple[str, ...], code: int) -> None:
        ran = foi(*typed)
        assert (ran.code, ran.out) == (code, "")
