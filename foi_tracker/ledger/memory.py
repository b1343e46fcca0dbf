"""TinyDB over tables in memory: loaded for the first change, since looking needs none of it."""

from __future__ import annotations

from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document

from foi_tracker.ledger.shape import Tables


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


def opened(tables: Tables) -> TinyDB:
    """Return a TinyDB that holds these tables."""
    return TinyDB(tables, storage=Memory)


def documents(requests: dict[int, dict[str, Any]]) -> list[Document]:
    """Return requests under their numbers as TinyDB takes them."""
    return [Document(raw, doc_id=number) for number, raw in requests.items()]
