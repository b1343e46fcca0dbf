"""Commands for the directory: authorities list, show, add, edit, note, confirm, import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, dry_run_option
from foi_tracker.errors import BadInput, NotFound, Refused

if TYPE_CHECKING:
    from foi_tracker.casework.directory.entering import Closure, Entered

_ENTERED = ("short", "kind", "nation", "region", "email", "page", "website", "address", "ods", "wdtk")
# What may be said with each; --dry-run with those that write.
_TAKES: dict[str, tuple[str, ...]] = {
    "list": ("kind", "region", "nation", "icb", "excluding", "from_file", "search", "everything"),
    "show": (),
    "add": (*_ENTERED, "dry"),
    "edit": (*_ENTERED, "closed", "successor", "dry"),
    "note": ("dry",),
    "confirm": ("email", "dry"),
    "import": ("columns", "kind", "nation", "region", "dry"),
}
_FIELD = {
    "short": "short_name",
    "email": "foi_email",
    "page": "foi_page",
    "address": "postal_address",
    "ods": "ods_code",
    "wdtk": "wdtk_url_name",
}
_SAID = {
    "excluding": "--not",
    "everything": "--all",
    "columns": "--map",
    "dry": "--dry-run",
    "from_file": "--from-file",
}


@click.command(
    cls=FoiCommand,
    examples=(
        "foi authorities list --kind nhs-trust --region London",
        'foi authorities list --icb "North East London ICB" --not ambulance',
        "foi authorities show homerton",
        "foi authorities confirm homerton --email foi@example.nhs.uk",
        'foi authorities add "Hackney Housing Ltd" --nation england --email foi@example.org',
        'foi authorities note homerton "Answers come from the press office"',
        "foi authorities import all-authorities.csv",
    ),
    columns=(
        "list: slug, name, kind, nation, region, ODS code, e-mail address, grade (confirmed, own, public_list, "
        "doubtful, missing), FOI page, closed on (a date, ? when not known); show: what, value; add, edit, note and "
        "confirm: slug, field, before, after; import: what (new, changed, known, joined, kept, closed, not_bound), "
        "how many"
    ),
)
@click.argument("what", type=click.Choice(list(_TAKES)), default="list", metavar=f"[{'|'.join(_TAKES)}]")
@click.argument("words", nargs=-1, metavar="[NAME... | FILE]")
@click.option("--kind", multiple=True, metavar="KIND", help="What it is, such as nhs-trust or council.")
@click.option("--region", multiple=True, metavar="REGION", help="Where it is, such as London.")
@click.option(
    "--nation",
    multiple=True,
    metavar="NATION",
    help="england, scotland, wales, northern-ireland or uk: decides the law.",
)
@click.option("--icb", multiple=True, metavar="ICB", help="list: of this integrated care board, itself included.")
@click.option("--not", "excluding", multiple=True, metavar="NAME|KIND", help="list: leave these out.")
@click.option(
    "--from-file", metavar="FILE", help="list: the names in a file, one a line, or a CSV with a column of names."
)
@click.option("--search", metavar="WORDS", help="list: with these words in the name.")
@click.option("--all", "everything", is_flag=True, help="list: closed and imported ones too.")
@click.option("--email", metavar="ADDRESS", help="Its e-mail address for requests.")
@click.option("--page", metavar="URL", help="Its page on freedom of information.")
@click.option("--website", metavar="URL", help="Its website.")
@click.option("--address", metavar="TEXT", help="Its postal address.")
@click.option("--short", metavar="NAME", help="A short name for it.")
@click.option("--ods", metavar="CODE", help="Its code in the NHS register.")
@click.option("--wdtk", metavar="NAME", help="Its name in the address of its page at WhatDoTheyKnow.")
@click.option("--closed", metavar="DATE", help='edit: the day it closed; "none" when it stands after all.')
@click.option("--successor", multiple=True, metavar="NAME", help="edit, with --closed: who took over.")
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="import: which column holds what.")
@dry_run_option
@click.pass_context
def authorities(context: click.Context, /, what: str, words: tuple[str, ...], dry: bool, **said: Any) -> int | None:
    """Look up who can be asked and where, and keep what you know of them.

    Several names add up, filters narrow. What you enter is kept in your foi folder, laid over the shipped list; an
    upgrade never takes it away. An empty value takes your own back. What to run next: foi draft NAME.
    """
    app = app_of(context)
    _check(what, {**said, "dry": dry})
    if what == "list":
        return _list(app, words, said)
    if not words:
        raise BadInput(
            *_MISSING.get(what, ("No authority is named.", f"For instance: {{foi}} authorities {what} homerton"))
        )
    if what == "show":
        _show(app, " ".join(words))
    elif what == "import":
        _import(app, words, said, dry=dry)
    else:
        _enter(app, what, words, said, dry=dry)
    return None


_MISSING = {
    "import": ("No file is named.", "For instance: {foi} authorities import all-authorities.csv"),
    "add": ("No name is given.", 'For instance: {foi} authorities add "Hackney Housing Ltd" --nation england'),
}


def _check(what: str, said: dict[str, Any]) -> None:
    """Raise BadInput for an option that does not belong to what is done."""
    for name, value in said.items():
        given = value if isinstance(value, bool) else value is not None and value != ()
        if given and name not in _TAKES[what]:
            raise BadInput(f"{_SAID.get(name, f'--{name}')} does not go with {what}.", "See {foi} authorities -h")


def _list(app: App, names: tuple[str, ...], said: dict[str, Any]) -> int:
    from foi_tracker.casework.directory import addressbook, choosing
    from foi_tracker.casework.directory.lists_of_home import directory_of
    from foi_tracker.views.directory.authorities import show_list

    directory = directory_of(app.folder)
    bare = not names and not any(said[name] for name in _TAKES["list"])
    if bare:
        selection = choosing.Selection(directory.authorities)
    else:
        selection = choosing.select(
            directory,
            names=names,
            from_file=said["from_file"],
            kinds=said["kind"],
            regions=said["region"],
            nations=said["nation"],
            icb=said["icb"],
            excluding=said["excluding"],
            search=said["search"],
            closed_too=said["everything"],
        )
    if not selection.found and names:
        choosing.refuse_unclear(selection)
        if selection.closed:
            raise selection.closed[0]
    show_list(app.screen, addressbook.listing(directory, selection, more_imported=bare))
    return NotFound.exit_code if selection.unclear else 0


def _show(app: App, words: str) -> None:
    from foi_tracker import home
    from foi_tracker.casework.directory import addressbook
    from foi_tracker.casework.directory.lists_of_home import directory_of
    from foi_tracker.views.directory.authority import show_authority

    desk = app.desk() if home.exists(app.folder) else None
    directory = desk.directory if desk else directory_of(None)
    show_authority(app.screen, addressbook.about(directory, words, desk))


def _enter(app: App, what: str, words: tuple[str, ...], said: dict[str, Any], *, dry: bool) -> None:
    from foi_tracker.casework.directory.addressbook import trusted
    from foi_tracker.views.directory.entering import show_entered

    entered = _entered(app, what, words, said, dry=dry)
    show_entered(app.screen, entered, trusted(entered.after), dry=dry)


def _entered(app: App, what: str, words: tuple[str, ...], said: dict[str, Any], *, dry: bool) -> Entered:
    from foi_tracker.casework.directory import entering

    desk = app.desk(dry=dry)
    name = " ".join(words)
    match what:
        case "add":
            return entering.add(desk, name, _facts(said))
        case "edit":
            return entering.edit(desk, name, _facts(said), _closing(app, said))
        case "confirm":
            return entering.confirm(desk, name, said["email"])
        case _:
            if len(words) < 2:
                raise BadInput("No note is given.", 'For instance: {foi} authorities note homerton "Answers by post"')
            return entering.note(desk, words[0], " ".join(words[1:]))


def _facts(said: dict[str, Any]) -> dict[str, str]:
    """Return field -> value of what was said of an authority."""
    facts = {}
    for name in _ENTERED:
        value = said[name]
        if isinstance(value, tuple):
            if len(value) > 1:
                raise BadInput(f"--{name} is said twice.", "An authority has one.")
            value = value[0] if value else None
        if value is not None:
            facts[_FIELD.get(name, name)] = value
    return facts


def _closing(app: App, said: dict[str, Any]) -> Closure | None:
    from foi_tracker.casework.directory.entering import NONE, Closure

    if said["closed"] is None:
        if said["successor"]:
            raise BadInput("--successor needs the day it closed.", "Say it with --closed DATE.")
        return None
    if said["closed"].lower() == NONE:
        return Closure(None)
    on = app.day(said["closed"])
    if on > app.today:
        raise Refused(
            "It has not closed yet: the day is in the future.", "Keep a note until then: {foi} authorities note"
        )
    return Closure(on, said["successor"])


def _import(app: App, words: tuple[str, ...], said: dict[str, Any], *, dry: bool) -> None:
    from foi_tracker.casework.directory.taking_in import take_in
    from foi_tracker.views.directory.entering import show_taken_in

    if len(words) > 1:
        raise BadInput("One file at a time.", "Import them one after the other.")
    usual = _facts({**dict.fromkeys(_ENTERED), **{name: said[name] for name in ("kind", "nation", "region")}})
    taken = take_in(app.desk(dry=dry), words[0], columns=said["columns"], usual=usual)
    show_taken_in(app.screen, taken, dry=dry)
