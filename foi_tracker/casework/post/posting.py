"""What sending a letter by hand needs: which way it goes, why that way, and what to open for it. It never sends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework import refs, sending
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.post import outgoing
from foi_tracker.casework.post.outgoing import AUTHORITY, Outgoing
from foi_tracker.casework.recording import Change
from foi_tracker.errors import Refused
from foi_tracker.requests.request import Request

if TYPE_CHECKING:
    from datetime import date

    from foi_tracker.authorities import Authority

EMAIL, FORM, POST, WDTK = "email", "form", "post", "wdtk"


class Posting(NamedTuple):
    """A letter and the way it goes.

    ``via`` is None for what does not go to an authority; ``why`` says why this way. ``url`` is what to open, if
    anything; ``whole`` that the letter is in it; ``paste`` the text to put there by hand. ``page`` is where the
    authority says how it takes requests. ``came_back``: mail to this address came back before. ``gmail``: mail is
    written in a browser. ``again``: it was sent before, and the clock will count anew.
    """

    letter: Outgoing
    via: str | None
    why: str
    url: str | None
    whole: bool
    paste: str
    page: str | None
    postal_address: str | None
    trust: str
    note: str
    came_back: bool = False
    gmail: bool = False
    again: bool = False


def plan(desk: Desk, refs_typed: Sequence[str], via: str | None = None) -> list[Posting]:
    """Return how the waiting letter of each request goes: as chosen, else as the directory says.

    Raises Refused when a request has no letter that waits, or the way chosen is closed.
    """
    records = desk.snapshot()
    requests = [refs.request(number, records) for number in refs.resolve(refs_typed, records)]
    return [_plan(desk, request, via) for request in requests]


def _plan(desk: Desk, request: Request, chosen: str | None) -> Posting:
    letter = outgoing.waiting(desk, request)
    authority = letter.authority
    returned = letter.address is not None and letter.address in _came_back(request)
    if letter.recipient != AUTHORITY:
        via, why = None, "it goes to the regulator" if letter.recipient == "regulator" else "it goes to the tribunal"
    elif chosen is not None:
        via, why = chosen, "as you say"
        _check_open(desk, letter, chosen)
    else:
        via, why = _usual(request, letter, returned=returned)
    url, whole = _opened(desk, letter, via)
    return Posting(
        letter,
        via,
        why,
        url,
        whole,
        _paste(letter, via),
        _page(authority),
        authority.postal_address,
        _trust(letter),
        _note(authority),
        came_back=returned and via == EMAIL,
        gmail=desk.settings.mail == "gmail",
        again=letter.records == "sent" and request.sent_on is not None,
    )


def _came_back(request: Request) -> set[str]:
    """Return the addresses from which a letter came back undelivered."""
    failed, last = set(), None
    for event in request.events:
        if event.kind == "undelivered":
            failed.add(str(event.details.get("to") or last))
        last = event.details.get("to") or last
    return failed


def _usual(request: Request, letter: Outgoing, *, returned: bool) -> tuple[str, str]:
    """Return the way that the directory knows, and why; a later letter goes as the request went."""
    authority = letter.authority
    by_email = letter.address is not None and not returned
    as_before = {EMAIL: by_email, FORM: _page(authority) is not None, POST: True, WDTK: True}
    if letter.records != "sent" and as_before.get(request.via or "", False):
        return request.via or EMAIL, "as the request went"
    if by_email:
        return EMAIL, "an e-mail address is known"
    no_mail = "mail to its address came back" if returned else "no e-mail address is known"
    if authority.foi_page:
        return FORM, f"{no_mail}; it has a page for requests"
    if authority.postal_address:
        return POST, f"{no_mail}, and no page for requests"
    if authority.website:
        return FORM, f"{no_mail}; look on its website how it takes requests"
    return POST, f"{no_mail}, and no page: look its address up"


def _check_open(desk: Desk, letter: Outgoing, via: str) -> None:
    number, name = letter.number, letter.authority.name
    if via == EMAIL and letter.address is None:
        raise Refused(f"No e-mail address is known for {name}.", f"Leave out --via: {{foi}} send {number}")
    if via == FORM and _page(letter.authority) is None:
        raise Refused(f"No page on the web is known for {name}.", f"Leave out --via: {{foi}} send {number}")
    if via == WDTK and letter.records == "sent":
        outgoing.wdtk_name(desk, letter)


def _opened(desk: Desk, letter: Outgoing, via: str | None) -> tuple[str | None, bool]:
    """Return what to open, and whether the letter is in it. A mail gets address and subject only."""
    from foi_tracker.letters import formats

    match via:
        case "email":
            compose = formats.gmail if desk.settings.mail == "gmail" else formats.mailto
            return compose(letter.address, letter.subject), False
        case "form":
            return _page(letter.authority), False
        case "wdtk" if letter.records == "sent":
            link = outgoing.write(desk, letter, WDTK)
            return link.content.strip(), link.whole
    return None, False


def _paste(letter: Outgoing, via: str | None) -> str:
    """Return what goes there: into a mail without the head, which it has of its own; where all can read it, without
    an address of one's own.
    """
    from foi_tracker.letters.formats import for_all_to_see

    match via:
        case "email":
            return letter.body
        case "wdtk":
            return for_all_to_see(letter.body)
    return letter.text


def _page(authority: Authority) -> str | None:
    return next((page for page in (authority.foi_page, authority.website) if page and _is_page(page)), None)


def _is_page(url: str) -> bool:
    """Return whether this opens as a page: an own entry of the directory may hold anything."""
    return bool(re.match(r"https?://[^\s\"'<>]+\Z", url))


def _trust(letter: Outgoing) -> str:
    from foi_tracker.authorities import grade_words

    if letter.address != letter.authority.foi_email:
        return "as it was when the letter was drafted"
    return grade_words(letter.authority)


def _note(authority: Authority) -> str:
    """Return what the directory notes about writing to it, without the codes and names that stand before that."""
    name = re.escape(authority.short_name)
    known = rf"^GSS:\w+[;.]?\s*|legal name: (?:London Borough of |City of )?{name}[;.]?\s*"
    return re.sub(known, "", authority.note or "")


def record(desk: Desk, posting: Posting, on: date) -> list[Change]:
    """Record that the letter went by hand on a day. Raises as ``sending.sent`` does."""
    to = posting.letter.address if posting.via == "email" else None
    told = sending.Sent(None, on, posting.via, again=posting.again, to=to)
    return sending.sent(desk, [str(posting.letter.number)], told)
