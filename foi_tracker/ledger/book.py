"""One file of the ledger as TinyDB holds it in memory: what was read, and what it is to become.

TinyDB sees tables that were already read and checked, and writing changes those tables only: which bytes reach the
disk, and when, is decided elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from foi_tracker.ledger import format as form
from foi_tracker.ledger.shape import HEADER, REQUESTS, Tables, shape_problem

_HEADER_ID = 1


class Memory(Storage):
    """A TinyDB storage over tables in memory: it never opens a file."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def read(self) -> Tables:
        """Return the tables."""
        return self.tables

    def write(self, data: Tables) -> None:
        """Hold these tables from now on."""
        self.tables = data


class Book:
    """The requests of one file. ``data`` are the bytes that were read, None when there was no file.

    Requests are given out as they are held: what a caller changes in them reaches the disk only through ``put``.
    """

    def __init__(self, data: bytes | None, tables: Tables, lines: Mapping[str, str] | None = None) -> None:
        self.data = data
        self._db = TinyDB(tables, storage=Memory)
        self._staged: dict[int, dict[str, Any] | None] = {}  # None: to be removed
        # A line is valid as long as TinyDB holds the very document it was read from.
        requests = tables[REQUESTS]
        self._lines = {key: (requests[key], line) for key, line in (lines or {}).items()}

    @property
    def header(self) -> dict[str, Any]:
        """The one document of the header: schema and counters."""
        return dict(self._db.table(HEADER).get(doc_id=_HEADER_ID) or {})

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
        found = self._db.table(REQUESTS).get(doc_id=number)
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

    def _tables(self) -> Tables:
        self._flush()
        return self._db.storage.read() or {}

    def _flush(self) -> None:
        """Pass what was put and removed to TinyDB in one go: each of its calls copies a whole table."""
        if not self._staged:
            return
        table = self._db.table(REQUESTS)
        table.remove(doc_ids=list(self._staged))
        table.insert_multiple([Document(raw, doc_id=number) for number, raw in self._staged.items() if raw is not None])
        self._staged = {}
        tables = self._db.storage.read() or {}
        requests = dict(sorted(tables[REQUESTS].items(), key=lambda item: int(item[0])))
        self._db.storage.write({**tables, REQUESTS: requests})
