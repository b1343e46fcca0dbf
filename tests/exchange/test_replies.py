"""What a message seems to be, by which words; and which request it belongs to, by which sign."""

from __future__ import annotations

import pytest
from support.mail import message, with_file

from foi_tracker.exchange import mail
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

    @pytest.mark.parametrize("body", ["We will send you the information.", "You will shortly receive our response."])
    def test_what_is_only_announced_is_no_answer(self, body: str) -> None:
        assert seems(body).what != "answer"

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
            ("Please find attached our response, exempt under section 43(2).", ""),
            ("Our response is as follows.\n1. Yes.\n2. Refused under section 43(2).", ""),
            ("We do not hold any information.\n\nQ2: we do not hold it.", ""),
            ("Our response is below: question 3 is exempt under section 40.", ""),
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
