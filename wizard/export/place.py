"""Putting an export in its place: into a folder, all of its files or none."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from wizard.drafts.disk import Disk
from wizard.drafts.durable import ORPHANED_S, not_durable, sync_file, sync_names, write_whole
from wizard.drafts.temporary import beside, is_temporary

STAGE = "backend-design-export"
"""What a folder is called in which an export waits, inside of one that is not ours alone."""
BEFORE = "before."
"""The names under which the old files wait there, until all new ones are in place."""


def put(folder: Path, files: Mapping[str, bytes], ours: Collection[str], disk: Disk) -> None:
    """Write files into a folder, which is made if need be; `OSError` leaves everything as it was, in the order given.

    A folder that is new, or holds nothing but `ours`, changes at once: one that is made beside it takes its place. In any
    other the files take their places one by one, and give them back after a failure; a process that is killed meanwhile
    leaves some old and some new, each whole. `NotDurable` if only the disk did not confirm it.
    """
    target = disk.real(folder)
    present = _names(target, disk)
    if present is None:
        _bring_new(target, files, disk)
    elif _is_ours_alone(target, present, {*files, *ours}, disk):
        try:
            _exchange(target, files, present, disk)
        except OSError:  # the file system can not, or the folder around is not ours to write
            _move_in(target, files, disk)
    else:
        _move_in(target, files, disk)
    _remove_orphans(target, {*files, *ours}, disk)


def staged(folder: Path, disk: Disk) -> Iterator[Path]:
    """Folders in which an export waited inside of this one when its process was killed."""
    for name in _names(folder, disk) or ():
        if is_temporary(name, STAGE) and stat.S_ISDIR(disk.own_status(folder / name).st_mode):
            yield folder / name


def _names(folder: Path, disk: Disk) -> list[str] | None:
    """What lies in a folder; nothing if there is no such folder."""
    try:
        return disk.names(folder)
    except FileNotFoundError:
        return None


def _is_ours_alone(target: Path, present: Collection[str], ours: Collection[str], disk: Disk) -> bool:
    """Whether the folder may be replaced as a whole: no shell stands in it, and nobody else's file lies there."""
    if disk.real(Path()).is_relative_to(target) or not set(present) <= set(ours):
        return False
    return all(stat.S_ISREG(disk.own_status(target / name).st_mode) for name in present)


def _bring_new(target: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Make the folder, and those around it that are missing."""
    missing = [folder for folder in (target.parent, *target.parent.parents) if _names(folder, disk) is None]
    made: list[Path] = []
    stage = beside(target)
    try:
        for folder in reversed(missing):
            made.append(folder)
            disk.make_folder(folder)
        _fill(stage, files, disk)
        sync_names(stage, disk)
        disk.replace(stage, target)
    except BaseException:
        _remove(stage, files, disk)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                disk.remove_folder(folder)
        raise
    for folder in (target, *made):
        _confirm(target, folder.parent, disk)


def _exchange(target: Path, files: Mapping[str, bytes], present: Collection[str], disk: Disk) -> None:
    """Put a folder with the new files, and with what else is ours, in place of the old one."""
    stage = beside(target)
    try:
        _fill(stage, files, disk)
        for name in set(present) - set(files):
            _keep(target / name, stage / name, disk)
        _make_alike(stage, target, disk)
        sync_names(stage, disk)
        if present:
            disk.exchange(stage, target)
        else:
            disk.replace(stage, target)
    except BaseException:
        _remove(stage, {*files, *present}, disk)
        raise
    _confirm(target, target.parent, disk)
    _remove(stage, {*files, *present}, disk)


def _move_in(target: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Move one file after the other to its place; after a failure the old ones back."""
    stage = beside(target / STAGE)
    moved: list[str] = []
    old: list[str] = []
    kept = {*files, *(BEFORE + name for name in files)}
    try:
        _fill(stage, files, disk)
        for name in files:
            with contextlib.suppress(FileNotFoundError):
                disk.own_status(target / name)
                _keep(target / name, stage / (BEFORE + name), disk)
                old.append(name)
        sync_names(stage, disk)
        for name in files:
            moved.append(name)
            disk.replace(stage / name, target / name)
    except BaseException:
        for name in reversed(moved):
            with contextlib.suppress(OSError):
                disk.replace(stage / (BEFORE + name), target / name) if name in old else disk.remove(target / name)
        _remove(stage, kept, disk)
        raise
    try:
        _confirm(target, target, disk)
    finally:
        _remove(stage, kept, disk)


def _fill(stage: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Make the folder and write the files into it, wait until they are on the disk, and look whether they are what was meant."""
    disk.make_folder(stage)
    for name, data in files.items():
        _write(stage / name, data, disk)
        if disk.read(stage / name) != data:
            raise OSError(f"{name} is not as it was written")


def _write(path: Path, data: bytes, disk: Disk) -> None:
    descriptor = disk.create(path, 0o666)
    try:
        write_whole(descriptor, data, disk)
        sync_file(descriptor, disk)
    finally:
        disk.close(descriptor)


def _keep(old: Path, place: Path, disk: Disk) -> None:
    """A second name for a file; a copy where the file system knows no second names."""
    try:
        disk.link(old, place)
    except OSError:
        _write(place, disk.read(old), disk)


def _make_alike(stage: Path, target: Path, disk: Disk) -> None:
    """Give a folder the owner and the mode of the one that it replaces, as far as this user may."""
    like, opened = disk.status(target), disk.open_folder(stage)
    try:
        for user, group in ((-1, like.st_gid), (like.st_uid, -1)):
            with contextlib.suppress(OSError):
                disk.change_owner(opened, user, group)
        with contextlib.suppress(OSError):
            disk.change_mode(opened, stat.S_IMODE(like.st_mode))
    finally:
        disk.close(opened)


def _confirm(target: Path, folder: Path, disk: Disk) -> None:
    """Wait until what took its place in a folder is there for good."""
    try:
        sync_names(folder, disk)
    except OSError as error:
        raise not_durable(target, error) from error


def _remove(stage: Path, names: Collection[str], disk: Disk) -> None:
    """Remove a folder with these files; one that holds any other stays."""
    with contextlib.suppress(OSError):
        for name in set(disk.names(stage)) & set(names):
            with contextlib.suppress(OSError):
                disk.remove(stage / name)
        disk.remove_folder(stage)


def _remove_orphans(target: Path, ours: Collection[str], disk: Disk) -> None:
    """Remove what exports that were killed left, an hour after they were."""
    names = {*ours, *(BEFORE + name for name in ours)}
    with contextlib.suppress(OSError):
        left = [target.parent / name for name in disk.names(target.parent) if is_temporary(name, target.name)]
        for folder in (*left, *staged(target, disk)):
            status = disk.own_status(folder)
            if stat.S_ISDIR(status.st_mode) and disk.now() - status.st_mtime > ORPHANED_S:
                _remove(folder, names, disk)
