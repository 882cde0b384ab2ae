"""Items on observability that the answers settle: what is logged and what is not, metrics, traces, and what alerts say."""

from __future__ import annotations

import re

from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.telemetry import ALL_THREE, LATENCY, SIGNALS
from wizard.facts.words import affirmed, names
from wizard.steps.operations_records import Metric

METRICS = ("operations", "metrics")
REDACTION = ("operations", "log_redaction")
LINE: dict[str, frozenset[str]] = {
    "time": frozenset(("time", "timestamp", "ts", "datetime", "observedtimestamp")),
    "severity": frozenset(("severity", "level", "severitynumber", "severitytext", "loglevel", "loglevelname")),
    "service name": frozenset(("service", "servicename", "app", "application")),
    "trace id": frozenset(("trace", "traceid", "traceparent")),
    "event name": frozenset(("event", "eventname", "eventtype", "eventid", "eventcode", "eventaction")),
    "outcome": frozenset(("outcome", "result", "status", "eventoutcome")),
}
"""What every log line carries, and the names under which it goes; letters only, in lower case."""
SECRETS = {
    "tokens": r"\btokens?\b",
    "session ids": r"\bsessions?\b",
    "passwords": r"\bpasswords?\b",
    "keys": r"\bkeys?\b",
}


@settles("telemetry-logs-for-programs")
def _logs_for_programs(design: Design) -> Told:
    log_format = design.operations.log_format
    at = ("operations", "log_format")
    if log_format is None:
        return silent((at, "is not answered"))
    return (unmet if log_format == "plain" else met)((at, log_format))


@settles("telemetry-log-line-complete")
def _log_line_complete(design: Design) -> Told:
    fields = design.operations.log_fields
    at = ("operations", "log_fields")
    if not fields:
        return silent((at, "none are listed"))
    said = {re.sub(r"[^a-z]", "", name.lower()) for line in fields for name in re.split(r"[,;(]", line)}
    missing = [words for words, known in LINE.items() if not known & said]
    return unmet((at, f"without {', '.join(missing)}")) if missing else met((at, quoted(fields)))


@settles("telemetry-redaction-by-allow-list")
def _redaction_by_allow_list(design: Design) -> Told:
    wanted = {
        "what may be written": r"\b(only|nothing but|no other)\b.{0,30}\b(listed|list|written|fields?|named)\b|\boutside the list\b|\ballow[- ]?list",
        "a second filter": r"\b(collectors?|agents?|pipeline|forwarder|sidecar|second filter|once more|filters? again)\b",
    }
    return says(design, "operations.log_redaction", wanted)


@settles("telemetry-secrets-unlogged")
def _secrets_unlogged(design: Design) -> Told:
    text = design.operations.log_redaction
    if not text:
        return silent((REDACTION, "is not answered"))
    missing = [words for words, pattern in SECRETS.items() if not re.search(pattern, text, re.IGNORECASE)]
    if missing:
        return unmet((REDACTION, f"does not name {', '.join(missing)}"))
    held = {attribute.sensitivity for entity in design.domain.entities for attribute in entity.attributes}
    above = sorted(str(one) for one in held & {"personal", "health", "card"} if not names(text, str(one)))
    if above:
        return silent((REDACTION, f"does not say {', '.join(above)} in this word"))
    return met((REDACTION, "names all four kinds of secrets and each class of step 3"))


@settles("telemetry-line-breaks-neutral")
def _line_breaks_neutral(design: Design) -> Told:
    at = ("operations", "log_format")
    match design.operations.log_format:
        case "json":
            return met((at, "JSON has no line break within a string"))
        case "otlp":
            return met((at, "OTLP records are not parted by line breaks"))
        case "plain":
            return unmet((at, "plain lines escape nothing"))
        case "logfmt":
            return silent((at, "logfmt escapes only if the library does"))
    return silent((at, "is not answered"))


@settles("telemetry-golden-signals")
def _golden_signals(design: Design) -> Told:
    metrics = design.operations.metrics
    if not metrics:
        return silent((METRICS, "none are listed"))
    has_server = any(ALL_THREE.search(metric.name) for metric in metrics)
    missing = [
        signal
        for signal, pattern in SIGNALS.items()
        if not (has_server and signal != "saturation")
        and not any(re.search(pattern, f"{metric.name} {metric.tells}", re.IGNORECASE) for metric in metrics)
    ]
    return unmet((METRICS, f"none tells of {', '.join(missing)}")) if missing else met((METRICS, quoted(metrics)))


