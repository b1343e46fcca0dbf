"""import answers: a table of answers filled in, or spoilt, in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.begun import ask, begin
from support.homes import Homes
from support.run import Ran, do, draft_blank, foi, listing, make_home, sent, shown

TODAY = "2027-01-06"
Row = dict[str, str]


def four() -> None:
    """1 was answered, 2 was reviewed, 3 waits, 4 is closed, 5 is a draft; 1 to 3 ask two questions."""
    make_home()
    for authority in ("homerton", "barts", "hackney-council"):
        draft_blank(authority, "How many beds?", "How many wards?")
    draft_blank("imperial")
    draft_blank("uclh")
    sent(1, 2, 3, 4)
    do("got", 1, "answer", '1=g:"42"', "2=r:s43(2)", "--on", "2026-12-14", today="2026-12-14")
    do("got", 2, "answer", "--all", "r:s43(2)", "--on", "2026-12-14", today="2026-12-14")
    do("sent", 2, "review", "--on", "2026-12-15", today="2026-12-15")
    do("got", 2, "review", "2=p:s43(2)", "--on", "2027-01-04", today="2027-01-05")
    do("close", 4, "--on", "2026-12-22", today="2026-12-22")


@pytest.fixture
def home(world: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOI_TODAY", TODAY)
    return homes.give(four, world)


@pytest.fixture
def table(home: Path, tmp_path: Path) -> Path:
    do("export", "answers", "-o", tmp_path / "answers.csv")
    return tmp_path / "answers.csv"


def cells(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def save(path: Path, rows: list[Row], *, delimiter: str = ",", encoding: str = "utf-8-sig") -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


def fill(path: Path, number: int, question: int, /, **told: str) -> None:
    rows = cells(path)
    (row,) = [one for one in rows if (one["number"], one["question_no"]) == (str(number), str(question))]
    row.update(told)
    save(path, rows)


def take_in(path: Path, *options: str) -> Ran:
    return foi("import", "answers", path, *options).ok


def told(ran: Ran) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what each line that is not the same was, and why, by request and question."""
    return {(number, question): (what, why) for _, number, question, what, why in ran.records if what != "same"}


def question(number: int, which: int) -> dict[str, Any]:
    found: dict[str, Any] = shown(number)["questions"][which - 1]
    return found


def unclear(path: Path) -> str:
    """Take the table in; return why its one line that is not the same is unclear. Nothing may have changed."""
    before = foi("status", "--all", "--json").json
    ((what, why),) = told(take_in(path)).values()
    assert what == "unclear"
    assert foi("status", "--all", "--json").json == before
    return why


