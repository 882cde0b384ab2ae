"""What the contract computes from answers: budgets, capacity, permissions, orders of rank, and what is still open."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

from wizard.ask import Field
from wizard.design import Design
from wizard.export.tables import number
from wizard.review import Review, fields_of
from wizard.standards import NONE_NEWER, OUT, Standard, standards_for
from wizard.steps.access_records import Regime
from wizard.steps.advice import advice_of, is_against_advice
from wizard.steps.api_records import GraphqlOperation, RestOperation
from wizard.steps.operations_records import PerformanceTarget, Slo
from wizard.steps.pattern import Drivers, Priority, TradeOff
from wizard.steps.risks import Risk

DEFAULT_OPENAPI = "3.1.2"
MOST_OPEN = 12
"""Missing answers that one line names; the rest is counted."""
USE = 0.7
"""Share of its slots that a pool should need at the peak; above it, waiting grows faster than load."""
BURNS = (("page", 0.02, 1), ("page", 0.05, 6), ("ticket", 0.10, 72))
"""Multi-window burn alerts: what happens when a share of the budget is gone within so many hours."""

PRIORITIES: tuple[str, ...] = get_args(Priority)
REGIMES: tuple[str, ...] = get_args(Regime)


def regimes(design: Design) -> tuple[str, ...]:
    """The compliance scopes that apply; `all` is every one of them."""
    chosen = design.start.compliance
    return tuple(name for name in REGIMES if name in chosen or "all" in chosen)


def speaks_rest(design: Design) -> bool:
    """Whether clients call over REST; also while no system type was chosen and there are operations."""
    kind = design.start.system_type
    return kind in ("rest", "both") or (kind is None and bool(design.api.operations))


def openapi(design: Design) -> str:
    """The OpenAPI version of the contract; empty if it has no REST operations to describe."""
    return (design.api.openapi_version or DEFAULT_OPENAPI) if speaks_rest(design) else ""


def standards(design: Design) -> tuple[Standard, ...]:
    """The standards that this contract relies on, in the versions it does."""
    kind = design.start.system_type
    where = {*regimes(design), *design.scope.surfaces, *({"rest", "graphql"} if kind == "both" else {kind or ""})}
    where |= {"rest"} if speaks_rest(design) else set()
    return tuple(_as_chosen(row, openapi(design)) for row in standards_for(where))


def _as_chosen(row: Standard, version: str) -> Standard:
    """The OpenAPI row in the version of the contract, where that is the newer one; any other row as it is."""
    is_newer = row.name.startswith("OpenAPI") and version == row.newer.version
    return replace(row, version=version, date=row.newer.date, status=OUT, newer=NONE_NEWER) if is_newer else row


def drivers(design: Design) -> list[tuple[str, str, str]]:
    """(driver, level, what the level means) of those that were weighed."""
    found = []
    for name, field in Drivers.fields.items():
        level = getattr(design.pattern, name)
        if level:
            found.append((field.prompt, level, hint(field, level)))
    return found


def advised_instead(design: Design) -> str | None:
    """The pattern that the drivers argue for, where another one was chosen."""
    return advice_of(design).best if is_against_advice(design) else None


def hint(field: Field, value: str) -> str:
    """What choosing a value means, in a few words."""
    return next((option.hint for option in field.options if option.value == value), "")


def by_priority(tradeoffs: tuple[TradeOff, ...]) -> list[TradeOff]:
    """Trade-offs in the fixed order of what they favour, then of what they give up; the undecided last."""
    return sorted(tradeoffs, key=lambda row: (_rank(row.optimises), _rank(row.gives_up)))


def _rank(priority: str | None) -> int:
    return PRIORITIES.index(priority) if priority else len(PRIORITIES)


def score(risk: Risk) -> int | None:
    """Likelihood times impact; nothing while one of them is open."""
    return risk.likelihood * risk.impact if risk.likelihood and risk.impact else None


def by_score(risks: tuple[Risk, ...]) -> list[Risk]:
    """Risks, the highest score first; those without a score last."""
    return sorted(risks, key=lambda risk: -(score(risk) or 0))


def budget(slo: Slo) -> str:
    """The error budget of an objective in minutes: (1 - objective) times its window."""
    if slo.objective is None or slo.window_days is None:
        return ""
    return f"{number(round((100 - slo.objective) / 100 * slo.window_days * 24 * 60, 2))} min"


def burn_rates(slo: Slo) -> str:
    """The burn rates at which to page and to open a ticket: share of the budget times window, by alert window."""
    if slo.window_days is None or slo.objective is None or slo.objective >= 100:
        return ""
    hours = slo.window_days * 24
    rates = ((severity, share * hours / within, within) for severity, share, within in BURNS if within < hours)
    return "; ".join(f"{severity} at {number(round(rate, 2))} over {within} h" for severity, rate, within in rates)


def in_flight(target: PerformanceTarget, milliseconds: int | None) -> float | None:
    """Calls being answered at once at the peak, by Little's law: rate times time."""
    if target.peak_per_second is None or milliseconds is None:
        return None
    return round(target.peak_per_second * milliseconds / 1000, 2)


