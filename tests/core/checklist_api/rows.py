"""What a row about one checklist item is made of: answers, and a fragment of the evidence they give."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from core.designs import with_ids

from wizard.design import Design, Reader

Given = Mapping[str, Mapping[str, Any]]

START = {"in_scope": True, "system_type": "both", "depth": "high-scale"}
"""Asks every question about REST and GraphQL."""
SURFACES = ["mcp", "typed-clients"]
NOTHING: Given = {}


class Row(NamedTuple):
    """Answers, and words of the evidence that they give."""

    given: Given
    said: str


class Rows(NamedTuple):
    """The three rows of one item; a reason in words where a state can not be."""

    met: Row
    unmet: Row | str
    silent: Row | str


def design_of(given: Given) -> Design:
    """The design in these answers, at a depth and of a type that hide nothing."""
    answers = {step: dict(fields) for step, fields in given.items()}
    answers["start"] = START | answers.get("start", {})
    answers["scope"] = {"surfaces": SURFACES} | answers.get("scope", {})
    return Reader().read(with_ids(answers)).design


def api(**fields: Any) -> Given:
    """Answers of step 4."""
    return {"api": fields}


def rest(*operations: Mapping[str, Any], **fields: Any) -> Given:
    """REST operations, and other answers of step 4."""
    return api(operations=list(operations), **fields)


def graph(*operations: Mapping[str, Any], **fields: Any) -> Given:
    """GraphQL operations, and other answers of step 4."""
    return api(graphql_operations=list(operations), **fields)


def codes(*statuses: int, **fields: Any) -> Given:
    """An error code for each status, and other answers of step 4."""
    return api(error_codes=[{"code": f"code_{one}", "title": "Refused", "status": one} for one in statuses], **fields)


def classes(*found: Mapping[str, Any], **fields: Any) -> Given:
    """Rate classes, and other answers of step 4."""
    return api(rate_classes=list(found), **fields)


def planned(*files: str, actions: tuple[str, ...] = ()) -> Given:
    """Files as "path: purpose", and next steps."""
    split = [file.partition(": ") for file in files]
    return {
        "file_plan": {
            "files": [{"path": path, "purpose": purpose} for path, _, purpose in split],
            "next_steps": [{"action": action} for action in actions],
        }
    }


def shown(example: str) -> Given:
    """One operation with this response example."""
    return rest({"operation_id": "getRoom", "method": "GET", "path": "/rooms", "response_example": example})


def both(*given: Given) -> Given:
    """Several answers together; later steps add to earlier ones."""
    merged: dict[str, dict[str, Any]] = {}
    for one in given:
        for step, fields in one.items():
            merged.setdefault(step, {}).update(fields)
    return merged
