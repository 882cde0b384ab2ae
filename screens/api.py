"""Step 4: which workflows have operations, and which do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from screens.drawing import BAD, BLOCKS, GOOD, MET, MUTED, TITLE, cut, fit, line
from screens.faces import picture
from wizard.review import Review


@picture("api", "operations")
def coverage(review: Review, width: int) -> Sequence[Content]:
    """How many operations serve each workflow."""
    design = review.design
    served = Counter(operation.workflow for operation in design.api.operations)
    served += Counter(operation.workflow for operation in design.api.graphql_operations)
    names = [(workflow.name, workflow.critical) for workflow in design.scope.workflows if workflow.name]
    if not names or not served:
        return ()
    lines = [line(("Workflows and the operations that serve them", TITLE))]
    for name, is_critical in names:
        count = served[name]
        sign = (MET, GOOD) if count else (BLOCKS, BAD)
        words = f"{count} operation{'s' if count != 1 else ''}" if count else "none"
        lines.append(
            line(
                "  ",
                sign,
                " ",
                (fit(cut(name, width - 28), min(36, width - 28)), "$foreground"),
                (f" {words}", MUTED),
                ("  critical" if is_critical else "", MUTED),
            )
        )
    return lines


@picture("api", "graphql-operations")
def graphql_coverage(review: Review, width: int) -> Sequence[Content]:
    """The same, for a system that speaks GraphQL."""
    return coverage(review, width)
