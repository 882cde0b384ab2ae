"""The trace matrix: which workflow is served by which operation, and that by which entity, table, role, objective, risk and file.

Operations name their workflow, entity and roles, tables their entity, objectives what they measure: those links are followed.
Risks, failure modes and files name nothing by reference; they are linked to what their words name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from wizard.design import Design, Path

KINDS = ("workflow", "operation", "entity", "table", "role", "objective", "risk", "file")
"""The columns of the matrix, in order."""


class Row(NamedTuple):
    """One operation and all that hangs on it; a workflow or entity that no operation names has a row of its own."""

    workflow: str
    operation: str
    entity: str
    tables: tuple[str, ...]
    roles: tuple[str, ...]
    objectives: tuple[str, ...]
    risks: tuple[str, ...]
    files: tuple[str, ...]


class Orphan(NamedTuple):
    """Something that nothing leads to, or that leads nowhere: its kind, its name, what it lacks, and where it is."""

    kind: str
    name: str
    lacks: str
    path: Path

    def to_data(self) -> dict[str, str]:
        """The same as plain data."""
        return {"kind": self.kind, "name": self.name, "lacks": self.lacks, "path": ".".join(self.path)}


class Trace(NamedTuple):
    """The rows of the matrix, and what has no place in it."""

    rows: tuple[Row, ...]
    orphans: tuple[Orphan, ...]

    def to_data(self) -> dict[str, Any]:
        """The same as plain data, for machines."""
        return {"rows": [row._asdict() for row in self.rows], "orphans": [orphan.to_data() for orphan in self.orphans]}


def trace(design: Design) -> Trace:
    """The trace matrix of a design."""
    links = Links(design)
    rows = [*_operation_rows(links), *_bare_rows(design, links)]
    order = {workflow.name: place for place, workflow in enumerate(design.scope.workflows)}
    rows.sort(key=lambda row: order.get(row.workflow, len(order)))
    return Trace(tuple(rows), tuple(_orphans(design, links)))


class Links:
    """What names what in a design, both ways."""

    def __init__(self, design: Design) -> None:
        self.operations: tuple[Any, ...] = (*design.api.operations, *design.api.graphql_operations)
        self.tables_of = _grouped((table.entity, table.name) for table in design.data.tables)
        self.objectives_of = _grouped((slo.target, slo.name) for slo in design.operations.slos)
        self.operations_of = _grouped((call.workflow, call.label) for call in self.operations)
        self.calls_on = _grouped((getattr(call, "entity", ""), call.label) for call in self.operations)
        self.used_roles = {role for call in self.operations for role in call.access}
        self._context_of = {entity.name: entity.context for entity in design.domain.entities}
        risks = [(risk.label, _words(f"{risk.title} {risk.mitigation}")) for risk in design.risks.risks]
        failures = [
            (failure.label, _words(f"{failure.component} {failure.failure} {failure.effect}"))
            for failure in design.risks.failure_modes
        ]
        self._risks = [*risks, *failures]
        self._files = [
            (file.path, file.module, _words(f"{PurePosixPath(file.path).stem} {file.purpose}"))
            for file in design.file_plan.files
        ]

    def risks_of(self, *names: str) -> tuple[str, ...]:
        """The risks and failure modes whose words name one of these."""
        wanted = [words for words in map(_words, names) if words]
        return tuple(label for label, said in self._risks if any(words <= said for words in wanted))

    def files_of(self, entity: str) -> tuple[str, ...]:
        """The planned files whose words name an entity, or whose module has the name of its context."""
        words, context = _words(entity), self._context_of.get(entity, "")
        return tuple(
            path for path, module, said in self._files if (words and words <= said) or (context and module == context)
        )


def _operation_rows(links: Links) -> Iterator[Row]:
    for call in links.operations:
        entity = getattr(call, "entity", "")
        objectives = (*links.objectives_of.get(call.label, ()), *links.objectives_of.get(call.workflow, ()))
        roles = tuple(call.access)
        risks = links.risks_of(call.label, call.workflow, entity)
        tables, files = tuple(links.tables_of.get(entity, ())), links.files_of(entity)
        yield Row(call.workflow, call.label, entity, tables, roles, tuple(dict.fromkeys(objectives)), risks, files)


def _bare_rows(design: Design, links: Links) -> Iterator[Row]:
    """Workflows and entities that no operation names."""
    for workflow in design.scope.workflows:
        if workflow.name and workflow.name not in links.operations_of:
            objectives = tuple(links.objectives_of.get(workflow.name, ()))
            yield Row(workflow.name, "", "", (), (), objectives, links.risks_of(workflow.name), ())
    for entity in design.domain.entities:
        if entity.name and entity.name not in links.calls_on:
            tables, files = tuple(links.tables_of.get(entity.name, ())), links.files_of(entity.name)
            yield Row("", "", entity.name, tables, (), (), links.risks_of(entity.name), files)


def _orphans(design: Design, links: Links) -> Iterator[Orphan]:
    yield from _loose_calls(design, links)
    yield from _loose_model(design, links)
    yield from _loose_plan(design)


def _loose_calls(design: Design, links: Links) -> Iterator[Orphan]:
    """Workflows without operations, operations without workflow or entity, roles that no operation asks for."""
    for workflow in design.scope.workflows:
        if workflow.name not in links.operations_of:
            yield Orphan("workflow", workflow.label, "no operation serves it", ("scope", "workflows", workflow.id))
        if workflow.critical and not _has_objective(workflow.name, links):
            yield Orphan("workflow", workflow.label, "no objective measures it", ("scope", "workflows", workflow.id))
    kinds: dict[str, tuple[Any, ...]] = {
        "operations": design.api.operations,
        "graphql_operations": design.api.graphql_operations,
    }
    for field, calls in kinds.items():
        for call in calls:
            path = ("api", field, call.id)
            if not call.workflow:
                yield Orphan("operation", call.label, "it serves no workflow", (*path, "workflow"))
            if field == "operations" and not call.entity:
                yield Orphan("operation", call.label, "it names no entity", (*path, "entity"))
    for role in design.access.roles:
        if role.name not in links.used_roles and links.operations:
            yield Orphan("role", role.label, "no operation asks for it", ("access", "roles", role.id))


def _has_objective(workflow: str, links: Links) -> bool:
    calls = links.operations_of.get(workflow, ())
    return workflow in links.objectives_of or any(call in links.objectives_of for call in calls)


def _loose_model(design: Design, links: Links) -> Iterator[Orphan]:
    """Entities without operation or table, tables without entity."""
    for entity in design.domain.entities:
        path = ("domain", "entities", entity.id)
        if entity.name not in links.calls_on and entity.kind not in ("value-object", "event"):
            yield Orphan("entity", entity.label, "no operation reads or changes it", path)
        if entity.name not in links.tables_of and entity.kind != "value-object":
            yield Orphan("entity", entity.label, "no table keeps it", path)
    for table in design.data.tables:
        if not table.entity:
            yield Orphan("table", table.label, "it keeps no entity", ("data", "tables", table.id, "entity"))


def _loose_plan(design: Design) -> Iterator[Orphan]:
    """Modules without files, files without module."""
    used = {file.module for file in design.file_plan.files}
    for module in design.pattern.modules:
        if module.name and module.name not in used and design.file_plan.files:
            yield Orphan("module", module.label, "no file is planned for it", ("pattern", "modules", module.id))
    for file in design.file_plan.files:
        if not file.module:
            yield Orphan("file", file.label, "it belongs to no module", ("file_plan", "files", file.id, "module"))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        if key:
            found[key].append(value)
    return dict(found)


_PARTS = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _words(text: str) -> frozenset[str]:
    """The words of a text or of a name in any spelling, in lower case and without a plural s."""
    return frozenset(
        word.removesuffix("s") if len(word) > 3 else word for word in _PARTS.findall(_HUMP.sub(" ", text).lower())
    )


HOMES: Mapping[str, tuple[Path, ...]] = {
    "workflow": (("scope", "workflows"),),
    "operation": (("api", "operations"), ("api", "graphql_operations")),
    "entity": (("domain", "entities"),),
    "table": (("data", "tables"),),
    "role": (("access", "roles"),),
    "objective": (("operations", "slos"),),
    "risk": (("risks", "risks"), ("risks", "failure_modes")),
    "file": (("file_plan", "files"),),
}
"""The lists that the things of each column are in."""


def places(design: Design) -> Mapping[tuple[str, str], Path]:
    """Where each thing of the matrix is, by kind and name; of two with one name the first."""
    found: dict[tuple[str, str], Path] = {}
    for kind, homes in HOMES.items():
        for step, field in homes:
            for record in getattr(getattr(design, step), field):
                found.setdefault((kind, record.label), (step, field, record.id))
    return found
