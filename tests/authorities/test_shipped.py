from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

import foi_tracker.authorities as package
from foi_tracker.authorities import Authority, Directory, wdtk_url_name
from foi_tracker.authorities.names import key
from foi_tracker.authorities.shipped import read_authorities, read_closed

AUTHORITIES = Directory.load().authorities
FOLDER = os.path.dirname(package.__file__)
KINDS = {
    "ambulance",
    "council",
    "government-department",
    "health-board",
    "hsc-trust",
    "icb",
    "nhs-national",
    "nhs-trust",
    "police",
    "regulator",
}
NATIONS = {"england", "scotland", "wales", "northern-ireland", "uk"}


def names_of(authority: Authority) -> set[str]:
    return {key(name) for name in (authority.slug, authority.name, authority.short_name, authority.ods_code or "")} - {
        ""
    }


def test_the_whole_list_is_shipped() -> None:
    assert len(AUTHORITIES) == 334
    assert len(list(read_closed())) == 30
    assert Counter(each.kind for each in AUTHORITIES)["icb"] == 36


def test_no_name_or_short_name_is_another_authoritys() -> None:
    owners: dict[str, str] = {}
    for authority in AUTHORITIES:
        for name in names_of(authority):
            assert owners.setdefault(name, authority.slug) == authority.slug, name


@pytest.mark.parametrize("authority", [one for one in AUTHORITIES if one.note], ids=lambda one: one.slug)
def test_a_note_is_told_to_whoever_sends_the_letter_and_not_to_whoever_keeps_the_list(authority: Authority) -> None:
    assert authority.note is not None
    words = (
        r"\bfoi_(?:email|page)|\bcolumn|\bdataset|\bofficial-page\b|\bnot filled\b|\bleft (?:blank|out)\b|\bstripped\b"
    )
    assert re.search(words, authority.note, re.IGNORECASE) is None


def test_no_name_or_short_name_is_another_authoritys_alias() -> None:
    owners = {name: authority.slug for authority in AUTHORITIES for name in names_of(authority)}
    for authority in AUTHORITIES:
        for alias in authority.aliases:
            assert owners.get(key(alias), authority.slug) == authority.slug, alias


def test_no_alias_is_shared() -> None:
    shared = Counter(alias for each in AUTHORITIES for alias in {key(alias) for alias in each.aliases})
    assert not [alias for alias, authorities in shared.items() if authorities > 1]


def test_slugs_and_ods_codes_are_unique() -> None:
    slugs = [each.slug for each in AUTHORITIES]
    codes = [each.ods_code for each in AUTHORITIES if each.ods_code]
    codes += [row["ods_code"] for row in read_closed()]
    assert len(set(slugs)) == len(slugs)
    assert len(set(codes)) == len(codes)


def test_slugs_are_plain_words_joined_by_hyphens() -> None:
    assert not [each.slug for each in AUTHORITIES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.slug)]


def test_email_addresses_look_like_addresses() -> None:
    addresses = [each.foi_email for each in AUTHORITIES if each.foi_email]
    assert len(addresses) > 200
    assert not [each for each in addresses if not re.fullmatch(r"[A-Za-z0-9._+'-]+@[A-Za-z0-9-]+(\.[a-z]+)+", each)]


def test_pages_are_web_addresses() -> None:
    pages = [page for each in AUTHORITIES for page in (each.foi_page, each.website) if page]
    assert not [page for page in pages if not re.fullmatch(r"https?://[!-~]+", page)]


def test_no_field_holds_a_control_character_or_stray_space() -> None:
    for authority in AUTHORITIES:
        for value in authority:
            for text in value if isinstance(value, tuple) else (value or "",):
                assert text.isprintable(), authority.slug
                assert text == text.strip(), authority.slug


def test_what_is_not_known_is_none_and_not_empty() -> None:
    assert not [each.slug for each in AUTHORITIES if "" in each or "" in each.aliases]


def test_kinds_and_nations_are_from_a_closed_set() -> None:
    assert {each.kind for each in AUTHORITIES} == KINDS
    assert {each.nation for each in AUTHORITIES} == NATIONS


def test_dates_are_iso_dates() -> None:
    dates = [each.checked for each in AUTHORITIES if each.checked] + [row["closed_on"] for row in read_closed()]
    assert [date.fromisoformat(day).isoformat() for day in dates] == dates


def test_each_whatdotheyknow_name_belongs_to_a_shipped_authority() -> None:
    assert wdtk_url_name("homerton-healthcare-nhs-foundation-trust") == "homerton_healthcare_nhs_foundation_trust"
    assert wdtk_url_name("no-such-authority") is None
    assert sum(wdtk_url_name(each.slug) is not None for each in AUTHORITIES) == 326


def test_a_list_of_ones_own_is_read_like_the_shipped_one(tmp_path: os.PathLike[str]) -> None:
    with open(os.path.join(FOLDER, "authorities.csv"), encoding="utf-8") as shipped:
        header = shipped.readline()
    path = os.path.join(tmp_path, "mine.csv")
    with open(path, "w", encoding="utf-8") as mine:
        mine.write(header + 'a-trust,A Trust,A,Alpha; Able,nhs-trust,england,,,,,,,,,,"1 Road, Town",,,,,\n')
    (authority,) = read_authorities(path)
    assert authority == Authority(
        "a-trust", "A Trust", "A", ("Alpha", "Able"), "nhs-trust", "england", postal_address="1 Road, Town"
    )


def test_naming_an_authority_opens_one_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real_open = builtins.open

    def counting_open(file: str, *args: object, **kwargs: object) -> object:
        opened.append(os.path.basename(file))
        return real_open(file, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", counting_open)
    directory = Directory.load()
    for words in ("homerton", "NHS England", "RQX", "hackney-council"):
        directory.find(words)
    assert opened == ["authorities.csv"]


def test_importing_the_directory_reads_nothing_and_imports_nothing_heavy() -> None:
    heavy = {"csv", "difflib", "dataclasses", "pathlib", "tempfile", "datetime", "dateutil", "click", "rich", "jinja2"}
    script = (
        "import sys; before = set(sys.modules); import foi_tracker.authorities; "
        f"print(*(set(sys.modules) - before) & set({heavy!r}))"
    )
    root = os.path.dirname(os.path.dirname(FOLDER))
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_notice_names_every_shipped_list_and_its_terms() -> None:
    with open(os.path.join(FOLDER, "LICENCES.md"), encoding="utf-8") as file:
        notice = file.read()
    for name in (*(name for name in os.listdir(FOLDER) if name.endswith(".csv")), "bank_holidays.json"):
        assert f"{name}`" in notice
    for terms in (
        "Contains public sector information licensed under the [Open Government Licence v3.0]",
        "BY-SA",
        "CC0",
    ):
        assert terms in notice
