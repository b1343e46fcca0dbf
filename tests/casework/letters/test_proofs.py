"""Trying templates: the sample requests are what they say, every shipped template passes, and each fault is found."""

from __future__ import annotations

import pytest

from foi_tracker.casework.letters import proofs
from foi_tracker.letters import templates
from foi_tracker.letters.templates import Field, Template

FRONT = """+++
title = "Mine"
description = "Mine."
when = "Always."
kind = "{kind}"
regimes = {regimes}
{more}
+++
"""
QUESTION = 'questions = ["Please provide the lease that was signed in May 2025."]'


def made(body: str, *, kind: str = "request", regimes: str = '["FOIA"]', more: str = "") -> Template:
    """Return a template of one's own."""
    text = FRONT.format(kind=kind, regimes=regimes, more=more) + body
    return templates.parse(text, path="/own/mine.txt")


def request(body: str = "Dear team,\n\n{{ questions }}\n", more: str = QUESTION, **how: str) -> Template:
    return made(body, more=more, **how)


def follow_up(body: str, more: str = 'records = "chased"\nabout = "answer"', **how: str) -> Template:
    return made(body, kind="follow-up", more=more, **how)


def troubles(template: Template) -> list[proofs.Trouble]:
    return list(dict.fromkeys(trouble for proof in proofs.prove(template) for trouble in proof.troubles))


def told(template: Template) -> str:
    """Return the one thing that is wrong with a template, with its place in front."""
    (trouble,) = troubles(template)
    return f"{trouble.where}: {trouble.what}"


class TestShipped:
    @pytest.mark.parametrize("template", templates.available(), ids=lambda template: template.name)
    def test_every_one_passes_under_all_that_it_claims(self, template: Template) -> None:
        found = proofs.prove(template)
        assert {proof.regime for proof in found} == set(template.regimes)
        assert set(template.authority_kinds) <= {proof.kind for proof in found}
        assert all(proof.letters for proof in found)
        assert troubles(template) == []


class TestFaults:
    """Each is found, in a template that is otherwise good."""

    def test_the_good_ones_are_good(self) -> None:
        assert troubles(request()) == []
        assert troubles(follow_up("Please answer the request of {{ request.sent_on|long_date }}.\n")) == []

    @pytest.mark.parametrize("left", ["[name]", "[insert date]", "XXX", "TODO", "{{ '{{ x }}' }}", "DD/MM/YYYY"])
    def test_something_left_to_fill_in(self, left: str) -> None:
        assert "was not filled in" in told(request(f"Dear team,\n\nI am {left} of Hackney.\n\n{{{{ questions }}}}\n"))
        assert "was not filled in" in told(follow_up(f"I am {left} of Hackney.\n"))

    def test_something_left_in_a_default(self) -> None:
        field = '[fields.place]\nhelp = "where"\ndefault = "[place]"'
        assert "[place]" in told(request("Dear team,\n\n{{ place }}\n\n{{ questions }}\n", f"{QUESTION}\n{field}"))

    @pytest.mark.parametrize("body", ["{{ nobody }}", "{% if no %}x{% endif %}", "{{ authority.address }}"])
    def test_a_name_that_is_not_known(self, body: str) -> None:
        (trouble,) = troubles(request(f"Dear team,\n\n{body}\n\n{{{{ questions }}}}\n"))
        assert "there is no such name" in trouble.what
        assert "/own/mine.txt, line 3 of the letter" in trouble.what
        assert trouble.details

    def test_a_date_that_is_not_always_known_names_an_occasion(self) -> None:
        words = told(follow_up("You answered on {{ request.answered_on|long_date }}.\n"))
        assert words.startswith("a week after it went: ")
        assert "not known" in words

    @pytest.mark.parametrize(
        ("tag", "printed"),
        [("{{ request.chased_on ~ '' }}", "is not known"), ("{{ authority ~ '' }}", "a thing with parts")],
    )
    def test_what_is_nothing_or_has_parts_is_never_joined(self, tag: str, printed: str) -> None:
        assert printed in told(follow_up(f"Reminded on {tag}, and none other.\n"))

    def test_the_word_none_in_ones_own_words_is_no_fault(self) -> None:
        assert troubles(follow_up("None of my questions has an answer.\n")) == []

    def test_what_the_checks_of_letters_find(self) -> None:
        words = told(request(more='questions = ["Why do you park there?"]'))
        assert words.startswith("question 1: ")
        assert "reason or an opinion" in words

    def test_a_follow_up_that_fits_no_occasion(self) -> None:
        never = 'records = "chased"\nabout = "answer"\nneeds = ["vexatious_or_repeated"]'
        assert "on no sample request" in told(follow_up("Please answer.\n", never))

    def test_a_kind_of_authority_that_is_none(self) -> None:
        found = proofs.prove(request(more=f'{QUESTION}\nauthority_kinds = ["council", "nhs-trsut"]'))
        assert [(proof.kind, bool(proof.troubles)) for proof in found] == [("council", False), ("nhs-trsut", True)]

    def test_a_fault_under_one_law_only(self) -> None:
        body = "Dear team,\n\n{% if regime.code == 'EIR' %}[date]{% endif %}\n\n{{ questions }}\n"
        found = proofs.prove(request(body, regimes='["FOIA", "EIR"]'))
        assert {proof.regime for proof in found if proof.troubles} == {"EIR"}

    def test_a_fault_that_only_a_filled_blank_shows(self) -> None:
        field = '[fields.place]\nhelp = "where"\ndefault = ""'
        body = "Dear team,\n\n{% if place %}[date]{% endif %}\n\n{{ questions }}\n"
        assert "[date]" in told(request(body, f"{QUESTION}\n{field}"))

    def test_one_fault_on_many_occasions_is_told_once(self) -> None:
        assert len(troubles(follow_up("Sent on {{ request.sent_on|long_date }}.\n\n[date]\n"))) == 1


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("subject", "what it is about, in a few words: Parking charges 2025-26", "Parking charges 2025-26"),
        ("date_from", "the first day", "12 January 2026"),
        ("answered_on", "the day on which: [a date]", "12 January 2026"),
        ("place", "where it is", "the car park in Mill Road"),
    ],
)
def test_a_blank_is_filled_with_the_example_of_its_help(name: str, words: str, value: str) -> None:
    assert proofs.sample_value(Field(name, words)) == value
