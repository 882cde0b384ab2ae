"""A fault in the program, wherever it happens: what was typed is saved, and what is told of it holds none of the draft's words."""

import re
from pathlib import Path

import pytest
from ui.real_program import assert_ends, said, with_change
from ui.terminal import terminal

pytestmark = pytest.mark.pty

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


def told_of_fault(draft: Path, change: str) -> str:
    """What the program says at its end, if somebody types and presses a key that fails."""
    with terminal("open", draft.name, folder=draft.parent, program=with_change(change)) as t:
        t.shows("Goal")
        t.type(" SECRETWORDS")
        t.read_for(0.03)
        t.raw(b"\x1bOP")
        assert_ends(t, 1)
        return t.output.rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_saves_what_was_typed_and_is_told_in_words_without_any_of_the_drafts(
    payments: Path, fault: str
) -> None:
    told = told_of_fault(payments, FAULTS[fault])
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
    told = told_of_fault(payments, change)
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
