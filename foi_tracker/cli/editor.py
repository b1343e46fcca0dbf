"""A text in the person's own editor, and back.

The text lies in a file of its own that nobody else can read, for as long as the editor is open. It goes away
afterwards, unless something went wrong with what was written: then it stays, and the error says where.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from foi_tracker.errors import BadInput, FoiError, Refused
from foi_tracker.paths import shown

if TYPE_CHECKING:
    from foi_tracker.cli.app import App

# An editor that ends sooner, with nothing changed, has only handed the file on to a window that is still open.
MOMENT = 1.0  # seconds

_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2
_IS_WINDOWS = os.name == "nt"
_NAME_ONE = (
    "Name one: setx EDITOR notepad, then open a new window"
    if _IS_WINDOWS
    else "Name one in front of the command: EDITOR=nano {foi} edit NUMBER"
)
_SIGNALLED = 128  # a shell ends so, and higher, when what it ran was ended by a signal
_INTERRUPT = 2


@contextlib.contextmanager
def edited(app: App, text: str, *, name: str) -> Iterator[str | None]:
    """Open the text in the person's editor; give what they made of it, or None when they changed nothing.

    ``name`` is that of the file, without ending. What fails inside the ``with`` loses nothing: the file is kept, and
    its path is in the error's details. Raises Refused when nobody can be asked, when there is no editor, or when it
    ends with an error; BadInput when what was saved is no text in UTF-8.
    """
    if not app.can_ask:
        raise Refused("An editor needs a terminal, and somebody at it.", "Run this again in a terminal.")
    command = _editor()
    folder = _private_folder()
    path = os.path.join(folder, f"{os.path.basename(name)}.txt")
    written = text.encode("utf-8", "surrogatepass")
    try:
        _write(path, written)
        try:
            _run(app, command, path, written)
            yield _changed(text, written, path)
        except BaseException as problem:
            if _worth_keeping(path, written):
                _say_where(path, problem)
                folder = ""
            raise
    finally:
        if folder:
            _remove(folder)


# --- which editor ----------------------------------------------------------------------------------------------------


def _editor() -> list[str]:
    """Return the command that opens an editor and waits for its end: VISUAL, EDITOR, else what everybody has."""
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        if told := os.environ.get(variable, "").strip():
            program, *options = _words(told, variable)
            found = shutil.which(os.path.expanduser(program))
            if found is None:
                raise Refused(f"The editor {program!r}, which {variable} names, was not found.", _NAME_ONE)
            return [found, *options]
    for program, *options in _usual():
        if found := shutil.which(program):
            return [found, *options]
    raise Refused("No editor was found.", _NAME_ONE)


def _usual() -> Sequence[Sequence[str]]:
    """Return the editors to look for. Never vi: who does not know it cannot leave it."""
    if sys.platform == "darwin":
        return (("open", "-n", "-W", "-t"),)  # TextEdit, in an instance of its own to wait for
    return (("notepad",),) if _IS_WINDOWS else (("nano",),)


def _words(told: str, variable: str) -> list[str]:
    """Return a command as its words: "code --wait", or one path that has spaces in it."""
    import shlex

    if os.path.isfile(told):
        return [told]
    try:
        words = shlex.split(told, posix=not _IS_WINDOWS)  # a backslash is part of a path there
    except ValueError:
        raise BadInput(f"{variable} cannot be read: a quotation mark is missing in {told[:60]!r}.", _NAME_ONE) from None
    return [word.strip('"') for word in words] if _IS_WINDOWS else words


# --- running it ------------------------------------------------------------------------------------------------------


def _run(app: App, command: Sequence[str], path: str, written: bytes) -> None:
    """Open the file and return when the person has finished with it."""
    started = time.monotonic()
    code = _wait([*command, path])
    if code in (-_INTERRUPT, _SIGNALLED + _INTERRUPT):
        raise KeyboardInterrupt
    if code:
        raise Refused("The editor ended with an error; nothing changed.", f"It was {os.path.basename(command[0])}.")
    if time.monotonic() - started < MOMENT and not _worth_keeping(path, written):
        app.ask("Save the text in the editor and close it; then press Enter here")


def _wait(command: Sequence[str]) -> int:
    """Run a command to its end and return its exit code. Ctrl-C is meant for the editor, as it is in front."""
    import signal
    import subprocess

    # With a handler, unlike with "ignore", the editor itself begins with the usual behaviour.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        # Where the data goes to a file or a pipe, the editor still needs the terminal.
        out = None if os.isatty(_STANDARD_OUTPUT) else _STANDARD_ERROR
        # It is the person's own choice what to run, and no shell reads it.
        return subprocess.run(command, stdout=out, check=False).returncode  # noqa: S603
    except OSError as problem:
        raise Refused(f"The editor {command[0]} cannot be started: {problem.strerror}.", _NAME_ONE) from None
    finally:
        signal.signal(signal.SIGINT, before)


# --- the file --------------------------------------------------------------------------------------------------------


def _private_folder() -> str:
    import tempfile

    try:
        return tempfile.mkdtemp(prefix="foi-")
    except OSError as problem:
        raise FoiError(f"There is no place for a file to edit: {problem.strerror}.", "Make room on the disk.") from None


def _write(path: str, data: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as file:
            file.write(data)
    except OSError as problem:
        raise FoiError(
            f"The text cannot be written for the editor: {problem.strerror}.", "Make room on the disk."
        ) from None


def _changed(text: str, written: bytes, path: str) -> str | None:
    """Return the text that was saved, None when it is the same. An editor's byte order mark and line ends go."""
    data = _read(path)
    if data is None:
        raise Refused("The file was deleted or renamed in the editor; nothing changed.", "Save it under its own name.")
    if data == written:
        return None
    try:
        told = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = "\x00"
    if "\x00" in told:
        raise BadInput("What the editor saved is not text in UTF-8.", "Save it as UTF-8.")
    told = told.replace("\r\n", "\n").replace("\r", "\n")
    if not told.strip():
        raise Refused("The text was emptied in the editor; nothing changed.", "Write it again, or leave it as it was.")
    return None if told.rstrip("\n") == text.rstrip("\n") else told


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _worth_keeping(path: str, written: bytes) -> bool:
    """Return whether the file holds something that is nowhere else."""
    data = _read(path)
    return data is not None and data != written and bool(data.strip())


def _say_where(path: str, problem: BaseException) -> None:
    where = f"What you wrote is kept in {shown(path)}"
    if isinstance(problem, FoiError):
        problem.details = (*problem.details, where)
    else:
        click.echo(where, file=sys.stderr)


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
