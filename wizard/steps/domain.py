"""Step 3: the things the system knows about, how they hang together, and what must stay true of them."""

from typing import Literal

from wizard.ask import Group, Record, ask
from wizard.steps.scope import DataClass
from wizard.steps.step import Step


class Context(Record, columns=("name", "purpose", "owner", "relations"), noun="context"):
    """A part of the domain in which each word has one meaning."""

    name: str = ask(
        "Name",
        why="It becomes a module and a word in every discussion; named after a team, it moves with the next reorganisation.",
        need=True,
        eg="Settlement",
    )
    purpose: str = ask(
        "Purpose",
        "What it is responsible for.",
        why="Without it, new rules land in whichever context is open in the editor.",
        eg="decides what is paid out, and when",
    )
    owner: str = ask(
        "Owner", "The team that decides about its model.", why="A model that two teams own drifts.", eg="Payouts team"
    )
    relations: tuple[str, ...] = ask(
        "Relations",
        "One a line: the other context, and which of the two adapts to the other.",
        why="Unsaid, both sides wait for the other to adapt, and a change of one breaks the other.",
        eg="Ledger: conformist",
    )


class Attribute(Record, columns=("name", "type", "required", "unique", "sensitivity", "note"), noun="attribute"):
    """One thing that is known about an entity."""

    name: str = ask(
        "Name",
        why="Without unit or meaning, such as 'amount' or 'date', each reader fills in another one.",
        need=True,
        eg="captured_amount",
    )
    type: str = ask(
        "Type",
        "A type of the domain, or a plain one.",
        why="A plain number for money, or text for a moment in time, is rounded or shifted by somebody.",
        need=True,
        eg="Money",
    )
    required: bool | None = ask(
        "Required",
        "Whether it is always known.",
        why="Optional by default, and every reader has to handle a missing value that never should be missing.",
        depth="simple-crud",
    )
    unique: bool | None = ask(
        "Unique",
        "Whether no two entities share it.",
        why="Checked in code alone, it is unique until two requests arrive at once; step 5 makes it a constraint.",
        depth="simple-crud",
    )
    sensitivity: DataClass | None = ask(
        "Sensitivity",
        "The strictest that applies.",
        why="Encryption, retention and what may appear in a log follow from it.",
        depth="simple-crud",
        hints={
            "none": "could hang on a poster",
            "internal": "ours, and harmless when it leaks alone",
            "personal": "about a person who can be identified",
            "health": "about someone's health or treatment",
            "card": "card number and what belongs to it",
            "secret": "keys, passwords, tokens",
        },
    )
    note: str = ask(
        "Note",
        why="Units, sources and exceptions that stand nowhere else are rediscovered through wrong values.",
        eg="minor units, never a float",
    )


class Entity(Record, columns=("name", "kind", "context", "description"), noun="entity"):
    """Something the system knows about."""

    name: str = ask(
        "Name",
        "The word the experts use, in the singular.",
        why="Code, tables and paths will use it. A word the experts do not know is translated in every meeting.",
        need=True,
        eg="Payment",
    )
    kind: Literal["aggregate", "entity", "value-object", "event"] | None = ask(
        "Kind",
        "An aggregate is changed as a whole, in one transaction.",
        why="What is saved together is locked together: too large and writers queue, too small and rules slip through.",
        depth="simple-crud",
        hints={
            "aggregate": "keeps the rules of what is inside it",
            "entity": "has an identity, lives inside an aggregate",
            "value-object": "no identity, equal when its values are",
            "event": "something that happened and never changes",
        },
    )
    context: str = ask(
        "Context",
        "The bounded context that it belongs to.",
        why="The same name in two contexts is two entities; without the context they are merged by accident.",
        ref="domain.contexts",
    )
    description: str = ask(
        "Description",
        "What it is, for someone new.",
        why="If two people would describe it differently, it is not one entity yet.",
        depth="simple-crud",
        eg="money promised to a merchant",
    )
    attributes: tuple[Attribute, ...] = ask(
        "Attributes",
        "One line each.",
        why="Tables are proposed from these, and sensitive ones found here; a forgotten one comes with a migration.",
        depth="simple-crud",
    )


class Relation(
    Record,
    columns=("source", "target", "cardinality", "verb", "owner_side"),
    named_by=(("source", "verb", "target"), ("source", "target")),
    noun="relation",
):
    """How two entities hang together."""

    source: str = ask(
        "From",
        why="It is the side the cardinality is read from; swapped, the foreign key lands in the wrong table.",
        need=True,
        ref="domain.entities",
    )
    target: str = ask(
        "To",
        why="A relation to something that is no entity of the list is an entity that was forgotten.",
        need=True,
        ref="domain.entities",
    )
    cardinality: Literal["one-to-one", "one-to-many", "many-to-one", "many-to-many"] | None = ask(
        "Cardinality",
        "How many From there are to how many To.",
        why="It decides where the foreign key goes, and whether a table in between is needed.",
        depth="simple-crud",
    )
    verb: str = ask(
        "Label",
        "The verb that reads from From to To.",
        why="Two lines between the same entities can only be told apart by it; 'has' tells nothing.",
        depth="simple-crud",
        eg="is refunded by",
    )
    owner_side: Literal["from", "to"] | None = ask(
        "Owner side",
        "The side without which the other has no meaning.",
        why="Deleting the owner deletes the rest. Decide it here, not in the migration that finds out.",
        hints={"from": "To goes when From goes", "to": "From goes when To goes"},
    )


