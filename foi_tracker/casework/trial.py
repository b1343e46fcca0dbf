"""A desk on which acts are tried one after the other, each seeing those before it; none of them is written."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from foi_tracker.casework.desk import Desk
from foi_tracker.ledger import Snapshot
from foi_tracker.ledger.records import Records


class Trial(Desk):
    """The home of another desk, to try on it what may be recorded together later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.folder, dry=True)
        self._tried = self.ledger.rehearsal()

    def snapshot(self) -> Snapshot:
        """Return the ledger as it would stand now."""
        return self._tried

    def records(self, purpose: str) -> AbstractContextManager[Records]:
        """Return what every act here works on."""
        return nullcontext(self._tried)
