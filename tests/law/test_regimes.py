"""The access laws as data: every period against the statutes, and no period without its source."""

from __future__ import annotations

import re

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.law.regimes import REGIMES, Rule, Span, default_regime, regime

WD, CD, M, MB = "working_days", "calendar_days", "months", "months_beginning_with"
THEIRS, YOURS = "authority", "you"

# kind: (whose, firmness, due, latest, what happens when it ends on a day that is not a working day)
PERIODS = {
    "FOIA": {
        "answer": (THEIRS, "law", (20, WD), None, ""),
        "answer_extended": (THEIRS, "guidance", (40, WD), None, ""),
        "very_late": (THEIRS, "guidance", (40, WD), None, ""),
        "review_request": (YOURS, "guidance", (40, WD), None, ""),
        "review": (THEIRS, "guidance", (20, WD), (40, WD), ""),
        "complaint": (YOURS, "guidance", (42, CD), None, ""),
        "regulator_letter": (THEIRS, "guidance", (10, WD), None, ""),
        "compliance": (THEIRS, "law", (30, CD), None, ""),
        "appeal": (YOURS, "law", (28, CD), None, "apart"),
        "clarify": (YOURS, "guidance", (2, M), None, ""),
        "pay": (YOURS, "law", (3, MB), None, ""),
    },
    "EIR": {
        "answer": (THEIRS, "law", (20, WD), None, ""),
        "answer_extended": (THEIRS, "law", (40, WD), None, ""),
        "very_late": (THEIRS, "guidance", (40, WD), None, ""),
        "review_request": (YOURS, "law", (40, WD), None, ""),
        "review": (THEIRS, "law", (40, WD), None, ""),
        "complaint": (YOURS, "guidance", (42, CD), None, ""),
        "regulator_letter": (THEIRS, "guidance", (10, WD), None, ""),
        "compliance": (THEIRS, "law", (30, CD), None, ""),
        "appeal": (YOURS, "law", (28, CD), None, "apart"),
        "clarify": (YOURS, "guidance", (2, M), None, ""),
        "pay": (YOURS, "law", (60, WD), None, ""),
    },
    "FOISA": {
        "answer": (THEIRS, "law", (20, WD), None, ""),
        "very_late": (THEIRS, "guidance", (40, WD), None, ""),
        "review_request": (YOURS, "law", (40, WD), None, ""),
        "review": (THEIRS, "law", (20, WD), None, ""),
        "complaint": (YOURS, "law", (6, M), None, ""),
        "appeal": (YOURS, "law", (42, CD), None, ""),
        "clarify": (YOURS, "guidance", (2, M), None, ""),
        "pay": (YOURS, "law", (3, MB), None, ""),
    },
    "EISR": {
        "answer": (THEIRS, "law", (20, WD), None, ""),
        "answer_extended": (THEIRS, "law", (40, WD), None, ""),
        "very_late": (THEIRS, "guidance", (40, WD), None, ""),
        "review_request": (YOURS, "law", (40, WD), None, ""),
        "review": (THEIRS, "law", (20, WD), None, ""),
        "complaint": (YOURS, "law", (6, M), None, ""),
        "appeal": (YOURS, "law", (42, CD), None, ""),
        "clarify": (YOURS, "guidance", (2, M), None, ""),
        "pay": (YOURS, "law", (60, WD), None, ""),
    },
    "SAR": {
        "answer": (THEIRS, "law", (1, M), None, "forward"),
        "answer_extended": (THEIRS, "law", (3, M), None, "forward"),
        "very_late": (THEIRS, "guidance", (40, WD), None, ""),
    },
}
RULES = [(law.code, rule) for law in REGIMES.values() for rule in law.rules.values()]
EACH_RULE = pytest.mark.parametrize(("code", "rule"), RULES, ids=[f"{code}-{rule.kind}" for code, rule in RULES])


@pytest.mark.parametrize("code", PERIODS)
def test_periods_are_those_of_the_law(code: str) -> None:
    rules = REGIMES[code].rules
    built = {kind: (rule.whose, rule.firmness, rule.due, rule.latest, rule.rolls) for kind, rule in rules.items()}
    assert built == PERIODS[code]


def test_there_are_five_laws() -> None:
    assert list(REGIMES) == list(PERIODS)
    assert all(law.code == code for code, law in REGIMES.items())


