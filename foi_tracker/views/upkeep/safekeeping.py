"""Backups, and what the doctor found, on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.requests.events import KINDS
from foi_tracker.views import as_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import folded, plural, visible
from foi_tracker.views.words import requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.upkeep.doctor import Examined, LookedAt
    from foi_tracker.casework.upkeep.safekeeping import Backup, Difference, GoingBack, GoneBack, Moment

_MOST_DONE = 2

# --- backups ---------------------------------------------------------------------------------------------------------


def show_backups(screen: Screen, moments: Sequence[Moment]) -> None:
    """Write the moments to which one can go back, the newest first, and what came after each."""
    if screen.mode == JSON:
        screen.json({"backups": [_moment_json(one) for one in moments]})
        return
    if not screen.human:
        screen.rows([_moment_row(one) for one in moments])
        return
    if not moments:
        _lines(screen, "There is no backup yet: the first is kept by the next command that records something.")
        return
    width = len(str(len(moments)))
    for place, one in enumerate(moments, 1):
        line = f"{place:>{width}}  {one.backup.when:<26}  {_counts(one.backup)}"
        _lines(screen, f"{line}, before {_did(one)}" if one.did else line)
    screen.data("")
    see = commands("{foi} backup restore 1 -n")
    _lines(screen, f"Each is the state before a command. To see what would change: {see}")


def _lines(screen: Screen, line: str) -> None:
    screen.data("\n".join(folded(line, screen.width)))


def _moment_json(one: Moment) -> dict[str, Any]:
    backup = one.backup
    return {
        "which": backup.which,
        "taken_at": backup.taken_at.isoformat(),
        "open": backup.open_count,
        "archived": backup.archived_count,
        "before": [{"number": each.number, "what": _done(each)} for each in one.did],
    }


def _moment_row(one: Moment) -> tuple[str, ...]:
    backup = one.backup
    counts = (_text(backup.open_count), _text(backup.archived_count))
    return (backup.which, backup.taken_at.isoformat(), *counts, _did(one))


def _did(one: Moment) -> str:
    """Return what the command after a moment did: "request 3: opened again"."""
    numbers: dict[str, list[int]] = {}
    for each in one.did:
        numbers.setdefault(_done(each), []).append(each.number)
    told = [f"{requests_named(of)}: {words}" for words, of in numbers.items()]
    more = [f"and {len(told) - _MOST_DONE} more"] if len(told) > _MOST_DONE else []
    return "; ".join([*told[:_MOST_DONE], *more])


def _done(each: Difference) -> str:
    match each.how:
        case "comes":
            return "begun"
        case "goes":
            return "gone"
    parts = [_kinds(each.regained)] if each.regained else []
    return "; ".join([*parts, *([f"without {_kinds(each.lost)}"] if each.lost else [])]) or "changed"


def _text(count: int | None) -> str:
    return "" if count is None else str(count)


def _counts(one: Backup) -> str:
    return "cannot be read" if one.open_count is None else f"{one.open_count} open, {one.archived_count} archived"


def show_going_back(screen: Screen, found: GoingBack) -> None:
    """Write which requests going back takes away, brings and changes; JSON says it when it is done."""
    if screen.mode == JSON:
        return
    if not screen.human:
        screen.rows([_difference_row(one) for one in found.differences])
    else:
        for one in found.differences:
            name = f"{visible(one.authority)}: {visible(one.subject)}" if one.authority else "(its record is damaged)"
            _lines(screen, f"{one.how:<9} request {one.number:<4}  {name}{_difference_words(one)}")
    if found.damage is not None:
        screen.words(f"What stands now cannot be read whole. {visible(found.damage)}")
    elif found.changes_nothing:
        screen.words(f"Your records are as they were on {found.when}: there is nothing to go back to.")


def _difference_row(one: Difference) -> tuple[str, ...]:
    return one.how, str(one.number), one.authority, one.subject, ",".join(one.lost), ",".join(one.regained)


def _difference_words(one: Difference) -> str:
    words = [f"{how} {_kinds(kinds)}" for how, kinds in (("without", one.lost), ("again with", one.regained)) if kinds]
    return f" ({'; '.join(words)})" if words else ""


def _kinds(kinds: Sequence[str]) -> str:
    counted = Counter(KINDS[kind].words if kind in KINDS else visible(kind) for kind in kinds)
    return ", ".join(f"{words} ({count} times)" if count > 1 else words for words, count in counted.items())


def going_back_question(found: GoingBack) -> str:
    """Return the question whether to go back, with what that would do."""
    counted = Counter(one.how for one in found.differences)
    parts = [
        f"{plural(counted[how], 'request')} {how if counted[how] == 1 else many}" for how, many in _HOW if counted[how]
    ]
    return f"Go back to {found.when}{f', so that {_joined(parts)}' if parts else ''}?"


_HOW = (("goes", "go"), ("comes", "come"), ("changes", "change"))


def _joined(parts: Sequence[str]) -> str:
    return " and ".join((", ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else parts)


def show_gone_back(screen: Screen, found: GoingBack, done: GoneBack | None) -> None:
    """Say that it was done and how to undo it; ``done`` is None when it was only looked at."""
    if screen.mode == JSON:
        screen.json(
            {
                "changed": [one._asdict() for one in found.differences],
                "restored": found.which,
                "damage": found.damage,
                "kept": done.kept if done else None,
            }
        )
        return
    if done is None:
        if not found.changes_nothing:
            screen.words("Nothing was changed; without -n, and with your yes, your records would be as they were then.")
        return
    screen.words(f"Your records are as they were on {found.when}. Letters are kept, and no number is used again.")
    if done.reopened:
        screen.words(
            f"Open again, because the archive of then does not hold them: {', '.join(map(str, done.reopened))}."
        )
    if done.kept:
        screen.words(commands(f"To undo that: {{foi}} backup restore {done.kept}"))


# --- the doctor ------------------------------------------------------------------------------------------------------

_SEVERITY = {"risk": "RISK", "warning": "Warning", "note": "Note"}


def show_examined(screen: Screen, examined: Examined) -> None:
    """Write what was found and what to do about each, or that everything is in order."""
    if screen.mode == JSON:
        checked = {**examined.checked._asdict(), "holidays_to": as_json.iso(examined.checked.holidays_to)}
        findings = [{**one._asdict(), "mend": commands(one.mend)} for one in examined.findings]
        screen.json({"findings": findings, "at_risk": examined.at_risk, "checked": checked})
        return
    if not screen.human:
        screen.rows([(one.severity, one.what, commands(one.mend)) for one in examined.findings])
    else:
        for finding in examined.findings:
            _lines(screen, f"{_SEVERITY[finding.severity]:<9}{visible(finding.what)}")
            _lines(screen, f"{'':<9}{visible(commands(finding.mend))}")
    if screen.human:
        _lines(screen, _summary(examined))
    else:
        screen.words(_summary(examined))


def _summary(examined: Examined) -> str:
    looked = _looked_at(examined.checked)
    if not examined.findings:
        return f"Everything is in order: {looked}."
    if examined.at_risk:
        return f"Records are at risk: begin with what is marked RISK. Looked at {looked}."
    return f"Your records are safe. Looked at {looked}."


def _looked_at(checked: LookedAt) -> str:
    parts = [
        f"{plural(checked.requests, 'request')} ({checked.closed} archived)",
        plural(checked.events, "event"),
        plural(checked.files, "letter or reply", "letters and replies"),
        plural(checked.backups, "backup"),
    ]
    if checked.holidays_to is not None:
        parts.append(f"bank holidays to {show(checked.holidays_to)}")
    return ", ".join(parts)
