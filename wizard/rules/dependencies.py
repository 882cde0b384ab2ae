"""Rules on calls to other systems: how long they are waited for, how often they are repeated, and what happens without them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design, Path
from wizard.facts.calls import calls, changes
from wizard.facts.resilience import RANDOM
from wizard.facts.stated import is_nothing
from wizard.facts.words import affirmed, has_figure, names, plain, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short
from wizard.steps.operations_records import DependencyPolicy
from wizard.steps.scope import Workflow

LATER = r"\b(workers?|queues?|jobs?|later|afterwards|asynchron\w*|background|outbox|nightly|batch\w*|relay)\b"
"""How a step says that nobody waits for it."""
ONCE_ONLY = r"\b(charges?|debits?|refunds?|captures?|transfers?|pays? out|credit transfers?|sends? (mails?|e-?mails?|sms|letters?)|places? orders?|post[- ]only)\b"
"""How a purpose says that doing it twice does it twice."""
KNOWN_AGAIN = r"\b(idempoten\w*|keys?|reference|dedup\w*|same id|request id|once|safe to repeat|natural)\b"
"""How answers say that a repeat is recognised."""
GIVES_ERROR = r"\s*(an? )?(error|exception|failure|5\d\d|fails?)\b[^,;.]*$"
"""A fallback that is no more than an error."""
LONGEST_WAIT_MS = 30_000
FEW_WORDS = 3
"""Up to so many words say that there is nothing, and not what comes instead."""


def _at(policy: DependencyPolicy, field: str) -> Path:
    return ("operations", "dependency_policies", policy.id, field)


@rule(
    "called-system-without-policy",
    "blocker",
    "A system is called and nothing says how long we wait for it, how often we repeat and what the caller gets instead. "
    "Whoever builds it gets the library's default, which often is to wait without end.",
    "Add a dependency policy for it: timeout, retries, breaker, fallback.",
    "resilience-and-observability#how-much-time-may-one-call-take",
)
def _called_system_without_policy(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no policies at all: that they are missing is said already."""
    policies = design.operations.dependency_policies
    covered = {policy.system for policy in policies}
    for system in design.scope.external_systems if policies else ():
        if system.name and system.direction in ("out", "both") and system.name not in covered:
            is_hard = system.criticality == "hard"
            yield Said(
                ("operations", "dependency_policies"),
                f"{short(system.name)}: we call it, and no dependency policy covers it",
                "blocker" if is_hard else "warning",
            )


@rule(
    "backoff-without-jitter",
    "advice",
    "Calls that failed together come back together unless the pause between them differs by chance.",
    "Add jitter to the pause, such as 'full jitter'.",
    "resilience-and-observability#who-repeats-and-when",
)
def _backoff_without_jitter(design: Design) -> Iterable[Said]:
    for policy in design.operations.dependency_policies:
        if policy.retries and has_figure(policy.backoff) and not affirmed(RANDOM, policy.backoff):
            yield Said(_at(policy, "backoff"), f"{short(policy.label)}: all callers repeat after the same pause")


@rule(
    "retry-without-pause",
    "warning",
    "A system that has just failed is asked again at once. That adds load at the moment at which it can bear least.",
    "Say how long to wait before each repeat.",
    "resilience-and-observability#who-repeats-and-when",
)
def _retry_without_pause(design: Design) -> Iterable[Said]:
    for policy in design.operations.dependency_policies:
        at_once = affirmed(r"\b(immediate(ly)?|at once|instantly|no pause|no delay)\b|^0 ?(ms|s)?$", policy.backoff)
        if policy.retries and (is_nothing(policy.backoff) or at_once):
            yield Said(
                _at(policy, "backoff"), f"{short(policy.label)}: repeated {_times(policy.retries)} without a pause"
            )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


@rule(
    "retry-of-what-counts-twice",
    "warning",
    "By its purpose the system does something that counts when done twice, such as moving money, and the call is repeated. "
    "No answer beside it says how the system recognises a repeat.",
    "Say with which key or reference a repeat is recognised, or set the retries to 0.",
    "resilience-and-observability#who-repeats-and-when",
)
def _retry_of_what_counts_twice(design: Design) -> Iterable[Said]:
    systems = {system.name: system for system in design.scope.external_systems}
    for policy in design.operations.dependency_policies:
        system = systems.get(policy.system)
        if system is None or not policy.retries or not (does := affirmed(ONCE_ONLY, system.purpose)):
            continue
        beside = f"{system.purpose} {system.protocol} {policy.backoff} {policy.breaker} {policy.fallback}"
        if not re.search(KNOWN_AGAIN, beside, re.IGNORECASE):
            yield Said(
                _at(policy, "retries"),
                f"{short(policy.label)}: {does[0].lower()}, and is called again up to {_times(policy.retries)} "
                "without a key or reference",
            )


@rule(
    "call-outlasts-deadline",
    "blocker",
    "Timeout, retries and pauses of one call add up to more than the time after which whoever waits has given up. "
    "The work is then done for nobody, and the caller repeats it.",
    "Shorten the timeout, drop a retry, or answer before the call is made.",
    "resilience-and-observability#how-much-time-may-one-call-take",
)
def _call_outlasts_deadline(design: Design) -> Iterable[Said]:
    timed = [workflow for workflow in design.scope.workflows if workflow.deadline_ms is not None]
    if not timed:
        return
    for policy in design.operations.dependency_policies:
        if (longest := _longest(policy)) is None:
            continue
        for workflow in timed:
            if workflow.deadline_ms is not None and longest > workflow.deadline_ms and _waits(workflow, policy.system):
                yield Said(
                    _at(policy, "timeout_ms"),
                    f"{short(policy.label, OF_SEVERAL)}: a call can take {longest} ms with its retries, "
                    f"{short(workflow.name, OF_SEVERAL)} has {workflow.deadline_ms} ms",
                )


