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
        why="What is left off this list runs with the library's default, which often is to wait without end.",
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
        why="Without one, every call waits for the full timeout during the whole outage.",
        need=True,
        eg="opens at 50 % of 20 calls, 30 s, then 3 probes",
    )
    fallback: str = ask(
        "Fallback",
        "What the caller gets instead.",
        why="If this is 'an error', the system is a hard dependency, and the objective has to allow for it.",
        need=True,
        eg="202, charged from a queue",
    )


class Slo(Record, columns=("name", "target", "indicator", "objective", "window_days", "latency_ms"), noun="objective"):
    """What users can count on, as a number over a number of days."""

    name: str = ask(
        "Name",
        "As alerts will refer to it.",
        why="It is read at night and in reports; 'SLO 3' tells neither reader what users are missing.",
        need=True,
        eg="Payments succeed",
    )
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
        why="Counted inside the service, calls that never arrived look fine. Most wrong objectives are wrong here.",
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
    window_days: int | None = ask(
        "Window",
        "Days, rolling.",
        why="Short windows forgive nothing and hide trends; long ones let a bad week disappear.",
        need=True,
        low=1,
        high=366,
        eg="30",
    )
    latency_ms: int | None = ask(
        "Latency limit",
        "Milliseconds up to which an answer is good; empty if only failures count.",
        why="Without a limit an answer after half a minute counts as good, and users have long gone.",
        depth="simple-crud",
        low=1,
        eg="300",
    )


class Metric(Record, columns=("name", "kind", "tells"), noun="metric"):
    """A number kept over time."""

    name: str = ask(
        "Name",
        "As it is exported.",
        why="Dashboards and alerts query it; a rename empties both without an error.",
        need=True,
        eg="http.server.request.duration",
    )
    kind: Literal["counter", "gauge", "histogram"] | None = ask(
        "Kind",
        why="An average of averages from a gauge hides the slow tail that a histogram shows.",
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

    name: str = ask(
        "Name",
        "What is wrong, as the person woken reads it.",
        why="The first ten minutes go into finding out what it means, unless it says so.",
        need=True,
        eg="Payments fail too often",
    )
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
        why="An alert tied to no promise wakes people for what no user notices.",
        ref="operations.slos",
        depth="simple-crud",
    )
    severity: Literal["page", "ticket", "info"] | None = ask(
        "Severity",
        why="Everything a page, and the one that matters is slept through.",
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
    owner: str = ask(
        "Owner",
        "The rota or team it goes to.",
        why="An alert sent to everyone is looked at by no one.",
        depth="simple-crud",
        eg="Payments on-call",
    )


class PerformanceTarget(
    Record,
    columns=("operation", "p50_ms", "p95_ms", "p99_ms", "peak_per_second", "payload"),
    noun="target",
    named_by=(("operation",),),
):
    """How fast one operation answers, under how many calls."""

    operation: str = ask(
        "Operation",
        why="One number for the whole API is met by its cheapest calls.",
        need=True,
        ref="api.operations|api.graphql_operations",
    )
    p50_ms: int | None = ask(
        "p50",
        "Milliseconds; half of the calls are faster.",
        why="Multiplied with the peak it gives the calls in flight, and from those the size of pools.",
        low=1,
        eg="80",
    )
    p95_ms: int | None = ask(
        "p95",
        "Milliseconds; 95 of 100 calls are faster.",
        why="An average hides one caller in twenty, and that is often the largest customer.",
        need=True,
        low=1,
        eg="250",
    )
    p99_ms: int | None = ask(
        "p99",
        "Milliseconds; 99 of 100 calls are faster.",
        why="A page that makes twenty calls is slower than this about every fifth time.",
        low=1,
        eg="600",
    )
    peak_per_second: float | None = ask(
        "Peak",
        "Calls per second in the busiest minute.",
        why="Sized for the daily mean, the system falls over at the hour for which it was built.",
        need=True,
        low=0,
        eg="120",
    )
    payload: str = ask(
        "Payload",
        "Usual and largest size, in and out.",
        why="Large bodies use up memory and links long before the number of calls is high.",
        eg="2 KB in, 4 KB out, at most 64 KB",
    )


class Cache(Record, columns=("what", "where", "ttl", "invalidation"), noun="cache", named_by=(("what",),)):
    """A copy kept for speed, and what ends it."""

    what: str = ask(
        "What",
        "The answer or record that is copied.",
        why="An answer that differs by caller, kept under one key, is shown to the wrong one.",
        need=True,
        eg="exchange rates",
    )
    where: str = ask(
        "Where",
        why="A copy in each process differs from instance to instance; a shared one is a dependency more.",
        need=True,
        eg="in the process of each instance",
    )
    ttl: str = ask(
        "Lifetime",
        "A number and its unit: how stale it may be.",
        why="Too long and people see what is no longer true; too short and the cache only adds work.",
        need=True,
        eg="60 s",
    )
    invalidation: str = ask(
        "Invalidation",
        "What ends a copy early, or that nothing does.",
        why="Permissions and balances that stay cached after a change are wrong answers given quickly.",
        need=True,
        eg="on the rate-published event",
    )
