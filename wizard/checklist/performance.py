"""Items on performance that the answers settle: targets of the critical path, sizes, caches, queries, what runs out first."""

from __future__ import annotations

import re

from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, settles, silent, unmet
from wizard.design import Design
from wizard.facts.objectives import operations_of
from wizard.facts.words import affirmed, has_figure, has_time
from wizard.steps.operations_records import Cache, PerformanceTarget

MOST = r"\b(at most|max(imum)?|up to|largest|no more than|not over|limit(ed)? to)\b"
"""How an answer states a largest size."""
DELICATE = r"\b(permissions?|roles?|rights?|balances?|prices?)\b"
TESTED = r"\b(tests?|fails?|alerts?|metrics?|assert\w*|ci)\b"


@settles("capacity-critical-path-targets")
def _critical_path_targets(design: Design) -> Told:
    path = design.scope.critical_path
    if not path or not design.operations.targets:
        return silent((("operations", "targets") if path else ("scope", "critical_path"), "is not answered"))
    whole = {target.operation for target in design.operations.targets if target.p95_ms and target.peak_per_second}
    wanted = set(operations_of(design, path))
    step = (
        "operations" if any(operation.label in wanted for operation in design.api.operations) else "graphql_operations"
    )
    return every(
        [operation for operation in getattr(design.api, step) if operation.label in wanted],
        f"api.{step}",
        lambda operation: operation.label in whole,
        "has no p95 with a peak",
        has="each has a p95 and a peak",
        nothing=f"none serves {path}",
    )


@settles("capacity-payload-bounded")
def _payload_bounded(design: Design) -> Told:
    lists = {
        *(one.label for one in design.api.operations if one.paginated or one.kind == "list"),
        *(one.label for one in design.api.graphql_operations if one.paginated),
    }
    return every(
        design.operations.targets,
        "operations.targets",
        lambda target: _is_bounded(target) and target.operation not in lists,
        "no payload",
        has="each states the largest, and none is a list",
        field="payload",
        is_open=lambda target: target.payload,
        doubt=lambda target: "a list: compare with the largest page" if _is_bounded(target) else "is that the largest?",
    )


def _is_bounded(target: PerformanceTarget) -> bool:
    return affirmed(MOST, target.payload) is not None and has_figure(target.payload)


@settles("capacity-cache-staleness-accepted")
def _cache_staleness_accepted(design: Design) -> Told:
    return every(
        design.operations.caches,
        "operations.caches",
        lambda cache: not _ends_by_age_alone(cache),
        "no lifetime and no invalidation",
        has="each has an invalidation",
        field="invalidation",
        is_open=lambda cache: cache.ttl or not affirmed(DELICATE, cache.what),
        doubt="ends by age alone: right if its owner accepted that",
    )


def _ends_by_age_alone(cache: Cache) -> bool:
    return (
        not cache.invalidation or re.match(r"(none|nothing|no\b|by age)", cache.invalidation, re.IGNORECASE) is not None
    )


@settles("capacity-query-count-tested")
def _query_count_tested(design: Design) -> Told:
    said = design.operations.n_plus_one
    at = ("operations", "n_plus_one")
    if said and not has_figure(said):
        return unmet((at, "names no bound"))
    if said and not affirmed(TESTED, said):
        return unmet((at, "names no test or metric"))
    bound = r"\b(above|over|more than|beyond|exceed\w*|at most|bound|limit)\b"
    return says(design, "operations.n_plus_one", {"a bound": bound, "what fails above it": TESTED})


@settles("capacity-first-limit-known")
def _first_limit_known(design: Design) -> Told:
    said = design.operations.capacity_notes
    at = ("operations", "capacity_notes")
    if said and not has_figure(said):
        return unmet((at, "names no load"))
    if said and not has_time(said):
        return unmet((at, "says not how long more takes"))
    wanted = {
        "what is first": r"\b(first|runs? out)\b",
        "at which load": r"\d[\d ,.]* ?(\w+)?(/s|/min|/h| per second| a second| a day|/day| %)",
        "how long more takes": r"\btakes?\b|\bnotice\b|\blead time\b",
    }
    return says(design, "operations.capacity_notes", wanted)


@settles("capacity-hot-partition-handled")
def _hot_partition_handled(design: Design) -> Told:
    wanted = {
        "the key": r"\b(by|per|key)\b",
        "what crosses": r"\b(across|cross\w*|between)\b",
        "a hot one": r"\b(hot|hottest|largest|large|busiest|skew\w*)\b",
    }
    return says(design, "operations.partitioning", wanted)
