from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.ledgers import note
from support.run import listing

from foi_tracker.errors import LedgerCorrupt
from foi_tracker.ledger import Ledger, schema

# A ledger as version 0.1 writes it, byte for byte: every later version must open it.
FIRST = (
    '{"header":{"1":{"schema":1,"next":4,"archived":1}}\n'
    ',"requests":{\n'
    '"1":\n{"number":1,"uid":"5f0c","authority":{"slug":"homerton","name":"Homerton Healthcare","kind":"nhs-trust",'
    '"nation":"england"},"regime":"FOIA","events":[{"id":1,"change":"k3v9","kind":"drafted","on":"2026-11-20",'
    '"at":"2026-11-20T16:02:11Z","subject":"FDP – adoption","questions":["How many?"]}]}\n'
    "\n"
    ",\n"
    '"3":\n{"number":3,"uid":"77ab","authority":{"slug":"hackney","name":"Hackney","kind":"council","nation":"england"},'
    '"regime":"EIR","colour":"green","events":[{"id":1,"change":"p8qa","kind":"drafted","on":"2026-11-21",'
    '"at":"2026-11-21T09:00:00Z","subject":"Trees"},{"id":2,"change":"zz","kind":"teleported","on":"2026-11-22",'
    '"at":"2026-11-22T09:00:00Z"}]}\n'
    "\n"
    "}\n"
    "}\n"
)
FIRST_ARCHIVE = (
    '{"header":{"1":{"schema":1}}\n'
    ',"requests":{\n'
    '"2":\n{"number":2,"uid":"91cd","authority":{"slug":"nhs-england","name":"NHS England"},"regime":"FOIA",'
    '"events":[{"id":1,"change":"a","kind":"drafted","on":"2026-11-01","at":"2026-11-01T09:00:00Z","subject":"x"}]}\n'
    "\n"
    "}\n"
    "}\n"
)

# The same in a form that never was, to prove the way from one schema to the next.
ZEROTH = {
    "header": {"1": {"schema": 0, "next": 3, "archived": 1}},
    "letters": {"1": {"number": 1, "uid": "a", "history": [{"id": 1}], "colour": "green"}},
    "people": {"1": {"name": "Jo"}},
}
ZEROTH_ARCHIVE = {"header": {"1": {"schema": 0}}, "letters": {"2": {"number": 2, "uid": "b", "history": []}}}


def rename(tables: dict[str, Any]) -> dict[str, Any]:
    letters = tables.pop("letters")
    for raw in letters.values():
        raw["events"] = raw.pop("history")
    return {**tables, "requests": letters}


def test_a_ledger_of_the_first_format_is_read_and_kept_byte_for_byte(home: Path) -> None:
    (home / "ledger.json").write_text(FIRST, encoding="utf-8")
    (home / "archive.json").write_text(FIRST_ARCHIVE, encoding="utf-8")
    ledger = Ledger(str(home))
    snapshot = ledger.snapshot()
    assert (snapshot.schema, snapshot.archived_count) == (1, 1)
    assert [raw["uid"] for raw in snapshot.all_requests()] == ["5f0c", "91cd", "77ab"]
    note(ledger, 1)
    after = (home / "ledger.json").read_text(encoding="utf-8").split("\n")
    before = FIRST.split("\n")
    assert after[:3] + after[4:] == before[:3] + before[4:]
    with ledger.transaction("close") as change:
        change.archive(1)
        change.restore(2)
    assert FIRST_ARCHIVE.split("\n")[3] in (home / "ledger.json").read_text(encoding="utf-8").split("\n")


@pytest.fixture
def older(home: Path, monkeypatch: pytest.MonkeyPatch, clock: Any) -> Ledger:
    monkeypatch.setitem(schema.MIGRATIONS, 0, rename)
    (home / "ledger.json").write_text(json.dumps(ZEROTH))
    (home / "archive.json").write_text(json.dumps(ZEROTH_ARCHIVE))
    return Ledger(str(home), now=clock)


def test_an_older_schema_is_brought_up_in_memory_and_left_on_the_disk(older: Ledger, home: Path) -> None:
    before = listing(home)
    snapshot = older.snapshot()
    assert snapshot.schema == schema.SCHEMA
    assert snapshot.open_requests() == [{"number": 1, "uid": "a", "colour": "green", "events": [{"id": 1}]}]
    assert [raw["uid"] for raw in snapshot.all_requests()] == ["a", "b"]
    assert listing(home) == before
    with older.transaction("look"):
        pass
    assert (home / "ledger.json").read_bytes() == json.dumps(ZEROTH).encode()


def test_the_next_change_writes_the_present_schema_and_keeps_the_old_file(older: Ledger, home: Path) -> None:
    note(older, 1)
    kept = json.loads((home / "ledger.json").read_text())
    assert kept["header"]["1"] == {"schema": 1, "next": 3, "archived": 1}
    assert kept["people"] == ZEROTH["people"]
    assert kept["requests"]["1"]["colour"] == "green"
    assert json.loads((home / "archive.json").read_text()) == ZEROTH_ARCHIVE
    assert [json.loads(path.read_text()) for path in (home / "backups").iterdir()] == [ZEROTH]
    with older.transaction("reopen") as change:
        change.restore(2)
    assert json.loads((home / "archive.json").read_text())["header"]["1"]["schema"] == 1
    assert older.snapshot().get(2) == {"number": 2, "uid": "b", "events": []}


def test_an_older_schema_without_a_way_to_the_present_is_refused(home: Path) -> None:
    data = json.dumps(ZEROTH).encode()
    (home / "ledger.json").write_bytes(data)
    with pytest.raises(LedgerCorrupt, match="'0' is the number of no schema"):
        Ledger(str(home)).snapshot()
    assert (home / "ledger.json").read_bytes() == data


def test_a_migration_that_meets_something_else_than_it_expects_is_damage_and_no_traceback(
    older: Ledger, home: Path
) -> None:
    (home / "ledger.json").write_text(json.dumps({"header": ZEROTH["header"], "letters": {"1": {"number": 1}}}))
    with pytest.raises(LedgerCorrupt):
        older.snapshot()


def test_every_step_up_to_the_present_schema_is_there() -> None:
    assert set(schema.MIGRATIONS) == set(range(1, schema.SCHEMA))
