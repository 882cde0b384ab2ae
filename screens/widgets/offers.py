"""Suggestions as a form shows them: under the field they are for, with their reasons and the keys that take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from screens.drawing import BAD, BLOCKS, KEY, MUTED, NAME, cut, line, wrap
from wizard.ask import Field
from wizard.cells import words
from wizard.design import Path
from wizard.provenance import Origin
from wizard.review import fields_of
from wizard.suggestions.suggestion import Suggestion

OFFER = "→"
MOST_SHOWN = 3


def offered(suggestions: Sequence[Suggestion], below: int, field: Field, width: int) -> list[Content]:
    """What is suggested for the field that has the focus; `below` counts what is suggested for the records in it."""
    lines: list[Content] = []
    for suggestion in suggestions[:MOST_SHOWN]:
        said = wrap(shown(field, suggestion.value), width - 4)
        lines += [line("  ", (OFFER if not n else " ", KEY), " ", (row, NAME)) for n, row in enumerate(said)]
        lines += [line("    ", (row, MUTED)) for row in wrap(suggestion.because, width - 4)]
    more = len(suggestions) - MOST_SHOWN
    if more > 0:
        lines.append(line("    ", (f"and {more} more", MUTED)))
    if suggestions:
        verb = "adds" if suggestions[0].is_record else "takes"
        what = "the first" if len(suggestions) > 1 else "it"
        lines.append(_keys(f"{verb} {what}", len(suggestions) + below))
    elif below:
        words_ = f"{below} suggestion{'s' if below > 1 else ''} for the answers in these lines"
        lines.append(line("  ", (OFFER, KEY), f" {words_}: ", ("F7", KEY), (" takes all of them", MUTED)))
    return lines


def stale(origin: Origin | None, width: int) -> list[Content]:
    """That what an accepted answer followed from is not what it was, and what can be done."""
    if origin is None or not origin.is_stale:
        return []
    names = ", ".join(name_of_answer(path) for path in origin.changed)
    rows = wrap(f"Accepted from a suggestion, and stale: {names} changed since.", width - 4)
    lines = [line("  ", (f"{BLOCKS} {row}" if not n else f"  {row}", BAD)) for n, row in enumerate(rows)]
    return [*lines, line("    ", ("ctrl+y", KEY), (" keeps it, or takes what is suggested now", MUTED))]


def offered_at_rest(suggestions: Sequence[Suggestion], field: Field, width: int) -> list[Content]:
    """The same for a field that does not have the focus, in one line."""
    if not suggestions:
        return []
    if suggestions[0].is_record:
        count = len(suggestions)
        return [line("  ", (OFFER, KEY), (f" {count} line{'s' if count > 1 else ''} suggested", MUTED))]
    return [line("  ", (OFFER, KEY), (cut(f" {shown(field, suggestions[0].value)}  suggested", width - 3), MUTED))]


def shown(field: Field, value: Any) -> str:
    """A suggested answer in one line; a record as its columns."""
    if isinstance(value, Mapping) and field.record is not None:
        cells = [words(field.record.fields[name], value.get(name)) for name in field.record.columns]
        inner = [
            f"{len(value[name])} {known.prompt.lower()}"
            for name, known in field.record.fields.items()
            if known.kind == "records" and value.get(name)
        ]
        return " | ".join([cell for cell in cells if cell] + inner)
    return words(field, value)


def name_of_answer(path: Path) -> str:
    """What the question at a path is called."""
    try:
        return fields_of(path).prompt
    except (KeyError, IndexError):
        return ".".join(path)


def _keys(does: str, count: int) -> Content:
    parts: list[Any] = ["    ", ("ctrl+y", KEY), (f" {does}", MUTED)]
    if count > 1:
        parts += [("   F7", KEY), (f" takes all {count}", MUTED)]
    return line(*parts)
