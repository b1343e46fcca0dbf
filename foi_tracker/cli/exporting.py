"""The command export: what others are to read, written for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, filter_options, filters_of
from foi_tracker.errors import BadInput

if TYPE_CHECKING:
    from foi_tracker.casework.readings import Filters


class Asked(NamedTuple):
    """What is to be exported, where to, and whether over a file that stands there."""

    refs: tuple[str, ...]
    filters: Filters
    out: str | None
    overwrite: bool


@click.command(
    cls=FoiCommand,
    examples=(
        "foi export case 1 -o case-1.zip",
        "foi export letters -o letters.csv",
        "foi export letters --campaign fdp-2026 > letters.csv",
    ),
    columns="case: number, file, letters and replies in it, missing ones; letters: the CSV itself; with -o: number of "
    "letters, file",
)
@click.argument("what", type=click.Choice(["case", "letters"]), metavar="case|letters")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@filter_options
@click.option("-o", "--output", "out", metavar="FILE", help="The file to write.")
@click.option("-y", "--yes", "overwrite", is_flag=True, help="Write over a file that stands there.")
@click.pass_context
def export(
    context: click.Context,
    /,
    what: str,
    refs: tuple[str, ...],
    out: str | None,
    overwrite: bool,
    **filters: str | None,
) -> None:
    """Write what others are to read; nothing of your records changes.

    case: one zip with every letter and reply of a request in order of date, a chronology with the working of its
    dates, and a list of enclosures, for a complaint. letters: those that wait to be sent, as a table for a mail merge.
    What to run next: foi send NUMBER.
    """
    _EXPORT[what](app_of(context), Asked(refs, filters_of(filters), out, overwrite))


def _case(app: App, asked: Asked) -> None:
    from foi_tracker.casework import casefile
    from foi_tracker.views import casefile as view

    if not asked.refs or asked.filters.any:
        raise BadInput("A case is one request; name it.", "For instance: {foi} export case 1 -o case-1.zip")
    if asked.out is None:
        raise BadInput("Where the zip goes is not said.", "For instance: {foi} export case 1 -o case-1.zip")
    desk = app.desk()
    case = casefile.gather(desk, asked.refs)
    texts = view.texts(case, calendar=desk.calendar, today=desk.today)
    path = casefile.write(desk, case, asked.out, texts, overwrite=asked.overwrite)
    view.show_written(app.screen, case, path)


def _letters(app: App, asked: Asked) -> None:
    from foi_tracker.casework import merging, outfiles, outgoing
    from foi_tracker.views.merging import show_merge

    if asked.refs and asked.filters.any:
        raise BadInput("Requests are named, and filters too.", "Say one or the other.")
    desk = app.desk()
    refs = outgoing.references(asked.refs) if asked.refs else ()
    merge = merging.gather(desk, refs, asked.filters)
    path = None
    if asked.out is not None:
        (path,) = outfiles.places(asked.out, ["letters.csv"])
        with outfiles.new_file(path, overwrite=asked.overwrite) as file:
            file.write(merging.as_file(merging.as_csv(merge)))
    show_merge(app.screen, merge, merging.as_csv(merge), path)


_EXPORT: dict[str, Callable[[App, Asked], None]] = {"case": _case, "letters": _letters}
