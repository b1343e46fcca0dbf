"""holidays: the days that stop the clock, and taking in a newer list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.run import do, draft, foi, listing, make_home, sent

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.upkeep import holidays
from foi_tracker.law.calendar import shipped

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")


def govuk(*extra: tuple[str, str, str], since: str = "") -> dict[str, Any]:
    """Return the shipped list in GOV.UK's form from a day on, with (division, day, name) added."""
    found: dict[str, Any] = {name: {"division": name, "events": []} for name in DIVISIONS}
    for day in shipped().holidays():
        for division in day.divisions:
            if day.date.isoformat() >= since:
                event = {"title": day.name, "date": day.date.isoformat(), "notes": "", "bunting": True}
                found[division]["events"].append(event)
    for division, on, name in extra:
        found[division]["events"].append({"title": name, "date": on, "notes": "", "bunting": True})
    for division in found.values():
        division["events"].sort(key=lambda event: event["date"])
    return found


@pytest.fixture
def asked(world: Path) -> Path:
    """Request 1, due Monday 21 December 2026."""
    home = make_home()
    draft("homerton")
    sent(1)
    return home


@pytest.fixture
def crowned(tmp_path: Path) -> Path:
    """A newer list: Tuesday 15 December 2026 is proclaimed a holiday in Scotland."""
    path = tmp_path / "bank-holidays.json"
    path.write_text(json.dumps(govuk(("scotland", "2026-12-15", "Coronation"))))
    return path


class TestList:
    def test_without_a_year_on_a_terminal_it_is_this_one(self, world: Path) -> None:
        out = foi("holidays", tty=80).ok.out
        assert out == foi("holidays", "list", 2026, tty=80).ok.out
        assert "Mon 30 Nov 2026   St Andrew's Day (Scotland)" in out
        assert not world.exists()

    def test_records_are_date_name_divisions(self) -> None:
        records = foi("holidays", "list", 2026).ok.records
        assert ["2026-11-30", "St Andrew's Day", "scotland"] in records
        assert ["2026-12-25", "Christmas Day", ",".join(DIVISIONS)] in records

    def test_a_pipe_gets_all_years(self) -> None:
        records = foi("holidays", "list").ok.records
        assert {record[0][:4] for record in records} == {str(year) for year in range(2005, 2029)}

    def test_json_names_the_edition(self) -> None:
        told = foi("holidays", "list", 2026, "--json").json
        assert told["calendar"]["last"] == "2028-12-31"
        assert {"date", "name", "divisions"} == told["holidays"][0].keys()

    @pytest.mark.parametrize(("year", "code"), [("1999", 3), ("2031", 3), ("last", 2), ("20266", 2), ("२०२६", 2)])
    def test_a_year_without_a_list(self, year: str, code: int) -> None:
        ran = foi("holidays", "list", year)
        assert (ran.code, ran.out) == (code, "")


class TestImport:
    def test_a_proclaimed_day_moves_open_deadlines_and_says_so(self, asked: Path, crowned: Path) -> None:
        out = foi("holidays", "import", crowned, tty=80).ok.out
        assert "Tue 15 Dec 2026" in out
        assert "request 1: due Mon 21 Dec 2026, now Tue 22 Dec 2026" in out
        assert foi("status").ok.records[0][4] == "2026-12-22"
        assert foi("deadline", "2026-11-22").ok.records[0][1] == "2026-12-22"

    def test_in_a_pipe(self, asked: Path, crowned: Path) -> None:
        assert foi("holidays", "import", crowned).ok.records == [
            ["added", "2026-12-15", "Coronation", "scotland"],
            ["moved", "1", "2026-12-21", "2026-12-22"],
        ]

    def test_as_json(self, asked: Path, crowned: Path) -> None:
        told = foi("holidays", "import", crowned, "--json").json
        assert told["added"] == [{"date": "2026-12-15", "name": "Coronation", "divisions": ["scotland"]}]
        assert told["changed"] == [{"number": 1, "due_on": "2026-12-22", "before": "2026-12-21"}]

    def test_tried_first_it_keeps_nothing(self, asked: Path, crowned: Path) -> None:
        before = listing(asked)
        assert "moved" in foi("holidays", "import", crowned, "-n").ok.out
        assert listing(asked) == before

    def test_the_same_again_is_nothing_new(self, asked: Path, crowned: Path) -> None:
        do("holidays", "import", crowned)
        ran = foi("holidays", "import", crowned).ok
        assert ran.out == ""
        assert "Nothing new" in ran.err

    def test_a_day_that_has_passed_is_never_dropped(self, asked: Path, tmp_path: Path) -> None:
        path = tmp_path / "shorter.json"
        path.write_text(json.dumps(govuk(("scotland", "2026-12-15", "Coronation"), since="2026-01-01")))
        before = foi("holidays", "list").records
        assert "dropped" not in [record[0] for record in foi("holidays", "import", path).ok.records]
        assert len(foi("holidays", "list").records) == len(before) + 1

    def test_a_day_to_come_that_is_no_holiday_after_all_is_said_to_be_gone(self, asked: Path, crowned: Path) -> None:
        do("holidays", "import", crowned)
        later = crowned.with_name("later.json")
        later.write_text(json.dumps(govuk()))
        out = foi("holidays", "import", later, tty=80).ok.out
        assert "gone     Tue 15 Dec 2026   Coronation (Scotland)" in out
        assert "request 1: due Tue 22 Dec 2026, now Mon 21 Dec 2026" in out

    @pytest.mark.parametrize(
        "data",
        [b"", b"{", b"[]", b"{}", b"\xff", b'{"scotland": {}}', b"null", b'"x"', b"[" * 50_000],
        ids=["empty", "cut", "list", "bare", "bytes", "half", "null", "text", "deep"],
    )
    def test_a_file_that_is_no_such_list_changes_nothing(self, asked: Path, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "bad.json"
        path.write_bytes(data)
        before = listing(asked)
        ran = foi("holidays", "import", path)
        assert (ran.code, ran.out) == (7, "")
        assert "Traceback" not in ran.err
        assert listing(asked) == before

    @pytest.mark.parametrize(("path", "code"), [("nowhere.json", 3), ("/", 2), ("nowhere/x.json", 3)])
    def test_a_file_that_cannot_be_read_is_told(self, asked: Path, path: str, code: int) -> None:
        ran = foi("holidays", "import", path)
        assert ran.code == code
        assert "Something went wrong" not in ran.err

    def test_it_is_written_under_the_lock_of_the_home(self, asked: Path, crowned: Path) -> None:
        desk = Desk(str(asked))
        with desk.ledger.held("test"), pytest.raises(RuntimeError, match="inside a transaction"):
            holidays.take_in(desk, str(crowned))

    def test_without_a_file_it_says_how(self, asked: Path) -> None:
        assert foi("holidays", "import").code == 2

    def test_without_a_home_it_says_how_to_make_one(self, world: Path, crowned: Path) -> None:
        assert foi("holidays", "import", crowned).code == 7
        assert not world.exists()
