"""Suggestions for the modules of step 2: one for each context, the adapters, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.design import Design, Path
from wizard.facts.naming import kebab, listing, lowered, plural, some, spaced
from wizard.suggestions.asked import asked
from wizard.suggestions.drivers import APIS, CHANNELS
from wizard.suggestions.suggestion import Offer, suggests

MOST_AGGREGATES = 8
"""With more aggregates than this, a module for each would be no cut but a list."""
Proposed = tuple[dict[str, Any], str, tuple[Path, ...]]
"""A module, why it is proposed, and what that follows from."""


@suggests("module-from-design", "Contexts, systems outside and ways in each make a module.", "architecture-patterns")
@asked("pattern", "modules")
def _modules(design: Design) -> Iterator[Offer]:
    """Whoever named one module otherwise has cut the system already, and is not told how to."""
    proposed = {module["name"]: (module, because, basis) for module, because, basis in _proposed(design)}
    present = {module.name for module in design.pattern.modules}
    if present <= proposed.keys():
        for name, (module, because, basis) in proposed.items():
            if name not in present:
                yield Offer(("pattern", "modules"), module, because, basis)


def _proposed(design: Design) -> Iterator[Proposed]:
    present = {module.name for module in design.pattern.modules}
    inner: list[str] = []
    for module, because, basis in (*_of_contexts(design), *([] if design.domain.contexts else _of_aggregates(design))):
        inner.append(module["name"])
        yield module, because, basis
    if not inner:
        return
    depends = [name for name in inner if name in present]
    for module, because, basis in (*_adapters(design), *_ways_in(design)):
        yield ({**module, "depends_on": depends} if depends else module), because, basis


def _of_contexts(design: Design) -> Iterator[Proposed]:
    for context in design.domain.contexts:
        if context.name:
            responsibility = lowered(context.purpose) if context.purpose else f"keeps what belongs to {context.name}"
            module = {"name": kebab(context.name), "responsibility": responsibility}
            yield (
                module,
                f"{context.name} is a bounded context, and its words end at a border.",
                (("domain", "contexts", context.id, "purpose"),),
            )


def _of_aggregates(design: Design) -> Iterator[Proposed]:
    aggregates = [entity for entity in design.domain.entities if entity.kind == "aggregate" and entity.name]
    if len(aggregates) <= MOST_AGGREGATES:
        for entity in aggregates:
            module = {
                "name": kebab(plural(entity.name)),
                "responsibility": f"keeps the rules of {spaced(plural(entity.name))}",
            }
            because = f"{entity.name} is an aggregate, and no context is drawn that it would belong to."
            yield module, because, (("domain", "entities", entity.id, "kind"),)


def _adapters(design: Design) -> Iterator[Proposed]:
    is_hexagonal = design.pattern.pattern == "hexagonal" or "hexagonal" in design.pattern.parts
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    if is_hexagonal and called:
        systems = some([system.name for system in called])
        module = {"name": "adapters", "responsibility": f"speaks to {systems}, and keeps their words out of the rest"}
        basis = (("pattern", "pattern"), *(("scope", "external_systems", one.id, "direction") for one in called))
        yield module, f"{design.pattern.pattern} is chosen, and we call {systems}.", basis


def _ways_in(design: Design) -> Iterator[Proposed]:
    ways = [
        *APIS.get(design.start.system_type or "", []),
        *(CHANNELS[one] for one in design.scope.surfaces if one in CHANNELS),
    ]
    if ways:
        module = {"name": "entry", "responsibility": f"turns calls into use of the other modules: {listing(ways)}"}
        because = f"Calls come in through {listing(ways)}, and no rule should depend on which."
        yield module, because, (("start", "system_type"), ("scope", "surfaces"))
