"""Starting a template of one's own: a copy of another, under a name that is free and safe."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from foi_tracker.casework.letters.shelf import SUFFIX, Listed, find, is_shipped, own_files, text_of
from foi_tracker.errors import BadInput, Refused
from foi_tracker.letters import templates
from foi_tracker.letters.templates import Template
from foi_tracker.paths import shown

if TYPE_CHECKING:
    from foi_tracker.casework.desk import Desk

BLANK = "blank"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 40
# Windows opens a device where a file of such a name is meant.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_HOW_TO_NAME = "Use the letters a to z, digits and hyphens: parking-permits"


class Started(NamedTuple):
    """A template of one's own that was begun: which, where, from which other."""

    listed: Listed
    path: str
    source: Template


def start(desk: Desk, name: str, source: str | None = None) -> Started:
    """Copy a template (``source``, else the blank one) into the home's own, under a new name.

    On a dry desk nothing is written. Raises BadInput for a name that is none, Refused when it is taken: by one's own
    template always, by a shipped one unless that is the source.
    """
    _check_name(name)
    for other, path in own_files(desk.own_templates):
        if other == name:
            raise Refused(
                f"{shown(path)} is a template of yours already.", "Change it in an editor, or choose another name."
            )
    original = find(source or BLANK, desk.own_templates).template
    taken = is_shipped(name)
    if taken and original.name != name:
        raise Refused(
            f"A template {name} is shipped, and yours would be used in its place.",
            f"To change that one: {{foi}} templates new {name} --from {name}. Else choose another name.",
        )
    path = os.path.join(desk.own_templates, f"{name}{SUFFIX}")
    text = text_of(original)
    if not desk.dry:
        _write(desk.own_templates, path, text.encode())
    template = templates.parse(text, path=path)
    return Started(Listed(template, own=True, over_shipped=taken), path, original)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadInput(f"{name[:40]!r} cannot be the name of a template.", _HOW_TO_NAME)
    if len(name) > _LONGEST_NAME:
        raise BadInput(f"That name is too long: at most {_LONGEST_NAME} characters.", _HOW_TO_NAME)
    if _DEVICES.fullmatch(name):
        raise BadInput(f"{name!r} cannot be the name of a file on Windows.", "Choose another name.")


def _write(folder: str, path: str, data: bytes) -> None:
    from foi_tracker.ledger import files

    try:
        files.make_folder(folder)
        files.write_new(path, data)
    except FileExistsError:
        raise Refused(f"{shown(path)} is there already; it was not written over.", "Choose another name.") from None
    except OSError as problem:
        raise files.unwritable(problem, "templates new", path) from None
