"""Run the program in this process, as a person would, and keep what it wrote apart: data, words and exit code."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from foi_tracker.cli.main import cli


class Ran(NamedTuple):
    """How one run ended."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> Ran:
        """Itself, when it ended well; else a failure that shows what was said."""
        assert self.code == 0, f"exit {self.code}: {self.err}{self.out}"
        return self

    @property
    def json(self) -> dict[str, Any]:
        """What --json wrote."""
        told = json.loads(self.ok.out)
        assert isinstance(told, dict)
        return told

    @property
    def error(self) -> dict[str, Any]:
        """The error that --json wrote on standard error."""
        assert self.code != 0
        told = json.loads(self.err)["error"]
        assert isinstance(told, dict)
        return told

    @property
    def lines(self) -> list[str]:
        """The lines on standard output."""
        return self.out.splitlines()

    @property
    def records(self) -> list[list[str]]:
        """The records of a pipe: the fields of each line."""
        return [line.split("\t") for line in self.out.split("\n")[:-1]]


def foi(
    *args: object, today: str | None = None, tty: int | None = None, stdin: str | bytes = "", **env: str | None
) -> Ran:
    """Run ``foi`` with these arguments; ``tty`` is the width of the terminal that it sees, without it a pipe."""
    told = {**env}
    if today is not None:
        told["FOI_TODAY"] = today
    if tty is not None:
        told["FOI_FORCE_TTY"] = str(tty)
    ran = CliRunner().invoke(
        cli, [str(arg) for arg in args], input=stdin, env=told, catch_exceptions=False, prog_name="foi"
    )
    return Ran(ran.exit_code, ran.stdout, ran.stderr)


def do(*args: object, **how: Any) -> Ran:
    """Run ``foi`` as a step that must succeed."""
    return foi(*args, **how).ok


def make_home(name: str | None = "Hackney Data Coalition", email: str | None = "requests@example.org") -> Path:
    """Make the home that FOI_HOME names, and return it."""
    told = [*(("--name", name) if name else ()), *(("--email", email) if email else ())]
    do("init", *told)
    return Path(os.environ["FOI_HOME"])


def draft(*authorities: str, template: str = "fdp-adoption", today: str = "2026-11-20", **options: str) -> Ran:
    """Draft a request to each authority."""
    extra = [part for name, value in options.items() for part in (f"--{name}", value)]
    return foi("draft", *authorities, "-t", template, *extra, today=today).ok


def draft_blank(
    authority: str, *questions: str, subject: str = "Parking", today: str = "2026-11-20", **options: str
) -> Ran:
    """Draft a request in one's own words."""
    asked = [part for question in questions or ("How many?",) for part in ("-q", question)]
    extra = [part for name, value in options.items() for part in (f"--{name}", value)]
    return foi("draft", authority, "-t", "blank", "--subject", subject, *asked, *extra, today=today).ok


def shown(ref: object = 1, today: str | None = None) -> dict[str, Any]:
    """Return a request, by its number or reference, as ``foi show --json`` tells it."""
    found = foi("show", ref, "--json", today=today).json["request"]
    assert isinstance(found, dict)
    return found


def kinds(number: int = 1, today: str | None = None) -> list[str]:
    """Return the kinds of its events, in their order; what was taken back is not among them."""
    return [event["kind"] for event in shown(number, today)["events"]]


def sent(*refs: object, on: str = "2026-11-22", today: str | None = None) -> Ran:
    """Record requests as sent."""
    return foi("sent", *refs, "--on", on, today=today or on).ok


class Found(NamedTuple):
    """One path of a folder: when it last changed, its rights, and its bytes."""

    changed_ns: int
    mode: int
    data: bytes


def listing(folder: Path) -> dict[str, Found]:
    """Return everything that a folder holds, itself included: to prove that nothing was written."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        facts = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(facts.st_mode) else b""
        found[str(path.relative_to(folder))] = Found(facts.st_mtime_ns, stat.S_IMODE(facts.st_mode), data)
    return found
