"""Items on objectives that the answers settle: what is measured, what may fail, and which alert guards it."""

from __future__ import annotations

import math
import re

from wizard.checklist.texts import around, says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import NOTHING, Design
from wizard.facts.calls import calls
from wizard.facts.objectives import least_latency, measured_by, operations_of
from wizard.facts.telemetry import RESOURCES, burn_rate
from wizard.facts.words import HOUR, affirmed, spans
from wizard.steps.operations_records import Alert

SLOS = ("operations", "slos")
EDGE = (
    r"\b(?:at|by|from|in|on) (?:the |an? |our )?(?:\w+ )?"
    r"(?:gateways?|edge|load balancers?|prox(?:y|ies)|clients?|browsers?|probes?|apps?)\b"
)
"""How an indicator says that it is measured where callers are."""
SHARES = (0.02, 0.05, 0.10)
"""Shares of the budget whose burning an alert usually watches for (Google SRE Workbook, ch. 5)."""
MONTH_DAYS = 30
WRONG = r"\b(reconcil\w+|recount\w*|wrong (results?|amounts?|answers?)|differ(ence)?s?\b|mismatch\w*)"
"""How an answer says that results are compared with what they have to be."""
_PERCENT = re.compile(r"(\d{2,3}(?:\.\d+)?) ?%")


@settles("slo-critical-path-first")
def _critical_path_first(design: Design) -> Told:
    path = design.scope.critical_path
    if not path or not design.operations.slos:
        return silent((("scope", "critical_path"), "is not answered") if not path else (SLOS, "none are listed"))
    by_target = {slo.target: slo for slo in design.operations.slos}
    needed = operations_of(design, path)
    if path in by_target:
        return met(((*SLOS, by_target[path].id, "target"), f"{by_target[path].label} is measured on {path}"))
    without = [name for name in needed if name not in by_target]
    if not needed or len(without) == len(needed):
        return unmet((SLOS, f"none on {path}" + (" or one of its operations" if needed else "")))
    if without:
        return silent((SLOS, f"none on {', '.join(without[:3])}, if {path} needs it"))
    return met((SLOS, f"each of the {len(needed)} operations of {path} has one"))


@settles("slo-every-critical-workflow")
def _every_critical_workflow(design: Design) -> Told:
    if not design.operations.slos:
        return silent((SLOS, "none are listed"))
    measured = measured_by(design)
    return every(
        [workflow for workflow in design.scope.workflows if workflow.critical],
        "scope.workflows",
        lambda workflow: workflow.name in measured,
        "no objective measures it or one of its operations",
        nothing="none is marked critical",
    )


@settles("slo-refusals-decided")
def _refusals_decided(design: Design) -> Told:
    of_clients = {operation.label for operation in calls(design)}
    return every(
        [slo for slo in design.operations.slos if slo.target in of_clients],
        "operations.slos",
        lambda slo: "4xx" in slo.indicator.lower(),
        "",
        has="each speaks of 4xx",
        nothing="none is on an operation",
        field="indicator",
        is_open=lambda _: True,
        doubt="says nothing of 4xx and 429 by their numbers",
    )


@settles("slo-measured-at-edge")
def _measured_at_edge(design: Design) -> Told:
    path = design.scope.critical_path
    wanted = {path, *operations_of(design, path)} if path else set()
    return every(
        [slo for slo in design.operations.slos if slo.target in wanted],
        "operations.slos",
        lambda slo: affirmed(EDGE, slo.indicator),
        "is measured inside the service",
        has="each is measured where callers are",
        nothing="none is on the critical path",
        field="indicator",
        is_open=lambda slo: not affirmed(r"\b(in|inside|by) the service\b", slo.indicator),
        doubt="says not where it is measured in words that are known",
    )


@settles("slo-below-dependency-product")
def _below_dependency_product(design: Design) -> Told:
    systems, slos = design.scope.external_systems, design.operations.slos
    at = ("scope", "external_systems")
    if not systems or not slos:
        return silent((at, "none are listed") if not systems else (SLOS, "none are listed"))
    if any(system.criticality is None for system in systems):
        return silent((at, "it is not said for all whether they are hard"))
    hard = [system for system in systems if system.criticality == "hard"]
    if not hard:
        return met((at, "none of them is hard"))
    promised = {system.label: _promise(system.purpose) for system in hard}
    unknown = [name for name, share in promised.items() if share is None]
    if unknown:
        return silent((at, f"what {', '.join(unknown[:3])} promises is not said in its purpose"))
    product = math.prod(share for share in promised.values() if share is not None) * 100
    return every(
        slos,
        "operations.slos",
        lambda slo: slo.objective is not None and slo.objective <= product,
        "",
        has=f"none is above {product:.4g} %, what {', '.join(promised)} keep{'s' if len(promised) == 1 else ''}",
        field="objective",
        is_open=lambda _: True,
        doubt=f"above {product:.4g} %, if it needs every hard dependency",
    )


def _promise(purpose: str) -> float | None:
    """The share that a purpose says a system keeps, if it says one and only one."""
    found = [float(share) for share in _PERCENT.findall(purpose)]
    is_promise = affirmed(r"\b(promis\w+|contract|sla|availab\w+|uptime|guarantee\w*)\b", purpose)
    return found[0] / 100 if is_promise and len(found) == 1 and 90 <= found[0] <= 100 else None


