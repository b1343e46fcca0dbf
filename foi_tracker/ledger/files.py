"""Files that are whole at every moment: written beside, flushed to the disk, then put in the place of the old one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator

from foi_tracker.errors import LedgerError, LedgerUnwritable

_TEMPORARY = ".tmp"
_IS_WINDOWS = os.name == "nt"
# Windows refuses to replace a file while a virus scanner or an indexer looks at it: a matter of milliseconds.
_REPLACE_TRIES = 20 if _IS_WINDOWS else 1
_REPLACE_PAUSE = 0.05
_CANNOT_FLUSH_FOLDERS = (errno.EINVAL, errno.EBADF, getattr(errno, "ENOTSUP", errno.EINVAL))


def read(path: str) -> bytes | None:
    """Return the bytes of a file, None when there is none; raises LedgerError when it may not be read."""
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise _unreadable(path, problem) from None


def _read(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while part := os.read(handle, max(os.fstat(handle).st_size, 1 << 16)):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _unreadable(path: str, problem: OSError) -> LedgerError:
    return LedgerError(
        f"Your records in {path} cannot be read: {problem.strerror}.", "Look at the file and its rights."
    )


@contextlib.contextmanager
def reporting(purpose: str, place: str) -> Iterator[None]:
    """Turn what the system does not let us write into LedgerUnwritable."""
    try:
        yield
    except OSError as problem:
        raise unwritable(problem, purpose, place) from None


def unwritable(problem: OSError, purpose: str, place: str) -> LedgerUnwritable:
    """Return the error for what the system did not let us write: nothing of the command ``purpose`` has happened."""
    if problem.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        why, hint = "the disk is full", "Make room on it, then run the command again."
    elif problem.errno == errno.EFBIG:
        why, hint = "the file would be larger than this system allows", "Raise the limit (ulimit -f), then try again."
    elif problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = f"{problem.filename or place} may not be written"
        hint = "Make the folder writable for yourself, or look whether the disk is read-only: {foi} doctor"
    else:
        why = f"{problem.filename or place} could not be written ({problem.strerror})"
        hint = "Look at the disk, then run the command again: {foi} doctor"
    return LedgerUnwritable(f'Nothing was changed by "{purpose}": {why}.', hint)


def write_new(path: str, data: bytes, like: os.stat_result | None = None) -> None:
    """Write a file that was not there before, 0600 or with the rights of another, and flush it to the disk.

    Raises OSError, and then leaves no file behind.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            # Before the flush, so that no crash can leave the file with rights that it must not keep.
            if like is not None and not _IS_WINDOWS:
                _take_rights(handle, like)
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove(path)
        raise


def _take_rights(handle: int, like: os.stat_result) -> None:
    mode = stat.S_IMODE(like.st_mode)
    if os.fstat(handle).st_gid != like.st_gid:
        try:
            os.fchown(handle, -1, like.st_gid)
        except PermissionError:
            mode &= ~0o070  # what one group may do is not for another
    os.fchmod(handle, mode)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def stage(target: str, data: bytes) -> str:
    """Write the next content of ``target`` beside it, with the rights of the present one; return where."""
    try:
        like = os.stat(target)
    except FileNotFoundError:
        like = None
    temporary = f"{target}.{os.urandom(4).hex()}{_TEMPORARY}"
    write_new(temporary, data, like)
    return temporary


def put_in_place(temporary: str, target: str) -> None:
    """Put a staged file in the place of ``target``, whole or not at all; raises OSError."""
    for left in reversed(range(_REPLACE_TRIES)):
        try:
            os.replace(temporary, target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


def make_folder(folder: str) -> None:
    """Make a folder for us alone unless it stands; raises OSError."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)


def flush_folder(folder: str) -> None:
    """Flush the names in a folder to the disk, where the system can do that; raises OSError."""
    if _IS_WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in _CANNOT_FLUSH_FOLDERS:
            raise
    finally:
        os.close(handle)


def remove(path: str) -> None:
    """Remove a file that only we can want; one that is gone or will not go is left to the next sweep."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def leftovers(target: str) -> list[str]:
    """Return the paths of staged files that an interrupted command left beside ``target``."""
    folder, name = os.path.split(target)
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    length = len(name) + 1 + 8 + len(_TEMPORARY)
    return [
        os.path.join(folder, other)
        for other in sorted(names)
        if other.startswith(f"{name}.") and other.endswith(_TEMPORARY) and len(other) == length
    ]


def replace_file(path: str, data: bytes, *, purpose: str) -> None:
    """Write a file of the home whole or not at all, with the rights of the one that stood there, else 0600.

    ``purpose`` names the command in LedgerUnwritable.
    """
    path = os.path.realpath(path)  # a link stays a link
    with reporting(purpose, path):
        temporary = stage(path, data)
        try:
            put_in_place(temporary, path)
        except BaseException:
            remove(temporary)
            raise
        flush_folder(os.path.dirname(path))
