"""Where a file lies in its repository, which is how annotations name it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

ROOT = "GITHUB_WORKSPACE"
"""GitHub's builds say in it where the checkout is; elsewhere the current folder stands for it."""


def from_root(file: str) -> str:
    """The path of a file from the root of the repository, with slashes; of a file outside of it the whole path."""
    real = Path(os.path.realpath(file))
    root = Path(os.path.realpath(os.environ.get(ROOT) or "."))
    return (real.relative_to(root) if real.is_relative_to(root) else real).as_posix()


def uri(file: str) -> str:
    """The same as a URI reference: relative, or of the scheme `file`."""
    path = from_root(file)
    said = quote(os.fsencode(path))
    return f"file://{said}" if path.startswith("/") else said
