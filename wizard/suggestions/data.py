"""Suggestions for step 5: where the model is kept, what changes together, and what has to go one day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.design import Design, Path
from wizard.facts.naming import is_stated, some, spaced, stems
from wizard.suggestions.asked import asked
from wizard.suggestions.columns import table_name
from wizard.suggestions.sensitive import REGULATED, delicate_attributes, delicate_columns
from wizard.suggestions.suggestion import Offer, suggests

STRICTEST = {"personal": 0, "health": 1, "card": 2}
KEPT_BY = {
    "aggregate": (
        "read committed; another version is refused, and the caller reads again",
        "version column, compared by each write",
    ),
    "transaction": ("serializable; run again after a serialization failure", "one transaction around check and write"),
}
"""Isolation and mechanism, by what enforces the invariant."""


@suggests("store-for-model", "A model that is kept needs a store.", "tech-standards")
@asked("data", "stores")
def _store(design: Design) -> Iterator[Offer]:
    if design.data.stores:
        return
    entities = [one for one in design.domain.entities if one.name and one.kind != "value-object"]
    tables = [table.name for table in design.data.tables if table.name]
    if not entities and not tables:
        return
    kept = some([spaced(one.name) for one in entities]) if entities else some(tables)
    store: dict[str, Any] = {
        "name": "main",
        "technology": "PostgreSQL",
        "purpose": f"truth about {kept}",
        "consistency": "strong",
        "backup": "daily and the log of changes all day, to another account; a restore is tried every three months",
    }
    held = next(delicate_attributes(design), None)
    if held is not None:
        store["encryption"] = "whole volume and backups, key in a key management service"
    relations = len(design.domain.relations)
    because = f"This has to be kept: {kept}" + (
        f", and {relations} relations between entities speak for a relational store." if relations else "."
    )
    first = entities[0].id if entities else design.data.tables[0].id
    at = ("domain", "entities", first, "kind") if entities else ("data", "tables", first, "entity")
    yield Offer(("data", "stores"), store, because, (at, *((held.path,) if held else ())))


@suggests("boundary-for-invariant", "What an invariant compares has to change together.", "domain-modelling")
@asked("data", "boundaries")
def _boundaries(design: Design) -> Iterator[Offer]:
    known = [f"{one.what} {one.mechanism}" for one in design.data.boundaries]
    said = frozenset().union(*(stems(text) for text in known)) if known else frozenset()
    groups: dict[tuple[str, str], list[Any]] = {}
    for invariant in design.domain.invariants:
        if invariant.enforced_by in KEPT_BY and invariant.statement:
            is_known = stems(invariant.entity) <= said if invariant.entity else is_stated(invariant.statement, known)
            if not is_known:
                groups.setdefault((invariant.entity or invariant.id, invariant.enforced_by), []).append(invariant)
    for (_, kind), invariants in groups.items():
        first = invariants[0]
        isolation, mechanism = KEPT_BY[kind]
        statements = "; ".join(one.statement for one in invariants[:3])
        what = f"{spaced(first.entity)}: {statements}" if first.entity else statements
        boundary = {"what": what, "kind": kind, "isolation": isolation, "mechanism": mechanism}
        because = f"It is enforced by {kind} that {first.statement}" + (
            f", and {len(invariants) - 1} more." if len(invariants) > 1 else "."
        )
        basis = tuple(
            path
            for one in invariants
            for path in (("domain", "invariants", one.id, "enforced_by"), ("domain", "invariants", one.id, "entity"))
        )
        yield Offer(("data", "boundaries"), boundary, because, basis)


@suggests(
    "zero-downtime", "Where the business stops with a workflow, changes have to work under traffic.", "data-migrations"
)
@asked("data", "zero_downtime")
def _zero_downtime(design: Design) -> Iterator[Offer]:
    critical = [workflow for workflow in design.scope.workflows if workflow.critical and workflow.name]
    if critical:
        because = f"The business stops when this does: {some([workflow.name for workflow in critical])}."
        basis = tuple(("scope", "workflows", workflow.id, "critical") for workflow in critical)
        yield Offer(("data", "zero_downtime"), value=True, because=because, basis=basis)


@suggests(
    "retention-for-delicate", "What is kept about people has a period after which it goes.", "data-retention-residency"
)
@asked("data", "retention")
def _retention(design: Design) -> Iterator[Offer]:
    """The period is left to whoever answers for it."""
    said = (
        frozenset().union(*(stems(rule.data_set) for rule in design.data.retention))
        if design.data.retention
        else frozenset()
    )
    for data_set, held in _data_sets(design).items():
        if stems(data_set) <= said:
            continue
        strictest = max((one[0] for one in held), key=lambda found: STRICTEST[found])
        names = some([spaced(one[1]) for one in held])
        rule = {
            "data_set": f"{spaced(data_set)}: {names}",
            "sensitivity": strictest,
            "deletion_method": "daily job; copies, search and caches with it; backups when they expire",
        }
        because = f"{spaced(data_set)} hold {names}, of which {strictest} is the strictest class; how long is for whoever answers for it."
        yield Offer(("data", "retention"), rule, because, tuple(one[2] for one in held[:5]))


def _data_sets(design: Design) -> dict[str, list[tuple[str, str, Path]]]:
    """Class, name and place of what is delicate, by table, and by entity where no table keeps it."""
    found: dict[str, list[tuple[str, str, Path]]] = {}
    for column in delicate_columns(design, REGULATED):
        found.setdefault(column.entity, []).append((column.sensitivity, column.name, column.path))
    kept = {table.entity for table in design.data.tables}
    for attribute in delicate_attributes(design, REGULATED):
        if attribute.entity not in kept and attribute.entity:
            found.setdefault(table_name(attribute.entity), []).append(
                (attribute.sensitivity, attribute.name, attribute.path)
            )
    return {name: held for name, held in found.items() if name}


@suggests(
    "retention-of-requests",
    "Records of what consumers asked for are kept for 24 months (CCPA regulations).",
    "compliance",
)
@asked("data", "retention")
def _requests(design: Design) -> Iterator[Offer]:
    scopes = [scope for scope in design.start.compliance if scope in ("ccpa", "all")]
    held = next(delicate_attributes(design), None)
    if (
        not scopes
        or held is None
        or any(stems(rule.data_set) >= stems("consumer request") for rule in design.data.retention)
    ):
        return
    rule = {
        "data_set": "consumer requests, and how each was answered",
        "sensitivity": "personal",
        "period": "24 months from the request",
        "deletion_method": "daily job",
        "legal_basis": "CCPA regulations",
    }
    because = f"{scopes[0]} applies, and {held.entity} holds {spaced(held.name)}, about which Californians may ask."
    yield Offer(("data", "retention"), rule, because, (("start", "compliance"), held.path))
