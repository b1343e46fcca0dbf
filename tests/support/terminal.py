"""A person at a real terminal: the program in a process of its own, with questions that are answered as they come."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = str(Path(__file__).parents[2])
PATIENCE = 30.0  # seconds for the whole of it
MOMENT = 0.03  # a person types after the words have appeared, when the program reads


class Ended(NamedTuple):
    """How it ended, and all that the terminal showed."""

    code: int
    screen: str


def command(*args: object) -> list[str]:
    """Return the command that runs the program with these arguments."""
    return [sys.executable, "-m", "foi_tracker", *map(str, args)]


def environment(**more: str) -> dict[str, str]:
    """Return this test's environment for a process of its own."""
    return {**os.environ, "PYTHONPATH": ROOT, "TERM": "xterm", **more}


def at_terminal(*args: object, answers: Sequence[tuple[str, str]] = ()) -> Ended:
    """Run ``foi`` at a terminal; each answer is typed when its words have appeared."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*args),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
        start_new_session=True,
        # Its own terminal, so that Control-C reaches it.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    shown, seen, waiting, end = b"", 0, list(answers), time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            if not select.select([ours], [], [], 0.05)[0]:
                if process.poll() is not None:
                    break
                continue
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the last writer has gone
                break
            if not part:
                break
            shown += part
            if waiting and waiting[0][0].encode() in shown[seen:]:
                seen = len(shown)
                time.sleep(MOMENT)
                os.write(ours, waiting.pop(0)[1].encode())
        code = process.wait(timeout=max(end - time.monotonic(), 1))
    finally:
        os.close(ours)
        if process.poll() is None:
            process.kill()
            process.wait()
    assert not waiting, f"never asked: {waiting[0][0]!r} in {shown.decode()}"
    return Ended(code, shown.decode().replace("\r\n", "\n"))
