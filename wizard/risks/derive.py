"""All risks that follow from the answers of a design, and what was decided about each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from wizard.design import Design
from wizard.risks.risk import RISK_RULES, DerivedRisk, RiskRule
from wizard.steps.risk_records import RiskDecision

MODULES = ("dependencies", "data", "access", "models", "running", "open_points")
"""Where the rows are, by what they look at."""


class Answered(NamedTuple):
    """A derived risk and the decision on it, if there is one; a decision whose risk no longer follows stands alone."""

    risk: DerivedRisk | None
    decision: RiskDecision | None


@cache
def risk_rules() -> tuple[RiskRule, ...]:
    """Everything that sees risks."""
    for name in MODULES:
        import_module(f"wizard.risks.{name}")
    return tuple(RISK_RULES.values())


def derived_risks(design: Design) -> tuple[DerivedRisk, ...]:
    """The risks that follow from a design, the highest score first; those without a score last."""
    return tuple(sorted(_all(design), key=lambda risk: -(risk.score or 0)))


def answered_risks(design: Design) -> tuple[Answered, ...]:
    """Every derived risk with its decision, by score; then the decisions whose risk no longer follows from the answers."""
    decisions = {decision.risk.strip(): decision for decision in reversed(design.risks.risk_decisions)}
    found = derived_risks(design)
    known = {risk.id for risk in found}
    loose = [decision for decision in design.risks.risk_decisions if decision.risk.strip() not in known]
    return (
        *(Answered(risk, decisions.get(risk.id)) for risk in found),
        *(Answered(None, decision) for decision in loose),
    )


def _all(design: Design) -> Iterator[DerivedRisk]:
    for rule in risk_rules():
        for seen in rule.sees(design):
            yield DerivedRisk(rule.code, rule.category, *seen)
