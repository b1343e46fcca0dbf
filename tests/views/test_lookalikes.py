"""What a terminal cannot show is written in plain letters that look like it, never as an escape, never as a crash."""

from __future__ import annotations

import codecs
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from foi_tracker.views.lookalikes import replaced

ROOT = Path(__file__).parents[2]
HANDLER = "look-alike-tested"
codecs.register_error(HANDLER, replaced)


def shown(text: str, encoding: str = "ascii") -> str:
    return text.encode(encoding, HANDLER).decode(encoding)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“We need more time”, ‘they’ said…", "\"We need more time\", 'they' said..."),
        ("2024–25 — done → next", "2024-25 - done -> next"),
        ("£450 under §12", "GBP 450 under s.12"),
        ("€5, 10 °C, ±2", "EUR 5, 10 deg C, +/-2"),
        ("Zoë Ünal, Tŷ Gwyn, Łódź, Straße, Ærø", "Zoe Unal, Ty Gwyn, Lodz, Strasse, AEro"),
        ("Zoe\u0308", "Zoe"),
        ("½ of it, or 5½ of it", "1/2 of it, or 5 1/2 of it"),
        ("10² and CO₂", "10^2 and CO2"),
        ("soft\u00adly\u00a0so", "softly so"),
        ("漢字 😀 🏴", "???? ?? ??"),
        ("Привет", "??????"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_stands_for_what(text: str, plain: str) -> None:
    assert shown(text) == plain


@pytest.mark.parametrize(
    ("encoding", "plain"),
    [("cp1252", "“Zoë” -> £5"), ("cp437", '"Zoë" -> £5'), ("latin-1", '"Zoë" -> £5'), ("utf-8", "“Zoë” → £5")],
)
def test_what_can_be_written_stays(encoding: str, plain: str) -> None:
    assert shown("“Zoë” → £5", encoding) == plain


@given(st.text(st.characters(codec=None)), st.sampled_from(["ascii", "cp437", "cp850", "cp1252", "latin-1", "koi8-r"]))
def test_any_text_can_be_written_to_any_terminal(text: str, encoding: str) -> None:
    assert isinstance(text.encode(encoding, HANDLER), bytes)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
def test_no_escape_is_ever_shown_in_the_place_of_a_letter(text: str) -> None:
    assert shown(text).count("\\") == text.count("\\") + text.count("\uff3c") + text.count("\ufe68")


@given(st.text(st.characters(categories=["Lo"], min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_a_placeholder_is_as_wide_as_what_it_stands_for(text: str) -> None:
    assert len(shown(text)) == cell_len(text)


def test_another_error_than_writing_is_not_hidden() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", HANDLER)


def words_of_the_program() -> Iterator[tuple[str, str]]:
    """Yield the texts in the program's source, with where each stands, and the letters that it ships."""
    for path in sorted((ROOT / "foi_tracker").rglob("*.py")):
        with tokenize.open(path) as source:
            for token in tokenize.generate_tokens(source.readline):
                if token.type in (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)):
                    yield f"{path.name}:{token.start[0]}", token.string
    for path in sorted((ROOT / "templates").rglob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")


def test_everything_that_the_program_says_has_a_plain_form() -> None:
    texts = [(where, text) for where, text in words_of_the_program() if not text.isascii()]
    assert len(texts) > 10
    lost = {where: text for where, text in texts if "?" in shown(text.translate({ord(mark): "" for mark in "?¿"}))}
    assert lost == {}