@settles("telemetry-latency-histogram")
def _latency_histogram(design: Design) -> Told:
    return every(
        [metric for metric in design.operations.metrics if LATENCY.search(metric.name)],
        "operations.metrics",
        lambda metric: metric.kind == "histogram",
        lambda metric: f"is a {metric.kind}",
        nothing="none is named after duration or latency",
        field="kind",
        is_open=lambda metric: metric.kind is None,
        doubt="its kind is not said",
    )


@settles("telemetry-dependencies-measured")
def _dependencies_measured(design: Design) -> Told:
    systems, metrics = design.scope.external_systems, design.operations.metrics
    at = ("scope", "external_systems")
    hard = [system for system in systems if system.criticality == "hard" and system.direction != "in"]
    if systems and not hard and all(system.criticality for system in systems):
        return met((at, "we call none that is hard"))
    if not metrics:
        return silent((METRICS, "none are listed"))
    of_all = next((metric for metric in metrics if metric.name.startswith("http.client.request.duration")), None)
    if hard and of_all is not None:
        return met(((*METRICS, of_all.id), f"{of_all.label} measures every call out"))
    return every(
        hard,
        "scope.external_systems",
        lambda system: any(_measures(metric, system.name) for metric in metrics),
        "",
        has="each has a duration of its own among the metrics",
        nothing="none is marked hard",
        is_open=lambda _: True,
        doubt="no duration among the metrics is named after it",
    )


def _measures(metric: Metric, system: str) -> bool:
    """Whether a histogram of durations is named after a system, and tells of results too."""
    is_of_it = names(f"{metric.name} {metric.tells}", system)
    return (
        is_of_it and bool(LATENCY.search(metric.name)) and bool(re.search(SIGNALS["errors"] + "|result", metric.tells))
    )


@settles("telemetry-trace-crosses-queues")
def _trace_crosses_queues(design: Design) -> Told:
    header = r"\btraceparent\b|\btrace context\b|\bb3\b|\bheaders?\b|\bx-[a-z-]+"
    if design.operations.trace_propagation and not affirmed(header, design.operations.trace_propagation):
        return unmet((("operations", "trace_propagation"), "names no header"))
    carried = r"\b(messages?|queues?|jobs?|outbox|attempts?|tasks?)\b"
    return says(design, "operations.trace_propagation", {"a header": header, "a place in messages and jobs": carried})


@settles("telemetry-sampling-keeps-errors")
def _sampling_keeps_errors(design: Design) -> Told:
    rule = design.operations.trace_sampling
    at = ("operations", "trace_sampling")
    if not rule:
        return silent((at, "is not answered"))
    if re.search(r"\b100 ?%|\b(all|every) (trace|call)s?\b(?! (over|above|slower|longer|that))", rule, re.IGNORECASE):
        return met((at, quoted(rule)))
    wanted = {"failed": r"\b(error|fail)", "slow": r"\b(over|above|slower|longer|slow)\b"}
    missing = [words for words, pattern in wanted.items() if not re.search(pattern, rule, re.IGNORECASE)]
    return unmet((at, f"does not keep {' and '.join(missing)} calls")) if missing else met((at, quoted(rule)))


@settles("telemetry-pages-have-steps")
def _pages_have_steps(design: Design) -> Told:
    return every(
        [alert for alert in design.operations.alerts if alert.severity == "page"],
        "operations.alerts",
        lambda alert: alert.runbook and alert.owner,
        lambda alert: "has no owner" if alert.runbook else "has no runbook",
        has="each has a runbook and an owner",
        nothing="none pages",
    )


@settles("telemetry-failures-detected")
def _failures_detected(design: Design) -> Told:
    alerts, metrics = design.operations.alerts, design.operations.metrics
    known = [name for name in (*(one.name for one in alerts), *(one.name for one in metrics)) if name]
    return every(
        design.risks.failure_modes,
        "risks.failure_modes",
        lambda mode: any(names(mode.detection, name) for name in known),
        "nothing detects it",
        has="each names an alert or metric",
        field="detection",
        is_open=lambda mode: (
            mode.detection and not re.match(r"(nothing|none|no one|nobody)\b", mode.detection, re.IGNORECASE)
        ),
        doubt="names no alert or metric of step 7",
    )
