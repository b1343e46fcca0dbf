"""Completion: what a shell gets back for the words that are typed, quickly, silently, and without a change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.run import do, draft, draft_blank, foi, listing, make_home, sent
from support.terminal import command, environment

from foi_tracker.casework.receiving import WHAT as ARRIVALS
from foi_tracker.casework.sending import WHAT as SENDINGS
from foi_tracker.cli import importing
from foi_tracker.cli.commands import COMMANDS
from foi_tracker.cli.completion import SHELLS, VARIABLE, answer
from foi_tracker.requests.events import OUTCOMES, REQUEST_OUTCOMES
from foi_tracker.requests.status import STATUSES

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return what asks as zsh does: the words typed, the last one unfinished; and gives the lines of the answer."""

    def asked(*words: str, shell: str = "zsh") -> list[str]:
        match shell:
            case "fish":
                told = (" ".join(("foi", *words)), words[-1])
            case "powershell":
                told = ("\n".join(("foi", *words[:-1])), words[-1])
            case _:
                told = (" ".join(("foi", *words)), str(len(words)))
        monkeypatch.setenv("COMP_WORDS", told[0])
        monkeypatch.setenv("COMP_CWORD", told[1])
        capsys.readouterr()
        assert answer(f"{shell}_complete") == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out.splitlines()

    return asked


@pytest.fixture
def words(ask: Ask) -> Ask:
    """Return what gives the words that complete those typed."""
    return lambda *typed: ask(*typed)[1::3]


@pytest.fixture
def home() -> Path:
    home = make_home()
    draft("homerton", campaign="fdp-2026")
    draft_blank("hackney", subject="Parking, permits: 1,000")
    do("tag", "urgent", "2")
    return home


