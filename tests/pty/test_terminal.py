"""The real program on a real terminal: the order of keys, pastes, signals, sizes, and the state it leaves the terminal in."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ui.terminal import ROOT, terminal

pytestmark = pytest.mark.pty
EXAMPLE = ROOT / "templates" / "examples" / "payments.design.toml"
DRAFT = "claims.design.toml"


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


def test_a_burst_of_words_and_keys_is_dealt_with_in_the_order_it_was_typed(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("abc<bs>d<ctrl+q>")
        assert t.ends() == 0
    assert said(folder / DRAFT)["title"] == "abd"


def test_a_burst_goes_to_another_group_through_two_fields_and_out(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.type("<ctrl+n><ctrl+n><ctrl+n><ctrl+n><ctrl+n><ctrl+n>ab<tab>cd<ctrl+n>ef<ctrl+q>")
        assert t.ends() == 0
        assert t.left_behind() == []
    scope, before = said(payments)["scope"], said(EXAMPLE)["scope"]
    assert scope["web_contract_source"] == before["web_contract_source"] + "ab"
    assert scope["web_client_generation"] == before["web_client_generation"] + "cd"
    assert scope["cli_output"] == before["cli_output"] + "ef"


def test_a_burst_over_go_to_and_line_entry_loses_nothing(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.type("<ctrl+g>8<enter>aPaid twice | the second is refused<enter>Paid late | a reminder<enter><enter><ctrl+q>")
        assert t.ends() == 0
    assert [case["case"] for case in said(payments)["risks"]["edge_cases"]][-2:] == ["Paid twice", "Paid late"]


def test_a_paste_of_several_lines_is_one_answer(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.paste("Card\nPayments\n\tAPI")
        t.type("!")
        t.shows("API!")
        t.type("<ctrl+q>")
        assert t.ends() == 0
    assert said(folder / DRAFT)["title"] == "Card Payments API!"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_right_after_typing_saves_and_leaves_the_terminal_as_it_was(folder: Path, name: str) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        assert t.left_behind() != []
        t.type("Claims API")
        t.read_for(0.03)
        number = signal.Signals[name]
        t.signal(number)
        assert t.ends() == 128 + number
        assert t.left_behind() == []
    assert said(folder / DRAFT)["title"] == "Claims API"


def test_the_first_start_ever_shows_home_and_leaves_the_terminal_as_it_was(folder: Path) -> None:
    with terminal(folder=folder, size=(80, 24)) as t:
        t.shows("Examples")
        t.type("e<enter>")
        t.shows("Goal")
        t.type("<ctrl+q>")
        assert t.ends() == 0
        assert t.left_behind() == []
        assert b"Traceback" not in t.output
    assert (folder / "payments-example.design.toml").exists()


def test_resuming_needs_no_key(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("Goal")
        t.type("<ctrl+n><ctrl+n><ctrl+n><ctrl+n><ctrl+n><ctrl+n><tab>")
        t.shows("openapi-typescript, types only")
        t.type("<ctrl+q>")
        assert t.ends() == 0
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.shows("openapi-typescript, types only")
        t.type("!<ctrl+q>")
        assert t.ends() == 0
    assert said(payments)["scope"]["web_client_generation"].endswith("!")


def test_words_survive_a_window_that_is_too_small_for_a_while(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.type("Claims")
        t.shows("▌ Claims")
        t.resize(59, 17)
        t.shows("59x17")
        t.resize(80, 24)
        t.shows("▌ Claims")
        t.type("<ctrl+q>")
        assert t.ends() == 0
    assert said(folder / DRAFT)["title"] == "Claims"


def test_without_colour_everything_is_grey_and_still_told_apart_by_signs(payments: Path) -> None:
    payments.write_text(payments.read_text("utf-8").replace('depth = "high-scale"', 'depth = "deep"', 1), "utf-8")
    with terminal("open", payments.name, folder=payments.parent, NO_COLOR="1") as t:
        t.shows("Goal")
        assert "▌1 Scope" in t.text
        assert "▲ not ready" in t.text
        colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", t.output)
        assert all(red == green == blue for red, green, blue in colours)
        assert not re.findall(rb"\x1b\[[34][1-6]m|[34]8;5;", t.output)
        t.type("<ctrl+q>")
        assert t.ends() == 0


@pytest.mark.parametrize("command", [(), ("new", "claims"), ("open", "payments.design.toml"), ("demo",)])
def test_a_dumb_terminal_is_told_what_works_there(payments: Path, command: tuple[str, ...]) -> None:
    with terminal(*command, folder=payments.parent, TERM="dumb") as t:
        code = t.ends()
        assert code == (0 if command == ("demo",) else 2)
        assert b"TERM is dumb" in t.output
        assert b"\x1b[" not in t.output


def test_without_a_keyboard_nothing_waits_for_a_key(payments: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "open", payments.name],
        cwd=payments.parent, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, capture_output=True, timeout=10,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"standard input is not a terminal" in done.stderr
    assert done.stdout == b""


def test_steps_fields_pages_rows_and_keys_can_be_clicked(payments: Path) -> None:
    with terminal("open", payments.name, folder=payments.parent) as t:
        t.click("Out of scope")
        t.shows("▌ Entry of card details")
        t.click("4 API contract")
        t.click("Paging")
        t.shows("How long lists are cut into answers.")
        t.click("Checks")
        t.shows("✓ Rate classes")
        t.click("ctrl+n next")
        t.shows("How much one client may use")
        t.click("F5 Readiness")
        t.shows("Ready for review")
        t.click("esc back")
        t.click("1 Scope")
        t.click("Merchant staff")
        t.click("Support agent")
        t.click("Support agent")
        t.shows("Someone or something that uses the system.")
        t.type("<ctrl+q>")
        assert t.ends() == 0
        assert t.left_behind() == []


def test_options_and_findings_can_be_clicked(folder: Path) -> None:
    with terminal("new", "claims", folder=folder) as t:
        t.shows("What kind of system")
        t.click("○ graphql")
        t.click("○ graphql")
        t.shows("▌ ● graphql")
        t.type("<ctrl+n><f5>")
        t.click("Goal: not answered")
        t.click("Goal: not answered")
        t.shows("What is built, for whom")
        t.type("<ctrl+q>")
        assert t.ends() == 0
    assert said(folder / DRAFT)["start"]["system_type"] == "graphql"
