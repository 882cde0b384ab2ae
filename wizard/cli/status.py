"""Say how far drafts are, one line each: title, verdict, answers, blockers, and where the work stopped.

Folders are searched for *.design.toml. The exit code is 0 whenever all drafts could be read; 'check' is the gate.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from typing import Any

from wizard.cli.failure import FINE, USAGE, name_of
from wizard.cli.output import envelope, plural, say, say_json, shown, tell
from wizard.cli.places import place, verdict
from wizard.cli.sources import answers_in, found
from wizard.cli.terminal import Face
from wizard.drafts.recent import Recent, recent_drafts
from wizard.errors import WizardError
from wizard.review import Review, review

EXAMPLES = """\
examples:
  backend-design status designs/
  backend-design status payments-api --format json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the paths and the format."""
    parser.add_argument("path", metavar="PATH", nargs="+", help="a draft, or a folder to search")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (default: text)")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Review the drafts and print a line for each."""
    known = {recent.file: recent for recent in recent_drafts()}
    rows: list[dict[str, Any]] = []
    errors: list[dict[str, str]] = []
    for path in found(arguments.path, has_documents=False):
        try:
            if isinstance(path, WizardError):
                raise path
            rows.append(_row(str(path), review(answers_in(path)), known.get(os.path.realpath(path))))
        except WizardError as error:
            tell(str(error))
            errors.append({"code": name_of(error), "message": str(error)})
    code = USAGE if errors else FINE
    if arguments.format == "json":
        message = f"{plural(len(rows), 'draft')}, {len(errors)} unreadable"
        meta = {"exit_code": code}
        say_json(envelope("status", message=message, data={"drafts": rows}, errors=errors, meta=meta))
    elif rows:
        say("\n".join(_lines(rows)))
    return code


def _row(file: str, reviewed: Review, recent: Recent | None) -> dict[str, Any]:
    """What is said of one draft."""
    first = reviewed.blockers[0] if reviewed.blockers else None
    return {
        "file": file,
        "title": reviewed.design.start.title,
        "verdict": reviewed.verdict,
        "words": verdict(reviewed),
        "answered": reviewed.total.answered,
        "asked": reviewed.total.asked,
        "blockers": len(reviewed.blockers),
        "stopped": {"step": recent.step, "group": recent.group, "field": recent.field} if recent else None,
        "next": {"step": first.step, "group": first.group, "field": first.field} if first else None,
    }


def _lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The rows as aligned columns."""
    cells = [
        (
            shown(row["file"]),
            row["title"] or "(no title)",
            row["words"],
            f"{row['answered']} of {row['asked']} answered",
            _where(row),
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _where(row: Mapping[str, Any]) -> str:
    """Where the work stopped; for a draft that was never open here, where it would go on."""
    for name, word in (("stopped", "stopped at"), ("next", "next is")):
        at = row[name]
        if at and (words := place(str(at["step"]), str(at["group"]))):
            return f"{word} {words}"
    return ""
