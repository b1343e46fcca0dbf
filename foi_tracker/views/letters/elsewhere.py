"""Where a complaint or an appeal is made: pages of regulators and tribunals, as they were read in November 2026."""

from __future__ import annotations

_ICO = "https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/"
_COMMISSIONER = "https://www.itspublicknowledge.info/appeal"
_TRIBUNAL = "https://www.gov.uk/guidance/information-rights-appeal-against-the-commissioners-decision"

# (who gets the letter, law) -> the page; of the Court of Session and of complaints about own data none was read.
_PAGES: dict[tuple[str, str], str] = {
    ("regulator", "FOIA"): _ICO,
    ("regulator", "EIR"): _ICO,
    ("regulator", "FOISA"): _COMMISSIONER,
    ("regulator", "EISR"): _COMMISSIONER,
    ("tribunal", "FOIA"): _TRIBUNAL,
    ("tribunal", "EIR"): _TRIBUNAL,
}


def page_of(recipient: str, regime: str) -> str | None:
    """Return the page on which the regulator or the tribunal takes what is sent to it; None where none is known."""
    return _PAGES.get((recipient, regime))
