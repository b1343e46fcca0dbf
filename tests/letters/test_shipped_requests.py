"""Every request that ships: asks for records, in one law's words, within dates, and says how to narrow it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.letters import Case, words

from foi_tracker.errors import Refused
from foi_tracker.letters.drafting import Letter
from foi_tracker.letters.layout import WIDTH
from foi_tracker.letters.templates import Template, available, find

REQUESTS = {template.name: template for template in available() if template.kind == "request"}

# A value for each field that must be filled, and for some that may.
VALUES = {
    "contract-and-procurement": {"subject": "Parking enforcement services", "supplier": "Example Parking Ltd"},
    "correspondence": {
        "subject": "The closure of Mill Road library",
        "between": "the chief executive and the head of libraries",
        "and_whom": "Example Developments Ltd",
        "date_from": "1 September 2026",
        "date_to": "30 November 2026",
    },
    "environmental": {"subject": "Mill Road pumping station, sewage discharges"},
    "meetings-and-lobbying": {
        "subject": "The Mill Road incinerator",
        "organisation": "Example Energy Ltd",
        "date_from": "1 April 2025",
    },
    "own-data": {"dealings": "treatment at the eye clinic", "date_from": "1 March 2024"},
    "policies-and-guidance": {"subject": "Requests for school transport"},
    "scotland": {"subject": "Waiting times for hip replacement"},
    "spending": {"subject": "Agency staff"},
    "statistics-by-year": {"subject": "Operations cancelled on the day", "first_year": "2021", "last_year": "2025"},
}
OTHERS = ("council", "health-board")
CLAIMED = [
    pytest.param(template, regime, kind, id=f"{template.name}-{regime}-{kind}")
    for template in REQUESTS.values()
    for regime in template.regimes
    for kind in template.authority_kinds or OTHERS
]
every_request = pytest.mark.parametrize("template", REQUESTS.values(), ids=lambda template: template.name)
every_claim = pytest.mark.parametrize(("template", "regime", "kind"), CLAIMED)

FIRST_WAVE = {"fdp-adoption", "fdp-contract"}
FDP = {name for name in REQUESTS if name.startswith("fdp-")}
ACTS = {
    "FOIA": "Freedom of Information Act 2000",
    "EIR": "Environmental Information Regulations 2004",
    "FOISA": "Freedom of Information (Scotland) Act 2002",
    "EISR": "Environmental Information (Scotland) Regulations 2004",
    "SAR": "UK General Data Protection Regulation",
}
CITED = {
    "FOIA": {"section 11", "section 12", "section 16"},
    "EIR": {"regulation 6", "regulation 9"},
    "FOISA": {"section 1(1)", "section 11", "section 12", "section 15"},
    "EISR": {"regulation 6", "regulation 9"},
    "SAR": {"article 12(3)", "article 15", "article 15(3)"},
}


def write(case: Case, template: Template, regime: str = "", kind: str = "", **values: str) -> Letter:
    """Draft a shipped request with sample values, to an authority of that kind."""
    given: dict[str, Any] = {"values": {**VALUES.get(template.name, {}), **values}}
    if not template.questions:
        given |= {"extra_questions": ("Please provide the most recent report on parking.",), "subject": "Parking"}
    to = case.authority._replace(kind=kind or (template.authority_kinds or OTHERS)[0])
    letter: Letter = case.draft(template, regime or template.regimes[0], authority=to, **given)
    return letter


def test_there_is_a_letter_for_each_thing_that_is_commonly_asked() -> None:
    assert set(REQUESTS) >= {
        *FIRST_WAVE,
        "blank",
        "contract-and-procurement",
        "correspondence",
        "council-fdp",
        "environmental",
        "fdp-agreements",
        "fdp-board",
        "fdp-correspondence",
        "fdp-costs-benefits",
        "fdp-dpia",
        "fdp-equality-ethics",
        "fdp-performance",
        "meetings-and-lobbying",
        "own-data",
        "policies-and-guidance",
        "scotland",
        "spending",
        "statistics-by-year",
    }


@every_claim
def test_it_renders_whole_under_each_law_to_each_kind(case: Case, template: Template, regime: str, kind: str) -> None:
    letter = write(case, template, regime, kind)
    assert not re.search(r"[{}\[\]]|None|undefined|\.\.|,,| [,.;]|\( |\(\)|: *$", letter.text.split("\n\n", 2)[2])
    assert "\n\n\n" not in letter.text
    head, body = letter.text.split("\n\n", 1)
    assert "Subject: " in head
    assert max(map(len, body.split("\n"))) <= WIDTH
    assert not re.search(r"(?m) $", body)
    assert body.endswith("Yours faithfully,\n\nAnn Example\nHackney Patients Together\nann@example.org\n")
    assert re.match(r"Dear [A-Z][A-Za-z ]+ team,\n", body)


@every_claim
def test_it_names_its_own_law_and_no_other(case: Case, template: Template, regime: str, kind: str) -> None:
    text = words(write(case, template, regime, kind))
    assert [code for code, act in ACTS.items() if act in text] == [regime]
    assert set(re.findall(r"(?:section|regulation|article) \d+(?:\(\d\))?", text)) <= CITED[regime]
    wrong = "exception" if CITED[regime] & {"section 11", "article 15"} else "exemption"
    assert not re.search(rf"\b{wrong}\b", text)


@every_claim
def test_it_asks_for_advice_and_an_order_where_the_law_has_them(
    case: Case, template: Template, regime: str, kind: str
) -> None:
    text = words(write(case, template, regime, kind))
    advice = {"FOIA": "section 16", "FOISA": "section 15", "EIR": "regulation 9", "EISR": "regulation 9"}.get(regime)
    assert advice is None or re.search(rf"(?:advise|help) me under {advice} ", text)
    limit = {
        "FOIA": "£600, or 24 hours of work" if kind == "government-department" else "£450, or 18 hours of work",
        "FOISA": "£600, or at least 40 hours of work",
    }.get(regime)
    if limit is None:
        assert not re.search(r"£|\blimit\b|section", text)
    else:
        assert f"the limit under section 12 ({limit})" in text


@every_claim
def test_each_question_asks_for_something_that_is_recorded(
    case: Case, template: Template, regime: str, kind: str
) -> None:
    questions = write(case, template, regime, kind).questions
    assert len(questions) == max(1, len(template.questions)) <= 8
    for question in questions:
        assert re.match(r"Please (?:provide|state|name|confirm)\b", question), question
        assert question.endswith("."), question
        assert "?" not in question, question
    assert len(set(questions)) == len(questions)


@every_claim
def test_questions_that_are_cited_are_there(case: Case, template: Template, regime: str, kind: str) -> None:
    letter = write(case, template, regime, kind)
    cited = re.findall(r"questions? (\d+)(?:(?:, \d+)* (?:to|and) (\d+))?", words(letter), re.IGNORECASE)
    assert all(1 <= int(number) <= len(letter.questions) for pair in cited for number in pair if number)


@every_request
def test_it_has_a_time_with_years_before_the_questions_or_in_them(case: Case, template: Template) -> None:
    letter = write(case, template)
    asked = words(letter).partition("If you ")[0]
    assert re.search(r"\bfrom (?:\d+ [A-Z][a-z]+ )?20\d\d\b|\bmost recent\b", asked)
    if "inancial year" in asked:
        assert "inancial years run from 1 April to 31 March" in asked
    for year in re.findall(r"(?<!financial )(?<!calendar )\byears? from 20", asked):
        assert '"Year" is' in asked, year


@every_request
def test_it_does_not_grow_old(template: Template) -> None:
    source = " ".join(" ".join((template.body, *template.questions)).split())
    # A range begins in a year and ends with the letter, or with what a person types; the end of a contract's term is
    # a date of its own.
    assert not re.search(r"\b(?:to|until) (?:\d+ [A-Z][a-z]+ )?20\d\d\b(?!, before any extension)", source)
    assert not re.search(r"\b(?:at present|(?:this|last) (?:year|month))\b", source)


@every_request
def test_it_asks_neither_for_the_world_nor_gives_a_motive(template: Template) -> None:
    source = " ".join((template.body, *template.questions)).lower()
    assert not re.search(
        r"\ball (?:documents|records|information|correspondence|e-mails)\b|\bany and all\b|\beverything\b", source
    )
    assert not re.search(r"\b(?:because|campaign|concerned|worried|believe that you|public interest|scandal)\b", source)
    assert not re.search(r"\b(?:why|do you think|your (?:view|opinion)|justify)\b", source)
    assert not re.search(r"\byou (?:must|are required|are obliged|have to)\b", source)


@every_claim
def test_it_ends_with_how_to_answer(case: Case, template: Template, regime: str, kind: str) -> None:
    text = words(write(case, template, regime, kind))
    assert "Please acknowledge this letter" in text
    assert "give me your reference" in text
    assert "by e-mail" in text or "sent to the e-mail address below" in text
    assert "for each part removed" in text
    assert "number separately" in text or not template.questions


@pytest.mark.parametrize("name", sorted(FDP | {"council-fdp"}))
def test_the_words_of_an_fdp_letter_are_defined_before_they_are_used(case: Case, name: str) -> None:
    letter = write(case, find(name))
    before = words(letter).partition(" 1. Please ")[0]
    asked = " ".join(letter.questions)
    assert '"The FDP" is the NHS Federated Data Platform' in before
    for term in ("FDP product", "Palantir", "NHS bodies", "The officers", "The contract", "The first term"):
        if re.search(rf"\b{term.replace('The ', 'the ')}\b", asked):
            assert re.search(rf'"{term}" (?:is|are) ', before), term


@every_claim
def test_it_fits_on_a_page_and_a_half(case: Case, template: Template, regime: str, kind: str) -> None:
    assert len(write(case, template, regime, kind).text.split("\n")) <= 95


@pytest.mark.parametrize("name", sorted(FDP | {"council-fdp"}))
def test_an_fdp_letter_needs_nothing_filled_in(case: Case, name: str) -> None:
    template = find(name)
    assert all(field.default for field in template.fields)
    assert 6 <= len(case.draft(template, authority=case.authority._replace(kind="icb")).questions) <= 8


@pytest.mark.parametrize("name", sorted(FDP))
def test_an_fdp_letter_is_for_england_and_knows_its_wave(name: str) -> None:
    template = find(name)
    assert template.regimes == ("FOIA",)
    second = (
        "Second wave: within 60 working days of another FDP letter to the same authority the two may be added "
        "together (s.12)."
    )
    assert template.when.startswith(second) == (name not in FIRST_WAVE)


@pytest.mark.parametrize("name", ["fdp-dpia", "fdp-equality-ethics", "fdp-performance"])
def test_a_letter_that_goes_to_nhs_england_too_does_not_speak_of_it_as_somebody_else(case: Case, name: str) -> None:
    text = words(write(case, find(name), kind="nhs-national"))
    assert not re.search(r"to NHS England|with NHS England|your staff who used", text)


def test_the_letter_on_performance_asks_nhs_england_for_what_it_receives(case: Case) -> None:
    template = find("fdp-performance")
    assert "in which organisations reported to you on their use" in words(write(case, template, kind="nhs-national"))
    assert "report on your use of the FDP that you sent to NHS England" in words(write(case, template))


def test_the_contract_may_have_passed_to_a_department(case: Case) -> None:
    text = words(write(case, find("fdp-contract"), kind="government-department"))
    assert "includes any body whose part in the contract you have taken over" in text
    assert '"The first term" is the time to 15 February 2027, before any extension.' in text


def test_dates_that_a_person_types_stand_in_the_letter(case: Case) -> None:
    narrow = words(write(case, find("fdp-correspondence"), date_from="1 May 2026", date_to="31 July 2026"))
    assert "Each question is about the time from 1 May 2026 to 31 July 2026." in narrow
    assert "1 January 2026" not in narrow


def test_correspondence_without_dates_is_refused(case: Case) -> None:
    with pytest.raises(Refused, match="needs between, and_whom, date_from, date_to"):
        case.draft("correspondence", subject="The closure of Mill Road library")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("calendar", '"Year" is the calendar year, from 1 January to 31 December.'),
        ("financial", '"Year" is the financial year, from 1 April to 31 March.'),
        ("the school year, from 1 September to 31 August", '"Year" is the school year, from 1 September to 31 August.'),
    ],
)
def test_statistics_say_what_a_year_is(case: Case, kind: str, told: str) -> None:
    assert told in words(write(case, find("statistics-by-year"), year_kind=kind))


def test_a_breakdown_and_search_words_appear_only_when_they_are_told(case: Case) -> None:
    statistics, letters = find("statistics-by-year"), find("correspondence")
    assert "from 2021 to 2025. 2." in words(write(case, statistics))
    assert "from 2021 to 2025, broken down by ward. 2." in words(write(case, statistics, breakdown="by ward"))
    assert "enough to search" not in words(write(case, letters))
    assert "for these words: Mill Road." in words(write(case, letters, search_words="Mill Road"))


def test_a_contract_whose_supplier_is_not_known_names_none(case: Case) -> None:
    template = find("contract-and-procurement")
    assert "the supplier that I know of is Example Parking Ltd." in words(write(case, template))
    assert "for: Parking enforcement services. If there are several" in words(write(case, template, supplier=""))


def test_a_request_for_own_data_is_no_freedom_of_information_request(case: Case) -> None:
    letter = write(case, find("own-data"), known_as="patient number 123")
    text = letter.text.split("\n\n", 1)[1]
    assert letter.subject.startswith("Subject access request - ")
    assert text.startswith("Dear Data Protection team,")
    assert not re.search(r"Freedom of Information|section|FOI\b|working days|cost", text)
    assert "within one month from receipt (article 12(3))" in words(letter)
    assert "- Your records may know me as: patient number 123.\n" in text
    assert "know me as" not in words(write(case, find("own-data")))


def test_each_kind_of_authority_has_what_is_for_it() -> None:
    def names(kind: str, regime: str) -> set[str]:
        return {
            template.name
            for template in REQUESTS.values()
            if regime in template.regimes and kind in (template.authority_kinds or (kind,))
        }

    assert names("nhs-trust", "FOIA") >= FDP - {"fdp-contract"}
    assert names("nhs-national", "FOIA") & FDP == {
        "fdp-contract",
        "fdp-dpia",
        "fdp-equality-ethics",
        "fdp-performance",
    }
    assert "council-fdp" in names("council", "FOIA")
    assert not names("council", "FOIA") & FDP
    assert not [name for name in names("health-board", "FOISA") if "fdp" in name]
    assert {"scotland", "blank", "spending"} <= names("health-board", "FOISA")
    assert names("council", "EIR") == {"blank", "correspondence", "environmental", "meetings-and-lobbying"}
    assert names("nhs-trust", "SAR") == {"own-data"}


@every_request
def test_its_front_matter_tells_a_person_what_they_need(template: Template) -> None:
    assert template.description.endswith(".")
    assert template.when.endswith(".")
    assert "\n" not in template.when + template.description
    for field in template.fields:
        assert re.match(r"[a-z]+(?:_[a-z]+)*$", field.name)
        assert len(field.help) > 20
        assert field.help[0].islower()
    if set(template.regimes).isdisjoint({"FOIA", "FOISA"}):
        # The law of the nation would be chosen; it must be named.
        assert f"--regime {template.regimes[0]}" in template.when
