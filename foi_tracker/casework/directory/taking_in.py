"""Taking in a list of authorities: WhatDoTheyKnow's, or one of one's own. What is known already is joined to it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker import home
from foi_tracker.authorities import Authority, AuthorityClosed, Directory, own
from foi_tracker.authorities.facts import checked
from foi_tracker.authorities.imported import Imported, Row, dump
from foi_tracker.authorities.lists import MOST_BYTES, Lines, Listed, Problem, fields_with, read_list
from foi_tracker.authorities.names import key, shown, slug_of
from foi_tracker.authorities.shipped import read_authorities, slugs_by_url_name
from foi_tracker.casework import infiles
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory.entering import entry_of, own_list, set_value
from foi_tracker.casework.directory.lists_of_home import directory_of
from foi_tracker.ledger import files
from foi_tracker.paths import shown as path_shown
from foi_tracker.sheets import decode

_PURPOSE = "authorities import"


class TakenIn(NamedTuple):
    """What a list brought, in numbers.

    ``new`` authorities, ``changed`` entries and those ``known`` as they are; ``joined`` of all these are
    authorities that another list had. ``kept`` counts values of one's own that the list would have changed,
    ``closed`` and ``not_bound`` what WhatDoTheyKnow marks so. ``problems`` are lines that could not be used.
    """

    path: str
    is_wdtk: bool
    new: int
    changed: int
    known: int
    joined: int
    kept: int
    closed: int
    not_bound: int
    problems: tuple[Problem, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the home has all of it already."""
        return not (self.new or self.changed)


def take_in(desk: Desk, path: str, *, columns: Sequence[str] = (), usual: Mapping[str, str] | None = None) -> TakenIn:
    """Take a list of authorities into the home; ``columns`` are FIELD=COLUMN items, ``usual`` values for its gaps.

    Raises NotFound when the file cannot be read, HomeError when a list of the home cannot, BadInput for a file without
    a column of names.
    """
    told = {field: checked(field, value) for field, value in (usual or {}).items()}
    lines = read_list(decode(infiles.read(path, most=MOST_BYTES)), columns=fields_with(columns))
    if lines.is_wdtk:
        with desk.held(_PURPOSE):
            return _take_in_wdtk(desk, path, lines)
    return _take_in_own(desk, path, lines, told)


# --- WhatDoTheyKnow's ------------------------------------------------------------------------------------------------


def _take_in_wdtk(desk: Desk, path: str, lines: Lines) -> TakenIn:
    target = os.path.join(desk.folder, home.IMPORTED_AUTHORITIES)
    before: dict[str, Row] = {}
    data = files.read(target)
    if data is not None:
        stored = data
        before = {row.slug: row for row in Imported(lambda: stored, path_shown(target)).rows()}
    directory = directory_of(desk.folder)
    known = _known(directory, lines.rows)
    # One that has the same slug in both lists needs no joining.
    slugs = {row.slug: known.get(row.slug, row.slug) for row in lines.rows}
    rows = [row if slugs[row.slug] == row.slug else row._replace(joined=slugs[row.slug]) for row in lines.rows]
    after = before | {row.slug: row for row in rows}
    changed = sum(row.slug in before and before[row.slug] != row for row in rows)
    new = sum(row.slug not in before for row in rows)
    if not desk.dry and (new or changed):
        files.replace_file(target, dump(after.values()), purpose=_PURPOSE)
    tags = [row.tags.split() for row in rows]
    return TakenIn(
        path,
        True,
        new,
        changed,
        len(rows) - new - changed,
        len(known),
        0,
        sum("defunct" in told for told in tags),
        sum("defunct" not in told and ("foi_no" in told or "not_apply" in told) for told in tags),
        tuple(lines.problems),
    )


def _known(directory: Directory, rows: Sequence[Row]) -> dict[str, str]:
    """Return the slugs of the rows that another list has, each with the slug that it has there.

    By url name first: that names one authority only. Codes do not (two rows may have one), and the row of an
    authority that has closed may have the code of the one that lives: so a code joins only what nothing else did.
    """
    by_url_name = slugs_by_url_name()
    by_url_name |= {each.wdtk_url_name: each.slug for each in directory.authorities if each.wdtk_url_name}
    by_name = {name: each.slug for each in directory.authorities for name in (key(each.name), key(each.slug))}
    by_code = {each.ods_code: each.slug for each in directory.authorities if each.ods_code}
    found = {row.slug: by_url_name[row.url_name] for row in rows if row.url_name in by_url_name}
    taken = set(found.values())
    _join(rows, by_name, lambda row: key(row.name), found, taken)
    _join(rows, by_name, lambda row: key(row.url_name), found, taken)
    _join([row for row in rows if not row.defunct], by_code, lambda row: row.ods_code or "", found, taken)
    return found


