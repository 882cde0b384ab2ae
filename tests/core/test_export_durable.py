"""An export is in its place as a whole or not at all, whatever fails and whenever the process is killed."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from core.designs import small
from core.simulated_disk import ERRORS, KILL, KILL_AFTER, LATE, SHORT, FailingDisk, Fault, Killed

from wizard.answers import with_value
from wizard.drafts.disk import Disk
from wizard.errors import ExportRefused, NotDurable
from wizard.export.place import put
from wizard.export.write import FORMATS, MANIFEST, Format, export_to
from wizard.review import review

OLD = {"SPEC.md": b"old", "design.json": b"{}", MANIFEST: b"old manifest"}
NEW = {"SPEC.md": b"new and longer", "design.json": b"{1}", MANIFEST: b"new manifest"}
MOST_CALLS = 120
CLEANING = {"names", "remove", "remove_folder", "own_status", "now"}
"""Calls after which something may be left, as they are those that clean up."""


class WithoutExchange(Disk):
    """A file system that can not let folders change places."""

    def exchange(self, one: Path, other: Path) -> None:
        raise OSError(errno.EINVAL, f"{one} and {other} stay")


def nothing(_: Path) -> None:
    """No folder yet."""


def empty(folder: Path) -> None:
    folder.mkdir(parents=True)


def ours(folder: Path) -> None:
    empty(folder)
    for name, data in OLD.items():
        (folder / name).write_bytes(data)


def shared(folder: Path) -> None:
    ours(folder)
    (folder / "README.md").write_bytes(b"mine")


PLACES = [nothing, empty, ours, shared]
FAULTS = [*ERRORS, LATE, SHORT, KILL, KILL_AFTER]


def found(folder: Path) -> dict[str, bytes]:
    """Our files in a folder."""
    return {name: (folder / name).read_bytes() for name in NEW if (folder / name).exists()}


def left(folder: Path) -> list[str]:
    """What lies in and around the folder and is neither an export nor anybody's."""
    around = [folder.parent, *([folder] if folder.exists() else [])]
    return [path.name for one in around if one.exists() for path in one.iterdir() if path.name.endswith(".tmp")]


def failing_exports(
    tmp_path: Path, place: Callable[[Path], None], fault: Fault, inner: Disk
) -> Iterator[tuple[Path, FailingDisk]]:
    """A folder, and a disk on which the next of its calls goes wrong, until none is left."""
    for number in range(1, MOST_CALLS):
        folder = tmp_path / str(number) / "deep" / "spec"
        place(folder)
        disk = FailingDisk(inner)
        disk.arm(number, fault)
        yield folder, disk
        if not disk.has_ever_failed:
            assert number > 15, "an export makes more calls than that"
            return
    raise AssertionError("an export never ends")


def outcome(folder: Path, disk: FailingDisk) -> str:
    """How it ended: done, failed, unconfirmed or killed."""
    try:
        put(folder, NEW, OLD.keys(), disk)
    except NotDurable:
        return "unconfirmed"
    except OSError:
        return "failed"
    except Killed:
        return "killed"
    return "done"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_after_any_failing_call_or_kill_the_folder_holds_the_old_export_or_the_new_one(
    tmp_path: Path, place: Callable[[Path], None], fault: Fault
) -> None:
    before = OLD if place in (ours, shared) else {}
    for folder, disk in failing_exports(tmp_path, place, fault, Disk()):
        how = outcome(folder, disk)
        now = found(folder)
        if how in ("done", "unconfirmed"):
            assert now == NEW
        elif how == "killed" and place is shared:
            assert all(now[name] in (OLD[name], NEW[name]) for name in OLD)
        elif fault.is_late and place is not shared:
            assert now in (before, NEW)
        else:
            assert now == (before if how == "failed" else now)
            assert now in (before, NEW)
        if how == "failed" and disk.failed_in not in CLEANING:
            assert left(folder) == []
            assert place is not nothing or fault.is_late or not folder.parent.exists()
        put(folder, NEW, OLD.keys(), Disk())
        assert found(folder) == NEW
        assert place is not shared or (folder / "README.md").read_bytes() == b"mine"


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_where_folders_can_not_change_places_a_failure_brings_the_old_files_back(tmp_path: Path, fault: Fault) -> None:
    for folder, disk in failing_exports(tmp_path, ours, fault, WithoutExchange()):
        how, now = outcome(folder, disk), found(folder)
        if how == "killed":
            assert all(now[name] in (OLD[name], NEW[name]) for name in OLD)
        else:
            assert now == (OLD if how == "failed" else NEW)


