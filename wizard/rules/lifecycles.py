"""Rules on how entities change and hang together: states that nothing reaches, relations that can not be told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.circles import reached
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short

WAITS = r"(?i)\b(pending|waiting|queued|processing|running|draft|requested|in progress|open|new|started|submitted|scheduled)\b"
"""States that say by their name that something is still to come."""


@rule(
    "states-without-transitions",
    "advice",
    "A lifecycle has states and no transitions, so every change between them is allowed, or none.",
    "List the changes that are allowed, and what causes each.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _without_transitions(design: Design) -> Iterable[Said]:
    for lifecycle in design.domain.lifecycles:
        if len(lifecycle.states) > 1 and not lifecycle.transitions:
            yield Said(
                ("domain", "lifecycles", lifecycle.id, "transitions"),
                f"{short(lifecycle.entity) or 'A lifecycle'}: {len(lifecycle.states)} states, and no change between them is listed",
            )


@rule(
    "transition-to-unknown-state",
    "blocker",
    "A transition names a state that the lifecycle does not have. Whether a state is missing or a name is wrong would be guessed.",
    "Add the state, or name one of the list.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _unknown_state(design: Design) -> Iterable[Said]:
    for lifecycle in design.domain.lifecycles:
        known = set(lifecycle.states)
        for change in lifecycle.transitions if known else ():
            for field, state in (("source", change.source), ("target", change.target)):
                if state and state not in known:
                    yield Said(
                        ("domain", "lifecycles", lifecycle.id, "transitions", change.id, field),
                        f"{short(lifecycle.entity, OF_SEVERAL)}: a transition names {short(state, OF_SEVERAL)}, which is none of its states",
                    )


@rule(
    "state-unreachable",
    "warning",
    "No way of transitions leads from the first state to this one, so nothing can ever be in it.",
    "Add the transition that leads to it, or take the state out.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _unreachable(design: Design) -> Iterable[Said]:
    for lifecycle in design.domain.lifecycles:
        if not lifecycle.transitions or not lifecycle.states:
            continue
        leads_to: dict[str, list[str]] = defaultdict(list)
        for change in lifecycle.transitions:
            leads_to[change.source].append(change.target)
        there = reached(lifecycle.states[:1], leads_to)
        for state in lifecycle.states:
            if state not in there:
                yield Said(
                    ("domain", "lifecycles", lifecycle.id, "states"),
                    f"{short(lifecycle.entity)}: no transition leads to {short(state)}",
                )


@rule(
    "state-dead-end",
    "advice",
    "A state whose name says that something is still to come has no way out. What is in it stays there.",
    "Add what happens next, a timeout included, or name it as the end that it is.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _dead_end(design: Design) -> Iterable[Said]:
    for lifecycle in design.domain.lifecycles:
        left = {change.source for change in lifecycle.transitions}
        for state in lifecycle.states if left else ():
            if state not in left and re.search(WAITS, state.replace("_", " ").replace("-", " ")):
                yield Said(
                    ("domain", "lifecycles", lifecycle.id, "transitions"),
                    f"{short(lifecycle.entity)}: nothing leads out of {short(state)}",
                )


@rule(
    "state-twice",
    "warning",
    "A lifecycle lists a state twice. A change to it means one of two places in the diagram.",
    "Keep one, or name what tells them apart.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _state_twice(design: Design) -> Iterable[Said]:
    for lifecycle in design.domain.lifecycles:
        for state, count in Counter(state.lower() for state in lifecycle.states).items():
            if count > 1:
                yield Said(
                    ("domain", "lifecycles", lifecycle.id, "states"),
                    f"{short(lifecycle.entity)}: lists the state {short(state)} {count} times",
                )


@rule(
    "lifecycle-of-value",
    "warning",
    "A value or an event has a lifecycle. A value is equal to its copies and an event has happened: neither can change its state.",
    "Give the lifecycle to the entity that holds it, or make it an entity.",
    "domain-modelling#when-does-an-entity-need-a-lifecycle",
)
def _lifecycle_of_value(design: Design) -> Iterable[Said]:
    kinds = {entity.name: entity.kind for entity in design.domain.entities}
    for lifecycle in design.domain.lifecycles:
        kind = kinds.get(lifecycle.entity)
        if kind in ("value-object", "event"):
            yield Said(
                ("domain", "lifecycles", lifecycle.id, "entity"),
                f"{short(lifecycle.entity)}: has a lifecycle, and is {'an event' if kind == 'event' else 'a value'}",
            )


@rule(
    "relation-to-itself-unnamed",
    "warning",
    "An entity is related to itself and the relation has no label, so nobody can tell which end is which.",
    "Label it with the verb that reads from one to the other.",
    "domain-modelling#what-goes-into-one-aggregate",
)
def _relation_to_itself(design: Design) -> Iterable[Said]:
    for relation in design.domain.relations:
        if relation.source and relation.source == relation.target and not relation.verb:
            yield Said(
                ("domain", "relations", relation.id, "verb"),
                f"{short(relation.source)}: related to itself, without a label",
            )


@rule(
    "relation-ambiguous",
    "warning",
    "Two entities are related more than once, and one of the relations has no label. Foreign keys are drawn from these.",
    "Label each, or drop the one that says the same.",
    "domain-modelling#what-goes-into-one-aggregate",
)
def _relation_ambiguous(design: Design) -> Iterable[Said]:
    relations = [one for one in design.domain.relations if one.source and one.target and one.source != one.target]
    counts = Counter(frozenset((one.source, one.target)) for one in relations)
    for relation in relations:
        if not relation.verb and counts[frozenset((relation.source, relation.target))] > 1:
            yield Said(
                ("domain", "relations", relation.id, "verb"),
                f"{short(relation.source, OF_SEVERAL)} and {short(relation.target, OF_SEVERAL)}: related more than once, here without a label",
            )
