"""A window in the middle of the screen: some words, perhaps a line to type in, and the keys."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.content import Content
from textual.screen import ModalScreen

from screens.drawing import line, wrap
from wizard.text import clean

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """Lies over a screen until it is answered; holds one text, or a column of texts with a line to type in."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Static, Dialog > Vertical { width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 1 3; background: $panel; }
    Dialog Input { margin: 1 0; border: none; border-left: outer $accent; height: 1; padding: 0 1; background: $surface; }
    Dialog Input:focus { border: none; border-left: outer $accent; }
    """
    MOST_COLUMNS: ClassVar[int] = 66
    """Of its words, where the terminal has so many."""

    @property
    def columns(self) -> int:
        """How many columns its words have."""
        return min(self.MOST_COLUMNS, self.app.size.width - 6)

    def told(self, words: str, style: str = "$foreground") -> list[Content]:
        """Words broken into its lines."""
        return [line((row, style)) for row in wrap(clean(words), self.columns)]
