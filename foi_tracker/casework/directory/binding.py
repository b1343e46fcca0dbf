"""What binds an authority: the law that a request to it is under, and the cost limit of that."""

from __future__ import annotations

from foi_tracker.authorities import Authority
from foi_tracker.law.regimes import REGIMES, Regime, default_regime


def law_of(authority: Authority) -> tuple[Regime, str | None]:
    """Return the law that a request to the authority is under, and in words what is doubtful about that."""
    code = default_regime(authority.nation)
    if authority.mark == "eir_only":
        doubt = "WhatDoTheyKnow marks it as bound for environmental information only"
        return REGIMES["EISR" if code == "FOISA" else "EIR"], doubt
    if authority.mark == "foi_no":
        return REGIMES[code], "WhatDoTheyKnow marks it as not subject to freedom of information law"
    if authority.mark == "not_apply":
        return REGIMES[code], "WhatDoTheyKnow says that freedom of information law no longer applies to it"
    return REGIMES[code], None if authority.nation else "its nation is not known; in Scotland it would be FOISA"


def cost_limit_of(authority: Authority, law: Regime) -> tuple[str, str]:
    """Return the cost limit in words, and why it is that one; both "" where the law has none.

    SI 2004/3244 regs 3 and 4; in Scotland SSI 2004/467.
    """
    from foi_tracker.letters.wording import wording

    limit = wording(law.code, kind=authority.kind, name=authority.name).cost_limit
    if not limit:
        return "", ""
    if law.jurisdiction == "scotland":
        return limit, "the limit for every Scottish authority, SSI 2004/467"
    if limit.startswith("£600"):
        return limit, "it is a government department or an agency of one (Part I of Schedule 1): SI 2004/3244 reg 3"
    if authority.kind == "other":
        return limit, "but £600 for a department or an agency of one (Part I of Schedule 1): SI 2004/3244 reg 3"
    return limit, "it is not in Part I of Schedule 1 (government departments and the like): SI 2004/3244 reg 3"
