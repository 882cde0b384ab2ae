"""A list that the arrows walk through: headings and entries, one line each, the current one in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.drawing import page

Line = tuple[int | None, Content | Callable[[], Content]]
"""The place of the entry that a line belongs to, none for a heading, and the line; one of thousands is drawn when it is in sight."""


class LineList(Widget, can_focus=True):
    """Draws what is in sight around the current entry."""

    class Chosen(Message):
        """Something is to be done with the current entry."""

    class Moved(Message):
        """Another entry is current."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("pageup", "move(-10)", "page up", show=False),
        Binding("pagedown", "move(10)", "page down", show=False),
        Binding("home", "move(-100000)", "first", show=False),
        Binding("end", "move(100000)", "last", show=False),
        Binding("enter", "choose", "go there", show=False),
    ]

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # the options are Widget's
        self.row = 0
        """The place of the current entry."""
        self._shown: list[int | None] = []

    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def lines(self, width: int) -> Iterable[Line]:
        """All lines, in order."""
        raise NotImplementedError

    def nothing(self, width: int) -> list[Content]:
        """What is shown while there are no entries."""
        raise NotImplementedError

    def render(self) -> Content:
        """The lines around the current entry."""
        width, height = self.size
        if not self.count():
            return page(self.nothing(width))
        rows = list(self.lines(width))
        here = next((number for number, (place, _) in enumerate(rows) if place == self.row), 0)
        first = max(0, min(here - height // 2, len(rows) - height))
        in_sight = rows[first : first + height]
        self._shown = [place for place, _ in in_sight]
        return page(drawn() if callable(drawn) else drawn for _, drawn in in_sight)

    def place_at(self, event: events.Click) -> int | None:
        """The place of the entry that was clicked on; the space around the list has none."""
        offset = event.get_content_offset(self)
        return self._shown[offset.y] if offset is not None and offset.y < len(self._shown) else None

    def on_click(self, event: events.Click) -> None:
        """The first click makes an entry the current one, the second chooses it."""
        place = self.place_at(event)
        if place is None:
            return
        if place == self.row:
            self.action_choose()
        else:
            self.action_move(place - self.row)

    def action_move(self, by: int) -> None:
        """Go to another entry."""
        self.row = max(0, min(self.row + by, self.count() - 1))
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Choose the current entry."""
        if self.count():
            self.post_message(self.Chosen())


def marked(content: Content, width: int, *, is_here: bool) -> Content:
    """A line over the whole width, on a bar if it is the current one."""
    if not is_here:
        return content
    return content.pad_right(max(0, width - content.cell_length)).stylize_before("on $panel")
