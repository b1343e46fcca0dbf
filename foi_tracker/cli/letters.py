"""Commands for letters that leave: letter, send. Neither sends anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import App, FoiCommand, app_of
from foi_tracker.errors import BadDate, Refused

if TYPE_CHECKING:
    from datetime import date

    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.post.posting import Posting


@click.command(
    cls=FoiCommand,
    examples=(
        "foi letter 1",
        "foi letter 1 chaser",
        "foi letter 1 --format eml -o request.eml",
        "foi letter 4-30 --format eml -o drafts",
    ),
    columns="the letter itself; several are parted by a line of equals signs; with -o: number, file",
)
@click.argument("words", nargs=-1, required=True, metavar="REF... [TEMPLATE]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "eml", "mailto", "wdtk"]),
    default="text",
    help="text; eml, a file that opens as a draft in a mail program; mailto, a link that does; wdtk, a link that "
    "begins the request on WhatDoTheyKnow.",
)
@click.option("-o", "--output", "out", metavar="FILE | DIR", help="Write it there; a file that stands is left alone.")
@click.pass_context
def letter(context: click.Context, words: tuple[str, ...], form: str, out: str | None) -> None:
    """Print the newest letter that was kept for a request, in one format or another.

    With the name of a template after the number it is a preview of that letter. Nothing is kept, nothing is sent.
    What to run next: foi send NUMBER.
    """
    from foi_tracker.casework import outfiles
    from foi_tracker.casework.post import outgoing
    from foi_tracker.views.letters.letters import show_written

    app = app_of(context)
    desk = app.desk()
    letters = [outgoing.write(desk, one, form) for one in outgoing.letters_named(desk, words)]
    files: list[str] = []
    if out is not None:
        files = outfiles.places(out, [outgoing.file_name(one) for one in letters])
        contents = [one.content.encode("utf-8", "surrogatepass") for one in letters]
        outfiles.write_all(list(zip(files, contents, strict=True)))
    show_written(app.screen, letters, files)


@click.command(
    cls=FoiCommand,
    examples=("foi send 1", "foi send 1 --via form", "foi send 4-30"),
    columns="number, way (email, form, post, wdtk, regulator, tribunal), to, subject, what it opens, page to check",
)
@click.argument("words", nargs=-1, required=True, metavar="REF...")
@click.option(
    "--via",
    type=click.Choice(["email", "form", "post", "wdtk"]),
    help="Which way it goes. Otherwise as the directory says: e-mail, else web form, else post.",
)
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Show what it would open; open and record nothing.")
@click.pass_context
def send(context: click.Context, words: tuple[str, ...], via: str | None, dry: bool) -> None:
    """Send a letter by hand: your mail or their form opens, and the letter is on the clipboard.

    You paste it, read it and send it yourself; then say on which day you did, and only that is recorded. Several
    letters come one after the other. Without a terminal nothing is opened. What to run next: foi show NUMBER.
    """
    from foi_tracker.casework.post import outgoing, posting
    from foi_tracker.views.post import sending as view

    app = app_of(context)
    desk = app.desk()
    postings = posting.plan(desk, outgoing.references(words), via)
    if dry or not app.can_ask:
        view.show_plan(app.screen, postings)
    else:
        _walk(app, desk, postings)


def _walk(app: App, desk: Desk, postings: Sequence[Posting]) -> None:
    """Go through the letters one by one; however that ends, say what was recorded."""
    from foi_tracker.views.post import sending as view

    numbers = [one.letter.number for one in postings]
    recorded: list[int] = []
    try:
        for place, one in enumerate(postings):
            view.show_way(app.screen, one, first=not place)
            if _send(app, desk, one):
                recorded.append(one.letter.number)
    finally:
        if len(postings) > 1:
            view.show_walk(app.screen, recorded, [number for number in numbers if number not in recorded])


def _send(app: App, desk: Desk, one: Posting) -> bool:
    """Open what one letter needs, and record it when a person says that it went."""
    from foi_tracker.casework.post import posting
    from foi_tracker.views.changes import show_changes
    from foi_tracker.views.post import sending as view

    copied = not one.whole and _copy(one.paste)
    opened = one.url is not None and _open(one.url)
    view.show_opened(app.screen, one, opened=opened, copied=copied)
    if not app.agrees("Have you sent it?"):
        view.show_not_sent(app.screen, one)
        return False
    changes = posting.record(desk, one, _day(app))
    show_changes(app.screen, changes, today=desk.today, calendar=desk.calendar, dry=False)
    return True


def _day(app: App) -> date:
    """Return the day that a person names, today by default; asked again until it is one that has been."""
    from foi_tracker.casework.recording import check_date

    while True:
        typed = app.ask("On which day? Enter means today")
        try:
            return check_date(app.day(typed or None), app.today)
        except (BadDate, Refused) as problem:
            app.say(problem.message)


def _copy(text: str) -> bool:
    """Put a text on the clipboard; return whether there is one that took it."""
    import pyperclip  # type: ignore[import-untyped]

    try:
        pyperclip.copy(text.encode("utf-8", "replace").decode())
    except (pyperclip.PyperclipException, OSError, ValueError):
        return False
    return True


def _open(url: str) -> bool:
    """Open an address in the user's browser or mail program; return whether something took it."""
    import webbrowser

    # Without a desktop Python would start a browser of the text terminal, in the place of our question.
    desktop = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    )
    try:
        return desktop and webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return False
