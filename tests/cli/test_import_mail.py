"""foi import mail and replies: what mail seems to be, the table to decide in, and what is recorded of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from support.begun import ask
from support.homes import Homes
from support.mail import mailbox, message, with_file
from support.run import do, foi, kinds, listing, make_home, shown

HACKNEY, HOMERTON = "foi@hackney.gov.uk", "foi@homerton.nhs.uk"


def two() -> None:
    """1 to Homerton and 2 to Hackney, both sent on 2 November 2026; today is Tuesday 24."""
    make_home()
    ask("homerton", subject="FDP adoption", on="2026-11-02")
    ask("hackney", on="2026-11-02")


@pytest.fixture
def home(world: Path, homes: Homes) -> Path:
    return homes.give(two, world)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An automatic reply, an acknowledgement and a refusal of 2, an answer to 1 with a file, and what is nobody's."""
    return mailbox(
        tmp_path / "in.mbox",
        message("Automatic reply: FOI-2", "Please find attached our response", head="Auto-Submitted: auto-replied\n"),
        message("FOI-2", "We acknowledge your request.", name="2", sender=HACKNEY),
        message("RE: FOI-2", "We refuse it: exempt under section 43(2).", name="3", sender=HACKNEY),
        with_file("FOI-1", "Please find attached our response.", "../../../x\x1b[31m.pdf", name="4", sender=HOMERTON),
        message("Buy pills", "=1+1", name="5", sender="a@pills.example"),
    )


def events(number: int) -> list[dict[str, Any]]:
    told = shown(number)["events"]
    assert isinstance(told, list)
    return told


def table(box: Path, out: Path, decide: dict[str, str] | None = None, **cells: str) -> Path:
    """Make the table of a mailbox and fill it: message id -> decide; ``cells`` go into every row that is decided."""
    out.unlink(missing_ok=True)
    do("import", "mail", box, "-o", out)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    for row in rows:
        if decide is None or row["message_id"] in decide:
            row |= {"decide": decide[row["message_id"]] if decide else "yes", **cells}
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return out


def ids(*names: str) -> dict[str, str]:
    return {f"<{name}@mail.example>": "yes" for name in names}


