"""Say what a code means and what to do about it: of a finding, a checklist item, or a rule that suggests answers.

Codes of findings are in the JSON of 'check'; those of checklist items stand in bold on the reference pages.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from wizard.cli.explained import NO_SEVERITY, Explanation, explained
from wizard.cli.failure import FINE
from wizard.cli.output import envelope, say, say_json, shown
from wizard.cli.terminal import Face, columns, has_styles, is_read_on_screen
from wizard.cli.typeset import BOLD, GAP, PLAIN, in_lines

EXAMPLES = """\
examples:
  backend-design explain broken-reference
  backend-design explain rate-refusal-says-when --format json
"""

UNBROKEN = sys.maxsize
"""The width of what is not read on a terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the code and the format."""
    parser.add_argument("code", metavar="CODE", help="the code of a finding, a checklist item or a suggestion")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (default: text)")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Print what stands behind the code."""
    found = explained(shown(arguments.code).strip().lower())
    if arguments.format == "json":
        message = f"{found.code}: {found.meaning}"
        say_json(envelope("explain", message=message, data=found.to_data(), errors=[], meta={"exit_code": FINE}))
    else:
        say("\n".join(_lines(found)))
    return FINE


def _lines(found: Explanation) -> Iterator[str]:
    """The explanation as lines, broken at the width of a terminal and nowhere else."""
    width = columns() if is_read_on_screen() else UNBROKEN
    title = f"{found.code}: {found.kind}, {_weight(found)}"
    yield f"{BOLD}{title}{PLAIN}" if has_styles() else title
    yield ""
    yield from in_lines(found.meaning, width)
    yield ""
    told = [(label, said) for label, said in _facts(found) if said]
    widest = max(len(label) for label, _ in told)
    for label, said in told:
        for place, line in enumerate(in_lines(said, width - widest - GAP) if label else [said]):
            yield f"{'' if place else label:{widest + GAP}}{line}"


def _weight(found: Explanation) -> str:
    return "blocks nothing" if found.severity == NO_SEVERITY else found.severity


def _facts(found: Explanation) -> tuple[tuple[str, str], ...]:
    return (
        ("what to do", found.fix),
        ("counts for", found.counts_for),
        ("settled by", found.settled_by),
        ("section", found.section),
        ("source", found.source),
        ("it reads", f"not known without a draft; '{found.why_not}' tells" if found.why_not else ""),
        ("read on", found.read_on),
        ("", found.command),
    )
