"""Items on stores that the answers settle: what they are the truth about, and how they come back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.checklist.told import Told, every, settles
from wizard.design import Design
from wizard.facts.stores import COPY, TRUTH, has_backup, is_truth
from wizard.facts.words import spans
from wizard.steps.data import Store


@settles("table-store-truth-or-copy")
def _store_truth_or_copy(design: Design) -> Told:
    return every(
        design.data.stores,
        "data.stores",
        lambda store: re.search(f"{TRUTH}|{COPY}", store.purpose, re.IGNORECASE),
        "has no purpose",
        has="each says truth or copy",
        field="purpose",
        is_open=lambda store: store.purpose,
        doubt="says neither truth nor copy in these words",
    )


@settles("table-recovery-numbers")
def _recovery_numbers(design: Design) -> Told:
    return every(
        [store for store in design.data.stores if not re.search(COPY, store.purpose, re.IGNORECASE)],
        "data.stores",
        lambda store: has_backup(store) and store.rpo and store.rto,
        lambda store: f"has no {', no '.join(words for words, value in _recovery(store) if not value)}",
        has="each truth has backup, RPO and RTO",
        nothing="none that is a truth is listed",
        is_open=lambda store: not is_truth(store),
        doubt="has not all three, and does not say that it is the truth",
    )


def _recovery(store: Store) -> Iterable[tuple[str, object]]:
    return ("backup", has_backup(store)), ("RPO", store.rpo), ("RTO", store.rto)


@settles("table-restore-tried")
def _restore_tried(design: Design) -> Told:
    return every(
        [store for store in design.data.stores if has_backup(store)],
        "data.stores",
        lambda store: (took := _restored_in(store)) and spans(store.rto) and took < min(spans(store.rto)),
        _restore_lacks,
        has="each was restored within its RTO",
        nothing="none has a backup",
        field="backup",
        is_open=lambda store: (took := _restored_in(store)) and not (spans(store.rto) and took > max(spans(store.rto))),
        doubt="it is to be read whether that is within the RTO",
    )


def _restore_lacks(store: Store) -> str:
    if _restored_in(store):
        return "the last restore took longer than the RTO"
    return "says not how long a restore took" if "restor" in store.backup.lower() else "says nothing of a restore"


def _restored_in(store: Store) -> float | None:
    """How long the last restore took, if the backup says it behind the word."""
    told = re.search(r"\brestor", store.backup, re.IGNORECASE)
    took = re.search(r"\b(last|took|in|within)\b", store.backup[told.end() :]) if told else None
    found = spans(store.backup[told.end() + took.end() :]) if told and took else []
    return found[0] if found else None
