"""The advice on a pattern: what the drivers of step 2 argue for, by how much, and in which words.

The weights say what an answer is worth. A pattern starts at `START`, which is neither for nor against, and each answer adds the
points of its level: above nought it argues for the pattern, below nought against it. A driver that was not answered adds
nothing and says nothing. `high` counts most, as only there the reason that the literature gives holds without a doubt.

* Clean Architecture lives on rules that must run without a framework, hexagonal on systems outside and providers that are
  replaced, Domain-Driven Design on rules, contexts and teams. What a pattern leaves open counts a little against it: the first
  two say nothing on contexts and teams, the third nothing on providers.
* A hybrid gives each answer the pattern that suits it, so an answer argues for it at most as much as for the best of the
  others. It pays its `PRICE` for the border and the second style, and so leads only where some answers argue strongly for one
  pattern and others for another. It is not advised unless two others are worth it on their own. Clean and hexagonal both keep
  the framework out, so their independence is no reason to combine them, and counts as in hexagonal.
* A short life, people who are new to it and a small number of them count against structure, and the first two of these most
  against the dearest.

The weights are our own, tuned on described systems until the advice on those was what the literature would say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from wizard.steps.advice_words import COSTS, REASONS, WRONG_SIGNS

Level = Literal["none", "low", "medium", "high"]
LEVELS: tuple[Level, ...] = get_args(Level)
PatternName = Literal["clean", "hexagonal", "ddd", "hybrid"]
Driver = Literal[
    "external_systems_count",
    "rule_complexity",
    "bounded_contexts",
    "team_count",
    "swapability",
    "framework_independence",
    "lifespan",
    "team_experience",
]
DRIVERS: tuple[Driver, ...] = get_args(Driver)
NOT_ASKED_OF_SIMPLE: tuple[Driver, ...] = ("team_count", "lifespan", "team_experience")
"""The drivers that depth `simple-crud` does not ask. What a draft still says on them there does not count."""

Points = tuple[int, int, int, int]
"""What the levels add to a score: none, low, medium, high."""

WEIGHTS: dict[PatternName, dict[Driver, Points]] = {
    "clean": {
        "rule_complexity":        (-14,  -5,   4,   8),
        "framework_independence": (-10,  -4,   6,  16),
        "bounded_contexts":       (  0,   0,  -2,  -5),
        "team_count":             (  0,   0,  -1,  -2),
        "lifespan":               ( -8,  -4,   2,   5),
        "team_experience":        ( -6,  -2,   1,   2),
    },
    "hexagonal": {
        "external_systems_count": (-10,  -5,   3,  12),
        "swapability":            (-10,  -4,   4,  12),
        "framework_independence": ( -4,  -1,   3,   7),
        "rule_complexity":        ( -4,  -1,   1,   2),
        "bounded_contexts":       (  0,   0,  -2,  -5),
        "team_count":             (  0,   0,  -1,  -2),
        "lifespan":               ( -4,  -2,   1,   3),
        "team_experience":        ( -4,  -2,   1,   2),
    },
    "ddd": {
        "rule_complexity":        (-18,  -8,   4,  10),
        "bounded_contexts":       ( -7,  -4,   6,  12),
        "team_count":             ( -5,  -3,   4,   8),
        "external_systems_count": (  0,   0,  -1,  -3),
        "swapability":            (  0,   0,  -2,  -6),
        "lifespan":               ( -6,  -4,   2,   4),
        "team_experience":        ( -5,  -3,   1,   3),
    },
    "hybrid": {
        "external_systems_count": (  0,   0,   3,  12),
        "rule_complexity":        (-10,  -7,   4,  10),
        "bounded_contexts":       ( -2,  -2,   6,  12),
        "swapability":            (  0,   0,   4,  12),
        "framework_independence": (  0,   0,   3,   7),
        "team_count":             ( -3,  -3,   1,   4),
        "lifespan":               (-12, -10,   1,   3),
        "team_experience":        (-11,  -7,   0,   2),
    },
}  # fmt: skip
"""The points of each answer; no sum of them leaves 0 to 100."""

START = 50
"""The score of a pattern that nothing was said about."""
PRICE = 12
"""What a hybrid pays before anything is said."""
WORTH = 60
"""The least score of a pattern that is advised, and of two patterns that are worth combining."""
LEAST_LEAD = 5
"""By how much the best has to lead the second to be called the best."""
LEAST_ANSWERED = 3
"""How many drivers have to be answered before anything is advised."""


class Argument(NamedTuple):
    """One driver's say on a pattern: for it with points above nought, against it below."""

    driver: Driver
    level: Level
    points: int
    sentence: str


