"""What a look at the ledger's files finds: rights, agreement, letters against their hashes. It changes nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from foi_tracker.errors import LedgerError
from foi_tracker.ledger import files, kept, reading
from foi_tracker.ledger.book import Book
from foi_tracker.ledger.kept import FOLDERS
from foi_tracker.ledger.reading import ARCHIVE, LEDGER, Paths
from foi_tracker.paths import quoted
from foi_tracker.requests.events import kept_file

RISK = "risk"
WARNING = "warning"
NOTE = "note"


class Finding(NamedTuple):
    """Something to look after. ``severity``: RISK (records lost or about to be), WARNING, or NOTE (nothing to do).

    ``what`` is a sentence, ``mend`` says what to do.
    """

    severity: str
    what: str
    mend: str


def check(folder: str) -> list[Finding]:
    """Return what is not as it should be with the ledger of a home, what is worst first."""
    paths = Paths.of(folder)
    findings = [*_rights(paths), *_leftovers(paths)]
    ledger, archive = _read(paths, findings)
    if ledger is not None and archive is not None:
        findings += _agreement(ledger, archive)
    findings += _kept_files(paths, [book for book in (ledger, archive) if book is not None])
    if ledger is not None and archive is not None:
        findings += _orphans(paths, [ledger, archive])
    return sorted(findings, key=lambda finding: (RISK, WARNING, NOTE).index(finding.severity))


# --- the two files ---------------------------------------------------------------------------------------------------


def _read(paths: Paths, findings: list[Finding]) -> tuple[Book | None, Book | None]:
    """Return the books that can be read; what is wrong with the others is added to the findings."""
    ledger = archive = None
    try:
        ledger = reading.read_ledger_to_change(paths)
    except LedgerError as problem:
        findings.append(Finding(RISK, problem.message, problem.hint or ""))
    try:
        archive = reading.read_archive_to_change(paths, ledger)
    except LedgerError as problem:
        findings.append(Finding(RISK, problem.message, problem.hint or ""))
    return ledger, archive


def _agreement(ledger: Book, archive: Book) -> Iterator[Finding]:
    opened, archived = ledger.numbers(), archive.numbers()
    if both := opened & archived:
        yield Finding(
            NOTE,
            f"{_requests(both)} in both files, as an interrupted command leaves it; the open one counts.",
            "Nothing to do: the next request that you close or reopen puts it right.",
        )
    if (counted := ledger.header["archived"]) != (closed := len(archived - opened)):
        yield Finding(
            NOTE,
            f"{LEDGER} counts {counted} closed requests, {ARCHIVE} holds {closed}.",
            "Nothing to do: the next request that you close or reopen puts it right.",
        )
    if lost := set(range(1, ledger.header["next"])) - opened - archived:
        yield Finding(
            WARNING,
            f"{_requests(lost)} in neither file, though the number was given out.",
            "If you did not go back to an older backup yourself, look for it in the newest ones: {foi} backup list",
        )
    numbers_of: dict[str, set[int]] = {}
    for raw in (*ledger.requests(), *archive.requests()):
        if uid := raw.get("uid"):
            numbers_of.setdefault(uid, set()).add(raw["number"])
    for twins in numbers_of.values():
        if len(twins) > 1:
            yield Finding(
                WARNING,
                f"{_requests(twins)} one and the same request, taken in more than once.",
                "Keep one of them up to date, and close the other as replaced: {foi} close --outcome replaced",
            )


def _requests(numbers: Iterable[int]) -> str:
    """Return "Request 7 is" or "Requests 7, 9 are"."""
    shown = [str(number) for number in sorted(numbers)]
    many = ", ".join(shown[:10]) + (f" and {len(shown) - 10} more" if len(shown) > 10 else "")
    return f"Request {many} is" if len(shown) == 1 else f"Requests {many} are"


# --- files beside them -----------------------------------------------------------------------------------------------


def _leftovers(paths: Paths) -> Iterator[Finding]:
    for path in (paths.ledger, paths.archive):
        for left in files.leftovers(os.path.realpath(path)):
            yield Finding(
                NOTE,
                f"{left} is what an interrupted command left; your records do not need it.",
                "Nothing to do: the next command that records something removes it.",
            )


def _kept_files(paths: Paths, books: list[Book]) -> Iterator[Finding]:
    """Compare the letters and replies that events name with what is on the disk."""
    for number, path, known in sorted(_references(books), key=str):
        try:
            state = kept.read(paths.folder, path, known).state
        except LedgerError as problem:
            yield Finding(RISK, problem.message, problem.hint or "")
            continue
        if state == kept.MISSING:
            yield Finding(
                RISK,
                f"{path} of request {number} is missing.",
                "Bring it back from a copy of your foi folder, from your mail, or from the paper.",
            )
        elif state == kept.CHANGED:
            yield Finding(
                RISK,
                f"{path} of request {number} is no longer what was kept: its SHA-256 is another.",
                "If you edited it, keep that as a new letter; else bring it back from a copy of your foi folder.",
            )


def _orphans(paths: Paths, books: list[Book]) -> Iterator[Finding]:
    known = {path for _, path, _ in _references(books)}
    for folder in FOLDERS:
        for place, _, names in sorted(os.walk(os.path.join(paths.folder, folder))):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(place, name), paths.folder).replace(os.sep, "/")
                if path not in known:
                    yield Finding(
                        WARNING,
                        f"{path} belongs to no request: a command was interrupted, or you put the file there.",
                        "Read it, and move it elsewhere or delete it if you do not need it.",
                    )


def _references(books: list[Book]) -> set[tuple[int, str, str | None]]:
    """Return request, path and SHA-256 of every file that an event names."""
    found = set()
    for book in books:
        for raw in book.requests():
            for event in raw["events"]:
                named = [(event.get("letter"), event.get("sha256"))]
                listed = event.get("files")
                named += filter(None, map(kept_file, listed)) if isinstance(listed, list) else []
                found |= {
                    (raw["number"], path, known if isinstance(known, str) else None)
                    for path, known in named
                    if isinstance(path, str)
                }
    return found


# --- rights ----------------------------------------------------------------------------------------------------------


def _rights(paths: Paths) -> Iterator[Finding]:
    """Look for what others own, may read or may write; a group that may read was let in by the owner."""
    for path in _ours(paths):
        yield from rights_of(path, RISK)


def rights_of(path: str, severity: str) -> Iterator[Finding]:
    """Yield what is wrong with who owns a file or folder and may open it.

    ``severity`` is that of others who may change it; where there are no such rights, or no file, nothing is wrong.
    """
    if os.name != "posix":
        return
    try:
        facts = os.stat(path)
    except OSError:
        return
    typed = quoted(path)
    if facts.st_uid != os.geteuid():
        yield Finding(WARNING, f"{path} belongs to another user.", f"As its owner: chown {os.geteuid()} {typed}")
    mode = stat.S_IMODE(facts.st_mode)
    if mode & 0o022:
        yield Finding(severity, f"{path} can be changed by other users.", f"Close it: chmod go-w,o-rwx {typed}")
    elif mode & 0o007:
        yield Finding(WARNING, f"{path} can be read by other users.", f"Close it: chmod o-rwx {typed}")


def _ours(paths: Paths) -> Iterator[str]:
    yield from (paths.folder, paths.ledger, paths.archive, paths.lock)
    for folder in (*FOLDERS, os.path.basename(paths.backups)):
        for place, _, names in sorted(os.walk(os.path.join(paths.folder, folder))):
            yield place
            yield from (os.path.join(place, name) for name in sorted(names))
