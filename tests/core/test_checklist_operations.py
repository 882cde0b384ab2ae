"""What the answers of step 7 tell about checklist items: each met once, not met once, and once left open."""

import pytest
from core.told_rows import Row, State, row, states_without_row, told

MODULES = ("operations", "slos", "observability", "performance", "rollout")
OTHER_WORDS = "what is missing may be said in other words, or in another place"
VACUOUS = "the answers prove it only where there is nothing that could break it; else a person reads"
NEVER: dict[str, dict[State, str]] = {
    "resilience-retries-only-safe": {"unmet": VACUOUS},
    "resilience-wait-as-told": {"unmet": OTHER_WORDS},
    "resilience-outbox-or-loss": {"unmet": OTHER_WORDS},
    "slo-refusals-decided": {"unmet": OTHER_WORDS},
    "slo-below-dependency-product": {"unmet": "which dependencies a target needs is in no field"},
    "slo-correctness-measured": {"unmet": OTHER_WORDS},
    "telemetry-redaction-by-allow-list": {"unmet": OTHER_WORDS},
    "telemetry-dependencies-measured": {"unmet": "a metric may be named after what it measures in other words"},
    "capacity-hot-partition-handled": {"unmet": OTHER_WORDS},
    "rollout-group-sticks": {"unmet": OTHER_WORDS},
    "rollout-old-reads-new": {"unmet": OTHER_WORDS},
    "rollout-irreversible-listed": {"unmet": OTHER_WORDS},
}
"""States that no design can bring about, and why."""

DEEP = {"depth": "high-scale", "system_type": "both"}
CALENDAR = {"name": "Calendar", "direction": "out", "criticality": "hard"}
OUTSIDE = {"external_systems": [CALENDAR]}
POLICY = {
    "system": "Calendar",
    "retries": 2,
    "backoff": "100 ms doubling to 2 s, full jitter",
    "breaker": "opens at 50 % of 20 calls, 30 s, then 3 probes",
}
CREATE = {"method": "POST", "path": "/bookings", "operation_id": "createBooking", "workflow": "Book a room"}
LIST = {"method": "GET", "path": "/bookings", "operation_id": "listBookings", "workflow": "Book a room", "kind": "list"}
PATH = {"critical_path": "Book a room", "workflows": [{"name": "Book a room", "critical": True}]}
SLO = {
    "name": "Bookings succeed",
    "target": "createBooking",
    "indicator": "answers other than 5xx, of all, at the gateway",
    "objective": 99.9,
    "window_days": 30,
    "latency_ms": 300,
}
PAGE = {
    "name": "Bookings fail",
    "condition": "burn rate above 14.4 over 1 h and over 5 min",
    "slo": "Bookings succeed",
    "severity": "page",
    "runbook": "runbooks/bookings.md",
    "owner": "on-call",
}
DURATION = {"name": "http.server.request.duration", "kind": "histogram", "tells": "how long callers wait"}
POOL = {"name": "db.pool.in_use", "kind": "gauge", "tells": "how full the pool is"}
TARGET = {
    "operation": "createBooking",
    "p95_ms": 150,
    "p99_ms": 250,
    "peak_per_second": 20,
    "payload": "1 KB, at most 16 KB",
}
LINE = ["timestamp, severity", "service.name", "trace_id", "event.name", "outcome"]
GONE = {"component": "Database", "failure": "is gone", "detection": "Bookings fail, within 5 min"}
PERSONAL = {
    "entities": [{"name": "Booking", "attributes": [{"name": "booked_by", "type": "id", "sensitivity": "personal"}]}]
}
SECRETS = "Tokens, session ids, passwords and keys are never written"


def ops(**answers: object) -> dict[str, object]:
    """Answers of step 7."""
    return answers


