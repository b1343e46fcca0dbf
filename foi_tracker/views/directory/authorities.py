"""Authorities on the screen: the list of those chosen, and what a choice nearly caught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import cells, plural, shorten, visible

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.authorities.own import Difference
    from foi_tracker.casework.directory.addressbook import Listing, Trusted
    from foi_tracker.casework.directory.choosing import Near, Selection

# Grade -> in a column, and in a count.
_GRADES = {
    "confirmed": ("confirmed", "confirmed"),
    "own": ("yours", "entered by you"),
    "public_list": ("public list", "from a public list (not confirmed)"),
    "doubtful": ("DOUBTFUL", "doubtful"),
    "missing": ("none known", "without an e-mail address"),
}
# Field -> what it is called, and the option that sets it.
FIELDS = {
    "name": ("name", ""),
    "short_name": ("short name", "--short"),
    "kind": ("kind", "--kind"),
    "nation": ("nation", "--nation"),
    "region": ("region", "--region"),
    "foi_email": ("e-mail address", "--email"),
    "foi_page": ("FOI page", "--page"),
    "website": ("website", "--website"),
    "postal_address": ("postal address", "--address"),
    "ods_code": ("ODS code", "--ods"),
    "wdtk_url_name": ("url name at WhatDoTheyKnow", "--wdtk"),
}
_MARKS = {
    "eir_only": "bound for environmental information only",
    "foi_no": "not subject to freedom of information law",
    "not_apply": "no longer under freedom of information law",
}
_MOST_NAMED = 3
_LEAST_NAME = 30


def mark_words(authority: Authority) -> str:
    """Return what an authority is marked with, in words."""
    return _MARKS.get(authority.mark or "", visible(authority.mark or ""))


def show_list(screen: Screen, found: Listing) -> None:
    """Write the authorities that were chosen, and in words what the choice nearly caught or could not tell."""
    if screen.mode == JSON:
        screen.json(_list_json(found))
        return
    if not screen.human:
        screen.rows([plain_row(entry) for entry in found.entries])
    elif found.entries:
        screen.prose(f"{_count(len(found.entries))}: {_grades(found)}")
        screen.data("")
        screen.data("\n".join(_table(found.entries, screen.width)))
        screen.data("")
        screen.prose(commands("Look at one before you write to it: {foi} authorities show NAME"))
    elif not (found.selection.closed or found.selection.unclear):
        screen.prose("No authority fits.")
    for line in [*selection_words(found.selection), *difference_lines(found.differences)]:
        screen.words(line)
    if found.more_imported:
        screen.words(commands("An imported list holds more: search it with --search WORDS, or add --all."))


def plain_row(entry: Trusted) -> tuple[str, ...]:
    """Return slug, name, kind, nation, region, ODS code, e-mail address, grade, FOI page, closed on."""
    one = entry.authority
    facts = (one.slug, one.name, one.kind, one.nation, one.region, one.ods_code, one.foi_email)
    return (*(fact or "" for fact in facts), entry.grade, one.foi_page or "", _closed_on(one))


def _closed_on(one: Authority) -> str:
    return one.closed_on or "?" if one.closed else ""


def _count(number: int) -> str:
    return plural(number, "authority", "authorities")


def _grades(found: Listing) -> str:
    return ", ".join(f"{count} {_GRADES[grade][1]}" for grade, count in found.counts.items())


def _table(entries: Sequence[Trusted], width: int) -> list[str]:
    """Return the lines of the table: a narrow screen shows short names, then drops Region, then shortens names."""
    kinds, regions, addresses = (
        ["Kind", *(visible(entry.authority.kind) for entry in entries)],
        ["Region", *(visible(entry.authority.region or "") for entry in entries)],
        ["E-mail address", *("closed" if e.authority.closed else _GRADES[e.grade][0] for e in entries)],
    )
    columns = [kinds, regions, addresses]
    if width - sum(map(_width, columns)) - 6 < _LEAST_NAME:
        columns.remove(regions)
    room = max(width - sum(map(_width, columns)) - 2 * len(columns), 12)
    names = ["Authority", *(visible(entry.authority.name) for entry in entries)]
    if _width(names) > room:
        names = ["Authority", *(visible(entry.authority.short_name) for entry in entries)]
    columns = [[shorten(name, room) for name in names], *columns]
    widths = [_width(column) for column in columns]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in zip(*columns, strict=True)]


def _width(column: Sequence[str]) -> int:
    return max(map(cells, column))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def selection_words(selection: Selection) -> Iterator[str]:
    """Yield, line by line, what should be known of a choice beside what it found."""
    from_lines = [one for one in selection.unclear if one.line is not None]
    for one in selection.unclear:
        where = f"Line {one.line}: " if one.line is not None else ""
        more = "; ".join(one.problem.details[:_MOST_NAMED])
        yield visible(f"{where}{one.problem.message}{f' {more}' if more else ''}")
    if from_lines:
        yield f"{plural(len(from_lines), 'line')} of the file left out."
    for gone in selection.closed:
        yield visible(f"{gone.message} {commands(gone.hint or '')}".strip())
    if selection.narrowed:
        yield f"Named, but not let through by the filters: {_names(selection.narrowed)}."
    for near in selection.near:
        yield commands(_near_words(near))
    if selection.left_out:
        count = _count(len(selection.left_out))
        yield commands(
            f"{count} left out, closed or marked as not bound by the law: {_names(selection.left_out)}. "
            "See them with --all."
        )
    for marked in selection.marked[:_MOST_NAMED]:
        words = mark_words(marked)
        yield f"{visible(marked.name)}: WhatDoTheyKnow marks it as {words}."
    if len(selection.marked) > _MOST_NAMED:
        yield f"{len(selection.marked) - _MOST_NAMED} more are marked so."


def _near_words(near: Near) -> str:
    several = len(near.authorities) > 1
    names = _names(near.authorities)
    if not near.kind:
        return f"{names} {'have' if several else 'has'} no region here: name {'them' if several else 'it'} to add."
    return f"{names} {'are' if several else 'is'} kind {near.kind}: add --kind {near.kind}"


def _names(authorities: Sequence[Authority]) -> str:
    names = [visible(one.name) for one in authorities[:_MOST_NAMED]]
    more = len(authorities) - len(names)
    if more:
        return f"{', '.join(names)} and {more} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield where the shipped list has changed under one's own entries, and how to take what it says."""
    for one in differences:
        name, slug = visible(one.authority.name), one.authority.slug
        if not one.field:
            yield f"{name}: the shipped list has it no more; your entry stays."
            continue
        called, option = FIELDS[one.field]
        now, yours = (visible(value) if value else "none" for value in (one.shipped, one.yours))
        # An empty value takes one's own back, and the list's stands again.
        take = commands(f'{{foi}} authorities edit {slug} {option} ""')
        yield f"{name}: the shipped list now says {now} as its {called}; yours is {yours}. To take it: {take}"


def _list_json(found: Listing) -> dict[str, Any]:
    selection = found.selection
    return {
        "authorities": [authority_json(entry) for entry in found.entries],
        "near": [
            {"kind": one.kind or None, "slugs": [each.slug for each in one.authorities]} for one in selection.near
        ],
        "unclear": [
            {"line": one.line, "words": one.words, "message": one.problem.message} for one in selection.unclear
        ],
        "closed": [{"name": gone.closed.name, "message": gone.message} for gone in selection.closed],
        "left_out": [one.slug for one in (*selection.left_out, *selection.narrowed)],
        "differences": [difference_json(one) for one in found.differences],
    }


def difference_json(one: Difference) -> dict[str, Any]:
    """Return one place where the shipped list and one's own entry part."""
    return {"slug": one.authority.slug, "field": one.field or None, "shipped": one.shipped, "yours": one.yours}


def authority_json(entry: Trusted) -> dict[str, Any]:
    """Return an authority with the grade of its address; what is not known is null."""
    one = entry.authority
    told = {name: value or None if isinstance(value, str) else value for name, value in one._asdict().items()}
    told.pop("foi_email_confidence")
    listed = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    return {**listed, "grade": entry.grade, "trust": entry.words}
