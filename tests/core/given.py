"""Answers for rows of the checklist that are written as `step__field=value`, on a design in which every question is asked."""

from typing import Any

from core.told_rows import Row, State, row

START = {"in_scope": True, "system_type": "both", "depth": "high-scale", "compliance": ["all"]}
SURFACES = ["auth0", "react-web", "mcp"]


def given(item: str, state: State, words: str = "", **fields: Any) -> Row:
    """A row; a tenancy model with tenants is chosen unless the row says another."""
    steps: dict[str, dict[str, Any]] = {
        "start": dict(START),
        "scope": {"surfaces": SURFACES},
        "access": {"tenancy_model": "pool", "legal_review_needed": True},
    }
    for path, value in fields.items():
        step, field = path.split("__")
        steps.setdefault(step, {})[field] = value
    return row(item, state, words, **steps)
