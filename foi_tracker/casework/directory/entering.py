"""What a person enters into the directory: authorities added, entries changed, noted and confirmed, lists taken in.

It goes into two files of the home, each written whole under the lock of the ledger: authorities.json holds what was
entered by hand or from a list of one's own, authorities_imported.tsv WhatDoTheyKnow's list.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from foi_tracker import home
from foi_tracker.authorities import Authority, AuthorityClosed, Directory, own, shipped
from foi_tracker.authorities.facts import FIELDS, checked, one_line
from foi_tracker.authorities.names import key, shown, slug_of
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory.lists_of_home import directory_of, own_entries
from foi_tracker.errors import BadInput, Refused
from foi_tracker.ledger import files

TAKE_BACK = ""
NONE = "none"


class FieldChange(NamedTuple):
    """One field of an entry, before and after; None where it had nothing."""

    field: str
    before: str | None
    after: str | None


class Entered(NamedTuple):
    """An entry as it was (None for a new one) and as it is; ``changes`` is empty when it was so already."""

    before: Authority | None
    after: Authority
    changes: tuple[FieldChange, ...]


class Closure(NamedTuple):
    """The day an authority closed, and the names of those who took over; ``on`` None says that it stands after all."""

    on: date | None
    successors: tuple[str, ...] = ()


@contextlib.contextmanager
def own_list(desk: Desk, purpose: str) -> Iterator[tuple[Directory, own.Entries]]:
    """Give the directory and one's own entries, to be changed; then write them, unless nothing changed."""
    with desk.held(purpose):
        held = own_entries(desk.folder)
        before = own.dump(held)
        yield directory_of(desk.folder), held["authorities"]
        after = own.dump(held)
        own.parse(after, home.OWN_AUTHORITIES)
        if after != before and not desk.dry:
            files.replace_file(os.path.join(desk.folder, home.OWN_AUTHORITIES), after.encode(), purpose=purpose)


def add(desk: Desk, name: str, facts: Mapping[str, str]) -> Entered:
    """Add an authority that the directory has not. Raises BadInput, or Refused when it has one of that name."""
    told = {"name": checked("name", name)} | _checked(facts)
    slug = slug_of(told["name"])
    if not slug:
        raise BadInput(f"The name “{shown(name)}” has no letter from a to z.", "Write it in plain letters.")
    with own_list(desk, "authorities add") as (directory, entries):
        there = _there(directory, told["name"], slug)
        if there is not None:
            raise Refused(
                f"The directory knows “{shown(name)}” already: {there}.", "See it: {foi} authorities show NAME"
            )
        entries[slug] = {"fields": {field: _value(value, None, desk.today) for field, value in told.items()}}
        after = _laid(directory, entries, slug)
    changes = tuple(FieldChange(field, None, value) for field, value in told.items())
    return Entered(None, after, changes)


def _there(directory: Directory, name: str, slug: str) -> str | None:
    """Return how the directory calls an authority, live or closed, that is known by exactly this name; else None."""
    closed = directory.closed(name)
    if closed is not None and key(closed.name) == key(name):
        return f"{closed.name}, which has closed"
    found = next(iter(directory.exactly(name)), None) or directory.by_slug(slug)
    return found.label if found is not None else None


def edit(desk: Desk, words: str, facts: Mapping[str, str], closing: Closure | None = None) -> Entered:
    """Set values of one's own over those of an authority; an empty one takes one's own back, "none" says it has none.

    Raises NotFound, Ambiguous, AuthorityClosed; BadInput for a value that a field cannot hold, or when none is given.
    """
    if not facts and closing is None:
        raise BadInput(
            "Nothing to change is named.", "For instance: {foi} authorities edit NAME --email foi@example.org"
        )
    with own_list(desk, "authorities edit") as (directory, entries):
        before = _meant(directory, words)
        entry = entry_of(entries, before)
        listed = _listed(before)
        for field, typed in facts.items():
            if typed == TAKE_BACK:
                _take_back(entry, field, before)
            else:
                value = None if typed.lower() == NONE and field not in _NEEDED else checked(field, typed)
                set_value(entry, field, value, listed, on=desk.today)
        if closing is not None:
            _close(directory, entry, closing, before)
        _drop_if_bare(entries, before.slug)
        after = _laid(directory, entries, before.slug, before)
    return Entered(before, after, _changes(before, after))


_NEEDED = ("name", "short_name", "kind", "nation")


def note(desk: Desk, words: str, text: str) -> Entered:
    """Keep a note with an authority, beside those there are."""
    told = one_line(text, what="note")
    with own_list(desk, "authorities note") as (directory, entries):
        before = _meant(directory, words)
        entry_of(entries, before).setdefault("notes", []).append({"on": desk.today.isoformat(), "text": told})
        after = _laid(directory, entries, before.slug, before)
    return Entered(before, after, (FieldChange("note", None, told),))


