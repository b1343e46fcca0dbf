"""Any life of a request, however odd: every view can show it, every proposal can be run, undo takes back each step."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.run import do, foi, make_home

from foi_tracker.casework import receiving, sending

WENT = tuple(sending.WHAT)
CAME = tuple(receiving.WHAT)
OUTCOMES = [
    "g",
    "p",
    "r",
    "n",
    "i",
    "to_follow",
    "over_cost",
    "refused:s43(2),s40",
    "partly:12(4)(b)",
    'g:"42"',
    "lost",
]
LAWS = ["FOIA", "EIR", "FOISA", "EISR"]
ORDINARY = {0, 2, 3, 4}
STEPS = 30


class Life:
    """Somebody who does odd things on ever later days."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self.today = date(2026, 1, 5)

    def go_on(self) -> None:
        self.today += timedelta(days=self.pick.choice([0, 1, 5, 20, 30]))

    def chance(self, of: float) -> bool:
        return self.pick.random() < of

    def act(self) -> list[object]:
        """Return a command, which may be refused."""
        pick, number = self.pick, self.pick.choice([1, 2, 3])
        on = ["--on", self.today - timedelta(days=pick.choice([0, 0, 0, 1, 10]))]
        match pick.choice(["sent", "sent", "got", "got", "got", "draft", "note", "close", "reopen"]):
            case "sent":
                what = [pick.choice(WENT)] if self.chance(0.5) else []
                how = pick.choice([[], [], ["--via", pick.choice(["post", "wdtk"])], ["--again"], ["--correct"]])
                return ["sent", number, *what, *on, *how]
            case "got":
                return ["got", number, *self.arrival(), *on]
            case "draft":
                return ["draft", number]
            case "note":
                return ["note", number, "They rang", *on]
            case name:
                return [name, number, *on]

    def arrival(self) -> list[object]:
        pick, what = self.pick, self.pick.choice(CAME)
        told: list[object] = [what]
        if what in ("answer", "review", "decision", "appeal"):
            told += [f"{n}={pick.choice(OUTCOMES)}" for n in pick.sample([1, 2, 3, 4], pick.choice([0, 1, 2, 3]))]
        if what == "reclassified":
            told += ["--regime", pick.choice(LAWS)]
        if self.chance(0.3):
            told += ["--until", self.today + timedelta(days=pick.choice([-3, 10, 60]))]
        if self.chance(0.2):
            told += ["--sections", pick.choice(["s43", "s40(2)", "12(4)(b)", "zz"])]
        if self.chance(0.2):
            told += ["--questions", pick.choice(["1", "2,3", "9", "x"])]
        if self.chance(0.2):
            told += ["--basis", pick.choice(["public-interest", "complex-voluminous", "complex"])]
        if self.chance(0.2):
            told += ["--received", self.today - timedelta(days=pick.choice([-1, 0, 40]))]
        return told


@pytest.mark.parametrize("seed", range(10, 150))
def test_nothing_breaks(world: Path, seed: int) -> None:
    make_home()
    life = Life(seed)
    for authority in ("hackney", "nhs-lothian", "homerton"):
        law = life.pick.choice(LAWS)
        asked = ("-t", "blank", "--subject", "s", "-q", "a", "-q", "b", "-q", "c", "--regime", law)
        do("draft", authority, *asked, today="2026-01-05")
    for _ in range(STEPS):
        life.go_on()
        today, act = str(life.today), life.act()
        number = act[1]
        before = foi("show", number, "--json", today=today).json
        ran = foi(*act, today=today)
        assert ran.code in ORDINARY, (act, ran)
        _every_view_can_show_it(number, today)
        if ran.code == 0:
            _undo_takes_it_back(act, before, today)
        for request in foi("status", "--json", today=today).json["requests"]:
            _the_proposal_can_be_run(request, today)


def _every_view_can_show_it(number: object, today: str) -> None:
    for view in (("status", "--all"), ("show", number, "--why"), ("overdue", "--within", 5)):
        shown = foi(*view, today=today, tty=100).ok
        assert max(map(cell_len, shown.lines), default=0) <= 100
        do(*view, today=today)


def _undo_takes_it_back(act: list[object], before: object, today: str) -> None:
    do("undo", today=today)
    assert foi("show", act[1], "--json", today=today).json == before, act
    do(*act, today=today)


def _the_proposal_can_be_run(request: dict[str, object], today: str) -> None:
    step = request["next"]
    assert isinstance(step, dict)
    if step["command"] is None:
        assert step["by"] is None or step["by"] >= today, (request, today)
        return
    ran = foi(*step["command"].split()[1:], *(["-n"] if "show" not in step["command"] else []), today=today)
    # A reply to their question needs one's own words; the refusal says how to give them.
    assert ran.code == 0 or "--set" in ran.err, (request, ran)
