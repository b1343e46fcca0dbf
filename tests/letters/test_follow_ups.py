"""Every step that is taken with a letter has one, under each law whose ladder reaches it.

Lives of requests are walked day by day: whatever step comes up, its letter is found, made and fit to be recorded.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from support.lives import day, life, outcomes

from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters import facts
from foi_tracker.letters.drafting import Letter, draft
from foi_tracker.letters.follow_ups import template_for
from foi_tracker.letters.templates import Template, find
from foi_tracker.letters.wording import LAWS
from foi_tracker.requests import order
from foi_tracker.requests.advice import WHY
from foi_tracker.requests.events import KINDS, from_dict, to_dict
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing, stand
from foi_tracker.views.words import WRITTEN

SENT = ("1 Jun 2026", "sent", {"via": "email", "to": "foi@example.org"})
REFUSED = (SENT, ("24 Jun 2026", "answered", {"outcomes": outcomes(q1="not_held", q2="refused s43(2)")}))
# By post, so that even the EIR's one period has a day between due and latest.
REVIEWED = (*REFUSED, ("1 Jul 2026", "review_requested", {"via": "post"}))
OUTCOME = (*REVIEWED, ("27 Jul 2026", "review_answered", {"outcomes": outcomes(q1="not_held", q2="refused s43(2)")}))
IN_PIECES = (*REVIEWED, ("27 Jul 2026", "review_answered", {"outcomes": outcomes(q1="released")}))
NOTICE = (
    *OUTCOME,
    ("3 Aug 2026", "complained"),
    ("2 Nov 2026", "decision_issued", {"until": day("7 Dec 2026"), "ref": "IC-1234-A1B2"}),
)
LIVES = {
    "silence": (SENT,),
    "silence after a reminder": (SENT, ("6 Jul 2026", "chased")),
    "a question from them": (SENT, ("10 Jun 2026", "clarification_requested")),
    "a question from them about one of ours": (SENT, ("10 Jun 2026", "clarification_requested", {"questions": (2,)})),
    "an answer that leaves something out": REFUSED,
    "a review asked for": REVIEWED,
    "the outcome of half a review": IN_PIECES,
    "the outcome of a review": OUTCOME,
    "a decision notice": NOTICE,
}
# From the last event on: past the 40th working day, and past the last day of an appeal.
WALKED = 120

# What a person must say, because no request knows it.
SAID = {"clarification": "I mean the agreements signed in 2025."}


class Reached(NamedTuple):
    """A step of a request on the first day on which it comes up."""

    standing: Standing
    today: date


@cache
def reached() -> dict[tuple[str, str], list[Reached]]:
    """Every (step, law) that the lives come to and that is taken with a letter."""
    found: dict[tuple[str, str], list[Reached]] = {}
    for regime in LAWS:
        for events in LIVES.values():
            request = life(*events, questions=2, regime=regime)
            for step, met in _steps(request).items():
                found.setdefault((step, regime), []).append(met)
    return found


def _steps(request: Request) -> dict[str, Reached]:
    met: dict[str, Reached] = {}
    for later in range(WALKED):
        today = request.events[-1].on + timedelta(days=later)
        standing = stand(request, today=today, calendar=shipped())
        if standing.step.kind in WRITTEN:
            met.setdefault(standing.step.kind, Reached(standing, today))
    return met


MAPPED = [(step, regime) for regime in LAWS for step in sorted(WRITTEN) if template_for(step, regime)]


def letter_for(template: Template, at: Reached) -> Letter:
    """Make the letter as a person would get it who has set nothing but what no request knows."""
    request = at.standing.request
    clocks = [clock for clock in at.standing.clocks if clock.kind == template.about]
    clock = ([clock for clock in clocks if clock.runs] or clocks)[-1]
    days = shipped().working_days(REGIMES[clock.regime].jurisdiction)
    return draft(
        template,
        authority=request.authority,
        requester=facts.Requester("Ann Example", "ann@example.org"),
        regime=request.regime,
        today=at.today,
        our_ref="FOI-1",
        values={field.name: SAID[field.name] for field in template.fields if field.name in SAID},
        request=facts.sent_request(request)._replace(our_ref="FOI-1"),
        clock=facts.period(clock, today=at.today, days=days),
    )


def test_the_steps_that_are_written_are_steps_of_the_ladder() -> None:
    assert set(WHY) >= WRITTEN


def test_the_ladder_reaches_what_the_map_has_and_nothing_else() -> None:
    assert set(reached()) == set(MAPPED)
    assert {step for step, _ in MAPPED} == WRITTEN


@pytest.mark.parametrize("regime", LAWS)
def test_other_steps_have_no_letter(regime: str) -> None:
    assert [step for step in set(WHY) - WRITTEN if template_for(step, regime)] == []


@pytest.mark.parametrize(("step", "regime"), MAPPED)
def test_a_step_has_a_follow_up_written_for_its_law(step: str, regime: str) -> None:
    template = find(str(template_for(step, regime)))
    assert template.kind == "follow-up"
    assert regime in template.regimes
    assert KINDS[str(template.records)].whose == "you"
    assert template.about in REGIMES[regime].rules or template.about == "compliance"


@pytest.mark.parametrize(("step", "regime"), MAPPED)
def test_the_letter_of_a_step_makes_itself(step: str, regime: str) -> None:
    for at in reached()[step, regime]:
        letter = letter_for(find(str(template_for(step, regime))), at)
        assert letter.topic == "Data"
        assert "our ref FOI-1" in letter.subject
        assert "Monday 1 June 2026" in " ".join(letter.text.split())
        assert "None" not in letter.text


@pytest.mark.parametrize(("step", "regime"), MAPPED)
def test_sending_the_letter_of_a_step_is_lawful_then(step: str, regime: str) -> None:
    template = find(str(template_for(step, regime)))
    for at in reached()[step, regime]:
        request = at.standing.request
        sending: dict[str, Any] = {"id": 99, **to_dict(str(template.records), at.today)}
        order.check(request.number, [*request.events, from_dict(sending)], regime=request.regime)


@pytest.mark.parametrize("step", sorted(WRITTEN))
def test_a_law_without_letters_says_so_and_how_to_go_on(step: str) -> None:
    with pytest.raises(Refused, match="no letters here for a request under UK GDPR") as caught:
        template_for(step, "SAR")
    assert "{foi} sent" in str(caught.value.hint)
