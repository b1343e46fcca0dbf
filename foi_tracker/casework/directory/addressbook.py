"""The directory of authorities as a person uses it: the shipped list with one's own over it, and choosing from it."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from foi_tracker import home
from foi_tracker.authorities import (
    AuthorityClosed,
    Directory,
    grade,
    grade_words,
    grades_counted,
    provenance,
    shipped,
)
from foi_tracker.casework.directory.choosing import Selection as Selection
from foi_tracker.casework.directory.choosing import refuse_unclear as refuse_unclear
from foi_tracker.casework.directory.choosing import select as select
from foi_tracker.errors import Ambiguous, HomeError, LedgerError, NotFound
from foi_tracker.law.regimes import REGIMES, Regime, default_regime
from foi_tracker.paths import shown

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority, ClosedAuthority
    from foi_tracker.authorities.own import Difference
    from foi_tracker.casework.desk import Desk
    from foi_tracker.requests.request import Request

OWN = "authorities.json"
IMPORTED = "authorities_imported.tsv"


# --- the lists of a home ---------------------------------------------------------------------------------------------


def directory_of(folder: str | None) -> Directory:
    """Return the directory of a home: the shipped list with its own entries over it, and the list that it imported.

    Without a home, the shipped one. Raises HomeError when the home is not safe or a list of its own is damaged.
    """
    if folder is None or not home.exists(folder):
        return Directory.load()
    home.check(folder)
    from foi_tracker.authorities.imported import Imported
    from foi_tracker.authorities.own import lay_over

    path = os.path.join(folder, IMPORTED)
    imported = Imported(lambda: _read(path), shown(path)) if os.path.exists(path) else None
    entries = own_entries(folder)["authorities"]
    if not entries:
        return Directory(shipped.read_authorities(), imported=imported)
    laid = lay_over(shipped.read_authorities(), entries)
    return Directory(laid.authorities, imported=imported, differences=laid.differences)


def own_entries(folder: str) -> dict[str, Any]:
    """Return what a home's authorities.json holds. Raises HomeError when it cannot be read or is damaged."""
    from foi_tracker.authorities.own import empty, parse

    path = os.path.join(folder, OWN)
    if not os.path.lexists(path):
        return empty()
    try:
        return parse(_read(path).decode(), shown(path))
    except UnicodeDecodeError:
        raise HomeError(
            f"Your own entries in {shown(path)} are damaged (they are not text in UTF-8).",
            "Mend the file in an editor, or move it away to go on without it; it is never overwritten.",
        ) from None


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as problem:
        raise HomeError(
            f"{shown(path)} cannot be read: {problem.strerror}.", "Look at the file and its rights."
        ) from None


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
        _word(directory, authority),
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


def _word(directory: Directory, authority: Authority) -> str:
    import shlex

    try:
        shortest = directory.find(authority.short_name) == authority
    except (NotFound, Ambiguous):
        shortest = False
    return shlex.quote(authority.short_name.lower()) if shortest else authority.slug


def law_of(authority: Authority) -> tuple[Regime, str | None]:
    """Return the law that a request to the authority is under, and in words what is doubtful about that."""
    code = default_regime(authority.nation)
    if authority.mark == "eir_only":
        doubt = "WhatDoTheyKnow marks it as bound for environmental information only"
        return REGIMES["EISR" if code == "FOISA" else "EIR"], doubt
    if authority.mark == "foi_no":
        return REGIMES[code], "WhatDoTheyKnow marks it as not subject to freedom of information law"
    if authority.mark == "not_apply":
        return REGIMES[code], "WhatDoTheyKnow says that freedom of information law no longer applies to it"
    return REGIMES[code], None if authority.nation else "its nation is not known; in Scotland it would be FOISA"


def cost_limit_of(authority: Authority, law: Regime) -> tuple[str, str]:
    """Return the cost limit in words, and why it is that one; both "" where the law has none.

    SI 2004/3244 regs 3 and 4; in Scotland SSI 2004/467.
    """
    from foi_tracker.letters.wording import wording

    limit = wording(law.code, kind=authority.kind, name=authority.name).cost_limit
    if not limit:
        return "", ""
    if law.jurisdiction == "scotland":
        return limit, "the limit for every Scottish authority, SSI 2004/467"
    if limit.startswith("£600"):
        return limit, "it is a government department or an agency of one (Part I of Schedule 1): SI 2004/3244 reg 3"
    if authority.kind == "other":
        return limit, "but £600 for a department or an agency of one (Part I of Schedule 1): SI 2004/3244 reg 3"
    return limit, "it is not in Part I of Schedule 1 (government departments and the like): SI 2004/3244 reg 3"


def _history(desk: Desk, slug: str) -> tuple[History | None, str | None]:
    from foi_tracker.requests.request import fold

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
