"""The lines of a form before and after its one live control, and the field that each line belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from screens.drawing import KEY, LABEL, MUTED, Part, line, wrap
from screens.widgets.offers import offered_at_rest
from screens.widgets.sheet import Sheet, at_rest, heading, problems, status
from wizard.ask import Field, Record
from wizard.cells import SEVERAL
from wizard.design import Path
from wizard.review import Review
from wizard.session import Session

if TYPE_CHECKING:
    from wizard.suggestions.suggest import Suggestions

MOST_OPTIONS = 24
"""So many options are named under a line that is typed."""


class Layout(NamedTuple):
    """What stands above and below the control; for each line the place of its field; the lines that explain the control."""

    above: list[Content]
    below: list[Content]
    places_above: list[int]
    places_below: list[int]
    lines_under: int


EMPTY = Layout([], [], [], [], 0)


def laid_out(
    session: Session, sheet: Sheet, here: int, under: Sequence[Content], width: int, offers: Suggestions, row: str = ""
) -> Layout:
    """The form with its control at the field in place `here`, and `under` it what explains it.

    `row` is the id of the current record, where the control is a table.
    """
    fields = [(field, sheet.path(place)) for place, field in enumerate(sheet.fields)]
    review = session.review
    statuses = [
        _status(session, field, path, row if place == here else "") for place, (field, path) in enumerate(fields)
    ]
    shared = next(
        (statuses[n] for n, (field, _) in enumerate(fields) if field.prompt == sheet.title),
        _of_whole(review, sheet.base),
    )
    above = heading(sheet, shared, width)
    below: list[Content] = []
    places_above, places_below = [0] * len(above), list[int]()
    for place, (field, path) in enumerate(fields):
        label = [line((field.prompt, LABEL), statuses[place])] if field.prompt != sheet.title else []
        if place == here:
            above += label
            places_above += [place] * len(label)
            block = [*under, Content("")]
        else:
            raw = session.value(path)
            offer = offered_at_rest(offers.get(path, ()), field, width) if raw in (None, "", []) else []
            answer = [*(offer or at_rest(session, path, field, width)), *problems(review, path, field, raw, width)]
            block = [*label, *answer, Content("")]
        (above if place < here else below).extend(block)
        (places_above if place < here else places_below).extend([place] * len(block))
    return Layout(above, below, places_above, places_below, len(under))


def entry_help(kind: type[Record], cell: int, options: Sequence[str], sample: str, width: int) -> list[Content]:
    """The columns of the line that is typed, what the current cell may hold, and a sample of a whole line."""
    columns = [kind.fields[name] for name in kind.columns]
    parts: list[Part] = ["  "]
    for place, column in enumerate(columns):
        parts += [(" | ", MUTED)] if place else []
        parts.append((column.prompt.lower(), KEY if place == cell else MUTED))
    hint = ", ".join(options[:MOST_OPTIONS]) or columns[cell].help
    hint += " (several are separated by ;)" if columns[cell].kind in SEVERAL else ""
    shown = [line("  ", (row, "$foreground")) for row in wrap(hint, width - 2) if row]
    example = wrap(f"For example: {sample}", width - 2) if sample else []
    return [line(*parts), *shown, *(line("  ", (row, MUTED)) for row in example)]


def _status(session: Session, field: Field, path: Path, current: str) -> Content:
    """What stands beside a question: whether an answer is needed, and where it comes from if it was not typed."""
    review = session.review
    needed = status(session.value(path), is_needed=_is_needed(review, field, path))
    if not review.origins and not review.awaited:
        return needed
    from screens.widgets.marks import UNSURE, mark, mark_of_line, mark_of_list  # a draft that was typed needs no marks

    if path in review.awaited:
        return line(needed, ("  not sure", UNSURE))
    if field.kind == "records" and current:
        return mark_of_line(review.origins, (*path, current))
    if field.kind == "records":
        return line(needed, mark_of_list(review.origins, path))
    return mark(review.origins[path]) if path in review.origins else needed


def _of_whole(review: Review, path: Path) -> Content:
    """Where a record comes from as a whole."""
    if path not in review.origins:
        return Content("")
    from screens.widgets.marks import mark  # as above

    return mark(review.origins[path])


def _is_needed(review: Review, field: Field, path: Path) -> bool:
    if len(path) == 2:
        return field.is_needed(review.design)
    return field.need is True or any(f.path == path and f.code == "needed" for f in review.at(path))
