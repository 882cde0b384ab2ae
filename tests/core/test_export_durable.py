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
from wizard.errors import ExportFailed, NotDurable
from wizard.export import turn
from wizard.export.in_place import is_broken_off
from wizard.export.look import Meddled, look
from wizard.export.manifest import MANIFEST, digest_of, manifest_of
from wizard.export.place import put
from wizard.export.write import FORMATS, Format, export_to
from wizard.review import review


def with_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of an export, and what it notes of them."""
    return files | {MANIFEST: manifest_of({name: digest_of(data) for name, data in files.items()})}


OLD = with_manifest({"SPEC.md": b"old", "design.json": b"{}"})
NEW = with_manifest({"SPEC.md": b"new and longer", "design.json": b"{1}"})
MINE = {"README.md": b"mine", "notes.txt": b"mine too"}
MOST_CALLS = 160
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
    for name, data in MINE.items():
        (folder / name).write_bytes(data)


def worked_in(folder: Path) -> None:
    """A folder with another one in it, which has no second name to be carried over by."""
    shared(folder)
    empty(folder / "drawings")


PLACES = [nothing, empty, ours, shared, worked_in]
FAULTS = [*ERRORS, LATE, SHORT, KILL, KILL_AFTER]


def write(folder: Path, files: dict[str, bytes], disk: Disk) -> None:
    """Put files into a folder as it is now."""
    put(folder, files, look(folder, disk), disk)


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
        write(folder, NEW, disk)
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
    has_old = place in (ours, shared, worked_in)
    before = OLD if has_old else {}
    mine = MINE if place in (shared, worked_in) else {}
    for folder, disk in failing_exports(tmp_path, place, fault, Disk()):
        how = outcome(folder, disk)
        now = found(folder)
        assert all((folder / name).read_bytes() == data for name, data in mine.items())
        if how in ("done", "unconfirmed"):
            assert now == NEW
        elif how == "killed" and place is worked_in:
            assert now in (OLD, NEW) or is_broken_off(folder)
            assert all(now[name] in (OLD[name], NEW[name]) for name in OLD)
        elif fault.is_late and place is not worked_in:
            assert now in (before, NEW)
        else:
            assert now == (before if how == "failed" else now)
            assert now in (before, NEW)
        if how == "failed" and disk.failed_in not in CLEANING:
            assert left(folder) == []
            assert place is not nothing or fault.is_late or not folder.parent.exists()
        write(folder, NEW, Disk())
        assert found(folder) == NEW
        assert not is_broken_off(folder)
        assert {path.name for path in folder.iterdir() if path.suffix != ".tmp"} >= {*NEW, *mine}


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
    places = (
        (nothing, "replace"),
        (empty, "replace"),
        (ours, "exchange"),
        (shared, "exchange"),
        (worked_in, "replace"),
    )
    for place, change in places:
        folder = tmp_path / place.__name__
        place(folder)
        disk = FailingDisk(Disk())
        write(folder, NEW, disk)
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
    write(folder, NEW, Disk())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_what_else_is_ours_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    ours(folder)
    write(folder, {"SPEC.md": b"new", MANIFEST: b"m"}, Disk())
    assert found(folder) == {**OLD, "SPEC.md": b"new", MANIFEST: b"m"}


def test_every_file_keeps_its_mode(tmp_path: Path) -> None:
    for place in (ours, worked_in):
        folder = tmp_path / place.__name__
        place(folder)
        (folder / "SPEC.md").chmod(0o600)
        (folder / "design.json").chmod(0o664)
        write(folder, NEW, Disk())
        modes = [stat.S_IMODE((folder / name).stat().st_mode) for name in ("SPEC.md", "design.json")]
        assert modes == [0o600, 0o664]


def test_what_others_wrote_is_the_same_file_afterwards(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    shared(folder)
    before = (folder / "README.md").stat()
    write(folder, NEW, Disk())
    assert (folder / "README.md").stat().st_ino == before.st_ino
    assert (folder / "README.md").stat().st_nlink == 1
    assert left(folder) == []


class Busy(Disk):
    """A file system on which others do something in the moment before a call."""

    def __init__(self, before: str, at: int, action: Callable[[], object]) -> None:
        self._made = 0
        inner = getattr(super(), before)

        def call(*arguments: object) -> object:
            self._made += 1
            if self._made == at:
                action()
            return inner(*arguments)

        setattr(self, before, call)


def saved_by_an_editor(path: Path, data: bytes) -> None:
    """A new file takes the name, as most editors do it."""
    temporary = path.with_name("editor.swp")
    temporary.write_bytes(data)
    temporary.replace(path)


MEDDLING: dict[str, Callable[[Path], object]] = {
    "a new file": lambda folder: (folder / "fresh.txt").write_bytes(b"fresh"),
    "a file of theirs saved": lambda folder: saved_by_an_editor(folder / "README.md", b"fresh"),
    "a file of ours saved": lambda folder: saved_by_an_editor(folder / "SPEC.md", b"fresh"),
    "a file of ours written to": lambda folder: (folder / "SPEC.md").write_bytes(b"fresh"),
}


@pytest.mark.parametrize("what", MEDDLING)
@pytest.mark.parametrize(
    ("place", "before", "at"), [(shared, "exchange", 1), (worked_in, "replace", 1), (worked_in, "replace", 2)]
)
def test_what_others_write_while_an_export_takes_its_place_is_never_lost(
    tmp_path: Path, what: str, place: Callable[[Path], None], before: str, at: int
) -> None:
    folder = tmp_path / "spec"
    place(folder)
    disk = Busy(before, at, lambda: MEDDLING[what](folder))
    with contextlib.suppress(Meddled):
        write(folder, NEW, disk)
    kept = {path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and folder in path.parents}
    is_beyond_what_a_call_can_tell = (what, place, at) == ("a file of ours saved", worked_in, 1)
    assert (b"fresh" in kept) is not is_beyond_what_a_call_can_tell
    assert left(folder) == []


def test_what_appears_in_the_old_folder_at_the_very_last_goes_where_it_was_meant_to_be(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    shared(folder)

    def late() -> None:
        (stage,) = tmp_path.glob(".spec.*.tmp")
        (stage / "late.txt").write_bytes(b"late")

    write(folder, NEW, Busy("sync", len(NEW) + 2, late))
    assert found(folder) == NEW
    assert (folder / "late.txt").read_bytes() == b"late"
    assert left(folder) == []


def test_a_folder_that_one_stands_in_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "spec"
    ours(folder)
    before = folder.stat().st_ino
    monkeypatch.chdir(folder)
    write(Path(), NEW, Disk())
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
    changed = tmp_path / ".spec.11111111.tmp"
    shared(changed)
    (changed / "SPEC.md").write_bytes(b"changed while the folder lost its place")
    (changed / "notes.txt").unlink()
    (changed / "notes.txt").hardlink_to(folder / "notes.txt")
    os.utime(changed, (0, 0))
    write(folder, NEW, Disk())
    here = {path.name for path in tmp_path.iterdir()}
    assert here == {*ages, foreign.name, changed.name, "spec"} - {".spec.0123abcd.tmp"}
    assert (foreign / "mine.txt").exists()
    assert {path.name for path in changed.iterdir()} == {"SPEC.md", "README.md"}


# The same through the whole export.


READY = review(small())
OTHER = review(with_value(small(), ("start", "title"), "Another title"))


@pytest.fixture(autouse=True)
def _small_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "MOST_WAIT_S", 0.001)  # whoever is killed here keeps the lock, as the process lives on
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
        with contextlib.suppress(ExportFailed, NotDurable, Killed):
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
    with pytest.raises(ExportFailed, match=r"No space left on device\. Make room"):
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
