"""How letters list questions and exemptions: "question 2", "sections 40(2), 43(2) and 41"."""

from __future__ import annotations

from collections.abc import Sequence

from foi_tracker.letters.layout import one_line

# Regulations under which information is withheld: 6, 12 and 13 of the EIR, 6, 10 and 11 of the EI(S)R. Ledgers have
# them with an "s" too.
_IN_REGULATIONS = ("6", "10", "11", "12", "13")


def exemptions_in_words(exemptions: Sequence[str], unit: str) -> str:
    """Return exemptions as a letter names them; "" for none.

    >>> exemptions_in_words(["s40(2)", "s43(2)", "s41"], "section")
    'sections 40(2), 43(2) and 41'
    """
    by_unit: dict[str, list[str]] = {}
    for exemption in map(one_line, exemptions):
        bare = exemption.removeprefix("reg").lstrip("s. ")
        by_unit.setdefault(_unit_of(exemption, bare, unit), []).append(bare)
    return " and ".join(counted(numbers, its) for its, numbers in by_unit.items())


def _unit_of(exemption: str, bare: str, unit: str) -> str:
    """Return what an exemption is a part of: an answer can name a section of the Act and then go on under the EIR."""
    if exemption.startswith("reg"):
        return "regulation"
    if unit == "regulation" and exemption.startswith("s") and bare.partition("(")[0] not in _IN_REGULATIONS:
        return "section"
    return unit


def counted(items: Sequence[object], unit: str) -> str:
    """Return "question 2" or "questions 2, 3 and 4"; "" for none."""
    *some, last = map(str, items) if items else ("",)
    if some:
        return f"{unit}s {', '.join(some)} and {last}"
    return f"{unit} {last}" if last else ""
