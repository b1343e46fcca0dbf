"""A look at everything that a home holds: what is not as it should be, and what to do about it. It changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from foi_tracker import home
from foi_tracker.casework.bank_holidays import calendar_of
from foi_tracker.casework.upkeep import surroundings
from foi_tracker.dates import show
from foi_tracker.errors import HomeError, LedgerCorrupt, LedgerError, OutsideCalendar, Refused
from foi_tracker.law.calendar import Calendar, shipped
from foi_tracker.law.clocks import Clock
from foi_tracker.law.deadlines import due_and_latest
from foi_tracker.law.regimes import REGIMES
from foi_tracker.ledger import Ledger
from foi_tracker.ledger.backups import Backup
from foi_tracker.ledger.check import NOTE, RISK, WARNING, Finding, check
from foi_tracker.ledger.kept import FOLDERS
from foi_tracker.ledger.reading import Paths
from foi_tracker.paths import quoted
from foi_tracker.requests import order
from foi_tracker.requests.events import KINDS
from foi_tracker.requests.folding import fold
from foi_tracker.requests.history import UNREADABLE, damaged
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import clocks_of

# An answer, a review and the six weeks of the ICO, one after the other, take some seven months.
LEAST_KNOWN = timedelta(days=274)

_SEVERITIES = (RISK, WARNING, NOTE)
_MOST_NAMED = 5


class LookedAt(NamedTuple):
    """How much was looked at; ``holidays_to`` is the last day of the bank holidays that are known."""

    requests: int
    closed: int
    events: int
    files: int
    backups: int
    holidays_to: date | None


class Examined(NamedTuple):
    """What was found, the worst first, and how much was looked at."""

    findings: tuple[Finding, ...]
    checked: LookedAt

    @property
    def at_risk(self) -> bool:
        """Whether records are lost or about to be."""
        return any(finding.severity == RISK for finding in self.findings)


def examine(folder: str, today: date) -> Examined:
    """Return what is not as it should be in a home. Raises HomeMissing when there is none at the path."""
    if not home.exists(folder) and not os.path.isdir(Paths.of(folder).backups):
        raise home.missing(folder)
    stored, closed = _stored(folder)
    backups = Ledger(folder).list_backups()
    findings = [*check(folder), *_unreadable(backups)]
    requests = _folded(stored, findings)
    findings += _events(requests)
    calendar = _calendar(folder, findings)
    if calendar is not None:
        findings += [*_coverage(calendar, today), *_clocks(requests, calendar)]
    findings += [*_settings(folder), *_templates(folder)]
    findings += [*surroundings.rights(folder), *surroundings.place(folder, surroundings.mounts())]
    checked = LookedAt(
        len(stored),
        closed,
        sum(len(raw["events"]) for raw in stored),
        sum(len(names) for name in FOLDERS for _, _, names in os.walk(os.path.join(folder, name))),
        len(backups),
        calendar.last if calendar else None,
    )
    worst_first = sorted(dict.fromkeys(findings), key=lambda finding: _SEVERITIES.index(finding.severity))
    return Examined(tuple(worst_first), checked)


# --- the records -----------------------------------------------------------------------------------------------------


def _stored(folder: str) -> tuple[list[dict[str, Any]], int]:
    """Return the stored requests that can be read, and how many of them are in the archive."""
    try:
        records = Ledger(folder).snapshot()
    except LedgerError:
        return [], 0
    opened = records.open_requests()
    try:
        return records.all_requests(), records.archived_count
    except LedgerError:
        return opened, 0


def _unreadable(backups: list[Backup]) -> Iterator[Finding]:
    for backup in backups:
        if backup.open_count is None:
            yield Finding(
                WARNING,
                f"The backup of {backup.when} cannot be read.",
                "The others can be used. If there are more like it, look after the disk: {foi} backup list",
            )


def _folded(stored: list[dict[str, Any]], findings: list[Finding]) -> list[Request]:
    """Return the requests that make sense; the others are added to the findings."""
    requests = []
    for raw in stored:
        try:
            requests.append(fold(raw))
        except LedgerCorrupt as problem:
            findings.append(_damaged(problem.message))
    return requests


def _damaged(what: str) -> Finding:
    return Finding(RISK, what, "Go back to a backup in which it is whole: {foi} backup list")


def _events(requests: list[Request]) -> Iterator[Finding]:
    unknown: dict[str, list[int]] = {}
    for request in requests:
        for event in request.events:
            if event.kind not in KINDS:
                unknown.setdefault(str(event.kind), []).append(request.number)
        try:
            order.check(request.number, request.events, regime=request.regime)
        except Refused as refusal:
            yield Finding(
                WARNING,
                f"The events of request {request.number} do not follow from each other. {refusal.message}",
                f"Take back what is wrong, the newest first: {{foi}} undo {request.number} --list",
            )
    for kind, numbers in unknown.items():
        yield Finding(
            NOTE,
            f"This version does not know what {kind[:40]!r} is, an event of {_named(numbers)}.",
            "Nothing to do: it is kept as it is, and counts for no date. A newer version of this program may know it.",
        )


def _named(numbers: list[int]) -> str:
    each = list(dict.fromkeys(numbers))
    more = f" and {len(each) - _MOST_NAMED} more" if len(each) > _MOST_NAMED else ""
    return f"request{'s' if len(each) > 1 else ''} {', '.join(map(str, each[:_MOST_NAMED]))}{more}"


# --- the calendar ----------------------------------------------------------------------------------------------------

_NEWER = (
    "Save https://www.gov.uk/bank-holidays.json when it has more years, then: {foi} holidays import bank-holidays.json"
)


def _calendar(folder: str, findings: list[Finding]) -> Calendar | None:
    """Return the calendar that the home counts by; when it cannot be read, that is added to the findings."""
    try:
        return calendar_of(folder)
    except (HomeError, OSError, UnicodeDecodeError) as problem:
        path = os.path.join(folder, home.BANK_HOLIDAYS)
        what = problem.message if isinstance(problem, HomeError) else f"{path} cannot be read."
        mend = f"Move {path} away: the list that came with this program then counts."
        findings.append(Finding(WARNING, f"No date can be counted. {what}", mend))
        return None


def _coverage(calendar: Calendar, today: date) -> Iterator[Finding]:
    if calendar.last < shipped().last:
        yield Finding(
            WARNING,
            f"Your own list of bank holidays ends on {show(calendar.last)}, before that of this program.",
            "Move bank_holidays.json out of your foi folder, or take in a newer list. " + _NEWER,
        )
    elif calendar.last - today < LEAST_KNOWN:
        yield Finding(
            WARNING, f"Bank holidays are known to {show(calendar.last)} only; no date after that is counted.", _NEWER
        )


def _clocks(requests: list[Request], calendar: Calendar) -> Iterator[Finding]:
    undated = []
    for request in requests:
        try:
            if any(_runs_out(clock, calendar) for clock in clocks_of(request, calendar)):
                undated.append(request.number)
        except UNREADABLE as problem:
            yield _damaged(damaged(request.raw, problem).message)
    if undated:
        what = _named(undated)
        yield Finding(
            WARNING, f"{what[0].upper()}{what[1:]} has no date: the bank holidays known end too early.", _NEWER
        )


def _runs_out(clock: Clock, calendar: Calendar) -> bool:
    """Return whether a running clock has no date because the calendar ends first."""
    rule = REGIMES[clock.regime].rules.get(clock.kind)
    if not clock.runs or clock.due is not None or rule is None:
        return False
    try:
        due_and_latest(rule, clock.start, calendar.working_days(REGIMES[clock.regime].jurisdiction))
    except OutsideCalendar:
        return True
    return False


# --- settings and templates ------------------------------------------------------------------------------------------


def _settings(folder: str) -> Iterator[Finding]:
    file = home.settings_path(folder)
    if not os.path.lexists(file):
        yield Finding(
            WARNING,
            f"There is no {file}: letters have no name to go out under.",
            '{foi} init --name "Your name" --email you@example.org',
        )
        return
    try:
        for warning in home.read_settings(folder).warnings:
            yield Finding(WARNING, warning, f"Mend its spelling, or take the line out: {file}")
    except HomeError as problem:
        yield Finding(WARNING, problem.message, problem.hint or "")


def _templates(folder: str) -> Iterator[Finding]:
    """Try each of the home's own templates, as ``foi templates check`` does."""
    from foi_tracker.casework.letters import trying

    own = os.path.join(folder, home.TEMPLATES)
    for tried in trying.check_own(own):
        for trouble in tried.troubles:
            what = f"The template {tried.path}: {trouble.where}: {trouble.what}" if trouble.where else trouble.what
            hint = f"Mend it in an editor, then try it: {{foi}} templates check {quoted(tried.name)}"
            yield Finding(WARNING, what, hint)
