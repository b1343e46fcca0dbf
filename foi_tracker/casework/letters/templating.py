"""Templates as a person uses them: which there are, what one is for, starting one of one's own, and trying them.

One's own templates are files that may come from anybody: one that is damaged is named with its reason, and hides no
other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.errors import BadInput, FoiError, NotFound, Refused
from foi_tracker.law.regimes import REGIMES, default_regime
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.letters import templates
from foi_tracker.letters.layout import unify_lines
from foi_tracker.letters.templates import KINDS
from foi_tracker.letters.templates import Template as Template
from foi_tracker.paths import shown

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.proofs import Proof, Trouble

BLANK = "blank"

_SUFFIX = ".txt"
_PLACES = ("", "requests", "follow-ups")  # where letters look in one's own folder
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 40
# Windows opens a device where a file of such a name is meant.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_HOW_TO_NAME = "Use the letters a to z, digits and hyphens: parking-permits"
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


class Whom(NamedTuple):
    """For whom a template is wanted: a kind of authority, and the codes of the laws that can bind it."""

    kind: str
    laws: tuple[str, ...]


# --- what there is ---------------------------------------------------------------------------------------------------


def shelf(own_folder: str | None) -> Shelf:
    """Return every template, those of ``own_folder`` over the shipped ones of their names."""
    shipped = {template.name: template for template in templates.available()}
    listed = {name: Listed(template, own=False, over_shipped=False) for name, template in shipped.items()}
    damaged = []
    for name, path in _own_files(own_folder):
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
    own = any(name == other for other, _ in _own_files(own_folder))
    return Listed(template, own, own and _is_shipped(name))


def chosen(
    found: Shelf, *, kind: str | None = None, regime: str | None = None, whom: Whom | None = None
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


def find_whom(typed: str, folder: str) -> Whom:
    """Return the kind of authority that was typed, or that of the authority of that name.

    ``folder`` is the home, which may not exist. Raises NotFound or Ambiguous when it is neither.
    """
    from foi_tracker.authorities.kinds import KINDS as AUTHORITY_KINDS
    from foi_tracker.casework.directory.addressbook import directory_of

    kind = typed.strip().lower().replace(" ", "-")
    if kind in AUTHORITY_KINDS:
        return Whom(kind, tuple(REGIMES))
    try:
        authority = directory_of(folder).find(typed)
    except NotFound as missing:
        missing.details = (*missing.details, f"Or name a kind: {', '.join(AUTHORITY_KINDS)}")
        raise
    usual = REGIMES[default_regime(authority.nation)]
    return Whom(
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


def _own_files(own_folder: str | None) -> Iterator[tuple[str, str]]:
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
            if file.endswith(_SUFFIX) and not file.startswith("."):
                yield file.removesuffix(_SUFFIX), os.path.join(folder, file)


def _is_shipped(name: str) -> bool:
    return any(template.name == name for template in templates.available())


# --- one's own -------------------------------------------------------------------------------------------------------


class Started(NamedTuple):
    """A template of one's own that was begun: which, where, from which other."""

    listed: Listed
    path: str
    source: Template


def start(desk: Desk, name: str, source: str | None = None) -> Started:
    """Copy a template (``source``, else the blank one) into the home's own, under a new name.

    On a dry desk nothing is written. Raises BadInput for a name that is none, Refused when it is taken: by one's own
    template always, by a shipped one unless that is the source.
    """
    _check_name(name)
    for other, path in _own_files(desk.own_templates):
        if other == name:
            raise Refused(
                f"{shown(path)} is a template of yours already.", "Change it in an editor, or choose another name."
            )
    original = find(source or BLANK, desk.own_templates).template
    taken = _is_shipped(name)
    if taken and original.name != name:
        raise Refused(
            f"A template {name} is shipped, and yours would be used in its place.",
            f"To change that one: {{foi}} templates new {name} --from {name}. Else choose another name.",
        )
    path = os.path.join(desk.own_templates, f"{name}{_SUFFIX}")
    text = text_of(original)
    if not desk.dry:
        _write(desk.own_templates, path, text.encode())
    template = templates.parse(text, path=path)
    return Started(Listed(template, own=True, over_shipped=taken), path, original)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadInput(f"{name[:40]!r} cannot be the name of a template.", _HOW_TO_NAME)
    if len(name) > _LONGEST_NAME:
        raise BadInput(f"That name is too long: at most {_LONGEST_NAME} characters.", _HOW_TO_NAME)
    if _DEVICES.fullmatch(name):
        raise BadInput(f"{name!r} cannot be the name of a file on Windows.", "Choose another name.")


def _write(folder: str, path: str, data: bytes) -> None:
    from foi_tracker.ledger import files

    try:
        files.make_folder(folder)
        files.write_new(path, data)
    except FileExistsError:
        raise Refused(f"{shown(path)} is there already; it was not written over.", "Choose another name.") from None
    except OSError as problem:
        raise files.unwritable(problem, "templates new", path) from None


# --- trying them -----------------------------------------------------------------------------------------------------


class Tried(NamedTuple):
    """A template that was tried, with what came of it; one that is damaged has one proof, of no law."""

    name: str
    own: bool
    path: str
    proofs: tuple[Proof, ...]

    @property
    def letters(self) -> int:
        """How many letters were made of it."""
        return sum(proof.letters for proof in self.proofs)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What is wrong with it, each once: the first place stands for all."""
        found = [trouble for proof in self.proofs for trouble in proof.troubles]
        return tuple({trouble.what: trouble for trouble in reversed(found)}.values())[::-1]


def check(own_folder: str | None, names: Sequence[str] = ()) -> tuple[Tried, ...]:
    """Return what comes of trying the templates of these names, or all. Raises NotFound for a name that is none's."""
    if not names:
        found = shelf(own_folder)
        return (*map(_tried, found.listed), *map(_tried_in_vain, found.damaged))
    tried = []
    for name in dict.fromkeys(names):
        try:
            tried.append(_tried(find(name, own_folder)))
        except BadInput as problem:
            path = next((path for other, path in _own_files(own_folder) if other == name), "")
            tried.append(_tried_in_vain(Damaged(name, path, problem)))
    return tuple(tried)


def check_own(own_folder: str) -> tuple[Tried, ...]:
    """Return what comes of trying all of one's own."""
    if not any(_own_files(own_folder)):
        return ()
    found = shelf(own_folder)
    return (*(_tried(one) for one in found.listed if one.own), *map(_tried_in_vain, found.damaged))


def _tried(one: Listed) -> Tried:
    from foi_tracker.casework.letters.proofs import prove

    return Tried(one.template.name, one.own, one.template.path, prove(one.template))


def _tried_in_vain(one: Damaged) -> Tried:
    from foi_tracker.casework.letters.proofs import Proof, trouble_of

    return Tried(one.name, True, one.path, (Proof("", "", 0, (trouble_of(one.problem),)),))