def test_nothing_takes_its_place_before_it_is_on_the_disk_and_nothing_old_goes_before_that_is_confirmed(
    tmp_path: Path,
) -> None:
    for place, change in ((nothing, "replace"), (empty, "replace"), (ours, "exchange"), (shared, "replace")):
        folder = tmp_path / place.__name__
        place(folder)
        disk = FailingDisk(Disk())
        put(folder, NEW, OLD.keys(), disk)
        first = disk.made.index(change)
        last = len(disk.made) - 1 - disk.made[::-1].index(change)
        assert disk.made[:first].count("sync") == len(NEW) + 1
        assert "remove" not in disk.made[:last]
        assert "sync" in disk.made[last:]
        if "remove" in disk.made:
            assert disk.made.index("sync", last) < disk.made.index("remove")


def test_a_folder_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    ours(folder)
    folder.chmod(0o750)
    put(folder, NEW, OLD.keys(), Disk())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_what_else_is_ours_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    ours(folder)
    put(folder, {"SPEC.md": b"new", MANIFEST: b"m"}, OLD.keys(), Disk())
    assert found(folder) == {**OLD, "SPEC.md": b"new", MANIFEST: b"m"}


def test_a_folder_that_one_stands_in_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "spec"
    ours(folder)
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)
    put(Path(), NEW, OLD.keys(), Disk())
    assert folder.stat().st_ino == before
    assert found(folder) == NEW
    assert left(folder) == []


def test_what_a_killed_export_left_goes_after_an_hour_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    shared(folder)
    ages = {".spec.0123abcd.tmp": 0, ".spec.0123abce.tmp": None, ".other.0123abcd.tmp": 0, ".spec.tmp": 0}
    for name, age in ages.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "SPEC.md").write_bytes(b"half")
        if age is not None:
            os.utime(tmp_path / name, (age, age))
    foreign = tmp_path / ".spec.00000000.tmp"
    foreign.mkdir()
    (foreign / "mine.txt").write_bytes(b"mine")
    os.utime(foreign, (0, 0))
    put(folder, NEW, OLD.keys(), Disk())
    assert {path.name for path in tmp_path.iterdir()} == {*ages, foreign.name, "spec"} - {".spec.0123abcd.tmp"}
    assert (foreign / "mine.txt").exists()


# The same through the whole export.


READY = review(small())
OTHER = review(with_value(small(), ("start", "title"), "Another title"))


@pytest.fixture(autouse=True)
def _small_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kind in FORMATS.items():
        monkeypatch.setitem(FORMATS, name, Format(kind.file, kind.about, lambda of: of.design.start.title))


@pytest.mark.parametrize("fault", [*ERRORS[:2], LATE, KILL, KILL_AFTER], ids=str)
@pytest.mark.parametrize("is_shared", [False, True])
def test_an_export_that_failed_or_was_killed_is_made_whole_by_the_next_one(
    tmp_path: Path, fault: Fault, is_shared: bool
) -> None:
    for number in range(1, MOST_CALLS):
        folder = tmp_path / str(number)
        export_to(READY, folder, list(FORMATS))
        if is_shared:
            (folder / "mine.txt").write_bytes(b"mine")
        disk = FailingDisk(Disk())
        disk.arm(number, fault)
        with contextlib.suppress(ExportRefused, NotDurable, Killed):
            export_to(OTHER, folder, list(FORMATS), disk=disk)
        texts = {(folder / kind.file).read_text("utf-8") for kind in FORMATS.values()}
        assert texts in ({"Room booking"}, {"Another title"}) or (is_shared and fault.kills)
        export_to(READY, folder, list(FORMATS))
        assert {(folder / kind.file).read_text("utf-8") for kind in FORMATS.values()} == {"Room booking"}
        if not disk.has_ever_failed:
            return
    raise AssertionError("an export never ends")


class Full(Disk):
    """A disk with room for some more bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, descriptor: int, data: memoryview) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(descriptor, data[: self.room])
        self.room -= written
        return written


@pytest.mark.parametrize("room", [0, 5, 20, 60])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, room: int, is_there: bool) -> None:
    folder = tmp_path / "spec"
    if is_there:
        export_to(READY, folder, list(FORMATS))
    before = {path.name: path.read_bytes() for path in folder.glob("*")}
    with pytest.raises(ExportRefused, match=r"No space left on device\. Make room"):
        export_to(OTHER, folder, list(FORMATS), disk=Full(room))
    assert {path.name: path.read_bytes() for path in folder.glob("*")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["spec"] * is_there


def test_a_manifest_with_paths_in_it_removes_nothing_elsewhere(tmp_path: Path) -> None:
    folder, victim = tmp_path / "spec", tmp_path / "victim"
    export_to(READY, folder, list(FORMATS))
    victim.write_bytes(b"keep")
    (folder / MANIFEST).write_text(
        '{"files": {"../victim": "0", "SPEC.md": "0", "..": "0", "a\\u0000b": "0"}}', "utf-8"
    )
    orphan = tmp_path / ".spec.0123abcd.tmp"
    orphan.mkdir()
    os.utime(orphan, (0, 0))
    export_to(READY, folder, list(FORMATS), overwrite=True)
    assert victim.read_bytes() == b"keep"
