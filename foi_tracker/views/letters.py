"""Letters: the text on standard output, and what matters about it last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from foi_tracker.views.program import commands
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import plural, visible, visible_lines


class Where(NamedTuple):
    """Where a letter goes, in words: the name, the address, how far it is to be trusted, the FOI page."""

    number: int
    name: str
    address: str | None
    trust: str
    page: str | None
    path: str | None
    law: str


def show_letter(screen: Screen, text: str) -> None:
    """Write the letter; control characters other than newline and tab are made visible."""
    screen.data(visible_lines(text.rstrip("\n")))


def show_destinations(screen: Screen, letters: Sequence[Where]) -> None:
    """Say last what matters: kept, not sent, where it goes, what to run next."""
    lines: list[str] = []
    for one in letters:
        kept = "kept, not sent" if one.path else "not kept, not sent"
        lines += ["", f"Request {one.number}: {kept}. Nothing leaves this computer until you send it."]
        lines.append(f"  To       {visible(one.name)}, under {one.law}")
        lines.append(f"  Address  {visible(one.address) if one.address else 'none known'} ({visible(one.trust)})")
        if one.page:
            lines.append(f"  Check    {visible(one.page)}")
        if one.path:
            lines.append(f"  Letter   {visible(one.path)}")
            lines.append(commands(f"  Next     send it, then: {{foi}} sent {one.number}"))
    if len(letters) > 1:
        kept_all = all(one.path for one in letters)
        lines += ["", f"{plural(len(letters), 'letter')} {'kept' if kept_all else 'shown, not kept'}, none sent."]
    screen.words("\n".join(lines))
