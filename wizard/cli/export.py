"""Write the design as the contract: one Markdown document, and the same content as JSON.

A design that is not ready is exported all the same, and the document says so at its top.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from wizard.cli.failure import FINE, NOT_READY, UsageError
from wizard.cli.guide import tell_of_guide
from wizard.cli.output import say_document, shown, tell
from wizard.cli.places import verdict
from wizard.cli.sources import SPEC_FOLDER, answers_in, draft_path
from wizard.cli.terminal import Face
from wizard.drafts.file import SUFFIX
from wizard.export.outgoing import outgoing, words_of
from wizard.export.write import FORMATS, export_to
from wizard.review import Review, review

EXAMPLES = """\
examples:
  backend-design export payments-api                          write payments-api-spec/
  backend-design export payments-api --stdout > SPEC.md
  backend-design export payments-api --to docs --require-ready

Files that someone else wrote or changed are left alone unless --overwrite is given.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the draft, the formats and the place."""
    known = ",".join(FORMATS)
    parser.add_argument("draft", metavar="DRAFT", help="the draft to export")
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--to", metavar="FOLDER", type=_folder, help=f"where to write (default: NAME{SPEC_FOLDER} beside the draft)"
    )
    place.add_argument("--stdout", action="store_true", help="print one format and write no file (default: markdown)")
    parser.add_argument("--format", metavar="FORMAT[,FORMAT]", type=_formats, help=f"what to write (default: {known})")
    parser.add_argument("--overwrite", action="store_true", help="also replace files that someone else changed")
    parser.add_argument(
        "--no-redact", action="store_true", help="leave secrets and personal data in; the document says so"
    )
    parser.add_argument("--require-ready", action="store_true", help="write nothing and exit 1 if it is not ready")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Export the draft, and say what was written."""
    path = draft_path(arguments.draft)
    reviewed = review(answers_in(path))
    if arguments.require_ready and reviewed.verdict != "ready":
        tell(
            f"Nothing was written: {shown(path)} is {verdict(reviewed)}. 'backend-design check' lists what is missing."
        )
        return NOT_READY
    if arguments.stdout:
        say_document(_one(reviewed, arguments.format or ["markdown"], redact=not arguments.no_redact))
    else:
        folder = Path(arguments.to) if arguments.to else path.with_name(path.name.removesuffix(SUFFIX) + SPEC_FOLDER)
        chosen = arguments.format or list(FORMATS)
        redact = not arguments.no_redact
        written = export_to(reviewed, folder, chosen, overwrite=arguments.overwrite, redact=redact)
        tell("Wrote " + ", ".join(map(shown, written)) + ".")
    tell_of_guide()
    taken = words_of(outgoing(reviewed).taken_out or ())
    if taken:
        tell("Secrets and personal data were left in, as was asked." if arguments.no_redact else taken)
    if reviewed.verdict != "ready":
        tell(f"The design is {verdict(reviewed)}, and the export says so.")
    return FINE


def _one(reviewed: Review, formats: Sequence[str], *, redact: bool) -> str:
    if len(formats) != 1:
        raise UsageError("--stdout prints one format, not several. Name one with --format, or write files with --to.")
    return FORMATS[formats[0]].render(outgoing(reviewed, redact=redact))


def _folder(said: str) -> str:
    if not said:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return said


def _formats(said: str) -> list[str]:
    formats = [name.strip() for name in said.split(",") if name.strip()]
    wrong = [name for name in formats if name not in FORMATS]
    if wrong or not formats:
        raise argparse.ArgumentTypeError(f"there is no format '{', '.join(wrong)}'; choose from {', '.join(FORMATS)}")
    return formats
