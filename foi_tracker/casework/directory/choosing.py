"""Choosing authorities: names add up, filters narrow, and what a filter nearly caught is kept to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from foi_tracker.authorities import Authority, AuthorityClosed, Directory
from foi_tracker.authorities.imported import begin
from foi_tracker.authorities.kinds import KINDS, NATIONS, family, one_of
from foi_tracker.authorities.names import key, shown
from foi_tracker.errors import Ambiguous, NotFound

_MOST_WORDS = 10  # of one name


class Unclear(NamedTuple):
    """A name that does not tell one authority, with the line of the file it stands in (None when it was typed)."""

    words: str
    line: int | None
    problem: NotFound | Ambiguous


class Near(NamedTuple):
    """Authorities that a filter nearly caught: of a ``kind`` akin to those chosen, or ("") without a region."""

    kind: str
    authorities: tuple[Authority, ...]


class Unquoted(NamedTuple):
    """A name of several words that was typed without its quotes; ``word`` names the same authority in one word."""

    words: str
    name: str
    word: str


class Selection(NamedTuple):
    """What names and filters choose: ``found``, each once, in the order named or listed.

    ``unclear`` are names that tell none or several, ``closed`` those of authorities that have closed, ``narrowed``
    authorities that were named and that a filter takes away again. ``left_out`` fit the filters, but have closed or
    are marked as not bound by the law; only by name are such authorities chosen. ``unquoted`` is what makes unclear
    names clear.
    """

    found: tuple[Authority, ...]
    near: tuple[Near, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    closed: tuple[AuthorityClosed, ...] = ()
    narrowed: tuple[Authority, ...] = ()
    left_out: tuple[Authority, ...] = ()
    unquoted: Unquoted | None = None

    @property
    def marked(self) -> tuple[Authority, ...]:
        """Those found that the law may not bind, or only in part: say so before a letter is drafted."""
        return tuple([each for each in self.found if each.mark])


class _Narrowing(NamedTuple):
    """The filters, as they are compared; an empty one lets everything through."""

    kinds: frozenset[str]
    regions: frozenset[str]
    nations: frozenset[str]
    icbs: frozenset[str]
    words: frozenset[str]
    excluded_kinds: frozenset[str]
    excluded: frozenset[str]

    def lets_through(self, each: Authority, *, but: str = "") -> bool:
        """Return whether all filters let an authority through; ``but`` names one that is not asked."""
        return (
            (but == "kind" or not self.kinds or each.kind in self.kinds)
            and (but == "region" or not self.regions or each.region in self.regions)
            and (not self.nations or each.nation in self.nations)
            and (not self.icbs or each.parent_icb in self.icbs or (each.kind == "icb" and each.ods_code in self.icbs))
            and each.kind not in self.excluded_kinds
            and each.slug not in self.excluded
            and (not self.words or begin(self.words, _words(each)))
        )


def select(
    directory: Directory,
    *,
    names: Sequence[str] = (),
    from_file: str | None = None,
    kinds: Sequence[str] = (),
    regions: Sequence[str] = (),
    nations: Sequence[str] = (),
    icb: Sequence[str] = (),
    excluding: Sequence[str] = (),
    search: str | None = None,
    closed_too: bool = False,
) -> Selection:
    """Return the authorities that are named, typed or in a file, narrowed by the filters; without names all that fit.

    ``icb`` are integrated care boards by name or ODS code, each itself included; ``excluding`` are names or kinds.
    With ``closed_too`` closed ones and those not bound by the law are found too. Raises BadInput for a kind, region
    or nation that there is not, NotFound, Ambiguous or AuthorityClosed for an ICB or an excluded name that is unclear,
    HomeError for a file that cannot be read.
    """
    narrowing = _narrowing(directory, kinds, regions, nations, icb, excluding, search)
    if names or from_file is not None:
        return _named(directory, _all_names(names, from_file), narrowing)
    pool = directory.everyone(closed_too=closed_too)
    kin = family(narrowing.kinds)
    found: list[Authority] = []
    left_out: list[Authority] = []
    akin: list[Authority] = []
    placeless: list[Authority] = []
    for each in pool:
        if narrowing.lets_through(each):
            (found if closed_too or each.takes_requests else left_out).append(each)
        elif each.takes_requests:
            if each.kind in kin and narrowing.lets_through(each, but="kind"):
                akin.append(each)
            elif narrowing.regions and each.region is None and narrowing.lets_through(each, but="region"):
                placeless.append(each)
    return Selection(tuple(found), _near(akin, placeless), left_out=tuple(left_out))


def _near(akin: list[Authority], placeless: list[Authority]) -> tuple[Near, ...]:
    by_kind: dict[str, list[Authority]] = {}
    for each in akin:
        by_kind.setdefault(each.kind, []).append(each)
    near = [Near(kind, tuple(authorities)) for kind, authorities in by_kind.items()]
    return (*near, Near("", tuple(placeless))) if placeless else tuple(near)


def _all_names(names: Sequence[str], from_file: str | None) -> list[tuple[int | None, str]]:
    """Return every name with the line it stands in, None for a typed one."""
    every: list[tuple[int | None, str]] = [(None, name) for name in names]
    if from_file is not None:
        from foi_tracker.authorities.lists import MOST_BYTES, read_names
        from foi_tracker.casework import infiles
        from foi_tracker.sheets import decode

        every += read_names(decode(infiles.read(from_file, most=MOST_BYTES)))
    return every


def _named(directory: Directory, names: Sequence[tuple[int | None, str]], narrowing: _Narrowing) -> Selection:
    found: dict[Authority, None] = {}
    unclear: list[Unclear] = []
    closed: dict[str, AuthorityClosed] = {}
    for line, words in names:
        try:
            found[directory.find(words)] = None
        except AuthorityClosed as gone:
            closed.setdefault(gone.closed.name, gone)
        except (NotFound, Ambiguous) as problem:
            unclear.append(Unclear(words, line, problem))
    through = [each for each in found if narrowing.lets_through(each)]
    narrowed = [each for each in found if not narrowing.lets_through(each)]
    unquoted = _unquoted(directory, [words for line, words in names if line is None], unclear)
    return Selection(
        tuple(through),
        unclear=tuple(unclear),
        closed=tuple(closed.values()),
        narrowed=tuple(narrowed),
        unquoted=unquoted,
    )


def _unquoted(directory: Directory, typed: Sequence[str], unclear: Sequence[Unclear]) -> Unquoted | None:
    """Return what the shell parted: neighbours among the typed words, one of them unclear, that name one together."""
    doubtful = {one.words for one in unclear if one.line is None}
    if not doubtful:
        return None
    runs = [
        typed[start : start + length]
        for length in range(min(len(typed), _MOST_WORDS), 1, -1)
        for start in range(len(typed) - length + 1)
    ]
    for run in runs:
        if doubtful.isdisjoint(run):
            continue
        words = " ".join(run)
        try:
            authority = directory.find(words)
        except (NotFound, Ambiguous):
            continue
        return Unquoted(words, authority.name, directory.word_for(authority))
    return None


def _narrowing(
    directory: Directory,
    kinds: Sequence[str],
    regions: Sequence[str],
    nations: Sequence[str],
    icb: Sequence[str],
    excluding: Sequence[str],
    search: str | None,
) -> _Narrowing:
    there = sorted({each.region for each in directory.authorities if each.region}) if regions else []
    excluded_kinds = {kind for typed in excluding for kind in KINDS if key(kind) == key(typed)}
    names = [typed for typed in excluding if key(typed) not in map(key, KINDS)]
    return _Narrowing(
        frozenset(one_of(typed, KINDS, "kind") for typed in kinds),
        frozenset(one_of(typed, there, "region") for typed in regions),
        frozenset(one_of(typed, NATIONS, "nation") for typed in nations),
        frozenset(_codes(directory, icb)),
        frozenset(key(search).split()) if search is not None else frozenset(),
        frozenset(excluded_kinds),
        frozenset(directory.find(name).slug for name in names),
    )


def _codes(directory: Directory, icb: Sequence[str]) -> Iterable[str]:
    boards = Directory([each for each in directory.authorities if each.kind == "icb"])
    return [code for typed in icb if (code := boards.find(typed).ods_code)]


def _words(each: Authority) -> frozenset[str]:
    return frozenset(key(" ".join((each.name, each.short_name, *each.aliases, each.ods_code or ""))).split())


def refuse_unclear(selection: Selection) -> None:
    """Raise NotFound or Ambiguous when a name is unclear; a batch is drafted for all that were meant or for none."""
    if together := selection.unquoted:
        words = shown(together.words)
        raise Ambiguous(
            f"“{words}” was read as {len(together.words.split())} names; together it is {together.name}.",
            f'Put a name of several words in quotes, "{words}", or write it as one word: {together.word}',
        )
    match selection.unclear:
        case ():
            return
        case (one,) if one.line is None:
            raise one.problem
        case several:
            names = "name is" if len(several) == 1 else "names are"
            raise NotFound(
                f"{len(several)} {names} unclear, so nothing was done.",
                "Write each as the directory has it: {foi} authorities list --search WORDS",
                details=tuple(map(unclear_line, several)),
            )


def unclear_line(one: Unclear) -> str:
    """Return what is unclear about a name, on one line: "line 3: “Homertn” ... Did you mean ...?"."""
    where = f"line {one.line}: " if one.line is not None else ""
    more = one.problem.details[:3]
    if isinstance(one.problem, Ambiguous) and more:
        ending = "; ..." if len(one.problem.details) > len(more) else ""
        return f"{where}{one.problem.message} {'; '.join(more)}{ending}"
    return f"{where}{one.problem.message}{''.join(f' {each}' for each in more[:1])}"
