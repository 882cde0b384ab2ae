"""What the domain model says: whom it tells of a violation, and which entities nothing else names."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import spaced
from wizard.facts.words import plain
from wizard.steps.domain import Entity

TOLD_TO = r"\b(pag(e|es|ed)\b|on-call|told\b|tells\b|notif\w+|alert\w*|ticket|list to\b|mail to\b|reviewed by\b)"
"""How an answer says that a person learns of a violation."""
LONGEST = 4
"""So many words are read as the name of an entity at most."""


def unnamed_entities(design: Design) -> Iterator[Entity]:
    """Entities that no operation, table, relation, invariant or attribute names."""
    used = {
        *(operation.entity for operation in design.api.operations),
        *(operation.entity for operation in design.api.graphql_operations),
        *(table.entity for table in design.data.tables),
        *(name for relation in design.domain.relations for name in (relation.source, relation.target)),
        *(invariant.entity for invariant in design.domain.invariants),
    }
    left = [entity for entity in design.domain.entities if entity.name and entity.name not in used]
    if not left:
        return
    types = set(_types(design))
    graph = " ".join(f"{one.name} {one.arguments} {one.returns}" for one in design.api.graphql_operations).lower()
    for entity in left:
        if {plain(entity.name).strip(), spaced(entity.name)}.isdisjoint(types) and entity.name.lower() not in graph:
            yield entity


def _types(design: Design) -> Iterator[str]:
    """Every run of words in what is said of an attribute."""
    said = {text for entity in design.domain.entities for one in entity.attributes for text in (one.type, one.note)}
    for text in said:
        words = plain(text).split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST) + 1):
                yield " ".join(words[start:end])
