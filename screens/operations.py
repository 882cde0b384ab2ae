"""Step 7: what the numbers mean: error budgets, burn rates, what hard dependencies leave, and calls in flight."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.drawing import LABEL, MUTED, NAME, TITLE, cut, fit, line, wrap
from screens.faces import picture
from wizard.review import Review


@picture("operations", "slos")
def budgets(review: Review, width: int) -> Sequence[Content]:
    """Each objective as the time and the rate at which it may fail."""
    from wizard.export.derived import budget, burn_rates  # the arithmetic of the contract, not needed before

    slos = [slo for slo in review.design.operations.slos if slo.objective is not None]
    if not slos:
        return ()
    lines = [line(("What the objectives allow", TITLE))]
    said = ""
    for slo in slos:
        name = fit(slo.name or "unnamed", min(34, width // 2))
        lines.append(
            line("  ", (name, LABEL), (f" {slo.objective:g} %", NAME), (f"  {budget(slo)} may fail", "$foreground"))
        )
        rates = burn_rates(slo)
        if rates and rates != said:
            lines += [line("    ", (row, MUTED)) for row in wrap(f"alert at a burn rate of: {rates}", width - 4)]
        said = rates
    hard = [system.name for system in review.design.scope.external_systems if system.criticality == "hard"]
    if hard:
        left = 0.999 ** len(hard) * 100
        words = f"Nothing can be promised above what {', '.join(hard)} keep{'s' if len(hard) == 1 else ''}: at 99.9 % each, that is {left:.2f} %."
        lines += [Content(""), *(line("  ", (row, MUTED)) for row in wrap(words, width - 2))]
    return lines


@picture("operations", "performance")
def in_flight(review: Review, width: int) -> Sequence[Content]:
    """Little's law: calls in flight at the peak are the rate times the time each takes."""
    from wizard.export.derived import in_flight as calls
    from wizard.export.derived import slots

    lines: list[Content] = []
    for target in review.design.operations.targets:
        busy, needed = calls(target, target.p95_ms), slots(target)
        if busy is not None and needed is not None:
            words = (
                f"{target.peak_per_second:g}/s × {target.p95_ms} ms = {busy:.1f} in flight, {needed} slots at 70 % use"
            )
            lines.append(
                line(
                    "  ", (fit(cut(target.operation, 26), 27), LABEL), (cut(words, max(10, width - 30)), "$foreground")
                )
            )
    return [line(("At the peak", TITLE)), *lines] if lines else ()
