"""The help of every command: what it does, its options, examples that can be typed, and what a pipe gets."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from support.run import foi
from support.text import joined

from foi_tracker.cli.commands import COMMANDS
from foi_tracker.cli.main import cli

NAMES = sorted(COMMANDS)


def command_of(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def examples_of(name: str) -> list[str]:
    section = foi(name, "-h", tty=100).ok.out.split("\nExamples:\n", 1)[1].split("\n\n", 1)[0]
    return [line.strip() for line in section.splitlines()]


@pytest.mark.parametrize("name", NAMES)
class TestEveryCommand:
    def test_it_is_documented_with_examples(self, name: str, world: Path) -> None:
        ran = foi(name, "-h").ok
        assert ran.out.startswith(f"Usage: foi {name}")
        assert ran.err == ""
        assert "\nExamples:\n" in ran.out
        assert all(example.startswith(f"foi {name}") for example in examples_of(name))
        assert not world.exists()

    def test_its_purpose_stands_in_one_line(self, name: str) -> None:
        purpose = (command_of(name).help or "").partition("\n")[0]
        assert purpose.endswith(".")
        assert len(purpose) <= 110

    def test_it_has_two_examples_at_least(self, name: str) -> None:
        assert len(examples_of(name)) >= 2

    def test_it_says_what_to_run_next(self, name: str) -> None:
        assert "What to run next: " in joined(command_of(name).help or "")

    def test_it_says_what_a_pipe_gets(self, name: str) -> None:
        assert "\nIn a pipe, one line each, separated by tabs:\n" in foi(name, "-h").ok.out

    def test_every_option_says_what_it_does(self, name: str) -> None:
        for param in command_of(name).params:
            if isinstance(param, click.Option):
                assert param.help, param.name
                assert param.help.endswith("."), param.help

    def test_its_examples_are_lines_that_it_can_read(self, name: str) -> None:
        for example in examples_of(name):
            typed = re.split(r" (?:\|\||[<>|]) ", example)[0]
            command_of(name).make_context("foi", shlex.split(typed)[2:], resilient_parsing=False)

    def test_it_names_the_options_that_go_anywhere(self, name: str) -> None:
        told = foi(name, "-h").ok.out.split("\nEverywhere:\n", 1)[1]
        for option in ("--home DIR", "--json", "--plain", "--no-input", "--no-color", "--quiet", "--debug", "-h"):
            assert option in told

    def test_its_help_fits_eighty_columns(self, name: str) -> None:
        long = [line for line in foi(name, "-h", tty=80, COLUMNS="80").ok.lines if len(line) > 80]
        assert [line for line in long if line.strip() not in examples_of(name)] == []


@pytest.mark.parametrize("name", ["sent", "got", "note", "close", "reopen", "undo", "draft", "holidays"])
def test_every_writer_can_be_tried_first(name: str) -> None:
    assert "-n, --dry-run" in foi(name, "-h").ok.out
