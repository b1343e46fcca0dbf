"""A letter about to be sent by hand: which way and why, what was opened for it, and what to do there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.events import VIAS
from foi_tracker.views.letters.elsewhere import page_of
from foi_tracker.views.letters.letters import PUBLISHED, plainer, show_letter, stale_json, stale_notes, stale_words
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import shorten, visible
from foi_tracker.views.words import ranges

if TYPE_CHECKING:
    from foi_tracker.casework.post.posting import Posting

RULE = "-" * 72
_LONGEST_NOTE = 400


def show_plan(screen: Screen, postings: Sequence[Posting]) -> None:
    """Write what would be opened for each letter; nothing was opened and nothing recorded."""
    if screen.mode == JSON:
        screen.json({"sending": [_posting_json(one) for one in postings]})
        return
    if screen.human:
        for place, one in enumerate(postings):
            screen.prose("\n".join(([""] if place else []) + way(one)))
            if one.url not in (None, one.page):
                screen.data(f"  Opens    {one.url}")
    else:
        screen.rows([_record(one) for one in postings])
        screen.words("\n".join(stale_notes([one.letter for one in postings])))
    records = [f"{{foi}} sent {one.letter.number}{_via(one)}" for one in postings[:3]]
    more = f" (and {len(postings) - 3} more)" if len(postings) > 3 else ""
    screen.words(commands(f"Nothing was opened or recorded. When you have sent it: {', '.join(records)}{more}"))


def way(one: Posting) -> list[str]:
    """Return which way a letter goes and why, its address and how far that is to be trusted."""
    letter = one.letter
    lines = [f"Request {letter.number} to {visible(_addressee(one))}"]
    if one.via is not None:
        lines.append(f"  By       {VIAS[one.via]}: {visible(one.why)}")
    if one.via == "email":
        lines.append(f"  To       {visible(letter.address or '')} ({visible(one.trust)})")
        if one.came_back:
            lines.append("  CAUTION  mail to this address came back undelivered")
    if one.via == "post":
        lines.append(f"  To       {visible(one.postal_address or 'no postal address known')}")
    lines.append(f"  Subject  {visible(letter.subject)}")
    if one.page and one.via is not None:
        lines.append(f"  {'Page ' if one.via == 'form' else 'Check'}    {visible(one.page)}")
    elif one.via is None and (page := _page(one)):
        lines.append(f"  Page     {page}")
    if one.note and one.via is not None:
        lines.append(f"  Note     {shorten(visible(one.note), _LONGEST_NOTE)}")
    if letter.changed:
        lines.append(f"  Note     {visible(letter.path or '')} is not as it was kept; somebody changed the file")
    if letter.stale:
        lines.append(f"  CAUTION  {stale_words(letter)}")
    return lines


def _addressee(one: Posting) -> str:
    if one.via is not None:
        return one.letter.authority.name
    law = REGIMES.get(one.letter.regime)
    whose = law.regulator if law and one.letter.recipient == "regulator" else f"the {one.letter.recipient}"
    return f"{whose}, about {one.letter.authority.name}"


def show_way(screen: Screen, one: Posting, *, first: bool) -> None:
    """Say which way a letter goes; a blank line parts it from the one before."""
    screen.words("\n".join(way(one) if first else ["", *way(one)]))


def show_opened(screen: Screen, one: Posting, *, opened: bool, copied: bool) -> None:
    """Say what stands open and where the letter is; without a clipboard the letter itself is written."""
    shows_letter = one.via is None or not (copied or one.whole)
    if shows_letter:
        screen.data(RULE)
        show_letter(screen, one.paste)
        screen.data(RULE)
    if one.url is not None:
        screen.words(_OPENED[one.via or ""] if opened else "Nothing could be opened here. Open this yourself:")
        if not opened:
            screen.data(one.url)  # never folded: it must be copied in one piece
    lines = []
    if not one.whole:
        where = "is on the clipboard" if copied else "stands between the two lines above" if shows_letter else ""
        lines.append(f"The letter {where}{_then(one)}")
    if shows_letter:
        lines += plainer(screen, [(one.letter.number, one.paste)])
    if one.via == "email" and not one.gmail and opened:
        lines.append(commands("Should nothing open, or if you use Gmail: {foi} init --mail gmail"))
    if one.via == "wdtk":
        lines.append(PUBLISHED)
    screen.words("\n".join(map(commands, lines)))


_OPENED = {
    "email": "A new mail opens with address and subject.",
    "form": "The authority's page opens in your browser.",
    "wdtk": "WhatDoTheyKnow opens in your browser.",
}


def _then(one: Posting) -> str:
    number = one.letter.number
    match one.via:
        case "email":
            return ": paste it into the mail itself, not as an attachment, read it, and send it."
        case "form":
            return ": paste it into their form, read it, and send it."
        case "post":
            return f": print it and post it. As a file: {{foi}} letter {number} -o letter-{number}.txt"
        case "wdtk" if one.url is None:
            return ": open your request on WhatDoTheyKnow, paste it there, and send it."
        case "wdtk":
            return ", too long for the link: paste it there, read it, and send it."
    where = "their form, on the page named above," if _page(one) else "their own form"
    return (
        f": take it to {where} or to their address. Enclose the letters and replies: "
        f"{{foi}} export case {number} -o case-{number}.zip"
    )


def show_not_sent(screen: Screen, one: Posting) -> None:
    """Say that nothing was recorded, and how to do it later."""
    screen.words(commands(f"Not recorded. When you have sent it: {{foi}} sent {one.letter.number}{_via(one)}"))


def show_walk(screen: Screen, recorded: Sequence[int], left: Sequence[int]) -> None:
    """Say how far the walk through several letters went."""
    done = f"Recorded as sent: {ranges(recorded)}." if recorded else "None recorded as sent."
    screen.words(f"\n{done} Not sent: {ranges(left)}." if left else f"\n{done}")


def _via(one: Posting) -> str:
    return f" --via {one.via}" if one.via else ""


def _page(one: Posting) -> str | None:
    """Return the page on which they take it: of the authority, or of whoever else it goes to."""
    return one.page if one.via is not None else page_of(one.letter.recipient, one.letter.regime)


def _to(one: Posting) -> str | None:
    return one.letter.address if one.via == "email" else one.postal_address if one.via == "post" else None


def _record(one: Posting) -> tuple[str, ...]:
    return (
        str(one.letter.number),
        one.via or one.letter.recipient,
        _to(one) or "",
        one.letter.subject,
        one.url or "",
        _page(one) or "",
    )


def _posting_json(one: Posting) -> dict[str, Any]:
    letter = one.letter
    return {
        "number": letter.number,
        "authority": {"slug": letter.authority.slug, "name": letter.authority.name},
        "recipient": letter.recipient,
        "via": one.via,
        "why": one.why,
        "to": _to(one),
        "trust": one.trust if one.via == "email" else None,
        "came_back": one.came_back,
        "subject": letter.subject,
        "url": one.url,
        "page": _page(one),
        "note": one.note or None,
        "letter": letter.text,
        "path": letter.path,
        "stale": stale_json(letter),
    }
