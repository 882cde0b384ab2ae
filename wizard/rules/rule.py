"""What a finding is, and what a rule is: a row with a Python predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from wizard.design import Design, Path

Severity = Literal["blocker", "warning", "advice"]


class Finding(NamedTuple):
    """Something that is wrong with a design, said where it is, in the words of its own records."""

    code: str
    severity: Severity
    section: str
    step: str
    group: str
    field: str
    message: str
    fix: str
    path: Path

    def to_data(self) -> dict[str, object]:
        """The finding as plain data, for machines."""
        return {
            "code": self.code,
            "severity": self.severity,
            "section": self.section,
            "step": self.step,
            "group": self.group,
            "field": self.field,
            "path": ".".join(self.path),
            "message": self.message,
            "fix": self.fix,
        }


class Said(NamedTuple):
    """One place where a rule speaks: the path of the answer, and the words."""

    path: Path
    message: str


class Code(NamedTuple):
    """A kind of finding: what it means, what to do about any of them, and the heading behind it, as `page#anchor`."""

    code: str
    severity: Severity
    meaning: str
    fix: str
    reference: str


class Rule(NamedTuple):
    """A check across answers, with a kind of finding of its own: `speaks` yields every place where the design breaks it."""

    code: str
    severity: Severity
    meaning: str
    fix: str
    reference: str
    speaks: Callable[[Design], Iterable[Said]]
