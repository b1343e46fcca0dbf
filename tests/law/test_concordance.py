"""Each thing in each law, against the statutes."""

from __future__ import annotations

import re

import pytest

from foi_tracker.errors import BadInput
from foi_tracker.law.concordance import Concordance, concordance
from foi_tracker.law.exemptions import find
from foi_tracker.law.regimes import REGIMES

S, R = "section", "regulation"
# FOIA 2000, EIR 2004 (SI 2004/3391), FOISA 2002, EI(S)R 2004 (SSI 2004/520).
GOLDEN: dict[str, tuple[str, str, str, str]] = {
    "right": (f"{S} 1(1)", f"{R} 5(1)", f"{S} 1(1)", f"{R} 5(1)"),
    "validity": (f"{S} 8", "", f"{S} 8", ""),
    "form": (f"{S} 11", f"{R} 6", f"{S} 11", f"{R} 6"),
    "advice": (f"{S} 16", f"{R} 9", f"{S} 15", f"{R} 9"),
    "clarification": (f"{S} 1(3)", f"{R} 9(2)", f"{S} 1(3)", f"{R} 9(2)"),
    "transfer": ("", f"{R} 10", "", f"{R} 14"),
    "code": (f"{S} 45", f"{R} 16", f"{S} 60", f"{R} 18"),
    "fee": (f"{S} 9", f"{R} 8", f"{S} 9", f"{R} 8"),
    "answer": (f"{S} 10(1)", f"{R} 5(2)", f"{S} 10(1)", f"{R} 5(2)"),
    "clarified": (f"{S} 10(6)", f"{R} 9(4)", f"{S} 10(1)", f"{R} 9(4)"),
    "extension": (f"{S} 10(3)", f"{R} 7(1)", "", f"{R} 7(1)"),
    "refusal": (f"{S} 17(1)", f"{R} 14", f"{S} 16(1)", f"{R} 13"),
    "public_interest": (f"{S} 2(2)(b)", f"{R} 12(1)(b)", f"{S} 2(1)(b)", f"{R} 10(1)(b)"),
    "cost": (f"{S} 12", "", f"{S} 12", ""),
    "vexatious": (f"{S} 14", f"{R} 12(4)(b)", f"{S} 14", f"{R} 10(4)(b)"),
    "not_held": ("", f"{R} 12(4)(a)", f"{S} 17", f"{R} 10(4)(a)"),
    "unclear": ("", f"{R} 12(4)(c)", "", f"{R} 10(4)(c)"),
    "already_public": (f"{S} 21", f"{R} 6(1)(b)", f"{S} 25", f"{R} 6(1)(b)"),
    "future_publication": (f"{S} 22", "", f"{S} 27", ""),
    "unfinished": ("", f"{R} 12(4)(d)", "", f"{R} 10(4)(d)"),
    "internal": ("", f"{R} 12(4)(e)", "", f"{R} 10(4)(e)"),
    "commercial": (f"{S} 43", f"{R} 12(5)(e)", f"{S} 33(1)", f"{R} 10(5)(e)"),
    "confidence": (f"{S} 41", f"{R} 12(5)(f)", f"{S} 36(2)", f"{R} 10(5)(f)"),
    "privilege": (f"{S} 42", f"{R} 12(5)(b)", f"{S} 36(1)", f"{R} 10(5)(d)"),
    "personal": (f"{S} 40", f"{R} 13", f"{S} 38", f"{R} 11"),
    "review": ("", f"{R} 11", f"{S} 20(1)", f"{R} 16"),
    "complaint": (f"{S} 50", f"{R} 18", f"{S} 47(1)", f"{R} 17"),
}
LAWS = ("FOIA", "EIR", "FOISA", "EISR")


@pytest.mark.parametrize("thing", GOLDEN)
def test_each_thing_stands_where_the_statute_has_it(thing: str) -> None:
    assert tuple(getattr(concordance(law), thing) for law in LAWS) == GOLDEN[thing]


def test_no_thing_was_left_unchecked() -> None:
    assert set(Concordance._fields) == {"unit", *GOLDEN}


def test_own_data_has_its_articles_and_nothing_borrowed() -> None:
    told = {thing: where for thing, where in concordance("SAR")._asdict().items() if where}
    assert told == {
        "unit": "article",
        "right": "article 15",
        "form": "article 15(3)",
        "answer": "article 12(3)",
        "extension": "article 12(3)",
        "refusal": "article 12(4)",
        "vexatious": "article 12(5)",
    }


@pytest.mark.parametrize("law", REGIMES)
def test_what_is_cited_is_part_of_the_law(law: str) -> None:
    here = concordance(law)
    assert all(re.fullmatch(rf"(?:{here.unit} [0-9]+(?:\([0-9a-z]\))*)?", where) for where in here[1:])


@pytest.mark.parametrize("law", REGIMES)
@pytest.mark.parametrize("kind", ["answer", "answer_extended", "complaint", "review_request"])
def test_periods_are_cited_from_where_the_concordance_has_them(law: str, kind: str) -> None:
    rule = REGIMES[law].rules.get(kind)
    thing = {"answer_extended": "extension", "review_request": "review"}.get(kind, kind)
    where = getattr(concordance(law), thing)
    if rule is None:
        assert not where or law == "SAR"
        return
    number = re.split(r"[ (]", where)[1] if where else ""
    assert re.search(rf"(?:s|reg|art)\.? ?{number}(?![0-9])", rule.cite)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(
    ("thing", "title"),
    [
        ("cost", "cost of compliance"),
        ("vexatious", "vexatious|unreasonable"),
        ("not_held", "not held"),
        ("unclear", "too general"),
        ("already_public", "accessible"),
        ("future_publication", "future publication"),
        ("unfinished", "unfinished"),
        ("internal", "internal communications"),
        ("commercial", "commercial"),
        ("confidence", "confidence|who provided"),
        ("privilege", "privilege|course of justice|confidentiality of proceedings"),
        ("personal", "personal"),
    ],
)
def test_a_ground_of_refusal_is_in_the_list_of_its_law(law: str, thing: str, title: str) -> None:
    where = getattr(concordance(law), thing)
    if where:
        unit, number = where.split()
        found = find(("reg" if unit == R else "s") + number, law)
        assert found is not None
        assert found.section.endswith(number)
        assert re.search(title, found.title)


def test_a_law_is_known_however_it_is_written() -> None:
    assert concordance("EI(S)R") == concordance("eisr")
    with pytest.raises(BadInput):
        concordance("GDPR-K")
