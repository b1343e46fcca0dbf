"""A large list that was imported, WhatDoTheyKnow's: kept as lines that can be searched without reading them.

A line begins with what its authority is known by, in the form that names are compared in: finding one among 45,000
is a search for bytes. The rest of a line is read only where it was found. The first line says how long the others
are and what they add up to, so that a file that was cut or changed is known at once.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from foi_tracker.authorities.authority import EIR_ONLY, FOI_NO, IMPORTED, NOT_APPLY, Authority
from foi_tracker.authorities.kinds import kind_of, nation_of
from foi_tracker.authorities.names import key
from foi_tracker.errors import HomeError

_HEAD = "foi-tracker authorities 1"
_MARKS = (NOT_APPLY, FOI_NO, EIR_ONLY)
_LEAST_BEGINNING = 3


class Row(NamedTuple):
    """One authority as WhatDoTheyKnow lists it.

    ``tags`` are parted by spaces. ``joined`` is the slug of the authority that another list has for it, or "".
    """

    url_name: str
    name: str
    short_name: str = ""
    website: str = ""
    tags: str = ""
    joined: str = ""

    @property
    def slug(self) -> str:
        """The slug that it has here."""
        return self.url_name.replace("_", "-")

    @property
    def defunct(self) -> bool:
        """Whether WhatDoTheyKnow says that it exists no more."""
        return "defunct" in self.tags.split()

    @property
    def ods_code(self) -> str | None:
        """Its code of the NHS Organisation Data Service."""
        codes = _tagged(self.tags, "nhsorgcode")
        return codes[0].upper() if codes else None


class Imported:
    """The list in a file, read when it is first asked. A slug that another list has is that list's."""

    def __init__(self, read: Callable[[], bytes], where: str) -> None:
        self._read = read
        self._where = where

    @cached_property
    def _lines(self) -> bytes:
        """The lines, each between two newlines."""
        head, newline, lines = self._read().partition(b"\n")
        if not newline or head != _head(lines):
            if head.startswith(b"foi-tracker authorities ") and not head.startswith(_HEAD.encode() + b" "):
                raise HomeError(f"{self._where} was written by a newer version of this program.", "Use that version.")
            raise self._damaged()
        return b"\n" + lines

    def _damaged(self) -> HomeError:
        return HomeError(
            f"The list in {self._where} is damaged.",
            "Move the file away, then import WhatDoTheyKnow's list again: {foi} authorities import FILE",
        )

    def rows(self) -> Iterator[Row]:
        """Yield every authority of the list."""
        for line in self._lines[1:].splitlines():
            yield self._row(line)

    def named(self, wanted: str) -> list[Row]:
        """Return who is known by exactly this: by url name, code or name, else by short name."""
        formal, short = [], []
        for line in self._holding(b"|%b|" % _bytes(wanted)):
            first, second = line.split(b"\t", 2)[:2]
            needle = b"|%b|" % _bytes(wanted)
            if needle in first:
                formal.append(self._row(line))
            elif needle in second:
                short.append(self._row(line))
        return formal or short

    def by_slug(self, slug: str) -> Row | None:
        """Return the one that has this slug here, or this url name."""
        wanted = slug.replace("_", "-")
        return next((row for row in self.named(key(slug)) if row.slug == wanted), None)

    def joined_to(self, slug: str) -> Row | None:
        """Return what the list says of an authority that another list has under this slug."""
        return next(
            (self._row(line) for line in self._holding(b"\t%b\t" % _bytes(slug)) if _joined(line) == slug), None
        )

    def with_words(self, typed: frozenset[str]) -> list[Row]:
        """Return those with all of these words in a name."""
        return [row for row, known in self._with_parts(typed) if typed <= known]

    def with_beginnings(self, typed: frozenset[str]) -> list[Row]:
        """Return those with words in a name that are these, or from three letters on begin so."""
        return [row for row, known in self._with_parts(typed) if begin(typed, known)]

    def spelt_like(self, wanted: str, *, most: int) -> list[Row]:
        """Return a few whose name is spelt much like this, among those that begin as it does."""
        from difflib import get_close_matches

        begins = b"|%b" % _bytes(wanted[:_LEAST_BEGINNING])
        there = {
            line.split(b"\t", 1)[0].decode().split("|")[-2]: line for line in self._lines.splitlines() if begins in line
        }
        return [self._row(there[name]) for name in get_close_matches(wanted, there, n=most, cutoff=0.7)]

    def _with_parts(self, typed: frozenset[str]) -> Iterator[tuple[Row, frozenset[str]]]:
        longest = _bytes(max(typed, key=len))
        for line in self._lines.splitlines():
            if longest in line:
                words = frozenset(b" ".join(line.split(b"\t", 2)[:2]).decode().replace("|", " ").split())
                if any(word.startswith(longest.decode()) for word in words):
                    yield self._row(line), words

    def _holding(self, needle: bytes) -> Iterator[bytes]:
        """Yield the lines that hold these bytes."""
        lines, at = self._lines, -1
        while (at := lines.find(needle, at + 1)) >= 0:
            end = lines.find(b"\n", at)
            yield lines[lines.rfind(b"\n", 0, at) + 1 : end]
            at = end

    def _row(self, line: bytes) -> Row:
        try:
            _, _, joined, url_name, name, short_name, website, tags = line.decode().split("\t")
            return Row(url_name, name, short_name, website, tags, joined)
        except ValueError:
            raise self._damaged() from None


def begin(typed: frozenset[str], known: frozenset[str]) -> bool:
    """Tell whether each typed word is a known one or, from three letters on, the beginning of one."""
    return all(
        start in known or (len(start) >= _LEAST_BEGINNING and any(word.startswith(start) for word in known))
        for start in typed
    )


def authority_of(row: Row) -> Authority:
    """Return the authority that a row of WhatDoTheyKnow's list tells of."""
    tags = row.tags.split()
    return Authority(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name or row.name,
        aliases=(),
        kind=kind_of(tags),
        nation=nation_of(tags),
        ods_code=row.ods_code,
        website=row.website or None,
        source="WhatDoTheyKnow's list of authorities, as you imported it",
        wdtk_url_name=row.url_name,
        mark=next((mark for mark in _MARKS if mark in tags), None),
        closed="defunct" in tags,
        successors=tuple(_tagged(row.tags, "successor")),
        origin=IMPORTED,
    )


def _tagged(tags: str, name: str) -> list[str]:
    start = f"{name}:"
    if start not in tags:
        return []
    return [tag[len(start) :] for tag in tags.split() if tag.startswith(start) and tag != start]


def dump(rows: Iterable[Row]) -> bytes:
    """Return the file that holds these rows, sorted by url name."""
    lines = "".join("\t".join((_known_by(row), row.joined, *row[:5])) + "\n" for row in sorted(rows)).encode()
    return _head(lines) + b"\n" + lines


def _known_by(row: Row) -> str:
    formal = dict.fromkeys((key(row.url_name), key(row.ods_code or ""), key(row.name)))
    joined = "|".join(filter(None, formal))
    return f"|{joined}|\t|{key(row.short_name)}|"


def _head(lines: bytes) -> bytes:
    return f"{_HEAD} {len(lines)} {binascii.crc32(lines):08x}".encode()


def _joined(line: bytes) -> str:
    return line.split(b"\t", 3)[2].decode()


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")
