"""The real program on a real terminal: the order of keys, pastes, signals, sizes, and the state it leaves the terminal in."""

import os
import re
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from core.designs import full
from ui.real_program import DRAFT, EXAMPLE, said
from ui.terminal import ROOT, terminal

from wizard.drafts.file import to_toml

pytestmark = pytest.mark.pty


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
        t.shows("▲ not ready")
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


HOSTILE = (
    "x\x1b]52;c;UFdORUQ=\x07\x1b]0;PWNED\x07\x1b[2J\x9b31m\x90q\x9c\u202egpj\u2066.\u200f\x7f\x08 [@click=app.quit]y[/]"
)
"""What would set the clipboard and the title, clear the screen, and turn the order of letters."""
ACTING = [b"\x1b]52", b"\x1b]0;", b"\x1b[2J", b"PWNED\x07", b"UFdORUQ=\x07"]
OURS = re.compile(rb"\x1b\]22;[a-z-]*\x07|\x1b\[[0-9;:<=>?]*[ -/]*[@-~]|\x1b[78=>()]B?|\x1b_G[^\x1b]*\x1b\\|[\r\n\t]")
"""What the program itself may send: control sequences of screens, the shape of the pointer, and line ends."""


def raw_draft(path: Path) -> None:
    """A draft with hostile text in every field and key, as bytes that no program of ours would write."""
    words = "HOSTILEWORDS"
    data = to_toml({**full(words), "notes": {words: words}}).decode()
    escaped = "".join(c if ord(c) >= 0x20 and c != "\x7f" else f"\\u{ord(c):04x}" for c in HOSTILE)
    path.write_bytes(data.replace(words, escaped).replace(f"\n{escaped} =", f'\n"{escaped}" =').encode())


def assert_is_harmless(output: bytes) -> None:
    """Nothing in what was written can act on a terminal but what the program sends to draw its screens."""
    assert not [acting for acting in ACTING if acting in output]
    text = OURS.sub(b"", output).decode()
    bad = {f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u2066\u200f"}
    assert not bad


@pytest.mark.parametrize("output", [HOSTILE.encode(), *(c.encode() for c in "\x07\x7f\x9b\u202e\u200f")])
def test_what_acts_would_be_seen(output: bytes) -> None:
    with pytest.raises(AssertionError):
        assert_is_harmless(b"\x1b[1mplain\x1b[0m\r\n" + output)


@pytest.fixture
def hostile(folder: Path) -> Path:
    """A draft full of what acts on terminals, in the current folder."""
    path = folder / "hostile.design.toml"
    raw_draft(path)
    return path


def test_nothing_in_a_draft_acts_on_the_terminal_from_any_screen(hostile: Path) -> None:
    before = hostile.read_bytes()
    with terminal("open", hostile.name, folder=hostile.parent) as t:
        t.shows("Goal")
        for _ in range(120):
            if "Readiness" in t.text.splitlines()[0]:
                break
            t.type("<ctrl+n>")
            t.read_for(0.15)
        assert "Readiness" in t.text.splitlines()[0]
        t.type("<down><down><esc>")
        for key in ("<f4>", "<ctrl+f>UFdORUQ", "<f2>", "<f3>", "<f3>", "<f3>", "<ctrl+g>", "<ctrl+t>", "<ctrl+p>"):
            t.type(key)
            t.read_for(0.5)
            t.type("<esc>")
            t.read_for(0.2)
        t.type("<ctrl+q>")
        assert t.ends() == 0
        assert t.left_behind() == []
        assert "\N{SYMBOL FOR ESCAPE}]52" in t.output.decode()
        assert_is_harmless(t.output)
    assert hostile.read_bytes() == before


def test_nothing_in_past_versions_or_in_what_others_wrote_acts_on_the_terminal(hostile: Path) -> None:
    raw = hostile.read_bytes()
    with terminal("open", hostile.name, folder=hostile.parent) as t:
        t.shows("Goal")
        t.type("!")
        t.shows("Saved ")
        hostile.write_bytes(raw.replace(b"\ngoal = ", b'\ngoal = "theirs \\u001b]52;c;x\\u0007"\nold = '))
        t.type("?")
        t.shows("Changed in two places")
        t.read_for(1)
        t.type("T")
        t.read_for(0.3)
        t.type("<ctrl+s>")
        t.shows("theirs")
        t.type("<ctrl+p>")
        t.shows("Past versions")
        t.read_for(0.5)
        t.type("<tab><down><down>")
        t.read_for(0.5)
        t.type("<esc><ctrl+q>")
        assert t.ends() == 0
        assert_is_harmless(t.output)
    for command in (("history",), ("history", "--show", "1"), ("history", "--show", "1", "--toml"), ("restore", "2")):
        name, *rest = command
        with terminal(name, hostile.name, *rest, folder=hostile.parent) as t:
            assert t.ends() == 0
            assert t.output.strip()
            assert_is_harmless(t.output)


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--format", "json"),
        ("status",),
        ("status", "--format", "json"),
        ("export", "--stdout"),
        ("history",),
        ("history", "--format", "json"),
        ("restore", "{words}"),
        ("why-not", "{words}"),
        ("explain", "{words}"),
        ("explain", "{words}", "--format", "json"),
        ("references", "{words}"),
        ("check", "{words}"),
        ("open", "{words}"),
        ("check", "refused.design.toml"),
        ("{words}",),
    ],
    ids=" ".join,
)
def test_nothing_that_a_command_prints_acts_on_the_terminal(hostile: Path, command: tuple[str, ...]) -> None:
    (hostile.parent / "refused.design.toml").write_bytes(f"schema_version = 1\ntitle = '{HOSTILE}'\n".encode())
    said = [word.format(words=HOSTILE) for word in command]
    has_place = len(command) > 1 and not command[1].startswith("-")
    arguments = said if has_place or said[0] == HOSTILE else [said[0], hostile.name, *said[1:]]
    with terminal(*arguments, folder=hostile.parent) as t:
        t.ends()
        assert b"Traceback" not in t.output
        assert t.output.strip()
        assert_is_harmless(t.output)
