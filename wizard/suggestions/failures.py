"""Suggestions for step 8 on how parts fail: the systems that we stop with, and the stores."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import lowered, some, stems
from wizard.steps.operations_records import DependencyPolicy
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

DATABASES = ("postgres", "sql", "maria", "oracle", "mongo", "database")
"""Parts of a technology's name by which a failure of `the database` is about it."""


def _known(design: Design) -> set[str]:
    return {failure.component.lower() for failure in design.risks.failure_modes}


@suggests("failure-of-dependency", "A system that we stop with is slow or gone.", "resilience-and-observability")
@asked("risks", "failure_modes")
def _dependencies(design: Design) -> Iterator[Offer]:
    known = _known(design)
    hard = [
        one
        for one in design.scope.external_systems
        if one.criticality == "hard" and one.name and one.name.lower() not in known
    ]
    if not hard:
        return
    policies = {policy.system: policy for policy in design.operations.dependency_policies}
    critical = [one.name for one in design.scope.workflows if one.critical and one.name]
    for system in hard:
        policy = policies.get(system.name)
        at = ("scope", "external_systems", system.id)
        mode = {
            "component": system.name,
            "failure": "is slow or does not answer" if system.direction != "in" else "sends nothing, or the same again",
            "effect": f"these stop: {some(critical)}"
            if critical
            else "we stop with it" + (f": {system.purpose}" if system.purpose else ""),
            "detection": "its error ratio and waiting time, alert within 5 min",
            "mitigation": _mitigation(policy),
        }
        basis: tuple[Path, ...] = ((*at, "criticality"), (*at, "direction"))
        if policy is not None:
            basis = (*basis, ("operations", "dependency_policies", policy.id, "fallback"))
        because = f"{system.name} is a hard dependency" + (
            f", and its policy says: {policy.fallback}." if policy and policy.fallback else "."
        )
        yield Offer(("risks", "failure_modes"), mode, because, basis)


def _mitigation(policy: DependencyPolicy | None) -> str:
    """What the dependency's policy does about it, in its own words."""
    if policy is None:
        return "timeout, then a fallback; to be tried before launch"
    timeout = f"timeout after {policy.timeout_ms} ms" if policy.timeout_ms else "timeout"
    return f"{timeout}, then {lowered(policy.fallback)}" if policy.fallback else timeout


@suggests("failure-of-store", "A store is lost or fills up.", "resilience-and-observability")
@asked("risks", "failure_modes")
def _stores(design: Design) -> Iterator[Offer]:
    known = _known(design)
    told = stems(" ".join(known))
    for store in design.data.stores:
        is_database = any(part in store.technology.lower() for part in DATABASES)
        if not store.name or stems(f"{store.name} {store.technology}") & told or (is_database and "datab" in told):
            continue
        lost = (
            f"up to {store.rpo} of writes are lost" if store.rpo else "what was written since the last backup is lost"
        )
        gone = f", nothing can be written for up to {store.rto}" if store.rto else ", nothing can be written meanwhile"
        mode = {
            "component": store.name,
            "failure": "is lost",
            "effect": lost + gone,
            "detection": "a probe that writes and reads, alert within 1 min",
            "mitigation": f"restore from backup: {lowered(store.backup)}"
            if store.backup
            else "restore from backup, tried before launch",
        }
        because = f"{store.name} is {lowered(store.purpose)}" if store.purpose else f"{store.name} is kept"
        at = ("data", "stores", store.id)
        yield Offer(
            ("risks", "failure_modes"),
            mode,
            f"{because}, and no failure mode is about it.",
            ((*at, "rpo"), (*at, "rto"), (*at, "backup")),
        )
