"""Answers filled in in a spreadsheet, taken in: what is new or changed is recorded, what is unclear is told.

An empty cell removes nothing. What a review, a notice or a tribunal decided is theirs to change, not a table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker.authorities.names import key
from foi_tracker.casework import infiles, refs
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.receiving import no_question, read_outcomes
from foi_tracker.casework.recording import Change, Entry, append, check_date
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, NotFound, Refused
from foi_tracker.exchange.answer_sheets import Line, read, read_number
from foi_tracker.exchange.spreadsheet_dates import Reader
from foi_tracker.law.clocks import concerns, settled_by
from foi_tracker.law.exemptions import read as read_exemption
from foi_tracker.ledger import Snapshot
from foi_tracker.requests.events import KINDS, OUTCOMES, Event, Outcome, to_dict
from foi_tracker.requests.request import Request
from foi_tracker.sheets import MOST_BYTES, as_it_was, decode

NEW = "new"
CHANGED = "changed"
SAME = "same"
UNCLEAR = "unclear"

_ELSEWHERE = Outcome("held_elsewhere")
_WORD = re.compile("[A-Za-z_ -]{1,60}")


class Row(NamedTuple):
    """One line of the table: "new", "changed", "same" or "unclear", and then why.

    ``number`` and ``question`` are as the table has them. ``said`` is what it says, ``was`` what is recorded.
    """

    line: int
    number: str
    question: str
    how: str
    why: str = ""
    said: Outcome | None = None
    was: Outcome | None = None
    on: date | None = None

    def unclear(self, why: str) -> Row:
        """Return the row as one that is not recorded."""
        return self._replace(how=UNCLEAR, why=why)

    @property
    def place(self) -> tuple[int, int]:
        """The request and the question of a row that is not unclear."""
        return read_number(self.number, "request"), read_number(self.question, "question")


class TakenIn(NamedTuple):
    """What a table of answers brought: each of its lines, and each request that changed."""

    rows: list[Row]
    changes: list[Change]


def take_in(desk: Desk, path: str) -> TakenIn:
    """Record what a table says of answers and is not recorded: all that is clear in one change.

    Raises NotFound for a file that cannot be read, BadInput for one that is no table of answers.
    """
    lines = read(decode(infiles.read(path, most=MOST_BYTES)))
    with desk.records("import answers") as records:
        judge = _Judge(records, desk.today, lines)
        rows = _without_contradictions([judge.row(line) for line in lines])
        return _record(Entry(desk, records), judge.requests, rows)


class _Judge:
    """Says of each line what it is, beside what is recorded."""

    def __init__(self, records: Snapshot, today: date, lines: Iterable[Line]) -> None:
        self.requests: dict[int, Request] = {}
        self._records = records
        self._today = today
        written = [line.cell("answered_on") for line in lines]
        self._dates = Reader(written, short_years=True, mend=f"write it as {today.isoformat()}")

    def row(self, line: Line) -> Row:
        """Return what a line is."""
        row = Row(line.line, line.cell("number"), line.cell("question_no"), UNCLEAR)
        try:
            request = self._request(line)
            number = _question(line, request)
            row = row._replace(number=str(request.number), question=str(number))
            source = _source(request, number)
            was = _said_by(source, number) if source else None
            if not line.cell("outcome"):
                return _without_outcome(row._replace(was=was), line)
            said = _said(line, request, was)
            return self._compared(row._replace(said=said, was=was), line, source)
        except (BadInput, NotFound, Refused) as problem:
            return row.unclear(" ".join(filter(None, (problem.message, problem.hint))))

    def _request(self, line: Line) -> Request:
        number = read_number(line.cell("number"), "number of a request")
        if number not in self.requests:
            refs.resolve((str(number),), self._records)
            self.requests[number] = refs.request(number, self._records)
        request = self.requests[number]
        name = line.cell("authority")
        told = request.raw["authority"]
        known = (request.authority.name, request.authority.short_name, told["name"], told.get("short_name") or "")
        if name and key(name) not in map(key, filter(None, known)):
            raise Refused(f"Request {number} went to {request.authority.name}, not to {name[:60]!r}.")
        return request

    def _compared(self, row: Row, line: Line, source: Event | None) -> Row:
        """Return a row with an outcome as new, changed or the same. Raises Refused or BadInput when it is unclear."""
        typed = line.cell("answered_on")
        on = self._dates.read(typed) if typed else None
        row = row._replace(on=on)
        is_same = row.was is not None and _key(row.was) == _key(row.said)
        if source is not None and is_same and on in (None, source.on):
            return row._replace(how=SAME, on=source.on)
        if on is None:
            raise BadInput("The day on which they answered is missing (answered_on).")
        check_date(on, self._today, what="The answer", option="answered_on")
        if source is None:
            return row._replace(how=NEW)
        if is_same:
            raise Refused(f"Only the date differs: {_kept(source)}. {_take_back(row)}")
        if source.kind != "answered":
            raise Refused(f"What holds is not of an answer: {_kept(source)}. Record what changed with {{foi}} got.")
        if on < source.on:
            raise Refused(f"The date is before the one that holds: {_kept(source)}. {_take_back(row)}")
        return row._replace(how=CHANGED)


def _question(line: Line, request: Request) -> int:
    number = read_number(line.cell("question_no"), "number of a question")
    asked = request.question_count
    if number > asked or (asked and not number):
        raise no_question(request, number)
    return number


def _source(request: Request, number: int) -> Event | None:
    """Return the event whose outcome of a question holds."""
    telling: list[Event] = [
        event
        for event in request.events
        if settled_by(event, number) is not None or (event.kind == "transferred" and concerns(event, number))
    ]
    return telling[-1] if telling else None


def _said_by(source: Event, number: int) -> Outcome:
    return source.outcomes.get(number) or source.outcomes.get(0) or _ELSEWHERE


def _without_outcome(row: Row, line: Line) -> Row:
    if row.was is not None:
        return row.unclear(f"The outcome is empty here; what is recorded stays: {OUTCOMES.get(row.was.outcome, '')}.")
    if line.cell("value") or line.cell("exemptions"):
        return row.unclear("There is no outcome beside the value or the exemptions.")
    return row._replace(how=SAME)


def _said(line: Line, request: Request, was: Outcome | None) -> Outcome:
    """Return what a line says; its empty cells say what is recorded, unless the outcome is another one."""
    outcome = _outcome(line.cell("outcome"))
    kept = was if was is not None and was.outcome == outcome else Outcome(outcome)
    parts = [part for part in re.split("[,;\n]", line.cell("exemptions")) if part.strip()]
    exemptions = tuple(read_exemption(part.strip(), request.regime) for part in parts)
    value = line.cell("value") or None
    if value is not None and kept.value is not None and _is_of(line.cells["value"], kept.value):
        value = kept.value
    return Outcome(outcome, exemptions or kept.exemptions, value if value is not None else kept.value)


def _is_of(cell: str, value: str) -> bool:
    """Return whether a cell is how a table shows a value."""
    lines = "\n".join(value.splitlines()).strip()
    return lines in (cell.strip(), as_it_was(cell.strip()), as_it_was(cell).strip())


def _outcome(typed: str) -> str:
    """Return the outcome that a cell names, by its name or its words, or as one types it. Raises BadInput."""
    for name, words in OUTCOMES.items():
        if typed.lower() in (name, words):
            return name
    if not _WORD.fullmatch(typed):
        raise BadInput(f"{typed[:40]!r} is not an outcome.", "Outcomes: " + ", ".join(OUTCOMES))
    return read_outcomes([f"1={typed.replace(' ', '_')}"])[1].outcome


def _key(said: Outcome | None) -> object:
    return said and (said.outcome, sorted(said.exemptions), said.value)


def _kept(source: Event) -> str:
    return f"{KINDS[source.kind].words}, {show(source.on)}"


def _take_back(row: Row) -> str:
    return f"Take it back and record it again: {{foi}} undo {row.place[0]}"


def _without_contradictions(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those unclear that say different things of one question; one said twice is said once."""
    told: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        if row.how != UNCLEAR:
            told.setdefault(row.place, []).append(row)
    judged = []
    for row in rows:
        others = told.get(row.place, []) if row.how != UNCLEAR else []
        if len({(_key_text(other), other.on) for other in others}) > 1:
            lines = ", ".join(str(other.line) for other in others)
            row = row.unclear(f"Lines {lines} say different things of this question.")
        elif others and row is not others[0]:
            row = row._replace(how=SAME)
        judged.append(row)
    return judged


