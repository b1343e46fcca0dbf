"""Which way a letter goes, and why: as the directory says, as the request went, as somebody chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run import do, draft, draft_blank, foi, sent
from support.text import joined

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.post import posting
from foi_tracker.casework.post.posting import Posting
from foi_tracker.errors import FoiError, NotFound, Refused

HOMERTON = "huh-tr.foi@nhs.net"
NEWCASTLE = "the-newcastle-upon-tyne-hospitals-nhs-foundation-trust"


OWN_DATA = """+++
title = "My own data"
description = "A copy of my own data."
when = "When you want to know what they hold about you."
kind = "request"
regimes = ["SAR"]
questions = ["Please send me a copy of my data."]
+++
Dear team,

{{ questions }}
"""


def planned(home: Path, number: int = 1, via: str | None = None) -> Posting:
    (one,) = posting.plan(Desk(str(home)), [str(number)], via)
    return one


class TestTheUsualWay:
    def test_by_email_where_an_address_is_known(self, home: Path) -> None:
        draft("homerton")
        one = planned(home)
        assert (one.via, one.letter.address) == ("email", HOMERTON)
        assert one.why == "an e-mail address is known"
        assert "not confirmed" in one.trust

    def test_a_mail_opens_with_address_and_subject_only(self, home: Path) -> None:
        draft("homerton")
        one = planned(home)
        assert (one.url or "").startswith(f"mailto:{HOMERTON}?subject=")
        assert "body" not in (one.url or "")
        assert not one.whole
        assert one.paste.startswith("Dear Freedom of Information team,")

    def test_gmail_where_that_is_how_mail_is_written(self, home: Path) -> None:
        do("init", "--mail", "gmail")
        draft("homerton")
        one = planned(home)
        assert (one.url or "").startswith("https://mail.google.com/mail/?view=cm&fs=1&to=huh-tr.foi%40nhs.net&su=")
        assert one.gmail

    def test_by_form_where_no_address_is_known(self, home: Path) -> None:
        draft(NEWCASTLE)
        one = planned(home)
        assert (one.via, one.url) == ("form", "https://www.newcastle-hospitals.nhs.uk/help/foi/")
        assert "only the web form" in one.note

    def test_a_form_gets_the_reference_with_the_letter(self, home: Path) -> None:
        draft(NEWCASTLE)
        assert "Our ref: FOI-1" in planned(home).paste

    @pytest.mark.parametrize("slug", ["public-health-wales-nhs-trust", "enfield-council", "cabinet-office"])
    def test_by_post_where_neither_is_known(self, home: Path, slug: str) -> None:
        draft_blank(slug)
        one = planned(home)
        assert (one.via, one.url) == ("post", None)
        assert "no e-mail address is known" in one.why
        assert (one.postal_address is None) == ("look its address up" in one.why)

    def test_where_only_a_website_is_known_one_looks_there(self, home: Path) -> None:
        draft_blank("bexley-council")
        one = planned(home)
        assert (one.via, one.url) == ("form", "http://www.bexley.gov.uk/")
        assert "look on its website" in one.why

    @pytest.mark.parametrize("slug", ["whittington-health-nhs-trust", "north-london-nhs-foundation-trust"])
    def test_what_a_trust_will_not_open_is_noted(self, home: Path, slug: str) -> None:
        draft(slug)
        assert "attachments" in planned(home).note

    def test_codes_and_legal_names_are_no_notes(self, home: Path) -> None:
        draft_blank("hackney-council")
        assert planned(home).note.startswith("Acknowledgements come from")

    def test_an_address_that_came_back_is_not_used_again(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("got", 1, "bounce")
        one = planned(home)
        assert one.via == "form"
        assert "came back" in one.why

    def test_chosen_all_the_same_it_is_said(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("got", 1, "bounce")
        assert planned(home, via="email").came_back


class TestALaterLetter:
    @pytest.mark.parametrize("via", ["email", "form", "post", "wdtk"])
    def test_it_goes_as_the_request_went(self, home: Path, via: str) -> None:
        draft("homerton")
        do("sent", 1, "--on", "2026-11-22", "--via", via)
        do("draft", 1, "-t", "chaser")
        one = planned(home)
        assert (one.via, one.why) == (via, "as the request went")

    def test_to_a_site_that_has_the_request_nothing_new_is_opened(self, home: Path) -> None:
        draft("homerton")
        do("sent", 1, "--on", "2026-11-22", "--via", "wdtk")
        do("draft", 1, "-t", "chaser")
        one = planned(home)
        assert one.url is None
        assert "requests@example.org" not in one.paste

    def test_a_complaint_opens_nothing(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("sent", 1, "chaser", "--on", "23/12/2026", today="2026-12-23")
        do("draft", 1, today="2027-01-06")
        (one,) = posting.plan(at(home, "2027-01-06"), ["1"])
        assert (one.via, one.url, one.letter.recipient, one.letter.address) == (None, None, "regulator", None)
        assert one.paste == one.letter.text

    def test_a_request_that_came_back_goes_again_though_a_chaser_waits(self, home: Path) -> None:
        draft("homerton")
        sent(1)
        do("draft", 1, "-t", "chaser")
        do("got", 1, "bounce")
        assert planned(home).letter.records == "sent"


def at(home: Path, today: str) -> Desk:
    """Return a desk on another day."""
    from datetime import date

    desk = Desk(str(home))
    desk.today = date.fromisoformat(today)
    return desk


class TestTheWayChosen:
    def test_to_whatdotheyknow_with_the_letter_in_the_link(self, home: Path) -> None:
        draft("homerton")
        one = planned(home, via="wdtk")
        assert (one.url or "").startswith(
            "https://www.whatdotheyknow.com/new/homerton_healthcare_nhs_foundation_trust?title=FDP+adoption+"
        )
        assert one.whole
        assert one.why == "as you say"
        assert "example.org" not in (one.url or "")

    @pytest.mark.parametrize(("slug", "via"), [(NEWCASTLE, "email"), ("cabinet-office", "form")])
    def test_one_that_is_closed_is_refused(self, home: Path, slug: str, via: str) -> None:
        draft_blank(slug)
        with pytest.raises(Refused, match="known for") as refused:
            planned(home, via=via)
        assert "{foi} send 1" in (refused.value.hint or "")

    def test_ones_own_data_never_goes_where_all_can_read_it(self, home: Path) -> None:
        (home / "templates").mkdir(mode=0o700)
        (home / "templates" / "mine.txt").write_text(OWN_DATA)
        do("draft", "homerton", "-t", "mine", "--regime", "SAR")
        with pytest.raises(Refused, match="own data"):
            planned(home, via="wdtk")

    def test_an_authority_that_the_site_does_not_list_is_told(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("foi_tracker.authorities.Directory.url_name", lambda *_: None)
        draft("homerton")
        with pytest.raises(Refused, match="not known here"):
            planned(home, via="wdtk")


class TestWhatCannotGo:
    @pytest.mark.parametrize(
        ("steps", "expected", "says"),
        [
            ([], NotFound, "no request 1"),
            (["draft", "sent 1"], Refused, "no letter that waits"),
            (["draft", "sent 1", "draft 1 -t chaser", "close 1"], Refused, "was closed"),
            (["draft", "undo"], NotFound, "undone"),
        ],
        ids=str,
    )
    def test_it_is_told_before_anything_opens(
        self, home: Path, steps: list[str], expected: type[FoiError], says: str
    ) -> None:
        for step in steps:
            do(*step.split()) if " " in step or step == "undo" else draft("homerton")
        with pytest.raises(expected, match=says):
            planned(home)

    def test_a_letter_that_is_gone_is_told(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").unlink()
        with pytest.raises(NotFound, match="cannot be found"):
            planned(home)

    def test_one_that_somebody_changed_is_marked(self, home: Path) -> None:
        draft("homerton")
        (home / "letters" / "0001-01-fdp-adoption.txt").write_text("Dear all\n")
        one = planned(home)
        assert one.letter.changed
        assert one.paste == "Dear all\n"
        assert one.letter.subject == "FDP adoption"

    @pytest.mark.parametrize("page", ["javascript:alert(1)", "file:///etc/passwd", "-h", "https://x y", 'https://"x'])
    def test_what_is_no_page_is_never_opened(self, home: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
        draft(NEWCASTLE)
        desk = Desk(str(home))
        known = desk.directory.by_slug(NEWCASTLE)
        assert known
        monkeypatch.setattr(desk.directory, "by_slug", lambda _: known._replace(foi_page=page, website=None))
        (one,) = posting.plan(desk, ["1"])
        assert (one.url, one.page) == (None, None)


def test_what_is_recorded_is_the_letter_that_went(home: Path) -> None:
    draft("homerton")
    one = planned(home)
    desk = Desk(str(home))
    (change,) = posting.record(desk, one, desk.today)
    details = change.event.details
    assert (change.event.kind, details["via"], details["to"], details["draft"]) == ("sent", "email", HOMERTON, 1)


class TestALetterThatWaited:
    @pytest.fixture(autouse=True)
    def _asked(self, home: Path) -> None:
        draft_blank("homerton", "How many?", today="2026-11-02")
        sent(1, on="2026-11-02")
        do("draft", 1, "-t", "chaser", today="2026-12-07")

    def test_a_reminder_of_another_day_is_said_to_count_to_then(self) -> None:
        assert "written on" not in foi("send", 1, "-n", today="2026-12-07").ok.err
        words = "This letter was written on Mon 7 Dec 2026, 16 days ago, and counts days to then."
        for command in (("send", 1, "-n"), ("letter", 1)):
            ran = foi(*command, today="2026-12-23", tty=200).ok
            told = joined(ran.out + ran.err)
            assert f"{words} Write it anew: foi draft 1 -t chaser" in told
        stale = {"written_on": "2026-12-07", "days": 16, "since": []}
        assert foi("send", 1, "-n", "--json", today="2026-12-23").json["sending"][0]["stale"] == stale
        assert foi("letter", 1, "--json", today="2026-12-23").json["letters"][0]["stale"] == stale
        for command in (("send", 1, "-n"), ("letter", 1)):
            assert f"Note on request 1: {words}" in foi(*command, today="2026-12-23").ok.err

    def test_one_that_an_answer_overtook_says_so_the_same_day(self) -> None:
        do("got", 1, "answer", "1=refused", today="2026-12-07")
        told = joined(foi("letter", 1, today="2026-12-07").ok.err)
        assert "Recorded since: answer. See whether it still fits: foi show 1" in told
        assert foi("letter", 1, "--json", today="2026-12-07").json["letters"][0]["stale"]["since"] == ["answered"]

    def test_one_written_anew_or_sent_is_not_old(self) -> None:
        do("draft", 1, "-t", "chaser", today="2026-12-23")
        assert foi("letter", 1, "--json", today="2026-12-23").json["letters"][0]["stale"] is None
        do("sent", 1, "chaser", "--on", "2026-12-23", today="2026-12-23")
        assert foi("letter", 1, "--json", today="2027-02-01").json["letters"][0]["stale"] is None

    def test_a_request_keeps_a_fortnight_for_only_its_date_ages(self) -> None:
        draft_blank("barts", "How many?", today="2026-12-01")
        assert foi("letter", 2, "--json", today="2026-12-15").json["letters"][0]["stale"] is None
        told = joined(foi("letter", 2, today="2026-12-16").ok.err)
        assert "written on Tue 1 Dec 2026, 15 days ago, and bears that date." in told
        assert "foi edit 2" in told
