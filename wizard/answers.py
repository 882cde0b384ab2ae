"""Answers as plain data: what is at a path, and answers with something else there. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wizard.design import Path

OF_STEP = 2
"""Parts of the path of an answer or list that is in no record."""


def records_in(held: Any) -> list[Any]:
    """The records of a list as given; what is no record is left out."""
    return [record for record in held if isinstance(record, Mapping)] if isinstance(held, list) else []


def value_at(answers: Any, path: Path) -> Any:
    """What is at a path of answers; `None` if nothing is."""
    here: Any = answers
    for part in path:
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list):
            here = next((item for item in here if isinstance(item, Mapping) and item.get("id") == part), None)
        else:
            return None
    return here


def has_place(answers: Any, path: Path) -> bool:
    """Whether the record is there that a path leads into; what is a step's own always has its place."""
    return len(path) <= OF_STEP or value_at(answers, path[:-1]) is not None


def with_value(answers: Any, path: Path, value: Any) -> Any:
    """Answers with another value at a path; what is not on the path is shared with the old ones."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(answers, list):
        return [
            with_value(item, rest, value) if isinstance(item, Mapping) and item.get("id") == first else item
            for item in answers
        ]
    changed = dict(answers) if isinstance(answers, Mapping) else {}
    inner = with_value(changed.get(first), rest, value)
    if inner in (None, "", []):
        changed.pop(first, None)
    else:
        changed[first] = inner
    return changed
