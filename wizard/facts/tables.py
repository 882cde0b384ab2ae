"""What a table is, looked up once: its columns by name, its key, what is unique, what an index begins with, what it references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from wizard.steps.data import Table, TableColumn, TableIndex

REGULATED = ("personal", "health", "card")
"""The classes of data that laws and schemes speak of."""
SENSITIVE = (*REGULATED, "secret")
RANK: Mapping[str | None, int] = {"none": 0, "internal": 1, "personal": 2, "health": 3, "card": 3, "secret": 3}
"""How strict a class is; one that is not said is below all."""
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Reference(NamedTuple):
    """A column of a table, and the table and column that it points at."""

    column: TableColumn
    table: str
    target: str


class Shape(NamedTuple):
    """A table as those read it who judge it; names of columns are in lower case."""

    columns: Mapping[str, TableColumn]
    key: tuple[str, ...]
    unique: frozenset[str]
    """Columns of which the store refuses a second equal value, alone or together with others."""
    led: frozenset[str]
    """Columns with which the key, a unique column or an index begins."""
    references: tuple[Reference, ...]
    classes: frozenset[str]
    """The sensitivities of its columns."""


@lru_cache(maxsize=4096)
def shape(table: Table) -> Shape:
    """The shape of a table; known as long as the record stays as it is."""
    columns = {column.name.lower(): column for column in table.table_columns if column.name}
    key = tuple(name for name, column in columns.items() if column.primary_key)
    single = [name for name, column in columns.items() if column.unique]
    indexes = [(index.unique, leading(index)) for index in table.indexes]
    return Shape(
        columns,
        key,
        frozenset((*key, *single, *(name for is_unique, names in indexes if is_unique for name in names))),
        frozenset((*key[:1], *single, *(names[0] for _, names in indexes if names))),
        tuple(_references(table)),
        frozenset(column.sensitivity for column in table.table_columns if column.sensitivity),
    )


def _references(table: Table) -> list[Reference]:
    found = ((column, *column.references.partition(".")[::2]) for column in table.table_columns if column.references)
    return [Reference(column, other, target) for column, other, target in found]


def leading(index: TableIndex) -> list[str]:
    """The columns of an index in order, without functions and directions."""
    parts = (
        re.sub(r"^\w+\(|\bwhere\b.*", "", part.strip(), flags=re.IGNORECASE) for part in index.index_columns.split(",")
    )
    return [found[0].lower() for part in parts if (found := _COLUMN.search(part))]


def unindexed(table: Table) -> list[TableColumn]:
    """The columns that reference another table and with which no index begins."""
    known = shape(table)
    return [
        one.column for one in known.references if one.table != table.name and one.column.name.lower() not in known.led
    ]


def column_name(name: str) -> str:
    """A name as a column would have it."""
    return name.lower().replace(" ", "_").replace("-", "_")
