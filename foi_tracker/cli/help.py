"""The command help: what concerns every command, and the help of one."""

from __future__ import annotations

import click

from foi_tracker.cli.app import FoiCommand, app_of
from foi_tracker.errors import BadInput


@click.command(
    "help",
    cls=FoiCommand,
    examples=("foi help", "foi help dates", "foi help exit-codes", "foi help got"),
    columns="the text itself, not parted into fields",
)
@click.argument("words", nargs=-1, metavar="[TOPIC | COMMAND]")
@click.pass_context
def help_(context: click.Context, words: tuple[str, ...]) -> None:
    """Explain what concerns every command: dates, statuses, the law, your folder, exit codes.

    With the name of a command it shows the help of that. It needs no foi folder. What to run next: what it explains.
    """
    app = app_of(context)
    topic = "-".join(words).lower().replace("_", "-") or None
    text = _text(context, topic)
    if app.json:
        app.screen.json({"topic": topic, "text": text})
        return
    app.screen.prose(text)


def _text(context: click.Context, topic: str | None) -> str:
    """Return the text of a topic or command, without one the topics. Raises BadInput, which suggests the nearest."""
    from foi_tracker import home
    from foi_tracker.views import topics

    if topic is None:
        return topics.contents()
    if topic in topics.TOPICS:
        return topics.text_of(topic, settings=home.KNOWN)
    program = context.find_root()
    assert isinstance(program.command, click.Group)
    command = program.command.get_command(program, topic)
    if command is not None:
        return command.get_help(click.Context(command, info_name=topic, parent=program))
    from difflib import get_close_matches

    from foi_tracker.cli.everyday import meant

    known = [*topics.TOPICS, *program.command.list_commands(program)]
    near = get_close_matches(topic[:40], known, n=1, cutoff=0.5)
    shown = topic if len(topic) <= 40 else topic[:39] + "…"
    raise BadInput(
        f"There is no help on {shown!r}.",
        meant(topic) or (f"Did you mean {{foi}} help {near[0]}?" if near else "See what there is: {foi} help"),
    )
