"""Which letters fit an authority, under which law, and what to say of those that a letter does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework.directory.binding import law_of
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.regimes import REGIMES, default_regime
from foi_tracker.law.regimes import regime as find_regime

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.casework.desk import Desk
    from foi_tracker.letters.templates import Template

_MOST_NAMED = 12


def fitting(desk: Desk, authority: Authority, regime: str | None) -> list[Template]:
    """Return the templates of requests that fit an authority: those for its kind first, then those for any."""
    from foi_tracker.casework.letters.shelf import shelf

    chosen = find_regime(regime).code if regime else None
    found = [
        template
        for template in (listed.template for listed in shelf(desk.own_templates).listed)
        if template.kind == "request"
        and (not template.authority_kinds or authority.kind in template.authority_kinds)
        and (not template.nations or authority.nation in template.nations)
        and (chosen in template.regimes if chosen else _lawful(template, authority))
    ]
    # A second wave is not what anybody begins with.
    return sorted(found, key=lambda template: (not template.authority_kinds, "second wave" in template.when.lower()))


def _lawful(template: Template, authority: Authority) -> list[str]:
    """Return the laws of a template that bind the authority: those of its nation, and that on one's own data."""
    home = REGIMES[default_regime(authority.nation)].jurisdiction
    return [code for code in template.regimes if REGIMES[code].own_data or REGIMES[code].jurisdiction == home]


def choose_one(desk: Desk, authority: Authority, regime: str | None) -> BadInput:
    """Return the error that asks for a template, with those that fit."""
    fit = fitting(desk, authority, regime)
    width = max((len(one.name) for one in fit), default=0)
    return BadInput(
        f"Choose a letter to {authority.name} with -t.",
        f"For instance: {{foi}} draft {desk.directory.word_for(authority)} -t {fit[0].name}" if fit else None,
        details=tuple(f"{one.name:<{width}}  {one.title}" for one in fit),
    )


class Misfit(NamedTuple):
    """An authority to which a letter does not fit, and why; ``option`` is what keeps all such out, "" for none."""

    authority: Authority
    why: str
    option: str = ""


def laws_for(desk: Desk, template: Template, authorities: Sequence[Authority], regime: str | None) -> list[str]:
    """Return the law, by its code, that the letter to each authority is written under.

    ``regime`` is what a person asked for. Raises Refused when the template does not fit one of them, and names all.
    """
    chosen = find_regime(regime).code if regime else None
    found = [_law(template, authority, chosen) for authority in authorities]
    if misfits := [one for one in found if isinstance(one, Misfit)]:
        raise _refused(desk, template, misfits, of=len(authorities))
    return [law for law in found if isinstance(law, str)]


def _law(template: Template, authority: Authority, chosen: str | None) -> str | Misfit:
    if template.nations and authority.nation not in template.nations:
        only = f"--nation {template.nations[0]}" if len(template.nations) == 1 else ""
        return Misfit(authority, f"it is written for {' and '.join(map(_nation, template.nations))}", only)
    usual = law_of(authority)[0].code
    # The letter must not name a law that does not bind this authority.
    lawful = _lawful(template, authority) if chosen is None else [chosen] if chosen in template.regimes else []
    if not lawful:
        return Misfit(authority, f"it is written for {' and '.join(template.regimes)}, not for {chosen or usual}")
    if template.authority_kinds and authority.kind not in template.authority_kinds:
        only = f"--kind {template.authority_kinds[0]}" if len(template.authority_kinds) == 1 else ""
        kinds = ", ".join(template.authority_kinds)
        return Misfit(authority, f"it is written for {kinds}, not for {authority.kind}", only)
    return usual if usual in lawful else lawful[0]


def _refused(desk: Desk, template: Template, misfits: Sequence[Misfit], *, of: int) -> Refused:
    first = misfits[0]
    words = [desk.directory.word_for(one.authority) for one in misfits]
    if of == 1:
        return Refused(
            f"{template.name} does not fit {first.authority.name}: {first.why}.",
            f"See those that fit: {{foi}} draft {words[0]}",
        )
    details = tuple(f"{one.authority.name}: {one.why}" for one in misfits[:_MOST_NAMED])
    if len(misfits) > _MOST_NAMED:
        details = (*details, f"and {len(misfits) - _MOST_NAMED} more")
    only = first.option if {one.option for one in misfits} == {first.option} else ""
    left_out = only or " ".join(f"--not {word}" for word in words)
    return Refused(
        f"{template.name} does not fit {len(misfits)} of {of} authorities, so nothing was drafted.",
        f"Leave {'it' if len(misfits) == 1 else 'them'} out: add {left_out}",
        details=details,
    )


def _nation(nation: str) -> str:
    """Return a nation as it is written: "Northern Ireland", "the UK"."""
    return "the UK" if nation == "uk" else nation.replace("-", " ").title()
