"""Rules on trade-offs: those that trade nothing, or a higher priority for a lower one."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.naming import stems
from wizard.facts.tradeoffs import is_uphill
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

SHORTEST_REASON = 15
"""A reason with fewer characters names nothing that could be argued about."""


@rule(
    "tradeoff-uphill",
    "blocker",
    "A trade-off pays with a higher priority for a lower one. That is allowed where the reason says how the damage is limited.",
    "Say in the reason what limits the damage, and what would reopen the decision.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _tradeoff_uphill(design: Design) -> Iterable[Said]:
    """Only a reason of a word or two blocks; a longer one is for people to judge, and a missing one is said elsewhere."""
    for row in design.pattern.tradeoffs:
        if is_uphill(row):
            is_unargued = 0 < len(row.because.strip()) < SHORTEST_REASON
            yield Said(
                ("pattern", "tradeoffs", row.id, "because"),
                f"{short(row.decision) or 'A trade-off'}: gives up {row.gives_up} for {row.optimises}, which ranks lower",
                "blocker" if is_unargued else "warning",
            )


@rule(
    "tradeoff-with-itself",
    "blocker",
    "A trade-off favours what it gives up. What the decision costs would have to be guessed.",
    "Say what pays for it; if nothing does, it is no trade-off.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _tradeoff_with_itself(design: Design) -> Iterable[Said]:
    for row in design.pattern.tradeoffs:
        if row.optimises and row.optimises == row.gives_up:
            yield Said(
                ("pattern", "tradeoffs", row.id, "gives_up"),
                f"{short(row.decision) or 'A trade-off'}: favours {row.optimises} and gives up the same",
            )


@rule(
    "critical-path-untraded",
    "advice",
    "No trade-off speaks of the critical path, where the dearest decisions are taken.",
    "Add the decision that costs most on the critical path.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _critical_path_untraded(design: Design) -> Iterable[Said]:
    """Any shared word counts as speaking of it."""
    tradeoffs = design.pattern.tradeoffs
    path = next((one for one in design.scope.workflows if one.name and one.name == design.scope.critical_path), None)
    if path is None or not tradeoffs:
        return
    about = stems(f"{path.name} {path.outcome} {' '.join(path.steps)} {path.failure_mode}")
    if not any(about & stems(f"{row.decision} {row.because} {row.revisit_when}") for row in tradeoffs):
        yield Said(("pattern", "tradeoffs"), f"Trade-offs: none is about {short(path.name)}, the critical path")
