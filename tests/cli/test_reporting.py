"""foi report: what came of many requests, on a screen, in a pipe, as JSON and as files to publish."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.homes import Homes
from support.run import do, draft_blank, foi, listing, make_home, sent
from support.text import joined

KINDS = ("summary", "answers", "league")
TODAY = "2027-02-01"
NOTHING = "No request has been sent yet, so there is nothing to report."
HOSTILE = "<b>=1+1</b> | [x](http://e) \x1b[31m{foi}"


def campaign() -> None:
    """1 answered in time, 2 late and open, 3 answered late and closed, 4 a draft, 5 not due yet."""
    make_home()
    for authority in ("homerton", "barts", "imperial", "uclh"):
        draft_blank(authority, "How many?", "Which ones?", campaign="fdp")
    sent(1, 2, 3, on="2026-11-24")
    do("got", 1, "answer", '1=released:"42000"', "2=refused:s43(2)", "--on", "2026-12-01", today=TODAY)
    do("got", 3, "answer", "--all", "not_held", "--on", "2027-01-20", today=TODAY)
    do("close", 3, today=TODAY)
    draft_blank("hackney", "How much?", subject="Trees", today=TODAY)
    sent(5, on=TODAY)


@pytest.fixture
def home(world: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOI_TODAY", TODAY)
    return homes.give(campaign, world)


class TestTheScreen:
    def test_a_bare_report_is_the_summary(self, home: Path) -> None:
        out = foi("report", tty=80).ok.out
        assert out == foi("report", "summary", tty=80).ok.out
        assert out.startswith("4 requests sent, as they stand on Mon 1 Feb 2027\nNot counted: 1 not sent yet\n")
        lines = [joined(line) for line in out.splitlines()]
        for line in (
            "Answered at all 2 of 4 (50 %)",
            "On time, by the strict count 1 of 3 (33 %)",
            "Late, by the most generous count 2 of 3 (67 %)",
            "Never answered 1 of 4 (25 %)",
            "Not due yet 1 of 4 (25 %)",
            "FOIA s43(2) 1 1 of 4 (25 %) commercial interests",
        ):
            assert line in lines

    def test_the_matrix_is_letters_with_a_legend(self, home: Path) -> None:
        out = foi("report", "answers", "--campaign", "fdp", tty=80).ok.out
        lines = [line.split() for line in out.splitlines()]
        assert ["1", "Homerton", "G", "R"] in lines
        assert ["2", "Barts", "Health", ".", "."] in lines
        assert "  1. How many?" in out
        assert "  R  refused" in out

    def test_different_questions_have_a_table_each(self, home: Path) -> None:
        out = foi("report", "answers", tty=80).ok.out
        assert "Answers, list 2 of 2" in out
        assert "The questions are not the same" in out

    def test_the_league_puts_the_worst_first_and_calls_nobody_late_before_time(self, home: Path) -> None:
        late, _, rest = foi("report", "league", tty=80).ok.out.partition("Not due yet")
        assert late.index("Barts") < late.index("Imperial") < late.index("Homerton")
        assert "Hackney" not in late
        assert "Hackney" in rest

    def test_a_narrow_screen_says_which_columns_it_has_no_room_for(self, home: Path) -> None:
        wide, narrow = (foi("report", "league", tty=width).ok.out for width in (80, 60))
        assert "too narrow" not in wide
        assert "This screen is too narrow for: Answered\n" in narrow

    def test_eight_questions_of_many_authorities_fit(self, world: Path) -> None:
        make_home()
        draft_blank("homerton", *[f"Question {n} of all?" for n in range(1, 9)])
        sent(1)
        line = next(line for line in foi("report", "answers", tty=80).ok.lines if "Homerton" in line)
        assert line.split() == ["1", "Homerton", *"........"]

    def test_more_questions_than_fit_are_told_in_several_tables(self, world: Path) -> None:
        make_home()
        draft_blank("homerton", *[f"Question {n} of all?" for n in range(1, 31)])
        sent(1)
        ran = foi("report", "answers", tty=80).ok
        rows = [line.split()[2:] for line in ran.lines if line.split()[1:2] == ["Homerton"]]
        assert len(rows) > 1
        assert [cell for row in rows for cell in row] == ["."] * 30
        assert max(map(cell_len, ran.lines)) <= 80

    @pytest.mark.parametrize("width", [60, 80, 120])
    @pytest.mark.parametrize("kind", KINDS)
    def test_no_line_is_wider_than_the_screen(self, home: Path, kind: str, width: int) -> None:
        assert max(map(cell_len, foi("report", kind, tty=width).ok.lines)) <= width


class TestAPipe:
    def test_the_summary_is_one_figure_a_line(self, home: Path) -> None:
        records = foi("report").ok.records
        assert {len(record) for record in records} == {6}
        assert ["figure", "answered", "2", "4", "50.0", "Answered at all"] in records
        assert ["exemption", "FOIA s43(2)", "1", "4", "25.0", "commercial interests"] in records

    def test_answers_are_one_question_a_line(self, home: Path) -> None:
        records = foi("report", "answers", "--campaign", "fdp").ok.records
        assert records[:2] == [
            [
                "1",
                "Homerton Healthcare NHS Foundation Trust",
                "1",
                "released",
                "",
                "42000",
                "2026-12-01",
                "4",
                "How many?",
            ],
            [
                "1",
                "Homerton Healthcare NHS Foundation Trust",
                "2",
                "refused",
                "s43(2)",
                "",
                "2026-12-01",
                "4",
                "Which ones?",
            ],
        ]
        assert records[2][3:8] == [""] * 5

    def test_the_league_is_one_authority_a_line(self, home: Path) -> None:
        records = foi("report", "league").ok.records
        assert [(record[0].split()[0], record[8]) for record in records] == [
            ("Barts", "late"),
            ("Imperial", "late"),
            ("Homerton", "on_time"),
            ("Hackney", "not_due_yet"),
        ]

    @pytest.mark.parametrize("kind", KINDS)
    def test_json_is_one_object_under_report(self, home: Path, kind: str) -> None:
        told = foi("report", kind, "--json").json
        assert told["file"] is None
        assert told["report"]["kind"] == kind
        assert told["report"]["left_out"] == [{"number": 4, "why": "not_sent"}]

    def test_a_share_in_json_has_its_count(self, home: Path) -> None:
        told = foi("report", "--json").json["report"]
        assert told["answered"] == {"count": 2, "of": 4, "percent": 50.0}
        assert told["outcomes"] == {"none": 2, "partially_successful": 1, "not_held": 1}

    def test_answers_in_json_are_whole(self, home: Path) -> None:
        (group,) = foi("report", "answers", "--campaign", "fdp", "--json").json["report"]["groups"]
        assert group["questions"] == ["How many?", "Which ones?"]
        assert group["requests"][0]["answers"][1] == {
            "question": 2,
            "outcome": "refused",
            "exemptions": ["s43(2)"],
            "value": None,
            "answered_on": "2026-12-01",
            "working_days": 4,
        }


class TestFilters:
    @pytest.mark.parametrize(
        ("typed", "numbers"),
        [
            (("--campaign", "fdp"), {"1", "2", "3"}),
            (("--authority", "barts"), {"2"}),
            (("--status", "closed"), {"3"}),
            (("--search", "trees"), {"5"}),
        ],
    )
    def test_only_what_fits_counts_closed_ones_too(self, home: Path, typed: tuple[str, ...], numbers: set[str]) -> None:
        assert {record[0] for record in foi("report", "answers", *typed).ok.records} == numbers

    def test_archived_requests_are_judged_as_they_were(self, world: Path) -> None:
        make_home()
        draft_blank("homerton", today="2025-01-06")
        sent(1, on="2025-01-06")
        do("got", 1, "answer", "1=g", "--on", "2025-03-03", today="2025-03-03")
        do("close", 1, "--on", "2025-03-04", today="2025-03-04")
        do("note", 1, "so that it is archived", today=TODAY)
        assert ["figure", "late_by_latest", "1", "1", "100.0"] in [
            record[:5] for record in foi("report", today=TODAY).ok.records
        ]


class TestNothingToReport:
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_said_and_no_failure(self, world: Path, kind: str) -> None:
        make_home()
        draft_blank("homerton")
        assert foi("report", kind, tty=80).ok.out == f"{NOTHING}\n"
        ran = foi("report", kind).ok
        assert (ran.out, ran.err) == ("", f"{NOTHING}\n")
        assert foi("report", kind, "--json").json["report"]["kind"] == kind

    def test_a_filter_that_fits_nothing_is_named(self, home: Path) -> None:
        assert "No request that fits has been sent" in foi("report", "--campaign", "none").ok.err

    def test_no_file_is_written(self, world: Path, tmp_path: Path) -> None:
        make_home()
        do("report", "-o", tmp_path / "report.html")
        assert not (tmp_path / "report.html").exists()


class TestFiles:
    @pytest.mark.parametrize("ending", [".csv", ".md", ".html", ".HTML"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_the_ending_says_the_form(self, home: Path, tmp_path: Path, kind: str, ending: str) -> None:
        path = tmp_path / f"out{ending}"
        ran = foi("report", kind, "-o", path).ok
        assert ran.records == [[kind, "4", str(path)]]
        assert "Read it through before you publish it" in ran.err
        begins = {".csv": "\ufeff", ".md": "# Freedom of information", ".html": "<!DOCTYPE html>"}[ending.lower()]
        assert path.read_text(encoding="utf-8").startswith(begins)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_terminal_is_told_where_it_is(self, home: Path, tmp_path: Path) -> None:
        ran = foi("report", "-o", tmp_path / "r.md", tty=80).ok
        assert ran.out == ""
        assert "r.md holds the report on 4 requests" in joined(ran.err)

    def test_json_has_the_report_and_the_file(self, home: Path, tmp_path: Path) -> None:
        told = foi("report", "-o", tmp_path / "r.md", "--json").json
        assert (told["file"], told["report"]["sent"]) == (str(tmp_path / "r.md"), 4)

    @pytest.mark.parametrize("name", ["report", "report.pdf", "report.html.txt", ".html"])
    def test_another_ending_is_refused_with_those_there_are(self, home: Path, tmp_path: Path, name: str) -> None:
        ran = foi("report", "-o", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert ".csv, .md or .html" in ran.err
        assert not (tmp_path / name).exists()

    def test_a_file_that_stands_there_is_not_written_over_unasked(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "r.md"
        path.write_text("mine")
        ran = foi("report", "-o", path)
        assert (ran.code, path.read_text()) == (4, "mine")
        assert "--yes" in ran.err
        do("report", "-o", path, "--yes")
        assert path.read_text(encoding="utf-8").startswith("# Freedom")
        assert list(tmp_path.glob("*.tmp")) == []

    def test_a_missing_folder_is_told(self, home: Path, tmp_path: Path) -> None:
        ran = foi("report", "-o", tmp_path / "nowhere" / "r.md")
        assert ran.code == 3
        assert "nowhere" in ran.err

    def test_a_report_changes_nothing_in_the_home(self, home: Path, tmp_path: Path) -> None:
        before = listing(home)
        for kind in KINDS:
            do("report", kind, tty=80)
            do("report", kind, "--json")
            do("report", kind, "-o", tmp_path / f"{kind}.html")
        assert listing(home) == before


class TestHostileText:
    @pytest.fixture(autouse=True)
    def _home(self, world: Path) -> None:
        make_home()
        draft_blank("hackney", HOSTILE, subject=HOSTILE, campaign=HOSTILE)
        sent(1)
        do("got", 1, "answer", f'1=partly:"{HOSTILE}"')

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_terminal_is_not_steered(self, kind: str) -> None:
        for tty in (60, 80, None):
            assert "\x1b" not in foi("report", kind, "--campaign", HOSTILE, tty=tty).ok.out

    def test_words_of_strangers_are_no_commands_of_ours(self) -> None:
        assert "{foi}" in foi("report", "answers", tty=200).ok.out

    @pytest.mark.parametrize("kind", KINDS)
    def test_files_are_safe(self, tmp_path: Path, kind: str) -> None:
        for ending in ("csv", "md", "html"):
            do("report", kind, "--campaign", HOSTILE, "-o", tmp_path / f"r.{ending}")
        html, md, table = ((tmp_path / f"r.{e}").read_text(encoding="utf-8") for e in ("html", "md", "csv"))
        assert "<b>" not in html
        assert "<b>" not in md.replace("\\<", "")
        for told in (html, md, table):
            assert "\x1b" not in told
        assert not [c for row in csv.reader(io.StringIO(table)) for c in row if c.startswith(("=", "+", "-", "@"))]
