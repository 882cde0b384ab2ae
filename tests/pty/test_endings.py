"""Whatever ends the screens on a real terminal, or stops them for a while: what was typed is saved, and the terminal given back."""

import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from ui.real_program import DRAFT, SOON_S, assert_ends, said, with_change
from ui.terminal import ROOT, Terminal, terminal

pytestmark = pytest.mark.pty
WITHOUT_HANG_UP = ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
"""What `nohup` does about the signal."""


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


@pytest.mark.parametrize("name", ["SIGQUIT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU"])
def test_a_signal_that_kills_whoever_does_not_listen_saves_too(folder: Path, name: str) -> None:
    number = signal.Signals[name]
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims API")
        sleep(0.02)
        t.signal(number)
        assert_ends(t, 128 + number)
    assert said(folder / DRAFT)["title"] == "Claims API"


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


def test_what_is_typed_while_the_terminal_is_taken_anew_is_not_dropped(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        letters = "abcdefgh"
        for number, letter in enumerate(letters):
            t.signal(signal.SIGSTOP)
            until_stopped(t)
            t.signal(signal.SIGCONT)
            sleep(0.02 * number)
            t.type(letter)
            t.read_for(0.3)
        t.type("<ctrl+q>")
        assert_ends(t, 0)
    assert said(folder / DRAFT)["title"] == letters


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
