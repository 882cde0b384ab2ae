"""Rows for tests of the checklist: an item, answers, and what these tell about it."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, NamedTuple

from core.designs import with_ids

from wizard.checklist.told import PREDICATES, Predicate, Told
from wizard.design import Design, Reader

State = Literal["met", "unmet", "silent"]


class Row(NamedTuple):
    """What some answers tell about an item; `words` is part of the evidence."""

    item: str
    state: State
    words: str
    answers: Mapping[str, Mapping[str, Any]]


def row(item: str, state: State, words: str, **answers: Mapping[str, Any]) -> Row:
    """A row; the answers are given as `step={field: value}` on an empty design."""
    return Row(item, state, words, answers)


def design(answers: Mapping[str, Mapping[str, Any]]) -> Design:
    """The design in some answers; records get their ids."""
    return Reader().read(with_ids(answers)).design


def settled_in(*modules: str) -> dict[str, Predicate]:
    """The predicates of these modules, by the item that they settle."""
    names = {import_module(f"wizard.checklist.{module}").__name__ for module in modules}
    return {item: predicate for item, predicate in PREDICATES.items() if predicate.__module__ in names}


def told(row: Row, *modules: str) -> Told:
    """What the answers of a row tell about its item, which one of the modules settles."""
    return settled_in(*modules)[row.item](design(row.answers))


def states_without_row(rows: Sequence[Row], never: Mapping[str, Mapping[State, str]], *modules: str) -> list[str]:
    """The states of settled items that have neither a row nor a reason why they can not be."""
    seen = {(row.item, row.state) for row in rows} | {(item, state) for item, why in never.items() for state in why}
    states: tuple[State, ...] = ("met", "unmet", "silent")
    return [f"{item}: {state}" for item in settled_in(*modules) for state in states if (item, state) not in seen]
