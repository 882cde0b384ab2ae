"""Rules on targets and caches: numbers that contradict each other, and copies that answer the wrong caller."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from wizard.design import Design, Path
from wizard.facts.calls import calls
from wizard.facts.words import HOUR, affirmed, has_time, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, claims, short
from wizard.steps.operations_records import Cache, PerformanceTarget

SHARED_CACHE = r"\b(edge|cdn|gateway|prox(?:y|ies)|http|browser|response|responses)\b"
"""Where a copy of an answer is found by its address alone, unless the key says more."""
TOLD_APART = r"\b(key\w*|by|per|tenant|user|caller|workspace|merchant|account|token|private|vary|public|static|assets|hashed|fonts|icons)\b"
"""How a cache says whose answer a copy is."""
RIGHTS = r"\b(permissions?|roles?|rights?|balances?|revocations?|access lists?)\b"
"""What is a wrong answer as soon as it is old."""
BY_AGE = r"\s*(none|nothing|no\b|by age|ttl|expir\w+)"
UNENDING = r"\b(for ?ever|until|as long as|no expiry|never|none|unlimited|session|lifetime|restart)\b"
ROW_BY_ROW = r"\b(lazy[- ]load\w*|lazily|one query (per|for each) (row|item|record)|orm default|query in (a|the) loop|select n ?\+ ?1)\b"
"""How an answer says that the parts of a list are asked for one by one."""


def _at(target: PerformanceTarget, field: str) -> Path:
    return ("operations", "targets", target.id, field)


@rule(
    "percentiles-out-of-order",
    "blocker",
    "Of all calls, the faster half can not be slower than the fastest 95 or 99 of 100. One of the numbers is wrong.",
    "Order them: p50 up to p95 up to p99.",
    "resilience-and-observability#how-much-fits-through",
)
def _percentiles_out_of_order(design: Design) -> Iterable[Said]:
    for target in design.operations.targets:
        given = [
            (name, value)
            for name, value in (("p50", target.p50_ms), ("p95", target.p95_ms), ("p99", target.p99_ms))
            if value is not None
        ]
        for (low, less), (high, more) in pairwise(given):
            if less > more:
                yield Said(
                    _at(target, f"{low}_ms"),
                    f"{short(target.label)}: {low} of {less} ms is above its {high} of {more} ms",
                )


@rule(
    "critical-path-without-target",
    "warning",
    "Other operations have numbers, and none that serves the critical path has. "
    "What is saved first when everything burns has no measure of being well.",
    "Add targets for its operations first.",
    "resilience-and-observability#how-much-fits-through",
)
def _critical_path_without_target(design: Design) -> Iterable[Said]:
    path, targets = design.scope.critical_path, design.operations.targets
    if not path or not targets:
        return
    serving = [call.label for call in calls(design) if call.workflow == path and call.label]
    if serving and not set(serving) & {target.operation for target in targets}:
        yield Said(
            ("operations", "targets"),
            f"{short(path, OF_SEVERAL)}: the critical path, and {short(serving[0], OF_SEVERAL)} has no target",
        )


@rule(
    "peak-of-zero",
    "warning",
    "A peak of no calls makes every computation from it zero: calls in flight, pools, instances.",
    "Enter the calls per second of the busiest minute; 0.1 is one every ten seconds.",
    "resilience-and-observability#how-much-fits-through",
)
def _peak_of_zero(design: Design) -> Iterable[Said]:
    for target in design.operations.targets:
        if target.peak_per_second is not None and target.peak_per_second <= 0:
            yield Said(_at(target, "peak_per_second"), f"{short(target.label)}: a peak of 0 calls per second")


@rule(
    "list-payload-open",
    "advice",
    "The operation answers a list, and it is not said how large an answer gets. Lists fill memory and links first.",
    "Say the usual and the largest size of one page.",
    "resilience-and-observability#how-much-fits-through",
)
def _list_payload_open(design: Design) -> Iterable[Said]:
    if design.depth == "simple-crud":  # the payload is not asked there
        return
    lists = {call.label for call in calls(design) if call.paginated or call.kind == "list"}
    for target in design.operations.targets:
        if target.operation in lists and not target.payload:
            yield Said(_at(target, "payload"), f"{short(target.label)}: answers a list of a size that is not said")


def _at_cache(cache: Cache, field: str) -> Path:
    return ("operations", "caches", cache.id, field)


@rule(
    "shared-cache-without-caller",
    "warning",
    "Answers that need a role are copied where they are found by address, and nothing says whose copy it is. "
    "One caller is then shown the answer of another.",
    "Say what the key holds, such as tenant or user; or that the answer is public.",
    "resilience-and-observability#how-much-fits-through",
)
def _shared_cache_without_caller(design: Design) -> Iterable[Said]:
    if not design.operations.caches or all(call.access == ("public",) for call in calls(design)):
        return
    for cache in design.operations.caches:
        said = f"{cache.what} {cache.where} {cache.invalidation}"
        if affirmed(SHARED_CACHE, cache.where) and not re.search(TOLD_APART, said, re.IGNORECASE):
            yield Said(
                _at_cache(cache, "where"),
                f"{short(cache.what, OF_SEVERAL)}: kept in {short(cache.where, OF_SEVERAL)}, not said for whom",
            )


@rule(
    "cached-rights-outlive-change",
    "warning",
    "Rights or balances are copied for an hour or longer and nothing ends a copy early, "
    "so whoever lost a right keeps it that long.",
    "End the copy when the right changes, or shorten its life to what its owner accepted.",
    "resilience-and-observability#how-much-fits-through",
)
def _cached_rights_outlive_change(design: Design) -> Iterable[Said]:
    for cache in design.operations.caches:
        lives = max(spans(cache.ttl), default=0.0)
        if lives >= HOUR and affirmed(RIGHTS, cache.what) and re.match(BY_AGE, cache.invalidation, re.IGNORECASE):
            yield Said(
                _at_cache(cache, "invalidation"),
                f"{short(cache.what, OF_SEVERAL)}: wrong for up to {short(cache.ttl, OF_SEVERAL)} after a change",
            )


@rule(
    "cache-life-not-a-time",
    "warning",
    "The lifetime of a copy is no time, so nobody can say how old an answer may be.",
    "Write a number and its unit, or what ends the copy.",
    "resilience-and-observability#how-much-fits-through",
)
def _cache_life_not_a_time(design: Design) -> Iterable[Said]:
    for cache in design.operations.caches:
        if cache.ttl and not has_time(cache.ttl) and not re.search(UNENDING, cache.ttl, re.IGNORECASE):
            yield Said(
                _at_cache(cache, "ttl"),
                f"{short(cache.what, OF_SEVERAL)}: lives for '{short(cache.ttl, OF_SEVERAL)}', which is no time",
            )


@rule(
    "one-query-per-row",
    "warning",
    "Operations answer lists, and by the answer their parts are loaded one by one: a list of 50 makes 51 queries.",
    "Load the parts of a page together, and let a test count the queries.",
    "resilience-and-observability#how-much-fits-through",
)
def _one_query_per_row(design: Design) -> Iterable[Said]:
    has_lists = design.api.graphql_operations or any(
        one.paginated or one.kind == "list" for one in design.api.operations
    )
    if has_lists and (found := claims(ROW_BY_ROW, design.operations.n_plus_one)):
        yield Said(("operations", "n_plus_one"), f"N+1 queries: '{short(found[0])}' is how lists are loaded")


@rule(
    "load-untried",
    "warning",
    "The design is made for high load, and nothing says under which load it is tried before its users do that.",
    "Say which load, on which data, how often, and what counts as failed.",
    "resilience-and-observability#how-much-fits-through",
)
def _load_untried(design: Design) -> Iterable[Said]:
    if design.depth == "high-scale" and design.operations.targets and not design.operations.load_test:
        peak = max((target.peak_per_second or 0 for target in design.operations.targets), default=0)
        yield Said(("operations", "load_test"), f"Load test: none, for a peak of {peak:g} calls per second")
