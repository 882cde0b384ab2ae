"""What tests of the real program share: the drafts that it works on, faults that are put into it, and how it has to end."""

import tomllib
from pathlib import Path
from time import monotonic
from typing import Any

from ui.terminal import ROOT, Terminal

EXAMPLE = ROOT / "templates" / "examples" / "payments.design.toml"
DRAFT = "claims.design.toml"
SOON_S = 2.2
"""Two seconds, and what reading the exit code takes."""


def said(path: Path) -> Any:
    """What a draft says."""
    return tomllib.loads(path.read_text("utf-8"))


def with_change(change: str) -> tuple[str, str]:
    """The program with a change to it that makes it do what it should never do."""
    return (
        "-c",
        f"import asyncio, sys, threading, time\nfrom wizard.__main__ import main\n{change}\nsys.exit(main(sys.argv[1:]))",
    )


def assert_ends(t: Terminal, code: int) -> None:
    """It ends within two seconds, and leaves nothing behind."""
    began = monotonic()
    assert t.ends() == code
    assert monotonic() - began < SOON_S
    assert t.left_behind() == []
    assert b"Traceback" not in t.output
