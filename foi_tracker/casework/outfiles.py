"""Files that leave: written where a person says, whole or not at all, and over nothing unless that was agreed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from foi_tracker.errors import BadInput, FoiError, NotFound, Refused
from foi_tracker.ledger import files
from foi_tracker.paths import shown

_ELSEWHERE = "Name another place with -o."
_OR_OVER_IT = "Name another place with -o, or write over it with --yes."


def places(out: str, names: Sequence[str]) -> list[str]:
    """Return where files of these names go: one to the path itself, several into the folder there.

    One goes into the folder too where that stands, or the path ends as a folder's does. Raises Refused for several
    files and a path that is a file, BadInput when no path is named.
    """
    if not out.strip():
        raise BadInput("No file is named after -o.", "For instance: -o letter.txt")
    path = os.path.expanduser(out)
    named_as_folder = path.endswith(os.sep) or bool(os.altsep and path.endswith(os.altsep))
    if len(names) == 1 and not (named_as_folder or os.path.isdir(path)):
        return [path]
    if os.path.lexists(path) and not os.path.isdir(path):
        raise Refused(f"{shown(path)} is a file, and this needs a folder.", "Name a folder after -o.")
    return [os.path.join(path, name) for name in names]


def ending_of(path: str, endings: Sequence[str], example: str) -> str:
    """Return the ending of a file, which says its form; ``example`` is a command that names one.

    Raises BadInput for one that is not among the endings.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending not in endings:
        raise BadInput(
            f"{os.path.basename(path)[:40]!r} does not say in which form to write.",
            f"End the name with {', '.join(endings[:-1])} or {endings[-1]}: {example}",
        )
    return ending


def write_one(out: str, name: str, data: bytes, *, overwrite: bool) -> str:
    """Write a file, of this name where ``out`` is a folder, and return its path; raises as ``new_file`` does."""
    (path,) = places(out, [name])
    with new_file(path, overwrite=overwrite) as file:
        file.write(data)
    return path


def write_all(found: Sequence[tuple[str, bytes]]) -> None:
    """Write each file at its path, for its owner alone: all of them, or none.

    Their folder is made when only it is missing. Raises Refused when a file stands there already, NotFound when the
    folder above is missing, FoiError when the system does not let us write.
    """
    for path, _ in found:
        if os.path.lexists(path):
            raise _stands(path)
    if len(found) > 1 and (folder := os.path.dirname(found[0][0])):
        with _reporting(folder):
            files.make_folder(folder)
    written: list[str] = []
    try:
        for path, data in found:
            with new_file(path) as file:
                file.write(data)
            written.append(path)
    except BaseException:
        for path in written:
            files.remove(path)
        raise


@contextlib.contextmanager
def new_file(path: str, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Open a file that appears at the path, 0600, when all of it is written; raises as ``write_all`` does.

    With ``overwrite`` it takes the place of one that stands there.
    """
    if not overwrite and os.path.lexists(path):
        raise _stands(path, _OR_OVER_IT)
    target = os.path.realpath(path) if overwrite else path  # a link stays a link
    temporary = f"{target}.{os.urandom(4).hex()}.tmp"
    with _reporting(path):
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with open(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(handle)
            if overwrite:
                files.put_in_place(temporary, target)
            else:
                _name(temporary, target)
        finally:
            files.remove(temporary)


def _name(temporary: str, target: str) -> None:
    """Give the file its name; raises FileExistsError when another one got there first."""
    if os.name == "nt":
        os.rename(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as that of a memory stick
        if os.path.lexists(target):
            raise FileExistsError from None
        os.rename(temporary, target)


@contextlib.contextmanager
def _reporting(path: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise _stands(path) from None
    except FileNotFoundError:
        folder = os.path.dirname(path) or os.curdir
        raise NotFound(f"There is no folder {shown(folder)}.", f"Make it first. {_ELSEWHERE}") from None
    except OSError as problem:
        raise FoiError(f"{shown(path)} cannot be written: {problem.strerror}.", _ELSEWHERE) from None


def _stands(path: str, hint: str = _ELSEWHERE) -> Refused:
    return Refused(f"{shown(path)} is there already; it was not written over.", hint)
