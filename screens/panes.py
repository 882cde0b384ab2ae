"""The four pages of the side pane: why a question is asked, what the step needs, what is wrong, and the section as it would be exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from screens.drawing import (
    BAD,
    BLOCKS,
    GOOD,
    KEY,
    LABEL,
    MET,
    MUTED,
    NAME,
    NOT_ASKED,
    OPEN,
    SEVERITIES,
    TITLE,
    cut,
    line,
    wrap,
)
from wizard.ask import Field, Group, Record
from wizard.design import Path
from wizard.placeholders import example
from wizard.review import Review, fields_of
from wizard.rules.rule import Finding
from wizard.workflow import STEP_BY_KEY

if TYPE_CHECKING:
    from wizard.checklist.checklist import Checked, State

SIGNS: dict[State, tuple[str, str]] = {
    "met": (MET, GOOD), "not-met": (BLOCKS, BAD), "not-applicable": (NOT_ASKED, MUTED), "open": (OPEN, MUTED),
}  # fmt: skip
"""How a checklist item stands."""
MOST_NAMES = 3
"""So many records are named under a checklist item before the rest is counted."""


def why(review: Review, path: Path, field: Field | None, width: int, *, has_more: bool = False) -> list[Content]:
    """Why the focused question is asked, what an answer looks like, and what each option means.

    `has_more` leaves out the options, which the form shows too, where something else follows.
    """
    if field is None:
        return []
    lines = [line((cut(field.prompt, width), TITLE)), Content("")]
    lines += _paragraph(field.why or _why_of_list(path), width, "$foreground")
    if field.options and not has_more:
        lines += _options(field, width)
    if field.record is not None:  # a table shows its own example, where the line is typed
        lines += [*_badly(review, path, width), *_reference(path, width)]
        return [*lines, *_columns(field.record.at(review.design.depth), width)]
    sample = example(review.design.start.domain, path)
    if sample:
        lines += [line(("For example", LABEL)), *_paragraph(sample, width, "$foreground")]
    return [*lines, *_badly(review, path, width), *_reference(path, width)]


def _badly(review: Review, path: Path, width: int) -> list[Content]:
    """An answer that somebody might give, and what is wrong with it."""
    from wizard.pitfalls import pitfall  # read when the first question is looked at

    found = pitfall(review.design.start.domain, path)
    if found is None:
        return []
    rows = [line((row, MUTED)) for row in wrap(found.answer, width)]
    rows += [
        line((BLOCKS if not n else " ", BAD), " ", (row, "$foreground"))
        for n, row in enumerate(wrap(found.wrong, width - 2))
    ]
    return [line(("Rather not", LABEL)), *rows, Content("")]


def _reference(path: Path, width: int) -> list[Content]:
    """The page behind a question, and the key that opens it."""
    from wizard.knowledge.library import page as page_named
    from wizard.knowledge.questions import reference_of

    name, _, anchor = reference_of(path).partition("#")
    shown = page_named(name)
    heading = next((heading.words for heading in shown.headings if heading.anchor == anchor), "")
    rows = wrap(f"{shown.title}{': ' if heading else ''}{heading}", width - 4)
    return [*(line(("F2  " if not n else "    ", KEY), (row, NAME)) for n, row in enumerate(rows)), Content("")]


def _why_of_list(path: Path) -> str:
    """Why the records are asked for that a field belongs to; empty for a step's own field."""
    return fields_of(path[:-2]).why if len(path) > 3 else ""


def checklist(review: Review, step: str, group: type[Group], width: int) -> list[Content]:
    """What the step needs before the design is ready, and the items of the group's section, those of the group first."""
    met, needed, _ = counts(review, step)
    section = STEP_BY_KEY[step].section_of(group)
    items = review.checklist.of((section,))
    mine = {(step, name) for name in group.fields}
    here = [one for one in items if any(where.path[:2] in mine for where in one.where)]
    rest = [one for one in items if one not in here]
    lines = [line(("Needed to be ready", LABEL), (f"  {met} of {needed}", MUTED)), *_needed(review, step, width)]
    for heading, found in ((f"{group.heading}", here), (section, rest)):
        if found:
            done = sum(one.is_done for one in found)
            lines += [Content(""), line((heading, LABEL), (f"  {done} of {len(found)}", MUTED))]
            lines += [row for one in found for row in _item(one, width)]
    return [*lines, Content(""), line(("F6", KEY), (" ticks by hand what no answer can settle", MUTED))]


