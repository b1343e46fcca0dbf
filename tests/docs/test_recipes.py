"""The recipes of the README: what other programs read is as they read it, and what they run is what there is."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.run import do, draft, make_home, sent

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
LATE = "2027-01-11"


def recipe(language: str) -> str:
    """Return the one block of the README in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(found)


@pytest.fixture
def late(world: Path, tmp_path: Path) -> Path:
    """A user's folder in which the program lies where the recipes have it, and somebody is late."""
    make_home()
    draft("homerton")
    sent(1)
    scripts = tmp_path / "user" / "foi-tracker" / ".venv" / "bin"
    scripts.mkdir(parents=True)
    root = Path(__file__).parents[2]
    program = scripts / "foi"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m foi_tracker "$@"\n')
    program.chmod(0o755)
    for name in ("notify-send", "osascript"):
        (scripts / name).write_text('#!/bin/sh\necho "told: $*"\n')
        (scripts / name).chmod(0o755)
    return scripts


def shell(line: str, scripts: Path, today: str) -> str:
    """Run a line as a shell at somebody's home would."""
    path = os.pathsep.join((str(scripts), os.environ["PATH"]))
    env = {**os.environ, "PATH": path, "FOI_TODAY": today, "FOI_FORCE_TTY": ""}
    return subprocess.run(["/bin/sh", "-c", line], env=env, capture_output=True, text=True, check=False).stdout


def test_cron_prints_only_when_somebody_is_late(late: Path) -> None:
    line = recipe("crontab").split(" ", 5)[5]
    assert "Homerton" in shell(line, late, LATE)
    assert shell(line, late, "2026-11-24") == ""


def test_the_units_of_systemd_are_read_and_tell(late: Path, tmp_path: Path) -> None:
    service, timer = re.split(r"^# foi\.timer\n", recipe("ini"), flags=re.MULTILINE)
    (line,) = re.findall(r"ExecStart=/bin/sh -c '(.*)'\n", service)
    assert "told: Somebody is late" in shell(line, late, LATE)
    assert "told" not in shell(line, late, "2026-11-24")
    if shutil.which("systemd-analyze"):
        for name, text in (("foi.service", service), ("foi.timer", timer)):
            (tmp_path / name).write_text(text)
        ran = subprocess.run(
            ["systemd-analyze", "verify", "--user", tmp_path / "foi.timer"], capture_output=True, text=True, check=False
        )
        assert "foi." not in ran.stderr, ran.stderr


def test_the_property_list_of_launchd_is_one_and_tells(late: Path) -> None:
    told = plistlib.loads(recipe("xml").encode())
    assert told["StartCalendarInterval"] == {"Hour": 7, "Minute": 30}
    assert "told: -e display notification" in shell(told["ProgramArguments"][2], late, LATE)


def test_the_line_for_jq_counts_the_days(late: Path) -> None:
    if not shutil.which("jq"):
        pytest.skip("jq is not on this machine")
    (line,) = re.findall(r"^foi overdue --json \| jq .*$", README, re.MULTILINE)
    assert shell(line, late, LATE).strip() == "11\tHomerton Healthcare NHS Foundation Trust"


def test_the_task_of_windows_calls_what_there_is() -> None:
    assert "foi.exe overdue --exit-code" in recipe("bat")


def test_two_people_s_work_in_git_merges(world: Path, tmp_path: Path) -> None:
    """As the recipe says: different requests, one folder, two copies."""
    home = make_home()
    draft("homerton", "barts")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]

    def at(folder: Path, *words: str) -> None:
        subprocess.run([*git, *words], cwd=folder, check=True, capture_output=True)

    at(home, "init")
    at(home, "add", "ledger.json", "letters")
    at(home, "commit", "-m", "drafted")
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "-q", home, other], check=True, capture_output=True)
    other.chmod(0o700)
    do("note", 1, "They rang")
    at(home, "commit", "-am", "one")
    do("--home", other, "note", 2, "We wrote")
    at(other, "commit", "-am", "two")
    at(home, "pull", "--no-rebase", "--no-edit", str(other), "main")
    told = do("show", 1, "--json").json["request"]["events"], do("show", 2, "--json").json["request"]["events"]
    assert [events[-1]["text"] for events in told] == ["They rang", "We wrote"]
