"""The command report: what came of many requests, to read and to publish."""

from __future__ import annotations

import click

from foi_tracker.cli.app import FoiCommand, app_of, filter_options, filters_of


@click.command(
    cls=FoiCommand,
    examples=(
        "foi report",
        "foi report answers --campaign fdp-2026",
        "foi report league -o league.html",
        "foi report answers -o matrix.csv",
    ),
    columns="summary: section, name, value, of how many, per cent, words; answers: number, authority, question, "
    "outcome, exemptions, value, answered on, working days, text of the question; league: authority, requests, "
    "answered, on time, late, late now, days late, median days, state, time until; with -o: kind, requests, file",
)
@click.argument(
    "kind",
    type=click.Choice(["summary", "answers", "league"]),
    default="summary",
    metavar="[summary|answers|league]",
)
@filter_options
@click.option("-o", "--output", "out", metavar="FILE", help="The file to write, its form by its ending.")
@click.option("-y", "--yes", "overwrite", is_flag=True, help="Write over a file that stands there.")
@click.pass_context
def report(context: click.Context, /, kind: str, out: str | None, overwrite: bool, **filters: str | None) -> None:
    """Report what came of the requests that were sent, closed ones too.

    summary: how many were answered, on time, late or never, with what outcome and which exemptions. answers: which
    authority answered which question how. league: authorities by lateness, by the most generous count. A FILE ends
    with .csv, .md or .html. What to run next: foi report answers -o matrix.html.
    """
    from foi_tracker.casework import outfiles
    from foi_tracker.casework.exchange import reporting
    from foi_tracker.views.report.report import document, show_report, table

    app = app_of(context)
    example = "{foi} report -o report.html"
    ending = outfiles.ending_of(out, reporting.ENDINGS, example) if out is not None else None
    chosen = filters_of(filters)
    found = reporting.gather(app.desk(), chosen)
    path = None
    if out is not None and ending is not None and found.counted:
        if ending == reporting.CSV:
            data = reporting.as_csv(*table(kind, found))
        else:
            data = document(kind, found, chosen, ending).encode()
        path = outfiles.write_one(out, f"{kind}{ending}", data, overwrite=overwrite)
    show_report(app.screen, kind, found, chosen, path)
