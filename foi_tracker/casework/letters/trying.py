"""Trying templates that a person names, or all: what comes of each, the damaged ones too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework.letters.shelf import Damaged, Listed, find, own_files, shelf
from foi_tracker.errors import BadInput

if TYPE_CHECKING:
    from foi_tracker.casework.letters.proofs import Proof, Trouble


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
            path = next((path for other, path in own_files(own_folder) if other == name), "")
            tried.append(_tried_in_vain(Damaged(name, path, problem)))
    return tuple(tried)


def check_own(own_folder: str) -> tuple[Tried, ...]:
    """Return what comes of trying all of one's own."""
    if not any(own_files(own_folder)):
        return ()
    found = shelf(own_folder)
    return (*(_tried(one) for one in found.listed if one.own), *map(_tried_in_vain, found.damaged))


def _tried(one: Listed) -> Tried:
    from foi_tracker.casework.letters.proofs import prove

    return Tried(one.template.name, one.own, one.template.path, prove(one.template))


def _tried_in_vain(one: Damaged) -> Tried:
    from foi_tracker.casework.letters.proofs import Proof, trouble_of

    return Tried(one.name, True, one.path, (Proof("", "", 0, (trouble_of(one.problem),)),))
