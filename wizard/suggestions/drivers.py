"""Suggestions for the drivers of step 2: what the other steps already say about them."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import counted, listing, some
from wizard.steps.advice import LEVELS, Level
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

CHANNELS = {"mcp": "tools for language models", "apps-sdk": "an app in ChatGPT", "cli": "a command line"}
"""Surfaces that are ways in of their own, beside REST and GraphQL."""
APIS = {"rest": ["REST"], "graphql": ["GraphQL"], "both": ["REST", "GraphQL"]}


def _level(count: int, *starts: int) -> Level:
    """The level of a count, by the least counts of low, medium and high."""
    return LEVELS[sum(count >= start for start in starts)]


@suggests("driver-external-systems", "The systems outside are counted from step 1.", "architecture-patterns")
@asked("pattern", "external_systems_count")
def _systems(design: Design) -> Iterator[Offer]:
    names = [system.name for system in design.scope.external_systems if system.name]
    if names:
        because = f"Step 1 names {len(names)}: {some(names)}."
        path = ("pattern", "external_systems_count")
        yield Offer(path, _level(len(names), 1, 3, 6), because, (("scope", "external_systems"),))


@suggests("driver-rule-complexity", "Invariants and lifecycles show how much the system decides.", "domain-modelling")
@asked("pattern", "rule_complexity")
def _rules(design: Design) -> Iterator[Offer]:
    spanning = sum(
        one.enforced_by in ("aggregate", "transaction", "policy", "process") for one in design.domain.invariants
    )
    invariants, lifecycles = len(design.domain.invariants), len(design.domain.lifecycles)
    if not invariants and not lifecycles:
        return
    level = "low" if not spanning and not lifecycles else _level(invariants + lifecycles, 1, 2, 10)
    because = (
        f"{counted(invariants, 'invariant')}, {spanning} kept by more than a constraint or a check of the request, "
        f"and {counted(lifecycles, 'lifecycle')}."
    )
    basis = (("domain", "invariants"), ("domain", "lifecycles"))
    yield Offer(("pattern", "rule_complexity"), level, because, basis)


@suggests("driver-contexts", "The bounded contexts are counted from step 3.", "domain-modelling")
@asked("pattern", "bounded_contexts")
def _contexts(design: Design) -> Iterator[Offer]:
    names = [context.name for context in design.domain.contexts if context.name]
    if names:
        because = f"Step 3 draws {len(names)}: {some(names)}."
        yield Offer(("pattern", "bounded_contexts"), _level(len(names), 1, 2, 4), because, (("domain", "contexts"),))


@suggests(
    "driver-swapability",
    "Providers that stop us, or that come in numbers, have to be replaceable.",
    "architecture-patterns",
)
@asked("pattern", "swapability")
def _swapability(design: Design) -> Iterator[Offer]:
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    if not called:
        return
    hard = [system.name for system in called if system.criticality == "hard"]
    models = len(design.scope.llm_providers)
    if len(hard) > 1 or models > 1:
        level: Level = "high"
    else:
        level = "medium" if hard else "low"
    stopping = f"we stop with {some(hard)}" if hard else "none of them stops us"
    because = f"We call {some([system.name for system in called])}; {stopping}" + (
        f", and {counted(models, 'model')} are named." if models else "."
    )
    basis = tuple(("scope", "external_systems", system.id, "criticality") for system in called)
    more = (("scope", "llm_providers"),) if models else ()
    yield Offer(("pattern", "swapability"), level, because, (*basis, *more))


@suggests(
    "driver-framework-independence",
    "Rules that are reached through several ways in can not live in one of them.",
    "architecture-patterns",
)
@asked("pattern", "framework_independence")
def _independence(design: Design) -> Iterator[Offer]:
    ways = [
        *APIS.get(design.start.system_type or "", []),
        *(CHANNELS[one] for one in design.scope.surfaces if one in CHANNELS),
    ]
    if len(ways) > 1:
        because = f"The same rules are reached through {listing(ways)}."
        basis = (("start", "system_type"), ("scope", "surfaces"))
        yield Offer(("pattern", "framework_independence"), "high" if len(ways) > 2 else "medium", because, basis)
