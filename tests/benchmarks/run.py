"""Measure the promises of speed and print them with their bars.

    python tests/benchmarks/run.py

The unit, C, is ``python -c 'import click'`` in the same environment: a slow computer is slow for both. The program that
is timed is the ``foi`` beside this Python, else ``python -m foi_tracker``. Each row times C and the command in turns
and shows the median of the ratios. Close other programs first; the load of the computer is printed with the table.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import timeit
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

import rivals
from make_ledger import make_home
from timing import Command, environment, paired, peak_mib

from foi_tracker.authorities import Directory
from foi_tracker.law import counter

UNIT = (sys.executable, "-c", "import click")
TEMPLATE = "fdp-adoption"
MOST_MEMORY = 30.0


class Row(NamedTuple):
    """A promise: a command on a ledger takes at most ``bar`` times C."""

    label: str
    ledger: str
    bar: float
    command: Command


class Sizes(NamedTuple):
    """How much the ledgers hold: what is promised, or a little of each to see that the benchmark itself works."""

    thousand: int = 1_000
    most: int = 10_000
    open: int = 500
    letters: int = 226
    dates: int = 8_000


SMALL = Sizes(10, 40, 20, 3, 20)


def main() -> None:
    """Make the ledgers in a temporary folder, measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="pairs for each row (15)")
    parser.add_argument("--small", action="store_true", help="tiny ledgers, to try the benchmark itself")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="foi-benchmark-") as folder:
        measure(folder, SMALL if asked.small else Sizes(), runs=asked.runs)


def measure(folder: str, sizes: Sizes, *, runs: int) -> None:
    """Print every row, what one deadline takes, memory, and the same lists of other programs."""
    env = environment(folder)
    print(f"C is {' '.join(UNIT)}; the program is {' '.join(program())}; {runs} pairs; {_load()}\n")
    print(f"{'command':<34}{'ledger':<32}{'ms':>8}{'C ms':>8}{'ratio':>8}{'at most':>9}")
    archive = os.path.join(folder, "archive")
    make_home(archive, sent=sizes.open - runs - 1, archived=sizes.most - sizes.open, drafts=runs + 1)
    for row in rows(folder, archive, sizes, runs):
        found = paired(UNIT, row.command, env, runs)
        print(
            f"{row.label:<34}{row.ledger:<32}{found.seconds * 1000:8.1f}{found.unit * 1000:8.1f}"
            f"{found.ratio:8.2f}{row.bar:9.2f}  {_verdict(found.ratio, row.bar)}",
            flush=True,
        )
    print()
    for regime, bar in (("FOIA", 1.5), ("SAR", 4.0)):
        took = one_deadline(regime, sizes.dates)
        print(f"one deadline in bulk, {regime}: {took:.2f} us, at most {bar} us  {_verdict(took, bar)}")
    for arguments in (("overdue", "--plain"), ("overdue",)):
        peak = peak_mib(["--home", archive, *arguments], {**env, "FOI_FORCE_TTY": "80"})
        where = f"{sizes.most} stored, {sizes.open} open"
        print(
            f"memory of foi {' '.join(arguments)}, {where}: {peak:.1f} MiB, at most {MOST_MEMORY:.0f} MiB"
            f"  {_verdict(peak, MOST_MEMORY)}"
        )
    print()
    compare(folder, archive, env, runs)
    print(f"\n{_load()}")


