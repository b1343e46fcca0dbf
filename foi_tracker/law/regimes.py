"""The access laws as data: every period, whose it is, whether law or guidance sets it, and where that is written.

A law that changes is a row that changes here; ``deadlines`` turns a row and a day into dates, and knows no law by name.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from foi_tracker.errors import BadInput

AUTHORITY = "authority"
YOU = "you"
LAW = "law"
GUIDANCE = "guidance"

WORKING_DAYS = "working_days"
CALENDAR_DAYS = "calendar_days"
MONTHS = "months"
MONTHS_BEGINNING_WITH = "months_beginning_with"

ROLLS_NOT = ""
ROLLS_FORWARD = "forward"
ROLLS_APART = "apart"


class Span(NamedTuple):
    """A period of time: ``count`` of a ``unit``.

    "working_days" and "calendar_days" are counted from the day after the start. "months" end on the corresponding
    date, or on the last day of a month that has none. "months_beginning_with" include the first day, so they end on
    the day before the corresponding date.
    """

    count: int  # type: ignore[assignment]  # tuple.count, which no one needs here
    unit: str


class Rule(NamedTuple):
    """One period of one law.

    ``latest`` is the most generous reading of the period; None when there is only one. ``rolls`` says what happens
    when the period ends on a day that is not a working day: nothing (""), the whole deadline moves "forward" to the
    next working day, or the two come "apart": ``due`` is the last working day inside it, ``latest`` the next after it.
    """

    kind: str
    whose: str
    firmness: str
    due: Span
    latest: Span | None
    cite: str
    words: str
    counts_from: str
    rolls: str = ROLLS_NOT


class Regime(NamedTuple):
    """One access law: its names, whose bank holidays it counts by, who enforces it, and its rules by clock kind.

    ``extension`` is the ground on which the authority may take longer: "public-interest" (in a qualified exemption
    only), "complex-voluminous" (both), "complex", or "" for none. ``working_day`` cites the definition of a working
    day; ``counts_later`` cites guidance by which some authorities count a request from the first working day after it
    arrived.
    """

    code: str
    name: str
    short: str
    jurisdiction: str
    regulator: str
    rules: Mapping[str, Rule]
    extension: str = ""
    working_day: str = ""
    counts_later: str = ""
    silence_needs_review: bool = False
    """Whether silence must be taken to a review before the regulator (FOISA 2002 ss.20 and 47), as in Scotland."""
    own_data: bool = False
    """Whether it is about one's own data: a question about scope pauses the clock, one about identity starts it."""


def _theirs(
    kind: str,
    firmness: str,
    due: Span,
    cite: str,
    words: str,
    counts_from: str,
    *,
    latest: Span | None = None,
    rolls: str = ROLLS_NOT,
) -> Rule:
    return Rule(kind, AUTHORITY, firmness, due, latest, cite, words, counts_from, rolls)


def _yours(
    kind: str, firmness: str, due: Span, cite: str, words: str, counts_from: str, *, rolls: str = ROLLS_NOT
) -> Rule:
    return Rule(kind, YOU, firmness, due, None, cite, words, counts_from, rolls)


def _working(count: int) -> Span:
    return Span(count, WORKING_DAYS)


def _by_kind(*rules: Rule) -> Mapping[str, Rule]:
    return MappingProxyType({rule.kind: rule for rule in rules})


ICO = "the ICO"
COMMISSIONER = "the Scottish Information Commissioner"

_REACHED_THEM = "the day it reached them"
_REVIEW_REACHED_THEM = "the day your request for a review reached them"
_THEY_ANSWERED = "the day they sent their answer"
_ANSWER_REACHED_YOU = "the day their answer reached you, or the day it should have come"
_REVIEW_SENT = "the day they sent the outcome of the review"
_REVIEW_REACHED_YOU = "the day the outcome of the review reached you, or the day it should have come"
_NOTICE_DATE = "the date on the decision notice"
_INTIMATED = "the day the decision was intimated to you"
_THEIR_LETTER = "the day of their letter"
_FEES_NOTICE = "the day of their fees notice"

