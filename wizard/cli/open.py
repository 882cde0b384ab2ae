"""Open a draft where the work stopped.

The face reads the file before it draws anything, so that one that can not be read is told here and not on a screen.
"""

from __future__ import annotations

import argparse

from wizard.cli.sources import draft_path
from wizard.cli.terminal import Face, require_terminal
from wizard.drafts.store import read_bytes

EXAMPLES = """\
examples:
  backend-design open payments-api.design.toml
  backend-design open payments-api              the ending may be left out
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the draft."""
    parser.add_argument("draft", metavar="DRAFT", help="the draft to open")


def run(arguments: argparse.Namespace, face: Face) -> int:
    """Open the draft."""
    require_terminal("'backend-design check', 'export' and 'status' work on the draft without one.")
    path = draft_path(arguments.draft)
    if not path.is_file():
        read_bytes(path)  # says what it is instead; without a file the face would begin a new draft
    return face(path)