def confirm(desk: Desk, words: str, email: str | None = None) -> Entered:
    """Record that the e-mail address of an authority was checked today; with ``email`` also that it is this one.

    Raises Refused when it has none and none is given.
    """
    with own_list(desk, "authorities confirm") as (directory, entries):
        before = _meant(directory, words)
        address = checked("foi_email", email) if email is not None else before.foi_email
        if address is None:
            raise Refused(
                f"No e-mail address of {before.name} is known.",
                "Say which you checked: {foi} authorities confirm NAME --email foi@example.org",
            )
        entry = entry_of(entries, before)
        set_value(entry, "foi_email", address, _listed(before), on=desk.today)
        entry["fields"]["foi_email"] |= {"on": desk.today.isoformat(), "confirmed": True, "from": own.YOU}
        after = _laid(directory, entries, before.slug, before)
    return Entered(before, after, _changes(before, after))


# --- one entry -------------------------------------------------------------------------------------------------------


def _checked(facts: Mapping[str, str]) -> dict[str, str]:
    return {field: checked(field, typed) for field, typed in facts.items() if typed}


def _meant(directory: Directory, words: str) -> Authority:
    """Return the authority that the words name; one that the person closed may be changed too."""
    try:
        return directory.find(words)
    except AuthorityClosed as gone:
        found = directory.by_slug(gone.closed.slug) if gone.closed.slug else None
        if found is None:
            raise
        return found


def entry_of(entries: own.Entries, authority: Authority) -> own.Entry:
    """Return one's own entry for an authority, made when there is none."""
    if authority.slug not in entries:
        entries[authority.slug] = {"base": own.base_of(authority), "fields": {}}
    return entries[authority.slug]


def _listed(authority: Authority) -> Authority | None:
    """Return the authority as the shipped list has it; None when it has it not."""
    return next((each for each in shipped.read_authorities() if each.slug == authority.slug), None)


def set_value(
    entry: own.Entry, field: str, value: str | None, listed: Authority | None, *, on: date, told_by: str = own.YOU
) -> None:
    """Set a value of one's own, with the one of the shipped list that it replaces; the same again changes nothing."""
    was = getattr(listed, field) if listed is not None else None
    values = entry.setdefault("fields", {})
    now = values.get(field)
    if now is None or now["value"] != value:
        values[field] = _value(value, was, on, told_by)
    elif now.get("was") != was:
        values[field] = now | {"was": was}


def _value(value: str | None, was: str | None, on: date, told_by: str = own.YOU) -> dict[str, Any]:
    return {"value": value, "was": was, "on": on.isoformat(), "from": told_by}


def _take_back(entry: own.Entry, field: str, authority: Authority) -> None:
    if field in _NEEDED and "base" not in entry:
        raise BadInput(f"{authority.name} needs its {FIELDS[field]}: no list tells it.", "Give another value.")
    entry.get("fields", {}).pop(field, None)


def _drop_if_bare(entries: own.Entries, slug: str) -> None:
    """Forget an entry that says nothing of its own any more."""
    if not any(value for name, value in entries[slug].items() if name != "base"):
        del entries[slug]


def _close(directory: Directory, entry: own.Entry, closing: Closure, authority: Authority) -> None:
    if closing.on is None:
        if "closed" not in entry:
            raise Refused(f"{authority.name} is not marked as closed by you.")
        del entry["closed"]
        return
    successors = [directory.find(name) for name in closing.successors]
    if any(each.slug == authority.slug for each in successors):
        raise BadInput(f"{authority.name} cannot follow itself.", "Name who took over with --successor.")
    entry["closed"] = {"on": closing.on.isoformat(), "successors": [each.slug for each in successors]}


def _laid(directory: Directory, entries: own.Entries, slug: str, before: Authority | None = None) -> Authority:
    """Return the authority as it stands with the entries as they are now."""
    own_ones = {slug: entries[slug]} if slug in entries else {}
    laid = {each.slug: each for each in own.lay_over(shipped.read_authorities(), own_ones).authorities}
    if slug in laid:
        return laid[slug]
    assert before is not None
    return before  # of an imported list, and nothing of one's own is left


def _changes(before: Authority, after: Authority) -> tuple[FieldChange, ...]:
    changes = [
        FieldChange(field, getattr(before, field), getattr(after, field))
        for field in (*FIELDS, "closed_on", "foi_email_confidence")
        if getattr(before, field) != getattr(after, field)
    ]
    if before.successors != after.successors:
        changes.append(
            FieldChange("successors", " ".join(before.successors) or None, " ".join(after.successors) or None)
        )
    return tuple(changes)
