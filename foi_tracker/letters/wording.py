"""What a letter calls things under each law, so that no letter mixes section 16, regulation 9 and section 15.

Where a law says a thing comes from ``law.concordance``; names, regulator and the definition of a working day from
``law.regimes``; here are the words that letters put round them.
"""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.law.concordance import Concordance, concordance
from foi_tracker.law.regimes import REGIMES, Regime, regime


class Wording(NamedTuple):
    """One law in the words of a letter; what it does not have is "".

    ``unit`` is "section", "regulation" or "article". ``right`` gives the information, ``refusal`` says what a refusal
    must contain. ``answer`` is where the time for answering is set, ``period`` how long it is and ``holidays`` what is
    not counted; ``extension`` is where it can be lengthened, ``clarified`` where it starts afresh with a clarification
    ("" where a letter does not say so). ``form`` is the duty to send information in the form asked for, ``advice`` the
    duty to advise and assist, ``transfer`` where sending a request on to another authority is dealt with.

    ``exemption`` is what the law calls a ground for withholding. ``vexatious`` is the ground for requests that are
    vexatious or manifestly unreasonable, ``not_held`` where not holding something is a ground ("" under FOIA: there it
    is an answer). ``cost`` is the section on the cost limit and ``cost_limit`` its size for this authority.

    ``review`` is where a review comes from ("" under FOIA: no statute gives one) and ``review_time`` how soon its
    outcome is expected, ``complaint`` the right to go to the regulator.
    """

    code: str
    act: str
    short: str
    request: str
    unit: str
    right: str
    answer: str
    form: str
    advice: str
    transfer: str
    clarified: str
    extension: str
    refusal: str
    exemption: str
    vexatious: str
    not_held: str
    period: str
    holidays: str
    review: str
    review_time: str
    review_name: str
    complaint: str
    regulator: str
    regulator_form: str
    cost: str
    cost_limit: str


class _Words(NamedTuple):
    """What only letters say."""

    short: str
    request: str
    review_time: str
    exemption: str


_WORDS = {
    "FOIA": _Words(
        short="FOIA",
        request="Freedom of Information request",
        review_time="within 20 working days, as the section 45 Code of Practice and the ICO's guidance advise",
        exemption="exemption",
    ),
    "EIR": _Words(
        short="the EIR",
        request="Environmental information request",
        review_time="as soon as possible and within 40 working days of receiving this letter (regulation 11)",
        exemption="exception",
    ),
    "FOISA": _Words(
        short="FOISA",
        request="Freedom of Information request",
        review_time="within 20 working days of receiving this letter (section 21(1))",
        exemption="exemption",
    ),
    "EISR": _Words(
        short="the EI(S)R",
        request="Environmental information request",
        review_time="within 20 working days of receiving this letter (regulation 16)",
        exemption="exception",
    ),
    "SAR": _Words(
        short="UK GDPR",
        request="Subject access request",
        review_time="",
        exemption="exemption",
    ),
}

# The laws that letters are written for.
LAWS = tuple(_WORDS)

# The Regulations have no complaint of their own: each applies that of its country's Act.
_APPLIED = {"EIR": "FOIA", "EISR": "FOISA"}

# SI 2004/3244 reg 3: the higher limit is for authorities in Part I of Schedule 1, government departments among them;
# these two are executive agencies of one, though the directory sorts them by what they do.
_PART_ONE_KINDS = ("government-department",)
_PART_ONE_NAMES = ("UK Health Security Agency", "Medicines and Healthcare products Regulatory Agency")

_HOLIDAYS = {
    "uk": "weekends, Christmas Day, Good Friday and the bank holidays of every part of the United Kingdom",
    "scotland": "weekends, Christmas Day and the bank holidays of Scotland",
}


def wording(code: str, *, kind: str = "", name: str = "") -> Wording:
    """Return the words of a law (its code) for an authority of that kind and name.

    Raises BadInput for a code that is no law's.
    """
    law = regime(code)
    cited = concordance(law.code)
    scottish = law.jurisdiction == "scotland"
    return Wording(
        code=law.code,
        act="UK General Data Protection Regulation" if law.own_data else law.name,
        unit=cited.unit,
        right=cited.right,
        answer=cited.answer,
        form=cited.form,
        advice=cited.advice,
        transfer=_transfer(cited),
        # Of both Regulations reg 9(4) is only about a request that was too general, which a letter need not admit.
        clarified=cited.clarified if cited.unit == "section" else "",
        extension=cited.extension,
        refusal=cited.refusal,
        vexatious=cited.vexatious,
        not_held=cited.not_held,
        period=law.rules["answer"].words,
        # A month runs through weekends and holidays.
        holidays="" if law.own_data else _HOLIDAYS[law.jurisdiction],
        review=cited.review,
        review_name="" if law.own_data else "review" if scottish else "internal review",
        complaint=_complaint(law, cited),
        regulator=law.regulator,
        regulator_form="" if scottish else "its complaint form",
        cost=cited.cost,
        cost_limit=_cost_limit(law.code, kind, name),
        **_WORDS[law.code]._asdict(),
    )


def _transfer(cited: Concordance) -> str:
    """Return where a transfer is dealt with: FOIA 2000 s.45(2)(b) and FOISA 2002 s.60(2)(b) leave it to the code."""
    if cited.transfer or not cited.code:
        return cited.transfer
    return f"the {cited.code} Code of Practice"


def _complaint(law: Regime, cited: Concordance) -> str:
    """Return the right to go to the regulator with the Act that gives it and, if need be, what applies it."""
    if law.own_data:
        return "section 165 of the Data Protection Act 2018"
    if law.code not in _APPLIED:
        return f"{cited.complaint} of the {law.name}"
    act = REGIMES[_APPLIED[law.code]]
    return f"{concordance(act.code).complaint} of the {act.name}, as applied by {cited.complaint} of the {law.name}"


def _cost_limit(code: str, kind: str, name: str) -> str:
    """Return the appropriate limit in words: SI 2004/3244 regs 3 and 4; SSI 2004/467 regs 3 and 5."""
    if code == "FOISA":
        return "£600, or at least 40 hours of work"
    if code != "FOIA":
        return ""
    if kind in _PART_ONE_KINDS or name in _PART_ONE_NAMES:
        return "£600, or 24 hours of work"
    return "£450, or 18 hours of work"
