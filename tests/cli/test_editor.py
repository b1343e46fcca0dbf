"""A text in an editor and back: which editor, what comes back, and that nothing a person wrote is ever lost."""

from __future__ import annotations

import os
import shlex
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from support.person import Person
from support.run import draft_blank, foi, make_home
from support.terminal import at_terminal

from foi_tracker.cli import editor
from foi_tracker.cli.app import App
from foi_tracker.errors import BadInput, FoiError, Refused

TEXT = "Dear team,\n\n1. Please provide the café's lease.\n"


class Editor(Protocol):
    """Makes an editor of lines of Python, named by a variable of the environment."""

    def __call__(self, lines: str, variable: str = "EDITOR") -> None: ...


class AtTerminal(Person):
    """Somebody who presses Enter at each question, and may do something before."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], object] = lambda: None

    def ask(self, question: str) -> str:
        self.meanwhile()
        return super().ask(question)


@pytest.fixture
def app() -> AtTerminal:
    return AtTerminal()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files; nobody has named an editor."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))  # for a process of its own
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return folder


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Return how to make an editor of a few lines of Python; they know the file as ``path``."""

    def make(lines: str, variable: str = "EDITOR") -> None:
        script = tmp_path / f"{variable} of mine.py"
        script.write_text(f"import os, pathlib, signal, sys\npath = pathlib.Path(sys.argv[-1])\n{lines}\n")
        monkeypatch.setenv(variable, f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --wait")

    return make


APPENDS = "path.write_text(path.read_text(encoding='utf-8') + 'More.\\n', encoding='utf-8')"


def edit(app: App, text: str = TEXT) -> str | None:
    with editor.edited(app, text, name="0007-01-blank") as new:
        return new


def kept_in(problem: FoiError) -> Path:
    """Return the file that the error names."""
    return Path(problem.details[-1].removeprefix("What you wrote is kept in "))


class TestWhatComesBack:
    def test_the_changed_text(self, app: App, use: Editor) -> None:
        use(APPENDS)
        assert edit(app) == f"{TEXT}More.\n"

    def test_none_when_nothing_changed(self, app: AtTerminal, use: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(editor, "MOMENT", 0)
        use("pass")
        assert edit(app) is None
        assert not app.asked

    @pytest.mark.parametrize(
        "data", [TEXT.rstrip("\n"), TEXT + "\n", "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r")]
    )
    def test_line_ends_and_a_byte_order_mark_are_no_change(self, app: App, use: Editor, data: str) -> None:
        use(f"path.write_bytes({data.encode()!r})")
        assert edit(app) is None

    def test_line_ends_and_the_byte_order_mark_of_notepad_go(self, app: App, use: Editor) -> None:
        saved = "\ufeffOne é\r\nTwo\r\n".encode()
        use(f"path.write_bytes({saved!r})")
        assert edit(app) == "One é\nTwo\n"

    def test_an_editor_that_puts_another_file_in_its_place_is_read(self, app: App, use: Editor) -> None:
        use("new = path.with_suffix('.new'); new.write_text('Mine.\\n'); os.replace(new, path)")
        assert edit(app) == "Mine.\n"

    def test_halves_of_characters_go_out_and_unchanged_they_are_no_change(self, app: App, use: Editor) -> None:
        use("pass")
        assert edit(app, "a\udc80b\n") is None


class TestTheFile:
    @pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
    def test_nobody_else_can_read_it_and_its_name_ends_in_txt(self, app: App, use: Editor) -> None:
        use("path.write_text(f'{path.name} {path.stat().st_mode:o} {path.parent.stat().st_mode:o}')")
        name, *modes = (edit(app) or "").split()
        assert name == "0007-01-blank.txt"
        assert [stat.S_IMODE(int(mode, 8)) for mode in modes] == [0o600, 0o700]

    @pytest.mark.parametrize("lines", [APPENDS, "pass", "path.unlink()", "path.write_text('')", "sys.exit(1)"])
    def test_it_goes_away_with_all_that_the_editor_left_beside_it(
        self, app: App, use: Editor, temporary: Path, lines: str
    ) -> None:
        use(f"path.with_suffix('.txt~').write_text('old'); {lines}")
        try:
            edit(app)
        except Refused:
            assert lines not in (APPENDS, "pass")
        assert list(temporary.iterdir()) == []

    def test_a_name_cannot_lead_elsewhere(self, app: App, use: Editor, tmp_path: Path) -> None:
        use(APPENDS)
        with editor.edited(app, TEXT, name="../../elsewhere") as new:
            assert new
        assert not list(tmp_path.rglob("elsewhere*"))


class TestNothingIsLost:
    def test_when_the_editor_saves_something_else_than_utf_8(self, app: App, use: Editor) -> None:
        for data in ("Größe".encode("latin-1"), "Größe".encode("utf-16"), "plain".encode("utf-16-le")):
            use(f"path.write_bytes({data!r})")
            with pytest.raises(BadInput, match="not text in UTF-8") as raised:
                edit(app)
            assert kept_in(raised.value).read_bytes() == data

    def test_when_the_editor_ends_with_an_error_after_saving(self, app: App, use: Editor) -> None:
        use(f"{APPENDS}; sys.exit(3)")
        with pytest.raises(Refused, match="ended with an error; nothing changed") as raised:
            edit(app)
        assert kept_in(raised.value).read_text(encoding="utf-8").endswith("More.\n")

    def test_when_recording_it_fails(self, app: App, use: Editor) -> None:
        use(APPENDS)
        with pytest.raises(FoiError, match="disk is full") as raised, editor.edited(app, TEXT, name="x"):
            raise FoiError("The disk is full.", details=("one",))
        assert raised.value.details[0] == "one"
        assert kept_in(raised.value).read_text(encoding="utf-8").endswith("More.\n")

    def test_when_something_unforeseen_happens(
        self, app: App, use: Editor, temporary: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        use(APPENDS)
        with pytest.raises(ZeroDivisionError), editor.edited(app, TEXT, name="x"):
            raise ZeroDivisionError
        (kept,) = temporary.rglob("x.txt")
        assert capsys.readouterr().err == f"What you wrote is kept in {kept}\n"

    def test_what_was_not_changed_need_not_be_kept(self, app: App, use: Editor, temporary: Path) -> None:
        use("pass")
        with pytest.raises(FoiError) as raised, editor.edited(app, TEXT, name="x"):
            raise FoiError("No.")
        assert raised.value.details == ()
        assert list(temporary.iterdir()) == []


class TestTrouble:
    @pytest.mark.parametrize(
        ("lines", "says"),
        [
            ("sys.exit(1)", "ended with an error"),
            ("path.unlink()", "deleted or renamed"),
            ("path.write_text(' \\n')", "emptied"),
        ],
    )
    def test_nothing_changes(self, app: App, use: Editor, lines: str, says: str) -> None:
        use(lines)
        with pytest.raises(Refused, match=says) as raised:
            edit(app)
        assert "kept in" not in str(raised.value.details)

    def test_without_a_terminal_no_editor_opens(self, use: Editor, temporary: Path) -> None:
        use(APPENDS)
        with pytest.raises(Refused, match="terminal") as raised:
            edit(App())
        assert raised.value.hint
        assert list(temporary.iterdir()) == []

    @pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
    def test_ctrl_c_in_the_editor_is_the_editors(self, app: App, use: Editor) -> None:
        use(f"os.kill(os.getppid(), signal.SIGINT); {APPENDS}")
        assert edit(app) == f"{TEXT}More.\n"

    @pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
    @pytest.mark.parametrize(
        "ending", ["signal.signal(2, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGINT)", "sys.exit(130)"]
    )
    def test_an_editor_that_ctrl_c_ends_stops_the_command(self, app: App, use: Editor, ending: str) -> None:
        use(ending)
        with pytest.raises(KeyboardInterrupt):
            edit(app)

    def test_the_usual_ctrl_c_is_back_afterwards(self, app: App, use: Editor) -> None:
        import signal

        before = signal.getsignal(signal.SIGINT)
        use(APPENDS)
        edit(app)
        assert signal.getsignal(signal.SIGINT) is before

    def test_a_window_that_is_still_open_is_waited_for(self, app: AtTerminal, use: Editor, temporary: Path) -> None:
        use("pass")
        app.meanwhile = lambda: next(temporary.rglob("*.txt")).write_text("Mine.\n")
        assert edit(app) == "Mine.\n"
        assert len(app.asked) == 1


class TestWhichEditor:
    def test_visual_comes_before_editor(self, app: App, use: Editor) -> None:
        use("path.write_text('EDITOR')")
        use("path.write_text('VISUAL')", "VISUAL")
        assert edit(app) == "VISUAL"

    def test_one_that_is_named_empty_is_not_named(self, app: App, use: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
        use("path.write_text('EDITOR')")
        monkeypatch.setenv("VISUAL", " ")
        assert edit(app) == "EDITOR"

    @pytest.mark.skipif(os.name != "posix", reason="a script runs by its first line on POSIX only")
    def test_a_path_with_spaces_needs_no_quotation_marks(
        self, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = tmp_path / "my editor"
        script.write_text('#!/bin/sh\nprintf Mine > "$1"\n')
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))
        assert edit(app) == "Mine"

    @pytest.mark.parametrize(
        ("named", "error", "says"),
        [
            ("no-such-editor --wait", Refused, "'no-such-editor', which EDITOR names, was not found"),
            ("'", BadInput, "quotation mark"),
            ('""', Refused, "not found"),
        ],
    )
    def test_one_that_is_not_there_is_told(
        self, app: App, monkeypatch: pytest.MonkeyPatch, named: str, error: type[FoiError], says: str
    ) -> None:
        monkeypatch.setenv("EDITOR", named)
        with pytest.raises(error, match=says) as raised:
            edit(app)
        assert raised.value.hint == "Name one in front of the command: EDITOR=nano {foi} edit NUMBER"

    @pytest.mark.skipif(os.name != "posix", reason="a script runs by its first line on POSIX only")
    def test_one_that_cannot_be_started_is_told(
        self, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = tmp_path / "broken"
        script.write_text("#!/no/such/program\n")
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(script))
        with pytest.raises(Refused, match="cannot be started"):
            edit(app)

    @pytest.mark.skipif(os.name != "posix", reason="the programs here are POSIX scripts")
    @pytest.mark.parametrize(("platform", "program"), [("linux", "nano"), ("darwin", "open")])
    def test_unnamed_it_is_what_everybody_has_and_never_vi(
        self, app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, program: str
    ) -> None:
        for name in ("vi", "nano", "open"):
            script = tmp_path / "bin" / name
            script.parent.mkdir(exist_ok=True)
            script.write_text(f'#!/bin/sh\nfor last; do :; done\necho {name} "$#" > "$last"\n')
            script.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
        monkeypatch.setattr(sys, "platform", platform)
        told = edit(app)
        assert told
        assert told.split()[0] == program
        (tmp_path / "bin" / program).unlink()
        with pytest.raises(Refused, match="No editor was found") as raised:
            edit(app)
        assert raised.value.hint == "Name one in front of the command: EDITOR=nano {foi} edit NUMBER"

    def test_on_windows_a_backslash_is_part_of_a_path(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(editor, "_IS_WINDOWS", True)
        assert editor._words(r'"C:\Program Files\np.exe" -multiInst', "EDITOR") == [
            r"C:\Program Files\np.exe",
            "-multiInst",
        ]
        assert editor._words(r"C:\bin\np.exe", "EDITOR") == [r"C:\bin\np.exe"]


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
class TestAtATerminal:
    def test_the_editor_has_the_screen_and_the_keyboard(self, world: Path, use: Editor) -> None:
        make_home()
        draft_blank("hackney")
        use("said = input('What else? '); path.write_text(path.read_text() + said + '\\n')")
        ended = at_terminal("edit", 1, answers=[("What else? ", "Thank you.\n")])
        assert ended.code == 0, ended.screen
        assert foi("letter", 1).ok.out.endswith("Thank you.\n")

    def test_ctrl_c_that_ends_the_editor_is_no_crash(self, world: Path, use: Editor, temporary: Path) -> None:
        make_home()
        draft_blank("hackney")
        use("signal.signal(signal.SIGINT, signal.SIG_DFL); input('Ready ')")
        ended = at_terminal("edit", 1, answers=[("Ready ", "\x03")])
        assert ended.code == 130
        assert "Stopped." in ended.screen
        assert "Traceback" not in ended.screen
        assert list(temporary.iterdir()) == []
