"""What the JSON Schema of a tool says: its properties, which are required, what is left open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

Schema = Mapping[str, Any]

BOUNDS = ("maxLength", "pattern", "format", "enum", "const")
"""What bounds a text."""


@lru_cache(maxsize=2000)
def schema_of(text: str) -> Schema | None:
    """The schema in an answer; `None` if it is no JSON object. Remembered, as many predicates ask of the same text."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def is_object_schema(text: str) -> bool:
    """Whether the text is a schema of an object."""
    found = schema_of(text)
    return found is not None and found.get("type") == "object"


def is_closed(text: str) -> bool:
    """Whether the schema takes no properties beside those that it lists."""
    found = schema_of(text)
    return found is not None and found.get("type") == "object" and found.get("additionalProperties") is False


def properties(text: str) -> Iterator[tuple[str, Schema]]:
    """All properties with their names, those of objects and lists inside too."""
    found = schema_of(text)
    if found is not None:
        yield from _properties(found)


def required(text: str) -> frozenset[str]:
    """The properties that a call can not leave out."""
    found = schema_of(text)
    names = found.get("required") if found is not None else None
    return frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()


def unbounded_texts(text: str) -> list[str]:
    """The names of texts without a length, pattern, format or list of values; a list of texts goes by its own name."""
    return [name for name, schema in properties(text) if _is_unbounded(schema) or _is_unbounded(schema.get("items"))]


def has_opaque_part(text: str) -> bool:
    """Whether the schema, or an object in it, does not say which properties there are."""
    found = schema_of(text)
    if found is None or not isinstance(found.get("properties"), dict):
        return True
    return any(_is_opaque(schema) or _is_opaque(schema.get("items")) for _, schema in properties(text))


def _properties(schema: Schema) -> Iterator[tuple[str, Schema]]:
    inner = schema.get("properties")
    for name, held in inner.items() if isinstance(inner, dict) else ():
        if isinstance(held, dict):
            yield name, held
            yield from _properties(held)
    items = schema.get("items")
    if isinstance(items, dict):
        yield from _properties(items)


def _is_unbounded(schema: object) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "string" and not any(bound in schema for bound in BOUNDS)


def _is_opaque(schema: object) -> bool:
    return (
        isinstance(schema, dict) and schema.get("type") == "object" and not isinstance(schema.get("properties"), dict)
    )
