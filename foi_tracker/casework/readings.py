"""Looking without touching: the table, what is late, one request. Readings never write, lock or create anything."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.filtering import Filters, checked, fits, nothing_fits, unknown_label
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.law.clocks import Clock
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.folding import fold, skim
from foi_tracker.requests.status import Standing, closing_soon, stand_closed


class ClosingWindow(NamedTuple):
    """A window of yours that closes soon."""

    standing: Standing
    clock: Clock


class Overview(NamedTuple):
    """Requests as they stand today, what needs you first. ``closed`` counts the closed ones, shown or not.

    ``misfit`` says why filters find nothing at all.

    ``closing`` are the windows of yours that close within ten working days, those of closed requests too: closing a
    request does not close them.
    """

    today: date
    standings: list[Standing]
    closed: int
    filtered: bool
    empty: bool
    closing: list[ClosingWindow]
    misfit: NotFound | None = None


def overview(
    desk: Desk,
    filters: Filters,
    *,
    closed_too: bool = False,
    clocks: bool = False,
    records: Snapshot | None = None,
) -> Overview:
    """Return all open requests, with ``closed_too`` the closed ones behind them; drafts that were undone never.

    Archived requests have no window open, and so no date that a table could show: their clocks are left out unless
    ``clocks`` asks for them. ``records`` are those that were read before.
    """
    filters = checked(filters)
    records = records or desk.snapshot()
    closed_too = closed_too or filters.status == "closed"
    still_open, archived = records.open_and_archived() if closed_too else (records.open_requests(), [])
    if clocks:
        still_open, archived = still_open + archived, []
    everything = [desk.stand_request(request) for raw in still_open if not (request := fold(raw)).undone]
    everything += _archived_standings(desk, archived)
    closed_here = sum(standing.status == "closed" for standing in everything)
    fitting = [standing for standing in everything if fits(standing, filters)] if filters.any else everything
    shown = [standing for standing in fitting if closed_too or standing.phase != "complete"]
    shown.sort(key=needs_you_first)
    closed = closed_here if closed_too else closed_here + records.archived_count
    empty = not everything and not records.archived_count
    misfit = nothing_fits(desk, filters, records) if filters.any and not shown and not empty else None
    return Overview(desk.today, shown, closed, filters.any, empty, _closing(desk, fitting), misfit)


def _archived_standings(desk: Desk, archived: list[dict[str, Any]]) -> Iterator[Standing]:
    for raw in archived:
        if (skimmed := skim(raw)) is not None:
            yield stand_closed(skimmed)
        elif not (request := fold(raw)).undone:
            yield desk.stand_request(request) if request.closed_as is None else stand_closed(request)


def next_steps(desk: Desk, filters: Filters) -> Overview:
    """Return the open requests by what to do: what needs you, the most urgent first, then what waits, by its day."""
    found = overview(desk, filters)
    found.standings.sort(key=_most_urgent_first)
    return found


def _closing(desk: Desk, standings: list[Standing]) -> list[ClosingWindow]:
    found = [
        ClosingWindow(standing, clock)
        for standing in standings
        for clock in closing_soon(standing.clocks, today=desk.today, calendar=desk.calendar)
    ]
    return sorted(found, key=lambda one: (one.clock.due or date.max, one.standing.request.number))


def overdue(desk: Desk, filters: Filters, *, within: int | None = None) -> Overview:
    """Return what is late, worst first; with ``within`` also what falls due in so many working days.

    Late are answers, reviews and steps that a notice orders, from the day after ``due``. Your own windows that close
    within the days are listed with ``within`` too.
    """
    filters = checked(filters)
    records = desk.snapshot()
    pressing = []
    for raw in records.open_requests():
        request = fold(raw)
        if request.undone or (within is None and not desk.calls_for_attention(request)):
            continue
        standing = desk.stand_request(request)
        if fits(standing, filters):
            pressing.append(standing)
    late = [one for one in pressing if one.overdue or (within is not None and _near(one, within))]
    late.sort(key=_worst_first)
    # A campaign or tag that is spelt wrongly must not pass for one in which nobody is late.
    misfit = None if late else unknown_label(filters, records)
    return Overview(desk.today, late, records.archived_count, filters.any, False, _closing(desk, pressing), misfit)


def one(desk: Desk, ref: tuple[str, ...]) -> Standing:
    """Return the one request that a reference names, open or closed. Raises NotFound or Ambiguous."""
    return one_of(desk, ref, desk.snapshot())


def one_of(desk: Desk, ref: tuple[str, ...], records: Snapshot) -> Standing:
    """Return the same from records that were read before."""
    from foi_tracker.casework import refs

    numbers = refs.resolve((" ".join(ref),) if len(ref) > 1 and not refs.is_ref(ref[0]) else ref, records)
    if len(numbers) > 1:
        raise BadInput("One request at a time.", f"Say it for each: {{foi}} show {numbers[0]}")
    return desk.stand_request(refs.request(numbers[0], records))


def _near(standing: Standing, within: int) -> bool:
    left = standing.working_days_left
    return left is not None and 0 <= left <= within


def needs_you_first(standing: Standing) -> tuple[bool, bool, date, int]:
    """Sort key: what needs you before what waits, then by date, then by number; what is complete last."""
    date_of = standing.due_on or standing.step.by or date.max
    return (standing.phase == "complete", standing.phase != "action_needed", date_of, standing.request.number)


_NOT_URGENT = frozenset(("close", "lapsed", "review_late", "complain_late", "fee_lapsed", "passed_on", "remind"))


def _most_urgent_first(standing: Standing) -> tuple[bool, bool, date, date, int]:
    """Sort key: what needs you by the day of the step, then what has none; what could be closed; then what waits."""
    step = standing.step
    later = step.kind in _NOT_URGENT
    return (step.waits, later, step.by or date.max, standing.due_on or date.max, standing.request.number)


def _worst_first(standing: Standing) -> tuple[date, int]:
    return (standing.due_on or date.max, standing.request.number)
