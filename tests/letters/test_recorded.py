from __future__ import annotations

from datetime import date
from typing import Any

from foi_tracker.law import calendar
from foi_tracker.law.reckoning import clocks
from foi_tracker.letters.recorded import period, sent_request
from foi_tracker.requests.folding import fold


def stored(*events: dict[str, Any]) -> dict[str, Any]:
    drafted = {"kind": "drafted", "on": "2026-11-20", "subject": "FDP adoption", "questions": ["One", "Two"]}
    listed = [{"id": number, **event} for number, event in enumerate((drafted | {"our_ref": "HC-7"}, *events), start=1)]
    authority = {"slug": "x", "name": "X Trust", "short_name": "X", "kind": "nhs-trust", "nation": "england"}
    return {"number": 7, "uid": "u", "authority": authority, "regime": "FOIA", "events": listed}


SENT = {"kind": "sent", "on": "2026-11-20", "via": "email"}


def test_a_request_of_the_ledger_brings_its_references_and_newest_dates() -> None:
    asked = sent_request(
        fold(
            stored(
                SENT,
                {"kind": "acknowledged", "on": "2026-11-23", "ref": "2026/0417"},
                {"kind": "chased", "on": "2026-12-23"},
                {"kind": "chased", "on": "2026-12-29"},
                {"kind": "complained", "on": "2027-01-05"},
                {"kind": "regulator_wrote", "on": "2027-01-12", "ref": "IC-1234-A1B2"},
                {"kind": "decision_issued", "on": "2027-03-01", "until": "2027-03-31"},
            )
        )
    )
    assert (asked.number, asked.subject, asked.our_ref, asked.via) == (7, "FDP adoption", "HC-7", "email")
    assert asked.their_ref == "2026/0417"  # and not the regulator's
    assert asked.chased_on == date(2026, 12, 29)
    assert asked.answered_on is None
    assert asked.review_requested_on is None
    assert asked.review_chased_on is None
    assert (asked.notice_ref, asked.notice_on, asked.comply_by) == (
        "IC-1234-A1B2",
        date(2027, 3, 1),
        date(2027, 3, 31),
    )


def test_a_reminder_before_the_review_was_asked_for_is_none_of_the_review() -> None:
    chased, asked = {"kind": "chased", "on": "2026-12-23"}, {"kind": "review_requested", "on": "2027-01-04"}
    again = {"kind": "chased", "on": "2027-02-03"}
    assert sent_request(fold(stored(SENT, chased, asked))).review_chased_on is None
    assert sent_request(fold(stored(SENT, chased, asked, again))).review_chased_on == date(2027, 2, 3)


def passed_on() -> dict[str, Any]:
    child = stored({"kind": "sent", "on": "2026-12-04"})
    child["number"] = 8
    child["events"][0] |= {"on": "2026-12-04", "transferred_from": "u"}
    return child


def test_a_request_that_was_passed_on_knows_by_whom_and_when_its_owner_asked() -> None:
    origin = fold(stored(SENT, {"kind": "transferred", "on": "2026-12-04", "to": "Y Trust"}))
    asked = sent_request(fold(passed_on()), origin)
    assert (asked.passed_on, asked.passed_by, asked.asked_on) == (date(2026, 12, 4), "X Trust", date(2026, 11, 20))
    unknown = sent_request(fold(passed_on()))
    assert (unknown.passed_on, unknown.passed_by, unknown.asked_on) == (date(2026, 12, 4), None, None)
    assert sent_request(fold(stored(SENT)), origin).passed_on is None
    # Passed on twice: who passed it on the second time was not written to either.
    again = sent_request(fold(passed_on()), fold(passed_on()))
    assert (again.passed_by, again.asked_on) == ("X Trust", None)


