"""The first words to somebody who has no foi folder yet."""

from __future__ import annotations

import os

from foi_tracker.views.program import commands
from foi_tracker.views.screen import JSON, Screen

WELCOME = (
    "foi drafts Freedom of Information requests and knows to the day who is late.",
    "There is no foi folder at {folder} yet.",
    "  {foi} demo                   see it at work in a folder that is thrown away",
    "  {foi} init                   make your folder; everything stays on this computer",
    "  {foi} deadline 22/11/2026    when an answer is due; needs no folder",
)


def show_welcome(screen: Screen, folder: str) -> None:
    """Write five lines: what this is, and three ways to begin."""
    if screen.mode == JSON:
        screen.json({"requests": []})
        return
    from foi_tracker.paths import shown
    from foi_tracker.views.text import visible

    if not screen.human:
        screen.words(commands(f"There is no foi folder at {shown(folder)} yet. Make it: {{foi}} init"))
        return
    screen.prose(commands("\n".join(WELCOME)).replace("{folder}", visible(shown(folder))))


def show_made(screen: Screen, folder: str, told: dict[str, str], *, new: bool, usual: bool) -> None:
    """Say that the home is made, what is in it, and what is missing for a first request."""
    if screen.mode == JSON:
        screen.json({"home": folder, "settings": told})
        return
    from foi_tracker.paths import quoted, shown
    from foi_tracker.views.text import visible

    if not screen.human:
        screen.rows([(folder,)])
    if not new:
        screen.words(
            f"Kept in {visible(shown(os.path.join(folder, 'foi.toml')))}: {', '.join(told)}. "
            "Letters already drafted do not change."
        )
        return
    lines = [f"Your foi folder is {visible(shown(folder))}; only you can read it, and nothing leaves this computer."]
    if not told.get("name"):
        lines.append("No name yet: a request under FOIA needs a real one, yours or your group's (s.8).")
    if not told.get("email") and not told.get("address"):
        lines.append("No address yet: an e-mail address is enough (s.8).")
    if len(lines) > 1:
        lines.append('Add them: {foi} init --name "..." --email ...')
    if usual:
        lines.append("Next: {foi} draft homerton -t fdp-adoption")
    else:
        lines.append(f"Next: {{foi}} draft homerton -t fdp-adoption --home {quoted(folder)}")
        lines.append(f"To leave out --home from now on: {_set_home(quoted(folder))}")
    screen.words(commands("\n".join(lines)))


def _set_home(folder: str) -> str:
    """Return how a shell is told where the home is; setx does for both shells of Windows, in windows opened later."""
    if os.name == "nt":
        return f"setx FOI_HOME {folder}, then open a new window"
    return f"export FOI_HOME={folder}"
