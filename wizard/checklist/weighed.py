"""Records weighed one by one: by what contradicts an item in each, and by what leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wizard.ask import LEVEL
from wizard.checklist.told import MOST_NAMED, Told, Where, met, silent, unmet
from wizard.design import Design, Path
from wizard.workflow import STEPS

Weigh = Callable[[Any], str]
"""What is wrong with one record, or not known of it, in words; empty if nothing is."""

PLACES: dict[type, Path] = {
    field.record: (step.key, name) for step in STEPS for name, field in step.fields.items() if field.record is not None
}
"""The list that holds the records of a class; no class is in two lists."""


def nothing_wrong(_record: Any) -> str:
    """For items that no record can contradict."""
    return ""


def each(
    records: Iterable[Any],
    at: str,
    wrong: Weigh,
    *,
    unclear: Weigh | None = None,
    has: str = "",
    nothing: str = "none are listed",
    field: str = "",
) -> Told:
    """For items of the form "every X ..." over one or several lists: unmet by any that is wrong, silent by any that is unclear.

    `at` is the list as "step.field", `field` the record's field at which to look, `has` what is said when all is well.
    """
    found = list(records)
    where = tuple(at.split("."))
    if not found:
        return silent((where, nothing))
    if bad := _named(found, where, wrong, field):
        return unmet(*bad)
    if unclear is not None and (unknown := _named(found, where, unclear, field)):
        return silent(*unknown)
    return met((where, has or (f"all {len(found)}" if len(found) > 1 else found[0].label or "the one listed")))


def pointed(records: Iterable[Any], words: Weigh, at: str) -> tuple[Where, ...]:
    """The first few records for which there are words, with these, and how many more there are."""
    return _named(list(records), tuple(at.split(".")), words, "")


def is_hidden(record: type[Any], field: str, design: Design) -> bool:
    """Whether a design of this depth is not asked for this field of its records."""
    return LEVEL[design.depth] < int(record.fields[field].level)


def _named(records: list[Any], at: Path, weigh: Weigh, field: str) -> tuple[Where, ...]:
    said = [(record, words) for record in records if (words := weigh(record))]
    where = [Where(_path(record, field), f"{_name(record)}: {words}") for record, words in said[:MOST_NAMED]]
    if len(said) > MOST_NAMED:
        where.append(Where(at, f"and {len(said) - MOST_NAMED} more"))
    return tuple(where)


def _path(record: Any, field: str) -> Path:
    place = (*PLACES[type(record)], record.id)
    return (*place, field) if field else place


def _name(record: Any) -> str:
    return str(record.label) or f"a {record.noun} without a name"
