from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.letters import Case
from support.text import joined

from foi_tracker.errors import BadInput, Refused
from foi_tracker.letters.layout import one_line, read_questions
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.templates import Field, Template, find


def template(body: str = "{{ questions }}", **changes: Any) -> Template:
    made = Template(
        name="own",
        title="Roof repairs",
        description="x",
        when="x",
        kind="request",
        regimes=("FOIA", "EIR"),
        authority_kinds=(),
        fields=(),
        questions=("Please provide the plan.",),
        records=None,
        about=None,
        to="authority",
        body=body,
        path="/x/own.txt",
    )
    return made._replace(**changes)


def test_a_letter_has_its_head_its_body_and_its_foot(case: Case) -> None:
    letter = case.draft(template("Dear team,\n\n{{ questions }}"), today=date(2026, 11, 22), our_ref="FOI-1")
    assert letter.subject == "Freedom of Information request - Roof repairs (our ref FOI-1)"
    assert letter.topic == "Roof repairs"
    assert letter.questions == ("Please provide the plan.",)
    assert letter.template == "own"
    assert letter.text == (
        "Subject: Freedom of Information request - Roof repairs (our ref FOI-1)\n"
        "To: Homerton Healthcare NHS Foundation Trust (Freedom of Information team)\n"
        "Date: Sunday 22 November 2026\n"
        "Our ref: FOI-1\n"
        "\n"
        "Dear team,\n"
        "\n"
        "1. Please provide the plan.\n"
        "\n"
        "Yours faithfully,\n"
        "\n"
        "Ann Example\n"
        "Hackney Patients Together\n"
        "ann@example.org\n"
    )


def test_extra_questions_follow_the_templates_own_and_are_not_rendered(case: Case) -> None:
    own = template(questions=("For {{ authority.short_name }}.",))
    letter = case.draft(own, extra_questions=("{{ 7*7 }} {% raw %}",))
    assert letter.questions == ("For Homerton.", "{{ 7*7 }} {% raw %}")
    assert "2. {{ 7*7 }} {% raw %}\n" in letter.text


def test_what_is_set_is_not_rendered_and_shows_as_typed(case: Case) -> None:
    own = template("{{ note }}\n\n{{ questions }}", fields=(Field("note", "x"),), questions=("About {{ note }}.",))
    letter = case.draft(own, values={"note": "{{ requester.name }}"})
    assert letter.text.count("{{ requester.name }}") == 2
    assert letter.questions == ("About {{ requester.name }}.",)


def test_a_value_cannot_make_a_question(case: Case) -> None:
    own = template("{{ note }}\n\n{{ questions }}\n\n{{ note }}", fields=(Field("note", "x"),))
    for note in ("2. foo", "x\n2. foo", "x\n\n2. foo", "x\r2. foo", "x\u20282. foo", "2.", "- a\n\n3. b\n\n  4. c"):
        letter = case.draft(own, values={"note": note})
        assert letter.questions == read_questions(letter.text) == ("Please provide the plan.",)
        assert re.findall(r"(?m)^\d+\..*", letter.text) == ["1. Please provide the plan."]


def test_a_question_cannot_make_another(case: Case) -> None:
    letter = case.draft(template(), extra_questions=("The plan:\n2. foo\n3. bar\n",))
    assert letter.questions == ("Please provide the plan.", "The plan: 2. foo 3. bar")


NAMES = st.text(min_size=1).filter(lambda text: bool(one_line(text).strip()))


@settings(deadline=None)  # the first letter compiles its template
@given(
    questions=st.lists(NAMES, min_size=1, max_size=5),
    subject=NAMES,
    name=NAMES,
    address=st.text(),
    ref=NAMES,
)
def test_whatever_is_typed_the_questions_are_read_back_and_the_head_holds(
    case: Case, questions: list[str], subject: str, name: str, address: str, ref: str
) -> None:
    letter = case.draft(
        "blank",
        extra_questions=questions,
        subject=subject,
        requester=Requester(name, "a@example.org", address, name),
        authority=case.authority._replace(name=name),
        our_ref=ref,
    )
    assert read_questions(letter.text) == letter.questions == tuple(one_line(text) for text in questions)
    head = letter.text.split("\n\n", 1)[0].split("\n")
    assert [line.partition(":")[0] for line in head] == ["Subject", "To", "Date", "Our ref"]
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_a_subject_cannot_add_a_header(case: Case) -> None:
    letter = case.draft("blank", subject="Parking\r\nBcc: everyone@example.org\n\nDear press,")
    assert letter.topic == "Parking Bcc: everyone@example.org Dear press,"
    assert letter.text.startswith(f"Subject: {letter.subject}\nTo: ")


def test_ten_thousand_characters_and_strange_ones_are_kept_whole(case: Case) -> None:
    strange = "\x1b[31m red \x07 \u202eright to left\u202c 🏥 عربى [bold] \x00"
    long = "word " * 1999 + "end"
    letter = case.draft("blank", extra_questions=(strange, long, "x" * 10_000))
    assert letter.questions == (strange, long, "x" * 10_000)
    assert strange in letter.text


@pytest.mark.parametrize("regime", ["FOIA", "FOISA"])
@pytest.mark.parametrize("name", [None, "", " \n"])
def test_a_request_needs_a_name(case: Case, regime: str, name: str | None) -> None:
    with pytest.raises(Refused, match=rf"{regime} needs a real name, yours or your group's \(s\.8\)") as caught:
        case.draft("blank", regime, requester=Requester(name, "ann@example.org"))
    assert "{foi} init --name" in str(caught.value.hint)


