"""What the critical path consists of: its workflow, the operations that serve it, and what is promised and planned for them."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path


def critical_path(design: Design) -> frozenset[Path]:
    """The paths of all records that the critical path hangs on; none while nobody said which workflow it is.

    They are the workflow, its operations, objectives and performance targets on it or on them, and the policies of the
    hard dependencies, as the workflow stops when one of those does.
    """
    return frozenset(_records(design)) if design.scope.critical_path else frozenset()


def _records(design: Design) -> Iterator[Path]:
    name = design.scope.critical_path
    yield from (("scope", "workflows", row.id) for row in design.scope.workflows if row.name == name)
    served = [("operations", row) for row in design.api.operations if row.workflow == name]
    asked = [("graphql_operations", row) for row in design.api.graphql_operations if row.workflow == name]
    yield from (("api", field, row.id) for field, row in (*served, *asked))
    names = {name, *(row.label for _, row in (*served, *asked) if row.label)}
    hard = {row.name for row in design.scope.external_systems if row.criticality == "hard"}
    operations = design.operations
    yield from (("operations", "slos", row.id) for row in operations.slos if row.target in names)
    yield from (("operations", "targets", row.id) for row in operations.targets if row.operation in names)
    yield from (
        ("operations", "dependency_policies", row.id) for row in operations.dependency_policies if row.system in hard
    )
