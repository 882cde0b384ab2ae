"""The disk is full, or nobody may write there, while somebody types: it is said at once, and nothing is lost."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from core.designs import small
from ui.small_disk import SmallDisk, small_disk, why_not
from ui.terminal import Terminal, terminal

from wizard.drafts.file import from_toml, to_toml

WHY_NOT = why_not()
pytestmark = [pytest.mark.pty, pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
NAME = "rooms.design.toml"
AT_ONCE_S = 1.5
"""Half a second of typing, until it is to be saved, and one in which the banner has to come."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk with a draft on it; what the program remembers lies on another."""
    (tmp_path / "work").mkdir()
    with small_disk(tmp_path / "work") as disk:
        (disk.path / NAME).write_bytes(to_toml(small()))
        yield disk


@pytest.fixture
def program(disk: SmallDisk, tmp_path: Path) -> Iterator[Terminal]:
    """The program with that draft open, at its goal, and saved."""
    with terminal("open", NAME, folder=tmp_path / "work", inside=disk.inside) as program:
        program.shows("Two to four sentences")
        program.type(" One.")
        program.until(lambda: goal(disk).endswith(" One."), "a draft that is saved")
        program.shows(" Saved")
        yield program


def goal(disk: SmallDisk) -> str:
    """The goal in the draft."""
    return str(from_toml((disk.path / NAME).read_bytes())["scope"]["goal"])


def says_not_saved(program: Terminal) -> bool:
    """Whether the first line says so."""
    return "NOT SAVED" in program.text.splitlines()[0]


def assert_said_at_once(program: Terminal, words: str) -> None:
    """Type words that can not be saved."""
    typed = monotonic()
    program.type(words)
    program.until(lambda: says_not_saved(program), "the banner")
    assert monotonic() - typed < AT_ONCE_S


def assert_all_is_saved(program: Terminal, disk: SmallDisk, end: str) -> None:
    """Saving goes on without a key."""
    program.until(lambda: goal(disk).endswith(end), "a draft that is saved")
    program.until(lambda: not says_not_saved(program), "a banner that is gone")
    program.type("<ctrl+q>")
    assert program.ends() == 0
    assert [path.name for path in disk.path.iterdir() if path.suffix == ".tmp"] == []


def test_on_a_full_disk_it_is_said_at_once_typing_goes_on_and_all_is_saved_when_there_is_room(
    program: Terminal, disk: SmallDisk
) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    for word in (" Three.", " Four."):
        program.type(word)
        program.shows(word)
        assert says_not_saved(program)
    assert goal(disk).endswith(" One.")
    disk.make_room()
    assert_all_is_saved(program, disk, " One. Two. Three. Four.")


def quit_unsaved(program: Terminal) -> None:
    """Quit, and confirm that it is meant."""
    program.type("<ctrl+q>")
    program.shows("quit without saving")
    program.type("q")


def test_quitting_with_words_that_could_not_be_saved_asks_first(program: Terminal, disk: SmallDisk) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    program.type("<ctrl+q>")
    program.shows("quit without saving")
    program.type("<esc>")
    program.until(lambda: "quit without saving" not in program.text, "the form")
    program.type(" Three.")
    program.shows(" Three.")
    disk.make_room()
    assert_all_is_saved(program, disk, " One. Two. Three.")


def test_whoever_started_the_program_is_told_that_something_was_not_saved(program: Terminal, disk: SmallDisk) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    quit_unsaved(program)
    assert program.ends() == 1


def test_words_that_were_given_up_are_in_the_history_if_that_is_on_another_disk(
    program: Terminal, disk: SmallDisk, tmp_path: Path
) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    program.type(" Three.")
    program.shows(" Three.")
    quit_unsaved(program)
    program.ends()
    assert program.left_behind() == []
    assert goal(disk).endswith(" One.")
    (kept,) = (tmp_path / "state").rglob("*-unsaved.toml.gz")
    assert b" One. Two. Three." in gzip.decompress(kept.read_bytes())


def test_a_copy_on_another_disk_takes_everything_and_the_work_goes_on_there(
    program: Terminal, disk: SmallDisk, tmp_path: Path
) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    program.type("<ctrl+s>")
    program.shows("save a copy elsewhere")
    program.type("c")
    program.shows("Save a copy")
    copy = tmp_path / "saved.design.toml"
    program.type(f"<ctrl+u>{copy}<enter>")
    program.until(copy.exists, "the copy")
    program.until(lambda: not says_not_saved(program), "a banner that is gone")
    program.type(" Three.<ctrl+q>")
    assert program.ends() == 0
    assert from_toml(copy.read_bytes())["scope"]["goal"].endswith(" One. Two. Three.")
    assert goal(disk).endswith(" One.")


def test_a_draft_opens_on_a_full_disk(disk: SmallDisk, tmp_path: Path) -> None:
    disk.fill()
    with terminal("open", NAME, folder=tmp_path / "work", inside=disk.inside) as program:
        program.shows("Two to four sentences")
        assert_said_at_once(program, " One.")
        disk.make_room()
        assert_all_is_saved(program, disk, " One.")


def test_on_a_disk_that_is_write_protected_a_draft_can_be_read_and_worked_on_when_it_is_not_any_more(
    disk: SmallDisk, tmp_path: Path
) -> None:
    disk.protect()
    with terminal("open", NAME, folder=tmp_path / "work", inside=disk.inside) as program:
        program.shows("READ ONLY")
        program.type("zzz")
        program.shows("Read only: nothing was changed")
        disk.protect(is_on=False)
        program.until(lambda: "READ ONLY" not in program.text, "a draft to work on")
        program.type(" One.")
        assert_all_is_saved(program, disk, "arrive. One.")
