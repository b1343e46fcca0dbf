"""What came, in the user's words: outcomes question by question, what stands behind them, what the words stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.begun import ask
from support.refusing import refusal
from support.run import do, foi, listing, make_home, shown

from foi_tracker.casework import receiving, sending
from foi_tracker.casework.receiving import read_outcomes
from foi_tracker.errors import BadInput, FoiError
from foi_tracker.requests.events import KINDS, OUTCOMES, Outcome

TODAY = "2026-06-10"


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
        ("1=o", Outcome("over_cost")),
        ("1=h", Outcome("held_elsewhere")),
        ("1=t", Outcome("to_follow")),
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


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1=given:42000", "42000"),
        ('1=given:"42000"', "42000"),
        ("1=g:£4,200", "£4,200"),
        ("1=g:30.5", "30.5"),
        ("1=g:-5", "-5"),
        ("1=g: 42 ", "42"),
        ('1=g:" 42 "', " 42 "),
        ("1=g:", None),
        ('1=g:"12:30, or later"', "12:30, or later"),
        # A time, an address of the web, words: a colon or a letter does not make a section of them.
        ("1=g:12:30", "12:30"),
        ("1=g:43:2", "43:2"),
        ("1=g:https://example.org/a", "https://example.org/a"),
        ("1=g:roughly 42", "roughly 42"),
        ("1=g:see annex 4", "see annex 4"),
        ("1=g:Rs 42", "Rs 42"),
        ("1=to_follow:by 12:00", "by 12:00"),
    ],
)
def test_behind_what_was_given_stands_a_value(typed: str, value: str | None) -> None:
    name = "to_follow" if "follow" in typed else "released"
    assert read_outcomes([typed], regime="FOIA") == {1: Outcome(name, (), value)}


@pytest.mark.parametrize(
    ("typed", "sections", "value"),
    [
        ("1=refused:s43.2", ("s43(2)",), None),
        ("1=refused:s43(2):42000", ("s43(2)",), "42000"),
        ('1=partly:s43(2),s40:"4:5"', ("s43(2)", "s40"), "4:5"),
        ('1=partly:"42000"', (), "42000"),
        ("1=partly:40.2:31", ("s40(2)",), "31"),
        ("1=refused:s43(2):12:30", ("s43(2)",), "12:30"),
    ],
)
def test_behind_what_was_withheld_stand_sections_and_then_a_value(
    typed: str, sections: tuple[str, ...], value: str | None
) -> None:
    (said,) = read_outcomes([typed], regime="FOIA").values()
    assert (said.exemptions, said.value) == (sections, value)


@pytest.fixture
def home(world: Path) -> Path:
    """1 to Hackney under FOIA, 2 under EIR, 3 to NHS Lothian under FOISA, all sent on 18 May 2026."""
    folder = make_home()
    ask("hackney", on="2026-05-18")
    ask("hackney", on="2026-05-18", regime="EIR")
    ask("nhs-lothian", on="2026-05-18")
    return folder


def questions(number: int) -> list[Any]:
    return list(shown(number, TODAY)["questions"])


@pytest.mark.parametrize(
    ("number", "typed", "stored"),
    [
        (1, "43", "s43"),
        (1, "s.43(2)", "s43(2)"),
        (1, "section 40(2)", "s40(2)"),
        (1, "12(4)(b)", "s12(4)(b)"),
        (1, "reg 12(5)(e)", "reg12(5)(e)"),
        (2, "12(5)(e)", "reg12(5)(e)"),
        (2, "r12.4.b", "reg12(4)(b)"),
        (3, "33(1)(b)", "s33(1)(b)"),
    ],
)
def test_sections_are_those_of_the_requests_law(home: Path, number: int, typed: str, stored: str) -> None:
    do("got", number, "answer", "--all", f"refused:{typed}", today=TODAY)
    assert questions(number)[0]["exemptions"] == [stored]


@pytest.mark.parametrize(
    ("number", "typed", "hint"),
    [(1, "s99", "Did you mean"), (2, "99", "Did you mean"), (3, "s43(2)", "s33(1)"), (1, "33(1)(b)(9)", "")],
)
def test_one_that_the_law_has_not_got_is_refused_with_what_may_be_meant(
    home: Path, number: int, typed: str, hint: str
) -> None:
    before = listing(home)
    ran = foi("got", number, "answer", "--all", f"refused:{typed}", today=TODAY)
    if not hint:
        assert ran.code == 0, "a subsection of a known section is taken as it comes"
        return
    assert ran.code == 2
    assert hint in ran.err
    assert listing(home) == before


def test_after_a_relabelling_they_are_those_of_the_new_law(home: Path) -> None:
    do("got", 1, "reclassified", "--regime", "EIR", today=TODAY)
    do("got", 1, "answer", "--all", "refused:12(5)(e)", today=TODAY)
    assert questions(1)[0]["exemptions"] == ["reg12(5)(e)"]


def test_a_value_is_shown_kept_and_replaced_by_the_later_one(home: Path) -> None:
    do("got", 1, "answer", "1=given:42000", "2=refused:s43(2)", today=TODAY)
    assert "42000" in foi("show", 1, tty=80, today=TODAY).ok.out
    assert ["question", "1", "released", "", "42000", "Who decides?"] in foi("show", 1, today=TODAY).ok.records
    do("got", 1, "answer", '1=given:"43,500"', today="2026-06-12")
    told = shown(1, "2026-06-12")
    assert told["questions"][0]["value"] == "43,500"
    assert [event["outcomes"]["1"]["value"] for event in told["events"] if event["kind"] == "answered"] == [
        "42000",
        "43,500",
    ]


@pytest.mark.parametrize(
    ("number", "typed", "says"),
    [
        (1, ("ack", "--received", "2026-05-17"), "They cannot have received it on Sun 17 May 2026"),
        (1, ("holding", "--until", "2026-06-09"), "they cannot have named Tue 9 Jun 2026: it had passed"),
        (1, ("reclassified", "--regime", "FOISA"), "Request 1 is under FOIA"),
        (3, ("reclassified", "--regime", "EIR"), "Request 3 is under FOISA"),
        (1, ("answer", "4=g"), "no question 4"),
    ],
)
def test_what_cannot_have_happened_is_refused(home: Path, number: int, typed: tuple[str, ...], says: str) -> None:
    before = listing(home)
    ran = foi("got", number, *typed, today=TODAY)
    assert (ran.code, ran.out) == (4, "")
    assert says in ran.err
    assert listing(home) == before


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

    @pytest.mark.parametrize("typed", ["a", "sent", "noted", "closed", "zzz", "", "voided"])
    def test_what_fits_several_or_is_not_theirs_is_refused(self, typed: str) -> None:
        with pytest.raises(BadInput) as refused:
            receiving.kind_of(typed)
        assert "answer" in (refused.value.hint or "")

    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("a", "ack, auto, answer or appeal?"),
            ("ak", "mean ack?"),
            ("reply", "mean answer?"),
            ("response", "mean answer?"),
            ("refusal", "mean answer?"),
            ("acknowledgement", "mean ack?"),
            ("desision", "mean decision?"),
            ("refused", "Say: answer --all refused"),
            ("flowers", "Say one of: ack, auto, answer"),
        ],
    )
    def test_what_was_meant_is_proposed(self, typed: str, hint: str) -> None:
        with pytest.raises(BadInput) as refused:
            receiving.kind_of(typed)
        assert hint in (refused.value.hint or "")

    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("relased", "mean released?"),
            ("withheld", "mean refused?"),
            ("re", "mean released or refused?"),
            ("kept", "Say it: --result kept"),
            ("lost", "Outcomes: released, partly"),
        ],
    )
    def test_the_outcome_that_was_meant_is_proposed(self, typed: str, hint: str) -> None:
        with pytest.raises(BadInput) as refused:
            receiving.read_outcomes([f"1={typed}"])
        assert hint in (refused.value.hint or "")

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
