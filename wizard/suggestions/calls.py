"""Suggestions for the operations of step 4: from workflows, and from what is changed but can not be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.design import Design, Path
from wizard.facts.naming import article, camel, kebab, pascal, plural, snake, spaced
from wizard.steps.api_records import GraphqlOperation, RestOperation
from wizard.steps.scope import Workflow
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests
from wizard.suggestions.verbs import Doing, doing, entity_index

METHODS = {"create": "POST", "list": "GET", "read": "GET", "update": "PATCH", "delete": "DELETE", "action": "POST"}
STATUSES = {"create": 201, "list": 200, "read": 200, "replace": 200, "update": 200, "delete": 204, "action": 200}
"""What a call that succeeded is answered with, by the kind of its operation."""


def collection(entity: str) -> str:
    """The path of all of an entity: `/payout-accounts`."""
    return f"/{kebab(plural(entity))}"


def one_of(entity: str) -> str:
    """The path of one of an entity: `/payout-accounts/{payout_account_id}`."""
    return f"{collection(entity)}/{{{snake(entity)}_id}}"


def roles_by_words(design: Design) -> dict[str, str]:
    """The roles by how a user of the same name would be written."""
    return {kebab(role.name): role.name for role in design.access.roles if role.name}


def _unserved(design: Design) -> Iterator[tuple[Workflow, Doing]]:
    """The workflows that no operation serves, where their names say what is done to which entity."""
    served = {one.workflow for one in design.api.operations} | {one.workflow for one in design.api.graphql_operations}
    left = [one for one in design.scope.workflows if one.name and one.name not in served]
    entities = entity_index(design.domain.entities) if left else {}
    for workflow in left:
        done = doing(workflow.name, workflow.outcome, entities)
        if done is not None:
            yield workflow, done


def _basis(workflow: Workflow) -> tuple[Path, ...]:
    at = ("scope", "workflows", workflow.id)
    return ((*at, "outcome"), (*at, "actor"))


def _because(workflow: Workflow, done: Doing) -> str:
    made = (
        f" makes {article(spaced(done.entity))}"
        if done.deed == "create"
        else f" is about {article(spaced(done.entity))}"
    )
    return f"'{workflow.name}'{made}, and no operation serves it."


@suggests("operation-for-workflow", "A workflow needs an operation that serves it.", "rest-best-practices")
@asked("api", "operations")
def _rest(design: Design) -> Iterator[Offer]:
    roles = roles_by_words(design)
    for workflow, done in _unserved(design):
        method, path, operation_id = _rest_call(done)
        operation: dict[str, Any] = {
            "method": method,
            "path": path,
            "summary": workflow.name,
            "operation_id": operation_id,
            "workflow": workflow.name,
            "entity": done.entity,
            "kind": done.deed,
            "success_status": STATUSES[done.deed],
        }
        if method == "POST":
            operation["idempotency"] = "key"
        if done.deed == "list":
            operation["paginated"] = True
        role = roles.get(kebab(workflow.actor))
        if role:
            operation["access"] = [role]
        yield Offer(("api", "operations"), operation, _because(workflow, done), _basis(workflow))


def _rest_call(done: Doing) -> tuple[str, str, str]:
    """Method, path and operation id of what is done."""
    within = one_of(done.within) if done.within else ""
    path = within + collection(done.entity) if done.deed in ("create", "list") else one_of(done.entity)
    verb = {"read": "get"}.get(done.deed, done.deed)
    name = plural(done.entity) if done.deed == "list" else done.entity
    if done.deed == "action":
        path, verb = f"{path}/{done.verb}", done.verb
    return METHODS[done.deed], path, verb + pascal(name)


@suggests("field-for-workflow", "A workflow needs a query or mutation that serves it.", "graphql-schema-design")
@asked("api", "graphql_operations")
def _graphql(design: Design) -> Iterator[Offer]:
    """Where there is REST as well, changes are left to it, so that there is one way to make them."""
    roles = roles_by_words(design)
    for workflow, done in _unserved(design):
        is_reading = done.deed in ("list", "read")
        if design.start.system_type == "both" and not is_reading:
            continue
        operation = _graphql_read(done) if is_reading else _mutation(done)
        operation["workflow"] = workflow.name
        role = roles.get(kebab(workflow.actor))
        if role:
            operation["access"] = [role]
        yield Offer(("api", "graphql_operations"), operation, _because(workflow, done), _basis(workflow))


def _graphql_read(done: Doing) -> dict[str, Any]:
    if done.deed == "list":
        return {
            "kind": "query",
            "name": camel(plural(done.entity)),
            "arguments": "first: Int = 25, after: String",
            "returns": f"{pascal(done.entity)}Connection!",
            "paginated": True,
        }
    return {"kind": "query", "name": camel(done.entity), "arguments": "id: ID!", "returns": pascal(done.entity)}


def _mutation(done: Doing) -> dict[str, Any]:
    verb = done.verb if done.deed == "action" else done.deed
    name = f"{verb}{pascal(done.entity)}"
    return {
        "kind": "mutation",
        "name": name,
        "arguments": f"input: {pascal(name)}Input!",
        "returns": f"{pascal(name)}Payload!",
    }


def _reads_by_graph(design: Design) -> bool:
    """Whether reading is what GraphQL is there for."""
    return design.start.system_type == "both" and any(one.kind == "query" for one in design.api.graphql_operations)


def _carried(design: Design, operation: RestOperation | GraphqlOperation) -> dict[str, Any]:
    """What reading takes over from changing: the workflow, and who may; what names nothing that exists is left behind."""
    carried = _workflow_of(design, operation)
    roles = {role.name for role in design.access.roles}
    access = [name for name in operation.access if name in roles or name.startswith("scope:")]
    return carried | ({"access": access} if access else {})


def _workflow_of(design: Design, operation: RestOperation | GraphqlOperation) -> dict[str, Any]:
    is_there = any(workflow.name == operation.workflow for workflow in design.scope.workflows)
    return {"workflow": operation.workflow} if is_there and operation.workflow else {}


@suggests("read-for-change", "What can be created or changed can be read again.", "rest-best-practices")
@asked("api", "operations")
def _reads(design: Design) -> Iterator[Offer]:
    """The design's own words decide: what no operation changes is not offered to be read either."""
    operations = design.api.operations
    if _reads_by_graph(design):
        return
    read = {one.entity for one in operations if one.kind in ("read", "list") or one.method == "GET"}
    paths = {one.path for one in operations if one.method == "GET"}
    main = {entity.name for entity in design.domain.entities if entity.kind == "aggregate"}
    for operation in operations:
        entity = operation.entity
        if operation.kind != "create" or entity not in main or entity in read or operation.method == "GET":
            continue
        read.add(entity)
        if one_of(entity) in paths:
            continue
        at = ("api", "operations", operation.id)
        because = f"{operation.label} creates {article(spaced(entity))} ({operation.method} {operation.path}), and nothing reads it."
        offered = {
            "method": "GET",
            "path": one_of(entity),
            "summary": f"Read {article(spaced(entity))}",
            "operation_id": f"get{pascal(entity)}",
            "entity": entity,
            "kind": "read",
            "success_status": 200,
            **_carried(design, operation),
        }
        yield Offer(("api", "operations"), offered, because, ((*at, "kind"), (*at, "entity"), (*at, "access")))


