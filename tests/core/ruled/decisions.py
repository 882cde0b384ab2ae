"""Designs that trip the rule on decisions, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import varied

CALENDAR = small()["scope"]["external_systems"][0]["id"]
ENTITY = small()["domain"]["entities"][0]
THERE = (
    f"hard-without-fallback@scope.external_systems.{CALENDAR}",
    f"hard-without-fallback@scope.external_systems.{CALENDAR}.availability",
    f"a@domain.entities.{ENTITY['id']}.attributes.{ENTITY['attributes'][0]['id']}.name",
    "no-load-test@operations.load_test",
)
GONE = (
    "hard-without-fallback@scope.external_systems.gone",
    "hard-without-fallback",
    "@scope.goal",
    "no-load-test@operations.shoe_size",
    "no-load-test@elsewhere.load_test",
    f"x@scope.external_systems.{CALENDAR}.shoe_size",
)


def _decision(risk: str) -> dict[str, Any]:
    return varied(risks__risk_decisions=[{"risk": risk, "response": "mitigate", "reason": "second barrier"}])


def _short(id_: str) -> str:
    return id_ if len(id_) <= 60 else f"{id_[:59]}…"


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "decision-without-subject": [
        (_decision(one), f"{_short(one)}: what this decision is about is no longer there") for one in GONE
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "decision-without-subject": [varied(), *map(_decision, THERE), _decision("")],
}
"""Designs that come close to a rule and do not trip it."""