class TestWhatIsNewOrChanged:
    def test_a_table_as_it_was_made_changes_nothing(self, home: Path, table: Path) -> None:
        before = {name: found.data for name, found in listing(home).items()}
        ran = take_in(table)
        assert told(ran) == {}
        assert len(ran.records) == 7
        assert "Nothing was recorded." in ran.err
        assert {name: found.data for name, found in listing(home).items()} == before

    def test_a_new_answer_is_recorded_with_its_day(self, home: Path, table: Path) -> None:
        fill(table, 3, 2, outcome="refused", exemptions="s.43(2); 40", value="", answered_on="2026-12-18")
        assert told(take_in(table)) == {("3", "2"): ("new", "refused under s43(2), s40, Fri 18 Dec 2026")}
        found = question(3, 2)
        assert (found["outcome"], found["exemptions"], found["answered_on"]) == (
            "refused",
            ["s43(2)", "s40"],
            "2026-12-18",
        )
        assert question(3, 1)["outcome"] is None
        assert shown(3)["events"][-1]["kind"] == "answered"

    def test_a_changed_answer_takes_the_place_of_the_old_one(self, home: Path, table: Path) -> None:
        fill(table, 1, 2, outcome="partly", exemptions="", value="three")
        assert told(take_in(table)) == {
            ("1", "2"): ("changed", "released in part “three”, Mon 14 Dec 2026; it was refused under s43(2)")
        }
        found = question(1, 2)
        assert (found["outcome"], found["value"]) == ("partly", "three")

    @pytest.mark.parametrize("word", ["not_held", "not held", "Not held", "n", "not-held"])
    def test_outcomes_by_name_by_words_or_as_one_types_them(self, home: Path, table: Path, word: str) -> None:
        fill(table, 3, 1, outcome=word, answered_on="2026-12-18")
        take_in(table)
        assert question(3, 1)["outcome"] == "not_held"

    def test_twice_is_once(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", value="=7+1", answered_on="18/12/2026")
        fill(table, 3, 2, outcome="refused", exemptions="43", answered_on="21/12/2026")
        assert len(told(take_in(table))) == 2
        before = {name: found.data for name, found in listing(home).items()}
        assert told(take_in(table)) == {}
        assert {name: found.data for name, found in listing(home).items()} == before
        do("export", "answers", "-o", table, "-y")
        assert told(take_in(table)) == {}

    def test_a_request_without_numbered_questions_has_one_answer(self, home: Path, table: Path) -> None:
        begin("barts", questions=())
        sent(6)
        do("export", "answers", "-o", table, "-y")
        fill(table, 6, 0, outcome="not held", answered_on="2026-12-18")
        assert told(take_in(table)) == {("6", "0"): ("new", "not held, Fri 18 Dec 2026")}
        assert told(take_in(table)) == {}
        do("export", "answers", "-o", table, "-y")
        assert [row["outcome"] for row in cells(table) if row["number"] == "6"] == ["not_held"]
        assert told(take_in(table)) == {}

    def test_all_of_it_is_one_change(self, home: Path, table: Path) -> None:
        before = foi("status", "--all", "--json").json
        fill(table, 1, 1, outcome="partly")
        fill(table, 3, 1, outcome="released", answered_on="2026-12-18")
        fill(table, 3, 2, outcome="released", answered_on="2026-12-21")
        assert len(told(take_in(table))) == 3
        assert foi("status", "--all", "--json").json != before
        do("undo")
        assert foi("status", "--all", "--json").json == before

    def test_one_event_for_each_day(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", answered_on="2026-12-18")
        fill(table, 3, 2, outcome="refused", answered_on="2026-12-18")
        take_in(table)
        answers = [e for e in shown(3)["events"] if e["kind"] == "answered"]
        assert [sorted(one["outcomes"]) for one in answers] == [["1", "2"]]

    def test_an_answer_before_it_was_closed_may_be_added(self, home: Path, table: Path) -> None:
        fill(table, 4, 1, outcome="released", answered_on="2026-12-21")
        assert told(take_in(table))["4", "1"][0] == "new"
        assert shown(4)["status"] == "closed"

    def test_a_dry_run_shows_the_same_and_writes_nothing(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", answered_on="2026-12-18")
        before = listing(home)
        tried = take_in(table, "-n")
        assert listing(home) == before
        assert "Nothing was recorded" in tried.err
        assert take_in(table).records == tried.records


class TestWhatIsUnclear:
    @pytest.mark.parametrize(
        ("number", "which", "changes", "why"),
        [
            (3, 1, {"number": "99"}, "no request 99"),
            (3, 1, {"number": "seven"}, "'seven'"),
            (3, 1, {"number": ""}, "missing"),
            (3, 1, {"authority": "Homerton"}, "went to Hackney Council, not to 'Homerton'"),
            (3, 1, {"question_no": "3"}, "no question 3"),
            (3, 1, {"question_no": "0"}, "no question 0"),
            (3, 1, {"question_no": "one"}, "'one'"),
            (3, 1, {"outcome": "lost"}, "'lost' is not an outcome"),
            (3, 1, {"outcome": "r:s43"}, "'r:s43' is not an outcome"),
            (3, 1, {"exemptions": "s999"}, "s999"),
            (3, 1, {"exemptions": "see letter"}, "'see letter'"),
            (3, 1, {"answered_on": "soon"}, "“soon”"),
            (3, 1, {"answered_on": "31/11/2026"}, "no such day"),
            (3, 1, {"answered_on": "2027-01-07"}, "future"),
            (3, 1, {"answered_on": ""}, "answered_on"),
            (3, 1, {"answered_on": "2026-11-21"}, "too early"),
            (3, 1, {"outcome": "", "value": "42"}, "no outcome"),
            (1, 1, {"outcome": ""}, "what is recorded stays: released in full"),
            (1, 1, {"answered_on": "2026-12-16"}, "Only the date differs"),
            (1, 2, {"outcome": "released", "answered_on": "2026-12-10"}, "before the one that holds"),
            (2, 2, {"outcome": "released"}, "outcome of the review, Mon 4 Jan 2027"),
            (4, 1, {"answered_on": "2026-12-23"}, "Request 4 was closed"),
            (4, 1, {"number": "5", "authority": ""}, "Request 5 has not been sent"),
        ],
        ids=str,
    )
    def test_it_is_told_and_not_recorded(
        self, home: Path, table: Path, number: int, which: int, changes: Row, why: str
    ) -> None:
        usual = {"outcome": "released", "answered_on": "2026-12-18"} if number in (3, 4) else {}
        fill(table, number, which, **{**usual, **changes})
        assert why in unclear(table)

    def test_what_is_clear_is_recorded_beside_it(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="lost", answered_on="2026-12-18")
        fill(table, 3, 2, outcome="released", answered_on="2026-12-18")
        ran = take_in(table)
        assert {place: what for place, (what, _) in told(ran).items()} == {("3", "1"): "unclear", ("3", "2"): "new"}
        assert "mend it in the table" in ran.err
        assert question(3, 2)["outcome"] == "released"

    def test_two_lines_that_disagree(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", answered_on="2026-12-18")
        rows = cells(table)
        line = next(row for row in rows if row["number"] == "3")
        save(table, [*rows, {**line, "outcome": "refused"}])
        ran = take_in(table)
        found = [record for record in ran.records if record[3] == "unclear"]
        assert [record[0] for record in found] == ["6", "9"]
        assert all("Lines 6, 9 say different things" in record[4] for record in found)
        assert question(3, 1)["outcome"] is None

    def test_two_lines_that_agree_are_one(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", answered_on="2026-12-18")
        rows = cells(table)
        save(table, [*rows, next(row for row in rows if row["number"] == "3")])
        assert [record[3] for record in take_in(table).records if record[1:3] == ["3", "1"]] == ["new", "same"]

    def test_an_empty_cell_removes_nothing(self, home: Path, table: Path) -> None:
        fill(table, 1, 1, value="")
        fill(table, 1, 2, exemptions="", answered_on="")
        assert told(take_in(table)) == {}
        assert (question(1, 1)["value"], question(1, 2)["exemptions"]) == ("42", ["s43(2)"])

    def test_a_table_with_the_month_first_is_not_guessed_at(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", answered_on="12/04/2026")
        fill(table, 3, 2, outcome="released", answered_on="12/18/2026")
        assert {what for what, _ in told(take_in(table)).values()} == {"unclear"}
        assert question(3, 1)["outcome"] is None


def _excel_in_french(path: Path, rows: list[Row]) -> None:
    for row in rows:
        if row["answered_on"]:
            year, month, day = row["answered_on"].split("-")
            row["answered_on"] = f"{day}/{month}/{year}"
    save(path, rows, delimiter=";")


def _excel_as_ansi(path: Path, rows: list[Row]) -> None:
    save(path, rows, encoding="cp1252")


def _unicode_text(path: Path, rows: list[Row]) -> None:
    save(path, rows, delimiter="\t", encoding="utf-16")


def _moved_columns(path: Path, rows: list[Row]) -> None:
    save(path, [{"my notes": "a\r\nb; c", **dict(reversed(row.items())), "": ""} for row in rows])


def _blank_lines(path: Path, rows: list[Row]) -> None:
    save(path, rows)
    path.write_bytes(path.read_bytes().replace(b"\r\n1,", b"\r\n,,,,,,,,,\r\n\r\n1,"))


def _without_apostrophes(path: Path, rows: list[Row]) -> None:
    save(path, [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows])


def _numbers_with_a_point(path: Path, rows: list[Row]) -> None:
    save(path, [{**row, "number": row["number"] + ".0", "question_no": row["question_no"] + ".0"} for row in rows])


@pytest.mark.parametrize(
    "spoil",
    [
        _excel_in_french, _excel_as_ansi, _unicode_text, _moved_columns, _blank_lines, _without_apostrophes,
        _numbers_with_a_point,
    ],
)  # fmt: skip
def test_a_spreadsheet_may_do_what_spreadsheets_do(
    home: Path, table: Path, spoil: Callable[[Path, list[Row]], None]
) -> None:
    do("got", 3, "answer", '1=g:"=1+1, “two”\nthree; é"', "--on", "2026-12-18")
    do("export", "answers", "-o", table, "-y")
    fill(table, 3, 2, outcome="partly", value="-5 %", answered_on="2026-12-21")
    spoil(table, cells(table))
    assert {place: what for place, (what, _) in told(take_in(table)).items()} == {("3", "2"): "new"}
    assert question(3, 2)["value"] == "-5 %"
    assert told(take_in(table)) == {}


class TestWhatIsNoTable:
    def test_the_wide_one(self, home: Path, tmp_path: Path) -> None:
        do("export", "answers", "--wide", "-o", tmp_path / "wide.csv")
        ran = foi("import", "answers", tmp_path / "wide.csv")
        assert ran.code == 2
        assert "without --wide" in ran.err

    def test_no_file(self, home: Path, tmp_path: Path) -> None:
        assert foi("import", "answers", tmp_path / "none.csv").code == 3

    @pytest.mark.parametrize(
        "data", [b"", b"\x00\x01\x02", b"a,b\n1,2\n", b'number,question_no,outcome,answered_on\n"1']
    )
    def test_something_else(self, home: Path, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "else.csv").write_bytes(data)
        ran = foi("import", "answers", tmp_path / "else.csv")
        assert ran.code in (2, 7)
        assert "Traceback" not in ran.err
        assert ran.out == ""


class TestOutput:
    def test_a_person_reads_what_is_not_the_same(self, home: Path, table: Path) -> None:
        fill(table, 3, 1, outcome="released", value="\x1b[31m42", answered_on="2026-12-18")
        fill(table, 3, 2, outcome="lost", answered_on="2026-12-18")
        ran = foi("import", "answers", table, tty=400).ok
        first, second = ran.lines
        assert first == "Line 6, request 3 question 1: new. released in full “\\x1b[31m42”, Fri 18 Dec 2026"
        assert second.startswith("Line 7, request 3 question 2: unclear. 'lost' is not an outcome.")
        assert "7 lines: 1 new, 5 the same, 1 unclear." in ran.err
        assert "foi undo" in ran.err

    def test_of_many_a_person_reads_the_count_and_what_is_unclear(self, home: Path, tmp_path: Path) -> None:
        questions = [f"How many of kind {kind}?" for kind in range(30)]
        (number,) = ask("hackney", on="2026-11-20", questions=questions)
        do("export", "answers", number, "-o", tmp_path / "long.csv")
        rows = cells(tmp_path / "long.csv")
        for row in rows:
            row.update(outcome="released", answered_on="2026-12-18")
        rows[3]["outcome"] = "lost"
        save(tmp_path / "long.csv", rows)
        ran = foi("import", "answers", tmp_path / "long.csv", "-n", tty=400).ok
        assert [line.partition(":")[0] for line in ran.lines] == [f"Line 5, request {number} question 4"]
        assert "30 lines: 29 new, 1 unclear." in ran.err

    def test_json_tells_each_line(self, home: Path, table: Path) -> None:
        fill(table, 1, 2, outcome="partly", answered_on="2026-12-15")
        found = foi("import", "answers", table, "--json").json
        assert [one["number"] for one in found["changed"]] == [1]
        row = next(one for one in found["rows"] if one["what"] == "changed")
        assert row == {
            "line": 3,
            "number": "1",
            "question": "2",
            "what": "changed",
            "why": None,
            "on": "2026-12-15",
            "said": {"outcome": "partly", "exemptions": ["s43(2)"], "value": None},
            "was": {"outcome": "refused", "exemptions": ["s43(2)"], "value": None},
        }
