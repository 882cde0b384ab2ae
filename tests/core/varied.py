"""The small design with other answers, for tables of designs that trip a rule or keep it."""

from __future__ import annotations

from typing import Any

from core.designs import small


def varied(**fields: Any) -> dict[str, Any]:
    """The small design with `step__field` answered otherwise; records without an id get one."""
    answers: dict[str, Any] = {step: dict(given) for step, given in small().items()}
    for path, value in fields.items():
        step, field = path.split("__")
        answers.setdefault(step, {})[field] = _with_ids(field, value)
    return answers


def first_of(step: str, field: str, **changes: Any) -> dict[str, Any]:
    """The small design with the first record of a list changed."""
    first, *rest = small()[step][field]
    return varied(**{f"{step}__{field}": [{**first, **changes}, *rest]})


def more_of(step: str, field: str, *records: dict[str, Any]) -> dict[str, Any]:
    """The small design with more records in a list."""
    return varied(**{f"{step}__{field}": [*small()[step].get(field, ()), *records]})


def _with_ids(prefix: str, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [
        {"id": f"{prefix}-{n}", **{name: _with_ids(f"{name}-{n}", inner) for name, inner in item.items()}}
        if isinstance(item, dict)
        else item
        for n, item in enumerate(value)
    ]
