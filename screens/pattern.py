"""Step 2: the modules in the order in which they depend on each other, and what the trade-offs put first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from textual.content import Content

from screens.drawing import BAD, BLOCKS, MUTED, NAME, TITLE, fit, line
from screens.faces import picture
from wizard.review import Review
from wizard.steps.pattern import Priority


@picture("pattern", "modules")
def layers(review: Review, width: int) -> Sequence[Content]:
    """Modules that depend on nothing stand at the bottom, those that depend on them above; a cycle has no place."""
    needs = {module.name: set(module.depends_on) for module in review.design.pattern.modules if module.name}
    if not needs:
        return ()
    rows = levels(needs)
    lines = [line(("Who depends on whom, downwards", TITLE))]
    lines += [line("  ", *_boxes(row, width - 2)) for row in reversed(rows)]
    rest = sorted(set(needs) - {name for row in rows for name in row})
    if rest:
        lines.append(line((f"  {BLOCKS} in a cycle: {', '.join(rest)}", BAD)))
    return lines


def levels(needs: Mapping[str, set[str]]) -> list[list[str]]:
    """Names by how far they are from those that need nothing; what is in a cycle is in none of the rows."""
    rows: list[list[str]] = []
    done: set[str] = set()
    while row := [name for name, needed in needs.items() if name not in done and not (needed & set(needs)) - done]:
        rows.append(row)
        done |= set(row)
    return rows


def _boxes(names: Sequence[str], width: int) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    used = 0
    for name in names:
        if used + len(name) + 4 > width:
            parts.append((" …", MUTED))
            break
        parts += [(f" {name} ", f"{NAME} on $panel"), ("  ", "")]
        used += len(name) + 4
    return parts


@picture("pattern", "trade-offs")
def weighed(review: Review, width: int) -> Sequence[Content]:
    """How often each priority was put first, and given up."""
    tradeoffs = review.design.pattern.tradeoffs
    if not tradeoffs:
        return ()
    first = Counter(item.optimises for item in tradeoffs)
    given = Counter(item.gives_up for item in tradeoffs)
    lines = [line(("What was put first, and what was given up", TITLE))]
    lines += [
        line(
            ("  " + fit(f"{place} {name}", 18), "$foreground"),
            (f"{'█' * first[name]:{6}}", NAME),
            ("▒" * given[name], MUTED),
        )
        for place, name in enumerate(get_args(Priority), 1)
    ]
    return [*lines, line(("  ", ""), ("█ put first  ", NAME), ("▒ given up", MUTED))] if width else lines
