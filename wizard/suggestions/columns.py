"""How an entity becomes a table: names and types of its columns, as PostgreSQL spells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wizard.facts.naming import plural, snake, words_of
from wizard.steps.data import Table
from wizard.steps.domain import Attribute, Entity

_TYPES: dict[str, str] = {
    **dict.fromkeys(("integer", "int", "number", "count"), "integer"),
    **dict.fromkeys(("long", "bigint", "bytes"), "bigint"),
    **dict.fromkeys(("decimal", "numeric", "percent", "percentage", "rate"), "numeric"),
    **dict.fromkeys(("float", "double", "real"), "double precision"),
    **dict.fromkeys(("boolean", "bool", "flag", "yes/no"), "boolean"),
    **dict.fromkeys(("date", "day"), "date"),
    **dict.fromkeys(("timestamp", "instant", "datetime", "time", "moment"), "timestamptz"),
    **dict.fromkeys(("duration", "interval"), "interval"),
    **dict.fromkeys(("uuid", "uuidv7"), "uuid"),
    **dict.fromkeys(("json", "map", "object"), "jsonb"),
    **dict.fromkeys(("hash", "sha256", "digest"), "bytea"),
}
KEY = {"name": "id", "type": "uuid", "primary_key": True, "nullable": False}
CREATED = {"name": "created_at", "type": "timestamptz", "nullable": False, "default_value": "now()"}


def table_name(entity: str) -> str:
    """`payout_accounts`."""
    return plural(snake(entity))


def tables_by_entity(tables: tuple[Table, ...]) -> dict[str, Table]:
    """The first table of each entity."""
    found: dict[str, Table] = {}
    for table in tables:
        if table.entity and table.name:
            found.setdefault(table.entity, table)
    return found


def key_of(table: Table) -> str:
    """The column by which others refer to a table; empty if it has none, or a key of several."""
    keys = [column.name for column in table.table_columns if column.primary_key]
    return keys[0] if len(keys) == 1 else ""


def columns_of(
    entity: Entity, targets: Mapping[tuple[str, ...], str], tables: Mapping[str, Table], tenant: str
) -> list[dict[str, Any]]:
    """The columns of an entity's table: its key, the tenant's, one for each attribute, and when a row was made."""
    columns: list[dict[str, Any]] = [KEY]
    if tenant:
        columns.append({"name": tenant, "type": "uuid", "nullable": False})
    names = {column["name"] for column in columns}
    for attribute in entity.attributes:
        for column in _columns_of(attribute, targets, tables):
            if column["name"] not in names:
                names.add(column["name"])
                columns.append(column)
    return columns if "created_at" in names else [*columns, CREATED]


def _columns_of(
    attribute: Attribute, targets: Mapping[tuple[str, ...], str], tables: Mapping[str, Table]
) -> Iterator[dict[str, Any]]:
    words = words_of(attribute.name)
    if not words:
        return
    name = "_".join(words)
    shared = {"nullable": not attribute.required}
    shared |= {"sensitivity": attribute.sensitivity} if attribute.sensitivity else {}  # type: ignore[dict-item]
    shared |= {"unique": True} if attribute.unique else {}
    target = targets.get(words_of(attribute.type)) or targets.get(words[:-1] if words[-1] == "id" else words)
    if target is not None:
        key = key_of(tables[target]) if target in tables else ""
        refers = {"references": f"{tables[target].name}.{key}"} if key else {}
        yield {"name": name if words[-1] == "id" else f"{name}_id", "type": "uuid", **shared, **refers}
    elif words_of(attribute.type) in (("money",), ("amount",)):
        yield {"name": f"{name}_minor", "type": "bigint", **shared}
        yield {"name": "currency", "type": "char(3)", "nullable": not attribute.required}
    else:
        yield {"name": name, "type": sql_type(attribute.name, attribute.type), **shared}


def sql_type(name: str, type_: str) -> str:
    """The type of the store for a type of the domain; text where nothing else is known of it."""
    said = type_.strip().lower()
    if said in _TYPES:
        return _TYPES[said]
    words = words_of(type_)
    if said.startswith("list of ") or words[-1:] == ("list",):
        return "text[]"
    if words[-1:] == ("id",) or words_of(name)[-1:] == ("id",):
        return "uuid"
    if words_of(name)[-1:] == ("at",) and not said.startswith("text"):
        return "timestamptz"
    return "text"
