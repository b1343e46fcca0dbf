"""Drafting letters: a new request to each authority named, or the next letter of a request."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import append, instant, new_change
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import default_regime
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Addressee, Request, addressee_to_dict, fold
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.ledger.transaction import Transaction
    from foi_tracker.letters.drafting import Letter, Requester
    from foi_tracker.letters.facts import Period, SentRequest
    from foi_tracker.letters.templates import Template


class Asking(NamedTuple):
    """What a person wants drafted."""

    template: str | None = None
    questions: tuple[str, ...] = ()
    values: Mapping[str, str] = {}
    subject: str | None = None
    campaign: str | None = None
    regime: str | None = None


class Plan(NamedTuple):
    """One letter to be written. ``request`` and ``clock`` are there for a follow-up."""

    authority: Authority
    template: Template
    regime: str
    request: Request | None = None
    clock: Clock | None = None


class Drafted(NamedTuple):
    """A letter: the request as it stands with it (None when nothing was kept), where it is kept, and where it goes."""

    number: int
    letter: Letter
    plan: Plan
    standing: Standing | None
    path: str | None


def plan_requests(desk: Desk, names: Sequence[str], asking: Asking) -> list[Plan]:
    """Return one plan for each authority named, each once; nothing is kept.

    Raises NotFound or Ambiguous when one name is unclear, before anything is drafted; BadInput when no template is
    named (with those that fit) and Refused for one that does not fit.
    """
    from foi_tracker.letters import templates

    found = dict.fromkeys(desk.directory.find(name) for name in names)
    template = templates.find(asking.template, desk.own_templates) if asking.template else None
    return [_plan_request(desk, authority, template, asking) for authority in found]


def _plan_request(desk: Desk, authority: Authority, template: Template | None, asking: Asking) -> Plan:
    from foi_tracker.letters import templates

    chosen = find_regime(asking.regime).code if asking.regime else None
    usual = chosen or default_regime(authority.nation)
    if template is None:
        every = templates.available(desk.own_templates)
        fit = templates.fitting(every, kind="request", authority_kind=authority.kind, regime=usual)
        example = next((template for template in fit if template.authority_kinds), fit[0] if fit else None)
        raise BadInput(
            f"Choose a letter to {authority.name} with -t.",
            f"For instance: {{foi}} draft {home_word(authority)} -t {example.name}" if example else None,
            details=tuple(f"{template.name:<14} {template.title}" for template in fit),
        )
    if template.kind != "request":
        raise Refused(
            f"{template.name} is a letter that follows a request, not a new one.",
            f"Say for which request: {{foi}} draft 1 -t {template.name}",
        )
    regime = chosen or (template.regimes[0] if len(template.regimes) == 1 else usual)
    if chosen is None and template.regimes and usual not in template.regimes:
        # The letter would name a law that does not bind this authority.
        raise _misfit(template, authority, f"it is written for {' and '.join(template.regimes)}, not for {usual}")
    if template.regimes and regime not in template.regimes:
        raise _misfit(template, authority, f"it is written for {' and '.join(template.regimes)}, not for {regime}")
    if template.authority_kinds and authority.kind not in template.authority_kinds:
        kinds = ", ".join(template.authority_kinds)
        raise _misfit(template, authority, f"it is written for {kinds}, not for {authority.kind}")
    return Plan(authority, template, regime)


def _misfit(template: Template, authority: Authority, why: str) -> Refused:
    return Refused(
        f"{template.name} does not fit {authority.name}: {why}.",
        f"See those that fit: {{foi}} draft {home_word(authority)}",
    )


def home_word(authority: Authority) -> str:
    """Return the shortest name that the command line takes for an authority, quoted where it must be."""
    import shlex

    return shlex.quote(authority.short_name.lower() if authority.short_name.isascii() else authority.slug)


def plan_follow_ups(desk: Desk, refs_typed: Sequence[str], asking: Asking) -> list[Plan]:
    """Return one plan for the next letter of each request; nothing is kept.

    Raises Refused when nothing needs writing now and no template is named, or when the letter may not follow.
    """
    records = desk.ledger.snapshot()
    numbers = refs.resolve(refs_typed, records)
    return [_plan_follow_up(desk, refs.request(number, records), asking) for number in numbers]


def _plan_follow_up(desk: Desk, request: Request, asking: Asking) -> Plan:
    from foi_tracker.letters import templates
    from foi_tracker.letters.follow_ups import template_for

    standing = desk.stand_request(request)
    # The law of the clock: an authority may have treated some questions under another.
    law = standing.step.clock.regime if standing.step.clock else request.regime
    name = asking.template or template_for(standing.step.kind, law)
    if name is None and standing.step.kind == "send":
        raise Refused(
            f"Request {request.number} has a letter that waits to be sent.",
            f"Read it: {{foi}} letter {request.number}. When you have sent it: {{foi}} sent {request.number}",
        )
    if name is None:
        raise Refused(
            f"Request {request.number} needs no letter now: {standing.step.why}.",
            f"See what comes next: {{foi}} show {request.number}. To write one anyway, name it: -t chaser",
        )
    template = templates.find(name, desk.own_templates)
    if template.kind != "follow-up" or template.records is None:
        raise Refused(
            f"{template.name} begins a new request; it does not follow one.",
            f"Name the authority: {{foi}} draft {request.authority.slug} -t {template.name}",
        )
    if template.regimes and law not in template.regimes:
        laws = " and ".join(template.regimes)
        raise Refused(f"{template.name} is written for {laws}; request {request.number} is under {law}.")
    # Ask now whether the letter may go at all, not when it is sent.
    append(request.raw, (to_dict(template.records, desk.today),), change="", at="")
    clock = _clock_about(standing, template.about)
    authority = desk.directory.by_slug(request.authority.slug) or _as_addressed(request.authority)
    return Plan(authority, template, law, request, clock)


def _clock_about(standing: Standing, about: str | None) -> Clock | None:
    """Return the clock that a letter is about: the running one of that kind, else the last that ran."""
    kinds = {about, f"{about}_extended"}
    fitting = [clock for clock in standing.clocks if clock.kind in kinds]
    running = [clock for clock in fitting if clock.runs]
    found = running or fitting
    return found[-1] if found else None


def _as_addressed(addressee: Addressee) -> Authority:
    from foi_tracker.authorities import Authority

    return Authority(addressee.slug, addressee.name, addressee.short_name, (), addressee.kind, addressee.nation)


def preview(desk: Desk, plans: Sequence[Plan], asking: Asking) -> list[Drafted]:
    """Return the letters as they would be; keeps nothing."""
    first = desk.ledger.snapshot().next_number()
    drafted = []
    for place, plan in enumerate(plans):
        number = plan.request.number if plan.request else first + place
        drafted.append(Drafted(number, _render(desk, plan, asking, number), plan, None, None))
    return drafted


def keep(desk: Desk, plans: Sequence[Plan], asking: Asking) -> list[Drafted]:
    """Draft and keep the letters, all or none; each new request gets its number."""
    change, at = new_change(), instant()
    names = ", ".join(plan.authority.short_name for plan in plans[:3])
    with desk.ledger.transaction(f"draft {names}") as records:
        return [_keep(desk, records, plan, asking, change=change, at=at) for plan in plans]


def _keep(desk: Desk, records: Transaction, plan: Plan, asking: Asking, *, change: str, at: str) -> Drafted:
    number = plan.request.number if plan.request else records.next_number()
    letter = _render(desk, plan, asking, number)
    raw = refs.request(number, records).raw if plan.request else _blank_request(plan, number)
    event = max((event["id"] for event in raw["events"]), default=0) + 1
    name = f"{number:04d}-{event:02d}-{plan.template.name}.txt"
    path, sha256 = records.keep_file("letters", name, letter.text.encode("utf-8", "surrogatepass"))
    drafted = to_dict(
        "drafted",
        desk.today,
        subject=letter.topic,
        questions=list(letter.questions) if plan.request is None else None,
        campaign=asking.campaign,
        template=plan.template.name,
        letter=path,
        sha256=sha256,
        our_ref=our_ref(desk, number) if plan.request is None else None,
        records=plan.template.records or "sent",
        about=plan.template.about,
        to=address_for(plan),
    )
    grown = append(raw, (drafted,), change=change, at=at)
    if plan.request:
        records.put(grown)
    else:
        records.add(grown)
    return Drafted(number, letter, plan, desk.stand_request(fold(grown)), path)


def _blank_request(plan: Plan, number: int) -> dict[str, Any]:
    authority = plan.authority
    addressee = Addressee(authority.slug, authority.name, authority.short_name, authority.kind, authority.nation)
    return {
        "number": number,
        "uid": os.urandom(16).hex(),
        "authority": addressee_to_dict(addressee),
        "regime": plan.regime,
        "events": [],
    }


def address_for(plan: Plan) -> str | None:
    """Return the e-mail address a letter goes to; None where none is known, or it goes to a regulator."""
    return None if plan.template.to not in (None, "authority") else plan.authority.foi_email


def trust_words(authority: Authority) -> str:
    """Return how far the authority's address is to be trusted, in words."""
    from foi_tracker.authorities import grade_words

    return grade_words(authority)


