"""The pictures of the README: real runs of the program, drawn by rich as SVG.

``python tests/docs/pictures.py`` draws them anew; a test tells whether they are as the program prints today.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / ".github" / "pictures"
WIDTH = 80

# A drawing without the fonts that rich would fetch from elsewhere: the reader's own monospaced one serves.
_DRAWING = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


class Picture(NamedTuple):
    """A picture: the command that it shows, on a day, after what happened before.

    ``left_out`` are pairs of how a line begins that is left out with those after it, and the first that stands again.
    """

    name: str
    shown: tuple[str, ...]
    today: str
    before: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


_INIT = ("2026-11-20", ("init", "--name", "Hackney Data Coalition", "--email", "requests@example.org"))
_LONDON = ("--kind", "nhs-trust", "--region", "London")
_ADOPTION = ("-t", "fdp-adoption", "--campaign", "fdp-2026")


def _ask(*authorities: str) -> tuple[str, tuple[str, ...]]:
    return ("2026-11-20", ("draft", *authorities, *_ADOPTION))


_PARKING = ("-t", "blank", "--subject", "Parking charges", "-q", "Please provide the tariff in force on 1 May 2026.")

PICTURES = (
    Picture(
        "status",
        (),
        "2027-01-13",
        (
            _INIT,
            _ask("homerton"),
            ("2026-11-20", ("draft", "hackney", "-t", "council-fdp", "--campaign", "fdp-2026")),
            ("2026-11-20", ("draft", "NHS England", "-t", "fdp-contract", "--campaign", "fdp-2026")),
            ("2026-12-14", ("draft", "barts", *_PARKING)),
            ("2026-11-20", ("sent", "1-3")),
            ("2026-12-15", ("sent", "4")),
            ("2026-12-18", ("got", "2", "answer", "--all", "released", "2=refused:s40(2)")),
            ("2027-01-06", ("sent", "1", "chaser")),
        ),
    ),
    Picture(
        "answers",
        ("report", "answers"),
        "2027-01-08",
        (
            _INIT,
            ("2026-11-20", ("draft", *_LONDON, *_ADOPTION, "--yes")),
            ("2026-11-20", ("sent", "1-30", "--yes")),
            ("2026-12-10", ("got", "1-6", "answer", "--all", "released")),
            ("2026-12-14", ("got", "7-12", "answer", "--all", "released", "5=refused:s43(2)", "7=n")),
            ("2026-12-18", ("got", "13-17", "answer", "--all", "not_held", "1=released")),
            ("2026-12-21", ("got", "18-22", "answer", "1=g", "2=g", "3=to_follow", "4=p:s36", "5=r:s43(2)", "6=g")),
            ("2026-12-21", ("got", "23-24", "answer", "--all", "over_cost:s12")),
        ),
        (
            ("Answers", "  No  Authority"),
            ("Answers: counts", "What the words mean"),
            ("  Exemptions and values", "END"),
        ),
    ),
    Picture("deadline", ("deadline", "22/11/2026", "--why"), "2026-11-22"),
)


def run(arguments: Sequence[str], home: Path, today: str) -> str:
    """Return what the program prints on a terminal of 80 columns."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FOI_")},
        "FOI_HOME": str(home),
        "FOI_TODAY": today,
        "FOI_FORCE_TTY": str(WIDTH),
        "PYTHONPATH": str(FOLDER.parents[1]),
    }
    program = "import sys; sys.argv[0] = 'picture'; from foi_tracker.cli.main import cli; cli(prog_name='foi')"
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def printed(picture: Picture) -> str:
    """Return what a picture shows: the command, and what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "foi"
        for today, arguments in picture.before:
            run(arguments, home, today)
        shown = run(picture.shown, home, picture.today)
    return f"$ {' '.join(('foi', *picture.shown))}\n{_without(shown, picture.left_out).rstrip()}"


def _without(text: str, left_out: Sequence[tuple[str, str]]) -> str:
    kept: list[str] = []
    ahead, until = list(left_out), ""
    for line in text.splitlines():
        if until and line.startswith(until):
            until = ""
        elif not until and ahead and line.startswith(ahead[0][0]):
            until = ahead.pop(0)[1]
            kept.append("...")
        if not until:
            kept.append(line)
    return "\n".join(kept)


def draw(picture: Picture) -> str:
    """Return the picture as SVG."""
    from rich.console import Console
    from rich.text import Text

    text = Text(printed(picture))
    text.highlight_regex(r"LATE [0-9]+ days?", "bold red")
    text.highlight_regex(r"^\$ .*", "bold")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(text)
    drawn = console.export_svg(title="foi", code_format=_DRAWING, unique_id=f"foi-{picture.name}")
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def path_of(picture: Picture) -> Path:
    """Return where a picture is kept."""
    return FOLDER / f"{picture.name}.svg"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each in PICTURES:
        path_of(each).write_text(draw(each), encoding="utf-8")
        print(path_of(each).name)
