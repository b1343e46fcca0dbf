"""Which requests a command is about: those that are named, and those that fit its filters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from foi_tracker.casework.desk import Desk
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import STATUSES, Standing

_MOST_LISTED = 8


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


def checked(filters: Filters) -> Filters:
    """Return the filters as they are compared; raises BadInput for a status or a law that there is not."""
    if filters.status is not None and filters.status not in STATUSES:
        raise BadInput(f"{filters.status[:40]!r} is not a status.", _status_meant(filters.status))
    return filters if filters.regime is None else filters._replace(regime=find_regime(filters.regime).code)


def _status_meant(typed: str) -> str:
    """Return what to type instead of a word that is no status."""
    from difflib import get_close_matches

    word = typed.lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(word[:40], STATUSES, n=1, cutoff=0.7)
    begun = [status for status in STATUSES if len(word) > 2 and word in status]
    listed = "Statuses: " + ", ".join(STATUSES)
    if word in ("late", "overdue"):
        return f"Who is late: {{foi}} overdue. {listed}"
    return f"Did you mean {(near or begun)[0]}? {listed}" if near or len(begun) == 1 else listed


def fits(standing: Standing, filters: Filters) -> bool:
    """Return whether all filters that are given fit a request."""
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


def nothing_fits(desk: Desk, filters: Filters, records: Snapshot) -> NotFound:
    """Return the error for filters that find nothing: a label that there is not, or what is closed and fits."""
    if unknown := unknown_label(filters, records):
        return unknown
    every = [one for raw in records.all_requests() if not (one := fold(raw)).undone]
    closed = sum(one.closed_as is not None and fits(desk.stand_request(one), filters) for one in every)
    if closed and filters.status is None:
        fit = "1 closed request fits" if closed == 1 else f"{closed} closed requests fit"
        return NotFound("No open request fits.", f"{fit}; to list them too add --all to {{foi}} status")
    return NotFound("No request fits.", "See those there are: {foi} status --all")


def unknown_label(filters: Filters, records: Snapshot) -> NotFound | None:
    """Return the error for a campaign or a tag that no request has, open or closed; None where there is none such."""
    if filters.campaign is None and filters.tag is None:
        return None
    every = [one for raw in records.all_requests() if not (one := fold(raw)).undone]
    known = {one.campaign for one in every if one.campaign}
    if filters.campaign is not None and filters.campaign not in known:
        return NotFound(f"There is no campaign {filters.campaign[:40]!r}.", _those_known("Campaigns", known))
    known = {tag for one in every for tag in one.tags}
    if filters.tag is not None and filters.tag not in known:
        return NotFound(f"No request has the tag {filters.tag[:40]!r}.", _those_known("Tags", known))
    return None


def _those_known(what: str, known: set[str]) -> str:
    listed = sorted(known)[:_MOST_LISTED]
    more = f" and {len(known) - len(listed)} more" if len(known) > len(listed) else ""
    return f"{what}: {', '.join(listed)}{more}" if known else f"There are no {what.lower()} yet."


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

    filters = checked(filters)
    closed_ones = only_closed or filters.status == "closed"
    if not typed and not filters.any:
        raise BadInput("Which request is not said.", "Name it by its number: {foi} status shows them.")
    records = desk.snapshot()
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
        if fits(one, filters)
        and (closed_too or one.status != "closed")
        and (typed or not only_closed or one.status == "closed")
        and (typed or among is None or among(one.request))
    ]
    if not found:
        raise nothing_fits(desk, filters, records)
    return [one.request.number for one in found]
