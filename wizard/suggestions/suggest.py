"""All suggestions for a design, by the field they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from wizard.design import Answers, Design, Path
from wizard.provenance import LookUp, Origin
from wizard.remembered import Remembered
from wizard.suggestions.suggestion import ADVISORS, Advisor, Suggestion

MODULES = (
    "start",
    "scope",
    "drivers",
    "pattern",
    "modules",
    "domain",
    "api",
    "calls",
    "call_fields",
    "errors",
    "limits",
    "tools",
    "data",
    "tables",
    "indexes",
    "access",
    "authentication",
    "protection",
    "compliance",
    "operations",
    "objectives",
    "observability",
    "risks",
    "failures",
    "owasp",
    "file_plan",
)
"""Where the rules are, in the order of the steps that they suggest answers for."""

Suggestions = Mapping[Path, tuple[Suggestion, ...]]
"""Suggestions by the field, or the list, that they are for."""


class Suggester:
    """Suggests answers for one design again and again; a rule runs again only when an answer it read has changed."""

    def __init__(self) -> None:
        self._rules = [Remembered(_all_of(advisor)) for advisor in advisors().values()]

    def suggest(self, design: Design, answers: Answers, origins: Mapping[Path, Origin]) -> Suggestions:
        """What is offered now: for what is not answered, and for accepted answers that are stale."""
        found: dict[Path, list[Suggestion]] = {}
        look_up = LookUp(answers)
        for rule in self._rules:
            for suggestion in rule(design):
                if _is_wanted(suggestion, look_up, origins):
                    found.setdefault(suggestion.path, []).append(suggestion)
        return {path: tuple(suggestions) for path, suggestions in found.items()}

    def offered_again(self, design: Design, answers: Answers, origins: Mapping[Path, Origin]) -> frozenset[Path]:
        """The accepted answers that their own rule suggests once more, exactly as they are."""
        look_up = LookUp(answers)
        return frozenset(
            suggestion.path
            for rule in self._rules
            for suggestion in rule(design)
            if (origin := origins.get(suggestion.path)) is not None
            and origin.code == suggestion.code
            and look_up.at(suggestion.path) == suggestion.value
        )


def _is_wanted(suggestion: Suggestion, look_up: LookUp, origins: Mapping[Path, Origin]) -> bool:
    if suggestion.is_record:
        return True
    held = look_up.at(suggestion.path)
    if held in (None, "", []):
        return True
    origin = origins.get(suggestion.path)
    return origin is not None and origin.is_stale and held != suggestion.value


def _all_of(advisor: Advisor) -> Callable[[Design], tuple[Suggestion, ...]]:
    return lambda design: tuple(Suggestion(advisor.code, *offer) for offer in advisor.offers(design))


def advisors() -> dict[str, Advisor]:
    """Every rule there is, by code."""
    for name in MODULES:
        import_module(f"wizard.suggestions.{name}")
    return dict(ADVISORS)
