"""The program itself: help, versions, mistakes, terminals, and how every run ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import wizard
from wizard import __main__ as program
from wizard.__main__ import main
from wizard.cli import output
from wizard.cli.parser import COMMANDS

ROOT = Path(wizard.__file__).parent.parent


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, bool]]:
    """A terminal, and what was opened in it."""
    calls: list[tuple[Path | None, bool]] = []

    def open_screens(draft: Path | None, *, is_new: bool = False) -> int:
        calls.append((draft, is_new))
        return 0

    monkeypatch.setattr(program, "open_screens", open_screens)
    monkeypatch.setattr("wizard.cli.terminal._is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return calls


def started(*words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, without a terminal."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "wizard", *words]
    return subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment, check=False, **settings
    )


def test_help_names_every_command_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n    {name} " in said for name in COMMANDS)
    assert "examples:" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: backend-design {command}")
    assert f"  backend-design {command}" in said.partition("examples:")[2] or command == "completion"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("backend-design ")


def test_a_command_that_is_misspelt_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek"]) == 2
    assert "Did you mean 'check'?" in capsys.readouterr().err


def test_a_file_for_a_command_is_answered_with_how_to_open_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.design.toml").touch()
    assert main(["a.design.toml"]) == 2
    assert "backend-design open a.design.toml" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["check"], ["check", "--no-such"], ["--no-such"], [""], ["export"], ["new"]])
def test_a_wrong_command_line_is_a_usage_error_in_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_wrong_command_line_is_told_to_machines_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["status"]) == ("backend-design.check.v1", "error")
    assert told["errors"][0]["code"] == "usage-error"
    assert told["meta"] == {"exit_code": 2}


def test_no_command_is_the_home_screen(opened: list[tuple[Path | None, bool]]) -> None:
    assert main([]) == 0
    assert opened == [(None, False)]


@pytest.mark.parametrize("words", [[], ["open", "a.design.toml"], ["new", "b"]])
def test_without_a_terminal_nothing_is_opened_and_the_way_on_is_told(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["new", "a", "--no-open"])
    capsys.readouterr()
    monkeypatch.setattr(program, "open_screens", lambda *_, **__: pytest.fail("a screen was opened"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "standard input is not a terminal" in said
    assert "'backend-design check'" in said or "--no-open" in said
    assert not Path("b.design.toml").exists()


@pytest.mark.parametrize("term", ["dumb", ""])
@pytest.mark.usefixtures("opened")
def test_a_terminal_that_can_not_move_its_cursor_is_none(
    term: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    assert main([]) == 2
    assert "TERM is" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(
    opened: list[tuple[Path | None, bool]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "open_screens", interrupted)
    assert main([]) == 130
    assert not opened
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("opened")
def test_a_bug_is_told_in_one_line_without_what_it_worked_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("card 4111111111111111")

    monkeypatch.setattr(program, "open_screens", broken)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "RuntimeError" in said
    assert "4111" not in said


def test_the_schema_is_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    output.say("Zahlungsübersicht \udcff")
    assert screen.buffer.getvalue() == b"Zahlungs\\xfcbersicht \\udcff\n"


def test_a_stream_that_was_closed_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    output.say("nobody hears this")
    output.say_document("nor this")


def test_a_process_ends_with_the_code_and_waits_for_no_key(tmp_path: Path) -> None:
    ended = started(cwd=tmp_path, timeout=20)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("words", ["schema", "--help", "check ."])
def test_a_reader_that_goes_away_is_no_failure(words: str, tmp_path: Path) -> None:
    line = f'{{ "{sys.executable}" -m wizard {words}; echo "$?" >code; }} | true'
    ended = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Error" not in ended.stderr
    assert "Exception" not in ended.stderr
    assert (tmp_path / "code").read_text() == ("2\n" if words == "check ." else "0\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "wizard", "schema"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "could not be written" in ended.stderr


@pytest.mark.parametrize("command", ["check", "export", "status", "history", "restore"])
def test_in_a_folder_that_is_gone_that_is_said(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main([command, "rooms.design.toml"]) == 2
    said = capsys.readouterr().err
    assert "went wrong" not in said
    assert any(words in said for words in ("The folder that you are in is gone.", "There is no file", "No history"))
