"""Going back to an older state of the records: what is kept, what going back would change, and doing it."""

from __future__ import annotations

from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.errors import LedgerError
from foi_tracker.ledger import Snapshot, backups
from foi_tracker.ledger.backups import Backup as Backup
from foi_tracker.ledger.reading import ARCHIVE, Paths
from foi_tracker.requests.folding import fold

GOES = "goes"
COMES = "comes"
CHANGES = "changes"


class Difference(NamedTuple):
    """A request that going back takes away (GOES), brings (COMES) or CHANGES.

    ``lost`` are the kinds of the events that it would no longer have, ``regained`` of those that it would have again.
    The names are empty where the stored request does not tell them.
    """

    how: str
    number: int
    authority: str
    subject: str
    lost: tuple[str, ...] = ()
    regained: tuple[str, ...] = ()


class Moment(NamedTuple):
    """A backup, and what the command before which it was taken did to each request; nothing where that is not known."""

    backup: Backup
    did: tuple[Difference, ...]


class GoingBack(NamedTuple):
    """What going back to a backup would do.

    ``which`` names the backup in full, ``when`` is its moment in words. ``damage`` says why the present records cannot
    be read whole; what would go is then not known.
    """

    which: str
    when: str
    differences: tuple[Difference, ...]
    damage: str | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether the records are as they were then."""
        return not self.differences and self.damage is None


class GoneBack(NamedTuple):
    """That it was done: under which name the state before it is kept, and which requests are open again for it."""

    kept: str | None
    reopened: tuple[int, ...]


def all_moments(desk: Desk) -> list[Moment]:
    """Return the moments to which one can go back, the newest first, with what the command after each of them did."""
    found = []
    later = _whole(desk)
    for backup, then in desk.ledger.backup_states():
        known = then is not None and later is not None
        found.append(Moment(backup, tuple(_differences(then or [], later or [])) if known else ()))
        later = then
    return found


def _whole(desk: Desk) -> list[dict[str, Any]] | None:
    now, damage = _present(desk)
    return now if damage is None else None


def look_back(desk: Desk, which: str) -> GoingBack:
    """Return what going back to a backup would change; nothing is written.

    The present records may be damaged or missing. Raises NotFound or Ambiguous for ``which``, LedgerCorrupt when the
    backup itself is damaged.
    """
    stamp, names = backups.find(Paths.of(desk.folder), which)
    named = f"archive-{stamp}" if names == (ARCHIVE,) else stamp
    then = desk.ledger.read_backup(named).all_requests()
    now, damage = _present(desk)
    return GoingBack(named, backups.when(stamp), tuple(_differences(now, then)), damage)


def _present(desk: Desk) -> tuple[list[dict[str, Any]], str | None]:
    """Return the requests that can be read now, and why there are no more."""
    records: Snapshot | None = None
    try:
        records = desk.ledger.snapshot()
        return records.all_requests(), None
    except LedgerError as problem:
        return records.open_requests() if records else [], problem.message


def _differences(now: list[dict[str, Any]], then: list[dict[str, Any]]) -> list[Difference]:
    present = {(raw["number"], raw.get("uid")): raw for raw in now}
    past = {(raw["number"], raw.get("uid")): raw for raw in then}
    found = []
    for key in sorted(present.keys() | past.keys(), key=lambda key: (key[0], str(key[1]))):
        before, after = present.get(key), past.get(key)
        if before is None or after is None:
            one = after if before is None else before
            assert one is not None
            found.append(Difference(COMES if before is None else GOES, *_named(one)))
        elif before != after:
            lost, regained = _kinds_without(before, after), _kinds_without(after, before)
            found.append(Difference(CHANGES, *_named(after), lost, regained))
    return found


def _kinds_without(raw: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    """Return the kinds of the events that the one has and the other has not."""
    return tuple(str(event.get("kind", "?")) for event in raw["events"] if event not in other["events"])


def _named(raw: dict[str, Any]) -> tuple[int, str, str]:
    """Return number, authority and subject; damaged requests are what one goes back for."""
    try:
        request = fold(raw)
    except LedgerError:
        return raw["number"], "", ""
    return request.number, request.authority.short_name, request.subject


def go_back(desk: Desk, found: GoingBack) -> GoneBack:
    """Go back to the backup that was looked at. The state before it is kept as a backup first.

    Raises LedgerLocked, LedgerChanged and LedgerUnwritable; then nothing has changed.
    """
    done = desk.ledger.restore(found.which)
    return GoneBack(done.kept, done.reopened)
