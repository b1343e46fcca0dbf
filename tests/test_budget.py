"""What a command costs before it speaks: the modules that it loads, the files that it reads and writes."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import ForwardRef, NamedTuple

import pytest

from foi_tracker.casework import readings
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters
from foi_tracker.requests import history
from foi_tracker.requests.events import from_dict
from foi_tracker.views.requests import plain_row

ROOT = Path(__file__).parents[1]

# What a command loads ------------------------------------------------------------------------------------------------

# The program leaves its process at once (os._exit), so what is to be told is told there.
RUN = """
import os, sys

def tell(code, leave=os._exit):
    sys.stderr.write("LOADED " + " ".join(sys.modules))
    sys.stderr.flush()
    leave(code)

os._exit = tell
from foi_tracker.__main__ import main
try:
    main()
except SystemExit as ending:
    tell(ending.code)
"""
TODAY = "2026-11-22"
LISTS = ["overdue --plain", "status --plain", "status --all --plain", "next --plain"]

# Slow to load, and nothing that a list of what is late needs.
HEAVY = {
    "asyncio", "csv", "dataclasses", "decimal", "difflib", "email", "fractions", "hashlib", "http", "logging",
    "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "statistics", "string", "subprocess", "tempfile",
    "textwrap", "tomllib", "unittest", "urllib", "xml",
}  # fmt: skip


def python(program: str, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOI_")}
    environment |= {"PYTHONPATH": str(ROOT), "FOI_TODAY": TODAY}
    if home is not None:
        environment |= {"FOI_HOME": str(home), "HOME": str(home.parent)}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )


def loaded(*arguments: str, home: Path | None = None) -> set[str]:
    """Return the names of the modules that a run of the program has loaded when it ends."""
    _, told, names = python(RUN, *arguments, home=home).stderr.rpartition("LOADED ")
    assert told
    return set(names.split())


def libraries(modules: set[str]) -> set[str]:
    first = {name.partition(".")[0] for name in modules}
    return {name for name in first - sys.stdlib_module_names if not name.startswith("_") and name != "foi_tracker"}


def ours(modules: set[str]) -> set[str]:
    return {name.removeprefix("foi_tracker.") for name in modules if name.startswith("foi_tracker.")}


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What Python loads by itself in this environment."""
    return set(python("import sys; print(*sys.modules)").stdout.split())


@pytest.fixture(scope="module")
def of_click() -> set[str]:
    """What click loads."""
    return set(python("import sys, click; print(*sys.modules)").stdout.split())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one request drafted, one sent, one late, and one closed and archived."""
    folder = tmp_path_factory.mktemp("imports") / "foi"
    for line in (
        "init --name Ada --email ada@example.org",
        "draft homerton -t fdp-adoption",
        "draft homerton -t fdp-adoption",
        "draft homerton -t fdp-adoption",
        "draft homerton -t fdp-adoption",
        "sent 2 --on 2026-11-18",
        "sent 3 --on 2026-09-01",
        "sent 4 --on 2025-01-06",
        "got 4 answer --all released --on 2025-01-20",
        "close 4 --on 2025-01-27",
    ):
        python(RUN, *line.split(), home=folder)
    assert (folder / "archive.json").exists()
    return folder


def test_the_version_loads_click_and_nothing_else(bare: set[str], of_click: set[str]) -> None:
    modules = loaded("--version")
    assert libraries(modules) - libraries(bare) == libraries(of_click) - libraries(bare) >= {"click"}
    assert ours(modules) <= {"__main__", "cli", "cli.main", "cli.app", "cli.commands", "errors"}


def test_help_imports_no_command(of_click: set[str]) -> None:
    modules = loaded("--help")
    assert libraries(modules) - libraries(of_click) == set()
    known = {"__main__", "cli", "cli.main", "cli.app", "cli.commands", "cli.pages", "errors"}
    assert ours(modules) <= known | {"views", "views.program"}


@pytest.mark.parametrize("command", [*LISTS, "deadline 2026-11-22 --plain"])
def test_a_pipe_is_answered_with_click_and_at_most_tinydb(command: str, of_click: set[str], home: Path) -> None:
    assert libraries(loaded(*command.split(), home=home)) - libraries(of_click) <= {"tinydb"}


@pytest.mark.parametrize("command", LISTS)
def test_a_list_loads_no_heavy_module(command: str, of_click: set[str], home: Path) -> None:
    assert loaded(*command.split(), home=home) & HEAVY <= of_click


def test_the_tables_make_no_named_tuple_from_text(home: Path) -> None:
    """An annotation that is text is compiled each time a NamedTuple is made: two milliseconds of every start.

    So the modules that a list loads do without ``from __future__ import annotations`` where they make one.
    """
    of_text = []
    for name in sorted(ours(loaded("overdue", "--plain", home=home))):
        module = importlib.import_module(f"foi_tracker.{name}")
        for each in vars(module).values():
            if isinstance(each, type) and hasattr(each, "_fields") and each.__module__ == module.__name__:
                told = vars(each).get("__annotations__", {})
                of_text += [f"{name}.{each.__name__}" for kind in told.values() if isinstance(kind, ForwardRef)][:1]
    assert of_text == []


def test_the_table_of_an_archive_reads_no_event_of_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(history, "from_dict", lambda raw: read.append(raw["kind"]) or from_dict(raw))
    found = readings.overview(Desk(str(home), today=date(2026, 11, 22)), Filters(), closed_too=True)
    rows = [plain_row(standing) for standing in found.standings]
    assert [row[3] for row in rows].count("closed") == 1
    assert "sent" in read
    assert "closed" not in read


@pytest.mark.parametrize("command", LISTS)
def test_a_list_loads_nothing_of_letters_or_the_directory(command: str, home: Path) -> None:
    rooms = {name.partition(".")[0] for name in ours(loaded(*command.split(), home=home))}
    assert rooms.isdisjoint({"letters", "authorities", "exchange"})


@pytest.mark.parametrize("command", LISTS)
def test_a_list_loads_nothing_that_only_writing_needs(command: str, home: Path) -> None:
    modules = ours(loaded(*command.split(), home=home))
    assert modules.isdisjoint({"ledger.lock", "ledger.restoring", "casework.sending", "casework.recording"})


# What a command reads and writes -------------------------------------------------------------------------------------

WATCH = """
import os, sys

