"""Step 1: the critical path as it runs, and what each surface asks for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.drawing import BAD, BLOCKS, HERE, LABEL, MUTED, NAME, TITLE, cut, line, wrap
from screens.faces import picture
from wizard.review import Review


@picture("scope", "workflows")
def critical_path(review: Review, width: int) -> Sequence[Content]:
    """The steps of the critical path, from its actor to its outcome, and how it fails."""
    scope = review.design.scope
    workflow = next((item for item in scope.workflows if item.name and item.name == scope.critical_path), None)
    if workflow is None:
        return ()
    lines = [
        line(("The critical path", TITLE)),
        line((workflow.actor or "somebody", LABEL), (f"  {workflow.trigger}", MUTED)),
    ]
    for number, step in enumerate(workflow.steps, 1):
        first, *rest = wrap(step, width - 6)
        lines.append(line((f" {number:>2}  ", NAME), (first, "$foreground")))
        lines += [line("     ", (row, "$foreground")) for row in rest]
    lines += [
        line(("  =  ", NAME), (row, LABEL)) if not place else line("     ", (row, LABEL))
        for place, row in enumerate(wrap(workflow.outcome, width - 6))
    ]
    if workflow.failure_mode:
        lines += [
            line((f"  {BLOCKS if not place else ' '}  ", BAD), (row, MUTED))
            for place, row in enumerate(wrap(workflow.failure_mode, width - 6))
        ]
    return lines


@picture("scope", "external-systems")
def around_us(review: Review, width: int) -> Sequence[Content]:
    """Who calls whom: the systems on their side of the border."""
    design = review.design
    if not design.scope.external_systems:
        return ()
    arrows = {"in": "──▶", "out": "◀──", "both": "◀─▶"}
    lines = [line(("Across the border", TITLE))]
    for system in design.scope.external_systems:
        weight = (
            "we stop with it" if system.criticality == "hard" else "we go on without it" if system.criticality else ""
        )
        arrow = arrows.get(system.direction or "", "───")
        text = cut(f"{system.name}", width // 2)
        lines.append(
            line(
                ("  ", ""),
                (f"{text:{min(24, width // 2)}}", "$foreground"),
                (f" {arrow} ", NAME),
                (HERE, "$primary"),
                (f" {weight}", MUTED),
            )
        )
    return lines
