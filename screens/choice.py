"""A question with a few answers, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from screens.dialog import Dialog
from screens.drawing import KEY, LABEL, MUTED, indented, line, page


class Way(NamedTuple):
    """An answer: its key, what it does, what more there is to know, and its name for whoever asked."""

    key: str
    does: str
    more: str
    name: str


class Choice(Dialog[str]):
    """Asks which way to go; closes with the name of the way, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "answer('')", "back", show=False)]

    def __init__(self, title: str, words: str, ways: Sequence[Way], back: str = "go back") -> None:
        super().__init__()
        self._title, self._words, self._ways, self._back = title, words, ways, back

    def compose(self) -> ComposeResult:
        """The question, and a line for each answer."""
        rows = self._rows(is_full=True)
        has_room = len(rows) + 2 <= self.app.size.height
        yield Static(page(rows if has_room else self._rows(is_full=False)), markup=False)

    def _rows(self, *, is_full: bool) -> list[Content]:
        """All that is to be said, or where there is little room the keys close together and without more words."""
        gap = [line("")] if is_full else []
        rows = [*self.told(self._title, LABEL), *gap, *self.told(self._words), *([] if is_full else [line("")])]
        for way in self._ways:
            rows += [*gap, line((way.key, KEY), (f"  {way.does}", "$foreground"))]
            rows += indented(way.more, self.columns, MUTED, 3) if way.more and is_full else []
        return rows + ([*gap, line(("esc", KEY), (f"  {self._back}", MUTED))] if self._back else [])

    def on_key(self, event: events.Key) -> None:
        """Close with the way whose key was pressed."""
        way = next((way for way in self._ways if way.key == event.key), None)
        if way is not None:
            event.stop()
            self.action_answer(way.name)

    def action_answer(self, name: str) -> None:
        """Close with a name."""
        self.dismiss(name)
