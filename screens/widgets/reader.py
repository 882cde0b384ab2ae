"""A long text to be read: drawn once for a width, then shown line by line, however long it is."""

from __future__ import annotations

from rich.console import RenderableType
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Reader(ScrollView, can_focus=False):
    """Shows a rich renderable. A `Static` would draw all of it at every layout: seconds for a document."""

    WIDEST = 110
    """Longer lines are hard to read."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # the options are Widget's
        self._content: RenderableType = ""
        self._lines: list[Strip] = []
        self._drawn_for = 0

    def show(self, content: RenderableType) -> None:
        """Show another text; the place that was read stays."""
        self._content = content
        self._drawn_for = 0
        self._draw()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Lines are broken anew for another width."""
        self._draw()

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        super().notify_style_update()
        self._drawn_for = 0

    def _draw(self) -> None:
        width = min(self.WIDEST, self.scrollable_content_region.width)
        if width <= 0 or width == self._drawn_for:
            return
        console = self.app.console
        lines = console.render_lines(self._content, console.options.update(width=width, height=None), pad=False)
        self._drawn_for = width
        self._lines = self.laid_out(lines)
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
        self.drawn()

    def laid_out(self, lines: list[list[Segment]]) -> list[Strip]:
        """The lines as they are kept; whoever wants to know what stands where looks at them here."""
        return [Strip(segments) for segments in lines]

    def drawn(self) -> None:
        """Do what waits until the lines are there."""

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, style = self.size.width, self.rich_style
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, style)
        return self.line(place).apply_style(style).adjust_cell_length(width, style)

    def line(self, place: int) -> Strip:
        """A line of the text as it is shown now."""
        return self._lines[place]
