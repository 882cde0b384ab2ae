"""The installed program, run from an empty folder and from one whose files try to take its place."""

from __future__ import annotations

import codecs
import json
import os
import pty
import select
import signal
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pyte
import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

COLUMNS, ROWS = 120, 36
PATIENCE_S = 30.0
CONTROL_Q = b"\x11"
TAKES_PLACE = (
    "wizard/__init__.py",
    "wizard/__main__.py",
    "wizard/cli/__init__.py",
    "screens/__init__.py",
    "screens/app.py",
    "textual/__init__.py",
    "rich/__init__.py",
    "jinja2.py",
    "tomli_w.py",
    "tomllib.py",
    "argparse.py",
    "json.py",
    "platformdirs.py",
    "yaml.py",
    "sitecustomize.py",
    "usercustomize.py",
)
"""Modules that Python would import from the current folder if it looked there."""


class Terminal:
    """A program on a pseudo-terminal, and what its screen shows."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self._end, other = pty.openpty()
        termios.tcsetwinsize(other, (ROWS, COLUMNS))
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=other, stdout=other, stderr=other, start_new_session=True
        )
        os.close(other)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._end, keys)

    def until(self, words: str) -> None:
        """Wait until the screen shows these words."""
        deadline = monotonic() + PATIENCE_S
        while words not in self.text:
            assert monotonic() < deadline, f"{words!r} is not on the screen:\n{self.text}"
            assert self._read(), f"the program ended with {self.process.wait()}:\n{self.text}"

    def exit_code(self) -> int:
        """Wait for the end of the program."""
        deadline = monotonic() + PATIENCE_S
        while self._read():
            assert monotonic() < deadline, f"the program goes on:\n{self.text}"
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        """End the program if it is still there."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._end)

    def _read(self) -> bool:
        """Take in what was written, if anything; false when the program has closed the terminal."""
        ready, _, _ = select.select([self._end], [], [], 0.1)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._end, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self._stream.feed(self._decoder.decode(data))
        return bool(data)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of the environment of the tests but where programs are, and a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TAKEN": str(tmp_path / "taken"),
    }


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A folder whose files leave a trace when one of them is used in place of the program's own."""
    folder = tmp_path / "hostile"
    trace = "import os\nopen(os.environ['TAKEN'], 'a').write(__file__ + '\\n')\nraise ImportError('taken')\n"
    for name in TAKES_PLACE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(trace)
    for name in ("document.md.j2", "system_context.md.j2", "file_plan.md.j2"):
        for place in ("templates/contract", "wizard/templates/contract"):
            (folder / place).mkdir(parents=True, exist_ok=True)
            (folder / place / name).write_text("TAKEN {{ 1 / 0 }}")
    for place in ("templates/examples", "wizard/templates/examples"):
        (folder / place).mkdir(parents=True)
        (folder / place / "payments.design.toml").write_text('title = "TAKEN"\n')
    (folder / "references").mkdir()
    for name in ("contract.yaml", "evals.yaml"):
        (folder / "references" / name).write_text("TAKEN")
    (folder / "pyproject.toml").write_text("TAKEN")
    yield folder
    taken = tmp_path / "taken"
    assert not taken.exists(), f"used from the current folder: {taken.read_text()}"


@pytest.fixture(params=["empty", "hostile"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Each of the two folders in turn."""
    place: Path = request.getfixturevalue(request.param)
    return place


@pytest.fixture(params=["command", "module"])
def program(request: pytest.FixtureRequest, installed: Path) -> list[str]:
    """Each of the two ways to start the program."""
    scripts = installed / "bin"
    return (
        [str(scripts / "backend-design")]
        if request.param == "command"
        else [str(scripts / "python"), "-I", "-m", "wizard"]
    )


def run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def examples(installed: Path) -> list[Path]:
    return sorted(installed.glob("lib/python*/site-packages/wizard/templates/examples/*.design.toml"))


def test_it_tells_its_version(program: list[str], folder: Path, environment: dict[str, str], wheel: Path) -> None:
    done = run([*program, "--version"], folder, environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"backend-design {wheel.name.split('-')[1]}\n"


def test_the_program_is_the_installed_one(installed: Path, hostile: Path, environment: dict[str, str]) -> None:
    words = "import wizard, screens; print(wizard.__file__); print(screens.__file__)"
    done = run([str(installed / "bin" / "python"), "-I", "-c", words], hostile, environment)
    assert [Path(line).is_relative_to(installed) for line in done.stdout.splitlines()] == [True, True], done.stderr


def test_the_contract_and_the_rubric_are_those_in_the_package(
    folder: Path, environment: dict[str, str], installed: Path
) -> None:
    words = "from wizard.resources import resource_folder as at; from wizard.contract import contract, SECTIONS\n"
    words += "from wizard.rubric import rubric\n"
    words += (
        "print(at('references')); print(*SECTIONS); print(contract().out_of_scope[:14]); print(len(rubric().sections))"
    )
    done = run([str(installed / "bin" / "python"), "-I", "-c", words], folder, environment)
    assert (done.returncode, done.stderr) == (0, "")
    place, sections, block, judged = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert (Path(place) / "contract.yaml").is_file()
    assert sections.split()[::12] == ["SYSTEM_CONTEXT", "FILE_PLAN"]
    assert (block, judged) == ("## When to use", "13")


def test_the_examples_in_the_package_are_ready(
    program: list[str], folder: Path, environment: dict[str, str], installed: Path
) -> None:
    drafts = examples(installed)
    assert drafts
    done = run([*program, "check", *map(str, drafts), "--format", "json"], folder, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert [one["verdict"] for one in said["data"]["checked"]] == ["ready"] * len(drafts)


def test_it_exports_with_its_own_templates(
    program: list[str], folder: Path, environment: dict[str, str], installed: Path
) -> None:
    (draft,) = (path for path in examples(installed) if path.name.startswith("payments"))
    done = run([*program, "export", str(draft), "--to", "out"], folder, environment)
    assert done.returncode == 0, done.stderr
    document = (folder / "out" / "SPEC.md").read_text("utf-8")
    assert "### FILE_PLAN" in document
    assert "TAKEN" not in document
    assert json.loads((folder / "out" / "design.json").read_text("utf-8"))["schema_version"] == 1
    checked = run([*program, "check", "out/SPEC.md"], folder, environment)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_demo_opens_on_the_first_step_and_ends(
    program: list[str], folder: Path, environment: dict[str, str]
) -> None:
    terminal = Terminal([*program, "demo"], folder, environment)
    try:
        terminal.until("1 Scope")
        terminal.until("Goal")
        assert "payments-demo" in terminal.text
        terminal.send(CONTROL_Q)
        assert terminal.exit_code() == 0
    finally:
        terminal.close()
    assert "TAKEN" not in (folder / "payments-demo.design.toml").read_text("utf-8")
