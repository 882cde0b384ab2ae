"""Rules on operations that name no workflow, entity, rate class or error, though the design has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wizard.ask import Record
from wizard.design import Design
from wizard.facts.calls import changes
from wizard.rules.api_records import LISTS, at, named
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import RestOperation

PLUMBING = re.compile(r"/(?:health|healthz|livez|readyz|ready|live|metrics|ping|status|version|\.well-known|openapi)\b")
"""Paths that serve the running of the system, and no workflow."""


def _lacking(records: Sequence[Any], field: str, words: str) -> Iterator[Said]:
    """Those of some records that do not answer a field; one line for all if nobody does, as then it was left out as a whole."""
    lacking: list[Record] = [one for one in records if not getattr(one, field) and not _is_plumbing(one)]
    if len(lacking) > 1 and len(lacking) == len(records):
        yield Said(("api", LISTS[type(lacking[0])]), f"{named(lacking[0])} and all {len(lacking) - 1} others: {words}")
        return
    for one in lacking:
        yield Said(at(one, field), f"{named(one)}: {words}")


def _is_plumbing(one: Any) -> bool:
    return isinstance(one, RestOperation) and PLUMBING.search(one.path) is not None


@rule(
    "operation-without-workflow",
    "warning",
    "Nobody can say who needs an operation that serves no workflow, so it can neither be tested by its purpose nor ever be removed.",
    "Name the workflow it serves, or leave the operation out.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _operation_without_workflow(design: Design) -> Iterable[Said]:
    if design.scope.workflows:
        yield from _lacking(design.api.operations, "workflow", "serves no workflow")
        yield from _lacking(design.api.graphql_operations, "workflow", "serves no workflow")


@rule(
    "operation-without-entity",
    "warning",
    "Tables, rules per record and checks are found by the entity. An operation that changes something and names none is passed over.",
    "Name the entity that it reads or changes.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _operation_without_entity(design: Design) -> Iterable[Said]:
    if design.domain.entities:
        of_records = [one for one in design.api.operations if one.kind not in (None, "action")]
        mutations = [one for one in design.api.graphql_operations if one.kind == "mutation"]
        yield from _lacking(of_records, "entity", "names no entity")
        yield from _lacking(mutations, "entity", "names no entity")


@rule(
    "operation-without-rate-class",
    "warning",
    "There are limits for its surface, and the operation counts against none of them. One loop in one client then slows all others.",
    "Name the class it counts against, or add one for it.",
    "rate-limit-templates#which-kind-of-limit",
)
def _operation_without_rate_class(design: Design) -> Iterable[Said]:
    surfaces = [one.surface for one in design.api.rate_classes]
    is_open = None in surfaces
    for surface, records in (
        ("rest", design.api.operations),
        ("graphql", design.api.graphql_operations),
        ("mcp", design.api.mcp_tools),
    ):
        known = surfaces.count(surface)  # type: ignore[arg-type]
        is_plain = known == 1 and surface != "rest"  # one endpoint with one class needs no choice
        if (known or is_open) and not is_plain:
            yield from _lacking(records, "rate_class", "counts against no rate class")


@rule(
    "change-without-error",
    "warning",
    "What changes something can be refused, and no error says how. Clients meet it as 'unknown', mostly by trying again.",
    "List the codes that a caller has to be ready for.",
    "api-design-checklist#errors",
)
def _change_without_error(design: Design) -> Iterable[Said]:
    if design.api.error_codes:
        for records in (design.api.operations, design.api.graphql_operations):
            yield from _lacking(
                [one for one in records if changes(one)], "errors", "changes something and lists no error"
            )


@rule(
    "rate-class-of-other-surface",
    "warning",
    "REST classes count requests, GraphQL classes points, MCP classes tool calls. Counted in the unit of another surface, "
    "the number means something else.",
    "Name a class of its own surface, or add one.",
    "rate-limit-templates#which-kind-of-limit",
)
def _rate_class_of_other_surface(design: Design) -> Iterable[Said]:
    surfaces = {one.name: one.surface for one in design.api.rate_classes if one.surface}
    for own, records in (
        ("rest", design.api.operations),
        ("graphql", design.api.graphql_operations),
        ("mcp", design.api.mcp_tools),
    ):
        for one in records:
            other = surfaces.get(one.rate_class)
            if other and other != own:
                yield Said(
                    at(one, "rate_class"), f"{named(one)}: counts against {one.rate_class[:40]}, a class for {other}"
                )
