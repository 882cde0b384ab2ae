"""Checklist items about how long data stays, how it goes, and from where it can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.checklist.reading import is_named, tells, words_of
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.retained import is_in
from wizard.facts.tables import REGULATED
from wizard.facts.words import spans
from wizard.steps.data import RetentionRule
from wizard.steps.scope import ExternalSystem

RETENTION = ("data", "retention")
COPIES = {"backups": r"backup", "search": r"search|index", "caches": r"cache", "exports": r"export|file"}
NO_COPIES = r"(no|without) (other )?cop(y|ies)|only copy|nowhere else"
BEGINS = r"\b(from|after|since|until|till|while|as long as|with (the|their|its)|starting|counted|following|as (the|in|part)|in use|once)\b"


def regulated_systems(design: Design) -> list[ExternalSystem]:
    """External systems that exchange personal, health or card data."""
    return [one for one in design.scope.external_systems if one.data_class in REGULATED]


def regulated_things(design: Design) -> Iterator[tuple[str, frozenset[str]]]:
    """Entities and tables with personal, health or card data, each with the classes it holds."""
    for entity in design.domain.entities:
        if held := frozenset(one.sensitivity for one in entity.attributes if one.sensitivity in REGULATED):
            yield entity.name, held
    for table in design.data.tables:
        if held := frozenset(one.sensitivity for one in table.table_columns if one.sensitivity in REGULATED):
            yield table.name, held


@settles("retention-period-starts")
def periods_start(design: Design) -> Told:
    """Every period says from when it counts."""
    return every(
        design.data.retention,
        "data.retention",
        lambda one: re.search(BEGINS, one.period, re.IGNORECASE),
        lambda one: f"{quoted(one.period)}, counted from nothing" if one.period else "no period",
        field="period",
    )


@settles("retention-line-for-each-class")
def every_class_has_a_line(design: Design) -> Told:
    """Every entity and table is named by a data set; a class that no line has contradicts."""
    things, listed = dict(regulated_things(design)), design.data.retention
    if not things:
        return silent((("data", "tables"), "nothing is marked personal, health or card"))
    if not listed:
        return unmet((RETENTION, f"none are listed, with {next(iter(things))}"))
    if all(one.sensitivity for one in listed):
        bare = frozenset(held for classes in things.values() for held in classes) - {one.sensitivity for one in listed}
        if bare:
            return unmet((RETENTION, f"no line for {', '.join(sorted(bare))} data"))
    sets = " / ".join(one.data_set for one in listed)
    unnamed = [thing for thing in things if not is_in(thing, sets)]
    return (
        silent((RETENTION, f"no line names {unnamed[0]}"))
        if unnamed
        else met((RETENTION, f"lines for all {len(things)}"))
    )


@settles("retention-copies-named")
def copies_named(design: Design) -> Told:
    """Every deletion method speaks of all copies; one that speaks of none contradicts."""
    return every(
        design.data.retention,
        "data.retention",
        lambda one: (
            re.search(NO_COPIES, one.deletion_method, re.IGNORECASE) or tells(one.deletion_method, *COPIES.values())
        ),
        "names no copy",
        field="deletion_method",
        is_open=lambda one: tells(one.deletion_method, "|".join(COPIES.values())),
        doubt="names a part of the copies",
    )


@settles("retention-restore-reapplies")
def restore_reapplies(design: Design) -> Told:
    """Deletions are run again before traffic."""
    again = r"(deletion|erasure|deleted|erased)[^.;]*\b(again|re-?appl|re-?run|replay|before)|(re-?appl|re-?run|replay)[^.;]*(deletion|erasure)"
    return says(design, "operations.disaster_recovery", {"that deletions are applied before traffic": again})


@settles("retention-logs-have-line")
def logs_have_a_line(design: Design) -> Told:
    """The period of Log retention is that of the line for logs."""
    said, where = design.operations.log_retention, ("operations", "log_retention")
    if not said or not design.data.retention:
        return silent((where if not said else RETENTION, "is not answered" if not said else "none are listed"))
    line = next(
        (one for one in design.data.retention if tells(one.data_set, r"(application |service |access )?logs?\b")), None
    )
    if line is None:
        return unmet((RETENTION, "no line is about logs"))
    period, other = spans(said)[:1], spans(line.period)[:1]
    if not period or not other:
        return silent((where, quoted(said)), ((*RETENTION, line.id, "period"), quoted(line.period)))
    return (met if period == other else unmet)(
        (where, quoted(said)), ((*RETENTION, line.id, "period"), quoted(line.period))
    )


@settles("retention-shred-key-scope")
def keys_have_a_scope(design: Design) -> Told:
    """Met where nothing goes by destroying a key."""
    listed = design.data.retention
    shred = r"(destroy|delet|shred|drop)\w*[^.;]*\bkeys?\b|\bkeys?\b[^.;]*(destroy|shred)|crypto-?shred"
    found = [one for one in listed if re.search(shred, one.deletion_method, re.IGNORECASE)]
    if not listed or not all(one.deletion_method for one in listed):
        return silent((RETENTION, "not every line has a deletion method" if listed else "none are listed"))
    if not found:
        return met((RETENTION, "no deletion destroys a key"))
    return silent(
        *(
            (((*RETENTION, one.id, "deletion_method")), f"{one.label}: {quoted(one.deletion_method)}")
            for one in found[:3]
        )
    )


@settles("retention-job-watched")
def deletion_watched(design: Design) -> Told:
    """An alert about deletion."""
    return some(
        design.operations.alerts,
        "operations.alerts",
        lambda one: tells(
            words_of(one, "name", "condition"), "delet|retention|erasure|purge|overdue rows|expired rows"
        ),
        "none is about deletion",
        nothing="none are listed",
    )


@settles("retention-vendors-delete")
def vendors_delete(design: Design) -> Told:
    """A retention line or control about deletion names the system."""
    listed = [f"{one.data_set} {one.deletion_method}" for one in design.data.retention]
    listed += [f"{one.control} {one.evidence}" for one in design.access.controls if tells(one.control, "delet|eras")]
    if not listed:
        return silent((RETENTION, "none are listed"))
    return every(
        regulated_systems(design),
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in listed),
        "no retention line or control says how it deletes",
        nothing="none exchanges personal, health or card data",
    )


@settles("retention-conflict-split")
def no_two_periods(design: Design) -> Told:
    """Every line states one span of time, or none."""
    return every(
        design.data.retention,
        "data.retention",
        lambda one: one.period and len(spans(one.period)) < 2,
        lambda one: f"two periods: {quoted(one.period)}" if one.period else "no period",
        field="period",
    )


@settles("residency-region-complete")
def regions_complete(design: Design) -> Told:
    """Every region speaks of backups and support."""
    return every(
        design.data.retention,
        "data.retention",
        lambda one: not _not_placed(one),
        _not_placed,
        field="region",
    )


def _not_placed(rule: RetentionRule) -> str:
    if not rule.region:
        return "no region"
    kinds = {"backups": r"backup|cop(y|ies)|\band\b.*\bcopied", "support": r"support|seen|read|access"}
    missing = [name for name, pattern in kinds.items() if not re.search(pattern, rule.region, re.IGNORECASE)]
    return f"{quoted(rule.region)}: nothing on {' or '.join(missing)}" if missing else ""
