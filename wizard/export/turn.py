"""One export at a time: what is read of a folder before an export must not be what another one is just writing."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from wizard.drafts.disk import Disk

MOST_WAIT_S = 1.0
"""Then it is done without a lock: whoever stands still with it should keep nobody from work, and changes are seen later too."""
PAUSE_S = 0.02


@contextlib.contextmanager
def turn(folder: Path, disk: Disk) -> Iterator[None]:
    """Wait until no other export is under way beside this folder, where the file system knows locks.

    Locked is the folder around it: the one that is exported to may not be there yet, or may be another one afterwards.
    """
    descriptor = _opened(disk.real(folder).parent, disk)
    try:
        if descriptor is not None:
            _lock(descriptor, disk)
        yield
    finally:
        if descriptor is not None:
            with contextlib.suppress(OSError):
                disk.close(descriptor)


def _opened(folder: Path, disk: Disk) -> int | None:
    """The nearest folder that is there; nothing if it can not be opened."""
    for place in (folder, *folder.parents):
        try:
            return disk.open_folder(place)
        except FileNotFoundError:
            continue
        except OSError:
            break
    return None


def _lock(descriptor: int, disk: Disk) -> None:
    latest = time.monotonic() + MOST_WAIT_S
    with contextlib.suppress(OSError):
        while time.monotonic() < latest:
            try:
                disk.lock(descriptor)
            except BlockingIOError:
                time.sleep(PAUSE_S)
            else:
                return
