"""A design far larger than any real one: 1,000 entities, 2,000 operations, 1,000 tables, linked as a real one is."""

from __future__ import annotations

from typing import Any

ENTITIES, OPERATIONS, TABLES = 1000, 2000, 1000


def large_answers() -> dict[str, Any]:
    """The answers of such a draft; every reference names a record that exists."""
    return {
        "start": {
            "title": "Large",
            "in_scope": True,
            "system_type": "rest",
            "compliance": ["soc2"],
            "depth": "high-scale",
        },
        "scope": {
            "users": [{"id": "u1", "name": "Caller"}],
            "workflows": [
                {"id": f"w{n}", "name": f"Workflow {n}", "actor": "Caller", "outcome": "done"} for n in range(50)
            ],
        },
        "domain": {"entities": [_entity(n) for n in range(ENTITIES)]},
        "api": {
            "error_codes": [
                {"id": f"c{n}", "code": f"error_{n}", "status": 400 + n, "title": "Error"} for n in range(40)
            ],
            "rate_classes": [{"id": "k1", "name": "standard", "surface": "rest", "limit": 100, "window": 60}],
            "operations": [_operation(n) for n in range(OPERATIONS)],
        },
        "data": {"stores": [{"id": "s1", "name": "main"}], "tables": [_table(n) for n in range(TABLES)]},
        "access": {"roles": [{"id": f"r{n}", "name": f"role {n}"} for n in range(20)]},
    }


def _entity(n: int) -> dict[str, Any]:
    attributes = [{"id": f"a{n}-{m}", "name": f"attribute {m}", "type": "text", "required": True} for m in range(5)]
    return {"id": f"e{n}", "name": f"Entity {n}", "kind": "entity", "description": "Kept.", "attributes": attributes}


def _operation(n: int) -> dict[str, Any]:
    return {
        "id": f"o{n}",
        "method": "POST" if n % 2 else "GET",
        "path": f"/things-{n}",
        "summary": f"Do {n}",
        "workflow": f"Workflow {n % 50}",
        "entity": f"Entity {n % ENTITIES}",
        "errors": [f"error_{n % 40}"],
        "access": [f"role {n % 20}"],
        "idempotency": "key",
        "rate_class": "standard",
    }


def _table(n: int) -> dict[str, Any]:
    columns = [{"id": f"l{n}-{m}", "name": f"column_{m}", "type": "text", "primary_key": m == 0} for m in range(6)]
    columns.append({"id": f"l{n}-f", "name": "parent", "type": "uuid", "references": f"table_{max(0, n - 1)}.column_0"})
    return {"id": f"t{n}", "name": f"table_{n}", "store": "main", "entity": f"Entity {n}", "table_columns": columns}
