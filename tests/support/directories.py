"""Lists of authorities as others hand them out, and a home's directory as the next command finds it."""

from __future__ import annotations

import csv
from pathlib import Path

from foi_tracker.casework.desk import Desk

WDTK_HEADER = (
    "Internal ID,Name,Short name,URL name,Tags,Home page,Publication scheme,Disclosure log,Notes,Created at,"
    "Updated at,Version"
)


def wdtk_list(folder: Path, *rows: tuple[str, str, str]) -> str:
    """Write WhatDoTheyKnow's export of authorities, told by name, url name and tags; return its path."""
    path = folder / "wdtk.csv"
    day = "2007-10-24 11:51:01 +0100"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(WDTK_HEADER.split(","))
        for number, (name, url_name, tags) in enumerate(rows, 1):
            writer.writerow((number, name, "", url_name, tags, "https://a.example.org", "", "", "", day, day, 1))
    return str(path)


def again(desk: Desk) -> Desk:
    """Open the home as the next command would."""
    return Desk(desk.folder, dry=desk.dry)
