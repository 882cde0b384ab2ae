"""Step 2: which architecture pattern, why, cut into which modules, and at what price."""

from typing import Any, Literal

from wizard.ask import Group, Record, Text, ask
from wizard.steps.advice import Level, PatternName, is_against_advice
from wizard.steps.step import Step

Part = Literal["clean", "hexagonal", "ddd", "layered"]
Priority = Literal["correctness", "security", "reliability", "performance", "ergonomics"]
"""The fixed order of priorities, the highest first."""

PATTERN_HINTS = {
    "clean": "rules in the middle, every dependency points inwards",
    "hexagonal": "a port for each need, an adapter for each provider",
    "ddd": "contexts with their own language, aggregates that keep the rules",
    "hybrid": "two or more of these, with a border you can point at",
}
PRIORITY_HINTS = {
    "correctness": "1, the highest: what is stored is right",
    "security": "2: nobody gets what is not theirs",
    "reliability": "3: it works, and you can tell when it does not",
    "performance": "4: fast enough, for as many as come",
    "ergonomics": "5, the lowest: quick to build and to change",
}


def _levels(none: str, low: str, medium: str, high: str) -> dict[str, str]:
    """What each level of a driver means."""
    return {"none": none, "low": low, "medium": medium, "high": high}


def _is_hybrid(design: Any) -> bool:
    """Whether the design combines patterns."""
    return bool(design.pattern.pattern == "hybrid")


class Alternative(Record, columns=("pattern", "why_rejected"), named_by=(("pattern",),), noun="alternative"):
    """A pattern that was considered and not taken."""

    pattern: PatternName | None = ask(
        "Pattern",
        why="An alternative that nobody would have chosen proves nothing; the close rival does.",
        need=True,
        hints=PATTERN_HINTS,
    )
    why_rejected: str = ask(
        "Why rejected",
        "What it would have cost here, not in general.",
        why="'Too complex' can be said of anything. Only a cost in this system lets a reviewer disagree.",
        need=True,
        eg="one team, no borders to draw",
    )


class Module(Record, columns=("name", "responsibility", "depends_on"), noun="module"):
    """A part of the system with one responsibility."""

    name: str = ask(
        "Name",
        why="Folders, owners and import rules take this name. 'common' and 'core' attract whatever has no home.",
        need=True,
        eg="settlement",
    )
    responsibility: str = ask(
        "Responsibility",
        "What it alone decides or does.",
        why="If the sentence needs an 'and', it may be two modules.",
        need=True,
        eg="works out what each merchant is owed",
    )
    depends_on: tuple[str, ...] = ask(
        "Depends on",
        "The modules that it calls or imports.",
        why="Modules that depend on each other in a circle are one module with several names.",
        depth="simple-crud",
        ref="pattern.modules",
    )


class TradeOff(
    Record,
    columns=("decision", "optimises", "gives_up", "because", "revisit_when"),
    named_by=(("decision",),),
    noun="trade-off",
):
    """A decision that favours one priority at the expense of another."""

    decision: str = ask(
        "Decision",
        "What was decided.",
        why="If the other choice would be absurd, it is a statement of taste and costs nobody anything.",
        need=True,
        eg="capture waits for the ledger to commit",
    )
    optimises: Priority | None = ask(
        "Optimises",
        "What it favours, of the five priorities.",
        why="Naming one keeps a decision from being sold as good for everything.",
        need=True,
        hints=PRIORITY_HINTS,
    )
    gives_up: Priority | None = ask(
        "Gives up",
        "What pays for it, of the five priorities.",
        why="Paying with a higher priority for a lower one is allowed, but never without being asked about it.",
        need=True,
        hints=PRIORITY_HINTS,
    )
    because: str = ask(
        "Because",
        "Why it is worth that here.",
        why="Whoever reopens it later has to beat this reason. Without one, the louder voice wins.",
        need=True,
        eg="a wrong balance costs more than 80 ms",
    )
    revisit_when: str = ask(
        "Revisit when",
        "The observation that would reopen it.",
        why="The reasons of today expire; this says how anyone will notice.",
        eg="capture p95 is over 600 ms for a week",
    )


