"""One authority on the screen: all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.requests.events import OUTCOMES
from foi_tracker.views.directory.authorities import authority_json, difference_json, difference_lines
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import cells, folded, visible

if TYPE_CHECKING:
    from foi_tracker.casework.directory.addressbook import About, History

WDTK_PAGE = "https://www.whatdotheyknow.com/body/"


def show_authority(screen: Screen, found: About) -> None:
    """Write all that is known of one authority: addresses and where they were read, the law, one's own requests."""
    if screen.mode == JSON:
        screen.json({"authority": _about_json(found)})
        return
    facts = list(_facts(found))
    one = found.entry.authority
    if not screen.human:
        screen.rows([("name", one.name), *[(name, value) for name, value in facts if value]])
        return
    screen.data("\n".join(folded(visible(one.name), screen.width)))
    screen.data("")
    before = ""
    for name, value in facts:
        if value:
            label = "" if name == before else name
            _fact(screen, label, visible(value))
            before = name
    screen.data("")
    for line in difference_lines(found.differences):
        screen.prose(line)
    screen.prose(commands(_next(found)))


def _fact(screen: Screen, label: str, value: str) -> None:
    """Write one fact; a web address that does not fit beside its label stands whole on a line of its own."""
    line = f"  {label:<14}  {value}"
    if value.startswith("https://") and " " not in value and cells(line) > screen.width:
        screen.data(f"  {label}\n    {value}")
    else:
        screen.prose(line)


def _next(found: About) -> str:
    if found.entry.authority.closed:
        return "It has closed: name an authority that took over instead."
    if not found.entry.authority.foi_email:
        return f"When you have found its address: {{foi}} authorities confirm {found.word} --email ADDRESS"
    draft = f"Draft a request: {{foi}} draft {found.word}"
    if found.entry.grade == "confirmed":
        return draft
    return f"{draft}\nWhen you have checked its address: {{foi}} authorities confirm {found.word}"


def _facts(found: About) -> Iterator[tuple[str, str]]:
    """Yield what is known, name and value; of one name there may be several in a row."""
    one = found.entry.authority
    if one.closed:
        yield "closed", day_shown(one.closed_on) if one.closed_on else "on a day that the directory does not know"
        for each in found.successors:
            yield "went to", each.label
    yield "e-mail", one.foi_email or "none known"
    if one.foi_email:
        yield "e-mail", found.entry.words
    if one.foi_email_alt:
        yield "also read", f"{one.foi_email_alt} (not proposed)"
    yield "FOI page", one.foi_page or ""
    yield "website", one.website or ""
    yield "post", one.postal_address or ""
    yield from _law(found)
    yield "known as", ", ".join(dict.fromkeys(filter(None, (one.short_name, *one.aliases, one.ods_code, one.slug))))
    yield "kind", one.kind
    yield "nation", one.nation or "not known"
    yield "region", one.region or ""
    yield "ICB", f"{found.icb.name} ({found.icb.ods_code})" if found.icb else ""
    yield "WhatDoTheyKnow", f"{WDTK_PAGE}{found.url_name}" if found.url_name else ""
    for gone in found.predecessors:
        yield "took over from", f"{gone.name}, closed on {day_shown(gone.closed_on)}"
    yield "note", one.note or ""
    for note in one.own_notes:
        yield "your note", note
    for source in found.sources:
        yield "read in", source
    if found.trouble:
        yield "your requests", f"cannot be counted: {found.trouble}"
    elif found.history is not None:
        yield "your requests", _history_words(found.history)


def _law(found: About) -> Iterator[tuple[str, str]]:
    yield "law", f"{found.law.name}; {found.law.regulator} enforces it"
    if found.law_doubt:
        yield "law", f"doubtful: {found.law_doubt}"
    if found.cost_limit:
        yield "cost limit", found.cost_limit
        yield "cost limit", found.cost_reason


def _history_words(history: History) -> str:
    if not history.numbers:
        return "none yet"
    numbers = ", ".join(map(str, history.numbers[:12])) + (", ..." if len(history.numbers) > 12 else "")
    words = f"{len(history.numbers)} ({numbers}): {history.sent} sent, {history.answered} answered, {history.late} late"
    outcomes = ", ".join(f"{count} {OUTCOMES.get(name, name)}" for name, count in history.outcomes.most_common())
    return f"{words}; questions: {outcomes}" if outcomes else words


def _about_json(found: About) -> dict[str, Any]:
    history = found.history
    return {
        **authority_json(found.entry),
        "wdtk_url_name": found.url_name,
        "law": {"regime": found.law.code, "name": found.law.name, "regulator": found.law.regulator},
        "law_doubt": found.law_doubt,
        "cost_limit": found.cost_limit or None,
        "cost_reason": found.cost_reason or None,
        "icb": {"slug": found.icb.slug, "name": found.icb.name} if found.icb else None,
        "predecessors": [{"name": one.name, "closed_on": one.closed_on or None} for one in found.predecessors],
        "sources": list(found.sources),
        "differences": [difference_json(one) for one in found.differences],
        "requests": None
        if history is None
        else {
            "numbers": list(history.numbers),
            "sent": history.sent,
            "answered": history.answered,
            "late": history.late,
            "outcomes": dict(history.outcomes),
        },
    }


def day_shown(iso: str) -> str:
    """Return "Sun 1 Nov 2026" for 2026-11-01."""
    return show(date.fromisoformat(iso))
