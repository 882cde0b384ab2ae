"""A draft that was changed in two places: what differs, who changed it, and which side somebody has chosen so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from wizard.design import Answers, Path
from wizard.differences import Difference, by_step, differences
from wizard.merging import Base, Side, merged
from wizard.provenance import KEY

Changer = Literal["mine", "theirs", "both"]


class Contested(NamedTuple):
    """A difference between mine and theirs, and which of them is not as both began."""

    difference: Difference
    changed_by: Changer

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.difference.path

    @property
    def is_conflict(self) -> bool:
        """Whether both sides changed it, so that somebody has to decide."""
        return self.changed_by == "both"


class ContestedStep(NamedTuple):
    """What differs in one step."""

    title: str
    contested: tuple[Contested, ...]


@dataclass(frozen=True)
class Settlement:
    """What becomes of two versions that began as one. What one side alone changed is that side's, until somebody says otherwise.

    Where answers come from is not asked: a note about an answer that is not taken says nothing.
    """

    base: Answers
    mine: Answers
    theirs: Answers
    steps: tuple[ContestedStep, ...] = ()
    choices: Mapping[Path, Side] = field(default_factory=dict)

    @classmethod
    def of(cls, base: Answers, mine: Answers, theirs: Answers) -> Settlement:
        """Where all begins: nothing that both changed is decided."""
        was = Base(base)
        found = [one for one in differences(mine, theirs) if one.path[0] != KEY]
        told = {one.path: Contested(one, _changed_by(was, one)) for one in found}
        steps = tuple(
            ContestedStep(step.title, tuple(told[one.path] for one in step.differences)) for step in by_step(found)
        )
        choices = {one.path: one.changed_by for one in told.values() if one.changed_by != "both"}
        return cls(base, mine, theirs, steps, choices)

    def again(self, base: Answers, mine: Answers, theirs: Answers) -> Settlement:
        """The same of newer versions; what was chosen stays where both values are still what they were."""
        if (base, mine, theirs) == (self.base, self.mine, self.theirs):
            return self
        new = Settlement.of(base, mine, theirs)
        before = {one.path: one for one in self.contested}
        kept = {
            one.path: self.choices[one.path]
            for one in new.contested
            if one == before.get(one.path) and one.path in self.choices
        }
        return replace(new, choices={**new.choices, **kept})

    @cached_property
    def contested(self) -> tuple[Contested, ...]:
        """All that differs, in the order of the workflow."""
        return tuple(one for step in self.steps for one in step.contested)

    @cached_property
    def conflicts(self) -> tuple[Contested, ...]:
        """What both sides changed."""
        return tuple(one for one in self.contested if one.is_conflict)

    @cached_property
    def undecided(self) -> tuple[Contested, ...]:
        """What somebody still has to decide."""
        return tuple(one for one in self.conflicts if one.path not in self.choices)

    def side(self, one: Contested) -> Side | None:
        """The side that is taken of a difference; none while nobody decided."""
        return self.choices.get(one.path)

    def taking(self, side: Side, contested: Iterable[Contested]) -> Settlement:
        """With this side chosen of some differences."""
        return replace(self, choices={**self.choices, **{one.path: side for one in contested}})

    @property
    def answers(self) -> Answers:
        """What results. What is not decided yet is mine."""
        return merged(self.base, self.mine, self.theirs, self.choices)


def _changed_by(base: Base, one: Difference) -> Changer:
    if base.holds(one, one.before):
        return "theirs"
    return "mine" if base.holds(one, one.after) else "both"
