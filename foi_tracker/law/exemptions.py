"""Exemptions of the access laws: what they are called, and whether the public interest is weighed (qualified).

Only a qualified exemption can extend the time for an answer under FOIA 2000 s.10(3).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foi_tracker.errors import BadInput


class Exemption(NamedTuple):
    """A section of an Act that lets an authority withhold something, by its title."""

    section: str
    title: str
    qualified: bool


def _table(rows: str) -> dict[str, Exemption]:
    """Read rows of "section  q|a  title", where q is qualified and a absolute (or a procedural ground)."""
    found = {}
    for row in rows.strip().splitlines():
        section, kind, title = row.split(None, 2)
        found[section] = Exemption(section, title, kind == "q")
    return found


# FOIA 2000 s.2(3) lists the absolute exemptions; all others are qualified (s.2(2)(b)). Section 40 is absolute for
# the requester's own data and where disclosure would break a data protection principle, which is how authorities
# use it: it extends no time. Sections 12 and 14 are not exemptions and are never weighed.
FOIA = _table(
    """
    12  a  cost of compliance over the limit
    14  a  vexatious or repeated request
    21  a  information reasonably accessible by other means
    22  q  information intended for future publication
    22A q  research
    23  a  bodies dealing with security matters
    24  q  national security
    26  q  defence
    27  q  international relations
    28  q  relations within the United Kingdom
    29  q  the economy
    30  q  investigations and proceedings
    31  q  law enforcement
    32  a  court records
    33  q  audit functions
    34  a  parliamentary privilege
    35  q  formulation of government policy
    36  q  prejudice to the effective conduct of public affairs
    37  q  communications with the Royal Family, and honours
    38  q  health and safety
    39  q  environmental information
    40  a  personal information
    41  a  information provided in confidence
    42  q  legal professional privilege
    43  q  commercial interests
    44  a  prohibitions on disclosure
    """
)

# "43", "s43", "s.43(2)", "section 43(2)(a)", "reg 12(4)(b)", "22A"; and "s43.2", because a shell takes brackets away.
_TYPED = re.compile(
    r"(?:s|ss|sec|section|r|reg|regs|regulation)?[. ]*([0-9]{1,2}a?)((?:\([0-9a-z]{1,3}\)|\.[0-9a-z]{1,3})*)",
    re.IGNORECASE,
)
_PART = re.compile("[0-9a-z]+")


def normalise(typed: str) -> str:
    """Return an exemption as it is stored: "s43(2)". Raises BadInput when it does not look like one.

    >>> normalise("s.43(2)"), normalise("43"), normalise("s43.2"), normalise("22a")
    ('s43(2)', 's43', 's43(2)', 's22A')
    """
    found = _TYPED.fullmatch("".join(typed.split()))
    if not found:
        raise BadInput(f"{typed[:40]!r} does not look like an exemption.", "Write it as s43, s43.2 or 's43(2)'.")
    return f"s{found[1].upper()}" + "".join(f"({part})" for part in _PART.findall(found[2].lower()))


def is_qualified(regime: str, exemption: str) -> bool:
    """Return whether the exemption is one in which the public interest is weighed under FOIA 2000 s.2(2)(b).

    Section 37(1)(a) to (ab), communications with the Sovereign and the heir, is absolute.
    """
    if regime != "FOIA":
        return False
    found = _TYPED.fullmatch("".join(exemption.split()))
    if not found or found[1].upper() not in FOIA:
        return False
    if found[1] == "37" and found[2].lower() in ("(1)(a)", "(1)(aa)", "(1)(ab)"):
        return False
    return FOIA[found[1].upper()].qualified
