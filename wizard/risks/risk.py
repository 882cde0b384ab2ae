"""What a derived risk is, and what finds one: a row with a Python predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, get_args

from wizard.design import Design, Path
from wizard.steps.risks import RiskCategory

CATEGORIES: tuple[str, ...] = get_args(RiskCategory)
"""What a risk damages first; the same words as in the register."""


class Degree(NamedTuple):
    """How likely or how bad, from 1 to 5, and the argument for it. No number where the answers give no argument for one."""

    number: int | None
    because: str


class Seen(NamedTuple):
    """One place where the design makes something risky: where, what may happen, how likely and how bad."""

    path: Path
    title: str
    likelihood: Degree
    impact: Degree


class DerivedRisk(NamedTuple):
    """A risk that follows from the answers."""

    code: str
    category: str
    path: Path
    title: str
    likelihood: Degree
    impact: Degree

    @property
    def id(self) -> str:
        """What a decision names: the code and the place, which keep when records are renamed."""
        return f"{self.code}@{'.'.join(self.path)}"

    @property
    def score(self) -> int | None:
        """Likelihood times impact; nothing while one of them can not be argued."""
        likely, bad = self.likelihood.number, self.impact.number
        return likely * bad if likely and bad else None

    def to_data(self) -> dict[str, object]:
        """The risk as plain data, for machines."""
        return {
            "id": self.id,
            "code": self.code,
            "category": self.category,
            "path": ".".join(self.path),
            "title": self.title,
            "likelihood": self.likelihood.number,
            "likely_because": self.likelihood.because,
            "impact": self.impact.number,
            "bad_because": self.impact.because,
            "score": self.score,
        }


Sees = Callable[[Design], Iterable[Seen]]


class RiskRule(NamedTuple):
    """A way in which answers make something risky: its code, what it would damage first, and what sees it."""

    code: str
    category: str
    sees: Sees


RISK_RULES: dict[str, RiskRule] = {}
"""All of them by code, in the order in which they were declared."""


def risky(code: str, category: str) -> Callable[[Sees], Sees]:
    """Declare a function that sees a risk of this code in a design. It may read nothing but the design."""

    def declared(sees: Sees) -> Sees:
        if code in RISK_RULES or category not in CATEGORIES:
            raise ValueError(f"{code}: two of that code, or no such category as {category}")
        RISK_RULES[code] = RiskRule(code, category, sees)
        return sees

    return declared
