"""Authorities in the order of their lateness, each once."""

from __future__ import annotations

import pytest
from support.lives import day, life, working_day
from support.reports import ON_SUNDAY, SENT, SUNDAY_DUE, SUNDAY_LATEST, TODAY, answered, named_as, of, report_on

from foi_tracker.requests.league import Place, league
from foi_tracker.requests.request import Request


class TestTheLeague:
    def places(self, *requests: Request, today: str = TODAY) -> list[Place]:
        return list(league(of(*requests, today=today)))

    def test_the_worst_come_first_and_those_not_due_last(self) -> None:
        places = self.places(
            life(("20 May 2026", "sent"), questions=1),
            life(SENT, answered("4 Mar 2026", q1="released"), questions=1),
            life(SENT, answered("10 Apr 2026", q1="released"), questions=1),
            life(SENT, questions=1),
        )
        assert [(place.name, place.days_late, place.due_yet) for place in places] == [
            ("D", 40, True),
            ("C", 6, True),
            ("B", None, True),
            ("A", None, False),
        ]

    def test_lateness_counts_from_latest(self) -> None:
        place, *others = self.places(life(ON_SUNDAY, answered(SUNDAY_LATEST, q1="released"), questions=1))
        assert others == []
        assert (place.late, place.in_time, place.days_late) == (0, 1, None)

    @pytest.mark.parametrize("today", [SUNDAY_DUE, SUNDAY_LATEST])
    def test_nobody_is_late_before_latest_is_over(self, today: str) -> None:
        (place,) = self.places(life(ON_SUNDAY, questions=1), today=today)
        assert (place.due_yet, place.late, place.late_now, place.waits_to) == (False, 0, 0, day(SUNDAY_LATEST))

    def test_an_authority_with_several_requests_has_one_place(self) -> None:
        answers = [("4 Mar 2026", 2), ("10 Apr 2026", 26)]
        requests = [
            named_as(life(SENT, answered(on, q1="released"), questions=1), number, "A")
            for number, (on, _) in enumerate(answers, 1)
        ]
        requests.append(named_as(life(SENT, questions=1), 3, "A"))
        requests.append(named_as(life(("20 May 2026", "sent"), questions=1), 4, "A"))
        (place,) = league(report_on(*requests))
        assert (place.requests, place.answered, place.in_time, place.late, place.late_now) == (4, 2, 1, 2, 1)
        assert place.median_days == sum(days for _, days in answers) / 2
        assert place.waits_to == working_day(day("20 May 2026"), 20)
