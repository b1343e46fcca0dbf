"""Taking in requests that were kept in a spreadsheet: those that are clear, in one change; the others go back to mend.

A request is known again by its uid, made of its authority, its subject and the day it was sent: the same file twice
adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.authorities import Authority
from foi_tracker.casework import infiles, outfiles, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, Entry, blank, check_date
from foi_tracker.dates import show
from foi_tracker.errors import FoiError, Refused
from foi_tracker.exchange import kept_requests, statuses
from foi_tracker.exchange.csv_files import as_file, rows_to_csv
from foi_tracker.exchange.kept_requests import Kept, Told, Unclear
from foi_tracker.exchange.request_columns import WHY
from foi_tracker.law.regimes import REGIMES, default_regime, regime
from foi_tracker.ledger import Snapshot
from foi_tracker.ledger.records import Records
from foi_tracker.requests.events import Outcome, to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.sheets import MOST_BYTES, mapped

_PURPOSE = "import requests"


class Made(NamedTuple):
    """A request that a row became: the line of the row, how it stands, and the kinds of its events."""

    line: int
    change: Change
    kinds: tuple[str, ...]


class Known(NamedTuple):
    """A row whose request is here already, and the number that it has.

    ``unanswered`` says that the row tells of an answer that is not recorded here.
    """

    line: int
    number: int
    unanswered: bool = False


class Imported(NamedTuple):
    """What a spreadsheet brought. ``to_mend`` is the file that holds the unclear rows, when one was asked for."""

    kept: Kept
    made: tuple[Made, ...]
    known: tuple[Known, ...]
    unclear: tuple[Unclear, ...]
    to_mend: str | None


def take_in(
    desk: Desk, path: str, *, columns: Sequence[str] = (), date_format: str | None = None, out: str | None = None
) -> Imported:
    """Take in the requests of a CSV; ``columns`` are FIELD=COLUMN items, ``out`` is where unclear rows go.

    Raises NotFound or BadInput for a file that cannot be used, Refused when something stands at ``out``.
    """
    target = outfiles.places(out, ["unclear.csv"])[0] if out is not None else None
    kept = kept_requests.read(infiles.read(path, most=MOST_BYTES), columns=mapped(columns), date_format=date_format)
    with desk.records(_PURPOSE) as records:
        taker = _Taker(desk, records)
        for told in kept.told:
            taker.take(told)
        cells = kept.cells
        doubts = [one._replace(cells=cells.get(one.line, ())) for one in (*kept.unclear, *taker.unclear)]
        unclear = sorted(doubts, key=lambda one: one.line)
        # Written before the records are: when it cannot be, nothing has happened.
        if target is not None and unclear and not desk.dry:
            outfiles.write_all([(target, _to_mend(kept, unclear))])
    written = target if unclear and not desk.dry else None
    return Imported(kept, tuple(taker.made), tuple(taker.known), tuple(unclear), written)


def _to_mend(kept: Kept, unclear: Iterable[Unclear]) -> bytes:
    """Return the unclear rows as a file with the columns of the one they came from, and why."""
    places = [place for place, name in enumerate(kept.header) if name.strip().lower() != WHY]
    header = [*(kept.header[place] for place in places), WHY]
    rows = [[*(one.cells[place] for place in places), one.why] for one in unclear if one.cells]
    return as_file(rows_to_csv(header, rows))


class _Taker:
    """Makes a request of one row after the other, in one change."""

    def __init__(self, desk: Desk, records: Records) -> None:
        self.made: list[Made] = []
        self.known: list[Known] = []
        self.unclear: list[Unclear] = []
        self._desk = desk
        self._entry = Entry(desk, records)
        self._there = There(records)
        self._lines: dict[str, int] = {}
        self._found: dict[str, Authority | FoiError] = {}

    def take(self, told: Told) -> None:
        """Take one row in, or say why not."""
        try:
            self._take(told)
        except FoiError as problem:
            more = f" {'; '.join(problem.details[:4])}" if problem.details else ""
            self.unclear.append(Unclear(told.line, f"{problem.message}{more}"))

    def _take(self, told: Told) -> None:
        authority = self._authority(told.authority)
        key = key_of(authority.slug, told.subject, told.sent)
        if key in self._lines:
            line = self._lines[key]
            raise Refused(f"It is the same as line {line}: the authority, the subject and the day are the same.")
        number = self._there.number(key)
        if number is not None:
            self._lines[key] = told.line
            unanswered = told.answered is not None and not self._there.is_answered(number)
            self.known.append(Known(told.line, number, unanswered))
            return
        law = law_of(told.law, authority)
        events = _events(told, self._desk.today)
        raw = blank(self._entry.next_number(), authority, law, uid=self._there.uid(key))
        change = self._entry.begin(raw, events)
        self._lines[key] = told.line
        self.made.append(Made(told.line, change, tuple(event["kind"] for event in events)))

    def _authority(self, name: str) -> Authority:
        """Return the authority of a name, looked up once for a file that names it a hundred times."""
        if name not in self._found:
            try:
                self._found[name] = self._desk.directory.find(name)
            except FoiError as problem:
                self._found[name] = problem
        found = self._found[name]
        if isinstance(found, FoiError):
            raise found
        return found


class There:
    """The requests that are here already, by what they are known by."""

    def __init__(self, records: Snapshot) -> None:
        self._uids: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._answered: set[int] = set()
        for raw in records.all_requests():
            request = fold(raw)
            self._uids.add(request.uid)
            if request.undone:
                continue
            if "answered" in request.kinds:
                self._answered.add(request.number)
            self._numbers.setdefault(request.uid, request.number)
            key = key_of(str(raw["authority"]["slug"]), request.subject, request.sent_on)
            self._numbers.setdefault(uid_of(key), request.number)

    def number(self, key: str) -> int | None:
        """Return the number of the request of a key, whoever recorded it; None when there is none."""
        return next((self._numbers[uid] for uid in self._uids_of(key) if uid in self._numbers), None)

    def is_answered(self, number: int) -> bool:
        """Return whether a request has an answer."""
        return number in self._answered

    def uid(self, key: str) -> str:
        """Return the uid of a new request: one whose drafting was taken back keeps its own."""
        return self._uids_of(key)[-1]

    def _uids_of(self, key: str) -> list[str]:
        """Return the uids that requests of a key have had, the first one's first, and one that is free."""
        uids = [uid_of(key)]
        while uids[-1] in self._uids:
            uids.append(uid_of(f"{key}|{len(uids) + 1}"))
        return uids


