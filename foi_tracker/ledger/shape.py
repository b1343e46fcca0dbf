"""What the tables of a file must be to be a ledger, whatever its layout."""

from __future__ import annotations

import math
from typing import Any

from foi_tracker.ledger.damage import Damaged, TooNew, shown
from foi_tracker.ledger.schema import SCHEMA, is_readable, migrate

HEADER = "header"
REQUESTS = "requests"

Tables = dict[str, Any]


def schema_of(tables: Any) -> int:
    """Return the number of the schema; raises Damaged when there is none, TooNew when it is above ours."""
    try:
        version = tables[HEADER]["1"]["schema"]
    except (TypeError, KeyError, IndexError):
        raise Damaged("it has no header") from None
    if is_readable(version):
        return int(version)
    if type(version) is int and version > SCHEMA:
        raise TooNew
    raise Damaged(f"{shown(str(version))} is the number of no schema")


def checked(tables: Tables, counters: tuple[str, ...]) -> Tables:
    """Return the tables in the present schema and in the order of numbers; raises Damaged or TooNew."""
    if (version := schema_of(tables)) != SCHEMA:
        try:
            tables = migrate(tables, version)
        except (KeyError, TypeError, AttributeError, IndexError):
            raise Damaged(f"it is not what schema {version} was") from None
    header = tables[HEADER]["1"]
    for counter in counters:
        if type(count := header.get(counter)) is not int or count < 0:
            raise Damaged(f"its header has no count {counter!r}")
    if not isinstance(requests := tables.get(REQUESTS), dict):
        raise Damaged("it has no table of requests")
    below = header.get("next", math.inf)
    last, is_ordered = 0, True
    for key, raw in requests.items():
        number = int(key) if key.isascii() and key.isdecimal() else 0
        if number < 1 or str(number) != key:
            raise Damaged(f"{shown(key)} is not the number of a request")
        if problem := shape_problem(raw, number):
            raise Damaged(problem)
        if number >= below:
            raise Damaged(f"it holds request {number}, but its header says that {below} comes next")
        last, is_ordered = number, is_ordered and number > last
    if is_ordered:
        return tables
    return {**tables, REQUESTS: dict(sorted(requests.items(), key=lambda item: int(item[0])))}


def shape_problem(raw: Any, number: int) -> str | None:
    """Return what keeps a value from being the request of that number, or None."""
    if not isinstance(raw, dict):
        return f"what stands under {number} is no request"
    if raw.get("number") != number or type(raw["number"]) is not int:
        return f"the request under {number} has another number"
    events = raw.get("events")
    if not isinstance(events, list):
        return f"request {number} has no events"
    for event in events:
        if not isinstance(event, dict):
            return f"request {number} has an event that is none"
    return None
