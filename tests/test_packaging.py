"""What is installed is whole: a wheel built from the source archive, in a fresh environment; an editable install."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Named one by one: that these are there is the point, whatever else the folders hold.
DATA = {
    "foi_tracker/py.typed",
    "foi_tracker/law/bank_holidays.json",
    "foi_tracker/authorities/authorities.csv",
    "foi_tracker/authorities/closed_authorities.csv",
    "foi_tracker/authorities/wdtk_slugs.csv",
    "foi_tracker/authorities/LICENCES.md",
    "foi_tracker/templates/requests/fdp-adoption.txt",
    "foi_tracker/templates/requests/blank.txt",
    "foi_tracker/templates/follow-ups/chaser.txt",
}
KINDS_OF_FILES = {".py", ".json", ".csv", ".md", ".toml", ".txt", ".typed"}
PICTURES = ".github/pictures"
TOP_OF_SOURCE_ARCHIVE = {
    ".github", "foi_tracker", "templates", "tests", "README.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore",
}  # fmt: skip

Foi = Callable[..., str]


def run(words: Sequence[str | Path], cwd: Path, **variables: str) -> str:
    """Run a program in a folder, away from the checkout and from the user's home; return what it prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOI_", "PYTHON", "VIRTUAL_ENV"))}
    ended = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**kept, "HOME": str(cwd), "FOI_TODAY": "2026-11-22", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, f"{words}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def below(folder: str) -> set[str]:
    """Return the files of a folder of the checkout that are source, not caches."""
    found = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path for path in found if not any(part.startswith((".", "__pycache__")) for part in path.parts))
    return {f"{folder}/{path.as_posix()}" for path in kept}


@pytest.fixture(scope="module")
def sources() -> dict[str, set[str]]:
    """The files of the checkout that are to be packed, as they are when it is built."""
    return {folder: below(folder) for folder in ("foi_tracker", "templates", "tests", PICTURES)}


