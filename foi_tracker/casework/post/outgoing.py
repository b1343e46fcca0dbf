"""Letters on their way out: those that are kept, a preview of one, those that wait to be sent; and their formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting, planning
from foi_tracker.casework.recording import check_may_follow
from foi_tracker.errors import FoiError, NotFound, Refused
from foi_tracker.law.regimes import REGIMES
from foi_tracker.ledger import kept
from foi_tracker.requests.parts import Draft
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from datetime import date

    from foi_tracker.authorities import Authority

AUTHORITY = "authority"

# Who gets what sending it records, where the template of a letter is gone.
_RECIPIENTS = {"complained": "regulator", "appealed": "tribunal"}


# What changes the matter that a follow-up is about: a letter that was written before does not know it.
_CHANGES = frozenset(
    ("answered", "review_answered", "extended", "decision_issued", "clarification_requested", "transferred")
)
# Only the date in the head of a request ages: it may wait a while.
_REQUEST_KEEPS = 14


class Stale(NamedTuple):
    """A letter that waits and was overtaken: by the days (calendar days) since it was written, or by events.

    ``since`` are the kinds of the events that came after it and change its matter, each once; ``template`` is the name
    of the letter to write anew, None for a request, which is better changed by hand.
    """

    written_on: date
    days: int
    since: tuple[str, ...] = ()
    template: str | None = None


class Outgoing(NamedTuple):
    """A letter, to whom it goes, and how it stands.

    ``recipient`` is "authority", "regulator" or "tribunal"; ``records`` the event that sending it makes; ``address``
    an e-mail address, if one is known. ``subject`` and ``body`` are those of an e-mail. ``path`` is None for a preview;
    ``changed`` says that the file is not as it was kept; ``stale`` how a letter that waits was overtaken.
    """

    number: int
    authority: Authority
    regime: str
    recipient: str
    records: str
    address: str | None
    text: str
    subject: str
    body: str
    path: str | None = None
    changed: bool = False
    stale: Stale | None = None


class Written(NamedTuple):
    """A letter in a format; ``whole`` says that a link holds all of it."""

    letter: Outgoing
    form: str
    content: str
    whole: bool = True


def letters_named(desk: Desk, words: Sequence[str]) -> list[Outgoing]:
    """Return the newest letter of each request named; with the name of a template last, previews of that letter.

    Raises NotFound or Ambiguous for a request, NotFound when no letter is kept, Refused when a preview may not follow.
    """
    typed, template = _split(desk, words)
    records = desk.snapshot()
    numbers = refs.resolve(typed, records)
    if template is None:
        return [_kept(desk, refs.request(number, records)) for number in numbers]
    options = planning.DraftOptions(template)
    plans = planning.plan_follow_ups(desk, [str(number) for number in numbers], options)
    return [_previewed(one) for one in drafting.preview(desk, plans, options)]


def _split(desk: Desk, words: Sequence[str]) -> tuple[Sequence[str], str | None]:
    """Return the references and the template: the last word, if it is none but the name of one."""
    *before, last = words
    if before and not refs.is_ref(last) and (all(map(refs.is_ref, before)) or _is_template(desk, last)):
        return references(before), last
    return references(words), None


def references(words: Sequence[str]) -> Sequence[str]:
    """Return what was typed as references: words that do not begin with a number fit one request together."""
    return words if refs.is_ref(words[0]) else (" ".join(words),)


def _is_template(desk: Desk, name: str) -> bool:
    from foi_tracker.letters import templates

    try:
        templates.find(name, desk.own_templates)
    except NotFound:
        return False
    return True


def _kept(desk: Desk, request: Request) -> Outgoing:
    from foi_tracker.casework.letters.kept import kept_letter

    found = kept_letter(desk, request)
    draft = next(one for one in reversed(request.drafts) if one.letter)
    return _outgoing(desk, request, draft, found.text, changed=found.changed)


def _previewed(one: drafting.Drafted) -> Outgoing:
    from foi_tracker.letters.formats import parts

    plan, letter = one.plan, one.letter
    return Outgoing(
        one.number,
        plan.authority,
        plan.regime,
        plan.template.to,
        plan.template.records or "sent",
        drafting.address_for(plan),
        letter.text,
        *parts(letter.text),
    )


def waiting(desk: Desk, request: Request) -> Outgoing:
    """Return the letter of a request that waits to be sent; of one that came back, the request itself.

    Raises Refused when none waits or it may not go now, NotFound when its file is gone.
    """
    draft = _waiting_draft(request)
    if draft is None:
        raise Refused(
            f"Request {request.number} has no letter that waits to be sent.",
            f"Write the next one: {{foi}} draft {request.number}. See what comes next: {{foi}} show {request.number}",
        )
    # Ask now whether it may go at all, not when it has gone.
    check_may_follow(request, draft.records, desk.today)
    paper = kept.read(desk.folder, draft.letter or "", draft.sha256)
    if paper.data is None:
        raise NotFound(
            f"The letter {draft.letter or ''} of request {request.number} cannot be found.",
            f"Draft it again, or if you have sent it already: {{foi}} sent {request.number}",
        )
    text = paper.data.decode("utf-8", "backslashreplace")
    return _outgoing(desk, request, draft, text, changed=paper.state == kept.CHANGED)


def _waiting_draft(request: Request) -> Draft | None:
    if request.sent_on is None and "undelivered" in request.kinds:
        return next((one for one in reversed(request.drafts) if one.records == "sent"), None)
    return request.waiting_draft


def _outgoing(desk: Desk, request: Request, draft: Draft, text: str, *, changed: bool) -> Outgoing:
    from foi_tracker.letters.formats import parts

    authority = desk.authority_of(request.authority)
    recipient = _recipient(desk, draft)
    found = parts(text)
    return Outgoing(
        request.number,
        authority,
        request.regime,
        recipient,
        draft.records,
        (authority.foi_email or draft.to) if recipient == AUTHORITY else None,
        text,
        found.subject or draft.subject,
        found.body,
        draft.letter,
        changed,
        _stale(request, draft, desk.today),
    )


def _stale(request: Request, draft: Draft, today: date) -> Stale | None:
    """Return how a letter was overtaken; None for one that is as good as new, or went out."""
    waits = _waiting_draft(request)
    if waits is None or waits.event != draft.event:
        return None
    days = (today - draft.on).days
    if draft.records == "sent":
        return Stale(draft.on, days) if days > _REQUEST_KEEPS else None
    came = [event.kind for event in request.events if event.id > draft.event and event.kind in _CHANGES]
    return Stale(draft.on, days, tuple(dict.fromkeys(came)), draft.template) if came or days > 0 else None


def _recipient(desk: Desk, draft: Draft) -> str:
    from foi_tracker.letters import templates

    try:
        return templates.find(draft.template or "", desk.own_templates).to
    except FoiError:
        return _RECIPIENTS.get(draft.records, AUTHORITY)


def write(desk: Desk, letter: Outgoing, form: str) -> Written:
    """Return the letter in a format: "text", "eml", "mailto" or "wdtk".

    Raises Refused when it is too long for the link, or is none that WhatDoTheyKnow takes.
    """
    from foi_tracker.letters import formats

    split = formats.Parts(letter.subject, letter.body)
    match form:
        case "eml":
            sender = (desk.settings.name, desk.settings.email)
            data = formats.eml(split, to=(letter.authority.name, letter.address), sender=sender)
            return Written(letter, form, data.decode("ascii"))
        case "mailto":
            return Written(letter, form, formats.mailto(letter.address, letter.subject, letter.body) + "\n")
        case "wdtk":
            link = formats.wdtk(wdtk_name(desk, letter), letter.subject, formats.for_all_to_see(letter.body))
            return Written(letter, form, link.url + "\n", whole=link.whole)
    return Written(letter, form, letter.text)


def wdtk_name(desk: Desk, letter: Outgoing) -> str:
    """Return the authority's name in addresses of WhatDoTheyKnow; raises Refused for what that site does not take."""
    if letter.records != "sent":
        raise Refused(
            f"A link to WhatDoTheyKnow begins a new request; the letter of request {letter.number} follows one.",
            f"Open your request on that site and paste the letter there: {{foi}} letter {letter.number}",
        )
    if letter.regime in REGIMES and REGIMES[letter.regime].own_data:
        raise Refused(
            f"Request {letter.number} asks for your own data, and WhatDoTheyKnow publishes what it passes on.",
            "Send it by e-mail, web form or post.",
        )
    name = desk.directory.url_name(letter.authority)
    if name is None:
        raise Refused(
            f"The page of {letter.authority.name} on WhatDoTheyKnow is not known here.",
            f"Look for it on https://www.whatdotheyknow.com and paste the letter: {{foi}} letter {letter.number}",
        )
    return name


def file_name(written: Written) -> str:
    """Return the name of a file for it, such as "0007-homerton.eml", safe on every system."""
    from foi_tracker.casework.evidence import safe_name

    ending = "eml" if written.form == "eml" else "txt"
    who = safe_name(f"{refs.plain(written.letter.authority.short_name)}.{ending}")
    return f"{written.letter.number:04d}-{who}"
