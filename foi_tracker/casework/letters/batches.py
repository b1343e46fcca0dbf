"""Asking many authorities at once: whom the names and filters find, whom they leave out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker import sheets
from foi_tracker.casework import infiles
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import choosing
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.requests.folding import fold

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority, AuthorityClosed
    from foi_tracker.authorities.grades import GradesCounted
    from foi_tracker.casework.directory.choosing import Near


class Whom(NamedTuple):
    """What a person says of whom to ask: names add up, filters narrow."""

    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    icb: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    from_file: str | None = None

    @property
    def by_filters(self) -> bool:
        """Whether anything but typed names says whom to ask."""
        return bool(self.kinds or self.regions or self.nations or self.icb or self.excluding or self.from_file)


class LeftOut(NamedTuple):
    """An authority that is not asked; ``why`` completes "left out: "."""

    name: str
    why: str


class Batch(NamedTuple):
    """Whom to ask. ``moved`` are (closed authority, successor) pairs; ``channels`` counts how letters can go."""

    authorities: tuple[Authority, ...]
    left_out: tuple[LeftOut, ...]
    moved: tuple[tuple[str, str], ...]
    marked: tuple[Authority, ...]
    near: tuple[Near, ...]
    channels: Mapping[str, int]
    grades: GradesCounted


def gather(desk: Desk, whom: Whom, campaign: str | None) -> Batch:
    """Return whom to ask, each once, and whom not.

    An authority that has closed is asked through its one successor. Of several, those are left out that have a
    request in the campaign already, and those to which no letter can go. Raises NotFound or Ambiguous when a name is
    unclear, AuthorityClosed for a closed authority with several successors, NotFound when nobody is left.
    """
    from foi_tracker.authorities import grades_counted

    selection = _select(desk, whom)
    choosing.refuse_unclear(selection)
    moved, narrowed = _successors(desk, whom, selection.closed)
    found = tuple(dict.fromkeys((*selection.found, *(heir for _, heir in moved))))
    left_out = [LeftOut(one.name, "the filters take it away again") for one in (*selection.narrowed, *narrowed)]
    left_out += [LeftOut(one.name, "closed, or not bound by the law") for one in selection.left_out]
    if len(found) > 1 or whom.by_filters:
        passed_over = _passed_over(desk, found, campaign)
        left_out += [LeftOut(one.name, why) for one, why in passed_over.items()]
        found = tuple(one for one in found if one not in passed_over)
    if not found:
        raise NotFound(
            "Nobody is left to ask.",
            "See whom the directory has: {foi} authorities list",
            details=tuple(f"{one.name}: {one.why}" for one in left_out[:12]),
        )
    channels: dict[str, int] = {}
    for one in found:
        way = channel(one) or "none"
        channels[way] = channels.get(way, 0) + 1
    return Batch(
        found,
        tuple(left_out),
        tuple((name, heir.name) for name, heir in moved),
        tuple(one for one in selection.marked if one in found),
        selection.near,
        channels,
        grades_counted(found),
    )


def _select(desk: Desk, whom: Whom) -> choosing.Selection:
    return choosing.select(
        desk.directory,
        names=whom.names,
        from_file=whom.from_file,
        kinds=whom.kinds,
        regions=whom.regions,
        nations=whom.nations,
        icb=whom.icb,
        excluding=whom.excluding,
    )


def _successors(
    desk: Desk, whom: Whom, closed: Sequence[AuthorityClosed]
) -> tuple[list[tuple[str, Authority]], list[Authority]]:
    """Return (closed authority, its one successor) pairs, and the successors that the filters take away.

    Raises AuthorityClosed for one with several.
    """
    from foi_tracker.authorities import successor_of

    moved, narrowed = [], []
    for gone in closed:
        successor = successor_of(gone)
        if successor is None:
            raise gone
        # The filters are for whoever gets the letter in the end.
        if _select(desk, whom._replace(names=(successor.slug,), from_file=None)).found:
            moved.append((gone.closed.name, successor))
        else:
            narrowed.append(successor)
    return moved, narrowed


def _passed_over(desk: Desk, found: Sequence[Authority], campaign: str | None) -> dict[Authority, str]:
    """Return those of several authorities that are not asked, and why."""
    asked = _asked_already(desk, campaign) if campaign else {}
    why: dict[Authority, str] = {}
    for one in found:
        if one.slug in asked:
            why[one] = f"in campaign {campaign} already (request {asked[one.slug]})"
        elif channel(one) is None:
            why[one] = "no address and no page is known"
    return why


def channel(authority: Authority) -> str | None:
    """Return how a letter can go: "email", "form" (a page of theirs) or "post"; None when nothing is known."""
    if authority.foi_email:
        return "email"
    if authority.foi_page or authority.website:
        return "form"
    return "post" if authority.postal_address else None


def _asked_already(desk: Desk, campaign: str) -> dict[str, int]:
    """Return slug -> number of the first request of the campaign to each authority, open or closed."""
    asked: dict[str, int] = {}
    for raw in desk.ledger.snapshot().all_requests():
        request = fold(raw)
        if not request.undone and request.campaign == campaign:
            for slug in (request.authority.slug, raw["authority"]["slug"]):
                asked.setdefault(slug, request.number)
    return asked


def own_values(desk: Desk, path: str) -> dict[str, dict[str, str]]:
    """Return slug -> values of fields from a CSV file with a column of names; the other columns are fields.

    Raises BadInput for a file without a column of names or with two rows on one authority, NotFound or Ambiguous,
    naming the line, for a name that is unclear.
    """
    sheet = sheets.read(sheets.decode(infiles.read(path, most=sheets.MOST_BYTES)), frozenset())
    if sheet.unreadable:
        broken = sheet.unreadable[0]
        raise BadInput(f"Line {broken.line} of {path}: {broken.why}.", "Save it as CSV.")
    places = sheets.places(sheet.header, {"name": ("name", "authority", "slug", "public body")}, {})
    if "name" not in places:
        raise BadInput(
            f"{path} has no column called name.", "Its first line names the columns: name, then fields of the letter."
        )
    (column,) = places["name"]
    head = [cell.lower() for cell in sheet.header]
    found: dict[str, dict[str, str]] = {}
    for line, cells in sheet.rows:
        try:
            authority = desk.directory.find(cells[column])
        except NotFound as problem:
            raise NotFound(f"Line {line} of {path}: {problem.message}", problem.hint) from None
        if authority.slug in found:
            raise BadInput(f"Line {line} of {path}: {authority.name} stands there twice.", "Keep one of them.")
        found[authority.slug] = {
            name: cell for place, (name, cell) in enumerate(zip(head, cells, strict=True)) if place != column and name
        }
    return found


def check_all_have_values(authorities: Sequence[Authority], values: Mapping[str, Mapping[str, str]], path: str) -> None:
    """Raise NotFound when the file says nothing of an authority that is asked."""
    without = [one.name for one in authorities if one.slug not in values]
    if without:
        raise NotFound(
            f"{path} has no line for {without[0]}" + (f" and {len(without) - 1} more." if len(without) > 1 else "."),
            "Give each authority a line of its own, or leave it out: --not NAME",
            details=tuple(without[1:12]),
        )
