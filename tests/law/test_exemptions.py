"""The exemptions of each law against the statutes, and every way in which people write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foi_tracker.errors import BadInput
from foi_tracker.law import exemptions
from foi_tracker.law.exemptions import Exemption, find, is_qualified, of, read

LAWS = ("FOIA", "EIR", "FOISA", "EISR")
ENTRIES = [pytest.param(law, entry, id=f"{law}-{entry.section}") for law in LAWS for entry in of(law)]

# The headings of the statutes, shortened, and what s.2(3) FOIA 2000, reg 12(1)(b) EIR 2004, s.2(2) FOISA 2002 and
# reg 10(1)(b) EI(S)R 2004 make of them.
GOLDEN = {
    "FOIA": """
        s12          procedural  cost of compliance over the limit
        s12(2)       procedural  cost of finding out whether it is held over the limit
        s14          procedural  vexatious or repeated request
        s14(1)       procedural  vexatious request
        s14(2)       procedural  repeated request
        s21          absolute    information accessible by other means
        s22          qualified   information intended for future publication
        s22A         qualified   research intended for publication
        s23          absolute    information from or about bodies dealing with security matters
        s24          qualified   national security
        s26          qualified   defence
        s27          qualified   international relations
        s28          qualified   relations within the United Kingdom
        s29          qualified   the economy
        s30          qualified   investigations and proceedings of public authorities
        s31          qualified   law enforcement
        s31(1)(a)    qualified   prevention or detection of crime
        s32          absolute    court records
        s33          qualified   audit functions
        s34          absolute    parliamentary privilege
        s35          qualified   formulation of government policy
        s35(1)(a)    qualified   formulation or development of government policy
        s35(1)(b)    qualified   ministerial communications
        s35(1)(c)    qualified   advice of the Law Officers
        s35(1)(d)    qualified   operation of a ministerial private office
        s36          qualified   prejudice to the effective conduct of public affairs
        s36(2)(b)(i) qualified   free and frank provision of advice
        s36(2)(b)(ii) qualified  free and frank exchange of views
        s36(2)(c)    qualified   other prejudice to the effective conduct of public affairs
        s37          depends     communications with the Royal Family, and honours
        s37(1)(a)    absolute    communications with the Sovereign
        s37(1)(aa)   absolute    communications with the heir to the Throne or the next in line
        s37(1)(ac)   qualified   communications with other members of the Royal Family
        s37(1)(b)    qualified   honours and dignities
        s38          qualified   health and safety
        s39          qualified   environmental information
        s40          absolute    personal information
        s40(1)       absolute    your own personal data
        s40(2)       absolute    other people's personal data
        s40(5B)      depends     neither confirming nor denying: other people's personal data
        s41          absolute    information provided in confidence
        s42          qualified   legal professional privilege
        s43          qualified   commercial interests
        s43(1)       qualified   trade secrets
        s43(2)       qualified   commercial interests
        s43(3)       qualified   neither confirming nor denying: commercial interests
        s44          absolute    prohibitions on disclosure
        s44(1)(a)    absolute    prohibited by another enactment
        s44(2)       absolute    neither confirming nor denying: prohibitions on disclosure
    """,
    "EIR": """
        reg5(3)      absolute    your own personal data
        reg6(1)(b)   procedural  already public and easily accessible
        reg12(4)(a)  qualified   information not held
        reg12(4)(b)  qualified   manifestly unreasonable request
        reg12(4)(c)  qualified   request too general
        reg12(4)(d)  qualified   unfinished material or incomplete data
        reg12(4)(e)  qualified   internal communications
        reg12(5)(a)  qualified   international relations, defence, national security or public safety
        reg12(5)(b)  qualified   course of justice, fair trial and inquiries
        reg12(5)(c)  qualified   intellectual property rights
        reg12(5)(d)  qualified   confidentiality of proceedings
        reg12(5)(e)  qualified   confidentiality of commercial or industrial information
        reg12(5)(f)  qualified   interests of the person who provided the information
        reg12(5)(g)  qualified   protection of the environment
        reg12(6)     qualified   neither confirming nor denying
        reg13        absolute    personal data
    """,
    "FOISA": """
        s12          procedural  excessive cost of compliance
        s14(1)       procedural  vexatious request
        s17          procedural  information not held
        s18          procedural  neither confirming nor denying
        s25          absolute    information otherwise accessible
        s26          absolute    prohibitions on disclosure
        s27          qualified   information intended for future publication
        s28          qualified   relations within the United Kingdom
        s29          qualified   formulation of Scottish Administration policy
        s30          qualified   prejudice to the effective conduct of public affairs
        s30(b)(i)    qualified   free and frank provision of advice
        s30(c)       qualified   other substantial prejudice to the effective conduct of public affairs
        s31          qualified   national security and defence
        s32          qualified   international relations
        s33          qualified   commercial interests and the economy
        s33(1)(a)    qualified   trade secrets
        s33(1)(b)    qualified   commercial interests
        s34          qualified   investigations by Scottish public authorities and proceedings
        s35          qualified   law enforcement
        s36          depends     confidentiality
        s36(1)       qualified   legal professional privilege
        s36(2)       absolute    breach of confidence
        s37          absolute    court records
        s38          absolute    personal information
        s38(1)(b)    absolute    other people's personal data
        s39(1)       qualified   health and safety
        s39(2)       qualified   environmental information
        s40          qualified   audit functions
        s41          qualified   communications with the Royal Family, and honours
    """,
    "EISR": """
        reg6(1)(b)   procedural  already public and easily accessible
        reg10(4)(a)  qualified   information not held
        reg10(4)(b)  qualified   manifestly unreasonable request
        reg10(4)(e)  qualified   internal communications
        reg10(5)(d)  qualified   confidentiality of proceedings
        reg10(5)(e)  qualified   confidentiality of commercial or industrial information
        reg10(5)(g)  qualified   protection of the environment
        reg11        absolute    personal data
        reg11(1)     absolute    your own personal data
        reg11(2)     absolute    other people's personal data
    """,
}
ROWS = [(law, *row.split(None, 2)) for law, table in GOLDEN.items() for row in table.strip().splitlines()]


@pytest.mark.parametrize(("law", "section", "nature", "title"), ROWS)
def test_an_entry_has_the_title_and_the_nature_that_the_law_gives_it(
    law: str, section: str, nature: str, title: str
) -> None:
    found = find(section, law)
    assert found is not None
    assert (found.section, found.nature, found.title) == (section, nature, title)


@pytest.mark.parametrize(
    ("law", "numbers"),
    [
        ("FOIA", "12 14 21 22 22A 23 24 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44"),
        ("EIR", "5 6 12 13"),
        ("FOISA", "12 14 17 18 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41"),
        ("EISR", "6 10 11"),
    ],
)
def test_every_ground_of_a_law_is_there_in_order(law: str, numbers: str) -> None:
    told = [entry.section.removeprefix("s").removeprefix("reg").partition("(")[0] for entry in of(law)]
    assert " ".join(dict.fromkeys(told)) == numbers


@pytest.mark.parametrize(("law", "entry"), ENTRIES)
def test_an_entry_is_found_by_what_it_is_called(law: str, entry: Exemption) -> None:
    assert find(read(entry.section, law), law) == entry
    bare = entry.section.removeprefix("s").removeprefix("reg")
    assert read(bare, law) == entry.section
    assert read(bare.replace("(", ".").replace(")", "").upper(), law) == entry.section


@pytest.mark.parametrize(("law", "entry"), ENTRIES)
def test_an_entry_says_in_a_few_plain_sentences_what_to_look_for(law: str, entry: Exemption) -> None:
    assert entry.nature in exemptions.NATURES
    assert entry.look_for[0].isupper()
    assert entry.look_for.endswith(".")
    assert 20 < len(entry.look_for) < 330
    assert entry.title
    assert not set("{}") & set(entry.title + entry.look_for)


def test_only_where_the_public_interest_is_weighed_is_one_told_to_ask_for_it() -> None:
    asked = {entry.nature for law in LAWS for entry in of(law) if "interest was weighed" in entry.look_for}
    assert asked == {"qualified"}
    needless = [entry for law in LAWS for entry in of(law) if entry.nature == "absolute" and "weigh" in entry.look_for]
    assert {entry.look_for.partition(":")[0] for entry in needless} == {"Nothing is weighed here"}


def test_a_law_sends_the_requester_to_its_own_sections() -> None:
    for law, own, others in [
        ("FOIA", "(s.16)", ("(s.15)", "reg 9", "Scottish Administration")),
        ("FOISA", "(s.15)", ("(s.16)", "reg 9", "Welsh Government")),
        ("EIR", "(reg 9)", ("(s.1", "reg 10", "10(4)", "substantial")),
        ("EISR", "(reg 9)", ("(s.1", "reg 12", "12(4)", "5(3)")),
    ]:
        text = " ".join(entry.look_for for entry in of(law))
        assert own in text
        assert not [other for other in others if other in text]


def test_scotland_asks_for_substantial_harm() -> None:
    for section, law in [("s33(1)(b)", "FOISA"), ("s30(c)", "FOISA"), ("reg10(5)(b)", "EISR")]:
        found = find(section, law)
        assert found is not None
        assert "substantial" in found.look_for


# Reading -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "law", "stored"),
    [
        ("43", "FOIA", "s43"),
        ("s43", "FOIA", "s43"),
        ("S43", "FOIA", "s43"),
        ("s.43", "FOIA", "s43"),
        ("ss. 43", "FOIA", "s43"),
        ("s43(2)", "FOIA", "s43(2)"),
        ("s.43(2)", "FOIA", "s43(2)"),
        ("s43.2", "FOIA", "s43(2)"),
        ("section 43 (2)", "FOIA", "s43(2)"),
        ("Section 43(2)", "FOIA", "s43(2)"),
        ("sec. 43.2", "FOIA", "s43(2)"),
        (" s 43\t(2) ", "FOIA", "s43(2)"),
        ("22a", "FOIA", "s22A"),
        ("22A(1)", "FOIA", "s22A(1)"),
        ("s36.2.b.ii", "FOIA", "s36(2)(b)(ii)"),
        ("36(2)(B)(II)", "FOIA", "s36(2)(b)(ii)"),
        ("40(5b)(a)(i)", "FOIA", "s40(5B)(a)(i)"),
        ("s40.3A.a", "FOIA", "s40(3A)(a)"),
        ("s31(2)(c)", "FOIA", "s31(2)(c)"),  # beside s31(1)(g)
        ("12(4)(b)", "FOIA", "s12(4)(b)"),  # added together under s.12(4)
        ("12(4)(b)", "EIR", "reg12(4)(b)"),
        ("r12.4.b", "EIR", "reg12(4)(b)"),
        ("reg 12(4)(b)", "EIR", "reg12(4)(b)"),
        ("reg. 12.4.b", "EIR", "reg12(4)(b)"),
        ("Regulation 12(4)(b)", "EIR", "reg12(4)(b)"),
        ("regs 12(4)(b)", "EIR", "reg12(4)(b)"),
        ("10(5)(e)", "EISR", "reg10(5)(e)"),
        ("30(b)(i)", "FOISA", "s30(b)(i)"),
        # One law named under the other that binds the same authority.
        ("reg 12(4)(b)", "FOIA", "reg12(4)(b)"),
        ("reg 13", "FOIA", "reg13"),
        ("r10.4.a", "FOISA", "reg10(4)(a)"),
        ("s39", "EIR", "s39"),
        ("s39.2", "EISR", "s39(2)"),
        ("s12", "EIR", "s12"),
        ("s12(4)(b)", "EIR", "reg12(4)(b)"),
        ("s13", "EIR", "reg13"),
        ("s10(5)(e)", "EISR", "reg10(5)(e)"),
        # Without a table only the form counts.
        ("43", None, "s43"),
        ("reg 12(4)(b)", None, "reg12(4)(b)"),
        ("s99(9)", None, "s99(9)"),
        ("s40", "SAR", "s40"),
        ("s43", "another law", "s43"),
    ],
)
def test_every_way_of_writing_it_is_read(typed: str, law: str | None, stored: str) -> None:
    assert read(typed, law) == stored


@pytest.mark.parametrize(
    ("typed", "law", "message", "hint"),
    [
        (
            "s45",
            "FOIA",
            "s45 is no exemption of FOIA.",
            "s44 (prohibitions on disclosure) or s43 (commercial interests)",
        ),
        ("25", "FOIA", "s25 is no exemption of FOIA.", "s24 (national security) or s26 (defence)"),
        ("13", "FOIA", "s13 is no exemption of FOIA.", "s31 (law enforcement) or s12 (cost"),
        ("reg 14", "FOIA", "reg14 is no exception of EIR.", "reg13 (personal data) or reg12 (exceptions"),
        ("21A", "FOIA", "s21A is no exemption of FOIA.", "s21 (information accessible by other means) or s22"),
        ("52", "FOISA", "s52 is no exemption of FOISA.", "s25 (information otherwise accessible) or s41"),
        ("6", "EIR", "reg6 is no exception of EIR.", "reg6(1)(b) (already public and easily accessible) or reg5(3)"),
        # The number of the same thing in the other country.
        ("s43(2)", "FOISA", "s43(2) is no exemption of FOISA.", "mean s33(1) (commercial interests)?"),
        ("42", "FOISA", "s42 is no exemption of FOISA.", "mean s36(1) (legal professional privilege)?"),
        ("44", "FOISA", "s44 is no exemption of FOISA.", "mean s26 (prohibitions on disclosure)?"),
        (
            "12(4)(b)",
            "EISR",
            "reg12(4)(b) is no exception of EISR.",
            "mean reg10(4)(b) (manifestly unreasonable request)?",
        ),
        (
            "r12.5.b",
            "FOISA",
            "reg12(5)(b) is no exception of EISR.",
            "mean reg10(5)(b) (course of justice, fair trial and inquiries)?",
        ),
        ("10(4)(a)", "EIR", "reg10(4)(a) is no exception of EIR.", "mean reg12(4)(a) (information not held)?"),
        # A paragraph that only the Regulations beside the Act have.
        ("12(5)(e)", "FOIA", "s12(5)(e) is no exemption of FOIA.", "write it as reg12.5.e"),
        # A section of the Act, typed without its s.
        (
            "43",
            "EIR",
            "reg43 is no exception of EIR.",
            "If they name the Act, write it so: s43 (commercial interests).",
        ),
        ("39.2", "EISR", "reg39(2) is no exception of EISR.", "write it so: s39(2) (environmental information)."),
    ],
)
def test_an_exemption_that_the_law_has_not_got_is_refused_with_what_was_meant(
    typed: str, law: str, message: str, hint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read(typed, law)
    assert caught.value.message == message
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize("law", [*LAWS, "SAR", None])
@pytest.mark.parametrize(
    "typed",
    ["", " ", "s", "zz", "s43(2", "s43)", "43-2", "143", "s43()", "43..2", "s43(abcde)", "s43; s40", "ſ43", "٤٣"],
)
def test_what_looks_like_no_exemption_is_refused_with_how_to_write_one(typed: str, law: str | None) -> None:
    with pytest.raises(BadInput, match="does not look like an exemption") as caught:
        read(typed, law)
    assert caught.value.hint == "Write it as s43, s43.2 or 's43(2)'."


HOSTILE = st.one_of(st.text(max_size=60), st.from_regex(r"(s|reg)?[ .]?[0-9]{1,2}A?([(.][0-9a-zA-Z]{1,4}\)?){0,4}"))


@given(typed=HOSTILE, law=st.sampled_from([*LAWS, "SAR", "", None]))
@example(typed="(" * 5000, law="FOIA")
@example(typed="s43" + "(1)" * 5000, law="FOIA")
def test_whatever_is_typed_is_read_once_and_for_all_or_refused(typed: str, law: str | None) -> None:
    try:
        stored = read(typed, law)
    except BadInput:
        assert find(typed, law or "") is None
        return
    assert read(stored, law) == stored
    assert (find(stored, law or "") is not None) == (law in LAWS)


# What is stored ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "law", "section"),
    [
        ("s31(1)(a)(ii)", "FOIA", "s31(1)(a)"),
        ("s31(2)(c)", "FOIA", "s31"),
        ("s31(1)(z)", "FOIA", "s31(1)"),
        ("s40(3A)(a)", "FOIA", "s40"),
        ("s40(5b)(a)(i)", "FOIA", "s40(5B)"),
        ("s22A", "FOIA", "s22A"),
        ("reg12(4)", "EIR", "reg12"),
        ("reg12(5)(f)(i)", "EIR", "reg12(5)(f)"),
        ("reg13(1)(b)", "EIR", "reg13(1)"),
        ("reg12(4)(b)", "FOIA", "reg12(4)(b)"),
        ("s38(1)(b)", "EISR", "s38(1)(b)"),  # refused under FOISA before it was handled under the Regulations
        # As older records have regulations.
        ("s12(4)(b)", "EIR", "reg12(4)(b)"),
        ("s12(5)(e)", "EIR", "reg12(5)(e)"),
        ("s6(1)(b)", "EIR", "reg6(1)(b)"),
        ("s13", "EIR", "reg13"),
        ("s10(4)(a)", "EISR", "reg10(4)(a)"),
        ("s11(2)", "EISR", "reg11(2)"),
    ],
)
def test_a_stored_exemption_is_found_or_what_it_is_part_of(stored: str, law: str, section: str) -> None:
    found = find(stored, law)
    assert found is not None
    assert found.section == section


@pytest.mark.parametrize(
    ("stored", "law"),
    [("s45", "FOIA"), ("s43", "FOISA"), ("reg14", "EIR"), ("s40", "SAR"), ("s43", ""), ("zz", "FOIA"), ("", "EIR")],
)
def test_what_no_law_knows_is_not_found(stored: str, law: str) -> None:
    assert find(stored, law) is None


def test_own_data_has_no_list() -> None:
    assert of("SAR") == of("") == ()


# Time ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "stored", "extends"),
    [
        ("FOIA", "s43", True),
        ("FOIA", "s43(2)", True),
        ("FOIA", "43", True),
        ("FOIA", "s36(2)(b)(i)", True),
        ("FOIA", "s22A", True),
        ("FOIA", "s35(1)(a)", True),
        ("FOIA", "s37(1)(b)", True),
        ("FOIA", "s37(1)(ac)", True),
        ("FOIA", "s37(1)(a)", False),
        ("FOIA", "s37(1)(aa)", False),
        ("FOIA", "s37(1)(ab)", False),
        ("FOIA", "s37", True),  # which paragraph is not said, and the later day is the safe one
        ("FOIA", "s40", False),
        ("FOIA", "s40(1)", False),
        ("FOIA", "s40(2)", False),
        ("FOIA", "s41", False),
        ("FOIA", "s12", False),
        ("FOIA", "s14(1)", False),
        ("FOIA", "s21", False),
        ("FOIA", "s45", False),
        ("FOIA", "zz", False),
        # The Regulations weigh the public interest, but it gives them no more time; in Scotland neither.
        ("FOIA", "reg12(5)(e)", False),
        ("EIR", "reg12(5)(e)", False),
        ("EIR", "s43", False),
        ("FOISA", "s33(1)(b)", False),
        ("EISR", "reg10(5)(e)", False),
        ("SAR", "s43", False),
    ],
)
def test_only_a_qualified_exemption_of_foia_gives_more_time(law: str, stored: str, extends: bool) -> None:
    assert is_qualified(law, stored) is extends


def test_time_is_never_extended_for_what_the_act_makes_absolute() -> None:
    # FOIA 2000 s.2(3), without the paragraphs of s.37 and the part of s.36 that is about Parliament's own information.
    absolute = {"21", "23", "32", "34", "40", "41", "44"}
    extending = {entry.section for entry in of("FOIA") if is_qualified("FOIA", entry.section)}
    for entry in of("FOIA"):
        number = entry.section[1:].partition("(")[0]
        if number in absolute | {"12", "14"} and "5" not in entry.section.partition("(")[2]:
            assert entry.section not in extending
        elif number not in {"12", "14", "37"} | absolute:
            assert entry.section in extending
