"""The program as a whole: bare, mistyped, interrupted, and the options that may stand anywhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from support.homes import Homes, one_sent
from support.run import do, draft, foi, make_home
from support.terminal import command, environment

from foi_tracker import __version__
from foi_tracker.cli import everyday
from foi_tracker.cli.commands import COMMANDS, SECTIONS


class TestBare:
    def test_without_a_home_it_welcomes_in_five_lines(self, world: Path) -> None:
        ran = foi(tty=200).ok
        assert len(ran.lines) == 5
        assert ran.err == ""
        assert str(world) in ran.out
        for command_ in ("foi demo", "foi init", "foi deadline 22/11/2026"):
            assert command_ in ran.out

    def test_the_welcome_makes_nothing(self, world: Path) -> None:
        do(tty=80)
        assert not world.exists()

    def test_home_alone_is_bare_too(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        ran = foi("--home", elsewhere, tty=200).ok
        assert len(ran.lines) == 5
        assert str(elsewhere) in ran.out

    def test_under_json_without_a_home_there_are_no_requests(self) -> None:
        assert foi("--json").json["requests"] == []

    def test_in_a_pipe_without_a_home_no_word_reaches_the_data(self) -> None:
        assert foi().ok.out == ""

    def test_with_a_home_it_is_the_status_table(self, world: Path) -> None:
        make_home()
        draft("homerton")
        assert foi(tty=80).ok.out == foi("status", tty=80).ok.out

    @pytest.mark.parametrize("options", [("--all",), ("--search", "homerton"), ("--json", "--all")])
    def test_options_of_status_need_no_name(self, options: tuple[str, ...]) -> None:
        make_home()
        draft("homerton")
        assert foi(*options).ok == foi("status", *options).ok


class TestNames:
    def test_a_mistyped_command_is_suggested_and_not_run(self, world: Path) -> None:
        ran = foi("statsu")
        assert (ran.code, ran.out) == (2, "")
        assert "'statsu'" in ran.err
        assert "foi status" in ran.err

    @pytest.mark.parametrize("name", ["s", "Status", "stat", "undue", "reopn"])
    def test_no_command_runs_by_part_of_its_name(self, name: str) -> None:
        make_home()
        assert foi(name).code == 2

    def test_a_command_like_no_other_leads_to_the_help(self) -> None:
        ran = foi("xylophone")
        assert ran.code == 2
        assert "foi --help" in ran.err

    def test_ten_thousand_characters_are_not_repeated(self) -> None:
        ran = foi("x" * 10_000)
        assert ran.code == 2
        assert len(ran.err) < 300

    @pytest.mark.parametrize(
        ("typed", "instead"),
        [
            ("late", "Who is late: foi overdue"),
            ("new", "foi draft AUTHORITY"),
            ("write", "foi draft AUTHORITY"),
            ("reply", "foi got NUMBER"),
            ("complain", "foi draft NUMBER"),
            ("Review", "foi draft NUMBER"),
            ("delete", "foi undo"),
            ("cancel", "foi close NUMBER"),
            ("list", "foi status"),
            ("league", "foi report league"),
            ("2", "To see request 2: foi show 2"),
            ("staus", "Did you mean foi status?"),
            ("xylophone", "See the commands: foi --help"),
        ],
    )
    def test_an_everyday_word_leads_to_its_command(self, world: Path, typed: str, instead: str) -> None:
        ran = foi(typed)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"There is no command {typed!r}.\n")
        assert instead in ran.err
        assert not world.exists()

    def test_no_everyday_word_hides_a_command_and_each_leads_to_one(self) -> None:
        for word in [word for words in everyday._MEANT.values() for word in words]:
            assert word not in COMMANDS
            hint = everyday.meant(word)
            assert hint is not None
            assert set(re.findall(r"\{foi\} ([a-z]+)", hint)) <= set(COMMANDS)

    def test_a_mistyped_option_is_suggested(self) -> None:
        make_home()
        ran = foi("overdue", "--witin", "5")
        assert (ran.code, ran.out) == (2, "")
        assert "--within" in ran.err

    def test_every_command_that_is_listed_can_be_loaded(self) -> None:
        for name in COMMANDS:
            assert foi(name, "-h").ok.out.startswith("Usage: foi ")


class TestVersion:
    def test_it_says_name_and_version(self) -> None:
        assert foi("--version").ok.out == f"foi-tracker {__version__}\n"


class TestHelp:
    def test_it_groups_the_commands(self) -> None:
        out = foi("--help").ok.out
        places = [out.index(f"\n{section}:\n") for section in SECTIONS]
        assert places == sorted(places)
        for name, listed in COMMANDS.items():
            assert f"\n  {name} " in out
            assert listed.help in out

    def test_short_and_long_are_the_same(self) -> None:
        assert foi("-h").ok.out == foi("--help").ok.out

    def test_it_needs_no_home(self, world: Path) -> None:
        do("-h")
        assert not world.exists()


class TestAnywhere:
    """The options of the program may stand before or after a command's name."""

    @pytest.fixture(autouse=True)
    def _requests(self, world: Path, homes: Homes) -> None:
        homes.give(one_sent, world)

    @pytest.mark.parametrize("option", ["--json", "--plain", "--quiet", "--no-input", "--no-color", "--debug"])
    @pytest.mark.parametrize("name", ["status", "overdue"])
    def test_a_flag_before_or_after_is_the_same(self, option: str, name: str) -> None:
        assert foi(option, name, tty=80).ok == foi(name, option, tty=80).ok

    def test_home_before_or_after_wins_over_the_environment(self, tmp_path: Path) -> None:
        other = tmp_path / "other"
        do("init", "--home", other, "--name", "A")
        assert foi("--home", other, "status", "--json").json["requests"] == []
        assert foi("status", "--home", other, "--json").json["requests"] == []
        assert foi("status", f"--home={other}", "--json").json["requests"] == []
        assert len(foi("status", "--json").json["requests"]) == 1

    def test_plain_at_a_terminal_is_what_a_pipe_gets(self) -> None:
        assert foi("--plain", tty=80).ok.out == foi("status").ok.out

    def test_quiet_keeps_the_data_and_drops_the_words(self) -> None:
        loud, quiet = foi("note", 1, "a"), foi("note", 1, "b", "--quiet")
        assert loud.ok.err
        assert quiet.ok.err == ""
        assert quiet.out == loud.out

    def test_errors_are_said_in_spite_of_quiet(self) -> None:
        assert "request 9" in foi("show", 9, "--quiet").err

    def test_an_option_as_the_text_of_a_note_is_text(self) -> None:
        ran = foi("note", 9, "--", "--json")
        assert ran.code == 3
        assert ran.err.startswith("There is no request 9.")


