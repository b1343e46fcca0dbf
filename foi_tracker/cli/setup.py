"""Commands to begin with: init, demo."""

from __future__ import annotations

from collections.abc import Callable

import click

from foi_tracker import home
from foi_tracker.cli.app import App, FoiCommand, app_of
from foi_tracker.cli.looking import COLUMNS
from foi_tracker.errors import BadInput


@click.command(
    cls=FoiCommand,
    examples=("foi init", 'foi init --name "Hackney Coalition" --email us@example.org', "foi init ~/campaigns/fdp"),
    columns="the path of your foi folder",
)
@click.argument("folder", required=False, metavar="[DIR]")
@click.option("--name", metavar="NAME", help="Your real name, or your group's.")
@click.option("--email", metavar="ADDRESS", help="Where they answer. An e-mail address is enough.")
@click.option("--address", metavar="TEXT", help="A postal address, if you want answers by post.")
@click.option(
    "--mail",
    type=click.Choice(home.MAILS),
    help="How foi send opens your mail: gmail in the browser, or a mail program.",
)
@click.pass_context
def init(
    context: click.Context,
    folder: str | None,
    name: str | None,
    email: str | None,
    address: str | None,
    mail: str | None,
) -> None:
    """Make your foi folder: who asks, and an empty ledger. Everything stays on this computer.

    A request under FOIA needs a real name, one's own or a group's, and an address for the answer: an e-mail address is
    enough (s.8). What to run next: foi draft homerton -t fdp-adoption.
    """
    app = app_of(context)
    told = {"name": name, "email": email, "address": address, "mail": mail}
    make_home(app, home.find(folder) if folder else app.folder, {key: value for key, value in told.items() if value})


def make_home(app: App, folder: str, told: dict[str, str]) -> None:
    """Make a home; on a terminal ask for the name and the e-mail address that are missing."""
    from foi_tracker.casework.upkeep import setup
    from foi_tracker.views.welcome import show_made

    _check_email(told.get("email"))
    if app.can_ask and not home.exists(folder):
        told = _asked(app, told)
    new = setup.make(folder, told)
    show_made(app.screen, folder, told, new=new, usual=folder == home.find(None))


def _asked(app: App, told: dict[str, str]) -> dict[str, str]:
    """Return what was told with the answers to what was not; an address that cannot be one is asked for again."""
    from foi_tracker.cli.prompting import Asker

    asker = Asker(app)
    answers = {key: asker.until_read(question, check) for key, question, check in _QUESTIONS if key not in told}
    return told | {key: answer for key, answer in answers.items() if answer}


def _check_email(email: str | None) -> str | None:
    """Return the address; raises BadInput when it cannot be one."""
    if email and (email.count("@") != 1 or any(char.isspace() or ord(char) < 32 for char in email)):
        raise BadInput(f"{email[:60]!r} is not an e-mail address.", "Write it as name@example.org")
    return email


_QUESTIONS: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
    ("name", "Your real name, or your group's (a FOIA request needs one)", str),
    ("email", "Your e-mail address (enough as an address for the answer)", _check_email),
)


@click.command(cls=FoiCommand, examples=("foi demo", "foi demo --plain"), columns=COLUMNS)
@click.pass_context
def demo(context: click.Context) -> None:
    """Play the main job in a folder that is thrown away: draft, sent, overdue, status.

    Real authorities, a fixed date; nothing of yours is read or changed. What to run next: foi init.
    """
    from foi_tracker.casework.upkeep.demo import play
    from foi_tracker.views.upkeep.demo import show_demo

    show_demo(app_of(context).screen, play())
