"""Rules on step 3: entities without a place, invariants that nothing keeps, words with two meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.domain import TOLD_TO, unnamed_entities
from wizard.facts.words import affirmed, has_time, plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

MANY_RECORDS = r"\b(unique|uniqueness|never two|no two|at most one|only one|exactly one|overlaps?|overlapping|(the )?total|sum of|exceeds?|across all)\b"
"""How a statement speaks of several records at once, which one request can not see."""
WATCHED_BY = (
    r"\b(owner|team|desk|officer|operator|operations|finance|support|staff|clerk|auditor|lead|manager|steward)s?\b"
)
CODE = r"(?:^|\b[45]\d\d )([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b"


@rule(
    "entity-without-context",
    "warning",
    "There are several contexts, and an entity is in none. Which meaning of its name counts would be decided by its first user.",
    "Name the context that decides about it.",
    "domain-modelling#where-does-one-context-end",
)
def _entity_without_context(design: Design) -> Iterable[Said]:
    if len(design.domain.contexts) < 2:
        return
    for entity in design.domain.entities:
        if entity.name and not entity.context:
            yield Said(
                ("domain", "entities", entity.id, "context"), f"{short(entity.name)}: is in none of the contexts"
            )


@rule(
    "context-empty",
    "advice",
    "A context has no entity, while others do. Either its entities are missing or it is no context.",
    "Put its entities into it, or take it out.",
    "domain-modelling#where-does-one-context-end",
)
def _context_empty(design: Design) -> Iterable[Said]:
    used = {entity.context for entity in design.domain.entities if entity.context}
    for context in design.domain.contexts if used else ():
        if context.name and context.name not in used:
            yield Said(
                ("domain", "contexts", context.id, "name"), f"{short(context.name)}: no entity is in this context"
            )


@rule(
    "context-without-owner",
    "advice",
    "Several contexts, and nobody is named to decide about the model of one. Two teams will.",
    "Name the team that decides about its model.",
    "domain-modelling#where-does-one-context-end",
)
def _context_without_owner(design: Design) -> Iterable[Said]:
    contexts = design.domain.contexts
    for context in contexts if len(contexts) > 1 else ():
        if context.name and not context.owner:
            yield Said(("domain", "contexts", context.id, "owner"), f"{short(context.name)}: has no owner")


@rule(
    "aggregate-without-invariant",
    "advice",
    "An aggregate keeps the rules of what is inside it, and for this one no rule is listed.",
    "Add the invariant that it keeps, or make it a plain entity.",
    "domain-modelling#what-goes-into-one-aggregate",
)
def _aggregate_without_invariant(design: Design) -> Iterable[Said]:
    if not design.domain.invariants:
        return
    kept = {invariant.entity for invariant in design.domain.invariants}
    for entity in design.domain.entities:
        if entity.kind == "aggregate" and entity.name and entity.name not in kept:
            yield Said(
                ("domain", "entities", entity.id, "kind"),
                f"{short(entity.name)}: an aggregate, and no invariant is about it",
            )


@rule(
    "entity-unnamed",
    "advice",
    "Nothing else in the design names an entity: no operation, table, relation, invariant or attribute.",
    "Link it where it is used, or take it out.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _entity_unnamed(design: Design) -> Iterable[Said]:
    """Nothing is said before there is anything that could name it."""
    if not (design.api.operations or design.api.graphql_operations) or not design.data.tables:
        return
    for entity in unnamed_entities(design):
        if entity.kind != "event":
            yield Said(
                ("domain", "entities", entity.id, "name"), f"{short(entity.name)}: nothing else in the design names it"
            )


@rule(
    "invariant-unwatched",
    "warning",
    "An invariant is kept by a process afterwards, and it is not said who looks, or when. Until then it is simply broken.",
    "Say who reconciles, and within which time.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _invariant_unwatched(design: Design) -> Iterable[Said]:
    for invariant in design.domain.invariants:
        if invariant.enforced_by != "process" or not invariant.on_violation:
            continue
        said = f"{invariant.on_violation}. {invariant.statement}. {invariant.tested_by}"
        lacks = [
            words
            for words, is_there in (
                ("who looks", affirmed(TOLD_TO, said) or affirmed(WATCHED_BY, said)),
                ("when", has_time(said)),
            )
            if not is_there
        ]
        if lacks:
            yield Said(
                ("domain", "invariants", invariant.id, "on_violation"),
                f"{short(invariant.statement)}: kept by a process, and it is not said {' or '.join(lacks)}",
            )


@rule(
    "invariant-beyond-validation",
    "warning",
    "A rule over several records is left to the validation of one request, which sees none of the others.",
    "Let a constraint, an aggregate or a transaction keep it.",
    "domain-modelling#what-keeps-an-invariant-true",
)
def _invariant_beyond_validation(design: Design) -> Iterable[Said]:
    for invariant in design.domain.invariants:
        if invariant.enforced_by == "validation" and affirmed(MANY_RECORDS, invariant.statement):
            yield Said(
                ("domain", "invariants", invariant.id, "enforced_by"),
                f"{short(invariant.statement)}: is about several records, and only the request is validated",
            )


@rule(
    "violation-code-unknown",
    "advice",
    "What happens on a violation names an error code that step 4 does not have, so clients never hear of it.",
    "Add the code in step 4, or name the one that is meant.",
    "api-design-checklist#errors",
)
def _violation_code_unknown(design: Design) -> Iterable[Said]:
    codes = {plain(error.code).strip() for error in design.api.error_codes}
    for invariant in design.domain.invariants if codes else ():
        found = re.search(CODE, invariant.on_violation)
        if found and plain(found[1]).strip() not in codes:
            yield Said(
                ("domain", "invariants", invariant.id, "on_violation"),
                f"{short(invariant.statement)}: {short(found[1])} is no error code of step 4",
            )


@rule(
    "term-twice",
    "warning",
    "A word stands in the glossary twice, in two spellings. Readers find one of the meanings.",
    "Keep one line for the word, or say what tells the two apart.",
    "domain-modelling#where-does-one-context-end",
)
def _term_twice(design: Design) -> Iterable[Said]:
    seen: dict[str, str] = {}
    for term in design.domain.glossary:
        key = plain(term.term).strip()
        if key and seen.setdefault(key, term.term) != term.term:
            yield Said(
                ("domain", "glossary", term.id, "term"),
                f"{short(term.term)}: stands in the glossary as {short(seen[key])} too",
            )
