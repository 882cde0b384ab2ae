"""What a design says of those who share the system: where the tenant of a call comes from, and which columns hold it."""

from __future__ import annotations

import re

from wizard.design import Design
from wizard.facts.words import affirmed
from wizard.steps.data import Table, TableIndex

TENANT = "tenant|customer|client|merchant|organi[sz]ation|workspace|account|clinic|site"
"""How designs call those who share them."""
SECOND_BARRIER = r"row[- ]?level|\brls\b|row polic|own (database|schema|stack|account|cluster)|(database|schema|stack|account|cluster|role) (per|for each) |database role|drop to a role"
"""How a design speaks of what refuses rows of another tenant besides its own code."""
_NOUNS = tuple(TENANT.replace("[sz]", "s").split("|"))


def is_verified(source: str) -> bool:
    """Whether the source of a tenant is something that somebody vouches for."""
    return affirmed(r"\b(?:claim|token|session|verified|certificate|key|sign(ed|ature))", source) is not None


def is_wish(source: str) -> bool:
    """Whether the source of a tenant is what the caller writes into the request."""
    return affirmed(r"\b(?:header|path|host|subdomain|query|parameter|body|x-)", source) is not None


def tenant_columns(design: Design) -> frozenset[str]:
    """The columns that step 6 names as holding the tenant, and those with the word in their name."""
    access = design.access
    keys = set(re.findall(r"[a-z]\w*", f"{access.tenant_id_source} {access.isolation_mechanism}"))
    said = keys.union(re.findall(r"[a-z]\w*", access.object_rules))
    names = {column.name for table in design.data.tables for column in table.table_columns}
    return frozenset(
        name
        for name in names
        if "tenant" in name
        or (
            name.endswith("_id") and (name in keys or ((name in said or name[:-3] in said) and name.startswith(_NOUNS)))
        )
    )


def unique_across(table: Table, tenant: str) -> list[TableIndex]:
    """The unique indexes of a table that do not hold its tenant, and do not say that this is meant."""
    return [
        one
        for one in table.indexes
        if one.unique
        and not re.search(rf"\b{re.escape(tenant)}\b", one.index_columns)
        and affirmed(r"\b(?:global|all tenants|across|everywhere)", one.serves) is None
    ]
