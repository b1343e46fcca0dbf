"""Every console block of the README is run, and every command stands in it.

A block is run in order in one home, as on a terminal of 80 columns. An HTML comment ``<!-- today: 2026-12-22 -->`` sets
the date from there on. A line of dots stands for lines left out. UPDATE_README=1 writes what the commands print
into blocks without dots.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from foi_tracker.cli.commands import COMMANDS

README = Path(__file__).parents[2] / "README.md"
_PART = re.compile(r"<!-- today: (?P<today>[0-9-]{10}) -->|```console\n(?P<block>.*?)```", re.DOTALL)
_DOTS = "..."


def _run(command: str, home: Path, today: str) -> str:
    """Return what a command line prints, both streams as they come, as a terminal would show it."""
    words = shlex.split(command)
    source = None
    if "|" in words:
        bar = words.index("|")
        source, words = words[:bar], words[bar + 1 :]
    assert words[0] == "foi", f"the README runs {command!r}"
    scripts = Path(sys.executable).parent
    env = {
        "HOME": str(home),
        "PATH": os.pathsep.join((str(scripts), os.environ["PATH"])),
        "FOI_FORCE_TTY": "80",
        "FOI_TODAY": today,
        "NO_COLOR": "1",
    }
    fed = subprocess.run(source, capture_output=True, check=True).stdout if source else b""
    ran = subprocess.run(
        [scripts / "foi", *words[1:]],
        cwd=home,
        env=env,
        input=fed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ran.stdout.decode()


def _split(block: str) -> list[tuple[str, str]]:
    """Return (command, expected output) pairs."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert parts[0] == "", "a block begins with a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _matches(expected: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == _DOTS else re.escape(line) + "\n" for line in expected.rstrip("\n").split("\n")
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def test_every_console_block_prints_what_it_says(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    today = "2026-11-22"
    wrong = []
    updated: list[str] = []
    read_to = 0
    for part in _PART.finditer(text):
        if part["today"]:
            today = part["today"]
            continue
        shown = []
        for command, expected in _split(part["block"]):
            printed = _run(command, tmp_path, today)
            assert "Traceback" not in printed
            kept = (expected if _DOTS in expected.split("\n") else printed).strip("\n")
            shown.append(f"$ {command}\n{kept}\n" if kept else f"$ {command}\n")
            if not _matches(expected, printed):
                wrong.append(f"$ {command}\n{printed}")
        updated += [text[read_to : part.start("block")], "".join(shown)]
        read_to = part.end("block")
    if os.environ.get("UPDATE_README"):
        README.write_text("".join([*updated, text[read_to:]]), encoding="utf-8")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"foi {name}" in README.read_text(encoding="utf-8")


def test_the_two_command_lines_stand_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/foi demo" in text
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest" in text


def test_the_python_of_the_readme_does_what_it_says() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False)
    assert tried > 0
    assert not failed
