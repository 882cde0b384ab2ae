"""Suggestions for the tables of step 5: one for each entity, with what the model says about its columns."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import article, counted, singular, spaced, words_of
from wizard.suggestions.asked import asked
from wizard.suggestions.columns import columns_of, key_of, table_name, tables_by_entity
from wizard.suggestions.sensitive import sensitivity_of
from wizard.suggestions.suggestion import Offer, suggests

TENANTS = ("Tenant", "Workspace", "Organization", "Organisation")
"""Entities that stand for a tenant, whatever else the design says."""


def tenant_column(design: Design) -> str:
    """The column that says whose a row is; empty where tenants share no tables."""
    if design.access.tenancy_model != "pool":
        return ""
    names = {entity.name for entity in design.domain.entities}
    return next((f"{name.lower()}_id" for name in TENANTS if name in names), "tenant_id")


@suggests("table-for-entity", "An entity that is kept needs a table.", "domain-modelling")
@asked("data", "tables")
def _tables(design: Design) -> Iterator[Offer]:
    tables = tables_by_entity(design.data.tables)
    names = {table.name for table in design.data.tables}
    kept = [one for one in design.domain.entities if one.name and one.kind != "value-object" and one.attributes]
    missing = [one for one in kept if one.name not in tables and table_name(one.name) not in names]
    if not missing:
        return
    targets = {words_of(entity.name): entity.name for entity in kept}
    tenant = tenant_column(design)
    first = next((store.name for store in design.data.stores if store.name), "")
    for entity in missing:
        others = {words: name for words, name in targets.items() if name != entity.name}
        own_tenant = "" if tenant == f"{entity.name.lower()}_id" else tenant
        table = {
            "name": table_name(entity.name),
            **({"store": first} if first else {}),
            "entity": entity.name,
            "table_columns": columns_of(entity, others, tables, own_tenant),
        }
        because = f"{entity.name} is {article(entity.kind or 'entity')} with {counted(len(entity.attributes), 'attribute')}, and no table keeps it"
        because += f"; tenants share tables, so each row has {own_tenant}." if own_tenant else "."
        at = ("domain", "entities", entity.id)
        yield Offer(
            ("data", "tables"), table, because, ((*at, "attributes"), (*at, "kind"), ("access", "tenancy_model"))
        )


@suggests("column-reference", "A column that is named after another table's key refers to it.", "data-migrations")
@asked("data", "tables", "table_columns")
def _references(design: Design) -> Iterator[Offer]:
    by_name = {f"{'_'.join(_one(table.name))}_id": table for table in design.data.tables if table.name}
    for table in design.data.tables:
        for column in table.table_columns:
            if column.references or column.primary_key or not column.name.endswith("_id"):
                continue
            target = by_name.get(column.name)
            key = key_of(target) if target is not None and target is not table else ""
            if target is not None and key:
                at = ("data", "tables", table.id, "table_columns", column.id)
                because = f"{table.name} has {column.name}, and {target.name} is known by {key}."
                yield Offer((*at, "references"), f"{target.name}.{key}", because, ((*at, "name"),))


def _one(table: str) -> tuple[str, ...]:
    words = words_of(table)
    return (*words[:-1], singular(words[-1])) if words else ()


@suggests("column-sensitivity", "A column is as delicate as the attribute that it keeps.", "compliance")
@asked("data", "tables", "table_columns")
def _sensitivity(design: Design) -> Iterator[Offer]:
    attributes = {
        (entity.name, words_of(attribute.name)): (entity.id, attribute)
        for entity in design.domain.entities
        for attribute in entity.attributes
        if attribute.sensitivity is not None
    }
    for table in design.data.tables:
        for column in table.table_columns:
            if column.sensitivity is not None or not column.name:
                continue
            at = ("data", "tables", table.id, "table_columns", column.id)
            known = attributes.get((table.entity, words_of(column.name)))
            if known is not None:
                entity_id, attribute = known
                because = f"It keeps {spaced(attribute.name)} of {table.entity}, which is {attribute.sensitivity}."
                basis = ("domain", "entities", entity_id, "attributes", attribute.id, "sensitivity")
                yield Offer((*at, "sensitivity"), attribute.sensitivity, because, (basis, (*at, "name")))
            elif found := sensitivity_of(column.name):
                because = f"{table.name} has {column.name}; by its name that is {found} data."
                yield Offer((*at, "sensitivity"), found, because, ((*at, "name"),))
