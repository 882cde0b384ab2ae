"""For whom a reference page or checklist item counts: words about a design, and whether they fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from wizard.ask import DEPTHS, LEVEL
from wizard.design import Design
from wizard.steps.access_records import Regime
from wizard.steps.scope import Surface

SYSTEMS = frozenset(("rest", "graphql"))
SURFACES = frozenset(get_args(Surface))
SCOPES = frozenset(get_args(Regime))
DEPTH_WORDS = frozenset(DEPTHS)
KINDS = (SYSTEMS, SURFACES, SCOPES, DEPTH_WORDS)
"""Words of one kind are alternatives, kinds are combined."""


def words_of(design: Design) -> frozenset[str]:
    """The words that are true of a design. A system type that was not chosen yet rules nothing out."""
    system, scopes = design.start.system_type, design.start.compliance
    return frozenset(
        (
            *(SYSTEMS if system in (None, "both") else (system,)),
            *design.scope.surfaces,
            *(SCOPES if "all" in scopes else scopes),
            *(depth for depth in DEPTHS if LEVEL[depth] <= LEVEL[design.depth]),
        )
    )


def fits(groups: Iterable[Iterable[str]], words: frozenset[str]) -> bool:
    """Whether a design with these words is meant by every group."""
    return all(_fits(frozenset(group), words) for group in groups)


def _fits(wanted: frozenset[str], words: frozenset[str]) -> bool:
    return all(not (of_kind := wanted & kind) or of_kind & words for kind in KINDS)
