"""Items on step 5 that the answers settle: what tables and their indexes guarantee, what changes together, what grows."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, every, met, settles, silent
from wizard.design import Design
from wizard.facts.tables import column_name, shape, unindexed
from wizard.facts.words import affirmed
from wizard.steps.data import Boundary
from wizard.steps.domain import Entity, Relation

TABLES = ("data", "tables")
LEVEL = r"\b(read (un)?committed|repeatable read|serializable|snapshot|linearizable)\b"
ON_CONFLICT = r"\b(retr\w+|409|412|conflict\w*|lock\w*|refus\w+|tried|mismatch|no row|waits?|decides|compared|one insert|one statement)\b"
VERSIONS = frozenset(("version", "row_version", "lock_version", "etag", "revision", "xmin"))
LEAVES = (
    r"\b(partition\w*|split|archiv\w+|delet\w+|drop\w*|purg\w+|mov(ed?|es)|expir\w+|leaves?|remov\w+|truncat\w+|ttl)\b"
)


@settles("table-entities-stored")
def _entities_stored(design: Design) -> Told:
    if not design.data.tables:
        return silent((TABLES, "none are listed"))
    stored = {table.entity for table in design.data.tables}
    return every(
        [entity for entity in design.domain.entities if entity.kind in ("aggregate", "entity")],
        "domain.entities",
        lambda entity: entity.name in stored,
        "no table names it",
        nothing="none is an aggregate or entity",
    )


@settles("table-has-primary-key")
def _has_primary_key(design: Design) -> Told:
    return every(
        design.data.tables,
        "data.tables",
        lambda table: any(column.primary_key for column in table.table_columns),
        "has no primary key",
        is_open=lambda table: not table.table_columns,
        doubt="has no columns yet",
    )


@settles("table-uniqueness-in-store")
def _uniqueness_in_store(design: Design) -> Told:
    wanted = {
        entity.name: {column_name(attribute.name) for attribute in entity.attributes if attribute.unique}
        for entity in design.domain.entities
    }
    held: dict[tuple[str, str], bool] = {}
    for table in design.data.tables:
        unique = shape(table).unique if wanted.get(table.entity) else frozenset()
        for column in table.table_columns if wanted.get(table.entity) else ():
            key = (table.entity, column_name(column.name))
            held[key] = held.get(key, False) or column.name.lower() in unique

    def not_unique(entity: Entity) -> list[str]:
        return sorted(name for name in wanted[entity.name] if held.get((entity.name, name)) is False)

    return every(
        [entity for entity in design.domain.entities if wanted[entity.name]],
        "domain.entities",
        lambda entity: all(held.get((entity.name, name)) for name in wanted[entity.name]),
        lambda entity: f"not unique in its table: {', '.join(not_unique(entity))}",
        has="each is unique in its table",
        nothing="no attribute is marked unique",
        field="attributes",
        is_open=lambda entity: not not_unique(entity),
        doubt="no column has the name of its unique attribute",
    )


@settles("table-relations-referenced")
def _relations_referenced(design: Design) -> Told:
    tables = design.data.tables
    if not tables:
        return silent((TABLES, "none are listed"))
    entity_of = {table.name: table.entity for table in tables}
    pairs: set[frozenset[str]] = set()
    for table in tables:
        others = {
            entity_of.get(column.references.partition(".")[0], "")
            for column in table.table_columns
            if column.references
        }
        pairs |= {frozenset((table.entity, other)) for other in others}
        if not table.entity:
            pairs |= {frozenset((one, other)) for one in others for other in others if one != other}

    def is_referenced(relation: Relation) -> bool:
        return frozenset((relation.source, relation.target)) in pairs

    return every(
        design.domain.relations,
        "domain.relations",
        is_referenced,
        "",
        has="each is a reference between tables",
        is_open=lambda _: True,
        doubt="no column references the other's table",
    )


@settles("table-indexes-serve")
def _indexes_serve(design: Design) -> Told:
    return every(
        [table for table in design.data.tables if table.indexes],
        "data.tables",
        lambda table: all(index.serves for index in table.indexes),
        lambda table: "serves nothing: " + "; ".join(index.label for index in table.indexes if not index.serves),
        has="each index names what it serves",
        nothing="no index is listed",
        field="indexes",
    )


@settles("table-references-indexed")
def _references_indexed(design: Design) -> Told:
    found = {
        table: [column.name for column in unindexed(table)]
        for table in design.data.tables
        if any(one.table != table.name for one in shape(table).references)
    }
    return every(
        found,
        "data.tables",
        lambda table: not found[table],
        lambda table: f"leads no index: {', '.join(found[table])}",
        has="each reference leads an index",
        nothing="no column references another table",
        field="indexes",
    )


@settles("table-conflicts-handled")
def _conflicts_handled(design: Design) -> Told:
    return every(
        [boundary for boundary in design.data.boundaries if boundary.kind == "transaction"],
        "data.boundaries",
        lambda one: affirmed(LEVEL, one.isolation) and affirmed(ON_CONFLICT, _all_of(one)),
        "names no isolation level",
        has="each names its level and what is done on a conflict",
        nothing="none is a transaction",
        field="isolation",
        is_open=lambda one: affirmed(LEVEL, one.isolation),
        doubt="what is done on a conflict is to be read",
    )


def _all_of(boundary: Boundary) -> str:
    return f"{boundary.isolation} {boundary.mechanism}"


@settles("table-writers-versioned")
def _writers_versioned(design: Design) -> Told:
    if not design.data.tables:
        return silent((TABLES, "none are listed"))
    versioned = {
        table.entity
        for table in design.data.tables
        if any(column.name.lower() in VERSIONS for column in table.table_columns)
    }
    return every(
        [entity for entity in design.domain.entities if entity.kind == "aggregate"],
        "domain.entities",
        lambda entity: entity.name in versioned,
        "",
        has="each has a version column",
        nothing="none is an aggregate",
        is_open=lambda _: True,
        doubt="its table has no version column; a lock may do, or one writer",
    )


@settles("table-sagas-undone")
def _sagas_undone(design: Design) -> Told:
    boundaries = design.data.boundaries
    sagas = [boundary for boundary in boundaries if boundary.kind == "saga"]
    if boundaries and not sagas and all(boundary.kind for boundary in boundaries):
        return met((("data", "boundaries"), "none is a saga"))
    return every(
        sagas,
        "data.boundaries",
        lambda _: False,
        "says not how its steps are undone",
        nothing="it is not said what keeps them",
        field="mechanism",
        is_open=lambda boundary: boundary.mechanism,
        doubt="it is to be read whether each step can be undone",
    )


@settles("table-growth-has-exit")
def _growth_has_exit(design: Design) -> Told:
    return every(
        [table for table in design.data.tables if re.search(r"\d[^,;]*(a|per) (day|night)|daily", table.growth)],
        "data.tables",
        lambda table: affirmed(LEAVES, table.growth),
        "says only how fast it grows",
        has="each says how old rows leave",
        nothing="none says that it grows daily",
        field="growth",
        is_open=lambda table: len(re.split(r"[,;]", table.growth)) > 1,
        doubt="no word of how old rows leave",
    )
