"""Step 3: how the entities hang together, and how their states follow on each other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.drawing import LABEL, MUTED, NAME, TITLE, cut, fit, line, wrap
from screens.faces import picture
from wizard.review import Review

ENDS = {"one-to-one": ("1", "1"), "one-to-many": ("1", "n"), "many-to-one": ("n", "1"), "many-to-many": ("n", "n")}


@picture("domain", "relations")
def relations(review: Review, width: int) -> Sequence[Content]:
    """Each relation as it reads: how many of the one have how many of the other."""
    domain = review.design.domain
    if not domain.relations:
        return ()
    longest = min(24, max(len(relation.source) for relation in domain.relations))
    lines = [line(("As they read", TITLE))]
    for relation in domain.relations:
        near, far = ENDS.get(relation.cardinality or "", ("?", "?"))
        lines.append(
            line(
                ("  ", ""),
                (fit(relation.source, longest), "$foreground"),
                (f" {near} ─── {far} ", NAME),
                (cut(relation.target, 24), "$foreground"),
                (cut(f"  {relation.verb}", max(4, width - longest - 36)), MUTED),
            )
        )
    alone = _alone(review)
    return (
        [
            *lines,
            *(line(("  ", ""), (row, MUTED)) for row in wrap(f"Without a relation: {', '.join(alone)}", width - 2)),
        ]
        if alone
        else lines
    )


def _alone(review: Review) -> list[str]:
    domain = review.design.domain
    related = {name for relation in domain.relations for name in (relation.source, relation.target)}
    return [entity.name for entity in domain.entities if entity.name and entity.name not in related]


@picture("domain", "lifecycles")
def states(review: Review, width: int) -> Sequence[Content]:
    """The states of each entity, in order, and what leads from one to the other."""
    lines: list[Content] = []
    for lifecycle in review.design.domain.lifecycles:
        lines.append(line((lifecycle.entity, TITLE)))
        for state in lifecycle.states:
            ways = [
                f"{way.target} ({way.on})" if way.on else way.target
                for way in lifecycle.transitions
                if way.source == state
            ]
            lines.append(
                line(
                    ("  ", ""),
                    (fit(state, 16), LABEL),
                    ("→ " + cut(", ".join(ways), max(8, width - 22)) if ways else "end", MUTED),
                )
            )
    return lines
