"""From when to when: days that are none, times that run backwards or ahead, and words in the place of a date."""

from __future__ import annotations

from datetime import date

import pytest

from foi_tracker.letters.checks import Finding, of_request

TODAY = date(2026, 11, 22)
FOOT = "\n\nYours faithfully,\n\nAnn Example\nann@example.org\n"
KNOWN = {"no_such_day", "reversed_dates", "future_date", "no_date"}


def check(words: str, *, head: str = "", today: date | None = TODAY, regime: str = "FOIA") -> list[Finding]:
    found = of_request(f"{head}Dear FOI team,\n\n1. Please provide it. {words}{FOOT}", regime, today=today)
    return [finding for finding in found if finding.code in KNOWN]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("From 31 February 2026 to 1 March 2026.", "no_such_day"),
        ("The paper of 31/04/2025.", "no_such_day"),
        ("E-mails from 5 March 2026 to 1 March 2025.", "reversed_dates"),
        ("E-mails from 2026-03-05 until 2025-03-01.", "reversed_dates"),
        ("In each financial year from 2025-26 to 2021-22.", "reversed_dates"),
        ("Between 2025 and 2021.", "reversed_dates"),
        ("From March 2025 to January 2025.", "reversed_dates"),
        ("Records from 1 January 2025 to 22 November 2027.", "future_date"),
        ("In each year from 2024 to 2028.", "future_date"),
        ("Records made from banana to 31 March 2020.", "no_date"),
        ("The time from banana to the day on which you receive this letter.", "no_date"),
        ("The time from 1 March 2020 to banana.", "no_date"),
        ("The time from apple to banana.", "no_date"),
    ],
)
def test_what_cannot_be_meant_is_found_where_it_stands(words: str, code: str) -> None:
    (finding,) = check(words)
    assert (finding.code, finding.where, finding.severe) == (code, "question 1", False)


@pytest.mark.parametrize(
    "words",
    [
        "Records from 29 February 2024 to the day on which you receive this letter.",
        "Records from 1 to 31 March 2025, and from 1 May to 30 June 2025.",
        "In each year from 2025 to 2026, and in the financial years from 2025-26 to 2026-27.",
        "In each financial year from 2023-24 to the one in which you receive this letter.",
        "The plan for the time from 1 April 2027 to 31 March 2030.",
        "The time from Easter to 31 May 2026.",
        "The time from the launch to 31 March 2020.",
        "Information from Palantir to Homerton, and letters from Palantir to the board.",
        "The report 2025/1540 of 2024-05-01 to 2024-05-31.",
        "Payments made from reserves to schools.",
        "The 2027 to 2030 business case, and the 45 decisions 2024.",
    ],
)
def test_what_can_be_meant_is_not(words: str) -> None:
    assert check(words) == []


def test_any_text_can_be_read() -> None:
    assert check("\x000\x00 to \x009\x00, from \x00 to 2020, from 99/99/2020 to 0000-00-00 " + "from 2020 to " * 2_000)


def test_the_date_of_the_letter_counts_before_that_of_today() -> None:
    words = "Records from 1 January 2025 to 31 December 2025."
    assert check(words) == []
    head = "Date: Monday 3 November 2025\n\n"
    assert [finding.code for finding in check(words, head=head)] == ["future_date"]
    assert check("Records from 1 January 2025 to 31 December 2029.", today=None) == []


def test_a_letter_for_ones_own_data_is_read_too() -> None:
    assert [finding.code for finding in check("What was recorded from banana to 1 May 2025.", regime="SAR")] == [
        "no_date"
    ]
