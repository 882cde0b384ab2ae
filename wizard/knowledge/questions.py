"""Which reference page, and which heading on it, stands behind each question."""

from __future__ import annotations

from wizard.by_field import key_of, written
from wizard.design import Path

FILE = "questions.toml"


def reference_of(path: Path) -> str:
    """The page behind the field at this path, as `page` or `page#anchor`. `KeyError` for a step that nobody knows."""
    said = written("references", FILE)
    key = key_of(path)
    while key not in said:
        key, dot, _ = key.rpartition(".")
        if not dot:
            raise KeyError(path)
    found: str = said[key]
    return found
