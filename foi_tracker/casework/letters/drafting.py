"""Drafting letters: the plans rendered, shown or kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters.kept import keep_letter
from foi_tracker.casework.letters.planning import DraftOptions, Plan, find_all, plan_requests
from foi_tracker.casework.letters.rendering import render
from foi_tracker.casework.recording import Entry, blank
from foi_tracker.errors import Refused
from foi_tracker.requests.status import Standing

if TYPE_CHECKING:
    from foi_tracker.letters.drafting import Letter


class Drafted(NamedTuple):
    """A letter: the request as it stands with it (None when nothing was kept), where it is kept, and where it goes."""

    number: int
    letter: Letter
    plan: Plan
    standing: Standing | None
    path: str | None


def draft(desk: Desk, names: Sequence[str], options: DraftOptions) -> list[Drafted]:
    """Draft and keep a request to each authority named, all or none. Raises as planning and ``keep`` do."""
    plans = plan_requests(desk, find_all(desk, names), options)
    return keep(desk, preview(desk, plans, options), options)


def preview(desk: Desk, plans: Sequence[Plan], options: DraftOptions) -> list[Drafted]:
    """Return the letters as they would be; keeps nothing."""
    first = desk.ledger.snapshot().next_number()
    drafted = []
    for place, plan in enumerate(plans):
        number = plan.request.number if plan.request and not plan.begins else first + place
        drafted.append(Drafted(number, render(desk, plan, options, number), plan, None, None))
    return drafted


def keep(desk: Desk, letters: Sequence[Drafted], options: DraftOptions) -> list[Drafted]:
    """Keep the letters that ``preview`` gave, all or none; each new request gets its number.

    Where somebody else has taken a number in between, the letter is written anew with the number that it gets.
    """
    names = ", ".join(one.plan.authority.short_name for one in letters[:3])
    with desk.records(f"draft {names}") as records:
        entry = Entry(desk, records)
        return [_begin(entry, one, options) if one.plan.begins else _follow(entry, one) for one in letters]


def _begin(entry: Entry, one: Drafted, options: DraftOptions) -> Drafted:
    """Keep the letter of a request that begins with it."""
    plan, letter, number = one.plan, one.letter, entry.next_number()
    if number != one.number:
        letter = _renumbered(entry.desk, one, options, number)
    raw = blank(number, plan.authority, plan.regime)
    drafted = {
        **_details(one),
        "questions": list(letter.questions),
        "campaign": options.campaign or (plan.request.campaign if plan.request else None),
        "our_ref": entry.desk.our_ref(number),
        **plan.links,
    }
    event, path = keep_letter(entry, raw, letter.text, drafted)
    return Drafted(number, letter, plan, entry.begin(raw, (event,)).after, path)


def _follow(entry: Entry, one: Drafted) -> Drafted:
    """Keep a letter that follows a request."""
    request = refs.request(one.number, entry.records)
    drafted = _details(one)
    if one.plan.followed is not None:
        drafted["concerns"] = one.plan.followed.request.about
    event, path = keep_letter(entry, request.raw, one.letter.text, drafted)
    return one._replace(standing=entry.write(request, (event,)).after, path=path)


def _details(one: Drafted) -> dict[str, Any]:
    """Return what is stored of any draft."""
    template = one.plan.template
    return {
        "subject": one.letter.topic,
        "template": template.name,
        "records": template.records or "sent",
        "about": template.about,
        "to": address_for(one.plan),
    }


def _renumbered(desk: Desk, one: Drafted, options: DraftOptions, number: int) -> Letter:
    """Return the letter under the number that it gets after all. Raises Refused for one that was changed by hand."""
    letter = render(desk, one.plan, options, number)
    if render(desk, one.plan, options, one.number).text != one.letter.text:
        raise Refused(
            f"While you wrote, another command took the number {one.number}, which your letter cites.",
            "Nothing was kept; say the command again.",
        )
    return letter


def address_for(plan: Plan) -> str | None:
    """Return the e-mail address a letter goes to; None where none is known, or it goes to a regulator."""
    return None if plan.template.to not in (None, "authority") else plan.authority.foi_email
