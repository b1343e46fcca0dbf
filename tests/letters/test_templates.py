from __future__ import annotations

import os
from pathlib import Path

import pytest

from foi_tracker.errors import BadInput, NotFound
from foi_tracker.letters import templates
from foi_tracker.letters.templates import Field, available, find, parse

FRONT = """\
+++
title = "Roof repairs"
description = "Asks about the roof."
when = "When it rains."
kind = "request"
regimes = ["FOIA", "EIR"]
{more}
+++
{body}
"""


def text(more: str = "", body: str = "{{ questions }}") -> str:
    return FRONT.format(more=more, body=body)


def test_a_template_is_read_whole() -> None:
    more = """
authority_kinds = ["council"]
questions = ["Please provide {{ what }}."]
[fields.what]
help = "what you want"
[fields.until]
help = "the last year"
default = "2026"
"""
    made = parse(text(more), path="/x/roof.txt")
    assert made.name == "roof"
    assert made.title == "Roof repairs"
    assert made.regimes == ("FOIA", "EIR")
    assert made.authority_kinds == ("council",)
    assert made.questions == ("Please provide {{ what }}.",)
    assert made.fields == (Field("what", "what you want", None), Field("until", "the last year", "2026"))
    assert (made.records, made.about, made.to) == (None, None, "authority")
    assert made.body == "{{ questions }}\n"


FOLLOW_UP = text().replace('"request"', '"follow-up"')


def test_a_follow_up_says_what_it_records_and_to_whom_it_goes() -> None:
    front = FOLLOW_UP.replace('kind = "follow-up"', 'kind = "follow-up"\nrecords = "chased"\nabout = "answer"')
    made = parse(front, path="x.txt")
    assert (made.kind, made.records, made.about, made.to) == ("follow-up", "chased", "answer", "authority")


def test_a_follow_up_can_begin_a_request_and_say_what_it_needs() -> None:
    front = 'kind = "follow-up"\nrecords = "sent"\nbegins = "narrows"\nneeds = ["over_cost", "extended"]'
    made = parse(FOLLOW_UP.replace('kind = "follow-up"', front), path="x.txt")
    assert (made.begins, made.needs, made.asks) == ("narrows", ("over_cost", "extended"), True)
    plain = parse(FOLLOW_UP.replace('kind = "follow-up"', 'kind = "follow-up"\nrecords = "noted"'), path="x.txt")
    assert (plain.begins, plain.needs, plain.asks) == (None, (), False)
    assert parse(text(), path="x.txt").asks


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("colour", text('colour = "red"')),
        ("title", text().replace('title = "Roof repairs"', "")),
        ("title", text().replace('"Roof repairs"', "7")),
        ("title", text().replace('"Roof repairs"', '"  "')),
        ("kind", text().replace('"request"', '"reminder"')),
        ("regimes", text().replace('["FOIA", "EIR"]', '"FOIA"')),
        ("regimes", text().replace('["FOIA", "EIR"]', "[]")),
        ("regimes", text().replace('"EIR"', '"IFG"')),
        ("authority_kinds", text("authority_kinds = [1]")),
        ("questions", text('questions = [""]')),
        ("fields", text("fields = 7")),
        ("fields.what", text('[fields]\nwhat = "x"')),
        ("fields.what.help", text("[fields.what]\ndefault = 'x'")),
        ("fields.what.default", text("[fields.what]\nhelp = 'x'\ndefault = 3")),
        ("fields.what.choices", text("[fields.what]\nhelp = 'x'\nchoices = []")),
        ("fields.request", text("[fields.request]\nhelp = 'x'")),
        ("fields.a-b", text("[fields.a-b]\nhelp = 'x'")),
        ("records", text('records = "chased"')),
        ("records", FOLLOW_UP),
        ("records", FOLLOW_UP.replace("regimes", 'records = "exploded"\nregimes')),
        ("about", FOLLOW_UP.replace("regimes", 'records = "chased"\nabout = "lunch"\nregimes')),
        ("to", FOLLOW_UP.replace("regimes", 'records = "chased"\nto = "press"\nregimes')),
        ("begins", text('begins = "narrows"')),
        ("begins", FOLLOW_UP.replace("regimes", 'records = "sent"\nbegins = "ends"\nregimes')),
        ("begins", FOLLOW_UP.replace("regimes", 'records = "noted"\nbegins = "narrows"\nregimes')),
        ("needs", text('needs = ["over_cost"]')),
        ("needs", FOLLOW_UP.replace("regimes", 'records = "noted"\nneeds = ["rain"]\nregimes')),
    ],
)
def test_a_wrong_key_is_named_with_its_file(key: str, source: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(source, path="/home/ann/foi/templates/roof.txt")
    assert caught.value.message.startswith(f"{key} in /home/ann/foi/templates/roof.txt: ")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Dear team,\n",
        "+++\ntitle = 'x'\n",
        "+++\ntitle = Roof\n+++\nx\n",
        "+++\n+++\n",
        text(body=" "),
        text("x = " + "[" * 50_000),
        text("x = " + "9" * 5_000),
    ],
    ids=range(8),
)
def test_a_file_that_is_no_template_is_an_error_that_names_it(source: str) -> None:
    with pytest.raises(BadInput, match=r"roof\.txt"):
        parse(source, path="roof.txt")


