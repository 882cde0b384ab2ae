"""Rules on choices that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design
from wizard.rules.rule import Said, rule


@rule(
    "critical-path-not-critical",
    "blocker",
    "The workflow that matters most is not marked critical, so nobody is asked how it fails and what happens then.",
    "Mark the workflow critical and say how it fails, or choose another critical path.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _critical_path_is_not_critical(design: Design) -> Iterable[Said]:
    for workflow in design.scope.workflows:
        if workflow.name == design.scope.critical_path and workflow.name and not workflow.critical:
            yield Said(
                ("scope", "workflows", workflow.id, "critical"),
                f"{workflow.name} is the critical path and is not marked critical",
            )


@rule(
    "pattern-alternative-missing",
    "blocker",
    "A pattern was chosen, and of another one it is not said why it was turned down. "
    "Without that nobody can tell later whether the choice still holds.",
    "Add a line for each pattern that was not chosen, with the reason.",
    "architecture-patterns#which-drivers-decide",
)
def _pattern_left_unanswered(design: Design) -> Iterable[Said]:
    if design.pattern.pattern is None:
        return
    others = [name for name in ("clean", "hexagonal", "ddd", "hybrid") if name != design.pattern.pattern]
    against = {alternative.pattern for alternative in design.pattern.alternatives}
    for name in others:
        if name not in against:
            yield Said(("pattern", "alternatives"), f"It is not said why not {name}")


@rule(
    "page-size-above-maximum",
    "blocker",
    "A client that names no page size would get more than a client may ask for, so the two limits contradict each other.",
    "Lower the default or raise the maximum.",
    "rest-best-practices#how-is-a-long-list-cut",
)
def _page_size_above_maximum(design: Design) -> Iterable[Said]:
    usual, most = design.api.page_size_default, design.api.page_size_max
    if usual is not None and most is not None and usual > most:
        yield Said(("api", "page_size_default"), f"The default page of {usual} is larger than the largest of {most}")
