"""What is written about fields in TOML files of ours, by the key of the field: examples, pitfalls, references."""

from __future__ import annotations

from functools import cache
from typing import Any

import tomli

from wizard.design import Path
from wizard.resources import resource_folder


def key_of(path: Path) -> str:
    """The field at a path, whichever record it is in: `step.field`, `step.field.inner` and so on."""
    return ".".join((*path[:2], *path[3::2]))


@cache
def written(folder: str, name: str) -> dict[str, Any]:
    """What `FOLDER/NAME` says. Read when it is first asked for: no start needs any of it. Empty if it is not there."""
    path = resource_folder(folder) / name
    return tomli.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
