"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from screens.dialog import Dialog
from screens.drawing import KEY, LABEL, MUTED, line, page


class Confirm(Dialog[bool]):
    """Asks before something is lost."""

    DEFAULT_CSS = "Confirm > Static { width: 60; }"
    MOST_COLUMNS = 54
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "yes", show=False),
        Binding("n,escape", "answer(False)", "no", show=False),
    ]

    def __init__(self, title: str, words: str, deed: str) -> None:
        super().__init__()
        self._title, self._words, self._deed = title, words, deed

    def compose(self) -> ComposeResult:
        """The question, and the two keys."""
        keys = line(("y", KEY), (f" {self._deed}    ", MUTED), ("esc", KEY), (" stay", MUTED))
        yield Static(
            page([line((self._title, LABEL)), line(""), *self.told(self._words), line(""), keys]), markup=False
        )

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  (an action has no keywords)
        """Close with the answer."""
        self.dismiss(yes)
