"""Rules on objectives: what can be promised, what contradicts it, and who learns that it is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from wizard.design import Design, Path
from wizard.facts.calls import calls
from wizard.facts.objectives import least_latency, measured_by
from wizard.facts.telemetry import burn_rate
from wizard.facts.words import DAY, affirmed, names, plain, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short
from wizard.steps.operations_records import Slo
from wizard.steps.scope import ExternalSystem

SHORT_DAYS = 7
"""A window below a week holds no weekend, or nothing else."""
LEFT_OUT = r"\b(except|excluding|without|other than|apart from|not counting|leaving out)\b"
"""How an indicator leaves a kind of failure out."""


def _at(slo: Slo, field: str) -> Path:
    return ("operations", "slos", slo.id, field)


@rule(
    "objective-above-dependencies",
    "blocker",
    "We stop when a hard dependency stops, so no objective can be higher than what all of them keep together. "
    "This one is, so it is broken from the first month on.",
    "Lower the objective, make a dependency soft, or count its failures out in the indicator.",
    "slo-and-error-budgets#what-can-be-promised-at-most",
)
def _objective_above_dependencies(design: Design) -> Iterable[Said]:
    hard = [
        system
        for system in design.scope.external_systems
        if system.criticality == "hard" and system.availability is not None
    ]
    if not hard:
        return
    most = prod((system.availability or 0) / 100 for system in hard) * 100
    for slo in design.operations.slos:
        if slo.objective is not None and round(slo.objective - most, 6) > 0 and not _leaves_out(slo, hard):
            whose = short(hard[0].name, OF_SEVERAL) if len(hard) == 1 else f"its {len(hard)} hard dependencies together"
            verb = "keeps" if len(hard) == 1 else "keep"
            yield Said(
                _at(slo, "objective"), f"{short(slo.name)}: promises {slo.objective:.8g} %, {whose} {verb} {most:.6g} %"
            )


def _leaves_out(slo: Slo, hard: list[ExternalSystem]) -> bool:
    """Whether the indicator says that failures of a system are not counted."""
    return affirmed(LEFT_OUT, slo.indicator) is not None and any(names(slo.indicator, system.name) for system in hard)


@rule(
    "objective-without-budget",
    "blocker",
    "An objective of 100 % leaves nothing that may fail: every error breaks it, and no change may ever be released.",
    "Choose what users would notice, such as 99.9.",
    "slo-and-error-budgets#how-much-may-fail",
)
def _objective_without_budget(design: Design) -> Iterable[Said]:
    for slo in design.operations.slos:
        if slo.objective is not None and slo.objective >= 100:
            yield Said(_at(slo, "objective"), f"{short(slo.name)}: 100 % leaves nothing that may fail")


@rule(
    "critical-workflow-unpromised",
    "blocker",
    "The business stops when this workflow does, and no objective says how often it may fail. "
    "Alerts, capacity and rollouts would be decided without a number.",
    "Add an objective that is measured on the workflow or on an operation that serves it.",
    "slo-and-error-budgets#what-is-counted",
)
def _critical_workflow_unpromised(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no objectives, or one of them measures nothing that there is: that is said already."""
    slos = design.operations.slos
    if not slos:
        return
    known = {*(workflow.name for workflow in design.scope.workflows), *(call.label for call in calls(design))}
    if any(slo.target not in known for slo in slos):
        return
    measured = measured_by(design)
    for workflow in design.scope.workflows:
        if workflow.critical and workflow.name and workflow.name not in measured:
            yield Said(
                ("operations", "slos"),
                f"{short(workflow.name)}: critical, and no objective measures it or its operations",
            )


