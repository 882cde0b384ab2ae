"""Rules on rate classes: limits that contradict each other, or what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.rules.api_records import at, named
from wizard.rules.rule import Said, rule

TOGETHER = r"\b(?:global\w*|system|everyone|everybody|all (?:callers|clients|users|requests)|whole|total|overall|service as a whole|shared by all)\b"
"""Keys by which all callers are added up."""
ON_TOP = rf"{TOGETHER}|\btogether\b"
"""Keys of limits that hold beside those that operations name."""


@rule(
    "limit-below-peak",
    "warning",
    "All callers together share the limit, and the peaks that are expected of its operations are higher. "
    "At the busiest hour honest calls are refused.",
    "Raise the limit to what the peaks need, or count per caller.",
    "rate-limit-templates#which-kind-of-limit",
)
def _limit_below_peak(design: Design) -> Iterable[Said]:
    if not design.operations.targets:
        return
    classes = {one.label: one.rate_class for one in design.api.operations}
    peaks: dict[str, float] = {}
    for target in design.operations.targets:
        name = classes.get(target.operation)
        if name and target.peak_per_second:
            peaks[name] = peaks.get(name, 0) + target.peak_per_second
    for one in design.api.rate_classes:
        peak = peaks.get(one.name, 0)
        if one.limit and one.window and peak * one.window > one.limit and re.search(TOGETHER, one.key, re.IGNORECASE):
            words = f"{named(one)}: {one.limit} in {one.window} s for all together, {peak:g} a second are expected"
            yield Said(at(one, "limit"), words)


@rule(
    "burst-above-limit",
    "warning",
    "More may come at once than in the whole window, so one of the two numbers never counts.",
    "Lower the burst, or raise the limit.",
    "rate-limit-templates#which-algorithm",
)
def _burst_above_limit(design: Design) -> Iterable[Said]:
    for one in design.api.rate_classes:
        if one.burst and one.limit and one.burst > one.limit:
            yield Said(at(one, "burst"), f"{named(one)}: {one.burst} at once, and {one.limit} in the whole window")


@rule(
    "rate-class-unused",
    "advice",
    "Nothing counts against the class. Either operations forgot to name it, or nobody needs it.",
    "Name it where it holds, or take it out.",
    "rate-limit-templates#which-kind-of-limit",
)
def _rate_class_unused(design: Design) -> Iterable[Said]:
    api = design.api
    used: set[str] = set()
    for records in (api.operations, api.graphql_operations, api.mcp_tools):
        used.update(one.rate_class for one in records)
    if not used - {""}:
        return
    surfaces = [one.surface for one in api.rate_classes]
    for one in api.rate_classes:
        is_only = one.surface in ("graphql", "mcp") and surfaces.count(one.surface) == 1
        if one.name and one.name not in used and not is_only and not re.search(ON_TOP, one.key, re.IGNORECASE):
            yield Said(at(one, "name"), f"{named(one)}: nothing counts against this class")


@rule(
    "points-below-one-query",
    "warning",
    "A query that is within the complexity limit costs more points than the class gives in a whole window, so it is refused for ever.",
    "Give the class at least the points of one query, or lower the complexity limit.",
    "rate-limit-templates#the-template-for-graphql",
)
def _points_below_one_query(design: Design) -> Iterable[Said]:
    most = design.api.max_complexity
    for one in design.api.rate_classes:
        if most and one.surface == "graphql" and one.limit and one.limit < most:
            yield Said(at(one, "limit"), f"{named(one)}: {one.limit} points in a window, and one query may cost {most}")
