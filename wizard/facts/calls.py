"""What operations and error codes are, in REST and GraphQL alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from wizard.design import Design
from wizard.facts.words import affirmed
from wizard.steps.api_records import ErrorCode, GraphqlOperation, RestOperation

SAFE = frozenset(("GET", "HEAD", "OPTIONS", "QUERY"))
"""Methods that ask for no change (RFC 9110, 9.2.1); QUERY is one by its draft."""
READS = frozenset(("read", "list", "query", "subscription"))
"""Kinds of operations that change nothing."""
METHODS: dict[str, tuple[str, ...]] = {
    "replace": ("PUT",),
    "update": ("PATCH",),
    "delete": ("DELETE",),
    "create": ("POST", "PUT"),
    "action": ("POST",),
}
"""The methods that fit each kind that changes something."""


def calls(design: Design) -> tuple[RestOperation | GraphqlOperation, ...]:
    """Every operation that a client can call."""
    return (*design.api.operations, *design.api.graphql_operations)


def changes(call: Any) -> bool:
    """Whether an operation changes something, by its kind, or by its method where no kind is answered."""
    if call.kind is not None:
        return call.kind not in READS
    method = getattr(call, "method", None)
    return method is not None and method not in SAFE


def claimed_twice(design: Design) -> tuple[str, ...]:
    """What the answers give to REST and to GraphQL in the same words."""
    graphql = {_plain(line) for line in design.api.graphql_responsibilities}
    return tuple(line for line in design.api.rest_responsibilities if _plain(line) in graphql)


def _plain(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(".")


def with_status(design: Design, *statuses: int) -> tuple[ErrorCode, ...]:
    """The error codes that travel with one of these statuses."""
    return tuple(code for code in design.api.error_codes if code.status in statuses)


def words_of(code: ErrorCode) -> str:
    """All that is said of an error code."""
    return f"{code.code} {code.title} {code.cause}"


def first_match(pattern: re.Pattern[str], texts: Iterable[str]) -> str:
    """The first of these texts that holds the pattern without a negation before it; empty if none does."""
    return next((text for text in texts if affirmed(pattern.pattern, text)), "")


def sentence(pattern: re.Pattern[str], text: str) -> str:
    """The sentence of a text that holds the pattern; empty if none does."""
    return first_match(pattern, re.split(r"(?<=[.;])\s+", text))