def watch(event, facts):
    if event != "open" and event not in CHANGES:
        return
    path = facts[1 if event in ("os.rename", "os.link") else 0]
    if isinstance(path, int):  # a file that is open already
        return
    if event == "open":
        event = "write" if facts[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND) else "read"
    seen.append((event, os.fsdecode(path)))

def tell(code, leave=os._exit):
    sys.stderr.write("SEEN\\n" + "".join(f"{what}\\t{path}\\n" for what, path in seen))
    sys.stderr.flush()
    leave(code)

CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
seen = []
sys.addaudithook(watch)
os._exit = tell
from foi_tracker.__main__ import main
try:
    main()
except SystemExit as ending:
    tell(ending.code)
"""


class Touched(NamedTuple):
    """What happened to files of the home, in order: read, write, os.rename and so on, and the path from the home."""

    seen: list[tuple[str, str]]

    def times(self, what: str, path: str) -> int:
        return self.seen.count((what, path))

    @property
    def changes(self) -> list[tuple[str, str]]:
        return [(what, path) for what, path in self.seen if what != "read"]


def touched(home: Path, *arguments: str) -> Touched:
    """Run the program and return what it did to the files of the home."""
    _, told, lines = python(WATCH, *arguments, home=home).stderr.rpartition("SEEN\n")
    assert told
    found = [line.split("\t", 1) for line in lines.splitlines()]
    inside = f"{home}{os.sep}"
    return Touched([(what, path.removeprefix(inside)) for what, path in found if path.startswith(inside)])


@pytest.mark.parametrize(
    "command", ["overdue", "overdue --plain", "overdue --json", "overdue --within 5", "status", "next", "sent 1 -n"]
)
def test_looking_reads_the_ledger_once_and_nothing_else(command: str, home: Path) -> None:
    assert touched(home, *command.split()).seen == [("read", "ledger.json")]


@pytest.mark.parametrize("command", ["status --all", "show 2", "export requests", "calendar"])
def test_looking_at_closed_requests_too_reads_the_archive_once(command: str, home: Path) -> None:
    """The ledger is read again after it, so that both are of one moment. A story names requests that came of it."""
    found = touched(home, *command.split())
    assert found.seen == [("read", "ledger.json"), ("read", "archive.json"), ("read", "ledger.json")]


@pytest.mark.parametrize("command", ["--version", "--help", "overdue --help", "deadline 2026-11-22"])
def test_what_needs_no_records_reads_none(command: str, home: Path) -> None:
    assert touched(home, *command.split()).seen == []


def test_a_missing_home_is_not_made_by_looking(tmp_path: Path) -> None:
    for command in (["deadline", "2026-11-22"], []):
        python(RUN, *command, home=tmp_path / "nowhere" / "foi")
    assert not (tmp_path / "nowhere").exists()


def test_a_change_writes_the_ledger_once_and_leaves_the_archive_alone(home: Path) -> None:
    found = touched(home, "note", "2", "rang them")
    assert found.times("os.rename", "ledger.json") == 1
    assert found.times("write", "ledger.json") == 0
    assert not [path for _, path in found.seen if path.startswith("archive.json")]
    staged = [path for what, path in found.changes if what == "write" and path != "ledger.lock"]
    assert len(staged) == 1
    assert staged[0].startswith("ledger.json.")


def test_a_change_reads_the_ledger_once_and_looks_twice_whether_it_is_still_the_same(home: Path) -> None:
    """Before the backup is made, and again just before the new file takes its place."""
    assert touched(home, "note", "2", "rang them again").times("read", "ledger.json") == 3
