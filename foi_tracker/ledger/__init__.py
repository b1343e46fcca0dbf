"""The records of a home on the disk: the only package that touches ledger files and TinyDB.

A command either happened or did not, whenever it is killed and however many run at once. Reading never writes.
Nothing damaged is repaired in silence or overwritten.
"""

from __future__ import annotations

from foi_tracker.ledger.ledger import Ledger
from foi_tracker.ledger.snapshot import Snapshot

__all__ = ["Ledger", "Snapshot"]
