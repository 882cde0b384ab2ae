"""What `check` finds in a Markdown document: held against the contract, and against the draft it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from wizard.cli.checked import Checked, Point
from wizard.cli.output import shown
from wizard.cli.sources import SPEC_FOLDER, answers_in, text_of
from wizard.drafts.file import SUFFIX
from wizard.drafts.guard import refused
from wizard.errors import WizardError
from wizard.review import review
from wizard.text import clean, one_line

MOST_DRAFTS = 20
"""So many drafts are looked at to find the one that a document came from."""
_DIGEST = re.compile(r"^digest: *[\"']?(sha256:[0-9a-f]{64})", re.MULTILINE)
_STATUS = re.compile(r"^status: *[\"']?([a-z-]+)", re.MULTILINE)


def checked_document(path: Path) -> Checked:
    """Hold a Markdown document against the contract; it is never more ready than it says itself."""
    from wizard.contract import is_out_of_scope
    from wizard.export.in_place import is_broken_off
    from wizard.export.readback import check, check_words, is_endless  # lazily: drafts need no Markdown parser

    text = text_of(path).replace("\r\n", "\n")
    if is_out_of_scope(text):
        return Checked(str(path), "document", "out-of-scope")
    if is_endless(text):
        why = "it has more lines, or cells of tables, than any contract"
        raise refused(shown(path), why, "Name the document that you meant, or shorten it in an editor")
    points = [_point(f.code, f.severity, f.line, f.message, f.fix) for f in (*check(text), *check_words(text))]
    status = _STATUS.search(front_matter(text))
    if status and status[1] != "ready":
        fix = "Finish the draft that it was exported from, and export it again."
        points.insert(0, _point("status", "blocker", 1, f"The document says itself that it is {status[1]}", fix))
    source, agreement = compared(path, text)
    if agreement != "agrees" and source is not None:
        points.insert(0, _point("draft-differs", "warning", 1, *_DISAGREEMENT[agreement](shown(source))))
    if is_broken_off(path.parent):
        said = "An export into this folder was broken off, so its files may not be of one export"
        points.insert(0, _point("export-broken-off", "warning", 0, said, "Export the draft again."))
    is_ready = all(point.severity != "blocker" for point in points)
    draft = {} if source is None else {"draft": str(source), "agreement": agreement}
    return Checked(str(path), "document", "ready" if is_ready else "not-ready", "", tuple(points), source=draft)


_DISAGREEMENT: dict[str, Callable[[str], tuple[str, str]]] = {
    "draft-changed": lambda draft: (f"{draft} has changed since this was exported from it", "Export it again."),
    "document-changed": lambda draft: (
        f"This is not what {draft} says: it was changed by hand, or exported by another version",
        "Make the change in the draft, and export it again.",
    ),
}


def compared(path: Path, text: str) -> tuple[Path | None, str]:
    """The draft that a document came from, if it lies near, and whether the two still agree."""
    said = front_matter(text)
    was = _DIGEST.search(said)
    if was is None:
        return None, ""
    from wizard.export.document import digest, document  # only documents that say where they are from
    from wizard.export.outgoing import outgoing

    for draft in drafts_near(path):
        try:
            reviewed = review(answers_in(draft))
        except WizardError:
            continue
        if digest(reviewed) == was[1]:
            made = document(outgoing(reviewed, redact="redacted: false" not in said))
            return draft, "agrees" if made == text else "document-changed"
    home = path.parent.with_name(path.parent.name.removesuffix(SPEC_FOLDER) + SUFFIX)
    is_from = path.parent.name.endswith(SPEC_FOLDER) and home.is_file()
    return (home, "draft-changed") if is_from else (None, "")


def drafts_near(path: Path) -> list[Path]:
    """The drafts beside a document and beside its folder; the one that its folder is named after first."""
    folder = path.parent
    near = [*sorted(folder.glob(f"*{SUFFIX}")), *sorted(folder.resolve().parent.glob(f"*{SUFFIX}"))]
    name = folder.resolve().name.removesuffix(SPEC_FOLDER) + SUFFIX
    return sorted(near, key=lambda draft: draft.name != name)[:MOST_DRAFTS]


def front_matter(text: str) -> str:
    """What stands between the `---` lines at the top of a document; empty if nothing does."""
    head, closed, _ = text.partition("\n---\n")
    return head if closed and head.startswith("---\n") else ""


def _point(code: str, severity: str, line: int, message: str, fix: str) -> Point:
    """A finding about a line of a document; its words may quote the document."""
    message, fix = one_line(clean(message)), one_line(clean(fix))
    data = {"code": code, "severity": severity, "line": line, "message": message, "fix": fix}
    return Point(severity, f"line {line}" if line else "whole document", message, fix, data, line)