def key_of(slug: str, subject: str, sent: date | None) -> str:
    """Return what a request is known by in a spreadsheet: its authority, its subject, and the day it was sent."""
    return f"{slug}|{refs.plain(subject)}|{sent.isoformat() if sent else ''}"


def uid_of(key: str) -> str:
    """Return the uid that a key makes: two people who take in one spreadsheet have the same requests."""
    import hashlib

    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def law_of(code: str, authority: Authority) -> str:
    """Return the law of a request: the one that is named, else the usual one. Raises Refused when it binds it not."""
    usual = default_regime(authority.nation)
    named = regime(code) if code else REGIMES[usual]
    if named.jurisdiction != REGIMES[usual].jurisdiction and not named.own_data:
        raise Refused(f"{authority.name} is not under {named.short}, but under {REGIMES[usual].short}.")
    return named.code


def _events(told: Told, today: date) -> list[dict[str, Any]]:
    """Return the events that a row tells. Raises Refused for a date that cannot be."""
    for field in ("sent", "acknowledged", "answered", "review", "closed"):
        on: date | None = getattr(told, field)
        if on is not None:
            check_date(on, today)
            if told.sent is not None and on < told.sent:
                raise Refused(f"{show(on)} is before it was sent, on {show(told.sent)}.")
    drafted = to_dict(
        "drafted",
        told.sent or today,
        subject=told.subject,
        questions=told.questions,
        campaign=told.campaign,
        our_ref=told.our_ref,
        records="sent",
        to=told.email,
    )
    events = [drafted]
    if told.stage != statuses.DRAFT and told.sent is not None:
        events += _life(told, told.sent, today)
    labels = to_dict("labelled", today, tags=told.tags, refs={"authority": told.their_ref} if told.their_ref else {})
    if len(labels) > 2:
        events.append(labels)
    if told.notes:
        events.append(to_dict("noted", today, text=told.notes))
    return events


def _life(told: Told, sent: date, today: date) -> list[dict[str, Any]]:
    """Return what happened to a request that was sent, in the order in which it did."""
    events = [to_dict("sent", sent, via=told.via, to=told.email)]
    if told.acknowledged is not None:
        events.append(to_dict("acknowledged", told.acknowledged))
    if told.answered is not None:
        outcomes = {0: Outcome(told.outcome)} if told.outcome else {}
        events.append(to_dict("answered", told.answered, outcomes=outcomes))
    if told.review is not None:
        events.append(to_dict("review_requested", told.review))
    if told.stage == statuses.WITHDRAWN and told.closed is not None:
        events.append(to_dict("withdrawn", told.closed))
    elif told.stage == statuses.CLOSED:
        # When it was put away is nobody's date but one's own: today, where no column says.
        events.append(to_dict("closed", told.closed or today))
    return events
