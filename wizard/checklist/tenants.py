"""Checklist items about customers that share the system: how they are told apart, limited, restored and let go."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from wizard.checklist.reading import joined, tells
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.tenants import SECOND_BARRIER, TENANT, is_verified, is_wish, tenant_columns, unique_across
from wizard.facts.words import spans
from wizard.steps.data import Table

MODEL = ("access", "tenancy_model")
TABLES = ("data", "tables")


def with_tenants(design: Design, then: Callable[[Design], Told]) -> Told:
    """What `then` says where a tenancy model is chosen that has tenants, else silent."""
    model = design.access.tenancy_model
    return silent((MODEL, model or "is not answered")) if model in (None, "none") else then(design)


def in_pool(design: Design, then: Callable[[Design], Told]) -> Told:
    """For items of the form "in a pool, ...": met with every other model that has tenants."""
    model = design.access.tenancy_model
    if model in ("bridge", "silo"):
        return met((MODEL, model))
    return with_tenants(design, then)


@settles("tenancy-model-weighed")
def model_weighed(design: Design) -> Told:
    """A trade-off about the model."""
    words = "tenan|pool|silo|bridge|row-?level|shared tables|shared database|isolat"
    return with_tenants(
        design,
        lambda one: some(
            one.pattern.tradeoffs,
            "pattern.tradeoffs",
            lambda told: tells(told.decision, words),
            "none is about the tenancy model",
            nothing="none are listed",
        ),
    )


@settles("tenancy-id-verified")
def id_verified(design: Design) -> Told:
    """The source is something verified; a header or path alone contradicts."""
    text, where = design.access.tenant_id_source, ("access", "tenant_id_source")
    if not text:
        return silent((where, "is not answered"))
    if is_verified(text):
        return met((where, quoted(text)))
    return (unmet if is_wish(text) else silent)((where, quoted(text)))


@settles("tenancy-second-barrier")
def second_barrier(design: Design) -> Told:
    """Something outside the code of queries is named."""
    return says(design, "access.isolation_mechanism", {"what refuses besides the code": SECOND_BARRIER})


@settles("tenancy-beyond-database")
def beyond_database(design: Design) -> Told:
    """Caches, files, queues and search are named."""
    wanted = {
        "caches": r"\bcache",
        "files": r"\bfile|bucket|object (key|prefix)|\bprefix",
        "queues": r"queue|message|topic|\bjob",
        "search": r"search|\bindex",
    }
    return says(design, "access.isolation_mechanism", wanted)


@settles("tenancy-rls-forced")
def rls_forced(design: Design) -> Told:
    """Row-level security is forced, and the role of the service named."""
    wanted = {
        "row-level security": r"row[- ]?level|\brls\b",
        "that it is forced": r"\bforced?\b",
        "the role of the service": r"bypass|\bown(s|er)?\b[^;.]*tables?|role that|drop to a role|not the owner",
    }
    return says(design, "access.isolation_mechanism", wanted)


@settles("tenancy-set-per-transaction")
def set_per_transaction(design: Design) -> Told:
    """The tenant is set for a transaction."""
    wanted = {
        "row-level security": r"row[- ]?level|\brls\b",
        "per transaction": r"set local|(per|each|every|one) transaction|start of (each|every) transaction",
    }
    return says(design, "access.isolation_mechanism|access.object_rules", wanted)


@settles("tenancy-column-leads")
def tenant_column_leads(design: Design) -> Told:
    """Every tenant column is not nullable, and leads the key or an index."""
    return in_pool(design, partial(_every_table, is_fine=_leads, lacks=_not_leading))


@settles("tenancy-unique-within")
def unique_within(design: Design) -> Told:
    """Unique columns and indexes of tables with a tenant column hold it; a column has no room for a reason."""
    return in_pool(
        design,
        partial(
            _every_table,
            is_fine=lambda table, column: not _loose(table, column),
            lacks=_loosely,
            is_open=lambda table, column: not _bare(table, column),
        ),
    )


def _every_table(
    design: Design,
    is_fine: Callable[[Table, str], object],
    lacks: Callable[[Table, str], str],
    is_open: Callable[[Table, str], object] = lambda *_: False,
) -> Told:
    known = tenant_columns(design)
    held = {
        table.id: next((one.name for one in table.table_columns if one.name in known), "")
        for table in design.data.tables
    }
    return every(
        [table for table in design.data.tables if held[table.id]],
        "data.tables",
        lambda table: is_fine(table, held[table.id]),
        lambda table: lacks(table, held[table.id]),
        nothing="no table has a tenant column",
        is_open=lambda table: is_open(table, held[table.id]),
        doubt=lambda table: lacks(table, held[table.id]),
    )


def _leads(table: Table, name: str) -> bool:
    return not _not_leading(table, name)


def _not_leading(table: Table, name: str) -> str:
    column = next(one for one in table.table_columns if one.name == name)
    key = next((one.name for one in table.table_columns if one.primary_key), "")
    if column.nullable is not False and not column.primary_key:
        return f"{name} is nullable, or that is not said"
    is_first = key == name or any(re.match(rf"\W*{re.escape(name)}\b", one.index_columns) for one in table.indexes)
    return "" if is_first else f"no key or index begins with {name}"


def _loose(table: Table, name: str) -> list[str]:
    """What is unique across tenants without saying that it is meant."""
    columns = [one.name for one in table.table_columns if one.unique and not one.primary_key and one.name != name]
    return columns + [one.index_columns for one in unique_across(table, name)]


def _bare(table: Table, name: str) -> list[str]:
    """Those that say nothing at all of what they serve, although they could."""
    return [one.index_columns for one in unique_across(table, name) if not one.serves]


def _loosely(table: Table, name: str) -> str:
    return f"{joined(_loose(table, name))} unique without {name}"


@settles("tenancy-unset-fails")
def unset_tenant_fails(design: Design) -> Told:
    """An edge case without a tenant."""
    return with_tenants(
        design,
        lambda one: some(
            one.risks.edge_cases,
            "risks.edge_cases",
            lambda case: re.search(
                rf"\b(without|no|missing|unset|forgot\w*|lacks)\b[^,;]*\b({TENANT})", case.case, re.IGNORECASE
            ),
            "none is about a call without a tenant",
            nothing="none are listed",
        ),
    )


@settles("tenancy-three-limits")
def three_limits(design: Design) -> Told:
    """A number each for rate, storage and work in flight."""
    text, where = design.access.tenant_limits, ("access", "tenant_limits")
    if not text:
        return silent((where, "is not answered"))
    kinds = {
        "rate": r"\d[^,;]*(/ ?(s|sec|min|h|day)\b|(per|an?) (second|minute|hour|day|month))",
        "storage": r"\d[^,;]*\b(bytes?|[kmgt]i?b|rows|records|files|members|objects)\b",
        "work in flight": r"\d[^,;]*\b(in flight|concurrent|parallel|at once|at a time|simultaneous)",
    }
    missing = [name for name, pattern in kinds.items() if not re.search(pattern, text, re.IGNORECASE)]
    if missing and len(re.findall(r"\d[\d ]*", text)) >= len(kinds):
        return silent((where, f"no number was found for {joined(missing)}"))
    return unmet((where, f"no number for {joined(missing)}")) if missing else met((where, quoted(text)))


@settles("tenancy-restore-one")
def one_tenant_restored(design: Design) -> Told:
    """Every backup says something of one tenant; a store without one has nothing to restore."""
    return with_tenants(
        design,
        lambda one: every(
            one.data.stores,
            "data.stores",
            lambda store: tells(store.backup, f"{TENANT}|alone") or re.match(r"none\b", store.backup),
            "no backup",
            field="backup",
            is_open=lambda store: store.backup,
            doubt="backup says nothing of one tenant",
        ),
    )


@settles("tenancy-onboarding-repeatable")
def onboarding_repeatable(design: Design) -> Told:
    """It can be repeated, and activates last."""
    wanted = {
        "that it can be repeated": r"idempoten|repeat|retri|resum|again|request id",
        "that it activates last": r"\b(active|activ\w+|live|enabled)\b[^.;]*\b(last|after|once|only|end)|(last|only) [^.;]*\bactiv",
    }
    return says(design, "access.tenant_onboarding", wanted)


@settles("tenancy-offboarding-order")
def offboarding_in_order(design: Design) -> Told:
    """Access, exports, deletion: in this order in the text, with two times or more."""
    text, where = design.access.tenant_offboarding, ("access", "tenant_offboarding")
    if not text:
        return silent((where, "is not answered"))
    steps = [r"revok|\bkeys?\b|access|sign-?in|log-?in|token|clients?\b", r"export", r"delet|eras|destroy|purg"]
    places = [match.start() if (match := re.search(rf"\b({one})", text, re.IGNORECASE)) else -1 for one in steps]
    if -1 in places:
        return silent((where, "does not name revoking, export and deletion"))
    if places != sorted(places):
        return unmet((where, f"{quoted(text)}: not in this order"))
    times = len(spans(text)) + bool(re.search(r"at once|immediately|same day", text, re.IGNORECASE))
    return met((where, quoted(text))) if times > 1 else silent((where, "not each of them has a time"))


@settles("tenancy-offboarding-proof")
def offboarding_proven(design: Design) -> Told:
    """What proves the deletion, and that backups are in it."""
    wanted = {"the proof": r"\bproof|prove|certificate|evidence|report|confirm|counted", "backups": r"backup"}
    return says(design, "access.tenant_offboarding", wanted)
