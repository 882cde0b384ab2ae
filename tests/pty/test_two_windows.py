"""Two programs on one draft: one works, the other looks on, and neither writes over the other."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from core.designs import small
from ui.terminal import Terminal, terminal
from ui.typist import Chance

from wizard.drafts.file import from_toml, to_toml

pytestmark = pytest.mark.pty
NAME = "rooms.design.toml"
OPENED_ELSEWHERE = "This draft is open elsewhere"


class Windows:
    """The windows on one draft."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.draft = folder / NAME
        self._stack = stack

    def open(self) -> Terminal:
        """One more window."""
        return self._stack.enter_context(terminal("open", NAME, folder=self.draft.parent, size=(100, 30)))

    def first(self) -> Terminal:
        """The window that has the draft."""
        window = self.open()
        window.shows("Two to four")
        return window

    def second(self, key: str) -> Terminal:
        """A window that is told, and answers with a key."""
        window = self.open()
        window.shows(OPENED_ELSEWHERE)
        window.type(key)
        window.until(lambda: OPENED_ELSEWHERE not in window.text, "an answered question")
        return window

    def goal(self) -> str:
        """What is on the disk."""
        return str(from_toml(self.draft.read_bytes())["scope"]["goal"])

    def unsaved(self) -> list[str]:
        """What was typed and could not be saved, as the history keeps it."""
        return [
            gzip.decompress(path.read_bytes()).decode() for path in self.draft.parents[1].rglob("*-unsaved.toml.gz")
        ]


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    """A draft, and no window yet."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / NAME).write_bytes(to_toml(small()))
    with ExitStack() as stack:
        yield Windows(tmp_path / "work", stack)


def top(window: Terminal) -> str:
    """The first line."""
    return window.text.splitlines()[0]


def is_saved(window: Terminal) -> bool:
    """Whether it says that all is on the disk."""
    return " Saved" in top(window)


def words(window: Terminal) -> str:
    """What can be read in the goal, whatever stands beside it."""
    rows = (row[26:].split("▌", 1)[1] for row in window.text.splitlines() if "▌" in row[26:])
    return " ".join(" ".join(rows).split())


def test_who_comes_second_looks_on_sees_what_is_saved_and_changes_nothing(windows: Windows) -> None:
    one, two = windows.first(), windows.second("r")
    assert "READ ONLY" in top(two)
    one.type(" Seen by both.")
    one.until(lambda: windows.goal().endswith("Seen by both."), "a draft that is saved")
    two.until(lambda: "Seen by both." in words(two), "what was saved elsewhere")
    two.type("zzz")
    two.shows("Read only: nothing was changed")
    assert "zzz" not in words(two)
    one.type(" More.<ctrl+q>")
    assert one.ends() == 0
    assert windows.goal().endswith("Seen by both. More.")


def test_when_the_first_has_gone_the_second_works_on(windows: Windows) -> None:
    one, two = windows.first(), windows.second("r")
    one.type(" One.<ctrl+q>")
    assert one.ends() == 0
    two.until(lambda: "One." in words(two), "what was saved elsewhere")
    two.type("<ctrl+s>")
    two.until(lambda: "READ ONLY" not in top(two), "a draft to work on")
    two.type(" Two.<ctrl+q>")
    assert two.ends() == 0
    assert windows.goal().endswith("One. Two.")


def test_a_window_that_was_killed_stands_in_nobodys_way(windows: Windows) -> None:
    one, two = windows.first(), windows.second("r")
    one.type(" One.")
    one.until(lambda: windows.goal().endswith("One.") and is_saved(one), "a draft that is saved")
    one.kill()
    three = windows.first()
    assert OPENED_ELSEWHERE not in three.text
    three.type(" Three.<ctrl+q>")
    assert three.ends() == 0
    assert windows.goal().endswith("One. Three.")
    two.until(lambda: "Three." in words(two), "what was saved elsewhere")


def test_a_draft_that_is_taken_over_while_somebody_types_keeps_the_words_of_both(windows: Windows) -> None:
    chance = Chance()
    one, two = windows.first(), windows.open()
    two.shows(OPENED_ELSEWHERE)
    typed = "".join(f" w{number}" for number in range(12))
    taken_at, called_saved = chance.randrange(len(typed) // 2), ""
    for place, letter in enumerate(typed):
        if place == taken_at:
            two.type("t")
        one.type(letter)
        one.read_for(0.05)
        called_saved = words(one) if is_saved(one) else called_saved
    two.until(lambda: "READ ONLY" not in top(two), "a draft to work on")
    two.type(" Theirs.")
    two.until(lambda: windows.goal().endswith("Theirs."), "a draft that is saved")
    assert called_saved in windows.goal(), chance
    one.until(lambda: "NOT SAVED" in top(one), "a window that knows")
    one.shows("Changed in two places")
    one.type("<ctrl+q>")
    one.shows("quit without saving")
    one.type("q")
    one.ends()
    assert windows.goal().endswith("Theirs."), chance
    assert any(typed in said for said in windows.unsaved()), chance


def test_what_another_program_wrote_is_shown_and_never_written_over(windows: Windows) -> None:
    one = windows.first()
    one.type(" One.")
    one.until(lambda: windows.goal().endswith("One.") and is_saved(one), "a draft that is saved")
    windows.draft.write_bytes(windows.draft.read_bytes().replace(b"One.", b"Uno."))
    one.until(lambda: "Uno." in words(one), "what was written elsewhere")
    one.type(" Due.<ctrl+q>")
    assert one.ends() == 0
    assert windows.goal().endswith("Uno. Due.")