def test_the_requests_come_first_each_kind_by_name() -> None:
    listed = [(template.kind, template.name) for template in available()]
    assert listed == sorted(listed, key=lambda row: (row[0] != "request", row[1]))
    assert {kind for kind, _ in listed} == {"request", "follow-up"}


def test_own_templates_win_by_name_and_add_to_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(text())
    (tmp_path / "requests").mkdir()
    (tmp_path / "requests" / "roof.txt").write_text(text())
    (tmp_path / "notes.md").write_text("not a template")
    (tmp_path / ".hidden.txt").write_text("not a template")
    names = [template.name for template in available(str(tmp_path))]
    assert names.count("blank") == 1
    assert "roof" in names
    assert "fdp-adoption" in names
    assert find("blank", str(tmp_path)).title == "Roof repairs"
    assert find("blank").title != "Roof repairs"


def test_a_home_without_templates_has_the_shipped_ones(tmp_path: Path) -> None:
    assert available(str(tmp_path / "none")) == available()


def test_a_broken_own_template_stops_only_those_who_ask_for_it(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_text("oh dear")
    assert find("blank", str(tmp_path)).name == "blank"
    with pytest.raises(BadInput, match=r"broken\.txt"):
        find("broken", str(tmp_path))


def test_two_own_templates_of_one_name_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "requests").mkdir()
    for folder in (tmp_path, tmp_path / "requests"):
        (folder / "roof.txt").write_text(text())
    with pytest.raises(BadInput, match="one name"):
        available(str(tmp_path))


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "roof.txt").write_bytes(b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode())
    assert find("roof", str(tmp_path)).body == parse(text(), path="roof.txt").body


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"+" * 300_000])
def test_bytes_that_are_no_text_are_an_error(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "roof.txt").write_bytes(raw)
    with pytest.raises(BadInput, match=r"roof\.txt"):
        find("roof", str(tmp_path))


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        find("fdp-adaption")
    assert caught.value.details[0] == "fdp-adoption"
    assert "{foi} draft NAME" in str(caught.value.hint)
    with pytest.raises(NotFound) as caught:
        find("zzz")
    assert "blank" in caught.value.details


@pytest.mark.parametrize("name", ["../blank", "requests/blank", "/etc/passwd", "", "blank.txt"])
def test_a_name_is_not_a_path(name: str) -> None:
    with pytest.raises(NotFound):
        find(name)


def test_the_shipped_folder_is_found_inside_the_package_and_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "foi_tracker"
    (package / "letters").mkdir(parents=True)
    monkeypatch.setattr(templates, "__file__", str(package / "letters" / "templates.py"))
    (tmp_path / "site" / "templates" / "requests").mkdir(parents=True)
    assert templates.shipped_folder() == str(tmp_path / "site" / "templates")
    (package / "templates" / "requests").mkdir(parents=True)
    assert templates.shipped_folder() == str(package / "templates")


def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listdir = os.listdir

    def guarded(place: str) -> list[str]:
        if place == str(tmp_path):
            raise PermissionError(13, "Permission denied")
        return listdir(place)

    monkeypatch.setattr(os, "listdir", guarded)
    with pytest.raises(BadInput, match="Permission denied"):
        available(str(tmp_path))
