"""Requests as people keep them in a spreadsheet: what one row tells.

A row that leaves something open is no request: it is told why, so that it can be mended, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foi_tracker import sheets
from foi_tracker.authorities.names import shown
from foi_tracker.errors import BadDate, BadInput
from foi_tracker.exchange import statuses
from foi_tracker.exchange.request_columns import CALCULATED, HEADS, LAWS, VIA, WHY
from foi_tracker.exchange.spreadsheet_dates import Reader
from foi_tracker.exchange.statuses import Meaning
from foi_tracker.law.regimes import regime
from foi_tracker.sheets import Row, Sheet

_DATES = ("sent", "acknowledged", "answered", "review", "closed")
_QUESTION = re.compile(r"(?:q|question) ?([0-9]{1,3})")
_KNOWN = frozenset(name for names in HEADS.values() for name in names) | CALCULATED | {WHY}
_LONGEST = {"subject": 300, "our_ref": 100, "their_ref": 100, "campaign": 100, "email": 200}


class Told(NamedTuple):
    """What one row tells of a request. ``stage`` and ``outcome`` are its state; None and "" say nothing.

    ``law`` is a code, or "" for the law that is usual for the authority.
    """

    line: int
    authority: str
    subject: str
    stage: str
    outcome: str = ""
    sent: date | None = None
    acknowledged: date | None = None
    answered: date | None = None
    review: date | None = None
    closed: date | None = None
    our_ref: str = ""
    their_ref: str = ""
    campaign: str = ""
    tags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    notes: str = ""
    email: str = ""
    via: str = ""
    law: str = ""


class Unclear(NamedTuple):
    """A row that cannot be taken in as it stands: its line, why, and its cells; no cells when it is no row."""

    line: int
    why: str
    cells: tuple[str, ...] = ()


class Kept(NamedTuple):
    """What a spreadsheet tells: its header, the rows that are clear and those that are not.

    ``columns`` are the heads that were read, by field; ``calculated`` those passed over because such dates are worked
    out here, ``unused`` those that mean nothing here.
    """

    header: tuple[str, ...]
    told: tuple[Told, ...]
    unclear: tuple[Unclear, ...]
    columns: Mapping[str, tuple[str, ...]]
    calculated: tuple[str, ...]
    unused: tuple[str, ...]
    cells: Mapping[int, tuple[str, ...]]


def read(data: bytes, *, columns: Mapping[str, str] | None = None, date_format: str | None = None) -> Kept:
    """Return what a CSV tells of requests; ``columns`` names the column of a field where its head is unusual.

    Raises BadInput when it is no CSV, or has no column of authorities or of subjects.
    """
    by_hand = columns or {}
    sheet = sheets.read(sheets.decode(data), _KNOWN | {sheets.head(column) for column in by_hand.values()})
    places = _places(sheet, by_hand)
    listed = ", ".join(shown(name) for name in sheet.header[:20] if name) or "none"
    for field, what in (("authority", "names the authorities"), ("subject", "says what the requests are about")):
        if field not in places:
            raise BadInput(f"No column {what}; its columns are {listed}.", f"Say which: --map {field}=COLUMN")
    used = {place for given in places.values() for place in given}
    rest = [name for place, name in enumerate(sheet.header) if place not in used and name and sheets.head(name) != WHY]
    told, unclear = _rows(sheet, places, date_format)
    return Kept(
        sheet.header,
        tuple(told),
        (*unclear, *(Unclear(one.line, one.why) for one in sheet.unreadable)),
        {field: tuple(sheet.header[place] for place in given) for field, given in places.items()},
        tuple(name for name in rest if sheets.head(name) in CALCULATED),
        tuple(name for name in rest if sheets.head(name) not in CALCULATED),
        {row.line: row.cells for row in sheet.rows},
    )


def _places(sheet: Sheet, by_hand: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return field -> columns. A bare "reference" is theirs, but ours where another column holds theirs."""
    heads = dict(HEADS)
    written = {sheets.head(name) for name in sheet.header}
    sure = [name for name in HEADS["their_ref"] if name not in ("reference", "ref")]
    if "their_ref" in by_hand or written & set(sure):
        heads["their_ref"] = tuple(sure)
        heads["our_ref"] = (*HEADS["our_ref"], "reference", "ref")
    found = sheets.places(sheet.header, heads, by_hand)
    numbered = {
        int(match[1]): place
        for place, name in enumerate(sheet.header)
        if (match := _QUESTION.fullmatch(sheets.head(name))) and (place,) not in found.values()
    }
    if numbered and "questions" not in by_hand:
        found["questions"] = (*found.get("questions", ()), *(place for _, place in sorted(numbered.items())))
    return found


def _rows(
    sheet: Sheet, places: Mapping[str, tuple[int, ...]], date_format: str | None
) -> tuple[list[Told], list[Unclear]]:
    dates = [row.cells[place] for field in _DATES for place in places.get(field, ()) for row in sheet.rows]
    reader = Reader(dates, date_format)
    told: list[Told] = []
    unclear: list[Unclear] = []
    for row in sheet.rows:
        try:
            told.append(_told(row, places, reader))
        except BadInput as problem:
            unclear.append(Unclear(row.line, problem.message, row.cells))
    return told, unclear


