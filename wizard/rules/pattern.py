"""Rules on step 2: a pattern that the rest does not follow, modules in a circle, alternatives that were none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.circles import circles, way_back
from wizard.facts.words import names, plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

GENERIC_REASON = (
    r"(?i)((it is|it's|is|was|would be) )?((too|much too|far too|more) (complex|complicated|heavy|simple|much|big|expensive)|overkill|"
    r"over-?engineer(ed|ing)|not (needed|necessary|suitable|applicable|a fit)|no need|unnecessary|does ?n[o']t (fit|apply)|"
    r"un(suitable|familiar)|yagni)( (here|for us|for this|for now))?[.!]?"
)
"""The whole of an answer that could be said of any pattern in any system."""
PORTS = r"(?i)\b(port|adapter|gateway|driver|driven|connector|client)s?\b|[a-z](Port|Adapter|Gateway|Client)s?\b"
INNER = r"(?i)^(domain|core|model|entities|rules|policies)$"
OUTER = r"(?i)adapter|infrastructure|persistence|repository|database|\b(http|rest|graphql|web|api|ui|delivery|controllers?|routes?)\b"
CATCH_ALL = frozenset(
    ["common", "util", "utils", "helper", "helpers", "misc", "miscellaneous", "stuff", "general", "various", "other"]
)


@rule(
    "module-cycle",
    "blocker",
    "Modules depend on each other in a circle. They can only be built, tested and changed together, as one module.",
    "Turn one of the arrows around, or move what both need into a module of its own.",
    "architecture-patterns#what-shows-that-it-is-the-wrong-one",
)
def _module_cycle(design: Design) -> Iterable[Said]:
    """One for each circle, at its first module, with the shortest way around."""
    modules = design.pattern.modules
    depends_on = {module.name: [name for name in module.depends_on if name != module.name] for module in modules}
    for circle in circles(depends_on):
        first = next(module for module in modules if module.name in circle)
        way = way_back(first.name, {name: depends_on[name] for name in circle})
        names_ = way if len(way) <= MOST_NAMED else [*way[: MOST_NAMED - 2], "…", way[-1]]
        yield Said(
            ("pattern", "modules", first.id, "depends_on"),
            f"{short(first.name)}: depends on itself in a circle, {' > '.join(map(_cut, names_))}",
        )


MOST_NAMED = 6
"""So many modules of a circle are named."""


def _cut(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"


@rule(
    "module-on-itself",
    "warning",
    "A module is listed among those that it depends on. Either another one was meant, or nothing.",
    "Take it out of its own dependencies, or name the one that was meant.",
    "architecture-patterns#what-shows-that-it-is-the-wrong-one",
)
def _module_on_itself(design: Design) -> Iterable[Said]:
    for module in design.pattern.modules:
        if module.name and module.name in module.depends_on:
            yield Said(("pattern", "modules", module.id, "depends_on"), f"{short(module.name)}: depends on itself")


@rule(
    "module-catch-all",
    "advice",
    "A module is named after nothing in particular. What has no other home ends up there, and everything depends on it.",
    "Name it after what it decides, or hand its parts to the modules that need them.",
    "architecture-patterns#what-shows-that-it-is-the-wrong-one",
)
def _module_catch_all(design: Design) -> Iterable[Said]:
    for module in design.pattern.modules:
        if module.name.lower() in CATCH_ALL:
            yield Said(
                ("pattern", "modules", module.id, "name"), f"{module.name}: a name that says nothing of what is in it"
            )


@rule(
    "module-points-outward",
    "warning",
    "The innermost module depends on one at the edge, while the pattern has all dependencies point inwards.",
    "Let the inner module say what it needs as a port, and the outer one implement it.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _module_points_outward(design: Design) -> Iterable[Said]:
    if design.pattern.pattern not in ("clean", "hexagonal", "ddd"):
        return
    for module in design.pattern.modules:
        if re.match(INNER, module.name):
            outer = next((name for name in module.depends_on if re.search(OUTER, name.replace("_", " "))), None)
            if outer:
                yield Said(
                    ("pattern", "modules", module.id, "depends_on"),
                    f"{short(module.name)}: the inner module depends on {short(outer)}, at the edge",
                )


def _is_ddd(design: Design) -> bool:
    return design.pattern.pattern == "ddd" or (design.pattern.pattern == "hybrid" and "ddd" in design.pattern.parts)


@rule(
    "ddd-without-contexts",
    "warning",
    "Domain-driven design was chosen, and no bounded context is listed. The border of a model is the first thing it draws.",
    "List the contexts with their owners, or choose another pattern.",
    "domain-modelling#where-does-one-context-end",
)
def _ddd_without_contexts(design: Design) -> Iterable[Said]:
    is_asked = design.depth != "simple-crud"
    if is_asked and design.pattern.pattern == "ddd" and design.domain.entities and not design.domain.contexts:
        yield Said(("domain", "contexts"), "Bounded contexts: the pattern is DDD, and none is listed")


@rule(
    "ddd-without-aggregates",
    "warning",
    "Domain-driven design was chosen, and no entity is an aggregate. Then nothing is said to keep the rules of what belongs together.",
    "Mark the entities that are changed as a whole as aggregates.",
    "domain-modelling#what-goes-into-one-aggregate",
)
def _ddd_without_aggregates(design: Design) -> Iterable[Said]:
    entities = design.domain.entities
    if _is_ddd(design) and entities and not any(entity.kind == "aggregate" for entity in entities):
        yield Said(("domain", "entities"), "Entities: the pattern has DDD in it, and none is an aggregate")


@rule(
    "hexagonal-without-outside",
    "warning",
    "Ports and adapters were chosen, and no external system is listed. Then there is nothing to adapt to but the database.",
    "List the systems outside, or say in the rationale what the ports are for and choose again.",
    "architecture-patterns#what-shows-that-it-is-the-wrong-one",
)
def _hexagonal_without_outside(design: Design) -> Iterable[Said]:
    if design.pattern.pattern == "hexagonal" and design.pattern.modules and not design.scope.external_systems:
        yield Said(("pattern", "pattern"), "Pattern: hexagonal, and no external system is listed")


@rule(
    "hexagonal-without-adapters",
    "warning",
    "Ports and adapters were chosen, and no module or file is one. The pattern is in the title and not in the plan.",
    "Plan the ports and their adapters as modules or files.",
    "architecture-patterns#what-does-each-buy-and-what-does-it-cost",
)
def _hexagonal_without_adapters(design: Design) -> Iterable[Said]:
    files = design.file_plan.files
    if design.pattern.pattern != "hexagonal" or not design.pattern.modules or not files:
        return
    said = [f"{module.name} {module.responsibility}" for module in design.pattern.modules]
    said += [f"{file.path} {file.purpose} {file.layer}".replace("_", " ") for file in files]
    if not any(re.search(PORTS, text) for text in said):
        yield Said(
            ("pattern", "modules"), "Modules: the pattern is hexagonal, and no module or file is a port or an adapter"
        )


@rule(
    "hybrid-of-one",
    "blocker",
    "A hybrid names a single pattern. Which other one it is combined with would be decided by whoever writes the first file.",
    "Name the second pattern, or choose the one alone.",
    "architecture-patterns#how-is-the-border-of-a-hybrid-written-down",
)
def _hybrid_of_one(design: Design) -> Iterable[Said]:
    parts = set(design.pattern.parts)
    if design.pattern.pattern == "hybrid" and len(parts) == 1:
        yield Said(("pattern", "parts"), f"Hybrid: of {parts.pop()} alone")


@rule(
    "hybrid-boundary-vague",
    "warning",
    "The boundary of the hybrid names no module, so nobody can tell which rules hold where.",
    "Say for each module which of the patterns it follows.",
    "architecture-patterns#how-is-the-border-of-a-hybrid-written-down",
)
def _hybrid_boundary_vague(design: Design) -> Iterable[Said]:
    pattern = design.pattern
    if pattern.pattern != "hybrid" or not pattern.boundary or not pattern.modules:
        return
    if not any(names(pattern.boundary, module.name) for module in pattern.modules):
        yield Said(("pattern", "boundary"), "Boundary: names none of the modules")


@rule(
    "alternative-is-chosen",
    "blocker",
    "The pattern that was chosen stands among those that were turned down. One of the two answers is wrong.",
    "Take it out of the alternatives, or choose another pattern.",
    "architecture-patterns#which-drivers-decide",
)
def _alternative_is_chosen(design: Design) -> Iterable[Said]:
    for alternative in design.pattern.alternatives:
        if alternative.pattern and alternative.pattern == design.pattern.pattern:
            yield Said(
                ("pattern", "alternatives", alternative.id, "pattern"),
                f"{alternative.pattern}: chosen, and turned down as an alternative",
            )


@rule(
    "alternatives-same-reason",
    "warning",
    "Different patterns are turned down for the same words. They differ in what they cost, so the reason fits none of them.",
    "Say of each what it would have cost here.",
    "architecture-patterns#which-drivers-decide",
)
def _alternatives_same_reason(design: Design) -> Iterable[Said]:
    seen: dict[str, str] = {}
    for alternative in design.pattern.alternatives:
        reason, name = plain(alternative.why_rejected).strip(), alternative.pattern
        if reason and name and seen.setdefault(reason, name) != name:
            yield Said(
                ("pattern", "alternatives", alternative.id, "why_rejected"),
                f"{name}: turned down in the same words as {seen[reason]}",
            )


@rule(
    "alternative-generic-reason",
    "warning",
    "A pattern is turned down with words that fit any pattern in any system. Nobody can disagree with them, or agree.",
    "Say what it would have cost in this system.",
    "architecture-patterns#which-drivers-decide",
)
def _alternative_generic_reason(design: Design) -> Iterable[Said]:
    for alternative in design.pattern.alternatives:
        if alternative.pattern and re.fullmatch(GENERIC_REASON, alternative.why_rejected.strip()):
            yield Said(
                ("pattern", "alternatives", alternative.id, "why_rejected"),
                f"{alternative.pattern}: turned down as “{short(alternative.why_rejected)}”, which fits any system",
            )
