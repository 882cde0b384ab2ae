"""What the answers of steps 5 and 9 tell about checklist items: each met once, not met once, and once left open."""

import pytest
from core.told_rows import Row, State, row, states_without_row, told

MODULES = ("stores", "data", "migrations", "file_plan")
OTHER_WORDS = "what is missing may be said in other words, or in another place"
VACUOUS = "the answers prove it only where there is nothing that could break it; else a person reads"
NEVER: dict[str, dict[State, str]] = {
    "table-relations-referenced": {"unmet": OTHER_WORDS},
    "table-writers-versioned": {"unmet": "a lock does as well, and not every aggregate has two writers"},
    "migration-contract-proven": {"unmet": VACUOUS},
    "migration-rollback-by-phase": {"unmet": OTHER_WORDS},
    "plan-questions-in-time": {"unmet": "which step needs which answer is in no field"},
    "plan-runbooks-have-files": {"unmet": "a runbook that is no planned file may exist already"},
}
"""States that no design can bring about, and why."""

MAIN = {
    "name": "main",
    "purpose": "truth about bookings",
    "backup": "daily; restore tried monthly, last 20 min",
    "rpo": "5 min",
    "rto": "1 h",
}
BOOKING = {"name": "Booking", "kind": "aggregate"}
ID = {"name": "id", "type": "uuid", "primary_key": True}
ROOM = {"name": "room_id", "type": "uuid", "references": "rooms.id"}
BOOKINGS = {"name": "bookings", "entity": "Booking", "table_columns": [ID, ROOM]}
BY_ROOM = {"index_columns": "room_id, starts_at desc", "serves": "bookings of a room"}
UNIQUE_NAME = {"entities": [{**BOOKING, "attributes": [{"name": "short_name", "type": "text", "unique": True}]}]}
SHORT_NAME = {"name": "short_name", "type": "text"}
WRITE = {"what": "bookings of a room", "kind": "transaction", "isolation": "read committed, retried twice"}
SAGA = {"what": "booking and badge", "kind": "saga"}
EXPAND = {"order": 1, "change": "add bookings.note", "phase": "expand", "lock_risk": "short", "reversible": True}
MIGRATE = {
    "order": 2,
    "change": "copy notes into bookings",
    "phase": "migrate",
    "lock_risk": "none",
    "reversible": True,
}
CONTRACT = {"order": 3, "change": "drop rooms.note", "phase": "contract", "lock_risk": "short", "reversible": False}
RULES = {"path": "src/booking/rules.py", "purpose": "the overlap rule", "module": "booking"}
MODULE = {"modules": [{"name": "booking"}]}
TEST_FIRST = {"action": "write the overlap test", "owner": "Mara Lindqvist", "due": "2026-03-31"}
VISITORS = {"question": "may a visitor book?", "owner": "Facilities", "due": "2026-03-01"}
PAGE = {"name": "Bookings fail", "severity": "page", "runbook": "runbooks/bookings.md"}
DEEP = {"depth": "high-scale"}


def tables(*columns: object, **more: object) -> dict[str, object]:
    """One table of bookings with an id and these columns."""
    return {"tables": [{**BOOKINGS, "table_columns": [ID, *columns], **more}]}


