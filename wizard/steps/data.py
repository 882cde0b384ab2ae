"""Step 5: where facts are kept, what keeps them true together, how they change shape, and when they go."""

from typing import Any, Literal

from wizard.ask import Group, Record, Text, ask
from wizard.steps.domain import Attribute
from wizard.steps.scope import DataClass
from wizard.steps.step import Step

SENSITIVITY_HINTS = Attribute.fields["sensitivity"].hints
"""The classes are explained in the same words as in step 3."""


def holds_regulated(design: Any) -> bool:
    """Whether an entity or a table holds data about persons, their health or their cards."""
    attributes = [attribute for entity in design.domain.entities for attribute in entity.attributes]
    columns = [column for table in design.data.tables for column in table.table_columns]
    return any(held.sensitivity in ("personal", "health", "card") for held in attributes + columns)


class Store(Record, columns=("name", "technology", "purpose", "consistency", "rpo", "rto"), noun="store"):
    """A place where something is kept."""

    name: str = ask(
        "Name",
        why="Tables, policies and runbooks refer to it; two stores called 'database' are restored in the wrong order.",
        need=True,
        eg="ledger",
    )
    technology: str = ask(
        "Technology",
        why="Locks, isolation and backup depend on it. Constraints that it can not enforce have to be made elsewhere.",
        depth="simple-crud",
        eg="PostgreSQL",
    )
    purpose: str = ask(
        "Purpose",
        "What it is the truth about, or a copy of.",
        why="If two stores hold the same fact and neither is the copy, nobody knows which one to correct.",
        depth="simple-crud",
        eg="truth about payments",
    )
    consistency: Literal["strong", "session", "eventual"] | None = ask(
        "Consistency",
        why="A read behind the last write shows people an old balance, and they press the button again.",
        depth="simple-crud",
        hints={
            "strong": "every read sees the last write",
            "session": "a client sees its own writes",
            "eventual": "a read may be behind",
        },
    )
    encryption: str = ask(
        "Encryption",
        "At rest, and who holds the key.",
        why="If the key lies beside the data, whoever copies the disk has both.",
        eg="whole volume, key in the KMS",
        depth="simple-crud",
    )
    backup: str = ask(
        "Backup",
        "How often, where to, and when a restore was last tried.",
        why="A replica repeats a wrong delete within moments; only a backup has the row from before.",
        depth="simple-crud",
        eg="daily, other account; restore tried monthly",
    )
    rpo: str = ask(
        "RPO",
        "The most that may be lost, as a time.",
        why="It sets the backup interval. Found out after a loss, it is whatever the last backup happened to be.",
        depth="simple-crud",
        eg="5 min",
    )
    rto: str = ask(
        "RTO",
        "The longest that restoring may take.",
        why="A restore that nobody timed takes as long as it takes, with everyone waiting.",
        depth="simple-crud",
        eg="1 h",
    )


class TableColumn(
    Record, columns=("name", "type", "primary_key", "nullable", "references", "sensitivity"), noun="column"
):
    """One column of a table."""

    name: str = ask(
        "Name",
        why="It outlives the code. Without a unit in the name, somebody adds cents to euros.",
        need=True,
        eg="amount_minor",
    )
    type: str = ask(
        "Type",
        "As the store spells it.",
        why="A float rounds money, a 32-bit key runs out, a local time is ambiguous once a year.",
        need=True,
        eg="bigint",
    )
    nullable: bool | None = ask(
        "Nullable",
        "Whether a row can do without it.",
        why="Adding a 'not null' later means to fill every old row first.",
        depth="simple-crud",
    )
    default_value: str = ask(
        "Default",
        "What a row gets that does not say.",
        why="Old code writes rows without the column during every deployment; they get this, or fail.",
        eg="now()",
    )
    primary_key: bool | None = ask(
        "Primary key",
        "Whether it is the key, or part of it.",
        why="A key made of something people can change has to be changed everywhere at once.",
        depth="simple-crud",
    )
    unique: bool | None = ask(
        "Unique",
        "Whether no two rows share a value.",
        why="A look before the insert is passed by two requests at the same moment; only the store refuses the second.",
        depth="simple-crud",
    )
    references: str = ask(
        "References",
        "As table.column.",
        why="Without the foreign key rows point at nothing as soon as something else is deleted.",
        ref="data.tables.table_columns",
        depth="simple-crud",
        eg="payments.id",
    )
    sensitivity: DataClass | None = ask(
        "Sensitivity",
        "The most delicate thing it can hold, free text included.",
        why="It decides what is masked in logs, encrypted, and listed under retention.",
        depth="simple-crud",
        hints=SENSITIVITY_HINTS,
    )


