"""The command templates: list, show, new, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, dry_run_option
from foi_tracker.errors import BadInput, HomeMissing, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTIONS = {"list": ("--kind", "--regime", "--for"), "new": ("--from", "--dry-run")}


@click.command(
    cls=FoiCommand,
    examples=(
        "foi templates",
        "foi templates list --for homerton",
        "foi templates show chaser",
        "foi templates new parking --from spending",
        "foi templates check parking",
    ),
    columns=(
        "list: name, title, kind, laws, authority kinds, when to use it, own or shipped; show: the text of the file; "
        "new: name, path; check: name, law, authority kind, ok or wrong, what is wrong"
    ),
)
@click.argument(
    "what", type=click.Choice(["list", "show", "new", "check"]), default="list", metavar="[list|show|new|check]"
)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--kind", type=click.Choice(["request", "follow-up"]), help="list: only letters of this kind.")
@click.option("--regime", metavar="LAW", help="list: only those for FOIA, EIR, FOISA, EISR or SAR.")
@click.option("--for", "whom", metavar="AUTHORITY", help="list: only those that fit an authority, or a kind of them.")
@click.option("--from", "source", metavar="TEMPLATE", help="new: what to begin from; the blank one if left out.")
@dry_run_option
@click.pass_context
def templates(
    context: click.Context,
    what: str,
    names: tuple[str, ...],
    kind: str | None,
    regime: str | None,
    whom: str | None,
    source: str | None,
    dry: bool,
) -> int:
    """See which letters there are and what each is for; write your own, and have them checked.

    Your own lie in the folder templates of your foi folder, and win over shipped ones of the same name. check makes
    every letter that a template can make, with samples, and ends with 4 when something is wrong. What to run next: foi
    draft NAME -t TEMPLATE.
    """
    app = app_of(context)
    _refuse_strangers(what, {"--kind": kind, "--regime": regime, "--for": whom, "--from": source, "--dry-run": dry})
    if what == "check":
        return _check(app, names)
    if what == "list":
        _list(app, names, kind=kind, regime=regime, whom=whom)
    elif what == "show":
        _show(app, _one(names, "show chaser"))
    else:
        _new(app, _one(names, "new parking --from spending"), source, dry=dry)
    return 0


def _list(app: App, names: Sequence[str], *, kind: str | None, regime: str | None, whom: str | None) -> None:
    from foi_tracker.casework.letters import shelf
    from foi_tracker.views.letters.templates import show_list

    if names:
        raise BadInput("list takes no name.", f"See what one is for: {{foi}} templates show {names[0][:40]}")
    found = shelf.shelf(_own_folder(app))
    wanted = shelf.find_whom(whom, app.folder) if whom is not None else None
    show_list(app.screen, shelf.chosen(found, kind=kind, regime=regime, whom=wanted), found)


def _show(app: App, name: str) -> None:
    from foi_tracker.casework.letters import shelf
    from foi_tracker.views.letters.templates import show_template

    found = shelf.find(name, _own_folder(app))
    show_template(app.screen, found, shelf.text_of(found.template))


def _new(app: App, name: str, source: str | None, *, dry: bool) -> None:
    from foi_tracker.casework.letters import starting
    from foi_tracker.views.letters.templates import show_started

    show_started(app.screen, starting.start(app.desk(dry=dry), name, source), dry=dry)


def _check(app: App, names: Sequence[str]) -> int:
    from foi_tracker.casework.letters import trying
    from foi_tracker.views.letters.proofs import show_tried

    tried = trying.check(_own_folder(app), names)
    show_tried(app.screen, tried)
    return Refused.exit_code if any(one.troubles for one in tried) else 0


def _own_folder(app: App) -> str | None:
    """Return the folder of one's own templates; None without a home: the shipped ones need none."""
    try:
        return app.desk().own_templates
    except HomeMissing:
        return None


def _one(names: Sequence[str], example: str) -> str:
    if len(names) != 1:
        count = "No template is named." if not names else "One template at a time."
        raise BadInput(count, f"For instance: {{foi}} templates {example}")
    return names[0]


def _refuse_strangers(what: str, options: dict[str, str | bool | None]) -> None:
    """Refuse an option of another of the four: passed over, it would mislead."""
    for name, value in options.items():
        if value and name not in _OPTIONS.get(what, ()):
            raise BadInput(f"{name} means nothing to {what}.", "See {foi} templates -h")