class TestCommandsAndOptions:
    def test_every_command_is_offered_with_what_it_does(self, ask: Ask) -> None:
        lines = ask("")
        offered = dict(zip(lines[1::3], lines[2::3], strict=True))
        assert offered == {name: listed.help for name, listed in COMMANDS.items()}

    def test_a_beginning_narrows(self, words: Ask) -> None:
        assert words("ov") == ["overdue"]
        assert words("xyz") == []

    def test_options_of_a_command_and_those_that_go_anywhere(self, words: Ask) -> None:
        offered = words("overdue", "--")
        assert {"--within", "--campaign", "--json", "--home", "--help"} <= set(offered)
        assert "--question" not in offered

    def test_a_command_is_found_behind_options(self, words: Ask) -> None:
        assert words("--json", "--home", "/nowhere", "ov") == ["overdue"]

    def test_choices(self, words: Ask) -> None:
        assert words("letter", "1", "--format", "e") == ["eml"]
        assert words("templates", "ch") == ["check"]
        assert words("completion", "") == list(SHELLS)

    def test_no_command_is_loaded_for_the_list_of_commands(self) -> None:
        program = (
            "import sys; from foi_tracker.cli.completion import answer; answer('bash_complete');"
            "slow = {'foi_tracker.cli.drafting', 'foi_tracker.ledger', 'tinydb', 'jinja2', 'rich'};"
            "sys.exit(sorted(slow.intersection(sys.modules)))"
        )
        ran = subprocess.run(
            [*command()[:1], "-c", program],
            env=environment(COMP_WORDS="foi ", COMP_CWORD="1"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stderr == "[]\n"
        assert "plain,draft" in ran.stdout.splitlines()


class TestRequests:
    def test_numbers_come_with_authority_and_subject(self, home: Path, ask: Ask) -> None:
        assert ask("show", "") == [
            *("plain", "1", "Homerton: FDP adoption"),
            *("plain", "2", "Hackney: Parking, permits: 1,000"),
        ]

    @pytest.mark.parametrize(
        "name", ["show", "sent", "got", "note", "close", "undo", "edit", "send", "letter", "check", "remind", "draft"]
    )
    def test_every_command_that_takes_a_request(self, name: str, home: Path, words: Ask) -> None:
        assert words(name, "")[:2] == ["1", "2"]

    def test_one_that_was_undone_is_not_offered(self, home: Path, words: Ask) -> None:
        do("undo", "2")
        do("undo", "2")
        assert words("show", "") == ["1"]

    def test_reopen_offers_what_is_closed(self, home: Path, words: Ask) -> None:
        assert words("reopen", "") == []
        sent(2)
        do("got", "2", "answer", "--all", "refused", "--on", "2026-11-23")
        do("close", "2")
        assert words("reopen", "") == ["2"]

    def test_the_home_that_the_line_names_is_read(
        self, home: Path, words: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FOI_HOME", "/nowhere")
        assert words("--home", str(home), "show", "") == ["1", "2"]
        assert words("show", "--home", str(home), "") == ["1", "2"]

    def test_campaigns_and_tags(self, home: Path, words: Ask) -> None:
        assert words("status", "--campaign", "") == ["fdp-2026"]
        assert words("status", "--tag", "u") == ["urgent"]
        assert words("tag", "") == ["urgent"]

    def test_the_open_ledger_is_read_once_and_nothing_else(
        self, home: Path, words: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from foi_tracker.ledger import files

        read: list[str] = []
        real = files.read

        def counted(path: str) -> bytes | None:
            read.append(path)
            return real(path)

        monkeypatch.setattr(files, "read", counted)
        assert words("got", "") == ["1", "2"]
        assert read == [str(home / "ledger.json")]


class TestWords:
    def test_what_was_sent(self, home: Path, words: Ask) -> None:
        assert words("sent", "1", "c") == [word for word in SENDINGS if word.startswith("c")]
        assert set(SENDINGS) <= set(words("sent", "1", ""))

    def test_what_came(self, home: Path, words: Ask) -> None:
        assert set(words("got", "1", "")) == set(ARRIVALS)
        assert words("got", "1", "ack", "") == []

    def test_outcomes_of_each_question_and_of_all(self, home: Path, words: Ask) -> None:
        assert words("got", "1", "answer", "2=re") == ["2=released", "2=refused"]
        assert words("got", "1", "answer", "--all", "") == list(OUTCOMES)
        assert words("got", "1", "answer", "--all=rel") == ["--all=released"]
        assert words("close", "1", "--outcome", "") == list(REQUEST_OUTCOMES)

    def test_statuses_laws_and_clocks(self, words: Ask) -> None:
        assert words("status", "--status", "") == list(STATUSES)
        assert words("deadline", "--regime", "ei") == ["EIR", "EISR"]
        assert words("deadline", "--clock", "com") == ["complaint", "compliance"]

    def test_templates_own_ones_too(self, home: Path, words: Ask, ask: Ask) -> None:
        (home / "templates").mkdir()
        (home / "templates" / "mine.txt").write_text("not checked here")
        assert words("draft", "homerton", "-t", "mi") == ["mine"]
        type_, name, title = ask("templates", "show", "chas")
        assert (type_, name) == ("plain", "chaser")
        assert title not in ("", "_")
        assert words("letter", "1", "chas") == ["chaser"]

    def test_letters_are_those_that_can_stand_there(self, home: Path, words: Ask) -> None:
        first, later = words("draft", "homerton", "-t", ""), words("draft", "1", "-t", "")
        assert "fdp-adoption" in first
        assert "chaser" in later
        assert not set(first) & set(later)
        assert set(words("draft", "-t", "")) == {*first, *later}
        assert set(words("draft", "2", "--campaign", "x", "--template", "")) == set(later)
        assert set(words("letter", "1", "")) >= set(later)
        assert "fdp-adoption" not in words("letter", "1", "fdp")

    def test_authorities_by_their_short_name_or_slug(self, words: Ask) -> None:
        assert "homerton" in words("draft", "hom")
        assert words("draft", "homerton-h") == ["homerton-healthcare-nhs-foundation-trust"]
        assert words("authorities", "show", "homert") == ["homerton"]
        assert words("draft", "--icb", "homert") == []
        assert "nhs-north-east-london-integrated-care-board" in words("draft", "--icb", "nhs-north-east-london-i")

    def test_every_authority_offered_is_one_that_is_found(self, words: Ask) -> None:
        from foi_tracker.authorities import Directory

        directory = Directory.load()
        offered = words("draft", "")
        assert len(offered) > 300
        found = [directory.find(word).slug for word in offered]
        assert len(set(found)) == len(found)

    def test_what_can_be_taken_in(self, words: Ask) -> None:
        assert words("import", "") == list(importing.TAKE_IN)

    def test_help(self, words: Ask) -> None:
        assert words("help", "ex") == ["exit-codes", "export"]

    def test_files_and_folders_are_the_shells_own_business(self, ask: Ask) -> None:
        assert ask("import", "mail", "in")[::3] == ["file"]
        assert ask("init", "ca")[::3] == ["dir"]
        assert ask("--home", "ca")[::3] == ["dir"]
        assert ask("check", "let")[::3] == ["file"]


class TestSilence:
    """Whatever is wrong, nothing is completed, nothing is said, and nothing is made."""

    def test_without_a_home(self, world: Path, words: Ask) -> None:
        assert words("show", "") == []
        assert not world.exists()

    def test_authorities_need_no_home(self, world: Path, words: Ask) -> None:
        assert words("draft", "homert") == ["homerton"]
        assert not world.exists()

    @pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 40, b'{"header":{"1":{"schema":99}},"requests":{}}'])
    def test_with_a_damaged_ledger(self, damage: bytes, home: Path, words: Ask) -> None:
        (home / "ledger.json").write_bytes(damage)
        assert words("show", "") == []

    @pytest.mark.parametrize("typed", [("nonsense", ""), ("show", "--nonsense", ""), ("overdue", "--within", "x", "")])
    def test_with_words_that_mean_nothing(self, typed: tuple[str, ...], words: Ask) -> None:
        assert words(*typed) == []

    @pytest.mark.parametrize("instruction", ["", "bash", "bash_", "nosuch_complete", "bash_nosuch", "_"])
    def test_with_an_instruction_that_means_nothing(self, instruction: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert answer(instruction) == 0
        assert capsys.readouterr() == ("", "")

    def test_without_the_words(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.delenv("COMP_WORDS", raising=False)
        assert answer("bash_complete") == 0
        assert capsys.readouterr() == ("", "")

    def test_nothing_is_written(self, home: Path, words: Ask) -> None:
        before = listing(home)
        for typed in (("show", ""), ("draft", ""), ("got", "1", ""), ("tag", ""), ("letter", "1", ""), ("",)):
            assert words(*typed)
        assert listing(home) == before


class TestHostileText:
    def test_a_subject_cannot_steer_the_shell(self, home: Path, ask: Ask) -> None:
        subject = "a`id`$(reboot)\x1b[31m\u202e;|&<>\\%n*~#{}[]" + "x" * 300
        draft_blank("hackney", subject=subject)
        for shell in SHELLS:
            told = "\n".join(ask("show", "3", shell=shell))
            assert "3" in told
            assert not set(told) & set("`$\x1b\u202e|<>\\%*~#{}[]")
            assert max(map(len, told.splitlines())) < 100

    def test_a_campaign_or_tag_that_is_more_than_a_word_is_left_out(self, home: Path, words: Ask) -> None:
        for campaign in ("$(reboot)", "two words", "*", "-y", "x;y", "ok-1"):
            do("note", "1", "--campaign", campaign, "--", "text")
            assert set(words("status", "--campaign", "")) <= {"ok-1"}
        assert words("status", "--campaign", "") == ["ok-1"]

    def test_a_file_with_an_odd_name_is_no_template(self, home: Path, words: Ask) -> None:
        (home / "templates").mkdir()
        for name in ("a b.txt", "$(id).txt", "-x.txt", "fine.txt"):
            (home / "templates" / name).write_text('+++\ntitle = "\x1b[0m"\n+++\n')
        (home / "templates" / "folder.txt").mkdir()
        offered = words("draft", "homerton", "-t", "")
        assert "fine" in offered
        assert not {"a b", "$(id)", "-x", "folder"} & set(offered)


class TestShells:
    def test_bash_parts_words_at_an_equals_sign(self, home: Path, ask: Ask) -> None:
        assert ask("got", "1", "answer", "2", "=", "rel", shell="bash") == ["plain,released"]
        assert len(ask("got", "1", "answer", "2", "=", shell="bash")) == len(OUTCOMES)
        assert ask("got", "1", "answer", "--all", "=", "rel", shell="bash") == ["plain,released"]

    def test_fish_shows_a_description_behind_a_tab(self, home: Path, ask: Ask) -> None:
        assert ask("show", "2", shell="fish") == ["plain,2\tHackney: Parking, permits: 1,000"]

    def test_powershell_gets_lines_of_word_and_description(self, home: Path, ask: Ask) -> None:
        assert ask("show", "2", shell="powershell") == ["2\tHackney: Parking, permits: 1,000"]
        assert ask("--home", str(home), "sho", shell="powershell")[0].startswith("show\t")

    def test_powershell_keeps_the_backslashes_of_windows(self, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
        folders: list[str] = []
        monkeypatch.setattr("foi_tracker.casework.completions.numbers", lambda folder: folders.append(folder) or [])
        ask("--home", "'C:\\Users\\Ada\\foi'", "show", "", shell="powershell")
        assert folders[0].endswith("C:\\Users\\Ada\\foi")


class TestScripts:
    @pytest.mark.parametrize("shell", SHELLS)
    def test_a_script_says_how_to_install_it(self, shell: str) -> None:
        script = foi("completion", shell).ok.out
        assert f"foi completion {shell}" in script
        assert VARIABLE in script
        assert script.isascii()
        assert foi("completion", shell, "--json").json["script"].strip() == script.strip()

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_a_script_is_one_that_its_shell_can_read(self, shell: str, tmp_path: Path) -> None:
        if shutil.which(shell) is None:
            pytest.skip(f"no {shell} here")
        script = tmp_path / "script"
        script.write_text(foi("completion", shell).ok.out)
        ran = subprocess.run([shell, "-n", script], capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")

    def test_an_unknown_shell_is_a_usage_error(self) -> None:
        ran = foi("completion", "bsh")
        assert (ran.code, ran.out) == (2, "")
        assert "Did you mean bash?" in ran.err


class TestTheProgramItself:
    """The whole way: the program with the variable set, and a shell that asks it."""

    def test_it_answers_instead_of_running(self, home: Path) -> None:
        before = listing(home)
        ran = foi("close", "1", _FOI_COMPLETE="bash_complete", COMP_WORDS="foi show ", COMP_CWORD="2")
        assert (ran.code, ran.out, ran.err) == (0, "plain,1\nplain,2\n", "")
        assert listing(home) == before

    def test_it_is_silent_about_words_that_mean_nothing(self) -> None:
        ran = foi(_FOI_COMPLETE="bash_complete", COMP_WORDS="foi nonsense x", COMP_CWORD="2")
        assert (ran.code, ran.out, ran.err) == (0, "", "")

    @pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
    def test_bash_completes_with_it(self, home: Path, tmp_path: Path) -> None:
        program = tmp_path / "bin" / "foi"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\nexec " + " ".join(command()) + ' "$@"\n')
        program.chmod(0o755)
        lines = (
            'eval "$(foi completion bash)"',
            "COMP_WORDS=(foi draft homert); COMP_CWORD=2; _foi_completion foi; echo ${COMPREPLY[@]}",
            "COMP_WORDS=(foi got 1 answer 2 = rel); COMP_CWORD=6; COMPREPLY=()",
            "_foi_completion foi; echo ${COMPREPLY[@]}",
        )
        ran = subprocess.run(
            ["bash", "--norc", "-c", "\n".join(lines)],
            env=environment(PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.stdout, ran.stderr) == ("homerton\nreleased\n", "")

    @pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not here")
    def test_fish_completes_a_path_in_the_users_own_folder(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "user").mkdir(exist_ok=True)
        (tmp_path / "user" / "reply.pdf").touch()
        (tmp_path / "foi.fish").write_text(foi("completion", "fish").ok.out)
        asked = f"source {tmp_path / 'foi.fish'}; complete -C 'foi note 1 --file ~/rep'"
        told = {**environment(), "HOME": str(tmp_path / "user"), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
        ran = subprocess.run(["fish", "--no-config", "-c", asked], env=told, capture_output=True, text=True, timeout=60)
        assert ran.stdout.strip() == "~/reply.pdf"
