from __future__ import annotations

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.letters.wording import LAWS, wording


@pytest.mark.parametrize(
    ("regime", "advice", "form", "exemption", "regulator"),
    [
        ("FOIA", "section 16", "section 11", "exemption", "the ICO"),
        ("EIR", "regulation 9", "regulation 6", "exception", "the ICO"),
        ("FOISA", "section 15", "section 11", "exemption", "the Scottish Information Commissioner"),
        ("EISR", "regulation 9", "regulation 6", "exception", "the Scottish Information Commissioner"),
    ],
)
def test_each_law_has_its_own_sections(regime: str, advice: str, form: str, exemption: str, regulator: str) -> None:
    law = wording(regime)
    assert (law.advice, law.form, law.exemption, law.regulator) == (advice, form, exemption, regulator)


def test_only_the_acts_are_cited_for_a_time_that_starts_afresh() -> None:
    cited = {code: wording(code).clarified for code in LAWS}
    assert cited == {"FOIA": "section 10(6)", "FOISA": "section 10(1)", "EIR": "", "EISR": ""}


# FOIA: SI 2004/3244 reg 3 and FOIA Sch 1 Part I; Scotland: SSI 2004/467 regs 3 and 5.
@pytest.mark.parametrize(
    ("regime", "kind", "name", "limit"),
    [
        ("FOIA", "nhs-trust", "Homerton", "£450, or 18 hours of work"),
        ("FOIA", "nhs-national", "NHS England", "£450, or 18 hours of work"),
        ("FOIA", "council", "Hackney Council", "£450, or 18 hours of work"),
        ("FOIA", "government-department", "Department of Health and Social Care", "£600, or 24 hours of work"),
        ("FOIA", "nhs-national", "UK Health Security Agency", "£600, or 24 hours of work"),
        ("FOISA", "health-board", "NHS Fife", "£600, or at least 40 hours of work"),
        ("EIR", "government-department", "Cabinet Office", ""),
        ("EISR", "health-board", "NHS Fife", ""),
    ],
)
def test_the_cost_limit_follows_the_law_and_the_authority(regime: str, kind: str, name: str, limit: str) -> None:
    law = wording(regime, kind=kind, name=name)
    assert law.cost_limit == limit
    assert bool(law.cost) == bool(limit)


def test_scotland_leaves_out_only_its_own_holidays() -> None:
    assert "Scotland" in wording("FOISA").holidays
    assert "Good Friday" not in wording("EISR").holidays
    assert "every part of the United Kingdom" in wording("FOIA").holidays


def test_a_law_without_letters_says_so() -> None:
    with pytest.raises(BadInput, match="no letters"):
        wording("SAR")
