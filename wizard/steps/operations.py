"""Step 7: what happens when calls repeat, dependencies fail and load grows, and how that is seen."""

from typing import Any, Literal

from wizard.ask import Group, Text, ask
from wizard.steps.operations_records import Alert, Cache, DependencyPolicy, Metric, PerformanceTarget, Slo
from wizard.steps.step import Step, has_surface


def has_external_systems(design: Any) -> bool:
    """A condition: step 1 names a system outside this one."""
    return bool(design.scope.external_systems)


class Idempotency(Group, heading="Idempotency"):
    """What happens when the same write arrives twice."""

    idempotency_key_source: str = ask(
        "Idempotency key",
        "What makes two calls the same call, and who chooses it; or that nothing is written.",
        why="After a lost connection a client can not know whether it paid. With a key it may simply ask again.",
        need=True,
        eg="Idempotency-Key header, a UUID from the client, per caller",
    )
    idempotency_window: str = ask(
        "Idempotency window",
        "How long a repeat is recognised, as a number and its unit.",
        why="It has to outlast the longest retry of any client or queue; a repeat after it is a second payment.",
        need=True,
        eg="24 h, longest retry is 6 h",
    )
    idempotency_store: str = ask(
        "Idempotency store",
        "Where key, fingerprint and answer are kept, and in which transaction.",
        why="Written apart from the change itself, one of the two survives a crash without the other.",
        need=True,
        eg="table in the same database, same transaction as the payment",
    )
    replay_protection: Text = ask(
        "Replay protection",
        "For tools that change something: request id, nonce where calls are signed, and the window.",
        why="MCP has no idempotency key as of revision 2025-11-25, and its idempotent hint promises nothing.",
        need=has_surface("mcp", "apps-sdk"),
        when=has_surface("mcp", "apps-sdk"),
        eg="request_id in each mutating tool, per user and tool, kept 24 h; a repeat gets the stored result.",
    )


class Dependencies(Group, heading="Dependencies", when=has_external_systems):
    """What is done while an external system is slow, wrong or gone."""

    dependency_policies: tuple[DependencyPolicy, ...] = ask(
        "Dependency policies",
        "One line for each external system of step 1.",
        why="A slow dependency without a timeout holds every worker until nothing answers, its own callers included.",
        need=has_external_systems,
    )


class Overload(Group, heading="Overload"):
    """What is refused first when there is too much of everything."""

    overload_policy: Text = ask(
        "Overload policy",
        "Who is turned away at which point, with which answer; and what holds if the limiter itself is down.",
        why="Whatever is not refused early waits in a queue, times out late and is sent again.",
        depth="simple-crud",
        eg="Beyond 200 calls in flight: 503 with Retry-After, reports first, payments last. Limiter down: let through.",
    )
    degradation: Text = ask(
        "Degradation",
        "What is switched off, in which order, and what is never switched off.",
        why="Choosing what to drop takes minutes that nobody has while it is happening.",
        depth="high-scale",
        eg="1 search suggestions, 2 exports, 3 live totals; never capture and refund.",
    )


class Rollout(Group, heading="Rollout and rollback"):
    """How a change gets out, and how it is taken back."""

    rollout_stages: tuple[str, ...] = ask(
        "Rollout stages",
        "Who gets a change first, how long it is watched, what stops it: one stage a line.",
        why="A mistake that one caller in a hundred meets is an incident report; met by all, it is an outage.",
        eg="1 % for 30 min, stops at twice the error ratio of the rest",
    )
    flags: tuple[str, ...] = ask(
        "Feature flags",
        "One a line: name, owner, value when the flag service is down, end date.",
        why="A flag without an end date is a second program nobody tests.",
        eg="new-ledger, Payments, off, 2026-06-30",
    )
    kill_switch: str = ask(
        "Kill switch",
        "What can be turned off without a deployment, by whom, in how many seconds.",
        why="A deployment takes minutes, and the damage does not wait for it.",
        eg="payouts per provider, by on-call, 30 s",
    )
    rollback: Text = ask(
        "Rollback",
        "How the last version comes back, how long that takes, and what can not be taken back.",
        why="There will be no time to think, and the old version has to read what the new one wrote.",
        need=True,
        eg="Previous image in 5 min; schema changes expand first, so the last two versions run on the same tables.",
    )
    disaster_recovery: Text = ask(
        "Disaster recovery",
        "What comes back first after losing a region or the database, who decides, when it was last tried.",
        why="Replication copies a mistake as faithfully as a payment; only a restore that was tried is a backup.",
        eg="Database from point-in-time backup, then API, then workers; tried twice a year, last time 2 h 40 min.",
        depth="simple-crud",
    )