def slots(target: PerformanceTarget) -> int | None:
    """Workers or connections that the p95 time needs at the peak, at 70 % use."""
    busy = in_flight(target, target.p95_ms)
    return None if busy is None else math.ceil(round(busy / USE, 6))


def operations(design: Design) -> tuple[RestOperation | GraphqlOperation, ...]:
    """What clients can call, over REST first."""
    return (*design.api.operations, *design.api.graphql_operations)


def permissions(design: Design) -> tuple[list[str], list[list[object]]]:
    """Headings and rows of who may call what: operations down, roles across, then public and scopes."""
    roles = [role.name for role in design.access.roles if role.name]
    body: list[list[object]] = []
    for operation in operations(design):
        if operation.label:
            may: list[object] = [True if role in operation.access else None for role in roles]
            scopes = [name.removeprefix("scope:") for name in operation.access if name.startswith("scope:")]
            body.append([operation.label, *may, True if "public" in operation.access else None, tuple(scopes)])
    return ["Operation", *roles, "Public", "Scopes"], body


def unused_roles(design: Design) -> list[str]:
    """Roles that no operation asks for; none are named while there are no operations."""
    asked = {name for operation in operations(design) for name in operation.access}
    roles = [role.name for role in design.access.roles if role.name and role.name not in asked]
    return roles if operations(design) else []


def not_applicable(design: Design, section: str) -> str:
    """Why a section says nothing about this design; empty if it does."""
    scope = design.scope
    if section == "APPS_SDK_REQUIREMENTS" and "apps-sdk" not in scope.surfaces:
        return "no app inside ChatGPT is among the integration surfaces."
    if section == "INTEGRATION_SURFACES" and not scope.surfaces and not scope.external_systems:
        return "clients speak to the API alone; no other surface and no external system is part of the design."
    return ""


def still_open(review: Review, section: str, step: str = "") -> list[str]:
    """The needed answers that a section lacks, by prompt; with the record's name where it is a record's."""
    of_section = (
        finding
        for finding in review.blockers
        if finding.section == section and finding.code in ("needed", "invalid") and step in ("", finding.step)
    )
    found = list(dict.fromkeys(_prompts(finding.path, finding.message) for finding in of_section))
    more = len(found) - MOST_OPEN
    return [*found[:MOST_OPEN], f"and {more} more"] if more > 0 else found


def _prompts(path: tuple[str, ...], message: str) -> str:
    prompt = fields_of(path).prompt
    words = prompt[:1].lower() + prompt[1:] if prompt[1:2].islower() else prompt
    owner = message.rpartition(": ")[0] if len(path) > 2 else ""
    return f"{words} ({owner})" if owner else words
