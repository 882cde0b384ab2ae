"""From an answer as it was given to the typed value it stands for; and what is wrong with it, if anything is."""

from __future__ import annotations

from typing import Any

from wizard.ask import Field
from wizard.text import one_line

YES, NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false"})


def convert(asking: Field, raw: Any) -> tuple[Any, str]:
    """The typed value of an answer, and what is wrong with it (empty if nothing is); a wrong one has the default value."""
    match asking.kind:
        case "line" | "text" | "ref":
            if not isinstance(raw, (str, int, float)) or isinstance(raw, bool):
                return "", "must be text"
            return (str(raw).strip() if asking.kind == "text" else one_line(str(raw))), ""
        case "yes_no":
            return _yes_no(raw)
        case "number":
            return _number(asking, raw)
        case "choice":
            return _choice(asking, raw)
        case _:
            return _several(asking, raw)


def _yes_no(raw: Any) -> tuple[bool | None, str]:
    if isinstance(raw, bool):
        return raw, ""
    said = str(raw).strip().lower()
    if not said:
        return None, ""
    return (said in YES, "") if said in YES | NO else (None, "must be yes or no")


def _number(asking: Field, raw: Any) -> tuple[float | int | None, str]:
    if isinstance(raw, str) and not raw.strip():
        return None, ""
    try:
        value = float(str(raw).strip().replace("_", "").removesuffix("%")) if not isinstance(raw, bool) else None
    except ValueError:
        value = None
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None, "must be a number"
    if asking.whole and value != int(value):
        return None, "must be a whole number"
    if (asking.low is not None and value < asking.low) or (asking.high is not None and value > asking.high):
        return None, f"must be {_bounds(asking)}"
    return (int(value) if asking.whole else value), ""


def _bounds(asking: Field) -> str:
    if asking.high is None:
        return f"at least {asking.low:g}"
    return f"at most {asking.high:g}" if asking.low is None else f"from {asking.low:g} to {asking.high:g}"


def _choice(asking: Field, raw: Any) -> tuple[str | None, str]:
    said = str(raw).strip()
    if not said:
        return None, ""
    for option in asking.options:
        if option.value.lower() == said.lower():
            return option.value, ""
    return None, "must be one of " + ", ".join(option.value for option in asking.options)


def _several(asking: Field, raw: Any) -> tuple[tuple[str, ...], str]:
    """Lists of texts, of choices and of references; one string is split at lines, or at commas."""
    if isinstance(raw, str):
        raw = raw.splitlines() if asking.kind == "lines" else raw.replace("\n", ",").split(",")
    if not isinstance(raw, (list, tuple)):
        return (), "must be a list"
    said = tuple(one_line(str(item)) for item in raw if str(item).strip())
    if asking.kind != "choices":
        return said, ""
    known = {option.value for option in asking.options}
    wrong = [item for item in said if item.lower() not in known]
    right = tuple(item.lower() for item in said if item.lower() in known)
    return right, f"does not offer {', '.join(wrong)}" if wrong else ""
