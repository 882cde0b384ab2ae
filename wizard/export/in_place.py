"""Putting an export into a folder that has to stay the same folder: one file after the other, with a journal.

The new files wait inside of the folder, beside a second name for each that they replace. The manifest goes last, so what a
process that is killed leaves is known for what it is: new files in place, and their manifest still waiting.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from wizard.drafts.disk import DISK, Disk
from wizard.drafts.durable import sync_names
from wizard.drafts.temporary import beside, is_temporary
from wizard.export.look import Look, Mark, Meddled, mark
from wizard.export.manifest import MANIFEST, digest_at, read_manifest
from wizard.export.stage import confirm, drop, fill, write

STAGE = "backend-design-export"
"""What the folder is called in which an export waits."""
BEFORE = "before."
"""The names under which the old files wait there, until all new ones are in place."""


def move_in(target: Path, files: Mapping[str, bytes], seen: Look, disk: Disk) -> None:
    """Move one file after the other to its place; after a failure, or if any is not as it was seen, the old ones back."""
    stage = beside(target / STAGE)
    old = [name for name in files if name in seen]
    moved: dict[str, Mark | None] = {}
    kept = {*files, *(BEFORE + name for name in files)}
    try:
        disk.make_folder(stage)
        fill(stage, files, target, seen, disk)
        for name in old:
            _keep(target / name, stage / (BEFORE + name), disk)
        sync_names(stage, disk)
        for name in files:
            _replace(stage, target, name, seen, disk, moved)
        _look_again(stage, old, seen, disk)
    except BaseException:
        _put_back(stage, target, moved, old, disk)
        drop(stage, kept, disk)
        raise
    try:
        confirm(target, target, disk)
    finally:
        drop(stage, kept, disk)


def staged(folder: Path, disk: Disk) -> Iterator[Path]:
    """Folders in which an export waits inside of this one, or waited when its process was killed."""
    with contextlib.suppress(FileNotFoundError):
        for name in disk.names(folder):
            if is_temporary(name, STAGE) and stat.S_ISDIR(disk.own_status(folder / name).st_mode):
                yield folder / name


def is_broken_off(folder: Path, disk: Disk = DISK) -> bool:
    """Whether some files of an export are in their place in a folder, and their manifest is not: others may be older."""
    with contextlib.suppress(OSError):
        noted = read_manifest(folder / MANIFEST, disk)
        return any(
            digest != noted.get(name) and digest_at(folder / name, disk) == digest
            for stage in staged(folder, disk)
            for name, digest in read_manifest(stage / MANIFEST, disk).items()
            if mark(folder / name, disk)
        )
    return False


def _replace(stage: Path, target: Path, name: str, seen: Look, disk: Disk, moved: dict[str, Mark | None]) -> None:
    """Give one new file its name, unless somebody touched what has it."""
    if mark(target / name, disk) != seen.get(name):
        raise Meddled
    moved[name] = mark(stage / name, disk)
    disk.replace(stage / name, target / name)


def _put_back(stage: Path, target: Path, moved: dict[str, Mark | None], old: Collection[str], disk: Disk) -> None:
    """Give the old files their names again, and take away new ones, but nothing that somebody saved meanwhile."""
    for name, new in reversed(moved.items()):
        with contextlib.suppress(OSError):
            if mark(target / name, disk) == new:
                disk.replace(stage / (BEFORE + name), target / name) if name in old else disk.remove(target / name)


def _look_again(stage: Path, old: Iterable[str], seen: Look, disk: Disk) -> None:
    """See whether somebody wrote to an old file while the new ones took their places; of a copy nobody knows."""
    for name in old:
        now = mark(stage / (BEFORE + name), disk)
        if now is not None and now.is_of_same_file(seen[name]) and now != seen[name]:
            raise Meddled


def _keep(old: Path, place: Path, disk: Disk) -> None:
    """A second name for a file; a copy where the file system knows no second names."""
    try:
        disk.link(old, place)
    except OSError:
        write(place, disk.read(old), old, disk)
