"""Designs that trip the rules on logs, metrics, traces, targets and caches, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import varied

TARGET = small()["operations"]["targets"][0]
BOOKING = small()["domain"]["entities"][0]
LIST = small()["api"]["operations"][1]
CACHE = {"what": "bookings of a room", "where": "in the process", "ttl": "60 s", "invalidation": "on each change"}


def _metrics(*metrics: tuple[str, str, str]) -> dict[str, Any]:
    return varied(operations__metrics=[dict(zip(("name", "kind", "tells"), one, strict=True)) for one in metrics])


def _sensitive(sensitivity: str, redaction: str) -> dict[str, Any]:
    attributes = [{"name": "note", "type": "text", "sensitivity": sensitivity}]
    return varied(domain__entities=[{**BOOKING, "attributes": attributes}], operations__log_redaction=redaction)


def _sampling(text: str) -> dict[str, Any]:
    return varied(operations__trace_sampling=text)


def _targets(*targets: dict[str, Any]) -> dict[str, Any]:
    return varied(operations__targets=[{**TARGET, "id": f"t{n}", **target} for n, target in enumerate(targets)])


def _on_path(workflow: str) -> dict[str, Any]:
    """The small design with a target for the list only, and an operation that serves this workflow."""
    create = small()["api"]["operations"][0]
    return varied(
        api__operations=[{**create, "workflow": workflow}, {**LIST, "operation_id": "listBookings", "workflow": ""}],
        operations__targets=[{**TARGET, "operation": "listBookings", "payload": "40 KB out"}],
    )


def _list_target(depth: str = "standard", **target: Any) -> dict[str, Any]:
    listing = {**LIST, "operation_id": "listBookings"}
    made = varied(
        api__operations=[small()["api"]["operations"][0], listing],
        operations__targets=[{**TARGET, "operation": "listBookings", **target}],
    )
    return {**made, "start": {**made["start"], "depth": depth}}


def _cache(**changes: Any) -> dict[str, Any]:
    return varied(operations__caches=[{**CACHE, **changes}])


def _loads(text: str) -> dict[str, Any]:
    return varied(operations__n_plus_one=text)


def _deep(depth: str, **operations: Any) -> dict[str, Any]:
    made = varied(**{f"operations__{name}": value for name, value in operations.items()})
    return {**made, "start": {**made["start"], "depth": depth}}


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "latency-unmeasured": [
        (_metrics(("bookings.failed", "counter", "how many fail")), "Metrics: none tells how long callers wait")
    ],
    "failures-unmeasured": [
        (_metrics(("booking.duration", "histogram", "how long it takes")), "Metrics: none tells how many calls fail")
    ],
    "latency-not-histogram": [
        (
            _metrics(("http.server.duration", "gauge", "wait and errors")),
            "http.server.duration: durations kept as a gauge",
        )
    ],
    "metric-by-record": [
        (
            _metrics(("http.server.request.duration", "histogram", "how long callers wait, by user id")),
            "http.server.request.duration: a series for each user id",
        )
    ],
    "log-without-trace": [
        (varied(operations__log_fields=["timestamp", "outcome"]), "Log fields: none holds a trace or request id")
    ],
    "plain-log-with-fields": [
        (varied(operations__log_format="plain"), "Log format: plain sentences, and trace_id is to be found in each")
    ],
    "redaction-misses-class": [
        (
            _sensitive("health", "Tokens are masked by the collector."),
            "Log redaction: says nothing of health data such as Booking.note",
        ),
        (
            _sensitive("personal", "Passwords and tokens are masked."),
            "Log redaction: says nothing of personal data such as Booking.note",
        ),
    ],
    "sampling-loses-errors": [
        (_sampling("1 %, chosen by the first service"), "Trace sampling: 1 % is kept, failed calls are not named")
    ],
    "percentiles-out-of-order": [
        (_targets({"p50_ms": 200}), "createBooking: p50 of 200 ms is above its p95 of 150 ms"),
        (_targets({"p95_ms": 900, "p99_ms": 600}), "createBooking: p95 of 900 ms is above its p99 of 600 ms"),
        (
            _targets({"p50_ms": 700, "p95_ms": None, "p99_ms": 600}),
            "createBooking: p50 of 700 ms is above its p99 of 600 ms",
        ),
    ],
    "critical-path-without-target": [
        (_on_path("Book a room"), "Book a room: the critical path, and createBooking has no target")
    ],
    "peak-of-zero": [(_targets({"peak_per_second": 0}), "createBooking: a peak of 0 calls per second")],
    "list-payload-open": [(_list_target(), "listBookings: answers a list of a size that is not said")],
    "shared-cache-without-caller": [
        (_cache(where="edge cache"), "bookings of a room: kept in edge cache, not said for whom")
    ],
    "cached-rights-outlive-change": [
        (
            _cache(what="roles of employees", ttl="2 h", invalidation="none"),
            "roles of employees: wrong for up to 2 h after a change",
        )
    ],
    "cache-life-not-a-time": [
        (_cache(ttl="short"), "bookings of a room: lives for 'short', which is no time"),
    ],
    "one-query-per-row": [
        (_loads("lazy loading by the ORM"), "N+1 queries: 'lazy loading' is how lists are loaded"),
    ],
    "load-untried": [
        (_deep("high-scale", load_test=""), "Load test: none, for a peak of 200 calls per second"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "latency-unmeasured": [
        _metrics(("booking_seconds", "histogram", "of each booking, by status")),
        _metrics(("bookings", "counter", "how many fail or are slow")),
        varied(operations__metrics=[]),
    ],
    "failures-unmeasured": [
        _metrics(("booking.duration", "histogram", "how long it takes, by status")),
        _metrics(("booking_seconds", "histogram", "latency per route and status code")),
        _metrics(("http.server.request.duration", "histogram", "how long callers wait")),
        varied(operations__metrics=[]),
    ],
    "latency-not-histogram": [
        _metrics(("http.server.duration", "histogram", "wait and errors")),
        _metrics(("queue.oldest_age", "gauge", "wait and errors")),
    ],
    "metric-by-record": [
        _metrics(("http.server.request.duration", "histogram", "how long callers wait, by route and status")),
        _metrics(("spend", "counter", "cost and errors, how long too; not by user id")),
    ],
    "log-without-trace": [
        varied(operations__log_fields=["traceparent"]),
        varied(operations__log_fields=["Request-ID"]),
    ],
    "plain-log-with-fields": [
        varied(operations__log_format="logfmt"),
        varied(operations__log_format="plain", operations__log_fields=[]),
    ],
    "redaction-misses-class": [
        _sensitive("health", "Nothing about patients, no tokens."),
        _sensitive("personal", "Only listed fields are written."),
        _sensitive("internal", "Tokens are masked."),
        _sensitive("health", ""),
    ],
    "sampling-loses-errors": [
        _sampling("1 %, and all errors"),
        _sampling("100 %"),
        _sampling("all calls over 2 s, and 5 % of the rest"),
        _sampling("decided by the collector"),
    ],
    "percentiles-out-of-order": [
        _targets({"p50_ms": 150, "p95_ms": 150, "p99_ms": 150}),
        _targets({"p50_ms": None, "p99_ms": None}),
    ],
    "critical-path-without-target": [_on_path("Another"), varied(operations__targets=[])],
    "peak-of-zero": [_targets({"peak_per_second": 0.1}), _targets({"peak_per_second": None})],
    "list-payload-open": [_list_target(payload="40 KB out, at most 200 items"), _list_target("simple-crud")],
    "shared-cache-without-caller": [
        _cache(where="edge cache, keyed by tenant"),
        _cache(where="in the process of each instance"),
        _cache(where="edge cache", what="public opening hours"),
        _cache(where="CDN", what="static assets"),
    ],
    "cached-rights-outlive-change": [
        _cache(what="roles of employees", ttl="2 min", invalidation="none"),
        _cache(what="roles of employees", ttl="2 h", invalidation="on each change of a role"),
        _cache(what="names of rooms", ttl="2 h", invalidation="none"),
    ],
    "cache-life-not-a-time": [
        _cache(ttl="one hour"),
        _cache(ttl="until the process ends"),
        _cache(ttl="rewritten nightly"),
    ],
    "one-query-per-row": [
        _loads("no lazy loading; tests fail above 3 queries"),
        _loads("batch loaders"),
        varied(operations__n_plus_one="lazy loading", api__operations=[small()["api"]["operations"][0]]),
    ],
    "load-untried": [
        _deep("standard", load_test=""),
        _deep("high-scale", load_test="twice the peak, before each release"),
        _deep("high-scale", load_test="", targets=[]),
    ],
}
"""Designs that come close to a rule and do not trip it."""
