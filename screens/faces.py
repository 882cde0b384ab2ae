"""What each step's screen has of its own: a picture under a group that follows from the answers, and a key for more than its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from wizard.design import Path
from wizard.review import Review

if TYPE_CHECKING:
    from screens.desk import Desk
    from screens.form_screen import FormScreen

Picture = Callable[[Review, int], Sequence[Content]]
"""Lines for a width, drawn from the review."""

About = Callable[[Review, Path], str]
"""What a record is about, from its path; empty if only the kind of record says that."""

Act = Callable[["Desk", "FormScreen[None]"], None]


class Deed(NamedTuple):
    """What ctrl+t does in a group, in words, and how; elsewhere it shows the trace matrix."""

    words: str
    act: Act


_PICTURES: dict[tuple[str, str], Picture] = {}
"""By (step, group)."""
_ASIDES: dict[tuple[str, str], Picture] = {}
"""The same for the side pane."""
_RECORDS: dict[tuple[str, ...], About] = {}
"""By (step, list)."""
_DEEDS: dict[tuple[str, str], Deed] = {}


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


def about(step: str, field: str) -> Callable[[About], About]:
    """Declare what stands over the form of a record of this list, in place of what its kind is for."""

    def declared(words: About) -> About:
        _RECORDS[step, field] = words
        return words

    return declared


def about_of(review: Review, path: Path) -> str:
    """What the record at a path is about; empty where nothing was declared."""
    import_module(f"screens.{path[0]}")
    words = _RECORDS.get(path[:2]) if len(path) == 3 else None
    return words(review, path) if words is not None else ""


def deed(step: str, group: str, words: str) -> Callable[[Act], Act]:
    """Declare what ctrl+t does in a group."""

    def declared(act: Act) -> Act:
        _DEEDS[step, group] = Deed(words, act)
        return act

    return declared


def deed_of(step: str, group: str) -> Deed | None:
    """What ctrl+t does in a group, if it is not what it does everywhere."""
    import_module(f"screens.{step}")
    return _DEEDS.get((step, group))
