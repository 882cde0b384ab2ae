"""Writing a file so that it is always the old one or the new one, whole, whatever fails in between."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

from wizard.drafts.disk import DISK, Disk
from wizard.drafts.lock import lock_path
from wizard.drafts.temporary import beside, is_temporary
from wizard.errors import DraftReadOnly, NotDurable, SaveFailed

PRIVATE = 0o600
"""The mode of a new draft."""
ORPHANED_S = 3600
"""A temporary file of this age belongs to nobody who still writes."""
NO_SUCH_CALL = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system says that does not know the call; waiting for it to learn is of no use."""


def write_durably(target: Path, data: bytes, disk: Disk = DISK) -> None:
    """Replace a file's content: temporary file, fsync, rename, fsync of the folder. The target is no symbolic link.

    `SaveFailed` leaves the old content and nothing beside it; after `NotDurable` the new one is there, but may not last.
    """
    temporary = beside(target)
    try:
        old = _old(target, disk)
        write_new(temporary, data, old, disk)
        _give_name(temporary, target, disk)
    except OSError as error:
        raise SaveFailed(failure(target.name, error)) from error
    sync_folder(target, disk)


def failure(name: str, error: OSError) -> str:
    """The words for a call that failed before the new content had its name."""
    return f"{name} could not be saved: {error.strerror or error}. What you typed is kept here."


def _old(target: Path, disk: Disk) -> os.stat_result | None:
    """What is to be replaced, if there is anything. `SaveFailed` for what should not be."""
    try:
        old = disk.status(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        raise SaveFailed(f"{target.name} is not a regular file, so it was left alone. What you typed is kept here.")
    if not disk.may_write(target):  # the rename would replace it all the same
        raise DraftReadOnly(f"{target.name} is read-only. What you typed is kept here; save a copy elsewhere.")
    return old


def write_new(path: Path, data: bytes, old: os.stat_result | None, disk: Disk, mode: int = 0o600) -> None:
    """Write a new file, with owner and mode of an old one, and wait until the disk has it; after a failure it is gone."""
    descriptor = disk.create(path, mode)
    try:
        try:
            _write_whole(descriptor, data, disk)
            if old is not None:
                keep_owner_and_mode(descriptor, old, disk)
            _sync_file(descriptor, disk)
        finally:
            disk.close(descriptor)
    except BaseException:
        _drop(path, disk)
        raise


def _give_name(temporary: Path, target: Path, disk: Disk) -> None:
    try:
        disk.replace(temporary, target)
    except BaseException:
        _drop(temporary, disk)
        raise


def _drop(temporary: Path, disk: Disk) -> None:
    with contextlib.suppress(OSError):
        disk.remove(temporary)


def _write_whole(descriptor: int, data: bytes, disk: Disk) -> None:
    """Write all of it: a disk that fills up may take a part only, and says so at the next call."""
    rest = memoryview(data)
    while rest:
        written = disk.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def keep_owner_and_mode(descriptor: int, old: os.stat_result, disk: Disk) -> None:
    """The owner as far as this user may give files away; the mode always, where the file system has modes."""
    mode, new = stat.S_IMODE(old.st_mode), disk.status_of(descriptor)
    if new.st_gid != old.st_gid:
        try:
            disk.change_owner(descriptor, -1, old.st_gid)
        except OSError:  # what the old group might do, the group of this user might not
            mode = mode & ~0o070 | (mode & 0o007) << 3
    if new.st_uid != old.st_uid:
        with contextlib.suppress(OSError):
            disk.change_owner(descriptor, old.st_uid, -1)
    if mode != stat.S_IMODE(new.st_mode):
        try:
            disk.change_mode(descriptor, mode)
        except OSError as error:
            if error.errno not in (*NO_SUCH_CALL, errno.EPERM):
                raise


def _sync_file(descriptor: int, disk: Disk) -> None:
    """Wait until the bytes are on the disk; on macOS fsync alone leaves them in the memory of the drive."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            disk.sync_drive(descriptor)
            return
    disk.sync(descriptor)


def sync_in_place(target: Path, disk: Disk = DISK) -> None:
    """Wait until a file that is there already is on the disk, with its name. `NotDurable` if that can not be said."""
    try:
        _sync_opened(disk.open(target), disk)
    except OSError as error:
        raise not_durable(target, error) from error
    sync_folder(target, disk)


def sync_folder(target: Path, disk: Disk = DISK) -> None:
    """Wait until the name of a file is on the disk. `NotDurable` if only that failed."""
    try:
        sync_names(target.parent, disk)
    except OSError as error:
        raise not_durable(target, error) from error


def sync_names(folder: Path, disk: Disk) -> None:
    """Wait until the names in a folder are on the disk, where the file system knows how."""
    try:
        _sync_opened(disk.open_folder(folder), disk)
    except OSError as error:
        if error.errno not in NO_SUCH_CALL:
            raise


def _sync_opened(descriptor: int, disk: Disk) -> None:
    try:
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)


def not_durable(target: Path, error: OSError) -> NotDurable:
    """What is said of something new that is in its place, but perhaps not for good."""
    return NotDurable(
        f"{target.name} was written, but the disk did not confirm it: {error.strerror or error}. "
        "A power cut now could bring back what was there before."
    )


def remove_orphans(target: Path, disk: Disk = DISK) -> None:
    """Remove temporary files that a process which was killed left beside this file, an hour after it was."""
    with contextlib.suppress(OSError):
        for name in disk.names(target.parent):
            if is_temporary(name, target.name) or is_temporary(name, lock_path(target).name):
                _remove_if_old(target.with_name(name), disk)


def _remove_if_old(path: Path, disk: Disk) -> None:
    status = disk.own_status(path)
    if stat.S_ISREG(status.st_mode) and disk.now() - status.st_mtime > ORPHANED_S:
        disk.remove(path)
