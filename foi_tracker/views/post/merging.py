"""The letters of a mail merge, and what is not among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.paths import shown
from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen
from foi_tracker.views.text import plural, visible, visible_lines
from foi_tracker.views.words import ranges, requests_named

if TYPE_CHECKING:
    from foi_tracker.casework.post.merging import Merge


def show_merge(screen: Screen, merge: Merge, csv: str, path: str | None) -> None:
    """Write the table, or where it was written; then what is missing in it."""
    if screen.mode == JSON:
        screen.json({"letters": [row._asdict() for row in merge.rows], "file": path})
        return
    if path is None:
        screen.data(visible_lines(csv).rstrip("\n"))
    elif not screen.human:
        screen.rows([(str(len(merge.rows)), path)])
    numbers = [row.number for row in merge.rows]
    waits = "waits" if len(numbers) == 1 else "wait"
    where = f"; the table is {visible(shown(path))}" if path else ""
    lines = [f"{plural(len(numbers), 'letter')} {waits} to be sent{where}. None was sent."]
    if without := [row.number for row in merge.rows if row.to is None]:
        lines.append(f"No e-mail address is known for {requests_named(without)}: see {{foi}} send {without[0]} -n")
    if merge.elsewhere:
        lines.append(f"Left out, because it does not go to the authority: {requests_named(merge.elsewhere)}.")
    if merge.none_waits:
        lines.append(f"No letter waits to be sent: {requests_named(merge.none_waits)}.")
    if numbers:
        lines.append(f"When they have gone: {{foi}} sent {ranges(numbers).replace(',', '')}")
    screen.words(commands("\n".join(lines)))
