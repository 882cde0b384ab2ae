"""Print the JSON Schema (2020-12) of design.json, which 'export' writes."""

from __future__ import annotations

import argparse

from wizard.cli.failure import FINE
from wizard.cli.output import say_document
from wizard.cli.terminal import Face
from wizard.export.schema import schema_json

EXAMPLES = """\
examples:
  backend-design schema > design.schema.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Print the schema."""
    say_document(schema_json())
    return FINE
