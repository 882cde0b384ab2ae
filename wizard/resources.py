"""Where templates and references are: inside the installed package, or beside it in a checkout. Never the current folder."""

from __future__ import annotations

from pathlib import Path

import wizard


def resource_folder(name: str) -> Path:
    """The folder `templates` or `references`."""
    package = Path(wizard.__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
