"""What lay in a folder when it was looked at, so that what others did there since is seen."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from wizard.drafts.disk import Disk


class Meddled(Exception):
    """Somebody changed a folder while an export was to take its place in it; it is as they left it, without the export."""


class Mark(NamedTuple):
    """What tells a file from another, and from itself as it was."""

    device: int
    number: int
    mode: int
    size: int
    modified: int
    """In nanoseconds."""

    @property
    def is_regular(self) -> bool:
        """Whether it is a file of bytes, not a folder, a link or something else."""
        return stat.S_ISREG(self.mode)

    def is_of_same_file(self, other: Mark | None) -> bool:
        """Whether two names are, or were, those of one file, whatever is in it."""
        return other is not None and self[:2] == other[:2]


Look = Mapping[str, Mark]


def look(folder: Path, disk: Disk) -> Look | None:
    """All that lies in a folder; nothing if there is no such folder."""
    try:
        names = disk.names(folder)
    except FileNotFoundError:
        return None
    found = {name: mark(folder / name, disk) for name in names}
    return {name: one for name, one in found.items() if one is not None}


def mark(path: Path, disk: Disk) -> Mark | None:
    """What a path is, be it a link; nothing if it is not there."""
    try:
        status = disk.own_status(path)
    except FileNotFoundError:
        return None
    return Mark(status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns)
