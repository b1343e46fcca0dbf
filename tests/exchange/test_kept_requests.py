"""A spreadsheet of requests: its text, its header, its rows; and what is left unclear."""

from __future__ import annotations

from datetime import date

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.exchange import kept_requests
from foi_tracker.exchange.kept_requests import Kept, split_questions

HEAD = "Authority,Subject,Date sent,Answered,Status\n"


def read(text: str, **how: object) -> Kept:
    return kept_requests.read(text.encode(), **how)  # type: ignore[arg-type]


def why(row: str, **how: object) -> str:
    """Return why the one row under the usual header is unclear."""
    kept = read(HEAD + row, **how)
    assert kept.told == ()
    (one,) = kept.unclear
    return one.why


class TestTheFile:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_every_encoding_that_spreadsheets_write_is_read(self, encoding: str) -> None:
        kept = kept_requests.read((HEAD + "Homerton,Café,2026-10-05,,sent\n").encode(encoding))
        assert kept.told[0].subject == "Café"

    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_every_separator_is_read(self, mark: str) -> None:
        assert read((HEAD + "Homerton,A,2026-10-05,,sent\n").replace(",", mark)).told[0].subject == "A"

    @pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", b"a\0b"])
    def test_a_spreadsheet_in_its_own_format_is_refused_with_what_to_do(self, data: bytes) -> None:
        with pytest.raises(BadInput) as told:
            kept_requests.read(data)
        assert told.value.hint is not None
        assert "CSV" in told.value.hint

    def test_title_lines_above_the_header_are_passed_over_and_lines_keep_their_numbers(self) -> None:
        kept = read("Our campaign,,,,\n,,,,\n" + HEAD + "Homerton,A,2026-10-05,,sent\n")
        assert (kept.told[0].line, kept.told[0].authority) == (4, "Homerton")

    def test_an_empty_file_is_refused(self) -> None:
        with pytest.raises(BadInput, match="empty"):
            read("\n\n")

    def test_a_quotation_mark_that_is_not_closed_swallows_no_row_in_silence(self) -> None:
        kept = read(HEAD + 'Homerton,A,2026-10-05,,sent\n"Barts,B,2026-10-05,,sent\nWhittington,C,2026-10-05,,sent\n')
        assert [one.subject for one in kept.told] == ["A"]
        assert [one.line for one in kept.unclear] == [3]

    def test_a_row_longer_than_the_header_is_unclear(self) -> None:
        assert "7 cells" in why("Homerton,A,2026-10-05,,sent,x,y\n")

    def test_a_column_can_be_named_by_hand(self) -> None:
        kept = read(
            "Who,What for,When\nHomerton,A,2026-10-05\n",
            columns={"authority": "who", "subject": "What for", "sent": "WHEN"},
        )
        assert (kept.told[0].authority, kept.told[0].sent) == ("Homerton", date(2026, 10, 5))

    @pytest.mark.parametrize(
        ("columns", "says"), [({"colour": "Subject"}, "field"), ({"subject": "Nowhere"}, "column")]
    )
    def test_a_field_or_a_column_that_is_not_there_is_refused(self, columns: dict[str, str], says: str) -> None:
        with pytest.raises(BadInput, match=says):
            read(HEAD, columns=columns)

    @pytest.mark.parametrize("head", ["Subject,Sent\n", "Authority,Sent\n"])
    def test_without_authorities_or_subjects_it_is_refused(self, head: str) -> None:
        with pytest.raises(BadInput, match="No column"):
            read(head + "a,2026-10-05\n")

    def test_what_is_worked_out_here_and_what_means_nothing_is_said(self) -> None:
        kept = read("Body,Title,Sent,Due,Shoe size,why\nHomerton,A,2026-10-05,never,9,x\n")
        assert (kept.calculated, kept.unused) == (("Due",), ("Shoe size",))

    def test_a_bare_reference_is_theirs_unless_another_column_holds_theirs(self) -> None:
        row = "Homerton,A,2026-10-05,X1"
        assert read(f"Authority,Subject,Sent,Reference\n{row}\n").told[0].their_ref == "X1"
        both = read(f"Authority,Subject,Sent,Reference,Their ref\n{row},Y2\n").told[0]
        assert (both.our_ref, both.their_ref) == ("X1", "Y2")

    def test_an_apostrophe_that_kept_a_spreadsheet_from_running_a_cell_goes_again(self) -> None:
        assert read(HEAD + "Homerton,'=1+1,2026-10-05,,sent\n").told[0].subject == "=1+1"
        assert read(HEAD + "Homerton,'tis,2026-10-05,,sent\n").told[0].subject == "'tis"


