"""Checking letters before they go: gathers what the checks need from the home, the ledger and the directory.

``Checker`` serves many letters of one command: the ledger is read once, and a wording that goes to hundreds of
authorities is looked at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.letters import checks
from foi_tracker.letters.findings import Finding as Finding
from foi_tracker.letters.findings import worst_first
from foi_tracker.letters.layout import read_questions
from foi_tracker.requests.folding import fold
from foi_tracker.requests.parts import Addressee
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foi_tracker.authorities import Authority, ClosedAuthority
    from foi_tracker.casework.letters.planning import Plan
    from foi_tracker.law.calendar import WorkingDays
    from foi_tracker.letters.aggregation import Asked
    from foi_tracker.letters.drafting import Letter
    from foi_tracker.requests.status import Standing


class Checked(NamedTuple):
    """A letter and what was found in it; ``number`` and ``path`` are there for one that is kept.

    ``changed`` is whether the kept file is not as it was written.
    """

    text: str
    findings: tuple[Finding, ...]
    number: int | None = None
    path: str | None = None
    changed: bool = False


class Checker:
    """Checks letters against one home; what it reads it reads once, and only when a letter needs it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._by_wording: dict[tuple[str, ...], tuple[Finding, ...]] = {}

    def of_draft(
        self,
        letter: Letter,
        plan: Plan,
        *,
        campaign: str | None = None,
    ) -> tuple[Finding, ...]:
        """Return what weakens a letter that was drafted and is not kept yet."""
        if plan.request is not None and not plan.begins:
            chaser = plan.template.records == "chased" and plan.template.about != "review"
            return self._of_follow_up(letter.text, plan.request, chaser=chaser)
        authority = plan.authority
        found = [*self._wording(letter, plan), *law_findings(plan.regime, authority)]
        # Of an authority the directory knows one address, that for freedom of information.
        if plan.regime == "SAR" and authority.foi_email:
            found.append(checks.freedom_of_information_mailbox(authority.foi_email))
        if plan.regime == "FOIA":
            from foi_tracker.letters.aggregation import Asked

            group = campaign or (plan.request.campaign if plan.request else None)
            comes_of = _parents(plan.links)
            asked = Asked(letter.questions, letter.topic, self._desk.today, group, comes_of, template=letter.template)
            found += self._added_up(asked, authority.slug)
        return worst_first(found)

    def of_kept(self, request: Request) -> Checked:
        """Return the newest letter kept for a request, and what weakens it. Raises NotFound when there is none."""
        from foi_tracker.casework.letters.kept import kept_letter

        kept = kept_letter(self._desk, request)
        drafted = [event for event in request.events if event.kind == "drafted" and event.details.get("letter")]
        event = drafted[-1]
        if event.details.get("records", "sent") == "sent":
            findings = self._of_request(kept.text, request)
        else:
            waiting = request.waiting_draft
            chaser = event.details["records"] == "chased" and event.details.get("about") != "review"
            unsent = waiting is not None and waiting.event == event.id
            findings = self._of_follow_up(kept.text, request, chaser=chaser and unsent)
        return Checked(kept.text, findings, request.number, kept.path, kept.changed)

    def of_text(self, text: str, regime: str, authority: Authority | None) -> list[Finding]:
        """Return what weakens a letter from elsewhere; with an authority also what the ledger knows of it."""
        found = list(checks.of_request(text, regime, own=self._own, today=self._desk.today))
        if regime == "FOIA" and authority is not None:
            from foi_tracker.letters.aggregation import Asked
            from foi_tracker.letters.anatomy import Anatomy

            questions = tuple([item.text for item in Anatomy(text).items])
            found += self._added_up(Asked(questions, "", self._desk.today), authority.slug)
        return found

    def _of_request(self, text: str, request: Request) -> tuple[Finding, ...]:
        authority = request.authority
        directory = self._desk.directory
        known = directory.by_slug(authority.slug)
        # The nation may have been told since the letter was drafted.
        told = authority._replace(nation=known.nation) if known is not None and not authority.nation else authority
        found = [
            *checks.of_request(text, request.regime, own=self._own, today=self._desk.today),
            *law_findings(request.regime, told),
        ]
        if (known is None or known.closed) and (closed := directory.closed(authority.name)):
            found.append(closed_finding(closed))
        if request.regime == "FOIA":
            from foi_tracker.letters.aggregation import Asked, received_on, template_of

            asked = Asked(
                read_questions(text),
                request.subject,
                received_on(request, self._days) or self._desk.today,
                request.campaign,
                _parents(request.links),
                request.number,
                template_of(request),
            )
            found += self._added_up(asked, authority.slug)
        return worst_first(found)

    def _of_follow_up(self, text: str, request: Request, *, chaser: bool) -> tuple[Finding, ...]:
        warned = checks.chaser_after_answer(request) if chaser else None
        return (*checks.of_follow_up(text), *([warned] if warned else ()))

    def _wording(self, letter: Letter, plan: Plan) -> tuple[Finding, ...]:
        """Return what weakens the wording; letters that differ in their head and the authority's name are one."""
        body = " ".join(letter.text.partition("\n\n")[2].split())
        for name in (plan.authority.name, plan.authority.short_name):
            body = body.replace(name, "\x00")
        key = (plan.regime, letter.topic, body)
        known = self._by_wording.get(key)
        # Where lines break depends on the authority's name, so a finding in a line is looked for in each letter.
        if known is None or any(finding.where.startswith("line") for finding in known):
            known = self._by_wording[key] = checks.of_request(
                letter.text, plan.regime, own=self._own, today=self._desk.today
            )
        return known

    @cached_property
    def _own(self) -> str:
        told = self._desk.settings
        return " ".join(filter(None, (told.name, told.organisation, told.email, told.address)))

    @property
    def _days(self) -> WorkingDays:
        return self._desk.calendar.working_days("uk")

    def _added_up(self, asked: Asked, slug: str) -> list[Finding]:
        stored = self._earlier.get(slug)
        if not stored:
            return []
        from foi_tracker.letters.aggregation import added_up

        requests = [one for one in map(fold, stored) if one.authority.slug == slug]
        warned = added_up(asked, requests, self._days)
        return [warned] if warned else []

    @cached_property
    def _earlier(self) -> dict[str, list[dict[str, Any]]]:
        """The stored requests by the slugs of the authorities that have or had them."""
        records = self._desk.snapshot()
        found: dict[str, list[dict[str, Any]]] = {}
        for raw in records.all_requests() if records.archived_count else records.open_requests():
            for slug in _slugs(raw):
                found.setdefault(slug, []).append(raw)
        return found