ROWS = [
    row("resilience-policy-per-call-out", "met", "has a policy", scope={"external_systems": [CALENDAR]}, operations=ops(dependency_policies=[POLICY])),
    row("resilience-policy-per-call-out", "met", "call none", scope={"external_systems": [{**CALENDAR, "direction": "in"}]}),
    row("resilience-policy-per-call-out", "unmet", "no dependency policy", scope={"external_systems": [CALENDAR]}),
    row("resilience-policy-per-call-out", "silent", "not said", scope={"external_systems": [{"name": "Calendar"}]}),
    row("resilience-policy-per-call-out", "silent", "none"),
    row("resilience-retries-only-safe", "met", "none repeats", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "retries": 0}])),
    row("resilience-retries-only-safe", "silent", "to be read", scope=OUTSIDE, operations=ops(dependency_policies=[POLICY])),
    row("resilience-backoff-jittered", "met", "base, cap, jitter", scope=OUTSIDE, operations=ops(dependency_policies=[POLICY])),
    row("resilience-backoff-jittered", "met", "none repeats", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "retries": 0}])),
    row("resilience-backoff-jittered", "unmet", "cap, randomness", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "backoff": "100 ms"}])),
    row("resilience-backoff-jittered", "silent", "how often", scope=OUTSIDE, operations=ops(dependency_policies=[{"system": "Calendar"}])),
    row("resilience-wait-as-told", "met", "Retry-After", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "backoff": "1 s to 8 s, jitter; Retry-After is kept"}])),
    row("resilience-wait-as-told", "silent", "not every", scope=OUTSIDE, operations=ops(dependency_policies=[POLICY])),
    row("resilience-breaker-complete", "met", "each states", scope=OUTSIDE, operations=ops(dependency_policies=[POLICY, {**POLICY, "breaker": "none, as it calls us"}])),
    row("resilience-breaker-complete", "unmet", "probes", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "breaker": "opens at 50 % of 20 calls for 30 s"}])),
    row("resilience-breaker-complete", "unmet", "pause", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "breaker": "none"}])),
    row("resilience-breaker-complete", "silent", "no ratio", scope=OUTSIDE, operations=ops(dependency_policies=[{**POLICY, "breaker": "opens after 5 failures in 30 s, one probe every 10 s"}])),
    row("resilience-overload-ordered", "met", "503", operations=ops(overload_policy="Beyond 200 calls 503: reports first, payments last.")),
    row("resilience-overload-ordered", "met", "rate_limited", api={"error_codes": [{"code": "rate_limited"}]}, operations=ops(overload_policy="Reports get rate_limited first, payments last.")),
    row("resilience-overload-ordered", "unmet", "no status", operations=ops(overload_policy="Reports go first, payments last.")),
    row("resilience-overload-ordered", "silent", "who is last", operations=ops(overload_policy="503, reports first.")),
    row("resilience-outbox-or-loss", "met", "outbox", data={"boundaries": [{"what": "booking and message", "kind": "transaction", "mechanism": "an outbox row"}]}),
    row("resilience-outbox-or-loss", "met", "outbox_events", data={"tables": [{"name": "outbox_events"}]}),
    row("resilience-outbox-or-loss", "silent", "outbox", data={"boundaries": [{"what": "booking and message", "kind": "saga", "mechanism": "an outbox row"}]}),
    row("resilience-window-outlasts-retries", "met", "24 h", operations=ops(idempotency_window="24 h, longest retry is 6 h")),
    row("resilience-window-outlasts-retries", "unmet", "24 h", operations=ops(idempotency_window="24 h; the queue retries for 3 days")),
    row("resilience-window-outlasts-retries", "silent", "just as long", operations=ops(idempotency_window="24 h; the queue retries for 1 day")),
    row("resilience-window-outlasts-retries", "silent", "how long anyone", operations=ops(idempotency_window="24 h")),
    row("resilience-key-with-effect", "met", "same transaction", operations=ops(idempotency_store="a table, same transaction as the booking")),
    row("resilience-key-with-effect", "unmet", "Redis", operations=ops(idempotency_store="Redis, 24 h")),
    row("resilience-key-with-effect", "silent", "does not say", operations=ops(idempotency_store="a table")),
    row("resilience-degradation-ordered", "met", "1 search", start=DEEP, operations=ops(degradation="1 search, 2 exports; never booking")),
    row("resilience-degradation-ordered", "unmet", "never switched off", start=DEEP, operations=ops(degradation="1 search, 2 exports")),
    row("resilience-degradation-ordered", "silent", "not answered", start=DEEP),
    row("slo-critical-path-first", "met", "measured on Book a room", scope=PATH, operations=ops(slos=[{**SLO, "target": "Book a room"}])),
    row("slo-critical-path-first", "met", "each of the 1", scope=PATH, api={"operations": [CREATE]}, operations=ops(slos=[SLO])),
    row("slo-critical-path-first", "unmet", "none on Book a room", scope=PATH, api={"operations": [LIST]}, operations=ops(slos=[SLO])),
    row("slo-critical-path-first", "silent", "listBookings", scope=PATH, api={"operations": [CREATE, LIST]}, operations=ops(slos=[SLO])),
    row("slo-critical-path-first", "silent", "none", scope=PATH),
    row("slo-every-critical-workflow", "met", "Book a room", scope=PATH, api={"operations": [CREATE]}, operations=ops(slos=[SLO])),
    row("slo-every-critical-workflow", "unmet", "no objective", scope=PATH, operations=ops(slos=[SLO])),
    row("slo-every-critical-workflow", "silent", "none", scope=PATH),
    row("slo-refusals-decided", "met", "4xx", api={"operations": [CREATE]}, operations=ops(slos=[{**SLO, "indicator": "answers other than 5xx, 4xx left out"}])),
    row("slo-refusals-decided", "silent", "says nothing", api={"operations": [CREATE]}, operations=ops(slos=[SLO])),
    row("slo-measured-at-edge", "met", "where callers are", scope=PATH, api={"operations": [CREATE]}, operations=ops(slos=[SLO])),
    row("slo-measured-at-edge", "unmet", "inside the service", scope=PATH, api={"operations": [CREATE]}, operations=ops(slos=[{**SLO, "indicator": "not 5xx, counted in the service"}])),
    row("slo-measured-at-edge", "silent", "says not where", scope=PATH, api={"operations": [CREATE]}, operations=ops(slos=[{**SLO, "indicator": "not 5xx"}])),
    row("slo-below-dependency-product", "met", "99.95 %", scope={"external_systems": [{**CALENDAR, "purpose": "promises 99.95 % a month"}]}, operations=ops(slos=[SLO])),
    row("slo-below-dependency-product", "met", "none of them is hard", scope={"external_systems": [{**CALENDAR, "criticality": "soft"}]}, operations=ops(slos=[SLO])),
    row("slo-below-dependency-product", "silent", "above 99.5 %", scope={"external_systems": [{**CALENDAR, "purpose": "promises 99.5 % a month"}]}, operations=ops(slos=[SLO])),
    row("slo-below-dependency-product", "silent", "not said in its purpose", scope={"external_systems": [CALENDAR]}, operations=ops(slos=[SLO])),
    row("slo-below-dependency-product", "silent", "not said in its purpose", scope={"external_systems": [{**CALENDAR, "purpose": "takes 95 % of the load"}]}, operations=ops(slos=[SLO])),
    row("slo-below-dependency-product", "silent", "whether they are hard", scope={"external_systems": [{"name": "Calendar"}]}, operations=ops(slos=[SLO])),
    row("slo-leaves-a-budget", "met", "none is 100", operations=ops(slos=[SLO])),
    row("slo-leaves-a-budget", "unmet", "leaves nothing", operations=ops(slos=[{**SLO, "objective": 100}])),
    row("slo-leaves-a-budget", "silent", "no number", operations=ops(slos=[{**SLO, "objective": None}])),
    row("slo-latency-agrees", "met", "shorter", operations=ops(slos=[SLO], targets=[TARGET])),
    row("slo-latency-agrees", "met", "shorter", operations=ops(slos=[{**SLO, "objective": 95, "latency_ms": 200}], targets=[TARGET])),
    row("slo-latency-agrees", "unmet", "below the p99 of 250 ms", operations=ops(slos=[{**SLO, "latency_ms": 200}], targets=[TARGET])),
    row("slo-latency-agrees", "silent", "none has", operations=ops(slos=[SLO])),
    row("slo-correctness-measured", "met", "reconcile", operations=ops(slos=[{**SLO, "indicator": "days that reconcile, of all"}])),
    row("slo-correctness-measured", "met", "recounted", domain={"invariants": [{"statement": "sums agree", "enforced_by": "process", "on_violation": "recounted nightly"}]}),
    row("slo-correctness-measured", "silent", "no objective", operations=ops(slos=[SLO])),
    row("slo-spent-budget-stops", "met", "overrule", operations=ops(rollback="With the budget spent only fixes go out; Product may overrule.")),
    row("slo-spent-budget-stops", "unmet", "budget", operations=ops(rollback="Previous image.")),
    row("slo-spent-budget-stops", "silent", "overrule", operations=ops(rollback="With the budget spent only fixes go out.")),
    row("slo-every-objective-alerts", "met", "Bookings succeed", operations=ops(slos=[SLO], alerts=[PAGE])),
    row("slo-every-objective-alerts", "unmet", "no page or ticket", operations=ops(slos=[SLO], alerts=[{**PAGE, "severity": "info"}])),
    row("slo-every-objective-alerts", "silent", "none", operations=ops(slos=[SLO])),
    row("slo-two-windows", "met", "two", operations=ops(alerts=[PAGE])),
    row("slo-two-windows", "unmet", "one window", operations=ops(alerts=[{**PAGE, "condition": "burn rate above 6 over 30 min, or no call for 5 min"}])),
    row("slo-two-windows", "silent", "none is on", operations=ops(alerts=[{**PAGE, "condition": "no call for 5 min"}])),
    row("slo-thresholds-fit-window", "met", "2, 5 or 10 %", operations=ops(slos=[SLO], alerts=[PAGE])),
    row("slo-thresholds-fit-window", "met", "2, 5 or 10 %", operations=ops(slos=[{**SLO, "window_days": 7}], alerts=[{**PAGE, "condition": "burn rate above 3.36 over 1 h and 5 min"}])),
    row("slo-thresholds-fit-window", "unmet", "fits 30 days, the objective has 7", operations=ops(slos=[{**SLO, "window_days": 7}], alerts=[PAGE])),
    row("slo-thresholds-fit-window", "silent", "another share", operations=ops(slos=[SLO], alerts=[{**PAGE, "condition": "burn rate above 9 over 1 h and 5 min"}])),
    row("slo-thresholds-fit-window", "silent", "none names", operations=ops(alerts=[PAGE])),
    row("slo-pages-are-symptoms", "met", "all 2", operations=ops(alerts=[PAGE, {"name": "Disk fills", "severity": "page"}])),
    row("slo-pages-are-symptoms", "unmet", "no objective", operations=ops(alerts=[{**PAGE, "slo": ""}])),
    row("slo-pages-are-symptoms", "silent", "none pages", operations=ops(alerts=[{**PAGE, "severity": "ticket"}])),
    row("telemetry-logs-for-programs", "met", "json", operations=ops(log_format="json")),
    row("telemetry-logs-for-programs", "unmet", "plain", operations=ops(log_format="plain")),
    row("telemetry-logs-for-programs", "silent", "not answered"),
    row("telemetry-log-line-complete", "met", "trace_id", operations=ops(log_fields=LINE)),
    row("telemetry-log-line-complete", "unmet", "service name, event name", operations=ops(log_fields=[LINE[0], "trace_id", "outcome"])),
    row("telemetry-log-line-complete", "silent", "none"),
    row("telemetry-redaction-by-allow-list", "met", "collector", operations=ops(log_redaction="Only listed fields are written; the collector filters once more.")),
    row("telemetry-redaction-by-allow-list", "silent", "a second filter", operations=ops(log_redaction="Only listed fields are written.")),
    row("telemetry-secrets-unlogged", "met", "all four", domain=PERSONAL, operations=ops(log_redaction=f"{SECRETS}, nor is anything personal.")),
    row("telemetry-secrets-unlogged", "unmet", "session ids, passwords", operations=ops(log_redaction="Tokens and keys are never written.")),
    row("telemetry-secrets-unlogged", "silent", "personal", domain=PERSONAL, operations=ops(log_redaction=SECRETS)),
    row("telemetry-secrets-unlogged", "silent", "not answered"),
    row("telemetry-line-breaks-neutral", "met", "JSON", operations=ops(log_format="json")),
    row("telemetry-line-breaks-neutral", "met", "OTLP", operations=ops(log_format="otlp")),
    row("telemetry-line-breaks-neutral", "unmet", "plain", operations=ops(log_format="plain")),
    row("telemetry-line-breaks-neutral", "silent", "library", operations=ops(log_format="logfmt")),
    row("telemetry-line-breaks-neutral", "silent", "not answered"),
    row("telemetry-golden-signals", "met", "db.pool.in_use", operations=ops(metrics=[DURATION, POOL])),
    row("telemetry-golden-signals", "unmet", "saturation", operations=ops(metrics=[DURATION])),
    row("telemetry-golden-signals", "silent", "none"),
    row("telemetry-latency-histogram", "met", "http.server", operations=ops(metrics=[DURATION])),
    row("telemetry-latency-histogram", "unmet", "is a gauge", operations=ops(metrics=[{**DURATION, "kind": "gauge"}])),
    row("telemetry-latency-histogram", "silent", "not said", operations=ops(metrics=[{**DURATION, "kind": None}])),
    row("telemetry-latency-histogram", "silent", "none is named", operations=ops(metrics=[POOL])),
    row("telemetry-dependencies-measured", "met", "every call out", scope={"external_systems": [CALENDAR]}, operations=ops(metrics=[{"name": "http.client.request.duration"}])),
    row("telemetry-dependencies-measured", "met", "of its own", scope={"external_systems": [CALENDAR]}, operations=ops(metrics=[{"name": "calendar.duration", "tells": "how long it takes, by result"}])),
    row("telemetry-dependencies-measured", "met", "none that is hard", scope={"external_systems": [{**CALENDAR, "criticality": "soft"}]}),
    row("telemetry-dependencies-measured", "silent", "named after it", scope={"external_systems": [CALENDAR]}, operations=ops(metrics=[DURATION])),
    row("telemetry-trace-crosses-queues", "met", "message", operations=ops(trace_propagation="W3C traceparent, in message headers too")),
    row("telemetry-trace-crosses-queues", "unmet", "no header", operations=ops(trace_propagation="the library does it")),
    row("telemetry-trace-crosses-queues", "silent", "a place", operations=ops(trace_propagation="W3C traceparent")),
    row("telemetry-sampling-keeps-errors", "met", "all errors", operations=ops(trace_sampling="5 %, and all errors and calls over 1 s")),
    row("telemetry-sampling-keeps-errors", "met", "100 %", operations=ops(trace_sampling="100 %, there are few")),
    row("telemetry-sampling-keeps-errors", "unmet", "slow calls", operations=ops(trace_sampling="5 %, and all errors")),
    row("telemetry-sampling-keeps-errors", "silent", "not answered"),
    row("telemetry-pages-have-steps", "met", "a runbook and an owner", operations=ops(alerts=[PAGE])),
    row("telemetry-pages-have-steps", "unmet", "no owner", operations=ops(alerts=[{**PAGE, "owner": ""}])),
    row("telemetry-pages-have-steps", "silent", "none pages", operations=ops(alerts=[{**PAGE, "severity": "info"}])),
    row("telemetry-failures-detected", "met", "alert or metric", operations=ops(alerts=[PAGE]), risks={"failure_modes": [GONE]}),
    row("telemetry-failures-detected", "unmet", "nothing detects", operations=ops(alerts=[PAGE]), risks={"failure_modes": [{**GONE, "detection": "nothing does"}]}),
    row("telemetry-failures-detected", "silent", "no alert", risks={"failure_modes": [GONE]}),
    row("capacity-critical-path-targets", "met", "p95 and a peak", scope=PATH, api={"operations": [CREATE]}, operations=ops(targets=[TARGET])),
    row("capacity-critical-path-targets", "unmet", "listBookings", scope=PATH, api={"operations": [CREATE, LIST]}, operations=ops(targets=[TARGET])),
    row("capacity-critical-path-targets", "silent", "none serves", scope=PATH, operations=ops(targets=[TARGET])),
    row("capacity-critical-path-targets", "silent", "not answered", scope=PATH),
    row("capacity-payload-bounded", "met", "the largest", api={"operations": [CREATE]}, operations=ops(targets=[TARGET])),
    row("capacity-payload-bounded", "unmet", "no payload", operations=ops(targets=[{**TARGET, "payload": ""}])),
    row("capacity-payload-bounded", "silent", "a list", api={"operations": [LIST]}, operations=ops(targets=[{**TARGET, "operation": "listBookings"}])),
    row("capacity-payload-bounded", "silent", "is that the largest", operations=ops(targets=[{**TARGET, "payload": "1 KB"}])),
    row("capacity-cache-staleness-accepted", "met", "an invalidation", operations=ops(caches=[{"what": "roles", "ttl": "60 s", "invalidation": "on the role-changed event"}])),
    row("capacity-cache-staleness-accepted", "unmet", "no lifetime", operations=ops(caches=[{"what": "roles"}])),
    row("capacity-cache-staleness-accepted", "silent", "age alone", operations=ops(caches=[{"what": "roles", "ttl": "60 s", "invalidation": "none"}])),
    row("capacity-query-count-tested", "met", "above 5", operations=ops(n_plus_one="loaders; tests fail above 5 queries")),
    row("capacity-query-count-tested", "unmet", "no bound", operations=ops(n_plus_one="loaders, tests")),
    row("capacity-query-count-tested", "unmet", "no test", operations=ops(n_plus_one="at most 5 queries")),
    row("capacity-query-count-tested", "silent", "a bound", operations=ops(n_plus_one="5 queries, in a test")),
    row("capacity-first-limit-known", "met", "400 calls/s", start=DEEP, operations=ops(capacity_notes="Connections run out first, at 400 calls/s; more takes a day, a split 3 months.")),
    row("capacity-first-limit-known", "unmet", "no load", start=DEEP, operations=ops(capacity_notes="Connections run out first.")),
    row("capacity-first-limit-known", "unmet", "how long", start=DEEP, operations=ops(capacity_notes="Connections run out first, at 400 calls/s.")),
    row("capacity-first-limit-known", "silent", "what is first", start=DEEP, operations=ops(capacity_notes="Connections, at 400 calls/s; more takes 2 days.")),
    row("capacity-hot-partition-handled", "met", "By room", start=DEEP, operations=ops(partitioning="By room; reports read across them; the largest has one of its own.")),
    row("capacity-hot-partition-handled", "silent", "a hot one", start=DEEP, operations=ops(partitioning="By room; reports read across them.")),
    row("rollout-stages-can-stop", "met", "share, time", operations=ops(rollout_stages=["1 % for 30 min, stops at 8 failures", "100 %"])),
    row("rollout-stages-can-stop", "unmet", "nothing stops it", operations=ops(rollout_stages=["1 % for 30 min"])),
    row("rollout-stages-can-stop", "unmet", "no time", operations=ops(rollout_stages=["1 %, stops at 8 failures"])),
    row("rollout-stages-can-stop", "silent", "to be read", operations=ops(rollout_stages=["Oslo, 30 min, stops at 8 failures"])),
    row("rollout-compared-at-once", "met", "of the rest", operations=ops(rollout_stages=["1 %, stops at twice the errors of the rest"])),
    row("rollout-compared-at-once", "unmet", "past", operations=ops(rollout_stages=["1 %, stops at more errors than yesterday"])),
    row("rollout-compared-at-once", "silent", "does not say", operations=ops(rollout_stages=["1 %, stops at 8 failures"])),
    row("rollout-group-sticks", "met", "stable hash", operations=ops(rollout_stages=["1 % of rooms by stable hash"])),
    row("rollout-group-sticks", "silent", "does not say", operations=ops(rollout_stages=["1 % of rooms"])),
    row("rollout-flag-line-complete", "met", "owner, value and date", operations=ops(flags=["new-rules, Rooms team, off, 2026-06-30"])),
    row("rollout-flag-line-complete", "unmet", "no end", operations=ops(flags=["new-rules, Rooms team, off, permanent"])),
    row("rollout-flag-line-complete", "unmet", "not all of", operations=ops(flags=["new-rules, 2026-06-30"])),
    row("rollout-flag-line-complete", "silent", "none"),
    row("rollout-switch-answers-who-and-when", "met", "by on-call", operations=ops(kill_switch="booking, by on-call, 30 s, tried in May")),
    row("rollout-switch-answers-who-and-when", "unmet", "last tried", operations=ops(kill_switch="booking, by on-call, 30 s")),
    row("rollout-switch-answers-who-and-when", "silent", "by whom", operations=ops(kill_switch="booking, 30 s, tried in May")),
    row("rollout-back-in-minutes", "met", "on-call decides", operations=ops(rollback="The previous image is back in 5 min; on-call decides.")),
    row("rollout-back-in-minutes", "unmet", "no time", operations=ops(rollback="Redeploy.")),
    row("rollout-back-in-minutes", "silent", "who decides", operations=ops(rollback="The previous image is back in 5 min.")),
    row("rollout-old-reads-new", "met", "run on the same", operations=ops(rollback="The last two versions run on the same tables.")),
    row("rollout-old-reads-new", "silent", "does not say", operations=ops(rollback="Redeploy.")),
    row("rollout-irreversible-listed", "met", "taken back: mails", operations=ops(rollback="Previous image. What can not be taken back: mails.")),
    row("rollout-irreversible-listed", "silent", "does not say", operations=ops(rollback="Previous image.")),
    row("plan-flags-removed", "met", "names each", operations=ops(flags=["new-rules, Rooms, off, 2026-06-30"]), file_plan={"next_steps": [{"action": "remove new-rules", "owner": "Tom", "due": "2026-06-30"}]}),
    row("plan-flags-removed", "met", "no", operations=ops(flags=["new-rules, Rooms, off, permanent"])),
    row("plan-flags-removed", "unmet", "no next step", operations=ops(flags=["new-rules, Rooms, off, 2026-06-30"]), file_plan={"next_steps": [{"action": "write tests", "owner": "Tom", "due": "2026-06-30"}]}),
    row("plan-flags-removed", "silent", "not of this one", operations=ops(flags=["new-rules, Rooms, off, 2026-06-30"]), file_plan={"next_steps": [{"action": "remove old flags", "owner": "Tom", "due": "2026-06-30"}]}),
    row("plan-flags-removed", "silent", "none has", operations=ops(flags=["new-rules, Rooms, off, 2026-06-30"])),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}")
def test_the_answers_tell_how_an_item_stands(row: Row) -> None:
    state, where = told(row, *MODULES)
    assert (state, [one.words for one in where if row.words in one.words] != []) == (row.state, True), where


def test_every_settled_item_has_a_row_for_each_state() -> None:
    assert states_without_row(ROWS, NEVER, *MODULES) == []
