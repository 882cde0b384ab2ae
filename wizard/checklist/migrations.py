"""Items on migrations that the answers settle: the order of steps, locks, the backfill, the way back."""

from __future__ import annotations

import re

from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.words import affirmed, has_figure, names
from wizard.steps.data import MigrationStep

STEPS = ("data", "migration_steps")
PHASES = ("expand", "migrate", "contract")


@settles("migration-phases-in-order")
def _phases_in_order(design: Design) -> Told:
    steps = design.data.migration_steps
    if not steps or any(step.phase is None or step.order is None for step in steps):
        return silent((STEPS, "not all have an order and a phase" if steps else "none are listed"))
    ordered = sorted(steps, key=lambda step: step.order or 0)
    late = _out_of_order(ordered)
    if not late:
        return met((STEPS, "expand, migrate, contract in this order"))
    tables = [table.name for table in design.data.tables if table.name]
    for name in tables:
        if bad := _out_of_order([step for step in ordered if names(step.change, name)]):
            return unmet(((*STEPS, bad.id, "phase"), f"{name}: {bad.phase} after a later phase"))
    return silent(((*STEPS, late.id, "phase"), f"{late.label}: right if no step before it is of the same table"))


def _out_of_order(steps: list[MigrationStep]) -> MigrationStep | None:
    """The first step whose phase comes before that of a step that is deployed earlier."""
    reached = 0
    for step in steps:
        place = PHASES.index(step.phase or "expand")
        if place < reached:
            return step
        reached = place
    return None


@settles("migration-contract-separate")
def _contract_separate(design: Design) -> Told:
    if (told := _without_contract(design)) is not None:
        return told
    later = r"\bcontract\b[^.;]*\b(later|next|after|follow\w*)\b"
    together = {"contract at once": r"\bcontract\b[^.;]*\bin the same (release|deployment)"}
    return says(design, "data.migration_strategy", {"contract in a later release": later}, together)


@settles("migration-contract-proven")
def _contract_proven(design: Design) -> Told:
    told = _without_contract(design)
    return silent((STEPS, "what shows that nobody uses the old shape is to be read")) if told is None else told


def _without_contract(design: Design) -> Told | None:
    """What the items on contract steps come to where steps are listed and none of them is one."""
    steps = design.data.migration_steps
    if steps and all(step.phase in ("expand", "migrate") for step in steps):
        return met((STEPS, "none is a contract step"))
    return None


@settles("migration-backfill-resumable")
def _backfill_resumable(design: Design) -> Told:
    if design.data.backfill and not has_figure(design.data.backfill):
        return unmet((("data", "backfill"), "names no batch size"))
    wanted = {
        "a batch size": r"\d[\d ,]* (rows )?a batch|\bbatches of \d|\d[\d ,]* (rows )?at a time|\d[\d ,]* per batch",
        "a pace": r"\bpaus\w+|\bapart\b|/s\b|\ba (second|night)\b|\bstopped when\b|\bthrottl\w+",
        "a restart": r"\brestart\w*|\bresum\w+|\bcontinu\w+|\bgoes on\b|\b(from|after) the last\b",
        "a count": r"\bcounts?\b|\bsums?\b|\bcompared\b",
    }
    return says(design, "data.backfill", wanted)


@settles("migration-lock-timeout-set")
def _lock_timeout_set(design: Design) -> Told:
    strategy = design.data.migration_strategy
    if strategy and not affirmed(r"\block[_ -]?timeouts?\b", strategy):
        return unmet((("data", "migration_strategy"), "sets no lock timeout"))
    wanted = {
        "a lock timeout": r"\block[_ -]?timeouts?\b",
        "a repeat": r"\b(tries|tried|retr\w+|repeat\w*|again)\b",
    }
    return says(design, "data.migration_strategy", wanted)


@settles("migration-no-long-lock")
def _no_long_lock(design: Design) -> Told:
    if design.data.zero_downtime is None:
        return silent((("data", "zero_downtime"), "is not answered"))
    if design.data.zero_downtime is False:
        return met((("data", "zero_downtime"), "no: changes have a window"))
    return every(
        design.data.migration_steps,
        "data.migration_steps",
        lambda step: step.lock_risk in ("none", "short"),
        "lock risk long",
        has="none has lock risk long",
        field="lock_risk",
        is_open=lambda step: step.lock_risk is None,
        doubt="its lock risk is not said",
    )


@settles("migration-rollback-by-phase")
def _rollback_by_phase(design: Design) -> Told:
    steps = r"\b(until|after|from|up to) step"
    wanted = {
        "expand": rf"\bexpand|{steps}s? \d",
        "migrate": rf"\bmigrat|{steps}s? \d",
        "contract": r"\bcontract|\b(after|from) step \d",
        "what is lost": r"\blost\b|\blose[sd]?\b|\bloss\b",
    }
    return says(design, "data.rollback", wanted)


@settles("migration-last-exit-guarded")
def _last_exit_guarded(design: Design) -> Told:
    return every(
        design.data.migration_steps,
        "data.migration_steps",
        lambda step: step.reversible,
        "names no restore point, and nobody who gives the word",
        has="each can be undone",
        field="reversible",
        is_open=lambda step: (
            step.reversible is None or re.search(r"\b(restore|backup|snapshot)", step.change, re.IGNORECASE)
        ),
        doubt=lambda step: (
            "it is not said whether it can be undone" if step.reversible is None else "who gives the word?"
        ),
    )
