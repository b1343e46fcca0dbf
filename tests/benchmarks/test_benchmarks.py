"""The benchmark works: its ledgers are what they are called, and its tables print. Nothing is timed here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SENT, ARCHIVED, DRAFTS = 24, 16, 3


def python(*words: str | Path, home: Path) -> str:
    ended = subprocess.run(
        [sys.executable, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "FOI_HOME": str(home), "HOME": str(home.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark") / "home"
    sizes = ("--open", SENT, "--archived", ARCHIVED, "--drafts", DRAFTS)
    python(HERE / "make_ledger.py", folder, *map(str, sizes), home=folder)
    return folder


def statuses(home: Path, *options: str) -> Counter[str]:
    lines = python("-m", "foi_tracker", "status", "--plain", *options, home=home).splitlines()
    return Counter(line.split("\t")[3] for line in lines)


def test_a_generated_ledger_holds_what_was_asked_for(home: Path) -> None:
    late = SENT // 8
    assert statuses(home, "--all") == {
        "waiting_response": SENT - late,
        "waiting_response_overdue": late,
        "draft": DRAFTS,
        "closed": ARCHIVED,
    }


def test_the_closed_requests_of_a_generated_ledger_are_archived(home: Path) -> None:
    assert statuses(home).total() == SENT + DRAFTS
    assert (home / "archive.json").read_text(encoding="utf-8").count('"kind":"closed"') == ARCHIVED


def test_a_generated_request_is_of_the_size_that_is_promised(home: Path) -> None:
    size = (home / "ledger.json").stat().st_size / (SENT + DRAFTS)
    assert 900 < size < 1300


def test_the_drafts_of_a_generated_ledger_can_be_sent(home: Path) -> None:
    last = str(ARCHIVED + SENT + DRAFTS)
    assert "waiting_response" in python("-m", "foi_tracker", "sent", last, "--dry-run", home=home)


def test_the_benchmark_prints_each_row_with_its_bar_and_a_verdict(home: Path) -> None:
    told = python(HERE / "run.py", "--small", "--runs", "1", home=home)
    judged = [line for line in told.splitlines() if line.endswith(("  ok", "  OVER"))]
    commands = ("foi --version", "foi --help", "foi overdue", "foi sent", "foi status", "foi draft", "foi deadline -")
    for beginning in (*commands, "one deadline in bulk", "memory of foi overdue"):
        assert any(line.startswith(beginning) for line in judged), f"{beginning} is not in\n{told}"
