"""Checklist items about operations: what they are for, who may call them, what a repeat does."""

from __future__ import annotations

from collections import Counter
from typing import Any

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each, is_hidden, pointed
from wizard.design import Design
from wizard.facts.calls import calls, changes, claimed_twice
from wizard.facts.examples import body_of
from wizard.facts.paths import shape
from wizard.steps.api_records import RestOperation

OPERATIONS = "api.operations"


@settles("api-operation-has-workflow")
def operations_have_a_workflow(design: Design) -> Told:
    """Every operation has a workflow, every critical workflow an operation."""
    operations = calls(design)
    if not operations:
        return silent((("api", "operations"), "no operations are listed"))
    served = {call.workflow for call in operations}
    told = each(operations, OPERATIONS, lambda call: "" if call.workflow else "no workflow", field="workflow")
    critical = [flow for flow in design.scope.workflows if flow.critical]
    unserved = pointed(critical, lambda flow: "" if flow.label in served else "no operation", "scope.workflows")
    if not unserved:
        return told
    return unmet(*(told.where if told.state == "unmet" else ()), *unserved)


@settles("api-operation-id-unique")
def operation_ids_are_unique(design: Design) -> Told:
    """Every REST operation has an id of its own."""
    times = Counter(operation.operation_id for operation in design.api.operations)

    def wrong(operation: RestOperation) -> str:
        if not operation.operation_id:
            return "no operation id"
        return "another has the same id" if times[operation.operation_id] > 1 else ""

    return each(design.api.operations, OPERATIONS, wrong, field="operation_id")


@settles("api-paths-are-nouns")
def paths_are_nouns(design: Design) -> Told:
    """No path says a verb, and parameters stand in braces."""

    def wrong(operation: RestOperation) -> str:
        path = shape(operation.path)
        if path.unbraced:
            return f"{path.unbraced} is not in braces"
        return f"{path.verb} is a verb" if path.verb and operation.kind != "action" else ""

    pathless = [operation for operation in design.api.operations if operation.path]
    return each(pathless, OPERATIONS, wrong, field="path", nothing="no paths are listed")


@settles("api-access-per-operation")
def access_is_named(design: Design) -> Told:
    """Every operation says who may call it, and why if that is everybody."""

    def wrong(call: Any) -> str:
        if not call.access:
            return "no access"
        return "public without a reason" if "public" in call.access and not call.public_reason else ""

    return each(calls(design), OPERATIONS, wrong, field="access", nothing="no operations are listed")


@settles("api-repeat-stated")
def repeats_are_stated(design: Design) -> Told:
    """Every operation that creates or acts says what a repeat does."""

    def wrong(operation: RestOperation) -> str:
        if operation.idempotency is None:
            return "idempotency is not answered"
        return "none without a reason" if operation.idempotency == "none" and not operation.idempotency_reason else ""

    return each(
        (one for one in design.api.operations if one.kind in ("create", "action") or _is_plain_post(one)),
        OPERATIONS,
        wrong,
        field="idempotency",
        nothing="no operation that creates or acts is listed",
    )


def _is_plain_post(operation: RestOperation) -> bool:
    return operation.kind is None and operation.method == "POST"


@settles("api-errors-per-operation")
def changes_list_their_errors(design: Design) -> Told:
    """Every operation that changes something lists error codes."""
    return each(
        (call for call in calls(design) if changes(call)),
        OPERATIONS,
        lambda call: "" if call.errors else "no errors",
        field="errors",
        nothing="no operation that changes something is listed",
    )


@settles("api-split-disjoint")
def split_is_disjoint(design: Design) -> Told:
    """Nothing is done by REST and by GraphQL."""
    at = ("api", "rest_responsibilities")
    if design.start.system_type in ("rest", "graphql"):
        return met((("start", "system_type"), f"{design.start.system_type} alone"))
    rest, graphql = design.api.rest_responsibilities, design.api.graphql_responsibilities
    if not rest or not graphql:
        return silent((at, "one of the two lists is empty"))
    if both := claimed_twice(design):
        return unmet((at, f"on both lists: {quoted(both)}"))
    return met((at, f"{len(rest)} for REST, {len(graphql)} for GraphQL, none on both"))


@settles("api-critical-path-examples")
def critical_path_has_examples(design: Design) -> Told:
    """Operations of the critical path show what goes in and what comes out."""
    path = design.scope.critical_path
    if not path or is_hidden(RestOperation, "response_example", design):
        return silent((("scope", "critical_path"), "is not answered" if not path else "examples are not asked for"))
    return each(
        (operation for operation in design.api.operations if operation.workflow == path),
        OPERATIONS,
        _lacks_example,
        unclear=lambda one: "" if one.request_example or one.method != "POST" else "an action without request example",
        nothing="no operation of the critical path is listed",
    )


def _lacks_example(operation: RestOperation) -> str:
    """An action may go without a body, and 204 has none to show."""
    takes_body = operation.method in ("PUT", "PATCH", "QUERY") or (
        operation.method == "POST" and operation.kind != "action"
    )
    lacks = [
        name
        for name, is_lacking in (
            ("request", takes_body and not operation.request_example),
            ("response", operation.success_status != 204 and not operation.response_example),
        )
        if is_lacking
    ]
    return f"no {' and no '.join(lacks)} example" if lacks else ""


@settles("api-problem-shown")
def error_body_is_shown(design: Design) -> Told:
    """A response example shows an error body: problem details, or GraphQL errors with extensions."""
    for operation in design.api.operations:
        value = body_of(operation.response_example).value
        if isinstance(value, dict) and ({"title", "status", "code"} <= value.keys() or _is_graphql_error(value)):
            return met((("api", "operations", operation.id, "response_example"), f"{operation.label}: an error body"))
    return silent((("api", "operations"), "no response example is an error body"))


def _is_graphql_error(value: dict[str, Any]) -> bool:
    errors = value.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    extensions = first.get("extensions") if isinstance(first, dict) else None
    return isinstance(extensions, dict) and "code" in extensions
