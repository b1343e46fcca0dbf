"""The next step of a request as its story tells it: with a command that goes on from there."""

from __future__ import annotations

from typing import Any

import pytest
from support.lives import day, life, outcomes, standing

from foi_tracker.requests.advice import WHY, Step
from foi_tracker.requests.request import Request
from foi_tracker.requests.status import Standing
from foi_tracker.views.next_steps import next_lines
from foi_tracker.views.words import command

SENT = ("1 Jun 2026", "sent", {"via": "email"})
DECIDED = (("1 Jul 2026", "complained"), ("3 Aug 2026", "decision_issued"))


def lines(request: Request, today: str) -> list[str]:
    return [" ".join(line.split()) for line in next_lines(standing(request, today), day(today))]


def at(kind: str, **details: Any) -> Standing:
    """Return a request at a step, whatever its life."""
    answered = ("10 Jun 2026", "answered")
    return standing(life(SENT, answered, questions=1, **details), "11 Jun 2026")._replace(step=Step(kind))


# About one's own data there is no review, and so no notice after one.
OWN_DATA = [kind for kind in WHY if "review" not in kind and kind not in ("complain_outcome", "not_complied")]


@pytest.mark.parametrize(
    ("kind", "regime"),
    [*((kind, regime) for kind in WHY for regime in ("FOIA", "FOISA")), *((kind, "SAR") for kind in OWN_DATA)],
)
def test_no_story_sends_its_reader_back_to_itself(kind: str, regime: str) -> None:
    told = "\n".join(next_lines(at(kind, regime=regime), day("11 Jun 2026")))
    assert "foi show" not in told
    assert ("foi " in told) == (not kind.startswith("wait") and kind != "none")


class TestAnswerToRead:
    answered = life(SENT, ("10 Jun 2026", "answered"), questions=2)

    def test_what_each_question_got_is_said_with_the_day_of_the_answer(self) -> None:
        first, other = lines(self.answered, "11 Jun 2026")
        assert "foi got 1 answer --on 2026-06-10 by" in first
        assert "what each question got" in first
        assert "foi close 1" in other

    def test_said_so_it_is_not_asked_for_again(self) -> None:
        said = ("10 Jun 2026", "answered", {"outcomes": outcomes(q1="released", q2="refused")})
        assert "foi draft 1" in lines(life(SENT, said, questions=2), "11 Jun 2026")[0]

    def test_a_table_leads_to_the_story(self) -> None:
        assert command(standing(self.answered, "11 Jun 2026")) == "{foi} show 1"


class TestAppeal:
    def test_it_is_recorded_when_it_has_gone_and_the_page_of_the_tribunal_is_named(self) -> None:
        told = lines(life(SENT, *DECIDED, questions=1), "4 Aug 2026")
        assert "foi sent 1 appeal by" in told[0]
        assert told[1].startswith("Form https://www.gov.uk/guidance/information-rights-appeal")

    def test_in_scotland_it_goes_to_a_court(self) -> None:
        review = ("1 Jul 2026", "review_requested")
        told = lines(
            life(SENT, review, ("3 Aug 2026", "complained"), DECIDED[1], questions=1, regime="FOISA"), "4 Aug 2026"
        )
        assert "Court of Session" in told[1]
        assert "gov.uk" not in "".join(told)


def test_a_reminder_is_crossed_off() -> None:
    asked = life(SENT, ("2 Jun 2026", "reminded", {"until": day("3 Jun 2026"), "text": "Ring"}), questions=1)
    assert command(standing(asked, "3 Jun 2026")) == "{foi} remind 1 --done"


@pytest.mark.parametrize(("kind", "word"), [("clarify", "clarification"), ("complain", "complaint")])
def test_what_no_letter_here_takes_is_recorded_when_it_has_gone(kind: str, word: str) -> None:
    assert command(at(kind, regime="SAR")) == f"{{foi}} sent 1 {word}"
