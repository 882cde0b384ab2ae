"""Answers as typed words, and back: cells of a table, lines of an entry field, pasted Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wizard.ask import Field, Record
from wizard.convert import NO, YES, convert
from wizard.text import one_line

SEVERAL = ("lines", "choices", "refs")
"""Kinds of which a cell may hold several, separated by `;`."""
CELLS = re.compile(r"(?<!\\)\|")
"""Between two cells of a line; a bar within a cell is typed as `\\|`."""
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")


def words(field: Field, raw: Any) -> str:
    """What a raw answer looks like in one line; several are joined by commas, records are counted."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if field.kind == "records":
        return f"{len(raw)}" if isinstance(raw, list) and raw else ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, (list, tuple)):
        return ", ".join(one_line(str(item)) for item in raw)
    return one_line(str(raw))


def answer(field: Field, text: str) -> Any:
    """The raw answer that typed words stand for. What can not be understood stays as it was typed; empty is `None`."""
    said = text if field.kind in ("text", "lines") else text.strip()
    if not said.strip():
        return None
    match field.kind:
        case "line" | "text":
            return said
        case "ref":
            return said
        case "yes_no":
            return said.lower() in YES if said.lower() in YES | NO else said
        case "number" | "choice":
            value, problem = convert(field, said)
            return said if problem else value
        case "lines":
            return [line.strip() for line in said.splitlines() if line.strip()]
        case "choices" | "refs":
            return [part.strip() for part in said.split(",") if part.strip()] or None
        case _:
            return None


def record_of(kind: type[Record], line: str) -> dict[str, Any]:
    """The answers in a line whose cells follow the record's columns. Cells beyond the last column join the last one."""
    cells = split(line, len(kind.columns))
    return _answers(kind, dict(zip(kind.columns, cells, strict=False)))


def records_of(kind: type[Record], text: str) -> list[dict[str, Any]]:
    """The records in pasted text: one a line, or the rows of a Markdown table, whose header may order the columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    columns = kind.columns
    rule = next((place for place, line in enumerate(lines) if _RULE.match(line) and "-" in line and place), None)
    if rule is not None:
        header = tuple(_column(kind, name) for name in split(_closed(lines[rule - 1])))
        if any(header):  # otherwise it is a line between lines, and no column would be left
            columns, lines = header, [_closed(line) for line in lines[rule + 1 :]]
    found = []
    for line in lines:
        if not _RULE.match(line):
            cells = split(line, len(columns))
            found.append(_answers(kind, {name: cell for name, cell in zip(columns, cells, strict=False) if name}))
    return [record for record in found if record]


def unknown_headings(kind: type[Record], text: str) -> list[str]:
    """The headings of a pasted Markdown table that name no field of the record; their cells can not be kept."""
    lines = [line for line in text.splitlines() if line.strip()]
    rule = next((place for place, line in enumerate(lines) if _RULE.match(line) and place), None)
    headings = split(_closed(lines[rule - 1])) if rule is not None else []
    return [heading for heading in headings if heading and not _column(kind, heading)]


def split(line: str, most: int = 0) -> list[str]:
    """The cells of a line, without the bars that a Markdown row begins and ends with.

    A bar at the beginning alone ends an empty cell.
    """
    line = line.strip()
    if len(line) > 1 and line.startswith("|") and _ends_in_bar(line):
        line = line[1:-1]
    cells = [cell.strip().replace("\\|", "|") for cell in CELLS.split(line)]
    while most and len(cells) > most and not cells[-1]:
        cells.pop()
    if most and len(cells) > most:
        cells = [*cells[: most - 1], " | ".join(cells[most - 1 :])]
    return cells


def _closed(row: str) -> str:
    """A row of a Markdown table, which may leave its last bar out, with it."""
    row = row.strip()
    return f"{row} |" if row.startswith("|") and not _ends_in_bar(row) else row


def _ends_in_bar(line: str) -> bool:
    return line.endswith("|") and not line.endswith("\\|")


def _answers(kind: type[Record], cells: Mapping[str, str]) -> dict[str, Any]:
    given = {}
    for name, cell in cells.items():
        field = kind.fields[name]
        separator = "\n" if field.kind == "lines" else ","
        text = cell.replace(";", separator) if field.kind in SEVERAL else cell
        value = answer(field, text)
        if value is not None:
            given[name] = value
    return given


def _column(kind: type[Record], header: str) -> str:
    """The field a table header means, by prompt or name; empty if it means none, whose cells are then left out."""
    said = re.sub(r"[^a-z0-9]+", "", header.lower())
    for name, field in kind.fields.items():
        if said in (re.sub(r"[^a-z0-9]+", "", field.prompt.lower()), name.replace("_", "")):
            return name
    return ""