class Drivers(Group, heading="Drivers"):
    """What pulls the architecture one way or another."""

    external_systems_count: Level | None = ask(
        "External systems",
        "How many systems it calls or is called by.",
        why="Each has outages and releases of its own. From a handful on, ports and adapters pay for themselves.",
        depth="simple-crud",
        hints=_levels("0", "1 or 2", "3 to 5", "6 or more"),
    )
    rule_complexity: Level | None = ask(
        "Rule complexity",
        "How much it decides, as against storing and showing.",
        why="Many rules need a model to live in. A model around a form and a table is only a longer way to the table.",
        depth="simple-crud",
        hints=_levels(
            "store and show", "checks on single records", "some states and invariants", "many rules that interact"
        ),
    )
    bounded_contexts: Level | None = ask(
        "Bounded contexts",
        "How many parts of the domain use words in a sense of their own.",
        why="When 'account' means a login here and a balance there, one model for both will be wrong twice.",
        depth="simple-crud",
        hints=_levels("records without a language", "1", "2 or 3", "4 or more"),
    )
    team_count: Level | None = ask(
        "Teams",
        "How many teams will change the code.",
        why="Borders in the code that ignore the borders between teams are moved by the teams, without a review.",
        hints=_levels("one or two people", "1 team", "2 or 3", "4 or more"),
    )
    swapability: Level | None = ask(
        "Swapability",
        "How likely a provider is replaced, or must be replaced by a fake in tests.",
        why="A port with one adapter for ever is ceremony; a provider that can not be replaced sets its own price.",
        depth="simple-crud",
        hints=_levels("all are here to stay", "unlikely", "one provider", "several, or by contract"),
    )
    framework_independence: Level | None = ask(
        "Framework independence",
        "How much the rules must run and be tested without the web framework and the database.",
        why="Paid in mapping code every day, repaid the day the framework ends or an auditor wants proof.",
        depth="simple-crud",
        hints=_levels("framework anywhere", "welcome", "for the main rules", "audited, or several channels"),
    )
    lifespan: Level | None = ask(
        "Lifespan",
        "How long it is meant to run; prototypes that went live count as systems.",
        why="Structure is an investment with a running time. Under a year it rarely comes back.",
        hints=_levels("weeks", "under a year", "1 to 5 years", "more than 5 years"),
    )
    team_experience: Level | None = ask(
        "Team experience",
        "With the pattern that you lean towards.",
        why="A pattern first met under a deadline is learned in production. Plain layers are a fair start.",
        hints=_levels("nobody has used it", "some have read of it", "some have shipped it", "most have lived with it"),
    )


class Pattern(Group, heading="Pattern"):
    """The pattern chosen, the reasons, and what was turned down."""

    pattern: PatternName | None = ask(
        "Pattern",
        "The one that the drivers argue for.",
        why="It decides which way dependencies point, and that is dear to change once there is code.",
        need=True,
        hints=PATTERN_HINTS,
    )
    parts: tuple[Part, ...] = ask(
        "Patterns combined",
        "Two or more.",
        why="A hybrid that does not say of what is a decision put off.",
        need=_is_hybrid,
        when=_is_hybrid,
        hints={key: hint for key, hint in PATTERN_HINTS.items() if key != "hybrid"}
        | {"layered": "plain layers, for parts that store and show"},
    )
    boundary: Text = ask(
        "Boundary between them",
        "Which modules follow which pattern, and what may cross from one to the other.",
        why="Whoever adds a file has to know which rules hold there. Without a border the easier ones hold everywhere.",
        need=_is_hybrid,
        when=_is_hybrid,
        eg="Settlement is DDD, provider access hexagonal; settlement imports its ports and nothing else.",
    )
    rationale: Text = ask(
        "Rationale",
        "Which drivers decided, and what the pattern costs here.",
        why="In two years someone will want to replace it. This tells them whether the reasons still hold.",
        need=True,
        eg="Six providers, two of them on notice. We pay with an adapter and a contract test for each.",
    )
    against_advice: Text = ask(
        "Why against the drivers",
        "The drivers argue for another pattern. Say what decides against it here.",
        why="An old code base or an agreement between teams can outweigh all eight. Unsaid, it looks like an oversight.",
        need=is_against_advice,
        when=is_against_advice,
        eg="Two services run in this style already, and the same people operate all three.",
    )
    alternatives: tuple[Alternative, ...] = ask(
        "Alternatives",
        "One line for each pattern not chosen.",
        why="Reviewers ask about the others anyway. A choice with nothing beside it was a habit.",
        need=True,
    )


class Modules(Group, heading="Modules"):
    """The parts of the system, and which of them may know which."""

    modules: tuple[Module, ...] = ask(
        "Modules",
        "One line each; dependencies are named by module.",
        why="The file plan is drawn from these. A circle is cheap to undo here, and a quarter's work in code.",
        need=True,
    )


class TradeOffs(Group, heading="Trade-offs"):
    """What was paid for what, in the fixed order of priorities."""

    tradeoffs: tuple[TradeOff, ...] = ask(
        "Trade-offs",
        "Priorities from 1 to 5: correctness, security, reliability, performance, ergonomics.",
        why="A decision that costs nothing was not a decision. With its price beside it, it is argued about once.",
        need=True,
    )


class Patterns(Drivers, Pattern, Modules, TradeOffs):
    """The answers of step 2."""


PATTERN = Step(
    "pattern", 2, "Pattern", "Which architecture pattern, why, and at what price.", Patterns, ("ARCHITECTURE_PATTERN",)
)
