"""Checklist items about a graph: its limits, its types, its refusals."""

from __future__ import annotations

import re
from collections import Counter

from wizard.checklist.told import Told, is_said, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import Weigh, each, is_hidden, nothing_wrong
from wizard.design import Design
from wizard.facts.calls import first_match, sentence
from wizard.steps.api_records import GraphqlOperation

OPERATIONS = "api.graphql_operations"
SCALARS = frozenset(("Int", "Float", "String", "Boolean", "ID"))
REQUEST_ID = re.compile(r"\b(?:request_?id|client_?mutation_?id|idempotency_?key)\b", re.IGNORECASE)
FORWARD = re.compile(r"\bfirst\b.*\bafter\b|\bafter\b.*\bfirst\b", re.DOTALL)
BACKWARD = re.compile(r"\blast\b.*\bbefore\b|\bbefore\b.*\blast\b", re.DOTALL)
AT_NODE = re.compile(
    r"row[- ]level security|loader|where (?:a node|it|each) is loaded|every query|each query|nested fields load",
    re.IGNORECASE,
)
LOADER = re.compile(r"loader|batch", re.IGNORECASE)
PER_REQUEST = re.compile(
    r"per (?:type and )?request|each request|one request|request-scoped|type and request", re.IGNORECASE
)
ALIASES = re.compile(r"(?=.*\b(?:cost|point|depth|limit|quer|complex)).*\balias", re.IGNORECASE)
INTROSPECTION = re.compile(r"\bintrospect", re.IGNORECASE)


@settles("graphql-depth-set")
def depth_is_set(design: Design) -> Told:
    """The maximum depth is answered."""
    return is_said("api.max_depth", design)


@settles("graphql-complexity-set")
def complexity_is_set(design: Design) -> Told:
    """The maximum complexity is answered; the question says what is counted."""
    return is_said("api.max_complexity", design)


@settles("graphql-cost-per-operation")
def costs_are_named(design: Design) -> Told:
    """What comes in pages has a cost, and nothing costs more than one request may."""
    most = design.api.max_complexity
    if is_hidden(GraphqlOperation, "cost", design):
        return silent((("api", "graphql_operations"), "costs are not asked for"))

    def wrong(one: GraphqlOperation) -> str:
        if one.cost is None:
            return "no cost" if one.paginated else ""
        return f"costs {one.cost} of {most}" if most is not None and one.cost > most else ""

    return each(
        (one for one in design.api.graphql_operations if one.paginated or one.cost is not None),
        OPERATIONS,
        wrong,
        unclear=nothing_wrong if most is not None else lambda _: "no maximum complexity to compare with",
        field="cost",
        nothing="nothing paginated is listed",
    )


@settles("graphql-persisted-reasoned")
def open_queries_are_limited(design: Design) -> Told:
    """Queries that nobody has seen before are limited in depth and complexity."""
    chosen, at = design.api.persisted_queries, ("api", "persisted_queries")
    if chosen is None:
        return silent((at, "is not answered"))
    limits = {"max_depth": design.api.max_depth, "max_complexity": design.api.max_complexity}
    lacking = [name for name, limit in limits.items() if limit is None]
    if chosen != "only" and lacking:
        return unmet(*((("api", name), f"is not answered, and persisted queries are {chosen}") for name in lacking))
    return met((at, chosen if chosen == "only" else f"{chosen}, with depth and complexity"))


@settles("graphql-lists-are-connections")
def lists_are_connections(design: Design) -> Told:
    """What comes in pages returns a connection and takes its arguments."""

    def wrong(one: GraphqlOperation) -> str:
        if not _type_of(one).endswith("Connection"):
            return f"returns {one.returns or 'nothing'}, no Connection"
        takes = FORWARD.search(one.arguments) or BACKWARD.search(one.arguments)
        return "" if takes else "takes neither first and after nor last and before"

    paged = (one for one in design.api.graphql_operations if one.paginated)
    return each(paged, OPERATIONS, wrong, nothing="nothing paginated is listed")


@settles("graphql-root-null-by-intent")
def roots_may_be_null(design: Design) -> Told:
    """Proven only where every root field may be null; intent is nothing that can be read."""
    return each(
        design.api.graphql_operations,
        OPERATIONS,
        nothing_wrong,
        unclear=_may_not_be_null,
        field="returns",
        has="every return may be null",
    )


def _may_not_be_null(one: GraphqlOperation) -> str:
    if not one.returns:
        return "no return type"
    return f"{one.returns} is non-null; is that meant?" if one.returns.rstrip().endswith("!") else ""


