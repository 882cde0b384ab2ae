"""Suggestions for the errors of step 4: their format, and a code for each way in which the operations can fail."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.suggestions.asked import asked
from wizard.suggestions.error_kinds import KINDS, fits, of_graphql, of_rest
from wizard.suggestions.suggestion import Offer, suggests

Needed = dict[str, tuple[str, tuple[Path, ...]]]
"""By usual way to fail: whose it is, and which answers say so."""


@suggests("error-format", "What clients speak decides the shape of errors.", "api-design-checklist")
@asked("api", "error_format")
def _format(design: Design) -> Iterator[Offer]:
    system = design.start.system_type
    if system is not None:
        is_graph = system == "graphql"
        because = (
            "The system type is graphql: errors travel in the list of each answer, with the code in extensions."
            if is_graph
            else f"The system type is {system}: RFC 9457 is the standard for HTTP"
            + (", and the graph carries the same codes in extensions." if system == "both" else ".")
        )
        path = ("api", "error_format")
        yield Offer(path, "graphql-errors" if is_graph else "problem-details", because, (("start", "system_type"),))


@suggests("error-code", "Each way in which the operations can fail has a code.", "api-design-checklist")
@asked("api", "error_codes")
def _codes(design: Design) -> Iterator[Offer]:
    needed = _needed(design)
    if not needed:
        return
    codes = design.api.error_codes
    for name, kind in KINDS.items():
        if name in needed and not any(fits(kind, code) for code in codes):
            subject, basis = needed[name]
            record = {
                "code": kind.code,
                "status": kind.status,
                "title": kind.title,
                "retryable": kind.retryable,
                "cause": kind.cause,
            }
            yield Offer(("api", "error_codes"), record, f"{subject}: {kind.reason}.", basis)


def _needed(design: Design) -> Needed:
    """The usual ways to fail that the design can meet, with the first record that brings each, and where it says so."""
    needed: Needed = {}
    for operation in design.api.operations:
        for name in of_rest(operation) if operation.method and operation.path else ():
            if name not in needed:
                at = ("api", "operations", operation.id)
                basis = ((*at, "method"), (*at, "path"), (*at, "access"), (*at, "idempotency"))
                needed[name] = (operation.label, basis)
    for field in design.api.graphql_operations:
        for name in of_graphql(field) if field.kind and field.name else ():
            if name not in needed:
                at = ("api", "graphql_operations", field.id)
                needed[name] = (field.name, ((*at, "kind"), (*at, "arguments"), (*at, "access")))
    _add_of_surroundings(design, needed)
    return needed


def _add_of_surroundings(design: Design, needed: Needed) -> None:
    """Add the ways to fail that tools and systems outside bring, where there is anything that can fail at all."""
    for tool in design.api.mcp_tools:
        if tool.rate_class:
            needed.setdefault("too-many", (tool.name, (("api", "mcp_tools", tool.id, "rate_class"),)))
    for system in design.scope.external_systems if needed else ():
        if system.criticality == "hard" and system.name:
            because = f"{system.name} is a hard dependency"
            needed.setdefault("unavailable", (because, (("scope", "external_systems", system.id, "criticality"),)))
