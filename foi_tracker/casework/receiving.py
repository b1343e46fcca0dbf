"""Recording what came: acknowledgements, answers question by question, and everything else they can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from foi_tracker.casework import evidence, passing
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.recording import Change, Entry, add, check_date
from foi_tracker.casework.short_forms import SHORT, either, near
from foi_tracker.dates import show
from foi_tracker.errors import BadInput, Refused
from foi_tracker.law.clocks import SENDINGS
from foi_tracker.law.exemptions import read as read_exemption
from foi_tracker.law.regimes import regime as find_regime
from foi_tracker.requests.events import KINDS, OUTCOMES, REVIEW_RESULTS, Outcome, to_dict
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
    raise BadInput(f"{what[:40]!r} is not something that can have come.", _what_instead(typed))


def _what_instead(typed: str) -> str:
    """Return what to say instead of a word that is not in WHAT."""
    if typed in OUTCOMES:
        return f"That is what came of a question. Say: answer --all {typed}"
    meant = [word for word in WHAT if typed and word.startswith(typed)] or near(typed, WHAT)
    return f"Did you mean {either(meant)}?" if meant else "Say one of: " + ", ".join(WHAT)


def got(desk: Desk, refs_typed: Sequence[str], told: Got) -> list[Change]:
    """Record what came; returns what changed for each request.

    Raises BadInput for outcomes or exemptions that cannot be read, Refused for a future date, a question that the
    request has not got, or something that may not follow, NotFound for an unknown request.
    """
    arrival = Arrival(desk, told)
    found = evidence.read(told.files)
    with desk.records(f"got {' '.join(refs_typed)}") as records:
        return arrival.record(Entry(desk, records), refs_typed, found)


class Arrival:
    """What came, looked at as far as it can be without the request."""

    def __init__(self, desk: Desk, told: Got) -> None:
        """Raise BadInput, Refused or NotFound for what could not be recorded of any request."""
        self._desk = desk
        self._told = told
        self._kind, self._implied = kind_of(told.what)
        if told.received is not None:
            check_date(told.received, desk.today, what="Its arrival", option="--received")
        _check_named(self._kind, told)
        self._regime = find_regime(told.regime).code if told.regime else None
        self._other = desk.directory.find(told.to) if told.to and self._kind in passing.KINDS else None
        passed_on = self._kind == "transferred" and self._other
        self._passed = passing.Passing(desk, told, passed_on) if passed_on else None
        check_date(told.on, desk.today)

    def record(self, entry: Entry, refs_typed: Sequence[str], found: Sequence[evidence.Found] = ()) -> list[Change]:
        """Record it for each request inside an entry, with the files that came; raises as ``got`` does."""
        return add(entry, refs_typed, self._events, found=found, also=self._passed.begin if self._passed else None)

    def _events(self, request: Request) -> Sequence[dict[str, Any]]:
        told, kind = self._told, self._kind
        law = self._regime or request.regime
        about = told.questions or (_under_review(self._desk, request) if kind == "review_answered" else ())
        outcomes = read_outcomes(told.outcomes, every=told.every, questions=about, regime=law)
        exemptions = tuple(read_exemption(section, law) for section in told.sections)
        _check_questions(request, (*told.questions, *outcomes))
        _check_days(kind, told, request)
        if self._regime is not None:
            _check_relabelling(request, self._regime)
        details = {
            **self._implied,
            "received": told.received,
            "until": told.until,
            "ref": told.ref,
            "exemptions": exemptions,
            "basis": told.basis or ("public-interest" if kind == "extended" and exemptions else None),
            "regime": self._regime,
            "questions": told.questions,
            "outcomes": outcomes,
            "identity": told.identity or None,
            "via": told.via,
            "amount": told.amount,
            "result": told.result,
            "text": told.text,
            **passing.details(kind, told.to or _failing(kind, request), self._other, self._passed, request),
        }
        return (to_dict(kind, told.on, **details),)


def _under_review(desk: Desk, request: Request) -> tuple[int, ...]:
    """Return the questions whose review runs, ascending; empty for all of them."""
    reviews = [clock for clock in desk.stand_request(request).clocks if clock.kind == "review" and clock.runs]
    if not all(clock.questions for clock in reviews):
        return ()
    return tuple(sorted({number for clock in reviews for number in clock.questions}))


def _check_named(kind: str, told: Got) -> None:
    """Raise BadInput, with the option to say, when something cannot be recorded without it."""
    if kind == "succeeded" and not told.to:
        raise BadInput("Which authority took over is not said.", 'Say it: --to "NAME"')
    if kind == "reclassified" and not told.regime:
        raise BadInput("Under which law they treat it is not said.", "Say it: --regime EIR")
    if told.sections and "outcomes" in KINDS[kind].may:
        sections = ",".join(told.sections)
        raise BadInput(
            "The sections of an answer stand behind its outcome.",
            f"Write --all refused:{sections}, or of one question 2=refused:{sections}",
        )


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
    name = SHORT.get(word, word)
    if name in OUTCOMES:
        return name
    starting = [outcome for outcome in OUTCOMES if word and outcome.startswith(word)]
    if len(starting) == 1:
        return starting[0]
    if word in REVIEW_RESULTS:
        raise BadInput(f"{word!r} is what a review decided as a whole.", f"Say it: --result {word}")
    meant = starting or near(word, OUTCOMES)
    hint = f"Did you mean {either(meant)}?" if meant else "Outcomes: " + ", ".join(OUTCOMES)
    raise BadInput(f"{word[:40]!r} is not an outcome.", hint)


def _check_relabelling(request: Request, regime: str) -> None:
    """Refuse a law of the other country: FOIA and EIR bind one set of authorities, FOISA and EI(S)R another."""
    now, then = find_regime(request.regime), find_regime(regime)
    if now.jurisdiction != then.jurisdiction and not (now.own_data or then.own_data):
        raise Refused(
            f"Request {request.number} is under {now.short}; an authority that this binds is not under {then.short}.",
            "Relabelling goes between FOIA and EIR, or in Scotland between FOISA and EISR.",
        )


def _check_questions(request: Request, numbers: Sequence[int]) -> None:
    for number in numbers:
        if number > request.question_count or number < 0:
            raise no_question(request, number)


def no_question(request: Request, number: int) -> Refused:
    """Return the error for a question that a request has not got."""
    asked = request.question_count
    many = f"questions 1 to {asked}" if asked > 1 else "one question" if asked else "no numbered questions"
    return Refused(
        f"Request {request.number} has {many}, so there is no question {number}.",
        f"See them: {{foi}} show {request.number}",
    )
