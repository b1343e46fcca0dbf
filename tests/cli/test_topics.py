"""The topics of foi help: what they say is what the program goes by."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.run import do, draft, foi, make_home, sent, shown
from support.text import joined

from foi_tracker import errors, home
from foi_tracker.cli.commands import COMMANDS
from foi_tracker.dates import GRAMMAR, parse_date
from foi_tracker.law.regimes import REGIMES
from foi_tracker.requests.advice import WHY
from foi_tracker.requests.status import STATUSES
from foi_tracker.views.topics import FILES, TOPICS, exit_codes


def told(topic: str) -> str:
    """Return a topic's text with its lines joined."""
    return joined(foi("help", topic).ok.out)


@pytest.mark.parametrize("topic", [*TOPICS, ""])
class TestEveryTopic:
    def test_it_needs_no_home_and_makes_none(self, topic: str, world: Path) -> None:
        ran = foi("help", *([topic] if topic else [])).ok
        assert ran.out.strip()
        assert ran.err == ""
        assert not world.exists()

    def test_it_fits_eighty_columns_in_a_pipe_too(self, topic: str) -> None:
        typed = ["help", *([topic] if topic else [])]
        assert max(map(len, foi(*typed).ok.lines)) <= 80
        assert foi(*typed, tty=80).out == foi(*typed).out

    def test_it_fits_a_narrow_screen(self, topic: str) -> None:
        assert max(map(len, foi("help", *([topic] if topic else []), tty=50).ok.lines)) <= 50

    def test_under_json_it_is_topic_and_text(self, topic: str) -> None:
        typed = ["help", *([topic] if topic else [])]
        found = foi(*typed, "--json").json
        assert found["topic"] == (topic or None)
        assert found["text"] + "\n" == foi(*typed).out

    def test_every_command_that_it_names_is_one(self, topic: str) -> None:
        named = set(re.findall(r"\bfoi ([a-z]+)\b", foi("help", *([topic] if topic else [])).ok.out))
        assert named <= {*COMMANDS, "in", "folder"}


def test_every_step_is_listed_with_its_reason() -> None:
    text = told("steps")
    for kind, reason in WHY.items():
        assert f" {kind} {reason}" in text, kind


class TestContents:
    def test_the_topics_are_listed(self) -> None:
        out = foi("help").ok.out
        assert all(f"foi help {topic} " in out for topic in TOPICS)

    def test_the_help_of_a_command_is_its_own(self) -> None:
        for name in COMMANDS:
            assert foi("help", name).ok.out == foi(name, "-h").ok.out

    def test_several_words_are_one_topic(self) -> None:
        assert foi("help", "exit", "codes").ok.out == foi("help", "exit-codes").out

    @pytest.mark.parametrize(
        ("typed", "near"), [("datse", "dates"), ("exit-code", "exit-codes"), ("overdu", "overdue")]
    )
    def test_an_unknown_one_suggests_the_nearest(self, typed: str, near: str) -> None:
        ran = foi("help", typed)
        assert (ran.code, ran.out) == (2, "")
        assert f"Did you mean foi help {near}?" in ran.err

    def test_an_everyday_word_leads_to_its_command_and_to_no_wrong_neighbour(self) -> None:
        assert foi("help", "late").err == "There is no help on 'late'.\nWho is late: foi overdue\n"

    def test_one_like_no_other_leads_to_the_list(self) -> None:
        ran = foi("help", "xylophone" * 50)
        assert ran.code == 2
        assert ran.err.endswith("See what there is: foi help\n")
        assert len(ran.err) < 200


class TestDates:
    def test_it_shows_the_whole_grammar(self) -> None:
        out = foi("help", "dates").ok.out
        assert all(line in out for line in GRAMMAR)

    def test_the_day_comes_first_as_it_says(self) -> None:
        assert "3/4/2026 is 3 April 2026" in told("dates")
        assert parse_date("3/4/2026", today=date(2026, 11, 24)) == date(2026, 4, 3)

    def test_until_and_remind_mean_the_next_such_day_as_it_says(self) -> None:
        make_home()
        draft("homerton")
        sent(1, on="2026-11-20", today="2026-11-24")
        do("remind", 1, "mon")
        request = shown(1)
        assert str(date(2026, 11, 24) + timedelta(days=6)) in str(request)


def test_every_status_stands_with_its_meaning() -> None:
    text = told("statuses")
    for status, meaning in STATUSES.items():
        assert f"{status} {meaning}" in text


class TestLaw:
    def test_every_period_stands_with_its_words_and_source(self) -> None:
        text = told("law")
        for law in REGIMES.values():
            assert f"{law.code}: {law.name}" in text
            for rule in law.rules.values():
                if rule.kind != "very_late":
                    assert rule.words[1:] in text
                    assert rule.cite in text
                    assert f"[{rule.kind}]" in text

    def test_guidance_is_never_called_law(self) -> None:
        text = told("law")
        for law in REGIMES.values():
            for rule in law.rules.values():
                called = "Law" if rule.firmness == "law" else "Guidance or practice, not law"
                assert rule.kind == "very_late" or f"{called}: {rule.cite}." in text

    def test_every_clock_can_be_asked_of_the_calculator(self) -> None:
        for law in REGIMES.values():
            for kind in law.rules:
                assert foi("deadline", "2026-11-23", "--regime", law.code, "--clock", kind).code == 0


class TestHome:
    def test_what_a_home_holds_is_what_it_says(self, world: Path, tmp_path: Path) -> None:
        make_home()
        draft("homerton")
        sent(1, on="2026-11-20", today="2026-11-24")
        reply = tmp_path / "reply.txt"
        reply.write_text("Released.")
        do("got", 1, "answer", "--all", "released", "--on", "2026-11-23", "--file", reply)
        draft("homerton")
        sent(2, on="2024-01-08", today="2026-11-24")
        do("got", 2, "answer", "--all", "released", "--on", "2024-01-22")
        do("close", 2, "--on", "2024-01-29")
        do("templates", "new", "mine")
        do("authorities", "note", "homerton", "Answers by post")
        holidays = Path(home.__file__).parent / "law" / "bank_holidays.json"
        do("holidays", "import", holidays)
        found = {f"{path.name}/" if path.is_dir() else path.name for path in world.iterdir()}
        assert found <= set(FILES)
        assert set(FILES) - found <= {home.BANK_HOLIDAYS, home.IMPORTED_AUTHORITIES}  # nothing was imported

    def test_what_lies_beside_the_records_is_told(self) -> None:
        assert set(home.BESIDE_THE_RECORDS) <= {name.removesuffix("/") for name in FILES}

    def test_every_setting_is_explained(self) -> None:
        text = told("home")
        for table in home.KNOWN.values():
            for key, meaning in table.items():
                assert f"{key} {meaning}" in text


class TestExitCodes:
    def test_every_error_has_its_code(self) -> None:
        known = exit_codes()
        for kind in vars(errors).values():
            if isinstance(kind, type) and issubclass(kind, errors.FoiError):
                assert known[kind.exit_code]

    def test_the_endings_that_are_no_errors_stand_too(self) -> None:
        assert {0, 1, errors.SOMETHING_LATE, errors.INTERRUPTED} <= exit_codes().keys()

    def test_each_is_shown_with_its_meaning(self) -> None:
        text = told("exit-codes")
        for code, meaning in exit_codes().items():
            assert f"{code} {meaning}" in text