class TestLooking:
    def test_each_message_is_told_with_its_request_and_why(self, home: Path, box: Path) -> None:
        before = listing(home)
        records = do("import", "mail", box).records
        assert [record[:3] for record in records] == [
            ["2", "auto", "2026-11-23"],
            ["2", "ack", "2026-11-23"],
            ["2", "answer", "2026-11-23"],
            ["1", "answer", "2026-11-23"],
            ["", "", "2026-11-23"],
        ]
        assert records[0][7].endswith("because of: Auto-Submitted header (auto-replied)")
        assert records[2][3] == "refused:s43(2)"
        assert listing(home) == before

    def test_json_has_the_same_and_more(self, home: Path, box: Path) -> None:
        told = foi("import", "mail", box, "--json").json["messages"]
        assert told[3]["attachments"] == ["../../../x [31m.pdf"]
        assert (told[4]["number"], told[4]["what"], told[4]["numbers"]) == (None, None, [])

    def test_what_is_recorded_already_is_said(self, home: Path, box: Path, tmp_path: Path) -> None:
        out = table(box, tmp_path / "t.csv", ids("2"))
        do("import", "replies", out, "--from", box)
        assert "recorded already for request 2" in foi("import", "mail", box, tty=80).ok.out

    def test_a_terminal_is_not_steered(self, home: Path, box: Path) -> None:
        ran = do("import", "mail", box, tty=80)
        assert "\x1b" not in ran.out
        assert "Mon 23 Nov 2026  request 2: an automatic reply" in ran.lines

    def test_what_one_sent_oneself_is_left_out_but_leads_to_its_replies(self, home: Path, tmp_path: Path) -> None:
        path = mailbox(
            tmp_path / "all.mbox",
            message(
                "RE: Anything", "We acknowledge it", name="b", head="In-Reply-To: <a@mail.example>\n", sender="q@x.uk"
            ),
            message("Request", "our ref FOI-1", name="a", sender="requests@example.org"),
        )
        ran = do("import", "mail", path)
        assert [record[0] for record in ran.records] == ["1"]
        assert "1 sent by you" in ran.err

    def test_one_message_is_read_too(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "one.eml"
        path.write_bytes(message("FOI-1", "We acknowledge it"))
        assert do("import", "mail", path).records[0][:2] == ["1", "ack"]

    def test_a_message_that_came_back_is_known_by_what_it_holds(self, home: Path, tmp_path: Path) -> None:
        head = "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n"
        inner = message("FOI-1", "Dear Homerton", name="z", sender="requests@example.org").decode()
        body = f"--B\n\nIt failed.\n--B\nContent-Type: message/rfc822\n\n{inner}\n--B--"
        path = mailbox(tmp_path / "b.mbox", message("Undelivered Mail", body, head=head, sender="mailer-daemon@x.uk"))
        assert do("import", "mail", path).records[0][:2] == ["1", "bounce"]

    def test_a_date_that_has_not_come_gives_way_to_that_of_the_server(self, home: Path, tmp_path: Path) -> None:
        late = "Mon, 23 Nov 2099 10:00:00 +0000"
        head = "Received: by x; Sun, 22 Nov 2026 10:00:00 +0000\n"
        path = mailbox(tmp_path / "d.mbox", message(on=late, head=head), message(on=late, name="2"))
        assert [record[2] for record in do("import", "mail", path).records] == ["2026-11-22", ""]

    @pytest.mark.parametrize(("data", "code"), [(b"", 2), (b"\0\0", 2), (None, 3)])
    def test_a_file_without_mail_is_refused(self, home: Path, tmp_path: Path, data: bytes | None, code: int) -> None:
        path = tmp_path / "x.mbox"
        if data is not None:
            path.write_bytes(data)
        ran = foi("import", "mail", path)
        assert (ran.code, ran.out) == (code, "")


class TestTheTable:
    def test_it_holds_the_proposals_and_no_decision(self, home: Path, box: Path, tmp_path: Path) -> None:
        out = tmp_path / "r.csv"
        ran = do("import", "mail", box, "-o", out)
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
        assert {row["decide"] for row in rows} == {""}
        assert (rows[2]["number"], rows[2]["what"], rows[2]["outcomes"]) == ("2", "answer", "refused:s43(2)")
        assert f"foi import replies {out} --from {box}" in ran.err
        assert foi("import", "mail", box, "-o", out).code == 4

    def test_a_dry_run_makes_no_table(self, home: Path, box: Path, tmp_path: Path) -> None:
        do("import", "mail", box, "-n", "-o", tmp_path / "r.csv")
        assert not (tmp_path / "r.csv").exists()

    def test_what_is_not_decided_is_not_recorded(self, home: Path, box: Path, tmp_path: Path) -> None:
        for word in ("", "no", "N", "skip"):
            out = table(box, tmp_path / "r.csv", {"<2@mail.example>": word})
            assert "Nothing was recorded" in do("import", "replies", out, "--from", box).err
        assert kinds(2) == ["drafted", "sent"]

    def test_what_is_decided_is_recorded_with_the_message_and_its_files(
        self, home: Path, box: Path, tmp_path: Path
    ) -> None:
        out = table(box, tmp_path / "r.csv", ids("1", "2", "3", "4"))
        do("import", "replies", out, "--from", box)
        assert kinds(2) == ["drafted", "sent", "acknowledged", "acknowledged", "answered"]
        assert events(2)[2]["automatic"] is True
        assert events(2)[4]["outcomes"] == {"0": {"outcome": "refused", "exemptions": ["s43(2)"]}}
        kept = [Path(path) for path, _ in events(1)[2]["files"]]
        assert [path.parent.as_posix() for path in kept] == ["replies/0001"] * 2
        assert kept[0].name.startswith("2026-11-23-")
        assert (kept[0].suffix, kept[1].name) == (".eml", "x-31m.pdf")
        assert (home / kept[1]).read_bytes() == b"%PDF-1.7"
        assert foi("doctor").code == 0
        assert {path.name for path in tmp_path.iterdir()} == {"foi", "user", "in.mbox", "r.csv"}

    def test_it_is_one_change(self, home: Path, box: Path, tmp_path: Path) -> None:
        do("import", "replies", table(box, tmp_path / "r.csv", ids("2", "4")), "--from", box)
        do("undo")
        assert (kinds(1)[:2], kinds(2)[:2]) == (["drafted", "sent"], ["drafted", "sent"])
        assert shown(2)["status"] == "waiting_response"

    def test_doing_it_twice_records_nothing_twice(self, home: Path, box: Path, tmp_path: Path) -> None:
        out = table(box, tmp_path / "r.csv", ids("2", "4"))
        do("import", "replies", out, "--from", box)
        before = listing(home)
        assert "2 messages recorded before" in do("import", "replies", out, "--from", box).err
        assert {n: f.data for n, f in listing(home).items()} == {n: f.data for n, f in before.items()}
        assert "2 recorded already" in do("import", "mail", box).err

    def test_the_same_message_saved_by_another_program_is_known(self, home: Path, box: Path, tmp_path: Path) -> None:
        do("import", "replies", table(box, tmp_path / "r.csv", ids("2")), "--from", box)
        path = tmp_path / "again.eml"
        path.write_bytes(b"X-Status: RO\r\n" + message("FOI-2", "We acknowledge", name="2").replace(b"\n", b"\r\n"))
        assert "1 recorded already" in do("import", "mail", path).err

    def test_one_message_can_belong_to_several_requests(self, home: Path, box: Path, tmp_path: Path) -> None:
        do("import", "replies", table(box, tmp_path / "r.csv", ids("2"), number="1, 2"), "--from", box)
        assert (kinds(1)[-1], kinds(2)[-1]) == ("acknowledged", "acknowledged")
        assert len(list((home / "replies").rglob("*.eml"))) == 2

    def test_a_message_without_an_id_is_found_again(self, home: Path, tmp_path: Path) -> None:
        path = mailbox(tmp_path / "n.mbox", message("FOI-1", "We acknowledge it", name=""))
        for _ in range(2):
            do(
                "import",
                "replies",
                table(path, tmp_path / "n.csv") if not (tmp_path / "n.csv").exists() else tmp_path / "n.csv",
                "--from",
                path,
            )
        assert kinds(1).count("acknowledged") == 1

    def test_an_extension_takes_its_sections_and_its_date(self, home: Path, tmp_path: Path) -> None:
        body = "We extend the deadline under section 43 of the Act."
        path = mailbox(tmp_path / "e.mbox", message("FOI-1", body))
        do("import", "replies", table(path, tmp_path / "e.csv", until="2026-12-14"), "--from", path)
        assert (events(1)[2]["exemptions"], events(1)[2]["until"]) == (["s43"], "2026-12-14")
        assert shown(1)["due_on"] == "2026-12-14"

    @pytest.mark.parametrize(
        ("cells", "code", "says"),
        [
            ({"number": ""}, 2, "names no request"),
            ({"number": "99"}, 3, "no request 99"),
            ({"what": ""}, 2, "not said what came"),
            ({"what": "flowers"}, 2, "flowers"),
            ({"on": ""}, 2, "day is missing"),
            ({"on": "2026-11-01"}, 4, "too early"),
            ({"on": "2027-01-01"}, 4, "future"),
            ({"outcomes": "9=released", "what": "answer"}, 4, "no question 9"),
            ({"outcomes": "released refused", "what": "answer"}, 2, "two outcomes"),
            ({"outcomes": "lost", "what": "answer"}, 2, "lost"),
            ({"message_id": "<other@x>"}, 3, "not in the file of mail"),
        ],
    )
    def test_one_bad_row_and_nothing_is_recorded(
        self, home: Path, box: Path, tmp_path: Path, cells: dict[str, str], code: int, says: str
    ) -> None:
        out = table(box, tmp_path / "r.csv", ids("2", "4"))
        lines = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
        lines[3] |= cells
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, lines[0].keys())
            writer.writeheader()
            writer.writerows(lines)
        ran = foi("import", "replies", out, "--from", box)
        assert (ran.code, ran.out) == (code, "")
        assert ran.err.startswith("Line 5: ")
        assert says in ran.err
        assert (kinds(1), kinds(2)) == (["drafted", "sent"], ["drafted", "sent"])
        assert not any((home / "replies").rglob("*.eml"))

    def test_a_dry_run_tells_what_the_command_then_does(self, home: Path, box: Path, tmp_path: Path) -> None:
        out = table(box, tmp_path / "r.csv", ids("2", "4"))
        before = listing(home)
        tried = do("import", "replies", out, "--from", box, "-n")
        assert listing(home) == before
        assert do("import", "replies", out, "--from", box).out == tried.out

    def test_a_word_that_is_neither_yes_nor_no_stops_it_with_its_line(
        self, home: Path, box: Path, tmp_path: Path
    ) -> None:
        out = table(box, tmp_path / "r.csv", ids("2") | {"<3@mail.example>": "maybe"})
        ran = foi("import", "replies", out, "--from", box)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Line 4: 'maybe' in the column decide is neither yes nor no. Nothing was recorded.")
        assert kinds(2) == ["drafted", "sent"]

    def test_a_no_is_counted_apart_from_what_nobody_decided(self, home: Path, box: Path, tmp_path: Path) -> None:
        out = table(box, tmp_path / "r.csv", ids("2") | {"<3@mail.example>": "no"})
        ran = do("import", "replies", out, "--from", box)
        assert "3 rows without a decision, and passed over." in ran.err
        assert "1 row with a no, and passed over." in ran.err

    def test_what_would_be_overwritten_is_said(self, home: Path, tmp_path: Path) -> None:
        do("got", 2, "answer", "1=released", "--on", "2026-11-10")
        box = mailbox(
            tmp_path / "b.mbox", message("FOI-2", "We refuse it: exempt under section 43(2).", sender=HACKNEY)
        )
        told = do("import", "mail", box, "--json").json["messages"][0]
        assert told["outcomes"] is None
        assert told["why"].endswith("it has outcomes already: question 1 released in full")
        out = table(box, tmp_path / "r.csv", outcomes="refused:s43(2)")
        for dry in (("-n",), ()):
            ran = do("import", "replies", out, "--from", box, *dry)
            assert "Overwrites    question 1 released in full" in ran.err

    def test_a_dry_run_sees_what_the_rows_before_would_record(self, home: Path, tmp_path: Path) -> None:
        do("got", 1, "answer", "--all", "refused:s43(2)", "--on", "2026-11-03")
        do("sent", 1, "review", "--on", "2026-11-04")
        do("got", 1, "review", "--all", "refused:s43(2)", "--on", "2026-11-05")
        do("sent", 1, "complaint", "--on", "2026-11-06")
        box = mailbox(
            tmp_path / "ico.mbox",
            message("FOI-1", "The Commissioner orders you.", on="Mon, 9 Nov 2026 10:00:00 +0000"),
            message("FOI-1", "As the notice orders.", on="Tue, 10 Nov 2026 10:00:00 +0000", name="2", sender=HOMERTON),
        )
        out = table(box, tmp_path / "r.csv")
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
        for row, what in zip(rows, ("decision", "complied"), strict=True):
            row |= {"number": "1", "what": what, "outcomes": "", "sections": "", "decide": "yes"}
            row["until"] = "2026-12-01" if what == "decision" else ""
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        before = listing(home)
        tried = do("import", "replies", out, "--from", box, "-n")
        assert listing(home) == before
        assert do("import", "replies", out, "--from", box).out == tried.out
        assert kinds(1)[-2:] == ["decision_issued", "complied"]

    def test_without_the_mail_or_with_another_table_it_is_refused(self, home: Path, box: Path, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text("a,b\n1,2\n")
        assert foi("import", "replies", tmp_path / "x.csv").code == 2
        assert "no column decide" in foi("import", "replies", tmp_path / "x.csv", "--from", box).err
