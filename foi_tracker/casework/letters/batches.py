"""Asking many authorities at once: whom the names and filters find, whom they leave out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker import sheets
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory import choosing
from foi_tracker.errors import BadInput, NotFound
from foi_tracker.requests.request import fold

if TYPE_CHECKING:
    from foi_tracker.authorities import Authority
    from foi_tracker.authorities.grades import GradesCounted
    from foi_tracker.casework.directory.choosing import Near


class Wanted(NamedTuple):
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


def gather(desk: Desk, wanted: Wanted, campaign: str | None) -> Batch:
    """Return whom to ask, each once, and whom not.

    An authority that has closed is asked through its one successor. Of several, those are left out that have a
    request in the campaign already, and those to which no letter can go. Raises NotFound or Ambiguous when a name is
    unclear, AuthorityClosed for a closed authority with several successors, NotFound when nobody is left.
    """
    from foi_tracker.authorities import grades_counted, successor_of

    selection = _select(desk, wanted)
    choosing.refuse_unclear(selection)
    found = dict.fromkeys(selection.found)
    moved, narrowed = [], list(selection.narrowed)
    for gone in selection.closed:
        successor = successor_of(gone)
        if successor is None:
            raise gone
        # The filters are for whoever gets the letter in the end.
        if _select(desk, wanted._replace(names=(successor.slug,), from_file=None)).found:
            found[successor] = None
            moved.append((gone.closed.name, successor.name))
        else:
            narrowed.append(successor)
    left_out = [LeftOut(one.name, "the filters take it away again") for one in narrowed]
    left_out += [LeftOut(one.name, "closed, or not bound by the law") for one in selection.left_out]
    if len(found) > 1 or wanted.by_filters:
        asked = _asked_already(desk, campaign) if campaign else {}
        for one in list(found):
            if one.slug in asked:
                left_out.append(LeftOut(one.name, f"in campaign {campaign} already (request {asked[one.slug]})"))
            elif channel(one) is None:
                left_out.append(LeftOut(one.name, "no address and no page is known"))
            else:
                continue
            del found[one]
    if not found:
        raise NotFound(
            "Nobody is left to ask.",
            "See whom the directory has: {foi} authorities list",
            details=tuple(f"{one.name}: {one.why}" for one in left_out[:12]),
        )
    every = tuple(found)
    channels: dict[str, int] = {}
    for one in every:
        way = channel(one) or "none"
        channels[way] = channels.get(way, 0) + 1
    marked = tuple(one for one in selection.marked if one in found)
    return Batch(every, tuple(left_out), tuple(moved), marked, selection.near, channels, grades_counted(every))


def _select(desk: Desk, wanted: Wanted) -> choosing.Selection:
    return choosing.select(
        desk.directory,
        names=wanted.names,
        from_file=wanted.from_file,
        kinds=wanted.kinds,
        regions=wanted.regions,
        nations=wanted.nations,
        icb=wanted.icb,
        excluding=wanted.excluding,
    )


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
    from foi_tracker.authorities.lists import read_text

    text = read_text(path)
    rows = list(sheets.rows(text, sheets.separator(text)))
    broken = next(((line, why) for line, why in rows if isinstance(why, str)), None)
    if broken is not None:
        raise BadInput(f"Line {broken[0]} of {path}: {broken[1]}.", "Save it as CSV.")
    head = [cell.strip().lower() for cell in (rows[0][1] if rows else [])]
    column = next((head.index(name) for name in ("name", "authority", "slug", "public body") if name in head), None)
    if column is None:
        raise BadInput(
            f"{path} has no column called name.", "Its first line names the columns: name, then fields of the letter."
        )
    found: dict[str, dict[str, str]] = {}
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            authority = desk.directory.find(cells[column] if column < len(cells) else "")
        except NotFound as problem:
            raise NotFound(f"Line {line} of {path}: {problem.message}", problem.hint) from None
        if authority.slug in found:
            raise BadInput(f"Line {line} of {path}: {authority.name} stands there twice.", "Keep one of them.")
        found[authority.slug] = {
            name: cell for place, (name, cell) in enumerate(zip(head, cells, strict=False)) if place != column and name
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