class Opinion(NamedTuple):
    """What there is to say on one pattern; `start` and the points of all arguments add up to the score."""

    pattern: PatternName
    score: int
    start: int
    arguments_for: tuple[Argument, ...]
    arguments_against: tuple[Argument, ...]
    costs: tuple[str, ...]
    wrong_signs: tuple[str, ...]


class Advice(NamedTuple):
    """The opinions on all patterns, the highest score first, and the one that is advised, if any is."""

    opinions: tuple[Opinion, ...]
    best: PatternName | None
    margin: int
    """By how much the first leads the second."""
    answered: int
    """How many drivers were answered."""


def advise(drivers: object) -> Advice:
    """The advice that follows from the eight drivers: attributes, or keys of a mapping; what is no level is unanswered."""
    given = drivers.get if isinstance(drivers, Mapping) else lambda name: getattr(drivers, name, None)
    return _advise(tuple(level if level in LEVELS else None for level in map(given, DRIVERS)))


def advice_of(design: Any) -> Advice:
    """The advice to a design, from the drivers that it is asked."""
    passed_over = NOT_ASKED_OF_SIMPLE if design.depth == "simple-crud" else ()
    return advise({name: getattr(design.pattern, name) for name in DRIVERS if name not in passed_over})


def is_against_advice(design: Any) -> bool:
    """Whether a pattern is chosen, one is advised, and it is another."""
    chosen = design.pattern.pattern
    return chosen is not None and advice_of(design).best not in (None, chosen)


@lru_cache(maxsize=64)  # conditions ask again and again about the same answers
def _advise(levels: tuple[Level | None, ...]) -> Advice:
    said = {driver: level for driver, level in zip(DRIVERS, levels, strict=True) if level is not None}
    opinions = tuple(sorted((_opinion(pattern, said) for pattern in WEIGHTS), key=lambda opinion: -opinion.score))
    margin = opinions[0].score - opinions[1].score
    is_clear = len(said) >= LEAST_ANSWERED and margin >= LEAST_LEAD and _is_worth_it(opinions)
    return Advice(opinions, opinions[0].pattern if is_clear else None, margin, len(said))


def _is_worth_it(opinions: tuple[Opinion, ...]) -> bool:
    """Whether the first is argued for strongly enough to be advised; a hybrid needs two more that are."""
    needed = 3 if opinions[0].pattern == "hybrid" else 1
    return all(opinion.score >= WORTH for opinion in opinions[:needed])


def _opinion(pattern: PatternName, said: Mapping[Driver, Level]) -> Opinion:
    found = sorted(_arguments(pattern, said), key=lambda argument: -abs(argument.points))
    start = START - PRICE if pattern == "hybrid" else START
    return Opinion(
        pattern,
        start + sum(argument.points for argument in found),
        start,
        tuple(argument for argument in found if argument.points > 0),
        tuple(argument for argument in found if argument.points < 0),
        COSTS[pattern],
        WRONG_SIGNS[pattern],
    )


def _arguments(pattern: PatternName, said: Mapping[Driver, Level]) -> Iterator[Argument]:
    """What the answers say on a pattern, the ones that say nothing left out."""
    for driver, weights in WEIGHTS[pattern].items():
        if driver in said:
            points = weights[LEVELS.index(said[driver])]
            if points:
                reason = REASONS[pattern][driver]
                yield Argument(driver, said[driver], points, reason.speaks_for if points > 0 else reason.speaks_against)
