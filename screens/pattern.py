"""Step 2: the modules in the order in which they depend on each other, and what the trade-offs put first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from textual.content import Content

from screens.drawing import BAD, BLOCKS, GOOD, LABEL, MUTED, NAME, TITLE, fit, line, wrap
from screens.faces import aside, picture
from wizard.review import Review
from wizard.steps.advice import DRIVERS, LEAST_ANSWERED, Advice, Argument, advice_of
from wizard.steps.pattern import Priority
from wizard.workflow import STEP_BY_KEY


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


BAR = 12
"""Cells of a bar that stands for 100."""


@aside("pattern", "drivers")
@aside("pattern", "pattern")
def comparison(review: Review, width: int) -> Sequence[Content]:
    """What the drivers argue for: the four patterns by score, then each with its arguments, costs and warning signs."""
    advice = advice_of(review.design)
    chosen = review.design.pattern.pattern
    lines = [line(("What the drivers argue for", LABEL))]
    for opinion in advice.opinions:
        mark = "  advised" if opinion.pattern == advice.best else ""
        mark += "  chosen" if opinion.pattern == chosen else ""
        full = round(max(0, opinion.score) * BAR / 100)
        lines.append(
            line(
                (fit(opinion.pattern, 10), NAME if opinion.pattern != advice.best else f"bold {NAME}"),
                ("█" * full, NAME), ("░" * (BAR - full), MUTED), (f" {opinion.score:3}", LABEL), (mark, GOOD),
            )
        )  # fmt: skip
    lines += [line((row, MUTED)) for row in wrap(_verdict(advice, chosen), width)]
    for opinion in advice.opinions:
        lines += [Content(""), line((f"{opinion.pattern}", TITLE), (f"  {opinion.score}", MUTED))]
        for argument in (*opinion.arguments_for, *opinion.arguments_against):
            lines += _argument(argument, width)
        lines += _listed("It costs", opinion.costs, width)
        lines += _listed("It is the wrong one when", opinion.wrong_signs, width)
    return lines


def _verdict(advice: Advice, chosen: str | None) -> str:
    """What follows from the scores, in a sentence."""
    count = f"{advice.answered} of {len(DRIVERS)} drivers answered."
    if advice.answered < LEAST_ANSWERED:
        return f"{count} From {LEAST_ANSWERED} on they argue for something."
    if advice.best is None:
        return f"{count} None is clearly ahead: choose by what you know, and say so."
    if chosen is not None and chosen != advice.best:
        return f"{count} They argue for {advice.best}, by {advice.margin}; the pattern group asks why not."
    return f"{count} They argue for {advice.best}, by {advice.margin}. The decision is yours."


def _argument(argument: Argument, width: int) -> Iterator[Content]:
    """An answer that argues for a pattern or against it, with its points."""
    style = GOOD if argument.points > 0 else BAD
    prompt = STEP_BY_KEY["pattern"].fields[argument.driver].prompt
    yield line((f"{argument.points:+3} ", style), (f"{prompt}: {argument.level}", "$foreground"))
    for row in wrap(argument.sentence, width - 4):
        yield line("    ", (row, MUTED))


def _listed(heading: str, points: Iterable[str], width: int) -> Iterator[Content]:
    yield line((heading, LABEL))
    for point in points:
        for n, row in enumerate(wrap(point, width - 2)):
            yield line(("· " if not n else "  ", MUTED), (row, "$foreground"))