def test_a_request_that_was_taken_over_knows_to_whom_it_was_sent() -> None:
    heir = {"slug": "y", "name": "Y Trust", "short_name": "Y", "kind": "nhs-trust", "nation": "england"}
    over = {"kind": "succeeded", "on": "2026-12-01", "authority": heir}
    asked = sent_request(fold(stored(SENT, over)))
    assert (asked.first_sent_to, asked.taken_over_on) == ("X Trust", date(2026, 12, 1))
    again = sent_request(fold(stored(SENT, over, SENT | {"on": "2026-12-02"})))
    assert again.first_sent_to is None
    assert sent_request(fold(stored(SENT))).first_sent_to is None


def test_a_clock_of_the_law_brings_its_dates_and_the_working_days_since() -> None:
    shipped = calendar.shipped()
    request = fold(stored(SENT))
    (answer,) = clocks(request.events, questions=(1, 2), regime="FOIA", calendar=shipped)
    days = shipped.working_days("uk")
    late = period(answer, today=date(2027, 1, 6), days=days)
    assert (late.kind, late.basis_on, late.due, late.days_late) == ("answer", date(2026, 11, 20), answer.due, 8)
    assert period(answer, today=date(2026, 11, 25), days=days).days_late == 0


def test_a_clock_that_counts_from_the_post_is_an_estimate() -> None:
    shipped = calendar.shipped()
    for via, estimated in (("email", False), ("post", True)):
        request = fold(stored({**SENT, "via": via}))
        (answer,) = clocks(request.events, questions=(1, 2), regime="FOIA", calendar=shipped)
        told = period(answer, today=date(2027, 1, 6), days=shipped.working_days("uk"))
        assert told.estimated is estimated


def test_a_clock_of_some_questions_names_them() -> None:
    shipped = calendar.shipped()
    request = fold(stored(SENT, {"kind": "clarification_requested", "on": "2026-11-24", "questions": [2]}))
    every = clocks(request.events, questions=(1, 2), regime="FOIA", calendar=shipped)
    (clarify,) = (clock for clock in every if clock.kind == "clarify")
    told = period(clarify, today=date(2026, 11, 25), days=shipped.working_days("uk"))
    assert (told.questions, told.ended) == ((2,), False)
    answered = next(clock for clock in every if clock.kind == "answer" and clock.questions == (2,))
    assert period(answered, today=date(2026, 11, 25), days=shipped.working_days("uk")).ended


def test_their_word_that_they_need_more_time_is_the_newest_with_its_ground() -> None:
    holding = {"kind": "holding", "on": "2026-12-10"}
    extended = {"kind": "extended", "on": "2026-12-15", "until": "2027-01-22", "exemptions": ["s43"], "questions": [2]}
    asked = sent_request(fold(stored(SENT, holding, extended | {"basis": "public-interest"})))
    assert asked.extension == (date(2026, 12, 15), date(2027, 1, 22), "public-interest", ("s43",), (2,))
    assert sent_request(fold(stored(SENT, holding))).extension == (date(2026, 12, 10), None, "", (), ())
    assert sent_request(fold(stored(SENT))).extension is None


def test_word_from_the_authority_is_what_it_wrote_and_no_proof_of_delivery() -> None:
    received, bounced = {"kind": "received", "on": "2026-11-23"}, {"kind": "undelivered", "on": "2026-11-23"}
    acknowledged = {"kind": "acknowledged", "on": "2026-11-24"}
    later = {"kind": "chased", "on": "2026-12-29"}
    assert sent_request(fold(stored(SENT, received, bounced))).heard_on is None
    assert sent_request(fold(stored(SENT, received, acknowledged, later))).heard_on == date(2026, 11, 24)


def test_where_a_request_was_passed_on_to_is_known_where_it_was_told() -> None:
    passed_on = {"kind": "transferred", "on": "2026-12-02"}
    asked = sent_request(fold(stored(SENT, passed_on | {"to": "NHS England"})))
    assert (asked.transferred_on, asked.transferred_to) == (date(2026, 12, 2), "NHS England")
    assert sent_request(fold(stored(SENT, passed_on))).transferred_to is None
    assert sent_request(fold(stored(SENT))).transferred_on is None