def rows(folder: str, archive: str, sizes: Sizes, runs: int) -> list[Row]:
    """Return the promises about whole commands, with the ledgers and files that they need written."""
    thousand, many, new = (os.path.join(folder, name) for name in ("thousand", "many", "new"))
    make_home(thousand, sent=sizes.thousand)
    make_home(many, sent=sizes.most)
    make_home(new)
    dates = os.path.join(folder, "dates.txt")
    with open(dates, "w", encoding="utf-8") as file:
        file.writelines(f"{day.isoformat()}\n" for day in days(sizes.dates))
    stored = f"{sizes.most} stored, {sizes.open} open"
    return [
        Row("foi --version", "any", 1.15, _foi("--version")),
        Row("foi --help", "any", 1.3, _foi("--help")),
        Row("foi overdue --plain", f"{sizes.thousand} open", 1.7, _foi("--home", thousand, "overdue", "--plain")),
        Row("foi overdue --plain", stored, 1.5, _foi("--home", archive, "overdue", "--plain")),
        Row("foi overdue, on a terminal", stored, 2.8, _foi("--home", archive, "overdue", terminal=True)),
        Row("foi sent", stored, 2.4, _sent(archive, sizes.most - runs)),
        Row("foi status --all --plain", f"{sizes.most} open", 6, _foi("--home", many, "status", "--all", "--plain")),
        Row("foi status --all --plain", stored, 7.5, _foi("--home", archive, "status", "--all", "--plain")),
        Row(f"foi draft to {sizes.letters}", "empty", 10, _draft(new, sizes.letters)),
        Row(f"foi deadline -, {sizes.dates} dates", "none", 3, _foi("deadline", "-", stdin=dates)),
    ]


def program() -> list[str]:
    """Return how the program is called: the script beside this Python, else the module."""
    script = os.path.join(os.path.dirname(sys.executable), "foi")
    return [script] if os.path.exists(script) else [sys.executable, "-m", "foi_tracker"]


def days(number: int) -> list[date]:
    """Return days of six years again and again, in no order that helps."""
    return [date(2021, 1, 1) + timedelta(days=place * 7 % 2191) for place in range(number)]


def one_deadline(regime: str, number: int) -> float:
    """Return the microseconds that one of many deadlines takes."""
    due_of, starts = counter(regime=regime), days(number)
    return min(timeit.repeat(lambda: [due_of(day) for day in starts], number=1, repeat=7)) / number * 1e6


def compare(folder: str, archive: str, env: Mapping[str, str], runs: int) -> None:
    """Print what Taskwarrior and todoman take on the same requests, where they are installed."""
    for name, fill in (("task", rivals.taskwarrior), ("todo", rivals.todoman)):
        found = shutil.which(name)
        if found is None:
            print(f"{name}: not installed")
            continue
        rival = fill(found, archive, os.path.join(folder, name), env)
        for what, words in (("what is late", rival.overdue), ("one more", rival.add)):
            took = paired(UNIT, Command(lambda _, words=words: words), env, runs)  # type: ignore[misc]
            print(f"{name}, {what}: {took.seconds * 1000:.1f} ms, {took.ratio:.2f} C", flush=True)


def _foi(*arguments: str, terminal: bool = False, stdin: str | None = None) -> Command:
    words = [*program(), *arguments]
    return Command(lambda _: words, stdin=stdin, variables={"FOI_FORCE_TTY": "80"} if terminal else {})


def _sent(archive: str, first_draft: int) -> Command:
    """Return the recording of a draft as sent, each turn of the next one."""
    return Command(lambda turn: [*program(), "--home", archive, "sent", str(first_draft + turn)])


def _draft(new: str, letters: int) -> Command:
    """Return the drafting of one request to each of so many authorities, each turn in a fresh copy of a home."""
    kinds = ("nhs-trust", "ambulance", "icb")
    known = Directory.load().authorities
    fitting = [each.slug for each in known if each.kind in kinds and each.nation == "england"]
    assert len(fitting) >= letters

    def copy(turn: int) -> None:
        shutil.copytree(new, f"{new}-{turn}")

    return Command(
        lambda turn: [*program(), "--home", f"{new}-{turn}", "draft", *fitting[:letters], "-t", TEMPLATE, "-y"], copy
    )


def _verdict(found: float, bar: float) -> str:
    return "ok" if found <= bar else "OVER"


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors" if hasattr(os, "getloadavg") else ""


if __name__ == "__main__":
    main()
