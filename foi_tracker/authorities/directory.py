"""Finding the authority that somebody means.

What is typed is compared in ranks: slug, ODS code or full name; short name; alias; the same in an imported list; part
of a name, wherever it stands. The first rank with a match decides, and two matches in it are never chosen between.
Spelling only ever suggests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from foi_tracker.authorities import shipped
from foi_tracker.authorities.authority import Authority
from foi_tracker.authorities.closed import AuthorityClosed, ClosedAuthority
from foi_tracker.authorities.names import key, shown, slug_of
from foi_tracker.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from foi_tracker.authorities.imported import Imported, Row
    from foi_tracker.authorities.own import Difference

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
    """Public authorities, and ways to find one of them.

    ``authorities`` are those that stand, of the shipped list and one's own; the ``imported`` ones are read when
    nothing else is known by a name. ``differences`` tells where one's own entries and the shipped list part.
    """

    def __init__(
        self,
        authorities: Iterable[Authority],
        *,
        imported: Imported | None = None,
        differences: tuple[Difference, ...] = (),
    ) -> None:
        everyone = tuple(authorities)
        self.authorities = tuple([each for each in everyone if not each.closed])
        self.differences = differences
        self._everyone = everyone
        self._imported = imported
        self._indexes: dict[_Names, dict[str, list[Authority]]] = {}

    @classmethod
    def load(cls, path: str | None = None) -> Directory:
        """Return the directory of the CSV file at ``path``, by default the shipped one."""
        return cls(shipped.read_authorities(path))

    # --- finding -----------------------------------------------------------------------------------------------------

    def by_slug(self, slug: str) -> Authority | None:
        """Return the authority with exactly this slug, closed ones of one's own or of an imported list too."""
        found = self._slugs.get(slug)
        if found is None and self._imported is not None:
            row = self._imported.by_slug(slug)
            found = self._of(row) if row else None
        return found

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
            case (authority,) if authority.closed:
                raise AuthorityClosed(self._as_closed(authority))
            case (authority,):
                return authority
            case ():
                raise self._not_found(words)
            case _:
                raise _ambiguous(words, found)

    def exactly(self, words: str) -> _Found:
        """Return who is known by exactly these words: slug, code, name, short name or alias, in any list."""
        wanted = key(words)
        found = self._named(wanted) or self._known_by(_aliases, wanted)
        if not found and wanted and self._imported is not None:
            found = tuple(map(self._of, self._imported.named(wanted)))
        return found

    def word_for(self, authority: Authority) -> str:
        """Return the shortest word that names the authority and no other; it needs no quotes in any shell.

        >>> Directory.load().word_for(Directory.load().find("NHS North East London"))
        'nhs-north-east-london'
        """
        short = slug_of(authority.short_name)
        return short if self.exactly(short) == (authority,) else authority.slug

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
        imported = self._imported
        if imported is None:
            return self._with_words(typed) or self._with_beginnings(typed)
        if exactly := self._standing(imported.named(wanted)):
            return exactly
        return self._standing(imported.with_words(typed), self._with_words(typed)) or self._standing(
            imported.with_beginnings(typed), self._with_beginnings(typed)
        )

    def _with_words(self, typed: frozenset[str]) -> _Found:
        return tuple([authority for authority, known in self._words if typed <= known])

    def _with_beginnings(self, typed: frozenset[str]) -> _Found:
        from foi_tracker.authorities.imported import begin

        return tuple([authority for authority, known in self._words if begin(typed, known)])

    def _standing(self, rows: Iterable[Row], others: _Found = ()) -> _Found:
        """Return the authorities of rows beside others; those that take no requests only where all are such."""
        found = tuple(dict.fromkeys((*others, *map(self._of, rows))))
        return tuple([each for each in found if each.takes_requests]) or found

    def _of(self, row: Row) -> Authority:
        """Return the authority of a row: that of another list where it is joined to one."""
        from foi_tracker.authorities.imported import authority_of

        return self._slugs.get(row.joined or row.slug) or authority_of(row)

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
        return {authority.slug: authority for authority in self._everyone}

    @cached_property
    def _words(self) -> list[tuple[Authority, frozenset[str]]]:
        return [
            (each, frozenset(key(" ".join((each.name, each.short_name, *each.aliases))).split()))
            for each in self.authorities
        ]

    # --- those that closed, and lists --------------------------------------------------------------------------------

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
        for authority in self._everyone:
            if authority.closed:
                names = (*_formal_names(authority), authority.short_name)
                index |= dict.fromkeys(filter(None, map(key, names)), self._as_closed(authority))
        return index

    def _as_closed(self, authority: Authority) -> ClosedAuthority:
        found = [self._by_any_name(name) for name in authority.successors]
        successors = tuple([each for each in dict.fromkeys(found) if each and not each.closed])
        return ClosedAuthority(
            authority.name,
            authority.ods_code or "",
            authority.kind,
            authority.closed_on or "",
            successors,
            authority.slug,
        )

    def _by_any_name(self, name: str) -> Authority | None:
        """Return the authority of a slug, or of a url name at WhatDoTheyKnow."""
        return self.by_slug(shipped.slugs_by_url_name().get(name, name))

    @property
    def has_imported(self) -> bool:
        """Whether there is an imported list beside the others."""
        return self._imported is not None

    def everyone(self, *, closed_too: bool = False) -> Iterator[Authority]:
        """Yield every authority, the imported ones last; with ``closed_too`` those that closed behind them."""
        yield from self.authorities
        gone = [] if self._imported is None else list(self._of_imported_alone())
        yield from [each for each in gone if not each.closed]
        if closed_too:
            yield from self._everyone_closed()
            yield from [each for each in gone if each.closed]

    def _of_imported_alone(self) -> Iterator[Authority]:
        from foi_tracker.authorities.imported import authority_of

        assert self._imported is not None
        for row in self._imported.rows():
            if (row.joined or row.slug) not in self._slugs:
                yield authority_of(row)

    def _everyone_closed(self) -> Iterator[Authority]:
        yield from [each for each in self._everyone if each.closed]
        for closed in dict.fromkeys(self._closed.values()):
            if not closed.slug:
                yield _as_authority(closed)

    def predecessors(self, authority: Authority) -> list[ClosedAuthority]:
        """Return the closed authorities whose work went to this one, all of it or a part."""
        return [each for each in dict.fromkeys(self._closed.values()) if authority in each.successors]

    def url_name(self, authority: Authority) -> str | None:
        """Return the authority's url name at WhatDoTheyKnow; None when no list tells it."""
        told = authority.wdtk_url_name or shipped.wdtk_url_name(authority.slug)
        if told is None and (row := self.imported_row(authority)):
            told = row.url_name
        return told

    def imported_row(self, authority: Authority) -> Row | None:
        """Return what an imported list says of an authority that stands in another list too."""
        return None if self._imported is None else self._imported.joined_to(authority.slug)

    # --- when nothing is found ---------------------------------------------------------------------------------------

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
            "Give its full name or its ODS code. One that is not there you can add: {foi} authorities add NAME",
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
        if not guessed and self._imported is not None:
            guessed |= dict.fromkeys(self._standing(self._imported.spelt_like(wanted, most=_MOST_SUGGESTIONS)))
        return list(guessed)[:_MOST_SUGGESTIONS]


def _as_authority(closed: ClosedAuthority) -> Authority:
    return Authority(
        slug_of(closed.name),
        closed.name,
        closed.name,
        (),
        closed.kind,
        "england",
        ods_code=closed.ods_code,
        closed=True,
        closed_on=closed.closed_on,
        successors=tuple(each.slug for each in closed.successors),
    )


def _ambiguous(words: str, found: _Found) -> Ambiguous:
    listed = [authority.label for authority in found[:_MOST_CANDIDATES]]
    if len(found) > _MOST_CANDIDATES:
        listed.append(f"and {len(found) - _MOST_CANDIDATES} more")
    return Ambiguous(
        f"“{shown(words)}” fits {len(found)} authorities.", "Name one of them in full.", details=tuple(listed)
    )
