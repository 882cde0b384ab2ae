"""Tables of records: one row each, headed by the prompts, without the columns that nobody filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wizard.ask import Record
from wizard.export.markdown import NOTHING, Markdown, cell

BLANK = "–"
LONG = 10_000


def table(records: Sequence[Record], *names: str) -> Markdown:
    """The records as a table of these fields; nothing if there are none."""
    if not records:
        return NOTHING
    fields = type(records[0]).fields
    return rows([fields[name].prompt for name in names], ([getattr(r, name) for name in names] for r in records))


def rows(headings: Sequence[str], body: Iterable[Sequence[Any]]) -> Markdown:
    """A table of any values; nothing if there are no rows, or nothing is in them."""
    cells = [[cell(shown(value)) for value in row] for row in body]
    kept = [place for place in range(len(headings)) if any(row[place] for row in cells)]
    if not kept:
        return NOTHING
    lines = [_line([cell(headings[place]) for place in kept]), _line(["---"] * len(kept))]
    lines += [_line([row[place] or BLANK for place in kept]) for row in cells]
    return Markdown("\n".join(lines))


def shown(value: Any) -> str:
    """A value in words: yes and no, numbers without a tail, several joined by commas, nothing for nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(value)
    items = [shown(item) for item in value]
    return separator(items).join(items)


def separator(items: Iterable[str]) -> str:
    """What stands between several things: a comma, or a semicolon if one of them has commas of its own."""
    return "; " if any("," in item for item in items) else ", "


def number(value: float) -> str:
    """A number with as many of at most four decimals as it needs; long ones in groups of three digits."""
    if value == int(value) and abs(value) >= LONG:
        return f"{int(value):,}".replace(",", " ")
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
