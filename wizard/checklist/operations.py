"""Items on reliability that the answers settle: calls out and their repeats, overload, messages, repeated writes."""

from __future__ import annotations

import re
from collections.abc import Callable

from wizard.checklist.texts import answers, around, says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.resilience import RANDOM, window_and_retries
from wizard.facts.words import affirmed, cut, spans
from wizard.steps.operations_records import DependencyPolicy

POLICIES = ("operations", "dependency_policies")
PROBES = r"\b(prob(e|es|ing)|trial|half[- ]open|test calls?|tries again|tried again)\b"
WITHOUT = r"(?:none|no|not|nothing)\b"
"""How an answer begins that says that there is none, and goes on to say why."""
CACHES = r"\b(redis|memcached|valkey)\b"
"""Stores that take no part in the transaction of a database."""
OUTBOX = r"\boutbox"
TRANSACTION = (
    r"\b(?:(?:same|one|a single) (?:database )?transaction|in the (?:caller'?s? )?transaction|"
    r"transaction of the (?:change|write)|commit(?:s|ted)? (?:together|with))\b"
)
"""How an answer says that two things are written together."""


@settles("resilience-policy-per-call-out")
def _policy_per_call_out(design: Design) -> Told:
    systems = design.scope.external_systems
    if systems and all(system.direction == "in" for system in systems):
        return met((("scope", "external_systems"), "we call none of them"))
    covered = {policy.system for policy in design.operations.dependency_policies}
    return every(
        [system for system in systems if system.direction != "in"],
        "scope.external_systems",
        lambda system: system.direction and system.name in covered,
        "has no dependency policy",
        has="each that we call has a policy",
        is_open=lambda system: system.direction is None,
        doubt="who calls whom is not said",
    )


@settles("resilience-retries-only-safe")
def _retries_only_safe(design: Design) -> Told:
    return every(
        design.operations.dependency_policies,
        "operations.dependency_policies",
        lambda policy: policy.retries == 0,
        "",
        has="none repeats a call",
        field="retries",
        is_open=lambda _: True,
        doubt=lambda policy: "is not answered" if policy.retries is None else "it is to be read what is repeated",
    )


@settles("resilience-backoff-jittered")
def _backoff_jittered(design: Design) -> Told:
    return _every_repeating(
        design, lambda policy: not _backoff_lacks(policy), _backoff_lacks, "each states base, cap, jitter"
    )


def _backoff_lacks(policy: DependencyPolicy) -> str:
    """What a backoff does not state; empty if it states everything."""
    times = spans(policy.backoff)
    lacks = [] if times else ["base"]
    lacks += ["cap"] if len(times) < 2 else []
    lacks += [] if affirmed(RANDOM, policy.backoff) else ["randomness"]
    return f"does not state {', '.join(lacks)}" if lacks else ""


@settles("resilience-wait-as-told")
def _wait_as_told(design: Design) -> Told:
    told = _every_repeating(
        design,
        lambda policy: "retry-after" in f"{policy.backoff} {policy.breaker}".lower(),
        "",
        "each keeps Retry-After",
    )
    if told.state == "unmet":
        return silent((POLICIES, "not every policy with retries speaks of Retry-After"))
    return told


def _every_repeating(
    design: Design,
    is_fine: Callable[[DependencyPolicy], object],
    lacks: Callable[[DependencyPolicy], str] | str,
    has: str,
) -> Told:
    """What holds for every policy with retries; met as well if no call is ever repeated."""
    policies = design.operations.dependency_policies
    if policies and all(policy.retries == 0 for policy in policies):
        return met((POLICIES, "none repeats a call"))
    return every(
        [policy for policy in policies if policy.retries],
        "operations.dependency_policies",
        is_fine,
        lacks,
        has=has,
        nothing="none says how often it repeats",
        field="backoff",
    )


@settles("resilience-breaker-complete")
def _breaker_complete(design: Design) -> Told:
    return every(
        design.operations.dependency_policies,
        "operations.dependency_policies",
        lambda policy: not _breaker_lacks(policy.breaker),
        lambda policy: f"does not state {', '.join(_breaker_lacks(policy.breaker))}",
        has="each states ratio, volume, pause and probes, or why there is none",
        field="breaker",
        is_open=lambda policy: not {"pause", "probes"} & set(_breaker_lacks(policy.breaker)),
        doubt=lambda policy: f"states no {' and no '.join(_breaker_lacks(policy.breaker))} in figures",
    )


def _breaker_lacks(breaker: str) -> list[str]:
    """What a circuit breaker does not state; nothing if it says why there is none."""
    if re.match(WITHOUT, breaker, re.IGNORECASE) and len(breaker.split()) > 2:
        return []
    wanted = {"ratio": r"\d ?%", "volume": r"\b(of|least|over|in) (at least )?\d+\b", "probes": PROBES}
    lacks = [words for words, pattern in wanted.items() if not re.search(pattern, breaker, re.IGNORECASE)]
    return lacks if spans(breaker) else [*lacks, "pause"]


@settles("resilience-overload-ordered")
def _overload_ordered(design: Design) -> Told:
    codes = (re.escape(error.code) for error in design.api.error_codes if error.code)
    status = rf"\b(4\d\d|5\d\d|{'|'.join(codes)})\b" if design.api.error_codes else r"\b[45]\d\d\b"
    if design.operations.overload_policy and not re.search(status, design.operations.overload_policy):
        return unmet((("operations", "overload_policy"), "names no status or error code"))
    first, last = r"\bfirst\b", r"\b(last|only then|keeps?|never)\b"
    return says(design, "operations.overload_policy", {"a status": status, "who is first": first, "who is last": last})


@settles("resilience-outbox-or-loss")
def _outbox_or_loss(design: Design) -> Told:
    for boundary in design.data.boundaries:
        if boundary.kind != "saga" and (found := affirmed(OUTBOX, f"{boundary.what} {boundary.mechanism}")):
            return met((("data", "boundaries", boundary.id), around(found)))
    tables = [table for table in design.data.tables if "outbox" in table.name.lower()]
    if tables:
        return met((("data", "tables", tables[0].id), f"{tables[0].label} is a table beside the others"))
    return silent((("data", "boundaries"), "none speaks of an outbox"))


@settles("resilience-window-outlasts-retries")
def _window_outlasts_retries(design: Design) -> Told:
    at = ("operations", "idempotency_window")
    given = design.operations.idempotency_window
    if not given:
        return silent((at, "is not answered"))
    window, retries = window_and_retries(given)
    if not window or not retries:
        return silent((at, f"says not how long anyone retries: {given}"))
    if max(retries) == min(window):
        return silent((at, f"just as long as the longest retry: {given}"))
    return (met if max(retries) < min(window) else unmet)((at, given))


@settles("resilience-key-with-effect")
def _key_with_effect(design: Design) -> Told:
    denied = {} if affirmed(TRANSACTION, design.operations.idempotency_store) else {"apart from the change": CACHES}
    return says(design, "operations.idempotency_store", {"the same transaction": TRANSACTION}, denied)


@settles("resilience-degradation-ordered")
def _degradation_ordered(design: Design) -> Told:
    for path, text in answers(design, "operations.degradation"):
        lacks = [
            words
            for words, pattern in (
                ("an order", r"\b(1|first|then|order)\b"),
                ("what is never switched off", r"\b(never|always|not at all)\b"),
            )
            if not re.search(pattern, text, re.IGNORECASE)
        ]
        return unmet((path, f"does not give {', '.join(lacks)}")) if lacks else met((path, cut(text)))
    return silent((("operations", "degradation"), "is not answered"))
