"""Renames: what refers to a record by name follows when the record is renamed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.answers import records_in, value_at
from wizard.ask import Field, Record, name_of
from wizard.design import Answers, Path
from wizard.provenance import carried_over
from wizard.review import fields_of
from wizard.workflow import STEPS


def followed(before: Answers, after: Answers, path: Path) -> Answers:
    """The answers after a change, with references to a record that it renamed now saying the new name."""
    if len(path) < 4 or not any(path[-1] in parts for parts in _record_at(path).named_by):
        return after
    kind = _record_at(path)
    old = name_of(kind, value_at(before, path[:-1]) or {})
    new = name_of(kind, value_at(after, path[:-1]) or {})
    siblings = [name_of(kind, record) for record in records_in(value_at(before, path[:-2]))]
    if not old or not new or old == new or siblings.count(old) != 1 or new in siblings:
        return after
    target = ".".join(part for place, part in enumerate(path[:-1]) if place < 2 or place % 2)
    if len(path) > 4:
        outer = name_of(_record_at(path[:4]), value_at(after, path[:3]) or {})
        return carried_over(after, _renamed(after, target, {f"{outer}.{old}": f"{outer}.{new}"}), path)
    renames = {target: {old: new}}
    for field in kind.fields.values():
        if field.record is not None:
            inner = [name_of(field.record, item) for item in records_in(value_at(after, (*path[:3], field.name)))]
            renames[f"{target}.{field.name}"] = {f"{old}.{name}": f"{new}.{name}" for name in inner}
    renamed = after
    for place, names in renames.items():
        renamed = _renamed(renamed, place, names)
    return carried_over(after, renamed, path)


def _record_at(path: Path) -> type[Record]:
    """The class of the record that the field at the end of a path belongs to."""
    record = fields_of(path[:-2]).record
    assert record is not None  # noqa: S101  (a path ends in a field of a record)
    return record


def _renamed(answers: Answers, target: str, names: Mapping[str, str]) -> Answers:
    """Answers in which every reference to `target` says the new names."""
    changed = dict(answers)
    for step in STEPS:
        given = answers.get(step.key)
        if isinstance(given, Mapping):
            changed[step.key] = _renamed_in(given, step.fields, target, names)
    return changed


def _renamed_in(given: Mapping[str, Any], fields: Mapping[str, Field], target: str, names: Mapping[str, str]) -> Any:
    """The same within one mapping; the very same mapping if nothing in it refers to a renamed record."""
    changed: dict[str, Any] = {}
    for name, field in fields.items():
        value = given.get(name)
        if field.record is not None and isinstance(value, list):
            items = [_renamed_in(v, field.record.fields, target, names) if isinstance(v, Mapping) else v for v in value]
            if any(new is not old for new, old in zip(items, value, strict=True)):
                changed[name] = items
        elif target in field.ref.split("|"):
            if isinstance(value, list) and any(item in names for item in value if isinstance(item, str)):
                changed[name] = [names.get(item, item) if isinstance(item, str) else item for item in value]
            elif isinstance(value, str) and value in names:
                changed[name] = names[value]
    return {**given, **changed} if changed else given
