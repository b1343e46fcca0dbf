"""Planning letters: which template, to whom, under which law; nothing is written or kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory.addressbook import law_of
from foi_tracker.casework.recording import append
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import REGIMES, default_regime
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Addressee, Request
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.letters.templates import Template


class Asking(NamedTuple):
    """What a person wants drafted.

    ``own_values`` are values of one authority alone, by its slug; ``grounds`` the keys of those chosen for a review,
    None for the usual ones; ``narrows`` and ``replaces`` name the request that the new one comes of.
    """

    template: str | None = None
    questions: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    subject: str | None = None
    campaign: str | None = None
    regime: str | None = None
    grounds: tuple[str, ...] | None = None
    narrows: str | None = None
    replaces: str | None = None
    own_values: Mapping[str, Mapping[str, str]] = {}

    def values_for(self, authority: Authority) -> dict[str, str]:
        """Return the values of the fields for one authority."""
        return {**self.values, **self.own_values.get(authority.slug, {})}


class Plan(NamedTuple):
    """One letter to be written.

    ``request`` and ``clock`` are there for a letter that follows a request. ``links`` say how a new request comes of
    another: "narrows" or "replaces", with its uid. ``others`` names further templates that would fit now.
    """

    authority: Authority
    template: Template
    regime: str
    request: Request | None = None
    clock: Clock | None = None
    links: Mapping[str, str] = {}
    others: tuple[str, ...] = ()

    @property
    def begins(self) -> bool:
        """Whether it begins a request of its own."""
        return self.template.asks


def plan_requests(desk: Desk, authorities: Sequence[Authority], asking: Asking) -> list[Plan]:
    """Return one plan for each authority, each once.

    Raises BadInput when no template is named (with those that fit), Refused for one that does not fit.
    """
    from foi_tracker.letters import templates

    template = templates.find(asking.template, desk.own_templates) if asking.template else None
    links = _links(desk, asking)
    return [_plan_request(desk, authority, template, asking, links) for authority in dict.fromkeys(authorities)]


def find_all(desk: Desk, names: Sequence[str]) -> list[Authority]:
    """Return the authority of each name. Raises NotFound or Ambiguous when one is unclear."""
    return [desk.directory.find(name) for name in names]


def _links(desk: Desk, asking: Asking) -> dict[str, str]:
    """Return how the new requests come of another one. Raises NotFound or Ambiguous."""
    found = {}
    for name, typed in (("narrows", asking.narrows), ("replaces", asking.replaces)):
        if typed is not None:
            records = desk.ledger.snapshot()
            numbers = refs.resolve((typed,), records)
            if len(numbers) > 1:
                raise BadInput("One request at a time.", f"Say it for each: --{name} {numbers[0]}")
            found[name] = refs.request(numbers[0], records).uid
    return found


def fitting(desk: Desk, authority: Authority, regime: str | None) -> list[Template]:
    """Return the templates of requests that fit an authority: those for its kind first, then those for any."""
    from foi_tracker.casework.letters.templating import shelf

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


def _plan_request(
    desk: Desk, authority: Authority, template: Template | None, asking: Asking, links: Mapping[str, str]
) -> Plan:
    if template is None:
        fit = fitting(desk, authority, asking.regime)
        width = max((len(one.name) for one in fit), default=0)
        raise BadInput(
            f"Choose a letter to {authority.name} with -t.",
            f"For instance: {{foi}} draft {home_word(authority)} -t {fit[0].name}" if fit else None,
            details=tuple(f"{one.name:<{width}}  {one.title}" for one in fit),
        )
    if template.kind != "request":
        raise Refused(
            f"{template.name} is a letter that follows a request, not a new one.",
            f"Say for which request: {{foi}} draft 1 -t {template.name}",
        )
    return Plan(authority, template, _law(template, authority, asking), links=links)


def _law(template: Template, authority: Authority, asking: Asking) -> str:
    """Return the law that the letter is written under. Raises Refused when the template fits not the authority."""
    usual = law_of(authority)[0].code
    if asking.regime:
        regime = find_regime(asking.regime).code
        fits = regime in template.regimes
    else:
        lawful = _lawful(template, authority)
        # The letter would name a law that does not bind this authority.
        fits = bool(lawful)
        regime = usual if usual in lawful or not lawful else lawful[0]
    if not fits:
        raise _misfit(template, authority, f"it is written for {' and '.join(template.regimes)}, not for {regime}")
    if template.nations and authority.nation not in template.nations:
        raise _misfit(template, authority, f"it is written for {', '.join(template.nations)}")
    if template.authority_kinds and authority.kind not in template.authority_kinds:
        kinds = ", ".join(template.authority_kinds)
        raise _misfit(template, authority, f"it is written for {kinds}, not for {authority.kind}")
    return regime


def _misfit(template: Template, authority: Authority, why: str) -> Refused:
    word = home_word(authority)
    return Refused(
        f"{template.name} does not fit {authority.name}: {why}.",
        f"See those that fit: {{foi}} draft {word}. Of many, leave it out: --not {word}",
    )


def home_word(authority: Authority) -> str:
    """Return the shortest name that the command line takes for an authority, quoted where it must be."""
    import shlex

    return shlex.quote(authority.short_name.lower() if authority.short_name.isascii() else authority.slug)


def plan_follow_ups(desk: Desk, refs_typed: Sequence[str], asking: Asking) -> list[Plan]:
    """Return one plan for the next letter of each request.

    Raises Refused when nothing needs writing now and no template is named, or when the letter may not follow.
    """
    records = desk.ledger.snapshot()
    numbers = refs.resolve(refs_typed, records)
    return [_plan_follow_up(desk, refs.request(number, records), asking) for number in numbers]


def _plan_follow_up(desk: Desk, request: Request, asking: Asking) -> Plan:
    from foi_tracker.letters import templates
    from foi_tracker.letters.follow_ups import TAKES_BACK

    standing = desk.stand_request(request)
    # The law of the clock: an authority may have treated some questions under another.
    law = standing.step.clock.regime if standing.step.clock else request.regime
    fit = _fitting_now(standing, law)
    proposed = [] if standing.step.waits else [name for name in fit if name not in TAKES_BACK]
    name = asking.template or next(iter(proposed), None)
    if name is None:
        raise _nothing_to_write(standing, fit)
    template = templates.find(name, desk.own_templates)
    if template.kind != "follow-up" or template.records is None:
        raise Refused(
            f"{template.name} begins a new request; it does not follow one.",
            f"Name the authority: {{foi}} draft {request.authority.slug} -t {template.name}",
        )
    if template.regimes and law not in template.regimes:
        laws = " and ".join(template.regimes)
        raise Refused(f"{template.name} is written for {laws}; request {request.number} is under {law}.")
    if template.begins is None:
        # Ask now whether the letter may go at all, not when it is sent.
        append(request.raw, (to_dict(template.records, desk.today),), change="", at="")
    clock = clock_about(standing, template.about)
    authority = desk.directory.by_slug(request.authority.slug) or as_addressed(request.authority)
    links = {template.begins: request.uid} if template.begins else {}
    others = tuple(other for other in proposed if other != name) if asking.template is None else ()
    return Plan(authority, template, law, request, clock, links, others)


def _fitting_now(standing: Standing, law: str) -> tuple[str, ...]:
    """Return the templates that fit a request now, the one for its next step first, those that take it back last."""
    from foi_tracker.letters.follow_ups import fitting_now

    request = standing.request
    return fitting_now(
        step=standing.step.kind,
        regime=law,
        outcomes=[question.outcome for question in request.questions],
        kinds=request.kinds,
        clocks={clock.kind for clock in standing.clocks if clock.runs},
        written={draft.template for draft in request.drafts if draft.template},
    )


def _nothing_to_write(standing: Standing, fit: Sequence[str]) -> Refused:
    number = standing.request.number
    if standing.step.kind in ("send", "send_again"):
        return Refused(
            f"Request {number} has a letter that waits to be sent.",
            f"Read it: {{foi}} letter {number}. When you have sent it: {{foi}} sent {number}",
        )
    if not standing.step.waits and standing.step.clock is not None and REGIMES[standing.step.clock.regime].own_data:
        return Refused(
            f"There is no letter here for the next step of request {number}: {standing.step.why}.",
            f"Write it in your own words, then record it: {{foi}} sent {number} complaint",
        )
    hint = f"See what comes next: {{foi}} show {number}."
    if not fit:
        return Refused(f"Request {number} needs no letter now: {standing.step.why}.", hint)
    # While they are in time nothing needs writing: what could be written is named, not drafted.
    return Refused(
        f"Request {number} needs no letter now: {standing.step.why}.",
        f"{hint} To write one anyway, name it: {{foi}} draft {number} -t {fit[0]}",
        details=tuple(f"or -t {name}" for name in fit[1:]),
    )


def clock_about(standing: Standing, about: str | None) -> Clock | None:
    """Return the clock that a letter is about: the running one of that kind, else the last that ran."""
    kinds = {about, f"{about}_extended"}
    found = [clock for clock in standing.clocks if clock.kind in kinds]
    running = [clock for clock in found if clock.runs]
    if standing.step.clock in running:
        return standing.step.clock
    # Of several the one that is late, or will be first: an extension is of the questions that it names.
    return min(running, key=lambda clock: clock.due or date.max) if running else found[-1] if found else None


def as_addressed(addressee: Addressee) -> Authority:
    """Return what a request knows of its authority, for one that the directory does not have."""
    from foi_tracker.authorities import Authority

    return Authority(addressee.slug, addressee.name, addressee.short_name, (), addressee.kind, addressee.nation)