@pytest.fixture(scope="module")
def built(sources: dict[str, set[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive, and the wheel that was built from it."""
    for needed in ("build", "hatchling"):
        pytest.importorskip(needed, reason="install the tools of development: pip install -e '.[dev]'")
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def in_wheel(wheel: Path) -> set[str]:
    """The files of the package in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


# The wheel -----------------------------------------------------------------------------------------------------------


def test_the_wheel_holds_the_data_and_the_templates(in_wheel: set[str]) -> None:
    assert in_wheel >= DATA


def test_the_wheel_is_the_package_with_the_templates_in_it(in_wheel: set[str], sources: dict[str, set[str]]) -> None:
    templates = {f"foi_tracker/{name}" for name in sources["templates"]}
    assert in_wheel == sources["foi_tracker"] | templates


def test_the_wheel_holds_only_the_kinds_of_files_that_the_program_reads(in_wheel: set[str]) -> None:
    assert {Path(name).suffix or Path(name).name for name in in_wheel} - {"py.typed"} <= KINDS_OF_FILES


def test_the_wheel_holds_both_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        kept = {name.partition("/licenses/")[2] for name in archive.namelist() if "/licenses/" in name}
    assert kept == {"LICENSE", "foi_tracker/authorities/LICENCES.md"}


def test_the_terms_of_every_file_of_facts_are_told(wheel: Path, in_wheel: set[str]) -> None:
    facts = {Path(name).name for name in in_wheel if name.endswith((".csv", ".json"))}
    told = (ROOT / "foi_tracker/authorities/LICENCES.md").read_text(encoding="utf-8")
    assert sorted(name for name in facts if f"{name}`" not in told) == []
    # The program's own, then those that the notice names for the facts.
    assert metadata(wheel)["License-Expression"] == "MIT AND CC-BY-SA-4.0 AND CC0-1.0 AND OGL-UK-3.0"


def test_the_wheel_carries_the_readme(wheel: Path) -> None:
    told = metadata(wheel)
    assert told["Description-Content-Type"] == "text/markdown"
    description = told.get_payload(decode=True)
    assert isinstance(description, bytes)
    assert description.decode() == (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_wheel_names_no_python_that_it_refuses(wheel: Path) -> None:
    told, prefix = metadata(wheel), "Programming Language :: Python :: 3."
    named = [line.removeprefix(prefix) for line in told.get_all("Classifier", []) if line.startswith(prefix)]
    assert told["Requires-Python"] == f">=3.{min(map(int, named))}"


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    told = metadata(wheel)
    needed = {str(line).partition(">")[0] for line in told.get_all("Requires-Dist", []) if "extra ==" not in str(line)}
    assert sorted(needed) == [
        "click",
        "filelock",
        "icalendar",
        "jinja2",
        "pyperclip",
        "python-dateutil",
        "rich",
        "tinydb",
        "tzdata",
    ]


def test_the_wheel_fits_every_system(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_tools_of_development_can_build_it_without_the_network() -> None:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(read["build-system"]["requires"]) <= set(read["project"]["optional-dependencies"]["dev"])


def test_the_wheel_is_the_same_built_from_the_checkout_and_from_the_source_archive(wheel: Path, tmp_path: Path) -> None:
    run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, ROOT], tmp_path)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


# The source archive --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def in_source(built: Path) -> set[str]:
    """The files of the source archive."""
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_source_archive_holds_what_building_and_testing_need_and_nothing_else(in_source: set[str]) -> None:
    assert {name.partition("/")[0] for name in in_source} == TOP_OF_SOURCE_ARCHIVE


def test_the_source_archive_holds_every_source_file(in_source: set[str], sources: dict[str, set[str]]) -> None:
    assert {name for name in in_source if "/" in name} == set().union(*sources.values())


def test_the_source_archive_holds_what_the_readme_points_at(in_source: set[str]) -> None:
    pointed_at = set(re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert f"{PICTURES}/status.svg" in pointed_at
    assert pointed_at <= in_source


# Installed -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a fresh environment with the wheel; the libraries are lent by this environment."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    run([sys.executable, "-m", "venv", folder], folder.parent)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [scripts / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    run([*pip, wheel], folder.parent, PIP_DISABLE_PIP_VERSION_CHECK="1")
    # A path in a .pth file is searched last, and the .pth files in that path are not read: an editable install of this
    # program in the lending environment stays unseen.
    purelib = run([scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    libraries = Path(str(importlib.metadata.distribution("click").locate_file("")))
    Path(purelib.strip(), "lent.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return scripts / "foi"


@pytest.fixture(scope="module")
def from_checkout() -> Path:
    """The program of this environment, which is to be an editable install of the checkout."""
    try:
        told = importlib.metadata.distribution("foi-tracker").read_text("direct_url.json") or "{}"
    except importlib.metadata.PackageNotFoundError:
        told = "{}"
    if not json.loads(told).get("dir_info", {}).get("editable"):
        pytest.skip("this environment has no editable install: pip install -e '.[dev]'")
    return Path(sys.executable).parent / "foi"


@pytest.fixture(params=["from_wheel", "from_checkout"])
def foi(request: pytest.FixtureRequest, tmp_path: Path) -> Foi:
    """Run the installed program in a folder that has nothing to do with it."""
    program = request.getfixturevalue(request.param)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return lambda *arguments: run([program, *arguments], elsewhere)


@pytest.fixture
def where(from_wheel: Path, tmp_path: Path) -> str:
    program = "import foi_tracker; print(foi_tracker.__file__)"
    return run([from_wheel.parent / "python", "-c", program], tmp_path)


def test_the_fresh_environment_runs_the_wheel_and_not_the_checkout(where: str, from_wheel: Path) -> None:
    assert where.startswith(str(from_wheel.parents[1]))


def test_an_installed_program_tells_its_version(foi: Foi, wheel: Path) -> None:
    assert foi("--version") == f"foi-tracker {metadata(wheel)['Version']}\n"


def test_an_installed_program_finds_the_bank_holidays(foi: Foi) -> None:
    assert foi("deadline", "2026-11-22", "--plain") == "2026-11-22\t2026-12-21\t2026-12-22\n"


def test_an_installed_program_finds_the_directory_and_the_templates(foi: Foi, tmp_path: Path) -> None:
    home = tmp_path / "home"
    foi("init", str(home), "--name", "Ada Lovelace", "--email", "ada@example.org")
    letter = foi("--home", str(home), "draft", "homerton", "-t", "fdp-adoption", "--dry-run")
    assert "Homerton Healthcare NHS Foundation Trust" in letter
    assert "Ada Lovelace" in letter


def test_an_installed_program_uses_nothing_that_python_is_to_drop(from_wheel: Path, tmp_path: Path) -> None:
    python: list[str | Path] = [from_wheel.parent / "python", "-X", "dev", "-W", "error", "-m", "foi_tracker"]
    assert "Homerton" in run([*python, "demo"], tmp_path)
    assert "chaser" in run([*python, "templates", "list"], tmp_path)


def test_an_installed_program_plays_the_demonstration_and_leaves_nothing(foi: Foi, tmp_path: Path) -> None:
    assert "Homerton" in foi("demo")
    assert list((tmp_path / "elsewhere").iterdir()) == []
