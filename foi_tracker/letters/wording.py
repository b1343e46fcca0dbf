"""What a letter calls things under each law, so that no letter mixes section 16, regulation 9 and section 15.

Names, regulator and the definition of a working day come from ``law.regimes``; here are the sections that letters
cite and the words around them.
"""

from __future__ import annotations

from typing import NamedTuple

from foi_tracker.errors import BadInput
from foi_tracker.law.regimes import regime


class Wording(NamedTuple):
    """One law in the words of a letter.

    ``unit`` is "section" or "regulation". ``answer`` is where the time for answering is set, ``period`` how long it
    is and ``holidays`` what is not counted. ``form`` is the duty to send information in the form asked for,
    ``advice`` the duty to advise and assist. ``review`` is where a review comes from ("" under FOIA: no statute gives
    one) and ``review_time`` how soon its outcome is expected, ``complaint`` the right to go to the regulator.
    ``clarified`` is where the law starts the time for an answer afresh with a clarification ("" where a letter does not
    say so). ``exemption`` is what the law calls a ground for withholding. ``cost`` is the section on the cost limit and
    ``cost_limit`` its size for this authority, both "" where the law has none.
    """

    code: str
    act: str
    short: str
    request: str
    unit: str
    answer: str
    form: str
    advice: str
    clarified: str
    exemption: str
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


class _Sections(NamedTuple):
    short: str
    request: str
    unit: str
    answer: str
    form: str
    advice: str
    clarified: str
    exemption: str
    review: str
    review_time: str
    complaint: str
    cost: str


_SECTIONS = {
    "FOIA": _Sections(
        short="FOIA",
        request="Freedom of Information request",
        unit="section",
        answer="section 10(1)",
        form="section 11",
        advice="section 16",
        clarified="section 10(6)",
        exemption="exemption",
        review="",
        review_time="within 20 working days, as the section 45 Code of Practice and the ICO's guidance advise",
        complaint="section 50 of the Freedom of Information Act 2000",
        cost="section 12",
    ),
    "EIR": _Sections(
        short="the EIR",
        request="Environmental information request",
        unit="regulation",
        answer="regulation 5(2)",
        form="regulation 6",
        advice="regulation 9",
        clarified="",
        exemption="exception",
        review="regulation 11",
        review_time="as soon as possible and within 40 working days of receiving this letter (regulation 11)",
        complaint="section 50 of the Freedom of Information Act 2000, as applied by regulation 18 of the Environmental "
        "Information Regulations 2004",
        cost="",
    ),
    "FOISA": _Sections(
        short="FOISA",
        request="Freedom of Information request",
        unit="section",
        answer="section 10(1)",
        form="section 11",
        advice="section 15",
        clarified="section 10(1)",
        exemption="exemption",
        review="section 20(1)",
        review_time="within 20 working days of receiving this letter (section 21(1))",
        complaint="section 47(1) of the Freedom of Information (Scotland) Act 2002",
        cost="section 12",
    ),
    "EISR": _Sections(
        short="the EI(S)R",
        request="Environmental information request",
        unit="regulation",
        answer="regulation 5(2)",
        form="regulation 6",
        advice="regulation 9",
        clarified="",
        exemption="exception",
        review="regulation 16",
        review_time="within 20 working days of receiving this letter (regulation 16)",
        complaint="section 47(1) of the Freedom of Information (Scotland) Act 2002, as applied by regulation 17 of the "
        "Environmental Information (Scotland) Regulations 2004",
        cost="",
    ),
}

# The laws that letters are written for.
LAWS = tuple(_SECTIONS)

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

    Raises BadInput for a law that letters are not written for.
    """
    law = regime(code)
    told = _SECTIONS.get(law.code)
    if told is None:
        raise BadInput(f"There are no letters for {law.name} here.", f"There are for {', '.join(_SECTIONS)}.")
    scottish = law.jurisdiction == "scotland"
    return Wording(
        code=law.code,
        act=law.name,
        period=law.rules["answer"].words,
        holidays=_HOLIDAYS[law.jurisdiction],
        review_name="review" if scottish else "internal review",
        regulator=law.regulator,
        regulator_form="" if scottish else "its complaint form",
        cost_limit=_cost_limit(law.code, kind, name),
        **told._asdict(),
    )


def _cost_limit(code: str, kind: str, name: str) -> str:
    """Return the appropriate limit in words: SI 2004/3244 regs 3 and 4; SSI 2004/467 regs 3 and 5."""
    if code == "FOISA":
        return "£600, or at least 40 hours of work"
    if code != "FOIA":
        return ""
    if kind in _PART_ONE_KINDS or name in _PART_ONE_NAMES:
        return "£600, or 24 hours of work"
    return "£450, or 18 hours of work"
