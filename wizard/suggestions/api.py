"""Suggestions for step 4 on how the contract changes, and on who does what where there are two."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import some
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests


@suggests(
    "versioning-strategy", "A graph evolves; REST says its version where a client can see it.", "api-design-checklist"
)
@asked("api", "versioning_strategy")
def _strategy(design: Design) -> Iterator[Offer]:
    system = design.start.system_type
    if system is not None:
        is_graph = system == "graphql"
        because = (
            "The system type is graphql: a schema grows by additions, and marks as deprecated what is to go."
            if is_graph
            else f"The system type is {system}, and a version in the path shows in every log and link."
        )
        strategy = "schema-evolution" if is_graph else "url"
        yield Offer(("api", "versioning_strategy"), strategy, because, (("start", "system_type"),))


@suggests("current-version", "The version that the first release of the contract describes.", "api-design-checklist")
@asked("api", "current_version")
def _version(design: Design) -> Iterator[Offer]:
    if design.api.versioning_strategy in ("url", "header", "media-type"):
        because = f"Clients name a version ({design.api.versioning_strategy}), and none has been published yet."
        yield Offer(("api", "current_version"), "v1", because, (("api", "versioning_strategy"),))


@suggests("deprecation-notice", "How clients learn that something is going to be taken away.", "contract-testing")
@asked("api", "deprecation_notice")
def _deprecation(design: Design) -> Iterator[Offer]:
    signals = {
        "rest": "the Deprecation header (RFC 9745)",
        "graphql": "@deprecated with a reason",
        "both": "the Deprecation header (RFC 9745) in REST, @deprecated in the graph",
    }
    if design.start.system_type is not None:
        notice = f"6 months before, by {signals[design.start.system_type]}, and a message to the owner of each client"
        because = f"The system type is {design.start.system_type}, and that is its signal; 6 months is a number to start from."
        yield Offer(("api", "deprecation_notice"), notice, because, (("start", "system_type"),))


@suggests(
    "openapi-version",
    "The OpenAPI version that tools can read, unless an operation needs the newer one.",
    "tech-standards",
)
@asked("api", "openapi_version")
def _openapi(design: Design) -> Iterator[Offer]:
    operations = [one for one in design.api.operations if one.method]
    newer = next((one for one in operations if one.method == "QUERY"), None)
    path = ("api", "openapi_version")
    if newer is not None:
        basis = (("api", "operations", newer.id, "method"),)
        yield Offer(path, "3.2.0", f"{newer.label} uses QUERY, which OpenAPI knows from 3.2 on.", basis)
    elif operations or "typed-clients" in design.scope.surfaces:
        clients = " and clients are generated," if "typed-clients" in design.scope.surfaces else ""
        because = f"No operation needs 3.2,{clients} and generators that stop at 3.1 are still about (as of Jan 2026)."
        yield Offer(
            path,
            "3.1.2",
            because,
            (("scope", "surfaces"), *(("api", "operations", one.id, "method") for one in operations[:3])),
        )


@suggests(
    "rest-does",
    "Where there is a graph as well, REST does what it already has operations for.",
    "graphql-schema-design",
)
@asked("api", "rest_responsibilities")
def _rest(design: Design) -> Iterator[Offer]:
    served = list(dict.fromkeys(one.workflow for one in design.api.operations if one.workflow))
    if served:
        because = f"REST operations serve {some(served)}."
        basis = tuple(
            ("api", "operations", one.id, "workflow") for one in design.api.operations if one.workflow in served
        )[:20]
        yield Offer(("api", "rest_responsibilities"), served, because, basis)


@suggests(
    "graph-does", "Where there is REST as well, the graph does what only it has fields for.", "graphql-schema-design"
)
@asked("api", "graphql_responsibilities")
def _graph(design: Design) -> Iterator[Offer]:
    elsewhere = {one.workflow for one in design.api.operations}
    served = list(
        dict.fromkeys(
            one.workflow for one in design.api.graphql_operations if one.workflow not in elsewhere and one.workflow
        )
    )
    if served:
        because = f"Fields of the graph serve {some(served)}, and no REST operation does."
        basis = tuple(
            ("api", "graphql_operations", one.id, "workflow")
            for one in design.api.graphql_operations
            if one.workflow in served
        )
        yield Offer(("api", "graphql_responsibilities"), served, because, basis[:20])
