"""Rules on what must agree at every moment, on the stores that keep it, and on what may be lost of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wizard.design import Design
from wizard.facts.stated import is_nothing, mentions
from wizard.facts.stores import has_backup, is_truth
from wizard.facts.tables import shape
from wizard.facts.words import DAY, HOUR, has_figure, has_time, names, plain, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.data import Boundary, Store, Table
from wizard.steps.domain import Invariant

WORDS_THAT_TELL = 4
"""A word of fewer letters is not enough to say that two texts are about the same thing."""
COMMON = frozenset(
    (
        "that",
        "this",
        "with",
        "from",
        "never",
        "always",
        "only",
        "each",
        "every",
        "have",
        "their",
        "them",
        "than",
        "same",
    )
) | frozenset(("more", "most", "least", "what", "when", "which", "there", "over", "into", "must", "once", "does"))
LESS_SOON = ("none lost", "zero", "none", "nothing", "all", "everything", "n a", "not applicable", "any", "no")
CONTINUOUS = (
    *("log", "logs", "wal", "continuous", "continuously", "stream", "streamed", "streaming", "point in time", "pitr"),
    *("replica", "replicas", "replicated", "incremental", "incrementals", "versions", "versioned", "journal", "binlog"),
    *("oplog", "standby", "snapshots", "synchronous", "archived", "archive", "transaction"),
)
EACH: Mapping[str, float] = {"hourly": HOUR, "nightly": DAY, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY}
EVERY: Mapping[str, float] = {"hour": HOUR, "night": DAY, "day": DAY, "week": 7 * DAY, "month": 30 * DAY}


def _by_entity(design: Design) -> Mapping[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    for table in design.data.tables:
        if table.entity:
            found.setdefault(table.entity, []).append(table)
    return found


@rule(
    "constraint-without-means",
    "warning",
    "The invariant is said to be kept by the database, and no table of its entity has anything with which to refuse.",
    "Add the check, unique index or reference that refuses it, or name what keeps it instead.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _constraint_without_means(design: Design) -> Iterable[Said]:
    tables = _by_entity(design)
    told = [f"{one.what} {one.mechanism}" for one in design.data.boundaries]
    for one in design.domain.invariants:
        mine = tables.get(one.entity)
        if one.enforced_by != "constraint" or not mine or any(_refuses(table) for table in mine):
            continue
        if not any(mentions(text, "constraint", "constraints") and _share(text, _about(one, mine)) for text in told):
            where = ("domain", "invariants", one.id, "enforced_by")
            yield Said(where, f"{short(one.statement)}: by constraint, and {short(mine[0].name)} has none but its key")


def _refuses(table: Table) -> bool:
    """Whether the store refuses a row of a table for more than its key and its types."""
    known = shape(table)
    return bool(table.checks or known.references) or any(name not in known.key for name in known.unique)


def _about(invariant: Invariant, tables: Iterable[Table]) -> str:
    return " ".join((invariant.statement, invariant.entity, *(table.name for table in tables)))


def _share(text: str, other: str) -> bool:
    """Whether two texts have a telling word in common, whatever its ending."""
    return not _stems(text).isdisjoint(_stems(other))


def _stems(text: str) -> set[str]:
    words = (word for word in plain(text).split() if len(word) >= WORDS_THAT_TELL and word not in COMMON)
    return {word[:5].rstrip("s") for word in words}


@rule(
    "transaction-without-boundary",
    "warning",
    "The invariant is said to be kept by a transaction, and no consistency boundary is about what it speaks of.",
    "Add the boundary: what changes together, and at which isolation.",
    "data-migrations#what-changes-together",
)
def _transaction_without_boundary(design: Design) -> Iterable[Said]:
    boundaries = " ".join(f"{one.what} {one.mechanism} {one.isolation}" for one in design.data.boundaries)
    if not boundaries:
        return
    tables = _by_entity(design)
    for one in design.domain.invariants:
        if one.enforced_by == "transaction" and not _share(boundaries, _about(one, tables.get(one.entity, ()))):
            where = ("domain", "invariants", one.id, "enforced_by")
            yield Said(where, f"{short(one.statement)}: by transaction, and no consistency boundary is about it")


@rule(
    "saga-without-undo",
    "blocker",
    "A saga stops halfway as a matter of course; nothing says what becomes of the steps that were done.",
    "Say for each step how it is undone or repeated.",
    "data-migrations#what-changes-together",
)
def _saga_without_undo(design: Design) -> Iterable[Said]:
    for one in design.data.boundaries:
        if one.kind == "saga" and not one.mechanism:
            where = ("data", "boundaries", one.id, "mechanism")
            yield Said(where, f"{short(one.what)}: a saga, and nothing says how its steps are undone")


@rule(
    "boundary-across-stores",
    "warning",
    "A transaction does not reach a second store, so a crash between the two leaves one half behind.",
    "Make it a saga with its undo steps, or keep both in one store.",
    "data-migrations#what-changes-together",
)
def _across_stores(design: Design) -> Iterable[Said]:
    wanted = [one for one in design.data.boundaries if one.kind in ("aggregate", "transaction") and one.what]
    if not wanted or len(design.data.stores) < 2:
        return
    stores: dict[str, set[str]] = {}
    for table in design.data.tables:
        for name in (table.name, table.entity) if table.store else ():
            if name:
                stores.setdefault(name, set()).add(table.store)
    for one in wanted:
        if apart := _apart(one, stores):
            where = ("data", "boundaries", one.id, "kind")
            yield Said(
                where,
                f"{short(one.what)}: one {one.kind}, and {short(apart[0])} and {short(apart[1])} are in different stores",
            )


def _apart(boundary: Boundary, stores: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """Two things that a boundary names and that no store has together."""
    found = [name for name in stores if names(boundary.what, name)]
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if stores[one].isdisjoint(stores[other]):
                return one, other
    return None


@rule(
    "invariant-in-late-store",
    "warning",
    "A store whose reads lag behind lets two writers each see a state in which the rule holds, and break it together.",
    "Keep these tables in a store that is strongly consistent, or let something notice and repair.",
    "data-migrations#what-changes-together",
)
def _in_late_store(design: Design) -> Iterable[Said]:
    late = {store.name for store in design.data.stores if store.consistency == "eventual"}
    if not late:
        return
    tables = _by_entity(design)
    for one in design.domain.invariants:
        mine = tables.get(one.entity)
        if one.enforced_by in ("transaction", "constraint") and mine and all(table.store in late for table in mine):
            where = ("domain", "invariants", one.id, "enforced_by")
            yield Said(
                where,
                f"{short(one.statement)}: by {one.enforced_by}, and {short(mine[0].store)} is eventually consistent",
            )


@rule(
    "recovery-not-a-time",
    "warning",
    "How much may be lost, and how long restoring may take, are times; words like these can not be planned for or tried.",
    "Name a time with its unit.",
    "data-migrations#what-changes-together",
)
def _not_a_time(design: Design) -> Iterable[Said]:
    for store in design.data.stores:
        for field, words in (("rpo", "RPO"), ("rto", "RTO")):
            text = getattr(store, field)
            if text and not has_time(text) and not _is_none_or_all(text):
                said = f"{short(store.name)}: {words} {short(text)} is no time"
                yield Said(("data", "stores", store.id, field), said)


def _is_none_or_all(text: str) -> bool:
    """Whether a text says that nothing or everything may be lost, or that there is nothing to restore."""
    said = plain(text)
    return said.split()[:1] == ["0"] or mentions(text, *LESS_SOON) or (has_figure(text) and len(said.split()) > 2)


@rule(
    "backup-rarer-than-rpo",
    "warning",
    "What was written since the last backup is lost with the store, and that is more than may be lost.",
    "Back up more often, ship the log, or say how much may really be lost.",
    "data-migrations#what-changes-together",
)
def _rarer_than_rpo(design: Design) -> Iterable[Said]:
    for store in design.data.stores:
        lost = spans(store.rpo)
        if not lost or not has_backup(store) or mentions(f"{store.backup} {store.technology}", *CONTINUOUS):
            continue
        apart = _backup_interval(store)
        if apart is not None and max(lost) < apart:
            said = (
                f"{short(store.name)}: at most {short(store.rpo)} may be lost, and the backup is {short(store.backup)}"
            )
            yield Said(("data", "stores", store.id, "backup"), said[:160])


def _backup_interval(store: Store) -> float | None:
    """How far backups are apart, if the first words say it."""
    first = plain(store.backup.partition(",")[0].partition(";")[0])
    for word, apart in EACH.items():
        if f" {word} " in first:
            return apart
    for word, apart in EVERY.items():
        if f" every {word} " in first or f" each {word} " in first or f" once a {word} " in first:
            return apart
    found = spans(first) if " every " in first else []
    return found[0] if found else None


@rule(
    "truth-without-backup",
    "warning",
    "This store holds facts that are nowhere else; a wrong delete takes them for good.",
    "Say how often it is backed up, where to, and when a restore was last tried.",
    "data-migrations#what-changes-together",
)
def _without_backup(design: Design) -> Iterable[Said]:
    for store in design.data.stores:
        if is_truth(store) and not has_backup(store):
            said = "none" if is_nothing(store.backup) or store.backup else "not answered"
            yield Said(
                ("data", "stores", store.id, "backup"),
                f"{short(store.name)}: it is the truth, and its backup is {said}",
            )