class TestQuestions:
    def test_they_come_from_numbered_columns_in_their_order(self) -> None:
        kept = read("Authority,Subject,Sent,Q2,Q1,Question 10\nHomerton,A,2026-10-05,b,a,\n")
        assert kept.told[0].questions == ("a", "b")

    def test_one_cell_can_hold_several(self) -> None:
        assert split_questions(("1. Who?\n2) What\n   exactly?",)) == ("Who?", "What exactly?")

    @pytest.mark.parametrize("text", ["Who?\nWhat?", "2. Who?\n3. What?", "Since\n1. Who?"])
    def test_a_cell_that_is_not_numbered_from_one_is_one_question(self, text: str) -> None:
        assert split_questions((text,)) == (" ".join(text.split()),)


class TestRows:
    def test_a_whole_one(self) -> None:
        kept = read(
            "Trust,Title,Sent,Response date,Outcome,Campaign,Tags,Notes,Via,Law,Email\n"
            'Homerton,A,2026-10-05,2026-10-30,Refused,fdp,"a, b",rang,by e-mail,FOI Act,foi@homerton.nhs.uk\n'
        )
        (one,) = kept.told
        assert (one.stage, one.outcome, one.answered) == ("sent", "refused", date(2026, 10, 30))
        assert (one.campaign, one.tags, one.notes, one.via, one.law) == ("fdp", ("a", "b"), "rang", "email", "")

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            (",A,2026-10-05,,sent", "names no authority"),
            ("Homerton,,2026-10-05,,sent", "names no subject"),
            ("Homerton,A,,,", "no date on which it was sent"),
            ("Homerton,A,,,sent", "no date on which it was sent"),
            ("Homerton,A,2026-10-05,,draft", "not sent"),
            ("Homerton,A,2026-10-05,2026-10-30,Awaiting response", "waits"),
            ("Homerton,A,2026-10-05,,Refused", "no column says when"),
            ("Homerton,A,2026-10-05,,internal review", "no column says when"),
            ("Homerton,A,2026-10-05,,withdrawn", "no column says when"),
            ("Homerton,A,2026-10-05,,clarification requested", "got NUMBER question"),
            ("Homerton,A,2026-10-05,,with ICO", "sent NUMBER complaint"),
            ("Homerton,A,2026-10-05,,lost", "no status that is known"),
            ("Homerton,A,5/10/26,,sent", "--date-format"),
            ("Homerton," + "x" * 301 + ",2026-10-05,,sent", "too long"),
            ("Homerton,a\x1b[31m,2026-10-05,,sent", "cannot be printed"),
        ],
    )
    def test_what_leaves_something_open_is_unclear_and_says_why(self, row: str, says: str) -> None:
        assert says in why(row + "\n")

    @pytest.mark.parametrize(
        ("column", "typed", "says"),
        [
            ("Via", "by pigeon", "“by pigeon” is not"),
            ("Law", "Magna Carta", "“Magna Carta” is no law"),
            ("Email", "nobody at all", "“nobody at all” is not an e-mail address"),
            ("Email", "a@b, c@d", "is not an e-mail address"),
        ],
    )
    def test_a_word_that_a_column_does_not_know_is_unclear_and_repeated(
        self, column: str, typed: str, says: str
    ) -> None:
        kept = read(f'Authority,Subject,Sent,{column}\nHomerton,A,2026-10-05,"{typed}"\n')
        assert (kept.told, says in kept.unclear[0].why) == ((), True), kept.unclear

    @pytest.mark.parametrize(("typed", "law"), [("EIR", "EIR"), ("subject access", "SAR"), ("FOI", ""), ("", "")])
    def test_a_law_is_read_by_its_code_or_its_name(self, typed: str, law: str) -> None:
        assert read(f"Authority,Subject,Sent,Law\nHomerton,A,2026-10-05,{typed}\n").told[0].law == law

    def test_status_and_outcome_that_contradict_each_other_are_unclear(self) -> None:
        kept = read("Body,Title,Sent,Answered,Status,Outcome\nHomerton,A,2026-10-05,2026-10-30,Refused,Successful\n")
        assert "contradict" in kept.unclear[0].why

    def test_closed_with_an_outcome_is_both(self) -> None:
        kept = read("Body,Title,Sent,Answered,Status,Outcome\nHomerton,A,2026-10-05,2026-10-30,Closed,Not held\n")
        assert (kept.told[0].stage, kept.told[0].outcome) == ("closed", "not_held")
