"""What became of a review: as it was recorded, else as the outcomes before and after say."""

from __future__ import annotations

from typing import Any

import pytest
from support.lives import life, outcomes
from support.reports import SENT, answered

from foi_tracker.requests.review_results import review_results


class TestReviews:
    def results(self, before: dict[str, str], after: dict[str, str], **details: Any) -> list[str]:
        asked = {"questions": details.pop("about")} if "about" in details else {}
        found = {"outcomes": outcomes(**after)} if after else {}
        return review_results(
            life(
                SENT,
                *([answered("4 Mar 2026", **before)] if before else []),
                ("5 Mar 2026", "review_requested", asked),
                ("20 Mar 2026", "review_answered", {**found, **details}),
                questions=3,
            )
        )

    @pytest.mark.parametrize(
        ("before", "after", "result"),
        [
            ({"q1": "refused"}, {"q1": "refused"}, "kept"),
            ({"q1": "refused"}, {"q1": "released"}, "changed"),
            ({"q1": "refused"}, {"q1": "partly"}, "changed_in_part"),
            ({"q1": "refused", "q2": "refused"}, {"q1": "released"}, "changed_in_part"),
            ({"q1": "refused", "q2": "released"}, {"q1": "released"}, "changed"),
            ({"q1": "refused"}, {}, "not_recorded"),
            ({}, {"q1": "released"}, "first_answer"),
        ],
    )
    def test_they_follow_from_the_outcomes_before_and_after(
        self, before: dict[str, str], after: dict[str, str], result: str
    ) -> None:
        assert self.results(before, after) == [result]

    def test_what_was_recorded_holds(self) -> None:
        assert self.results({"q1": "refused"}, {"q1": "released"}, result="changed_in_part") == ["changed_in_part"]

    def test_only_what_the_review_was_about_counts(self) -> None:
        told = {"q1": "refused", "q2": "refused"}
        assert self.results(told, {"q1": "released"}, about=(1,)) == ["changed"]

    def test_without_a_review_there_is_none(self) -> None:
        assert review_results(life(SENT, answered("4 Mar 2026", q1="refused"), questions=1)) == []
