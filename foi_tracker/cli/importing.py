"""The command import: what others recorded, taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, dry_run_option
from foi_tracker.errors import BadInput


class ImportOptions(NamedTuple):
    """What is to be taken in, and how; the options that were not said are None or empty."""

    path: str
    dry: bool
    columns: tuple[str, ...] = ()
    date_format: str | None = None
    out: str | None = None
    mailbox: str | None = None


@click.command(
    "import",
    cls=FoiCommand,
    examples=(
        "foi import requests my-list.csv -n",
        "foi import requests my-list.csv --date-format %d/%m/%y -o unclear.csv",
        "foi import mail inbox.mbox -o replies.csv",
        "foi import replies replies.csv --from inbox.mbox",
        "foi import wdtk request.json",
        "foi import answers answers.csv -n",
        "foi import ledger /media/stick/foi -n",
    ),
    columns="requests: line, new or known or unclear, number, authority, subject, status, due, why; mail: number, "
    "what, date, outcomes, sections, from, subject, why, message id; replies and wdtk: number, authority, subject, "
    "status, due, latest, working days left, next command; answers: line, number, question, what (new, changed, same, "
    "unclear), why; ledger: new or more, number here, number there, authority, subject, events that came",
)
@click.argument("what", metavar="WHAT")
@click.argument("path", metavar="FILE")
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="requests: which column holds what.")
@click.option("--date-format", metavar="FORMAT", help="requests: how its dates are written, such as %d/%m/%y.")
@click.option("--from", "mailbox", metavar="FILE", help="replies: the mail that the table was made of.")
@click.option("-o", "--output", "out", metavar="FILE", help="requests: unclear lines; mail: what it seems to be.")
@dry_run_option
@click.pass_context
def take_in(
    context: click.Context,
    what: str,
    path: str,
    columns: tuple[str, ...],
    date_format: str | None,
    mailbox: str | None,
    out: str | None,
    dry: bool,
) -> None:
    """Take in what somebody else recorded, or what came by e-mail. Doing it twice adds nothing.

    requests: a table of your own, saved as CSV. Its columns are found by their heads: authority, subject, date sent,
    answered, status, outcome, reference, their ref, campaign, tags, questions, notes, email, via, law. Each line that
    is clear becomes a request; the others go to a file to mend.

    mail: messages saved as .eml, or a whole mailbox as .mbox. On a terminal you say one by one what each is; with -o
    the proposals are written as a table, in which you fill the column decide. replies: that table, recorded. Of mail
    at most 300 MB are read, 20,000 messages, 60 MB and 500 parts in each; nothing in it is opened or fetched.

    wdtk: a request at WhatDoTheyKnow: the address of its page with .json behind it, saved to a file.

    answers: the table that foi export answers makes, filled in. What is new or changed is recorded as an answer of its
    day; what is unclear is told line by line, and an empty cell removes nothing.

    ledger: another ledger.json or archive.json, or a whole foi folder with its letters. Requests that you both have
    become one, with the events of both; the others are added, under a new number where theirs is taken.

    What to run next: foi status.
    """
    if what not in TAKE_IN:
        raise BadInput(f"{what[:40]!r} cannot be taken in.", f"Say one of: {', '.join(TAKE_IN)}")
    asked = ImportOptions(path, dry, columns, date_format, out, mailbox)
    _check_options(what, asked)
    TAKE_IN[what](app_of(context), asked)


# Option -> its value in ImportOptions, and what it belongs to.
_BELONGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "--map": ("columns", ("requests",)),
    "--date-format": ("date_format", ("requests",)),
    "-o": ("out", ("requests", "mail")),
    "--from": ("mailbox", ("replies",)),
}


def _check_options(what: str, asked: ImportOptions) -> None:
    """Raise BadInput for an option that does not belong to what is taken in."""
    for option, (name, kinds) in _BELONGS.items():
        if getattr(asked, name) and what not in kinds:
            raise BadInput(f"{option} does not belong to {what}.", f"It belongs to: {', '.join(kinds)}")


def _ledger(app: App, asked: ImportOptions) -> None:
    from foi_tracker.casework.exchange import importing_ledger
    from foi_tracker.views.exchange.imported_ledger import show_united

    desk = app.desk(dry=asked.dry)
    united = importing_ledger.take_in(desk, asked.path)
    show_united(app.screen, united, today=desk.today, calendar=desk.calendar, dry=asked.dry)


def _answers(app: App, asked: ImportOptions) -> None:
    from foi_tracker.casework.exchange import importing_answers
    from foi_tracker.views.exchange.imported_answers import show_answers

    desk = app.desk(dry=asked.dry)
    found = importing_answers.take_in(desk, asked.path)
    show_answers(app.screen, found, today=desk.today, calendar=desk.calendar, dry=asked.dry)


def _requests(app: App, asked: ImportOptions) -> None:
    from foi_tracker.casework.exchange import importing_requests
    from foi_tracker.views.exchange.imported_requests import show_imported

    desk = app.desk(dry=asked.dry)
    found = importing_requests.take_in(
        desk, asked.path, columns=asked.columns, date_format=asked.date_format, out=asked.out
    )
    show_imported(app.screen, found, today=desk.today, calendar=desk.calendar, dry=asked.dry)


def _wdtk(app: App, asked: ImportOptions) -> None:
    from foi_tracker.casework.exchange import importing_wdtk
    from foi_tracker.views.exchange.imported_wdtk import show_followed

    desk = app.desk(dry=asked.dry)
    found = importing_wdtk.take_in(desk, asked.path)
    show_followed(app.screen, found, today=desk.today, calendar=desk.calendar, dry=asked.dry)


def _mail(app: App, asked: ImportOptions) -> None:
    from foi_tracker.cli.mailing import take_in_mail

    take_in_mail(app, asked)


def _replies(app: App, asked: ImportOptions) -> None:
    from foi_tracker.cli.mailing import take_in_replies

    take_in_replies(app, asked)


TAKE_IN: dict[str, Callable[[App, ImportOptions], None]] = {
    "requests": _requests,
    "mail": _mail,
    "replies": _replies,
    "wdtk": _wdtk,
    "answers": _answers,
    "ledger": _ledger,
}
