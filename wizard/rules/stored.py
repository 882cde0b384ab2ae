"""Rules between the domain model and the tables: what is stored, how strictly, and how long it stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wizard.design import Design
from wizard.facts.retained import is_in
from wizard.facts.stated import mentions, stated
from wizard.facts.tables import RANK, REGULATED, column_name, shape
from wizard.facts.words import has_figure, has_time, names
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.data import Table, TableColumn
from wizard.steps.domain import Attribute, Entity, Relation
from wizard.steps.step import has_scope

NESTED = ("json", "[]", "array", "map(", "list", "xml", "bson", "document", "variant", "struct", "super")
"""Parts of types that hold more than one value."""
VAGUE = (
    *("as needed", "as long as needed", "as long as necessary", "as required", "indefinitely", "forever", "for ever"),
    *("unlimited", "no limit", "permanently", "permanent", "tbd"),
)
BEGINS = ("until", "till", "while", "as long as", "as", "with", "when", "once", "after", "from", "since", "never")
"""Words of a period that hangs on something else."""


def _tables_of(design: Design) -> Mapping[str, list[Table]]:
    """The tables of each entity."""
    found: dict[str, list[Table]] = {}
    for table in design.data.tables:
        if table.entity:
            found.setdefault(table.entity, []).append(table)
    return found


def _pairs(design: Design) -> Iterator[tuple[Entity, Attribute, Table, TableColumn]]:
    """Attributes and the columns of their name in the tables of their entity."""
    tables = _tables_of(design)
    for entity in design.domain.entities:
        for table in tables.get(entity.name, ()):
            for attribute, column in _matched(entity, table):
                yield entity, attribute, table, column


@lru_cache(maxsize=4096)
def _matched(entity: Entity, table: Table) -> tuple[tuple[Attribute, TableColumn], ...]:
    columns = shape(table).columns
    found = ((attribute, columns.get(column_name(attribute.name))) for attribute in entity.attributes)
    return tuple((attribute, column) for attribute, column in found if column is not None)


@rule(
    "entity-without-table",
    "warning",
    "The domain model says that it has an identity of its own, and no table keeps it.",
    "Add its table, or make it a value object of the entity that holds it.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _without_table(design: Design) -> Iterable[Said]:
    if not any(table.entity for table in design.data.tables):
        return
    stored = {table.entity for table in design.data.tables}
    lacking = [one for one in design.domain.entities if one.kind in ("aggregate", "entity") and one.name not in stored]
    created = {one.entity: one.label for one in design.api.operations if one.kind == "create"} if lacking else {}
    for entity in lacking:
        where = ("domain", "entities", entity.id, "kind")
        if entity.name and entity.name in created:
            said = f"{short(entity.name)}: {short(created[entity.name])} creates it, and no table keeps it"
            yield Said(where, said, "blocker")
        elif entity.name:
            yield Said(where, f"{short(entity.name)}: no table keeps it")


@rule(
    "required-but-nullable",
    "warning",
    "The domain says that it is always known, and the store takes rows without it.",
    "Make the column not null, or say that the attribute may be missing.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _required_but_nullable(design: Design) -> Iterable[Said]:
    for entity, attribute, table, column in _pairs(design):
        if attribute.required and column.nullable and not column.primary_key:
            where = ("data", "tables", table.id, "table_columns", column.id, "nullable")
            said = f"{short(table.name)}.{short(column.name)}: nullable, and {short(entity.name)} always has it"
            yield Said(where, said)


@rule(
    "unique-not-kept",
    "warning",
    "A look before the insert is passed by two requests at the same moment; only the store refuses the second.",
    "Make the column unique, or add a unique index on it.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _unique_not_kept(design: Design) -> Iterable[Said]:
    bad: dict[tuple[str, str], Said] = {}
    kept: set[tuple[str, str]] = set()
    for entity, attribute, table, column in _pairs(design):
        if not attribute.unique:
            continue
        key = (entity.name, attribute.name)
        if column.name.lower() in shape(table).unique:
            kept.add(key)
        else:
            where = ("data", "tables", table.id, "table_columns", column.id, "unique")
            said = f"{short(table.name)}.{short(column.name)}: unique in {short(entity.name)}, and not in its table"
            bad.setdefault(key, Said(where, said))
    yield from (said for key, said in bad.items() if key not in kept)


@rule(
    "column-less-sensitive",
    "warning",
    "The column is marked less delicate than what it holds, so masking, encryption and retention pass over it.",
    "Give the column the sensitivity of the attribute.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _less_sensitive(design: Design) -> Iterable[Said]:
    for entity, attribute, table, column in _pairs(design):
        least = 0 if column.sensitivity else RANK["internal"]  # what is merely internal need not be said twice
        if attribute.sensitivity and RANK.get(column.sensitivity, least) < RANK[attribute.sensitivity]:
            where = ("data", "tables", table.id, "table_columns", column.id, "sensitivity")
            less = column.sensitivity or "no sensitivity"
            said = f"{short(table.name)}.{short(column.name)}: {less}, and in {short(entity.name)} it is {attribute.sensitivity}"
            yield Said(where, said)


@rule(
    "retention-missing-for-table",
    "warning",
    "Data about persons, health or cards lies in a table that no retention line names, so it stays for ever.",
    "Add a line that names the table or its entity.",
    "data-retention-residency#what-starts-the-clock",
)
def _retention_missing(design: Design) -> Iterable[Said]:
    listed = design.data.retention
    if not listed:
        return
    sets = " / ".join(one.data_set for one in listed)
    if mentions(sets, "all", "everything", "every", "whole", "entire"):
        return
    for table in design.data.tables:
        if shape(table).classes.isdisjoint(REGULATED) or not table.name:
            continue
        held = [one for one in table.table_columns if one.sensitivity in REGULATED]
        things = (table.name, table.entity, table.store)
        if not any(thing and is_in(thing, sets) for thing in things) and not any(names(sets, one.name) for one in held):
            where = ("data", "tables", table.id, "name")
            yield Said(
                where,
                f"{short(table.name)}: no retention line names it, and {short(held[0].name)} is {held[0].sensitivity} data",
            )


@rule(
    "retention-without-deletion",
    "warning",
    "A period without a way of deleting is a wish: nothing goes when it is over.",
    "Say how it goes, from backups and copies too.",
    "data-retention-residency#which-way-of-deleting-fits-which-copy",
)
def _without_deletion(design: Design) -> Iterable[Said]:
    for one in design.data.retention:
        if one.period and not one.deletion_method:
            where = ("data", "retention", one.id, "deletion_method")
            yield Said(where, f"{short(one.data_set)}: a period, and nothing that deletes it")


@rule(
    "retention-period-open",
    "warning",
    "No job can tell from this what is due, so nothing is deleted.",
    "Name a time, and the event from which it counts.",
    "data-retention-residency#what-starts-the-clock",
)
def _period_open(design: Design) -> Iterable[Said]:
    for one in design.data.retention:
        if not one.period or has_figure(one.period) or has_time(one.period):
            continue
        if stated(one.period, *VAGUE) or not mentions(one.period, *BEGINS):
            said = f"{short(one.data_set)}: {short(one.period)} is no time after which it goes"
            yield Said(("data", "retention", one.id, "period"), said)


@rule(
    "retention-without-region",
    "warning",
    "Under the GDPR it matters where data about persons lies and from where it can be read.",
    "Say where it is stored, backups and support included.",
    "data-retention-residency#where-is-the-data-really",
)
def _without_region(design: Design) -> Iterable[Said]:
    if not has_scope("gdpr")(design):
        return
    for one in design.data.retention:
        if one.sensitivity in REGULATED and not one.region:
            said = f"{short(one.data_set)}: {one.sensitivity} data, and no region is named"
            yield Said(("data", "retention", one.id, "region"), said)


@rule(
    "relation-without-join-table",
    "warning",
    "Many on both sides need rows that say which belong together, and no table has them.",
    "Add a table that references both, or change the cardinality.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _without_join_table(design: Design) -> Iterable[Said]:
    many = [one for one in design.domain.relations if one.cardinality == "many-to-many"]
    if not many:
        return
    tables, linked = _tables_of(design), _linked(design)
    for relation in many:
        ends = (*tables.get(relation.source, ()), *tables.get(relation.target, ()))
        if not tables.get(relation.source) or not tables.get(relation.target) or any(_is_nested(one) for one in ends):
            continue
        if frozenset((relation.source, relation.target)) not in linked:
            yield Said(_at(relation), f"{_relation(relation)}: many on both sides, and no table joins them")


@rule(
    "relation-without-reference",
    "advice",
    "The rows of one side know nothing of the other, so the store can not keep them together.",
    "Add the column that references the other table, or say what holds the link instead.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _without_reference(design: Design) -> Iterable[Said]:
    relations = design.domain.relations
    tables, linked = (_tables_of(design), _linked(design)) if relations else ({}, set())
    for relation in relations:
        if relation.cardinality not in ("one-to-many", "many-to-one"):
            continue
        here, there = tables.get(relation.source, []), tables.get(relation.target, [])
        if frozenset((relation.source, relation.target)) in linked or not here or not there:
            continue
        if {one.store for one in here}.isdisjoint(one.store for one in there) or _is_told(here, there):
            continue
        yield Said(_at(relation), f"{_relation(relation)}: no column of either table references the other")


def _at(relation: Relation) -> tuple[str, ...]:
    return ("domain", "relations", relation.id, "cardinality")


def _relation(relation: Relation) -> str:
    return f"{short(relation.source)} to {short(relation.target)}"


def _linked(design: Design) -> set[frozenset[str]]:
    """Pairs of entities whose tables reference each other, or are referenced by one table that joins them."""
    entity_of = {table.name: table.entity for table in design.data.tables}
    pairs: set[frozenset[str]] = set()
    for table in design.data.tables:
        others = {entity_of.get(one.table, "") for one in shape(table).references} - {""}
        pairs |= {frozenset((table.entity, other)) for other in others if table.entity}
        pairs |= {frozenset((one, other)) for one in others for other in others if one != other}
    return pairs


def _is_nested(table: Table) -> bool:
    """Whether a column holds several values, which may be the link."""
    return any(part in column.type.lower() for column in table.table_columns for part in NESTED)


def _is_told(here: list[Table], there: list[Table]) -> bool:
    """Whether a link is kept by a check, by a column without a reference, or inside a column of many values."""
    for one, others in ((here, there), (there, here)):
        for table in one:
            known = {other.name for other in others}
            if any(names(check, other) for check in table.checks for other in known if other):
                return True
            if any(name.endswith("_id") and not column.references for name, column in shape(table).columns.items()):
                return True
    return any(_is_nested(table) for table in (*here, *there))
