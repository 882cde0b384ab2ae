"""Designs that trip the rules on what changes together and how the schema changes, and designs that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.designs import small
from core.varied import varied

Given = Mapping[str, Any]

STORE = small()["data"]["stores"][0]
BOOKINGS, ROOMS = small()["data"]["tables"]
RULE = small()["domain"]["invariants"][0]
BARE = {**ROOMS, "table_columns": [ROOMS["table_columns"][0]]}


def _rule(by: str, statement: str = "no room has two names", entity: str = "Room", **more: Any) -> Given:
    """The small design with one invariant."""
    return varied(domain__invariants=[{**RULE, "statement": statement, "entity": entity, "enforced_by": by}], **more)


def _boundary(what: str, kind: str, mechanism: str = "one transaction", **more: Any) -> Given:
    return varied(data__boundaries=[{"what": what, "kind": kind, "mechanism": mechanism}], **more)


def _stores(**more: Any) -> Given:
    """The small design with rooms in a store of their own."""
    second = {**STORE, "id": "second", "name": "search", "purpose": "copy of rooms"}
    return {"data__stores": [STORE, second], "data__tables": [BOOKINGS, {**ROOMS, "store": "search"}], **more}


def _store(**changes: Any) -> Given:
    return varied(data__stores=[{**STORE, **changes}])


def _step(change: str, order: int = 1, phase: str = "expand", **more: Any) -> Given:
    return {"order": order, "change": change, "phase": phase, **more}


def _steps(*steps: Given, **more: Any) -> Given:
    return varied(data__migration_steps=list(steps), **more)


ADD, DROP = _step("add bookings.note"), _step("drop bookings.title", 2, "contract")

TRIPPED: dict[str, list[tuple[Given, str]]] = {
    "constraint-without-means": [
        (
            _rule("constraint", data__tables=[BOOKINGS, BARE], data__boundaries=[]),
            "no room has two names: by constraint, and rooms has none but its key",
        )
    ],
    "transaction-without-boundary": [
        (
            _rule("transaction", "a visitor has one badge", "", data__boundaries=small()["data"]["boundaries"]),
            "a visitor has one badge: by transaction, and no consistency boundary is about it",
        )
    ],
    "saga-without-undo": [
        (
            _boundary("booking and calendar entry", "saga", ""),
            "booking and calendar entry: a saga, and nothing says how its steps are undone",
        )
    ],
    "boundary-across-stores": [
        (
            _boundary("bookings and rooms", "transaction", **_stores()),
            "bookings and rooms: one transaction, and bookings and rooms are in different stores",
        )
    ],
    "invariant-in-late-store": [
        (
            _rule("transaction", data__stores=[{**STORE, "consistency": "eventual"}]),
            "no room has two names: by transaction, and main is eventually consistent",
        )
    ],
    "recovery-not-a-time": [
        (_store(rpo="low"), "main: RPO low is no time"),
        (_store(rto="as fast as we can"), "main: RTO as fast as we can is no time"),
    ],
    "backup-rarer-than-rpo": [
        (
            _store(rpo="5 min", backup="daily, other account"),
            "main: at most 5 min may be lost, and the backup is daily, other account",
        ),
        (
            _store(rpo="1 h", backup="every 6 h to a bucket"),
            "main: at most 1 h may be lost, and the backup is every 6 h to a bucket",
        ),
    ],
    "truth-without-backup": [
        (_store(backup="none"), "main: it is the truth, and its backup is none"),
        (_store(backup=""), "main: it is the truth, and its backup is not answered"),
    ],
    "migration-order-doubtful": [
        (_steps(ADD, {**ADD, "change": "add rooms.note"}), "add bookings.note: 2 steps are number 1"),
        (_steps(ADD, {**DROP, "order": 4}), "drop bookings.title: number 4, and no step is number 2"),
    ],
    "expand-and-contract-together": [
        (
            _steps(ADD, {**DROP, "order": 1}),
            "drop bookings.title: it removes in step 1, in which another step adds",
        )
    ],
    "contract-before-expand": [
        (
            _steps({**DROP, "order": 1}, {**ADD, "order": 2}),
            "drop bookings.title: it removes before anything is added to bookings",
        )
    ],
    "long-lock-under-traffic": [
        (
            _steps({**ADD, "lock_risk": "long"}, data__zero_downtime=True),
            "add bookings.note: a long lock, and downtime is ruled out",
        )
    ],
    "downtime-against-strategy": [
        (
            varied(data__zero_downtime=True, data__migration_strategy="SQL files in a maintenance window on Sunday"),
            "Zero downtime: yes, and the strategy has a maintenance window",
        )
    ],
    "irreversible-step-unspoken": [
        (
            _steps({**DROP, "reversible": False}, data__rollback="Redeploy the old code."),
            "drop bookings.title: it can not be undone, and the rollback says nothing of that",
        )
    ],
    "removal-in-expand": [
        (_steps({**DROP, "phase": "expand"}), "drop bookings.title: it removes, and its phase is expand"),
        (
            _steps(_step("rename bookings.title to name")),
            "rename bookings.title to name: it removes, and its phase is expand",
        ),
    ],
    "backfill-missing": [
        (
            _steps(_step("copy titles into notes", phase="migrate")),
            "Backfill: nothing is said, and there is a step: copy titles into notes",
        )
    ],
    "not-null-at-once": [
        (
            _steps(_step("add bookings.note text not null")),
            "add bookings.note text not null: not null at once, without a default",
        )
    ],
    "migration-without-way-back": [
        (varied(data__rollback="Not possible."), "Rollback: Not possible."),
        (varied(data__rollback="no rollback is planned"), "Rollback: no rollback is planned"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[Given]] = {
    "constraint-without-means": [
        small(),
        _rule("constraint"),
        _rule("constraint", data__tables=[BOOKINGS, {**BARE, "checks": ["length(name) > 0"]}]),
        _rule("aggregate", data__tables=[BOOKINGS, BARE]),
        _rule("constraint", "room bookings do not overlap", data__tables=[BOOKINGS, BARE]),
    ],
    "transaction-without-boundary": [
        small(),
        _rule("transaction", "a room is booked once"),
        _rule("process", "a visitor has one badge", ""),
        _rule("transaction", "a visitor has one badge", "", data__boundaries=[]),
    ],
    "saga-without-undo": [
        _boundary("booking and calendar entry", "saga", "the booking is cancelled"),
        _boundary("booking and calendar entry", "transaction", ""),
    ],
    "boundary-across-stores": [
        _boundary("bookings and rooms", "saga", **_stores()),
        _boundary("bookings and rooms", "transaction"),
        _boundary("bookings", "transaction", **_stores()),
        _boundary(
            "a room and its booking",
            "transaction",
            **_stores(
                data__tables=[BOOKINGS, ROOMS, {**ROOMS, "id": "copy", "name": "room_copies", "store": "search"}]
            ),
        ),
    ],
    "invariant-in-late-store": [
        _rule("transaction"),
        _rule("process", data__stores=[{**STORE, "consistency": "eventual"}]),
        _rule("transaction", data__stores=[{**STORE, "consistency": "session"}]),
    ],
    "recovery-not-a-time": [
        small(),
        _store(rpo="0, it is rebuilt", rto="1 h"),
        _store(rpo="all, it is a copy", rto="at once"),
        _store(rpo="none", rto=""),
    ],
    "backup-rarer-than-rpo": [
        small(),
        _store(rpo="24 h", backup="daily"),
        _store(rpo="5 min", backup="daily, and the log every minute"),
        _store(rpo="5 min", backup="other account"),
        _store(rpo="0, it is rebuilt", backup="daily"),
    ],
    "truth-without-backup": [
        small(),
        _store(purpose="copy of rooms; the truth is in the directory", backup="none"),
        _store(purpose="", backup=""),
    ],
    "migration-order-doubtful": [_steps(ADD, DROP), _steps(ADD, {**DROP, "order": None}), small()],
    "expand-and-contract-together": [_steps(ADD, DROP), _steps(ADD, {**DROP, "order": 1, "phase": "migrate"})],
    "contract-before-expand": [
        _steps(ADD, DROP),
        _steps(ADD, {**DROP}, _step("add bookings.more", 3)),
        _steps(_step("drop rooms.title", 1, "contract"), {**ADD, "order": 2}),
    ],
    "long-lock-under-traffic": [
        _steps({**ADD, "lock_risk": "long"}, data__zero_downtime=False),
        _steps({**ADD, "lock_risk": "short"}, data__zero_downtime=True),
    ],
    "downtime-against-strategy": [
        varied(data__zero_downtime=True),
        varied(data__zero_downtime=True, data__migration_strategy="SQL files; no maintenance window"),
        varied(data__zero_downtime=True, data__migration_strategy="SQL files, zero downtime"),
        varied(data__migration_strategy="SQL files in a maintenance window"),
    ],
    "irreversible-step-unspoken": [
        _steps({**DROP, "reversible": False}),
        _steps({**DROP, "reversible": False}, data__rollback="After step 2 only what was copied is left."),
        _steps(DROP, data__rollback="Redeploy the old code."),
        _steps({**DROP, "reversible": False}, data__rollback=""),
    ],
    "removal-in-expand": [
        _steps(DROP),
        _steps(_step("drop not null of bookings.title")),
        _steps(_step("add bookings.dropped_at")),
    ],
    "backfill-missing": [
        _steps(_step("copy titles into notes", phase="migrate"), data__backfill="1 000 a batch"),
        _steps(_step("switch reads", phase="migrate")),
        _steps(_step("copy titles into notes", phase="migrate"), start__depth="simple-crud"),
    ],
    "not-null-at-once": [
        _steps(_step("add bookings.note, not null, default ''")),
        _steps(_step("add bookings.note, nullable")),
        _steps(_step("set bookings.note not null")),
    ],
    "migration-without-way-back": [
        small(),
        varied(data__rollback="Not possible after the contract phase; restore from backup"),
        varied(data__rollback=""),
    ],
}
"""Designs that come close to a rule and do not trip it."""
