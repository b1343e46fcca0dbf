"""Questions: which invite a refusal, and which only look as if they did."""

from __future__ import annotations

import pytest

from foi_tracker.letters.checks import Finding, of_request

HEAD = "Dear FOI team,\n\nI ask under the Freedom of Information Act 2000 for:\n\n"
FOOT = "\n\nYours faithfully,\n\nAnn Example\nann@example.org\n"
RANGE = "I ask for records made from 1 January 2023 to the day on which you receive this letter.\n\n"


def check(*questions: str, before: str = "") -> list[Finding]:
    asked = "\n\n".join(f"{number}. {text}" for number, text in enumerate(questions, 1))
    return list(of_request(f"{HEAD}{before}{asked}{FOOT}", "FOIA"))


def codes(*questions: str, before: str = "") -> list[str]:
    return [finding.code for finding in check(*questions, before=before)]


class TestOpinions:
    @pytest.mark.parametrize(
        "question",
        [
            "Why was the library closed?",
            "why did you not tell us",
            "How come nobody was asked?",
            "What is your view on the FDP?",
            "What are your views of it?",
            "Do you think that this is right?",
            "Do you agree?",
            "Please tell me why the library was closed.",
            "I would like to know why the library was closed.",
            "Please state whether it was closed. If so, why?",
            "How do you justify the cost?",
            "And why was nobody asked?",
            "Under the Freedom of Information Act I want to know why it closed.",
            "Please send the contract. why did you sign it",
            "Please send the contract and why did you sign it",
            "Please send the cost, also do you think that it is fair",
        ],
    )
    def test_asking_for_one_is_found(self, question: str) -> None:
        (finding,) = check(question)
        assert (finding.code, finding.where) == ("opinion", "question 1")

    @pytest.mark.parametrize(
        "question",
        [
            "Please provide the paper that says why the library was closed.",
            "Please state who decided, and why, as the minutes record it.",
            "Please provide the assessment of what staff think of the FDP.",
            "Do you use the FDP?",
            "Do you hold a contract?",
            "Please provide the note that says when and why the contract was signed.",
            "What is your current policy?",
            "Please provide the views that the board recorded on 3 May 2025.",
        ],
    )
    def test_asking_for_a_record_is_not(self, question: str) -> None:
        assert codes(question) == []


class TestNewInformation:
    @pytest.mark.parametrize(
        "question",
        [
            "Please explain how the figure came about.",
            "Can you explain the delay?",
            "Please compile a list of the contracts.",
            "Please draw up a table of all sites.",
            "Comment on the report.",
            "Please provide an explanation of the decision.",
            "Please give me your comments on the report.",
            "Could you please summarise the contract?",
        ],
    )
    def test_asking_for_it_is_found(self, question: str) -> None:
        assert codes(question) == ["new_information"]

    @pytest.mark.parametrize(
        "question",
        [
            "Please provide a list of the contracts.",
            "Please provide the most recent summary of spending.",
            "Please provide the explanatory note to the contract.",
            "Please name the board that will take the decision.",
            "Please provide the report, with any comments that the board wrote on it in March 2025.",
        ],
    )
    def test_asking_for_what_is_held_is_not(self, question: str) -> None:
        assert codes(question) == []


class TestEverything:
    @pytest.mark.parametrize(
        "question",
        [
            "Please provide all documents about the FDP.",
            "Please provide all of the e-mails about it.",
            "All your internal correspondence with Palantir.",
            "Any and all contracts.",
            "Everything relating to the closure.",
            "Please send everything you hold on it.",
            "a copy of every email sent or received by the chief executive",
            "Each single letter to the mayor.",
        ],
    )
    def test_without_dates_it_is_found(self, question: str) -> None:
        (finding,) = check(question)
        assert (finding.code, finding.where) == ("everything", "question 1")
        assert codes(question, before=RANGE) == []

    @pytest.mark.parametrize(
        "question",
        [
            "Please provide all e-mails from 1 to 31 March 2025.",
            "Please provide all e-mails of the last six months.",
            "Please provide all minutes of the meeting at which it was decided.",
            "Please provide the contract with all its annexes.",
            "Please name all sites that use it.",
        ],
    )
    def test_what_has_an_end_is_not(self, question: str) -> None:
        assert codes(question) == []

    def test_the_year_of_an_act_is_no_date(self) -> None:
        assert codes("All e-mails about the Freedom of Information Act 2000.") == ["everything"]


