"""What a finding is, and what a rule is: a row with a Python predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from wizard.design import Design, Path

Severity = Literal["blocker", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class Said:
    """One place where a rule speaks: the path of the answer, and the words."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A check across answers: `speaks` yields every place where the design breaks it."""

    code: str
    severity: Severity
    fix: str
    speaks: Callable[[Design], Iterable[Said]]