@EACH_RULE
def test_every_period_says_from_which_day_it_counts(code: str, rule: Rule) -> None:
    assert REGIMES[code].rules[rule.kind] is rule
    assert rule.counts_from.startswith("the da")


@EACH_RULE
def test_words_state_the_number_that_is_counted(code: str, rule: Rule) -> None:
    # They are read on after a colon: "answer due: 20 working days following receipt".
    assert re.match(r"[0-9]+ [cw]|one |two |three |six |about two |the (date|time) ", rule.words)
    number = {1: "one", 2: "two", 3: "three", 6: "six"}.get(rule.due.count, str(rule.due.count))
    if rule.kind == "complaint" and rule.due.unit == CD:
        number = "six weeks"
    assert number in rule.words
    if rule.due.unit == WD:
        assert f"{rule.due.count} working days" in rule.words
    if rule.latest is not None:
        assert str(rule.latest.count) in rule.words


SECTIONS = {
    "FOIA": {
        "answer": "FOIA 2000 s.10(1)",
        "answer_extended": "FOIA 2000 s.10(3); ICO guidance",
        "very_late": "WhatDoTheyKnow",
        "review_request": "s.45 Code of Practice; ICO guidance",
        "review": "s.45 Code of Practice; ICO guidance",
        "complaint": "FOIA 2000 s.50; ICO guidance",
        "regulator_letter": "ICO practice",
        "compliance": "FOIA 2000 s.50(4)",
        "appeal": "FOIA 2000 s.57; SI 2009/1976 rules 12 and 22(1)(b)",
        "clarify": "FOIA 2000 s.1(3); authorities' practice",
        "pay": "FOIA 2000 s.9(2)",
    },
    "EIR": {
        "answer": "EIR 2004 reg 5(2)",
        "answer_extended": "EIR 2004 reg 7(1)",
        "very_late": "WhatDoTheyKnow",
        "review_request": "EIR 2004 reg 11",
        "review": "EIR 2004 reg 11",
        "complaint": "EIR 2004 reg 18, FOIA 2000 s.50; ICO guidance",
        "regulator_letter": "ICO practice",
        "compliance": "EIR 2004 reg 18, FOIA 2000 s.50(4)",
        "appeal": "EIR 2004 reg 18, FOIA 2000 s.57; SI 2009/1976 rules 12 and 22(1)(b)",
        "clarify": "EIR 2004 reg 9; authorities' practice",
        "pay": "EIR 2004 reg 8(5)",
    },
    "FOISA": {
        "answer": "FOISA 2002 s.10(1)",
        "very_late": "WhatDoTheyKnow",
        "review_request": "FOISA 2002 s.20(5)",
        "review": "FOISA 2002 s.21(1)",
        "complaint": "FOISA 2002 s.47(4)",
        "appeal": "FOISA 2002 s.56; Rules of the Court of Session 41.20(1)(b)",
        "clarify": "FOISA 2002 s.1(3); authorities' practice",
        "pay": "FOISA 2002 s.9",
    },
    "EISR": {
        "answer": "EI(S)R 2004 reg 5(2)",
        "answer_extended": "EI(S)R 2004 reg 7(1)",
        "very_late": "WhatDoTheyKnow",
        "review_request": "EI(S)R 2004 reg 16",
        "review": "EI(S)R 2004 reg 16",
        "complaint": "EI(S)R 2004 reg 17; FOISA 2002 s.47(4)",
        "appeal": "EI(S)R 2004 reg 17; FOISA 2002 s.56; Rules of the Court of Session 41.20(1)(b)",
        "clarify": "EI(S)R 2004 reg 9; authorities' practice",
        "pay": "EI(S)R 2004 reg 8",
    },
    "SAR": {
        "answer": "UK GDPR art 12(3)",
        "answer_extended": "UK GDPR art 12(3)",
        "very_late": "WhatDoTheyKnow",
    },
}


@pytest.mark.parametrize("code", SECTIONS)
def test_sections_are_cited_as_in_the_statute(code: str) -> None:
    assert {kind: rule.cite for kind, rule in REGIMES[code].rules.items()} == SECTIONS[code]


