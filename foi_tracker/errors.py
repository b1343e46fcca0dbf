"""What can go wrong, as sentences: each error has its words, a hint that mends it, and an exit code.

A hint may name a command as ``{foi} init``; the views write ``{foi}`` the way the program was called.
"""

from __future__ import annotations

# How a command can end beside the codes of the errors.
SOMETHING_LATE = 10  # of overdue with --exit-code
INTERRUPTED = 130


class FoiError(Exception):
    """Something a user can cause or meet. ``message`` is one sentence, ``hint`` what to do about it.

    ``details`` are further lines for the eye (candidates, the grammar of dates), one thing a line.
    """

    exit_code = 1
    code = "error"

    def __init__(self, message: str, hint: str | None = None, *, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details


class BadInput(FoiError):
    """Something typed cannot be read: a usage error."""

    exit_code = 2
    code = "usage"


class BadDate(BadInput):
    """A date that cannot be read, or that does not exist."""

    code = "bad_date"


class NotFound(FoiError):
    """No such request, authority or template."""

    exit_code = 3
    code = "not_found"


class Ambiguous(FoiError):
    """Words that fit more than one thing."""

    exit_code = 3
    code = "ambiguous"


class Refused(FoiError):
    """Understood, and not done: not a lawful next step, a future date, a missing field, a missing --yes."""

    exit_code = 4
    code = "refused"


class OutsideCalendar(Refused):
    """A date before or after the bank holidays that are known."""

    code = "outside_calendar"


class LedgerLocked(FoiError):
    """Another command is writing to the ledger and does not end."""

    exit_code = 5
    code = "ledger_locked"


class LedgerError(FoiError):
    """The ledger cannot be trusted or written."""

    exit_code = 6
    code = "ledger"


class LedgerMissing(LedgerError):
    """A home without its ledger or its archive."""

    code = "ledger_missing"


class LedgerCorrupt(LedgerError):
    """A ledger file that cannot be read as one."""

    code = "ledger_damaged"


class LedgerChanged(LedgerError):
    """The file changed under a command: a sync client or an editor got in between."""

    code = "ledger_changed"


class LedgerTooNew(LedgerError):
    """Written by a newer version than this one."""

    code = "ledger_too_new"


class LedgerUnwritable(LedgerError):
    """The disk is full, or the folder or file may not be written."""

    code = "ledger_unwritable"


class HomeError(FoiError):
    """The folder or its settings are missing or not as they must be."""

    exit_code = 7
    code = "home"


class HomeMissing(HomeError):
    """There is no home yet."""

    code = "home_missing"
