"""The checklist of a design: every item that counts for it, ticked by the answers, by hand, or open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from typing import Literal, NamedTuple

from wizard.checklist.applicable import fits, words_of
from wizard.checklist.told import PREDICATES, Predicate, Told, Where
from wizard.design import Design
from wizard.knowledge.library import items
from wizard.knowledge.page import Item
from wizard.remembered import Remembered
from wizard.steps.risks import Tick

State = Literal["met", "not-met", "not-applicable", "open"]
By = Literal["answers", "hand", ""]

MODULES = (
    "context", "pattern", "domain", "api", "data", "access", "compliance", "operations", "surfaces", "apps", "file_plan",
    "stores", "migrations", "slos", "observability", "performance", "rollout",
    "tokens", "headers", "audit", "tenants", "holdings", "card_data", "persons", "consumers", "retained", "threats", "tool_threats",
    "api_errors", "api_versions", "rest", "rest_lists", "graphql", "limits", "contract_tests", "formats", "baseline",
    "commands", "models", "edge", "tools", "replay", "app_money",
)  # fmt: skip
"""Where the predicates are, by what they read."""
SAYS_NOTHING = Told("silent", ())
BY_ANSWERS: dict[str, tuple[State, By]] = {
    "met": ("met", "answers"),
    "unmet": ("not-met", "answers"),
    "silent": ("open", ""),
}


class Checked(NamedTuple):
    """An item, how it stands, who says so, and the answers that tell."""

    item: Item
    state: State
    by: By
    where: tuple[Where, ...]
    tick: Tick | None = None

    @property
    def is_done(self) -> bool:
        """Whether nobody has to look at it any more."""
        return self.state in ("met", "not-applicable")


class Checklist:
    """All items that count for a design, in the order of pages."""

    def __init__(self, checked: tuple[Checked, ...]) -> None:
        self.checked = checked

    @cached_property
    def by_section(self) -> dict[str, tuple[Checked, ...]]:
        """The items of each section of the contract."""
        found: dict[str, list[Checked]] = {}
        for one in self.checked:
            found.setdefault(one.item.section, []).append(one)
        return {section: tuple(ones) for section, ones in found.items()}

    @cached_property
    def by_id(self) -> dict[str, Checked]:
        """The items by id."""
        return {one.item.id: one for one in self.checked}

    def of(self, sections: Sequence[str]) -> tuple[Checked, ...]:
        """The items of several sections, in the order of the sections."""
        return tuple(one for section in sections for one in self.by_section.get(section, ()))


class Checker:
    """Checks one design again and again; a predicate runs again only when an answer it read has changed."""

    def __init__(self, guide: Sequence[Item] = ()) -> None:
        self._items = (*items(), *guide)
        self._predicates = {item: Remembered(predicate) for item, predicate in predicates().items()}
        self._words = Remembered(words_of)

    def check(self, design: Design) -> Checklist:
        """How every item that counts stands."""
        words = self._words(design)
        ticks = {tick.item: tick for tick in design.risks.ticks}
        fitting = [item for item in self._items if fits(item.when, words)]
        return Checklist(tuple(self._checked(item, design, ticks.get(item.id)) for item in fitting))

    def _checked(self, item: Item, design: Design, tick: Tick | None) -> Checked:
        predicate = self._predicates.get(item.id)
        told = predicate(design) if predicate is not None else SAYS_NOTHING
        if tick is not None and tick.state is not None:
            return Checked(item, tick.state, "hand", told.where, tick)
        state, by = BY_ANSWERS[told.state]
        return Checked(item, state, by, told.where)


def predicates() -> dict[str, Predicate]:
    """Every predicate there is, by the id of its item."""
    for name in MODULES:
        import_module(f"wizard.checklist.{name}")
    return dict(PREDICATES)
