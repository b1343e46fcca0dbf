"""Where each law says the same thing: section 16 of one is regulation 9 of the next and section 15 of a third.

>>> concordance("FOIA").advice, concordance("EIR").advice, concordance("FOISA").advice
('section 16', 'regulation 9', 'section 15')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from foi_tracker.law.regimes import regime


class Concordance(NamedTuple):
    """One law: ``unit`` is what it calls its parts, every other field the part in question, "" where it has none.

    What is asked: ``right`` to be given information; ``validity``, what a request must contain; ``form``, the duty to
    send it in the form asked for; ``advice``, the duty to advise and assist; ``clarification``, that the authority may
    ask what is meant; ``transfer`` to another authority; ``code``, under which codes of practice are issued (under the
    Acts a transfer is in the code only); ``fee``.

    When: ``answer`` sets the time, ``clarified`` starts it afresh with a clarification, ``extension`` lengthens it.

    Refusals: ``refusal``, what the notice must say; ``public_interest``, that it is weighed; ``cost`` over the limit;
    ``vexatious``, or manifestly unreasonable, or under UK GDPR manifestly unfounded or excessive; ``not_held``, where
    that is a ground of refusal (under FOIA it is the answer to s.1(1)(a)); ``unclear``, refused as too general;
    ``already_public``; ``future_publication``; ``unfinished`` material; ``internal`` communications; ``commercial``
    interests; ``confidence``, which others put in the authority; ``privilege`` of legal advice; ``personal`` data of
    others.

    Afterwards: ``review`` by the authority, ``complaint`` to the regulator.
    """

    unit: str
    right: str
    validity: str
    form: str
    advice: str
    clarification: str
    transfer: str
    code: str
    fee: str
    answer: str
    clarified: str
    extension: str
    refusal: str
    public_interest: str
    cost: str
    vexatious: str
    not_held: str
    unclear: str
    already_public: str
    future_publication: str
    unfinished: str
    internal: str
    commercial: str
    confidence: str
    privilege: str
    personal: str
    review: str
    complaint: str


# FOIA 2000, SI 2004/3391 (EIR), FOISA (asp 13 of 2002), SSI 2004/520 (EI(S)R), UK GDPR; "-" for none.
# A row is a thing, a column a law, so that the eye can compare. Legal advice is withheld under the course of justice in
# EIR, under the confidentiality of proceedings in EI(S)R. A complaint about one's own data is in the Data Protection
# Act 2018, s.165.
_TABLE = """
                    FOIA       EIR         FOISA    EISR        SAR
unit                section    regulation  section  regulation  article
right               1(1)       5(1)        1(1)     5(1)        15
validity            8          -           8        -           -
form                11         6           11       6           15(3)
advice              16         9           15       9           -
clarification       1(3)       9(2)        1(3)     9(2)        -
transfer            -          10          -        14          -
code                45         16          60       18          -
fee                 9          8           9        8           -
answer              10(1)      5(2)        10(1)    5(2)        12(3)
clarified           10(6)      9(4)        10(1)    9(4)        -
extension           10(3)      7(1)        -        7(1)        12(3)
refusal             17(1)      14          16(1)    13          12(4)
public_interest     2(2)(b)    12(1)(b)    2(1)(b)  10(1)(b)    -
cost                12         -           12       -           -
vexatious           14         12(4)(b)    14       10(4)(b)    12(5)
not_held            -          12(4)(a)    17       10(4)(a)    -
unclear             -          12(4)(c)    -        10(4)(c)    -
already_public      21         6(1)(b)     25       6(1)(b)     -
future_publication  22         -           27       -           -
unfinished          -          12(4)(d)    -        10(4)(d)    -
internal            -          12(4)(e)    -        10(4)(e)    -
commercial          43         12(5)(e)    33(1)    10(5)(e)    -
confidence          41         12(5)(f)    36(2)    10(5)(f)    -
privilege           42         12(5)(b)    36(1)    10(5)(d)    -
personal            40         13          38       11          -
review              -          11          20(1)    16          -
complaint           50         18          47(1)    17          -
"""


def _read(table: str) -> Mapping[str, Concordance]:
    """Return code -> its column, each number with its unit before it."""
    head, *lines = table.strip().splitlines()
    rows = {name: cells for name, *cells in map(str.split, lines)}
    units = rows.pop("unit")
    found = {}
    for column, (code, unit) in enumerate(zip(head.split(), units, strict=True)):
        cited = {name: "" if cells[column] == "-" else f"{unit} {cells[column]}" for name, cells in rows.items()}
        found[code] = Concordance(unit=unit, **cited)
    return MappingProxyType(found)


_BY_LAW = _read(_TABLE)


def concordance(code: str) -> Concordance:
    """Return where a law, by its code, says each thing. Raises BadInput for an unknown code."""
    return _BY_LAW[regime(code).code]
