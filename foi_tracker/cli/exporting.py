"""The command export: what others are to read, written for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import click

from foi_tracker.cli.app import App, FoiCommand, app_of, filter_options, filters_of
from foi_tracker.errors import BadInput

if TYPE_CHECKING:
    from foi_tracker.casework.filtering import Filters


_WHAT = ("case", "letters", "requests", "questions", "events", "answers")
_COLUMNS = (
    "case: number, file, letters and replies in it, missing ones; the others: the CSV itself; with -o: what, lines, "
    "file (letters: number of letters, file). "
    "The CSV has a header. requests: number, uid, our_ref, their_refs, authority, ods_code, slug, subject, law, "
    "campaign, tags, status, outcome, sent_on, received_on, due_on, latest_on, working_days_left, questions, "
    "first_answer_on, working_days_to_answer, answered_in_full_on, review_asked_on, review_answered_on, "
    "review_result, complained_on, decision_on, closed_on, next_step, next_by; questions: number, authority, "
    "ods_code, subject, law, campaign, status, sent_on, question_no, question, outcome, exemptions, value, "
    "answered_on, due_on, latest_on; events: number, authority, subject, event, on, kind, words, whose, questions, "
    "outcomes, via, to, received_on, until, ref, exemptions, text, letter, files, typed_at; answers: number, "
    "authority, ods_code, question_no, question, outcome, exemptions, value, answered_on, working_days"
)


class ExportOptions(NamedTuple):
    """What is to be exported, where to, and whether over a file that stands there."""

    refs: tuple[str, ...]
    filters: Filters
    out: str | None
    overwrite: bool
    wide: bool = False


@click.command(
    cls=FoiCommand,
    examples=(
        "foi export case 1 -o case-1.zip",
        "foi export letters -o letters.csv",
        "foi export letters --campaign fdp-2026 > letters.csv",
        "foi export requests -o requests.csv",
        "foi export answers --campaign fdp-2026 -o answers.csv",
    ),
    columns=_COLUMNS,
)
@click.argument("what", type=click.Choice(_WHAT), metavar="|".join(_WHAT))
@click.argument("refs", nargs=-1, metavar="[REF...]")
@filter_options
@click.option("-o", "--output", "out", metavar="FILE", help="The file to write.")
@click.option("--wide", is_flag=True, help="answers: one line a request, with columns for each question.")
@click.option("-y", "--yes", "overwrite", is_flag=True, help="Write over a file that stands there.")
@click.pass_context
def export(
    context: click.Context,
    /,
    what: str,
    refs: tuple[str, ...],
    out: str | None,
    wide: bool,
    overwrite: bool,
    **filters: str | None,
) -> None:
    """Write what others are to read; nothing of your records changes.

    case: one zip with every letter and reply of a request in order of date, a chronology with the working of its
    dates, and a list of enclosures, for a complaint. letters: those that wait to be sent, as a table for a mail merge.
    requests, questions, events, answers: a table, closed requests too; without -o CSV. A FILE ends with .csv, .md or
    .json. requests as .json are whole: foi import ledger takes them in, without the letters' own files. answers can
    be filled in and taken in: foi import answers. What to run next: foi send NUMBER.
    """
    if wide and what != "answers":
        raise BadInput("Only answers can be wide.", "For instance: {foi} export answers --wide -o answers.csv")
    _EXPORT[what](app_of(context), ExportOptions(refs, filters_of(filters), out, overwrite, wide))


def _case(app: App, asked: ExportOptions) -> None:
    from foi_tracker.casework.post import casefile
    from foi_tracker.views.post import casefile as view

    if not asked.refs or asked.filters.any:
        raise BadInput("A case is one request; name it.", "For instance: {foi} export case 1 -o case-1.zip")
    if asked.out is None:
        raise BadInput("Where the zip goes is not said.", "For instance: {foi} export case 1 -o case-1.zip")
    desk = app.desk()
    case = casefile.gather(desk, asked.refs)
    texts = view.texts(case, calendar=desk.calendar, today=desk.today)
    path = casefile.write(desk, case, asked.out, texts, overwrite=asked.overwrite)
    view.show_written(app.screen, case, path)


def _letters(app: App, asked: ExportOptions) -> None:
    from foi_tracker.casework import outfiles
    from foi_tracker.casework.post import merging, outgoing
    from foi_tracker.views.post.merging import show_merge

    if asked.refs and asked.filters.any:
        raise BadInput("Requests are named, and filters too.", "Say one or the other.")
    desk = app.desk()
    refs = outgoing.references(asked.refs) if asked.refs else ()
    merge = merging.gather(desk, refs, asked.filters)
    path = None
    if asked.out is not None:
        data = merging.as_file(merging.as_csv(merge))
        path = outfiles.write_one(asked.out, "letters.csv", data, overwrite=asked.overwrite)
    show_merge(app.screen, merge, merging.as_csv(merge), path)


def _table(what: str) -> Callable[[App, ExportOptions], None]:
    """Return the export of one table."""

    def write(app: App, asked: ExportOptions) -> None:
        from foi_tracker.casework import outfiles
        from foi_tracker.casework.exchange import exporting
        from foi_tracker.views.exchange import exporting as view

        if asked.refs and asked.filters.any:
            raise BadInput("Requests are named, and filters too.", "Say one or the other.")
        example = f"{{foi}} export {what} -o {what}.csv"
        ending = outfiles.ending_of(asked.out, exporting.ENDINGS, example) if asked.out is not None else None
        exported = exporting.gather(app.desk(), f"{what}_wide" if asked.wide else what, asked.refs, asked.filters)
        path = None
        if asked.out is not None and ending is not None:
            of_words = ending == exporting.MARKDOWN
            data = view.document(exported).encode() if of_words else exporting.as_file(exported, ending)
            path = outfiles.write_one(asked.out, f"{what}{ending}", data, overwrite=asked.overwrite)
        view.show_exported(app.screen, exported, exporting.as_rows(exported), exporting.as_csv(exported), path)

    return write


_EXPORT: dict[str, Callable[[App, ExportOptions], None]] = {
    "case": _case,
    "letters": _letters,
    **{what: _table(what) for what in ("requests", "questions", "events", "answers")},
}
