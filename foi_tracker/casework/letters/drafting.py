"""Drafting letters: the plans rendered, shown or kept, and a kept draft changed before it goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters.planning import Asking, Plan, find_all, plan_requests
from foi_tracker.casework.passing import addressee
from foi_tracker.casework.recording import append, instant, new_change
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.request import Request, fold
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.ledger.transaction import Transaction
    from foi_tracker.letters.drafting import Letter, Requester
    from foi_tracker.letters.facts import Period, SentRequest
    from foi_tracker.letters.grounds import Ground
    from foi_tracker.letters.templates import Field


class Drafted(NamedTuple):
    """A letter: the request as it stands with it (None when nothing was kept), where it is kept, and where it goes."""

    number: int
    letter: Letter
    plan: Plan
    standing: Standing | None
    path: str | None


def draft(desk: Desk, names: Sequence[str], asking: Asking) -> list[Drafted]:
    """Draft and keep a request to each authority named, all or none. Raises as planning and ``keep`` do."""
    plans = plan_requests(desk, find_all(desk, names), asking)
    return keep(desk, preview(desk, plans, asking), asking)


def preview(desk: Desk, plans: Sequence[Plan], asking: Asking) -> list[Drafted]:
    """Return the letters as they would be; keeps nothing."""
    first = desk.ledger.snapshot().next_number()
    drafted = []
    for place, plan in enumerate(plans):
        number = plan.request.number if plan.request and not plan.begins else first + place
        drafted.append(Drafted(number, _render(desk, plan, asking, number), plan, None, None))
    return drafted


def keep(desk: Desk, letters: Sequence[Drafted], asking: Asking) -> list[Drafted]:
    """Keep the letters that ``preview`` gave, all or none; each new request gets its number.

    Where somebody else has taken a number in between, the letter is written anew with the number that it gets.
    """
    change, at = new_change(), instant()
    names = ", ".join(one.plan.authority.short_name for one in letters[:3])
    with desk.ledger.transaction(f"draft {names}") as records:
        return [_keep(desk, records, one, asking, change=change, at=at) for one in letters]


def _keep(desk: Desk, records: Transaction, one: Drafted, asking: Asking, *, change: str, at: str) -> Drafted:
    plan, letter = one.plan, one.letter
    begins = plan.request is None or plan.begins
    number = records.next_number() if begins else one.number
    if number != one.number:
        letter = _renumbered(desk, plan, asking, one, number)
    raw = _blank_request(plan, number) if begins else refs.request(number, records).raw
    campaign = asking.campaign or (plan.request.campaign if plan.request else None)
    drafted: dict[str, Any] = {
        "subject": letter.topic,
        "template": plan.template.name,
        "records": plan.template.records or "sent",
        "about": plan.template.about,
        "to": address_for(plan),
    }
    if begins:
        drafted |= {
            "questions": list(letter.questions),
            "campaign": campaign,
            "our_ref": our_ref(desk, number),
            **plan.links,
        }
    grown, path = _with_letter(desk, records, raw, letter.text, drafted, change=change, at=at)
    if begins:
        records.add(grown)
    else:
        records.put(grown)
    return Drafted(number, letter, plan, desk.stand_request(fold(grown)), path)


def _renumbered(desk: Desk, plan: Plan, asking: Asking, one: Drafted, number: int) -> Letter:
    """Return the letter under the number that it gets after all. Raises Refused for one that was changed by hand."""
    letter = _render(desk, plan, asking, number)
    if _render(desk, plan, asking, one.number).text != one.letter.text:
        raise Refused(
            f"While you wrote, another command took the number {one.number}, which your letter cites.",
            "Nothing was kept; say the command again.",
        )
    return letter


def _with_letter(
    desk: Desk,
    records: Transaction,
    raw: dict[str, Any],
    text: str,
    drafted: dict[str, Any],
    *,
    change: str,
    at: str,
) -> tuple[dict[str, Any], str]:
    """Return the stored request with one more draft, and the path under which its letter is kept."""
    event = max((event["id"] for event in raw["events"]), default=0) + 1
    name = f"{raw['number']:04d}-{event:02d}-{drafted['template']}.txt"
    path, sha256 = records.keep_file("letters", name, text.encode("utf-8", "surrogatepass"))
    kept = to_dict("drafted", desk.today, **drafted, letter=path, sha256=sha256)
    return append(raw, (kept,), change=change, at=at), path


class Edited(NamedTuple):
    """A draft that was changed by hand: its questions before and after, as the letters have them."""

    standing: Standing
    path: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def waiting_letter(desk: Desk, ref: str) -> tuple[Request, str]:
    """Return the request and the text of its letter that waits to be sent.

    Raises Refused when none waits, NotFound when its file is gone or no request fits.
    """
    from foi_tracker.casework import readings

    request = readings.one(desk, (ref,)).request
    if request.waiting_draft is None:
        raise Refused(
            f"Request {request.number} has no letter that waits to be sent.",
            f"Write the next one: {{foi}} draft {request.number}",
        )
    return request, readings.letter_text(desk, request).text


def keep_edited(desk: Desk, number: int, before: str, text: str) -> Edited:
    """Keep a changed letter as a new draft of the request; the one before stays as it was kept.

    The questions are read again from the text. Raises Refused when the letter went out or was changed meanwhile.
    """
    from foi_tracker.casework import readings
    from foi_tracker.letters.layout import read_questions

    with desk.ledger.transaction(f"edit {number}") as records:
        request = refs.request(number, records)
        draft = request.waiting_draft
        if draft is None or readings.letter_text(desk, request).text != before:
            raise Refused(f"The letter of request {number} was sent or changed while you wrote.", "Nothing was kept.")
        told = next(event.details for event in request.events if event.id == draft.event)
        questions = read_questions(text)
        asks = "questions" in told
        if asks:
            _check_asks(questions)
        drafted = {name: value for name, value in told.items() if name in _STAYS}
        if asks:
            drafted["questions"] = list(questions)
        grown, path = _with_letter(desk, records, request.raw, text, drafted, change=new_change(), at=instant())
        records.put(grown)
    return Edited(desk.stand_request(fold(grown)), path, read_questions(before), questions)


# What of a draft holds for its edited form too.
_STAYS = ("subject", "template", "records", "about", "to", "campaign", "our_ref", "narrows", "replaces")


def with_text(one: Drafted, text: str) -> Drafted:
    """Return a letter that is not kept yet with the text that a person made of it; its questions are read again.

    Raises Refused when it is to ask for something and has no numbered question left.
    """
    from foi_tracker.letters.layout import read_questions

    questions = read_questions(text)
    if one.plan.begins:
        _check_asks(questions)
    return one._replace(letter=one.letter._replace(text=text, questions=questions))


def _check_asks(questions: Sequence[str]) -> None:
    if not questions:
        raise Refused(
            "The letter has no numbered question left, so it asks for nothing.",
            'A question begins a line with its number and a full stop: "1. Please provide ..."',
        )


def _blank_request(plan: Plan, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "uid": os.urandom(16).hex(),
        "authority": addressee(plan.authority),
        "regime": plan.regime,
        "events": [],
    }


def missing(desk: Desk, plans: Sequence[Plan], asking: Asking) -> list[Field]:
    """Return the fields of the letters' one template that must be filled and have no value for some of them."""
    from foi_tracker.letters.drafting import missing_fields

    found: dict[Field, None] = {}
    for plan in plans:
        told = _told(desk, plan.request) if plan.request else None
        values = asking.values_for(plan.authority)
        found |= dict.fromkeys(missing_fields(plan.template, values, asking.subject, told))
    return list(found)