@suggests("list-for-aggregate", "An aggregate that can be read one by one can be listed.", "rest-best-practices")
@asked("api", "operations")
def _lists(design: Design) -> Iterator[Offer]:
    """Who may list all is not offered: it is another question than who may read one."""
    if _reads_by_graph(design):
        return
    operations = design.api.operations
    main = {entity.name for entity in design.domain.entities if entity.kind == "aggregate"}
    if not main:
        return
    listed = {one.entity for one in operations if one.kind == "list"}
    paths = {one.path for one in operations if one.method == "GET"}
    made = {one.entity for one in operations if one.kind == "create"}
    for operation in operations:
        entity = operation.entity
        if operation.kind != "read" or entity not in main or entity in listed or entity not in made:
            continue
        listed.add(entity)
        path = operation.path.rpartition("/")[0]
        if not path or path.endswith("}") or path in paths:
            continue
        at = ("api", "operations", operation.id)
        offered = {
            "method": "GET",
            "path": path,
            "summary": f"List {spaced(plural(entity))}",
            "operation_id": f"list{pascal(plural(entity))}",
            "entity": entity,
            "kind": "list",
            "success_status": 200,
            "paginated": True,
            **_workflow_of(design, operation),
        }
        because = f"{spaced(plural(entity)).capitalize()} are created, and {operation.label} reads one whose id the caller already has."
        yield Offer(("api", "operations"), offered, because, ((*at, "kind"), (*at, "path")))


@suggests("query-for-mutation", "What a mutation creates can be asked for again.", "graphql-schema-design")
@asked("api", "graphql_operations")
def _queries(design: Design) -> Iterator[Offer]:
    if design.start.system_type != "graphql":
        return
    by_name = {camel(one.name): one.name for one in design.domain.entities if one.name and one.kind == "aggregate"}
    known = {operation.name for operation in design.api.graphql_operations}
    for operation in design.api.graphql_operations:
        verb, _, rest = operation.name.partition("create")
        entity = by_name.get(camel(rest)) if not verb and rest and operation.kind == "mutation" else None
        if entity is None or known & {camel(entity), camel(plural(entity))}:
            continue
        known.add(camel(entity))
        offered: dict[str, Any] = {
            "kind": "query",
            "name": camel(entity),
            "arguments": "id: ID!",
            "returns": pascal(entity),
        }
        offered |= _carried(design, operation)
        at = ("api", "graphql_operations", operation.id)
        because = f"{operation.name} creates {article(spaced(entity))}, and no query reads it."
        yield Offer(("api", "graphql_operations"), offered, because, ((*at, "kind"), (*at, "access")))
