"""What each step's screen has of its own: a picture under a group that follows from the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from textual.content import Content

from wizard.review import Review

Picture = Callable[[Review, int], Sequence[Content]]
"""Lines for a width, drawn from the review."""

_PICTURES: dict[tuple[str, str], Picture] = {}
"""By (step, group)."""
_ASIDES: dict[tuple[str, str], Picture] = {}
"""The same for the side pane."""


def picture(step: str, group: str) -> Callable[[Picture], Picture]:
    """Declare the picture of a group, in the module that has the step's name."""

    def declared(drawing: Picture) -> Picture:
        _PICTURES[step, group] = drawing
        return drawing

    return declared


def picture_of(step: str, group: str) -> Picture | None:
    """The picture of a group, if it has one. The module of a step is imported when the step is first shown."""
    import_module(f"screens.{step}")
    return _PICTURES.get((step, group))


def aside(step: str, group: str) -> Callable[[Picture], Picture]:
    """Declare what stands in the side pane under the reason for a question of this group."""

    def declared(drawing: Picture) -> Picture:
        _ASIDES[step, group] = drawing
        return drawing

    return declared


def aside_of(step: str, group: str) -> Picture | None:
    """What stands in the side pane beside a group, if there is anything."""
    import_module(f"screens.{step}")
    return _ASIDES.get((step, group))
