"""Suggestions for step 3: what names of attributes, and the statements of step 1, say about the model."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import is_stated, listing, spaced, stems, words_of
from wizard.suggestions.asked import asked
from wizard.suggestions.sensitive import sensitivity_of
from wizard.suggestions.suggestion import Offer, suggests

KEPT_BY_CONSTRAINT = frozenset(("unique", "once", "duplicate", "twice", "overlap", "changed", "deleted", "negative"))
"""Words of a statement that a constraint of the store can keep."""
KEPT_BY_TRANSACTION = frozenset(("balance", "between", "exceed", "exceeds", "equal", "equals", "sum", "total", "zero"))
"""Words of a statement about several values, which have to be compared and written together."""
STATUS = (("status",), ("state",))
"""The last word of an attribute that says where its entity stands."""


@suggests(
    "attribute-sensitivity", "Some attributes say by their name how delicate they are.", "data-retention-residency"
)
@asked("domain", "entities", "attributes")
def _sensitivity(design: Design) -> Iterator[Offer]:
    for entity in design.domain.entities:
        for attribute in entity.attributes:
            if attribute.sensitivity is None and (found := sensitivity_of(attribute.name)):
                at = ("domain", "entities", entity.id, "attributes", attribute.id)
                because = f"{entity.name} knows {spaced(attribute.name)}; by its name that is {found} data."
                yield Offer((*at, "sensitivity"), found, because, ((*at, "name"),))


@suggests("entity-is-aggregate", "What enforces an invariant by itself is an aggregate.", "domain-modelling")
@asked("domain", "entities", "kind")
def _aggregates(design: Design) -> Iterator[Offer]:
    keeping = {one.entity: one for one in design.domain.invariants if one.enforced_by == "aggregate"}
    if not keeping:
        return
    for entity in design.domain.entities:
        if entity.kind is None and entity.name in keeping:
            invariant = keeping[entity.name]
            because = f"{entity.name} enforces that {invariant.statement}, so it has to be changed as a whole."
            basis = (
                ("domain", "invariants", invariant.id, "enforced_by"),
                ("domain", "invariants", invariant.id, "entity"),
            )
            yield Offer(("domain", "entities", entity.id, "kind"), "aggregate", because, basis)


@suggests(
    "relation-from-attribute", "An attribute that is named like another entity is a relation.", "domain-modelling"
)
@asked("domain", "relations")
def _relations(design: Design) -> Iterator[Offer]:
    by_name = {words_of(one.name): one for one in design.domain.entities if one.name and one.kind != "value-object"}
    known = {frozenset((relation.source, relation.target)) for relation in design.domain.relations}
    for entity in design.domain.entities:
        for attribute in entity.attributes if entity.name else ():
            words = words_of(attribute.name)
            target = by_name.get(words[:-1] if words[-1:] == ("id",) else words)
            if target is None or target is entity or frozenset((entity.name, target.name)) in known:
                continue
            known.add(frozenset((entity.name, target.name)))
            relation = {
                "source": target.name,
                "target": entity.name,
                "cardinality": "one-to-one" if attribute.unique else "one-to-many",
                "verb": "has",
            }
            because = f"{entity.name} knows {spaced(attribute.name)}, and {target.name} is an entity."
            at = ("domain", "entities", entity.id, "attributes", attribute.id)
            yield Offer(("domain", "relations"), relation, because, ((*at, "name"), (*at, "unique")))


@suggests(
    "invariant-from-constraint",
    "What must never be violated becomes an invariant that something enforces.",
    "domain-modelling",
)
@asked("domain", "invariants")
def _invariants(design: Design) -> Iterator[Offer]:
    statements = [invariant.statement for invariant in design.domain.invariants]
    missing = [line for line in design.scope.integrity_constraints if not is_stated(line, statements)]
    if not missing:
        return
    refusal = "an error" if design.start.system_type == "graphql" else "409"
    answer = f"{refusal} with a code of its own; nothing is written"
    entities = {words_of(entity.name): entity for entity in design.domain.entities if entity.name}
    for line in missing:
        about = stems(line)
        entity = next((one for words, one in entities.items() if stems(" ".join(words)) <= about), None)
        invariant = {"statement": line, "on_violation": answer}
        if entity is not None:
            invariant["entity"] = entity.name
        words = set(words_of(line))
        if words & KEPT_BY_CONSTRAINT or words & KEPT_BY_TRANSACTION:
            invariant["enforced_by"] = "constraint" if words & KEPT_BY_CONSTRAINT else "transaction"
        because = f"Step 1 says that this must never be violated: {line}"
        yield Offer(("domain", "invariants"), invariant, because, (("scope", "integrity_constraints"),))


@suggests("lifecycle-from-status", "An entity with a status has a lifecycle.", "domain-modelling")
@asked("domain", "lifecycles")
def _lifecycles(design: Design) -> Iterator[Offer]:
    known = {lifecycle.entity for lifecycle in design.domain.lifecycles}
    for entity in design.domain.entities:
        if not entity.name or entity.name in known:
            continue
        for attribute in entity.attributes:
            if words_of(attribute.name)[-1:] in STATUS:
                states = _states(attribute.type) or _states(attribute.note)
                because = f"{entity.name} has {attribute.name}" + (
                    f": {listing(states)}." if states else ", and nothing says which changes of it are allowed."
                )
                lifecycle = {"entity": entity.name, **({"states": states} if states else {})}
                at = ("domain", "entities", entity.id, "attributes", attribute.id)
                yield Offer(("domain", "lifecycles"), lifecycle, because, ((*at, "name"), (*at, "type"), (*at, "note")))
                break


def _states(words: str) -> list[str]:
    """The states that a type such as `received, accepted or refused` lists; nothing if it lists none."""
    states = [part.strip() for part in words.replace(" or ", ",").replace("|", ",").split(",") if part.strip()]
    return states if len(states) > 1 and all(len(state.split()) < 4 for state in states) else []