class Slos(Group, heading="Service level objectives"):
    """How good is good enough, in numbers."""

    slos: tuple[Slo, ...] = ask(
        "Objectives",
        "One line each; the critical path first. Budgets and burn rates are computed from it.",
        why="No service keeps more than its hard dependencies do together: five at 99.9 % make 99.5 %.",
        need=True,
    )


class Observability(Group, heading="Observability", section="OBSERVABILITY"):
    """What logs, metrics, traces and alerts tell, and to whom."""

    log_format: Literal["json", "otlp", "logfmt", "plain"] | None = ask(
        "Log format",
        "How one event is written.",
        why="Logs are searched by program long before a person reads them.",
        need=True,
        hints={
            "json": "one object a line",
            "otlp": "OpenTelemetry log records",
            "logfmt": "key=value pairs a line",
            "plain": "sentences, for people only",
        },
    )
    log_fields: tuple[str, ...] = ask(
        "Log fields",
        "What every line carries, one a line.",
        why="Without a trace id and an outcome on each line, one failed call can not be told from the next.",
        need=True,
        eg="trace_id",
    )
    log_redaction: Text = ask(
        "Log redaction",
        "What must never be logged, and what removes it if someone does.",
        why="Logs are read by more people and copied to more places than the database, tokens and card data included.",
        need=True,
        eg="Only listed fields are written; tokens and card data never; the collector filters once more.",
    )
    log_retention: str = ask(
        "Log retention",
        "How long, with its unit, and how much of it can be searched.",
        why="Personal data in logs is personal data: it has a period and a deletion like any other.",
        depth="simple-crud",
        eg="30 days, all searchable; audit trail apart",
    )
    metrics: tuple[Metric, ...] = ask(
        "Metrics",
        "At least latency, traffic, errors and saturation.",
        why="These four show most failures; labels with user or payment ids make them too expensive to keep.",
        need=True,
    )
    trace_propagation: str = ask(
        "Trace propagation",
        "Which headers carry the trace, and how it crosses queues and jobs.",
        why="A trace that ends at the queue shows that a message was sent, and never why it was lost.",
        need=True,
        eg="W3C traceparent, in message headers too",
    )
    trace_sampling: str = ask(
        "Trace sampling",
        "Which share is kept, and what is always kept.",
        why="Chosen at the start of a call, a small share loses most errors before anyone knows of them.",
        need=True,
        eg="5 %, and all errors and calls over 1 s, chosen at the end",
    )
    alerts: tuple[Alert, ...] = ask(
        "Alerts",
        "Few; each one asks somebody to do something.",
        why="An alert with nothing to do teaches people to ignore the next one.",
        need=True,
    )


class Performance(Group, heading="Performance targets", section="PERFORMANCE"):
    """How fast each operation is, and how often it is called."""

    targets: tuple[PerformanceTarget, ...] = ask(
        "Targets",
        "One line each; the operations of the critical path first.",
        why="Fast enough is a number or an argument. Calls in flight are computed from rate and time.",
        need=True,
    )


class Capacity(Group, heading="Under load", section="PERFORMANCE"):
    """What keeps the targets true as callers and rows multiply."""

    capacity_notes: Text = ask(
        "Capacity",
        "What runs out first, at which load, how long more of it takes.",
        why="Waiting outgrows load: in a simple queue a call takes five times its own time at 80 % use, ten at 90 %.",
        depth="high-scale",
        eg="Database connections, at 400 calls/s; a read replica takes a day, a split a quarter.",
    )
    partitioning: Text = ask(
        "Partitioning",
        "By which key, what crosses partitions, what is done about a hot one.",
        why="The key can hardly be changed later, and one large customer can fill a partition alone.",
        depth="high-scale",
        eg="By merchant; settlement reads across them at night; the three largest have partitions of their own.",
    )
    caches: tuple[Cache, ...] = ask(
        "Caches",
        "One line each.",
        why="Each copy answers faster and can be wrong; lifetime and invalidation say for how long.",
    )
    n_plus_one: str = ask(
        "N+1 queries",
        "How lists and nested fields load their parts without one query per row, and what notices if they do.",
        why="A list of 50 that asks once per row makes 51 queries; nobody notices with the three rows of a test.",
        need=True,
        eg="batch loaders per request; tests fail above 5 queries",
    )
    load_test: str = ask(
        "Load test",
        "Which load, on which data, how often, and what counts as failed.",
        why="A target never tried under the peak is a wish.",
        eg="twice the peak for 30 min on masked data, before each release",
    )


class Operations(Idempotency, Dependencies, Overload, Rollout, Slos, Observability, Performance, Capacity):
    """The answers of step 7."""


OPERATIONS = Step(
    "operations",
    7,
    "Operations",
    "How it keeps working, and how you know.",
    Operations,
    ("RELIABILITY", "OBSERVABILITY", "PERFORMANCE"),
)
