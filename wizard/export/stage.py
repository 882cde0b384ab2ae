"""The hidden folder in which an export waits until it takes its place."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path

from wizard.drafts.disk import Disk
from wizard.drafts.durable import not_durable, sync_names, write_new
from wizard.export.look import Look


def fill(stage: Path, files: Mapping[str, bytes], target: Path, seen: Look, disk: Disk) -> None:
    """Write the files into the folder, each with the owner and the mode of what it is to replace.

    Then everything is on the disk, and was looked at whether it is what was meant.
    """
    for name, data in files.items():
        write(stage / name, data, target / name if name in seen else None, disk)
        if disk.read(stage / name) != data:
            raise OSError(f"{name} is not as it was written")


def write(path: Path, data: bytes, like: Path | None, disk: Disk) -> None:
    """Write a new file and wait until it is on the disk; with the owner and mode of another one, if it is named."""
    old = None if like is None else disk.own_status(like)
    write_new(path, data, old, disk, 0o666 if old is None else 0o600)


def confirm(target: Path, folder: Path, disk: Disk) -> None:
    """Wait until what took its place in a folder is there for good. `NotDurable` if that can not be said."""
    try:
        sync_names(folder, disk)
    except OSError as error:
        raise not_durable(target, error) from error


def drop(stage: Path, names: Collection[str], disk: Disk) -> None:
    """Remove a folder that nobody else knows of, with these files; one that holds any other stays."""
    with contextlib.suppress(OSError):
        for name in set(disk.names(stage)) & set(names):
            with contextlib.suppress(OSError):
                disk.remove(stage / name)
        disk.remove_folder(stage)