@pytest.mark.parametrize("regime", ["EIR", "EISR"])
def test_environmental_information_needs_none(case: Case, regime: str) -> None:
    letter = case.draft("blank", regime, requester=Requester(None, "ann@example.org"))
    assert letter.text.endswith("Yours faithfully,\n\nann@example.org\n")


def test_a_complaint_always_needs_a_name(case: Case) -> None:
    with pytest.raises(Refused, match="your name"):
        case.draft("complaint-ico-no-answer", "EIR", requester=Requester())


def test_a_missing_field_is_named_with_what_it_is_for(case: Case) -> None:
    own = template(fields=(Field("street", "which street"), Field("year", "which year", "2026"), Field("house", "no.")))
    with pytest.raises(Refused, match="needs street, house") as caught:
        case.draft(own, values={"house": "  "})
    assert caught.value.details == ("street: which street", "house: no.")
    assert "--set NAME=VALUE" in str(caught.value.hint)


def test_a_default_stands_in_for_what_is_not_set(case: Case) -> None:
    own = template("{{ year }}\n\n{{ questions }}", fields=(Field("year", "x", "2026"),))
    assert "\n2026\n" in case.draft(own).text
    assert "\n2025\n" in case.draft(own, values={"year": "2025"}).text


def test_an_unknown_field_names_the_known_ones(case: Case) -> None:
    with pytest.raises(BadInput, match="'yaer'") as caught:
        case.draft(template(fields=(Field("year", "which year", "2026"),)), values={"yaer": "2025"})
    assert caught.value.details == ("year: which year",)


def test_a_blank_request_needs_only_a_subject_and_a_question(case: Case) -> None:
    with pytest.raises(Refused, match="needs subject") as caught:
        case.draft("blank", subject=None)
    assert "--subject" in str(caught.value.hint)
    with pytest.raises(Refused, match="nothing yet") as caught:
        case.draft("blank", extra_questions=())
    assert "-q" in str(caught.value.hint)
    assert case.draft("blank", subject=None, values={"subject": "Parking"}).topic == "Parking"


def test_an_empty_question_is_refused(case: Case) -> None:
    with pytest.raises(BadInput, match="empty"):
        case.draft("blank", extra_questions=("What?", " \n\t"))


def test_more_questions_than_a_letter_can_number_are_refused(case: Case) -> None:
    with pytest.raises(Refused, match="999"):
        case.draft("blank", extra_questions=("x",) * 1000)


def test_a_letter_is_not_written_under_a_law_that_its_template_does_not_know(case: Case) -> None:
    with pytest.raises(Refused, match="written for FOIA, not for FOISA"):
        case.draft("fdp-adoption", "FOISA")


def test_a_template_without_a_place_for_questions_is_an_error(case: Case) -> None:
    with pytest.raises(BadInput, match="no place for questions"):
        case.draft(template("Dear team,"))


@pytest.mark.parametrize(
    "body", ["See {{ questions }}", "{{ questions }} please", "{{ questions }}\n\n{{ questions }}", "({{ questions }})"]
)
def test_questions_are_printed_once_and_on_a_line_of_their_own(case: Case, body: str) -> None:
    with pytest.raises(BadInput, match="line of its own"):
        case.draft(template(body))


def test_an_indented_line_right_after_the_questions_is_an_error(case: Case) -> None:
    with pytest.raises(BadInput, match="indented line"):
        case.draft(template("{{ questions }}\n\n    a note"))


def test_a_wrong_name_in_a_question_of_the_template_is_found(case: Case) -> None:
    with pytest.raises(BadInput, match="Question 2 of the template"):
        case.draft(template(questions=("Fine.", "For {{ atuhority.name }}.")))


def test_a_template_with_a_hole_where_a_request_would_be_is_an_error(case: Case) -> None:
    with pytest.raises(BadInput, match="request"):
        case.draft(template("{{ request.number }}\n\n{{ questions }}"))


def test_a_follow_up_without_its_request_says_how_to_name_one(case: Case) -> None:
    with pytest.raises(Refused) as caught:
        case.draft("chaser", request=None)
    assert caught.value.hint == "With the number of the request: {foi} draft 1 -t chaser"


def test_a_follow_up_takes_no_questions(case: Case) -> None:
    with pytest.raises(BadInput, match="no place for questions"):
        case.draft("chaser", extra_questions=("And another thing?",))


def test_a_field_is_filled_from_the_request_unless_it_is_set(case: Case) -> None:
    name = "complaint-ico-no-answer"
    assert "I reminded the authority on Tuesday 29 December 2026" in joined(case.draft(name).text)
    assert "my reminder of Boxing Day" in case.draft(name, values={"chased_on": "Boxing Day"}).text
    with pytest.raises(Refused, match="needs chased_on"):
        case.draft(name, request=case.request(chased_on=None))


def test_two_hundred_letters_take_no_time(case: Case) -> None:
    case.draft("fdp-adoption")
    chosen = find("fdp-adoption")
    started = time.perf_counter()
    for number in range(226):
        case.draft(chosen, our_ref=f"FOI-{number}")
    assert time.perf_counter() - started < 3
