"""A batch before it is drafted: whom it found, whom it left out and why, how letters go, which addresses to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi_tracker.views.directory.authorities import mark_words
from foi_tracker.views.program import commands
from foi_tracker.views.screen import Screen
from foi_tracker.views.text import plural, visible

if TYPE_CHECKING:
    from foi_tracker.casework.letters.batches import Batch

_MOST = 12
_CHANNELS = {"email": "by e-mail", "form": "by web form", "post": "by post", "none": "with no address known"}
_GRADES = {
    "confirmed": "confirmed",
    "own": "entered by you",
    "public_list": "from a public list, not confirmed",
    "doubtful": "doubtful",
    "missing": "missing",
}


def show_batch(screen: Screen, batch: Batch) -> None:
    """Say on standard error whom a batch asks and whom it does not."""
    lines = [f"{visible(gone)} has closed; the letter goes to {visible(now)}." for gone, now in batch.moved]
    if len(batch.authorities) > 1 or batch.left_out:
        ways = ", ".join(f"{count} {_CHANNELS[way]}" for way, count in batch.channels.items())
        lines.append(f"{plural(len(batch.authorities), 'authority', 'authorities')}: {ways}.")
    if len(batch.authorities) > 1:
        counts = ", ".join(f"{count} {_GRADES[grade]}" for grade, count in batch.grades.counts.items() if count)
        lines.append(f"  Addresses: {counts}.")
        lines += _named("  Doubtful", [one.name for one in batch.grades.doubtful])
        lines += _named("  Missing", [one.name for one in batch.grades.missing])
    lines += [f"  {visible(one.name)}: {mark_words(one)}" for one in batch.marked[:_MOST]]
    if batch.left_out:
        lines.append(f"Left out, {len(batch.left_out)}:")
        lines += [f"  {visible(one.name)}: {visible(one.why)}" for one in batch.left_out[:_MOST]]
        if len(batch.left_out) > _MOST:
            lines.append(f"  and {len(batch.left_out) - _MOST} more")
    for near in batch.near:
        names = ", ".join(visible(one.name) for one in near.authorities[:3])
        more = f" and {len(near.authorities) - 3} more" if len(near.authorities) > 3 else ""
        how = f"kind {near.kind}: add --kind {near.kind}" if near.kind else "without a region: name them"
        lines.append(commands(f"Not among them: {names}{more}, {how}"))
    screen.words("\n".join(lines))


def _named(what: str, names: list[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return [f"{what}: {', '.join(map(visible, names[:_MOST]))}{more}."]
