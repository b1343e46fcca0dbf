"""What draft asks at a terminal: the letter, its blanks, questions, the grounds of a review; edit and --strict."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.person import sit_down
from support.run import do, draft_blank, foi, listing, sent, shown

from foi_tracker.cli.filling import read_values
from foi_tracker.errors import BadInput


@pytest.fixture
def person(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody who types these answers, then Enter; returns the list of what was asked."""

    def answering(*answers: str) -> list[str]:
        return sit_down(monkeypatch, *answers).asked

    return answering


def fit(name: str) -> list[str]:
    """The templates that fit, in the order in which they are offered."""
    return [line.split()[0] for line in foi("draft", name, "--no-input").err.splitlines()[1:-1]]


class TestTheLetter:
    def test_those_that_fit_are_numbered_by_title(self, home: Path, person: Callable[..., list[str]]) -> None:
        place = fit("homerton").index("fdp-dpia") + 1
        person(str(place))
        ran = foi("draft", "homerton", tty=80).ok
        assert f"{place:>4}  FDP data protection" in ran.err
        assert foi("status", "--json").json["requests"][0]["subject"] == "FDP data protection"

    def test_a_number_that_there_is_not_is_asked_again(self, person: Callable[..., list[str]]) -> None:
        asked = person("0", "99", "x", "1")
        do("draft", "homerton")
        assert asked[:4] == ["Number"] * 4

    def test_blanks_and_questions_are_asked_for(self, person: Callable[..., list[str]]) -> None:
        person("", "Parking permits", "", "Please provide the tariff of 2026.", "Please provide the map.")
        letter = foi("draft", "hackney", "-t", "blank").ok.out
        assert "Parking permits" in letter
        assert "1. Please provide the tariff of 2026." in letter
        assert "2. Please provide the map." in letter

    def test_what_is_said_on_the_line_is_not_asked(self, person: Callable[..., list[str]]) -> None:
        asked = person()
        do("draft", "hackney", "-t", "blank", "--subject", "Parking", "-q", "Please provide the map.")
        assert asked == []

    def test_without_a_person_the_fit_are_listed_and_nothing_is_kept(self, home: Path) -> None:
        before = listing(home)
        ran = foi("draft", "homerton")
        assert ran.code == 2
        assert "fdp-adoption" in ran.err
        assert listing(home) == before


class TestGrounds:
    @pytest.fixture
    def refused(self, home: Path) -> None:
        draft_blank("hackney", "Please provide the contract.", today="2026-11-02")
        sent(1, on="2026-11-02")
        do("got", 1, "answer", "--all", "refused:s43(2)", today="2026-11-20")

    def test_they_are_offered_to_tick_and_enter_takes_the_usual(
        self, refused: None, person: Callable[..., list[str]]
    ) -> None:
        asked = person()
        ran = foi("draft", 1, tty=80).ok
        assert asked == ["Numbers, or Enter"]
        assert "[x]  what harm, to whom, how?" in ran.err

    def test_a_ground_that_is_unticked_is_not_in_the_letter(
        self, refused: None, person: Callable[..., list[str]]
    ) -> None:
        usual = foi("draft", 1, "-n", "--no-input").ok.out
        person("1")
        other = foi("draft", 1, "-n").ok.out
        assert len(other.split()) < len(usual.split())

    def test_they_can_be_named_on_the_line(self, refused: None) -> None:
        letter = foi("draft", 1, "-n", "--ground", "parts").ok.out
        assert "clause by clause" in letter
        assert "what it fears" not in letter

    def test_an_unknown_one_lists_those_that_fit(self, refused: None) -> None:
        ran = foi("draft", 1, "--ground", "because")
        assert ran.code == 2
        assert "commercial-harm" in ran.err


class TestStrict:
    def test_it_keeps_nothing_that_could_weaken_the_letter(self, home: Path) -> None:
        before = listing(home)
        ran = foi("draft", "hackney", "-t", "blank", "--subject", "x", "-q", "Why do you do this?", "--strict")
        assert ran.code == 4
        assert "Why do you do this?" in ran.out
        assert "Nothing was kept" in ran.err
        assert listing(home) == before

    def test_without_it_the_same_is_advice(self, home: Path) -> None:
        ran = foi("draft", "hackney", "-t", "blank", "--subject", "x", "-q", "Why do you do this?").ok
        assert "could weaken" in ran.err

    def test_json_has_the_findings(self, home: Path) -> None:
        told = foi("draft", "hackney", "-t", "blank", "--subject", "x", "-q", "Why?", "-n", "--json").json
        assert told["letters"][0]["findings"]


