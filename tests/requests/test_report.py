"""What can be told of many requests: who counts, in time by which count, what reviews came to, who is late."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lives import day, life, outcomes, working_day
from support.reports import (
    DUE,
    LATE,
    ON_SUNDAY,
    SENT,
    SUNDAY_DUE,
    SUNDAY_LATEST,
    answered,
    answering_of,
    named_as,
    of,
    report_on,
)

from foi_tracker.requests.league import league
from foi_tracker.requests.report import Share, by_questions, median, summary


def test_the_days_of_these_tests_are_those_of_the_law() -> None:
    assert day(DUE) == working_day(day("2 Mar 2026"), 20)
    assert day(SUNDAY_DUE) == working_day(day("1 Mar 2026"), 20)
    assert day(SUNDAY_LATEST) == working_day(day("2 Mar 2026"), 20)


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("told", "why"),
        [
            ((), "not_sent"),
            ((SENT, ("3 Mar 2026", "undelivered")), "undelivered"),
            ((SENT, ("9 Mar 2026", "withdrawn")), "withdrawn"),
            ((SENT, ("9 Mar 2026", "closed", {"outcome": "lapsed"})), "lapsed"),
            ((SENT, ("9 Mar 2026", "closed", {"outcome": "replaced"})), "replaced"),
            ((SENT, ("9 Mar 2026", "transferred", {"to": "B"})), "passed_on"),
        ],
    )
    def test_what_was_not_put_to_an_authority_is_left_out_with_its_reason(
        self, told: tuple[Any, ...], why: str
    ) -> None:
        report = of(life(*told, questions=2))
        assert report.counted == ()
        assert [left.why for left in report.left_out] == [why]

    @pytest.mark.parametrize("how", ["withdrawn", "closed"])
    def test_what_was_answered_before_it_was_withdrawn_counts(self, how: str) -> None:
        details = {"outcome": "replaced"} if how == "closed" else {}
        report = of(life(SENT, answered("5 Mar 2026", q1="released"), ("9 Mar 2026", how, details), questions=1))
        assert summary(report).answered == Share(1, 1)

    def test_passed_on_in_part_counts_for_the_rest(self) -> None:
        report = of(life(SENT, ("9 Mar 2026", "transferred", {"to": "B", "questions": (2,)}), questions=2))
        found = summary(report)
        assert (found.sent, found.answered, found.never_answered) == (1, Share(0, 1), Share(1, 1))

    def test_sent_again_after_it_came_back_counts(self) -> None:
        report = of(life(SENT, ("3 Mar 2026", "undelivered"), ("4 Mar 2026", "sent"), questions=1))
        assert summary(report).sent == 1

    def test_statuses_count_what_is_left_out_too(self) -> None:
        assert summary(of(life(), life(SENT))).statuses == {"draft": 1, "waiting_response_very_overdue": 1}

    def test_an_empty_report_has_no_percentages(self) -> None:
        found = summary(of())
        assert (found.sent, found.answered, found.answered.percent) == (0, Share(0, 0), None)
        assert found.days_to_first is None
        assert league(of()) == ()


@pytest.mark.parametrize(("numbers", "middle"), [([], None), ([3], 3), ([9, 1], 5.0), ([1, 2], 1.5), ([5, 1, 3], 3)])
def test_the_median_is_the_middle(numbers: list[int], middle: float | None) -> None:
    assert median(numbers) == middle


@given(st.lists(st.integers(0, 300), min_size=1))
def test_the_median_is_that_of_the_standard_library(numbers: list[int]) -> None:
    import statistics

    assert median(numbers) == statistics.median(numbers)


class TestInTime:
    @pytest.mark.parametrize(
        ("sent", "on", "by_due", "by_latest"),
        [
            (SENT, DUE, True, True),
            (SENT, LATE, False, False),
            (ON_SUNDAY, SUNDAY_DUE, True, True),
            (ON_SUNDAY, SUNDAY_LATEST, False, True),
            (ON_SUNDAY, LATE, False, False),
        ],
    )
    def test_an_answer_is_judged_by_both_counts(
        self, sent: tuple[str, str], on: str, by_due: bool, by_latest: bool
    ) -> None:
        found = answering_of(sent, answered(on, q1="released"), questions=1)
        assert (found.in_time_by_due, found.in_time_by_latest) == (by_due, by_latest)

    @pytest.mark.parametrize(
        ("today", "by_due", "by_latest"),
        [(SUNDAY_DUE, None, None), (SUNDAY_LATEST, False, None), (LATE, False, False)],
    )
    def test_silence_is_late_from_the_day_after(self, today: str, by_due: bool | None, by_latest: bool | None) -> None:
        found = answering_of(ON_SUNDAY, questions=1, today=today)
        assert (found.in_time_by_due, found.in_time_by_latest) == (by_due, by_latest)
        assert found.late_now is (by_latest is False)

    def test_one_late_question_makes_it_late(self) -> None:
        found = answering_of(SENT, answered("4 Mar 2026", q1="released"), questions=2)
        assert (found.in_time_by_latest, found.late_now, found.never_answered) == (False, True, False)

    def test_closing_it_ends_the_count(self) -> None:
        told = (SENT, ("10 Apr 2026", "closed", {"outcome": "never_answered"}))
        found = answering_of(*told, questions=1)
        # After 31 March: 1, 2, 7, 8, 9 and 10 April.
        assert (found.days_late, found.late_now, found.never_answered) == (6, False, True)

    def test_closed_before_it_was_due_it_is_neither_late_nor_in_time(self) -> None:
        found = answering_of(SENT, ("9 Mar 2026", "closed"), questions=1)
        assert (found.in_time_by_latest, found.never_answered) == (None, False)
        assert summary(of(life(SENT, ("9 Mar 2026", "closed"), questions=1))).not_due_yet == Share(0, 1)

    def test_late_on_a_weekend_is_late_though_no_working_day_went_by(self) -> None:
        assert working_day(day("9 Jan 2026"), 20) == day("6 Feb 2026")  # a Friday
        found = answering_of(("9 Jan 2026", "sent"), answered("7 Feb 2026", q1="released"), questions=1)
        assert (found.in_time_by_latest, found.days_late) == (False, 0)

    def test_the_shares_are_of_those_that_can_be_judged(self) -> None:
        report = of(
            life(ON_SUNDAY, answered(SUNDAY_DUE, q1="released"), questions=1),
            life(ON_SUNDAY, answered(SUNDAY_LATEST, q1="released"), questions=1),
            life(ON_SUNDAY, answered(LATE, q1="released"), questions=1),
            life(ON_SUNDAY, questions=1),
            life(("20 May 2026", "sent"), questions=1),
        )
        found = summary(report)
        assert found.in_time_by_due == Share(1, 4)
        assert found.in_time_by_latest == Share(2, 4)
        assert found.late_by_latest == Share(2, 4)
        assert (found.late_now, found.never_answered, found.not_due_yet) == (Share(1, 5), Share(1, 5), Share(1, 5))
        assert (found.answered, found.answered_in_full) == (Share(3, 5), Share(3, 5))


class TestReviews:
    def test_they_are_counted_of_those_asked_for(self) -> None:
        asked = (SENT, answered("4 Mar 2026", q1="refused"), ("5 Mar 2026", "review_requested"))
        found = summary(
            of(life(*asked, ("20 Mar 2026", "review_answered", {"result": "kept"}), questions=1), life(*asked))
        )
        assert (found.reviews_asked, found.reviews_answered) == (2, Share(1, 2))
        assert found.review_results == {"kept": Share(1, 1)}


class TestExemptions:
    def test_they_are_counted_by_question_and_request_with_their_titles(self) -> None:
        report = of(
            life(SENT, answered("4 Mar 2026", q1="refused s43(2)", q2="partly s43(2) s40(2)"), questions=2),
            life(SENT, answered("4 Mar 2026", q1="refused s43(2)"), questions=2),
        )
        first, second = summary(report).exemptions
        assert (first.exemption, first.questions, first.requests) == ("s43(2)", 3, Share(2, 2))
        assert (first.regime, first.title) == ("FOIA", "commercial interests")
        assert (second.exemption, second.questions, second.requests) == ("s40(2)", 1, Share(1, 2))

    def test_one_of_every_question_counts_for_each(self) -> None:
        whole = {"outcomes": {0: outcomes(q1="refused s12")[1]}}
        (use,) = summary(of(life(SENT, ("4 Mar 2026", "answered", whole), questions=3))).exemptions
        assert use.questions == 3

    def test_one_that_a_review_dropped_was_used_and_once_if_it_was_kept(self) -> None:
        request = life(
            SENT,
            answered("4 Mar 2026", q1="refused s43(2)", q2="refused s36"),
            ("5 Mar 2026", "review_requested"),
            ("20 Mar 2026", "review_answered", {"outcomes": outcomes(q1="refused s43(2)", q2="released")}),
            questions=2,
        )
        used = {use.exemption: use.questions for use in summary(of(request)).exemptions}
        assert used == {"s43(2)": 1, "s36": 1}

    def test_one_of_another_law_or_unknown_is_told_apart(self) -> None:
        report = of(
            life(SENT, answered("4 Mar 2026", q1="refused s30"), questions=1),
            life(SENT, answered("4 Mar 2026", q1="refused s30"), questions=1, regime="FOISA"),
            life(SENT, answered("4 Mar 2026", q1="refused s99"), questions=1),
        )
        titles = {(use.regime, use.exemption): use.title for use in summary(report).exemptions}
        assert len(titles) == 3
        assert titles["FOIA", "s30"] != titles["FOISA", "s30"]
        assert titles["FOIA", "s99"] == ""


class TestWhatHappened:
    def test_extensions_complaints_and_decisions_are_counted_by_request(self) -> None:
        report = of(
            life(
                SENT,
                ("30 Mar 2026", "extended", {"basis": "public-interest"}),
                ("31 Mar 2026", "extended", {"basis": "public-interest"}),
                ("10 Apr 2026", "complained"),
                ("10 May 2026", "decision_issued"),
                questions=1,
            ),
            life(SENT, questions=1),
        )
        found = summary(report)
        assert (found.extensions, found.complaints, found.decisions) == (Share(1, 2),) * 3

    def test_outcomes_of_requests_and_questions_are_shares_the_largest_first(self) -> None:
        report = of(
            life(SENT, answered("4 Mar 2026", q1="released", q2="not_held"), questions=2),
            life(SENT, answered("4 Mar 2026", q1="released", q2="released"), questions=2),
            life(SENT, questions=2),
        )
        found = summary(report)
        assert found.outcomes == {"partially_successful": Share(1, 3), "successful": Share(1, 3), None: Share(1, 3)}
        assert list(found.question_outcomes.items()) == [
            ("released", Share(3, 6)),
            (None, Share(2, 6)),
            ("not_held", Share(1, 6)),
        ]


class TestTheMatrix:
    def test_requests_with_the_same_questions_stand_together(self) -> None:
        groups = by_questions(of(life(SENT, questions=1), life(SENT, questions=2), life(SENT, questions=2)))
        assert [(group.texts, len(group.members)) for group in groups] == [(("q1", "q2"), 2), (("q1",), 1)]

    def test_they_stand_by_number(self) -> None:
        late, early = named_as(life(SENT), 9, "A"), named_as(life(SENT), 2, "B")
        (group,) = by_questions(report_on(late, early))
        assert [one.request.number for one in group.members] == [2, 9]
