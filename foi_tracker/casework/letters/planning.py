"""Planning letters: which template, to whom, under which law; nothing is written or kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import fitting
from foi_tracker.casework.recording import check_may_follow
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.letters.matter import Followed
    from foi_tracker.letters.templates import Template


class DraftOptions(NamedTuple):
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

    ``request`` and ``followed``, what the letter may say of it, are there for a letter that follows a request.
    ``links`` say how a new request comes of another: "narrows" or "replaces", with its uid. ``others`` names further
    templates that would fit now.
    """

    authority: Authority
    template: Template
    regime: str
    request: Request | None = None
    followed: Followed | None = None
    links: Mapping[str, str] = {}
    others: tuple[str, ...] = ()

    @property
    def begins(self) -> bool:
        """Whether it begins a request of its own."""
        return self.template.asks


def plan_requests(desk: Desk, authorities: Sequence[Authority], options: DraftOptions) -> list[Plan]:
    """Return one plan for each authority, each once.

    Raises BadInput when no template is named (with those that fit), Refused for one that does not fit.
    """
    from foi_tracker.letters import templates

    each_once = tuple(dict.fromkeys(authorities))
    if options.template is None:
        raise fitting.choose_one(desk, each_once[0], options.regime)
    template = templates.find(options.template, desk.own_templates)
    if template.kind != "request":
        raise Refused(
            f"{template.name} is a letter that follows a request, not a new one.",
            f"Say for which request: {{foi}} draft 1 -t {template.name}",
        )
    links = _links(desk, options)
    laws = fitting.laws_for(desk, template, each_once, options.regime)
    return [Plan(authority, template, law, links=links) for authority, law in zip(each_once, laws, strict=True)]


def find_all(desk: Desk, names: Sequence[str]) -> list[Authority]:
    """Return the authority of each name. Raises NotFound or Ambiguous when one is unclear."""
    return [desk.directory.find(name) for name in names]


def _links(desk: Desk, options: DraftOptions) -> dict[str, str]:
    """Return how the new requests come of another one. Raises NotFound or Ambiguous."""
    found = {}
    for name, typed in (("narrows", options.narrows), ("replaces", options.replaces)):
        if typed is not None:
            records = desk.ledger.snapshot()
            numbers = refs.resolve((typed,), records)
            if len(numbers) > 1:
                raise BadInput("One request at a time.", f"Say it for each: --{name} {numbers[0]}")
            found[name] = refs.request(numbers[0], records).uid
    return found


def plan_follow_ups(desk: Desk, refs_typed: Sequence[str], options: DraftOptions) -> list[Plan]:
    """Return one plan for the next letter of each request.

    Raises Refused when nothing needs writing now and no template is named, or when the letter may not follow.
    """
    records = desk.ledger.snapshot()
    numbers = refs.resolve(refs_typed, records)
    return [_plan_follow_up(desk, refs.request(number, records), options) for number in numbers]


def _plan_follow_up(desk: Desk, request: Request, options: DraftOptions) -> Plan:
    from foi_tracker.letters import templates
    from foi_tracker.letters.follow_ups import TAKES_BACK, fitting_standing
    from foi_tracker.letters.matter import followed

    standing = desk.stand_request(request)
    fit = fitting_standing(standing, standing.step.clock.regime if standing.step.clock else request.regime)
    proposed = [] if standing.step.waits else [name for name in fit if name not in TAKES_BACK]
    name = options.template or next(iter(proposed), None)
    if name is None:
        raise _nothing_to_write(standing, fit)
    template = templates.find(name, desk.own_templates)
    if template.kind != "follow-up" or template.records is None:
        raise Refused(
            f"{template.name} begins a new request; it does not follow one.",
            f"Name the authority: {{foi}} draft {request.authority.slug} -t {template.name}",
        )
    told = followed(template, standing, today=desk.today, calendar=desk.calendar, origin=_origin(desk, request))
    law = told.law
    if template.regimes and law not in template.regimes:
        laws = " and ".join(template.regimes)
        raise Refused(f"{template.name} is written for {laws}; request {request.number} is under {law}.")
    if template.begins is None:
        # Ask now whether the letter may go at all, not when it is sent.
        check_may_follow(request, template.records, desk.today)
    authority = desk.authority_of(request.authority)
    links = {template.begins: request.uid} if template.begins else {}
    others = tuple(other for other in proposed if other != name) if options.template is None else ()
    return Plan(authority, template, law, request, told, links, others)


# Steps about one's own data that no letter here takes, and what their sending is called.
_IN_YOUR_WORDS = {
    "clarify": "clarification",
    "clarify_late": "clarification",
    "complain": "complaint",
    "complain_after_controller": "complaint",
}


def _nothing_to_write(standing: Standing, fit: Sequence[str]) -> Refused:
    from foi_tracker.letters.follow_ups import TAKES_BACK

    number = standing.request.number
    if standing.step.kind in ("send", "send_again"):
        return Refused(
            f"Request {number} has a letter that waits to be sent.",
            f"Read it: {{foi}} letter {number}. When you have sent it: {{foi}} sent {number}. To change it: "
            f"{{foi}} edit {number}. If it is the wrong letter: {{foi}} undo {number}",
        )
    law = REGIMES.get(standing.step.clock.regime if standing.step.clock else standing.request.regime)
    if law is not None and law.own_data and standing.step.kind in _IN_YOUR_WORDS:
        return Refused(
            f"There is no letter here for the next step of request {number}: {standing.step.why}.",
            f"Write it in your own words, then record it: {{foi}} sent {number} {_IN_YOUR_WORDS[standing.step.kind]}",
        )
    hint = f"See what comes next: {{foi}} show {number}."
    if not fit:
        return Refused(f"Request {number} needs no letter now: {standing.step.why}.", hint)
    # While they are in time nothing needs writing: what could be written is named, not drafted.
    wanted = [name for name in fit if name not in TAKES_BACK]
    first, *others = wanted or fit
    why = "To write one anyway" if wanted else "To take it back or put another in its place"
    return Refused(
        f"Request {number} needs no letter now: {standing.step.why}.",
        f"{hint} {why}: {{foi}} draft {number} -t {first}",
        details=tuple(f"or -t {name}" for name in others),
    )


def _origin(desk: Desk, request: Request) -> Request | None:
    """Return the request that this one was passed on from."""
    uid = request.links.get("transferred_from")
    every = desk.ledger.snapshot().all_requests() if uid else ()
    return next((fold(raw) for raw in every if raw.get("uid") == uid), None)