class TestEndings:
    def test_an_unforeseen_error_is_a_sentence(self, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make_home()

        def fail(*_: object, **__: object) -> None:
            raise ValueError("boom")

        monkeypatch.setattr("foi_tracker.casework.readings.overview", fail)
        ran = foi("status")
        assert (ran.code, ran.out) == (1, "")
        assert "boom" in ran.err
        assert "--debug" in ran.err
        assert "Traceback" not in ran.err
        assert foi("status", "--json").error["code"] == "error"
        with pytest.raises(ValueError, match="boom"):
            foi("status", "--debug")

    def test_control_c_ends_with_130(self, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        make_home()

        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("foi_tracker.casework.readings.overview", interrupt)
        ran = foi("status")
        assert (ran.code, ran.out) == (130, "")
        assert "Stopped" in ran.err

    def test_a_reader_that_has_seen_enough_is_no_error(self, world: Path) -> None:
        process = subprocess.Popen(
            command("holidays", "list"), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        with process.stderr:
            assert process.stderr.read() == b""
        assert process.wait() == 0

    def test_a_pipe_gets_utf8_whatever_the_locale(self, world: Path) -> None:
        make_home(name="Zoë Ünal")
        ran = subprocess.run(
            command("draft", "homerton", "-t", "fdp-adoption", "-n"),
            env=environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
            capture_output=True,
            check=True,
        )
        assert "Zoë Ünal" in ran.stdout.decode()

    def test_bytes_that_are_no_text_are_refused(self, world: Path) -> None:
        make_home()
        ran = subprocess.run(
            [*command("note", "1"), b"caf\xe9"], env=environment(LC_ALL="C.UTF-8"), capture_output=True, check=False
        )
        assert (ran.returncode, ran.stdout) == (2, b"")
        assert b"UTF-8" in ran.stderr

    def test_it_runs_as_a_module_and_calls_itself_so(self, world: Path) -> None:
        ran = subprocess.run(command("status"), env=environment(), capture_output=True, check=False, text=True)
        assert ran.returncode == 7
        assert "-m foi_tracker init" in ran.stderr
