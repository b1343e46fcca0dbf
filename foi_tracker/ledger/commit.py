"""From new contents to files: beside, flushed, backed up, guarded, then put in place; all of it or nothing.

What a command changed shows to readers from the moment when one file takes its place, the commit. Steps before it
prepare what nobody can see yet; steps after it tidy up, and when they fail the command has still happened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from foi_tracker.errors import FoiError, LedgerChanged
from foi_tracker.ledger import backups, files
from foi_tracker.ledger.reading import ARCHIVE, LEDGER, Paths


class Step(NamedTuple):
    """The next content of ledger.json or archive.json."""

    name: str
    data: bytes


class Commit:
    """The writing of one change. ``on_disk`` are the bytes that each file had when it was read."""

    def __init__(
        self,
        paths: Paths,
        on_disk: dict[str, bytes | None],
        *,
        now: Callable[[], datetime],
        warn: Callable[[str], None],
    ) -> None:
        self._paths = paths
        self._on_disk = dict(on_disk)
        self._now = now
        self._warn = warn
        self._targets = {name: os.path.realpath(os.path.join(paths.folder, name)) for name in (LEDGER, ARCHIVE)}
        self._unused: list[str] = []  # staged files and backups whose step did not happen
        self._stamp = ""

    def run(self, steps: list[Step]) -> str:
        """Carry out the steps; return the moment under which the files before them were kept.

        Raises LedgerChanged or OSError when nothing has happened.
        """
        committing = next((place for place, step in enumerate(steps) if step.name == LEDGER), 0)
        try:
            for target in self._targets.values():
                for path in files.leftovers(target):
                    files.remove(path)
            staged = [self._stage(step) for step in steps]
            for name in self._on_disk:
                self._guard(name)
            self._stamp = backups.new_stamp(self._paths, self._now())
            for step, temporary in zip(steps[: committing + 1], staged, strict=False):
                self._put_in_place(step, temporary)
                self._flush(step, is_commit=step is steps[committing])
            self._tidy_up(list(zip(steps, staged, strict=True))[committing + 1 :])
            return self._stamp
        finally:
            for path in self._unused:
                files.remove(path)

    def _stage(self, step: Step) -> str:
        temporary = files.stage(self._targets[step.name], step.data)
        self._unused.append(temporary)
        return temporary

    def _guard(self, name: str) -> None:
        if files.read(self._targets[name]) != self._on_disk[name]:
            raise LedgerChanged(
                f"{os.path.join(self._paths.folder, name)} was changed by another program while this command ran, "
                "so nothing was recorded.",
                "If a sync client or an editor works on the folder, let it finish; then run the command again.",
            )

    def _put_in_place(self, step: Step, temporary: str) -> None:
        target, before = self._targets[step.name], self._on_disk[step.name]
        backup = None
        if before is not None and not os.path.lexists(backups.path_of(self._paths, step.name, self._stamp)):
            backup = backups.keep(self._paths, step.name, target, before, self._stamp)
            self._unused.append(backup)
        self._guard(step.name)
        # From here on an interruption leaves the backup: nobody knows whether it came before or after the swap.
        self._unused = [path for path in self._unused if path != backup]
        try:
            files.put_in_place(temporary, target)
        except OSError:
            self._unused += [backup] if backup else []
            raise
        self._on_disk[step.name] = step.data
        self._unused.remove(temporary)

    def _flush(self, step: Step, *, is_commit: bool) -> None:
        try:
            files.flush_folder(os.path.dirname(self._targets[step.name]))
        except OSError as problem:
            if not is_commit:
                raise
            self._warn(f"This was recorded, but the disk did not confirm it ({problem.strerror}): look after the disk.")

    def _tidy_up(self, rest: list[tuple[Step, str]]) -> None:
        try:
            for step, temporary in rest:
                self._put_in_place(step, temporary)
                self._flush(step, is_commit=True)
            backups.thin_out(self._paths)
        except (OSError, FoiError) as problem:
            why = getattr(problem, "strerror", None) or problem
            self._warn(f"This was recorded, but tidying up afterwards failed ({why}): the next command does it.")