def _told(row: Row, places: Mapping[str, tuple[int, ...]], reader: Reader) -> Told:
    """Return what a row tells. Raises BadInput, whose message says why it cannot be taken in."""
    texts = {field: row.cells[given[0]].strip() for field, given in places.items()}
    for field in ("authority", "subject"):
        if not texts[field]:
            raise BadInput(f"it names no {field}")
    for field, text in texts.items():
        if field in _LONGEST:
            texts[field] = " ".join(text.split())
            if len(texts[field]) > _LONGEST[field] or not texts[field].isprintable():
                raise BadInput(f"its {field.replace('_', ' ')} is too long, or holds what cannot be printed")
    dates = {field: _date(field, texts.get(field, ""), reader) for field in _DATES}
    meant = _state(texts, dates)
    questions = tuple(row.cells[place].strip() for place in places.get("questions", ()) if row.cells[place].strip())
    return Told(
        row.line,
        " ".join(texts["authority"].split()),
        texts["subject"],
        meant.stage,
        meant.outcome,
        **dates,
        our_ref=texts.get("our_ref", ""),
        their_ref=texts.get("their_ref", ""),
        campaign=texts.get("campaign", ""),
        tags=_tags(texts.get("tags", "")),
        questions=split_questions(questions),
        notes=texts.get("notes", ""),
        email=_email(texts.get("email", "")),
        via=_one(texts.get("via", ""), VIA, "a way to send it", "email, form, post or wdtk"),
        law=_law(texts.get("law", "")),
    )


def _date(field: str, text: str, reader: Reader) -> date | None:
    if not text or text in ("-", "—", "–") or sheets.head(text) in ("n a", "na", "none", "tbc", "tba"):
        return None
    try:
        return reader.read(text)
    except BadDate as problem:
        raise BadInput(f"{field}: {problem.message}") from None


def _state(texts: Mapping[str, str], dates: Mapping[str, date | None]) -> Meaning:
    """Return how far the request came: by its words, else by its dates. Raises BadInput when they do not agree."""
    said = [_meaning(texts[name]) for name in ("status", "outcome") if texts.get(name)]
    stages = {one.stage for one in said}
    outcomes = {one.outcome for one in said if one.outcome}
    if len(outcomes) > 1:
        raise BadInput(f"its status and its outcome contradict each other: {texts['status']}, {texts['outcome']}")
    if statuses.DRAFT in stages and (len(stages) > 1 or dates["sent"] is not None):
        raise BadInput("its status says that it was not sent, and something else says that it was")
    if statuses.DRAFT in stages:
        return Meaning(statuses.DRAFT)
    if dates["sent"] is None:
        raise BadInput("it has no date on which it was sent; if it was not, write draft as its status")
    answered = dates["answered"] is not None
    if answered and stages == {statuses.SENT}:
        raise BadInput("its status says that it waits, and a date that it was answered")
    if statuses.ANSWERED in stages and not answered:
        raise BadInput("its status says that it was answered, and no column says when")
    if statuses.REVIEW in stages and dates["review"] is None:
        raise BadInput("its status says that a review was asked for, and no column says when")
    if statuses.WITHDRAWN in stages and dates["closed"] is None:
        raise BadInput("its status says that it was withdrawn, and no column says when")
    ended = next((stage for stage in (statuses.WITHDRAWN, statuses.CLOSED) if stage in stages), statuses.SENT)
    return Meaning(ended, next(iter(outcomes), ""))


def _meaning(text: str) -> Meaning:
    found = statuses.meaning(text)
    if found is not None:
        return found
    if later := statuses.command_for(text):
        raise BadInput(f"“{shown(text)}” needs a date of its own; write sent as its status, then: {later}")
    raise BadInput(f"“{shown(text)}” is no status that is known here, such as sent, answered, refused or not held")


def _one(text: str, known: Mapping[str, str], what: str, such_as: str) -> str:
    if not text:
        return ""
    if (found := known.get(sheets.head(text))) is None:
        raise BadInput(f"“{shown(text)}” is not {what}: {such_as}")
    return found


def _law(text: str) -> str:
    if not text:
        return ""
    if (named := LAWS.get(sheets.head(text))) is not None:
        return named
    try:
        return regime(text).code
    except BadInput:
        raise BadInput(f"“{shown(text)}” is no law that is known here: FOIA, EIR, FOISA, EISR or SAR") from None


def _email(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", text):
        raise BadInput(f"“{shown(text)}” is not an e-mail address")
    return text


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for part in re.split("[,;\n]", text) if (tag := " ".join(part.split()))))


def split_questions(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the questions of some cells: a cell whose lines begin with 1., 2. and so on holds several.

    >>> split_questions(["1. How many?\\n2. Who\\n  decides?"])
    ('How many?', 'Who decides?')
    """
    found: list[str] = []
    for text in texts:
        lines = text.splitlines()
        numbered = [re.match(r"\s*([0-9]{1,3})[.)]\s+(?=\S)", line) for line in lines]
        numbers = [int(match[1]) for match in numbered if match]
        if not numbers or not numbered[0] or numbers != list(range(1, len(numbers) + 1)):
            found.append(" ".join(text.split()))
            continue
        parts: list[list[str]] = []
        for line, match in zip(lines, numbered, strict=True):
            if match:
                parts.append([line[match.end() :]])
            else:
                parts[-1].append(line)
        found += [" ".join(" ".join(part).split()) for part in parts]
    return tuple(found)
