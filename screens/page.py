"""What every screen of the wizard has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from screens.widgets.bars import KeyBar

Result = TypeVar("Result")

LEAST = 60, 18
"""Columns and rows under which a screen asks for more room."""


def is_open(screen: Screen[Any]) -> bool:
    """Whether a screen was not closed yet: what it put off may be done when its widgets are gone."""
    return screen.is_attached and screen in screen.app.screen_stack


def while_open(screen: Screen[Any], call: Callable[[], object]) -> Callable[[Any], None]:
    """A call that a signal makes, as long as the screen was not closed."""

    def answer(_: Any) -> None:
        if is_open(screen):
            call()

    return answer


class WizardScreen(Screen[Result]):
    """A screen that is ready for keys once it is mounted, and that says so when the terminal is too small for it."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HELP_TOPIC: ClassVar[str] = "step"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "help", "help", show=False)]

    is_ready = False
    """Keys typed ahead wait for this."""

    def compose(self) -> ComposeResult:
        """The content, and the message that takes its place in too small a terminal."""
        yield from self.content()
        yield Static("", id="too-small", markup=False)

    def content(self) -> ComposeResult:
        """What the screen is made of."""
        yield from ()

    def on_mount(self) -> None:
        """Begin, and let keys in."""
        self.begin()
        self.is_ready = True

    def begin(self) -> None:
        """Set the focus and draw what depends on the answers."""

    def on_resize(self) -> None:
        """Too small a terminal is told so. The message lies over the rest, which keeps the focus and takes what is typed meanwhile."""
        width, height = self.app.size
        is_small = width < LEAST[0] or height < LEAST[1]
        self.set_class(is_small, "too-small")
        if is_small:
            words = f"This terminal is {width}x{height}.\nThe wizard needs {LEAST[0]}x{LEAST[1]}.\nMake the window larger; nothing is lost."
            self.query_one("#too-small", Static).update(words)
        self.set_class(width < 110, "narrow")
        self.set_class(width < 100, "slim")
        self.set_class(width >= 150, "wide")
        self.resized()

    def resized(self) -> None:
        """Draw what depends on the size."""

    @on(KeyBar.Clicked)
    async def _click_key(self, message: KeyBar.Clicked) -> None:
        """A click on a key is the key."""
        message.stop()
        await self.run_action(message.action)

    def action_help(self) -> None:
        """Explain this screen."""
        from screens.help import HelpScreen  # not needed at the start

        self.app.push_screen(HelpScreen(self.HELP_TOPIC))