def _longest(policy: DependencyPolicy) -> int | None:
    """Milliseconds that all attempts of one call may take, with the shortest pause that is stated between them."""
    if policy.timeout_ms is None:
        return None
    retries = policy.retries or 0
    pause = min(spans(policy.backoff), default=0.0)
    return int(policy.timeout_ms * (retries + 1) + pause * retries)


def _waits(workflow: Workflow, system: str) -> bool:
    """Whether a step of the workflow calls the system and waits; a step that begins with its name is done by it."""
    return any(
        names(step, system) and not plain(step).startswith(plain(system)) and not re.search(LATER, step, re.IGNORECASE)
        for step in workflow.steps
    )


@rule(
    "timeout-above-target",
    "advice",
    "The only changing operation of a workflow is to answer within its p99, and one call within it may wait longer. "
    "When the system hangs, every answer is late by that much.",
    "Compare the two numbers: shorten the timeout, or say that the target leaves outages of this system out.",
    "resilience-and-observability#how-much-time-may-one-call-take",
)
def _timeout_above_target(design: Design) -> Iterable[Said]:
    limits = {target.operation: target.p99_ms for target in design.operations.targets if target.p99_ms is not None}
    policies = [policy for policy in design.operations.dependency_policies if policy.timeout_ms is not None]
    if not limits or not policies:
        return
    changing: dict[str, list[str]] = {}
    for call in calls(design):
        if call.workflow and changes(call):
            changing.setdefault(call.workflow, []).append(call.label)
    for workflow in design.scope.workflows:
        operations = changing.get(workflow.name, [])
        if len(operations) == 1 and operations[0] in limits:
            limit = limits[operations[0]]
            for policy in policies:
                if policy.timeout_ms is not None and policy.timeout_ms > limit and _waits(workflow, policy.system):
                    yield Said(
                        _at(policy, "timeout_ms"),
                        f"{short(policy.label, OF_SEVERAL)}: waited for up to {policy.timeout_ms} ms, "
                        f"{short(operations[0], OF_SEVERAL)} answers within {limit} ms at p99",
                    )


@rule(
    "timeout-holds-callers",
    "warning",
    "We stop when this system stops, and each call waits for it for over half a minute. Long before that every worker waits.",
    "Take the timeout from the measured p99, or move the call behind a queue.",
    "resilience-and-observability#how-much-time-may-one-call-take",
)
def _timeout_holds_callers(design: Design) -> Iterable[Said]:
    hard = {system.name for system in design.scope.external_systems if system.criticality == "hard"}
    for policy in design.operations.dependency_policies:
        if policy.timeout_ms is not None and policy.timeout_ms > LONGEST_WAIT_MS and policy.system in hard:
            yield Said(
                _at(policy, "timeout_ms"), f"{short(policy.label)}: each call waits up to {policy.timeout_ms} ms"
            )


@rule(
    "soft-without-fallback",
    "warning",
    "A system is called soft, so we go on without it, and its fallback is nothing or an error. One of the two is wrong.",
    "Say what the caller gets instead, or mark the system hard.",
    "slo-and-error-budgets#what-can-be-promised-at-most",
)
def _soft_without_fallback(design: Design) -> Iterable[Said]:
    soft = {system.name for system in design.scope.external_systems if system.criticality == "soft"}
    for policy in design.operations.dependency_policies:
        text = policy.fallback
        is_none = is_nothing(text) and len(text.split()) <= FEW_WORDS
        if policy.system in soft and (is_none or re.match(GIVES_ERROR, text, re.IGNORECASE)):
            yield Said(
                _at(policy, "fallback"),
                f"{short(policy.label, OF_SEVERAL)}: we go on without it, and the fallback is: {short(text, OF_SEVERAL)}",
            )


@rule(
    "hard-without-availability",
    "advice",
    "We stop when this system stops, and how often it answers is not known. "
    "Objectives are held against the product of all such figures.",
    "Enter what its operator promises, or what was measured over the last months.",
    "slo-and-error-budgets#what-can-be-promised-at-most",
)
def _hard_without_availability(design: Design) -> Iterable[Said]:
    if design.depth == "simple-crud" or not design.operations.slos:  # the figure is not asked there
        return
    for system in design.scope.external_systems:
        if system.name and system.criticality == "hard" and system.availability is None:
            yield Said(
                ("scope", "external_systems", system.id, "availability"),
                f"{short(system.name)}: we stop when it stops, and its availability is not known",
            )


@rule(
    "policy-for-caller",
    "advice",
    "A policy bounds calls to a system of which it is said that it only calls us. Either the direction or the policy is wrong.",
    "Set the direction to both, or take the policy out.",
    "resilience-and-observability#who-repeats-and-when",
)
def _policy_for_caller(design: Design) -> Iterable[Said]:
    """Only where it repeats calls: a policy without retries may bound the answers to those who call."""
    callers = {system.name for system in design.scope.external_systems if system.direction == "in"}
    for policy in design.operations.dependency_policies:
        if policy.system in callers and policy.retries:
            yield Said(_at(policy, "system"), f"{short(policy.label)}: it only calls us, and calls to it are repeated")
