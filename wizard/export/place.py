"""Putting an export in its place: into a folder, all of its files or none.

Two names can not be given to two files at once, but a folder can change places with another in one call. So the new files
wait in a folder beside the old one, together with whatever else lies there, under a second name; then the two change places.
A process that is killed at any moment leaves the old files or the new ones. Writing into the folder that is there, and
noting before what is to come, would leave every other program its footing in it, but a mix of old and new files after
a kill, until the next export. That is done only where it has to be (`in_place`): folders have no second names, and one that
somebody stands in, or that something is mounted on, would be gone under him.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Mapping
from pathlib import Path

from wizard.drafts.disk import Disk
from wizard.drafts.durable import keep_owner_and_mode, sync_names
from wizard.drafts.temporary import beside
from wizard.export.in_place import move_in
from wizard.export.look import Look, Mark, Meddled, look, mark
from wizard.export.remains import remove_remains
from wizard.export.stage import confirm, drop, fill

MOST_CARRIED = 100
"""A folder with more files of others is a place of work, not of an export."""


def put(folder: Path, files: Mapping[str, bytes], seen: Look | None, disk: Disk) -> None:
    """Write files into a folder as it was seen, which is made if need be; `OSError` leaves everything as it was.

    The last of the files is their manifest. What others wrote stays. `Meddled` if it is no longer as it was seen, and
    `NotDurable` if only the disk did not confirm it.
    """
    target = disk.real(folder)
    if seen is None:
        _bring_new(target, files, disk)
    elif _may_be_replaced(target, seen, files, disk):
        try:
            _change_places(target, files, seen, disk)
        except OSError:  # the file system can not, or the folder around is not ours to write
            move_in(target, files, seen, disk)
    else:
        move_in(target, files, seen, disk)
    remove_remains(target, files, disk)


def _may_be_replaced(target: Path, seen: Look, files: Mapping[str, bytes], disk: Disk) -> bool:
    """Whether all that lies in the folder can be carried over, and nobody stands in it."""
    carried = set(seen) - set(files)
    return (
        len(carried) <= MOST_CARRIED and all(one.is_regular for one in seen.values()) and not disk.is_stood_in(target)
    )


def _bring_new(target: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Make the folder, and those around it that are missing."""
    missing = [folder for folder in (target.parent, *target.parent.parents) if mark(folder, disk) is None]
    made: list[Path] = []
    stage = beside(target)
    try:
        for folder in reversed(missing):
            made.append(folder)
            disk.make_folder(folder)
        disk.make_folder(stage)
        fill(stage, files, target, {}, disk)
        sync_names(stage, disk)
        disk.replace(stage, target)
    except BaseException as error:
        drop(stage, files, disk)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                disk.remove_folder(folder)
        if isinstance(error, OSError) and error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise Meddled from error
        raise
    for folder in (target, *made):
        confirm(target, folder.parent, disk)


def _change_places(target: Path, files: Mapping[str, bytes], seen: Look, disk: Disk) -> None:
    """Put a folder with the new files, and with what else lies there, in place of the old one."""
    stage = beside(target)
    carried = set(seen) - set(files)
    try:
        disk.make_folder(stage)
        _make_alike(stage, target, disk)  # before: what is made in a folder may take its group from that
        fill(stage, files, target, seen, disk)
        for name in carried:
            disk.link(target / name, stage / name)
        sync_names(stage, disk)
        fresh = look(stage, disk) or {}
    except BaseException:
        drop(stage, {*files, *seen}, disk)
        raise
    _trade(stage, target, seen, fresh, carried, disk)
    expected = {name: fresh[name] if name in carried else one for name, one in seen.items()}
    try:
        is_as_seen = not seen or _is_still(stage, expected, carried, disk)
    except OSError:
        _give_back(stage, target, fresh, carried, disk)
        raise
    if not is_as_seen:
        _give_back(stage, target, fresh, carried, disk)
        raise Meddled
    confirm(target, target.parent, disk)
    _clear(stage, target, expected, carried, disk)


def _trade(stage: Path, target: Path, seen: Look, fresh: Look, carried: set[str], disk: Disk) -> None:
    """Let the two change places. Some file systems report the failure of what has happened; that counts as done."""
    try:
        if seen:
            disk.exchange(stage, target)
        else:  # in one call everywhere, not on Linux alone
            disk.replace(stage, target)
    except OSError:
        if _is_still(stage, fresh, carried, disk):
            drop(stage, fresh, disk)
            raise


def _give_back(stage: Path, target: Path, fresh: Look, carried: set[str], disk: Disk) -> None:
    """Let the two change places once more, and remove the new folder, but nothing that others put there meanwhile."""
    disk.exchange(stage, target)
    _clear(stage, target, fresh, carried, disk)


def _is_still(folder: Path, expected: Look, carried: set[str], disk: Disk) -> bool:
    """Whether a folder holds what is expected: files that were carried over by name, all others as they were."""
    now = look(folder, disk) or {}
    return now.keys() == expected.keys() and all(_is_same(name, one, expected, carried) for name, one in now.items())


def _is_same(name: str, now: Mark, expected: Look, carried: set[str]) -> bool:
    return now.is_of_same_file(expected[name]) if name in carried else now == expected[name]


def _clear(stage: Path, target: Path, expected: Look, carried: set[str], disk: Disk) -> None:
    """Remove the folder that lost its place. What else got into it in the last moment goes where its writer meant it to be."""
    with contextlib.suppress(OSError):
        for name, one in (look(stage, disk) or {}).items():
            with contextlib.suppress(OSError):
                if name not in expected or not _is_same(name, one, expected, carried):
                    disk.link(stage / name, target / name)
                disk.remove(stage / name)
        disk.remove_folder(stage)


def _make_alike(stage: Path, target: Path, disk: Disk) -> None:
    """Give a folder the owner and the mode of the one that it replaces."""
    like, opened = disk.status(target), disk.open_folder(stage)
    try:
        keep_owner_and_mode(opened, like, disk)
    finally:
        disk.close(opened)
