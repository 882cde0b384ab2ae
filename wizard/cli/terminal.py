"""Whether someone is there to see a screen and press a key, and what opens the screens."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol, TextIO

from wizard.cli.failure import NoTerminal


class Face(Protocol):
    """Opens a draft on the screen, or the home screen, and returns the exit code when it is left."""

    def __call__(self, draft: Path | None, *, is_new: bool = False) -> int:
        """Stay until the person leaves."""


def trouble() -> str:
    """Why screens can not be shown here; empty if they can. They are drawn on stderr, and keys come from stdin."""
    for stream, name in ((sys.stdin, "standard input"), (sys.stderr, "standard error")):
        if not _is_terminal(stream):
            return f"{name} is not a terminal"
    term = os.environ.get("TERM", "")
    if os.name == "posix" and term in ("", "dumb"):
        return f"TERM is {term}, which can not move a cursor" if term else "TERM is not set"
    return ""


def require_terminal(instead: str) -> None:
    """`NoTerminal` says what to do `instead`, where a screen would wait for keys that never come."""
    why = trouble()
    if why:
        raise NoTerminal(f"The screens need a terminal, and {why}. {instead}")


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
