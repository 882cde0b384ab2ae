"""Rules on customers that share the system: whose a row is, who says so, and what they would get in each other's way with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wizard.design import Design
from wizard.facts.stated import is_nothing, mentions, stated
from wizard.facts.tables import REGULATED, column_name, shape
from wizard.facts.tenants import is_verified, is_wish, tenant_columns, unique_across
from wizard.facts.words import plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.data import Table

TENANT_ENTITIES = frozenset(("tenant", "workspace", "organization", "organisation", "customer account"))
CHOSEN_BY_PEOPLE = frozenset(
    ("name", "slug", "email", "code", "number", "title", "username", "login", "sku", "label", "address")
)
"""Last words of columns whose values two tenants choose alike."""

CALLERS = frozenset(
    f"{who}_id" for who in ("caller", "user", "owner", "client", "account", "member", "subject", "customer")
)
"""Columns that say whose a row is, if not which tenant's."""

VOUCHED = (
    *("login", "sign in", "identity", "jwt", "membership", "memberships", "member", "members", "checked", "compared"),
    *("looked up", "user", "users", "credential", "credentials", "oauth", "sso", "matched", "validated", "allowed"),
)
"""Words beside a header or path that say that it is not simply believed."""
OTHER_TENANTS = frozenset(
    (
        *("org", "company", "team", "shop", "school", "group", "firm", "brand", "project", "business", "partner"),
        *("vendor", "seller", "hospital", "practice", "branch", "space", "realm", "agency", "club", "household"),
        *("tenant", "customer", "client", "merchant", "organisation", "organization", "workspace", "account", "clinic"),
    )
)
NO_TENANTS = frozenset(
    (
        *("session", "token", "user", "key", "request", "row", "claim", "trace", "role", "api", "path", "query"),
        *("database", "schema", "message", "cache", "object", "transaction", "job", "file", "caller", "header"),
    )
)
"""What stands beside the tenant in these answers, and has ids of its own."""


def tenant_names(design: Design) -> frozenset[str]:
    """The columns that may hold the tenant, in lower case: better one too many than a false alarm."""
    said = plain(f"{design.access.tenant_id_source} {design.access.isolation_mechanism}").split()
    words = OTHER_TENANTS.union(said) - NO_TENANTS
    bases = {word for word in words if word in OTHER_TENANTS} | {f"{word}_id" for word in words}
    names = {name for table in design.data.tables for name in shape(table).columns}
    return frozenset(name.lower() for name in tenant_columns(design)) | (names & bases)


@rule(
    "tenant-id-is-a-wish",
    "blocker",
    "What the caller writes into a request is what it would like to be; whoever changes it is another customer.",
    "Take the tenant from the verified token, key or session, and compare the request with it.",
    "tenancy#where-does-the-tenant-of-a-call-come-from",
)
def _id_is_a_wish(design: Design) -> Iterable[Said]:
    text = design.access.tenant_id_source
    if text and is_wish(text) and not is_verified(text) and not mentions(text, *VOUCHED):
        yield Said(("access", "tenant_id_source"), f"Source of tenant id: {short(text)} is only what the caller says")


@rule(
    "isolation-left-to-care",
    "warning",
    "A query that forgot the tenant shows one customer the data of another, and nothing refuses it.",
    "Name what refuses such a query: row-level security, a database or a schema for each tenant.",
    "tenancy#what-does-the-second-barrier-look-like",
)
def _left_to_care(design: Design) -> Iterable[Said]:
    text = design.access.isolation_mechanism
    words = ("convention", "conventions", "developers remember", "code review", "where clause", "discipline", "careful")
    barriers = (
        "row level",
        "rls",
        "policy",
        "policies",
        "schema",
        "database",
        "test",
        "tests",
        "filter in the repository",
    )
    found = "none" if is_nothing(text) else stated(text, *words)
    if found and not stated(text, *barriers):
        yield Said(("access", "isolation_mechanism"), f"Isolation mechanism: {found} refuses no query")


@rule(
    "tenants-without-model",
    "advice",
    "The domain knows customers that share the system, and the tenancy model says that one organisation uses it.",
    "Choose how they are kept apart, or say in the entity's description why they need not be.",
    "tenancy#which-model",
)
def _without_model(design: Design) -> Iterable[Said]:
    if design.access.tenancy_model != "none":
        return
    for entity in design.domain.entities:
        if entity.name.lower() in TENANT_ENTITIES:
            yield Said(("access", "tenancy_model"), f"Tenancy model: none, and {short(entity.name)} is an entity")