def _key_text(row: Row) -> str:
    return repr(_key(row.said))


def _record(entry: Entry, requests: dict[int, Request], rows: Sequence[Row]) -> TakenIn:
    """Record the rows that are new or changed, an answer for each request and day; what may not follow is unclear."""
    refused: dict[int, str] = {}
    changes = []
    by_request: dict[int, list[Row]] = {}
    for row in rows:
        if row.how in (NEW, CHANGED):
            by_request.setdefault(row.place[0], []).append(row)
    for number, mine in sorted(by_request.items()):
        request = requests[number]
        events: list[dict[str, object]] = []
        for on in sorted({row.on for row in mine if row.on is not None}):
            of_day = [row for row in mine if row.on == on]
            event = _answer(on, of_day)
            try:
                append(request.raw, [*events, event], change=entry.change, at=entry.at)
            except Refused as refusal:
                why = " ".join(filter(None, (refusal.message, refusal.hint)))
                refused |= {row.line: why for row in of_day}
            else:
                events.append(event)
        if events:
            changes.append(entry.write(request, events))
    return TakenIn([row.unclear(refused[row.line]) if row.line in refused else row for row in rows], changes)


def _answer(on: date, rows: Iterable[Row]) -> dict[str, object]:
    return to_dict("answered", on, outcomes={row.place[1]: row.said for row in rows})
