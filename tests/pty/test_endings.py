"""Whatever ends the screens on a real terminal, what was typed is saved, the terminal is given back, and it does not take long."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any, cast

import pytest
from ui.terminal import ANSWERS, ROOT, Terminal, terminal

pytestmark = pytest.mark.pty
EXAMPLE = ROOT / "templates" / "examples" / "payments.design.toml"
DRAFT = "claims.design.toml"
SOON_S = 2.2
"""Two seconds, and what reading the exit code takes."""
WITHOUT_HANG_UP = ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
"""What `nohup` does about the signal."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty current folder; what the program remembers lies beside it."""
    here = tmp_path / "work"
    here.mkdir()
    return here


@pytest.fixture
def payments(folder: Path) -> Path:
    """A complete design in the current folder."""
    return Path(shutil.copy(EXAMPLE, folder / "payments.design.toml"))


def said(path: Path) -> Any:
    """What a draft says."""
    return tomllib.loads(path.read_text("utf-8"))


def with_change(change: str) -> tuple[str, str]:
    """The program with a change to it that makes it do what it should never do."""
    return (
        "-c",
        f"import asyncio, sys, threading, time\nfrom wizard.__main__ import main\n{change}\nsys.exit(main(sys.argv[1:]))",
    )


def assert_ends(t: Terminal, code: int) -> None:
    """It ends within two seconds, and leaves nothing behind."""
    began = monotonic()
    assert t.ends() == code
    assert monotonic() - began < SOON_S
    assert t.left_behind() == []
    assert b"Traceback" not in t.output


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("again", [0, 2], ids=["once", "and again"])
def test_a_signal_20_ms_after_the_last_key_saves_it_and_gives_the_terminal_back(
    folder: Path, name: str, again: int
) -> None:
    number = signal.Signals[name]
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims API, and a rather long name that takes a while")
        sleep(0.02)
        t.signal(number)
        for _ in range(again):
            t.read_for(0.05)
            t.signal(number)
        assert_ends(t, 128 + number)
    assert said(folder / DRAFT)["title"] == "Claims API, and a rather long name that takes a while"


@pytest.mark.parametrize("keys", ["<ctrl+g>", "<ctrl+f>claims", "<f2>"])
def test_a_signal_over_another_screen_saves_what_was_typed_under_it(payments: Path, keys: str) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.type("ab" + keys)
        t.read_for(0.6)
        t.signal(signal.SIGTERM)
        assert_ends(t, 143)
    assert said(payments)["scope"]["goal"].strip().endswith("ab")


