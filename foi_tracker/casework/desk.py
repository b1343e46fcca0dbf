"""What every act and every reading needs: the home, its ledger and calendar, and today."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foi_tracker import home, today
from foi_tracker.errors import HomeError
from foi_tracker.law.calendar import Calendar, parse, shipped
from foi_tracker.ledger import Ledger, Snapshot
from foi_tracker.paths import shown
from foi_tracker.requests.request import Request, damaged, fold
from foi_tracker.requests.status import Standing, presses, stand

if TYPE_CHECKING:
    from foi_tracker.authorities import Directory


MOST_BYTES = 5_000_000  # GOV.UK's list of bank holidays has some 30,000
_WHICH_FILE = "It must be GOV.UK's bank-holidays.json: {foi} holidays import FILE"


def calendar_of(folder: str | None) -> Calendar:
    """Return the calendar of a home that has imported a newer one, else the shipped one."""
    path = os.path.join(folder, "bank_holidays.json") if folder else ""
    if not path or not os.path.exists(path):
        return shipped()
    return parse(read_text(path), path)


def read_text(path: str) -> str:
    """Return the text of a list of bank holidays; raises HomeError when it cannot be read or is no text."""
    try:
        if os.path.getsize(path) > MOST_BYTES:
            raise HomeError(f"{shown(path)} is too large for a list of bank holidays.", _WHICH_FILE)
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        raise HomeError(f"{shown(path)} is not text in UTF-8.", _WHICH_FILE) from None
    except OSError as problem:
        raise HomeError(f"{shown(path)} cannot be read: {problem.strerror}.", "Check the name of the file.") from None


class Desk:
    """A home opened for work. Nothing is read until it is asked for, and nothing is kept between commands."""

    def __init__(self, folder: str, *, dry: bool = False) -> None:
        """Open the home at a path; raises HomeMissing or HomeError. With ``dry`` the acts write nothing."""
        home.check(folder)
        self.folder = folder
        self.dry = dry
        self.ledger = Ledger(folder)

    @cached_property
    def today(self) -> date:
        """Today's date in London."""
        return today.today()

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
        from foi_tracker.casework.directory.addressbook import directory_of

        return directory_of(self.folder)

    def snapshot(self) -> Snapshot:
        """Return the ledger as it stands. It is held until the process ends: taking it apart would only cost time."""
        self._held = self.ledger.snapshot()
        return self._held

    def records(self, purpose: str) -> AbstractContextManager[Snapshot]:
        """Return what an act works on: a transaction, or for a dry run a snapshot that takes no changes."""
        return nullcontext(self.snapshot()) if self.dry else self.ledger.transaction(purpose)

    @property
    def own_templates(self) -> str:
        """The folder of the home's own templates, which may not exist."""
        return os.path.join(self.folder, "templates")

    def stand(self, raw: dict[str, object]) -> Standing:
        """Return where a stored request stands today."""
        return self.stand_request(fold(raw))

    def presses(self, request: Request) -> bool:
        """Return whether the authority is late, or a window of yours closes soon.

        Raises LedgerCorrupt when its events make no sense.
        """
        try:
            return presses(request, today=self.today, calendar=self.calendar)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise damaged(request.raw, problem) from None

    def stand_request(self, request: Request) -> Standing:
        """Return where a request stands today. Raises LedgerCorrupt when its events make no sense."""
        try:
            return stand(request, today=self.today, calendar=self.calendar)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise damaged(request.raw, problem) from None
