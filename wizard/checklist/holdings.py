"""Checklist items about what holds regulated data: columns, stores, backups, exports, and the vendors that get it."""

from __future__ import annotations

import re

from wizard.checklist.audit import EVENTS
from wizard.checklist.reading import is_named, tells, words_of
from wizard.checklist.retained import regulated_systems
from wizard.checklist.told import Told, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.tables import RANK, REGULATED
from wizard.steps.data import Store, TableColumn

CONTROLS = ("access", "controls")
PAPERS = r"contract|agreement|terms|\bbaa\b|\bdpa\b|processor|processing|clauses|register|attestation"
HANDS_OUT = r"export|download|report|extract|dump|bulk"


@settles("compliance-vendor-contract")
def vendors_have_contracts(design: Design) -> Told:
    """Each external system with regulated data is named by a control that speaks of a contract."""
    listed = [f"{one.control}\n{one.evidence}" for one in design.access.controls]
    if not listed:
        return silent((CONTROLS, "none are listed"))
    papers = [text for text in listed if re.search(PAPERS, text, re.IGNORECASE)]
    return every(
        regulated_systems(design),
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in papers),
        "no control names it with a contract",
        nothing="none exchanges personal, health or card data",
        is_open=lambda _: any(
            tells(text, "all|each|every|list of|sub-?processors|providers|vendors") for text in papers
        ),
        doubt="not named; a control speaks of contracts in general",
    )


@settles("compliance-column-class-kept")
def columns_keep_the_class(design: Design) -> Told:
    """Columns that have the name of an attribute of their table's entity, against that attribute."""
    attributes = {
        (entity.name, one.name.lower()): one.sensitivity
        for entity in design.domain.entities
        for one in entity.attributes
    }
    pairs = [
        (table, column, attributes[table.entity, column.name.lower()])
        for table in design.data.tables
        for column in table.table_columns
        if attributes.get((table.entity, column.name.lower()))
    ]
    where = ("data", "tables")
    if not pairs:
        return silent((where, "no column has the name of a marked attribute"))
    loose = [one for one in pairs if RANK.get(one[1].sensitivity, -1) < RANK[one[2]]]
    if not loose:
        return met((where, f"all {len(pairs)} that carry an attribute's name"))
    return unmet(
        *(
            (
                (*where, table.id, "table_columns", column.id),
                f"{table.name}.{column.name}: {_less(column)}, not {marked}",
            )
            for table, column, marked in loose[:3]
        )
    )


def _less(column: TableColumn) -> str:
    return column.sensitivity or "no sensitivity"


@settles("compliance-store-key-holder")
def stores_name_key_holders(design: Design) -> Told:
    """Encryption and key of each store whose tables hold something marked."""
    return every(
        regulated_stores(design, (*REGULATED, "secret")),
        "data.stores",
        lambda one: tells(one.encryption, r"keys?\b|kms|hsm|by the provider|managed"),
        "no encryption",
        nothing="no store has a table with marked columns",
        field="encryption",
        is_open=lambda one: one.encryption or design.access.at_rest,
        doubt=lambda one: f"{quoted(one.encryption or design.access.at_rest)}: no holder of a key",
    )


def regulated_stores(design: Design, classes: tuple[str, ...] = REGULATED) -> list[Store]:
    """The stores whose tables, or the entities of these, hold data of these classes."""
    marked = {one.name for one in design.domain.entities if any(a.sensitivity in classes for a in one.attributes)}
    holding = {
        table.store
        for table in design.data.tables
        if table.entity in marked or any(column.sensitivity in classes for column in table.table_columns)
    }
    return [one for one in design.data.stores if one.name in holding]


@settles("compliance-backup-apart")
def backups_apart(design: Design) -> Told:
    """Backups of stores with regulated data: another account, and encryption."""
    return every(
        regulated_stores(design),
        "data.stores",
        lambda one: (
            tells(one.backup, "(an)?other account|second account|separate account|lock|immutable|worm")
            and tells(f"{one.backup}\n{one.encryption}", "encrypt|key")
        ),
        "no backup",
        nothing="no store has a table with marked columns",
        field="backup",
        is_open=lambda one: one.backup,
        doubt=lambda one: f"{quoted(one.backup)}: another account or encryption is not named",
    )


@settles("compliance-export-guarded")
def exports_guarded(design: Design) -> Told:
    """Roles and rate class of each operation that says export, download or report, and an audit event about it."""
    rest = [one for one in design.api.operations if tells(f"{one.path} {one.summary}", HANDS_OUT)]
    if not rest:
        return silent((("api", "operations"), "none says export, download or report"))
    bare = every(
        rest,
        "api.operations",
        lambda one: one.access and one.rate_class,
        lambda one: "no rate class" if one.access else "no access",
    )
    if bare.state == "unmet":
        return bare
    line = next((line for line in design.access.audit_events if tells(line, HANDS_OUT)), "")
    if not line:
        return (
            unmet((EVENTS, "no line about exports, downloads or reports"))
            if design.access.audit_events
            else silent((EVENTS, "none are listed"))
        )
    return met(*bare.where, (EVENTS, quoted(line)))


@settles("compliance-disposal-recorded")
def disposal_recorded(design: Design) -> Told:
    """Every deletion method names the record it leaves."""
    return every(
        design.data.retention,
        "data.retention",
        lambda one: tells(one.deletion_method, "record|log|proof|count|report|certificate|list|trail|audit|recount"),
        lambda one: "names no record of it" if one.deletion_method else "no deletion method",
        field="deletion_method",
    )


@settles("compliance-soc2-sole-vendor")
def vendors_can_be_lost(design: Design) -> Told:
    """A risk with an owner names each hard external system."""
    owned = [f"{one.title}\n{one.mitigation}" for one in design.risks.risks if one.owner]
    return every(
        [one for one in design.scope.external_systems if one.criticality == "hard"],
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in owned),
        "no risk with an owner names it",
        nothing="none is hard",
    )


@settles("compliance-iso-store-owner")
def stores_owned(design: Design) -> Told:
    """The owner of a context whose entities a store holds, or of a control that names the store."""
    owners = {one.name: one.owner for one in design.domain.contexts}
    contexts = {one.name: one.context for one in design.domain.entities}
    owned = {one.store for one in design.data.tables if owners.get(contexts.get(one.entity, ""))}
    named = [words_of(one, "control", "evidence") for one in design.access.controls if one.owner]
    return every(
        design.data.stores,
        "data.stores",
        lambda one: one.name in owned or any(is_named(one.name, text) for text in named),
        "no owner by context or control",
        is_open=lambda _: design.depth == "simple-crud",
        doubt="contexts are not asked at this depth",
    )
