"""How the ledger's files are written: bytes to tables and back, and nothing taken on trust in between.

A file is what TinyDB calls a database: tables of documents under their ids, as JSON. The table ``header`` has one
document with the schema, the number that the next request will get and how many requests are archived. The table
``requests`` has a request a line, with its number above, and between them lines with a blank and the comma::

    {"header":{"1":{"schema":1,"next":3,"archived":0}}
    ,"requests":{
    "1":
    {"number":1,"uid":"...","events":[...]}

    ,
    "2":
    {"number":2,"uid":"...","events":[...]}

    }
    }

So a change of one request is a difference of one line. Line-based tools such as git merge what two people did to
different requests when at least one line between them is untouched: the number keeps a request apart from the one
before it when that is closed, the blank line from the one that is drafted after it.
"""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

from foi_tracker.ledger.damage import Damaged, TooNew, Unmerged, shown
from foi_tracker.ledger.schema import SCHEMA
from foi_tracker.ledger.shape import HEADER, REQUESTS, Tables, checked, schema_of

LEDGER_COUNTERS = ("next", "archived")
ARCHIVE_COUNTERS = ()

_REQUEST_KEYS = ("number", "uid", "authority", "regime")
_EVENT_KEYS = ("id", "change", "kind", "on", "at")
_AUTHORITY_KEYS = ("slug", "name", "kind", "nation")

_BEFORE_HEADER = '{"header":'
_BEFORE_REQUESTS = '\n,"requests":{\n'
_AFTER_NUMBER = '":\n'
_BETWEEN = "\n\n,\n"
_AFTER_REQUESTS = "\n\n}"
_END = "}\n}\n"
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Content(NamedTuple):
    """What a file holds: its tables, and the line of each request where a strict reading found it."""

    tables: Tables
    lines: dict[str, str]


# --- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes, counters: tuple[str, ...]) -> Tables:
    """Return the tables of a file for commands that only look; raises Damaged or TooNew.

    Names that occur twice inside one request are left to ``read_strictly``: finding them costs a fifth of the time.
    A request or a table that occurs twice is found, because there are then more lines than they need.
    """
    try:
        text = data.decode()
        tables = checked(json.loads(text, parse_constant=_no_number, parse_float=_finite), counters)
    except (ValueError, RecursionError):
        return read_strictly(data, counters).tables
    return tables if data.count(b"\n") == _line_count(tables) else read_strictly(data, counters).tables


def _line_count(tables: Tables) -> int:
    return 2 + max(4 * len(tables[REQUESTS]) - 1, 0) + len(tables)


def read_strictly(data: bytes, counters: tuple[str, ...]) -> Content:
    """Return the tables of a file and the line of each request, every name checked; raises Damaged or TooNew."""
    text = _decode(data)
    try:
        content = _by_line(text) or Content(_DECODER.decode(text), {})
        is_current = schema_of(content.tables) == SCHEMA
        tables = checked(content.tables, counters)
    except json.JSONDecodeError as problem:
        raise _explained(Damaged("this is not as it was written", problem.lineno), text) from None
    except Damaged as damage:
        raise _explained(damage, text) from None
    except TooNew:
        raise
    except (ValueError, RecursionError):
        raise _explained(Damaged("it holds values that no ledger holds"), text) from None
    if content.lines and is_current:
        return Content(tables, content.lines)
    return Content(tables, {key: dump_request(raw) for key, raw in tables[REQUESTS].items()})


def _decode(data: bytes) -> str:
    if not data:
        raise Damaged("the file is empty")
    if (at := data.find(b"\0")) >= 0:
        raise Damaged("there are NUL bytes, as a loss of power leaves them", data.count(b"\n", 0, at) + 1)
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        reason = "the file breaks off there" if problem.reason == "unexpected end of data" else "this is not UTF-8 text"
        raise Damaged(reason, data.count(b"\n", 0, problem.start) + 1) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise Damaged(f"{shown(next(name for name in names if names.count(name) > 1))} stands there twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise Damaged(f"{name} is not a number")


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise Damaged(f"{shown(digits)} is too large a number")
    return number


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_finite)


