"""Say how far drafts are, one line each: title, verdict, answers, points of the rubric, and where the work stopped.

Folders are searched for *.design.toml. The exit code is 0 whenever all drafts could be read; 'check' is the gate.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wizard.cli.failure import FINE, USAGE
from wizard.cli.many import Unread, outcomes
from wizard.cli.output import envelope, plural, say, say_json, shown, tell
from wizard.cli.places import place, verdict
from wizard.cli.sources import answers_in, found
from wizard.cli.terminal import Face
from wizard.drafts.recent import Recent, recent_drafts
from wizard.review import review
from wizard.rubric import score

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
    told = outcomes(row, list(found(arguments.path, has_documents=False)))
    rows = [
        one | {"stopped": _stopped(known.get(os.path.realpath(one["file"])))} for one in told if isinstance(one, dict)
    ]
    errors = [one.to_data() for one in told if isinstance(one, Unread)]
    for error in errors:
        tell(error["message"])
    code = USAGE if errors else FINE
    if arguments.format == "json":
        message = f"{plural(len(rows), 'draft')}, {len(errors)} unreadable"
        meta = {"exit_code": code}
        say_json(envelope("status", message=message, data={"drafts": rows}, errors=errors, meta=meta))
    elif rows:
        say("\n".join(_lines(rows)))
    return code


def row(path: Path) -> dict[str, Any]:
    """What is said of one draft."""
    reviewed = review(answers_in(path))
    first = reviewed.blockers[0] if reviewed.blockers else None
    return {
        "file": str(path),
        "title": reviewed.design.start.title,
        "verdict": reviewed.verdict,
        "words": verdict(reviewed),
        "answered": reviewed.total.answered,
        "asked": reviewed.total.asked,
        "blockers": len(reviewed.blockers),
        "rubric": score(reviewed).total,
        "stopped": None,
        "next": {"step": first.step, "group": first.group, "field": first.field} if first else None,
    }


def _stopped(recent: Recent | None) -> dict[str, str] | None:
    """Where the work on a draft stopped, if it was open here before."""
    return {"step": recent.step, "group": recent.group, "field": recent.field} if recent else None


def _lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The rows as aligned columns."""
    cells = [
        (
            shown(one["file"]),
            one["title"] or "(no title)",
            one["words"],
            f"{one['answered']} of {one['asked']} answered",
            "no points" if one["rubric"] is None else f"{one['rubric']} of 100 points",
            _where(one),
        )
        for one in rows
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
