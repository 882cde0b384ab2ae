"""A smallest design that makes a rule speak, what it then offers, and a design in which it is silent."""

from __future__ import annotations

from typing import Any, NamedTuple

from core.designs import with_ids

from wizard.design import Answers, Path


class Case(NamedTuple):
    """One rule. `value` is the answer, or a part of the offered record; `because` is a part of the reasons."""

    code: str
    design: Answers
    path: Path
    value: Any
    because: str
    silent: Answers


def draft(**steps: Any) -> Answers:
    """A draft with these answers; a REST API unless it says something else."""
    start = {"in_scope": True, "system_type": "rest", **steps.pop("start", {})}
    return with_ids({"start": start, **steps})


def at(words: str) -> Path:
    """A path from its parts, joined by dots."""
    return tuple(words.split("."))


def rest(method: str, path: str, **more: Any) -> dict[str, Any]:
    """A REST operation."""
    return {"id": "o1", "method": method, "path": path, **more}


def field(kind: str, name: str, **more: Any) -> dict[str, Any]:
    """A query or mutation."""
    return {"id": "g1", "kind": kind, "name": name, **more}


def entity(name: str, *attributes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An entity with its attributes."""
    return {"id": f"e-{name}", "name": name, "attributes": list(attributes), **more}


def known(name: str, type_: str = "text", **more: Any) -> dict[str, Any]:
    """An attribute."""
    return {"id": f"a-{name}", "name": name, "type": type_, **more}


def system(name: str, direction: str = "out", criticality: str = "hard", **more: Any) -> dict[str, Any]:
    """An external system."""
    return {"id": f"s-{name}", "name": name, "direction": direction, "criticality": criticality, **more}


def workflow(name: str, **more: Any) -> dict[str, Any]:
    """A workflow."""
    return {"id": "w1", "name": name, "actor": "Clerk", "outcome": "it is done", **more}


def column(name: str, type_: str = "uuid", **more: Any) -> dict[str, Any]:
    """A column of a table."""
    return {"id": f"c-{name}", "name": name, "type": type_, **more}


def table(name: str, *columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A table with its columns."""
    return {"id": f"t-{name}", "name": name, "table_columns": list(columns), **more}


KEY = column("id", primary_key=True)
EMAIL = known("email", sensitivity="personal")
CUSTOMER = entity("Customer", EMAIL, kind="aggregate")
ORDER = entity("Order", known("placed_at", "timestamp"), kind="aggregate")