def _item(one: Checked, width: int) -> Iterator[Content]:
    """A checklist item, and what tells how it stands."""
    sign, style = SIGNS[one.state]
    for n, row in enumerate(wrap(plain(one), width - 2)):
        yield line((sign if not n else " ", style), " ", (row, MUTED if one.is_done else "$foreground"))
    for words in evidence(one):
        yield from (line("  ", (row, GOOD if one.state == "met" else MUTED)) for row in wrap(words, width - 2))


def evidence(one: Checked) -> list[str]:
    """What tells how an item stands: what was said by hand, then the answers."""
    said = [one.tick.reason or f"{one.state.replace('-', ' ')}, said by hand"] if one.tick is not None else []
    return [*said, *(where.words for where in one.where)][:MOST_NAMES]


def plain(one: Checked) -> str:
    """What an item says, without the marks of code."""
    return one.item.statement.replace("`", "")


def _needed(review: Review, step: str, width: int) -> list[Content]:
    """The fields that a step needs, and how far each is."""
    lines: list[Content] = []
    for field in review.reading.asked[step]:
        path = (step, field.name)
        found = [finding for finding in review.at(path) if finding.severity == "blocker"]
        is_needed = field.is_needed(review.design)
        if not is_needed and not found:
            continue
        mark, style = (MET, GOOD) if not found else (OPEN, MUTED) if _is_open(found, path) else (BLOCKS, BAD)
        words_style = "$foreground" if mark != OPEN else MUTED
        rows = wrap(field.prompt, width - 2)
        lines.append(line((mark, style), " ", (rows[0], words_style)))
        lines += [line("  ", (row, words_style)) for row in rows[1:]]
        if mark == BLOCKS:
            lines += _named(found, width)
    return lines or [line(("This step has nothing that must be answered.", MUTED))]


def findings(review: Review, step: str, width: int) -> list[Content]:
    """What is wrong in the step, each with what to do about it."""
    found = [finding for finding in review.findings if finding.step == step]
    if not found:
        return [line((MET, GOOD), (" Nothing is wrong in this step.", "$foreground"))]
    lines: list[Content] = []
    for finding in found:
        rows = wrap(finding.message, width - 2)
        lines.append(line(SEVERITIES[finding.severity], " ", (rows[0], "$foreground")))
        lines += [line("  ", (row, "$foreground")) for row in rows[1:]]
        lines += [line("  ", (row, MUTED)) for row in wrap(finding.fix, width - 2) if row]
        lines.append(Content(""))
    return lines


def counts(review: Review, step: str) -> tuple[int, int, int]:
    """Checklist items met, checklist items, and findings of a step."""
    items = met = 0
    for field in review.reading.asked[step]:
        blocked = any(finding.severity == "blocker" for finding in review.at((step, field.name)))
        if blocked or field.is_needed(review.design):
            items += 1
            met += not blocked
    return met, items, sum(finding.step == step for finding in review.findings)


def _is_open(found: list[Finding], path: Path) -> bool:
    """Whether nothing was answered yet, rather than something wrong."""
    return all(finding.code == "needed" and finding.path == path for finding in found)


def _named(found: list[Finding], width: int) -> Iterator[Content]:
    for finding in found[:MOST_NAMES]:
        for row in wrap(finding.message, width - 2):
            yield line("  ", (row, BAD))
    if len(found) > MOST_NAMES:
        yield line("  ", (f"and {len(found) - MOST_NAMES} more", BAD))


def _paragraph(text: str, width: int, style: str) -> list[Content]:
    return [*(line((row, style)) for row in wrap(text, width)), Content("")] if text else []


def _options(field: Field, width: int) -> list[Content]:
    lines = []
    for option in field.options:
        lines.append(line((option.value, NAME)))
        lines += [line("  ", (row, MUTED)) for row in wrap(option.hint, width - 2) if row]
    return [*lines, Content("")]


def _columns(kind: type[Record], width: int) -> list[Content]:
    lines = [line(("In each line", LABEL))]
    for name in kind.columns:
        column = kind.fields[name]
        lines.append(line((column.prompt, NAME), (" needed" if column.need is True else "", MUTED)))
        options = ", ".join(option.value for option in column.options)
        lines += [line("  ", (row, MUTED)) for row in wrap(column.help or options, width - 2) if row]
    return [*lines, Content("")]


def title_of(step: str) -> str:
    """The step as the top line says it."""
    found = STEP_BY_KEY[step]
    return f"{found.number} of 9  {found.title}" if found.number else found.title
