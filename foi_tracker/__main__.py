"""The entry of the program: ``foi``, or ``python -m foi_tracker``."""

from __future__ import annotations

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process.

    The process is short: collecting cycles, and taking thousands of objects apart at the end, would only cost time.
    """
    gc.disable()
    from foi_tracker.cli.main import cli

    try:
        cli.main()
    except SystemExit as ending:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(ending.code if isinstance(ending.code, int) else 1)


if __name__ == "__main__":
    main()
