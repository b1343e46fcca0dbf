"""A letter as it leaves: whatever stands in it, each part stays where it belongs, and nothing is lost on the way."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_tracker.errors import Refused
from foi_tracker.letters import formats
from foi_tracker.letters.formats import Parts

LETTER = """Subject: Freedom of Information request - Café “prices” (our ref FOI-7)
To: Homerton Healthcare NHS Foundation Trust (Freedom of Information team)
Date: Friday 20 November 2026
Our ref: FOI-7

Dear team,

1. What does tea cost, in £?

Yours faithfully,

Zoë
zoe@example.org
1 Mare Street
"""
BODY = LETTER.partition("\n\n")[2]
SUBJECT = "Freedom of Information request - Café “prices” (our ref FOI-7)"
HOSTILE = st.text(
    st.characters() | st.sampled_from("\r\n\t\x00\x0b\x0c\x1b\x85\u2028\u2029\u202e\ud800<>@,;:\"'&?=#%+"), max_size=80
)
ADDRESS = "foi@example.nhs.uk"


def opened(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


class TestParts:
    def test_the_body_begins_with_the_salutation(self) -> None:
        assert formats.parts(LETTER) == Parts(SUBJECT, BODY)

    def test_a_letter_without_a_head_is_all_body(self) -> None:
        assert formats.parts("Dear team,\n\nPlease.") == Parts("", "Dear team,\n\nPlease.\n")

    def test_a_head_alone_has_no_body(self) -> None:
        assert formats.parts("Subject: A") == Parts("A", "\n")

    def test_other_line_ends_are_read_too(self) -> None:
        assert formats.parts(LETTER.replace("\n", "\r\n")) == Parts(SUBJECT, BODY)

    @given(HOSTILE)
    def test_a_subject_is_one_line(self, text: str) -> None:
        assert len(formats.parts(f"Subject: {text}\n\nDear team").subject.splitlines()) <= 1


class TestEml:
    def test_a_mail_program_opens_it_as_a_draft_with_everything_in_place(self) -> None:
        data = formats.eml(Parts(SUBJECT, BODY), to=("Homerton, the trust", ADDRESS), sender=("Zoë", "zoe@example.org"))
        message = opened(data)
        assert message["X-Unsent"] == "1"
        assert message["Subject"] == SUBJECT
        assert [one.addr_spec for one in message["To"].addresses] == [ADDRESS]
        assert [one.display_name for one in message["To"].addresses] == ["Homerton, the trust"]
        assert [one.display_name for one in message["From"].addresses] == ["Zoë"]
        assert message.get_content_charset() == "utf-8"
        assert message.get_content().replace("\r\n", "\n") == BODY

    def test_it_has_no_date_for_it_was_not_sent(self) -> None:
        message = opened(formats.eml(Parts("A", "B\n"), to=("T", ADDRESS), sender=(None, None)))
        assert set(message.keys()) == {
            "X-Unsent",
            "To",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        }

    @given(HOSTILE, st.integers(1, 12))
    def test_the_subject_begins_on_the_first_line_of_its_header_and_comes_back_exactly(
        self, text: str, times: int
    ) -> None:
        subject = formats.parts(f"Subject: Request {text * times}\n").subject
        data = formats.eml(Parts(subject, BODY), to=("T", ADDRESS), sender=(None, None))
        (first,) = [line for line in data.split(b"\r\n") if line.startswith(b"Subject:")]
        assert first.removeprefix(b"Subject:").strip()
        assert max(map(len, data.split(b"\r\n"))) <= 998
        shown = "".join(char for char in subject.encode("utf-8", "replace").decode() if char.isprintable())
        assert opened(data)["Subject"] == shown.strip()

    def test_a_subject_in_plain_letters_is_on_one_line(self) -> None:
        subject = f"Freedom of Information request - {'federated data platform ' * 6}(our ref FOI-1)"
        data = formats.eml(Parts(subject, "B\n"), to=("T", ADDRESS), sender=("N", ""))
        assert f"Subject: {subject}\r\n".encode() in data

    def test_lines_end_as_in_mail(self) -> None:
        data = formats.eml(Parts(SUBJECT, BODY), to=("T", ADDRESS), sender=(None, None))
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert max(map(len, data.split(b"\r\n"))) <= 78

    @pytest.mark.parametrize("address", [None, "", "nobody", "a b@c", "\r\nBcc: x@y.z", "@", "a@b@c"])
    def test_an_address_that_is_none_is_left_out(self, address: str | None) -> None:
        message = opened(formats.eml(Parts("A", "B\n"), to=("T", address), sender=("N", address)))
        assert "To" not in message
        assert "From" not in message
        assert "Bcc" not in message

    @given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    def test_nothing_that_is_written_adds_a_header_or_a_recipient(
        self, subject: str, body: str, name: str, address: str
    ) -> None:
        data = formats.eml(Parts(subject, body), to=(name, ADDRESS), sender=(name, address))
        message = opened(data)
        known = {"X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
        assert set(message.keys()) <= known
        assert len(message.keys()) == len(set(message.keys()))
        assert [one.addr_spec for one in message["To"].addresses] == [ADDRESS]
        assert not message.is_multipart()


class TestMailto:
    def test_it_comes_back_as_it_was(self) -> None:
        url = formats.mailto(ADDRESS, SUBJECT, BODY)
        path, _, query = url.removeprefix("mailto:").partition("?")
        told = dict(parse_qsl(query, strict_parsing=True))
        assert unquote(path) == ADDRESS
        assert told == {"subject": SUBJECT, "body": BODY.rstrip("\n").replace("\n", "\r\n")}
        assert "+" not in url

    def test_one_that_is_too_long_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(Refused, match="too long for a mailto link") as refused:
            formats.mailto(ADDRESS, SUBJECT, "word " * 600)
        assert "--format eml" in (refused.value.hint or "")

    def test_address_and_subject_alone_are_never_too_long(self) -> None:
        assert "body" not in formats.mailto(ADDRESS, "x" * 5000)

    @given(HOSTILE, HOSTILE, HOSTILE.map(lambda text: text[:40]))
    def test_nothing_that_is_written_adds_a_part(self, to: str, subject: str, body: str) -> None:
        url = formats.mailto(to, subject, body)
        assert url.isascii()
        assert url.isprintable()
        path, _, query = url.removeprefix("mailto:").partition("?")
        assert not set(path) & set("&?#\r\n")
        assert set(parse_qs(query, keep_blank_values=True)) == {"subject", "body"}


class TestGmail:
    @given(HOSTILE, HOSTILE)
    def test_nothing_that_is_written_adds_a_part(self, to: str, subject: str) -> None:
        url = formats.gmail(to, subject)
        assert url.startswith("https://mail.google.com/mail/?")
        assert set(parse_qs(urlsplit(url).query, keep_blank_values=True)) == {"view", "fs", "to", "su"}
        assert not urlsplit(url).fragment

    def test_it_has_address_and_subject(self) -> None:
        told = parse_qs(urlsplit(formats.gmail(ADDRESS, SUBJECT)).query)
        assert told == {"view": ["cm"], "fs": ["1"], "to": [ADDRESS], "su": [SUBJECT]}


class TestWhatDoTheyKnow:
    def test_the_page_begins_the_request_with_the_letter_in_it(self) -> None:
        link = formats.wdtk("nhs_england", SUBJECT, BODY)
        assert link.whole
        assert link.url.startswith("https://www.whatdotheyknow.com/new/nhs_england?")
        told = parse_qs(urlsplit(link.url).query)
        # That site writes "Freedom of Information request - " before the title by itself.
        assert told == {"title": ["Café “prices” (our ref FOI-7)"], "body": [BODY.rstrip()]}

    def test_a_letter_that_is_too_long_is_left_out_and_said_so(self) -> None:
        link = formats.wdtk("nhs_england", SUBJECT, "£" * 3000)
        assert not link.whole
        assert set(parse_qs(urlsplit(link.url).query)) == {"title"}

    @given(st.text(st.characters(codec="utf-8"), max_size=40), HOSTILE, HOSTILE)
    def test_nothing_that_is_written_adds_a_part(self, name: str, subject: str, body: str) -> None:
        split = urlsplit(formats.wdtk(name, subject, body).url)
        assert split.netloc == "www.whatdotheyknow.com"
        assert split.path.count("/") == 2
        assert set(parse_qs(split.query, keep_blank_values=True)) == {"title", "body"}

    def test_ones_own_addresses_stay_out_of_what_all_can_read(self) -> None:
        bared = formats.for_all_to_see(BODY)
        assert bared.endswith("Yours faithfully,\n\nZoë\n")
        assert "zoe@example.org" not in bared
        assert "Mare Street" not in bared

    def test_without_a_name_no_address_takes_its_place(self) -> None:
        bared = formats.for_all_to_see("Dear team,\n\nPlease.\n\nYours faithfully,\n\nzoe@example.org\n")
        assert bared == "Dear team,\n\nPlease.\n\nYours faithfully,\n"

    def test_a_letter_that_ends_otherwise_is_left_as_it_is(self) -> None:
        assert formats.for_all_to_see("Dear team,\n\nZoë\n") == "Dear team,\n\nZoë\n"