_PRACTICE = "authorities' practice"
_TWO_MONTHS = "about two months, after which authorities usually close the request"
_SIX_WEEKS = "six weeks from the outcome of the review, which the ICO asks for and no law sets"
_SIX_MONTHS = "six months after the outcome of the review, or after the day it should have come"
_LAPSES = "three months beginning with the day of the fees notice, after which the request lapses"
_WINDOW = "40 working days after their answer, or after the day it should have come"
_COMPLEX = "40 working days after receipt, for a request that is complex and voluminous"
_IN_THE_NOTICE = "the time that the notice gives, usually 30 calendar days from its date"
# SI 2009/1976 rule 22: received within 28 days of the day the notice was sent. Rule 12: by 5 pm, and a last day that
# is not a working day moves to the next one.
_TRIBUNAL = "28 calendar days from the day the notice was sent; the tribunal must have the appeal by 5 pm"
_TRIBUNAL_RULES = "SI 2009/1976 rules 12 and 22(1)(b)"
_COURT = "42 calendar days from the day the decision was intimated, on a point of law only: see a solicitor"
_COURT_RULES = "Rules of the Court of Session 41.20(1)(b)"

# Not a clock of law but a measure: from here on WhatDoTheyKnow calls a request "very overdue".
_VERY_LATE = _theirs(
    "very_late", GUIDANCE, _working(40), "WhatDoTheyKnow", "40 working days following receipt", _REACHED_THEM
)
_ICO_LETTER = _theirs(
    "regulator_letter", GUIDANCE, _working(10), "ICO practice", "10 working days from the ICO's letter", _THEIR_LETTER
)

_FOIA = Regime(
    "FOIA",
    "Freedom of Information Act 2000",
    "FOIA 2000",
    "uk",
    ICO,
    _by_kind(
        _theirs("answer", LAW, _working(20), "FOIA 2000 s.10(1)", "20 working days following receipt", _REACHED_THEM),
        _theirs(
            "answer_extended",
            GUIDANCE,
            _working(40),
            "FOIA 2000 s.10(3); ICO guidance",
            "the date they named, at most 40 working days following receipt",
            _REACHED_THEM,
        ),
        _VERY_LATE,
        _yours(
            "review_request",
            GUIDANCE,
            _working(40),
            "s.45 Code of Practice; ICO guidance",
            "40 working days from their answer",
            _THEY_ANSWERED,
        ),
        _theirs(
            "review",
            GUIDANCE,
            _working(20),
            latest=_working(40),
            cite="s.45 Code of Practice; ICO guidance",
            words="20 working days in most cases, 40 in exceptional ones",
            counts_from=_REVIEW_REACHED_THEM,
        ),
        _yours(
            "complaint", GUIDANCE, Span(42, CALENDAR_DAYS), "FOIA 2000 s.50; ICO guidance", _SIX_WEEKS, _REVIEW_SENT
        ),
        _ICO_LETTER,
        _theirs("compliance", LAW, Span(30, CALENDAR_DAYS), "FOIA 2000 s.50(4)", _IN_THE_NOTICE, _NOTICE_DATE),
        _yours(
            "appeal",
            LAW,
            Span(28, CALENDAR_DAYS),
            f"FOIA 2000 s.57; {_TRIBUNAL_RULES}",
            _TRIBUNAL,
            _NOTICE_DATE,
            rolls=ROLLS_APART,
        ),
        _yours("clarify", GUIDANCE, Span(2, MONTHS), f"FOIA 2000 s.1(3); {_PRACTICE}", _TWO_MONTHS, _THEIR_LETTER),
        _yours("pay", LAW, Span(3, MONTHS_BEGINNING_WITH), "FOIA 2000 s.9(2)", _LAPSES, _FEES_NOTICE),
    ),
    extension="public-interest",
    working_day="s.10(6)",
    counts_later="s.45 Code",
)

