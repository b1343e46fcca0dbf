"""Scotland and the environment: other calendars, other windows, another regulator."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, draft_blank, foi, sent, shown
from support.text import joined


class TestScotland:
    """NHS Lothian, received on Monday 2 March 2026; Scotland has no Easter Monday."""

    @pytest.fixture(autouse=True)
    def _asked(self, home: Path) -> None:
        letter = draft_blank("nhs-lothian", "How long are the waits?", subject="Waits", today="2026-03-02").out
        assert "Freedom of Information (Scotland) Act 2002" in joined(letter)
        sent(1, on="2026-03-02")

    def test_its_own_bank_holidays_stop_the_clock_and_no_others(self) -> None:
        assert (shown(today="2026-03-03")["regime"], shown(today="2026-03-03")["due_on"]) == ("FOISA", "2026-03-30")
        # 17 March is a holiday in Northern Ireland: under FOIA the same request is due a day later.
        assert foi("deadline", "2026-03-02").ok.records[0][1] == "2026-03-31"

    def test_silence_leads_to_a_review_and_then_to_the_commissioner(self) -> None:
        assert shown(today="2026-03-31")["next"]["step"] == "review_silence"
        letter = foi("draft", 1, today="2026-03-31").ok.out
        assert "section 20(1)" in letter
        do("sent", 1, "--on", "2/4/2026", today="2026-04-02")

        # A review asked for on 2 April is due on 1 May: 3 April is a holiday, 6 April is none in Scotland.
        waiting = shown(today="2026-04-03")
        assert waiting["next"]["command"] is None
        assert [c["due_on"] for c in waiting["clocks"] if c["kind"] == "review"] == ["2026-05-01"]
        assert foi("draft", 1, today="2026-04-30").code == 4

        assert shown(today="2026-05-02")["next"]["command"] == "foi draft 1"
        application = foi("draft", 1, today="2026-05-02", tty=80).ok
        assert "Scottish Information Commissioner" in joined(application.out + application.err)
        do("sent", 1, "--on", "5/5/2026", today="2026-05-05")
        assert shown(today="2026-05-06")["status"] == "complaint"

    def test_the_commissioner_takes_nothing_before_a_review(self) -> None:
        ran = foi("sent", 1, "complaint", today="2026-04-01")
        assert ran.code == 4
        assert "review" in ran.err

    def test_the_window_for_a_review_is_law(self) -> None:
        do("got", 1, "answer", "--all", "refused:s30", "--on", "27/3", today="2026-03-27")
        (window,) = [c for c in shown(today="2026-03-28")["clocks"] if c["kind"] == "review_request"]
        assert (window["firmness"], window["cite"]) == ("law", "FOISA 2002 s.20(5)")


class TestEnvironment:
    @pytest.fixture(autouse=True)
    def _asked(self, home: Path) -> None:
        letter = draft_blank("hackney", "Which trees?", subject="Trees", today="2026-11-20", regime="EIR").out
        assert "Environmental Information Regulations 2004" in joined(letter)
        sent(1)

    def test_due_as_under_foia_and_cited_as_eir(self) -> None:
        (clock,) = shown(today="2026-11-24")["clocks"]
        assert (clock["due_on"], clock["cite"]) == ("2026-12-21", "EIR 2004 reg 5(2)")

    def test_complex_and_voluminous_gives_them_forty_days(self) -> None:
        do("got", 1, "extension", "--basis", "complex-voluminous", "--on", "18/12", today="2026-12-18")
        assert shown(today="2026-12-22")["overdue"] is False
        assert shown(today="2026-12-22")["due_on"] == "2027-01-22"

    def test_said_too_late_it_gives_them_nothing(self) -> None:
        do("got", 1, "extension", "--basis", "complex-voluminous", "--on", "22/12", today="2026-12-22")
        assert shown(today="2026-12-22")["overdue"] is True

    def test_the_review_has_forty_days_by_law(self) -> None:
        do("got", 1, "answer", "--all", "refused:12(4)(b)", "--on", "18/12", today="2026-12-18")
        do("sent", 1, "review", "--on", "4/1/2027", today="2027-01-04")
        (review,) = [c for c in shown(today="2027-01-05")["clocks"] if c["kind"] == "review"]
        assert (review["firmness"], review["due_on"]) == ("law", "2027-03-01")

    def test_treated_under_another_law_it_follows_that_law(self) -> None:
        do("got", 1, "reclassified", "--regime", "FOIA")
        assert shown(today="2026-11-24")["regime"] == "FOIA"
        assert foi("status", "--regime", "FOIA").ok.records[0][0] == "1"


def test_several_authorities_of_two_nations_at_once(home: Path) -> None:
    ran = foi("draft", "hackney", "nhs-lothian", "-t", "blank", "--subject", "Waits", "-q", "How long?").ok
    assert ran.out.count("Subject: ") == 2
    told = foi("status", "--json").json["requests"]
    assert [(r["number"], r["regime"]) for r in told] == [(1, "FOIA"), (2, "FOISA")]