ROWS = [
    row("table-store-truth-or-copy", "met", "truth", data={"stores": [MAIN]}),
    row("table-store-truth-or-copy", "unmet", "no purpose", data={"stores": [{"name": "main"}]}),
    row("table-store-truth-or-copy", "silent", "neither", data={"stores": [{**MAIN, "purpose": "bookings"}]}),
    row("table-recovery-numbers", "met", "each truth", data={"stores": [MAIN, {"name": "cache", "purpose": "copy of main"}]}),
    row("table-recovery-numbers", "unmet", "no backup, no RTO", data={"stores": [{**MAIN, "backup": "none", "rto": ""}]}),
    row("table-recovery-numbers", "silent", "does not say", data={"stores": [{"name": "files"}]}),
    row("table-restore-tried", "met", "within its RTO", data={"stores": [MAIN]}),
    row("table-restore-tried", "unmet", "longer than", data={"stores": [{**MAIN, "rto": "10 min"}]}),
    row("table-restore-tried", "unmet", "how long", data={"stores": [{**MAIN, "backup": "daily, restore tried"}]}),
    row("table-restore-tried", "unmet", "nothing of a restore", data={"stores": [{**MAIN, "backup": "daily"}]}),
    row("table-restore-tried", "silent", "to be read", data={"stores": [{**MAIN, "rto": "2 min for a zone, 1 h for the region"}]}),
    row("table-restore-tried", "silent", "none has", data={"stores": [{"name": "main"}]}),
    row("table-entities-stored", "met", "Booking", domain={"entities": [BOOKING, {"name": "Price", "kind": "value-object"}]}, data=tables()),
    row("table-entities-stored", "unmet", "no table", domain={"entities": [{"name": "Room", "kind": "entity"}]}, data=tables()),
    row("table-entities-stored", "silent", "none", domain={"entities": [BOOKING]}),
    row("table-has-primary-key", "met", "bookings", data=tables()),
    row("table-has-primary-key", "unmet", "no primary key", data={"tables": [{**BOOKINGS, "table_columns": [ROOM]}]}),
    row("table-has-primary-key", "silent", "no columns", data={"tables": [{"name": "bookings"}]}),
    row("table-uniqueness-in-store", "met", "unique in its table", domain=UNIQUE_NAME, data=tables({**SHORT_NAME, "unique": True})),
    row("table-uniqueness-in-store", "met", "unique in its table", domain=UNIQUE_NAME, data=tables(SHORT_NAME, indexes=[{"index_columns": "tenant_id, lower(short_name)", "unique": True}])),
    row("table-uniqueness-in-store", "unmet", "short_name", domain={"entities": [{**BOOKING, "attributes": [{"name": "short_name", "type": "text", "unique": True}]}]}, data=tables({"name": "short_name", "type": "text"})),
    row("table-uniqueness-in-store", "silent", "no column", domain=UNIQUE_NAME, data=tables()),
    row("table-uniqueness-in-store", "silent", "no attribute", domain={"entities": [BOOKING]}, data=tables()),
    row("table-relations-referenced", "met", "reference between", domain={"relations": [{"source": "Room", "target": "Booking"}]}, data={"tables": [BOOKINGS, {"name": "rooms", "entity": "Room"}]}),
    row("table-relations-referenced", "silent", "no column", domain={"relations": [{"source": "Room", "target": "Booking"}]}, data=tables()),
    row("table-indexes-serve", "met", "what it serves", data=tables(indexes=[BY_ROOM])),
    row("table-indexes-serve", "unmet", "serves nothing: room_id", data=tables(indexes=[{"index_columns": "room_id"}])),
    row("table-indexes-serve", "silent", "no index", data=tables()),
    row("table-references-indexed", "met", "leads an index", data=tables(ROOM, indexes=[BY_ROOM])),
    row("table-references-indexed", "met", "leads an index", data=tables({**ROOM, "unique": True})),
    row("table-references-indexed", "unmet", "leads no index: room_id", data=tables(ROOM, indexes=[{"index_columns": "starts_at, room_id"}])),
    row("table-references-indexed", "silent", "no column", data=tables()),
    row("table-conflicts-handled", "met", "each names", data={"boundaries": [WRITE]}),
    row("table-conflicts-handled", "unmet", "no isolation level", data={"boundaries": [{**WRITE, "isolation": ""}]}),
    row("table-conflicts-handled", "silent", "to be read", data={"boundaries": [{**WRITE, "isolation": "serializable"}]}),
    row("table-writers-versioned", "met", "version column", domain={"entities": [BOOKING]}, data=tables({"name": "row_version", "type": "bigint"})),
    row("table-writers-versioned", "silent", "no version column", domain={"entities": [BOOKING]}, data=tables()),
    row("table-sagas-undone", "met", "none is a saga", data={"boundaries": [WRITE]}),
    row("table-sagas-undone", "unmet", "says not how", data={"boundaries": [SAGA]}),
    row("table-sagas-undone", "silent", "to be read", data={"boundaries": [{**SAGA, "mechanism": "the badge is revoked"}]}),
    row("table-growth-has-exit", "met", "old rows leave", start=DEEP, data=tables(growth="200 000 a day, monthly partitions")),
    row("table-growth-has-exit", "unmet", "only how fast", start=DEEP, data=tables(growth="200 000 a day")),
    row("table-growth-has-exit", "silent", "no word", start=DEEP, data=tables(growth="20 a day, small for years")),
    row("table-growth-has-exit", "silent", "none says", start=DEEP, data=tables(growth="hardly")),
    row("migration-phases-in-order", "met", "in this order", data={"migration_steps": [CONTRACT, EXPAND, MIGRATE]}),
    row("migration-phases-in-order", "unmet", "bookings: expand", data={"migration_steps": [{**MIGRATE, "order": 1}, {**EXPAND, "order": 2}], "tables": [BOOKINGS]}),
    row("migration-phases-in-order", "silent", "same table", data={"migration_steps": [CONTRACT, {**EXPAND, "order": 4}], "tables": [BOOKINGS]}),
    row("migration-phases-in-order", "silent", "none"),
    row("migration-contract-separate", "met", "none is a contract", data={"migration_steps": [EXPAND]}),
    row("migration-contract-separate", "met", "in a later one", data={"migration_strategy": "Expand first, contract in a later one."}),
    row("migration-contract-separate", "unmet", "at once", data={"migration_strategy": "Expand and contract go out in the same release."}),
    row("migration-contract-separate", "silent", "does not say", data={"migration_strategy": "SQL files.", "migration_steps": [CONTRACT]}),
    row("migration-contract-proven", "met", "none is a contract", data={"migration_steps": [EXPAND]}),
    row("migration-contract-proven", "silent", "to be read", data={"migration_steps": [CONTRACT]}),
    row("migration-backfill-resumable", "met", "5 000 rows a batch", data={"backfill": "5 000 rows a batch, paused while replicas lag, goes on from the last id, counts compared."}),
    row("migration-backfill-resumable", "unmet", "no batch size", data={"backfill": "A job copies the rows."}),
    row("migration-backfill-resumable", "silent", "a restart", data={"backfill": "5 000 rows a batch, paused while replicas lag."}),
    row("migration-lock-timeout-set", "met", "lock_timeout 2 s", data={"migration_strategy": "SQL files with lock_timeout 2 s, tried three times."}),
    row("migration-lock-timeout-set", "unmet", "no lock timeout", data={"migration_strategy": "SQL files."}),
    row("migration-lock-timeout-set", "silent", "a repeat", data={"migration_strategy": "SQL files with lock_timeout 2 s."}),
    row("migration-no-long-lock", "met", "none has", data={"zero_downtime": True, "migration_steps": [EXPAND]}),
    row("migration-no-long-lock", "met", "window", data={"zero_downtime": False, "migration_steps": [{**EXPAND, "lock_risk": "long"}]}),
    row("migration-no-long-lock", "unmet", "lock risk long", data={"zero_downtime": True, "migration_steps": [{**EXPAND, "lock_risk": "long"}]}),
    row("migration-no-long-lock", "silent", "not said", data={"zero_downtime": True, "migration_steps": [{**EXPAND, "lock_risk": None}]}),
    row("migration-no-long-lock", "silent", "not answered", data={"migration_steps": [EXPAND]}),
    row("migration-rollback-by-phase", "met", "Expand and migrate", data={"rollback": "Expand and migrate: the old code. After contract forward only; 5 min are lost."}),
    row("migration-rollback-by-phase", "silent", "what is lost", data={"rollback": "Until contract the old code runs."}),
    row("migration-last-exit-guarded", "met", "can be undone", data={"migration_steps": [EXPAND]}),
    row("migration-last-exit-guarded", "unmet", "no restore point", data={"migration_steps": [CONTRACT]}),
    row("migration-last-exit-guarded", "silent", "gives the word", data={"migration_steps": [{**CONTRACT, "change": "drop rooms.note after a snapshot"}]}),
    row("pattern-files-cover-modules", "met", "each module has a file", pattern=MODULE, file_plan={"files": [RULES]}),
    row("pattern-files-cover-modules", "unmet", "no planned file", pattern={"modules": [{"name": "booking"}, {"name": "notify"}]}, file_plan={"files": [RULES]}),
    row("pattern-files-cover-modules", "unmet", "names no module", pattern=MODULE, file_plan={"files": [RULES, {"path": "README.md"}]}),
    row("pattern-files-cover-modules", "silent", "none", pattern=MODULE),
    row("pattern-border-check-planned", "met", "import rules", file_plan={"files": [{"path": "tests/borders.py", "purpose": "import rules between modules"}]}),
    row("pattern-border-check-planned", "met", "import rules", file_plan={"layout": "a folder for each module; import rules checked in CI"}),
    row("pattern-border-check-planned", "unmet", "import rule", file_plan={"files": [RULES]}),
    row("pattern-border-check-planned", "silent", "none"),
    row("plan-steps-owned", "met", "an owner and a date", file_plan={"next_steps": [TEST_FIRST]}),
    row("plan-steps-owned", "unmet", "no date", file_plan={"next_steps": [{**TEST_FIRST, "due": ""}]}),
    row("plan-steps-owned", "silent", "is Mara and Tom one?", file_plan={"next_steps": [{**TEST_FIRST, "owner": "Mara and Tom"}]}),
    row("plan-questions-closable", "met", "an owner and a date", file_plan={"open_questions": [VISITORS]}),
    row("plan-questions-closable", "met", "answered", file_plan={"open_questions": [{"question": "may a visitor book?", "answer": "no"}]}),
    row("plan-questions-closable", "unmet", "no owner", file_plan={"open_questions": [{"question": "may a visitor book?"}]}),
    row("plan-questions-closable", "silent", "none"),
    row("plan-questions-in-time", "met", "2026-03-31", file_plan={"open_questions": [VISITORS], "next_steps": [TEST_FIRST]}),
    row("plan-questions-in-time", "silent", "may need it", file_plan={"open_questions": [{**VISITORS, "due": "2026-04-01"}], "next_steps": [TEST_FIRST]}),
    row("plan-questions-in-time", "silent", "to be done", file_plan={"open_questions": [VISITORS]}),
    row("plan-runbooks-have-files", "met", "planned file", operations={"alerts": [PAGE]}, file_plan={"files": [{"path": "runbooks/", "purpose": "first steps"}]}),
    row("plan-runbooks-have-files", "silent", "may exist already", operations={"alerts": [PAGE]}, file_plan={"files": [RULES]}),
    row("plan-migrations-have-files", "met", "migrations/", file_plan={"files": [{"path": "migrations/", "purpose": "versioned SQL"}]}),
    row("plan-migrations-have-files", "unmet", "none for the migration", file_plan={"files": [RULES]}, data={"migration_steps": [EXPAND]}),
    row("plan-migrations-have-files", "silent", "none", file_plan={"files": [RULES]}),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}")
def test_the_answers_tell_how_an_item_stands(row: Row) -> None:
    state, where = told(row, *MODULES)
    assert (state, [one.words for one in where if row.words in one.words] != []) == (row.state, True), where


def test_every_settled_item_has_a_row_for_each_state() -> None:
    assert states_without_row(ROWS, NEVER, *MODULES) == []
