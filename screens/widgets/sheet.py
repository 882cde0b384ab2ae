"""What a form shows: the fields of a group or of a record, their words and what is wrong with them, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from textual.content import Content

from screens.drawing import BAD, BLOCKS, CHOSEN, LABEL, MUTED, TITLE, UNCHOSEN, cut, line, wrap
from screens.widgets.record_table import column_widths, drawn_header, drawn_row, wrong_fields
from wizard.ask import Field
from wizard.cells import words
from wizard.design import Path
from wizard.review import Review
from wizard.rules.general import STALE
from wizard.rules.rule import Finding
from wizard.session import Session

ROWS_AT_REST = 6
ALWAYS_OPEN = 5
"""A choice of at most this many options is shown whole, whether it has the focus or not."""


class Sheet(NamedTuple):
    """The fields of one form, and the path that their answers lie under."""

    title: str
    purpose: str
    base: Path
    fields: tuple[Field, ...]

    def path(self, place: int) -> Path:
        """The path of the field at a place."""
        return (*self.base, self.fields[place].name)

    def place(self, name: str) -> int:
        """The place of a field by name; the first if there is none of this name."""
        return next((place for place, field in enumerate(self.fields) if field.name == name), 0)


def heading(sheet: Sheet, status: Content, width: int) -> list[Content]:
    """The title of the form, and what it is for; with the status of a field whose prompt it repeats."""
    purpose = [line((row, MUTED)) for row in wrap(sheet.purpose, width)] if sheet.purpose else []
    return [line((cut(sheet.title, width), TITLE), status), *purpose, Content("")]


def status(raw: Any, *, is_needed: bool) -> Content:
    """Whether an answer is still needed, or would be welcome; nothing once there is one."""
    if raw not in (None, "", []):
        return Content("")
    return line(("  needed", BAD)) if is_needed else line(("  optional", MUTED))


def at_rest(session: Session, path: Path, field: Field, width: int) -> list[Content]:
    """The answer of a field that does not have the focus."""
    raw = session.value(path)
    match field.kind:
        case "records":
            return _records(session.review, path, field, raw, width)
        case "yes_no" | "choice" if len(field.options) <= ALWAYS_OPEN:
            return _options(field, raw, width)
        case _ if raw in (None, "", []):
            return [line("  ", (OPEN_ANSWER, MUTED))]
        case "text" | "lines":
            text = "\n".join(str(item) for item in raw) if isinstance(raw, list) else str(raw)
            return [line("  ", (row, "$foreground")) for row in wrap(text, width - 2)]
        case _:
            return [line("  ", (row, "$foreground")) for row in wrap(words(field, raw), width - 2)]


OPEN_ANSWER = "·"


def problems(review: Review, path: Path, field: Field, raw: Any, width: int) -> list[Content]:
    """What is wrong with the answer, beside that there is none."""
    if field.kind == "records":
        return []
    found = [finding for finding in told(review, path) if finding.code != "needed" or raw not in (None, "", [])]
    return [
        line("  ", (f"{BLOCKS} {row}" if not place else f"  {row}", BAD))
        for finding in found
        for place, row in enumerate(wrap(finding.message, width - 4))
    ]


def told(review: Review, path: Path) -> list[Finding]:
    """The findings at a path that a form tells in a line; that an answer is stale stands beside its question already."""
    return [finding for finding in review.at(path) if finding.code != STALE.code]


def _options(field: Field, raw: Any, width: int) -> list[Content]:
    chosen = words(field, raw)
    values = [(option.value, option.hint) for option in field.options] or [("yes", ""), ("no", "")]
    longest = max(len(value) for value, _ in values)
    lines = []
    for value, hint in values:
        mark, style = (CHOSEN, LABEL) if value == chosen else (UNCHOSEN, MUTED)
        text = cut(f"{hint}", max(4, width - longest - 7))
        lines.append(
            line(
                "  ",
                (mark, "$primary" if value == chosen else MUTED),
                " ",
                (f"{value:{longest}}", style),
                "  ",
                (text, MUTED),
            )
        )
    if chosen and chosen not in [value for value, _ in values]:
        lines.append(line("  ", (cut(f"{BLOCKS} {chosen}", width), BAD)))
    return lines


def _records(review: Review, path: Path, field: Field, raw: Any, width: int) -> list[Content]:
    assert field.record is not None  # noqa: S101  (follows from the kind)
    kind = field.record.at(review.design.depth)
    rows: Sequence[Mapping[str, Any]] = (
        [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
    )
    if not rows:
        return [line("  ", (OPEN_ANSWER, MUTED))]
    wrong = wrong_fields(review.at(path), len(path) + 1)
    widths = column_widths(kind, rows, width - 4, wrong)
    lines = [line("  ", drawn_header(kind, widths))]
    lines += [
        line(
            "  ",
            drawn_row(
                field.record, row, widths, wrong_fields(review.at((*path, str(row.get("id", "")))), len(path) + 1)
            ),
        )
        for row in rows[:ROWS_AT_REST]
    ]
    if len(rows) > ROWS_AT_REST:
        lines.append(line("  ", (f"and {len(rows) - ROWS_AT_REST} more", MUTED)))
    return lines
