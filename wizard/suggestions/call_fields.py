"""Suggestions for the fields of an operation: what follows from its method, its path and its kind."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import listing, pascal, plural, singular, words_of
from wizard.steps.api_records import RestOperation
from wizard.suggestions.asked import asked
from wizard.suggestions.calls import STATUSES, collection
from wizard.suggestions.error_kinds import KINDS, code_of, of_graphql, of_rest
from wizard.suggestions.suggestion import Offer, suggests

KIND_OF = {"PUT": "replace", "PATCH": "update", "DELETE": "delete"}
READING = ("GET", "HEAD", "OPTIONS", "QUERY")
STARTS_WORK = frozenset(("export", "generate", "import", "recompute", "schedule", "start", "trigger"))
"""First words of a summary that promise work which is not done when the answer is sent."""


def kind_of(operation: RestOperation) -> str | None:
    """What an operation does, as far as its method and path tell."""
    last = operation.path.rstrip("/").rpartition("/")[2]
    if not last or operation.method in (None, "HEAD", "OPTIONS", "QUERY"):
        return None
    if operation.method == "GET":
        return "read" if last.endswith("}") else ("list" if _is_plural(last) else None)
    if operation.method == "POST":
        return "create" if _is_plural(last) else "action"
    return KIND_OF[operation.method] if last.endswith("}") else None


def _is_plural(part: str) -> bool:
    last = part.rpartition("-")[2]
    return not part.endswith("}") and singular(last) != last


@suggests("operation-kind", "Method and path say what kind of operation it is.", "rest-best-practices")
@asked("api", "operations", "kind")
def _kinds(design: Design) -> Iterator[Offer]:
    for operation in design.api.operations:
        if operation.kind is None and (kind := kind_of(operation)):
            at = ("api", "operations", operation.id)
            because = f"{operation.method} {operation.path}: method and last part of the path make it {kind}."
            yield Offer((*at, "kind"), kind, because, ((*at, "method"), (*at, "path")))


@suggests("operation-entity", "The path of an operation is named after what it works on.", "rest-best-practices")
@asked("api", "operations", "entity")
def _entities(design: Design) -> Iterator[Offer]:
    left = [one for one in design.api.operations if not one.entity and one.path]
    if not left:
        return
    by_part = {collection(entity.name)[1:]: entity.name for entity in design.domain.entities if entity.name}
    for operation in left:
        parts = [part for part in operation.path.split("/") if part and not part.startswith("{")]
        entity = next((by_part[part] for part in reversed(parts) if part in by_part), None)
        if entity is not None:
            at = ("api", "operations", operation.id)
            yield Offer((*at, "entity"), entity, f"{operation.path} goes by the name of {entity}.", ((*at, "path"),))


@suggests("operation-id", "An operation has one name in documents, logs and clients.", "tech-standards")
@asked("api", "operations", "operation_id")
def _ids(design: Design) -> Iterator[Offer]:
    """What is already referred to by method and path keeps that name."""
    known = {operation.operation_id for operation in design.api.operations}
    referred = {one.operation for one in design.operations.targets} | {one.target for one in design.operations.slos}
    for operation in design.api.operations:
        name = proposed_id(operation)
        if name and name not in known and operation.label not in referred:
            known.add(name)
            at = ("api", "operations", operation.id)
            because = f"{operation.method} {operation.path}: kind {operation.kind}, entity {operation.entity}."
            yield Offer((*at, "operation_id"), name, because, ((*at, "kind"), (*at, "entity")))


def proposed_id(operation: RestOperation) -> str:
    """The id that an operation without one could have; empty where kind and entity do not make one."""
    if operation.operation_id or not operation.entity or operation.kind in (None, "action"):
        return ""
    verb = "get" if operation.kind == "read" else str(operation.kind)
    return verb + pascal(plural(operation.entity) if operation.kind == "list" else operation.entity)


@suggests(
    "operation-idempotency",
    "A call whose answer is lost is sent again, and that must do no harm.",
    "rest-best-practices",
)
@asked("api", "operations", "idempotency")
def _idempotency(design: Design) -> Iterator[Offer]:
    for operation in design.api.operations:
        if operation.idempotency is not None or not operation.method or operation.method in READING:
            continue
        at = ("api", "operations", operation.id)
        said = f"{operation.method} {operation.path}"
        if operation.method in ("PUT", "DELETE"):
            because = f"{said} has the same effect when it is sent twice, by the meaning of its method (RFC 9110)."
            yield Offer((*at, "idempotency"), "natural", because, ((*at, "method"),))
        elif operation.method == "POST" or operation.kind in ("create", "action"):
            does = "creates" if (operation.kind or kind_of(operation)) == "create" else "acts on"
            because = f"{operation.label} {does} {operation.entity or 'something'} ({said}), and a call whose answer is lost is sent again."
            basis = ((*at, "method"),) if operation.method == "POST" else ((*at, "method"), (*at, "kind"))
            yield Offer((*at, "idempotency"), "key", because, basis)


@suggests("operation-status", "What a call that succeeded is answered with.", "rest-best-practices")
@asked("api", "operations", "success_status")
def _statuses(design: Design) -> Iterator[Offer]:
    for operation in design.api.operations:
        if operation.success_status is not None or operation.kind is None:
            continue
        at = ("api", "operations", operation.id)
        basis = ((*at, "kind"),)
        if (
            operation.kind in ("create", "action")
            and words_of(operation.summary)[:1]
            and words_of(operation.summary)[0] in STARTS_WORK
        ):
            because = f"'{operation.summary}' begins work that goes on after the answer."
            yield Offer((*at, "success_status"), 202, because, ((*at, "kind"), (*at, "summary")))
        else:
            because = f"{operation.label} is of kind {operation.kind}."
            yield Offer((*at, "success_status"), STATUSES[operation.kind], because, basis)


@suggests("operation-paginated", "A list answers in pages.", "rest-best-practices")
@asked("api", "operations", "paginated")
def _paginated(design: Design) -> Iterator[Offer]:
    if design.api.paging_style == "none":
        return
    for operation in design.api.operations:
        if operation.kind == "list" and operation.paginated is None:
            at = ("api", "operations", operation.id)
            because = f"{operation.label} lists {operation.entity or 'records'}, and lists grow."
            yield Offer((*at, "paginated"), value=True, because=because, basis=((*at, "kind"),))


@suggests(
    "operation-rate-class", "An operation counts against the limit for calls of its kind.", "rate-limit-templates"
)
@asked("api", "operations", "rate_class")
def _rate_classes(design: Design) -> Iterator[Offer]:
    left = [one for one in design.api.operations if not one.rate_class and one.method]
    classes = [one.name for one in design.api.rate_classes if one.name and one.surface in ("rest", None)]
    if not left or not classes:
        return
    reads = next((name for name in classes if "read" in name.lower()), None)
    writes = next((name for name in classes if "write" in name.lower() or "change" in name.lower()), None)
    only = classes[0] if len(classes) == 1 and not (reads or writes) else None
    for operation in left:
        is_reading = operation.method in READING or "search" in operation.path
        name = only or (reads if is_reading else writes)
        if name is not None:
            at = ("api", "operations", operation.id)
            does = "reads" if is_reading else "changes something"
            because = f"{operation.label} {does} ({operation.method}), and {name} is the limit for that."
            yield Offer((*at, "rate_class"), name, because, ((*at, "method"),))


@suggests(
    "operation-errors",
    "An operation fails in the ways that its access, path and kind bring with them.",
    "api-design-checklist",
)
@asked("api", "operations", "errors")
def _errors(design: Design) -> Iterator[Offer]:
    """Offered once each way in which the operation fails has a code; until then the codes are offered."""
    codes = code_of(design)
    if not codes:
        return
    for operation in design.api.operations:
        if operation.errors or not operation.method:
            continue
        kinds = list(of_rest(operation))
        if kinds and codes.keys() >= set(kinds):
            at = ("api", "operations", operation.id)
            because = f"{operation.label}: {listing([KINDS[kind].reason for kind in kinds])}."
            basis = tuple((*at, name) for name in ("method", "path", "access", "idempotency", "rate_class"))
            yield Offer((*at, "errors"), [codes[kind] for kind in kinds], because, basis)


@suggests(
    "field-errors",
    "A query or mutation fails in the ways that its access and arguments bring with them.",
    "graphql-schema-design",
)
@asked("api", "graphql_operations", "errors")
def _graphql_errors(design: Design) -> Iterator[Offer]:
    codes = code_of(design)
    if not codes:
        return
    for operation in design.api.graphql_operations:
        if operation.errors or not operation.kind:
            continue
        kinds = list(of_graphql(operation))
        if kinds and codes.keys() >= set(kinds):
            at = ("api", "graphql_operations", operation.id)
            because = f"{operation.name}: {listing([KINDS[kind].reason for kind in kinds])}."
            yield Offer(
                (*at, "errors"),
                [codes[kind] for kind in kinds],
                because,
                ((*at, "kind"), (*at, "access"), (*at, "arguments")),
            )


@suggests("field-paginated", "A list of the graph is a connection.", "graphql-schema-design")
@asked("api", "graphql_operations", "paginated")
def _connections(design: Design) -> Iterator[Offer]:
    for operation in design.api.graphql_operations:
        if operation.paginated is None and operation.returns.rstrip("!").endswith("Connection"):
            at = ("api", "graphql_operations", operation.id)
            because = f"{operation.name} returns {operation.returns}."
            yield Offer((*at, "paginated"), value=True, because=because, basis=((*at, "returns"),))
