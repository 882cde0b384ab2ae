"""Terminals that send bytes which are no text, change their size all the time, have no name, or read no UTF-8."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from ui.real_program import DRAFT, assert_ends, said
from ui.terminal import ANSWERS, ROOT, terminal

pytestmark = pytest.mark.pty


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


def test_a_long_paste_that_is_no_utf_8_is_no_row_of_keys(payments: Path) -> None:
    before = said(payments)["scope"]["goal"]
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.raw(b"\x1b[200~caf\xe9 " + b"x" * 5000)
        t.shows("not UTF-8")
        t.raw(b"\x11d\x1b[201~")
        t.read_for(1.0)
        t.type("<ctrl+q>")
        assert t.ends() == 0
    goal = said(payments)["scope"]["goal"]
    assert goal.startswith(before)
    assert goal.endswith("x\u2411d")
    assert "caf x" in goal


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
        assert "quit" in t.rows[30]
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
