"""Exemptions of the access laws: how they are written, what they are called, whether the public interest is weighed.

What a person types becomes the form in which it is stored, "s43(2)" for a section of an Act and "reg12(5)(e)" for a
regulation; ``find`` tells what that is. Only a qualified exemption can extend the time for an answer (FOIA 2000
s.10(3)).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from foi_tracker.errors import BadInput

QUALIFIED = "qualified"
ABSOLUTE = "absolute"
DEPENDS = "depends"
PROCEDURAL = "procedural"
NATURES = (QUALIFIED, ABSOLUTE, DEPENDS, PROCEDURAL)


class Exemption(NamedTuple):
    """A ground of refusal as the law has it.

    ``section`` is written as it is stored. ``nature`` is "qualified" when the public interest is weighed, "absolute"
    when it is not, "depends" when that is settled by the paragraph or the case, and "procedural" for what is no
    exemption at all, such as the cost limit. ``look_for`` says what to look for in a refusal that names it.
    """

    section: str
    title: str
    nature: str
    look_for: str


# Law -> the Act and the Regulations that bind the same authorities; they mix up the two when they refuse.
_TOGETHER = {code: pair for pair in (("FOIA", "EIR"), ("FOISA", "EISR")) for code in pair}
# Law -> its like in the other country, whose numbers people remember.
_ABROAD = {"FOIA": "FOISA", "FOISA": "FOIA", "EIR": "EISR", "EISR": "EIR"}

# "43", "s43", "s.43(2)", "section 43(2)(a)", "reg 12(4)(b)", "22A"; and "s43.2", because a shell takes brackets away.
_TYPED = re.compile(
    r"(?:(ss?|sections?|secs?|r|regs?|regulations?)[. ]*)?([0-9]{1,2}a?)((?:\([0-9a-z]{1,4}\)|\.[0-9a-z]{1,4})*)",
    re.IGNORECASE | re.ASCII,
)
_PART = re.compile("[0-9a-z]+", re.IGNORECASE | re.ASCII)


class _Cited(NamedTuple):
    """A citation taken apart: ``prefix`` is "s", "reg" or "" when none was typed, a part is "(5B)"."""

    prefix: str
    number: str
    parts: tuple[str, ...]

    @property
    def bare(self) -> str:
        """It without a prefix: "43(2)"."""
        return self.number + "".join(self.parts)


def read(typed: str, regime: str | None = None) -> str:
    """Return an exemption as it is stored: "s43(2)" or "reg12(4)(b)".

    Without a prefix it belongs to ``regime``, a law's code. A regulation that is named under an Act is one of the
    Regulations beside it. Subsections of a known section are taken as they come; without a law, or for one that has no
    table here (own data), so is everything that has the form of an exemption. Raises BadInput when it has not, or when
    the law has no such exemption; then the hint names the nearest.

    >>> read("s.43(2)", "FOIA"), read("section 43 (2)"), read("s43.2"), read("22a", "FOIA")
    ('s43(2)', 's43(2)', 's43(2)', 's22A')
    >>> read("12(4)(b)", "EIR"), read("r12.4.b", "FOIA"), read("40(5b)(a)", "FOIA")
    ('reg12(4)(b)', 'reg12(4)(b)', 's40(5B)(a)')
    """
    cited = _take_apart(typed)
    if cited is None:
        raise BadInput(f"{typed[:40]!r} does not look like an exemption.", "Write it as s43, s43.2 or 's43(2)'.")
    if regime not in _TOGETHER:
        return f"{cited.prefix or 's'}{cited.bare}"
    code = _law_of(cited, regime)
    if _fit(cited, code) is None:
        raise _unknown(cited, code)
    if not cited.prefix and (meant := _regulation_instead(cited, code)) is not None:
        dotted = cited.bare.replace(")", "").replace("(", ".")
        raise BadInput(
            f"s{cited.bare} is no exemption of {code}.",
            f"There is {meant.section} of {_TOGETHER[code][1]} ({meant.title}): write it as reg{dotted}.",
        )
    return f"{_prefix(code)}{cited.bare}"


# FOIA 2000 s.12(4): requests of one person, and of several who act together, that are added up.
_ADDED_UP = ("12(4)(a)", "12(4)(b)")


def _regulation_instead(cited: _Cited, code: str) -> Exemption | None:
    """Return the regulation that a bare number names where the Act has no such paragraph: "12(5)(e)" under FOIA."""
    regulations = _TOGETHER[code][1]
    if code == regulations or cited.bare in _table(code) or cited.bare in _ADDED_UP:
        return None
    return _table(regulations).get(cited.bare)


def find(stored: str, regime: str) -> Exemption | None:
    """Return the most specific entry for a stored exemption of a request under a law (its code), None for none.

    A paragraph without an entry falls back to what it is part of. A regulation written as a section, as older records
    have it, is found too.

    >>> find("s31(1)(b)(ii)", "FOIA").title, find("s43(2)(z)", "FOIA").section
    ('apprehension or prosecution of offenders', 's43(2)')
    >>> find("s12(4)(b)", "EIR").section
    'reg12(4)(b)'
    """
    cited = _take_apart(stored)
    if cited is None or regime not in _TOGETHER:
        return None
    return _fit(cited, _law_of(cited, regime))


def of(regime: str) -> tuple[Exemption, ...]:
    """Return the entries of a law (its code), in the order of its sections; none for a law without a table here."""
    return tuple(_table(regime).values()) if regime in _TOGETHER else ()


def is_qualified(regime: str, exemption: str) -> bool:
    """Return whether the exemption is one in which the public interest is weighed under FOIA 2000 s.2(2)(b).

    Under the other laws weighing it extends no time. Section 37(1)(a) to (ab), communications with the Sovereign and
    the heir, is absolute; so are section 40(1) and (2), as authorities use them. What depends on the case counts as
    qualified: before an authority is called late, the later day is the safe one.
    """
    found = find(exemption, regime) if regime == "FOIA" else None
    return found is not None and found.nature in (QUALIFIED, DEPENDS) and found.section.startswith("s")


def _take_apart(typed: str) -> _Cited | None:
    found = _TYPED.fullmatch("".join(typed.split()))
    if found is None:
        return None
    word, number, parts = found.groups()
    prefix = "" if word is None else "reg" if word[0] in "rR" else "s"
    return _Cited(prefix, number.upper(), tuple(f"({_written(part)})" for part in _PART.findall(parts)))


def _written(part: str) -> str:
    """Return a part as statutes write it: inserted subsections are "5B", paragraphs "b" and "ii"."""
    return part.upper() if part[0].isdigit() else part.lower()


def _prefix(code: str) -> str:
    return "s" if _TOGETHER[code][0] == code else "reg"


def _law_of(cited: _Cited, regime: str) -> str:
    """Return the code of the law that a citation belongs to, for a request under ``regime``."""
    act, regulations = _TOGETHER[regime]
    if not cited.prefix:
        return regime
    if cited.prefix == "reg":
        return regulations
    if regime == regulations:
        # "s12(4)(b)" is how regulations were stored once, and some write "s" for both. The bare "s12" is the Act's.
        own = _fit(cited, regulations)
        if own is not None and ("(" in own.section or _fit(cited, act) is None):
            return regulations
    return act


def _fit(cited: _Cited, code: str) -> Exemption | None:
    """Return the entry of a law that a citation is, or is part of."""
    table = _table(code)
    for end in range(len(cited.parts), -1, -1):
        found = table.get(cited.number + "".join(cited.parts[:end]))
        if found is not None:
            return found
    return None


@cache
def _table(code: str) -> dict[str, Exemption]:
    """Return the entries of a law by what they are without their prefix."""
    from foi_tracker.law import exemption_tables as tables

    entries: list[tuple[str, str, str, list[str]]] = []
    for line in getattr(tables, code).strip().splitlines():
        if line[:1].isdigit():
            section, nature, title = (*line.split(None, 2), "")[:3]
            entries.append((section, nature, title, []))
        elif line.strip():
            entries[-1][3].append(line.strip())
    table: dict[str, Exemption] = {}
    for section, nature, title, look_for in entries:
        whole = table.get(section.rpartition("(")[0]) or table.get(section.partition("(")[0])
        told = " ".join(look_for)
        if nature == "neither":
            assert whole is not None
            nature, title, told = whole.nature, f"{tables.NEITHER_TITLE}: {whole.title}", tables.NEITHER_LOOK_FOR
        elif whole is not None:
            told = told or whole.look_for
        table[section] = Exemption(f"{_prefix(code)}{section}", title, nature, told)
    return table


def _unknown(cited: _Cited, code: str) -> BadInput:
    """Return the error for an exemption that a law has not got, with what may have been meant."""
    act, regulations = _TOGETHER[code]
    message = f"{_prefix(code)}{cited.bare} is no {'exemption' if code == act else 'exception'} of {code}."
    meant = _of_the_same_matter(cited, code)
    of_act = _fit(cited, act) if code == regulations and not cited.prefix else None
    if of_act is not None and not meant:
        return BadInput(message, f"If they name the Act, write it so: {_named(of_act)}.")
    return BadInput(message, f"Did you mean {' or '.join(map(_named, meant or _nearest(cited, code)))}?")


def _of_the_same_matter(cited: _Cited, code: str) -> list[Exemption]:
    """Return the entry with the title that the citation has in the other country: FOISA's s33(1) for s43(2)."""
    abroad = _fit(cited, _ABROAD[code])
    return [found for found in of(code) if abroad is not None and found.title == abroad.title][:1]


def _nearest(cited: _Cited, code: str) -> list[Exemption]:
    """Return the two entries for whole sections that are nearest: the same digits turned round, then by number."""
    firsts: dict[str, Exemption] = {}
    for bare, exemption in _table(code).items():
        firsts.setdefault(bare.partition("(")[0], exemption)

    def distance(number: str) -> tuple[bool, int]:
        turned = sorted(number) == sorted(cited.number)
        return not turned, abs(int(number.rstrip("A")) - int(cited.number.rstrip("A")))

    return [firsts[number] for number in sorted(firsts, key=distance)[:2]]


def _named(exemption: Exemption) -> str:
    return f"{exemption.section} ({exemption.title})"
