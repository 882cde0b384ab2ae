"""Rules on migrations: the order of steps, what stops the traffic, what fills old rows, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wizard.design import Design, Path
from wizard.facts.stated import is_nothing, mentions, stated
from wizard.facts.words import names, plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.data import MigrationStep

STEPS: Path = ("data", "migration_steps")
REMOVES = ("drop", "drops", "rename", "renames", "remove", "removes", "delete", "deletes", "truncate")
LOOSENS = frozenset(("not", "default", "check", "constraint", "index", "trigger", "foreign", "unique", "policy"))
"""What may be dropped before the code changes: it only refuses less or finds slower."""
FILLS = (
    *("copy", "copies", "copied", "backfill", "backfills", "backfilled", "fill", "fills", "populate", "populates"),
    *("convert", "converts", "recompute", "recomputes", "move rows", "update all", "rewrite", "old rows", "old ones"),
)
WAY_BACK = (
    *("forward", "restore", "restored", "restoring", "backup", "snapshot", "point in time", "irreversible"),
    *("no way back", "one way", "contract", "cannot", "can not", "not be undone", "lost", "dump", "copy"),
)
SAFE_NOT_NULL = (
    *(
        "default",
        "check",
        "constraint",
        "not valid",
        "validated",
        "backfill",
        "backfilled",
        "after",
        "nullable",
        "empty",
    ),
    *("later", "filled", "new table", "then", "once"),
)


@rule(
    "migration-order-doubtful",
    "warning",
    "Run in another order, a step meets a schema it was not written for; here the order is not settled.",
    "Give each step a number of its own, without gaps.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _order_doubtful(design: Design) -> Iterable[Said]:
    steps = [step for step in design.data.migration_steps if step.order is not None]
    counts = Counter(step.order for step in steps)
    for step in steps:
        if counts[step.order] > 1:
            yield Said(
                (*STEPS, step.id, "order"), f"{short(step.change)}: {counts[step.order]} steps are number {step.order}"
            )
    last = 0
    for step in sorted(steps, key=lambda one: one.order or 0):
        if (step.order or 0) > last + 1 and len(steps) == len(design.data.migration_steps):
            said = f"{short(step.change)}: number {step.order}, and no step is number {last + 1}"
            yield Said((*STEPS, step.id, "order"), said, "advice")
        last = step.order or 0


@rule(
    "expand-and-contract-together",
    "blocker",
    "What is added and what is removed run at once, so the old code or the new one meets a schema that it does not know.",
    "Give the removal a later number, and a later release.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _together(design: Design) -> Iterable[Said]:
    expands = {step.order for step in design.data.migration_steps if step.phase == "expand" and step.order is not None}
    for step in design.data.migration_steps:
        if step.phase == "contract" and step.order in expands:
            said = f"{short(step.change)}: it removes in step {step.order}, in which another step adds"
            yield Said((*STEPS, step.id, "order"), said)


@rule(
    "contract-before-expand",
    "warning",
    "The old shape goes before the new one is there, and the code that runs meanwhile has neither.",
    "Add first, move readers and rows, and remove last.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _before_expand(design: Design) -> Iterable[Said]:
    steps = sorted(
        (one for one in design.data.migration_steps if one.order and one.phase), key=lambda one: one.order or 0
    )
    removals = [step for step in steps if step.phase == "contract"]
    if not removals:
        return
    for table in {name for name in (one.name for one in design.data.tables) if name}:
        if not any(names(step.change, table) for step in removals):
            continue
        mine = [step for step in steps if names(step.change, table)]
        if mine[0].phase == "contract" and any(step.phase == "expand" for step in mine):
            said = f"{short(mine[0].change)}: it removes before anything is added to {short(table)}"
            yield Said((*STEPS, mine[0].id, "order"), said)


@rule(
    "long-lock-under-traffic",
    "blocker",
    "The step scans or rewrites a table under lock, and changes have to work under traffic. Both can not hold.",
    "Split it into steps that lock for a moment, or agree on a maintenance window.",
    "data-migrations#which-statements-stop-the-traffic",
)
def _long_lock(design: Design) -> Iterable[Said]:
    if design.data.zero_downtime:
        for step in design.data.migration_steps:
            if step.lock_risk == "long":
                yield Said(
                    (*STEPS, step.id, "lock_risk"), f"{short(step.change)}: a long lock, and downtime is ruled out"
                )


@rule(
    "downtime-against-strategy",
    "warning",
    "Changes are said to work under traffic, and the strategy stops it.",
    "Say no downtime in the strategy too, or answer that there is a window.",
    "data-migrations#which-statements-stop-the-traffic",
)
def _against_strategy(design: Design) -> Iterable[Said]:
    text = design.data.migration_strategy
    stops = ("maintenance window", "downtime", "system is stopped", "service is stopped", "take the system down")
    found = stated(text, *stops) if design.data.zero_downtime else ""
    if found and not mentions(text, "zero downtime"):
        yield Said(("data", "zero_downtime"), f"Zero downtime: yes, and the strategy has a {found}")


@rule(
    "irreversible-step-unspoken",
    "blocker",
    "After this step there is no way back, and the plan for going back says nothing of that.",
    "Say in the rollback from which step on there is only forward, and what a restore would cost.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _irreversible(design: Design) -> Iterable[Said]:
    text = design.data.rollback
    if not text or mentions(text, *WAY_BACK):
        return
    for step in design.data.migration_steps:
        if step.reversible is False and not (
            step.order and mentions(text, f"step {step.order}", f"steps {step.order}")
        ):
            said = f"{short(step.change)}: it can not be undone, and the rollback says nothing of that"
            yield Said((*STEPS, step.id, "reversible"), said)


@rule(
    "removal-in-expand",
    "warning",
    "A step that is to add takes something away, while the old code still uses it.",
    "Move it to the contract phase, in a later release.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _removal_in_expand(design: Design) -> Iterable[Said]:
    for step in design.data.migration_steps:
        words = plain(step.change).split()
        if step.phase == "expand" and words[:1] and words[0] in REMOVES and LOOSENS.isdisjoint(words):
            yield Said((*STEPS, step.id, "phase"), f"{short(step.change)}: it removes, and its phase is expand")


@rule(
    "backfill-missing",
    "warning",
    "A step fills old rows, and nothing says in which batches, at which pace, or how it goes on when it stops.",
    "Say batch size, pace, restart, and what proves that it is complete.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _backfill_missing(design: Design) -> Iterable[Said]:
    if design.data.backfill or design.depth == "simple-crud":
        return
    for step in design.data.migration_steps:
        if step.phase == "migrate" and stated(step.change, *FILLS):
            yield Said(("data", "backfill"), f"Backfill: nothing is said, and there is a step: {short(step.change)}")
            return


@rule(
    "not-null-at-once",
    "warning",
    "Old rows have no value and old code writes none, so the step fails or stops every write.",
    "Add it nullable, fill it, prove it with a check, and set it not null last.",
    "data-migrations#which-statements-stop-the-traffic",
)
def _not_null_at_once(design: Design) -> Iterable[Said]:
    for step in design.data.migration_steps:
        if _adds_not_null(step):
            yield Said((*STEPS, step.id, "change"), f"{short(step.change)}: not null at once, without a default")


def _adds_not_null(step: MigrationStep) -> bool:
    words = plain(step.change).split()
    is_added = words[:1] == ["add"] and mentions(step.change, "not null")
    return is_added and not mentions(step.change, *SAFE_NOT_NULL)


@rule(
    "migration-without-way-back",
    "warning",
    "The first change that goes wrong then stays, whatever it did.",
    "Say after each phase how to go back, and from where on there is only forward.",
    "data-migrations#how-does-a-column-change-under-traffic",
)
def _without_way_back(design: Design) -> Iterable[Said]:
    text = design.data.rollback
    starts = ("no rollback", "not possible", "not planned", "impossible", "not needed", "none needed")
    whole = plain(text).strip()
    if not is_nothing(text) and whole.startswith(starts) and not mentions(text, *WAY_BACK):
        yield Said(("data", "rollback"), f"Rollback: {short(text)}")