# Reg 18 brings in FOIA 2000 Part IV, so the steps before the ICO and the tribunal are FOIA's.
_EIR = Regime(
    "EIR",
    "Environmental Information Regulations 2004",
    "EIR 2004",
    "uk",
    ICO,
    _by_kind(
        _theirs("answer", LAW, _working(20), "EIR 2004 reg 5(2)", "20 working days after receipt", _REACHED_THEM),
        _theirs("answer_extended", LAW, _working(40), "EIR 2004 reg 7(1)", _COMPLEX, _REACHED_THEM),
        _VERY_LATE,
        _yours("review_request", LAW, _working(40), "EIR 2004 reg 11", _WINDOW, _THEY_ANSWERED),
        _theirs(
            "review",
            LAW,
            _working(40),
            "EIR 2004 reg 11",
            "40 working days after receipt of your representations",
            _REVIEW_REACHED_THEM,
        ),
        _yours(
            "complaint",
            GUIDANCE,
            Span(42, CALENDAR_DAYS),
            "EIR 2004 reg 18, FOIA 2000 s.50; ICO guidance",
            _SIX_WEEKS,
            _REVIEW_SENT,
        ),
        _ICO_LETTER,
        _theirs(
            "compliance",
            LAW,
            Span(30, CALENDAR_DAYS),
            "EIR 2004 reg 18, FOIA 2000 s.50(4)",
            _IN_THE_NOTICE,
            _NOTICE_DATE,
        ),
        _yours(
            "appeal",
            LAW,
            Span(28, CALENDAR_DAYS),
            f"EIR 2004 reg 18, FOIA 2000 s.57; {_TRIBUNAL_RULES}",
            _TRIBUNAL,
            _NOTICE_DATE,
            rolls=ROLLS_APART,
        ),
        _yours("clarify", GUIDANCE, Span(2, MONTHS), f"EIR 2004 reg 9; {_PRACTICE}", _TWO_MONTHS, _THEIR_LETTER),
        _yours("pay", LAW, _working(60), "EIR 2004 reg 8(5)", "60 working days after their notice", _FEES_NOTICE),
    ),
    extension="complex-voluminous",
    working_day="reg 2(1), FOIA 2000 s.10(6)",
)

# No extension, and no period for compliance: only the date in the notice counts.
_FOISA = Regime(
    "FOISA",
    "Freedom of Information (Scotland) Act 2002",
    "FOISA 2002",
    "scotland",
    COMMISSIONER,
    _by_kind(
        _theirs("answer", LAW, _working(20), "FOISA 2002 s.10(1)", "20 working days following receipt", _REACHED_THEM),
        _VERY_LATE,
        _yours("review_request", LAW, _working(40), "FOISA 2002 s.20(5)", _WINDOW, _ANSWER_REACHED_YOU),
        _theirs(
            "review",
            LAW,
            _working(20),
            "FOISA 2002 s.21(1)",
            "20 working days following receipt of your request for a review",
            _REVIEW_REACHED_THEM,
        ),
        _yours("complaint", LAW, Span(6, MONTHS), "FOISA 2002 s.47(4)", _SIX_MONTHS, _REVIEW_REACHED_YOU),
        _yours("appeal", LAW, Span(42, CALENDAR_DAYS), f"FOISA 2002 s.56; {_COURT_RULES}", _COURT, _INTIMATED),
        _yours("clarify", GUIDANCE, Span(2, MONTHS), f"FOISA 2002 s.1(3); {_PRACTICE}", _TWO_MONTHS, _THEIR_LETTER),
        _yours("pay", LAW, Span(3, MONTHS_BEGINNING_WITH), "FOISA 2002 s.9", _LAPSES, _FEES_NOTICE),
    ),
    working_day="s.73",
    silence_needs_review=True,
)