class Invariant(
    Record,
    columns=("statement", "entity", "enforced_by", "on_violation", "tested_by"),
    named_by=(("statement",),),
    noun="invariant",
):
    """A statement about the domain that is never allowed to be false."""

    statement: str = ask(
        "Statement",
        "True at every moment, and checkable.",
        why="'Consistent' can not be tested. A statement a query could refute becomes a constraint or a test.",
        need=True,
        eg="refunded never exceeds captured",
    )
    entity: str = ask(
        "Entity",
        "Where it holds.",
        why="Whoever holds both sides of the rule has to check it; if no entity does, the borders are wrong.",
        depth="simple-crud",
        ref="domain.entities",
    )
    enforced_by: Literal["constraint", "aggregate", "transaction", "policy", "validation", "process"] | None = ask(
        "Enforced by",
        "What makes it impossible, or notices.",
        why="A rule enforced by everyone remembering it holds until the second writer.",
        need=True,
        hints={
            "constraint": "the database refuses",
            "aggregate": "one object checks before it changes",
            "transaction": "checked and written together, or neither",
            "policy": "something reacts when it is broken",
            "validation": "the schema of the request refuses",
            "process": "a job or a person reconciles afterwards",
        },
    )
    on_violation: str = ask(
        "On violation",
        "What the caller sees, or who is told.",
        why="Sooner or later one gets through; what happens then should not be decided at night.",
        need=True,
        eg="409 refund-exceeds-capture, nothing is written",
    )
    tested_by: str = ask(
        "Tested by",
        "The test that would fail.",
        why="A rule that no test tries is believed until two requests come at once.",
        eg="two refunds at once on one payment",
        depth="simple-crud",
    )


class Transition(Record, columns=("source", "target", "on"), named_by=(("source", "target"),), noun="transition"):
    """A change from one state to another."""

    source: str = ask(
        "From",
        "A state of the list.",
        why="A change allowed from every state also happens from the one where it does harm.",
        need=True,
        eg="authorised",
    )
    target: str = ask(
        "To",
        "A state of the list.",
        why="A state nothing leads to is dead; one that nothing leaves is an end or a trap.",
        need=True,
        eg="captured",
    )
    on: str = ask(
        "On",
        "What causes it.",
        why="Changes made by time are the ones nobody triggers and everyone forgets, such as an expiry.",
        eg="capture is confirmed by the provider",
    )


class Lifecycle(Record, columns=("entity", "states"), named_by=(("entity",),), noun="lifecycle"):
    """The states an entity goes through."""

    entity: str = ask(
        "Entity",
        why="Each entity with a status has one; two share a status field only until they differ.",
        need=True,
        ref="domain.entities",
    )
    states: tuple[str, ...] = ask(
        "States",
        "One a line, the first state first.",
        why="A state missing here ends up as a flag beside the status, and the two contradict each other.",
        need=True,
        eg="authorised",
    )
    transitions: tuple[Transition, ...] = ask(
        "Transitions",
        "The changes that are allowed; all others are refused.",
        why="What is not listed is either forbidden or forgotten, and code can not tell which.",
        depth="simple-crud",
    )


class Term(Record, columns=("term", "meaning"), named_by=(("term",),), noun="term"):
    """A word of the domain and what it means here."""

    term: str = ask(
        "Term",
        why="The word that two teams use differently is worth a line; a word nobody confuses is not.",
        need=True,
        eg="Capture",
    )
    meaning: str = ask(
        "Meaning",
        "What it means here, and does not.",
        why="Agreement on a word is an illusion until somebody says what it does not include.",
        need=True,
        eg="taking authorised money",
    )


class Contexts(Group, heading="Contexts", depth="standard"):
    """Where one model ends and the next begins."""

    contexts: tuple[Context, ...] = ask(
        "Bounded contexts",
        "Each part in which a word has one meaning; one is a fine number.",
        why="Most arguments about an entity are two entities with one name. Find the border first.",
    )


class Entities(Group, heading="Entities"):
    """The things the system knows about."""

    entities: tuple[Entity, ...] = ask(
        "Entities",
        "What the experts talk about, not what the tables will be.",
        why="Operations, tables and invariants all name an entity. One that nothing names is a hobby.",
        need=True,
    )


class Relations(Group, heading="Relations"):
    """How the entities hang together."""

    relations: tuple[Relation, ...] = ask(
        "Relations",
        "One line for each pair of entities that know each other.",
        why="The diagram in the contract is drawn from these, and so are the foreign keys.",
        depth="simple-crud",
    )


class Invariants(Group, heading="Invariants"):
    """What must stay true, who sees to it, and what happens otherwise."""

    invariants: tuple[Invariant, ...] = ask(
        "Invariants",
        "Start from what step 1 says must never be violated.",
        why="Code tells what happens; only this tells what must not. Each one should become a test.",
        need=True,
    )


class Lifecycles(Group, heading="Lifecycles"):
    """The states of what changes over time."""

    lifecycles: tuple[Lifecycle, ...] = ask(
        "Lifecycles",
        "Only for entities that have a status.",
        why="A status column without its transitions allows every one of them, shipped before paid included.",
        depth="simple-crud",
    )


class Glossary(Group, heading="Glossary", depth="standard"):
    """Words that do not explain themselves."""

    glossary: tuple[Term, ...] = ask(
        "Glossary",
        "The words that had to be explained in the meeting.",
        why="Names in the API are for years. Agree on the word before it is in a path.",
    )


class DomainModel(Contexts, Entities, Relations, Invariants, Lifecycles, Glossary):
    """The answers of step 3."""


DOMAIN = Step(
    "domain", 3, "Domain model", "What the system knows, and what must stay true of it.", DomainModel, ("DOMAIN_MODEL",)
)
