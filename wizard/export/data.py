"""The design as data: `design.json`, with what is asked and answered, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from wizard.ask import Field, Record
from wizard.contract import SCHEMA_VERSION
from wizard.export.document import digest, title_of
from wizard.review import Review
from wizard.tally import Provenance
from wizard.workflow import STEPS


def design_data(review: Review) -> dict[str, Any]:
    """The document as plain data. A request that is out of scope has no design."""
    is_out = review.verdict == "out-of-scope"
    return {
        "schema_version": SCHEMA_VERSION,
        "title": title_of(review),
        "status": review.verdict,
        "digest": digest(review),
        "redacted": review.taken_out is not None,
        "provenance": (Provenance() if is_out else review.provenance)._asdict(),
        "design": {} if is_out else _steps(review),
    }


def design_json(review: Review) -> str:
    """The same as JSON in ASCII, ending with a line end."""
    return json.dumps(design_data(review), ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _steps(review: Review) -> dict[str, Any]:
    """Answers by step and field, in the order of the workflow."""
    found = {}
    for step in STEPS:
        answers = _answers(getattr(review.design, step.key), review.reading.asked[step.key])
        if answers:
            found[step.key] = answers
    return found


def _answers(record: Record, fields: tuple[Field, ...]) -> dict[str, Any]:
    """The answers of a record that are not blank; no is one, and so is zero."""
    found = {}
    for field in fields:
        value = _plain(getattr(record, field.name))
        if value not in (None, "", [], {}):
            found[field.name] = value
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return _answers(value, tuple(type(value).fields.values()))
    if isinstance(value, tuple):
        return [item for item in map(_plain, value) if item not in ("", {})]
    return value
