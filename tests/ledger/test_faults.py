"""A fault at every system call of a write: afterwards the ledger is the old one or the new one, byte for byte."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.run import listing

from foi_tracker.errors import FoiError
from foi_tracker.ledger import Ledger
from foi_tracker.ledger.check import NOTE, check

CALLS = (
    "open", "read", "write", "fsync", "close", "replace", "link", "unlink", "mkdir", "rmdir", "stat", "lstat", "fstat",
    "fchmod", "fchown", "listdir",
)  # fmt: skip


class Killed(BaseException):
    """Stands for whatever ends a program at once, Ctrl-C among them."""


def refusal() -> OSError:
    return OSError(errno.EIO, "Input/output error")


class Faults:
    """Counts the system calls that are made, and lets one of them fail.

    ``after`` is a failure of which nobody knows whether the call took effect: it did.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def run(
        self, act: Callable[[], None], *, at: int | None, fault: Callable[[], BaseException] | None, after: bool
    ) -> int:
        """Return how many calls the act made; the one with the number ``at`` fails."""
        made = 0
        is_failing = False

        def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **more: Any) -> Any:
                nonlocal made, is_failing
                if is_failing:
                    return real(*arguments, **more)
                made += 1
                if made - 1 != at:
                    return real(*arguments, **more)
                is_failing = True
                if after or name == "close":
                    real(*arguments, **more)
                assert fault is not None
                raise fault()

            return call

        with self._patch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, wrap(name, getattr(os, name)))
            act()
        return made


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # no power is cut here, and a real one takes its time
    return Faults(monkeypatch)


def noted(change: Any, *numbers: int, **more: Any) -> None:
    for number in numbers:
        raw = change.get(number)
        raw["events"].append({"id": len(raw["events"]) + 1, "kind": "noted", "text": "new", **more})
        change.put(raw)


def note(ledger: Ledger) -> None:
    with ledger.transaction("note") as change:
        noted(change, 2)


def note_archived(ledger: Ledger) -> None:
    with ledger.transaction("note") as change:
        noted(change, 4)


def note_both(ledger: Ledger) -> None:
    with ledger.transaction("tag") as change:
        noted(change, 2, 4)


def close(ledger: Ledger) -> None:
    with ledger.transaction("close") as change:
        noted(change, 1)
        change.archive(1)


def reopen(ledger: Ledger) -> None:
    with ledger.transaction("reopen") as change:
        change.restore(5)
        noted(change, 5)


def everything(ledger: Ledger) -> None:
    with ledger.transaction("import") as change:
        noted(change, 1, 2, 4, 5)
        change.archive(2)
        change.restore(5)
        change.add({"uid": "u-6", "events": []})
        change.archive(change.add({"uid": "u-7", "events": []}))


def draft(ledger: Ledger) -> None:
    with ledger.transaction("draft") as change:
        number = change.add({"uid": "u-6", "events": []})
        path, digest = change.keep_file("letters", f"{number:04}-01-a.txt", b"Dear")
        noted(change, number, letter=path, sha256=digest)
        path, digest = change.keep_file("replies/0004", "answer.pdf", b"%PDF")
        noted(change, 4, files=[{"path": path, "sha256": digest}])


def go_back(ledger: Ledger) -> None:
    ledger.restore("20261122T100004")


@pytest.fixture
def start(filled: Ledger, home: Path) -> Path:
    """A home with a history: there is a moment to go back to, and something that a killed command left."""
    with filled.transaction("close and reopen") as change:
        noted(change, 3)
        change.restore(4)
        change.archive(3)
    with filled.transaction("and back") as change:
        change.restore(3)
        change.archive(4)
    (home / "ledger.json.0123abcd.tmp").write_bytes(b"half")
    return home


class Outcome(NamedTuple):
    """What a fault left: whether the command has happened, and the letters and replies on the disk."""

    is_new: bool
    kept: list[str]


