"""Completion scripts: each names every command, and the shells that are here take them."""

import shutil
import subprocess

import pytest

from wizard.__main__ import main
from wizard.cli.completion import SHELLS, script
from wizard.cli.parser import COMMANDS


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    for name in COMMANDS:
        assert name in said
    for option in ("fail-on", "require-ready", "compliance", "no-open"):
        assert option in said


@pytest.mark.parametrize(("shell", "check"), [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")])
def test_the_shell_takes_its_script(shell: str, check: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([program, check], input=script(shell), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes_commands_and_answers() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    asked = 'COMP_WORDS=(backend-design {words}); COMP_CWORD={at}; _shtab_backend_design; echo "${{COMPREPLY[@]}}"'
    for words, at, expected in (
        ("ch", 1, "check"),
        ("check --fail-on w", 3, "warning"),
        ("check --format s", 3, "sarif"),
        ("check --why-not broken-r", 3, "broken-reference"),
        ("demo --domain h", 3, "healthcare"),
        ("references complia", 2, "compliance"),
        ("references standards-", 2, "standards-baseline"),
        ("explain broken-r", 2, "broken-reference"),
        ("explain rate-points", 2, "rate-points-fit-a-query"),
    ):
        line = script("bash") + "\n" + asked.format(words=words, at=at)
        done = subprocess.run([bash, "-c", line], capture_output=True, text=True, check=False)
        assert done.stdout.strip() == expected


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "csh"]) == 2
    assert "bash" in capsys.readouterr().err
