"""--json on every command: one object of schema 1 on standard output, the same keys always, no words beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.homes import Homes
from support.run import do, draft, foi, make_home, sent

READERS = {
    ("status",): "requests",
    ("overdue", "--within", "5"): "requests",
    ("show", "1"): "request",
    ("next",): "requests",
    ("report",): "report",
    ("check", "1"): "findings",
    ("authorities", "show", "homerton"): "authority",
    ("letter", "1"): "letter",
    ("deadline", "2026-11-22"): "deadlines",
    ("holidays", "list", "2026"): "holidays",
    ("demo",): "requests",
}
WRITERS = [
    ("draft", "imperial", "-t", "fdp-adoption"),
    ("draft", "imperial", "-t", "fdp-adoption", "-n"),
    ("sent", "2"),
    ("sent", "2", "-n"),
    ("sent", "1", "--again"),
    ("sent", "1", "--correct", "--on", "2026-11-23"),
    ("got", "1", "ack"),
    ("got", "1", "answer", "1=g"),
    ("note", "1", "hello"),
    ("tag", "urgent", "1", "2"),
    ("remind", "1", "2027-01-04", "Look at their site"),
    ("close", "1"),
    ("reopen", "3"),
    ("undo",),
    ("undo", "1"),
]


def three() -> None:
    """1 sent, 2 a draft, 3 closed."""
    make_home()
    draft("homerton", "barts", "uclh")
    sent(1)
    do("close", 3)


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(three, world)


@pytest.mark.parametrize("typed", [*READERS, *WRITERS], ids=" ".join)
def test_it_is_one_object_and_no_word_stands_beside_it(home: Path, typed: tuple[str, ...]) -> None:
    ran = foi(*typed, "--json").ok
    told = json.loads(ran.out)
    assert told["schema"] == 1
    assert len(told["today"]) == 10
    assert ran.err == ""
    assert ran.out.endswith("}\n")


@pytest.mark.parametrize("typed", READERS, ids=" ".join)
def test_what_is_read_stands_under_its_name(home: Path, typed: tuple[str, ...]) -> None:
    assert READERS[typed] in foi(*typed, "--json").json


@pytest.mark.parametrize("typed", WRITERS, ids=" ".join)
def test_what_is_written_tells_what_changed(home: Path, typed: tuple[str, ...]) -> None:
    tried = typed[0] == "draft" and "-n" in typed
    changed = foi(*typed, "--json").json["changed"]
    assert bool(changed) is not tried
    for request in changed:
        listed = {r["number"]: r for r in foi("status", "--all", "--json").json["requests"]}
        if "-n" not in typed:
            assert request == listed[request["number"]]


def test_a_terminal_gets_the_same_json_as_a_pipe(home: Path) -> None:
    assert foi("show", 1, "--json", tty=60).ok.out == foi("show", 1, "--json").ok.out


def test_keys_are_the_same_for_every_request(home: Path) -> None:
    keys = [set(request) for request in foi("status", "--all", "--json").json["requests"]]
    assert len(keys) == 3
    assert keys[0] == keys[1] == keys[2]


def test_enums_are_lower_snake_and_absent_is_null(home: Path) -> None:
    for request in foi("status", "--all", "--json").json["requests"]:
        for key in ("status", "phase", "outcome"):
            value = request[key]
            assert value is None or value.replace("_", "").isalpha()
            assert value is None or value == value.lower()
        assert "" not in request.values()