def our_ref(desk: Desk, number: int) -> str:
    """Return the reference that letters cite: "FOI-7", with the word of foi.toml."""
    return f"{desk.settings.reference}-{number}"


def _render(desk: Desk, plan: Plan, asking: Asking, number: int) -> Letter:
    from foi_tracker.letters.drafting import draft
    from foi_tracker.letters.facts import sent_request

    return draft(
        plan.template,
        authority=plan.authority,
        requester=_requester(desk),
        regime=plan.regime,
        today=desk.today,
        our_ref=plan.request.our_ref if plan.request and plan.request.our_ref else our_ref(desk, number),
        values=asking.values,
        extra_questions=asking.questions,
        subject=asking.subject,
        request=_without_those_in_time(desk, sent_request(plan.request), plan.request) if plan.request else None,
        clock=_period(desk, plan.clock) if plan.clock else None,
    )


def _without_those_in_time(desk: Desk, told: SentRequest, request: Request) -> SentRequest:
    """Return the request with questions whose time still runs as "to follow": no letter may call them unanswered."""
    waiting: set[int] = set()
    for clock in desk.stand_request(request).clocks:
        in_time = clock.latest is None or desk.today <= clock.latest
        if clock.runs and clock.kind in ("answer", "answer_extended") and in_time:
            waiting.update(clock.questions or range(1, request.question_count + 1))
    questions = [
        question._replace(outcome="to_follow") if question.number in waiting and question.outcome is None else question
        for question in told.questions
    ]
    return told._replace(questions=questions)


def _period(desk: Desk, clock: Clock) -> Period:
    from foi_tracker.letters.facts import period

    days = desk.calendar.working_days(find_regime(clock.regime).jurisdiction)
    return period(clock, today=desk.today, days=days)


def _requester(desk: Desk) -> Requester:
    from foi_tracker.letters.drafting import Requester

    told = desk.settings
    return Requester(told.name, told.email, told.address, told.organisation)


def read_values(typed: Iterable[str]) -> dict[str, str]:
    """Return field -> value from ``NAME=VALUE`` items. Raises BadInput for one without a name."""
    values: dict[str, str] = {}
    for item in typed:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise BadInput(f"--set {item[:40]!r} has no name.", "Write it as --set NAME=VALUE")
        values[name.strip()] = value
    return values
