"""Which request a message is about: by references, thread, subject and sender; never a guess between two."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from support.mail import message

from foi_tracker.exchange import mail
from foi_tracker.exchange.matching import Candidate, Match, Matcher, bare_subject


def candidate(
    number: int, subject: str = "Parking charges", *, domain: str = "hackney.gov.uk", **how: object
) -> Candidate:
    facts = {"our_refs": (f"FOI-{number}",), "their_refs": (), "is_open": True, **how}
    return Candidate(
        number,
        "FOIA",
        subject,
        addresses=frozenset((f"foi@{domain}",)),
        domains=frozenset((domain,)),
        **facts,  # type: ignore[arg-type]
    )


HACKNEY, BARTS = candidate(1), candidate(2, "FDP adoption", domain="bartshealth.nhs.uk")


def matched(
    *candidates: Candidate,
    subject: str = "Hello",
    body: str = "x",
    sender: str = "a@elsewhere.uk",
    head: str = "",
    threads: Mapping[str, int] | None = None,
) -> Match:
    return Matcher(candidates).match(mail.parse(message(subject, body, sender=sender, head=head)), threads or {})


class TestWhose:
    def test_our_reference_comes_first(self) -> None:
        told = matched(HACKNEY, BARTS, subject="Parking charges", body="Your ref FOI-2.", sender="x@hackney.gov.uk")
        assert told.number == 2
        assert "its sender is the authority of request 1" in told.why

    @pytest.mark.parametrize("text", ["FOI-12", "FOI-1-2026", "XFOI-1", "A-FOI-1", "FOI-1/26"])
    def test_a_longer_reference_is_another(self, text: str) -> None:
        assert matched(HACKNEY, body=text).numbers == ()

    @pytest.mark.parametrize("text", ["(foi-1)", "ref: FOI-1.", "[FOI-1]", "FOI-1, of"])
    def test_marks_around_a_reference_do_no_harm(self, text: str) -> None:
        assert matched(HACKNEY, body=text).number == 1

    def test_their_reference(self) -> None:
        known = candidate(1, their_refs=("26/0099", "7"))
        assert matched(known, subject="Ref 26/0099").number == 1
        assert matched(known, subject="Ref 7").numbers == ()

    def test_the_thread(self) -> None:
        threads = {mail.mark_of("<first@mail.example>"): 2}
        assert matched(HACKNEY, BARTS, head="In-Reply-To: <first@mail.example>\n", threads=threads).number == 2
        assert matched(HACKNEY, BARTS, head="References: <a@b> <first@mail.example>\n", threads=threads).number == 2

    def test_the_subject_from_their_address_tells_two_requests_apart(self) -> None:
        other = candidate(3, "Library books")
        assert (
            matched(HACKNEY, other, subject="RE: [EXTERNAL] library books", sender="y@foi.hackney.gov.uk").number == 3
        )

    def test_the_sender_alone_when_one_request_waits_there(self) -> None:
        told = matched(HACKNEY, BARTS, sender="y@hackney.gov.uk")
        assert (told.number, told.why) == (1, "its sender")
        closed = candidate(1, is_open=False)
        assert matched(closed, BARTS, sender="y@hackney.gov.uk").numbers == ()

    def test_two_that_fit_are_not_chosen_between(self) -> None:
        told = matched(HACKNEY, candidate(3, "Library books"), sender="y@hackney.gov.uk")
        assert (told.number, told.numbers) == (None, (1, 3))
        assert "fits requests 1, 3" in told.why

    def test_a_message_about_several_requests_names_them_all(self) -> None:
        assert matched(HACKNEY, BARTS, body="FOI-1 and FOI-2").numbers == (1, 2)

    def test_quoted_text_is_asked_last_and_that_is_said(self) -> None:
        told = matched(HACKNEY, BARTS, body="Hello\n> FOI-2")
        assert (told.number, told.why) == (2, "FOI-2 in quoted text only")
        assert matched(HACKNEY, BARTS, body="Hello\n> FOI-2", sender="a@hackney.gov.uk").number == 1

    def test_a_domain_that_only_ends_alike_is_another(self) -> None:
        assert matched(HACKNEY, sender="a@nothackney.gov.uk").numbers == ()

    def test_prefixes_of_a_subject_go(self) -> None:
        assert bare_subject("Re: FW: [EXTERNAL] RE: Parking") == "parking"
        assert bare_subject("Re: Reading rooms") == "reading rooms"
