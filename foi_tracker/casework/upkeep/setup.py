"""Making a home, and changing who asks."""

from __future__ import annotations

import os

from foi_tracker import home
from foi_tracker.errors import HomeError
from foi_tracker.ledger import Ledger
from foi_tracker.ledger.files import replace_file
from foi_tracker.paths import shown

_TABLE = "[requester]"


def make(folder: str, settings: dict[str, str]) -> bool:
    """Make the folder with its settings and an empty ledger, and return True.

    In a home that is there already only the settings given are written, and False is returned. Raises HomeError when
    nothing would change, the folder holds this program's source, or it cannot be made.
    """
    ledger = Ledger(folder)
    there = os.path.exists(home.settings_path(folder))
    if there and ledger.exists():
        if not settings:
            raise HomeError(
                f"There is a foi folder at {shown(folder)} already; nothing was changed.",
                f"Change who you are with --name and --email, or in {shown(home.settings_path(folder))}",
            )
        change_settings(folder, settings)
        return False
    # Either may be there after an init that was stopped half-way; the ledger refuses to begin anew beside backups.
    if not there:
        home.make(folder, settings)
    if not ledger.exists():
        ledger.create()
    return True


def change_settings(folder: str, settings: dict[str, str]) -> None:
    """Write these settings into the foi.toml of a home and leave every other line as it is.

    Raises HomeError when the file is not laid out so that this is safe, LedgerUnwritable when it cannot be written.
    """
    home.check(folder)
    before = home.read_settings(folder)
    file = home.settings_path(folder)
    try:
        with open(file, encoding="utf-8", newline="") as handle:
            lines = handle.read().split("\n")
    except FileNotFoundError:
        lines = home.to_toml({}).split("\n")
    for key, value in settings.items():
        _set(lines, key, value)
    data = "\n".join(lines).encode()
    expected = {key: value.strip() for key, value in settings.items()}
    if home.parse_settings(data, file) != before._replace(**expected):  # type: ignore[arg-type]
        raise HomeError(f"{file} cannot be changed safely.", f"Change it in an editor: {file}")
    replace_file(file, data, purpose="init")


def _set(lines: list[str], key: str, value: str) -> None:
    """Put a setting in its line, in the line that was left for it, or where its table begins."""
    end = "\r" if lines[0].endswith("\r") else ""
    bare = [line.rstrip("\r") for line in lines]
    if key in home.KNOWN[""]:
        head = -1  # before any table
    else:
        if _TABLE not in bare:
            lines += [_TABLE + end, ""]
            bare += [_TABLE, ""]
        head = bare.index(_TABLE)
    last = next((i for i in range(head + 1, len(bare)) if bare[i].startswith("[")), len(bare))
    section = range(head + 1, last)
    place = next((i for i in section if bare[i].split("=")[0].strip() == key), None)
    if place is None:
        place = next((i for i in section if bare[i] == f'# {key} = ""'), None)
    if place is None:
        place = head + 1
        lines.insert(place, "")
    lines[place] = f"{key} = {home.toml_string(value)}{end}"
