"""Names of what lies beside a file for a while, so that what a killed process left is known for what it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOST_BYTES = 200
"""Of a name that gets something before and behind it; file systems take 255 in all."""
_NAME = re.compile(r"\.(.*)\.[0-9a-f]{8}\.tmp", re.DOTALL)


def beside(target: Path) -> Path:
    """A path that nothing has, for what is to take the place of the target."""
    return target.with_name(f".{fitting(target.name)}.{os.urandom(4).hex()}.tmp")


def is_temporary(name: str, target: str | None = None) -> bool:
    """Whether a name is such a one, of this target if one is named."""
    found = _NAME.fullmatch(name)
    return found is not None and (target is None or found[1] == fitting(target))


def fitting(name: str) -> str:
    """A file's name that can be made longer: a very long one is cut, and a digest tells it from others that begin like it."""
    data = os.fsencode(name)
    if len(data) <= MOST_BYTES:
        return name
    import hashlib  # hardly any name is that long

    digest = hashlib.sha256(data).hexdigest()[:16]
    return f"{data[: MOST_BYTES - 17].decode(errors='ignore')}-{digest}"
