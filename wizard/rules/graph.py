"""Rules on a graph: its limits, its names, and what REST does as well."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import changes, claimed_twice
from wizard.rules.api_records import at, named, named_first, short
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import RestOperation

NAME = r"[_A-Za-z][_0-9A-Za-z]*"
CAMEL = r"[a-z][0-9A-Za-z]*"
CHANGING = r"(?:create|add|update|delete|remove|cancel|save|upsert|send|revoke)(?![a-z])"
READING = r"(?:get|list|fetch|find|search)(?![a-z])"
OWN_SURFACES = frozenset(("react-web", "tauri", "storybook", "cloudflare-workers", "auth0"))
"""Surfaces whose queries are written by those who write the server."""


@rule(
    "graph-without-limits",
    "blocker",
    "Types that point at each other allow queries without end, and nothing bounds the depth or cost of one. One caller can stop all others.",
    "Set a maximum depth and complexity, or admit persisted queries only.",
    "graphql-schema-design#how-much-may-one-query-ask",
)
def _graph_without_limits(design: Design) -> Iterable[Said]:
    api = design.api
    if not api.graphql_operations or api.max_depth or api.max_complexity or api.persisted_queries == "only":
        return
    words = f"{named_first(api.graphql_operations)}: nothing limits how deep or dear a query is"
    yield Said(("api", "max_complexity"), words)


@rule(
    "graph-cost-above-limit",
    "blocker",
    "The field alone costs more than one request may, so it can never be asked for.",
    "Raise the limit, or lower the cost.",
    "graphql-schema-design#how-much-may-one-query-ask",
)
def _graph_cost_above_limit(design: Design) -> Iterable[Said]:
    most = design.api.max_complexity
    for one in design.api.graphql_operations:
        if most and one.cost is not None and one.cost > most:
            yield Said(at(one, "cost"), f"{named(one)}: costs {one.cost} points, and a request may cost {most}")


@rule(
    "graph-name-invalid",
    "warning",
    "A name in a schema has letters, digits and underscores only, does not begin with a digit, and leaves two underscores to introspection.",
    "Spell the name as the schema will have it.",
    "graphql-schema-design#what-does-the-schema-look-like",
)
def _graph_name_invalid(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        if one.name and (not re.fullmatch(NAME, one.name) or one.name.startswith("__")):
            yield Said(at(one, "name"), f"{named(one)}: no name that a schema can have")


@rule(
    "graph-name-not-camel",
    "advice",
    "Fields of a graph are spelled like one another, usually beginning with a small letter and without underscores.",
    "Spell it like refundPayment.",
    "graphql-schema-design#what-does-the-schema-look-like",
)
def _graph_name_not_camel(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        if re.fullmatch(NAME, one.name) and not one.name.startswith("__") and not re.fullmatch(CAMEL, one.name):
            yield Said(at(one, "name"), f"{named(one)}: not spelled in camelCase")


@rule(
    "graph-kind-against-name",
    "warning",
    "The name says a change and the kind a read, or the other way round. Clients repeat, batch and cache by the kind.",
    "Make what changes something a mutation, and what reads a query.",
    "graphql-schema-design#what-does-the-schema-look-like",
)
def _graph_kind_against_name(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        if one.kind == "query" and re.match(CHANGING, one.name):
            yield Said(at(one, "kind"), f"{named(one)}: a query by its kind, a change by its name")
        if one.kind == "mutation" and re.match(READING, one.name):
            yield Said(at(one, "kind"), f"{named(one)}: a mutation by its kind, a read by its name")


@rule(
    "open-queries-of-own-clients",
    "advice",
    "All clients are your own, so what they ask is known when they are built. Admitting any other query helps nobody but attackers.",
    "Let the build register its queries, and refuse others.",
    "graphql-schema-design#how-much-may-one-query-ask",
)
def _open_queries_of_own_clients(design: Design) -> Iterable[Said]:
    surfaces, users = design.scope.surfaces, design.scope.users
    if design.api.persisted_queries != "none" or not surfaces or not users:
        return
    if OWN_SURFACES.issuperset(surfaces) and all(user.kind == "person" for user in users):
        yield Said(("api", "persisted_queries"), f"Persisted queries: none, though only {', '.join(surfaces)} ask")


@rule(
    "subscription-unbounded",
    "advice",
    "A subscription keeps sending after the call is over. Neither a cost nor a rate class says how many one client may hold.",
    "Give it a cost or a rate class.",
    "graphql-schema-design#how-much-may-one-query-ask",
)
def _subscription_unbounded(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        if one.kind == "subscription" and one.cost is None and not one.rate_class:
            yield Said(at(one, "rate_class"), f"{named(one)}: a subscription with neither cost nor rate class")


@rule(
    "split-claimed-twice",
    "blocker",
    "REST and GraphQL both do this by the answers. Whatever can be changed by two ways in has two sets of checks, and one day they differ.",
    "Leave it on one of the two lists.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _split_claimed_twice(design: Design) -> Iterable[Said]:
    for line in claimed_twice(design):
        yield Said(("api", "graphql_responsibilities"), f"{short(line)}: REST does it, and GraphQL does it")


@rule(
    "changed-through-both",
    "blocker",
    "The same entity is changed through REST and through GraphQL for the same workflow. There are two sets of checks for one rule, "
    "and one day they differ.",
    "Leave the change to one of the two.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _changed_through_both(design: Design) -> Iterable[Said]:
    rest: dict[str, list[RestOperation]] = {}
    for one in design.api.operations:
        if one.entity and changes(one):
            rest.setdefault(one.entity, []).append(one)
    for field in design.api.graphql_operations:
        if field.kind != "mutation" or field.entity not in rest:
            continue
        others = rest[field.entity]
        same = [one for one in others if not field.workflow or one.workflow in ("", field.workflow)]
        words = f"{named(field)}: changes {short(field.entity)}, which {short(named((same or others)[0]))} of REST changes too"
        yield Said(at(field, "entity"), words, None if same else "warning")
