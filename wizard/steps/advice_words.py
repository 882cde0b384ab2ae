"""The words of the advice on a pattern: why a driver argues for it or against it, what it costs, how its misuse shows."""

from collections.abc import Mapping
from typing import NamedTuple


class Reason(NamedTuple):
    """Why a driver argues for a pattern where there is much of it, and against it where there is little, or the reverse."""

    speaks_for: str = ""
    speaks_against: str = ""


REASONS: Mapping[str, Mapping[str, Reason]] = {
    "clean": {
        "rule_complexity": Reason(
            "Rules that decide much are worth a place apart from storing and showing.",
            "With few rules the use cases only hand requests on to a table.",
        ),
        "framework_independence": Reason(
            "Its first rule is that rules know neither framework nor database.",
            "Hardly anything has to run without the framework, and the mapping is paid every day.",
        ),
        "bounded_contexts": Reason(
            speaks_against="It orders layers; it does not say where one language ends and another begins."
        ),
        "team_count": Reason(speaks_against="Its layers do not say which team owns what."),
        "lifespan": Reason(
            "The longer it runs, the likelier its rules outlive a framework.",
            "It will not run long enough to outlive its framework.",
        ),
        "team_experience": Reason(
            "People who have kept such layers keep them again.",
            "Layers that nobody has kept before are crossed at the first deadline.",
        ),
    },
    "hexagonal": {
        "external_systems_count": Reason(
            "Each system outside gets an adapter, and its changes stop there.",
            "With so few neighbours there is little to put a port in front of.",
        ),
        "swapability": Reason(
            "A provider is replaced, or faked in a test, by another adapter for the same port.",
            "A port with one adapter for ever is a detour.",
        ),
        "framework_independence": Reason(
            "Behind its ports the application runs without framework and database, as in tests.",
            "Hardly anything has to run without the framework, which is what ports allow.",
        ),
        "rule_complexity": Reason(
            "Rules behind ports are tested without anything outside.",
            "Where little is decided, ports only repeat what the storage can do.",
        ),
        "bounded_contexts": Reason(
            speaks_against="It parts the inside from the outside, not one language from another."
        ),
        "team_count": Reason(speaks_against="Ports part the code from its providers, not one team from another."),
        "lifespan": Reason(
            "Over years providers change, and adapters pay for themselves.",
            "In a short life hardly a provider is replaced, and the ports are not repaid.",
        ),
        "team_experience": Reason(
            "People who have cut ports before cut them by need, not by vendor.",
            "First ports tend to copy a vendor's library, and then protect from nothing.",
        ),
    },
    "ddd": {
        "rule_complexity": Reason(
            "Rules that depend on each other get aggregates that keep them.",
            "An aggregate without rules is a table with more code around it.",
        ),
        "bounded_contexts": Reason(
            "Words that mean different things get a context each, and a border between them.",
            "With one language at most there is no border to draw.",
        ),
        "team_count": Reason(
            "With a context each, teams change code without asking one another.",
            "So few people need no agreed borders within their own code.",
        ),
        "external_systems_count": Reason(
            speaks_against="It translates at the border to a neighbour, and leaves open how to live with many of them."
        ),
        "swapability": Reason(speaks_against="How a provider is replaced or faked it leaves to other patterns."),
        "lifespan": Reason(
            "A model gets better over the years, and so does what it saves.",
            "A model takes months to get right, and this will hardly run longer.",
        ),
        "team_experience": Reason(
            "People who have cut aggregates before keep them small.",
            "First aggregates tend to be too large, and are dear to cut later.",
        ),
    },
    "hybrid": {
        "external_systems_count": Reason("The part that faces the systems outside can have ports, and the rest none."),
        "rule_complexity": Reason(
            "The part with the rules can have the richer model, and the rest stay plain.",
            "With few rules no part stands out that would need a style of its own.",
        ),
        "bounded_contexts": Reason(
            "Each context can follow the pattern that suits it.",
            "Without a second context there is no natural border between two styles.",
        ),
        "swapability": Reason("Ports can be kept to the providers that are going to be replaced."),
        "framework_independence": Reason("Independence can be paid for only where it is needed."),
        "team_count": Reason(
            "Each team can keep to the style of its part.",
            "So few people would have to be at home in two styles.",
        ),
        "lifespan": Reason(
            "Over years each part repays a style of its own.",
            "Two styles and a border are more than a short life repays.",
        ),
        "team_experience": Reason(
            "People who know the patterns can tell where each has to end.",
            "Two patterns would be learned at once, and the border between them.",
        ),
    },
}
"""By pattern and driver."""

COSTS: Mapping[str, tuple[str, ...]] = {
    "clean": (
        "Types and mapping code at each ring, also where nothing is decided.",
        "Ceremony around everything that only stores and shows.",
        "A check of imports in the build, as one in the wrong direction undoes it.",
    ),
    "hexagonal": (
        "A port designed for each need, in the words of the application.",
        "A contract test for each port, run against the fake and the real adapter.",
        "One more step for everyone who follows a call through the code.",
    ),
    "ddd": (
        "Workshops with people who know the domain, and again when the model turns out wrong.",
        "Code that translates at each border between contexts.",
        "Skill in modelling, above all in where to cut aggregates.",
        "Aggregates that agree a moment later instead of at once.",
    ),
    "hybrid": (
        "Two ways to write code, and a rule for which holds where.",
        "A border that is watched, best by a check of imports in the build.",
        "A second style for everyone who joins.",
    ),
}

WRONG_SIGNS: Mapping[str, tuple[str, ...]] = {
    "clean": (
        "Use cases only pass the call on to a repository.",
        "One entity is one table is one transfer type, field by field.",
        "Annotations of the framework stand in the entities.",
    ),
    "hexagonal": (
        "Each port has one adapter, and nobody expects a second.",
        "Ports have the methods of a vendor's library.",
        "No test uses a fake.",
    ),
    "ddd": (
        "Nobody who knows the domain has time to talk about it.",
        "Contexts are named after tables.",
        "Entities hold values, and services hold all the rules.",
        "Aggregates are loaded only to show a list.",
    ),
    "hybrid": (
        "Nobody can say which pattern a given module follows.",
        "The word stands for a decision that was not taken.",
        "Calls cross the border in both directions.",
    ),
}
