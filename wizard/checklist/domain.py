"""Items on step 3 that the answers settle: invariants, entities and their attributes, relations, lifecycles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.checklist.told import Told, every, met, settles, silent
from wizard.design import Design
from wizard.facts.domain import TOLD_TO, unnamed_entities
from wizard.facts.words import affirmed, cut, has_time, names, plain
from wizard.steps.domain import Attribute, Invariant, Lifecycle

REFUSED = r"\b4\d\d\b|\brefus|\bnothing is (written|queued|stored)"
"""How an answer says that the breaking call itself is turned away."""
FREE_TEXT = frozenset(("note", "notes", "comment", "comments", "message", "remark", "remarks"))
"""Names of attributes into which people type what they like."""
_STATUS = re.compile(r"(?:^|[_ -])(?:status|state)$|(?:^|(?<=[a-z]))(?:Status|State)$")
_NAME_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@settles("domain-constraints-become-invariants")
def _constraints_become_invariants(design: Design) -> Told:
    if not design.domain.invariants:
        return silent((("domain", "invariants"), "none are listed"))
    placed = {plain(invariant.statement): bool(invariant.entity) for invariant in design.domain.invariants}
    return every(
        design.scope.integrity_constraints,
        "scope.integrity_constraints",
        lambda line: placed.get(plain(line)),
        "its invariant names no entity",
        is_open=lambda line: plain(line) not in placed,
        doubt="no invariant says it in the same words",
    )


@settles("domain-invariant-violation-answered")
def _invariant_violation_answered(design: Design) -> Told:
    codes = {plain(error.code) for error in design.api.error_codes if error.code}

    def is_answered(invariant: Invariant) -> bool:
        said = plain(invariant.on_violation)
        return any(code in said for code in codes) or affirmed(TOLD_TO, invariant.on_violation) is not None

    return every(
        design.domain.invariants,
        "domain.invariants",
        is_answered,
        "says not what a violation leads to",
        has="each names an error code or somebody who is told",
        field="on_violation",
        is_open=lambda invariant: invariant.on_violation,
        doubt="names no error code of step 4, and nobody who is told",
    )


@settles("domain-detection-timed")
def _detection_timed(design: Design) -> Told:
    invariants = design.domain.invariants
    at = ("domain", "invariants")
    codes = [error.code for error in design.api.error_codes]
    late = [invariant for invariant in invariants if invariant.enforced_by in ("policy", "process")]
    if invariants and not late:
        undecided = [invariant for invariant in invariants if invariant.enforced_by is None]
        words = "it is not said for all what enforces them" if undecided else "none is kept by policy or process"
        return silent((at, words)) if undecided else met((at, words))
    return every(
        late,
        "domain.invariants",
        lambda one: any(map(has_time, (one.on_violation, one.statement, one.tested_by))),
        lambda one: f"kept by {one.enforced_by}, and no time is said",
        has="each says a time",
        field="on_violation",
        is_open=lambda one: affirmed(REFUSED, one.on_violation) or any(names(one.on_violation, code) for code in codes),
        doubt="says no time, but seems to be refused at once",
    )


@settles("domain-entity-used")
def _entity_used(design: Design) -> Told:
    unnamed = {entity.id for entity in unnamed_entities(design)}
    return every(
        design.domain.entities,
        "domain.entities",
        lambda entity: entity.id not in unnamed,
        "no operation, table, relation, invariant or attribute names it",
    )


@settles("domain-entity-placed")
def _entity_placed(design: Design) -> Told:
    contexts = {context.name for context in design.domain.contexts}
    if not contexts:
        return silent((("domain", "contexts"), "none are listed"))
    if len(contexts) == 1:
        return met((("domain", "contexts"), f"{design.domain.contexts[0].label} is the only context"))
    return every(
        design.domain.entities,
        "domain.entities",
        lambda entity: entity.context in contexts,
        lambda entity: f"{entity.context} is no context of the list" if entity.context else "is in no context",
        field="context",
    )


@settles("domain-context-relations-directed")
def _context_relations_directed(design: Design) -> Told:
    contexts = design.domain.contexts
    return every(
        contexts,
        "domain.contexts",
        lambda context: context.owner and len(contexts) == 1,
        "has no owner",
        is_open=lambda context: context.owner,
        doubt="it is to be read which side adapts",
    )


@settles("domain-attributes-classified")
def _attributes_classified(design: Design) -> Told:
    entities = [entity for entity in design.domain.entities if entity.attributes]
    return every(
        entities,
        "domain.entities",
        lambda entity: (
            not any(map(_is_unclassified, entity.attributes)) and not any(map(_may_be_typed, entity.attributes))
        ),
        lambda entity: f"no class that fits for {_listed(filter(_is_unclassified, entity.attributes))}",
        nothing="no attributes are listed",
        field="attributes",
        is_open=lambda entity: not any(map(_is_unclassified, entity.attributes)),
        doubt=lambda entity: (
            f"if people type {_listed(filter(_may_be_typed, entity.attributes))}, none is no class for it"
        ),
    )


def _is_unclassified(attribute: Attribute) -> bool:
    return attribute.sensitivity is None or (
        attribute.sensitivity == "none" and bool(FREE_TEXT & _parts(attribute.name))
    )


def _may_be_typed(attribute: Attribute) -> bool:
    return attribute.sensitivity == "none" and bool({"text", "string"} & _parts(attribute.type))


def _parts(name: str) -> set[str]:
    return {part.lower() for part in _NAME_PARTS.findall(name)}


def _listed(attributes: Iterator[Attribute]) -> str:
    return cut(", ".join(attribute.name for attribute in attributes))


@settles("domain-relations-decided")
def _relations_decided(design: Design) -> Told:
    return every(
        design.domain.relations,
        "domain.relations",
        lambda relation: relation.cardinality and relation.owner_side,
        "has no cardinality",
        has="each has a cardinality and an owner side",
        is_open=lambda relation: relation.cardinality,
        doubt="no owner side, which is right only if both can live alone",
    )


@settles("domain-status-has-lifecycle")
def _status_has_lifecycle(design: Design) -> Told:
    entities = design.domain.entities
    at = ("domain", "entities")
    if not any(entity.attributes for entity in entities):
        return silent((at, "no attributes are listed"))
    with_status = [entity for entity in entities if any(_is_status(attribute.name) for attribute in entity.attributes)]
    if not with_status:
        return met((at, "no entity has a status"))
    living = {lifecycle.entity for lifecycle in design.domain.lifecycles}
    return every(with_status, "domain.entities", lambda entity: entity.name in living, "has a status and no lifecycle")


def _is_status(name: str) -> bool:
    return _STATUS.search(name) is not None


@settles("domain-states-reachable")
def _states_reachable(design: Design) -> Told:
    return every(
        design.domain.lifecycles,
        "domain.lifecycles",
        lambda lifecycle: lifecycle.states and not _unreached(lifecycle),
        lambda one: f"nothing leads to {', '.join(_unreached(one))}" if one.states else "has no states",
    )


def _unreached(lifecycle: Lifecycle) -> list[str]:
    targets = {transition.target for transition in lifecycle.transitions}
    return [state for state in lifecycle.states[1:] if state not in targets]


@settles("domain-transitions-caused")
def _transitions_caused(design: Design) -> Told:
    lifecycles = [lifecycle for lifecycle in design.domain.lifecycles if lifecycle.transitions]
    return every(
        lifecycles,
        "domain.lifecycles",
        lambda lifecycle: all(transition.on for transition in lifecycle.transitions),
        lambda one: "no cause for " + cut(", ".join(change.label for change in one.transitions if not change.on)),
        nothing="no transitions are listed",
        field="transitions",
    )
