"""What only processes of their own can prove: SIGKILL, many writers at once, and a disk that is full."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from support.ledgers import python, raw_request
from support.run import listing

from foi_tracker.ledger import Ledger
from foi_tracker.ledger.check import NOTE, check

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits are POSIX's")

ROUNDS = int(os.environ.get("FOI_CRASH_ROUNDS", "12"))

# Runs commands one after the other and says of each, when it has returned, which note it recorded on which request.
WRITER = """
import itertools, os, random, sys
from foi_tracker.ledger import Ledger

home, name = sys.argv[1:3]
ledger = Ledger(home)
chance = random.Random(name)
for count in itertools.count():
    text = f"{name}-{count}"
    with ledger.transaction("command") as change:
        opened = [raw["number"] for raw in change.open_requests()]
        act = chance.choice(("note", "note", "close", "reopen", "closed note", "both", "draft", "nothing"))
        numbers = [chance.choice(opened)]
        if act in ("reopen", "closed note", "both") and change.archived_count:
            archived = [raw["number"] for raw in change.all_requests() if raw["number"] not in opened]
            numbers = [chance.choice(archived), *(numbers if act == "both" else ())]
        if act == "draft":
            number = change.add({"uid": text, "regime": "FOIA", "events": []})
            path, digest = change.keep_file("letters", f"{number:04}-01-{name}.txt", text.encode())
            raw = change.get(number)
            raw["events"].append({"id": 1, "kind": "drafted", "letter": path, "sha256": digest})
            change.put(raw)
            numbers = [number]
        for number in numbers if act != "nothing" else ():
            raw = change.get(number)
            raw["events"].append({"id": len(raw["events"]) + 1, "kind": "noted", "text": text})
            change.put(raw)
            if act == "close":
                change.archive(number)
            elif act == "reopen" and number not in opened:
                change.restore(number)
    if act != "nothing":
        os.write(1, f"{text} {' '.join(map(str, numbers))}\\n".encode())
"""


@pytest.fixture
def thousand(ledger: Ledger) -> Ledger:
    """A ledger of 1,000 open requests and 100 archived ones, of 1.1 kB each."""
    with ledger.transaction("import") as change:
        for number in range(1100):
            raw = raw_request(f"u-{number}", events=4)
            raw["events"][0]["questions"] = ["How many people have access to the platform, and in which roles?"] * 5
            change.add(raw)
    with ledger.transaction("close") as change:
        for number in range(1001, 1101):
            change.archive(number)
    return ledger


def notes(ledger: Ledger) -> dict[str, set[int]]:
    """Return the notes of all requests: of each text the requests that hold it."""
    found: dict[str, set[int]] = {}
    for raw in ledger.snapshot().all_requests():
        for event in raw["events"]:
            if "text" in event:
                found.setdefault(event["text"], set()).add(raw["number"])
    return found


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_has_said(thousand: Ledger) -> None:
    chance = random.Random(20261122)
    said: dict[str, set[int]] = {}
    for number in range(ROUNDS):
        writer = python(WRITER, thousand.folder, f"w{number}")
        assert writer.stdout is not None
        first = writer.stdout.readline()
        assert first, writer.communicate()[1]
        time.sleep(chance.uniform(0, 0.3))
        writer.kill()
        rest, _ = writer.communicate()
        assert writer.returncode == -signal.SIGKILL
        lines = [line.split() for line in (first + rest).splitlines()]
        said |= {text: {int(number) for number in numbers} for text, *numbers in lines}
        kept = notes(thousand)
        unsaid = {text: numbers for text, numbers in kept.items() if text not in said}
        assert {text: kept.get(text) for text in said} == said, f"round {number}"
        assert len(unsaid) <= number + 1, "of each writer at most the command during which it was killed"
        found = [finding for finding in check(thousand.folder) if finding.severity != NOTE]
        assert all("belongs to no request" in finding.what for finding in found), found
    assert len(said) >= ROUNDS
    with thousand.transaction("next") as change:
        change.archive(change.open_requests()[0]["number"])
    assert not list(Path(thousand.folder).glob("*.tmp"))
    print(f"{ROUNDS} kills, {len(said)} commands, {len(unsaid)} of them unsaid", file=sys.stderr)


NOTER = """
import sys
from foi_tracker.ledger import Ledger

home, name, count = sys.argv[1:]
ledger = Ledger(home)
for number in range(int(count)):
    with ledger.transaction("note") as change:
        raw = change.get(2)
        event = max(event["id"] for event in raw["events"]) + 1
        raw["events"].append({"id": event, "kind": "noted", "text": f"{name}-{number}"})
        change.put(raw)
        if number % 5 == 0:  # a second file, and a number
            change.archive(change.add({"uid": f"{name}-{number}", "events": []}))
"""


def test_eight_writers_at_once_lose_nothing_and_readers_see_only_whole_states(filled: Ledger) -> None:
    torn: list[str] = []
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            every = filled.snapshot().all_requests()
            events = [event["id"] for event in every[1]["events"]]
            if events != list(range(1, len(events) + 1)) or [raw["number"] for raw in every] != list(
                range(1, len(every) + 1)
            ):
                torn.append(str(every))
            seen.append(len(events))

    readers = [threading.Thread(target=read) for _ in range(2)]
    writers = [python(NOTER, filled.folder, f"w{number}", "25") for number in range(8)]
    for reader in readers:
        reader.start()
    try:
        assert [writer.communicate(timeout=120)[1] for writer in writers] == [""] * 8
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert torn == []
    assert len(set(seen)) > 1, "the readers read while the writers wrote"
    events = filled.snapshot().open_requests()[1]["events"]
    assert [event["id"] for event in events] == list(range(1, 203))
    assert {event["text"] for event in events[2:]} == {f"w{who}-{what}" for who in range(8) for what in range(25)}
    assert len(filled.snapshot().all_requests()) == 5 + 8 * 5
    assert filled.snapshot().archived_count == 2 + 8 * 5


LIMITED = """
import resource, sys
from foi_tracker.errors import LedgerUnwritable
from foi_tracker.ledger import Ledger

home, limit, act = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
ledger = Ledger(home)
try:
    with ledger.transaction("draft") as change:
        if act == "letter":
            change.add({"uid": "u", "events": []})
            change.keep_file("letters", "0006-01-a.txt", b"x" * int(limit) * 2)
        elif act == "close":
            change.archive(1)
        else:
            change.add({"uid": "u", "events": [{"id": 1, "text": "x" * int(limit)}]})
except LedgerUnwritable as problem:
    print(problem.message, problem.hint)
"""


@pytest.mark.parametrize("act", ["draft", "letter", "close"])
def test_a_disk_that_takes_no_more_is_told_and_nothing_has_changed(filled: Ledger, home: Path, act: str) -> None:
    before = listing(home)
    limit = 20 if act == "close" else 1500
    out, err = python(LIMITED, filled.folder, str(limit), act).communicate(timeout=60)
    assert err == ""
    assert out == (
        'Nothing was changed by "draft": the file would be larger than this system allows. '
        "Raise the limit (ulimit -f), then try again.\n"
    )
    after = listing(home)
    assert {path: facts[1:] for path, facts in after.items()} == {path: facts[1:] for path, facts in before.items()}
