"""Items on step 2 that the answers settle: drivers, the choice and its alternatives, modules, trade-offs."""

from __future__ import annotations

from typing import get_args

from wizard.checklist.told import Told, Where, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.circles import in_circles
from wizard.facts.tradeoffs import PRIORITIES
from wizard.facts.words import affirmed, has_figure, names
from wizard.steps.advice import DRIVERS, NOT_ASKED_OF_SIMPLE, PatternName, advice_of
from wizard.steps.pattern import Drivers, Module

DRIVER_WORDS: dict[str, str] = {
    "external_systems_count": r"\b(external systems?|systems? outside|outside systems?|providers?|neighbours?)\b",
    "rule_complexity": r"\brules?\b",
    "bounded_contexts": r"\bcontexts?\b",
    "team_count": r"\bteams?\b",
    "swapability": r"\b(swap\w*|replac\w+|exchang\w+|second provider)\b",
    "framework_independence": r"\bframeworks?\b|\bwithout (a |the )?(network|database)",
    "lifespan": r"\b(lifespan|prototype|live[sd]? (for )?\w+ years?|\w+ years?)\b",
    "team_experience": r"\b(experience|shipped it|know it|new to)\b",
}
"""How a rationale speaks of each driver."""


@settles("pattern-drivers-weighed")
def _drivers_weighed(design: Design) -> Told:
    asked = [name for name in DRIVERS if design.depth != "simple-crud" or name not in NOT_ASKED_OF_SIMPLE]
    open_ = [name for name in asked if getattr(design.pattern, name) is None]
    if len(open_) == len(asked):
        return silent((("pattern", asked[0]), "no driver has a level"))
    if open_:
        return unmet(*(Where(("pattern", name), f"{Drivers.fields[name].prompt}: no level") for name in open_))
    return met((("pattern", asked[0]), f"all {len(asked)} have a level"))


@settles("pattern-rationale-names-drivers")
def _rationale_names_drivers(design: Design) -> Told:
    chosen, rationale = design.pattern.pattern, design.pattern.rationale
    at = ("pattern", "rationale")
    if not chosen or not rationale:
        return silent((at if chosen else ("pattern", "pattern"), "is not answered"))
    (opinion,) = (opinion for opinion in advice_of(design).opinions if opinion.pattern == chosen)
    if not opinion.arguments_for:
        return unmet((("pattern", "pattern"), f"no level argues for {chosen}"))
    for argument in opinion.arguments_for:
        found = affirmed(DRIVER_WORDS[argument.driver], rationale)
        if found:
            prompt = Drivers.fields[argument.driver].prompt
            return met((at, f'"{found[0]}"'), (("pattern", argument.driver), f"{prompt}: {argument.level}"))
    return silent((at, "names no driver by its own word"))


@settles("pattern-alternatives-complete")
def _alternatives_complete(design: Design) -> Told:
    chosen = design.pattern.pattern
    if chosen is None:
        return silent((("pattern", "pattern"), "is not answered"))
    listed = {alternative.pattern for alternative in design.pattern.alternatives}
    missing = [name for name in get_args(PatternName) if name != chosen and name not in listed]
    at = ("pattern", "alternatives")
    if missing:
        return unmet((at, f"not among them: {', '.join(missing)}"))
    return met((at, quoted(design.pattern.alternatives)))


@settles("pattern-hybrid-covers-modules")
def _hybrid_covers_modules(design: Design) -> Told:
    boundary = design.pattern.boundary
    if (told := _no_hybrid(design)) is not None:
        return told
    return every(
        design.pattern.modules,
        "pattern.modules",
        lambda module: names(boundary, module.name),
        "the boundary does not name it",
        has="the boundary names every module",
    )


@settles("pattern-hybrid-crossing-named")
def _hybrid_crossing_named(design: Design) -> Told:
    told = _no_hybrid(design)
    return silent((("pattern", "boundary"), "a person has to read it")) if told is None else told


def _no_hybrid(design: Design) -> Told | None:
    """What the items on a hybrid's boundary come to where there is no hybrid, or no boundary yet."""
    if design.pattern.pattern is None:
        return silent((("pattern", "pattern"), "is not answered"))
    if design.pattern.pattern != "hybrid":
        return met((("pattern", "pattern"), f"{design.pattern.pattern}: nothing is combined"))
    return None if design.pattern.boundary else silent((("pattern", "boundary"), "is not answered"))


@settles("pattern-modules-acyclic")
def _modules_acyclic(design: Design) -> Told:
    modules = design.pattern.modules
    at = ("pattern", "modules")
    if not modules:
        return silent((at, "none are listed"))
    circle = in_circles({module.name: module.depends_on for module in modules})
    bad = [module for module in modules if module.name in circle]
    if bad:
        return every(bad, "pattern.modules", lambda _: False, _leads_back, field="depends_on")
    return met((at, f"{len(modules)} modules, no circle"))


def _leads_back(module: Module) -> str:
    return f"depends on {quoted(module.depends_on)}, which leads back to it"


@settles("pattern-one-way-out")
def _one_way_out(design: Design) -> Told:
    modules = [f"{module.name} {module.responsibility}" for module in design.pattern.modules]
    if not modules:
        return silent((("pattern", "modules"), "none are listed"))
    return every(
        design.scope.external_systems,
        "scope.external_systems",
        lambda system: sum(names(module, system.name) for module in modules) == 1,
        "",
        has="each is named by one module",
        is_open=lambda _: True,
        doubt="not named by exactly one module",
    )


@settles("pattern-first-time-contained")
def _first_time_contained(design: Design) -> Told:
    experience = design.pattern.team_experience
    at = ("pattern", "team_experience")
    if experience in (None, "none"):
        return silent(
            (at, "is not answered") if experience is None else (("pattern", "rationale"), "a person has to read it")
        )
    return met((at, f"experience: {experience}"))


@settles("pattern-tradeoff-uphill-justified")
def _tradeoff_uphill_justified(design: Design) -> Told:
    return every(
        design.pattern.tradeoffs,
        "pattern.tradeoffs",
        lambda row: row.optimises and row.gives_up and PRIORITIES.index(row.optimises) < PRIORITIES.index(row.gives_up),
        "gives up the higher priority and says no reason",
        has="none gives up a higher priority for a lower one",
        is_open=lambda row: not (row.optimises and row.gives_up) or row.because,
        doubt="it is to be read whether the reason limits the damage",
    )


@settles("pattern-tradeoff-reopens")
def _tradeoff_reopens(design: Design) -> Told:
    return every(
        design.pattern.tradeoffs,
        "pattern.tradeoffs",
        lambda row: has_figure(row.revisit_when),
        lambda row: f"no number or date in: {row.revisit_when}" if row.revisit_when else "nothing would reopen it",
        has="each names a number or a date",
        field="revisit_when",
    )


@settles("pattern-context-owns-data")
def _context_owns_data(design: Design) -> Told:
    contexts = design.domain.contexts
    at = ("domain", "contexts")
    if len(contexts) == 1:
        return met((at, f"{contexts[0].label} is the only context"))
    return silent((at, "none are listed" if not contexts else "queries across them are in no answer"))
