"""Rules on tables as such: their columns, keys, indexes and references, and the types of what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from wizard.design import Design, Path
from wizard.facts.tables import column_name, shape, unindexed
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.data import Table, TableColumn, TableIndex
from wizard.steps.domain import Attribute, Entity

FLOATS = frozenset(("float", "float4", "float8", "float32", "float64", "double", "double precision", "real"))
MONEY = frozenset(
    ("amount", "price", "total", "subtotal", "balance", "cost", "costs", "fee", "fees", "salary", "payment", "refund")
) | frozenset(("tax", "revenue", "charge", "usd", "eur", "gbp"))
NO_MONEY = frozenset(
    (
        *("kg", "g", "ml", "l", "km", "m", "s", "ms", "seconds", "minutes", "hours", "days", "percent", "pct", "ratio"),
        *(
            "rate",
            "score",
            "weight",
            "quantity",
            "count",
            "tokens",
            "points",
            "bytes",
            "kwh",
            "factor",
            "share",
            "area",
        ),
        *("distance", "duration", "volume", "length", "units", "items", "probability", "time", "energy", "function"),
    )
)
PLUMBING = (
    *("migration", "outbox", "inbox", "idempoten", "queue", "job", "lock", "session", "cache", "schema_", "event"),
    *("request", "deduplic", "cursor", "offset", "checkpoint", "lease", "tmp_", "staging", "backfill"),
)
SAME_TYPES = {
    **dict.fromkeys(("int", "int4", "serial", "integer"), "integer"),
    **dict.fromkeys(("int8", "bigserial", "bigint"), "bigint"),
    **dict.fromkeys(("int2", "smallserial", "smallint"), "smallint"),
    **dict.fromkeys(("varchar", "character varying", "text", "string", "citext"), "text"),
    **dict.fromkeys(("char", "character"), "char"),
    **dict.fromkeys(("numeric", "decimal"), "numeric"),
}
WITHOUT_ZONE = frozenset(("timestamp without time zone", "timestamp_ntz", "datetime2"))


def _at(table: Table, column: TableColumn, field: str) -> Path:
    return ("data", "tables", table.id, "table_columns", column.id, field)


def _named(table: Table, column: TableColumn) -> str:
    return f"{short(table.name)}.{short(column.name)}"


@lru_cache(maxsize=1024)
def base_type(written: str) -> str:
    """A type without its length, in one spelling."""
    low = " ".join(written.lower().partition("(")[0].split())
    return SAME_TYPES.get(low, low)


@rule(
    "table-without-store",
    "warning",
    "A table that could be in any store is soon in two, with different rows.",
    "Name the store that holds it.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _without_store(design: Design) -> Iterable[Said]:
    if design.data.stores:
        for table in design.data.tables:
            if table.name and not table.store:
                yield Said(("data", "tables", table.id, "store"), f"{short(table.name)}: it is in no store")


@rule(
    "table-without-key",
    "blocker",
    "Nothing tells one row from another, so a row can neither be changed nor removed alone.",
    "Mark the columns of its primary key.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _without_key(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        known = shape(table)
        if known.columns and not known.unique:
            yield Said(
                ("data", "tables", table.id, "table_columns"), f"{short(table.name)}: no column is its primary key"
            )


@rule(
    "table-of-nothing",
    "advice",
    "Rows that belong to no entity have no owner, and nobody decides when they may go.",
    "Name the entity whose rows they are, or join it with the table that it serves.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _of_nothing(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        if table.name and not table.entity and not _is_plumbing(table):
            yield Said(("data", "tables", table.id, "entity"), f"{short(table.name)}: its rows belong to no entity")


def _is_plumbing(table: Table) -> bool:
    """Whether a table joins others, or is named as what no domain knows."""
    low = table.name.lower()
    return len({one.table for one in shape(table).references}) > 1 or any(word in low for word in PLUMBING)


@rule(
    "column-twice",
    "blocker",
    "A table can not have two columns of one name; which of the two is meant is open.",
    "Remove one, or give it a name of its own.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _column_twice(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        if len(shape(table).columns) == len(table.table_columns):
            continue
        seen: set[str] = set()
        for column in table.table_columns:
            low = column.name.lower()
            if low and low in seen:
                yield Said(
                    _at(table, column, "name"), f"{short(table.name)}: two columns are named {short(column.name)}"
                )
            seen.add(low)


@rule(
    "index-twice",
    "warning",
    "Two indexes on the same columns slow every write twice and serve each query once.",
    "Remove one of them.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _index_twice(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        seen: set[str] = set()
        for index in table.indexes:
            written = "".join(index.index_columns.lower().split())
            if written and written in seen:
                where = ("data", "tables", table.id, "indexes", index.id, "index_columns")
                yield Said(where, f"{short(table.name)}: two indexes are on {short(index.index_columns)}")
            seen.add(written)


@rule(
    "index-on-missing-column",
    "blocker",
    "The index names a column that the table does not have. Either the column is missing or the name is wrong.",
    "Add the column, or name the one that is meant.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _index_on_missing(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        if not table.indexes or not table.table_columns:
            continue
        known = shape(table).columns
        for index in table.indexes:
            for name in _bare_columns(index):
                if name.lower() not in known:
                    where = ("data", "tables", table.id, "indexes", index.id, "index_columns")
                    yield Said(where, f"{short(table.name)}: an index is on {short(name)}, and it has no such column")


def _bare_columns(index: TableIndex) -> Iterator[str]:
    """The columns of an index; of one with expressions nothing is said."""
    if "(" in index.index_columns:
        return
    for part in index.index_columns.lower().partition(" where ")[0].split(","):
        words = part.split()
        if words and words[0].isidentifier():
            yield words[0]


@rule(
    "reference-of-other-type",
    "warning",
    "A column that points at a column of another type finds its row by a conversion, if the store permits it at all.",
    "Give both the same type.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _reference_of_other_type(design: Design) -> Iterable[Said]:
    shapes = {table.name: shape(table) for table in design.data.tables}
    for table in design.data.tables:
        for column, other, target in shape(table).references:
            found = shapes[other].columns.get(target.lower()) if other in shapes else None
            if found is None or not found.type or not column.type:
                continue
            if base_type(column.type) != base_type(found.type):
                said = f"{_named(table, column)}: {short(column.type)[:20]} points at {short(column.references)}, {short(found.type)[:20]}"
                yield Said(_at(table, column, "type"), said)


@rule(
    "reference-without-index",
    "advice",
    "Without an index every delete on the other side, and every join, reads this table from end to end.",
    "Add an index that begins with the column, or say why the table stays small.",
    "data-migrations#what-does-the-table-itself-guarantee",
)
def _reference_without_index(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        if shape(table).references:
            for column in unindexed(table):
                yield Said(
                    _at(table, column, "references"), f"{_named(table, column)}: no index begins with this reference"
                )


@rule(
    "money-as-float",
    "warning",
    "A binary fraction can not hold a tenth, so sums of money drift by cents that nobody finds.",
    "Keep whole minor units, or a decimal type.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _money_as_float(design: Design) -> Iterable[Said]:
    for table in design.data.tables:
        for column in _float_columns(table):
            yield Said(_at(table, column, "type"), f"{_named(table, column)}: money in a {short(column.type)}")
    for entity in design.domain.entities:
        for one in _float_attributes(entity):
            where = ("domain", "entities", entity.id, "attributes", one.id, "type")
            yield Said(where, f"{short(entity.name)}.{short(one.name)}: money in a {short(one.type)}")


@lru_cache(maxsize=4096)
def _float_columns(table: Table) -> tuple[TableColumn, ...]:
    return tuple(one for one in table.table_columns if base_type(one.type) in FLOATS and _is_money(one.name))


@lru_cache(maxsize=4096)
def _float_attributes(entity: Entity) -> tuple[Attribute, ...]:
    return tuple(one for one in entity.attributes if base_type(one.type) in FLOATS and _is_money(one.name))


def _is_money(name: str) -> bool:
    parts = frozenset(column_name(name).split("_"))
    return not MONEY.isdisjoint(parts) and NO_MONEY.isdisjoint(parts)


@rule(
    "time-without-zone",
    "warning",
    "A local time is ambiguous once a year, and wrong as soon as a server or a person is elsewhere.",
    "Use a type that keeps the instant, such as a timestamp with time zone.",
    "tech-standards#what-does-a-value-look-like",
)
def _time_without_zone(design: Design) -> Iterable[Said]:
    zoneless = {
        store.name: frozenset(("timestamp",)) if "postgres" in store.technology.lower() else frozenset[str]()
        for store in design.data.stores
    }
    for table in design.data.tables:
        known = WITHOUT_ZONE | zoneless.get(table.store, frozenset[str]())
        local = _local_times(table, known)
        if local:
            names = ", ".join(short(one.name) for one in local[:2])
            more = f" and {len(local) - 2} more" if len(local) > 2 else ""
            yield Said(_at(table, local[0], "type"), f"{short(table.name)}: {names}{more} without time zone"[:160])


@lru_cache(maxsize=4096)
def _local_times(table: Table, types: frozenset[str]) -> tuple[TableColumn, ...]:
    return tuple(one for one in table.table_columns if base_type(one.type) in types and "utc" not in one.name.lower())
