"""Risks of what we depend on: systems without which we stop, and failures that nobody notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import prod

from wizard.design import Design
from wizard.facts.naming import names_someone
from wizard.facts.words import affirmed
from wizard.risks.risk import Degree, Seen, risky
from wizard.steps.scope import ExternalSystem

RARELY, SOMETIMES = 99.95, 99.5
"""Availabilities in percent from which on a system is gone for minutes, or for an hour or two, a month."""
HOURS_A_MONTH = 720
NEAR = 0.8
"""The share of an error budget that dependencies may use before hardly any is left for our own failures."""
GIVES_UP = r"(none|nothing|no fallback|an? error\b|errors?\b|fails?\b|5\d\d\b|-$)"
SECOND = r"\b(second|another|other|alternative|secondary) (provider|processor|supplier|bank|vendor|model|region)\b"
UNNOTICED = r"(nothing|none|nobody|not (detected|noticed)|no (alert|detection|alarm|monitoring)|(by |the )?(customers?|users?|callers?|people)\b.*)"


def _hard(design: Design) -> Iterator[ExternalSystem]:
    for system in design.scope.external_systems:
        if system.criticality == "hard" and system.name:
            yield system


def _gone(system: ExternalSystem) -> Degree:
    """How likely it is that a system is gone, by what it keeps."""
    kept = system.availability
    if kept is None:
        return Degree(None, "how much of its calls it answers is not known")
    hours = (100 - kept) / 100 * HOURS_A_MONTH
    number = 2 if kept >= RARELY else 3 if kept >= SOMETIMES else 4
    return Degree(number, f"it keeps {kept:g} %, which is {hours:.3g} h a month without it")


def _stops(design: Design, system: ExternalSystem) -> Degree:
    """How bad it is when a hard dependency is gone."""
    path = design.scope.critical_path
    if path and _is_on_path(design, system):
        return Degree(5, f"{path} stops with it, the workflow that is saved first")
    return Degree(4, "we stop when it stops")


def _is_on_path(design: Design, system: ExternalSystem) -> bool:
    steps = [step for one in design.scope.workflows if one.name == design.scope.critical_path for step in one.steps]
    return names_someone(" ".join(steps), system.name) if steps else False


@risky("hard-without-fallback", "supplier")
def _without_fallback(design: Design) -> Iterable[Seen]:
    fallback = {policy.system: policy.fallback for policy in design.operations.dependency_policies}
    for system in _hard(design):
        said = fallback.get(system.name, "").strip()
        if system.direction != "in" and (not said or re.match(GIVES_UP, said, re.IGNORECASE)):
            yield Seen(
                ("scope", "external_systems", system.id),
                f"{system.name} is gone, and nothing takes its place",
                _gone(system),
                _stops(design, system),
            )


@risky("single-provider", "supplier")
def _single_provider(design: Design) -> Iterable[Seen]:
    """A second provider that a policy or risk speaks of is taken as one."""
    policies = {
        policy.system: f"{policy.fallback} {policy.breaker}" for policy in design.operations.dependency_policies
    }
    for system in _hard(design):
        said = policies.get(system.name, "")
        if system.direction != "in" and _is_on_path(design, system) and not affirmed(SECOND, said):
            yield Seen(
                ("scope", "external_systems", system.id),
                f"{system.name} raises its price, changes its terms or ends, and there is no second one",
                Degree(2, "contracts end rarely, and mostly with notice"),
                Degree(5, f"{design.scope.critical_path} goes through it alone"),
            )


@risky("no-availability-figure", "reliability")
def _no_figure(design: Design) -> Iterable[Seen]:
    for system in _hard(design):
        if system.availability is None:
            yield Seen(
                ("scope", "external_systems", system.id),
                f"{system.name} keeps less than our objectives need, and nobody knows",
                Degree(None, "what it keeps was neither promised nor measured"),
                Degree(3, "objectives are broken by something that we do not run"),
            )


@risky("objective-near-dependencies", "reliability")
def _near(design: Design) -> Iterable[Seen]:
    kept = [system.availability / 100 for system in _hard(design) if system.availability is not None]
    if not kept:
        return
    most = prod(kept) * 100
    for slo in design.operations.slos:
        if slo.objective is None or not most >= slo.objective or slo.objective >= 100:
            continue
        share = (100 - most) / (100 - slo.objective)
        if share >= NEAR:
            yield Seen(
                ("operations", "slos", slo.id),
                f"{slo.name} is broken by dependencies alone",
                Degree(4, f"in a usual month they use {share:.0%} of the error budget"),
                Degree(3, "hardly anything is left for failures of our own, or for a release"),
            )


@risky("failure-undetected", "reliability")
def _undetected(design: Design) -> Iterable[Seen]:
    for failure in design.risks.failure_modes:
        said = failure.detection.strip().rstrip(".")
        if said and re.fullmatch(UNNOTICED, said, re.IGNORECASE):
            yield Seen(
                ("risks", "failure_modes", failure.id),
                f"{failure.label} goes on unnoticed",
                Degree(None, "how often it happens is not said"),
                Degree(4, f"it lasts until somebody complains ({failure.detection})"),
            )