@rule(
    "critical-workflow-wakes-nobody",
    "warning",
    "The business stops when this workflow does, and none of the alerts on its objectives wakes anybody.",
    "Make one of the alerts a page, or do not call the workflow critical.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _critical_workflow_wakes_nobody(design: Design) -> Iterable[Said]:
    severities: dict[str, set[str]] = {}
    for alert in design.operations.alerts:
        if alert.slo and alert.severity:
            severities.setdefault(alert.slo, set()).add(alert.severity)
    if not severities:
        return
    measured = measured_by(design)
    for workflow in design.scope.workflows:
        on = [severities[slo.name] for slo in measured.get(workflow.name, []) if slo.name in severities]
        if workflow.critical and on and not any("page" in found for found in on):
            yield Said(
                ("operations", "alerts"), f"{short(workflow.name)}: critical, and no alert on its objectives pages"
            )


@rule(
    "objective-without-alert",
    "warning",
    "Nobody is told when this objective is about to be missed, so it is found broken in the next report.",
    "Add an alert that names it.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _objective_without_alert(design: Design) -> Iterable[Said]:
    alerts = design.operations.alerts
    guarded = {alert.slo for alert in alerts}
    for slo in design.operations.slos if alerts else ():
        if slo.name and slo.name not in guarded:
            yield Said(("operations", "alerts"), f"{short(slo.name)}: no alert names this objective")


@rule(
    "latency-limit-below-target",
    "warning",
    "The objective wants more calls below its limit than the performance target expects. Both can not be meant.",
    "Raise the limit, or lower the target of the operation.",
    "slo-and-error-budgets#what-is-counted",
)
def _latency_limit_below_target(design: Design) -> Iterable[Said]:
    targets = {target.operation: target for target in design.operations.targets}
    for slo in design.operations.slos:
        target = targets.get(slo.target)
        least = least_latency(slo, target) if target else None
        if slo.latency_ms is not None and least and slo.latency_ms < least[1]:
            yield Said(
                _at(slo, "latency_ms"),
                f"{short(slo.name, OF_SEVERAL)}: good up to {slo.latency_ms} ms, the {least[0]} of {short(slo.target, OF_SEVERAL)} is {least[1]} ms",
            )


@rule(
    "alert-longer-than-window",
    "warning",
    "The alert looks back over more time than its objective counts, so the two can never agree.",
    "Widen the window of the objective, or shorten that of the alert.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _alert_longer_than_window(design: Design) -> Iterable[Said]:
    windows = {slo.name: slo.window_days for slo in design.operations.slos if slo.window_days}
    for alert in design.operations.alerts:
        days, burning = windows.get(alert.slo), burn_rate(alert.condition)
        longest = max(spans(burning[1]), default=0.0) if burning else 0.0
        if days and longest > days * DAY:
            yield Said(
                ("operations", "alerts", alert.id, "condition"),
                f"{short(alert.name, OF_SEVERAL)}: looks back {longest / DAY:.3g} days, {short(alert.slo, OF_SEVERAL)} counts {days}",
            )


@rule(
    "window-short",
    "advice",
    "A window below a week holds no weekend, or no working day. It forgives nothing, and its budget is spent by one bad hour.",
    "Choose 28 or 30 days unless a contract says otherwise.",
    "slo-and-error-budgets#how-much-may-fail",
)
def _window_short(design: Design) -> Iterable[Said]:
    for slo in design.operations.slos:
        if slo.window_days is not None and slo.window_days < SHORT_DAYS:
            days = "1 day" if slo.window_days == 1 else f"{slo.window_days} days"
            yield Said(_at(slo, "window_days"), f"{short(slo.name)}: counted over {days} only")


@rule(
    "objective-twice",
    "warning",
    "Two objectives count the same thing on the same target. When they differ, nobody knows which one is the promise.",
    "Keep one of them, or say in the indicators how they differ.",
    "slo-and-error-budgets#what-is-counted",
)
def _objective_twice(design: Design) -> Iterable[Said]:
    first: dict[tuple[str, str, int | None], str] = {}
    for slo in design.operations.slos:
        if slo.target and slo.indicator:
            counted = (slo.target, plain(slo.indicator), slo.latency_ms)
            if counted in first:
                yield Said(
                    _at(slo, "indicator"),
                    f"{short(slo.name, OF_SEVERAL)}: counts the same as {short(first[counted], OF_SEVERAL)}",
                )
            first.setdefault(counted, slo.name)


@rule(
    "alert-never-fires",
    "warning",
    "At this burn rate more than all calls would have to fail, so the alert stays silent through a complete outage.",
    "Lower the rate: it has to stay below 100 divided by the budget in percent.",
    "slo-and-error-budgets#when-is-somebody-woken",
)
def _alert_never_fires(design: Design) -> Iterable[Said]:
    objectives = {slo.name: slo.objective for slo in design.operations.slos if slo.objective is not None}
    for alert in design.operations.alerts:
        burning, objective = burn_rate(alert.condition), objectives.get(alert.slo)
        if burning and objective is not None and objective < 100:
            share = burning[0] * (100 - objective)
            if share >= 100:
                yield Said(
                    ("operations", "alerts", alert.id, "condition"),
                    f"{short(alert.name, OF_SEVERAL)}: fires when {share:.4g} % of {short(alert.slo, OF_SEVERAL)} fail, which can not happen",
                )
