"""Suggestions for step 7 on objectives: what is promised for critical workflows, who is woken, and how fast is fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wizard.design import Design, Path
from wizard.facts.naming import kebab, some
from wizard.steps.operations_records import Slo
from wizard.suggestions.asked import asked
from wizard.suggestions.call_fields import proposed_id
from wizard.suggestions.suggestion import Offer, suggests

BURNS = (
    ("burns fast", "burn rate above 14.4 over 1 h and over 5 min", "page", "2 % of the budget are gone after 1 h"),
    ("burns steadily", "burn rate above 6 over 6 h and over 30 min", "page", "5 % of the budget are gone after 6 h"),
    ("wears away", "burn rate above 1 over 3 d and over 6 h", "ticket", "10 % of the budget are gone after 3 d"),
)
"""What the budget does, the condition, the severity, and what it means over 30 days; after the workbook of Google's SREs."""
READ_MS, WRITE_MS = 200, 400


@suggests("objective-for-critical", "A critical workflow has an objective.", "slo-and-error-budgets")
@asked("operations", "slos")
def _objectives(design: Design) -> Iterator[Offer]:
    critical = [
        one for one in design.scope.workflows if one.name and (one.critical or one.name == design.scope.critical_path)
    ]
    if not critical:
        return
    workflow_of = _workflow_of(design)
    covered = {workflow_of.get(slo.target, slo.target) for slo in design.operations.slos}
    hard = [
        one for one in design.scope.external_systems if one.criticality == "hard" and one.direction != "in" and one.name
    ]
    objective = 99.5 if hard else 99.9
    for workflow in critical:
        if workflow.name in covered:
            continue
        slo = {
            "name": f"{workflow.name} succeeds",
            "target": workflow.name,
            "indicator": "answers other than 5xx, of all calls, at the edge",
            "objective": objective,
            "window_days": 30,
        }
        is_path = workflow.name == design.scope.critical_path
        because = f"{workflow.name} is {'the critical path' if is_path else 'critical'}; "
        because += f"{objective} % is a number to start from" + (
            f", as it can not be better than what comes from {some([system.name for system in hard])}." if hard else "."
        )
        basis = (
            ("scope", "critical_path") if is_path else ("scope", "workflows", workflow.id, "critical"),
            *(("scope", "external_systems", system.id, "criticality") for system in hard),
        )
        yield Offer(("operations", "slos"), slo, because, basis)


def _workflow_of(design: Design) -> dict[str, str]:
    """The workflow that each operation serves, by how the operation is referred to."""
    if not design.operations.slos:
        return {}
    rest = {one.label: one.workflow for one in design.api.operations if one.workflow}
    return rest | {one.name: one.workflow for one in design.api.graphql_operations if one.workflow}


@suggests("alert-for-objective", "An objective is watched by how fast its budget burns.", "slo-and-error-budgets")
@asked("operations", "alerts")
def _alerts(design: Design) -> Iterator[Offer]:
    """Whoever named one alert of an objective otherwise has decided how it is watched."""
    held: dict[str, set[str]] = {}
    for known in design.operations.alerts:
        held.setdefault(known.slo, set()).add(known.name)
    for slo in design.operations.slos:
        if not slo.name or slo.objective is None or slo.objective >= 100:
            continue
        present = held.get(slo.name, set())
        offered = {alert["name"]: (alert, because) for alert, because in _alerts_of(slo)}
        if present <= offered.keys():
            for name, (alert, because) in offered.items():
                if name not in present:
                    yield Offer(
                        ("operations", "alerts"), alert, because, (("operations", "slos", slo.id, "objective"),)
                    )


def _alerts_of(slo: Slo) -> Iterator[tuple[dict[str, Any], str]]:
    for does, condition, severity, meaning in BURNS:
        alert = {"name": f"{slo.name}: budget {does}", "condition": condition, "slo": slo.name, "severity": severity}
        if severity == "page":
            alert["runbook"] = f"runbooks/{kebab(slo.name)}.md"
        yield alert, f"{slo.name} promises {slo.objective:g} %; at that rate {meaning}."


@suggests(
    "target-for-critical-path",
    "Each operation of the critical path has a time that it answers in.",
    "slo-and-error-budgets",
)
@asked("operations", "targets")
def _targets(design: Design) -> Iterator[Offer]:
    """How often it is called at the peak, only the architect knows. An operation that is going to be named waits for that."""
    workflow = design.scope.critical_path
    if not workflow:
        return
    covered = {target.operation for target in design.operations.targets}
    promised = {slo.target: slo for slo in design.operations.slos if slo.latency_ms}
    for name, is_reading, at in _calls_of(design, workflow):
        if name in covered:
            continue
        slo = promised.get(name)
        most = slo.latency_ms if slo else (READ_MS if is_reading else WRITE_MS)
        said = (
            f"{slo.name} promises {most} ms"
            if slo
            else f"{most} ms for what {'reads' if is_reading else 'writes'} is a number to start from"
        )
        basis: tuple[Path, ...] = ((*at, "workflow"), ("scope", "critical_path"))
        if slo:
            basis = (*basis, ("operations", "slos", slo.id, "latency_ms"))
        yield Offer(
            ("operations", "targets"),
            {"operation": name, "p95_ms": most},
            f"{name} serves the critical path, {workflow}; {said}.",
            basis,
        )


def _calls_of(design: Design, workflow: str) -> Iterator[tuple[str, bool, Path]]:
    """Name, whether it reads, and path of each call that serves a workflow."""
    for operation in design.api.operations:
        if operation.workflow == workflow and operation.label and not proposed_id(operation):
            yield operation.label, operation.method == "GET", ("api", "operations", operation.id)
    for field in design.api.graphql_operations:
        if field.workflow == workflow and field.name:
            yield field.name, field.kind == "query", ("api", "graphql_operations", field.id)
