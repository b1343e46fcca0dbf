from __future__ import annotations

from datetime import date

import pytest
from support.letters import Case

from foi_tracker.letters.grounds import Ground
from foi_tracker.letters.template_facts import clock_facts, ground_facts, request_facts
from foi_tracker.letters.wording import wording
from foi_tracker.requests.parts import Question


def test_a_friday_date_is_overdue_on_saturday_though_no_working_day_passed(case: Case) -> None:
    clock = case.period(due=date(2026, 12, 18), latest=date(2026, 12, 18), days_late=0)
    friday, saturday = (clock_facts(clock, today=date(2026, 12, day)) for day in (18, 19))
    assert (friday.overdue, saturday.overdue) == (False, True)


def test_between_due_and_latest_it_is_overdue_and_not_beyond_doubt(case: Case) -> None:
    told = [clock_facts(case.period(), today=date(2026, 12, day)) for day in (21, 22, 23)]
    assert [(clock.overdue, clock.beyond_doubt) for clock in told] == [(False, False), (True, False), (True, True)]


def test_a_clock_without_a_date_is_never_overdue(case: Case) -> None:
    told = clock_facts(case.period(due=None, latest=None), today=date(2030, 1, 1))
    assert (told.overdue, told.beyond_doubt) == (False, False)


@pytest.mark.parametrize(
    ("exemptions", "unit", "words"),
    [
        ((), "section", ""),
        (("s43(2)",), "section", "section 43(2)"),
        (("s22A", "s40(2)", "s43(2)"), "section", "sections 22A, 40(2) and 43(2)"),
        (("s12(4)(b)",), "regulation", "regulation 12(4)(b)"),
        (("reg 12(5)(e)",), "regulation", "regulation 12(5)(e)"),
        (("reg12(5)(e)", "s12(4)(d)"), "regulation", "regulations 12(5)(e) and 12(4)(d)"),
        (("s43(2)",), "regulation", "section 43(2)"),
        (("s41", "reg12(5)(e)"), "regulation", "section 41 and regulation 12(5)(e)"),
        (("reg12(5)(e)",), "section", "regulation 12(5)(e)"),
    ],
)
def test_exemptions_are_named_as_the_law_names_its_parts(
    exemptions: tuple[str, ...], unit: str, words: str, case: Case
) -> None:
    law = wording("FOIA" if unit == "section" else "EIR")
    told = request_facts(case.request((Question(1, "x", "refused", exemptions),)), law=law)
    assert told.questions[0].exemptions == words


def test_silence_and_a_promise_are_no_answers(case: Case) -> None:
    def told(*outcomes: str | None) -> tuple[bool, bool, tuple[str, ...]]:
        questions = tuple(Question(number, "x", outcome) for number, outcome in enumerate(outcomes, 1))
        request = request_facts(case.request(questions), law=wording("FOIA"))
        return request.answered, request.partly_answered, request.unsatisfied

    assert told(None, "to_follow") == (False, False, ("ignored",))
    assert told("released", None) == (True, True, ("ignored",))
    assert told("released", "released") == (True, False, ())
    assert told("refused", "not_held", "refused") == (True, False, ("refused", "not_held"))


def test_grounds_on_the_same_questions_stand_together_and_the_first_says_which() -> None:
    told = [
        Ground("a", "", "A.", default=True, questions=(2, 4)),
        Ground("b", "", "B.", default=True, questions=(3,)),
        Ground("c", "", "C.", default=True),
        Ground("d", "", "D.", default=True, questions=(2, 4)),
    ]
    assert ground_facts(told, asked=4) == (
        ("A.", "questions 2 and 4", True),
        ("D.", "questions 2 and 4", False),
        ("B.", "question 3", True),
        ("C.", "the answer as a whole", True),
    )
    assert ground_facts(told[2:3], asked=4) == (("C.", "", False),)
    assert [ground.heads for ground in ground_facts(told, asked=1)] == [False] * 4