@settles("graphql-codes-in-extensions")
def codes_travel_in_extensions(design: Design) -> Told:
    """The format puts codes there, and the graph uses the codes of the catalogue."""
    chosen, at = design.api.error_format, ("api", "error_format")
    if chosen is None or not design.api.error_codes:
        return silent((at, "is not answered") if chosen is None else (("api", "error_codes"), "none are listed"))
    known = {code.label for code in design.api.error_codes}

    def wrong(one: GraphqlOperation) -> str:
        strange = [error for error in one.errors if error not in known]
        return f"{strange[0]} is in no catalogue" if strange else ""

    told = each(design.api.graphql_operations, OPERATIONS, wrong, field="errors")
    if told.state == "unmet" or (chosen == "own" and "extensions" not in design.api.own_error_format):
        return told if told.state == "unmet" else silent((at, "an own format that does not speak of extensions"))
    return met((at, f"{chosen}, with the codes in extensions"))


@settles("graphql-mutation-repeat-key")
def mutations_take_a_request_id(design: Design) -> Told:
    """Mutations take a request id; an input type may hide one, and some mutations are harmless twice."""

    def unclear(one: GraphqlOperation) -> str:
        return "" if REQUEST_ID.search(one.arguments) else "no request id among its arguments"

    return _mutations(design, nothing_wrong, unclear, "arguments")


@settles("graphql-mutation-payload")
def mutations_have_payloads(design: Design) -> Told:
    """Each mutation returns an object type that nothing else returns."""
    times = Counter(_type_of(one) for one in design.api.graphql_operations)
    entities = {entity.name for entity in design.domain.entities}

    def wrong(one: GraphqlOperation) -> str:
        returned = _type_of(one)
        if not returned:
            return "no return type"
        if returned in entities or returned in SCALARS or returned.startswith("["):
            return f"returns {returned} itself"
        return f"{returned} is returned by others too" if times[returned] > 1 else ""

    return _mutations(design, wrong, nothing_wrong, "returns")


@settles("graphql-removal-by-count")
def deprecated_use_is_counted(design: Design) -> Told:
    """A metric tells who still uses what is deprecated."""
    metrics, at = design.operations.metrics, ("operations", "metrics")
    if not metrics:
        return silent((at, "none are listed"))
    for metric in metrics:
        said = f"{metric.name} {metric.tells}"
        if "deprecated" in said.lower() and re.search(r"client|caller|consumer", said, re.IGNORECASE):
            return met(((*at, metric.id), f"{metric.label}: {quoted(metric.tells)}"))
    return unmet((at, "none counts the use of deprecated fields by client"))


@settles("graphql-rule-at-node")
def rules_hold_at_every_node(design: Design) -> Told:
    """The rules per record say that they are checked where records are loaded."""
    rules, at = design.access.object_rules, ("access", "object_rules")
    if not rules:
        return silent((at, "is not answered"))
    said = sentence(AT_NODE, rules)
    return met((at, quoted(said))) if said else silent((at, "does not say where they are checked"))


@settles("graphql-loader-per-request")
def loaders_live_for_a_request(design: Design) -> Told:
    """The N+1 answer names batch loaders and how long they live."""
    said, at = design.operations.n_plus_one, ("operations", "n_plus_one")
    if not said:
        return silent((at, "is not answered"))
    if not first_match(LOADER, (said,)):
        return unmet((at, f"names no batch loader: {quoted(said)}"))
    return met((at, quoted(said))) if PER_REQUEST.search(said) else silent((at, "does not say how long loaders live"))


@settles("graphql-aliases-counted")
def aliases_are_counted(design: Design) -> Told:
    """Some rule about cost speaks of aliases."""
    rows = [row.covered_by for row in design.risks.owasp_coverage if row.item == "API4"]
    files = [file.purpose for file in design.file_plan.files]
    edges = [f"{edge.case}: {edge.expected}" for edge in design.risks.edge_cases]
    return _mentioned(ALIASES, (*rows, *files, *edges), ("risks", "owasp_coverage"), "aliases")


@settles("graphql-introspection-decided")
def introspection_is_decided(design: Design) -> Told:
    """Some rule about access speaks of introspection."""
    rows = [row.covered_by for row in design.risks.owasp_coverage]
    texts = (design.access.object_rules, design.access.admin_access, *rows)
    return _mentioned(INTROSPECTION, texts, ("access", "admin_access"), "introspection")


def _mentioned(pattern: re.Pattern[str], texts: tuple[str, ...], at: tuple[str, str], what: str) -> Told:
    found = first_match(pattern, texts)
    return met((at, quoted(found))) if found else silent((at, f"nothing is said of {what}"))


def _mutations(design: Design, wrong: Weigh, unclear: Weigh, field: str) -> Told:
    """A graph in which nothing is changed has nothing to do for its mutations."""
    operations = design.api.graphql_operations
    if operations and all(one.kind in ("query", "subscription") for one in operations):
        return met((("api", "graphql_operations"), "no mutation is listed"))
    mutations = (one for one in operations if one.kind == "mutation")
    return each(mutations, OPERATIONS, wrong, unclear=unclear, field=field, nothing="no mutation is listed")


def _type_of(one: GraphqlOperation) -> str:
    return one.returns.strip().rstrip("!")
