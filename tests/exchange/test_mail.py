"""Mail as it comes: split, read within limits, and what somebody wrote into it to do harm does none."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.mail import message, with_file

from foi_tracker.exchange import mail
from foi_tracker.exchange.mail import Message

QUICK = 8.0  # seconds; each takes a fraction of one, and what it guards against takes minutes


def parse(data: bytes) -> Message:
    return mail.parse(data)


class TestMailboxes:
    def test_messages_are_told_apart_where_one_begins(self) -> None:
        box = b"".join(b"From a@b Mon Nov 23 10:00:00 2026\n" + message(name=str(n)) + b"\n" for n in range(3))
        assert [mail.parse(one).message_id for one in mail.split(box)] == [f"<{n}@mail.example>" for n in range(3)]

    @pytest.mark.parametrize(
        "line", [b"From - Mon Nov 23 10:00:00 2026", b"From 17@xxx Mon Nov 23 10:11:12 +0000 2026"]
    )
    def test_mail_programs_write_the_line_in_their_own_ways(self, line: bytes) -> None:
        assert len(mail.split((line + b"\n" + message() + b"\n") * 2)) == 2

    def test_windows_lines_are_read(self) -> None:
        box = (b"From a@b Mon Nov 23 10:00:00 2026\n" + message() + b"\n") * 2
        assert len(mail.split(box.replace(b"\n", b"\r\n"))) == 2

    def test_a_sentence_that_begins_with_from_begins_no_message(self) -> None:
        body = "We wrote:\n\nFrom now on at 10:30 we\nmeet: in Hackney\n\nFrom Monday\n"
        assert len(mail.split(b"From a@b Mon Nov 23 10:00:00 2026\n" + message(body=body))) == 1

    def test_a_quoted_from_loses_the_mark_that_the_mailbox_gave_it(self) -> None:
        (one,) = mail.split(b"From a@b Mon Nov 23 10:00:00 2026\n" + message(body=">From here"))
        assert parse(one).text.strip() == "From here"

    def test_a_single_message_is_one(self) -> None:
        assert mail.split(message()) == [message()]
        assert mail.split(b" \n") == []


class TestHeaders:
    def test_encoded_words_are_read(self) -> None:
        assert parse(message("=?utf-8?q?R=C3=A9ponse?= =?iso-8859-1?q?_caf=E9?=")).subject == "Réponse café"

    @pytest.mark.parametrize("subject", ["=?klingon?q?abc?=", "=?utf-8?b?!!!?=", "=?utf-8?q?"])
    def test_what_cannot_be_decoded_breaks_nothing(self, subject: str) -> None:
        assert parse(message(subject)).sender == "foi@example.nhs.uk"

    def test_nothing_in_a_header_can_steer_a_terminal(self) -> None:
        one = parse(message("a\x1b[31m\u202eb\x07"))
        assert one.subject.isprintable()

    @pytest.mark.parametrize(
        ("on", "day"),
        [
            ("Mon, 29 Jun 2026 23:30:00 +0000", date(2026, 6, 30)),  # after midnight in London's summer
            ("Mon, 23 Nov 2026 23:30:00 -0800", date(2026, 11, 24)),
            ("23 Nov 2026 10:00 GMT", date(2026, 11, 23)),
        ],
    )
    def test_the_day_is_that_of_london(self, on: str, day: date) -> None:
        assert parse(message(on=on)).dated == (day,)

    @pytest.mark.parametrize(
        "on", ["", "soon", "Mon, 99 Nov 2026 10:00:00 +0000", "Mon, 23 Nov 2026 10:00:00 +9999999"]
    )
    def test_a_broken_date_leaves_that_of_the_server(self, on: str) -> None:
        head = "Received: from a by b; Tue, 24 Nov 2026 08:00:00 +0000\n"
        assert parse(message(on=on, head=head)).dated == (date(2026, 11, 24),)
        assert parse(message(on=on)).dated == ()

    def test_the_mark_is_that_of_the_id_in_every_copy(self) -> None:
        assert (
            parse(message()).mark
            == parse(b"X-Mozilla-Status: 0001\n" + message()).mark
            == mail.mark_of("<1@mail.example>")
        )

    def test_without_an_id_it_is_that_of_the_bytes(self) -> None:
        data = message(name="")
        assert parse(data).mark == parse(data.replace(b"\n", b"\r\n")).mark != parse(message("Other", name="")).mark


class TestText:
    def test_a_page_becomes_its_words(self) -> None:
        html = "<style>p{}</style><script>evil()</script><p>We do <b>not</b> hold it.</p><!-- no -->Yours&nbsp;&amp; co"
        assert parse(message(body=html, head="Content-Type: text/html\n")).own == "We do not hold it.\nYours & co"

    @pytest.mark.parametrize("charset", ["klingon", "utf-8", "us-ascii", '"; x="'])
    def test_a_charset_that_is_unknown_or_wrong_is_read_as_far_as_it_goes(self, charset: str) -> None:
        data = message(head=f"Content-Type: text/plain; charset={charset}\n") + b"caf\xe9"
        assert "caf" in parse(data).text

    @pytest.mark.parametrize(
        "quoted",
        [
            "On Mon 23 Nov 2026 at 10:00, Ada wrote:\nWe refuse",
            "On Mon, 23 Nov 2026 at 10:00, Ada <ada@example.org>\nwrote:\nWe refuse",
            "-----Original Message-----\nWe refuse",
            "---------- Forwarded message ---------\nWe refuse",
            "Begin forwarded message:\nWe refuse",
            "From: FOI <foi@x.y>\nSent: Monday\nWe refuse",
            "________________________________\nWe refuse",
            "> We refuse\n> all of it",
        ],
    )
    def test_what_is_quoted_or_forwarded_is_not_the_senders_own(self, quoted: str) -> None:
        one = parse(message(body=f"Thank you.\n\n{quoted}"))
        assert one.own == "Thank you."
        assert "We refuse" in one.text

    def test_a_message_inside_is_read_but_is_not_the_senders_own(self) -> None:
        head = "Content-Type: message/rfc822\n"
        one = parse(message("Fwd", message("FOI-7", "We refuse").decode(), head=head))
        assert one.own == ""
        assert "FOI-7" in one.text
        assert one.attachments == ("message.eml",)


class TestAttachments:
    def test_they_come_as_they_are(self) -> None:
        (one,) = mail.attachments(with_file("A", "see", "answer.pdf"))
        assert one == mail.Attachment("answer.pdf", b"%PDF-1.7")

    def test_an_archive_is_not_opened(self) -> None:
        (one,) = mail.attachments(with_file("A", "see", "bomb.zip", "UEsDBAoAAAAA"))
        assert one.data == b"PK\x03\x04\n\x00\x00\x00\x00"

    def test_broken_base64_is_no_crash(self) -> None:
        assert len(mail.attachments(with_file("A", "see", "a.pdf", "!!!!=A"))) <= 1

    def test_no_more_than_the_limit(self) -> None:
        part = "--B\nContent-Disposition: attachment; filename=a\n\nx\n"
        data = message(body=part * 200 + "--B--", head="Content-Type: multipart/mixed; boundary=B\n")
        assert len(mail.attachments(data)) == mail.MOST_ATTACHMENTS


def nested(depth: int) -> bytes:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return message()[: -len(b"\nThank you for your request.\n")] + parts.encode()


PAGE = "Content-Type: text/html\n"
HOSTILE = {
    "a header of 5 MB": b"Subject: " + b"x" * 5_000_000 + b"\n" + message(),
    "100,000 addresses": b"To: " + b"a@b.c, " * 100_000 + b"\n" + message(),
    "100,000 folded lines": b"To: a\n" + b" x@y.z,\n" * 100_000 + message(),
    "100,000 parameters": b"Content-Type: multipart/mixed" + b";" * 100_000 + b"\n" + message(),
    "100,000 encoded words": message("=?utf-8?q?a?= " * 100_000),
    "20,000 headers": b"".join(b"X-%d: a\n" % n for n in range(20_000)) + message(),
    "5,000 parts": message(body="--b\n\nx\n" * 5_000, head="Content-Type: multipart/mixed; boundary=b\n"),
    "parts 450 deep": nested(450),
    "parts 3,000 deep": nested(3_000),
    "open comments": message(body="<!--" * 50_000, head=PAGE),
    "open sections": message(body="<![" * 60_000, head=PAGE),
    "open tags": message(body="<a " * 60_000, head=PAGE),
    "open attributes": message(body="<a b='" * 30_000, head=PAGE),
    "entities": message(body="&#" * 100_000, head=PAGE),
    "empty lines": message(body="\n" * 300_000),
    "beginnings of quotations": message(body="on " + "w " * 90 + "\n" + ("on " + "w " * 90 + "\n") * 1_000),
    "nothing but zeros": b"\0" * 100_000,
    "a charset that is none": message(body="a-" + "b" * 500_000, head="Content-Type: text/plain; charset=punycode\n"),
    "another that is none": message(body="\\q" * 100, head="Content-Type: text/plain; charset=unicode_escape\n"),
}


class TestHarm:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_nothing_takes_long_and_nothing_fails(self, name: str) -> None:
        started = time.monotonic()
        one = parse(HOSTILE[name])
        mail.attachments(HOSTILE[name])
        assert time.monotonic() - started < QUICK
        assert len(one.subject) <= 4_000
        assert len(one.text) <= 400_001

    def test_what_is_beyond_the_limits_is_said_and_its_head_is_read(self) -> None:
        for name in ("5,000 parts", "parts 3,000 deep"):
            one = parse(HOSTILE[name])
            assert one.trouble is not None
            assert "500 parts" in one.trouble
            assert one.sender == "foi@example.nhs.uk"

    def test_many_false_beginnings_split_in_time(self) -> None:
        started = time.monotonic()
        mail.split(b"From a@b\n\n" + b"\n\nFrom 10:0" * 200_000)
        assert time.monotonic() - started < QUICK

    @given(st.binary(max_size=2_000))
    def test_any_bytes_are_read_without_an_error(self, data: bytes) -> None:
        for one in [*mail.split(b"From " + data), data]:
            assert mail.parse(one).subject.isprintable()
            mail.attachments(one)

    @given(st.binary(max_size=300), st.sampled_from(["text/html", "multipart/mixed; boundary=b", "message/rfc822"]))
    def test_any_body_of_any_kind_is_read_without_an_error(self, body: bytes, kind: str) -> None:
        one = mail.parse(message(head=f"Content-Type: {kind}\n")[:-1] + body + b"\n--b\n" + body)
        assert one.subject == "RE: FDP adoption"
