"""Rules on example bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wizard.design import Design
from wizard.rules.api_records import at, named
from wizard.rules.rule import Said, rule


@rule(
    "example-not-json",
    "warning",
    "The example begins like JSON and can not be read as such. Readers copy examples before they read the schema.",
    "Mend the example so that a JSON parser takes it.",
    "tech-standards#how-is-its-shape-said",
)
def _example_not_json(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        for field in ("request_example", "response_example"):
            text = getattr(one, field)
            if text[:1] in ("{", "[") and text and (wrong := _wrong(text)):
                yield Said(at(one, field), f"{named(one)}: the {field.replace('_', ' ')} {wrong}")


@lru_cache(maxsize=8192)
def _wrong(text: str) -> str:
    """What is wrong with a text as JSON; read only where there is an example."""
    from wizard.facts.examples import body_of

    wrong = body_of(text).wrong
    return f"has a member twice: {wrong}"[:80] if wrong and wrong != "is not JSON" else wrong
