"""Suggestions for step 2: the pattern that the drivers argue for, the words for it, and against the others."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import listing, lowered, some
from wizard.steps.advice import DRIVERS, Advice, Argument, Opinion, advice_of
from wizard.steps.pattern import Drivers
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

MOST_ARGUMENTS = 3
PARTS = ("clean", "hexagonal", "ddd")
"""The patterns that a hybrid can combine, plain layers aside."""


def _answered(design: Design) -> tuple[Path, ...]:
    return tuple(("pattern", driver) for driver in DRIVERS if getattr(design.pattern, driver) is not None)


def _opinions(advice: Advice) -> dict[str, Opinion]:
    return {opinion.pattern: opinion for opinion in advice.opinions}


def _said(argument: Argument) -> str:
    """An argument with the answer that it is made of."""
    return f"{Drivers.fields[argument.driver].prompt}: {argument.level}. {argument.sentence}"


@suggests("pattern-from-drivers", "The pattern that the drivers argue for.", "architecture-patterns")
@asked("pattern", "pattern")
def _pattern(design: Design) -> Iterator[Offer]:
    advice = advice_of(design)
    if advice.best is not None:
        best = _opinions(advice)[advice.best]
        said = " ".join(_said(one) for one in best.arguments_for[:MOST_ARGUMENTS])
        yield Offer(
            ("pattern", "pattern"),
            advice.best,
            f"{best.score} of 100, {advice.margin} ahead. {said}",
            _answered(design),
        )


@suggests("pattern-rationale", "The drivers that decided, and what the pattern costs.", "architecture-patterns")
@asked("pattern", "rationale")
def _rationale(design: Design) -> Iterator[Offer]:
    chosen = design.pattern.pattern
    if chosen is None:
        return
    opinion = _opinions(advice_of(design))[chosen]
    arguments = opinion.arguments_for[:MOST_ARGUMENTS]
    if arguments:
        said = " ".join(_said(one) for one in arguments)
        because = f"{chosen} is chosen, and these drivers argue for it: {listing([_prompt(one) for one in arguments])}."
        text = f"{said} We pay with this: {lowered(opinion.costs[0])}"
        yield Offer(("pattern", "rationale"), text, because, (("pattern", "pattern"), *_answered(design)))


def _prompt(argument: Argument) -> str:
    return lowered(Drivers.fields[argument.driver].prompt)


@suggests(
    "pattern-alternative", "What the drivers say against each pattern that was not chosen.", "architecture-patterns"
)
@asked("pattern", "alternatives")
def _alternatives(design: Design) -> Iterator[Offer]:
    chosen = design.pattern.pattern
    if chosen is None:
        return
    opinions = _opinions(advice_of(design))
    covered = {alternative.pattern for alternative in design.pattern.alternatives}
    for name, opinion in opinions.items():
        if name == chosen or name in covered:
            continue
        if opinion.arguments_against:
            argument = opinion.arguments_against[0]
            why, because = argument.sentence, f"{Drivers.fields[argument.driver].prompt} is {argument.level}."
        elif opinion.score < opinions[chosen].score:
            why = f"Its price is higher than what the drivers make of it: {lowered(opinion.costs[0])}"
            because = f"The drivers give it {opinion.score} of 100, and {chosen} {opinions[chosen].score}."
        else:
            continue
        record = {"pattern": name, "why_rejected": why}
        yield Offer(
            ("pattern", "alternatives"),
            record,
            f"{chosen} is chosen. {because}",
            (("pattern", "pattern"), *_answered(design)),
        )


@suggests("hybrid-parts", "A hybrid combines the patterns that the drivers argue for most.", "architecture-patterns")
@asked("pattern", "parts")
def _parts(design: Design) -> Iterator[Offer]:
    advice = advice_of(design)
    best = [opinion for opinion in advice.opinions if opinion.pattern in PARTS and opinion.arguments_for][:2]
    if len(best) == 2:
        said = " ".join(_said(opinion.arguments_for[0]) for opinion in best)
        yield Offer(("pattern", "parts"), [opinion.pattern for opinion in best], said, _answered(design))


@suggests(
    "hybrid-boundary", "The border of a hybrid runs between the rules and the systems outside.", "architecture-patterns"
)
@asked("pattern", "boundary")
def _boundary(design: Design) -> Iterator[Offer]:
    inner = next((part for part in ("ddd", "clean") if part in design.pattern.parts), None)
    called = [one for one in design.scope.external_systems if one.name and one.direction in ("out", "both")]
    if inner is None or "hexagonal" not in design.pattern.parts or not called:
        return
    contexts = [context.name for context in design.domain.contexts if context.name]
    rules = some(contexts) if contexts else "The modules with the rules"
    systems = some([system.name for system in called])
    text = (
        f"{rules}: {inner}. What talks to {systems}: hexagonal, an adapter each. The rules own the ports and import no adapter; "
        "adapters import the ports and nothing else. A check of imports in the build keeps it so."
    )
    because = f"{inner} and hexagonal are combined, and the calls to {systems} are what hexagonal is for."
    basis = (("pattern", "parts"), *(("scope", "external_systems", one.id, "direction") for one in called))
    yield Offer(("pattern", "boundary"), text, because, basis)
