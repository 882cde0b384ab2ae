"""A disk of a few kilobytes, which can be filled and write-protected while a program works on it."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOM = "256k"


class SmallDisk:
    """A file system in memory, in a name space of its own: only programs that are started inside see it there."""

    def __init__(self, place: Path) -> None:
        self._keeper = subprocess.Popen(
            ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={ROOM} tmpfs "$0" && echo ready && exec sleep 600', str(place)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._place = place
        assert self._keeper.stdout is not None
        self.is_there = self._keeper.stdout.readline() == "ready\n"
        self.inside = (
            "nsenter",
            "-t",
            str(self._keeper.pid),
            "-U",
            "-m",
            "--preserve-credentials",
            "sh",
            "-c",
            'cd "$0" && exec "$@"',
            str(place),
        )
        """What starts a program in there."""
        self.path = Path(f"/proc/{self._keeper.pid}/root{place}")
        """Where the same folder is for everybody else."""

    def fill(self) -> None:
        """Leave no room at all."""
        with contextlib.suppress(OSError), (self.path / "filling").open("ab", buffering=0) as file:
            while file.write(b"x" * 512):
                pass

    def make_room(self) -> None:
        """Take away what filled it."""
        (self.path / "filling").unlink()

    def protect(self, *, is_on: bool = True) -> None:
        """Let nobody write there, not even root; or let them again."""
        how = "ro" if is_on else "rw"
        subprocess.run([*self.inside, "mount", "-o", f"remount,{how}", str(self._place)], check=True)

    def close(self) -> None:
        """Give the memory back."""
        self._keeper.kill()
        self._keeper.communicate()


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[SmallDisk]:
    """A small disk on an empty folder."""
    disk = SmallDisk(place)
    try:
        yield disk
    finally:
        disk.close()


def why_not() -> str:
    """Why there can be no small disk on this machine; empty if there can."""
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        return "unshare and nsenter of util-linux are needed for a small disk"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"], capture_output=True, text=True, check=False
    )  # fmt: skip
    return f"this machine lets nobody mount a small disk: {done.stderr.strip()}" if done.returncode else ""