class TableIndex(Record, columns=("index_columns", "unique", "serves"), noun="index", named_by=(("index_columns",),)):
    """An index of a table, and what it is for."""

    index_columns: str = ask(
        "Columns",
        "Separated by commas; those compared with = first.",
        why="In the wrong order the index is read from end to end, or not used at all.",
        need=True,
        eg="merchant_id, created_at",
    )
    unique: bool | None = ask(
        "Unique",
        "Whether it also forbids duplicates.",
        why="If it should forbid duplicates and does not, the cleaning job comes after the first double payment.",
        depth="simple-crud",
    )
    serves: str = ask(
        "Serves",
        "The query or operation that needs it.",
        why="Every index slows every write; one that serves nothing only does that.",
        depth="simple-crud",
        eg="payments of a merchant, newest first",
    )


class Table(Record, columns=("name", "store", "entity", "expected_rows"), noun="table"):
    """Rows of one shape in one store: a table, a collection, a stream."""

    name: str = ask(
        "Name",
        why="Queries, dashboards and migrations hold it; a rename needs two deployments at least.",
        need=True,
        eg="payments",
    )
    store: str = ask(
        "Store",
        why="A table that could be in two stores is soon in both, with different rows.",
        ref="data.stores",
        depth="simple-crud",
    )
    entity: str = ask(
        "Entity",
        "What its rows are; empty for pure plumbing.",
        why="Rows that belong to no entity have no owner, and nobody decides when they may go.",
        ref="domain.entities",
        depth="simple-crud",
    )
    table_columns: tuple[TableColumn, ...] = ask(
        "Columns",
        "One line each.",
        why="Types, nulls and sensitivity are decided here or by the first migration, in a hurry.",
        need=True,
    )
    indexes: tuple[TableIndex, ...] = ask(
        "Indexes",
        "One line each, beside that of the primary key.",
        why="PostgreSQL, for one, does not index the columns of a foreign key by itself.",
        depth="simple-crud",
    )
    checks: tuple[str, ...] = ask(
        "Checks",
        "Conditions that the store enforces, one a line.",
        why="They hold against every program, also against a script run by hand at night.",
        eg="amount_minor > 0",
        depth="simple-crud",
    )
    expected_rows: int | None = ask(
        "Expected rows",
        "One year after launch; the order of magnitude will do.",
        why="It tells whether a change can scan the table or has to go in batches.",
        low=0,
        depth="simple-crud",
        eg="20000000",
    )
    growth: str = ask(
        "Growth",
        "Rows a day, and how old ones are split off.",
        why="A table without a way to shed old rows is fast at launch and slow on a day nobody planned.",
        depth="high-scale",
        eg="200 000, monthly partitions",
    )


class Boundary(Record, columns=("what", "kind", "isolation", "mechanism"), noun="boundary", named_by=(("what",),)):
    """What changes together or not at all."""

    what: str = ask(
        "What",
        "What must agree at every moment.",
        why="Named too widely, everything locks everything; too narrowly, money leaves one side and never arrives.",
        need=True,
        eg="payment and its ledger entries",
    )
    kind: Literal["aggregate", "transaction", "saga"] | None = ask(
        "Kept by",
        why="A transaction does not reach a second store; one that pretends to leaves halves behind.",
        need=True,
        hints={
            "aggregate": "one root, loaded and saved as a whole",
            "transaction": "several things in one store, at once",
            "saga": "several stores, step by step, each step undoable",
        },
    )
    isolation: str = ask(
        "Isolation",
        "The level, and what is done on a conflict.",
        why="Two correct transactions can break a rule together when each reads what the other is about to change.",
        when=lambda boundary: boundary.kind != "saga",
        depth="simple-crud",
        eg="serializable, retried three times",
    )
    mechanism: str = ask(
        "Mechanism",
        "What enforces it; for a saga, how steps are undone.",
        why="'In one transaction' is an intention. The column, lock or undo step is what holds.",
        depth="simple-crud",
        eg="version column",
    )


class MigrationStep(
    Record,
    columns=("order", "change", "phase", "lock_risk", "reversible"),
    noun="migration step",
    named_by=(("change",),),
):
    """One change that is deployed, and taken back, on its own."""

    order: int | None = ask(
        "Order", why="Run in another order, a step meets a schema it was not written for.", need=True, low=1, eg="1"
    )
    change: str = ask(
        "Change",
        why="A line that holds two changes can only be taken back as two.",
        need=True,
        eg="add refunds.reason, nullable",
    )
    phase: Literal["expand", "migrate", "contract"] | None = ask(
        "Phase",
        why="A removal in the same release as its replacement breaks the instances still running the old code.",
        need=True,
        hints={
            "expand": "adds; old and new code both run",
            "migrate": "copies, writes both, moves readers",
            "contract": "removes what nobody uses any more",
        },
    )
    lock_risk: Literal["none", "short", "long"] | None = ask(
        "Lock risk",
        "What waits while it runs.",
        why="A change that waits for its lock can make every later query wait behind it.",
        depth="simple-crud",
        hints={
            "none": "reads and writes go on",
            "short": "a moment, with a lock timeout",
            "long": "scans or rewrites the table under lock",
        },
    )
    reversible: bool | None = ask(
        "Reversible",
        "Whether it can be undone without a restore.",
        why="Where it is no, the step before it is the last quiet moment to stop and check.",
        depth="simple-crud",
    )


