"""The records of step 7: dependency policies, objectives, metrics, alerts, performance targets and caches."""

from typing import Literal

from wizard.ask import Record, ask


class DependencyPolicy(
    Record,
    columns=("system", "timeout_ms", "retries", "backoff", "breaker", "fallback"),
    noun="dependency policy",
    named_by=(("system",),),
):
    """How calls to one external system are bounded, repeated and given up."""

    system: str = ask(
        "System",
        "An external system of step 1, or a store of step 5 that is reached over the network.",
        need=True,
        ref="scope.external_systems|data.stores",
    )
    timeout_ms: int | None = ask(
        "Timeout",
        "Milliseconds for one attempt.",
        why="Taken from the measured p99 rather than guessed, and shorter than the time our own caller waits.",
        need=True,
        low=1,
        eg="2000",
    )
    retries: int | None = ask(
        "Retries",
        "Attempts after the first; 0 for calls that are not safe to repeat.",
        why="Attempts multiply by layer: three layers with four attempts each turn one call into 64.",
        need=True,
        low=0,
        high=10,
        eg="2",
    )
    backoff: str = ask(
        "Backoff",
        "How long between attempts.",
        why="Without randomness, all callers that failed together come back together.",
        need=lambda policy: bool(policy.retries),
        when=lambda policy: policy.retries != 0,
        eg="100 ms doubling to 2 s, full jitter",
    )
    breaker: str = ask(
        "Circuit breaker",
        "When calls stop, for how long, what tries again; or why there is none.",
        need=True,
        eg="opens at 50 % of 20 calls, 30 s, then 3 probes",
    )
    fallback: str = ask("Fallback", "What the caller gets instead.", need=True, eg="202, charged from a queue")


class Slo(Record, columns=("name", "target", "indicator", "objective", "window_days", "latency_ms"), noun="objective"):
    """What users can count on, as a number over a number of days."""

    name: str = ask("Name", "As alerts will refer to it.", need=True, eg="Payments succeed")
    target: str = ask(
        "Measured on",
        "The operation or workflow that is promised.",
        why="Users notice a workflow that fails, not a host that restarts.",
        need=True,
        ref="api.operations|api.graphql_operations|scope.workflows",
    )
    indicator: str = ask(
        "Indicator",
        "What counts as good, out of what, measured where.",
        need=True,
        eg="answers other than 5xx, of all calls, at the gateway",
    )
    objective: float | None = ask(
        "Objective",
        "Percent of good events.",
        why="What is left to 100 is the error budget: 99.9 % over 30 days leaves 43 minutes.",
        need=True,
        low=50,
        high=100,
        eg="99.9",
    )
    window_days: int | None = ask("Window", "Days, rolling.", need=True, low=1, high=366, eg="30")
    latency_ms: int | None = ask(
        "Latency limit",
        "Milliseconds up to which an answer is good; empty if only failures count.",
        depth="simple-crud",
        low=1,
        eg="300",
    )


class Metric(Record, columns=("name", "kind", "tells"), noun="metric"):
    """A number kept over time."""

    name: str = ask("Name", "As it is exported.", need=True, eg="http.server.request.duration")
    kind: Literal["counter", "gauge", "histogram"] | None = ask(
        "Kind",
        need=True,
        hints={
            "counter": "only goes up; rates are made from it",
            "gauge": "a level, up and down",
            "histogram": "a spread; percentiles are made from it",
        },
    )
    tells: str = ask(
        "What it tells",
        "The question it answers.",
        why="A metric that answers no question is paid for every month and looked at never.",
        need=True,
        eg="how long callers wait, by route",
    )


class Alert(Record, columns=("name", "condition", "slo", "severity", "runbook", "owner"), noun="alert"):
    """A condition someone is told about, and what that person does then."""

    name: str = ask("Name", "What is wrong, as the person woken reads it.", need=True, eg="Payments fail too often")
    condition: str = ask(
        "Condition",
        "Threshold and window.",
        why="Two windows at once, a long and a short one, keep an alert from firing late and from staying on.",
        need=True,
        eg="burn rate above 14.4 over 1 h and over 5 min",
    )
    slo: str = ask(
        "Objective",
        "The one it protects; empty for a cause, such as a full disk.",
        ref="operations.slos",
        depth="simple-crud",
    )
    severity: Literal["page", "ticket", "info"] | None = ask(
        "Severity",
        need=True,
        hints={"page": "wakes someone now", "ticket": "this week, in working hours", "info": "shown, nobody is told"},
    )
    runbook: str = ask(
        "Runbook",
        "Where the first steps are written down.",
        why="At three in the morning people follow steps; they do not derive them.",
        need=lambda alert: alert.severity == "page",
        eg="runbooks/payments-failing.md",
    )
    owner: str = ask("Owner", "The rota or team it goes to.", depth="simple-crud", eg="Payments on-call")


class PerformanceTarget(
    Record,
    columns=("operation", "p50_ms", "p95_ms", "p99_ms", "peak_per_second", "payload"),
    noun="target",
    named_by=(("operation",),),
):
    """How fast one operation answers, under how many calls."""

    operation: str = ask("Operation", need=True, ref="api.operations|api.graphql_operations")
    p50_ms: int | None = ask(
        "p50",
        "Milliseconds; half of the calls are faster.",
        why="Multiplied with the peak it gives the calls in flight, and from those the size of pools.",
        low=1,
        eg="80",
    )
    p95_ms: int | None = ask("p95", "Milliseconds; 95 of 100 calls are faster.", need=True, low=1, eg="250")
    p99_ms: int | None = ask(
        "p99",
        "Milliseconds; 99 of 100 calls are faster.",
        why="A page that makes twenty calls is slower than this about every fifth time.",
        low=1,
        eg="600",
    )
    peak_per_second: float | None = ask("Peak", "Calls per second in the busiest minute.", need=True, low=0, eg="120")
    payload: str = ask("Payload", "Usual and largest size, in and out.", eg="2 KB in, 4 KB out, at most 64 KB")


class Cache(Record, columns=("what", "where", "ttl", "invalidation"), noun="cache", named_by=(("what",),)):
    """A copy kept for speed, and what ends it."""

    what: str = ask("What", "The answer or record that is copied.", need=True, eg="exchange rates")
    where: str = ask("Where", need=True, eg="in the process of each instance")
    ttl: str = ask("Lifetime", "A number and its unit: how stale it may be.", need=True, eg="60 s")
    invalidation: str = ask(
        "Invalidation",
        "What ends a copy early, or that nothing does.",
        why="Permissions and balances that stay cached after a change are wrong answers given quickly.",
        need=True,
        eg="on the rate-published event",
    )