class Trial:
    """An act on copies of one home, each ended by another fault."""

    def __init__(self, start: Path, folder: Path, faults: Faults, act: Callable[[Ledger], None]) -> None:
        self._start = start
        self._folder = folder
        self._faults = faults
        self._act = act
        self._home = folder / "none"
        self._outcomes: dict[Any, Outcome] = {}
        self.old = self._begin()
        self.calls = faults.run(self._run, at=None, fault=None, after=False)
        self.new = self._state()
        self._outcomes[self._on_disk()] = Outcome(True, self.new[1])
        self._begin()
        self._untouched = self._on_disk()
        self._outcomes[self._untouched] = Outcome(False, self.old[1])

    def _run(self) -> None:
        self._act(Ledger(str(self._home), now=lambda: INSTANT))

    def _begin(self) -> tuple[Any, ...]:
        shutil.rmtree(self._home, ignore_errors=True)
        self._home = Path(tempfile.mkdtemp(dir=self._folder)) / "home"
        shutil.copytree(self._start, self._home, copy_function=shutil.copy)
        return self._state()

    def _on_disk(self) -> tuple[tuple[str, bytes], ...]:
        """Return all files, those that a killed command left without the random part of their names."""
        return tuple(
            (re.sub("[0-9a-f]{8}.tmp", "tmp", str(path.relative_to(self._home))), path.read_bytes())
            for path in sorted(self._home.rglob("*"))
            if path.is_file()
        )

    def _state(self) -> tuple[Any, ...]:
        """Return all that a reader can learn: requests, files beside them, numbers given, bytes of the open file."""
        snapshot = Ledger(str(self._home)).snapshot()
        kept = sorted(path.name for folder in ("letters", "replies") for path in self._home.glob(f"{folder}/**/*.*"))
        given = [snapshot.was_given(number) for number in range(9)]
        return snapshot.all_requests(), kept, given, (self._home / "ledger.json").read_bytes()

    def fail(self, at: int, fault: Callable[[], BaseException], *, after: bool) -> tuple[Outcome, bool]:
        """Return what a fault at this call left, and whether the command said that something is wrong."""
        is_told = False
        try:
            self._faults.run(self._run, at=at, fault=fault, after=after)
        except (FoiError, Killed):
            is_told = True
        on_disk = self._on_disk()
        if on_disk not in self._outcomes:
            self._outcomes[on_disk] = self._judge(f"call {at} of {self.calls}")
        if on_disk != self._untouched:
            self._begin()
        return self._outcomes[on_disk], is_told

    def _judge(self, where: str) -> Outcome:
        requests, kept, given, data = self._state()
        assert requests in (self.old[0], self.new[0]), where
        assert given in (self.old[2], self.new[2]), where
        if self._act not in SHOWN_BY_THE_LEDGER_FIRST:
            assert data in (self.old[3], self.new[3]), where
        self._check(where, NOTE)
        self._go_on(where)
        self._check(where)
        assert list(self._home.glob("*.tmp")) == [], where
        self._begin()
        return Outcome(requests == self.new[0], kept)

    def _check(self, where: str, *harmless: str) -> None:
        """No letter is missing, and nothing is wrong but what the next command puts right."""
        found = [finding for finding in check(str(self._home)) if finding.severity not in harmless]
        assert all("belongs to no request" in finding.what for finding in found), (where, found)

    def _go_on(self, where: str) -> None:
        """The next command works and sees everything."""
        ledger = Ledger(str(self._home))
        before = [raw["number"] for raw in ledger.snapshot().all_requests()]
        with ledger.transaction("next") as change:
            number = change.add({"uid": "next", "events": []})
            change.archive(number)
        assert [raw["number"] for raw in ledger.snapshot().all_requests()] == [*before, number], where


INSTANT = datetime(2026, 11, 23, tzinfo=UTC)
ACTS = [note, note_archived, note_both, close, reopen, everything, draft, go_back]
# What changes inside both files is for a moment also in the ledger, so that it shows at once.
SHOWN_BY_THE_LEDGER_FIRST = (note_both, everything, draft)
KINDS = [(refusal, False), (Killed, False), (Killed, True)]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("fault", "after"), KINDS, ids=["refused", "killed-before", "killed-after"])
def test_after_a_fault_at_any_call_the_command_has_happened_or_not(
    start: Path,
    tmp_path: Path,
    faults: Faults,
    act: Callable[[Ledger], None],
    fault: Callable[[], BaseException],
    after: bool,
) -> None:
    trial = Trial(start, tmp_path, faults, act)
    assert trial.old[0] != trial.new[0], "the act changes something"
    happened = 0
    for at in range(trial.calls):
        outcome, is_told = trial.fail(at, fault, after=after)
        happened += outcome.is_new
        assert outcome.is_new or is_told, f"call {at}: nothing happened, and nobody was told"
        if fault is refusal:
            assert outcome.is_new != is_told, f"call {at}: what was refused is told, what is told has not happened"
            assert outcome.kept in ((trial.new[1],) if outcome.is_new else (trial.old[1], trial.new[1]))
    assert 0 < happened < trial.calls


@pytest.mark.parametrize(("fault", "after"), KINDS, ids=["refused", "killed-before", "killed-after"])
def test_a_fault_while_the_first_ledger_is_written_leaves_none_or_an_empty_one(
    tmp_path: Path, faults: Faults, fault: Callable[[], BaseException], after: bool
) -> None:
    def create(name: str, at: int | None) -> int:
        (tmp_path / name).mkdir()
        ledger = Ledger(str(tmp_path / name))
        return faults.run(ledger.create, at=at, fault=fault, after=after)

    for at in range(create("whole", None)):
        with contextlib.suppress(FoiError, Killed):
            create(str(at), at)
        ledger = Ledger(str(tmp_path / str(at)))
        if not ledger.exists():
            ledger.create()
        assert ledger.snapshot().all_requests() == []


@pytest.mark.parametrize(("fault", "after"), KINDS[:2], ids=["refused", "killed-before"])
def test_a_fault_while_reading_changes_nothing(
    start: Path, faults: Faults, fault: Callable[[], BaseException], after: bool
) -> None:
    def look() -> None:
        Ledger(str(start)).snapshot().all_requests()

    before = listing(start)
    for at in range(faults.run(look, at=None, fault=None, after=after)):
        with pytest.raises((FoiError, Killed)):
            faults.run(look, at=at, fault=fault, after=after)
    assert listing(start) == before
