"""What can finish a word that a person types: numbers, campaigns and tags of a home, authorities, templates.

A person waits at the key, so each reads as little as it can: the open ledger once, the shipped list once, the first
lines of templates. No clock is counted and nothing is written. What others wrote is made harmless here: a value that a
shell could take for more than a word is left out, and a description is one short line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from foi_tracker.requests.request import Request

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=-]*")
_LONGEST_WORD = 80
# Letters of any language, digits, and the marks that mean nothing to a shell, a terminal or a list of completions.
_NOT_SHOWN = re.compile(r"[^\w .,:;()'/&+?!“”‘’–-]+")
_LONGEST_ABOUT = 70
_TITLE = re.compile(rb'^title = "([^"\n]*)"', re.MULTILINE)
_KIND = re.compile(rb'^kind = "([^"\n]*)"', re.MULTILINE)
_FIRST_BYTES = 400
_SUFFIX = ".txt"


class Suggestion(NamedTuple):
    """A word that can stand there, and what it is."""

    value: str
    about: str = ""


def safe(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the suggestions that are plain words, with what can be shown of their descriptions."""
    return [
        Suggestion(one.value, _shown(one.about))
        for one in suggestions
        if len(one.value) <= _LONGEST_WORD and _WORD.fullmatch(one.value)
    ]


def _shown(about: str) -> str:
    told = " ".join(_NOT_SHOWN.sub(" ", about[: 4 * _LONGEST_ABOUT]).split())
    return told if len(told) <= _LONGEST_ABOUT else told[: _LONGEST_ABOUT - 2].rstrip() + ".."


# --- of a home -------------------------------------------------------------------------------------------------------


def numbers(folder: str, *, only_closed: bool = False) -> list[Suggestion]:
    """Return the numbers of the open requests, each with authority and subject; or of those closed but not archived.

    Raises HomeError and LedgerError as every reading does; so do ``campaigns`` and ``tags``.
    """
    return [
        Suggestion(str(one.number), f"{one.authority.short_name}: {one.subject}")
        for one in _open(folder)
        if not only_closed or one.closed_as is not None
    ]


def campaigns(folder: str) -> list[Suggestion]:
    """Return the campaigns of the open requests."""
    return _words(one.campaign for one in _open(folder))


def tags(folder: str) -> list[Suggestion]:
    """Return the tags of the open requests."""
    return _words(tag for one in _open(folder) for tag in one.tags)


def _open(folder: str) -> list[Request]:
    from foi_tracker import home
    from foi_tracker.ledger import Ledger
    from foi_tracker.requests.folding import fold

    home.check(folder)
    return [one for raw in Ledger(folder).snapshot().open_requests() if not (one := fold(raw)).undone]


def _words(found: Iterable[str | None]) -> list[Suggestion]:
    return [Suggestion(word) for word in sorted({word for word in found if word})]


# --- shipped ---------------------------------------------------------------------------------------------------------


def authorities(beginning: str, kind: str | None = None) -> list[Suggestion]:
    """Return the shipped authorities with a name that begins so: the short one where it is theirs alone, else the slug.

    "hom" gives "homerton"; "homerton-h" gives the slug.
    """
    from collections import Counter

    from foi_tracker.authorities.names import slug_of
    from foi_tracker.authorities.shipped import read_authorities

    every = [(one, slug_of(one.short_name)) for one in read_authorities()]
    taken = Counter(name for one, short in every for name in {one.slug, short, slug_of(one.name)})
    found = []
    typed = beginning.lower()
    for one, short in every:
        if kind is not None and one.kind != kind:
            continue
        names = (short, one.slug) if taken[short] == 1 else (one.slug,)
        if name := next((name for name in names if name.startswith(typed)), None):
            found.append(Suggestion(name, one.name))
    return found


def templates(own_folder: str, kind: str | None = None) -> list[Suggestion]:
    """Return the templates, shipped and own, each with its title. They are not checked.

    With a ``kind``, "request" or "follow-up", those of the other are left out.
    """
    from foi_tracker.letters.templates import shipped_folder

    found: dict[str, str] = {}
    for folder in (shipped_folder(), own_folder):
        for place in (folder, *(os.path.join(folder, name) for name in ("requests", "follow-ups"))):
            for name, title, its_kind in _titles(place):
                found.pop(name, None)
                if kind is None or its_kind in ("", kind):
                    found[name] = title
    return [Suggestion(name, found[name]) for name in sorted(found)]


def _titles(folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the title and the kind of each template of a folder; "" for what its first lines do not tell."""
    names: Sequence[str] = os.listdir(folder) if os.path.isdir(folder) else ()
    for name in names:
        if name.endswith(_SUFFIX) and not name.startswith("."):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    begun = file.read(_FIRST_BYTES)
                title, kind = _TITLE.search(begun), _KIND.search(begun)
                yield name.removesuffix(_SUFFIX), _text(title), _text(kind)


def _text(found: re.Match[bytes] | None) -> str:
    return found[1].decode(errors="replace") if found else ""


# --- words of the commands -------------------------------------------------------------------------------------------


def sendings() -> list[Suggestion]:
    """Return what one can have sent."""
    from foi_tracker.casework.sending import WHAT

    return [Suggestion(word) for word in WHAT]


def kinds() -> list[Suggestion]:
    """Return the kinds of authorities."""
    from foi_tracker.authorities.kinds import KINDS

    return [Suggestion(kind) for kind in KINDS]


def nations() -> list[Suggestion]:
    """Return the nations of the directory."""
    from foi_tracker.authorities.kinds import NATIONS

    return [Suggestion(nation) for nation in NATIONS]
