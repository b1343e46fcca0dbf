"""The templates there are: the shipped ones, one's own over them, and what one is for.

One's own templates are files that may come from anybody: one that is damaged is named with its reason, and hides no
other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from foi_tracker.errors import BadInput, FoiError, NotFound
from foi_tracker.law.regimes import REGIMES, default_regime
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters import templates
from foi_tracker.letters.layout import unify_lines
from foi_tracker.letters.templates import KINDS
from foi_tracker.letters.templates import Template as Template
from foi_tracker.paths import shown

SUFFIX = ".txt"
_PLACES = ("", "requests", "follow-ups")  # where letters look in one's own folder
_MOST_NEAR = 5  # more are all that there are
_SEE_ALL = "See what there is: {foi} templates"


class Listed(NamedTuple):
    """A template that can be used: whether it is one's own, and then whether it stands for a shipped one."""

    template: Template
    own: bool
    over_shipped: bool


class Damaged(NamedTuple):
    """A template of one's own that cannot be read."""

    name: str
    path: str
    problem: FoiError


class Shelf(NamedTuple):
    """All templates, the requests first, each kind by name; and those that are damaged."""

    listed: tuple[Listed, ...]
    damaged: tuple[Damaged, ...]


class Audience(NamedTuple):
    """For whom a template is wanted: a kind of authority, and the codes of the laws that can bind it."""

    kind: str
    laws: tuple[str, ...]


def shelf(own_folder: str | None) -> Shelf:
    """Return every template, those of ``own_folder`` over the shipped ones of their names."""
    shipped = {template.name: template for template in templates.available()}
    listed = {name: Listed(template, own=False, over_shipped=False) for name, template in shipped.items()}
    damaged = []
    for name, path in own_files(own_folder):
        listed.pop(name, None)
        try:
            listed[name] = Listed(templates.find(name, own_folder), own=True, over_shipped=name in shipped)
        except FoiError as problem:
            damaged.append(Damaged(name, path, problem))
    order = sorted(listed.values(), key=lambda one: (KINDS.index(one.template.kind), one.template.name))
    return Shelf(tuple(order), tuple(damaged))


def find(name: str, own_folder: str | None) -> Listed:
    """Return the template of that name. Raises NotFound, with the nearest names; BadInput when it is damaged."""
    try:
        template = templates.find(name, own_folder)
    except NotFound as missing:
        near = missing.details if len(missing.details) <= _MOST_NEAR else ()
        raise NotFound(missing.message, _SEE_ALL, details=near) from None
    own = any(name == other for other, _ in own_files(own_folder))
    return Listed(template, own, own and is_shipped(name))


def chosen(
    found: Shelf, *, kind: str | None = None, regime: str | None = None, whom: Audience | None = None
) -> tuple[Listed, ...]:
    """Return those of a kind (request, follow-up), a law (as it is typed) and for an authority; None is any."""
    law = find_regime(regime).code if regime else None
    laws = {code for code in (whom.laws if whom else REGIMES) if law in (None, code)}
    return tuple(
        one
        for one in found.listed
        if (kind is None or one.template.kind == kind)
        and not laws.isdisjoint(one.template.regimes)
        and (whom is None or whom.kind in (one.template.authority_kinds or (whom.kind,)))
    )


def find_whom(typed: str, folder: str) -> Audience:
    """Return the kind of authority that was typed, or that of the authority of that name.

    ``folder`` is the home, which may not exist. Raises NotFound or Ambiguous when it is neither.
    """
    from foi_tracker.authorities.kinds import KINDS as AUTHORITY_KINDS
    from foi_tracker.casework.directory.lists_of_home import directory_of

    kind = typed.strip().lower().replace(" ", "-")
    if kind in AUTHORITY_KINDS:
        return Audience(kind, tuple(REGIMES))
    try:
        authority = directory_of(folder).find(typed)
    except NotFound as missing:
        missing.details = (*missing.details, f"Or name a kind: {', '.join(AUTHORITY_KINDS)}")
        raise
    usual = REGIMES[default_regime(authority.nation)]
    return Audience(
        authority.kind,
        tuple(code for code, law in REGIMES.items() if law.own_data or law.jurisdiction == usual.jurisdiction),
    )


def text_of(template: Template) -> str:
    """Return the whole text of a template's file. Raises BadInput when it cannot be read."""
    try:
        with open(template.path, encoding="utf-8-sig", newline="") as file:
            return unify_lines(file.read())
    except OSError as problem:
        raise BadInput(f"The template {shown(template.path)} cannot be read: {problem.strerror}.") from None


def own_files(own_folder: str | None) -> Iterator[tuple[str, str]]:
    """Yield name and path of each of one's own templates, where the letters look for them."""
    if own_folder is None:
        return
    for place in _PLACES:
        folder = os.path.join(own_folder, place)
        try:
            files = sorted(os.listdir(folder))
        except OSError:
            continue
        for file in files:
            if file.endswith(SUFFIX) and not file.startswith("."):
                yield file.removesuffix(SUFFIX), os.path.join(folder, file)


def is_shipped(name: str) -> bool:
    """Return whether a template of that name comes with the program."""
    return any(template.name == name for template in templates.available())
