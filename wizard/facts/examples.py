"""The JSON that a design shows: example bodies and tool schemas, parsed once, and the values in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from wizard.ask import Record
from wizard.design import Design, Path


class Member(NamedTuple):
    """A member of an object within an example, with the names beside it."""

    name: str
    value: Any
    beside: frozenset[str]


class Body(NamedTuple):
    """A text read as JSON: its value, every named value within, its numbers, and what is wrong with it as JSON."""

    value: Any = None
    wrong: str = ""
    members: tuple[Member, ...] = ()
    numbers: tuple[int | float, ...] = ()


class Shown(NamedTuple):
    """An example or schema, and the field and record that hold it."""

    path: Path
    holder: Record
    body: Body

    @property
    def of(self) -> str:
        """What it is an example of."""
        return self.holder.label or f"a {self.holder.noun} without a name"


class _Twice(ValueError):
    """A member name that is repeated."""


@lru_cache(maxsize=8192)
def body_of(text: str) -> Body:
    """A text as JSON; remembered, as large designs show the same thousands of examples after every answer."""
    if not text:
        return Body()
    try:
        value = json.loads(text, object_pairs_hook=_object)
        return Body(value, members=tuple(_members(value)), numbers=tuple(_numbers(value)))
    except _Twice as twice:
        return Body(wrong=str(twice))
    except (ValueError, RecursionError):
        return Body(wrong="is not JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(f"{next(name for name in names if names.count(name) > 1)} occurs twice")
    return found


def example_bodies(design: Design) -> Iterator[Shown]:
    """Every request and response example."""
    for operation in design.api.operations:
        for field in ("request_example", "response_example"):
            if text := getattr(operation, field):
                path = ("api", "operations", operation.id, field)
                yield Shown(path, operation, body_of(text))


def tool_schemas(design: Design) -> Iterator[Shown]:
    """Every input and output schema of a tool."""
    for tool in design.api.mcp_tools:
        for field in ("input_schema", "output_schema"):
            if text := getattr(tool, field):
                yield Shown(("api", "mcp_tools", tool.id, field), tool, body_of(text))


def _members(value: Any) -> Iterator[Member]:
    """Every named value within a value, at any depth."""
    if isinstance(value, dict):
        beside = frozenset(value)
        for name, inner in value.items():
            yield Member(name, inner, beside)
            yield from _members(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _members(inner)


def _numbers(value: Any) -> Iterator[int | float]:
    """Every number within a value."""
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _numbers(inner)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value
