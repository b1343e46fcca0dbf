"""What is known of authorities: those chosen with how far each address is to be trusted, and all about one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.authorities import AuthorityClosed, Directory, grade, grade_words, grades_counted, provenance
from foi_tracker.casework.directory.binding import cost_limit_of, law_of
from foi_tracker.casework.directory.choosing import Selection
from foi_tracker.errors import LedgerError
from foi_tracker.law.regimes import Regime

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority, ClosedAuthority
    from foi_tracker.authorities.own import Difference
    from foi_tracker.casework.desk import Desk
    from foi_tracker.requests.request import Request

# --- those chosen ----------------------------------------------------------------------------------------------------


class Trusted(NamedTuple):
    """An authority with the grade of its e-mail address, and how far that is to be trusted in words."""

    authority: Authority
    grade: str
    words: str


class Listing(NamedTuple):
    """The authorities chosen. ``counts`` says how many addresses have each grade, the best first."""

    selection: Selection
    entries: tuple[Trusted, ...]
    counts: dict[str, int]
    differences: tuple[Difference, ...]
    more_imported: bool


def listing(directory: Directory, selection: Selection, *, more_imported: bool = False) -> Listing:
    """Return the authorities that were chosen with how far each address is to be trusted.

    ``more_imported`` says that those of an imported list were not asked for.
    """
    slugs = {each.slug for each in selection.found}
    counted = grades_counted(selection.found)
    return Listing(
        selection,
        tuple([trusted(each) for each in selection.found]),
        {grade.value: count for grade, count in counted.counts.items()},
        tuple([each for each in directory.differences if each.authority.slug in slugs]),
        more_imported and directory.has_imported,
    )


def trusted(authority: Authority) -> Trusted:
    """Return the authority with how far its e-mail address is to be trusted."""
    return Trusted(authority, grade(authority).value, grade_words(authority))


# --- one authority ---------------------------------------------------------------------------------------------------


class History(NamedTuple):
    """How an authority has dealt with one's own requests.

    ``late`` counts requests that it answered, or reviewed, after the due date or has not yet although that has
    passed; ``outcomes`` those of the questions that have one.
    """

    numbers: tuple[int, ...]
    sent: int
    answered: int
    late: int
    outcomes: Counter[str]


class About(NamedTuple):
    """All that is known of one authority; ``word`` is the shortest name that the command line takes for it.

    ``history`` is None where there is no home, or where it cannot be read: ``trouble`` then says why.
    """

    entry: Trusted
    word: str
    law: Regime
    law_doubt: str | None
    cost_limit: str
    cost_reason: str
    icb: Authority | None
    predecessors: tuple[ClosedAuthority, ...]
    successors: tuple[Authority, ...]
    url_name: str | None
    sources: tuple[str, ...]
    differences: tuple[Difference, ...]
    history: History | None
    trouble: str | None


def about(directory: Directory, words: str, desk: Desk | None) -> About:
    """Return what is known of the authority that the words name, a closed one too; with a desk also its history.

    Raises NotFound or Ambiguous; AuthorityClosed for a closed one of which no more is known than the error says.
    """
    try:
        authority = directory.find(words)
        successors: tuple[Authority, ...] = ()
    except AuthorityClosed as gone:
        found = directory.by_slug(gone.closed.slug) if gone.closed.slug else None
        if found is None:
            raise
        authority, successors = found, gone.closed.successors
    law, doubt = law_of(authority)
    limit, reason = cost_limit_of(authority, law)
    history, trouble = _history(desk, authority.slug) if desk else (None, None)
    icbs = [each for each in directory.authorities if authority.parent_icb and each.ods_code == authority.parent_icb]
    return About(
        trusted(authority),
        directory.word_for(authority),
        law,
        doubt,
        limit,
        reason,
        icbs[0] if icbs else None,
        tuple(directory.predecessors(authority)),
        successors,
        directory.url_name(authority),
        provenance(authority),
        tuple(each for each in directory.differences if each.authority.slug == authority.slug),
        history,
        trouble,
    )


def _history(desk: Desk, slug: str) -> tuple[History | None, str | None]:
    from foi_tracker.requests.folding import fold

    try:
        folded = [fold(raw) for raw in desk.snapshot().all_requests() if raw.get("authority", {}).get("slug") == slug]
        requests = [request for request in folded if not request.undone]
        late = sum(_was_late(desk, request) for request in requests)
    except LedgerError as problem:
        return None, problem.message
    outcomes = Counter(question.outcome for request in requests for question in request.questions if question.outcome)
    return History(
        tuple(request.number for request in requests),
        sum(request.sent_on is not None for request in requests),
        sum("answered" in request.kinds for request in requests),
        late,
        outcomes,
    ), None


def _was_late(desk: Desk, request: Request) -> bool:
    standing = desk.stand_request(request)
    return standing.overdue or any(clock.late for clock in standing.clocks)
