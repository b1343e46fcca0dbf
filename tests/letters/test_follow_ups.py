"""Every step that is taken with a letter has one, under each law whose ladder reaches it.

Lives of requests are walked day by day: whatever step comes up, its letter is found, made and fit to be recorded.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from support.followed import letter
from support.letters import words
from support.lives import day, life, outcomes, standing

from foi_tracker.errors import Refused
from foi_tracker.law.calendar import shipped
from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters import recorded
from foi_tracker.letters.drafting import Letter, draft
from foi_tracker.letters.follow_ups import _ALL, _LAWS, TAKES_BACK, fitting_now, fitting_standing, template_for
from foi_tracker.letters.particulars import Requester
from foi_tracker.letters.templates import Template, available, find
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
        for name, events in LIVES.items():
            if regime == "SAR" and not name.startswith("silence"):
                continue  # a request for one's own data goes to no review
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
        requester=Requester("Ann Example", "ann@example.org"),
        regime=request.regime,
        today=at.today,
        our_ref="FOI-1",
        values={field.name: SAID[field.name] for field in template.fields if field.name in SAID},
        request=recorded.sent_request(request)._replace(our_ref="FOI-1"),
        clock=recorded.period(clock, today=at.today, days=days),
    )


def test_the_steps_that_are_written_are_steps_of_the_ladder() -> None:
    assert set(WHY) >= WRITTEN


def test_the_ladder_reaches_what_the_map_has_and_nothing_else() -> None:
    # After a complaint to whoever holds one's own data comes the ICO, and for that there is no letter here.
    assert set(reached()) - {("complain", "SAR")} == set(MAPPED)
    assert {step for step, _ in MAPPED} == WRITTEN


# After its time, a step is taken with the letter of before.
LATE = {"clarify_late": "clarify", "complain_late": "complain_outcome"}


@pytest.mark.parametrize("regime", LAWS)
def test_other_steps_have_no_letter_but_those_that_come_late(regime: str) -> None:
    found = {step: name for step in set(WHY) - WRITTEN if (name := template_for(step, regime))}
    own_data = REGIMES[regime].own_data
    assert found == ({} if own_data else {step: template_for(before, regime) for step, before in LATE.items()})


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
        assert "Monday 1 June 2026" in words(letter)
        assert "None" not in letter.text


@pytest.mark.parametrize(("step", "regime"), MAPPED)
def test_sending_the_letter_of_a_step_is_lawful_then(step: str, regime: str) -> None:
    template = find(str(template_for(step, regime)))
    for at in reached()[step, regime]:
        request = at.standing.request
        sending: dict[str, Any] = {"id": 99, **to_dict(str(template.records), at.today)}
        order.check(request.number, [*request.events, from_dict(sending)], regime=request.regime)


@pytest.mark.parametrize(
    ("outcomes", "name"),
    [
        (("released", "refused"), "review-refused"),
        (("released", "not_held"), "review-not-held"),
        (("not_held", "held_elsewhere"), "review-not-held"),
        (("not_held", "refused"), "review-refused"),
        (("released", "ignored"), "review-part-ignored"),
        (("released", None), "review-part-ignored"),
        (("ignored", "refused"), "review-refused"),
        ((), "review-refused"),
    ],
)
def test_the_review_that_is_asked_for_follows_the_answers(outcomes: tuple[str | None, ...], name: str) -> None:
    for regime in ("FOIA", "EIR", "FOISA", "EISR"):
        assert template_for("review", regime, outcomes) == name
    assert template_for("review", "SAR", outcomes) is None


def test_what_is_known_of_the_laws_of_each_letter_is_what_the_letters_say() -> None:
    from foi_tracker.letters.follow_ups import _FOR_STEP, _OWN_DATA

    by_steps = {*_FOR_STEP.values(), *_OWN_DATA.values()}
    for template in available():
        if template.kind == "follow-up" and (template.name in _LAWS or template.name not in by_steps):
            assert set(template.regimes) == set(_LAWS.get(template.name, _ALL)), template.name


def fit(step: str, outcomes: str = "", kinds: str = "", clocks: str = "", **more: Any) -> tuple[str, ...]:
    """What fits a request that was sent; several words stand in one text."""
    told = [None if outcome == "-" else outcome for outcome in outcomes.split()]
    given = {"regime": "FOIA", "outcomes": told, "kinds": {"drafted", "sent", *kinds.split()}, **more}
    return fitting_now(step=step, clocks=clocks.split(), **given)


@pytest.mark.parametrize("regime", LAWS)
def test_in_the_time_for_an_answer_one_can_ask_whether_it_arrived_or_take_it_back(regime: str) -> None:
    own = ("did-you-receive", "withdraw") if regime == "SAR" else ("did-you-receive", "supersede", "withdraw")
    assert fit("wait", "- -", "received", "answer", regime=regime) == own
    assert fit("wait", "- -", "acknowledged", "answer", regime=regime) == own[1:]


def test_a_late_answer_is_chased_before_it_goes_to_the_regulator() -> None:
    assert fit("chase", "- -", "acknowledged", "answer")[0] == "chaser"
    assert fit("complain", "- -", "chased", "answer complaint")[:2] == ("complaint-ico-no-answer", "chaser")
    assert fit("review_silence", "-", "", "answer", regime="FOISA")[:2] == ("review-late", "chaser")
    assert fit("chase", "-", "", "answer", regime="SAR")[0] == "sar-complaint"
    assert "sar-complaint" not in fit("complain", "-", "chased", "answer", regime="SAR")


def test_after_the_cost_limit_one_asks_for_advice_then_narrows_then_asks_for_a_review() -> None:
    three = ("ask-estimate-and-advice", "narrow-after-cost-limit", "review-refused")
    for regime in ("FOIA", "FOISA"):
        assert fit("review", "released over_cost", "answered", "review_request", regime=regime) == three
    # Once the advice was asked for, it is not proposed again before the rest.
    asked = fit("review", "over_cost", "answered", "review_request", written=("ask-estimate-and-advice",))
    assert asked == (*three[1:], three[0])
    # With other refusals beside it the review is the step; the Regulations have no cost limit.
    assert fit("review", "refused over_cost", "answered", "review_request") == (three[2], *three[:2])
    assert fit("review", "over_cost", "answered", "review_request", regime="EIR") == ("review-refused",)


def test_what_they_wrote_is_answered() -> None:
    both = ("clarification-reply", "dispute-clarification")
    assert fit("clarify", "-", "clarification_requested", "clarify") == both
    assert fit("wait", "-", "extended", "answer")[0] == "challenge-extension"
    assert "challenge-extension" not in fit("wait", "-", "extended", "answer_extended")
    assert "challenge-extension" not in fit("wait", "- -", "extended", "answer answer_extended", lawfully_extended=True)
    assert fit("close", "held_elsewhere", "transferred")[0] == "transfer-reply"
    held = fit("review", "held_elsewhere", "answered", "review_request")
    assert held == ("review-not-held", "transfer-reply", "review-refused")
    passed_over = fit("chase", "released -", "answered", "answer")
    assert passed_over == ("chaser", "review-part-ignored", "supersede", "withdraw")
    assert fit("close", "partly", "answered", regime="SAR") == ("sar-complaint",)


EXTENDED = ("10 Jun 2026", "extended", {"basis": "public-interest", "exemptions": ("s43(2)",), "questions": (2,)})


@pytest.mark.parametrize(
    ("told", "disputed"),
    [
        # Question 1 has its ordinary time still; question 2 was given more on a ground that the law knows.
        ((EXTENDED,), False),
        ((EXTENDED, ("12 Jun 2026", "holding", {})), True),
        ((("10 Jun 2026", "extended", {"exemptions": ("s12",), "questions": (2,)}),), True),
    ],
    ids=["lawful", "and then more time for all", "no ground"],
)
def test_a_lawful_extension_is_not_offered_for_dispute(told: tuple[Any, ...], *, disputed: bool) -> None:
    request = life(SENT, *told, questions=2)
    now = standing(request, "15 Jun 2026")
    assert ("challenge-extension" in fitting_standing(now, "FOIA")) == disputed
    if disputed:
        assert "more time" in words(letter("challenge-extension", request, "15 Jun 2026"))
    else:
        with pytest.raises(Refused, match="extended on a ground that the law knows"):
            letter("challenge-extension", request, "15 Jun 2026")


def test_a_review_that_runs_is_chased_in_england_only() -> None:
    assert fit("wait", "refused", "answered review_requested", "review") == ("review-chaser",)
    assert fit("wait", "refused", "answered review_requested", "review", regime="FOISA") == ()


def test_nothing_fits_before_it_is_sent_or_when_it_is_closed() -> None:
    assert fitting_now(step="send", regime="FOIA", outcomes=[None], kinds={"drafted"}) == ()
    assert fit("none", "-", "closed", "review_request") == ()


@pytest.mark.parametrize("regime", LAWS)
def test_every_proposal_exists_for_its_law_once_and_taking_back_comes_last(regime: str) -> None:
    for (_, law), met in reached().items():
        for at in met if law == regime else ():
            now, request = at.standing, at.standing.request
            names = fitting_now(
                step=now.step.kind,
                regime=regime,
                outcomes=[question.outcome for question in request.questions],
                kinds=request.kinds,
                clocks={clock.kind for clock in now.clocks if clock.runs},
            )
            taken = template_for(now.step.kind, regime, [q.outcome for q in request.questions])
            assert taken is None or names[0] == taken
            assert len(set(names)) == len(names)
            assert all(regime in find(name).regimes for name in names)
            back = [name in TAKES_BACK for name in names]
            assert back == sorted(back)
