"""One file of the ledger as TinyDB holds it in memory: what was read, and what it is to become.

TinyDB sees tables that were already read and checked, and writing changes those tables only: which bytes reach the
disk, and when, is decided elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foi_tracker.ledger import format as form
from foi_tracker.ledger.shape import HEADER, REQUESTS, Tables, shape_problem

if TYPE_CHECKING:
    from tinydb import TinyDB

_HEADER_ID = 1


class Book:
    """The requests of one file. ``data`` are the bytes that were read, None when there was no file.

    Requests are given out as they are held: what a caller changes in them reaches the disk only through ``put``.
    """

    def __init__(self, data: bytes | None, tables: Tables, lines: Mapping[str, str] | None = None) -> None:
        self.data = data
        self._read = tables
        self._opened: TinyDB | None = None
        self._staged: dict[int, dict[str, Any] | None] = {}  # None: to be removed
        # A line is valid as long as TinyDB holds the very document it was read from.
        requests = tables[REQUESTS]
        self._lines = {key: (requests[key], line) for key, line in (lines or {}).items()}

    @property
    def header(self) -> dict[str, Any]:
        """The one document of the header: schema and counters."""
        return dict(self._held()[HEADER][str(_HEADER_ID)])

    @property
    def is_changed(self) -> bool:
        """Whether anything was changed since it was read, if only for a moment."""
        return bool(self._staged) or self._opened is not None

    def count(self, **counters: int) -> None:
        """Set counters of the header."""
        if any(self.header.get(name) != value for name, value in counters.items()):
            self._db.table(HEADER).update(counters, doc_ids=[_HEADER_ID])

    def requests(self) -> list[dict[str, Any]]:
        """Return all requests in the order of their numbers."""
        return list(self._tables()[REQUESTS].values())

    def numbers(self) -> set[int]:
        """Return the numbers of all requests."""
        return {int(key) for key in self._tables()[REQUESTS]}

    def get(self, number: int) -> dict[str, Any] | None:
        """Return the request of that number, or None."""
        if number in self._staged:
            return self._staged[number]
        found = self._held()[REQUESTS].get(str(number))
        return None if found is None else dict(found)

    def put(self, raw: Mapping[str, Any]) -> None:
        """Hold a copy of this request in the place of the one with its number, or as a new one.

        Raises TypeError or ValueError for what cannot be stored as JSON or is not a request.
        """
        number = raw["number"]
        if problem := shape_problem(raw, number):
            raise ValueError(problem)
        self._staged[number] = json.loads(form.dump_request(raw))

    def remove(self, number: int) -> None:
        """Hold this request no longer."""
        self._staged[number] = None

    def lines(self) -> dict[int, str]:
        """Return the line of each request, in the order of their numbers."""
        lines = {}
        for key, raw in self._tables()[REQUESTS].items():
            held, line = self._lines.get(key, (None, ""))
            lines[int(key)] = line if held is raw else form.dump_request(raw)
        return lines

    def to_bytes(self, lines: Mapping[int, str]) -> bytes:
        """Return the bytes of the file with these lines of requests."""
        tables = self._tables()
        others = {name: table for name, table in tables.items() if name not in (HEADER, REQUESTS)}
        return form.write(tables[HEADER], lines, others)

    @property
    def _db(self) -> TinyDB:
        if self._opened is None:
            from foi_tracker.ledger.memory import opened

            self._opened = opened(self._read)
        return self._opened

    def _held(self) -> Tables:
        """Return the tables as they are held, without what is staged."""
        return self._read if self._opened is None else self._opened.storage.read() or {}

    def _tables(self) -> Tables:
        self._flush()
        return self._held()

    def _flush(self) -> None:
        """Pass what was put and removed to TinyDB in one go: each of its calls copies a whole table."""
        if not self._staged:
            return
        from foi_tracker.ledger.memory import documents

        table = self._db.table(REQUESTS)
        table.remove(doc_ids=list(self._staged))
        table.insert_multiple(documents({number: raw for number, raw in self._staged.items() if raw is not None}))
        self._staged = {}
        tables = self._held()
        requests = dict(sorted(tables[REQUESTS].items(), key=lambda item: int(item[0])))
        self._db.storage.write({**tables, REQUESTS: requests})