class TestNoDates:
    @pytest.mark.parametrize(
        "question",
        [
            "Please provide the minutes of the board.",
            "Please provide your correspondence with Palantir.",
            "How many permits were issued?",
            "Please provide the number of complaints.",
            "How much has been spent on it?",
            "any correspondence with Palantir",
            "Copies of any correspondence with Palantir",
            "Please list all contracts over £5,000.",
            "A list of every payment above £500.",
        ],
    )
    def test_records_that_come_in_a_stream_need_them(self, question: str) -> None:
        assert codes(question) == ["no_dates"]
        assert codes(question, before=RANGE) == []

    @pytest.mark.parametrize(
        "question",
        [
            "Please provide the minutes of the meeting in which the decision was taken.",
            "Please provide your most recent board minutes.",
            "Please provide your complaints policy.",
            "How many people do you employ?",
            "Please provide the contract.",
            "Please list all contracts over £5,000 that were signed from 1 May to 30 June 2025.",
            "The list of all contracts that the policy names.",
            "How many permits were issued in the last two years?",
            "How many complaints have been made since March 2025?",
        ],
    )
    def test_others_do_not(self, question: str) -> None:
        assert "no_dates" not in codes(question)

    def test_it_is_said_once_for_all_questions(self) -> None:
        (finding,) = check("How many were issued?", "Please provide it.", "How many were lost?")
        assert finding.where == "questions 1, 3"


class TestYears:
    @pytest.mark.parametrize(
        "question",
        [
            "How many permits were issued in 2025?",
            "Please provide the cost for 2024-25.",
            "Please provide the cost for 2024/25 and 2025/26.",
            "Please provide the number of staff for each of the years 2023–2025.",
            "Please provide the figures for 2023, 2024 and 2025.",
            "How much was spent on it last year?",
            "The last two years of spending on it.",
            "spending 2023",
            "Number of staff, 2023",
        ],
    )
    def test_that_could_be_calendar_or_financial(self, question: str) -> None:
        assert codes(question) == ["unclear_year"]
        assert codes(question, before="Financial years run from 1 April to 31 March.\n\n") == []
        assert codes(f"{question} I mean calendar years.") == []

    @pytest.mark.parametrize(
        "question",
        [
            "How many permits were issued in March 2025?",
            "Please provide the contract that was signed in 2023.",
            "Please provide the cost for the financial year 2024-25.",
            "Please provide the cost in the year ended 31 March 2025.",
            "How much was spent in the last two financial years?",
            "Please provide the notice for the last year of the contract.",
            "Please provide the Annual Report 2023",
            "Please provide the contract with the reference 2023.",
            "Please provide the request with the reference 2025/1540.",
            "Please provide the report of 2024-05-01.",
            "Please provide the number of records of over 2000 patients since 1 April 2024.",
            "Please state whether the Data Protection Act 2018 was considered in the paper.",
        ],
    )
    def test_that_are_clear(self, question: str) -> None:
        assert codes(question) == []


class TestLength:
    def test_a_question_of_many_words(self) -> None:
        assert codes("Please provide the contract " + "and its annex " * 38) == []
        assert codes("Please provide the contract " + "and its annex " * 40) == ["long_question"]


def test_a_letter_in_prose_is_read_by_its_paragraphs() -> None:
    text = "Dear team,\n\nWhy was it closed?\n\nPlease send any and all e-mails." + FOOT
    found = of_request(text, "FOIA")
    assert [(finding.code, finding.where) for finding in found] == [("opinion", "line 3"), ("everything", "line 5")]


def test_a_range_in_prose_holds_for_the_whole_letter() -> None:
    text = "Dear team,\n\nPlease send all e-mails.\n\nI mean those from 1 May to 30 June 2025." + FOOT
    assert of_request(text, "FOIA") == ()