def _join(
    rows: Iterable[Row],
    known: Mapping[str, str],
    name_of: Callable[[Row], str],
    found: dict[str, str],
    taken: set[str],
) -> None:
    """Add to ``found`` the slug of each row whose name is known, unless the row or the slug is taken."""
    for row in rows:
        slug = known.get(name_of(row))
        if slug is not None and slug not in taken and row.slug not in found:
            found[row.slug] = slug
            taken.add(slug)


# --- one's own -------------------------------------------------------------------------------------------------------

# What a list of one's own sets over what the directory says; anything else only fills its gaps.
_SETS = frozenset(("foi_email", "foi_page", "postal_address"))
_GAPS = (None, "", "other")


def _take_in_own(desk: Desk, path: str, lines: Lines, usual: Mapping[str, str]) -> TakenIn:
    with own_list(desk, _PURPOSE) as (directory, entries):
        taker = _Taker(directory, entries, os.path.basename(path), desk.today)
        for listed in lines.listed:
            taker.take(listed._replace(facts={**usual, **listed.facts}))
    problems = tuple(sorted([*lines.problems, *taker.problems]))
    told = taker.counts
    return TakenIn(
        path, False, told["new"], told["changed"], told["known"], told["joined"], told["kept"], 0, 0, problems
    )


class _Taker:
    """Takes one line after the other into one's own entries, and counts."""

    def __init__(self, directory: Directory, entries: own.Entries, list_name: str, on: date) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._entries = entries
        self._list_name = shown(list_name)
        self._on = on
        self._directory = directory
        self._shipped = {each.slug: each for each in read_authorities()}
        self._by_slug: dict[str, Authority] = {}
        self._known = slugs_by_url_name()
        for each in directory.everyone():
            self._by_slug[each.slug] = each
            for name in filter(None, (key(each.name), each.ods_code, each.wdtk_url_name)):
                self._known.setdefault(name, each.slug)
        # A list may have everyday names: a second entry under one would stand in the way of the first.
        for each in directory.authorities:
            for name in filter(None, map(key, (each.short_name, *each.aliases))):
                self._known.setdefault(name, each.slug)
        self._seen: set[str] = set()

    def take(self, listed: Listed) -> None:
        """Take one line in, or add to ``problems`` why not."""
        facts = dict(listed.facts)
        name = facts["name"]
        closed = self._directory.closed(name)
        if closed is not None and key(closed.name) == key(name):
            self.problems.append(Problem(listed.line, AuthorityClosed(closed).message))
            return
        slug = self._slug(facts)
        if not slug or slug in self._seen:
            why = "stands in the list twice; the first is kept" if slug else "has no letter from a to z"
            self.problems.append(Problem(listed.line, f"“{shown(name)}” {why}."))
            return
        self._seen.add(slug)
        there = self._by_slug.get(slug)
        if there is None:
            self._entries[slug] = {"fields": {}}
            for field, value in facts.items():
                self._set(slug, field, value)
            self.counts["new"] += 1
            return
        self.counts["joined"] += 1
        changed = [field for field, value in facts.items() if self._changes(there, field, value)]
        if changed:
            entry_of(self._entries, there)
        for field in changed:
            self._set(slug, field, facts[field])
        self.counts["changed" if changed else "known"] += 1

    def _slug(self, facts: Mapping[str, str]) -> str:
        """Return the slug of the authority that the facts tell of; "" when its name gives none."""
        told = (facts.get("wdtk_url_name"), facts.get("ods_code"), key(facts["name"]))
        return next((self._known[name] for name in told if name in self._known), slug_of(facts["name"]))

    def _changes(self, there: Authority, field: str, value: str) -> bool:
        """Return whether a value of the list is to be set; one entered by hand stays."""
        now = getattr(there, field)
        if field == "name" or now == value or (field not in _SETS and now not in _GAPS):
            return False
        typed = self._entries.get(there.slug, {}).get("fields", {}).get(field, {}).get("from") == own.YOU
        self.counts["kept"] += typed
        return not typed

    def _set(self, slug: str, field: str, value: str) -> None:
        listed = self._shipped.get(slug)
        set_value(self._entries[slug], field, value, listed, on=self._on, told_by=self._list_name)
