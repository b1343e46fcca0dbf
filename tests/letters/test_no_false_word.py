"""Whatever has happened to a request, none of its letters says what is not so: tried on lives made at random."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from support.lives import day, life, standing

from foi_tracker.dates import show_long
from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.law.clocks import concerns
from foi_tracker.letters.drafting import draft
from foi_tracker.letters.matter import followed
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.templates import Template, available
from foi_tracker.requests import order
from foi_tracker.requests.events import Outcome
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing

FOLLOW_UPS = [template for template in available() if template.kind == "follow-up"]
ASKED = 3
# The last few come to what is rare: a review in pieces, reminders of some questions, outcomes of another review.
SEEDS = (*range(8), 24, 27, 30, 43)
LIVES_OF_A_SEED = 6
OUTCOMES = ("released", "partly", "refused", "not_held", "over_cost", "held_elsewhere", "ignored", "to_follow")
GROUNDS = {"FOIA": ("s43(2)",), "FOISA": ("s33(1)(b)",), "EIR": ("reg12(5)(e)",), "EISR": ("reg10(5)(e)",)}
BASES = {"FOIA": "public-interest", "EIR": "complex-voluminous", "EISR": "complex-voluminous", "SAR": "complex"}
# Days on which a letter is tried, after the last thing that happened.
LATER = (0, 1, 9, 30, 50, 100)
# What our own letters are recorded as, whose questions the program chooses.
RECORDED = ("chased", "review_requested", "complained")
# What comes after what, so that most lives get somewhere.
FOLLOWS = {
    "sent": ("answered", "chased", "reclassified"),
    "chased": ("complained", "answered"),
    "answered": ("review_requested",),
    "review_requested": ("review_answered", "complained"),
    "review_answered": ("complained",),
    "complained": ("decision_issued",),
    "decision_issued": ("decision_issued", "answered"),
}
A_DATE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (\d{1,2} [A-Z][a-z]+ \d{4})")


class Written(NamedTuple):
    """A letter with the life that it is about."""

    template: Template
    request: Request
    at: Standing
    today: date
    text: str
    about: frozenset[int]


def lives(seed: int) -> Iterator[Request]:
    """Yield requests to which lawful things happened, in the order of their days."""
    chance = random.Random(seed)
    for _ in range(LIVES_OF_A_SEED):
        regime = chance.choice(("FOIA", "FOIA", "EIR", "FOISA", "FOISA", "EISR", "SAR"))
        kind = chance.choice(("nhs-trust", "council", "school"))
        on = date(2026, 3, 2) + timedelta(days=chance.randrange(120))
        told: list[tuple[Any, ...]] = [(show_long(on), "sent", {"via": chance.choice(("email", "post"))})]
        for _ in range(chance.randrange(1, 24)):
            on += timedelta(days=chance.choice((0, 2, 7, 16, 31)))
            before = life(*told, questions=ASKED, regime=regime, kind=kind)
            by_hand = written_by_hand(chance, before, on) if chance.random() < 0.3 else None
            wanted = FOLLOWS.get(chance.choice(told)[1], ()) if chance.random() < 0.7 else ()
            next_one = by_hand or happening(chance, regime, on, wanted)
            more = [*told, (show_long(on), *next_one)]
            request = life(*more, questions=ASKED, regime=regime, kind=kind)
            try:
                order.check(1, request.events, regime=request.regime)
            except Refused:
                continue
            told = more
        yield life(*told, questions=ASKED, regime=regime, kind=kind)


def written_by_hand(chance: random.Random, request: Request, on: date) -> tuple[str, dict[str, Any]] | None:
    """Return what is recorded of a letter of ours that fits on a day: about the questions that it is about."""
    at = standing(request, show_long(on))
    fit = [template for template in FOLLOW_UPS if template.records in RECORDED and text_of(template, at, on)]
    if not fit:
        return None
    template = chance.choice(fit)
    about = followed(template, at, today=on, calendar=shipped()).request.about
    return str(template.records), {"via": "email", **({"questions": about} if about else {})}


def happening(chance: random.Random, regime: str, on: date, wanted: Sequence[str] = ()) -> tuple[str, dict[str, Any]]:
    """Return something that can happen to a request on a day, about all of it or some of its questions.

    Of the kinds that are wanted, where there are any.
    """
    some = (
        tuple(sorted(chance.sample(range(1, ASKED + 1), chance.randrange(1, ASKED)))) if chance.random() < 0.6 else ()
    )
    about = {"questions": some} if some else {}
    later = on + timedelta(days=chance.randrange(5, 60))
    named = GROUNDS.get(regime, ())
    given = {number: Outcome(chance.choice(OUTCOMES), named) for number in some or range(1, ASKED + 1)}
    sending = {"via": chance.choice(("email", "post")), **about}
    can = [
        ("answered", {"outcomes": given}),
        ("answered", {"outcomes": given}),
        ("clarification_requested", about),
        ("clarified", sending),
        ("fee_requested", {}),
        ("fee_paid", {}),
        ("extended", {"until": later, "basis": BASES.get(regime), "exemptions": named, **about}),
        ("holding", {"until": later}),
        ("acknowledged", {"received": on}),
        ("chased", sending),
        ("undelivered", {}),
        ("review_requested", sending),
        ("review_answered", {"outcomes": given}),
        ("complained", about),
        ("complaint_closed", {}),
        *decided(later, about, given),
        ("complied", {}),
        ("appealed", about),
        ("reclassified", {"regime": {"FOIA": "EIR", "FOISA": "EISR"}.get(regime, regime), **about}),
    ]
    return chance.choice([one for one in can if one[0] in wanted] or can)


def decided(later: date, about: dict[str, Any], given: dict[int, Outcome]) -> list[tuple[str, dict[str, Any]]]:
    """Return the decision notices that there can be: with steps, with outcomes, and with both."""
    told = ({"until": later, **about}, {"until": later, "outcomes": given}, {"outcomes": given}, {"until": later})
    return [("decision_issued", details) for details in told]


def letters(seed: int) -> Iterator[Written]:
    """Yield every follow-up that may be written about the lives of a seed, on several days of each."""
    for request in lives(seed):
        for days in LATER:
            today = request.events[-1].on + timedelta(days=days)
            at = standing(request, show_long(today))
            for template in FOLLOW_UPS:
                if (text := text_of(template, at, today)) is not None:
                    about = followed(template, at, today=today, calendar=shipped()).request.about
                    yield Written(template, request, at, today, text, frozenset(about or range(1, ASKED + 1)))


def text_of(template: Template, at: Standing, today: date) -> str | None:
    try:
        told = followed(template, at, today=today, calendar=shipped())
    except Refused:
        return None
    names = {field.name for field in template.fields}
    typed = {"clarification": "I mean that of May.", "error": "The year.", "missing": "All of it.", "leaves_out": "yes"}
    # What is missing after a notice is for a person to say: tried with it where that is asked for.
    values = {name: text for name, text in typed.items() if name in names and (name != "missing" or today.day % 2)}
    try:
        letter = draft(
            template,
            authority=at.request.authority,
            requester=Requester("Ann Example", "ann@example.org"),
            regime=told.law,
            today=today,
            our_ref="FOI-1",
            values=values,
            extra_questions=("Please provide less.",) if template.begins else (),
            request=told.request._replace(our_ref="FOI-1"),
            clock=next(iter(told.clocks), None),
            others=told.clocks[1:],
        )
    except Refused:
        return None
    return " ".join(letter.text.split())


@pytest.fixture(scope="module", params=SEEDS)
def written(request: pytest.FixtureRequest) -> list[Written]:
    """The letters of one seed."""
    found = list(letters(request.param))
    assert len(found) > 50
    return found


def late(at: Standing, number: int, today: date, *, latest: bool) -> bool:
    """Return whether the time for an answer to the question is over, by the law's own clocks."""
    for clock in at.clocks:
        if clock.kind in ("answer", "answer_extended") and clock.runs and number in (clock.questions or (number,)):
            end = clock.latest if latest else clock.due
            return end is not None and today > end
    return False


