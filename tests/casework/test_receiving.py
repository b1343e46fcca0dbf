"""What came, in the user's words: outcomes question by question, and what the words stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusing import refusal

from foi_tracker.casework import receiving, sending
from foi_tracker.casework.receiving import read_outcomes
from foi_tracker.errors import BadInput, FoiError
from foi_tracker.requests.events import KINDS, OUTCOMES, Outcome


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("1=released", Outcome("released")),
        ("1=g", Outcome("released")),
        ("1=given", Outcome("released")),
        ("1=p", Outcome("partly")),
        ("1=r", Outcome("refused")),
        ("1=n", Outcome("not_held")),
        ("1=i", Outcome("ignored")),
        ("1=Not-Held", Outcome("not_held")),
        ("1=over", Outcome("over_cost")),
        ("1=rel", Outcome("released")),
        ("1=refused:s43(2)", Outcome("refused", ("s43(2)",))),
        ("1=refused:43(2),s.40", Outcome("refused", ("s43(2)", "s40"))),
        ("1=refused: s43(2) , s40 ", Outcome("refused", ("s43(2)", "s40"))),
        ('1=partly:"42,000: a year"', Outcome("partly", (), "42,000: a year")),
        ('1=partly:s43(2):"42000"', Outcome("partly", ("s43(2)",), "42000")),
        ('1=released:""', Outcome("released", (), "")),
        ('1=released:"a\nb"', Outcome("released", (), "a\nb")),
        (" 1=released ", Outcome("released")),
    ],
)
def test_an_outcome_as_it_is_typed(typed: str, outcome: Outcome) -> None:
    assert read_outcomes([typed]) == {1: outcome}


def test_several_questions_and_one_for_all() -> None:
    assert read_outcomes(["1=g", "3=r"], every="to_follow") == {
        0: Outcome("to_follow"),
        1: Outcome("released"),
        3: Outcome("refused"),
    }
    assert read_outcomes([]) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1",
        "=g",
        "1=",
        "x=g",
        "-1=g",
        "0=g",
        "1=lost",
        "1=re",
        "1=:s43",
        "1=refused:zzz",
        "1000=g",
        "１=g",
        "1=refused:s43(2",
        "1 = g",
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_hint(typed: str) -> None:
    with pytest.raises(FoiError) as refused:
        read_outcomes([typed])
    assert refused.value.exit_code == 2
    assert refused.value.hint


def test_a_question_is_named_once() -> None:
    with pytest.raises(BadInput, match="twice"):
        read_outcomes(["1=g", "1=r"])


@given(
    st.dictionaries(
        st.integers(1, 999),
        st.builds(
            Outcome,
            st.sampled_from(sorted(OUTCOMES)),
            st.lists(st.sampled_from(["s43(2)", "s40", "s41(1)", "s12"]), max_size=3).map(tuple),
            st.none() | st.text(max_size=20),
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read_again(outcomes: dict[int, Outcome]) -> None:
    typed = []
    for number, said in outcomes.items():
        sections = f":{','.join(said.exemptions)}" if said.exemptions else ""
        value = f':"{said.value}"' if said.value is not None else ""
        typed.append(f"{number}={said.outcome}{sections}{value}")
    assert read_outcomes(typed) == outcomes


@given(st.text(max_size=30))
def test_any_text_is_outcomes_or_a_sentence(text: str) -> None:
    refused = refusal(lambda: read_outcomes([text]))
    assert refused is None or (refused.exit_code == 2 and refused.hint)


class TestWords:
    def test_every_word_makes_an_event_of_the_vocabulary(self) -> None:
        for kind, _ in receiving.WHAT.values():
            assert kind in KINDS
        assert set(sending.WHAT.values()) <= set(KINDS)

    def test_what_came_is_theirs_and_what_went_is_yours(self) -> None:
        came = {word: KINDS[kind].whose for word, (kind, _) in receiving.WHAT.items()}
        assert came.pop("their-appeal") == "you"  # an appeal is one kind of event, whoever makes it
        assert set(came.values()) <= {"authority", "regulator", "tribunal"}
        assert {KINDS[kind].whose for kind in sending.WHAT.values()} == {"you"}

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ("ack", "acknowledged"),
            ("ACK", "acknowledged"),
            ("ext", "extended"),
            ("answered", "answered"),
            ("comp", "complied"),
        ],
    )
    def test_words_beginnings_and_event_names_are_read(self, typed: str, kind: str) -> None:
        assert receiving.kind_of(typed)[0] == kind

    def test_auto_is_an_automatic_acknowledgement(self) -> None:
        assert receiving.kind_of("auto") == ("acknowledged", {"automatic": True})

    @pytest.mark.parametrize("typed", ["a", "re", "sent", "noted", "closed", "zzz", "", "voided"])
    def test_what_fits_several_or_is_not_theirs_is_refused(self, typed: str) -> None:
        with pytest.raises(BadInput) as refused:
            receiving.kind_of(typed)
        assert "answer" in (refused.value.hint or "")

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ("chaser", "chased"),
            ("Rev", "review_requested"),
            ("complaint", "complained"),
            ("comp", "complained"),
            ("withdrawn", "withdrawn"),
        ],
    )
    def test_what_you_sent(self, typed: str, kind: str) -> None:
        assert sending.kind_of(typed) == kind

    @pytest.mark.parametrize("typed", ["c", "re", "answer", "zzz"])
    def test_what_you_cannot_have_sent(self, typed: str) -> None:
        with pytest.raises(BadInput, match="not something you can have sent"):
            sending.kind_of(typed)
