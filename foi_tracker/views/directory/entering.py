"""What was entered into the directory, on the screen: an entry changed, a list taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.views.directory.authorities import FIELDS, authority_json
from foi_tracker.views.directory.authority import day_shown
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import visible

if TYPE_CHECKING:
    from foi_tracker.casework.directory.addressbook import Trusted
    from foi_tracker.casework.directory.entering import Entered, FieldChange
    from foi_tracker.casework.directory.taking_in import TakenIn

_MOST_PROBLEMS = 20
_CALLED = {"closed_on": "closed on", "successors": "went to", "note": "note", "foi_email_confidence": "trust"}


def show_entered(screen: Screen, entered: Entered, entry: Trusted, *, dry: bool) -> None:
    """Write what changed of an entry, and what to run next."""
    one = entered.after
    if screen.mode == JSON:
        screen.json({"changed": [authority_json(entry)] if entered.changes else []})
        return
    told = [change for change in entered.changes if change.field != "foi_email_confidence"]
    if not screen.human:
        screen.rows([(one.slug, change.field, change.before or "", change.after or "") for change in told])
    else:
        screen.prose(visible(one.label))
        for change in told:
            screen.prose(f"  {_change_words(change)}")
        if any(change.field in ("foi_email", "foi_email_confidence") for change in entered.changes):
            screen.prose(f"  its e-mail address is {visible(one.foi_email or 'not known')}: {entry.words}")
    if not entered.changes:
        screen.words("Nothing was changed: it is so already.")
    elif dry:
        screen.words("Nothing was kept; without -n it is.")
    else:
        screen.words(commands(f"Next: {{foi}} authorities show {one.slug}"))
    if not one.nation:
        screen.words(
            commands(
                f"Its nation is not told, and it decides the law: {{foi}} authorities edit {one.slug} --nation NATION"
            )
        )


def _change_words(change: FieldChange) -> str:
    called = _CALLED.get(change.field) or FIELDS[change.field][0]
    before, after = (
        day_shown(value) if value and change.field == "closed_on" else visible(value) if value else "none"
        for value in (change.before, change.after)
    )
    return f"{called}: {after}" + (f" (was {before})" if change.before else "")


def show_taken_in(screen: Screen, taken: TakenIn, *, dry: bool) -> None:
    """Write what a list brought, and which of its lines could not be used."""
    counts = {
        "new": taken.new,
        "changed": taken.changed,
        "known": taken.known,
        "joined": taken.joined,
        "kept": taken.kept,
        "closed": taken.closed,
        "not_bound": taken.not_bound,
    }
    if screen.mode == JSON:
        problems = [{"line": one.line, "why": one.why, "taken": one.taken} for one in taken.problems]
        screen.json({"imported": {**counts, "wdtk": taken.is_wdtk, "problems": problems}})
        return
    if not screen.human:
        screen.rows([(name, str(count)) for name, count in counts.items()])
    else:
        for line in _counted(taken):
            screen.prose(line)
    for one in taken.problems[:_MOST_PROBLEMS]:
        screen.words(f"Line {one.line}: {visible(one.why)}")
    if len(taken.problems) > _MOST_PROBLEMS:
        screen.words(f"and {len(taken.problems) - _MOST_PROBLEMS} more lines; --json lists them all.")
    skipped = sum(not one.taken for one in taken.problems)
    if skipped:
        screen.words(f"Lines left out: {skipped}. The rest is taken.")
    if taken.changes_nothing:
        screen.words("Nothing was changed: all of it is known already.")
    elif dry:
        screen.words("Nothing was kept; without -n it is.")
    else:
        screen.words(commands("Next: {foi} authorities list --search WORDS"))


def _counted(taken: TakenIn) -> list[str]:
    whose = "WhatDoTheyKnow's list" if taken.is_wdtk else "Your list"
    lines = [f"{whose}: {taken.new:,} new, {taken.changed:,} changed, {taken.known:,} known already."]
    lines.append(f"{taken.joined:,} of them stood in the directory and were joined to what it says.")
    if taken.kept:
        lines.append(f"{taken.kept:,} values that you entered by hand stay as they are.")
    if taken.closed or taken.not_bound:
        lines.append(f"Marked: {taken.closed:,} closed, {taken.not_bound:,} not bound by the law.")
    if taken.is_wdtk:
        lines.append("It holds no e-mail addresses: look at an authority's own page before you write.")
    return lines