def listed(text: str) -> list[int]:
    """Return the questions whose time a letter tells apart, else those that it lists as unanswered, else all."""
    before_enclosures = text.partition("Enclosures:")[0]
    if heads := re.findall(r"On questions? ([\d, and]+):", text):
        return [int(number) for head in heads for number in re.findall(r"\d+", head)]
    found = [int(number) for number in re.findall(r"- question (\d+): q\d+(?! Your answer)", before_enclosures)]
    return found or list(range(1, ASKED + 1))


def test_nobody_is_called_late_for_a_question_that_may_be_in_time(written: list[Written]) -> None:
    for one in written:
        if one.template.about != "answer" or one.template.records == "noted":
            continue
        accuses = one.template.records == "complained" or " ago" in one.text or "ended on" in one.text
        # In Scotland a review of silence can be asked for from the day after the answer was due.
        latest = one.template.records != "review_requested" or "ended on" in one.text
        if accuses or one.template.records == "review_requested":
            assert all(late(one.at, number, one.today, latest=latest) for number in listed(one.text)), one.text


def test_no_date_is_named_that_nothing_has(written: list[Written]) -> None:
    for one in written:
        known = {one.today}
        for event in one.request.events:
            known |= {event.on, event.received or event.on, event.until or event.on}
        for clock in one.at.clocks:
            known |= {clock.start, clock.due or clock.start, clock.latest or clock.start}
            known |= {end for pause in clock.pauses for end in pause}
        named = {day(text) for text in A_DATE.findall(one.text)}
        assert named <= known, (named - known, one.text)


def test_a_school_is_given_its_own_time(written: list[Written]) -> None:
    for one in written:
        school = one.request.authority.kind == "school" and one.template.about == "answer"
        if not school or {clock.regime for clock in one.at.clocks} != {"FOIA"}:
            continue
        for clock in one.at.clocks:
            if (
                clock.kind == "answer"
                and clock.regime == "FOIA"
                and clock.due is not None
                and clock.due != clock.latest
            ):
                assert f"ended on {show_long(clock.due)}" not in one.text, one.text


