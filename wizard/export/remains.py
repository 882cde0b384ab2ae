"""What exports leave whose process was killed: a hidden folder, removed by a later export as far as it is known."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection
from pathlib import Path

from wizard.drafts.disk import Disk
from wizard.drafts.durable import ORPHANED_S
from wizard.drafts.temporary import is_temporary
from wizard.export.in_place import BEFORE, staged
from wizard.export.look import look, mark
from wizard.export.manifest import MANIFEST, digest_at, read_manifest


def remove_remains(target: Path, names: Collection[str], disk: Disk) -> None:
    """Remove what exports to this folder left beside it and inside of it, an hour after they were killed."""
    with contextlib.suppress(OSError):
        beside = [target.parent / name for name in disk.names(target.parent) if is_temporary(name, target.name)]
        for folder in (*beside, *staged(target, disk)):
            status = disk.own_status(folder)
            if stat.S_ISDIR(status.st_mode) and disk.now() - status.st_mtime > ORPHANED_S:
                _sweep(folder, target, names, disk)


def _sweep(stage: Path, target: Path, names: Collection[str], disk: Disk) -> None:
    """Remove second names, and files that are as we wrote them, or that were never finished; what else is there stays."""
    noted = [read_manifest(stage / name, disk) for name in (MANIFEST, BEFORE + MANIFEST)]
    digests = {digest for one in noted for digest in one.values()}
    ours = {*names, *read_manifest(target / MANIFEST, disk), MANIFEST}
    for name, one in (look(stage, disk) or {}).items():
        plain = name.removeprefix(BEFORE)
        is_known = plain == MANIFEST or not digests or digest_at(stage / name, disk) in digests
        if (plain in ours and one.is_regular and is_known) or one.is_of_same_file(mark(target / name, disk)):
            with contextlib.suppress(OSError):
                disk.remove(stage / name)
    with contextlib.suppress(OSError):  # it is not empty
        disk.remove_folder(stage)
