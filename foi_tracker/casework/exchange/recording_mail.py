"""What a person decided of mail, recorded: all of it in one transaction and one change, or nothing.

Each decision goes through ``receiving.Arrival``, like what is typed. The message and its attachments are kept with the
event, the message under its day and its mark, so that it is known when it comes again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foi_tracker.casework import evidence, infiles, outfiles, receiving
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.evidence import Found
from foi_tracker.casework.exchange.importing_mail import Proposal, Read, messages_of, recorded_in
from foi_tracker.casework.receiving import Arrival, Got
from foi_tracker.casework.recording import Change, Entry
from foi_tracker.dates import parse_date
from foi_tracker.errors import BadInput, FoiError, NotFound, Refused
from foi_tracker.exchange import mail, reply_tables
from foi_tracker.exchange.reply_tables import Line
from foi_tracker.requests.folding import fold

_BY_MARK = "mark:"  # before the mark of a message that has no id
_MOST_TABLE_BYTES = 50_000_000


class Decision(NamedTuple):
    """What a person decided of one message: the requests that it belongs to, and what came.

    ``line`` is its place in a table; None when it was decided on a terminal.
    """

    mark: str
    numbers: tuple[int, ...]
    got: Got
    line: int | None = None


class Recorded(NamedTuple):
    """What was recorded, and how many were passed over: recorded before, rows nobody decided, rows with a no."""

    changes: tuple[Change, ...]
    before: int
    undecided: int = 0
    declined: int = 0


# --- the table -------------------------------------------------------------------------------------------------------


def write_table(desk: Desk, found: Read, out: str) -> str:
    """Write the proposals that are not recorded yet as a table, and return its path; a dry run writes nothing.

    Raises Refused when something stands there already.
    """
    target = outfiles.places(out, ["replies.csv"])[0]
    lines = [_line(one) for one in found.proposals if not one.recorded]
    if not desk.dry:
        outfiles.write_all([(target, reply_tables.write(lines))])
    return target


def _line(one: Proposal) -> Line:
    number = one.match.number
    return Line(
        0,
        number=str(number) if number is not None else "",
        what=one.seeming.what,
        on=one.on.isoformat() if one.on else "",
        outcomes=one.seeming.outcomes,
        sections=",".join(one.seeming.sections),
        basis=one.seeming.basis,
        subject=one.subject,
        sender=one.sender,
        why=one.why,
        message_id=one.message_id or f"{_BY_MARK}{one.mark}",
    )


def record_table(desk: Desk, table: str, mailbox: str) -> Recorded:
    """Record what was decided in a table; ``mailbox`` is the file of mail that it was made of. All of it, or nothing.

    Raises BadInput for a row that cannot be read, Refused for one that may not follow, NotFound for one whose request
    or message is not there; each names the line.
    """
    lines = reply_tables.read(infiles.read(table, most=_MOST_TABLE_BYTES))
    decisions = []
    counted: Counter[bool | None] = Counter()
    for line in lines:
        try:
            counted[line.decision] += 1
            if line.decision:
                decisions.append(_decision(desk, line))
        except FoiError as problem:
            raise _at_line(line.line, problem) from None
    done = record(desk, decisions, mailbox)
    return done._replace(undecided=counted[None], declined=counted[False])


def _decision(desk: Desk, line: Line) -> Decision:
    parts = line.number.replace(",", " ").split()
    if not parts or not all(part.isdecimal() and part.isascii() for part in parts):
        raise BadInput("It names no request.", "Write its number in the column number.")
    if not line.what:
        raise BadInput("It is not said what came.", "Write it in the column what: " + ", ".join(receiving.WHAT))
    if not line.on:
        raise BadInput("The day is missing.", "Write it in the column on, such as 2026-11-22.")
    kind, _ = receiving.kind_of(line.what)
    outcomes, every = reply_tables.read_outcomes(line.outcomes)
    got = Got(
        line.what,
        parse_date(line.on, today=desk.today),
        until=parse_date(line.until, today=desk.today, coming=True) if line.until else None,
        ref=line.ref or None,
        # Of an answer the sections belong to its outcomes; there the column only says what the letter names.
        sections=tuple(filter(None, map(str.strip, line.sections.split(",")))) if kind == "extended" else (),
        basis=line.basis or None,
        outcomes=outcomes,
        every=every,
    )
    text = line.message_id
    mark = text.removeprefix(_BY_MARK) if text.startswith(_BY_MARK) else mail.mark_of(text)
    return Decision(mark, tuple(map(int, parts)), got, line.line)


def read_outcomes(typed: str, regime: str) -> tuple[tuple[str, ...], str | None]:
    """Return the outcomes of single questions and the one of all that a person typed, checked under a law (its code).

    Raises BadInput when they cannot be read.
    """
    outcomes, every = reply_tables.read_outcomes(typed)
    receiving.read_outcomes(outcomes, every=every, regime=regime)
    return outcomes, every


def _at_line(line: int | None, problem: FoiError) -> FoiError:
    """Return the error with the line that it is about, and that nothing happened."""
    if line is None:
        return problem
    kind = next((known for known in (BadInput, NotFound) if isinstance(problem, known)), Refused)
    return kind(f"Line {line}: {problem.message} Nothing was recorded.", problem.hint, details=problem.details)


# --- recording -------------------------------------------------------------------------------------------------------


def record(desk: Desk, decisions: Sequence[Decision], mailbox: str) -> Recorded:
    """Record decisions on the messages of a file of mail, in one change; what a request has already is passed over.

    Raises as ``receiving.got`` does, and NotFound for a message that is not in the file.
    """
    messages: dict[str, bytes] = {}
    for data in messages_of(mailbox) if decisions else ():
        messages.setdefault(mail.parse(data).mark, data)
    before = 0
    changes: list[Change] = []
    with desk.records("import mail") as records:
        entry = Entry(desk, records)
        requests = map(fold, records.all_requests() if decisions else ())
        there = {mark: set(numbers) for mark, numbers in recorded_in(requests).items()}
        for decision in sorted(decisions, key=lambda one: one.got.on):
            for number in decision.numbers:
                if number in there.setdefault(decision.mark, set()):
                    before += 1
                    continue
                there[decision.mark].add(number)
                try:
                    found = [*_files(decision, messages), *evidence.read(decision.got.files)]
                    changes += Arrival(desk, decision.got).record(entry, (str(number),), found)
                except FoiError as problem:
                    raise _at_line(decision.line, problem) from None
    return Recorded(tuple(changes), before)


def _files(decision: Decision, messages: Mapping[str, bytes]) -> list[Found]:
    """Return the message and what was attached to it, under names that are safe on every system."""
    data = messages.get(decision.mark)
    if data is None:
        raise NotFound("Its message is not in the file of mail.", "Name the file that the table was made of: --from")
    letter = Found(f"{decision.got.on.isoformat()}-{decision.mark}.eml", data)
    return [letter, *(Found(evidence.safe_name(one.name), one.data) for one in mail.attachments(data))]