def _by_line(text: str) -> Content | None:
    """Return what a file in our own layout holds; None when it has another layout, or is no JSON.

    Each line is read as one value by itself, so it can be written again as it stands.
    """
    try:
        return _walk(text)
    except json.JSONDecodeError:
        return None


def _walk(text: str) -> Content | None:
    if not text.startswith(_BEFORE_HEADER):
        return None
    header, end = _DECODER.raw_decode(text, len(_BEFORE_HEADER))
    if not text.startswith(_BEFORE_REQUESTS, end):
        return None
    requests: dict[str, Any] = {}
    lines: dict[str, str] = {}
    start = end + len(_BEFORE_REQUESTS)
    while text.startswith('"', start):
        key = text[start + 1 : text.find(_AFTER_NUMBER, start)]
        start += 1 + len(key) + len(_AFTER_NUMBER)
        try:
            raw, end = _DECODER.raw_decode(text, start)
        except Damaged as damage:
            raise Damaged(damage.reason, _line(text, start)) from None
        if key in requests:
            raise Damaged(f"request {shown(key)} stands there a second time", _line(text, start))
        if text.find("\n", start, end) >= 0:
            return None
        requests[key], lines[key] = raw, text[start:end]
        if text.startswith(_AFTER_REQUESTS, end):
            start = end + len(_AFTER_REQUESTS) - 1
            break
        if not text.startswith(_BETWEEN, end):
            return None
        start = end + len(_BETWEEN)
    rest = _DECODER.decode('{"requests":{' + text[start:])
    if rest.pop(REQUESTS) or HEADER in rest:
        return None
    return Content({HEADER: header, REQUESTS: requests, **rest}, lines)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _explained(damage: Damaged, text: str) -> Damaged:
    """Return the damage by its cause where that is plain: an unfinished merge, or a file that was cut short."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.startswith(_MERGE_MARKS):
            return Unmerged("a merge was not finished there", number)
    if damage.line is not None and damage.line >= len(lines) - 1 and not text.endswith(_END):
        return Damaged("the file breaks off there", len(lines))
    return damage


# --- writing ---------------------------------------------------------------------------------------------------------


def dump_request(raw: Mapping[str, Any]) -> str:
    """Return the line of a request: compact, with its keys in the order of the format."""
    return dump(_ordered(raw))


def dump(value: Any) -> str:
    """Return JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, is written as an escape."""
    text = _COMPACT.encode(value)
    return text if text.isascii() or _has_no_surrogate(text) else _ESCAPED.encode(value)


def _has_no_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ESCAPED = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _ordered(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request with its keys in the order of the format: events last, unknown ones between."""
    ordered = _first(raw, _REQUEST_KEYS)
    if isinstance(authority := ordered.get("authority"), dict):
        ordered["authority"] = _first(authority, _AUTHORITY_KEYS)
    ordered["events"] = [_first(event, _EVENT_KEYS) for event in ordered.pop("events")]
    return ordered


def _first(raw: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {**{key: raw[key] for key in keys if key in raw}, **raw}


def whole(requests: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the bytes of a ledger that holds these requests, for another home to take in."""
    lines = {int(raw["number"]): dump_request(raw) for raw in requests}
    header = {"schema": SCHEMA, "next": max(lines, default=0) + 1, "archived": 0}
    return write({"1": header}, lines, {})


def write(header: Tables, lines: Mapping[int, str], others: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file: the header table, its requests in order, and any table that we do not know."""
    requests = _BETWEEN.join(f'"{number}{_AFTER_NUMBER}{lines[number]}' for number in sorted(lines))
    parts = [_BEFORE_HEADER, dump(header), _BEFORE_REQUESTS, requests, _AFTER_REQUESTS if lines else "}"]
    parts += [f"\n,{dump(name)}:{dump(table)}" for name, table in others.items()]
    return "".join([*parts, "\n}\n"]).encode()
