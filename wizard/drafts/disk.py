"""The calls of the file system that saving and exporting make, so that a test can let each of them fail."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


class Disk:
    """One method for each call, and nothing in it but the call. `OSError` is what the system says."""

    def real(self, path: Path) -> Path:
        """The path without symbolic links."""
        return Path(os.path.realpath(path))

    def status(self, path: Path) -> os.stat_result:
        """What the system knows of a file, links followed."""
        return path.stat()

    def own_status(self, path: Path) -> os.stat_result:
        """The same of the path itself, be it a link."""
        return path.lstat()

    def status_of(self, descriptor: int) -> os.stat_result:
        """The same of an open file."""
        return os.fstat(descriptor)

    def may_write(self, path: Path) -> bool:
        """Whether this user may write there."""
        return os.access(path, os.W_OK)

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder."""
        return os.listdir(folder)  # noqa: PTH208  (names, not paths)

    def read(self, path: Path, most: int = -1) -> bytes:
        """The bytes of a file, at most so many."""
        with path.open("rb") as file:
            return file.read(most)

    def create(self, path: Path, mode: int = 0o600) -> int:
        """Begin a file where nothing is, not even a link; unless told otherwise nobody else may read it."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)

    def open(self, path: Path) -> int:
        """Open what is there for reading."""
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def open_folder(self, path: Path) -> int:
        """Open a folder, to sync it."""
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def open_lock(self, path: Path) -> int:
        """Open a file that others lock too, and make it if it is not there; everybody may read who has it open."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)

    def lock(self, descriptor: int) -> None:
        """Lock an open file, or fail with `BlockingIOError` if someone else has. The system frees it when its process ends."""
        import fcntl  # not on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def overwrite(self, descriptor: int, data: bytes) -> None:
        """Let an open file hold these few bytes and nothing else."""
        os.pwrite(descriptor, data, 0)
        os.ftruncate(descriptor, len(data))

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the bytes; how many."""
        return os.write(descriptor, data)

    def change_owner(self, descriptor: int, user: int, group: int) -> None:
        """Give the file to a user and a group; -1 leaves one as it is."""
        os.fchown(descriptor, user, group)

    def change_mode(self, descriptor: int, mode: int) -> None:
        """Say who may do what with the file."""
        os.fchmod(descriptor, mode)

    def sync(self, descriptor: int) -> None:
        """Wait until a file or folder is on the disk."""
        os.fsync(descriptor)

    def sync_drive(self, descriptor: int) -> None:
        """Wait until the drive has emptied its own memory too; macOS alone has a call for that."""
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]

    def close(self, descriptor: int) -> None:
        """Close a file or folder."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file its name, in place of what has it."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def link(self, path: Path, other: Path) -> None:
        """Give a file a second name."""
        other.hardlink_to(path)

    def is_stood_in(self, folder: Path) -> bool:
        """Whether a process has it as its current folder: this one, and on Linux any that this user may look at."""
        return any(place == str(folder) for place in _stood_in())

    def make_folder(self, path: Path) -> None:
        """Make a folder."""
        path.mkdir()

    def remove_folder(self, path: Path) -> None:
        """Remove a folder that is empty."""
        path.rmdir()

    def exchange(self, one: Path, other: Path) -> None:
        """Let two folders change places, so that neither name is ever without one; Linux alone has a call for that."""
        import ctypes  # only exports need it

        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if call is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    def now(self) -> float:
        """The time that the system gives to files."""
        return time.time()


def read_regular(path: Path, most: int, disk: Disk) -> bytes:
    """The bytes of a regular file, and of no link to one. `ValueError` if it is something else, or has more than so many bytes.

    To read a pipe would be to wait for a writer, and a large file would fill the memory.
    """
    status = disk.own_status(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size > most:
        raise ValueError(f"{path} is no file of at most {most} bytes")
    return disk.read(path, most)


def _stood_in() -> Iterator[str]:
    """The current folders of processes. They are read as names: to ask what lies there could wait for a dead server."""
    with contextlib.suppress(OSError):
        yield os.getcwd()  # noqa: PTH109  (a name to compare)
    with contextlib.suppress(OSError):
        for process in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208
            with contextlib.suppress(OSError):
                yield os.readlink(f"/proc/{process}/cwd")  # noqa: PTH115


DISK = Disk()
"""The file system of this machine."""
