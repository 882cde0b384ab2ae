"""Functions of a design that run again only when an answer that they read has changed.

A review looks at thousands of records after every answer, and most of what follows from them is the same as before.
What a function reads is noted while it runs, so nobody has to declare it and nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from wizard.design import Design

Result = TypeVar("Result")
Read = tuple[str, str]
"""A step and one of its fields."""


class Watched:
    """A design that notes which answers are read of it."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self.read: dict[Read, Any] = {}
        """The answers that were read so far."""
        self._steps: dict[str, WatchedStep] = {}

    def __getattr__(self, name: str) -> Any:
        if name == "depth":
            return self.start.depth or "standard"
        step = self._steps.get(name)
        if step is None:
            step = self._steps[name] = WatchedStep(name, getattr(self._design, name), self.read)
        return step


class WatchedStep:
    """One step of a watched design."""

    def __init__(self, name: str, answers: Any, read: dict[Read, Any]) -> None:
        self._name = name
        self._answers = answers
        self._read = read

    def __getattr__(self, name: str) -> Any:
        value = self._read[self._name, name] = getattr(self._answers, name)
        return value


class Remembered(Generic[Result]):
    """A function of a design, and what it said last. The function must read nothing but the design, and return a value."""

    def __init__(self, function: Callable[[Design], Result]) -> None:
        self.function = function
        self._read: dict[Read, Any] | None = None
        self._result: Result

    def __call__(self, design: Design) -> Result:
        """What the function says of this design."""
        if self._read is None or not _are_same(self._read, design):
            watched = Watched(design)
            self._result = self.function(cast(Design, watched))
            self._read = watched.read
        return self._result

    @property
    def read(self) -> tuple[Read, ...]:
        """The steps and fields that were read at the last run."""
        return tuple(self._read or ())


def _are_same(read: dict[Read, Any], design: Design) -> bool:
    """Whether all answers that were read are as they were; records that did not change are the same objects."""
    return all(
        (value := getattr(getattr(design, step), field)) is known or (type(value) is type(known) and value == known)
        for (step, field), known in read.items()
    )
