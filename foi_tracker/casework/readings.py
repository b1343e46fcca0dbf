"""Looking without touching: the table, what is late, one request. Readings never write, lock or create anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.errors import BadInput, LedgerCorrupt, NotFound
from foi_tracker.law.clocks import Clock
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.request import Request, fold, skim
from foi_tracker.requests.status import STATUSES, Standing, closing, stand_closed


class Filters(NamedTuple):
    """Which requests to look at; all that are given must fit."""

    authority: str | None = None
    campaign: str | None = None
    tag: str | None = None
    regime: str | None = None
    status: str | None = None
    search: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return any(value is not None for value in self)


class Closing(NamedTuple):
    """A window of yours that closes soon."""

    standing: Standing
    clock: Clock


class Overview(NamedTuple):
    """Requests as they stand today, what needs you first. ``closed`` counts the closed ones, shown or not.

    ``closing`` are the windows of yours that close within ten working days, those of closed requests too: closing a
    request does not close them.
    """

    today: date
    standings: list[Standing]
    closed: int
    filtered: bool
    empty: bool
    closing: list[Closing]


def overview(desk: Desk, filters: Filters, *, closed_too: bool = False, clocks: bool = False) -> Overview:
    """Return all open requests, with ``closed_too`` the closed ones behind them; drafts that were undone never.

    Archived requests have no window open, and so no date that a table could show: their clocks are left out unless
    ``clocks`` asks for them.
    """
    filters = _checked(filters)
    records = desk.snapshot()
    closed_too = closed_too or filters.status == "closed"
    still_open, archived = records.open_and_archived() if closed_too else (records.open_requests(), [])
    if clocks:
        still_open, archived = still_open + archived, []
    everything = [desk.stand_request(request) for raw in still_open if not (request := fold(raw)).undone]
    everything += _archived_standings(desk, archived)
    closed_here = sum(standing.status == "closed" for standing in everything)
    fitting = [standing for standing in everything if _fits(standing, filters)] if filters.any else everything
    shown = [standing for standing in fitting if closed_too or standing.phase != "complete"]
    shown.sort(key=needs_you_first)
    closed = closed_here if closed_too else closed_here + records.archived_count
    empty = not everything and not records.archived_count
    return Overview(desk.today, shown, closed, filters.any, empty, _closing(desk, fitting))


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


def _closing(desk: Desk, standings: list[Standing]) -> list[Closing]:
    found = [
        Closing(standing, clock)
        for standing in standings
        for clock in closing(standing.clocks, today=desk.today, calendar=desk.calendar)
    ]
    return sorted(found, key=lambda one: (one.clock.due or date.max, one.standing.request.number))


def _checked(filters: Filters) -> Filters:
    """Return the filters as they are compared; raises BadInput for a status or a law that there is not."""
    if filters.status is not None and filters.status not in STATUSES:
        raise BadInput(f"{filters.status[:40]!r} is not a status.", "Statuses: " + ", ".join(STATUSES))
    return filters if filters.regime is None else filters._replace(regime=find_regime(filters.regime).code)


def overdue(desk: Desk, filters: Filters, *, within: int | None = None) -> Overview:
    """Return what is late, worst first; with ``within`` also what falls due in so many working days.

    Late are answers, reviews and steps that a notice orders, from the day after ``due``. Your own windows that close
    within the days are listed with ``within`` too.
    """
    filters = _checked(filters)
    records = desk.snapshot()
    pressing = []
    for raw in records.open_requests():
        request = fold(raw)
        if request.undone or (within is None and not desk.presses(request)):
            continue
        standing = desk.stand_request(request)
        if _fits(standing, filters):
            pressing.append(standing)
    late = [one for one in pressing if one.overdue or (within is not None and _near(one, within))]
    late.sort(key=_worst_first)
    return Overview(desk.today, late, records.archived_count, filters.any, False, _closing(desk, pressing))


def one(desk: Desk, ref: tuple[str, ...]) -> Standing:
    """Return the one request that a reference names, open or closed. Raises NotFound or Ambiguous."""
    return _one(desk, ref, desk.snapshot())


def _one(desk: Desk, ref: tuple[str, ...], records: Snapshot) -> Standing:
    from foi_tracker.casework import refs

    numbers = refs.resolve((" ".join(ref),) if len(ref) > 1 and not refs.is_ref(ref[0]) else ref, records)
    if len(numbers) > 1:
        raise BadInput("One request at a time.", f"Say it for each: {{foi}} show {numbers[0]}")
    return desk.stand_request(refs.request(numbers[0], records))


class Relation(NamedTuple):
    """Another request that belongs to one: how ("narrows", "replaced_by", ...), its number, and its authority."""

    how: str
    number: int
    name: str


# The way from a request to one that came of it, for each way back.
_ONWARD = {"narrows": "narrowed_by", "replaces": "replaced_by", "transferred_from": "transferred_to"}


def story(desk: Desk, ref: tuple[str, ...]) -> tuple[Standing, list[Relation]]:
    """Return the one request that a reference names, with the requests that it came of and that came of it.

    Raises NotFound or Ambiguous.
    """
    records = desk.snapshot()
    standing = _one(desk, ref, records)
    return standing, _relations(standing.request, records)


def _relations(request: Request, records: Snapshot) -> list[Relation]:
    found = []
    for raw in records.all_requests():
        # Most requests have nothing to do with it, and are not folded.
        first = raw["events"][0] if raw.get("events") else {}
        links = {how: first.get(how) for how in _ONWARD}
        ways = [how for how, uid in request.links.items() if uid == raw.get("uid")]
        ways += [_ONWARD[how] for how, uid in links.items() if uid == request.uid]
        if ways and not (other := fold(raw)).undone:
            found += [Relation(how, other.number, other.authority.name) for how in ways]
    return found


def choose(
    desk: Desk,
    typed: Sequence[str],
    filters: Filters,
    *,
    only_closed: bool = False,
    among: Callable[[Request], bool] | None = None,
) -> list[int]:
    """Return the numbers of the requests that a command is to change: those named, those that fit, or both.

    Closed ones are among them when they are named, or asked for by their status; with ``only_closed`` filters find
    nothing else. ``among`` leaves out what filters find and the command has nothing to do with. Raises BadInput when
    nothing says which, NotFound when none fits.
    """
    from foi_tracker.casework import refs

    filters = _checked(filters)
    closed_ones = only_closed or filters.status == "closed"
    if not typed and not filters.any:
        raise BadInput("Which request is not said.", "Name it by its number: {foi} status shows them.")
    records = desk.ledger.snapshot()
    if typed:
        numbers = refs.resolve(typed, records)
        if not filters.any:
            return numbers
        requests = [refs.request(number, records) for number in numbers]
    else:
        stored = records.all_requests() if closed_ones else records.open_requests()
        requests = [one for raw in stored if not (one := fold(raw)).undone]
    standings = [desk.stand_request(request) for request in requests]
    closed_too = bool(typed) or closed_ones
    found = [
        one
        for one in standings
        if _fits(one, filters)
        and (closed_too or one.status != "closed")
        and (typed or not only_closed or one.status == "closed")
        and (typed or among is None or among(one.request))
    ]
    if not found:
        raise NotFound("No request fits.", "See those there are: {foi} status --all")
    return [one.request.number for one in found]


class KeptLetter(NamedTuple):
    """A letter as it is kept: its path from the home, its text, and whether the file was changed since."""

    path: str
    text: str
    changed: bool


def letter_text(desk: Desk, request: Request) -> KeptLetter:
    """Return the newest letter kept for a request. Raises NotFound when there is none or its file is gone."""
    import hashlib

    draft = next((one for one in reversed(request.drafts) if one.letter), None)
    if draft is None or draft.letter is None:
        raise NotFound(f"No letter is kept for request {request.number}.")
    folder, _, name = draft.letter.partition("/")
    if folder != "letters" or os.path.basename(name) != name or name in ("", ".", ".."):
        raise LedgerCorrupt(f"Request {request.number} names a letter outside your letters folder.")
    try:
        with open(os.path.join(desk.folder, folder, name), "rb") as file:
            data = file.read()
    except OSError as problem:
        raise NotFound(
            f"The letter {draft.letter} of request {request.number} cannot be read: {problem.strerror}.",
            "Look in the folder letters of your foi folder.",
        ) from None
    changed = draft.sha256 is not None and hashlib.sha256(data).hexdigest() != draft.sha256
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text, changed = data.decode("utf-8", "backslashreplace"), True
    return KeptLetter(draft.letter, text, changed)


def _fits(standing: Standing, filters: Filters) -> bool:
    if not filters.any:
        return True
    from foi_tracker.casework import refs

    request = standing.request
    if filters.authority is not None:
        names = refs.plain(f"{request.authority.name} {request.authority.short_name} {request.authority.slug}")
        if refs.plain(filters.authority) not in names:
            return False
    return (
        (filters.campaign is None or request.campaign == filters.campaign)
        and (filters.tag is None or filters.tag in request.tags)
        and (filters.regime is None or request.regime == filters.regime)
        and (filters.status is None or standing.status == filters.status)
        and (filters.search is None or refs.matches(request, filters.search))
    )


def _near(standing: Standing, within: int) -> bool:
    left = standing.working_days_left
    return left is not None and 0 <= left <= within


def needs_you_first(standing: Standing) -> tuple[bool, bool, date, int]:
    """Sort key: what needs you before what waits, then by date, then by number; what is complete last."""
    date_of = standing.due_on or standing.step.by or date.max
    return (standing.phase == "complete", standing.phase != "action_needed", date_of, standing.request.number)


_NOT_URGENT = frozenset(("close", "lapsed", "review_late", "remind"))


def _most_urgent_first(standing: Standing) -> tuple[bool, bool, date, date, int]:
    """Sort key: what needs you by the day of the step, then what has none; what could be closed; then what waits."""
    step = standing.step
    later = step.kind in _NOT_URGENT
    return (step.waits, later, step.by or date.max, standing.due_on or date.max, standing.request.number)


def _worst_first(standing: Standing) -> tuple[date, int]:
    return (standing.due_on or date.max, standing.request.number)