def test_a_signal_in_a_line_of_a_table_saves_the_line(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.type("<ctrl+g>8<enter>aPaid twice | the second is refused")
        t.read_for(0.5)
        t.signal(signal.SIGTERM)
        assert_ends(t, 143)
    assert said(payments)["risks"]["edge_cases"][-1]["case"] == "Paid twice"


@pytest.mark.parametrize("wait_ms", range(0, 1000, 100))
def test_a_signal_at_any_moment_of_the_start_ends_it_and_leaves_the_terminal_as_it_was(
    payments: Path, wait_ms: int
) -> None:
    before = payments.read_bytes()
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.read_for(wait_ms / 1000)
        t.signal(signal.SIGTERM)
        began = monotonic()
        assert t.ends() in (143, -signal.SIGTERM)
        assert monotonic() - began < SOON_S
        assert t.left_behind() == []
        assert b"Traceback" not in t.output
    assert said(payments)["scope"] == tomllib.loads(before.decode())["scope"]


@pytest.mark.parametrize("inside", [(), WITHOUT_HANG_UP], ids=["told", "not told"])
def test_a_closed_window_saves_and_ends(folder: Path, inside: tuple[str, ...]) -> None:
    with terminal("new", "claims", folder=folder, inside=inside) as t:
        t.shows("What kind of system")
        t.type("Claims API")
        t.read_for(0.05)
        t.hang_up()
        began = monotonic()
        assert t.ends() == 129
        assert monotonic() - began < SOON_S
    assert said(folder / DRAFT)["title"] == "Claims API"


@pytest.fixture
def tmux(folder: Path) -> Iterator[list[str]]:
    """A tmux of its own."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    command = ["tmux", "-S", str(folder.parent / "socket"), "-f", "/dev/null"]
    yield command
    subprocess.run([*command, "kill-server"], capture_output=True, check=False)


def test_a_tmux_session_that_is_killed_saves_and_ends(folder: Path, tmux: list[str]) -> None:
    state, code = folder.parent / "state", folder.parent / "code"
    start = f"cd {folder} && XDG_STATE_HOME={state} PYTHONPATH={ROOT} {sys.executable} -m wizard new claims; echo $? >{code}"
    # The shell must live to write the code.
    subprocess.run([*tmux, "new-session", "-d", "-x", "120", "-y", "36", f"trap '' HUP; {start}"], check=True)
    deadline = monotonic() + 10
    while (
        "What kind of system"
        not in subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=False).stdout
    ):
        assert monotonic() < deadline
        sleep(0.1)
    subprocess.run([*tmux, "send-keys", "-l", "Claims API"], check=True)
    sleep(0.05)
    subprocess.run([*tmux, "kill-session"], check=True)
    began = monotonic()
    while not (code.exists() and code.read_text()):
        assert monotonic() - began < SOON_S
        sleep(0.02)
    assert code.read_text().strip() == "129"
    assert said(folder / DRAFT)["title"] == "Claims API"


LOCKED = """
from screens import desk
settle = desk.Desk.settle
def hang(self):
    settle(self)
    while str(self.session.value(("start", "title"))).endswith("!"):
        time.sleep(0.01)
desk.Desk.settle = hang
"""
HANGING_SAVE = """
from wizard.drafts.disk import Disk
Disk.sync = lambda *_: time.sleep(60)
"""


def test_screens_that_hang_are_ended_by_a_signal_and_what_they_took_is_saved(folder: Path) -> None:
    with terminal("new", "claims", folder=folder, program=with_change(LOCKED)) as t:
        t.shows("What kind of system")
        t.type("Claims!")
        t.read_for(0.3)
        t.signal(signal.SIGTERM)
        assert_ends(t, 143)
    assert said(folder / DRAFT)["title"] == "Claims!"


def test_a_disk_that_hangs_does_not_keep_the_program_alive_after_a_signal(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent, program=with_change(HANGING_SAVE)) as t:
        t.shows("Goal")
        t.type("Claims!")
        t.read_for(0.5)
        t.signal(signal.SIGTERM)
        assert_ends(t, 143)


def until_stopped(t: Terminal) -> None:
    """Wait until the program has stopped."""
    t.until(lambda: t.state == "T", "stopped")
    t.read_for(0.05)


def test_a_stopped_program_has_saved_and_given_the_terminal_back_and_goes_on_at_the_size_of_now(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims API")
        sleep(0.02)
        t.signal(signal.SIGTSTP)
        until_stopped(t)
        assert t.left_behind() == []
        assert said(folder / DRAFT)["title"] == "Claims API"
        t.resize(80, 24)
        t.screen.reset()
        t.signal(signal.SIGCONT)
        t.shows("What kind of system")
        assert "▌ Claims API" in t.text
        assert t.left_behind() != []
        t.type("!<ctrl+q>")
        assert_ends(t, 0)
    assert said(folder / DRAFT)["title"] == "Claims API!"


def test_after_a_stop_what_someone_else_wrote_meanwhile_is_shown_at_once(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.signal(signal.SIGTSTP)
        until_stopped(t)
        text = payments.read_text("utf-8")
        payments.write_text(text.replace(said(payments)["title"], "Written elsewhere", 1), "utf-8")
        t.screen.reset()
        t.signal(signal.SIGCONT)
        t.until(lambda: "was changed elsewhere" in t.text, "the news")
        t.type("<ctrl+q>")
        assert_ends(t, 0)


def test_a_program_that_was_stopped_without_being_asked_draws_everything_anew(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims API")
        t.read_for(0.5)
        t.signal(signal.SIGSTOP)
        until_stopped(t)
        t.resize(80, 24)
        t.screen.reset()
        t.signal(signal.SIGCONT)
        t.shows("What kind of system")
        assert "▌ Claims API" in t.text
        t.type("!<ctrl+q>")
        assert_ends(t, 0)
    assert said(folder / DRAFT)["title"] == "Claims API!"


def test_a_stopped_program_ends_by_a_signal_when_it_goes_on(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims API")
        t.signal(signal.SIGTSTP)
        until_stopped(t)
        t.signal(signal.SIGTERM)
        t.signal(signal.SIGCONT)
        assert_ends(t, 143)
    assert said(folder / DRAFT)["title"] == "Claims API"


FAULTS = {
    "a handler": """
from screens.step_screen import StepScreen
def action_help(self): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = action_help
""",
    "a worker": """
from screens.step_screen import StepScreen
def fail(): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = lambda self: self.run_worker(fail, thread=True) and None
""",
    "a timer": """
from screens.step_screen import StepScreen
def fail(): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = lambda self: self.set_timer(0.05, fail) and None
""",
    "a task": """
from screens.step_screen import StepScreen
async def fail(): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = lambda self: asyncio.ensure_future(fail()) and None
""",
    "a thread": """
from screens.step_screen import StepScreen
def fail(): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = lambda self: threading.Thread(target=fail).start()
""",
    "drawing": """
from screens.step_screen import StepScreen
from screens.widgets.rail import Rail
def fail(*_): raise ValueError("index out of range: SECRETWORDS")
def action_help(self):
    Rail.render = Rail.render_line = Rail.render_lines = fail
    self.query_one(Rail).refresh()
StepScreen.action_help = action_help
""",
    "composing": """
from screens import help
def fail(self): raise ValueError("index out of range: SECRETWORDS")
help.HelpScreen.compose = fail
""",
    "the thread of the keys": """
from textual._xterm_parser import XTermParser
feed = XTermParser.feed
def fail(self, data):
    if data == "\\x1bOP": raise ValueError("index out of range: SECRETWORDS")
    return feed(self, data)
XTermParser.feed = fail
""",
    "an end that fails": """
from screens.app import WizardApp
from screens.step_screen import StepScreen
def fail(*_): raise ValueError("index out of range: SECRETWORDS")
StepScreen.action_help = lambda self: self.app.exit(0)
WizardApp._shutdown = fail
""",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_saves_what_was_typed_and_is_told_in_words_without_any_of_the_drafts(
    payments: Path, fault: str
) -> None:
    with terminal("open", payments.name, folder=payments.parent, program=with_change(FAULTS[fault])) as t:
        t.shows("Goal")
        t.type(" SECRETWORDS")
        t.read_for(0.03)
        t.raw(b"\x1bOP")
        assert_ends(t, 1)
        told = t.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert said(payments)["scope"]["goal"].endswith("SECRETWORDS")
    assert "Something went wrong inside the program: ValueError" in told
    assert "Everything you typed is saved in payments.design.toml" in told
    assert "SECRETWORDS" not in told
    assert len(told.splitlines()) < 8
    (report,) = (payments.parent.parent / "state" / "backend-design" / "reports").iterdir()
    assert report.stat().st_mode & 0o777 == 0o600
    text = report.read_text("utf-8")
    assert "ValueError: index out of range: [answer]" in text
    assert "SECRETWORDS" not in text
    assert str(payments.parent.parent) not in text
    assert "/root" not in text


def test_a_fault_at_the_start_is_told_in_words(payments: Path) -> None:
    change = """
from screens.step_screen import StepScreen
def fail(self): raise ValueError("SECRETWORDS")
StepScreen.compose = fail
"""
    with terminal("open", payments.name, folder=payments.parent, program=with_change(change)) as t:
        assert_ends(t, 1)
        assert "Something went wrong inside the program: ValueError" in t.output.decode()
        assert b"SECRETWORDS" not in t.output


@pytest.mark.parametrize(
    "change",
    ["sys.modules['screens.app'] = None", "import screens.app\nscreens.app.WizardApp.__init__ = lambda *_: 1 / 0"],
)
def test_screens_that_can_not_be_made_are_told_of_in_words(payments: Path, change: str) -> None:
    with terminal("open", payments.name, folder=payments.parent, program=with_change(change)) as t:
        assert_ends(t, 1)
        assert "Something went wrong inside the program" in t.output.decode()
        assert "reports/" in re.sub(r"\s", "", t.output.decode())


def test_a_fault_with_a_draft_that_can_not_be_saved_says_where_the_words_are(payments: Path) -> None:
    change = (
        FAULTS["a handler"]
        + """
from wizard.drafts.store import DraftFile
from wizard.errors import SaveFailed
def full(*_): raise SaveFailed("The disk is full.")
DraftFile.save = full
"""
    )
    with terminal("open", payments.name, folder=payments.parent, program=with_change(change)) as t:
        t.shows("Goal")
        t.type(" SECRETWORDS")
        t.read_for(0.03)
        t.raw(b"\x1bOP")
        assert_ends(t, 1)
        told = t.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert "The disk is full." in told
    assert "open the draft again" in told
    assert list((payments.parent.parent / "state" / "backend-design" / "history").rglob("*unsaved*"))


def test_a_report_that_can_not_be_written_hides_nothing(payments: Path) -> None:
    state = payments.parent.parent / "state" / "backend-design"
    state.mkdir(parents=True)
    (state / "reports").write_text("in the way")
    with terminal("open", payments.name, folder=payments.parent, program=with_change(FAULTS["a handler"])) as t:
        t.shows("Goal")
        t.raw(b"\x1bOP")
        assert_ends(t, 1)
        assert b"No report could be written" in t.output


def test_bytes_that_are_no_text_end_nothing(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims")
        t.read_for(0.1)
        t.raw(b"\xe9\xff")
        t.shows("not UTF-8")
        t.type(" API")
        t.shows("Claims API")
        t.type("<ctrl+q>")
        assert_ends(t, 0)
    assert said(folder / DRAFT)["title"] == "Claims API"


def test_two_hundred_sizes_in_two_seconds_lose_no_word_and_the_last_is_drawn(folder: Path) -> None:
    words = "A name that is typed while the window changes."
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        for number in range(200):
            t.resize(1 + number * 37 % 160, 1 + number * 17 % 50)
            t.type(words[number : number + 1])
            t.read_for(0.01)
        t.resize(130, 31)
        t.shows(words)
        assert "quit" in t.screen.display[30]
        t.type("<ctrl+q>")
        assert_ends(t, 0)
    assert said(folder / DRAFT)["title"] == words


@pytest.mark.parametrize("term", ["unknown-thing", "vt100", ""])
def test_a_terminal_nobody_knows_works_and_one_without_a_name_is_told_what_works(payments: Path, term: str) -> None:
    with terminal("open", payments.name, folder=payments.parent, TERM=term) as t:
        if term:
            t.shows("Goal")
            t.type("!<ctrl+q>")
            assert_ends(t, 0)
        else:
            assert_ends(t, 2)
            assert b"TERM is not set" in t.output
    assert said(payments)["scope"]["goal"].endswith("!") == bool(term)


ODD = {
    "plain C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin": {"LANG": "en_US.ISO-8859-1", "PYTHONIOENCODING": "iso-8859-1"},
}


@pytest.mark.parametrize("variables", ODD.values(), ids=ODD)
def test_without_utf_8_the_screens_say_what_to_set(payments: Path, variables: dict[str, str]) -> None:
    with terminal("open", payments.name, folder=payments.parent, **cast("Any", variables)) as t:
        assert_ends(t, 2)
        assert b"LANG=C.UTF-8" in t.output


@pytest.mark.parametrize("variables", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", [b"gr\xc3\xb6\xc3\x9fe.design.toml", b"b\xe9\xff.design.toml"], ids=["UTF-8", "bytes"])
@pytest.mark.parametrize("command", ["check", "status", "export --stdout", "references", "check --format json"])
def test_without_utf_8_commands_print_what_they_can(
    payments: Path, variables: dict[str, str], name: bytes, command: str
) -> None:
    draft = payments.parent / os.fsdecode(name)
    payments.write_text(payments.read_text("utf-8").replace("merchants", "Händler → ✓ 😀", 1), "utf-8")
    payments.rename(draft)
    words = command.split()
    if command != "references":
        words.insert(1, str(draft))
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(draft.parent.parent / "state"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "wizard", *words],
        env=environment | variables, cwd=draft.parent, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.strip()
    assert b"Traceback" not in done.stderr + done.stdout


def test_pixels_of_the_mouse_are_switched_off_where_a_terminal_has_them(
    payments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, b"\x1b[?2048$p", b"\x1b[?2048;2$y")
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.until(lambda: b"\x1b[?1016h" in t.output, "pixels")
        t.type("<ctrl+q>")
        assert_ends(t, 0)
