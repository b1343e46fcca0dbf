"""Undo: whatever was done, taking it back brings the requests to where they stood; said again, one step more."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from support.refusing import refusal

from foi_tracker.casework import closing, noting, receiving, sending, undoing
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting
from foi_tracker.casework.letters.planning import DraftOptions
from foi_tracker.errors import FoiError, NotFound, Refused
from foi_tracker.requests.folding import fold

TODAY = date(2026, 11, 24)
OPTIONS = DraftOptions("blank", questions=("How many?", "Since when?"), subject="Parking")


def draft(desk: Desk, name: str = "hackney") -> None:
    drafting.draft(desk, (name,), OPTIONS)


def state(desk: Desk) -> dict[int, Any]:
    """Return the events that stand, of every request."""
    requests = [fold(raw) for raw in desk.ledger.snapshot().all_requests()]
    return {one.number: [event.details for event in one.events] for one in requests if not one.undone}


def places(desk: Desk) -> tuple[list[int], int]:
    """Return which requests are in the open file, and how many in the archive; drafts that were undone apart."""
    records = desk.ledger.snapshot()
    return [raw["number"] for raw in records.open_requests() if not fold(raw).undone], records.archived_count


def acts(pick: random.Random) -> list[Callable[[Desk], object]]:
    """Return acts on the requests 1 to 3, some of which will be refused."""
    number = str(pick.randint(1, 3))
    on = TODAY.replace(day=pick.randint(18, 24))
    told = sending.Sent(None, on, pick.choice([None, "post", "form"]))
    return [
        lambda desk: draft(desk),
        lambda desk: sending.sent(desk, (number,), told),
        lambda desk: sending.sent(desk, ("1-3",), told),
        lambda desk: sending.sent(desk, (number,), told._replace(again=True)),
        lambda desk: sending.sent(desk, (number,), told._replace(correct=True)),
        lambda desk: sending.sent(desk, (number,), told._replace(what="chaser")),
        lambda desk: receiving.got(desk, (number,), receiving.Got("ack", on)),
        lambda desk: receiving.got(desk, (number,), receiving.Got("answer", on, outcomes=("1=g",))),
        lambda desk: receiving.got(desk, (number,), receiving.Got("bounce", on)),
        lambda desk: noting.note(desk, (number,), "a note", on),
        lambda desk: closing.close(desk, (number,), on),
        lambda desk: closing.close(desk, ("1-3",), on),
        lambda desk: closing.reopen(desk, (number,), on),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_every_step_back_leads_to_where_it_stood(desk: Desk, seed: int) -> None:
    pick = random.Random(seed)
    for name in ("hackney", "newham", "homerton"):
        draft(desk, name)
    before: list[tuple[dict[int, Any], tuple[list[int], int]]] = []
    for _ in range(25):
        if before and pick.random() < 0.3:
            undoing.undo(desk, None)
            assert (state(desk), places(desk)) == before.pop()
            continue
        stood = state(desk), places(desk)
        act = pick.choice(acts(pick))
        refused = refusal(lambda act=act: act(desk))
        if refused is None:
            before.append(stood)
        else:
            assert refused.exit_code in (2, 3, 4)
            assert (state(desk), places(desk)) == stood
    while before:
        undoing.undo(desk, None)
        assert (state(desk), places(desk)) == before.pop()


class TestOfOneRequest:
    def test_only_its_part_of_a_common_change_goes(self, desk: Desk) -> None:
        draft(desk), draft(desk, "newham")
        sending.sent(desk, ("1", "2"), sending.Sent(None, TODAY))
        undoing.undo(desk, "1")
        assert [len(events) for events in state(desk).values()] == [1, 2]

    def test_what_came_later_elsewhere_stays(self, desk: Desk) -> None:
        draft(desk), draft(desk, "newham")
        noting.note(desk, ("1",), "a", TODAY)
        noting.note(desk, ("2",), "b", TODAY)
        undoing.undo(desk, "1")
        assert [len(events) for events in state(desk).values()] == [1, 2]

    def test_one_at_a_time(self, desk: Desk) -> None:
        draft(desk), draft(desk, "newham")
        with pytest.raises(FoiError):
            undoing.undo(desk, "1-2")
        assert len(state(desk)) == 2


class TestOfACorrection:
    def test_the_first_date_comes_back_and_then_the_draft(self, desk: Desk) -> None:
        draft(desk)
        sending.sent(desk, ("1",), sending.Sent(None, date(2026, 11, 22)))
        sending.sent(desk, ("1",), sending.Sent(None, date(2026, 11, 20), correct=True))
        sending.sent(desk, ("1",), sending.Sent(None, date(2026, 11, 19), correct=True))
        days = []
        for _ in range(3):
            undoing.undo(desk, None)
            request = fold(desk.ledger.snapshot().all_requests()[0])
            days.append(request.sent_on)
        assert days == [date(2026, 11, 20), date(2026, 11, 22), None]

    def test_corrected_again_after_an_undo(self, desk: Desk) -> None:
        draft(desk)
        sending.sent(desk, ("1",), sending.Sent(None, date(2026, 11, 22)))
        for on in (20, 19):
            sending.sent(desk, ("1",), sending.Sent(None, date(2026, 11, on), correct=True))
            undoing.undo(desk, None)
        assert fold(desk.ledger.snapshot().all_requests()[0]).sent_on == date(2026, 11, 22)


class TestRefusals:
    def test_nothing_done_is_nothing_to_take_back(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            undoing.undo(desk, None)

    def test_a_draft_stays_while_what_came_of_it_stands(self, desk: Desk) -> None:
        draft(desk)
        sending.sent(desk, ("1",), sending.Sent(None, TODAY))
        # The sending is the newest, so undo takes it back first; the draft cannot go before it.
        undoing.undo(desk, "1")
        undoing.undo(desk, "1")
        with pytest.raises(NotFound):
            undoing.undo(desk, "1")

    def test_nothing_is_erased(self, desk: Desk) -> None:
        draft(desk)
        noting.note(desk, ("1",), "a", TODAY)
        undoing.undo(desk, None)
        (raw,) = desk.ledger.snapshot().all_requests()
        assert [event["kind"] for event in raw["events"]] == ["drafted", "noted", "voided"]

    def test_a_dry_undo_changes_nothing(self, desk: Desk) -> None:
        draft(desk)
        dry = Desk(desk.folder, dry=True)
        assert undoing.undo(dry, None)
        assert len(state(desk)) == 1

    def test_two_ledgers_united_can_hold_what_does_not_fit_and_undo_cures_it(self, desk: Desk) -> None:
        draft(desk)
        closing.close(desk, ("1",), TODAY)
        with desk.ledger.transaction("test") as records:
            raw = records.get(1)
            assert raw is not None
            chased = {"id": 9, "change": "theirs", "kind": "chased", "on": "2026-11-24", "at": "2026-11-24T00:00:00Z"}
            records.put({**raw, "events": [*raw["events"], chased]})
        undoing.undo(desk, "1")
        with pytest.raises(Refused):
            sending.sent(desk, ("1",), sending.Sent("chaser", TODAY))
        assert [event["kind"] for event in state(desk)[1]] == ["drafted", "closed"]
