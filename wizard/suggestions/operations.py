"""Suggestions for step 7 on reliability: what follows for it from systems, operations and data."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import some
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests


@suggests(
    "dependency-policy",
    "An external system that we call gets a timeout, retries, a breaker and a fallback.",
    "resilience-and-observability",
)
@asked("operations", "dependency_policies")
def _policies(design: Design) -> Iterator[Offer]:
    covered = {policy.system for policy in design.operations.dependency_policies}
    for system in design.scope.external_systems:
        if not system.name or system.name in covered or system.direction == "in":
            continue
        is_hard = system.criticality == "hard"
        policy = {
            "system": system.name,
            "timeout_ms": 2000,
            "retries": 2 if is_hard else 0,
            "breaker": "opens at 50 % of 20 calls, 30 s, then 3 probes",
            "fallback": "queued, and answered with 202" if is_hard else "left out of the answer, which says so",
        }
        if is_hard:
            policy["backoff"] = "100 ms doubling to 2 s, full jitter"
        at = ("scope", "external_systems", system.id)
        because = f"{system.name} is a {'hard' if is_hard else 'soft'} dependency that we call."
        yield Offer(("operations", "dependency_policies"), policy, because, ((*at, "criticality"), (*at, "direction")))


def _keyed(design: Design) -> tuple[list[str], tuple[Path, ...]]:
    """What can not be repeated by itself: operations with a key, mutations and tools that write; and where that is said."""
    rest = [one for one in design.api.operations if one.idempotency == "key" and one.path]
    graph = [one for one in design.api.graphql_operations if one.kind == "mutation" and one.name]
    names = [*(one.label for one in rest[:4]), *(one.name for one in graph[:4])]
    basis = (
        *(("api", "operations", one.id, "idempotency") for one in rest[:3]),
        *(("api", "graphql_operations", one.id, "kind") for one in graph[:3]),
    )
    return names, basis


@suggests(
    "idempotency-key",
    "Calls that must not be repeated by accident carry a key that the client chooses.",
    "rest-best-practices",
)
@asked("operations", "idempotency_key_source")
def _key(design: Design) -> Iterator[Offer]:
    names, basis = _keyed(design)
    if names:
        carried = {
            "graphql": "clientMutationId in the input of each mutation",
            "both": "Idempotency-Key header in REST, clientMutationId in mutations",
        }.get(design.start.system_type or "rest", "Idempotency-Key header")
        because = f"{some(names)} {'changes' if len(names) == 1 else 'change'} something, and a lost answer makes the client send it again."
        said = f"{carried}, a UUID from the client, looked up per caller"
        yield Offer(("operations", "idempotency_key_source"), said, because, (*basis, ("start", "system_type")))


@suggests("idempotency-window", "A repeat is recognised for longer than anybody keeps trying.", "rest-best-practices")
@asked("operations", "idempotency_window")
def _window(design: Design) -> Iterator[Offer]:
    names, basis = _keyed(design)
    if names:
        because = f"{names[0]} may be sent again hours later by a queue; 24 h is a number to start from, at least the longest retry."
        yield Offer(("operations", "idempotency_window"), "24 h", because, basis)


@suggests("idempotency-store", "The key is kept with the change, in one transaction.", "rest-best-practices")
@asked("operations", "idempotency_store")
def _store(design: Design) -> Iterator[Offer]:
    names, basis = _keyed(design)
    store = next((one for one in design.data.stores if one.name and one.consistency != "eventual"), None)
    if names and store is not None:
        said = f"table in {store.name} with caller, key, fingerprint and answer, in the same transaction as the change"
        because = f"{names[0]} writes to {store.name}; kept elsewhere, one of the two could survive a crash without the other."
        yield Offer(
            ("operations", "idempotency_store"), said, because, (*basis, ("data", "stores", store.id, "consistency"))
        )


@suggests("replay-protection", "Tools that change something carry a request id.", "mcp-idempotency-replay")
@asked("operations", "replay_protection")
def _replay(design: Design) -> Iterator[Offer]:
    writing = [tool for tool in design.api.mcp_tools if tool.name and tool.read_only is False]
    if not writing:
        return
    names = some([tool.name for tool in writing])
    window = next((tool.dedupe_window for tool in writing if tool.dedupe_window), "24 h, per user and tool")
    text = (
        f"request_id, a UUID, in {names}; kept {window.partition(',')[0]} per user and tool with a fingerprint of the arguments. "
        "A repeat gets the stored result, other arguments an error as result. Calls are not signed, so there is no nonce."
    )
    because = f"{names} {'writes' if len(writing) == 1 else 'write'}, and the protocol has no key for a call that is repeated."
    basis = tuple(
        path
        for tool in writing[:5]
        for path in (("api", "mcp_tools", tool.id, "read_only"), ("api", "mcp_tools", tool.id, "dedupe_window"))
    )
    yield Offer(("operations", "replay_protection"), text, because, basis)


@suggests("load-batching", "Lists and nested fields load their parts together.", "graphql-schema-design")
@asked("operations", "n_plus_one")
def _n_plus_one(design: Design) -> Iterator[Offer]:
    path = ("operations", "n_plus_one")
    fields = [one for one in design.api.graphql_operations if one.kind == "query" and one.name]
    lists = [one for one in design.api.operations if one.kind == "list"]
    if fields:
        because = f"{some([one.name for one in fields])} can nest, and each level would ask once per row."
        basis = tuple(("api", "graphql_operations", one.id, "kind") for one in fields[:3])
        yield Offer(
            path,
            "batch loaders per request and type; a test counts queries per operation and fails above 5",
            because,
            basis,
        )
    elif lists:
        because = f"{some([one.label for one in lists])} {'answers' if len(lists) == 1 else 'answer'} with many rows, each with parts of its own."
        basis = tuple(("api", "operations", one.id, "kind") for one in lists[:3])
        yield Offer(
            path,
            "one query per list, and one more per kind of part; a test counts them and fails above 5",
            because,
            basis,
        )


@suggests(
    "kill-switch", "Calls to a system outside can be turned off without a deployment.", "feature-flagging-rollout"
)
@asked("operations", "kill_switch")
def _kill_switch(design: Design) -> Iterator[Offer]:
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    if called:
        names = some([system.name for system in called])
        because = f"We call {names}; each can do harm that does not wait for a deployment."
        said = f"calls to {names}, each by itself; by on-call, 30 s"
        basis = tuple(("scope", "external_systems", system.id, "direction") for system in called)
        yield Offer(("operations", "kill_switch"), said, because, basis)
