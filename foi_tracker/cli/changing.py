"""What commands that change requests share: which ones, the question before many, and saying what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from foi_tracker.cli.app import MANY, App
from foi_tracker.errors import BadInput

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk
    from foi_tracker.casework.filtering import Filters
    from foi_tracker.casework.recording import Change
    from foi_tracker.requests.request import Request


def chosen(
    app: App,
    desk: Desk,
    typed: Sequence[str],
    filters: Filters,
    verb: str,
    *,
    yes: bool,
    only_closed: bool = False,
    among: Callable[[Request], bool] | None = None,
) -> tuple[str, ...]:
    """Return the requests to change, by number. Asks first when filters found them, or when they are many.

    Raises Refused when nobody agrees, BadInput when none is named, NotFound when none fits.
    """
    from foi_tracker.casework import filtering
    from foi_tracker.views.text import plural
    from foi_tracker.views.words import ranges

    if typed and len(typed) <= MANY and not filters.any and not any(mark in ref for ref in typed for mark in "-,"):
        return tuple(typed)  # few, and named: the act itself looks them up
    numbers = filtering.choose(desk, typed, filters, only_closed=only_closed, among=among)
    if filters.any:
        app.screen.words(f"{plural(len(numbers), 'request')} found: {ranges(sorted(numbers))}.")
    if not desk.dry and (len(numbers) > MANY or (filters.any and len(numbers) > 1)):
        app.confirm(f"{verb} {plural(len(numbers), 'request')}?", yes=yes)
    return tuple(map(str, numbers))


def split(
    words: tuple[str, ...], known: dict[str, Any], *, filtered: bool = False
) -> tuple[tuple[str, ...], str | None]:
    """Return the references and the WHAT among a command's words: the last, unless it is a number or stands alone."""
    from foi_tracker.casework.refs import is_ref

    alone = len(words) == 1 and words[0].lower() in known
    if alone and filtered:
        return (), words[0]
    if alone:
        raise BadInput("Which request is not said.", f"Put its number before {words[0]!r}.")
    if len(words) > 1 and not is_ref(words[-1]):
        return words[:-1], words[-1]
    return words, None


def show_changed(app: App, desk: Desk, changes: Sequence[Change]) -> None:
    """Say what was recorded and what follows from it."""
    from foi_tracker.views.changes import show_changes

    show_changes(app.screen, changes, today=desk.today, calendar=desk.calendar, dry=desk.dry)
