"""The entry of the program: ``foi``, or ``python -m foi_tracker``."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process.

    The process is short: collecting cycles, and taking thousands of objects apart at the end, would only cost time.
    """
    gc.disable()
    code: object = _INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):  # pressed while the program was still being read, or was at its end
        try:
            from foi_tracker.cli.main import cli

            cli.main()
        except SystemExit as ending:
            code = ending.code
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
