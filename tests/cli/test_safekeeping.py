"""backup, doctor, import: what they write where, what they ask, and how they end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.run import do, draft, draft_blank, foi, kinds, listing, make_home, sent
from support.text import joined

from foi_tracker.cli.app import App
from foi_tracker.ledger import Ledger


@pytest.fixture
def home(world: Path) -> Path:
    """Request 1 sent; request 2 drafted, and closed."""
    make_home()
    draft("homerton")
    draft_blank("hackney")
    sent(1)
    do("close", 2)
    return world


@pytest.fixture
def theirs(home: Path, tmp_path: Path) -> Path:
    """A copy of the home in which request 1 was noted and request 3 drafted."""
    folder = Path(shutil.copytree(home, tmp_path / "theirs"))
    do("note", 1, "theirs", "--home", folder)
    do("draft", "barts", "-t", "fdp-adoption", "--home", folder)
    return folder


def stamps() -> list[str]:
    return [record[0] for record in foi("backup", "list").ok.records]


class TestBackupList:
    def test_a_pipe_gets_name_moment_and_counts_newest_first(self, home: Path) -> None:
        records = foi("backup").ok.records
        assert [record[2:] for record in records] == [
            ["2", "0", "request 2: closed"],
            ["2", "0", "request 1: request sent"],
            ["1", "0", "request 2: begun"],
            ["0", "0", "request 1: begun"],
        ]
        assert records[0][0] > records[1][0]
        assert records[0][1].replace("-", "").replace(":", "")[:15] == records[0][0][:15]

    def test_json_has_the_same(self, home: Path) -> None:
        told = foi("backup", "list", "--json").json["backups"]
        assert [one["which"] for one in told] == stamps()
        assert (told[0]["open"], told[0]["archived"]) == (2, 0)
        assert told[0]["before"] == [{"number": 2, "what": "closed"}]

    def test_it_tells_what_each_command_did(self, home: Path) -> None:
        do("reopen", 2)
        do("tag", "urgent", 1, 2)
        do("undo", 2)
        assert [record[4] for record in foi("backup").ok.records[:3]] == [
            "request 2: taken back",
            "requests 1, 2: labelled",
            "request 2: opened again",
        ]
        assert "before request 2: taken back" in foi("backup", tty=100).ok.lines[0]

    def test_a_terminal_gets_names_that_can_be_typed(self, home: Path) -> None:
        lines = foi("backup", "list", tty=100).ok.lines
        end = lines.index("")
        assert lines[end + 1].startswith("Each is the state before a command.")
        for line, stamp in zip(lines[:end], stamps(), strict=True):
            assert "open, 0 archived" in line
            assert foi("backup", "restore", line.split()[0], "-n", "--json").json["restored"] == stamp

    def test_a_backup_that_cannot_be_read_is_listed_as_such(self, home: Path) -> None:
        (home / "backups" / f"ledger-{stamps()[-1]}.json").write_bytes(b"{")
        assert foi("backup", "list").ok.records[-1][2:] == ["", "", ""]
        assert "cannot be read" in foi("backup", "list", tty=100).ok.lines[3]

    def test_before_the_first_change_there_is_none(self, world: Path) -> None:
        make_home()
        assert foi("backup").ok.out == ""
        assert foi("backup", tty=80).ok.out.startswith("There is no backup yet")


class TestBackupRestore:
    def test_without_yes_in_a_pipe_it_shows_and_refuses(self, home: Path) -> None:
        which, before = stamps()[0], listing(home)
        ran = foi("backup", "restore", which)
        assert ran.code == 4
        assert ran.records == [["changes", "2", "Hackney", "Parking", "closed", ""]]
        assert "so that 1 request changes? Nothing was done." in ran.err
        assert "--yes" in ran.err
        assert listing(home) == before
        assert foi("backup", "restore", which, "--json").error["code"] == "refused"

    def test_with_yes_it_goes_back_and_says_how_to_undo_that(self, home: Path) -> None:
        ran = foi("backup", "restore", stamps()[2], "--yes", tty=80).ok
        assert ran.lines == [
            "changes   request 1     Homerton: FDP adoption (without request sent)",
            "goes      request 2     Hackney: Parking",
        ]
        assert kinds(1) == ["drafted"]
        assert foi("show", 2).code == 3
        command = joined(ran.err).partition("To undo that: foi ")[2]
        do(*command.split(), "--yes")
        assert kinds(1) == ["drafted", "sent"]
        assert kinds(2) == ["drafted", "closed"]

    def test_under_json_it_tells_what_changed_and_what_was_kept(self, home: Path) -> None:
        told = foi("backup", "restore", stamps()[0], "--yes", "--json").json
        assert told["changed"] == [
            {
                "how": "changes",
                "number": 2,
                "authority": "Hackney",
                "subject": "Parking",
                "lost": ["closed"],
                "regained": [],
            }
        ]
        assert told["kept"] == stamps()[0]

    @pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 4), ("\n", 4)])
    def test_at_a_terminal_it_asks(self, home: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
        monkeypatch.setattr(App, "can_ask", property(lambda app: True))
        ran = foi("backup", "restore", stamps()[0], tty=80, stdin=answer)
        assert ran.code == code
        assert "1 request changes? [y/N]:" in joined(ran.err)
        assert kinds(2) == (["drafted"] if code == 0 else ["drafted", "closed"])

    def test_a_dry_run_shows_only(self, home: Path) -> None:
        which, before = stamps()[0], listing(home)
        ran = foi("backup", "restore", which, "-n").ok
        assert ran.records[0][:2] == ["changes", "2"]
        assert "Nothing was changed" in ran.err
        assert listing(home) == before

    def test_where_nothing_would_change_nothing_is_asked_or_done(self, home: Path) -> None:
        do("undo")
        do("backup", "restore", stamps()[1], "--yes")
        before = listing(home)
        ran = foi("backup", "restore", stamps()[2]).ok
        assert ran.out == ""
        assert "there is nothing to go back to" in joined(ran.err)
        assert listing(home) == before

    def test_it_mends_a_damaged_ledger_with_the_command_that_the_error_names(self, home: Path) -> None:
        (home / "ledger.json").write_bytes(b"")
        ran = foi("status")
        assert ran.code == 6
        command = joined(ran.err).partition(": foi ")[2]
        ran = foi(*command.split(), "--yes").ok
        assert "What stands now cannot be read whole." in joined(ran.err)
        assert [record[0] for record in ran.records] == ["comes", "comes"]
        assert foi("status").ok.records

    def test_a_number_that_was_given_since_is_not_given_again(self, home: Path) -> None:
        draft("barts")
        do("backup", "restore", stamps()[0], "--yes")
        assert foi("show", 3).code == 3
        draft("barts")
        assert sorted(record[0] for record in foi("status").ok.records) == ["1", "4"]

    @pytest.mark.parametrize(
        ("args", "code", "said"),
        [
            (("restore",), 2, "foi backup list"),
            (("restore", "2001"), 3, "There is no backup '2001'."),
            (("lose",), 2, "lose"),
        ],
    )
    def test_mistakes(self, home: Path, args: tuple[str, ...], code: int, said: str) -> None:
        ran = foi("backup", *args)
        assert ran.code == code
        assert said in ran.err


class TestDoctor:
    def test_in_order_it_says_so_with_what_it_counted(self, home: Path) -> None:
        ran = foi("doctor", tty=80).ok
        assert joined(ran.out) == (
            "Everything is in order: 2 requests (1 archived), 4 events, 2 letters and replies, 4 backups, "
            "bank holidays to Sun 31 Dec 2028."
        )
        assert ran.err == ""

    def test_in_a_pipe_there_are_no_records_and_the_sentence_is_words(self, home: Path) -> None:
        ran = foi("doctor").ok
        assert ran.out == ""
        assert ran.err.startswith("Everything is in order")

    def test_records_at_risk_end_with_6(self, home: Path) -> None:
        (home / "letters" / "0001-01-fdp-adoption.txt").unlink()
        ran = foi("doctor")
        assert ran.code == 6
        assert ran.records[0][:2] == ["risk", "letters/0001-01-fdp-adoption.txt of request 1 is missing."]
        ran = foi("doctor", tty=60)
        assert ran.code == 6
        assert ran.lines[0].startswith("RISK     letters/0001-01")
        assert all(len(line) <= 60 for line in ran.lines)

    def test_a_warning_alone_ends_with_0(self, home: Path) -> None:
        (home / "foi.toml").unlink()
        ran = foi("doctor", tty=80).ok
        assert ran.lines[0].startswith("Warning  There is no")
        assert "foi init --name" in joined(ran.out)
        assert "Your records are safe." in ran.out

    def test_json_has_findings_and_counts(self, home: Path) -> None:
        (home / "ledger.json").write_bytes(b"")
        ran = foi("doctor", "--json")
        assert ran.code == 6
        told = ran._replace(code=0).json
        assert told["at_risk"] is True
        assert told["findings"][0]["severity"] == "risk"
        assert told["findings"][0]["mend"].endswith(f"foi backup restore {stamps()[0]}")
        assert told["checked"]["backups"] == 4

    def test_an_open_folder_is_told_where_other_commands_end_with_7(self, home: Path) -> None:
        home.chmod(0o777)
        assert foi("status").code == 7
        ran = foi("doctor")
        assert ran.code == 6
        assert "can be changed by other users" in ran.out

    def test_without_a_home_it_ends_with_7(self, world: Path) -> None:
        ran = foi("doctor")
        assert ran.code == 7
        assert "foi init" in ran.err

    def test_names_of_files_cannot_steer_the_terminal(self, home: Path) -> None:
        (home / "letters" / "a\x1b[31m.txt").write_text("Dear")
        ran = foi("doctor", tty=80)
        assert "\x1b" not in ran.out
        assert "a\\x1b[31m.txt" in ran.out


class TestImport:
    def test_it_says_what_came_and_how_to_take_it_back(self, home: Path, theirs: Path) -> None:
        draft_blank("nhs-england")
        ran = foi("import", "ledger", theirs, tty=100).ok
        assert ran.out == ""
        said = joined(ran.err)
        assert said.startswith("1 new request (3 as 4), 1 event more on request 1; 1 the same.")
        assert "1 letter or reply came with them." in said
        do(*said.partition("To take all of it back: foi ")[2].split(), "--yes")
        assert kinds(1) == ["drafted", "sent"]
        assert foi("show", 4).code == 3

    def test_a_pipe_gets_what_came(self, home: Path, theirs: Path) -> None:
        assert foi("import", "ledger", theirs / "ledger.json").ok.records == [
            ["more", "1", "1", "Homerton Healthcare NHS Foundation Trust", "FDP adoption", "1"],
            ["new", "3", "3", "Barts Health NHS Trust", "FDP adoption", "1"],
        ]

    def test_json_has_the_requests_that_changed(self, home: Path, theirs: Path) -> None:
        told = foi("import", "ledger", theirs, "--json").json
        assert [request["number"] for request in told["changed"]] == [1, 3]
        assert told["came"][1] == {"number": 3, "their_number": 3, "new": True, "events": 1, "doubt": None}
        assert (told["same"], told["files"]) == (1, {"copied": 1, "missing": [], "altered": []})

    def test_done_twice_it_adds_nothing(self, home: Path, theirs: Path) -> None:
        do("import", "ledger", theirs)
        before = {name: found.data for name, found in listing(home).items()}
        assert foi("import", "ledger", theirs).ok.err == "Nothing new; 3 the same.\n"
        assert {name: found.data for name, found in listing(home).items()} == before

    def test_a_dry_run_records_nothing(self, home: Path, theirs: Path) -> None:
        before = listing(home)
        ran = foi("import", "ledger", theirs, "-n").ok
        assert ran.err.startswith("Nothing was recorded; without -n it would be:")
        assert "1 new request (3)" in ran.err
        assert listing(home) == before

    def test_letters_that_are_missing_are_named(self, home: Path, theirs: Path) -> None:
        (theirs / "letters" / "0003-01-fdp-adoption.txt").unlink()
        ran = foi("import", "ledger", theirs).ok
        assert "Neither there nor here: letters/0003-01-fdp-adoption.txt." in ran.err

    def test_what_cannot_both_be_is_said(self, home: Path, theirs: Path) -> None:
        do("got", 1, "answer", "--all", "released", "--home", theirs)
        do("close", 1, "--on", "2026-11-23")
        said = joined(foi("import", "ledger", theirs).ok.err)
        assert "The events of request 1 do not follow from each other now. Request 1 was closed" in said
        assert "foi undo 1" in said

    @pytest.mark.parametrize("data", [b"", b"{", b"%PDF-1.7\n\x00", b"[]"])
    def test_a_damaged_file_is_an_error_of_its_own(self, home: Path, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "other.json"
        path.write_bytes(data)
        before = Ledger(str(home)).snapshot().all_requests()
        ran = foi("import", "ledger", path)
        assert ran.code == 6
        assert str(path) in ran.err
        assert "Your own records are as they were." in joined(ran.err)
        assert Ledger(str(home)).snapshot().all_requests() == before

    @pytest.mark.parametrize(
        ("args", "code"), [(("ledger",), 2), ((), 2), (("spells", "x"), 2), (("ledger", "none.json"), 3)]
    )
    def test_mistakes(self, home: Path, args: tuple[str, ...], code: int) -> None:
        assert foi("import", *args).code == code


@pytest.mark.parametrize(
    "args",
    [
        ("backup",),
        ("backup", "list", "--json"),
        ("doctor",),
        ("doctor", "--json"),
        ("undo", "--list"),
        ("backup", "restore", "2001"),
    ],
)
def test_looking_changes_nothing(home: Path, args: tuple[str, ...]) -> None:
    before = listing(home)
    foi(*args)
    assert listing(home) == before


@pytest.mark.parametrize("width", [60, 80])
def test_no_line_is_wider_than_the_screen(home: Path, width: int) -> None:
    draft_blank("hackney", subject="A long subject that goes on and on, as those of campaigns sometimes do")
    sent(3, on="2026-11-24")
    (home / "letters" / ("a" * 150 + ".txt")).write_text("Dear")
    for args in (("backup",), ("backup", "restore", stamps()[-1], "-n"), ("doctor",), ("undo", "--list")):
        ran = foi(*args, tty=width).ok
        assert ran.lines
        assert all(len(line) <= width for line in (*ran.lines, *ran.err.splitlines())), ran


@pytest.mark.parametrize("name", ["backup", "doctor", "import"])
def test_help_has_examples_and_columns(name: str) -> None:
    out = foi(name, "-h").ok.out
    assert "Examples" in out
    assert f"foi {name}" in out
    assert "In a pipe" in out
    assert "What to run next" in joined(out)
