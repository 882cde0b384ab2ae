"""Suggestions for the indexes of step 5: for what refers to other tables, and for lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.design import Design
from wizard.steps.data import Table
from wizard.suggestions.asked import asked
from wizard.suggestions.columns import tables_by_entity
from wizard.suggestions.suggestion import Offer, suggests

_PARAMETER = re.compile(r"\{(\w+)\}")
_SEPARATED = re.compile(r"[\s,]+")


def _indexed(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of each index of a table, that of the primary key and of unique columns included."""
    yield tuple(column.name for column in table.table_columns if column.primary_key)
    for column in table.table_columns:
        if column.unique:
            yield (column.name,)
    for index in table.indexes:
        yield tuple(_SEPARATED.split(index.index_columns.strip()))


@suggests("index-for-reference", "A column that refers to another table needs an index.", "data-migrations")
@asked("data", "tables", "indexes")
def _references(design: Design) -> Iterator[Offer]:
    for table in design.data.tables:
        referring = [column for column in table.table_columns if column.references]
        if not referring or not table.name:
            continue
        leading = {columns[0] for columns in _indexed(table) if columns}
        for column in referring:
            if column.name in leading:
                continue
            leading.add(column.name)
            target = column.references.partition(".")[0]
            index = {"index_columns": column.name, "serves": f"{table.name} of one of {target}; deleting from {target}"}
            because = f"{table.name}.{column.name} refers to {column.references}; PostgreSQL, for one, does not index that by itself."
            at = ("data", "tables", table.id)
            yield Offer((*at, "indexes"), index, because, ((*at, "table_columns", column.id, "references"),))


@suggests("index-for-list", "A list reads its rows in order, and from one parent.", "data-migrations")
@asked("data", "tables", "indexes")
def _lists(design: Design) -> Iterator[Offer]:
    lists = [one for one in design.api.operations if one.kind == "list" and one.entity]
    if not lists:
        return
    tables, offered = tables_by_entity(design.data.tables), set()
    for operation in lists:
        table = tables.get(operation.entity)
        names = {column.name for column in table.table_columns} if table is not None else set()
        if table is None or not {"created_at", "id"} <= names:
            continue
        parents = [name for name in _PARAMETER.findall(operation.path) if name in names]
        columns = (*parents[-1:], "created_at", "id")
        if (table.id, columns) in offered or any("created_at" in known[:3] for known in _indexed(table)):
            continue
        offered.add((table.id, columns))
        index = {"index_columns": ", ".join(columns), "serves": f"{operation.label}, newest first"}
        because = f"{operation.label} lists {table.name}, and no index gives them in the order of created_at."
        at = ("api", "operations", operation.id)
        yield Offer(
            ("data", "tables", table.id, "indexes"), index, because, ((*at, "kind"), (*at, "path"), (*at, "entity"))
        )
