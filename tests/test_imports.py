"""The house keeps its order: who imports whom, who knows which library, who asks the clock."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "foi_tracker"

# Room -> the rooms that it may import, beside itself, errors and dates.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "errors": set(),
    "paths": set(),
    "sheets": set(),
    "dates": set(),
    "today": set(),
    "home": set(),
    "law": set(),
    "requests": {"law"},
    "authorities": set(),
    "letters": {"requests", "law"},
    "ledger": {"requests", "today"},
    "exchange": {"requests", "law", "authorities"},
    "casework": {"ledger", "letters", "authorities", "exchange", "requests", "law", "home", "today"},
    "views": {"requests", "law"},
    "cli": {"casework", "views", "home", "law", "requests", "today", "__init__"},
}
EVERYBODY_MAY = {"errors", "dates", "paths", "sheets"}
# The views show values that the acts return, the commands hand them on: both name their types and call nothing there.
MAY_NAME_TYPES_OF: dict[str, set[str]] = {
    "views": {"casework", "letters", "authorities", "exchange"},
    "cli": {"letters", "authorities"},
}

# Library -> the rooms that know it.
LIBRARIES: dict[str, set[str]] = {
    "click": {"cli", "views"},
    "rich": {"views"},
    "tinydb": {"ledger"},
    "filelock": {"ledger"},
    "jinja2": {"letters"},
    "dateutil": {"dates"},
    "icalendar": {"exchange"},
    "pyperclip": {"cli"},
}

# To write, and to word its errors; options and commands are the command line's.
OF_CLICK_IN_VIEWS = {"echo", "UsageError"}

CLOCK_CALLS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
CLOCK_MODULES = {"datetime", "date", "time"}


class Import(NamedTuple):
    """One imported module: by which room, from where, and whether only for the types."""

    room: str
    where: str
    module: str
    for_types: bool


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports() -> Iterator[Import]:
    """Yield every import, those inside functions and for the types too."""
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {
            id(node)
            for block in ast.walk(tree)
            if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
            for line in block.body
            for node in ast.walk(line)
        }
        for node in ast.walk(tree):
            for module in modules_of(node):
                where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                yield Import(room_of(path), where, module, id(node) in for_types)


def modules_of(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports; "from foi_tracker import today" imports foi_tracker.today."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "imports inside the package are written in full"
        assert node.module
        return [f"foi_tracker.{alias.name}" for alias in node.names] if node.module == "foi_tracker" else [node.module]
    return []


def room_imported(module: str) -> str | None:
    """Return the room of ours that a module belongs to; None for a library."""
    first, _, rest = module.partition(".")
    if first != "foi_tracker":
        return None
    room = rest.partition(".")[0]
    return room if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").exists() else "__init__"


# Who imports whom ----------------------------------------------------------------------------------------------------


def test_every_room_imports_only_what_the_table_allows() -> None:
    trespasses = [
        f"{one.where}: {one.room} imports {one.module}"
        for one in imports()
        if (room := room_imported(one.module)) is not None
        and room not in {one.room, *EVERYBODY_MAY, *MAY_IMPORT.get(one.room, set())}
        and not (one.for_types and room in MAY_NAME_TYPES_OF.get(one.room, set()))
    ]
    assert not trespasses, "\n".join(trespasses)


def test_every_room_is_in_the_table() -> None:
    assert {room_of(path) for path in sources()} - MAY_IMPORT.keys() == set()


def test_libraries_are_known_only_in_their_rooms() -> None:
    strangers = [
        f"{one.where}: {one.room} imports {one.module}"
        for one in imports()
        if (library := one.module.partition(".")[0]) not in {"foi_tracker", *sys.stdlib_module_names}
        and one.room not in LIBRARIES.get(library, set())
    ]
    assert not strangers, "\n".join(strangers)


def test_the_views_take_from_click_only_how_to_write() -> None:
    taken = {
        node.attr
        for path in sources()
        if room_of(path) == "views"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "click"
    }
    assert taken <= OF_CLICK_IN_VIEWS


def test_only_the_module_today_asks_the_system_clock() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"
        for path in sources()
        if room_of(path) != "today"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCK_CALLS
        and ast.unparse(node.value).rpartition(".")[2] in CLOCK_MODULES
    ]
    assert not asked, "\n".join(asked)


def test_the_module_today_asks_the_system_clock() -> None:
    """Else the test above looks for the wrong thing."""
    text = (PACKAGE / "today.py").read_text(encoding="utf-8")
    found = [node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]
    assert "now" in found
