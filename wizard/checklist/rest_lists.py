"""Checklist items about lists, and about answers that are kept."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each
from wizard.design import Design
from wizard.facts.lists import is_bounded
from wizard.steps.api_records import RestOperation
from wizard.steps.data import Table
from wizard.steps.operations_records import Cache

SMALL = 10_000
"""Rows, the page's word for a small table."""
EXPRESSION = re.compile(
    r"\bany (?:field|column|attribute)|expression|odata|rsql|\bfiql\b|free[- ]form|\$filter", re.IGNORECASE
)
DIRECTION = re.compile(r"\b(?:ascending|descending|asc|desc|first|last|by|then|order)\b", re.IGNORECASE)
HTTP_CACHE = re.compile(r"\bhttp\b|\bcdn\b|browser|proxy|proxies|reverse|gateway|cache-control", re.IGNORECASE)
SHARING = re.compile(r"\bprivate\b|\bpublic\b|\bshared\b|no-store|s-maxage|own caller only", re.IGNORECASE)


@settles("rest-lists-are-paged")
def lists_are_paged(design: Design) -> Told:
    """Lists come in pages, or say how long they get."""

    def wrong(one: RestOperation) -> str:
        return "" if one.paginated or is_bounded(one.summary) else "not paginated"

    lists = (one for one in design.api.operations if one.kind == "list")
    return each(lists, "api.operations", wrong, field="paginated", nothing="no operation of kind list is listed")


@settles("rest-page-sizes-set")
def page_sizes_are_set(design: Design) -> Told:
    """Both sizes are there wherever there are pages."""
    style, at = design.api.paging_style, ("api", "paging_style")
    if style is None:
        return silent((at, "is not answered"))
    if style == "none":
        return met((at, "none"))
    sizes = {"page_size_default": design.api.page_size_default, "page_size_max": design.api.page_size_max}
    if lacking := [name for name, size in sizes.items() if size is None]:
        return unmet(*((("api", name), "is not answered") for name in lacking))
    return met((("api", "page_size_max"), f"{design.api.page_size_default}, at most {design.api.page_size_max}"))


@settles("rest-growing-lists-by-cursor")
def growing_lists_have_cursors(design: Design) -> Told:
    """Cursors, or tables that are expected to stay small."""
    style, at = design.api.paging_style, ("api", "paging_style")
    if style == "cursor":
        return met((at, "cursor"))
    if style not in ("offset", "page"):
        return silent((at, quoted(style) if style else "is not answered"))
    return each(
        _tables_behind_lists(design),
        "data.tables",
        lambda table: f"{table.expected_rows} rows, by {style}" if (table.expected_rows or 0) > SMALL else "",
        unclear=lambda table: "expected rows are not answered" if table.expected_rows is None else "",
        field="expected_rows",
        nothing=f"{style}, and no table behind a paged list is known",
    )


def _tables_behind_lists(design: Design) -> list[Table]:
    listed = {one.entity for one in design.api.operations if one.paginated and one.entity}
    return [table for table in design.data.tables if table.entity in listed]


@settles("rest-order-ends-unique")
def order_ends_unique(design: Design) -> Told:
    """The last field of every order is the whole key of a table, or unique in one, and in no table is it neither."""
    order, at = design.api.sort_order, ("api", "sort_order")
    if not order:
        return silent((at, "is not answered"))
    if not design.data.tables:
        return silent((("data", "tables"), "none are listed"))
    unique, repeated = _uniqueness(design)
    for ending in _endings(order):
        if ending in repeated and ending not in unique:
            return unmet((at, f"{ending} is not unique in its table"))
        if ending not in unique:
            return silent((at, f"{quoted(order)}: no column is called {ending}"))
        if ending in repeated:
            return silent((at, f"{ending} is unique in some tables only"))
    return met((at, quoted(order)))


def _endings(order: str) -> list[str]:
    """The last field of each order; several orders are separated by semicolons."""
    fields = [re.split(r",|\bthen\b", part)[-1] for part in order.split(";")]
    return [DIRECTION.sub("", field).strip(" .`") for field in fields]


def _uniqueness(design: Design) -> tuple[set[str], set[str]]:
    """Names of columns that are unique in a table, and of those that are not in another."""
    unique: set[str] = set()
    repeated: set[str] = set()
    for table in design.data.tables:
        keys = [column.name for column in table.table_columns if column.primary_key]
        for column in table.table_columns:
            is_unique = column.unique or (column.primary_key and len(keys) == 1)
            (unique if is_unique else repeated).add(column.name)
    return unique, repeated


@settles("rest-filters-are-listed")
def filters_are_listed(design: Design) -> Told:
    """Filters are named, and none is a language."""
    filters, at = design.api.filters, ("api", "filters")
    if not filters:
        return silent((at, "none are listed"))
    if free := [line for line in filters if EXPRESSION.search(line)]:
        return unmet((at, quoted(tuple(free))))
    return met((at, quoted(filters)))


@settles("rest-http-caches-explicit")
def http_caches_are_explicit(design: Design) -> Told:
    """Caches that keep whole answers say for whom, and for how long."""

    def wrong(cache: Cache) -> str:
        if not SHARING.search(f"{cache.where} {cache.ttl} {cache.invalidation}"):
            return "may shared caches keep it?"
        return "" if re.search(r"\d|no-store", cache.ttl) else "lifetime is no number"

    found = (cache for cache in design.operations.caches if HTTP_CACHE.search(f"{cache.what} {cache.where}"))
    return each(found, "operations.caches", wrong, nothing="no HTTP cache is listed")