def grounds_that_fit(desk: Desk, plan: Plan) -> tuple[Ground, ...]:
    """Return the grounds for a review among which a person can choose; none for a letter that gives none."""
    from foi_tracker.letters.drafting import grounds_for

    return grounds_for(plan.template, _told(desk, plan.request), plan.regime) if plan.request else ()


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

    follows = plan.request is not None and not plan.begins
    return draft(
        plan.template,
        authority=plan.authority,
        requester=_requester(desk),
        regime=plan.regime,
        today=desk.today,
        our_ref=plan.request.our_ref if follows and plan.request and plan.request.our_ref else our_ref(desk, number),
        values=asking.values_for(plan.authority),
        extra_questions=asking.questions,
        subject=asking.subject,
        request=_told(desk, plan.request) if plan.request else None,
        clock=_period(desk, plan.clock) if plan.clock else None,
        grounds=asking.grounds,
    )


def _told(desk: Desk, request: Request) -> SentRequest:
    """Return what a letter may say of the request that it follows."""
    from foi_tracker.letters.facts import sent_request

    uid = request.links.get("transferred_from")
    every = desk.ledger.snapshot().all_requests() if uid else ()
    origin = next((fold(raw) for raw in every if raw.get("uid") == uid), None)
    return _without_those_in_time(desk, sent_request(request, origin), request)


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