_EISR = Regime(
    "EISR",
    "Environmental Information (Scotland) Regulations 2004",
    "EI(S)R 2004",
    "scotland",
    COMMISSIONER,
    _by_kind(
        _theirs("answer", LAW, _working(20), "EI(S)R 2004 reg 5(2)", "20 working days after receipt", _REACHED_THEM),
        _theirs("answer_extended", LAW, _working(40), "EI(S)R 2004 reg 7(1)", _COMPLEX, _REACHED_THEM),
        _VERY_LATE,
        _yours("review_request", LAW, _working(40), "EI(S)R 2004 reg 16", _WINDOW, _ANSWER_REACHED_YOU),
        _theirs(
            "review",
            LAW,
            _working(20),
            "EI(S)R 2004 reg 16",
            "20 working days after receipt of your request for a review",
            _REVIEW_REACHED_THEM,
        ),
        _yours(
            "complaint",
            LAW,
            Span(6, MONTHS),
            "EI(S)R 2004 reg 17; FOISA 2002 s.47(4)",
            _SIX_MONTHS,
            _REVIEW_REACHED_YOU,
        ),
        _yours(
            "appeal",
            LAW,
            Span(42, CALENDAR_DAYS),
            f"EI(S)R 2004 reg 17; FOISA 2002 s.56; {_COURT_RULES}",
            _COURT,
            _INTIMATED,
        ),
        _yours("clarify", GUIDANCE, Span(2, MONTHS), f"EI(S)R 2004 reg 9; {_PRACTICE}", _TWO_MONTHS, _THEIR_LETTER),
        _yours("pay", LAW, _working(60), "EI(S)R 2004 reg 8", "60 working days after their notice", _FEES_NOTICE),
    ),
    extension="complex-voluminous",
    working_day="reg 2(1)",
    silence_needs_review=True,
)

# The ICO counts from the day of receipt to the corresponding date, whatever day of the week that was, and then moves a
# weekend or holiday to the next working day, once. No law says whose bank holidays: those of any part of the UK give
# the later day, which is the safe one before an authority is accused.
_SAR = Regime(
    "SAR",
    "subject access request, UK GDPR article 15",
    "UK GDPR",
    "uk",
    ICO,
    _by_kind(
        _theirs(
            "answer",
            LAW,
            Span(1, MONTHS),
            "UK GDPR art 12(3)",
            "one month from receipt",
            _REACHED_THEM,
            rolls=ROLLS_FORWARD,
        ),
        _theirs(
            "answer_extended",
            LAW,
            Span(3, MONTHS),
            "UK GDPR art 12(3)",
            "three months from receipt, for complex or numerous requests",
            _REACHED_THEM,
            rolls=ROLLS_FORWARD,
        ),
        _VERY_LATE,
    ),
    extension="complex",
    own_data=True,
)

REGIMES: Mapping[str, Regime] = MappingProxyType({law.code: law for law in (_FOIA, _EIR, _FOISA, _EISR, _SAR)})


def regime(code: str) -> Regime:
    """Return the law of a code, however it is written: "foia", "EI(S)R", "EIS(R)".

    Raises BadInput, which lists the codes, for another.

    >>> regime("EI(S)R").name
    'Environmental Information (Scotland) Regulations 2004'
    """
    typed = "".join(filter(str.isalpha, code.upper()))
    law = REGIMES.get(typed)
    if law is None:
        meant = next((known for known, names in _ALSO_CALLED.items() if typed in names), None)
        raise BadInput(
            f"There is no law called {code[:40]!r} here.",
            f"{f'Did you mean {meant}? ' if meant else ''}The laws are:",
            details=tuple(f"{law.code:<5}  {law.name}" for law in REGIMES.values()),
        )
    return law


# Suggested, never taken: "Scotland" may as well mean the Environmental Information (Scotland) Regulations.
_ALSO_CALLED = {
    "FOIA": ("ENGLAND", "FOI", "FREEDOMOFINFORMATION", "NORTHERNIRELAND", "UK", "WALES"),
    "EIR": ("EIRS", "ENVIRONMENT", "ENVIRONMENTAL"),
    "FOISA": ("FOIS", "SCOTLAND", "SCOTTISH"),
    "EISR": ("EIRSCOTLAND", "EISRS", "SCOTTISHEIR"),
    "SAR": ("DATAPROTECTION", "DPA", "DSAR", "GDPR", "SUBJECTACCESS", "UKGDPR"),
}


def default_regime(nation: str) -> str:
    """Return the code of the law that an authority of this nation answers under, unless something else says so.

    >>> default_regime("scotland"), default_regime("wales")
    ('FOISA', 'FOIA')
    """
    return "FOISA" if nation == "scotland" else "FOIA"
