"""Rules on methods, success statuses and bodies of REST operations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import METHODS, SAFE
from wizard.facts.paths import shape
from wizard.rules.api_records import at, named, named_first
from wizard.rules.rule import Said, Severity, rule

FITTING: dict[str, frozenset[int]] = {
    "create": frozenset((201, 202)),
    "replace": frozenset((200, 201, 202, 204)),
    "update": frozenset((200, 202, 204)),
    "delete": frozenset((200, 202, 204)),
}
"""The success statuses of each kind that changes something."""
CREATED_AT_A_PATH = frozenset((200, 201, 202, 204))
NOTHING_READ = (201, 204, 205)
"""Statuses that say nothing was found, or something was made."""
WITHOUT_BODY = (204, 205)
NO_REQUEST_BODY = ("GET", "HEAD", "DELETE")
"""Methods on which a body has no defined meaning."""
LOOKING = r"search|find|look|quer|filter|match|calculat|estimat|preview|compar|check|validat|batch|body|long"
"""Words of a summary that tell why a read is a POST."""
MANY = r"\ball\b|\bbulk|\bbatch|\bevery|\bseveral|\bmany|\beach|\blist\b|\bset of|\bwhole"


@rule(
    "safe-method-changes",
    "blocker",
    "GET, HEAD, OPTIONS and QUERY promise to change nothing, so browsers, caches and crawlers call them unasked. "
    "An operation behind them that changes something is run by whoever follows a link.",
    "Choose the method for what it does, or mend the kind if it only reads.",
    "rest-best-practices#which-method",
)
def _safe_method_changes(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.method in SAFE and one.kind not in (None, "read", "list"):
            severity: Severity | None = "warning" if one.kind == "action" else None
            yield Said(
                at(one, "method"), f"{named(one)}: kind {one.kind} by {one.method}, which may change nothing", severity
            )


@rule(
    "read-by-writing-method",
    "warning",
    "An operation that only reads has a method that stands for a change. Nobody may repeat or cache it, though they could.",
    "Read by GET; where the question is too long for an address, say so in the summary of the POST.",
    "rest-best-practices#which-method",
)
def _read_by_writing_method(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.kind not in ("read", "list") or one.method in SAFE or not one.method:
            continue
        if one.method != "POST" or not re.search(LOOKING, f"{one.summary} {one.path}", re.IGNORECASE):
            yield Said(at(one, "method"), f"{named(one)}: kind {one.kind}, which changes nothing, by {one.method}")


@rule(
    "method-against-kind",
    "warning",
    "Method and kind say different things about what happens. Clients go by the method, checks of this design by the kind.",
    "Choose the method that belongs to the kind, or the other kind.",
    "rest-best-practices#which-method",
)
def _method_against_kind(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        fitting = METHODS.get(one.kind or "")
        if fitting and one.method and one.kind != "action" and one.method not in fitting and one.method not in SAFE:
            is_mild = (one.kind, one.method) == ("update", "PUT")
            words = f"{named(one)}: kind {one.kind} by {one.method}, where {' or '.join(fitting)} is usual"
            yield Said(at(one, "method"), words, "advice" if is_mild else None)


@rule(
    "collection-changed-as-one",
    "warning",
    "The path is that of a whole collection, as another operation lists it or adds to it, and nothing says that all of it is meant. "
    "Without a key in the path it is open which record is changed.",
    "Put the key of the record into the path, or say in the summary that all of them are meant.",
    "rest-best-practices#which-method",
)
def _collection_changed_as_one(design: Design) -> Iterable[Said]:
    collections = {
        shape(one.path).same
        for one in design.api.operations
        if one.kind == "list" or (one.kind == "create" and one.method == "POST")
    }
    for one in design.api.operations:
        if one.method not in ("PUT", "PATCH", "DELETE") or one.kind not in ("replace", "update", "delete"):
            continue
        if one.path and shape(one.path).same in collections and not re.search(MANY, one.summary, re.IGNORECASE):
            yield Said(at(one, "path"), f"{named(one)}: kind {one.kind} on a whole collection, no key in the path")


@rule(
    "status-against-kind",
    "warning",
    "The success status says something else than the kind of operation. Clients and proxies go by the status: "
    "201 is new, 202 not done yet, 204 nothing to say.",
    "Choose the status that says what has happened.",
    "rest-best-practices#which-method",
)
def _status_against_kind(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        status = one.success_status
        if status is None or one.kind in (None, "action"):
            continue
        fitting = CREATED_AT_A_PATH if (one.kind, one.method) == ("create", "PUT") else FITTING.get(one.kind)
        is_wrong = status not in fitting if fitting else status in NOTHING_READ
        if is_wrong:
            yield Said(at(one, "success_status"), f"{named(one)}: kind {one.kind} answers {status}")


@rule(
    "body-with-empty-status",
    "warning",
    "204 and 205 have no body, so the response that is shown can never arrive.",
    "Answer 200 or 201 with the body, or take the example away.",
    "rest-best-practices#which-method",
)
def _body_with_empty_status(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.success_status in WITHOUT_BODY and one.response_example:
            words = f"{named(one)}: answers {one.success_status}, which has no body, and shows one"
            yield Said(at(one, "response_example"), words)


@rule(
    "body-without-meaning",
    "warning",
    "A body on GET, HEAD or DELETE has no defined meaning; proxies drop it or refuse the request.",
    "Put what it needs into path or query, or choose another method.",
    "rest-best-practices#which-method",
)
def _body_without_meaning(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.method in NO_REQUEST_BODY and one.request_example[:1] in ("{", "["):
            yield Said(
                at(one, "request_example"), f"{named(one)}: shows a request body, which {one.method} has none of"
            )


@rule(
    "repeatable-method-denied",
    "warning",
    "All methods but POST and PATCH may be repeated by clients and proxies on their own, whatever the design says of this one.",
    "Choose natural if a repeat changes nothing more, or POST if it does.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _repeatable_method_denied(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.idempotency == "none" and one.method not in (None, "POST", "PATCH"):
            yield Said(
                at(one, "idempotency"),
                f"{named(one)}: a repeat does it again, but {one.method} may be repeated by anyone",
            )


@rule(
    "query-described-too-early",
    "warning",
    "OpenAPI can describe the method QUERY from 3.2.0 on. In a description of 3.1 the operation is missing.",
    "Choose OpenAPI 3.2.0, or let the search be a POST.",
    "tech-standards#openapi-31-or-32",
)
def _query_described_too_early(design: Design) -> Iterable[Said]:
    using = [one for one in design.api.operations if one.method == "QUERY"]
    if using and design.api.openapi_version == "3.1.2":
        yield Said(("api", "openapi_version"), f"{named_first(using)}: OpenAPI 3.1.2 can not describe QUERY")
