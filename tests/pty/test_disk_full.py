"""The disk is full, or nobody may write there, while somebody types: it is said at once, and nothing is lost."""

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


def test_where_nobody_may_write_any_more_the_same_holds(program: Terminal, disk: SmallDisk) -> None:
    disk.protect()
    assert_said_at_once(program, " Two.")
    program.type(" Three.")
    program.shows(" Three.")
    assert says_not_saved(program)
    assert goal(disk).endswith(" One.")
    disk.protect(is_on=False)
    assert_all_is_saved(program, disk, " One. Two. Three.")


@pytest.mark.xfail(strict=False, reason="the exit code is 0")
def test_quitting_with_words_that_could_not_be_saved_asks_and_tells_whoever_started_it(
    program: Terminal, disk: SmallDisk
) -> None:
    disk.fill()
    assert_said_at_once(program, " Two.")
    program.type("<ctrl+q>")
    program.shows("Quit without saving")
    program.type("<esc>")
    program.until(lambda: "Quit without saving" not in program.text, "the form")
    program.type(" Three.")
    program.shows(" Three.")
    program.type("<ctrl+q>")
    program.shows("Quit without saving")
    program.type("y")
    assert program.ends() == 1
    assert program.left_behind() == []
    assert goal(disk).endswith(" One.")


@pytest.mark.parametrize("is_full", [True, False], ids=["a full disk", "a disk that is write-protected"])
def test_a_draft_opens_on(disk: SmallDisk, tmp_path: Path, is_full: bool) -> None:
    if is_full:
        disk.fill()
    else:
        disk.protect()
    with terminal("open", NAME, folder=tmp_path / "work", inside=disk.inside) as program:
        program.shows("Two to four sentences")
        assert_said_at_once(program, " One.")
        if is_full:
            disk.make_room()
        else:
            disk.protect(is_on=False)
        assert_all_is_saved(program, disk, " One.")
