"""The acts at random against a model that knows only which events were acknowledged and which were taken back.

FOI_STATE_EXAMPLES sets how many lives of a home are played.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from foi_tracker.casework import closing, noting, receiving, sending, undoing
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.exchange import importing_ledger
from foi_tracker.casework.letters import drafting
from foi_tracker.casework.letters.planning import DraftOptions
from foi_tracker.casework.recording import Change
from foi_tracker.casework.upkeep import safekeeping, setup
from foi_tracker.casework.upkeep.doctor import examine
from foi_tracker.errors import NotFound, Refused
from foi_tracker.ledger import Ledger
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

# Read before any test clears the environment.
EXAMPLES = int(os.environ.get("FOI_STATE_EXAMPLES", "25"))
STEPS = 30
MOST = 4  # requests drafted here: few, so that much happens to each
ON = date(2026, 11, 23)

# An event is known by the change that added it, and its place among those that the change added to the request.
Mark = tuple[str, int]

which = st.integers(0, 5)


class Model:
    """What a home must hold: by uid, the events that were acknowledged, and what those that take back take back."""

    def __init__(self) -> None:
        self.events: dict[str, set[Mark]] = {}
        self.voids: dict[str, dict[Mark, set[Mark]]] = {}
        self.undoable: list[dict[str, set[Mark]]] = []
        """What each act added, as undo must take it back: the newest last."""
        self.in_order = True
        """Whether undo must follow the order of the acts here: not once somebody else's came in between."""

    def add(self, added: dict[str, set[Mark]]) -> None:
        for uid, marks in added.items():
            self.events.setdefault(uid, set()).update(marks)
            self.voids.setdefault(uid, {})
        self.undoable.append(copy.deepcopy(added))

    def undo(self, uid: str, change: str, voiding: Mark) -> None:
        """Take back from a request all that one change did to it."""
        self.voids[uid][voiding] = {mark for mark in self.events[uid] if mark[0] == change}
        self.events[uid].add(voiding)
        for act in self.undoable:
            if uid in act and {mark[0] for mark in act[uid]} == {change}:
                del act[uid]
        self.undoable = [act for act in self.undoable if act]

    def unite(self, other: Model) -> bool:
        """Take in another's events; return whether there was anything new."""
        before = copy.deepcopy(self.events)
        for uid, marks in other.events.items():
            self.events.setdefault(uid, set()).update(marks)
            self.voids.setdefault(uid, {}).update(copy.deepcopy(other.voids[uid]))
        return before != self.events

    def stands(self, uid: str, mark: Mark) -> bool:
        """Return whether nothing that stands takes the event back."""
        return not any(mark in taken and self.stands(uid, voiding) for voiding, taken in self.voids[uid].items())

    @property
    def live(self) -> dict[str, set[Mark]]:
        """What the story of each request tells: all that stands, but for the takings back themselves."""
        return {
            uid: {mark for mark in marks if mark not in self.voids[uid] and self.stands(uid, mark)}
            for uid, marks in self.events.items()
        }


def marks_of(raw: dict[str, Any]) -> dict[int, Mark]:
    """Return id -> mark of the events of a stored request."""
    seen: dict[str, int] = {}
    found = {}
    for event in raw["events"]:
        seen[event["change"]] = seen.get(event["change"], 0) + 1
        found[event["id"]] = (event["change"], seen[event["change"]])
    return found


def added_by(change: Change) -> dict[int, Mark]:
    """Return id -> mark of the events that an act added to a request."""
    known = {event["id"] for event in change.before.request.raw["events"]}
    return {number: mark for number, mark in marks_of(change.after.request.raw).items() if number not in known}


def _draft(desk: Desk, count: int) -> list[Request]:
    """Draft so many requests by one command."""
    options = DraftOptions("blank", questions=("How many?",), subject="Data")
    drafted = drafting.draft(desk, ("hackney", "homerton")[:count], options)
    return [one.standing.request for one in drafted if one.standing]


