"""Wall time and memory of whole processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Prepare = Callable[[int], None]


class Command(NamedTuple):
    """A process to time: the words of each turn (``words(0)`` warms up), and what is done before it, untimed."""

    words: Callable[[int], Sequence[str]]
    prepare: Prepare | None = None
    stdin: str | None = None
    variables: Mapping[str, str] = {}


class Measured(NamedTuple):
    """The median of the paired ratios, and the median time of each side in seconds."""

    ratio: float
    seconds: float
    unit: float


def environment(folder: str) -> dict[str, str]:
    """Return the environment of every process: byte code is cached as in daily use, and no home is the user's own."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TZ") if name in os.environ}
    return {**kept, "HOME": folder, "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode")}


def paired(unit: Sequence[str], command: Command, env: Mapping[str, str], runs: int) -> Measured:
    """Time the unit and the command in turns, A B A B, so that a busy moment weighs on both."""
    _turn(command, 0, env)
    _wall(unit, env)
    units, times = [], []
    for turn in range(1, runs + 1):
        units.append(_wall(unit, env))
        times.append(_turn(command, turn, env))
    ratios = [mine / one for mine, one in zip(times, units, strict=True)]
    return Measured(statistics.median(ratios), statistics.median(times), statistics.median(units))


def _turn(command: Command, turn: int, env: Mapping[str, str]) -> float:
    if command.prepare:
        command.prepare(turn)
    return _wall(command.words(turn), {**env, **command.variables}, command.stdin)


def _wall(words: Sequence[str], env: Mapping[str, str], stdin: str | None = None) -> float:
    with open(stdin or os.devnull, "rb") as given:
        start = time.perf_counter()
        ended = subprocess.run(words, env=env, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seconds = time.perf_counter() - start
    if ended.returncode:
        sys.exit(f"{' '.join(words)[:200]} ended with {ended.returncode}: {ended.stderr.decode()[:500]}")
    return seconds


_PEAK = """
import os, sys

def tell(code, leave=os._exit):
    try:
        with open("/proc/self/status") as facts:
            peak = next(int(line.split()[1]) for line in facts if line.startswith("VmHWM"))
    except OSError:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    sys.stderr.write(str(peak))
    sys.stderr.flush()
    leave(code)

# The program leaves its process at once, so the peak is told there.
os._exit = tell
from foi_tracker.__main__ import main
try:
    main()
except SystemExit as ending:
    tell(ending.code)
"""


def peak_mib(arguments: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the most memory that a command held, in MiB.

    The process tells it of itself: what its parent sees may be the parent's own size, from before the program began.
    """
    words = [sys.executable, "-c", _PEAK, *arguments]
    ended = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    return int(ended.stderr) / 1024
