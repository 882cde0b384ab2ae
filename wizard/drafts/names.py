"""Names of drafts: of their files, and what all versions of one have in common."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from wizard.drafts.file import SUFFIX


def free_name(path: Path) -> Path:
    """The path of a draft, or the first like it with a number that nothing has yet: `rooms`, `rooms-2` ..."""
    stem = path.name.removesuffix(SUFFIX)
    numbered = (path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}") for number in count(1))
    return next(name for name in numbered if not os.path.lexists(name))


def new_lineage() -> str:
    """What the versions of a new draft will have in common."""
    return os.urandom(8).hex()