def of_kept(desk: Desk, standing: Standing) -> Checked:
    """Return the newest letter kept for a request, and what weakens it. Raises NotFound when there is none."""
    return Checker(desk).of_kept(standing.request)


def closed_finding(closed: ClosedAuthority) -> Finding:
    """Return the finding that an authority exists no more, with who took over."""
    from datetime import date

    from foi_tracker.dates import show

    return checks.closed_authority(
        closed.name,
        closed_on=show(date.fromisoformat(closed.closed_on)) if closed.closed_on else "",
        successors=[successor.name for successor in closed.successors],
    )


def law_findings(regime: str, authority: Authority | Addressee) -> list[Finding]:
    """Return what is wrong or not known about the law under which an authority is asked."""
    facts = {"nation": authority.nation, "name": authority.name}
    found = (checks.wrong_law(regime, **facts), checks.unknown_nation(regime, **facts, label=authority.slug))
    return [finding for finding in found if finding is not None]


def _parents(links: Mapping[str, str]) -> frozenset[str]:
    """Return the uids of the requests that one narrows or replaces; what an authority passed on is not one of them."""
    return frozenset([links[name] for name in ("narrows", "replaces") if name in links])


def _slugs(raw: dict[str, Any]) -> set[str]:
    """Return the slugs of the authority that was asked and of successors; damage is left for folding to tell."""
    slugs = set()
    try:
        slugs.add(raw["authority"]["slug"])
        slugs |= {event["authority"]["slug"] for event in raw["events"] if event["kind"] == "succeeded"}
    except (KeyError, TypeError):
        pass
    return slugs
