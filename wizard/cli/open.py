"""Open a draft where the work stopped.

The file is read first, so that one that can not be read is told here and not on a screen.
"""

from __future__ import annotations

import argparse

from wizard.cli.sources import answers_in, draft_path
from wizard.cli.terminal import Face, require_terminal

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
    answers_in(path)
    return face(path)
