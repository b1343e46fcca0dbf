"""The pictures of the README show what the program prints today, and each stands in the README."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

README = Path(__file__).parents[2] / "README.md"


def _pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", Path(__file__).with_name("pictures.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = _pictures()


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda picture: picture.name)
def test_it_shows_what_the_program_prints(picture: object) -> None:
    """To draw them anew: python tests/docs/pictures.py."""
    kept = ET.fromstring(pictures.path_of(picture).read_text(encoding="utf-8"))
    drawn = "".join("".join(kept.itertext()).split())
    wanted = "".join(pictures.printed(picture).split())
    assert wanted in drawn


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda picture: picture.name)
def test_it_fetches_nothing_and_stands_in_the_readme(picture: object) -> None:
    path = pictures.path_of(picture)
    drawn = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http" not in drawn
    assert "<script" not in drawn
    assert f".github/pictures/{path.name}" in README.read_text(encoding="utf-8")
