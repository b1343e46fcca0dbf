"""Backups, what the doctor found, and what another ledger brought, on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.law.calendar import Calendar
from foi_tracker.requests.events import KINDS
from foi_tracker.views import as_json
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import folded, plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.exchange.uniting import Came, United
    from foi_tracker.casework.upkeep.doctor import Checked, Examined
    from foi_tracker.casework.upkeep.safekeeping import Backup, Difference, GoingBack, GoneBack

_MOST_FILES = 10

# --- backups ---------------------------------------------------------------------------------------------------------


def show_backups(screen: Screen, backups: Sequence[Backup]) -> None:
    """Write the moments to which one can go back, the newest first."""
    if screen.mode == JSON:
        screen.json({"backups": [_backup_json(one) for one in backups]})
        return
    if not screen.human:
        screen.rows(
            [(one.which, one.taken_at.isoformat(), _text(one.open_count), _text(one.archived_count)) for one in backups]
        )
        return
    if not backups:
        _lines(screen, "There is no backup yet: the first is kept by the next command that records something.")
        return
    short = _short_names([one.which for one in backups])
    width = max(map(len, short))
    for name, one in zip(short, backups, strict=True):
        _lines(screen, f"{name:<{width}}  {one.when:<26}  {_counts(one)}")
    screen.data("")
    see = commands(f"{{foi}} backup restore {short[0]} -n")
    _lines(screen, f"Each is the state before a command. To see what would change: {see}")


def _lines(screen: Screen, line: str) -> None:
    screen.data("\n".join(folded(line, screen.width)))


def _backup_json(one: Backup) -> dict[str, Any]:
    return {
        "which": one.which,
        "taken_at": one.taken_at.isoformat(),
        "open": one.open_count,
        "archived": one.archived_count,
    }


def _text(count: int | None) -> str:
    return "" if count is None else str(count)


def _counts(one: Backup) -> str:
    return "cannot be read" if one.open_count is None else f"{one.open_count} open, {one.archived_count} archived"


def _short_names(stamps: Sequence[str]) -> list[str]:
    """Return the beginning of each stamp that names it alone: to the minute, the second, or the whole."""
    found = []
    for stamp in stamps:
        lengths = (length for length in (13, 15) if sum(other.startswith(stamp[:length]) for other in stamps) == 1)
        found.append(_spaced(stamp[: next(lengths, len(stamp))]))
    return found


def _spaced(stamp: str) -> str:
    """Return "2026-11-22T10:15" for "20261122T1015": both are read."""
    day, clock = stamp[:8], stamp[9:]
    time = ":".join(clock[at : at + 2] for at in range(0, min(len(clock), 6), 2))
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time}{clock[6:]}"


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


def _looked_at(checked: Checked) -> str:
    parts = [
        f"{plural(checked.requests, 'request')} ({checked.closed} archived)",
        plural(checked.events, "event"),
        plural(checked.files, "letter or reply", "letters and replies"),
        plural(checked.backups, "backup"),
    ]
    if checked.holidays_to is not None:
        parts.append(f"bank holidays to {show(checked.holidays_to)}")
    return ", ".join(parts)


# --- another ledger --------------------------------------------------------------------------------------------------


def show_united(screen: Screen, found: United, *, today: date, calendar: Calendar, dry: bool) -> None:
    """Write what another ledger brought."""
    if screen.mode == JSON:
        standings = [one.standing for one in found.came]
        screen.json(
            {
                "changed": as_json.requests_json(standings, today=today, calendar=calendar),
                "came": [_came_json(one) for one in found.came],
                "same": found.same,
                "files": {"copied": found.copied, "missing": found.missing, "altered": found.altered},
                "kept": found.before,
            }
        )
        return
    if not screen.human:
        screen.rows([_came_row(one) for one in found.came])
    if dry:
        screen.words("Nothing was recorded; without -n it would be:")
    for line in _united_lines(found):
        screen.words(line)


def _came_json(one: Came) -> dict[str, Any]:
    return {
        "number": one.standing.request.number,
        "their_number": one.theirs,
        "new": one.is_new,
        "events": one.events,
        "doubt": one.doubt,
    }


def _came_row(one: Came) -> tuple[str, ...]:
    request = one.standing.request
    how = "new" if one.is_new else "more"
    return how, str(request.number), str(one.theirs), request.authority.name, request.subject, str(one.events)


def _united_lines(found: United) -> list[str]:
    lines = [f"{_came_words(found.came)}{f'; {found.same} the same' if found.same else ''}."]
    if found.copied:
        lines.append(f"{plural(found.copied, 'letter or reply', 'letters and replies')} came with them.")
    lines += _listed("Neither there nor here", found.missing)
    lines += _listed("No longer what was kept, by the SHA-256", found.altered)
    for one in found.came:
        if one.doubt is not None:
            number = one.standing.request.number
            lines.append(
                f"The events of request {number} do not follow from each other now. {visible(one.doubt)} "
                + commands(f"To take one back: {{foi}} undo {number}")
            )
    if found.before is not None:
        lines.append(commands(f"To take all of it back: {{foi}} backup restore {found.before}"))
    return lines


def _came_words(came: Sequence[Came]) -> str:
    new = [one for one in came if one.is_new]
    grown = [one for one in came if not one.is_new]
    parts = []
    if new:
        numbers = ", ".join(_number_words(one) for one in new)
        parts.append(f"{plural(len(new), 'new request')} ({numbers})")
    parts += [f"{plural(one.events, 'event')} more on request {one.standing.request.number}" for one in grown]
    return ", ".join(parts) or "Nothing new"


def _number_words(one: Came) -> str:
    number = one.standing.request.number
    return str(number) if number == one.theirs else f"{one.theirs} as {number}"


def _listed(what: str, paths: Sequence[str]) -> list[str]:
    if not paths:
        return []
    more = f" and {len(paths) - _MOST_FILES} more" if len(paths) > _MOST_FILES else ""
    return [f"{what}: {', '.join(map(visible, paths[:_MOST_FILES]))}{more}."]
