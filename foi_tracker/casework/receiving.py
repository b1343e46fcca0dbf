"""Recording what came: acknowledgements, answers question by question, and everything else they can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.casework import passing
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, check_date, record
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.clocks import SENDINGS
from foi_tracker.law.exemptions import read as read_exemption
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.requests.events import KINDS, OUTCOMES, Outcome, to_dict
from foi_tracker.requests.request import Request

# What a person says -> the event, with the details that the word itself tells.
WHAT: dict[str, tuple[str, dict[str, Any]]] = {
    "ack": ("acknowledged", {}),
    "auto": ("acknowledged", {"automatic": True}),
    "answer": ("answered", {}),
    "question": ("clarification_requested", {}),
    "fee": ("fee_requested", {}),
    "extension": ("extended", {}),
    "holding": ("holding", {}),
    "transfer": ("transferred", {}),
    "reclassified": ("reclassified", {}),
    "successor": ("succeeded", {}),
    "review": ("review_answered", {}),
    "bounce": ("undelivered", {}),
    "regulator": ("regulator_wrote", {}),
    "decision": ("decision_issued", {}),
    "no-notice": ("complaint_closed", {}),
    "complied": ("complied", {}),
    "their-appeal": ("appealed", {"by": "authority"}),
    "appeal": ("appeal_decided", {}),
}

_SHORT = {"g": "released", "given": "released", "p": "partly", "r": "refused", "n": "not_held", "i": "ignored"}
_ITEM = re.compile(r"([0-9]{1,3})=(.+)", re.DOTALL)


class Got(NamedTuple):
    """What came, in the user's words, and what it said. ``on`` is the day they sent it, or the date on a notice.

    ``to`` names the authority that a request was passed to, or that took over; ``amount`` is a fee; ``files`` are
    paths of evidence to keep.
    """

    what: str
    on: date
    received: date | None = None
    until: date | None = None
    ref: str | None = None
    sections: tuple[str, ...] = ()
    basis: str | None = None
    regime: str | None = None
    questions: tuple[int, ...] = ()
    outcomes: tuple[str, ...] = ()
    every: str | None = None
    identity: bool = False
    via: str | None = None
    to: str | None = None
    amount: str | None = None
    result: str | None = None
    text: str | None = None
    files: tuple[str, ...] = ()


def kind_of(what: str) -> tuple[str, dict[str, Any]]:
    """Return the event kind, and what the word itself tells, for "ack" or a unique beginning. Raises BadInput."""
    typed = what.lower()
    if typed in WHAT:
        return WHAT[typed]
    found = [WHAT[word] for word in WHAT if word.startswith(typed)]
    found = found or [
        (kind, {}) for kind, known in KINDS.items() if kind == typed and known.whose not in ("you", "both")
    ]
    if len(found) == 1:
        return found[0]
    raise BadInput(f"{what[:40]!r} is not something that can have come.", "Say one of: " + ", ".join(WHAT))


def got(desk: Desk, refs_typed: Sequence[str], told: Got) -> list[Change]:
    """Record what came; returns what changed for each request.

    Raises BadInput for outcomes or exemptions that cannot be read, Refused for a future date, a question that the
    request has not got, or something that may not follow, NotFound for an unknown request.
    """
    kind, implied = kind_of(told.what)
    if told.received is not None:
        check_date(told.received, desk.today, what="Its arrival", option="--received")
    _check_named(kind, told)
    regime = find_regime(told.regime).code if told.regime else None
    other = desk.directory.find(told.to) if told.to and kind in passing.KINDS else None
    passed = passing.Passing(desk, told, other) if kind == "transferred" and other else None

    def events(request: Request) -> Sequence[dict[str, Any]]:
        law = regime or request.regime
        outcomes = read_outcomes(told.outcomes, every=told.every, questions=told.questions, regime=law)
        exemptions = tuple(read_exemption(section, law) for section in told.sections)
        _check_questions(request, (*told.questions, *outcomes))
        _check_days(kind, told, request)
        if regime is not None:
            _check_relabelling(request, regime)
        details = {
            **implied,
            "received": told.received,
            "until": told.until,
            "ref": told.ref,
            "exemptions": exemptions,
            "basis": told.basis or ("public-interest" if kind == "extended" and exemptions else None),
            "regime": regime,
            "questions": told.questions,
            "outcomes": outcomes,
            "identity": told.identity or None,
            "via": told.via,
            "amount": told.amount,
            "result": told.result,
            "text": told.text,
            **passing.details(kind, told.to or _failing(kind, request), other, passed, request),
        }
        return (to_dict(kind, told.on, **details),)

    return record(
        desk,
        refs_typed,
        told.on,
        events,
        purpose=f"got {' '.join(refs_typed)}",
        files=told.files,
        also=passed.begin if passed else None,
    )


def _check_named(kind: str, told: Got) -> None:
    """Raise BadInput, with the option to say, when something cannot be recorded without it."""
    if kind == "succeeded" and not told.to:
        raise BadInput("Which authority took over is not said.", 'Say it: --to "NAME"')
    if kind == "reclassified" and not told.regime:
        raise BadInput("Under which law they treat it is not said.", "Say it: --regime EIR")


def _check_days(kind: str, told: Got, request: Request) -> None:
    """Refuse a day that cannot be: a promise of one that had passed, a receipt from before the letter went."""
    if told.until is not None and told.until < told.on:
        raise Refused(
            f"On {show(told.on)} they cannot have named {show(told.until)}: it had passed.",
            "Check the day after --until.",
        )
    sent_on = request.sent_on
    if kind == "acknowledged" and told.received is not None and sent_on is not None and told.received < sent_on:
        raise Refused(
            f"They cannot have received it on {show(told.received)}: it went on {show(sent_on)}.",
            "Check the day after --received.",
        )


def _failing(kind: str, request: Request) -> str | None:
    """Return the address that a letter came back from: the one that the last letter went to."""
    if kind != "undelivered":
        return None
    return next((e.details["to"] for e in reversed(request.events) if e.kind in SENDINGS and "to" in e.details), None)


def read_outcomes(
    typed: Sequence[str], *, every: str | None = None, questions: Sequence[int] = (), regime: str | None = None
) -> dict[int, Outcome]:
    """Return question -> outcome from ``2=refused:s43(2),s40:"note"``.

    ``every`` is the outcome of all of ``questions``, or of every question there is, which is written as 0. ``regime``
    is the law whose exemptions are meant.

    >>> read_outcomes(["1=g", '2=refused:s43(2)'])[2]
    Outcome(outcome='refused', exemptions=('s43(2)',), value=None)
    """
    found: dict[int, Outcome] = {}
    if every is not None:
        found = dict.fromkeys(questions or (0,), _outcome(every, regime))
    named: set[int] = set()
    for item in typed:
        pair = _ITEM.fullmatch(item.strip())
        if not pair:
            raise BadInput(f"{item[:40]!r} cannot be read.", "Write the question, =, what came of it: 2=refused:s43.2")
        number = int(pair[1])
        if number in named or number == 0:
            raise BadInput(
                f"Question {number} is named twice, or is none.", "Name each question once: 1=released 2=refused:s43.2"
            )
        named.add(number)
        found[number] = _outcome(pair[2], regime)
    return found


# Nothing was withheld, so a number behind one of these is the value that came, not a section: 3=given:42000.
_WITHOUT_EXEMPTIONS = frozenset(("released", "to_follow", "ignored"))


def _outcome(typed: str, regime: str | None) -> Outcome:
    head, quote, rest = typed.partition(':"')
    value = rest.removesuffix('"') if quote else None
    word, _, behind = head.partition(":")
    name = _outcome_name(word)
    if value is None:
        behind, value = _without_quotes(behind, name)
    return Outcome(name, tuple(read_exemption(part, regime) for part in behind.split(",") if part.strip()), value)


def _without_quotes(behind: str, outcome: str) -> tuple[str, str | None]:
    """Return sections and value of what a shell has taken the quotes from: "s43(2):42000", or "42000" alone."""
    sections, colon, value = behind.partition(":")
    if outcome in _WITHOUT_EXEMPTIONS and not _MARKED_SECTIONS.fullmatch(sections):
        return "", behind.strip() or None
    return sections, value if colon else None


# Sections that say that they are: "s43(2), s.40", "reg 12(5)(e)"; a bare number may be anything.
_MARKED_SECTIONS = re.compile(
    r"(?:\s*(?:s|ss|section|r|reg|regulation)\.? ?[0-9]{1,2}[a-z]?[0-9a-z().]*\s*,?)+", re.IGNORECASE
)


def _outcome_name(typed: str) -> str:
    """Return the outcome that a word, a short form or a unique beginning names. Raises BadInput."""
    word = typed.strip().lower().replace("-", "_")
    name = _SHORT.get(word, word)
    if name in OUTCOMES:
        return name
    starting = [outcome for outcome in OUTCOMES if word and outcome.startswith(word)]
    if len(starting) != 1:
        raise BadInput(f"{word[:40]!r} is not an outcome.", "Outcomes: " + ", ".join(OUTCOMES))
    return starting[0]


def _check_relabelling(request: Request, regime: str) -> None:
    """Refuse a law of the other country: FOIA and EIR bind one set of authorities, FOISA and EI(S)R another."""
    now, then = find_regime(request.regime), find_regime(regime)
    if now.jurisdiction != then.jurisdiction and not (now.own_data or then.own_data):
        raise Refused(
            f"Request {request.number} is under {now.short}; an authority that this binds is not under {then.short}.",
            "Relabelling goes between FOIA and EIR, or in Scotland between FOISA and EISR.",
        )


def _check_questions(request: Request, numbers: Sequence[int]) -> None:
    asked = len(request.questions)
    for number in numbers:
        if number > asked or number < 0:
            many = f"questions 1 to {asked}" if asked > 1 else "one question" if asked else "no numbered questions"
            raise Refused(
                f"Request {request.number} has {many}, so there is no question {number}.",
                f"See them: {{foi}} show {request.number}",
            )
