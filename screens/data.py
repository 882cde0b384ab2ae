"""Step 5: which entities have a table, and which table points to which."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.drawing import BAD, BLOCKS, MUTED, NAME, TITLE, cut, fit, line, wrap
from screens.faces import picture
from wizard.review import Review


@picture("data", "tables")
def foreign_keys(review: Review, width: int) -> Sequence[Content]:
    """The foreign keys, and the entities that no table holds."""
    tables = review.design.data.tables
    if not tables:
        return ()
    keys = [
        (f"{table.name}.{column.name}", column.references)
        for table in tables
        for column in table.table_columns
        if column.references
    ]
    lines: list[Content] = []
    if keys:
        longest = min(36, max(len(source) for source, _ in keys))
        lines.append(line(("Foreign keys", TITLE)))
        lines += [
            line(
                "  ",
                (fit(source, longest), "$foreground"),
                (" → ", NAME),
                (cut(target, max(8, width - longest - 6)), "$foreground"),
            )
            for source, target in keys
        ]
    held = {table.entity for table in tables}
    missing = [
        entity.name
        for entity in review.design.domain.entities
        if entity.name and entity.kind in ("aggregate", "entity") and entity.name not in held
    ]
    if missing:
        lines += [
            line((f"{BLOCKS} " if not place else "  ", BAD), (row, MUTED))
            for place, row in enumerate(wrap(f"No table holds {', '.join(missing)}", width - 4))
        ]
    return lines
