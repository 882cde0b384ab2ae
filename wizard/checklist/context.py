"""Items on step 1 that the answers settle: who acts, what must not break, what is believed, and what lies outside."""

from __future__ import annotations

from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.words import names, plain

WORKFLOWS = ("scope", "workflows")


@settles("domain-users-act")
def _users_act(design: Design) -> Told:
    if not design.scope.workflows:
        return silent((WORKFLOWS, "none are listed"))
    actors = {workflow.actor for workflow in design.scope.workflows}
    return every(design.scope.users, "scope.users", lambda user: user.name in actors, "is the actor of no workflow")


@settles("domain-critical-path-complete")
def _critical_path_complete(design: Design) -> Told:
    name = design.scope.critical_path
    if not name:
        return silent((("scope", "critical_path"), "is not answered"))
    path = next((workflow for workflow in design.scope.workflows if workflow.name == name), None)
    if path is None:
        return unmet((("scope", "critical_path"), f"{name} is no workflow of the list"))
    lacks = [
        (field, words)
        for field, words in (
            ("critical", "is not marked critical"),
            ("steps", "has no steps"),
            ("failure_mode", "has no failure mode"),
            ("fallback", "has no fallback"),
        )
        if not getattr(path, field)
    ]
    at = (*WORKFLOWS, path.id)
    if lacks:
        return unmet(*(((*at, field), f"{name} {words}") for field, words in lacks))
    return met((at, f"{name}: {len(path.steps)} steps, failure mode and fallback"))


@settles("domain-trust-per-inbound")
def _trust_per_inbound(design: Design) -> Told:
    systems = design.scope.external_systems
    entries = [f"{entry.entry_point} {entry.who} {entry.verified_by}" for entry in design.scope.trust_entries]
    said = plain(" ".join(entries))
    at = ("scope", "external_systems")
    if systems and all(system.direction == "out" for system in systems):
        return met((at, "none of them calls us"))
    if not entries:
        return silent((("scope", "trust_entries"), "none are listed"))
    return every(
        [system for system in systems if system.direction != "out"],
        "scope.external_systems",
        lambda system: system.direction and any(names(entry, system.name) for entry in entries),
        "no trust entry names it",
        is_open=lambda system: not system.direction or any(f" {word} " in said for word in plain(system.name).split()),
        doubt=lambda system: "no trust entry has its whole name" if system.direction else "who calls whom is not said",
    )


@settles("domain-external-classified")
def _external_classified(design: Design) -> Told:
    return every(
        design.scope.external_systems,
        "scope.external_systems",
        lambda system: system.direction and system.criticality and system.data_class,
        lambda system: (
            "no "
            + ", no ".join(
                words
                for field, words in (
                    ("direction", "direction"),
                    ("criticality", "hard or soft"),
                    ("data_class", "data class"),
                )
                if not getattr(system, field)
            )
        ),
    )


@settles("domain-assumption-refutable")
def _assumption_refutable(design: Design) -> Told:
    return every(
        design.scope.assumptions,
        "scope.assumptions",
        lambda assumption: assumption.risk_if_wrong and assumption.how_detected,
        lambda one: "says not how one would notice" if one.risk_if_wrong else "says not what is lost if it is wrong",
        has="each says what is lost and how one would notice",
    )
