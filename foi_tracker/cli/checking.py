"""The command check: what would weaken a letter."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import App, FoiCommand, app_of
from foi_tracker.errors import BadInput, HomeMissing, NotFound, Refused

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.letters.checking import Checked

_STDIN = "-"


@click.command(
    cls=FoiCommand,
    examples=("foi check 1", "foi check letter.txt --authority homerton", "foi check - --strict < letter.txt"),
    columns="the letter itself; what was found goes to standard error",
)
@click.argument("what", metavar="REF | FILE | -")
@click.option("--authority", metavar="NAME", help="Whom a letter from a file is for.")
@click.option("--regime", metavar="LAW", help="FOIA, EIR, FOISA, EISR or SAR, for a letter that does not name it.")
@click.option("--strict", is_flag=True, help="End with 4 when anything was found.")
@click.pass_context
def check(context: click.Context, what: str, authority: str | None, regime: str | None, strict: bool) -> int:
    """Look for what would weaken a letter: the newest of a request, a text file, or standard input (-).

    It looks for a missing name or address, for what is private, for questions that ask for opinions or for everything,
    for years that are not clear, and for requests of the last sixty working days that the authority may add up with
    this one. It changes nothing. What to run next: mend the letter, or foi sent NUMBER once it has gone.
    """
    from foi_tracker.views.letters.checks import finding_json, show_findings
    from foi_tracker.views.letters.letters import show_letter

    app = app_of(context)
    found = _checked(app, what, authority, regime)
    if app.json:
        letter = {"number": found.number, "path": found.path, "text": found.text}
        app.screen.json({"letter": letter, "findings": [finding_json(finding) for finding in found.findings]})
    else:
        if found.changed:
            app.screen.words(f"Note: {found.path} is not as it was kept; somebody changed the file.")
        show_letter(app.screen, found.text)
        show_findings(app.screen, found.findings)
    return Refused.exit_code if strict and found.findings else 0


def _checked(app: App, what: str, authority: str | None, regime: str | None) -> Checked:
    from foi_tracker.casework import readings, refs
    from foi_tracker.casework.letters import checking, elsewhere

    if what == _STDIN:
        data = sys.stdin.buffer.read(elsewhere.MOST_BYTES + 1)
        text = elsewhere.read_text(data, "Standard input")
        return elsewhere.of_text(_desk_if_any(app), text, regime=regime, authority=authority)
    if not refs.is_ref(what) and (os.path.exists(what) or _reads_like_a_file(what)):
        return elsewhere.of_file(_desk_if_any(app), what, regime=regime, authority=authority)
    if authority is not None or regime is not None:
        raise BadInput(
            f"--{'authority' if authority is not None else 'regime'} is for a letter from a file.",
            "A request has both already: {foi} check 1",
        )
    try:
        desk = app.desk()
        return checking.of_kept(desk, readings.one(desk, (what,)))
    except NotFound as missing:
        if not refs.is_ref(what):
            missing.details = (*missing.details, "There is no file of that name here either.")
        raise


def _reads_like_a_file(what: str) -> bool:
    return "/" in what or os.sep in what or what.lower().endswith((".txt", ".md", ".text"))


def _desk_if_any(app: App) -> Desk | None:
    """Return the home opened, or None when there is none: a letter from a file can be checked without."""
    try:
        return app.desk()
    except HomeMissing:
        return None
