"""What `check` finds in one file, be it a draft or a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from wizard.cli.output import plural, shown
from wizard.cli.places import place
from wizard.cli.sources import answers_in, is_document, text_of
from wizard.design import Answers
from wizard.review import Review, review
from wizard.rules.rule import Finding
from wizard.text import one_line

SEVERITIES = ("blocker", "warning", "advice")
"""From the one that keeps a design from being ready to the one that only helps."""

Beside = Literal["", "lines", "judgement"]
"""What is looked up beside the findings of a draft: their lines in its file, or everything that a review can tell."""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding: how bad, where in the words of the screens, what, and what to do; for machines with all it knows."""

    severity: str
    place: str
    message: str
    fix: str
    data: Mapping[str, object]
    line: int = 0
    """In the file; 0 if it is about the whole or was not looked up."""

    @property
    def code(self) -> str:
        """The kind of finding."""
        return str(self.data["code"])

    @property
    def id(self) -> str:
        """What it is known by from one check to the next; findings about documents have only their words."""
        return str(self.data.get("id") or f"{self.code}: {self.message}")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that somebody puts up with, and the words of the waiver."""

    point: Point
    who: str
    reason: str
    until: str

    def to_data(self) -> dict[str, str]:
        """The same for machines."""
        waiver = {"who": self.who, "reason": self.reason, "until": self.until}
        return {"finding": self.point.id, "severity": self.point.severity, "message": self.point.message, **waiver}


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
    waived: tuple[SetAside, ...] = ()
    judgement: Mapping[str, Any] = field(default_factory=dict)
    """For a draft what its trace, the rubric and the checklist tell, if that was asked for."""

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
        parts += [
            f"{number} {name}"
            for name, number in (("advice", counts["advice"]), ("waived", len(self.waived)))
            if number
        ]
        answered = f" ({self.progress['answered']} of {self.progress['asked']} answered)" if self.progress else ""
        agrees = f", agrees with {shown(self.source['draft'])}" if self.source.get("agreement") == "agrees" else ""
        return ", ".join(parts) + answered + agrees

    def to_data(self) -> dict[str, Any]:
        """The same for machines."""
        waived = {"waived": [one.to_data() for one in self.waived]} if self.kind == "draft" else {}
        return {
            "file": self.file,
            "kind": self.kind,
            "title": self.title,
            "verdict": self.verdict,
            **self.progress,
            **self.source,
            "counts": self.counts,
            "findings": [dict(finding.data) for finding in self.findings],
            **waived,
            **self.judgement,
        }


def checked(path: Path, beside: Beside = "") -> Checked:
    """Check one file. `DraftUnreadable` if it can not be read."""
    if is_document(path):
        from wizard.cli.documents import checked_document  # lazily: a check of drafts needs nothing of it

        return checked_document(path)
    return checked_draft(path, beside)


def checked_draft(path: Path, beside: Beside = "") -> Checked:
    """Review a draft, with what is wanted beside its findings."""
    return checked_review(path, review(answers_in(path)), beside)


def checked_review(path: Path, reviewed: Review, beside: Beside = "") -> Checked:
    """What is to be said of the review of a draft. It quotes names, so secrets in them are replaced as in an export."""
    said = without_secrets(reviewed)
    line_of = _line_of(path, reviewed.answers) if beside == "lines" else _nowhere
    return Checked(
        str(path),
        "draft",
        reviewed.verdict,
        said(reviewed.design.start.title),
        tuple(_point(each, said, line_of) for each in reviewed.all_findings),
        {"answered": reviewed.total.answered, "asked": reviewed.total.asked},
        waived=tuple(
            SetAside(_point(each, said, line_of), *(one_line(said(word)) for word in (by.who, by.reason, by.until)))
            for each, by in reviewed.waived
        ),
        judgement=_judgement(reviewed, said) if beside == "judgement" else {},
    )


def without_secrets(reviewed: Review) -> Callable[[str], str]:
    """What takes secrets out of words about a draft; nothing is looked at where there are none."""
    if not reviewed.delicate:
        return str
    from wizard.redact import Redactor  # read already, by what found them

    return Redactor()


def _point(finding: Finding, said: Callable[[str], str], line_of: Callable[[Finding], int]) -> Point:
    words = said(finding.message)
    data = finding.to_data() | {"message": words}
    where = place(finding.step, finding.group)
    return Point(finding.severity, where, one_line(words), one_line(finding.fix), data, line_of(finding))


def _nowhere(_: Finding) -> int:
    return 0


def _line_of(path: Path, answers: Answers) -> Callable[[Finding], int]:
    from wizard.drafts.lines import Lines  # only annotations name lines

    lines = Lines(text_of(path), answers)
    return lambda finding: lines.of(finding.path)


def _judgement(reviewed: Review, said: Callable[[str], str]) -> Mapping[str, Any]:
    from wizard.cli.judgement import judgement  # it reads the rubric and the checklist, which take longer than a check

    return judgement(reviewed, said)
