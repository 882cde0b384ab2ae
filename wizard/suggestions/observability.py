"""Suggestions for step 7 on observability: metrics, what a line of the log carries, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import listing, some, spaced
from wizard.suggestions.asked import asked
from wizard.suggestions.sensitive import DELICATE, delicate_attributes
from wizard.suggestions.suggestion import Offer, suggests

QUEUES = ("queue", "kafka", "rabbit", "nats", "pub/sub", "pubsub", "stream", "sqs")
"""Parts of a technology's name by which a store of messages is known."""
FIELDS = (
    "timestamp",
    "severity",
    "service.name",
    "trace_id",
    "span_id",
    "event.name",
    "outcome",
    "duration_ms",
    "error.type",
)


def _some_call(design: Design) -> tuple[str, Path] | None:
    for operation in design.api.operations:
        if operation.method and operation.path:
            return operation.label, ("api", "operations", operation.id, "method")
    for field in design.api.graphql_operations:
        if field.kind and field.name:
            return field.name, ("api", "graphql_operations", field.id, "kind")
    return None


@suggests(
    "metric-golden-signals",
    "Latency, traffic, errors and saturation of the calls that we answer.",
    "resilience-and-observability",
)
@asked("operations", "metrics")
def _golden(design: Design) -> Iterator[Offer]:
    call = _some_call(design)
    if call is None:
        return
    label, at = call
    metrics = design.operations.metrics
    if not any("server" in one.name or ("request" in one.name and "client" not in one.name) for one in metrics):
        metric = {
            "name": "http.server.request.duration",
            "kind": "histogram",
            "tells": "latency, traffic and errors: how long callers wait, how many call, how many fail; by route and error.type",
        }
        yield Offer(
            ("operations", "metrics"),
            metric,
            f"{label} and the others are answered over HTTP, and nothing measures it.",
            (at,),
        )
    if not any(one.kind == "gauge" for one in metrics):
        metric = {
            "name": "http.server.active_requests",
            "kind": "gauge",
            "tells": "saturation: how near we are to refusing calls",
        }
        yield Offer(
            ("operations", "metrics"),
            metric,
            f"{label} can be called faster than it is answered, and no gauge shows how full we are.",
            (at,),
        )


@suggests("metric-for-dependencies", "What we wait for is measured apart.", "resilience-and-observability")
@asked("operations", "metrics")
def _dependencies(design: Design) -> Iterator[Offer]:
    metrics = design.operations.metrics
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    if called and not any("client" in one.name for one in metrics):
        names = some([system.name for system in called])
        tells = f"how long calls to {names} take, and how often they fail; by server.address"
        metric = {"name": "http.client.request.duration", "kind": "histogram", "tells": tells}
        basis = tuple(("scope", "external_systems", system.id, "direction") for system in called)
        yield Offer(("operations", "metrics"), metric, f"We wait for {names}, and no metric tells how long.", basis)
    store = next((one for one in design.data.stores if one.name and one.technology), None)
    if store is not None and not any(
        one.name.startswith("db") or "store" in one.name or "quer" in one.name for one in metrics
    ):
        tells = f"how long statements to {store.name} take; by operation and table"
        metric = {"name": "db.client.operation.duration", "kind": "histogram", "tells": tells}
        because = f"Most calls wait for {store.name} ({store.technology}), and no metric tells how long."
        yield Offer(("operations", "metrics"), metric, because, (("data", "stores", store.id, "technology"),))


@suggests(
    "log-fields",
    "What every line of the log carries, so that one call can be followed.",
    "resilience-and-observability",
)
@asked("operations", "log_fields")
def _fields(design: Design) -> Iterator[Offer]:
    call = _some_call(design)
    if call is None:
        return
    fields, reasons, basis = list(FIELDS), [f"{call[0]} has to be told from the next call"], [call[1]]
    if design.access.tenancy_model in ("pool", "bridge", "silo"):
        fields.append("tenant_id, as a pseudonym")
        reasons.append(f"tenants share the system ({design.access.tenancy_model})")
        basis.append(("access", "tenancy_model"))
    yield Offer(("operations", "log_fields"), fields, f"{listing(reasons)}.", tuple(basis))


@suggests("log-redaction", "What is delicate is never logged.", "resilience-and-observability")
@asked("operations", "log_redaction")
def _redaction(design: Design) -> Iterator[Offer]:
    held = list(delicate_attributes(design, DELICATE))
    if held:
        names = listing(list(dict.fromkeys(spaced(one.name) for one in held))[:12])
        text = f"Only the listed fields are written. Never {names}, nor tokens and keys. The collector drops them once more, and counts what it dropped."
        because = (
            f"Marked as delicate: {some([f'{spaced(one.name)} of {one.entity} ({one.sensitivity})' for one in held])}."
        )
        yield Offer(("operations", "log_redaction"), text, because, tuple(one.path for one in held[:12]))


@suggests("trace-propagation", "A trace goes wherever a call goes.", "resilience-and-observability")
@asked("operations", "trace_propagation")
def _propagation(design: Design) -> Iterator[Offer]:
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    queues = [
        one
        for one in design.data.stores
        if one.name and any(part in f"{one.name} {one.technology}".lower() for part in QUEUES)
    ]
    call = _some_call(design)
    if call is None:
        return
    said, reasons, basis = "W3C traceparent and tracestate", [f"{call[0]} comes in"], [call[1]]
    if called:
        reasons.append(f"goes on to {some([system.name for system in called])}")
        basis += [("scope", "external_systems", system.id, "direction") for system in called]
    if queues:
        said += f"; in the headers of messages of {some([store.name for store in queues])} too"
        reasons.append(f"waits in {some([store.name for store in queues])}")
        basis += [("data", "stores", store.id, "technology") for store in queues]
    yield Offer(("operations", "trace_propagation"), said, f"{listing(reasons)}.", tuple(basis))