@rule(
    "pool-without-tenant-column",
    "blocker",
    "Tenants share the tables, and no column says whose a row is. Nothing could keep them apart.",
    "Add a column for the tenant to each table with data of tenants, or name the column that holds it.",
    "tenancy#what-does-the-second-barrier-look-like",
)
def _without_tenant_column(design: Design) -> Iterable[Said]:
    if design.access.tenancy_model != "pool":
        return
    listed = [table for table in design.data.tables if table.table_columns]
    if listed and any(table.entity for table in listed) and not tenant_names(design):
        yield Said(("data", "tables"), "Tables: tenants share them, and no column holds the tenant of a row")


@rule(
    "pool-table-without-tenant",
    "warning",
    "Tenants share this table, and neither a column nor a table it points at says whose a row is. A forgotten filter shows all of them.",
    "Add the column of the tenant, or let the table reference one that has it.",
    "tenancy#where-does-it-leak-all-the-same",
)
def _table_without_tenant(design: Design) -> Iterable[Said]:
    known = tenant_names(design) if design.access.tenancy_model == "pool" else frozenset[str]()
    if not known:
        return
    tables = design.data.tables
    held = _held(tables, known)
    safe_entities = {table.entity for table in tables if table.name in held}
    words = {name.removesuffix("_id") for name in known}
    owned = {
        entity.name
        for entity in design.domain.entities
        if any(column_name(one.name).removesuffix("_id") in words for one in entity.attributes)
    }
    for table in tables:
        if table.name in held or not table.table_columns or (table.entity and table.entity in safe_entities):
            continue
        where = ("data", "tables", table.id, "table_columns")
        if table.entity in owned:
            yield Said(
                where,
                f"{short(table.name)}: {short(table.entity)} belongs to a tenant, and no column says which",
                "blocker",
            )
        elif not shape(table).classes.isdisjoint(REGULATED) and CALLERS.isdisjoint(shape(table).columns):
            yield Said(
                where, f"{short(table.name)}: data about persons in a shared table, and nothing says whose row it is"
            )


def _held(tables: tuple[Table, ...], known: frozenset[str]) -> set[str]:
    """The names of tables whose rows can be traced to a tenant: by a column, by what they reference, or as tenants themselves."""
    held = {table.name for table in tables if not known.isdisjoint(shape(table).columns)}
    held |= {one.table for table in tables for one in shape(table).references if one.column.name.lower() in known}
    bases = {name.removesuffix("_id") for name in known}
    themselves = {named for base in bases for named in (base, f"{base}s", f"{base}es", f"{base[:-1]}ies")}
    held |= {table.name for table in tables if table.name.lower() in themselves}
    pointed: Mapping[str, set[str]] = {
        table.name: {one.table for one in shape(table).references} for table in tables if table.name not in held
    }
    children: dict[str, list[str]] = {}
    for name, others in pointed.items():
        for other in others:
            children.setdefault(other, []).append(name)
    todo = list(held)
    while todo:
        for name in children.get(todo.pop(), ()):
            if name not in held:
                held.add(name)
                todo.append(name)
    return held


@rule(
    "unique-across-tenants",
    "warning",
    "The second customer is refused a value that the first one uses, and learns from that who else is there.",
    "Make it unique together with the tenant, or say at the index that it is meant for all.",
    "tenancy#where-does-it-leak-all-the-same",
)
def _unique_across(design: Design) -> Iterable[Said]:
    known = tenant_columns(design) if design.access.tenancy_model == "pool" else frozenset[str]()
    for table in design.data.tables if known else ():
        tenant = next((one.name for one in table.table_columns if one.name in known), "")
        if not tenant:
            continue
        for column in table.table_columns:
            if column.unique and not column.primary_key and _is_chosen(column.name):
                where = ("data", "tables", table.id, "table_columns", column.id, "unique")
                yield Said(where, f"{short(table.name)}.{short(column.name)}: unique among all tenants, not within one")
        for index in unique_across(table, tenant):
            if _is_chosen(index.index_columns.rpartition(",")[2]):
                where = ("data", "tables", table.id, "indexes", index.id, "index_columns")
                yield Said(
                    where, f"{short(table.name)}: the unique index on {short(index.index_columns)} leaves out {tenant}"
                )


def _is_chosen(name: str) -> bool:
    return column_name(name.strip()).rpartition("_")[2] in CHOSEN_BY_PEOPLE