def test_only_what_reached_somebody_is_cited(written: list[Written]) -> None:
    reached = {"chased": "reminded the authority on", "review_requested": "asked the authority for it on"}
    for one in written:
        for kind, words in reached.items():
            went = {show_long(event.on) for event in one.request.delivered if event.kind == kind}
            for told in re.findall(rf"{words} (\w+ \d+ \w+ \d+)", one.text):
                assert told in went, one.text


def test_an_answer_after_a_notice_is_not_passed_over(written: list[Written]) -> None:
    for one in written:
        if "I have seen nothing to show" in one.text:
            cited = day(A_DATE.findall(one.text.partition("Your decision notice")[2])[0])
            since = [event for event in one.request.delivered if event.kind == "answered" and event.on > cited]
            assert not any(concerns(event, number) for event in since for number in one.about), one.text


def running(at: Standing, kind: str) -> set[int]:
    """Return the questions for which a clock of a kind runs."""
    every = range(1, ASKED + 1)
    return {number for clock in at.clocks if clock.runs and clock.kind == kind for number in clock.questions or every}


def test_no_review_is_asked_for_of_what_is_under_review_or_decided(written: list[Written]) -> None:
    asked = [one for one in written if one.template.records == "review_requested"]
    for one in asked:
        silence = one.template.about == "answer"
        if silence:
            assert not one.about & running(one.at, "review"), one.text
        else:
            past = {n for kind in ("review", "appeal", "compliance") for n in running(one.at, kind)}
            assert not one.about & (past - running(one.at, "review_request")), one.text


def test_a_notice_is_cited_with_its_own_day_and_its_own_time(written: list[Written]) -> None:
    for one in written:
        if one.template.about != "compliance":
            continue
        cited, until = (day(text) for text in A_DATE.findall(one.text.partition("Your decision notice")[2])[:2])
        notices = [event for event in one.request.delivered if event.kind == "decision_issued"]
        assert (cited, until) in {(notice.on, notice.until) for notice in notices}, one.text
        assert until < one.today, one.text
        assert one.about <= running(one.at, "compliance"), one.text


def test_no_question_is_lost_on_the_way_to_the_regulator(written: list[Written]) -> None:
    for one in written:
        if one.template.to != "regulator" or one.template.about == "compliance":
            continue
        listed_ones = {int(number) for number in re.findall(r"- question (\d+):", one.text)}
        everything = not listed_ones and one.template.about == "answer"
        for question in one.request.questions:
            open_one = question.outcome in (None, "to_follow", "ignored", "refused", "partly", "not_held", "over_cost")
            waits = any(question.number in running(one.at, kind) for kind in ("answer", "answer_extended", "clarify"))
            if question.number in one.about and open_one and not waits:
                assert everything or question.number in listed_ones, (question, one.text)


def test_a_further_review_is_another_one(written: list[Written]) -> None:
    for one in written:
        first = re.search(r"I sent it to the authority on (\w+ \d+ \w+ \d+)", one.text)
        went = {show_long(event.on) for event in one.request.delivered if event.kind == "review_requested"}
        for further in re.findall(r"I sent a further one(?:, on [^,]+,)? on (\w+ \d+ \w+ \d+)", one.text):
            assert first is not None
            assert further in went - {first[1]}, one.text


def test_an_outcome_that_is_cited_is_of_the_review_that_is_cited(written: list[Written]) -> None:
    for one in written:
        told = re.search(
            r"(?:it to the authority|internal review) on (.+? \d{4})\. (?:The|Its) outcome is dated (.+? \d{4})\.",
            one.text,
        )
        reviews = [event for event in one.request.delivered if event.kind == "review_requested"]
        if told is None or not any(concerns(event, number) for event in reviews for number in one.about):
            continue  # an outcome was recorded of what no review was
        every = tuple(range(1, ASKED + 1))
        went = [event for event in reviews if event.on == day(told[1])]
        came = [e for e in one.request.delivered if e.kind == "review_answered" and e.on == day(told[2])]
        asked = {number for event in went for number in event.questions or every}
        assert any(concerns(event, number) for event in came for number in asked), one.text


def test_a_complaint_of_silence_is_of_what_they_were_reminded_of(written: list[Written]) -> None:
    for one in written:
        if "and that has not brought the answer" in one.text:
            reminders = [event for event in one.request.delivered if event.kind == "chased"]
            for number in listed(one.text):
                assert any(concerns(event, number) for event in reminders), one.text


def test_an_answer_is_enclosed_only_where_one_came(written: list[Written]) -> None:
    for one in written:
        if "- the authority's answer" in one.text.partition("Enclosures:")[2]:
            assert "answered" in one.request.kinds, one.text


def test_every_letter_is_whole(written: list[Written]) -> None:
    for one in written:
        assert not re.search(r"None|\bquestions? and\b| ,| \.|\(\)|  ", one.text), one.text
