"""The version of the ledger's format, and the way from each older one to the next.

A ledger written by an older version is brought up in memory when it is read, and written in the present form by the
next command that changes something. Its old form stays among the backups.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SCHEMA = 1

# schema n -> a function that takes the tables of a file in schema n and returns them in schema n + 1. It is given
# ledger.json and archive.json alike, and need not touch the number of the schema itself.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def is_readable(schema: object) -> bool:
    """Return whether this is a number of a schema from which there is a way to the present one."""
    return (
        isinstance(schema, int)
        and not isinstance(schema, bool)
        and schema <= SCHEMA
        and all(step in MIGRATIONS for step in range(schema, SCHEMA))
    )


def migrate(tables: dict[str, Any], schema: int) -> dict[str, Any]:
    """Return the tables of a file in the present schema."""
    for step in range(schema, SCHEMA):
        tables = MIGRATIONS[step](tables)
        tables["header"]["1"]["schema"] = step + 1
    return tables