class Home(RuleBasedStateMachine):
    """One home, with copies of it as somebody else may have them."""

    def __init__(self) -> None:
        super().__init__()
        self.above = tempfile.mkdtemp(prefix="foi-machine-")
        self.folder = os.path.join(self.above, "foi")
        self.model = Model()
        self.numbers: dict[int, str] = {}
        self.then: dict[str, Model] = {}
        self.copies: list[tuple[str, Model]] = []

    def teardown(self) -> None:
        shutil.rmtree(self.above)

    @initialize()
    def begin(self) -> None:
        setup.make(self.folder, {"name": "Ada", "email": "ada@example.org"})
        self.drafts(0)

    @property
    def desk(self) -> Desk:
        return Desk(self.folder)

    def raws(self) -> list[dict[str, Any]]:
        return Ledger(self.folder).snapshot().all_requests()

    def number(self, at: int) -> str:
        numbers = sorted(self.numbers)
        return str(numbers[at % len(numbers)])

    def acted(self, act: Callable[[], Any]) -> Any:
        """Return what an act returns, None when it was refused; then nothing may have changed."""
        before, model = self.raws(), copy.deepcopy(self.model)
        stamps = set(self.stamps())
        try:
            done = act()
        except (Refused, NotFound):
            assert self.raws() == before
            return None
        for stamp in set(self.stamps()) - stamps:
            self.then[stamp] = model
        return done

    def stamps(self) -> list[str]:
        return [one.backup.which for one in safekeeping.all_moments(self.desk)]

    def recorded(self, changes: Sequence[Change] | None) -> None:
        if changes is not None:
            added = {c.after.request.uid: added_by(c) for c in changes}
            self.model.add({uid: set(marks.values()) for uid, marks in added.items()})

    # --- the acts ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.numbers) < MOST)
    @rule(count=st.integers(0, 1))
    def drafts(self, count: int) -> None:
        """Draft one request, or two by one command."""
        requests = self.acted(lambda: _draft(self.desk, count + 1))
        for request in requests:
            assert request.number not in self.numbers, "a number is never given twice"
            self.numbers[request.number] = request.uid
        self.model.add({request.uid: set(marks_of(request.raw).values()) for request in requests})

    @rule(first=which, second=which)
    def sends(self, first: int, second: int) -> None:
        refs = dict.fromkeys((self.number(first), self.number(second)))
        self.recorded(self.acted(lambda: sending.sent(self.desk, tuple(refs), sending.Sent(None, ON))))

    @rule(at=which, day=st.integers(1, 22))
    def corrects(self, at: int, day: int) -> None:
        """Say that the date of sending was wrong: the old sending is taken back, and another recorded."""
        told = sending.Sent(None, ON.replace(day=day), correct=True)
        for change in (done := self.acted(lambda: sending.sent(self.desk, (self.number(at),), told))) or ():
            raw = change.after.request.raw
            voiding, _ = sorted(added_by(change))
            marks = marks_of(raw)
            (taken,) = next(event["voids"] for event in raw["events"] if event["id"] == voiding)
            self.model.voids[change.after.request.uid][marks[voiding]] = {marks[taken]}
        self.recorded(done)

    @rule(at=which, what=st.sampled_from(["ack", "answer", "bounce"]))
    def gets(self, at: int, what: str) -> None:
        told = receiving.Got(what, ON, every="released" if what == "answer" else None)
        self.recorded(self.acted(lambda: receiving.got(self.desk, (self.number(at),), told)))

    @rule(at=which)
    def notes(self, at: int) -> None:
        self.recorded(self.acted(lambda: noting.note(self.desk, (self.number(at),), "They rang", ON)))

    @rule(at=which)
    def closes(self, at: int) -> None:
        self.recorded(self.acted(lambda: closing.close(self.desk, (self.number(at),), ON)))

    @rule(at=which)
    def reopens(self, at: int) -> None:
        self.recorded(self.acted(lambda: closing.reopen(self.desk, (self.number(at),), ON)))

    # --- going back --------------------------------------------------------------------------------------------------

    @rule()
    def undoes(self) -> None:
        listed = undoing.takeable(self.desk, None)
        done = self.acted(lambda: undoing.undo(self.desk, None))
        if done is None:
            assert not listed or not self.model.in_order, "what the list shows can be taken back"
            return
        assert [one.part.request.number for one in done] == [part.request.number for part in listed[0].parts]
        self.undone(done, self.model.undoable[-1] if self.model.in_order else None)

    @rule(at=which)
    def undoes_one(self, at: int) -> None:
        ref = self.number(at)
        done = self.acted(lambda: undoing.undo(self.desk, ref))
        if done is not None:
            uid = done[0].part.request.uid
            newest = next((act for act in reversed(self.model.undoable) if uid in act), {})
            self.undone(done, {uid: newest[uid]} if self.model.in_order else None)

    def undone(self, done: list[undoing.Undone], expected: dict[str, set[Mark]] | None) -> None:
        (change,) = {event.change for one in done for event in one.part.events}
        if expected is not None:
            assert {one.part.request.uid for one in done} == expected.keys(), "the newest act goes back as one"
            assert {mark[0] for marks in expected.values() for mark in marks} == {change}
        for one in done:
            (voiding,) = added_by(one.change).values()
            self.model.undo(one.part.request.uid, change, voiding)

    @precondition(lambda self: self.then)
    @rule(at=st.integers(0, 20))
    def restores(self, at: int) -> None:
        stamps = [stamp for stamp in self.stamps() if stamp in self.then]
        stamp = stamps[at % len(stamps)]
        desk = self.desk
        found = safekeeping.look_back(desk, stamp)
        self.acted(lambda: safekeeping.go_back(desk, found))
        self.model = copy.deepcopy(self.then[stamp])

    # --- somebody else -----------------------------------------------------------------------------------------------

    @rule()
    def is_copied(self) -> None:
        folder = os.path.join(self.above, f"copy{len(self.copies)}")
        shutil.copytree(self.folder, folder)
        self.copies.append((folder, copy.deepcopy(self.model)))

    @precondition(lambda self: self.copies)
    @rule(at=which, note=which)
    def others_note(self, at: int, note: int) -> None:
        folder, model = self.copies[at % len(self.copies)]
        numbers = [raw["number"] for raw in Ledger(folder).snapshot().all_requests() if not fold(raw).undone]
        if numbers:
            (change,) = noting.note(Desk(folder), (str(numbers[note % len(numbers)]),), "theirs", ON)
            model.add({change.after.request.uid: set(added_by(change).values())})

    @precondition(lambda self: self.copies)
    @rule(at=which)
    def others_undo(self, at: int) -> None:
        folder, model = self.copies[at % len(self.copies)]
        try:
            done = undoing.undo(Desk(folder), None)
        except (Refused, NotFound):
            return
        for one in done:
            (voiding,) = added_by(one.change).values()
            model.undo(one.part.request.uid, one.part.events[0].change, voiding)

    @precondition(lambda self: self.copies)
    @rule(at=which, count=st.integers(0, 1))
    def others_draft(self, at: int, count: int) -> None:
        folder, model = self.copies[at % len(self.copies)]
        model.add({request.uid: set(marks_of(request.raw).values()) for request in _draft(Desk(folder), count + 1)})

    @precondition(lambda self: self.copies)
    @rule(at=which)
    def takes_in(self, at: int) -> None:
        folder, theirs = self.copies[at % len(self.copies)]
        found = self.acted(lambda: importing_ledger.take_in(self.desk, folder))
        assert not found.missing, "the letters came along"
        for one in found.came:
            number, uid = one.standing.request.number, one.standing.request.uid
            assert number not in self.numbers if one.is_new else self.numbers[number] == uid
            self.numbers[number] = uid
        if self.model.unite(theirs):
            assert found.came
            self.model.in_order = False
        else:
            assert not found.came
        assert not importing_ledger.take_in(self.desk, folder).came, "done twice, it adds nothing"

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def every_event_is_there_and_those_stand_that_were_not_taken_back(self) -> None:
        raws = self.raws() if os.path.exists(self.folder) else []
        assert {raw["uid"]: set(marks_of(raw).values()) for raw in raws} == self.model.events
        assert {raw["uid"]: {marks_of(raw)[e.id] for e in fold(raw).events} for raw in raws} == self.model.live

    @invariant()
    def every_number_is_of_the_request_it_was_given_to(self) -> None:
        raws = self.raws() if os.path.exists(self.folder) else []
        assert all(self.numbers[raw["number"]] == raw["uid"] for raw in raws)
        if raws:
            assert Ledger(self.folder).snapshot().next_number() == max(self.numbers) + 1

    @invariant()
    def the_doctor_finds_no_risk(self) -> None:
        if os.path.exists(self.folder):
            assert not examine(self.folder, self.desk.today).at_risk


def test_whatever_is_done_in_whatever_order_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run_state_machine_as_test(
        Home,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
