"""Rules on logs, metrics and traces: what could not be seen, and what would be seen that nobody may see."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.telemetry import ALL_THREE, LATENCY, SIGNALS
from wizard.facts.words import affirmed
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short

METRICS = ("operations", "metrics")
SLOW = rf"{SIGNALS['latency']}|\bslow|percentile|\bp9\d\b|how fast|(_|\.)(seconds|ms|millis)\b"
FAILED = rf"{SIGNALS['errors']}|[45]xx|exception|time-?outs?|unsuccess|success|outcome|result|status|availab|unanswered"
TRACE = r"trace|correlation|request.?id|span.?id"
"""How a log field ties the lines of one call together."""
ONE_EACH = r"\b(?:by|per|labels?:?|for each)\b[^.;]*?\b(\w*(?:user|customer|payment|order|request|session|account|patient|trace)s?(?:[ _.]?ids?)\b|\w*_ids?\b|e-?mails?( address\w*)?|uuids?)"
"""How a metric says that it has a series for each record."""
LISTED_ONLY = r"\b(only|nothing but|no other)\b.{0,30}\b(listed|list|written|fields?|named)\b|\boutside the list\b|\ballow[- ]?list"
"""How an answer says that what is not listed is not written."""
CLASSES = {
    "personal": r"personal|\bpii\b|\bnames?\b|e-?mail|address|phone|person|birth",
    "health": r"health|patient|diagnos|medical|\bphi\b|clinical|record",
    "card": r"\bcards?\b|\bpans?\b|\bcvv\b|\bluhn\b",
    "secret": r"secret|token|password|\bkeys?\b|credential",
}
"""The classes of sensitive attributes, and the words that speak of them."""
KEEPS_BAD = r"error|fail|slow|refus|\bover \d|longer|above|tail|at the end|all (traces|calls|requests)|everything"
"""How a rule of sampling says that it keeps what went wrong."""


@rule(
    "latency-unmeasured",
    "blocker",
    "None of the metrics tells how long callers wait. A system that answers after a minute would look healthy.",
    "Add a histogram of durations, by operation.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _latency_unmeasured(design: Design) -> Iterable[Said]:
    metrics = design.operations.metrics
    if metrics and not any(re.search(SLOW, f"{metric.name} {metric.tells}", re.IGNORECASE) for metric in metrics):
        yield Said(METRICS, "Metrics: none tells how long callers wait")


@rule(
    "failures-unmeasured",
    "blocker",
    "None of the metrics tells how many calls fail. Objectives could not be computed, and no alert could be made.",
    "Count failures by operation and code, or add the status to the histogram of durations and say so.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _failures_unmeasured(design: Design) -> Iterable[Said]:
    metrics = design.operations.metrics
    told = [f"{metric.name} {metric.tells}" for metric in metrics]
    if metrics and not any(ALL_THREE.search(text) or re.search(FAILED, text, re.IGNORECASE) for text in told):
        yield Said(METRICS, "Metrics: none tells how many calls fail")


@rule(
    "latency-not-histogram",
    "warning",
    "Percentiles can be made from a histogram only; a gauge or counter of durations yields averages that hide the slow calls.",
    "Make it a histogram.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _latency_not_histogram(design: Design) -> Iterable[Said]:
    for metric in design.operations.metrics:
        if metric.kind in ("gauge", "counter") and LATENCY.search(metric.name):
            yield Said((*METRICS, metric.id, "kind"), f"{short(metric.name)}: durations kept as a {metric.kind}")


@rule(
    "metric-by-record",
    "warning",
    "A series for each user, payment or request costs more to keep than the data it is about, and holds ids of people.",
    "Group by operation, code or plan, and look single records up in the logs.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _metric_by_record(design: Design) -> Iterable[Said]:
    for metric in design.operations.metrics:
        if found := affirmed(ONE_EACH, metric.tells):
            yield Said(
                (*METRICS, metric.id, "tells"),
                f"{short(metric.name, OF_SEVERAL)}: a series for each {short(found[1], OF_SEVERAL)}",
            )


@rule(
    "log-without-trace",
    "warning",
    "No field ties the lines of one call together, so one failed call can not be told from the next.",
    "Add the trace id to the fields that every line carries.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _log_without_trace(design: Design) -> Iterable[Said]:
    fields = design.operations.log_fields
    if fields and not any(re.search(TRACE, line, re.IGNORECASE) for line in fields):
        yield Said(("operations", "log_fields"), "Log fields: none holds a trace or request id")


@rule(
    "plain-log-with-fields",
    "advice",
    "Every line is to carry named fields, and the format is plain sentences. Programs would have to guess them from the prose.",
    "Choose json, otlp or logfmt.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _plain_log_with_fields(design: Design) -> Iterable[Said]:
    if design.operations.log_format == "plain" and design.operations.log_fields:
        first = short(design.operations.log_fields[0])
        yield Said(("operations", "log_format"), f"Log format: plain sentences, and {first} is to be found in each")


@rule(
    "redaction-misses-class",
    "warning",
    "The domain model marks attributes of this class as sensitive, and the redaction of logs neither names the class "
    "nor limits logs to listed fields.",
    "Name the class, or write only fields that are on a list.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _redaction_misses_class(design: Design) -> Iterable[Said]:
    text = design.operations.log_redaction
    if not text or affirmed(LISTED_ONLY, text):
        return
    first: dict[str, str] = {}
    for entity in design.domain.entities:
        for attribute in entity.attributes:
            if attribute.sensitivity in CLASSES and attribute.sensitivity not in first:
                first[attribute.sensitivity] = f"{entity.name}.{attribute.name}"
    for kind, where in first.items():
        if not re.search(CLASSES[kind], text, re.IGNORECASE):
            yield Said(
                ("operations", "log_redaction"), f"Log redaction: says nothing of {kind} data such as {short(where)}"
            )


@rule(
    "sampling-loses-errors",
    "advice",
    "A share of all traces is kept and nothing is said of failed ones, so most errors have no trace when somebody looks.",
    "Keep every failed and every slow call, chosen at the end.",
    "resilience-and-observability#which-signal-answers-which-question",
)
def _sampling_loses_errors(design: Design) -> Iterable[Said]:
    text = design.operations.trace_sampling
    share = re.search(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)", text, re.IGNORECASE)
    if share and float(share[1]) < 100 and not re.search(KEEPS_BAD, text, re.IGNORECASE):
        yield Said(("operations", "trace_sampling"), f"Trace sampling: {share[0]} is kept, failed calls are not named")
