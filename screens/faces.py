"""What each step's screen has of its own: a picture under a group that follows from the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from wizard.review import Review

Picture = Callable[[Review, int], Sequence[Content]]
"""Lines for a width, drawn from the review."""

PICTURES: dict[tuple[str, str], Picture] = {}
"""By (step, group); each step's module adds its own."""


def picture(step: str, group: str) -> Callable[[Picture], Picture]:
    """Declare the picture of a group."""

    def declared(drawing: Picture) -> Picture:
        PICTURES[step, group] = drawing
        return drawing

    return declared
