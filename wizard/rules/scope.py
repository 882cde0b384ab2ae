"""Rules on step 1: workflows that nobody serves, systems that nobody weighed, constraints that nothing keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import calls
from wizard.facts.naming import is_stated, stems
from wizard.facts.words import plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

BY_ITSELF = r"(?i)\b(schedul\w+|timer|clock|cron|nightly|daily|hourly|weekly|monthly|every (night|day|hour|week|month)|queue|message)\b"
"""How a trigger says that no request starts the workflow."""


@rule(
    "workflow-unserved",
    "blocker",
    "A workflow is listed and no operation names it. Whoever builds it has to invent the calls, or it is never built.",
    "Name the workflow at the operations that serve it, add those that are missing, or drop the workflow.",
    "api-design-checklist#what-must-every-operation-answer",
)
def _workflow_unserved(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no operations at all: that they are missing is said already."""
    served = {call.workflow for call in calls(design)}
    if not served:
        return
    for workflow in design.scope.workflows:
        if workflow.name and workflow.name not in served:
            is_urgent = workflow.critical and not re.search(BY_ITSELF, workflow.trigger)
            yield Said(
                ("scope", "workflows", workflow.id, "name"),
                f"{short(workflow.name)}: no operation serves it",
                "blocker" if is_urgent else "warning",
            )


@rule(
    "user-idle",
    "advice",
    "A user starts no workflow, and no operation asks for a role of that name. Either a workflow is missing or the user is.",
    "Add the workflow that this user comes for, or take the user out.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _user_idle(design: Design) -> Iterable[Said]:
    if not design.scope.workflows:
        return
    active = {stems(workflow.actor) for workflow in design.scope.workflows}
    active |= {stems(role) for role in {role for call in calls(design) for role in call.access}}
    for user in design.scope.users:
        words = stems(user.name)
        if words and not any(words <= one or (one and one <= words) for one in active):
            yield Said(("scope", "users", user.id, "name"), f"{short(user.name)}: starts no workflow")


@rule(
    "actor-never-calls",
    "warning",
    "A workflow is started by an external system of which it is said that only we call it. One of the two is wrong.",
    "Set the direction to in or both, or name another actor.",
    "threat-checklist#how-is-one-request-taken-apart",
)
def _actor_never_calls(design: Design) -> Iterable[Said]:
    called = {system.name for system in design.scope.external_systems if system.direction == "out" and system.name}
    for workflow in design.scope.workflows:
        if workflow.actor in called:
            yield Said(
                ("scope", "workflows", workflow.id, "actor"),
                f"{short(workflow.name)}: started by {short(workflow.actor)}, a system that only we call",
            )


@rule(
    "nothing-out-of-scope",
    "advice",
    "Nothing is said to lie outside. What is not excluded is expected by somebody.",
    "Name two or three things that readers could expect and that others do.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _nothing_out_of_scope(design: Design) -> Iterable[Said]:
    if design.scope.goal and design.scope.workflows and not design.scope.out_of_scope:
        yield Said(("scope", "out_of_scope"), "Out of scope: nothing is left to others")


@rule(
    "constraint-without-invariant",
    "warning",
    "What must never be violated is said in step 1, and no invariant of step 3 speaks of the same thing. "
    "So nothing is said to enforce it.",
    "Add the invariant with what enforces it and what happens otherwise, or word both alike.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _constraint_without_invariant(design: Design) -> Iterable[Said]:
    """Judged by shared words alone, so a constraint with one word of an invariant passes."""
    invariants = design.domain.invariants
    if not invariants:
        return
    said = frozenset(
        word for one in invariants for word in stems(f"{one.statement} {one.entity} {one.on_violation} {one.tested_by}")
    )
    texts = [f"{one.entity} {one.statement}" for one in invariants]
    for line in design.scope.integrity_constraints:
        words = stems(line)
        if words and (len(words & said) < 2 or not is_stated(line, texts, share=LEAST_SHARED)):
            yield Said(("scope", "integrity_constraints"), f"{short(line)}: no invariant of step 3 says it")


LEAST_SHARED = 0.25
"""The share of its words that a constraint has to have in common with one invariant."""


@rule(
    "constraint-repeated",
    "advice",
    "The same constraint stands in the list twice. When one copy is reworded, nobody knows which counts.",
    "Keep one of the lines.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _constraint_repeated(design: Design) -> Iterable[Said]:
    seen: set[str] = set()
    for line in design.scope.integrity_constraints:
        if plain(line) in seen:
            yield Said(("scope", "integrity_constraints"), f"{short(line)}: stands in the list twice")
        seen.add(plain(line))


@rule(
    "assumption-without-risk",
    "advice",
    "An assumption says not what it costs if it is wrong, so nobody can tell which to check first.",
    "Say what happens if it turns out false.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _assumption_without_risk(design: Design) -> Iterable[Said]:
    for assumption in design.scope.assumptions:
        if assumption.text and not assumption.risk_if_wrong:
            yield Said(
                ("scope", "assumptions", assumption.id, "risk_if_wrong"),
                f"{short(assumption.text)}: what it costs if it is wrong is not said",
            )


@rule(
    "system-without-criticality",
    "warning",
    "Of an external system it is not said whether we stop when it stops. "
    "Objectives, timeouts and fallbacks follow from that answer.",
    "Say hard if we stop with it, soft if we go on without it.",
    "slo-and-error-budgets#what-can-be-promised-at-most",
)
def _system_without_criticality(design: Design) -> Iterable[Said]:
    for system in design.scope.external_systems:
        if system.name and system.criticality is None:
            yield Said(
                ("scope", "external_systems", system.id, "criticality"),
                f"{short(system.name)}: whether we stop when it stops is not said",
            )


@rule(
    "system-without-direction",
    "warning",
    "Of an external system it is not said who calls whom. Being called needs proof of the sender, calling needs timeouts.",
    "Say whether it calls us, we call it, or both.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _system_without_direction(design: Design) -> Iterable[Said]:
    for system in design.scope.external_systems:
        if system.name and system.direction is None:
            yield Said(
                ("scope", "external_systems", system.id, "direction"),
                f"{short(system.name)}: who calls whom is not said",
            )


@rule(
    "critical-path-without-steps",
    "warning",
    "The workflow that matters most has no steps, so it is open in which order things happen and where they can break.",
    "List its steps, one a line, in order.",
    "threat-checklist#how-is-one-request-taken-apart",
)
def _critical_path_without_steps(design: Design) -> Iterable[Said]:
    if design.depth == "simple-crud":  # steps are not asked there
        return
    for workflow in design.scope.workflows:
        if workflow.name and workflow.name == design.scope.critical_path and len(workflow.steps) < 2:
            yield Said(
                ("scope", "workflows", workflow.id, "steps"),
                f"{short(workflow.name)}: the critical path, and its steps are not listed",
            )


@rule(
    "everything-critical",
    "advice",
    "Every workflow is marked critical. Where all come first, none is saved first.",
    "Keep the mark for those without which the business stops.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _everything_critical(design: Design) -> Iterable[Said]:
    workflows = design.scope.workflows
    if len(workflows) >= MANY and all(workflow.critical for workflow in workflows):
        yield Said(("scope", "workflows"), f"Workflows: all {len(workflows)} are critical")


MANY = 4
"""From so many workflows on, all of them can not come first."""
