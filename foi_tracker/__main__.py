"""The entry of the program: ``foi``, or ``python -m foi_tracker``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line. The process is short, so collecting cycles would only cost time."""
    gc.disable()
    from foi_tracker.cli.main import cli

    cli.main()


if __name__ == "__main__":
    main()
