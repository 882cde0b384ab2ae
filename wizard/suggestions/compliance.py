"""Suggestions for step 6 on compliance: controls that a scope asks for and that nobody has decided, and the legal review."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from wizard.design import Design
from wizard.facts.naming import some
from wizard.knowledge.library import page
from wizard.steps.access_records import Regime
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

REGIMES = get_args(Regime)
MOST_CONTROLS = 8
"""So many controls are offered per scope; the checklist has the rest."""


def chosen(design: Design) -> list[str]:
    """The scopes that apply; `all` stands for each of them."""
    said = design.start.compliance
    return [regime for regime in REGIMES if regime in said or "all" in said]


@cache
def _asked_by(scope: str) -> tuple[tuple[str, str], ...]:
    """Statement and source of the first items that a scope alone asks for."""
    items = [item for item in page("compliance").items if item.when[-1] == (scope,)]
    return tuple((item.statement.rstrip("."), item.source) for item in items[:MOST_CONTROLS])


@suggests("control-for-scope", "What a scope asks for, as controls that nobody has decided yet.", "compliance")
@asked("access", "controls")
def _controls(design: Design) -> Iterator[Offer]:
    """Whoever stated one control of a scope otherwise has a list of their own for it."""
    held: dict[str, set[str]] = {}
    for known in design.access.controls:
        held.setdefault(known.scope or "", set()).add(known.control)
    for scope in chosen(design):
        offered = _asked_by(scope)
        present = held.get(scope, set())
        if present <= {statement for statement, _ in offered}:
            for statement, source in offered:
                if statement not in present:
                    control = {"scope": scope, "control": statement, "status": "open"}
                    because = f"{scope} applies, and no control says whether this holds ({source})."
                    yield Offer(("access", "controls"), control, because, (("start", "compliance"),))


@suggests("legal-review", "Each scope needs somebody who answers for the law.", "compliance")
@asked("access", "legal_review_needed")
def _legal_review(design: Design) -> Iterator[Offer]:
    scopes = chosen(design)
    if scopes:
        because = (
            f"{some(scopes)} {'applies' if len(scopes) == 1 else 'apply'}; what they mean here is a legal question."
        )
        yield Offer(("access", "legal_review_needed"), value=True, because=because, basis=(("start", "compliance"),))
