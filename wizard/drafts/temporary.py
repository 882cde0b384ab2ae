"""Temporary files and folders: what they are called, so that what a killed process left is known for what it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

_NAME = re.compile(r"\.(.*)\.[0-9a-f]{8}\.tmp", re.DOTALL)


def beside(target: Path) -> Path:
    """A path that nothing has, for what is to take the place of the target."""
    return target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")


def is_temporary(name: str, target: str | None = None) -> bool:
    """Whether a name is such a one, of this target if one is named."""
    found = _NAME.fullmatch(name)
    return found is not None and target in (None, found[1])
