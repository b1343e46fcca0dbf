"""How a letter sounds, and who seems to sign it: what lets it be refused as vexatious, repeated or invalid."""

from __future__ import annotations

import pytest

from foi_tracker.letters.checks import Finding, of_request


def check(words: str, *, regime: str = "FOIA", name: str = "Ann Example") -> list[Finding]:
    text = f"Dear FOI team,\n\n{words}\n\n1. Please provide the contract.\n\nYours,\n\n{name}\nann@example.org\n"
    return list(of_request(text, regime))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("You are all liars.", "insult"),
        ("You people are completely useless.", "insult"),
        ("Shame on you!", "insult"),
        ("I will sue you if it is late.", "threat"),
        ("Answer, or else!", "threat"),
        ("You'll regret this.", "threat"),
        ("This is my third request.", "repeated"),
        ("I have asked you for this many times.", "repeated"),
    ],
)
def test_what_helps_a_refusal_is_found(words: str, code: str) -> None:
    (finding,) = check(words)
    assert (finding.code, finding.where, finding.severe) == (code, "line 3", False)
    assert "FOIA s.14" in finding.what
    assert "manifestly unreasonable" in check(words, regime="EIR")[0].what


@pytest.mark.parametrize(
    "words",
    [
        "It concerns the policy against corrupt practices and insulting staff.",
        "Please send the plan in force, or else the most recent one.",
        "I will take you at your word.",
        "It concerns your third request for funds.",
        "I will report what I find.",
    ],
)
def test_the_same_words_said_of_other_things_are_not(words: str) -> None:
    assert check(words) == []


@pytest.mark.parametrize("name", ["John", "anonymous", "A Concerned Citizen", "Local Resident", "Sarah."])
@pytest.mark.parametrize("regime", ["FOIA", "FOISA"])
def test_what_stands_under_it_may_be_no_name(name: str, regime: str) -> None:
    (finding,) = check("Thank you.", regime=regime, name=name)
    assert (finding.code, finding.severe) == ("weak_name", False)
    assert f"{regime} s.8" in finding.what


@pytest.mark.parametrize("name", ["Foxglove", "J Smith", "John Smith", "Liberty", "Local Residents Association"])
def test_a_group_or_a_whole_name_will_do(name: str) -> None:
    assert check("Thank you.", name=name) == []


def test_a_first_name_above_that_of_a_group_will_do() -> None:
    assert check("Thank you.", name="John\nHackney Patients Together") == []


def test_the_regulations_ask_for_no_name() -> None:
    assert check("Thank you.", regime="EIR", name="John") == []
