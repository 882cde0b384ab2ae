"""All rules, and every kind of finding that a review can have."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from wizard.rules.general import GENERAL
from wizard.rules.rule import RULES, Code, Rule

MODULES = (
    "choices",
    "scope",
    "trust",
    "pattern",
    "tradeoffs",
    "layers",
    "domain",
    "attributes",
    "lifecycles",
    "file_plan",
    "file_paths",
    "surfaces",
    "decisions",
    "paths",
    "methods",
    "repeats",
    "lists",
    "links",
    "errors",
    "versions",
    "examples",
    "limits",
    "exposure",
    "graph",
    "tools",
    "commands",
    "access",
    "tokens",
    "tenancy",
    "protection",
    "compliance",
    "tables",
    "stored",
    "consistency",
    "migrations",
    "dependencies",
    "objectives",
    "alerts",
    "telemetry",
    "performance",
    "rollout",
    "risks",
    "failures",
    "plans",
    "language",
)
"""Where the rules are, by what they look at."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is."""
    for name in MODULES:
        import_module(f"wizard.rules.{name}")
    return tuple(RULES.values())


@cache
def kinds() -> tuple[Code | Rule, ...]:
    """Every kind of finding, those that need no rule first."""
    return (*GENERAL, *rules())