class RetentionRule(
    Record,
    columns=("data_set", "sensitivity", "period", "deletion_method", "region", "legal_basis"),
    noun="retention rule",
    named_by=(("data_set",),),
):
    """How long something is kept, and how it goes."""

    data_set: str = ask(
        "Data set",
        "Rows, logs, copies and backups alike.",
        why="A copy that has no line of its own is kept for ever: exports, logs and test data most of all.",
        need=True,
        eg="payer details",
    )
    sensitivity: DataClass | None = ask(
        "Sensitivity",
        why="It decides how a leftover copy hurts, and which rules the period has to satisfy.",
        depth="simple-crud",
        hints=SENSITIVITY_HINTS,
    )
    period: str = ask(
        "Period",
        "How long, and counted from when.",
        why="Without the event it counts from, no job can tell what is due, so nothing is deleted.",
        need=True,
        eg="13 months from settlement",
    )
    deletion_method: str = ask(
        "Deletion method",
        "How it goes, from backups, search and caches too.",
        why="A row deleted in one place and alive in four is not deleted.",
        depth="simple-crud",
        eg="daily job; backups expire after 35 days",
    )
    region: str = ask(
        "Region",
        "Where it is stored, and where backups and support can see it.",
        why="Data kept in one region and backed up or read in another is not kept in that region.",
        eg="EU, backups included",
        depth="simple-crud",
    )
    legal_basis: str = ask(
        "Legal basis",
        "What allows or obliges you to keep it.",
        why="Without one there is no right to keep it, and no answer when the person asks why.",
        eg="contract; tax law after that",
        depth="simple-crud",
    )


class Stores(Group, heading="Stores"):
    """Where facts are kept, and how much of them may be lost."""

    stores: tuple[Store, ...] = ask(
        "Stores",
        "Databases, queues, buckets, search indexes.",
        why="Each has to be secured, backed up and restored; and where two differ, it must be known which is right.",
        need=True,
    )


class Tables(Group, heading="Tables"):
    """The shape of what is stored, and the constraints on it."""

    tables: tuple[Table, ...] = ask(
        "Tables",
        "One line each; enter opens a table for its columns and indexes.",
        why="A constraint also holds for the release whose tests forgot it, and for the script that has none.",
        need=True,
    )


class Consistency(Group, heading="Consistency"):
    """What must agree at every moment, and what may catch up later."""

    boundaries: tuple[Boundary, ...] = ask(
        "Consistency boundaries",
        "One line for everything that must change together.",
        why="Where no line is drawn, each developer draws one, and a crash between two writes shows where.",
        need=True,
    )


class Migration(Group, heading="Migration"):
    """How the shape changes while the system is in use."""

    migration_strategy: Text = ask(
        "Strategy",
        "How a change of schema gets to production: tool, order against the code, who watches.",
        why="Old and new code run side by side during every deployment, and both meet whatever schema is there.",
        need=True,
        eg="Versioned SQL files, run before the code. Expand in one release, contract in a later one.",
    )
    migration_steps: tuple[MigrationStep, ...] = ask(
        "Steps",
        "One line each, in the order of deployment. None if the store starts empty.",
        why="Each has to be safe beside the code before it and after it; all at once can not be judged.",
    )
    backfill: Text = ask(
        "Backfill",
        "How old rows get new values: batches, pace, restart, proof that it is complete.",
        why="One statement over a large table holds locks for as long as it runs, and starts over when it fails.",
        eg="5 000 rows a batch by key, paused while replicas lag, counts compared at the end.",
    )
    rollback: Text = ask(
        "Rollback",
        "How to go back after each phase, and from where on there is only forward.",
        why="Code is taken back in minutes. What was written in the new shape is lost then, unless that was planned.",
        need=True,
        eg="Until contract: redeploy the old code. After it: forward fix, or restore to a point in time.",
    )
    zero_downtime: bool | None = ask(
        "Zero downtime",
        "Whether changes have to work under traffic.",
        why="Yes rules out long locks and renames in one step; no needs a maintenance window that somebody agreed to.",
        depth="simple-crud",
    )


class Retention(Group, heading="Retention"):
    """How long data is kept, where, and how it goes."""

    retention: tuple[RetentionRule, ...] = ask(
        "Retention",
        "One line per data set. Needed as soon as something personal, of health or of cards is stored.",
        why="What is still there can leak, and has to be produced on request. Copies spread faster than deletions.",
        need=holds_regulated,
    )


class DataDesign(Stores, Tables, Consistency, Migration, Retention):
    """The answers of step 5."""


DATA = Step(
    "data", 5, "Data", "Where facts are kept, what keeps them true, how they change.", DataDesign, ("DATA_DESIGN",)
)
