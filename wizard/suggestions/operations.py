"""Suggestions for step 7: what follows for operations from systems, operations, objectives and data."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.suggestions.suggestion import Offer, suggests


@suggests(
    "dependency-policy",
    "An external system that we call gets a timeout, retries, a breaker and a fallback.",
    "resilience-and-observability",
)
def _policies(design: Design) -> Iterator[Offer]:
    covered = {policy.system for policy in design.operations.dependency_policies}
    for system in design.scope.external_systems:
        if not system.name or system.name in covered or system.direction == "in":
            continue
        is_hard = system.criticality == "hard"
        policy = {
            "system": system.name,
            "timeout_ms": 2000,
            "retries": 2 if is_hard else 0,
            "breaker": "opens at 50 % of 20 calls, 30 s, then 3 probes",
            "fallback": "queued, and answered with 202" if is_hard else "left out of the answer, which says so",
        }
        if is_hard:
            policy["backoff"] = "100 ms doubling to 2 s, full jitter"
        at = ("scope", "external_systems", system.id)
        because = f"{system.name} is a {'hard' if is_hard else 'soft'} dependency that we call."
        yield Offer(("operations", "dependency_policies"), policy, because, ((*at, "criticality"), (*at, "direction")))
