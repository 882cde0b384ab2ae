"""Risks of what is kept: copies in many places, data that leaves, changes that can not be undone, rules that hold later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.tables import REGULATED
from wizard.facts.tenants import SECOND_BARRIER
from wizard.facts.words import affirmed
from wizard.risks.risk import Degree, Seen, risky

HURTS = {"personal": 3, "health": 5, "card": 5}
"""How bad it is when data of a class is seen or lost."""
WORST = {
    "personal": "people are told, and an authority may ask",
    "health": "it can not be changed like a password, and has to be notified",
    "card": "money is taken with it, and the card schemes ask who lost it",
}
MANY_ROWS = 1_000_000
"""From so many rows on, a scan under lock takes minutes."""


def _held(design: Design) -> dict[str, set[str]]:
    """The stores with personal, health or card data, by class."""
    of_entity = {
        entity.name: {one.sensitivity for one in entity.attributes if one.sensitivity in REGULATED}
        for entity in design.domain.entities
    }
    found: dict[str, set[str]] = defaultdict(set)
    for table in design.data.tables:
        classes = {one.sensitivity for one in table.table_columns if one.sensitivity in REGULATED}
        for kind in classes | of_entity.get(table.entity, set()) if table.store else ():
            found[str(kind)].add(table.store)
    return found


def _worst(classes: Iterable[str]) -> str:
    return max(classes, key=lambda kind: HURTS[kind])


@risky("data-in-several-stores", "compliance")
def _several_stores(design: Design) -> Iterable[Seen]:
    spread = {kind: stores for kind, stores in _held(design).items() if len(stores) > 1}
    if spread:
        kind = _worst(spread)
        stores = sorted(set().union(*spread.values()))
        yield Seen(
            ("data", "stores"),
            f"{kind.capitalize()} data is deleted in one store and stays in another",
            Degree(3 if len(stores) == 2 else 4, f"a deletion has to reach {len(stores)} stores: {', '.join(stores)}"),
            Degree(HURTS[kind], WORST[kind]),
        )


@risky("data-leaves-system", "compliance")
def _leaves(design: Design) -> Iterable[Seen]:
    for system in design.scope.external_systems:
        kind = system.data_class
        if system.name and system.direction in ("out", "both") and kind in HURTS:
            yield Seen(
                ("scope", "external_systems", system.id),
                f"{kind.capitalize()} data is lost or used otherwise at {system.name}",
                Degree(2, "what is sent is a copy that we do not guard; contracts bind, and do not prevent"),
                Degree(HURTS[kind], WORST[kind]),
            )


@risky("retention-unset", "compliance")
def _retention(design: Design) -> Iterable[Seen]:
    covered = {rule.sensitivity for rule in design.data.retention if rule.period and rule.deletion_method}
    bare = [kind for kind in _held(design) if kind not in covered]
    if bare and not (design.data.retention and None in covered):
        kind = _worst(bare)
        yield Seen(
            ("data", "retention"),
            f"{kind.capitalize()} data is kept for ever",
            Degree(4, "no line says when it goes and how, so no job deletes it"),
            Degree(3, "what is still there can leak, and has to be produced on request"),
        )


@risky("pooled-without-barrier", "security")
def _pooled(design: Design) -> Iterable[Seen]:
    access = design.access
    if access.tenancy_model == "pool" and not affirmed(SECOND_BARRIER, access.isolation_mechanism):
        yield Seen(
            ("access", "isolation_mechanism"),
            "A tenant reads rows of another",
            Degree(3, "one forgotten condition in one query is enough, and nothing but the code refuses"),
            Degree(5, "it ends the trust of all tenants, not of one"),
        )


@risky("irreversible-migration", "delivery")
def _irreversible(design: Design) -> Iterable[Seen]:
    for step in design.data.migration_steps:
        if step.reversible is False:
            yield Seen(
                ("data", "migration_steps", step.id),
                f"There is no way back once it turns out wrong: {step.change or 'a migration step'}",
                Degree(2, "steps are tried before; what they meet in production is not quite the same"),
                Degree(4, "only a restore undoes it, with everything written since"),
            )


@risky("long-lock", "reliability")
def _long_lock(design: Design) -> Iterable[Seen]:
    largest = max((table.expected_rows or 0 for table in design.data.tables), default=0)
    for step in design.data.migration_steps:
        if step.lock_risk == "long":
            is_live = design.data.zero_downtime is True
            yield Seen(
                ("data", "migration_steps", step.id),
                f"Holds its lock for longer than callers wait: {step.change or 'a migration step'}",
                Degree(4, f"tables have up to {largest:,} rows".replace(",", " "))
                if largest >= MANY_ROWS
                else Degree(3, "it scans or rewrites a table under lock"),
                Degree(4, "traffic goes on meanwhile, and waits")
                if is_live
                else Degree(3, "the window becomes longer"),
            )


@risky("invariant-by-process", "data-integrity")
def _by_process(design: Design) -> Iterable[Seen]:
    for invariant in design.domain.invariants:
        if invariant.enforced_by == "process" and invariant.statement:
            yield Seen(
                ("domain", "invariants", invariant.id),
                f"Not true until somebody looks: {invariant.statement}",
                Degree(4, "nothing refuses the write; it is found afterwards"),
                Degree(3, "decisions are taken on it until somebody looks"),
            )


@risky("saga-stuck", "data-integrity")
def _saga(design: Design) -> Iterable[Seen]:
    for boundary in design.data.boundaries:
        if boundary.kind == "saga":
            yield Seen(
                ("data", "boundaries", boundary.id),
                f"Stops half done: {boundary.what or 'a saga'}",
                Degree(3, "every step is a call that can be the last one"),
                Degree(3, f"undone by: {boundary.mechanism}")
                if boundary.mechanism
                else Degree(4, "how steps are undone is not said"),
            )


@risky("eventual-with-invariants", "data-integrity")
def _eventual(design: Design) -> Iterable[Seen]:
    guarded = {one.entity for one in design.domain.invariants if one.entity and one.enforced_by != "process"}
    behind = {store.name: store for store in design.data.stores if store.consistency == "eventual" and store.name}
    told: set[str] = set()
    for table in design.data.tables:
        if table.store in behind and table.entity in guarded and table.store not in told:
            told.add(table.store)
            yield Seen(
                ("data", "stores", behind[table.store].id),
                f"A rule of {table.entity} is checked against an old copy in {table.store}",
                Degree(3, f"{table.store} may be behind the last write"),
                Degree(4, "both writers were told that they were right"),
            )
