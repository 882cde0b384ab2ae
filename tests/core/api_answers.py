"""Answers of step 4 for rules: a few records, at a depth and of a type that hide none of them."""

from typing import Any

from core.checklist_api.rows import START, Given, api, both, graph, rest
from core.designs import with_ids

SURFACES = ["mcp", "cli", "typed-clients"]


def answers(*given: Given) -> dict[str, Any]:
    """These answers together, as a draft."""
    return dict(with_ids(both({"start": START, "scope": {"surfaces": SURFACES}}, *given)))


def op(method: str | None = "GET", path: str = "/rooms", **fields: Any) -> dict[str, Any]:
    """A REST operation."""
    return {"method": method, "path": path, **fields}


def calls(*operations: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A design with these REST operations, and other answers of step 4."""
    return answers(rest(*operations, **fields))


def paths(*found: str) -> dict[str, Any]:
    """A design that reads each of these paths."""
    return calls(*(op(path=path) for path in found))


def fields_of(*operations: dict[str, Any], **others: Any) -> dict[str, Any]:
    """A design with these GraphQL operations, and other answers of step 4."""
    return answers(graph(*operations, **others))


def step_4(**fields: Any) -> dict[str, Any]:
    """A design with these answers in step 4."""
    return answers(api(**fields))
