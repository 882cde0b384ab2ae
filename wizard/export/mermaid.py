"""Diagrams in Mermaid: generated ids, quoted labels, and no character that could end one. Nothing drawn, nothing said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.export.markdown import NOTHING, Markdown, fence
from wizard.steps.domain import DomainModel, Entity, Lifecycle
from wizard.steps.scope import ExternalSystem, Scope, Workflow
from wizard.text import one_line

LONGEST_LABEL = 80
UNSAID = "..."
_PLAIN = frozenset(" .,-_")
_DIRECTION = re.compile(r"(direction) ", re.IGNORECASE)
"""Mermaid 11 takes `direction LR` for a command, in quotes too; with its space escaped it is a word."""
_KEYS = ("PK", "FK", "UK")
_ENDS = {
    "one-to-one": "||--||",
    "one-to-many": "||--o{",
    "many-to-one": "}o--||",
    "many-to-many": "}o--o{",
    None: "}o--o{",
}
_ARROWS = {"in": "-->", "out": "-->", "both": "<-->", None: "---"}


class _Ids:
    """Ids by name, in order of first mention: `n1`, `n2` ..."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._known.setdefault(name, f"n{len(self._known) + 1}")

    def __contains__(self, name: str) -> bool:
        return name in self._known


def label(text: str) -> str:
    """Text within a diagram: letters, digits, space and `.,-_` as they are, all else by its number."""
    line = one_line(text)
    if len(line) > LONGEST_LABEL:
        line = line[: LONGEST_LABEL - 1].rstrip() + "…"
    escaped = "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in line)
    return _DIRECTION.sub(r"\1#32;", escaped)


def _called(name: str) -> str:
    """A name within a diagram; Mermaid takes none that is blank."""
    return label(name) or UNSAID


def entity_relations(domain: DomainModel) -> Markdown:
    """The entities with their attributes and how they hang together; nothing without a relation."""
    relations = [relation for relation in domain.relations if relation.source and relation.target]
    if not relations:
        return NOTHING
    ids = _Ids()
    lines = [line for entity in domain.entities if entity.name for line in _entity(entity, ids)]
    ends = dict.fromkeys(name for relation in relations for name in (relation.source, relation.target))
    lines += [f'{ids[name]}["{_called(name)}"]' for name in ends if name not in ids]
    lines += [
        f'{ids[r.source]} {_ENDS[r.cardinality]} {ids[r.target]} : "{label(r.verb) or "is related to"}"'
        for r in relations
    ]
    return _drawn("erDiagram", lines)


def _entity(entity: Entity, ids: _Ids) -> Iterator[str]:
    head = f'{ids[entity.name]}["{_called(entity.name)}"]'
    attributes = [attribute for attribute in entity.attributes if attribute.name]
    if not attributes:
        yield head
        return
    yield f"{head} {{"
    for place, attribute in enumerate(attributes, 1):
        unique = " UK" if attribute.unique else ""
        yield f"    {_word(attribute.type, 'any')} {_word(attribute.name, f'attribute{place}')}{unique}"
    yield "}"


def _word(text: str, otherwise: str) -> str:
    """A type or name as the ER grammar takes it: ASCII letters, digits and underscores, a letter first."""
    word = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_")
    if not word:
        return otherwise
    if word.upper() in _KEYS:
        return f"{word}_"
    return word if word[0].isalpha() else f"n{word}"


def context(scope: Scope, title: str) -> Markdown:
    """Users, the system and what is outside it; nothing while the system stands alone."""
    users = [user for user in scope.users if user.name]
    systems = [system for system in scope.external_systems if system.name]
    if not users and not systems:
        return NOTHING
    lines = [f'n0["{_called(title)}"]']
    for place, user in enumerate(users, 1):
        shape = ("[", "]") if user.kind == "service" else ("([", "])")
        lines += [f'u{place}{shape[0]}"{_called(user.name)}"{shape[1]}', f"u{place} --> n0"]
    for place, system in enumerate(systems, 1):
        lines += [f'x{place}[["{_called(system.name)}"]]', _edge(system, f"x{place}")]
    return _drawn("flowchart LR", lines)


def _edge(system: ExternalSystem, node: str) -> str:
    arrow = _ARROWS[system.direction]
    words = label(system.protocol)
    said = f'{arrow}|"{words}"|' if words else arrow
    return f"{node} {said} n0" if system.direction == "in" else f"n0 {said} {node}"


def critical_path(scope: Scope, title: str) -> Markdown:
    """The critical path as a sequence; a step that names an external system goes there. Nothing without steps."""
    workflow = next((row for row in scope.workflows if row.name and row.name == scope.critical_path), None)
    if workflow is None or not workflow.steps:
        return NOTHING
    systems = [system.name for system in scope.external_systems if _is_named(system.name, workflow.steps)]
    lines = [
        f"actor n1 as {label(workflow.actor) or 'Caller'}",
        f"participant n2 as {_called(title)}",
        *(f"participant n{place} as {_called(name)}" for place, name in enumerate(systems, 3)),
        *_messages(workflow, systems),
    ]
    return _drawn("sequenceDiagram", lines)


def _messages(workflow: Workflow, systems: list[str]) -> Iterator[str]:
    yield f"n1->>n2: {label(workflow.trigger) or label(workflow.name) or UNSAID}"
    for step in workflow.steps:
        place = next((place for place, name in enumerate(systems, 3) if _is_named(name, (step,))), 2)
        yield f"n2->>n{place}: {_called(step)}"
    if outcome := label(workflow.outcome):
        yield f"n2-->>n1: {outcome}"


def _is_named(name: str, lines: Iterable[str]) -> bool:
    return bool(name) and any(name.casefold() in line.casefold() for line in lines)


def states(lifecycle: Lifecycle) -> Markdown:
    """The states of a lifecycle and the changes between them; nothing without a state."""
    transitions = [row for row in lifecycle.transitions if row.source and row.target]
    names = dict.fromkeys([*lifecycle.states, *(name for row in transitions for name in (row.source, row.target))])
    if not names:
        return NOTHING
    ids = _Ids()
    lines = [f'state "{_called(name)}" as {ids[name]}' for name in names]
    lines.append(f"[*] --> {ids[next(iter(names))]}")
    lines += [f"{ids[t.source]} --> {ids[t.target]} : {label(t.on)}".rstrip(" :") for t in transitions]
    left = {row.source for row in transitions}
    lines += [f"{ids[name]} --> [*]" for name in names if transitions and name not in left]
    return _drawn("stateDiagram-v2", lines)


def _drawn(kind: str, lines: Iterable[str]) -> Markdown:
    return fence("\n".join([kind, *(f"    {line}" for line in lines)]), "mermaid")
