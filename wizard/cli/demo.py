"""Open a copy of a finished example, to look around in and to try things out on.

Without a terminal the copy is made and not opened.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from wizard.cli.failure import FINE, UsageError
from wizard.cli.new import new_path
from wizard.cli.output import shown, tell
from wizard.cli.terminal import Face, trouble
from wizard.drafts.durable import write_durably
from wizard.drafts.file import SUFFIX
from wizard.drafts.names import free_name
from wizard.resources import resource_folder

DOMAINS = ("payments", "healthcare", "analytics", "ai-pipelines")

EXAMPLES = """\
examples:
  backend-design demo
  backend-design demo --domain healthcare --to try-out
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which example, and where its copy goes."""
    parser.add_argument("--domain", choices=DOMAINS, default=DOMAINS[0], help=f"which example (default: {DOMAINS[0]})")
    parser.add_argument(
        "--to", metavar="FILE", help=f"where the copy goes (default: DOMAIN-demo{SUFFIX}, or the next free name)"
    )


def run(arguments: argparse.Namespace, face: Face) -> int:
    """Copy the example, then open the copy if there is a terminal."""
    source = resource_folder("templates") / "examples" / f"{arguments.domain}{SUFFIX}"
    if not source.is_file():
        raise UsageError(f"The example {arguments.domain} is not installed. Install backend-design again.")
    path = new_path(arguments.to) if arguments.to is not None else free_name(Path(f"{arguments.domain}-demo{SUFFIX}"))
    write_durably(path, source.read_bytes())
    why = trouble()
    if not why:
        return face(path)
    tell(f"Made {shown(path)}. It was not opened, as {why}; 'backend-design open' does that in a terminal.")
    return FINE
