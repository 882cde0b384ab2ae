"""Rules on example bodies."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.json_form import is_json
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
            if text and text[0] in "{[" and not is_json(text):
                yield Said(at(one, field), f"{named(one)}: the {field.replace('_', ' ')} is not JSON")
