"""Letters: the text on standard output, and what matters about it last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.dates import show
from foi_tracker.requests.events import KINDS
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible, visible_lines
from foi_tracker.views.words import ranges, requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.post.outgoing import Outgoing, Written

PARTING = "\n" + "=" * 72 + "\n"


def show_letter(screen: Screen, text: str) -> None:
    """Write the letter; control characters other than newline and tab are made visible."""
    screen.data(visible_lines(text.rstrip("\n")))


def show_written(screen: Screen, letters: Sequence[Written], files: Sequence[str]) -> None:
    """Write letters in the format asked for, or where they were written, and what matters about each."""
    if screen.mode == JSON:
        told = [_letter_json(one) for one in letters]
        for entry, file in zip(told, files, strict=False):
            entry["file"] = file
        single = {"letter": {"number": told[0]["number"], "path": told[0]["path"], "text": told[0]["letter"]}}
        screen.json({"letters": told, **(single if len(told) == 1 else {})})
        return
    if files and not screen.human:
        screen.rows([(str(one.letter.number), file) for one, file in zip(letters, files, strict=True)])
    for place, one in enumerate(letters if not files else ()):
        if place:
            screen.data(PARTING)
        show_letter(screen, one.content.replace("\r\n", "\n"))
    if files:
        screen.words(_written(letters, files))
    shown = [] if files else [(one.letter.number, one.content) for one in letters]
    screen.words("\n".join([*_matters(letters), *plainer(screen, shown)]))


def plainer(screen: Screen, letters: Sequence[tuple[int, str]]) -> list[str]:
    """Return a note on the letters, each after its number, that this terminal cannot show as they are, to be copied."""
    changed = [number for number, text in letters if screen.writable(text) != text]
    if not changed:
        return []
    refs = ranges(changed).replace(",", "")
    return [
        "Note: this terminal cannot show every character of the letter, so plainer ones stand above.",
        commands(f"To have it as it is: {{foi}} letter {refs} -o {'FILE' if len(changed) == 1 else 'DIR'}"),
    ]


def _written(letters: Sequence[Written], files: Sequence[str]) -> str:
    from foi_tracker.paths import shown

    lines = [f"Request {one.letter.number}: {visible(shown(file))}" for one, file in zip(letters, files, strict=True)]
    if len(files) > 1:
        lines.append(f"{plural(len(files), 'file')} written, none sent.")
    return "\n".join(lines)


def _matters(letters: Sequence[Written]) -> list[str]:
    """Return what a person must know of letters before they go."""
    lines = [
        f"Note: {visible(one.letter.path or '')} is not as it was kept; somebody changed the file."
        for one in letters
        if one.letter.changed
    ]
    lines += stale_notes([one.letter for one in letters])
    if previews := [one.letter.number for one in letters if one.letter.path is None]:
        lines.append(f"Note: {requests_named(previews)}: a preview, which was not kept.")
    mails = [one.letter for one in letters if one.form in ("eml", "mailto")]
    if unknown := [letter.number for letter in mails if letter.address is None]:
        lines.append(f"Note: {requests_named(unknown)}: no e-mail address is known, so none is in it.")
    if cut := [one.letter.number for one in letters if not one.whole]:
        text = (
            f"Note: {requests_named(cut)}: too long for a link. Paste the letter on that page: {{foi}} letter {cut[0]}"
        )
        lines.append(commands(text))
    if any(one.form == "wdtk" for one in letters):
        lines.append(PUBLISHED)
    return lines


def stale_words(letter: Outgoing) -> str:
    """Return how a letter that waits was overtaken, and how to mend that; "" for one that was not."""
    stale, number = letter.stale, letter.number
    if stale is None:
        return ""
    ago = f", {plural(stale.days, 'day')} ago" if stale.days > 0 else ""
    written = f"This letter was written on {show(stale.written_on)}{ago}"
    if stale.since:
        since = ", ".join(KINDS[kind].words for kind in stale.since)
        return commands(f"{written}. Recorded since: {since}. See whether it still fits: {{foi}} show {number}")
    if letter.records == "sent":
        return commands(f"{written}, and bears that date. Change it before it goes: {{foi}} edit {number}")
    anew = f" -t {visible(stale.template)}" if stale.template else ""
    return commands(f"{written}, and counts days to then. Write it anew: {{foi}} draft {number}{anew}")


def stale_notes(letters: Sequence[Outgoing]) -> list[str]:
    """Return the same of several letters, each with the number of its request."""
    return [f"Note on request {letter.number}: {stale_words(letter)}" for letter in letters if letter.stale]


def stale_json(letter: Outgoing) -> dict[str, Any] | None:
    """Return the same as data: the day, the calendar days since, and the kinds of what came since."""
    stale = letter.stale
    if stale is None:
        return None
    return {"written_on": stale.written_on.isoformat(), "days": stale.days, "since": list(stale.since)}


PUBLISHED = "Note: WhatDoTheyKnow publishes what it passes on. See that no address of yours stands in it."


def _letter_json(one: Written) -> dict[str, Any]:
    letter = one.letter
    return {
        "number": letter.number,
        "authority": {"slug": letter.authority.slug, "name": letter.authority.name},
        "to": letter.address,
        "subject": letter.subject,
        "letter": letter.text,
        "path": letter.path,
        "format": one.form,
        "content": one.content,
        "file": None,
        "stale": stale_json(letter),
    }
