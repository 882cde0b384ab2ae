"""What objectives promise, on what, and what the answers beside them allow."""

from __future__ import annotations

from wizard.design import Design
from wizard.facts.calls import calls
from wizard.steps.operations_records import PerformanceTarget, Slo


def operations_of(design: Design, workflow: str) -> list[str]:
    """The operations that serve a workflow, by the names that objectives and targets use."""
    return [operation.label for operation in calls(design) if operation.workflow == workflow]


def measured_by(design: Design) -> dict[str, list[Slo]]:
    """The objectives of each workflow: those measured on it, and those on an operation that serves it."""
    serves = {operation.label: operation.workflow for operation in calls(design)}
    found: dict[str, list[Slo]] = {}
    for slo in design.operations.slos:
        for workflow in {slo.target, serves.get(slo.target, "")} - {""}:
            found.setdefault(workflow, []).append(slo)
    return found


def least_latency(slo: Slo, target: PerformanceTarget) -> tuple[str, int] | None:
    """The highest percentile with a number that the objective includes: more calls can not be faster than fewer are."""
    for share, name, value in ((99, "p99", target.p99_ms), (95, "p95", target.p95_ms), (50, "p50", target.p50_ms)):
        if value is not None and slo.objective is not None and slo.objective >= share:
            return name, value
    return None
