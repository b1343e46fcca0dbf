"""What a message seems to be, by which words; and which request it belongs to, by which sign."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from support.letters import message, with_file

from foi_tracker.exchange import mail
from foi_tracker.exchange.matching import Candidate, Match, Matcher, bare_subject
from foi_tracker.exchange.replies import Seeming, named_sections, seeming


def seems(
    body: str, subject: str = "Your request", *, regime: str = "FOIA", head: str = "", sender: str = "a@b.uk"
) -> Seeming:
    return seeming(mail.parse(message(subject, body, head=head, sender=sender)), regime)


ANSWER = "Please find attached our response."


class TestWhat:
    @pytest.mark.parametrize(
        ("body", "what"),
        [
            ("We acknowledge receipt of your request.", "ack"),
            ("Thank you for your request. We will respond within 20 working days.", "ack"),
            ("Thank you for your request, which has been logged. If we need clarification we will contact you.", "ack"),
            ("We will provide our response. In response to your request we have opened a case.", "answer"),
            (ANSWER, "answer"),
            ("I can confirm that the Trust does not hold this information.", "answer"),
            ("The information you requested is set out below.", "answer"),
            ("We are withholding it; the information is exempt under section 43(2).", "answer"),
            ("We are refusing question 1 under section 43(2) of the Act.", "answer"),
            ("Could you clarify which contract you mean?", "question"),
            ("We require clarification before we can go on.", "question"),
            ("We need to extend the deadline to weigh the public interest under section 43.", "extension"),
            ("We need to extend the deadline.", "holding"),
            ("We apologise for the delay in our reply.", "holding"),
            ("This is a fees notice.", "fee"),
            ("We have transferred your request to NHS England.", "transfer"),
            ("The outcome of your internal review is below.", "review"),
            ("Good morning.", ""),
            ("", ""),
        ],
    )
    def test_by_its_words(self, body: str, what: str) -> None:
        assert seems(body).what == what

    def test_the_words_that_decided_are_told(self) -> None:
        assert seems("Well. We acknowledge it.").why == "because of: “acknowledg”"

    def test_quoted_text_decides_nothing(self) -> None:
        told = seems("Hello.\n\nOn Mon 23 Nov Ada wrote:\n> " + ANSWER)
        assert told.what == ""
        told = seems("---------- Forwarded message ---------\n" + ANSWER)
        assert (told.what, told.why) == ("", "all of its text is quoted or forwarded")

    @pytest.mark.parametrize(
        "head",
        [
            "Auto-Submitted: auto-replied\n",
            "Auto-Submitted: auto-generated\n",
            "X-Autoreply: yes\n",
            "Precedence: auto_reply\n",
        ],
    )
    def test_an_automatic_reply_is_never_an_answer(self, head: str) -> None:
        told = seems(ANSWER, head=head)
        assert told.what == "auto"
        assert head.partition(":")[0] in told.why

    def test_what_says_that_it_is_not_automatic_is_believed(self) -> None:
        assert seems(ANSWER, head="Auto-Submitted: no\n").what == "answer"

    @pytest.mark.parametrize("subject", ["Automatic reply: FOI", "Out of Office: x", "Autoreply: y", "Auto: z"])
    def test_an_automatic_reply_by_its_subject(self, subject: str) -> None:
        assert seems(ANSWER, subject).what == "auto"

    @pytest.mark.parametrize("subject", ["Automatic number plate cameras", "RE: Autonomous vehicles", "Auto enrolment"])
    def test_a_subject_about_automatic_things_is_none(self, subject: str) -> None:
        assert seems(ANSWER, subject).what == "answer"

    def test_a_bounce_is_none_of_theirs(self) -> None:
        head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
        assert seems("x", head=head).what == "bounce"
        assert seems("x", head="X-Failed-Recipients: a@b.c\n").what == "bounce"
        assert seems("x", "Undelivered Mail Returned", sender="mailer-daemon@b.uk").what == "bounce"
        assert seems(ANSWER, "Undelivered parcels").what == "answer"

    def test_what_extends_depends_on_the_law(self) -> None:
        both = "We extend the time, because the request is complex and voluminous."
        assert seems(both, regime="EIR") == Seeming(
            "extension", "because of: “extend the time”", basis="complex-voluminous"
        )
        assert seems("We extend the time under section 43.", regime="EIR").what == "holding"
        assert seems("We extend the time under section 33.", regime="FOISA").what == "holding"
        assert seems("We extend the time: it is complex.", regime="SAR").basis == "complex"


class TestOutcomes:
    @pytest.mark.parametrize(
        ("body", "outcomes"),
        [
            ("We refuse your request; it is exempt under section 43(2) and s.40.", "refused:s43(2),s40"),
            ("Refusal notice: to comply would exceed the cost limit in section 12.", "over_cost"),
            ("I confirm that we do not hold any information.", "not_held"),
            ("Our response is below. Some of the information is exempt under section 40.", ""),
            ("Our response is that names are redacted, exempt under section 40.", ""),
            ("Our response is below.", ""),
        ],
    )
    def test_only_where_the_words_leave_no_other(self, body: str, outcomes: str) -> None:
        told = seems(body)
        assert (told.what, told.outcomes) == ("answer", outcomes)

    def test_what_is_attached_must_be_read_by_a_person(self) -> None:
        letter = mail.parse(
            with_file("A", "We refuse under section 43(2): please find attached our response.", "a.pdf")
        )
        assert seeming(letter, "FOIA").outcomes == ""

    def test_sections_that_are_no_exemptions_are_passed_over(self) -> None:
        text = (
            "Under section 1 and section 10 you asked; section 17 makes us say that section 43(2) applies; section 50."
        )
        assert named_sections(text, "FOIA") == ("s43(2)",)
        assert named_sections("regulation 12(5)(e)", "EIR") == ("reg12(5)(e)",)


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
