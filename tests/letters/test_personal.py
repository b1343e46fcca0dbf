"""What is private in a letter: numbers known by form and check digit, and requests for one's own records."""

from __future__ import annotations

import pytest

from foi_tracker.letters.checks import Finding, of_follow_up, of_request
from foi_tracker.letters.personal import is_nhs_number

HEAD = "Dear FOI team,\n\nI ask under the Freedom of Information Act 2000 for:\n\n"
FOOT = "\n\nYours faithfully,\n\nAnn Example\n12 High Street\nLondon E8 1EA\n020 7946 0018\nann@example.org\n"


def check(words: str, *, own: str = "") -> list[Finding]:
    return list(of_request(f"{HEAD}1. Please provide it. {words}{FOOT}", "FOIA", own=own))


class TestIdentifiers:
    @pytest.mark.parametrize(
        "words",
        [
            "My NHS number is 943 476 5919.",
            "NHS 9434765919",
            "NHS number 943-476-5919",
            "My date of birth is the usual one.",
            "Date of birth: 3 May 1980",
            "DOB 03/05/1980",
            "D.O.B. 1980-05-03",
            "I was born on 3rd May 1980.",
            "National Insurance AB 12 34 56 C",
            "ab123456c",
        ],
    )
    def test_are_found_and_severe(self, words: str) -> None:
        (finding,) = check(words)
        assert (finding.code, finding.where, finding.severe) == ("personal_data", "question 1", True)
        assert "own-data" in finding.mend
        assert of_follow_up(f"{HEAD}{words}{FOOT}")[0].code == "personal_data"

    @pytest.mark.parametrize(
        "words",
        [
            "The reference is 943 476 5918.",
            "The code is 0000000000.",
            "Please count records without a date of birth.",
            "The forms ask for the National Insurance number.",
            "QQ 12 34 56 C is the example of HMRC.",
            "Their company number is 09434765919.",
            "It cost £9434765919.",
            "See https://example.org/9434765919/report",
        ],
    )
    def test_what_only_looks_like_one(self, words: str) -> None:
        assert check(words) == []

    def test_the_number_is_not_repeated(self) -> None:
        (finding,) = check("My NHS number is 943 476 5919.")
        assert "943" not in " ".join(map(str, finding))

    @pytest.mark.parametrize("digits", ["9434765919", "4010232137", "4505577104"])
    def test_the_check_digit(self, digits: str) -> None:
        assert is_nhs_number(digits)
        for wrong in range(1, 10):
            assert not is_nhs_number(digits[:9] + str((int(digits[9]) + wrong) % 10))


class TestContacts:
    @pytest.mark.parametrize(
        "words", ["I live at E9 6SR.", "Call 07700 900123.", "Ring (020) 7946 0958", "+44 7700 900123"]
    )
    def test_in_the_body_are_found(self, words: str) -> None:
        assert [finding.code for finding in check(words)] == ["personal_data"]

    @pytest.mark.parametrize("words", ["E8 1EA", "020 7946 0018"])
    def test_those_at_the_foot_are_ones_own(self, words: str) -> None:
        assert check(f"Parking at {words}.") == []

    def test_those_of_the_settings_are_ones_own(self) -> None:
        assert check("Parking at N1 9GU.", own="3 Other Road, London N1 9GU") == []

    @pytest.mark.parametrize(
        "words",
        [
            "Postcode district E8.",
            "The line 0300 123 1234.",
            "Form P45 2AB3.",
            "In 01 11 2026 or 0001-01.",
            "M25 and A1",
        ],
    )
    def test_other_codes_and_lines_are_not(self, words: str) -> None:
        assert check(words) == []

    def test_the_address_of_the_authority_at_the_head_is_not(self) -> None:
        text = f"Homerton Row\nLondon E9 6SR\n020 8510 5555\n\n{HEAD}1. Please provide it.{FOOT}"
        assert of_request(text, "FOIA") == ()


class TestOwnRecords:
    @pytest.mark.parametrize(
        "words",
        [
            "my medical records",
            "my own data",
            "My personal data",
            "my test results",
            "all information that you hold about me",
            "the notes on my late mother",
            "my son's records",
            "my patient file",
            "Information about my case",
            "My son's school file",
            "documents on my housing benefit, and on my claim",
        ],
    )
    def test_asking_for_them_names_the_right_letter(self, words: str) -> None:
        (finding, *_) = check(f"Please send {words}.")
        assert (finding.code, finding.where, finding.severe) == ("own_data", "question 1", True)
        assert "-t own-data" in finding.mend

    @pytest.mark.parametrize(
        "words",
        [
            "Please acknowledge it for my records.",
            "Please do not publish my data.",
            "Please give me your reference; my reference is at the head.",
            "Please tell me of any data that you hold on parking.",
            "My information request is above.",
            "Send the records to me.",
            "The data on mental health.",
            "In my case an answer by e-mail will do.",
        ],
    )
    def test_other_uses_of_the_words(self, words: str) -> None:
        assert check(words) == []


class TestOtherPeople:
    @pytest.mark.parametrize(
        "words",
        [
            "Please send the home addresses of all staff.",
            "A list with the names and addresses of the tenants.",
            "The sickness records of the director.",
            "The names of all patients.",
        ],
    )
    def test_what_is_private_of_them_is_found(self, words: str) -> None:
        (finding,) = check(words)
        assert (finding.code, finding.where, finding.severe) == ("others_data", "question 1", False)

    @pytest.mark.parametrize(
        "words",
        [
            "I do not need home addresses.",
            "Please send the list without the names and addresses of tenants.",
            "The policy on patients' names.",
            "The names of the board members.",
            "The address of the head office.",
        ],
    )
    def test_what_is_not_asked_for_or_not_private(self, words: str) -> None:
        assert check(words) == []
