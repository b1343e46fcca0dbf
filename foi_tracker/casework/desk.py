"""What every act and every reading needs: the home, its ledger and calendar, and today."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foi_tracker import home, today
from foi_tracker.casework.bank_holidays import calendar_of
from foi_tracker.law.calendar import Calendar
from foi_tracker.ledger import Ledger, Snapshot
from foi_tracker.requests.history import UNREADABLE, damaged
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing, calls_for_attention, stand

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority, Directory
    from foi_tracker.ledger.records import Records
    from foi_tracker.requests.parts import Addressee


class Desk:
    """A home opened for work. Nothing is read until it is asked for, and nothing is kept between commands."""

    def __init__(self, folder: str, *, dry: bool = False, today: date | None = None) -> None:
        """Open the home at a path; raises HomeMissing or HomeError. With ``dry`` the acts write nothing.

        ``today`` is the day to work on; if left out, today's date in London.
        """
        home.check(folder)
        self.folder = folder
        self.dry = dry
        self._today = today
        self.ledger = Ledger(folder)

    @cached_property
    def today(self) -> date:
        """The day to work on."""
        return self._today or today.today()

    @cached_property
    def calendar(self) -> Calendar:
        """The bank holidays to count with."""
        return calendar_of(self.folder)

    @cached_property
    def settings(self) -> home.Settings:
        """What foi.toml says; read when a letter is drafted."""
        return home.read_settings(self.folder)

    @cached_property
    def directory(self) -> Directory:
        """The directory of authorities, one's own entries laid over the shipped ones."""
        from foi_tracker.casework.directory.lists_of_home import directory_of

        return directory_of(self.folder)

    def snapshot(self) -> Snapshot:
        """Return the ledger as it stands. It is held until the process ends: taking it apart would only cost time."""
        self._held = self.ledger.snapshot()
        return self._held

    def records(self, purpose: str) -> AbstractContextManager[Records]:
        """Return what an act works on: a transaction, or for a dry run one that is only rehearsed and never written."""
        return nullcontext(self.ledger.rehearsal()) if self.dry else self.ledger.transaction(purpose)

    def held(self, purpose: str) -> AbstractContextManager[None]:
        """Hold the lock of the home while a list of it is read and written; for a dry run nothing is held."""
        return nullcontext() if self.dry else self.ledger.held(purpose)

    def our_ref(self, number: int) -> str:
        """Return the reference that letters cite: "FOI-7", with the word of foi.toml."""
        return f"{self.settings.reference}-{number}"

    def authority_of(self, addressee: Addressee) -> Authority:
        """Return an authority as the directory knows it today, else as it was addressed."""
        from foi_tracker.authorities import Authority

        slug, name, short_name, kind, nation = addressee
        return self.directory.by_slug(slug) or Authority(slug, name, short_name, (), kind, nation)

    @property
    def own_templates(self) -> str:
        """The folder of the home's own templates, which may not exist."""
        return os.path.join(self.folder, home.TEMPLATES)

    def calls_for_attention(self, request: Request) -> bool:
        """Return whether the authority is late, or a window of yours closes soon.

        Raises LedgerCorrupt when its events make no sense.
        """
        try:
            return calls_for_attention(request, today=self.today, calendar=self.calendar)
        except UNREADABLE as problem:
            raise damaged(request.raw, problem) from None

    def stand_request(self, request: Request) -> Standing:
        """Return where a request stands today. Raises LedgerCorrupt when its events make no sense."""
        try:
            return stand(request, today=self.today, calendar=self.calendar)
        except UNREADABLE as problem:
            raise damaged(request.raw, problem) from None
