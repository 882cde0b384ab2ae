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

    @property
    def id(self) -> str:
        """What names this finding in a waiver: the code and the answer, which keep when records are renamed."""
        return f"{self.code}@{'.'.join(self.path)}"

    def to_data(self) -> dict[str, object]:
        """The finding as plain data, for machines."""
        return {
            "id": self.id,
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
    """One place where a rule speaks: the path of the answer, the words, and how bad it is if that is not the rule's own."""

    path: Path
    message: str
    severity: Severity | None = None


class Code(NamedTuple):
    """A kind of finding: what it means, what to do about any of them, and the heading behind it, if any, as `page#anchor`."""

    code: str
    severity: Severity
    meaning: str
    fix: str
    reference: str = ""


Speaks = Callable[[Design], Iterable[Said]]


class Rule(NamedTuple):
    """A check across answers, with a kind of finding of its own: `speaks` yields every place where the design breaks it."""

    code: str
    severity: Severity
    meaning: str
    fix: str
    reference: str
    speaks: Speaks


RULES: dict[str, Rule] = {}
"""All rules by code, in the order in which they were declared."""


def rule(code: str, severity: Severity, meaning: str, fix: str, reference: str) -> Callable[[Speaks], Speaks]:
    """Declare a function that speaks where a design breaks it as the rule with this code. It may read nothing but the design."""

    def declared(speaks: Speaks) -> Speaks:
        if code in RULES:
            raise ValueError(f"two rules are called {code}")
        RULES[code] = Rule(code, severity, meaning, fix, reference, speaks)
        return speaks

    return declared
