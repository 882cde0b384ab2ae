"""The usual ways to fail: by which code a design knows them, and which operations they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wizard.design import Design
from wizard.steps.api_records import ErrorCode, GraphqlOperation, RestOperation

BODY = ("POST", "PUT", "PATCH", "QUERY")


class Kind(NamedTuple):
    """A usual way to fail. `telling` are parts of a code by which a design's own code for it is known."""

    code: str
    status: int
    title: str
    retryable: bool
    cause: str
    telling: tuple[str, ...]
    reason: str
    """Why an operation can fail so, in a few words."""
    is_its_status: bool = False
    """Whether any code of that status stands for it."""


KINDS: dict[str, Kind] = {
    "invalid": Kind(
        "validation_failed", 422, "The request is not valid", False, "a member is missing, or breaks its schema or a rule",
        ("valid", "bad_request"), "it takes a body that can be wrong",
    ),
    "unknown-caller": Kind(
        "unauthenticated", 401, "Who is calling is not known", False, "credentials are missing, expired or not ours", ("unauth",),
        "it is not public", is_its_status=True,
    ),
    "not-allowed": Kind(
        "forbidden", 403, "This caller may not do this", False, "the caller is known and its role or scope is not enough", ("forbidden", "permitted"),
        "only some may call it", is_its_status=True,
    ),
    "not-found": Kind(
        "not_found", 404, "There is no such record", False, "there is none of that id, or not for this caller", ("not_found",),
        "it names a record", is_its_status=True,
    ),
    "conflict": Kind(
        "state_conflict", 409, "The record is not in a state for this", False, "its state or version is another than the caller thought",
        ("conflict", "changed"), "the record may have changed meanwhile",
    ),
    "key-reused": Kind(
        "idempotency_key_reused", 422, "The key was used with another request", False, "same key, other content",
        ("reused", "key_mismatch"), "it takes a key that may come with other content",
    ),
    "in-progress": Kind(
        "request_in_progress", 409, "The first request with this key is not done yet", True, "a repeat came before the first was answered",
        ("in_progress",), "its first call may still run",
    ),
    "too-many": Kind(
        "rate_limited", 429, "Too many requests", True, "the limit of its rate class is used up; Retry-After says until when", ("rate_limit", "too_many"),
        "it counts against a limit", is_its_status=True,
    ),
    "unavailable": Kind(
        "unavailable", 503, "Not available right now", True, "too much load, or a system that is needed does not answer", ("unavailable", "overload"),
        "what it needs may be gone", is_its_status=True,
    ),
    "too-complex": Kind(
        "query_too_complex", 400, "The query asks for too much", False, "it is deeper or costs more points than one request may",
        ("complex", "deep", "costly"), "a query can ask for too much",
    ),
}  # fmt: skip


def fits(kind: Kind, code: ErrorCode) -> bool:
    """Whether a design's code stands for a usual way to fail."""
    return (kind.is_its_status and code.status == kind.status) or any(
        part in code.code.lower() for part in kind.telling
    )


def code_of(design: Design) -> dict[str, str]:
    """The design's codes for the usual ways to fail."""
    found: dict[str, str] = {}
    for code in design.api.error_codes:
        for name, kind in KINDS.items():
            if code.code and name not in found and fits(kind, code):
                found[name] = code.code
    return found


def of_rest(operation: RestOperation) -> Iterator[str]:
    """The usual ways in which a REST operation fails."""
    if operation.method in BODY:
        yield "invalid"
    if "public" not in operation.access:
        yield "unknown-caller"
        yield "not-allowed"
    if "{" in operation.path:
        yield "not-found"
    if operation.method in ("PUT", "PATCH") or operation.kind == "action":
        yield "conflict"
    if operation.idempotency == "key":
        yield "key-reused"
        yield "in-progress"
    if operation.rate_class:
        yield "too-many"


def of_graphql(operation: GraphqlOperation) -> Iterator[str]:
    """The usual ways in which a field of the graph fails."""
    if operation.kind == "mutation":
        yield "invalid"
    if "public" not in operation.access:
        yield "unknown-caller"
        yield "not-allowed"
    if "id: ID" in operation.arguments or "Id: ID" in operation.arguments:
        yield "not-found"
    if operation.kind == "query":
        yield "too-complex"
