"""Commands at random against a model: two dicts, a counter, and the states before each change."""

from __future__ import annotations

import copy
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from foi_tracker.ledger import Ledger
from foi_tracker.ledger.check import check

NUMBERS = st.integers(0, 40)
TEXTS = st.text(max_size=8)


class Stop(Exception):
    """A command that fails."""


class Commands(RuleBasedStateMachine):
    """The model holds what is open and what is archived, by number."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.instant = datetime(2026, 11, 22, tzinfo=UTC)
        self.open: dict[int, dict[str, Any]] = {}
        self.archived: dict[int, dict[str, Any]] = {}
        self.next = 1
        self.moments: dict[str, tuple[dict[int, Any], dict[int, Any]]] = {}

    def now(self) -> datetime:
        self.instant += timedelta(hours=7)
        return self.instant

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def ledger(self) -> Ledger:
        """A new one each time, as each command is a new process."""
        return Ledger(self.folder, now=self.now)

    @initialize()
    def create(self) -> None:
        self.ledger.create()

    def pick(self, number: int, *places: dict[int, Any]) -> int | None:
        known = sorted({number for place in places for number in place})
        return known[number % len(known)] if known else None

    def remember(self) -> None:
        """Note the state before a change under the moment that was kept for it, when it was one."""
        newest = max((backup.which for backup in self.ledger.list_backups()), default=None)
        if newest is not None and newest not in self.moments:
            self.moments[newest] = self.before
        self.moments = {
            which: state
            for which, state in self.moments.items()
            if which in {backup.which for backup in self.ledger.list_backups()}
        }

    @property
    def state(self) -> tuple[dict[int, Any], dict[int, Any]]:
        return copy.deepcopy((self.open, self.archived))

    def change(self, change: Any, acts: list[tuple[str, int, str]]) -> None:
        for act, chosen, text in acts:
            if act == "add":
                raw = {"uid": f"u-{self.next}", "events": [{"id": 1, "text": text}]}
                assert change.add(raw) == self.next
                self.open[self.next] = copy.deepcopy(raw)
                self.next += 1
            elif act == "put" and (number := self.pick(chosen, self.open, self.archived)) is not None:
                place = self.open if number in self.open else self.archived
                place[number]["events"].append({"id": 2, "text": text})
                change.put(copy.deepcopy(place[number]))
            elif act == "archive" and (number := self.pick(chosen, self.open)) is not None:
                change.archive(number)
                self.archived[number] = self.open.pop(number)
            elif act == "restore" and (number := self.pick(chosen, self.archived)) is not None:
                change.restore(number)
                self.open[number] = self.archived.pop(number)

    ACTS = st.lists(
        st.tuples(st.sampled_from(["add", "put", "archive", "restore"]), NUMBERS, TEXTS), min_size=1, max_size=5
    )

    @rule(acts=ACTS)
    def command(self, acts: list[tuple[str, int, str]]) -> None:
        self.before = self.state
        with self.ledger.transaction("command") as change:
            self.change(change, acts)
            assert [raw["number"] for raw in change.open_requests()] == sorted(self.open)
        self.remember()

    @rule(acts=ACTS)
    def command_that_fails(self, acts: list[tuple[str, int, str]]) -> None:
        before, following = self.state, self.next
        try:
            with self.ledger.transaction("command") as change:
                self.change(change, acts)
                raise Stop
        except Stop:
            (self.open, self.archived), self.next = before, following

    @precondition(lambda self: self.moments)
    @rule(chosen=NUMBERS)
    def go_back(self, chosen: int) -> None:
        which = sorted(self.moments)[chosen % len(self.moments)]
        self.before = self.state
        shown = self.ledger.read_backup(which).all_requests()
        self.ledger.restore(which)
        assert self.ledger.snapshot().all_requests() == shown
        self.open, self.archived = copy.deepcopy(self.moments[which])
        self.remember()

    @invariant()
    def ledger_is_the_model(self) -> None:
        if not self.ledger.exists():
            return
        snapshot = self.ledger.snapshot()
        assert snapshot.open_requests() == [self.open[number] for number in sorted(self.open)]
        every = {**self.archived, **self.open}
        assert snapshot.all_requests() == [every[number] for number in sorted(every)]
        assert snapshot.archived_count == len(self.archived)
        assert [snapshot.was_given(number) for number in (0, self.next - 1, self.next)] == [
            False,
            self.next > 1,
            False,
        ]
        assert all(snapshot.get(number) == raw for number, raw in every.items())

    @invariant()
    def folder_is_in_order(self) -> None:
        if self.ledger.exists():
            assert [finding for finding in check(self.folder) if "in neither file" not in finding.what] == []


TestCommands = Commands.TestCase
TestCommands.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
