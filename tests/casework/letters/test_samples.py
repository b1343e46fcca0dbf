"""The sample requests that a template is tried on: lawful, each of its own occasion, and of every state there is."""

from __future__ import annotations

import pytest

from foi_tracker.casework.letters import samples
from foi_tracker.law.exemptions import find as find_exemption
from foi_tracker.law.regimes import REGIMES
from foi_tracker.letters.templates import find
from foi_tracker.requests import order
from foi_tracker.requests.events import OUTCOMES


class TestSamples:
    @pytest.mark.parametrize("regime", REGIMES)
    def test_each_is_a_request_that_could_be_recorded(self, regime: str) -> None:
        for sample in samples.samples(regime, "council"):
            order.check(7, sample.request.events, regime=regime)
            assert max(event.on for event in sample.request.events) <= sample.today

    @pytest.mark.parametrize("regime", REGIMES)
    def test_each_has_an_occasion_of_its_own(self, regime: str) -> None:
        found = [sample.occasion for sample in samples.samples(regime, "council")]
        assert len(found) == len(set(found)) >= 9

    @pytest.mark.parametrize("regime", REGIMES)
    def test_they_name_exemptions_of_their_own_law_and_none_of_another(self, regime: str) -> None:
        named = {
            exemption
            for sample in samples.samples(regime, "council")
            for question in sample.request.questions
            for exemption in question.exemptions
        }
        if REGIMES[regime].own_data:
            assert not named
        else:
            assert named
            assert all(find_exemption(exemption, regime) for exemption in named)

    def test_they_meet_every_state_that_a_letter_can_follow(self) -> None:
        found = samples.samples("FOIA", "council")
        kinds = {clock.kind for sample in found for clock in sample.standing.clocks}
        assert kinds >= {"answer", "answer_extended", "clarify", "review_request", "review", "complaint", "compliance"}
        outcomes = {question.outcome for sample in found for question in sample.request.questions}
        assert {"released", "partly", "refused", "not_held", "over_cost", "held_elsewhere", None} <= outcomes
        assert outcomes - {None} <= OUTCOMES.keys()

    @pytest.mark.parametrize(
        ("occasion", "letter", "kind", "late"),
        [
            ("a week after it went", "chaser", "answer", False),
            ("when the answer is late", "chaser", "answer", True),
            ("when an extended time is over", "chaser", "answer_extended", True),
            ("when a review is late", "review-chaser", "review", True),
            ("when the time in a notice is over", "not-complied", "compliance", True),
        ],
    )
    @pytest.mark.parametrize("regime", ["FOIA", "EIR"])
    def test_their_clocks_stand_where_the_words_say(
        self, regime: str, occasion: str, letter: str, kind: str, *, late: bool
    ) -> None:
        (sample,) = [one for one in samples.samples(regime, "council") if one.occasion == occasion]
        (period,) = sample.followed(find(letter)).clocks
        assert period.kind == kind
        assert period.latest is not None
        assert (sample.today > period.latest) is late
