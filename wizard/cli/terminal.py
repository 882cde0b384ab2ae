"""Whether someone is there to see a screen and press a key, and what opens the screens."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol, TextIO

from wizard.cli.failure import NoTerminal

NARROWEST, WIDEST = 24, 110
"""Cells. Narrower columns hold no words, and longer lines are hard to read."""


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
    if not _is_utf_8(sys.stderr):
        return f"this one is said to read {_encoding(sys.stderr)} and not UTF-8 (if it does read UTF-8, set LANG=C.UTF-8 or PYTHONUTF8=1)"
    return ""


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "nothing"


def _is_utf_8(stream: TextIO | None) -> bool:
    return _encoding(stream).lower().replace("_", "-") in ("utf-8", "utf8")


def require_terminal(instead: str) -> None:
    """`NoTerminal` says what to do `instead`, where a screen would wait for keys that never come."""
    why = trouble()
    if why:
        raise NoTerminal(f"The screens need a terminal, and {why}. {instead}")


def is_read_on_screen() -> bool:
    """Whether what is printed goes to a terminal, and not to a file or another program."""
    return _is_terminal(sys.stdout)


def has_styles() -> bool:
    """Whether what is printed may hold bold and underlined words: on a terminal that knows them, unless `NO_COLOR` is set."""
    return is_read_on_screen() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")


def columns() -> int:
    """How many cells a printed line may have: the width of the terminal, and no more than can be read well."""
    from shutil import get_terminal_size  # lazily: only those that break lines need it

    return max(NARROWEST, min(get_terminal_size().columns, WIDEST))


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
