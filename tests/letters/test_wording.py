from __future__ import annotations

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.law.regimes import REGIMES
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
    assert cited == {"FOIA": "section 10(6)", "FOISA": "section 10(1)", "EIR": "", "EISR": "", "SAR": ""}


# Each in the order of right, refusal, extension, vexatious, not held, transfer.
@pytest.mark.parametrize(
    ("regime", "cited"),
    [
        (
            "FOIA",
            (
                "section 1(1)",
                "section 17(1)",
                "section 10(3)",
                "section 14",
                "",
                "the section 45 Code of Practice",
            ),
        ),
        (
            "EIR",
            (
                "regulation 5(1)",
                "regulation 14",
                "regulation 7(1)",
                "regulation 12(4)(b)",
                "regulation 12(4)(a)",
                "regulation 10",
            ),
        ),
        (
            "FOISA",
            ("section 1(1)", "section 16(1)", "", "section 14", "section 17", "the section 60 Code of Practice"),
        ),
        (
            "EISR",
            (
                "regulation 5(1)",
                "regulation 13",
                "regulation 7(1)",
                "regulation 10(4)(b)",
                "regulation 10(4)(a)",
                "regulation 14",
            ),
        ),
        ("SAR", ("article 15", "article 12(4)", "article 12(3)", "article 12(5)", "", "")),
    ],
)
def test_a_letter_cites_each_thing_where_its_law_has_it(regime: str, cited: tuple[str, ...]) -> None:
    law = wording(regime)
    assert (law.right, law.refusal, law.extension, law.vexatious, law.not_held, law.transfer) == cited


@pytest.mark.parametrize(
    ("regime", "complaint"),
    [
        ("FOIA", "section 50 of the Freedom of Information Act 2000"),
        (
            "EIR",
            (
                "section 50 of the Freedom of Information Act 2000, as applied by regulation 18 of the "
                "Environmental Information Regulations 2004"
            ),
        ),
        ("FOISA", "section 47(1) of the Freedom of Information (Scotland) Act 2002"),
        (
            "EISR",
            (
                "section 47(1) of the Freedom of Information (Scotland) Act 2002, as applied by regulation 17 of the "
                "Environmental Information (Scotland) Regulations 2004"
            ),
        ),
        ("SAR", "section 165 of the Data Protection Act 2018"),
    ],
)
def test_the_way_to_the_regulator_is_cited_in_full(regime: str, complaint: str) -> None:
    assert wording(regime).complaint == complaint


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


def test_own_data_has_the_words_of_data_protection() -> None:
    law = wording("SAR", kind="nhs-trust", name="Homerton")
    assert (law.act, law.short, law.request) == (
        "UK General Data Protection Regulation",
        "UK GDPR",
        "Subject access request",
    )
    assert (law.unit, law.right, law.answer, law.period) == (
        "article",
        "article 15",
        "article 12(3)",
        "one month from receipt",
    )
    assert law.regulator == "the ICO"
    # Nothing of Freedom of Information: no review, no cost limit, no days that are left out of a month.
    assert law.review == law.review_name == law.review_time == law.cost == law.cost_limit == law.holidays == ""
    assert law.advice == law.transfer == law.not_held == ""


def test_there_are_words_for_every_law() -> None:
    assert tuple(REGIMES) == LAWS
    with pytest.raises(BadInput, match="no law called"):
        wording("FOIPOP")