@pytest.mark.parametrize(
    ("code", "short", "jurisdiction", "regulator", "working_day"),
    [
        ("FOIA", "FOIA 2000", "uk", "the ICO", "s.10(6)"),
        ("EIR", "EIR 2004", "uk", "the ICO", "reg 2(1), FOIA 2000 s.10(6)"),
        ("FOISA", "FOISA 2002", "scotland", "the Scottish Information Commissioner", "s.73"),
        ("EISR", "EI(S)R 2004", "scotland", "the Scottish Information Commissioner", "reg 2(1)"),
        ("SAR", "UK GDPR", "uk", "the ICO", ""),
    ],
)
def test_law_has_its_names_its_bank_holidays_and_its_regulator(
    code: str, short: str, jurisdiction: str, regulator: str, working_day: str
) -> None:
    law = REGIMES[code]
    assert (law.short, law.jurisdiction, law.regulator, law.working_day) == (
        short,
        jurisdiction,
        regulator,
        working_day,
    )


def test_full_titles_are_those_of_the_acts() -> None:
    assert {code: law.name for code, law in REGIMES.items()} == {
        "FOIA": "Freedom of Information Act 2000",
        "EIR": "Environmental Information Regulations 2004",
        "FOISA": "Freedom of Information (Scotland) Act 2002",
        "EISR": "Environmental Information (Scotland) Regulations 2004",
        "SAR": "subject access request, UK GDPR article 15",
    }


def test_time_is_extended_only_on_the_ground_that_each_law_knows() -> None:
    assert {code: law.extension for code, law in REGIMES.items()} == {
        "FOIA": "public-interest",
        "EIR": "complex-voluminous",
        "FOISA": "",
        "EISR": "complex-voluminous",
        "SAR": "complex",
    }
    assert {code for code, law in REGIMES.items() if law.extension} == {
        code for code, law in REGIMES.items() if "answer_extended" in law.rules
    }


def test_only_foia_has_a_code_that_counts_from_the_first_working_day() -> None:
    assert {code: law.counts_later for code, law in REGIMES.items() if law.counts_later} == {"FOIA": "s.45 Code"}


def test_silence_must_go_to_a_review_in_scotland_alone() -> None:
    assert {code for code, law in REGIMES.items() if law.silence_needs_review} == {"FOISA", "EISR"}


def test_own_data_is_asked_for_under_one_law() -> None:
    assert {code for code, law in REGIMES.items() if law.own_data} == {"SAR"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FOIA", "FOIA"),
        ("foia", "FOIA"),
        ("EI(S)R", "EISR"),
        ("EIS(R)", "EISR"),
        ("ei(s)r", "EISR"),
        ("EISR", "EISR"),
        (" sar ", "SAR"),
        ("Foisa", "FOISA"),
        ("eir", "EIR"),
    ],
)
def test_law_is_found_however_its_code_is_written(typed: str, code: str) -> None:
    assert regime(typed) is REGIMES[code]


@pytest.mark.parametrize("typed", ["", "CIA", "()"])
def test_unknown_law_is_refused_with_those_that_are_known(typed: str) -> None:
    with pytest.raises(BadInput) as problem:
        regime(typed)
    assert problem.value.message == f"There is no law called {typed!r} here."
    assert problem.value.hint == "The laws are:"
    assert [line.split()[0] for line in problem.value.details] == list(REGIMES)


@pytest.mark.parametrize(
    ("typed", "meant"), [("scotland", "FOISA"), ("GDPR", "SAR"), ("UK GDPR", "SAR"), ("foi", "FOIA"), ("eirs", "EIR")]
)
def test_another_name_of_a_law_is_suggested_and_not_taken(typed: str, meant: str) -> None:
    with pytest.raises(BadInput) as problem:
        regime(typed)
    assert problem.value.hint == f"Did you mean {meant}? The laws are:"


def test_nation_chooses_the_law() -> None:
    assert default_regime("scotland") == "FOISA"
    assert {default_regime(nation) for nation in ("england", "wales", "northern-ireland", "uk", "")} == {"FOIA"}


def test_rows_cannot_be_changed_by_whoever_reads_them() -> None:
    with pytest.raises(TypeError):
        REGIMES["FOIA"] = REGIMES["EIR"]  # type: ignore[index]
    with pytest.raises(TypeError):
        REGIMES["FOIA"].rules["answer"] = REGIMES["EIR"].rules["answer"]  # type: ignore[index]


def test_span_is_a_count_and_a_unit() -> None:
    assert {rule.due.unit for _, rule in RULES} == {WD, CD, M, MB}
    assert REGIMES["FOIA"].rules["answer"].due == Span(20, WD)
