"""Finding the authority that somebody means.

What is typed is compared in ranks: slug, ODS code or full name; short name; alias; part of a name. The first rank
with a match decides, and two matches in it are never chosen between. Spelling only ever suggests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from foi_tracker.authorities import shipped
from foi_tracker.authorities.authority import Authority
from foi_tracker.authorities.closed import AuthorityClosed, ClosedAuthority
from foi_tracker.authorities.names import key, shown
from foi_tracker.errors import Ambiguous, NotFound

_Found = tuple[Authority, ...]
_Names = Callable[[Authority], Iterable[str]]
_MOST_CANDIDATES = 12
_MOST_SUGGESTIONS = 3
_LONGEST_GUESSED = 200
_LEGAL_ENDINGS = (" nhs foundation trust", " nhs trust", " integrated care board")


def _formal_names(authority: Authority) -> Iterable[str]:
    return authority.slug, authority.ods_code or "", authority.name


def _short_name(authority: Authority) -> Iterable[str]:
    return (authority.short_name,)


def _aliases(authority: Authority) -> Iterable[str]:
    return authority.aliases


class Directory:
    """Public authorities, and ways to find one of them."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        self.authorities = tuple(authorities)
        self._indexes: dict[_Names, dict[str, list[Authority]]] = {}

    @classmethod
    def load(cls, path: str | None = None) -> Directory:
        """Return the directory of the CSV file at ``path``, by default the shipped one."""
        return cls(shipped.read_authorities(path))

    def by_slug(self, slug: str) -> Authority | None:
        """Return the authority with exactly this slug."""
        return self._slugs.get(slug)

    def find(self, words: str) -> Authority:
        """Return the one authority that the words name.

        Raises Ambiguous when they fit several equally well, AuthorityClosed when they name one that has closed, and
        NotFound when they fit none.
        """
        wanted = key(words)
        found = self._named(wanted)
        if not found:
            # The full name of a closed authority may be an alias, or hold words, of one that lives.
            if closed := self._closed.get(wanted):
                raise AuthorityClosed(closed)
            found = self._roughly_named(wanted)
        match found:
            case (authority,):
                return authority
            case ():
                raise self._not_found(words)
            case _:
                raise _ambiguous(words, found)

    def candidates(self, words: str) -> _Found:
        """Return the live authorities of the first rank with a match: none, the one, or all that are ambiguous."""
        wanted = key(words)
        return self._named(wanted) or self._roughly_named(wanted)

    def closed(self, words: str) -> ClosedAuthority | None:
        """Return the closed authority with this ODS code or name, with or without its legal ending ("NHS Trust")."""
        return self._closed.get(key(words))

    def _named(self, wanted: str) -> _Found:
        return self._known_by(_formal_names, wanted) or self._known_by(_short_name, wanted)

    def _roughly_named(self, wanted: str) -> _Found:
        if found := self._known_by(_aliases, wanted):
            # "North East London" is an alias of a trust and, but for "NHS", the name of an ICB: ask which.
            return tuple(dict.fromkeys(found + self._known_by(_short_name, f"nhs {wanted}")))
        typed = frozenset(wanted.split())
        if not typed:
            return ()
        whole = tuple(authority for authority, known in self._words if typed <= known)
        return whole or tuple(authority for authority, known in self._words if _begin(typed, known))

    def _known_by(self, names: _Names, wanted: str) -> _Found:
        return tuple(self._index(names).get(wanted, ()))

    def _index(self, names: _Names) -> dict[str, list[Authority]]:
        """Return who is known by each of these names; made when a search first comes to them."""
        if names not in self._indexes:
            index: dict[str, list[Authority]] = {}
            for authority in self.authorities:
                for known in {key(name) for name in names(authority)} - {""}:
                    index.setdefault(known, []).append(authority)
            self._indexes[names] = index
        return self._indexes[names]

    @cached_property
    def _slugs(self) -> dict[str, Authority]:
        return {authority.slug: authority for authority in self.authorities}

    @cached_property
    def _words(self) -> list[tuple[Authority, frozenset[str]]]:
        return [
            (each, frozenset(key(" ".join((each.name, each.short_name, *each.aliases))).split()))
            for each in self.authorities
        ]

    @cached_property
    def _closed(self) -> dict[str, ClosedAuthority]:
        by_code = {each.ods_code: each for each in self.authorities if each.ods_code}
        index: dict[str, ClosedAuthority] = {}
        for row in shipped.read_closed():
            successors = tuple(by_code[code] for code in row["successor_ods"].split() if code in by_code)
            closed = ClosedAuthority(row["name"], row["ods_code"], row["kind"], row["closed_on"], successors)
            name = key(closed.name)
            index |= dict.fromkeys((key(closed.ods_code), name), closed)
            for ending in _LEGAL_ENDINGS:
                index.setdefault(name.removesuffix(ending), closed)
        return index

    def _not_found(self, words: str) -> NotFound:
        wanted = key(words)
        if not wanted:
            return NotFound("No authority is named.", "Give its full name or its ODS code.")
        typed = set(wanted.split())
        gone = {closed for name, closed in self._closed.items() if typed <= set(name.split())}
        if len(gone) == 1:
            return AuthorityClosed(gone.pop())
        return NotFound(
            f"No authority in the directory fits “{shown(words)}”.",
            "Give its full name or its ODS code.",
            details=tuple(f"Did you mean {each.label}?" for each in self._suggestions(wanted)),
        )

    def _suggestions(self, wanted: str) -> list[Authority]:
        """Return a few authorities that share a rare word with the wanted name, else those spelt much like it."""
        if len(wanted) > _LONGEST_GUESSED:
            return []
        guessed: dict[Authority, None] = {}
        for word in wanted.split():
            sharing = [authority for authority, known in self._words if word in known]
            if len(sharing) <= _MOST_SUGGESTIONS:
                guessed |= dict.fromkeys(sharing)
        if not guessed:
            from difflib import get_close_matches

            spelt = self._index(_aliases) | self._index(_short_name) | self._index(_formal_names)
            for name in get_close_matches(wanted, spelt, n=_MOST_SUGGESTIONS, cutoff=0.7):
                guessed |= dict.fromkeys(spelt[name])
        return list(guessed)[:_MOST_SUGGESTIONS]


def _begin(typed: frozenset[str], known: frozenset[str]) -> bool:
    """Tell whether each typed word is a known one or, from three letters on, the beginning of one."""
    return all(start in known or (len(start) > 2 and any(word.startswith(start) for word in known)) for start in typed)


def _ambiguous(words: str, found: _Found) -> Ambiguous:
    listed = [authority.label for authority in found[:_MOST_CANDIDATES]]
    if len(found) > _MOST_CANDIDATES:
        listed.append(f"and {len(found) - _MOST_CANDIDATES} more")
    return Ambiguous(
        f"“{shown(words)}” fits {len(found)} authorities.", "Name one of them in full.", details=tuple(listed)
    )
