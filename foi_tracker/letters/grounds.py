"""Grounds for a review: what a reviewer should look at, for each refusal and each exemption, under each law.

The grounds themselves are data, in ``grounds.toml``. Those that are ticked from the start are safe whatever the answer
said: they ask, or state the law. One that says something of the answer is there for a person to choose.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from foi_tracker.errors import BadInput
from foi_tracker.law.clocks import UNSETTLED
from foi_tracker.letters.wording import wording


class Answered(Protocol):
    """A question and what was answered to it; ``outcome`` is None where nothing was."""

    @property
    def number(self) -> int:
        """Its number in the letter."""

    @property
    def outcome(self) -> str | None:
        """What came of it."""

    @property
    def exemptions(self) -> Sequence[str]:
        """What the authority named, as stored: "s43(2)", "reg12(5)(e)"."""


class Ground(NamedTuple):
    """A ground: ``short`` is a line to tick, ``text`` what goes into the letter, ``questions`` those it rests on.

    ``default`` is whether it is ticked unless the person says otherwise. ``questions`` is empty for the whole request.
    """

    key: str
    short: str
    text: str
    default: bool
    questions: tuple[int, ...] = ()


class _Entry(NamedTuple):
    topic: str
    ground: Ground
    laws: tuple[str, ...]


# Outcomes that leave nothing to ask a review for.
UNCHALLENGED = frozenset(("released", "to_follow"))

# What an outcome is about, whatever exemption was named with it.
_OF_OUTCOME = {
    "ignored": ("silence",),
    "not_held": ("search",),
    "held_elsewhere": ("elsewhere",),
    "already_public": ("public",),
    "future_publication": ("future",),
    "over_cost": ("cost", "unreasonable"),
    "vexatious_or_repeated": ("vexatious", "unreasonable"),
    "neither_confirmed_nor_denied": ("unconfirmed",),
}

# Law -> part -> what it is about; "w" where the public interest is weighed: FOIA 2000 s.2(3), FOISA 2002 s.2(2), EIR
# 2004 reg 12(1)(b), EI(S)R 2004 reg 10(1)(b).
_PARTS = {
    "FOIA": """
        12 cost, 14 vexatious, 21 public, 22 future w, 22A research w, 23 bodies, 24 national w, 26 other w, 27 other w,
        28 other w, 29 other w, 30 other w, 31 enforcement w, 32 other, 33 other w, 34 other, 35 policy w, 36 conduct w,
        37 other w, 38 safety w, 39 other w, 40 personal, 41 confidence, 42 privilege w, 43 commercial w,
        44 prohibition""",
    "FOISA": """
        12 cost, 14 vexatious, 17 search, 18 unconfirmed, 25 public, 26 prohibition, 27 future w, 27(2) research w,
        28 other w, 29 policy w, 30 conduct w, 31 national w, 32 other w, 33 commercial w, 34 other w, 35 enforcement w,
        36(1) privilege w, 36(2) confidence, 37 other, 38 personal, 39(1) safety w, 39 other w, 40 other w,
        41 other w""",
    "EIR": """
        6(1) public, 12(3) personal, 12(4)(a) search, 12(4)(b) unreasonable w, 12(4)(c) unclear w,
        12(4)(d) unfinished w, 12(4)(e) internal w, 12(5)(a) national w, 12(5)(b) justice w, 12(5)(c) property w,
        12(5)(d) proceedings w, 12(5)(e) commercial w, 12(5)(f) provider w, 12(5)(g) other w, 13 personal""",
    "EISR": """
        6(1) public, 10(3) personal, 10(4)(a) search, 10(4)(b) unreasonable w, 10(4)(c) unclear w,
        10(4)(d) unfinished w, 10(4)(e) internal w, 10(5)(a) national w, 10(5)(b) justice w, 10(5)(c) property w,
        10(5)(d) proceedings w, 10(5)(e) commercial w, 10(5)(f) provider w, 10(5)(g) other w, 11 personal""",
}
_NUMBER = re.compile(r"[0-9]+a?", re.IGNORECASE)
_PART = re.compile(r"\([0-9a-z]+\)", re.IGNORECASE)

# Nothing is withheld under these: they say that there is too much work, nothing there, or nothing more to give.
_NOT_WITHHELD = frozenset(("cost", "unreasonable", "vexatious", "search", "unclear", "public"))
# A ground on these stands behind those on the exemption itself.
_LAST = ("unnamed", "withheld", "weighed", "late")
# EIR 2004 reg 12(2), EI(S)R 2004 reg 10(2)(b): a presumption in favour of disclosure.
_PRESUMED = {"EIR": "regulation 12(2)", "EISR": "regulation 10(2)"}


def fitting(questions: Iterable[Answered], regime: str, *, outcomes: Collection[str] = ()) -> tuple[Ground, ...]:
    """Return the grounds that fit what was answered, each once, in order, with the questions that it rests on.

    ``regime`` is a law's code. Only questions of ``outcomes`` count ("ignored" for one without an answer); empty
    stands for all that leave something to challenge. Own data (SAR) has no review, so no grounds.
    """
    concerned: dict[str, list[int]] = {}
    answered = False
    for question in questions:
        outcome = question.outcome or "ignored"
        answered = answered or outcome not in UNSETTLED
        if outcome in UNCHALLENGED or (outcomes and outcome not in outcomes):
            continue
        for topic in _topics(outcome, question.exemptions, regime):
            concerned.setdefault(topic, []).append(question.number)
    if concerned and answered:
        concerned["late"] = []
    names = _names(regime)
    order = sorted(concerned, key=lambda topic: _LAST.index(topic) if topic in _LAST else -1)
    return tuple(
        entry.ground._replace(text=entry.ground.text.format_map(names), questions=tuple(concerned[topic]))
        for topic in order
        for entry in _menu()
        if entry.topic == topic and regime in entry.laws
    )


def chosen(fit: Sequence[Ground], keys: Sequence[str] | None) -> tuple[Ground, ...]:
    """Return the grounds of those keys, or the ticked ones where ``keys`` is None, in the order in which they fit.

    Raises BadInput, which lists those that fit, for another key.
    """
    if keys is None:
        return tuple(ground for ground in fit if ground.default)
    known = {ground.key for ground in fit}
    for key in keys:
        if key not in known:
            raise BadInput(
                f"{key[:40]!r} is not a ground that fits here.",
                "Those that fit:" if fit else "No ground of the menu fits this answer; use your own words.",
                details=tuple(f"{ground.key:<24} {ground.short}" for ground in fit),
            )
    return tuple(ground for ground in fit if ground.key in keys)


def _topics(outcome: str, exemptions: Sequence[str], regime: str) -> list[str]:
    """Return what an answer to one question is about, each once."""
    told = [_about(exemption, regime) for exemption in exemptions]
    found = list(_OF_OUTCOME.get(outcome, ()))
    if not found:
        found += [topic for topic, _ in told]
        if not told:
            found.append("unnamed")
        if not told or any(topic not in _NOT_WITHHELD for topic, _ in told):
            found.append("withheld")
    if any(weighed for _, weighed in told):
        found.append("weighed")
    return list(dict.fromkeys(found))


def _about(exemption: str, regime: str) -> tuple[str, bool]:
    """Return what an exemption is about and whether the public interest is weighed, by the longest part known.

    The unit before the number does not matter: under the EIR "s12(4)(b)" is regulation 12(4)(b).
    """
    known = _parts(regime)
    bare = "".join(exemption.split())
    number = _NUMBER.search(bare)
    if number is None:
        return "other", False
    parts = _PART.findall(bare[number.end() :])
    for many in range(len(parts), -1, -1):
        part = number[0].upper() + "".join(parts[:many]).lower()
        if part in known:
            return known[part]
    return "other", False


@lru_cache(maxsize=8)
def _parts(regime: str) -> Mapping[str, tuple[str, bool]]:
    rows = (row.split() for row in _PARTS.get(regime, "").split(",") if row.strip())
    return {part: (topic, weighed == ["w"]) for part, topic, *weighed in rows}


def _names(regime: str) -> dict[str, str]:
    """Return what a text can name of the law."""
    law = wording(regime)
    vexatious = law.vexatious[:1].upper() + law.vexatious[1:]
    return {**law._asdict(), "Vexatious": vexatious, "presumed": _PRESUMED.get(law.code, "")}


@lru_cache(maxsize=1)
def _menu() -> tuple[_Entry, ...]:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "grounds.toml"), "rb") as file:
        return tuple(_entry(row) for row in tomllib.load(file)["grounds"])


def _entry(row: dict[str, Any]) -> _Entry:
    text = " ".join(row["text"].split())
    return _Entry(row["topic"], Ground(row["key"], row["short"], text, row["ticked"]), tuple(row.get("laws", _PARTS)))
