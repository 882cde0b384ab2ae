"""A workflow step: one screen, the groups of fields on it, and the contract sections it feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from wizard.ask import Field, Group


class Step(NamedTuple):
    """One step of the workflow; `answers` inherits from its groups, in the order in which they are shown."""

    key: str
    number: int
    title: str
    purpose: str
    answers: type[Group]
    feeds: tuple[str, ...]

    @property
    def groups(self) -> tuple[type[Group], ...]:
        """The groups of the step, in order."""
        return self.answers.__bases__

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of all groups, in order, by name."""
        return self.answers.fields

    def section_of(self, group: type[Group]) -> str:
        """The contract section that a group of this step feeds."""
        return group.section or self.feeds[0]

    def group_of(self, field: str) -> type[Group]:
        """The group that a field of this step is in. `KeyError` if it is in none."""
        for group in self.groups:
            if field in group.fields:
                return group
        raise KeyError(field)


def has_surface(*surfaces: str) -> Callable[[Any], bool]:
    """A condition: one of these surfaces was chosen in step 1."""
    return lambda design: any(surface in design.scope.surfaces for surface in surfaces)


def has_system(*types: str) -> Callable[[Any], bool]:
    """A condition: the system is of one of these types, or no type was chosen yet."""
    return lambda design: design.start.system_type is None or design.start.system_type in types


def has_scope(*scopes: str) -> Callable[[Any], bool]:
    """A condition: one of these compliance scopes applies; `all` includes every one."""
    return lambda design: "all" in design.start.compliance or any(scope in design.start.compliance for scope in scopes)
