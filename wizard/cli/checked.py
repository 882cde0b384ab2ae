"""What `check` finds in one file, be it a draft or a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.cli.output import plural
from wizard.cli.places import place
from wizard.cli.sources import answers_in, is_document, text_of
from wizard.review import Review, review
from wizard.text import clean, one_line

SEVERITIES = ("blocker", "warning", "advice")
"""From the one that keeps a design from being ready to the one that only helps."""

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
        return ", ".join(parts) + answered

    def to_data(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "verdict": self.verdict,
            **self.progress,
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
    from wizard.export.readback import check  # lazily: a check of drafts needs no Markdown parser

    text = text_of(path).replace("\r\n", "\n")
    if is_out_of_scope(text):
        return Checked(str(path), "document", "out-of-scope")
    points = [_point(f.code, f.severity, f.line, f.message, f.fix) for f in check(text)]
    status = _STATUS.search(front_matter(text))
    if status and status[1] != "ready":
        fix = "Finish the draft that it was exported from, and export it again."
        points.insert(0, _point("status", "blocker", 1, f"The document says itself that it is {status[1]}", fix))
    is_ready = all(point.severity != "blocker" for point in points)
    return Checked(str(path), "document", "ready" if is_ready else "not-ready", "", tuple(points))


def front_matter(text: str) -> str:
    """What stands between the `---` lines at the top of a document; empty if nothing does."""
    head, closed, _ = text.partition("\n---\n")
    return head if closed and head.startswith("---\n") else ""


def _point(code: str, severity: str, line: int, message: str, fix: str) -> Point:
    """A finding about a line of a document; its words may quote the document."""
    message, fix = one_line(clean(message)), one_line(clean(fix))
    data = {"code": code, "severity": severity, "line": line, "message": message, "fix": fix}
    return Point(severity, f"line {line}" if line else "whole document", message, fix, data)