@settles("slo-leaves-a-budget")
def _leaves_a_budget(design: Design) -> Told:
    return every(
        design.operations.slos,
        "operations.slos",
        lambda slo: slo.objective is not None and slo.objective < 100,
        "100 % leaves nothing that may fail",
        has="none is 100 %",
        field="objective",
        is_open=lambda slo: slo.objective is None,
        doubt="has no number yet",
    )


@settles("slo-latency-agrees")
def _latency_agrees(design: Design) -> Told:
    targets = {target.operation: target for target in design.operations.targets}
    known = {slo: least_latency(slo, targets[slo.target]) for slo in design.operations.slos if slo.target in targets}
    least = {slo: found for slo, found in known.items() if found is not None}
    return every(
        [slo for slo in design.operations.slos if slo.latency_ms and slo in least],
        "operations.slos",
        lambda slo: slo.latency_ms >= least[slo][1],
        lambda slo: f"{slo.latency_ms} ms, below the {least[slo][0]} of {least[slo][1]} ms",
        has="no limit is shorter than its target",
        nothing="none has a latency limit and a target of its own",
        field="latency_ms",
    )


@settles("slo-correctness-measured")
def _correctness_measured(design: Design) -> Told:
    texts = [
        *(((*SLOS, slo.id), f"{slo.name} {slo.indicator}") for slo in design.operations.slos),
        *((("operations", "metrics", one.id), f"{one.name} {one.tells}") for one in design.operations.metrics),
        *(
            (("domain", "invariants", one.id), f"{one.statement} {one.on_violation} {one.tested_by}")
            for one in design.domain.invariants
            if one.enforced_by == "process"
        ),
    ]
    for path, text in texts:
        if found := affirmed(WRONG, text):
            return met((path, around(found)))
    return silent((SLOS, "no objective or metric speaks of wrong results"))


@settles("slo-spent-budget-stops")
def _spent_budget_stops(design: Design) -> Told:
    stages, rollback = design.operations.rollout_stages, design.operations.rollback
    if rollback not in NOTHING and not any("budget" in text.lower() for text in (*stages, rollback)):
        return unmet((("operations", "rollback"), "neither rollout nor rollback speaks of a budget"))
    wanted = {"a spent budget": r"\bbudget", "what stops": r"\b(only|no (new )?(release|change)|stop|frozen|freeze)"}
    return says(
        design, "operations.rollback|operations.rollout_stages", {**wanted, "who may overrule it": r"\boverrul"}
    )


@settles("slo-every-objective-alerts")
def _every_objective_alerts(design: Design) -> Told:
    alerts = design.operations.alerts
    if not alerts:
        return silent((("operations", "alerts"), "none are listed"))
    guarded = {alert.slo for alert in alerts if alert.severity in ("page", "ticket")}
    return every(
        design.operations.slos, "operations.slos", lambda slo: slo.name in guarded, "no page or ticket names it"
    )


@settles("slo-two-windows")
def _two_windows(design: Design) -> Told:
    return every(
        [alert for alert in design.operations.alerts if _burn_rate(alert)],
        "operations.alerts",
        lambda alert: len(set(spans(_burn_part(alert)))) >= 2,
        "names one window",
        has="each names two",
        nothing="none is on a burn rate",
        field="condition",
    )


@settles("slo-thresholds-fit-window")
def _thresholds_fit_window(design: Design) -> Told:
    windows = {slo.name: slo.window_days for slo in design.operations.slos if slo.window_days}
    return every(
        [
            alert
            for alert in design.operations.alerts
            if _burn_rate(alert) and spans(_burn_part(alert)) and alert.slo in windows
        ],
        "operations.alerts",
        lambda alert: _fits(alert, windows[alert.slo]),
        lambda alert: f"fits {MONTH_DAYS} days, the objective has {windows[alert.slo]}",
        has="each burns 2, 5 or 10 % of its objective's window",
        nothing="none names a burn rate, its window and an objective",
        field="condition",
        is_open=lambda alert: not _fits(alert, MONTH_DAYS),
        doubt="burns another share of the budget than 2, 5 or 10 %",
    )


def _burn_rate(alert: Alert) -> float | None:
    """The rate that an alert watches for, if it watches a burn rate."""
    found = burn_rate(alert.condition)
    return found[0] if found else None


def _burn_part(alert: Alert) -> str:
    """The part of a condition that is about the burn rate, from its number on."""
    found = burn_rate(alert.condition)
    return found[1] if found else ""


def _fits(alert: Alert, days: int) -> bool:
    """Whether rate times window is one of the usual shares of a budget over so many days."""
    rate, window = _burn_rate(alert) or 0.0, max(spans(_burn_part(alert))) / HOUR
    return any(abs(rate * window / (days * 24) - share) < share / 20 for share in SHARES)


@settles("slo-pages-are-symptoms")
def _pages_are_symptoms(design: Design) -> Told:
    return every(
        [alert for alert in design.operations.alerts if alert.severity == "page"],
        "operations.alerts",
        lambda alert: alert.slo or affirmed(RESOURCES, f"{alert.name} {alert.condition}"),
        "names no objective, and no resource that runs out",
        nothing="none pages",
        field="slo",
    )
