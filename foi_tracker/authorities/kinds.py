"""What authorities are and where: the kinds, nations and regions that can be chosen by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foi_tracker.authorities.names import key, shown
from foi_tracker.errors import BadInput

OTHER = "other"

# Kinds of the shipped list, then those that only an imported list or one's own entries have.
KINDS = (
    "ambulance",
    "council",
    "government-department",
    "health-board",
    "hsc-trust",
    "icb",
    "nhs-national",
    "nhs-trust",
    "police",
    "regulator",
    "academy-trust",
    "college",
    "fire-service",
    "parish-council",
    "school",
    "university",
    OTHER,
)
NATIONS = ("england", "scotland", "wales", "northern-ireland", "uk")

# Who asks one of a family may mean the others: London's ambulance trust is of the kind "ambulance".
_FAMILIES = (
    frozenset(("nhs-trust", "ambulance", "hsc-trust", "health-board")),
    frozenset(("council", "parish-council")),
    frozenset(("school", "academy-trust")),
    frozenset(("university", "college")),
)

# Tags of WhatDoTheyKnow that say what an authority is; of several the first of these decides.
_KIND_OF_TAG = {
    "nhstrust": "nhs-trust",
    "nhs_wales_lhb": "health-board",
    "local_council": "council",
    "parish_council": "parish-council",
    "police_force": "police",
    "fire_service": "fire-service",
    "department": "government-department",
    "non_ministerial_department": "government-department",
    "regulator": "regulator",
    "academy_trust": "academy-trust",
    "school": "school",
    "academies": "school",
    "university": "university",
    "hei": "university",
    "fei": "college",
}
_RANK = {tag: rank for rank, tag in enumerate(_KIND_OF_TAG)}
_NATION_OF_TAG = {
    "scotland": "scotland",
    "nhswales": "wales",
    "nhs_wales_lhb": "wales",
    "nhsni": "northern-ireland",
}


def family(kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds that are akin to these, themselves left out."""
    chosen = frozenset(kinds)
    return frozenset().union(*(kin for kin in _FAMILIES if kin & chosen)) - chosen


def kind_of(tags: Iterable[str]) -> str:
    """Return what WhatDoTheyKnow's tags say an authority is; "other" when they do not say."""
    telling = [tag for tag in tags if tag in _RANK]
    return _KIND_OF_TAG[min(telling, key=_RANK.__getitem__)] if telling else OTHER


def nation_of(tags: Iterable[str]) -> str:
    """Return the nation that WhatDoTheyKnow's tags tell; "" when they tell none."""
    for tag in tags:
        if tag in _NATION_OF_TAG:
            return _NATION_OF_TAG[tag]
    return ""


def one_of(typed: str, known: Sequence[str], what: str) -> str:
    """Return the one of ``known`` that was typed in whatever spelling. Raises BadInput, which lists them."""
    wanted = key(typed)
    found = next((each for each in known if key(each) == wanted), None)
    if found is None:
        raise BadInput(f"“{shown(typed)}” is not a {what} of the directory.", f"Choose from {', '.join(known)}.")
    return found
