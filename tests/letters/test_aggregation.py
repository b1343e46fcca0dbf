"""Sixty working days: which requests the authority may add up, until when, and which it may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from support.lives import working_day

from foi_tracker.law.calendar import shipped
from foi_tracker.letters.aggregation import Asked, added_up, sixtieth
from foi_tracker.letters.likeness import shared_names
from foi_tracker.requests.events import to_dict
from foi_tracker.requests.folding import fold
from foi_tracker.requests.request import Request

DAYS = shipped().working_days("uk")
FIRST = date(2026, 9, 1)
QUESTIONS = ("Please provide the memorandum of understanding about the FDP with NHS England.",)
OTHER = ("Please provide the tariff of the car park.",)


def request(
    number: int = 3,
    *events: tuple[Any, ...],
    on: date | None = FIRST,
    questions: tuple[str, ...] = QUESTIONS,
    subject: str = "FDP agreements",
    regime: str = "FOIA",
    **details: Any,
) -> Request:
    told = [to_dict("drafted", date(2026, 8, 1), subject=subject, questions=list(questions), **details)]
    if on is not None:
        told.append(to_dict("sent", on, via="email"))
    told += [to_dict(kind, day, **more) for day, kind, more in events]
    stored = [{"id": place, "change": "c", "at": "", **event} for place, event in enumerate(told, 1)]
    authority = {"slug": "a", "name": "A", "short_name": "A", "kind": "nhs-trust", "nation": "england"}
    return fold({"number": number, "uid": f"u{number}", "authority": authority, "regime": regime, "events": stored})


def asked(on: date = date(2026, 11, 20), questions: tuple[str, ...] = QUESTIONS, **more: Any) -> Asked:
    return Asked(questions, more.pop("subject", "FDP"), on, **more)


class TestTheWindow:
    def test_the_day_of_receipt_is_the_first_of_the_sixty(self) -> None:
        assert sixtieth(FIRST, DAYS) == date(2026, 11, 23)

    @pytest.mark.parametrize("start", [date(2026, 1, 1) + timedelta(days=offset) for offset in range(0, 200, 7)])
    def test_it_is_counted_as_by_hand(self, start: date) -> None:
        assert sixtieth(start, DAYS) == working_day(start - timedelta(days=1), 60)

    def test_a_letter_on_the_sixtieth_day_falls_in_and_one_on_the_next_does_not(self) -> None:
        assert added_up(asked(date(2026, 11, 23)), [request()], DAYS)
        assert added_up(asked(date(2026, 11, 24)), [request()], DAYS) is None

    def test_it_names_the_request_the_end_and_the_first_safe_day(self) -> None:
        finding = added_up(asked(), [request()], DAYS)
        assert finding is not None
        assert "Request 3, received Tue 1 Sep 2026," in finding.what
        assert "until Mon 23 Nov 2026" in finding.what
        assert "from Tue 24 Nov 2026" in finding.mend
        assert not finding.severe

    def test_of_several_the_last_window_decides(self) -> None:
        finding = added_up(asked(), [request(3), request(4, on=date(2026, 9, 2)), request(5)], DAYS)
        assert finding is not None
        assert "Requests 3, 4 and 5 ask" in finding.what
        assert "from Wed 25 Nov 2026" in finding.mend

    def test_a_letter_by_post_is_taken_to_arrive_late(self) -> None:
        posted = request(3, on=None)
        raw = {**posted.raw, "events": [*posted.raw["events"]]}
        raw["events"].append({"id": 2, "change": "c", "at": "", **to_dict("sent", FIRST, via="post")})
        finding = added_up(asked(date(2026, 11, 27)), [fold(raw)], DAYS)
        assert finding is not None
        assert "received Mon 7 Sep 2026" in finding.what

    def test_a_told_arrival_holds(self) -> None:
        told = request(3, (date(2026, 9, 3), "received", {}))
        assert added_up(asked(date(2026, 11, 25)), [told], DAYS)
        assert added_up(asked(date(2026, 11, 26)), [told], DAYS) is None

    def test_a_window_beyond_the_calendar_is_no_error(self) -> None:
        late = DAYS.last - timedelta(days=3)
        assert added_up(asked(late), [request(on=late)], DAYS) is None


class TestWhichRequestsCount:
    def test_one_on_another_matter_does_not(self) -> None:
        assert added_up(asked(), [request(questions=OTHER, subject="Parking")], DAYS) is None

    @pytest.mark.parametrize("regime", ["EIR", "FOISA", "EISR", "SAR"])
    def test_one_under_another_law_does_not(self, regime: str) -> None:
        assert added_up(asked(), [request(regime=regime)], DAYS) is None

    def test_one_that_they_treat_under_the_regulations_does_not(self) -> None:
        other = request(3, (date(2026, 9, 9), "reclassified", {"regime": "EIR"}))
        assert added_up(asked(), [other], DAYS) is None

    def test_a_withdrawn_and_a_closed_one_do_they_were_received(self) -> None:
        for kind in ("withdrawn", "closed"):
            assert added_up(asked(), [request(3, (date(2026, 9, 9), kind, {}))], DAYS)

    def test_an_undone_one_does_not(self) -> None:
        gone = request(3, (date(2026, 9, 9), "voided", {"voids": [1, 2]}))
        assert gone.undone
        assert added_up(asked(), [gone], DAYS) is None

    def test_the_one_that_it_narrows_or_replaces_does_not(self) -> None:
        assert added_up(asked(parents=frozenset({"u3"})), [request()], DAYS) is None

    def test_nor_do_those_that_came_before_that_one(self) -> None:
        first, second = request(3), request(4, narrows="u3")
        assert added_up(asked(parents=frozenset({"u4"})), [first, second], DAYS) is None

    def test_links_in_a_circle_come_to_an_end(self) -> None:
        circle = [request(3, narrows="u4"), request(4, replaces="u3")]
        assert added_up(asked(parents=frozenset({"u4"})), circle, DAYS) is None

    def test_one_that_waits_to_be_sent_is_told_of_without_a_date(self) -> None:
        finding = added_up(asked(number=4), [request(3, on=None)], DAYS)
        assert finding is not None
        assert "Request 3, which is not sent yet, asks" in finding.what
        assert added_up(asked(number=2), [request(3, on=None)], DAYS) is None
        assert added_up(asked(number=4), [request(3, (date(2026, 9, 9), "closed", {}), on=None)], DAYS) is None

    def test_one_that_came_back_was_not_received(self) -> None:
        finding = added_up(asked(number=4), [request(3, (date(2026, 9, 2), "undelivered", {}))], DAYS)
        assert finding is not None
        assert "not sent yet" in finding.what

    def test_of_two_on_one_day_the_earlier_number_came_first(self) -> None:
        assert added_up(asked(FIRST, number=4), [request(3)], DAYS)
        assert added_up(asked(FIRST, number=2), [request(3)], DAYS) is None

    def test_it_is_never_added_up_with_itself_or_with_a_later_one(self) -> None:
        assert added_up(asked(FIRST, number=3), [request(3)], DAYS) is None
        assert added_up(asked(FIRST, number=2), [request(3, on=date(2026, 9, 9))], DAYS) is None


class TestSimilarity:
    def test_one_campaign_is_similar_whatever_is_asked(self) -> None:
        earlier = request(questions=OTHER, subject="Parking", campaign="fdp-2026")
        assert added_up(asked(campaign="fdp-2026"), [earlier], DAYS)
        assert added_up(asked(campaign="other"), [earlier], DAYS) is None

    def test_one_subject_is_similar(self) -> None:
        assert added_up(
            asked(subject="the PARKING permits"), [request(questions=OTHER, subject="Parking permit")], DAYS
        )

    @pytest.mark.parametrize("template", ["fdp-board", "fdp-performance", "council-fdp"])
    def test_letters_of_one_family_are_similar_whatever_they_ask(self, template: str) -> None:
        earlier = request(questions=OTHER, subject="Parking", template="fdp-adoption")
        assert added_up(asked(template=template), [earlier], DAYS)
        assert added_up(asked(template="blank"), [earlier], DAYS) is None

    @pytest.mark.parametrize(
        ("subject", "question"),
        [
            ("FDP cost", "Please provide the cost."),
            ("Cost", "What did the Federated Data Platform cost in the financial year 2025-26?"),
            ("Software", "Please list the payments to Palantir."),
            ("fdp", "Please provide the cost."),
        ],
    )
    def test_a_name_that_both_have_makes_them_similar(self, subject: str, question: str) -> None:
        earlier = request(questions=("Please provide the contract of the FDP with Palantir.",), subject="Adoption")
        assert added_up(asked(subject=subject, questions=(question,)), [earlier], DAYS)

    @pytest.mark.parametrize(
        "question",
        [
            "Please send the NHS tariff as a PDF under FOIA.",
            "Please provide the minutes of the Trust Board of May 2025.",
            "WHAT DOES THE CAR PARK COST?",
        ],
    )
    def test_what_all_letters_name_does_not(self, question: str) -> None:
        earlier = [
            "Please send the NHS list as a PDF under FOIA.",
            "Papers of the Trust Board of May 2025: the car, it.",
        ]
        assert not shared_names([question], earlier)

    def test_the_authority_itself_is_no_such_name(self) -> None:
        earlier = request(questions=("How many beds are in Homerton today?",), subject="Beds")
        raw = {**earlier.raw, "uid": "h", "authority": {**earlier.raw["authority"], "name": "Homerton Trust"}}
        other = asked(questions=("What is the tariff of Homerton for parking?",), subject="Tariff")
        assert added_up(other, [fold(raw)], DAYS) is None
        assert added_up(other, [earlier], DAYS)

    def test_the_fixed_words_of_a_general_letter_make_no_two_alike(self) -> None:
        questions = ("Please provide the contract with its schedules.", "Please provide the totals paid each year.")
        earlier = request(questions=questions, subject="Parking enforcement", template="contract-and-procurement")
        other = asked(questions=questions, subject="Agency staff", template="spending")
        assert added_up(other, [earlier], DAYS) is None
        assert added_up(other._replace(subject="Enforcement of parking"), [earlier], DAYS)
        own = (*questions, "How many penalty charge notices were cancelled in Mare Lane?")
        assert added_up(other._replace(questions=own), [request(questions=own, template="spending")], DAYS)
