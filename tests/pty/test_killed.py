"""The program is killed while somebody types: what the screen called saved is there, and next to nothing else is lost."""

import logging
import os
import re
from pathlib import Path

import pytest
from core.long import examples
from ui.terminal import terminal
from ui.typist import NARROW, Chance, Choices, Kind, Loss, Records, Words, kill_again_and_again

from wizard.drafts.file import from_toml, to_toml

LOG = logging.getLogger(__name__)
pytestmark = pytest.mark.pty
KILLS = int(os.environ.get("KILLS", examples(25, 500)))
NAME = "claims.design.toml"
START = to_toml(
    {
        "start": {"title": "Claims", "in_scope": True, "system_type": "rest", "compliance": ["none"]},
        "scope": {"surfaces": ["react-web"]},
    }
)
SOON_S, AT_WORST_S = 0.4, 1.0
"""Nineteen times of twenty not even that much typing is lost; more than a second never."""
OURS = re.compile(rf"{re.escape(NAME)}|\.{re.escape(NAME)}\.lock|\.{re.escape(NAME)}\.[0-9a-f]{{8}}\.tmp")

KINDS = [
    pytest.param(Words("web cl", "Source of the contract", "scope.web_contract_source"), id="a line"),
    pytest.param(Words("goal", "Two to four sentences", "scope.goal", lines=True), id="a text"),
    pytest.param(Choices("surfaces", "Choose none if"), id="choices"),
    pytest.param(Records("assumpt", "Everything that was not confirmed"), id="records and undo"),
]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Where a draft is to be; what the program remembers lies beside its folder."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work" / NAME


def assert_little_is_lost(losses: list[Loss], chance: Chance) -> None:
    """None may be long; of many, one in twenty may be longer than most."""
    times = sorted(round(loss.seconds, 2) for loss in losses)
    LOG.info("%r, %d kills, seconds lost: %s", chance, len(times), times)
    assert times[-1] <= AT_WORST_S
    assert len(times) < 20 or times[-1 - len(times) // 20] <= SOON_S


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_screen_called_saved_survives_any_kill_and_the_next_opening_asks_nothing(
    kind: Kind, draft: Path
) -> None:
    chance = Chance()
    losses = kill_again_and_again(kind, draft, START, KILLS // 5, chance)
    assert_little_is_lost(losses, chance)
    assert [path.name for path in draft.parent.iterdir() if not OURS.fullmatch(path.name)] == []


def test_a_new_draft_that_is_killed_at_its_first_words_is_whole_or_not_there_yet(draft: Path) -> None:
    chance = Chance()
    for _ in range(KILLS // 5):
        draft.unlink(missing_ok=True)
        with terminal("new", NAME, folder=draft.parent, size=NARROW) as program:
            program.until(lambda: "Title" in program.text, "the start form")
            program.type("Claims")
            program.read_for(chance.uniform(0, 0.6))
            program.kill()
            was_saved = "▌ Claims" in program.text and " Saved" in program.text.splitlines()[0]
        title = title_of(draft)
        assert "Claims".startswith(title)
        assert not was_saved or title == "Claims"
        with terminal("open" if draft.exists() else "new", NAME, folder=draft.parent, size=NARROW) as program:
            program.shows("F1 help")
            program.type("<ctrl+q>")
            assert program.ends() == 0


def title_of(draft: Path) -> str:
    """The title in a draft; empty if there is none, or no draft yet."""
    return str(from_toml(draft.read_bytes()).get("start", {}).get("title", "")) if draft.exists() else ""
