"""The side pane: four pages about what has the focus, drawn as text."""

from __future__ import annotations

from typing import Literal, get_args

from rich.console import RenderableType
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from screens.drawing import MUTED, line, show
from screens.widgets.reader import Reader

Tab = Literal["why", "checks", "findings", "section"]
TABS: tuple[Tab, ...] = get_args(Tab)


class Tabs(Widget):
    """The names of the pages; the current one is underlined, and so is told without colour."""

    DEFAULT_CSS = "Tabs { height: 2; }"

    class Chosen(Message):
        """A page was clicked."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__()
        self.current: Tab = "why"
        self.words: dict[Tab, str] = {"why": "Why", "checks": "Checks", "findings": "Findings", "section": "Section"}

    def render(self) -> Content:
        """The names, side by side."""
        parts: list[tuple[str, str]] = []
        for tab in TABS:
            parts += [(self.words[tab], "bold underline $accent" if tab == self.current else MUTED), ("  ", "")]
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """Turn to the page that was clicked."""
        event.stop()
        end = 0
        for tab in TABS:
            end += len(self.words[tab]) + 2
            if event.x < end:
                self.post_message(self.Chosen(tab))
                return


class SidePane(Widget):
    """Tabs over a page that scrolls."""

    tabs = query_one(Tabs)
    page = query_one("#page", Static)
    scroller = query_one("#scroller", VerticalScroll)
    reader = query_one(Reader)

    def compose(self) -> ComposeResult:
        """Tabs and page."""
        yield Tabs()
        with VerticalScroll(id="scroller", can_focus=False):
            yield Static(id="page", markup=False)
        yield Reader(id="reader")

    @property
    def tab(self) -> Tab:
        """The page that is shown."""
        return self.tabs.current

    @property
    def page_width(self) -> int:
        """The cells that a line of the page may have."""
        return max(16, self.scroller.scrollable_content_region.width or self.size.width - 4)

    def turn(self, tab: Tab | None = None) -> None:
        """Turn to a page, or to the next one."""
        self.tabs.current = tab or TABS[(TABS.index(self.tab) + 1) % len(TABS)]
        self.tabs.refresh()
        for part in (self.scroller, self.reader):
            part.scroll_home(animate=False)

    def show(self, content: Content) -> None:
        """Show a page of words."""
        self._choose(self.scroller)
        show(self.page, content)

    def read(self, content: RenderableType) -> None:
        """Show a text to be read."""
        self._choose(self.reader)
        self.reader.show(content)

    def scroll_by(self, lines: int) -> None:
        """Scroll what is shown."""
        (self.reader if self.reader.display else self.scroller).scroll_relative(y=lines, animate=False)

    def _choose(self, shown: Widget) -> None:
        for part in (self.scroller, self.reader):
            part.display = part is shown

    def count(self, met: int, items: int, found: int) -> None:
        """Say in the tabs how many checks are met and how many findings there are."""
        words: dict[Tab, str] = {
            "why": "Why",
            "checks": f"Checks {met}/{items}",
            "findings": f"Findings {found}" if found else "Findings",
            "section": "Section",
        }
        if words != self.tabs.words:
            self.tabs.words = words
            self.tabs.refresh()
