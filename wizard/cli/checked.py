"""What `check` finds in one file, be it a draft or a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.cli.output import plural, shown
from wizard.cli.places import place
from wizard.cli.sources import SPEC_FOLDER, answers_in, is_document, text_of
from wizard.drafts.file import SUFFIX
from wizard.errors import WizardError
from wizard.review import Review, review
from wizard.text import clean, one_line

SEVERITIES = ("blocker", "warning", "advice")
"""From the one that keeps a design from being ready to the one that only helps."""

MOST_DRAFTS = 20
"""So many drafts are looked at to find the one that a document came from."""
_DIGEST = re.compile(r"^digest: *[\"']?(sha256:[0-9a-f]{64})", re.MULTILINE)
_STATUS = re.compile(r"^status: *[\"']?([a-z-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Point:
    """One finding: how bad, where in the words of the screens, what, and what to do; for machines with all it knows."""

    severity: str
    place: str
    message: str
    fix: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of one file."""

    file: str
    kind: str
    verdict: str
    title: str = ""
    findings: tuple[Point, ...] = ()
    progress: Mapping[str, int] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    """For a document the draft it came from, and whether the two agree."""

    def at_least(self, severity: str) -> tuple[Point, ...]:
        """The findings of this severity and above."""
        wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.severity in wanted)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {name: sum(finding.severity == name for finding in self.findings) for name in SEVERITIES}

    @property
    def words(self) -> str:
        """The verdict for a person, with what stands behind it."""
        if self.verdict == "out-of-scope":
            return "out of scope, so there is nothing to be ready: this is no backend or API design"
        counts = self.counts
        parts = ["ready" if self.verdict == "ready" else "not ready"]
        parts += [plural(counts[name], name) for name in SEVERITIES[:2] if counts[name]]
        if counts["advice"]:
            parts.append(f"{counts['advice']} advice")
        answered = f" ({self.progress['answered']} of {self.progress['asked']} answered)" if self.progress else ""
        agrees = f", agrees with {shown(self.source['draft'])}" if self.source.get("agreement") == "agrees" else ""
        return ", ".join(parts) + answered + agrees

    def to_data(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "verdict": self.verdict,
            **self.progress,
            **self.source,
            "counts": self.counts,
            "findings": [dict(finding.data) for finding in self.findings],
        }


def checked(path: Path) -> Checked:
    """Check one file. `DraftUnreadable` if it can not be read."""
    return checked_document(path) if is_document(path) else checked_draft(path)


def checked_draft(path: Path) -> Checked:
    """Review a draft. What is said of it quotes names, so secrets in them are replaced as in an export."""
    reviewed = review(answers_in(path))
    said = _without_secrets(reviewed)
    points = tuple(
        Point(
            each.severity,
            place(each.step, each.group),
            one_line(said(each.message)),
            one_line(each.fix),
            each.to_data() | {"message": said(each.message)},
        )
        for each in reviewed.all_findings
    )
    progress = {"answered": reviewed.total.answered, "asked": reviewed.total.asked}
    return Checked(str(path), "draft", reviewed.verdict, said(reviewed.design.start.title), points, progress)


def _without_secrets(reviewed: Review) -> Callable[[str], str]:
    """What takes secrets out of words about a draft; nothing is looked at where there are none."""
    if not reviewed.delicate:
        return str
    from wizard.redact import Redactor  # read already, by what found them

    return Redactor()


def checked_document(path: Path) -> Checked:
    """Hold a Markdown document against the contract; it is never more ready than it says itself."""
    from wizard.contract import is_out_of_scope
    from wizard.export.readback import check, check_words  # lazily: a check of drafts needs no Markdown parser

    text = text_of(path).replace("\r\n", "\n")
    if is_out_of_scope(text):
        return Checked(str(path), "document", "out-of-scope")
    points = [_point(f.code, f.severity, f.line, f.message, f.fix) for f in (*check(text), *check_words(text))]
    status = _STATUS.search(front_matter(text))
    if status and status[1] != "ready":
        fix = "Finish the draft that it was exported from, and export it again."
        points.insert(0, _point("status", "blocker", 1, f"The document says itself that it is {status[1]}", fix))
    source, agreement = compared(path, text)
    if agreement != "agrees" and source is not None:
        points.insert(0, _point("draft-differs", "warning", 1, *_DISAGREEMENT[agreement](shown(source))))
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
    return Point(severity, f"line {line}" if line else "whole document", message, fix, data)