@pytest.fixture
def editor(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """An editor that replaces some words by others."""

    def replacing(old: str, new: str) -> None:
        script = tmp_path / "editor.py"
        lines = ["import sys", "from pathlib import Path", "file = Path(sys.argv[1])"]
        lines.append(f"file.write_text(file.read_text().replace({old!r}, {new!r}))")
        script.write_text("\n".join(lines))
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
        monkeypatch.delenv("VISUAL", raising=False)
        sit_down(monkeypatch)

    return replacing


class TestEditing:
    def test_the_questions_are_those_of_the_changed_text(self, editor: Callable[[str, str], None]) -> None:
        draft_blank("hackney", "How many?", "How much?")
        editor("1. How many?", "1. Please provide the list.")
        ran = foi("edit", 1, tty=80).ok
        assert "- How many?" in ran.err
        assert "+ Please provide the list." in ran.err
        told = shown(1)
        assert [question["text"] for question in told["questions"]] == ["Please provide the list.", "How much?"]
        assert [letter["path"] for letter in told["letters"]] == [
            "letters/0001-01-blank.txt",
            "letters/0001-02-blank.txt",
        ]
        assert "Please provide the list." in foi("letter", 1).ok.out
        assert foi("sent", 1).ok
        assert shown(1)["events"][-1]["draft"] == 2

    def test_json_has_the_request_and_what_weakens_the_letter(
        self, home: Path, editor: Callable[[str, str], None]
    ) -> None:
        draft_blank("hackney", "How many?")
        editor("1. How many?", "1. Why?")
        told = foi("edit", 1, "--json").json
        assert [request["number"] for request in told["changed"]] == [1]
        assert "why" in " ".join(finding["what"] for finding in told["findings"]).lower()

    def test_questions_in_another_order_are_the_same_questions(
        self, home: Path, editor: Callable[[str, str], None]
    ) -> None:
        draft_blank("hackney", "How many?", "How much?")
        editor("1. How many?\n\n2. How much?", "1. How much?\n\n2. How many?")
        ran = foi("edit", 1, tty=80).ok
        assert "Questions as before, in another order." in ran.err
        assert [question["text"] for question in shown(1)["questions"]] == ["How much?", "How many?"]

    def test_unchanged_text_changes_nothing(self, home: Path, editor: Callable[[str, str], None]) -> None:
        draft_blank("hackney", "How many?")
        editor("no such words", "others")
        before = listing(home)
        assert "Nothing was changed." in foi("edit", 1, tty=80).ok.err
        assert listing(home) == before

    def test_a_letter_without_a_question_is_not_kept_and_not_lost(
        self, home: Path, editor: Callable[[str, str], None]
    ) -> None:
        draft_blank("hackney", "How many?")
        editor("1. How many?", "Nothing to ask.")
        before = listing(home)
        ran = foi("edit", 1)
        assert ran.code == 4
        assert "What you wrote is kept in" in ran.err
        assert listing(home) == before

    def test_before_it_is_kept(self, home: Path, editor: Callable[[str, str], None]) -> None:
        editor("1. How many?", "1. How many?\n\n2. How much?")
        do("draft", "hackney", "-t", "blank", "--subject", "x", "-q", "How many?", "--edit")
        told = shown(1)
        assert [question["text"] for question in told["questions"]] == ["How many?", "How much?"]
        assert len(told["letters"]) == 1

    def test_after_it_has_gone_there_is_nothing_to_edit(self, editor: Callable[[str, str], None]) -> None:
        draft_blank("hackney", "How many?")
        sent(1)
        editor("a", "b")
        ran = foi("edit", 1)
        assert ran.code == 4
        assert "no letter that waits" in ran.err

    def test_several_at_once_cannot_be_edited(self, home: Path, editor: Callable[[str, str], None]) -> None:
        editor("a", "b")
        before = listing(home)
        assert foi("draft", "homerton", "barts", "-t", "fdp-adoption", "--edit").code == 2
        assert listing(home) == before


class TestComingOfAnother:
    """A request narrowed after the cost limit, or replaced to mend an error."""

    @pytest.fixture
    def over_cost(self, home: Path) -> None:
        draft_blank("hackney", "Please provide all contracts of 2025.", today="2026-11-02", campaign="c")
        sent(1, on="2026-11-02")
        do("got", 1, "answer", "--all", "over_cost:s12(1)", today="2026-11-20")

    def test_a_narrower_one_is_a_request_of_its_own_beside_the_first(self, over_cost: None) -> None:
        asked = ("-q", "Please provide the three largest contracts of the calendar year 2025.")
        ran = foi("draft", 1, "-t", "narrow-after-cost-limit", *asked, "--json").json
        assert [request["number"] for request in ran["changed"]] == [2]
        assert not [f for f in ran["letters"][0]["findings"] if f["code"] == "added_up"]
        sent(2, on="2026-11-24")
        first, second = (shown(number) for number in (1, 2))
        assert first["related"] == [{"how": "narrowed_by", "number": 2, "name": "Hackney Council"}]
        assert second["related"][0]["how"] == "narrows"
        assert second["campaign"] == "c"
        assert first["status"] == "answered"
        assert [c["kind"] for c in first["clocks"] if c["ended"] is None] == ["review_request"]

    def test_the_same_by_hand(self, over_cost: None) -> None:
        options = ("--subject", "Fewer contracts", "-q", "Please provide one.", "--narrows", "1")
        do("draft", "hackney", "-t", "blank", *options)
        assert shown(2)["related"][0]["number"] == 1

    def test_supersede_closes_the_first_when_it_goes_and_undo_takes_both_back(self, home: Path) -> None:
        draft_blank("hackney", "How many in 2205?", today="2026-11-02")
        sent(1, on="2026-11-02")
        do("draft", 1, "-t", "supersede", "--set", "error=the year", "-q", "How many in the calendar year 2025?")
        assert shown(1)["status"] == "waiting_response"
        do("sent", 2)
        assert shown(1)["outcome"] == "replaced"
        do("undo")
        assert shown(1)["status"] == "waiting_response"
        assert shown(2)["status"] == "draft"


class TestValues:
    def test_name_and_value_are_parted_at_the_first_sign(self) -> None:
        assert read_values(["a=b", " c = d=e ", "f="]) == {"a": "b", "c": " d=e ", "f": ""}

    @pytest.mark.parametrize("item", ["a", "=b", " =b", ""])
    def test_a_value_without_a_name_is_refused(self, item: str) -> None:
        with pytest.raises(BadInput, match="--set"):
            read_values([item])
